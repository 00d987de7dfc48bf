"""What copies to publish do not show, through the door: words of a session, hidden in all that is published.

The file keeps them under the item whose act bears them, or for the whole session; the register stays entire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.acts.tree.occultation import Mask, contains, hide_text, too_short
from actgen.acts.tree.words import paragraphs
from actgen.acts.views.plan import ActPlan
from actgen.api.cards import lines, write_lines
from actgen.api.fields import Fields, Path
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.base.text.messages import say
from actgen.checks.textes.termes import DP_PUBLICATION
from actgen.law.textes import shipped_textes
from actgen.reading.edits import Change

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
    if not any(contains(each, asked) for each in _told(session, plan)):
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


def proposed(session: Session, finding: Diagnostic) -> tuple[str, str] | None:
    """The act and the words to hide of it that a finding of private data is about; None where none is shown.

    From the datum to the end of its clause: an address is longer than what tells that it is one.
    """
    if finding.code != DP_PUBLICATION.name:
        return None
    motifs = [each.motif for each in shipped_textes().donnees if finding.message.endswith(f"{each.champ}.")]
    hidden = tuple(Mask(each.mots, "") for each in masked(session))
    for plan in session.acts:
        own = plan.point == finding.point and plan.kind.famille.traits.est_votee and not plan.copie
        for text in _told(session, plan) if own else ():
            left = hide_text(text, hidden) if hidden else text
            for found in (found for motif in motifs for found in motif.finditer(left)):
                words = _clause(left, *found.span())
                if contains(text, words) and len(words) <= _LONGEST:
                    return plan.key, words
    return None


def _told(session: Session, plan: ActPlan) -> tuple[str, ...]:
    """What an act says; of one that is refused, what its item does."""
    if plan.document is not None:
        return (plan.document.title, plan.document.subject, *paragraphs(plan.document.blocks))
    fields = session.workspace.fields(session.name)
    return tuple(_texts(fields.raw(fields.item(plan.point)))) if plan.point is not None else ()


def _texts(written: object) -> Iterator[str]:
    if isinstance(written, str):
        yield written
    elif isinstance(written, (dict, list)):
        for each in written.values() if isinstance(written, dict) else written:
            yield from _texts(each)


def _clause(text: str, start: int, end: int) -> str:
    rest = _CLAUSE.match(text, end)
    return text[start : rest.end() if rest is not None else end].strip()


_CLAUSE = re.compile(r"[^,;.()«»\n]*")
