"""One module a family of acts: what its templates see, when it is due, who signs, what is left to do.

A view is frozen and typed; it holds figures and grammar, never sentences: the wording belongs to the
templates. Every field has its meaning in French (`commun.Sens`), or is a view whose docstring tells it:
authors read them. A fact not known yet is a `Lacune`. Nothing is composed here: `plan.Composing` does.
"""
