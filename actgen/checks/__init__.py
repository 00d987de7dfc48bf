"""Rules on figures: what is wrong in a session or a group, before any act is made.

A rule is one small function from figures to findings, beside the codes that it uses; `runner` lists
them all. Nothing is computed here that an act states: that is in `actgen.council.figures`.
"""

from actgen.checks.runner import KnownGroups, RuleCrash, check_group, check_groups, check_session

__all__ = ["KnownGroups", "RuleCrash", "check_group", "check_groups", "check_session"]
