"""Files of acts that a session gives no more: an item put off, renumbered or no longer voted, another day.

A run removes those that are as it wrote them, in the folder of the session, as a group's does
(`session/writing/plan.py`). What somebody corrected, signed or sent stays, and is told until it is
settled. A folder of another day is told and left whole: a file that is used again for each session names
them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePath

from msgspec import Struct

from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.council.facts.seance import Seance
from actgen.council.figures.seance import FiguresSeance
from actgen.session.files import COPIE, EXTRAIT, folder_of, stem_of
from actgen.session.retouches import WORD, Retouche
from actgen.session.writing.departed import PARTI
from actgen.session.writing.journal import JOURNAL, Journal, read_journal
from actgen.session.writing.names import is_draft
from actgen.session.writing.plan import Outcome, Reason, Written
from actgen.session.writing.write import surplus_in

ACTE_EN_TROP = rule("ACTE-EN-TROP")
_DELIBERATION = "deliberation"
_OURS = re.compile(
    rf"(?:{_DELIBERATION}|{COPIE}|{EXTRAIT}|certificat|convention)-.+|proces-verbal|liste-des-deliberations"
)
"""The acts that a session gives by itself, and their copies: papers of before it are asked for by name."""
_ZEROS = re.compile(r"\b0+(?=\d)")
_NUMBER = re.compile(r"-\d+(?=-|$)")


class Surplus(Struct, frozen=True):
    """The files left of one act that its session gives no more, or of one folder of another day (no `acte`).

    `corriges`: those that somebody has changed; `parti`: it was sent, published or signed.
    """

    folder: Path
    noms: tuple[str, ...]
    acte: str = ""
    corriges: tuple[str, ...] = ()
    parti: bool = False

    @property
    def reste(self) -> bool:
        """Whether a run leaves it where it is."""
        return not self.acte or self.parti or bool(self.corriges)

    @property
    def nom(self) -> str:
        """What it is told by: a file of it, or its folder."""
        return (*self.corriges, *self.noms)[0] if self.acte else "/".join(self.folder.parts[-2:])

    @property
    def word(self) -> Path | None:
        """The Word file that somebody has corrected."""
        return next((self.folder / nom for nom in self.corriges if nom.endswith(WORD)), None)


def still_given(journal: Journal, plans: Sequence[ActPlan], *, whole: bool = True) -> frozenset[str]:
    """The acts of a folder that its session still gives, be they refused; what isn't its own to give up too.

    An act that waits is given no more once it was final: its PROJET is what it may still be. What is made of
    one that is refused, or a PROJET, waits with it. `whole`: the plans have the copies too, which else stay
    as long as what they are copies of.
    """
    given = {plan.key for plan in plans if plan.due is not Due.NOT_YET}
    waiting = {plan.key for plan in plans if plan.due is Due.NOT_YET}
    unsettled = {plan.key for plan in plans if plan.due is Due.REFUSED or plan.projet}
    finals = {entry.act for name, entry in journal.files.items() if not is_draft(name)}

    def stays(act: str) -> bool:
        if act in given or act.endswith(PARTI) or not _OURS.fullmatch(act):
            return True
        sort, _, rest = act.partition("-")
        made_from = {f"{_DELIBERATION}-{rest}", rest}  # a copy, a certificate
        on_request = act not in waiting and (sort == EXTRAIT or (sort == COPIE and not whole))
        if made_from & (given if on_request else unsettled):
            return True
        return act in waiting and act not in finals

    return frozenset(filter(stays, {entry.act for entry in journal.files.values()}))


def said_signed(seance: Seance, journal: Journal) -> frozenset[str]:
    """The deliberations of a folder that the session tells to be signed, be it no item's number now."""
    told = {f"{_DELIBERATION}-{each.numero:02}": seance.suites_de(each) for each in seance.points}
    acts = {entry.act for entry in journal.files.values() if entry.act.startswith(f"{_DELIBERATION}-")}
    return frozenset(act for act in acts if told.get(act, seance.suites).deliberation_signee_le is not None)


def surplus_of(
    seance: Seance, plans: Sequence[ActPlan], out: Path, *, whole: bool = True
) -> tuple[Surplus, ...]:
    """What the folder of a session holds of acts that it gives no more, then its folders of other days.

    A journal or a folder that can't be read tells nothing: who writes there is told so.
    """
    try:
        folder = folder_of(seance, out)
        journal = read_journal(folder)
        given, signed = still_given(journal, plans, whole=whole), said_signed(seance, journal)
        left = surplus_in(folder, journal, given, signed)
    except (EnvironmentFault, OSError):
        return ()
    by_act: dict[str, list[Written]] = {}
    for each in left:
        by_act.setdefault(each.act, []).append(each)
    return (
        *(_surplus(folder, act, files) for act, files in by_act.items()),
        *_of_other_days(seance, folder),
    )


def _surplus(folder: Path, act: str, files: Sequence[Written]) -> Surplus:
    return Surplus(
        folder,
        tuple(each.name for each in files),
        act,
        tuple(each.name for each in files if each.reason is Reason.EDITED_AND_SURPLUS),
        any(each.outcome is Outcome.KEPT and each.reason is None for each in files),
    )


def _of_other_days(seance: Seance, own: Path) -> Iterator[Surplus]:
    """The folders that the same session had before its day was changed, as far as they hold acts."""
    for place in sorted(own.parent.glob(f"*/{JOURNAL}")):
        folder = place.parent
        with suppress(EnvironmentFault, OSError):
            if folder == own or seance.fichier.encode() not in place.read_bytes():
                continue
            journal = read_journal(folder)
            if journal.session != seance.fichier:
                continue
            left = surplus_in(folder, journal, ())
            corriges = [each.name for each in left if each.reason is Reason.EDITED_AND_SURPLUS]
            left = tuple(each for each in left if _OURS.fullmatch(each.act) or each.name in corriges)
            if corriges or any(not is_draft(each.name) for each in left):
                yield Surplus(folder, tuple(each.name for each in left), corriges=tuple(corriges))


def same_name(plan: ActPlan, place: Path) -> bool:
    """Whether a file is named as those of an act, but for its number."""
    return _NUMBER.sub("", place.stem) == _NUMBER.sub("", stem_of(plan))


def numbers_last(found: Sequence[Retouche], each: Surplus, plan: ActPlan) -> tuple[Retouche, ...]:
    """What a file says otherwise than the act under its new number, that number after all the rest."""
    old, new = each.acte.rpartition("-")[2].lstrip("0"), str(plan.point)

    def only_renumbered(gap: Retouche) -> bool:
        said = _ZEROS.sub("", gap.difference.apres)
        return re.sub(rf"\b{old}\b", new, said) == _ZEROS.sub("", gap.difference.avant)

    return tuple(sorted(found, key=only_renumbered))


# ---------------------------------------------------------------- how they are told

_KEEP = phrase(
    "S'il a été signé ou envoyé, remettez dans la séance ce qu'elle ne dit plus, ou voyez comment retirer "
    "l'acte. Sinon, sortez-le du dossier."
)
_TAKE = phrase(
    "Si le Word a raison, écrivez ses mots dans la séance : rien de ce qui y est corrigé n'est repris. Puis "
    "sortez-le du dossier."
)
_ANOTHER_DAY = phrase(
    "Si la séance a changé de jour, reprenez-y ce qui a été corrigé à la main, puis sortez ce dossier : ses "
    "actes ne valent plus. Si ce sont les actes d'une autre séance, donnez à chacune son fichier."
)


def told_left(
    each: Surplus, figures: FiguresSeance, moved: ActPlan | None = None, says: str = ""
) -> Diagnostic:
    """That these files are there; `moved`: the act that has the same object now, `says` what differs."""
    seance = figures.seance
    if not each.acte:
        return _of_another_day(each, seance)
    noms = enumeration(each.corriges or each.noms)
    point: int | None
    if moved is not None and moved.point is not None:
        message = phrase(
            "{noms} : Word corrigé à la main d'un acte que la séance donne maintenant au point {n}.",
            noms=noms,
            n=moved.point,
        )
        place, hint, point = figures.point(moved.point).point.lieu, _TAKE, moved.point
    else:
        done = "transmis, publié ou signé" if each.parti else "modifié à la main depuis qu’actgen l’a écrit"
        message = phrase("{noms} : acte que la séance ne donne plus, mais {done}.", noms=noms, done=done)
        if not each.reste:
            message = phrase("{noms} : acte que la séance ne donne plus.", noms=noms)
        place, point = _whole(each.acte, figures)
        hint = _KEEP if each.reste else phrase("actgen render le retire.")
    finding = ACTE_EN_TROP.finding(message + says, place, hint=hint, point=point)
    return replace(finding, controle=each.nom)


def _of_another_day(each: Surplus, seance: Seance) -> Diagnostic:
    message = phrase(
        "Le dossier {dossier} tient encore les actes que cette séance y a donnés, pour un autre jour.",
        dossier=each.nom,
    )
    if each.corriges:
        message += phrase(" Corrigés à la main : {noms}.", noms=enumeration(each.corriges))
    place = seance.lieux.get("date") or Location(seance.fichier)
    return replace(ACTE_EN_TROP.finding(message, place, hint=_ANOTHER_DAY), controle=each.nom)


def _whole(act: str, figures: FiguresSeance) -> tuple[Location | None, int | None]:
    """The item of that number, else the session."""
    number = PurePath(act).name.rpartition("-")[2]
    found = next(
        (p.point for p in figures.points if number.isdecimal() and p.point.numero == int(number)), None
    )
    return (found.lieu, found.numero) if found is not None else (figures.seance.lieu, None)
