"""What a template sees of each act: frozen, typed views, one module a family, with what makes them.

A view holds figures and grammar, never sentences: the wording belongs to the templates. Every field has its
meaning in French (`commun.Sens`), or is a view whose docstring tells it: authors read them. A fact not known
yet is a `Lacune`.
"""
