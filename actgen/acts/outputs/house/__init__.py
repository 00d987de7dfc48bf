"""The house style of a collectivity: its files looked at (`reading`), then a `Look` that the outputs follow.

Nothing of a style passes through templates: it is laid round the tree of an act when the act is drawn.
"""
