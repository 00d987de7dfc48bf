"""Scans of signed acts handed to the door: each is told its act by its name, then kept beside that act.

They take the name by which every export knows the signed copy of an act (« 1-deliberation-02-…-SIGNE.pdf »).
Nothing is dated because a scan is there, and a copy that is there already is never replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.acts.views.plan import ActPlan
from actgen.api.papers import folder
from actgen.api.wording import said
from actgen.base.errors import Conflict, UsageError
from actgen.base.records import replace
from actgen.base.text.keys import slug
from actgen.base.text.messages import phrase, say
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.actes import numero
from actgen.delivery.exports.pieces import SIGNE, WrittenFiles
from actgen.delivery.exports.seance import ExportedSession, open_session
from actgen.delivery.exports.signed_copy import Exemplaire, looked_into
from actgen.reading.apart import together
from actgen.session.files import name_of
from actgen.session.result import DEFAULT_OUT
from actgen.session.writing.journal import Journal
from actgen.session.writing.names import DRAFT_MARK
from actgen.session.writing.write import save

if TYPE_CHECKING:
    from actgen.api.session import Session
    from actgen.api.workspace import Workspace

_LONGEST = 200  # signs of a name that is looked into


class Kept(Struct, frozen=True):
    """What became of one file: the act that it is the signed copy of, or `pourquoi` it was not taken."""

    nom: str
    acte: str = ""
    pourquoi: str = ""


class Looked(Struct, frozen=True):
    """A file that was looked into: what it tells of itself, or why nobody could open it."""

    nom: str
    contenu: bytes
    vu: Exemplaire | str


class Scanned(Struct, frozen=True):
    """A signed copy that is kept: of which act, and where."""

    acte: str
    place: Path


def looked(files: Iterable[tuple[str, bytes]]) -> tuple[Looked, ...]:
    """Look into signed acts, which takes as long as who made them wants: within one allowance for all.

    It needs no workspace, and must hold none.
    """
    with together():
        return tuple(Looked(nom, content, looked_into(content)) for nom, content in files)


def keep_signed(
    workspace: Workspace, name: str, files: Iterable[Looked], point: int | None = None
) -> tuple[Kept, ...]:
    """Keep signed acts beside those of the session; `point`: of the one that all these files are of.

    Raises UsageError for a session that has not been held, EnvironmentFault when nothing can be written.
    """
    exported = _opened(workspace.session(name))
    return tuple(_kept(exported, each, point) for each in files)


def signed(session: Session) -> tuple[Scanned, ...]:
    """The signed copies that are kept of the acts of a session, in the order of its acts."""
    place, seance = folder(session), session.examination.seance
    if place is None or seance is None:
        return ()
    files = WrittenFiles(place, Journal(), seance.date)
    return tuple(
        Scanned(plan.titre, place / each)
        for plan in session.acts
        if not plan.copie
        for each in files.signed_names(plan)
    )


def _opened(session: Session) -> ExportedSession:
    options = replace(session.options, out=session.workspace.root / DEFAULT_OUT)
    figures = session.figures
    if figures is not None and figures.etat is not EtatSeance.TENUE:
        raise UsageError(say("Cette séance n’a aucun acte à signer : le conseil n’y a encore rien voté."))
    exported, _ = open_session(session.file, options, session.workspace._cache)
    if exported is None:
        raise UsageError(
            say("Le fichier de cette séance ne peut pas être lu : corrigez-le d’abord (« Le fichier »).")
        )
    return exported


def _plans(exported: ExportedSession) -> Iterator[ActPlan]:
    return (each for each in exported.plans if not each.copie)


def _kept(exported: ExportedSession, each: Looked, point: int | None) -> Kept:
    nom, content = each.nom, each.contenu
    plan = _named(exported, nom, point)
    if isinstance(plan, str):
        return Kept(nom, pourquoi=plan)
    files, target = exported.files, f"{_stem(plan)}{SIGNE}.pdf"
    if there := files.signed_names(plan):
        same = (files.folder / there[0]).read_bytes() == content
        other = phrase("un autre exemplaire signé de cet acte est déjà là ({nom})", nom=there[0])
        return Kept(nom, plan.titre) if same else Kept(nom, pourquoi=other)
    if refused := files.refused_as_signed(plan, nom, content, each.vu):
        told = said(refused)
        return Kept(nom, pourquoi=f"{told.message} {told.hint}".strip())
    try:
        save(files.folder / target, content, None, target)
    except Conflict:
        return Kept(nom, pourquoi=phrase("un autre fichier de ce nom est déjà là ({nom})", nom=target))
    return Kept(nom, plan.titre)


def _stem(plan: ActPlan) -> str:
    return PurePath(name_of(plan, "pdf")).stem.removesuffix(DRAFT_MARK)


def _named(exported: ExportedSession, nom: str, point: int | None) -> ActPlan | str:
    """The act whose signed copy a file is, by its name; else why nobody can tell."""
    decided = list(exported.deliberations())
    if point is not None:
        told = next((each for each in decided if each.point == point), None)
        return told or phrase("cette délibération n'est plus là : rechargez la page")
    words = slug(PurePath(nom[:_LONGEST]).stem, _LONGEST)
    ours = [each for each in _plans(exported) if words.startswith(slug(_stem(each), _LONGEST))]
    if ours:
        return max(ours, key=lambda each: len(_stem(each)))
    numbers = {each.key: numero(exported.seance, exported.seance.point(each.point or 0)) for each in decided}
    found = [each for each in decided if _holds(words, slug(numbers[each.key], _LONGEST))]
    alone = re.findall(r"\d+", words)
    if not found and len(alone) == 1:
        found = [each for each in decided if int(alone[0]) in (each.point, _last(numbers[each.key]))]
    if len(found) == 1:
        return found[0]
    example = next(iter(numbers.values()), "")
    return phrase(
        "son nom ne dit pas de quelle délibération il est : nommez-le par son numéro ({n}), ou choisissez-la",
        n=example,
    )


def _holds(words: str, number: str) -> bool:
    """Whether a name has this number, whole: « d2024-11-02 » is not in « d2024-11-021 »."""
    return bool(number) and re.search(rf"(?<![a-z0-9]){re.escape(number)}(?![0-9])", words) is not None


def _last(number: str) -> int | None:
    """The rank that ends the number of a deliberation: 2 of « D2024-11-02 »."""
    figures = re.findall(r"\d+", number)
    return int(figures[-1]) if figures else None
