"""What a template sees: frozen, typed views, one for a family of kinds.

A view holds figures and grammar, never sentences: the wording belongs to the templates. Every field has its
meaning in French (`sens.Sens`), or is a view whose docstring tells it: authors read them. A fact not known
yet is a `Lacune`.
"""
