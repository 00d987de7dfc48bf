"""View → tree → PDF, Word, page: templates, prose, the sandbox, and the three outputs.

`templates` turns a text of legal staff and a view into blocks of `actgen.document`; `prose` reads
what a town hall wrote beside its session. Both end in the same closed list of nodes, which the
outputs walk. Jinja, python-docx, docxtpl and WeasyPrint are imported inside this package alone, and
WeasyPrint only when a PDF is asked for.
"""
