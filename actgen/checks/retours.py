"""What the group's file says of this commune, held against what its session says.

The session is where it happened: it wins, and a difference would make annexe 1 lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte as compter
from actgen.base.text.messages import phrase
from actgen.checks.execution import trop_tot
from actgen.checks.groupements.adhesion import GC_ADHESION_TARDIVE
from actgen.council.facts.groupement import Groupement, MembreGroupement
from actgen.council.facts.seance import Seance
from actgen.council.facts.suites import Suites
from actgen.council.figures.actes import numero, numero_actes
from actgen.council.figures.groupements import adhesion_close
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.suites import INVRAISEMBLABLE

GC_RETOUR_SEANCE = rule("GC-RETOUR-SEANCE")

_LA_SEANCE_FAIT_FOI = phrase("Corrigez le dossier du groupement : la séance fait foi.")
_NUMEROTEE_AUTREMENT = phrase(
    "Les actes de cette séance portent le numéro que donne la règle « numero » de la collectivité : "
    "écrivez-y la sienne si elle numérote autrement, sinon corrigez ce numéro au dossier du groupement."
)
_FAUSSE_EN_SEANCE = phrase("Vérifiez les deux dates : celle de la séance ne tient pas non plus.")
_SUITES = {
    "transmise_le": "transmise le",
    "recue_le": "reçue le",
    "publiee_le": "publiée le",
    "notifiee_le": "notifiée le",
    "signee_le": "signée le",
}


class Difference(Struct, frozen=True):
    """A fact told in two ways: the field of the member, its words for the message, its place in each file.

    `conseil` is what to do where the session doesn't settle it.
    """

    champ: str
    dit: str
    au_dossier: Location | None
    en_seance: Location | None
    conseil: str = ""


def check_retours(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """One finding a commune that the group's file tells otherwise, with each difference in both files."""
    for point in figures.votes:
        membre = _member(figures, point)
        if membre is not None and (ecart := difference(figures, point, membre)):
            yield ecart


def check_membre(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The commune is asked to join a group whose file names its members, and not this one."""
    collectivite = figures.seance.collectivite
    for point in figures.points:
        groupement = point.point.groupement
        if groupement is None or len(groupement.membres) < 2 or _member(figures, point) is not None:
            continue
        yield GC_RETOUR_SEANCE.tell(
            "Point {n} : {nom} n'est pas parmi les {membres} que nomme le dossier du groupement, ni donc à "
            "l'annexe 1.",
            point.point.lieu,
            groupement.lieux.get("membres"),
            hint="Vérifiez le groupement nommé ; sinon, son coordonnateur ajoute ce membre au dossier.",
            severity=Severity.WARNING,
            point=point.point.numero,
            nom=collectivite.nom,
            membres=compter(len(groupement.membres), "membre"),
        )


def check_adhesion_close(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A council that joins once the consultation is out, though the convention admits nobody by then."""
    for point in figures.points:
        groupement, jour = point.point.groupement, figures.seance.date
        if groupement is None or not adhesion_close(groupement, jour) or _coordinates(figures, groupement):
            continue
        yield GC_ADHESION_TARDIVE.tell(
            "Point {n} : la consultation du groupement est lancée depuis le {lancement}, et sa convention "
            "n'admet plus d'adhésion ensuite, à confirmer.",
            point.point.lieu,
            groupement.accord_cadre.lieux.get("lancement"),
            groupement.clauses.lieux.get("adhesion"),
            hint="Demandez à son coordonnateur si la commune peut encore y entrer, et pour quel marché.",
            point=point.point.numero,
            lancement=groupement.accord_cadre.lancement,
        )


def _coordinates(figures: FiguresSeance, groupement: Groupement) -> bool:
    return groupement.coordonnateur.collectivite.code == figures.seance.collectivite.code


def difference(figures: FiguresSeance, point: FiguresPoint, membre: MembreGroupement) -> Diagnostic | None:
    """What the group tells of a member otherwise than its own session; None when nothing differs."""
    ecarts = tuple(ecarts_avec_la_seance(figures, point, membre))
    return constat(point, membre, ecarts) if ecarts else None


def constat(point: FiguresPoint, membre: MembreGroupement, ecarts: Iterable[Difference]) -> Diagnostic:
    """The finding of these differences, with both places of each."""
    ecarts = tuple(ecarts)
    lieux = ((ecart.au_dossier or membre.lieu, ecart.en_seance) for ecart in ecarts)
    conseils = dict.fromkeys(ecart.conseil or _LA_SEANCE_FAIT_FOI for ecart in ecarts)
    return GC_RETOUR_SEANCE.tell(
        "Point {n} : le dossier du groupement et la séance diffèrent ({ecarts}).",
        *(lieu for paire in lieux for lieu in paire),
        hint="{join}",
        point=point.point.numero,
        ecarts="\u202f; ".join(ecart.dit for ecart in ecarts),
        join=" ".join(conseils),
    )


def signatures_jugees(figures: FiguresSeance) -> frozenset[Location]:
    """Where the group's file repeats a signature that the session's own rule finds too early.

    One fact, one finding: the list of the group needn't tell it again.
    """
    jugees = set()
    for point in figures.votes:
        membre, suites = _member(figures, point), figures.seance.suites_de(point.point)
        if membre is None or membre.signee_le is None or membre.signee_le != suites.signee_le:
            continue
        lieu = membre.lieux.get("signee_le")
        if lieu is not None and trop_tot(membre.signee_le, point):
            jugees.add(lieu)
    return frozenset(jugees)


def _member(figures: FiguresSeance, point: FiguresPoint) -> MembreGroupement | None:
    groupement = point.point.groupement
    code = figures.seance.collectivite.code
    if groupement is None:
        return None
    return next((m for m in groupement.membres if m.collectivite.code == code), None)


def ecarts_avec_la_seance(
    figures: FiguresSeance, point: FiguresPoint, membre: MembreGroupement
) -> Iterator[Difference]:
    """Each fact of an item that was voted that the group tells otherwise."""
    seance, lieux = figures.seance, membre.lieux
    resultat = resultat_de(point)
    if membre.resultat and resultat and membre.resultat != resultat:
        vote = point.point.vote.lieu if point.point.vote else point.point.lieu
        yield Difference("resultat", _of_both("", membre.resultat, resultat), lieux.get("resultat"), vote)
    organe = seance.organe.value
    if membre.organe and membre.deliberation_le and membre.organe != organe:
        dit = _of_both("organe", membre.organe, organe)
        yield Difference("organe", dit, lieux.get("organe"), seance.lieux.get("organe"))
    attendu = numero(seance, point.point)
    if membre.numero and not _same_number(membre.numero, attendu, point.point.numero):
        dit, regle = _of_both("numéro", membre.numero, attendu), seance.collectivite.lieux.get("numero")
        lieu = regle or point.point.lieux.get("numero")
        yield Difference("numero", dit, lieux.get("numero"), lieu, _NUMEROTEE_AUTREMENT)
    yield from _gaps_of_dates(seance, seance.suites_de(point.point), membre)


def _gaps_of_dates(seance: Seance, suites: Suites, membre: MembreGroupement) -> Iterator[Difference]:
    """Empty is no difference: one of the two may not know yet."""
    le, lieu = membre.deliberation_le, membre.lieux.get("deliberation_du")
    if le is not None and le != seance.date:
        dit = _two_dates("délibération du", "du", le, seance.date)
        yield Difference("deliberation_le", dit, lieu, seance.lieux.get("date"))
    for champ, mot in _SUITES.items():
        au_dossier, en_seance = getattr(membre, champ), getattr(suites, champ)
        if au_dossier is not None and en_seance is not None and au_dossier != en_seance:
            yield Difference(
                champ,
                _two_dates(mot, "le", au_dossier, en_seance),
                membre.lieux.get(champ),
                suites.lieux.get(champ) or suites.lieu,
                _FAUSSE_EN_SEANCE if _does_not_hold(champ, en_seance, seance, suites) else "",
            )


def _does_not_hold(champ: str, le: date, seance: Seance, suites: Suites) -> bool:
    """Whether the session's own rules find that date wrong: it settles nothing then."""
    recue_avant = (
        champ in ("transmise_le", "recue_le")
        and suites.transmise_le is not None
        and suites.recue_le is not None
        and suites.recue_le < suites.transmise_le
    )
    return recue_avant or not seance.date <= le <= seance.date + INVRAISEMBLABLE


def _same_number(au_dossier: str, attendu: str, point: int) -> bool:
    """By the form that the State's receipt bears: « 2022_12_15_09 » is « 2022-12-15-09 », « 9 » its item."""
    ecrit, calcule = numero_actes(au_dossier), numero_actes(attendu)
    if ecrit.isdecimal() and int(ecrit) == point:
        return True
    meme_rang = ecrit.isdecimal() and calcule.isdecimal() and int(ecrit) == int(calcule)
    return ecrit == calcule or meme_rang


def resultat_de(point: FiguresPoint) -> str:
    """What came of the vote, in the words of the group's file; empty before it."""
    return point.resultat.feminin if point.resultat else ""


def _two_dates(mot: str, suite: str, au_dossier: date, en_seance: date) -> str:
    return _of_both(mot, date_chiffres(au_dossier), f"{suite} {date_chiffres(en_seance)}")


def _of_both(mot: str, au_dossier: str, en_seance: str) -> str:
    """What each of the two says, and which says it."""
    dit = f"{mot} {au_dossier}".strip()
    return f"{dit} selon le dossier du groupement, {en_seance} selon la séance"
