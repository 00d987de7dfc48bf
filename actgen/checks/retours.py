"""What the group's file says of this commune, held against what its session says.

The session is where it happened: it wins, and a difference would make annexe 1 lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from actgen.diagnostics import Diagnostic, Location, Mender, Scope, Severity, declare
from actgen.figures.actes import numero
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Resultat
from actgen.model.groupement import MembreGroupement
from actgen.model.seance import Seance
from actgen.model.suites import Suites
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

from .execution import trop_tot
from .outils import votes

GC_RETOUR_SEANCE = declare(
    "GC-RETOUR-SEANCE",
    Severity.ERROR,
    "Le dossier du groupement dit de cette commune ce que dit sa séance.",
    scope=Scope.CONVENTION,
    mender=Mender.COORDONNATEUR,
)

_RESULTATS = {Resultat.ADOPTE: "adoptée", Resultat.REJETE: "rejetée"}
_SUITES = {
    "transmise_le": "transmise le",
    "recue_le": "reçue le",
    "publiee_le": "publiée le",
    "notifiee_le": "notifiée le",
    "signee_le": "signée le",
}


@dataclass(frozen=True, slots=True)
class Ecart:
    """A fact told in two ways: the field of the member, its words for the message, its place in each file."""

    champ: str
    dit: str
    au_dossier: Location | None
    en_seance: Location | None


def check_retours(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """One finding a commune that the group's file tells otherwise, with each difference in both files."""
    for point in votes(figures):
        membre = _membre(figures, point)
        if membre is not None and (ecart := difference(figures, point, membre)):
            yield ecart


def difference(figures: FiguresSeance, point: FiguresPoint, membre: MembreGroupement) -> Diagnostic | None:
    """What the group tells of a member otherwise than its own session; None when nothing differs."""
    ecarts = tuple(ecarts_avec_la_seance(figures, point, membre))
    return constat(point, membre, ecarts) if ecarts else None


def constat(point: FiguresPoint, membre: MembreGroupement, ecarts: Iterable[Ecart]) -> Diagnostic:
    """The finding of these differences, with both places of each."""
    lieux = ((ecart.au_dossier or membre.lieu, ecart.en_seance) for ecart in ecarts)
    return GC_RETOUR_SEANCE.finding(
        phrase(
            "Point {n} : le dossier du groupement et la séance diffèrent ({ecarts}).",
            n=point.point.numero,
            ecarts="\u202f; ".join(ecart.dit for ecart in ecarts),
        ),
        *(lieu for paire in lieux for lieu in paire),
        hint="Corrigez le dossier du groupement\u00a0: la séance fait foi.",
        point=point.point.numero,
    )


def signatures_jugees(figures: FiguresSeance) -> frozenset[Location]:
    """Where the group's file repeats a signature that the session's own rule finds too early.

    One fact, one finding: the list of the group needn't tell it again.
    """
    jugees = set()
    for point in votes(figures):
        membre, suites = _membre(figures, point), figures.seance.suites_de(point.point)
        if membre is None or membre.signee_le is None or membre.signee_le != suites.signee_le:
            continue
        lieu = membre.lieux.get("signee_le")
        if lieu is not None and trop_tot(membre.signee_le, point):
            jugees.add(lieu)
    return frozenset(jugees)


def _membre(figures: FiguresSeance, point: FiguresPoint) -> MembreGroupement | None:
    groupement = point.point.groupement
    code = figures.seance.collectivite.code
    if groupement is None:
        return None
    return next((m for m in groupement.membres if m.collectivite.code == code), None)


def ecarts_avec_la_seance(
    figures: FiguresSeance, point: FiguresPoint, membre: MembreGroupement
) -> Iterator[Ecart]:
    """Each fact of an item that was voted that the group tells otherwise."""
    seance, lieux = figures.seance, membre.lieux
    resultat = resultat_de(point)
    if membre.resultat and resultat and membre.resultat != resultat:
        vote = point.point.vote.lieu if point.point.vote else point.point.lieu
        yield Ecart("resultat", f"{membre.resultat} / {resultat}", lieux.get("resultat"), vote)
    organe = seance.organe.value
    if membre.organe and membre.deliberation_le and membre.organe != organe:
        yield Ecart("organe", f"{membre.organe} / {organe}", lieux.get("organe"), seance.lieux.get("organe"))
    attendu = numero(seance, point.point)
    if membre.numero and membre.numero not in (attendu, str(point.point.numero)):
        lieu = point.point.lieux.get("numero")
        yield Ecart("numero", f"numéro {membre.numero} / {attendu}", lieux.get("numero"), lieu)
    yield from _ecarts_de_dates(seance, seance.suites_de(point.point), membre)


def _ecarts_de_dates(seance: Seance, suites: Suites, membre: MembreGroupement) -> Iterator[Ecart]:
    """Empty is no difference: one of the two may not know yet."""
    le, lieu = membre.deliberation_le, membre.lieux.get("deliberation_du")
    if le is not None and le != seance.date:
        yield Ecart(
            "deliberation_le", _deux_dates("délibération du", le, seance.date), lieu, seance.lieux.get("date")
        )
    for champ, mot in _SUITES.items():
        au_dossier, en_seance = getattr(membre, champ), getattr(suites, champ)
        if au_dossier is not None and en_seance is not None and au_dossier != en_seance:
            yield Ecart(
                champ,
                _deux_dates(mot, au_dossier, en_seance),
                membre.lieux.get(champ),
                suites.lieux.get(champ) or suites.lieu,
            )


def resultat_de(point: FiguresPoint) -> str:
    """What came of the vote, in the words of the group's file; empty before it."""
    return _RESULTATS[point.resultat] if point.resultat else ""


def _deux_dates(mot: str, au_dossier: date, en_seance: date) -> str:
    return f"{mot} {date_chiffres(au_dossier)} / {date_chiffres(en_seance)}"


RULES = (check_retours,)
