"""The facts of a session, a collectivity and a group: frozen values that know their place in the file.

`None` means "not known yet" throughout, never "no": what is known to be empty is an empty tuple.
"""
