"""What a template sees: frozen, typed views, one for a family of kinds.

A view holds figures and grammar, never sentences: the wording belongs to the templates. Every field
is documented in French, since authors read it; a fact not known yet is a `Lacune`.
"""
