"""Words corrected by hand in the Word file of an act that nothing settles yet: what they keep back elsewhere.

An act's own Word file is told by `session/retouches.py`. Here are the other acts of the session, which would
state as final what that file says otherwise; and the Word files that actgen doesn't know, put beside an act.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from actgen.acts.tree.nodes import Document
from actgen.acts.tree.words import paragraphs
from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.differences import Difference, Sorte, around
from actgen.base.text.messages import phrase, shorten
from actgen.session.files import name_of, stem_of
from actgen.session.retouches import ACTE_RETOUCHE, ODT, WORD, Retouche
from actgen.session.writing.journal import Journal
from actgen.session.writing.names import is_draft
from actgen.session.writing.replace import file_state

WORD_A_COTE = rule("WORD-A-COTE")
_WORDS = re.compile(r"\w+")
_EXCERPT = 80
_OPEN = ("~$", ".")  # what Word and LibreOffice put beside a file that is open


class Unsettled(Struct, frozen=True):
    """Words that a Word file says otherwise than its act, and no reason sets aside; how that is told."""

    retouche: Retouche
    finding: Diagnostic


def kept_back(
    plans: tuple[ActPlan, ...],
    unsettled: Sequence[Unsettled],
    places: Callable[[str], Collection[Location]],
) -> tuple[ActPlan, ...]:
    """The acts, those refused that would state as final the words that another act's Word file corrects.

    `places`: where each value that an act prints was written.
    """
    if not unsettled:
        return plans
    refused: dict[str, tuple[Diagnostic, ...]] = {}
    for plan in plans:
        if plan.document is not None and not plan.projet:
            found = refused.get(plan.copie_de, ())
            if not plan.copie:
                held = (each.finding for each in unsettled if _states(plan, each.retouche, places))
                found = tuple(dict.fromkeys(held))
            if found:
                refused[plan.key] = found
    return tuple(
        replace(plan, due=Due.REFUSED, refus=refused[plan.key], document=None, consigne="")
        if plan.key in refused
        else plan
        for plan in plans
    )


def _states(plan: ActPlan, each: Retouche, places: Callable[[str], Collection[Location]]) -> bool:
    """Whether an act states the old words: the same value, else a passage of minutes or of a list."""
    if plan.key == each.acte:
        return False
    if each.valeur is not None:
        return each.lieu in places(plan.key)
    if each.point is not None or plan.document is None:
        return False  # the words of an item's act are a sentence of its own
    return each.illisible or _says(plan.document, each.difference)


def _says(document: Document, gap: Difference) -> bool:
    """Whether it has the words that were changed, with one beside them: those of a short line are all."""
    if gap.sorte not in (Sorte.MOTS, Sorte.RETRAIT):
        return False
    *_, (start, end) = ((gap.debut, gap.fin), *around(gap.ligne, gap.debut, gap.fin))
    wanted = _sequence((gap.ligne[start:end],))
    return wanted.strip() != "" and wanted in _sequence((document.header, *paragraphs(document.blocks)))


def _sequence(texts: Iterable[str]) -> str:
    """Words one after another, without the signs between them: « Effectif : 7 » is two columns of an act."""
    return f" {' '.join(_WORDS.findall(' '.join(texts).casefold()))} "


# ---------------------------------------------------------------- final once, a PROJET now


def no_longer_final(plan: ActPlan, place: Path | None, whole: Location | None) -> Iterator[Diagnostic]:
    """That an act is no more than a PROJET while a corrected Word file of it is final.

    What that file says more than a PROJET is no correction: it is told to be there, and compared once the
    act is final again.
    """
    if place is None or is_draft(place.name) or not plan.projet or plan.copie:
        return
    finding = ACTE_RETOUCHE.finding(
        phrase(
            "{titre} : la séance n'en donne plus l'acte définitif, et un fichier Word définitif, corrigé à "
            "la main, est dans son dossier ({nom}).",
            titre=f"{plan.titre[:1].upper()}{plan.titre[1:]}",
            nom=place.name,
        ),
        whole,
        hint=phrase(
            "Si ce Word a été signé ou envoyé, remettez dans la séance ce qu'elle ne dit plus : ses mots "
            "seront comparés de nouveau. Sinon, sortez-le du dossier."
        ),
        point=plan.point,
        severity=Severity.WARNING,
    )
    yield replace(finding, controle=place.name)


# ---------------------------------------------------------------- Word files that actgen has not written


def strangers(folder: Path | None, journal: Journal) -> tuple[Path, ...]:
    """The Word files of a folder that are none of those that were written there, nor equal to one of them."""
    if folder is None:
        return ()
    try:
        with os.scandir(folder) as entries:
            names = sorted(each.name for each in entries if each.is_file(follow_symlinks=False))
    except OSError:
        return ()
    known = {entry.fingerprint.sha256 for entry in journal.files.values()}
    words = (name for name in names if name.casefold().endswith((WORD, ODT)))
    found = (folder / name for name in words if not name.startswith(_OPEN) and name not in journal.files)
    return tuple(place for place in found if _state(place) not in {None, *known})


def _state(place: Path) -> str | None:
    """What a file is; None where it can't be read: who writes there is told so."""
    try:
        return file_state(place)
    except OSError:
        return None


def whose(name: str, journal: Journal, plans: Iterable[ActPlan]) -> str:
    """The act of which a file has the name, among other words: « Copie de 3-proces-verbal.docx »; else "".

    By what the journal knows, and by what would be written: a journal may have been lost.
    """
    stems = {stem_of(plan): plan.key for plan in plans}
    stems |= {known.rpartition(".")[0]: entry.act for known, entry in journal.files.items()}
    found = [stem for stem in stems if stem.casefold() in name.casefold()]
    return stems[max(found, key=len)] if found else ""


_RENAMED = phrase(
    "Rien de ce qui y est corrigé n'est repris. Pour l'être, enregistrez-le au format Word (.docx) sous le "
    "nom même de l'acte ; sinon, sortez-le du dossier."
)
_LOST = phrase(
    "Le journal du dossier, qui disait ce qu'actgen a écrit, ne le connaît pas. Si le Word a raison, écrivez "
    "ses mots dans la séance ; sinon, sortez-le du dossier, il sera récrit."
)


def beside(
    place: Path, plan: ActPlan | None, found: Sequence[Retouche] | None, whole: Location | None
) -> Diagnostic | None:
    """What is told of a Word file that actgen has not written; None when it says what its act says.

    `found`: what it says otherwise, where it was compared.
    """
    if found is not None and not found:
        return None
    nom = place.name
    if plan is None:
        told = phrase(
            "Un fichier Word qu'actgen n'a pas écrit est dans le dossier des actes : {nom}.", nom=nom
        )
    else:
        told = phrase(
            "Un fichier Word qu'actgen n'a pas écrit se trouve à côté de l'acte « {titre} » : {nom}.",
            titre=plan.titre,
            nom=nom,
        )
    finding = WORD_A_COTE.finding(
        told + first_of(found or ()),
        whole,
        hint=_LOST if plan is not None and nom == name_of(plan, WORD.removeprefix(".")) else _RENAMED,
        point=plan.point if plan is not None else None,
    )
    return replace(finding, controle=nom)


def first_of(found: Sequence[Retouche]) -> str:
    """The first words that it says otherwise, and how many others there are."""
    gap = next((each.difference for each in found if not each.illisible), None)
    if gap is None:
        return ""
    avant, apres = shorten(gap.avant, _EXCERPT), shorten(gap.apres, _EXCERPT)
    match gap.sorte:
        case Sorte.AJOUT:
            said = phrase(" Il ajoute « {apres} »", apres=apres)
        case Sorte.RETRAIT:
            said = phrase(" Il retire « {avant} »", avant=avant)
        case Sorte.DEPLACEMENT:
            said = phrase(" Il déplace « {avant} »", avant=avant)
        case _:
            said = phrase(" Il dit « {apres} », et l'acte « {avant} »", apres=apres, avant=avant)
    others = len(found) - 1
    more = phrase(", et diffère en {n} autres endroits", n=others) if others > 1 else ""
    more = phrase(", et diffère en un autre endroit") if others == 1 else more
    return f"{said}{more}."
