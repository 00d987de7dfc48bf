"""actgen turns the facts of a French council session into the acts that the law expects of it."""

__version__ = "0.1.0"
