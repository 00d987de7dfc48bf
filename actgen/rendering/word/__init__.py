"""Word templates: an author’s own layout, filled under the grammar of every template, read back into blocks.

A `.docx` is read once: each tag is put together from its runs, held to the closed grammar of
`rendering.templates` and renamed, so that docxtpl, which fills the file, sees nothing but plain keys
(`reading`). Values are sealed: docxtpl places private marks. The filled file is read back into blocks, each
mark standing for the nodes of its value, for the PDF and the page; in the Word file that its author laid
out, each mark gives the same nodes (`filling`). So no value is ever read as mark-up, and the three formats
say the same.
"""
