"""The tree of an act to its three outputs: PDF, Word, page; and the house style that they share.

Every output walks the closed list of nodes of `actgen.acts.tree`. WeasyPrint and docxtpl are imported inside
this package alone, WeasyPrint only when a PDF is asked for.
"""
