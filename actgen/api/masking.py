"""What copies to publish do not show, through the door: words of a session, hidden in all that is published.

The file keeps them under the item whose act bears them, or for the whole session; the register stays entire.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.api.cards import lines, write_lines
from actgen.api.fields import Fields, Path
from actgen.document.occultation import contains, too_short
from actgen.document.words import paragraphs
from actgen.errors import UsageError
from actgen.reading.edits import Change
from actgen.text.messages import say

if TYPE_CHECKING:
    from actgen.api.session import Session

_KEY = "donnees_privees"
_LONGEST = 300  # signs of a passage


class Masked(Struct, frozen=True):
    """Words that are hidden: of which item, None for the whole session."""

    mots: str
    point: int | None


def masked(session: Session) -> tuple[Masked, ...]:
    """All that is hidden of a session, item by item."""
    seance = session.examination.seance
    if seance is None:
        return ()
    of_all = (Masked(each.texte, None) for each in seance.donnees_privees)
    of_items = (Masked(each.texte, point.numero) for point in seance.points for each in point.donnees_privees)
    return (*of_all, *of_items)


def mask(session: Session, words: str, acte: str) -> list[Change]:
    """Hide words, of the item of an act. Raises UsageError for those that it does not say, or too few.

    CannotEdit for a list that is written otherwise.
    """
    asked = " ".join(words.split())
    if not asked:
        raise UsageError(say("Écrivez les mots à masquer, tels qu’ils sont dans l’acte."))
    if too_short(asked) or len(asked) > _LONGEST:
        raise UsageError(
            say("Choisissez un passage de deux lettres ou chiffres au moins, d’une phrase au plus.")
        )
    plan = session.act(acte)
    told = plan.document and (plan.document.title, plan.document.subject, *paragraphs(plan.document.blocks))
    if not any(contains(each, asked) for each in told or ()):
        raise UsageError(say("L’acte ne dit pas « {mots} » : recopiez-le tel qu’il y est.", mots=asked))
    if any(each.mots == asked for each in masked(session)):
        return []
    fields = session.workspace.fields(session.name)
    path = _path(fields, plan.point)
    return write_lines(fields, path, f"{lines(fields, path) or ''}\n{asked}")


def unmask(session: Session, words: str, point: int | None) -> list[Change]:
    """Show words again. Raises UsageError where they are not hidden, CannotEdit as `mask`."""
    fields = session.workspace.fields(session.name)
    path = _path(fields, point)
    there = (lines(fields, path) or "").split("\n")
    if words not in there:
        raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
    return write_lines(fields, path, "\n".join(each for each in there if each != words))


def _path(fields: Fields, point: int | None) -> Path:
    return (_KEY,) if point is None else (*fields.item(point), _KEY)
