"""Which of a member's sessions decides for it, and which files tell of one session, or of two decisions.

A second session after a rejection, an adjournment or a lost quorum is lawful. Where nobody can tell which of
two files holds, none does: what a file is called may not choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from actgen.checks.retours import resultat_de
from actgen.errors import EnvironmentFault
from actgen.facts.groupement import MembreGroupement
from actgen.facts.seance import EtatSeance
from actgen.figures.actes import numero
from actgen.figures.votes import Resultat
from actgen.session.files import folder_of
from actgen.writing import read_journal

from .seances import SeanceDuGroupe

SUITES = ("transmise_le", "recue_le", "publiee_le", "notifiee_le", "signee_le")
"""The later dates that a member and a session both tell, under the same name."""

Siennes = tuple[SeanceDuGroupe, ...]


def decisive(seances: Sequence[SeanceDuGroupe]) -> SeanceDuGroupe:
    """The last session that decided, else the last that was held, else the last to come."""
    tenues = [each for each in seances if each.figures.etat is not EtatSeance.A_TENIR]
    return ([each for each in seances if each.point.delibere] or tenues or list(seances))[-1]


def doublons(seances: Siennes) -> Iterator[Siennes]:
    """Files that tell of one session: the same body, day and hour, as far as each tells its hour."""
    par_jour: dict[tuple[object, ...], list[SeanceDuGroupe]] = {}
    for each in seances:
        tenue = each.figures.seance
        par_jour.setdefault((tenue.organe, tenue.date), []).append(each)
    for du_jour in par_jour.values():
        heures = {each.figures.seance.heure for each in du_jour}
        for heure in [None] if None in heures else heures:
            memes = tuple(each for each in du_jour if heure in (None, each.figures.seance.heure))
            if len({_fichier(each) for each in memes}) > 1:
                yield memes


def differents(memes: Siennes) -> bool:
    """Whether these files tell different things about the group."""
    dits: dict[str, list[tuple[object, ...]]] = {}
    for each in memes:
        dits.setdefault(_fichier(each), []).append(_faits(each))
    premiers, *autres = dits.values()
    return any(faits != premiers for faits in autres)


def contraires(seances: Siennes, membre: MembreGroupement) -> Siennes:
    """Two decisions of which it isn't told that the second holds; none where it is, or where all agree.

    It does after a rejection on an earlier day, or once the group's file names its day.
    """
    copies = {_fichier(each) for memes in doublons(seances) for each in memes[1:]} - {
        _fichier(memes[0]) for memes in doublons(seances)
    }
    decidees = [
        each for each in seances
        if each.point.delibere and not each.erreurs and _fichier(each) not in copies
    ]  # fmt: skip
    if len(decidees) < 2:
        return ()
    *avant, derniere = decidees
    jour = derniere.figures.seance.date
    for each in avant:
        le = each.figures.seance.date
        suite = le < jour and (each.point.resultat is Resultat.REJETE or membre.deliberation_le == jour)
        if not suite and _fichier(each) != _fichier(derniere):
            return each, derniere
    return ()


def a_ecrire(seances: Siennes, communes: Path) -> Siennes:
    """Those whose acts are written: of files that tell of one session one alone, none where they differ.

    It is the one whose folder is there already under `communes`: no second original of an act is made.
    """
    ecartes: set[str] = set()
    for memes in doublons(seances):
        fichiers = {_fichier(each) for each in memes}
        ecartes |= fichiers if differents(memes) else fichiers - {_fichier(_deja_ecrite(memes, communes))}
    return tuple(each for each in seances if _fichier(each) not in ecartes)


def _deja_ecrite(memes: Siennes, communes: Path) -> SeanceDuGroupe:
    try:
        la = (e for e in memes if read_journal(folder_of(e.figures.seance, communes)).session == _fichier(e))
        return next(la, memes[0])
    except EnvironmentFault:  # a journal that can't be read: told with its folder
        return memes[0]


def _fichier(seance: SeanceDuGroupe) -> str:
    return seance.figures.seance.fichier


def _faits(seance: SeanceDuGroupe) -> tuple[object, ...]:
    tenue, point = seance.figures.seance, seance.point
    suites = tenue.suites_de(point.point)
    return (
        bool(seance.erreurs),
        seance.figures.etat,
        point.delibere,
        resultat_de(point),
        point.decompte,
        point.point.abandon,
        numero(tenue, point.point),
        *(getattr(suites, champ) for champ in SUITES),
    )
