"""Rules on the words of composed acts: what no figure tells, because a template or a prose was written so.

They run at `render`, before anything is written, and with `check --full`.
"""

from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.runner import TEXT_RULES, check_acte, merged

__all__ = ["TEXT_RULES", "ActeCompose", "check_acte", "merged"]
