"""From figures to the pages of an act.

`views` say what a template sees, one module a family; `templating` makes one tree of Markdown or Word;
`tree` is that tree; `outputs` makes PDF, Word and HTML of it. Nothing here reads a session's file, judges
the law or writes on a disk.
"""
