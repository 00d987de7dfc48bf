"""Rules on a purchasing group: one module a topic, each for its coordinator.

While the text is a draft (not approved), what is not filled in yet warns; once approved it is an error.
"""
