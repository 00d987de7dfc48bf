"""Word templates: the second front end of the tree that Markdown templates have.

A `.docx` is read once: its parts are made plain, each tag is put together from its runs and held to the
closed grammar of every template (`tags`), paired and levelled (`pairing`, `levels`), and styles and runs
become nodes with the tags in their places (`front`). What Word alone can show is told at its paragraph
(`losses`, `checks`). `written` goes the other way: the tree of a Markdown template as a Word file to edit.
"""
