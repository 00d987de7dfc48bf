"""Faults of the machine, as opposed to faults of a file (which are `Diagnostic` values).

Only what no edit of a user's file can mend is raised: a missing library, a full disk, a folder
that another run holds. Everything else that goes wrong in a session, a template or a roster is a
diagnostic, gathered and never raised.
"""


class EnvironmentFault(Exception):
    """The machine can't do what was asked; `args[0]` is a French sentence that says what to do."""

    exit_code = 4
