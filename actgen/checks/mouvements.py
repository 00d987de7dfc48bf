"""Who was there: arrivals and departures against the votes, substitutes in the seats of members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from actgen.base.diagnostics import Diagnostic, Location, Scope, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.dates import heure
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import phrase
from actgen.council.facts.attendance import PRESENCE_CONTRADICTOIRE
from actgen.council.facts.personne import is_among
from actgen.council.facts.point import Point
from actgen.council.facts.seance import Mouvement, Seance, SensMouvement
from actgen.council.figures.presence import placed_by_hour
from actgen.council.figures.seance import FiguresSeance

# arrivals and departures that can't be: they would be left out of every count in silence

MOUVEMENT_CONTRADICTOIRE = rule("MOUVEMENT-CONTRADICTOIRE")
MOUVEMENT_PLACE = rule("MOUVEMENT-PLACE")


def check_suite(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Follow each member through the door, in the order in which the movements fall."""
    if not figures.constatee:
        return
    presents = {membre.nom_complet for membre in figures.ouverture.presents}
    derniers: dict[str, Mouvement] = {}
    for mouvement in _in_order(figures):
        nom, arrive = mouvement.membre.nom_complet, mouvement.sens is SensMouvement.ARRIVEE
        if arrive == (nom in presents):
            dernier = derniers.get(nom)
            yield _again(mouvement, dernier) if dernier else _contradiction(mouvement, figures.seance)
        derniers[nom] = mouvement
        if arrive:
            presents.add(nom)
        else:
            presents.discard(nom)


def _in_order(figures: FiguresSeance) -> Iterator[Mouvement]:
    """The movements as they were followed, then those that fall after the last item."""
    suivis = [mouvement for point in figures.points for mouvement in point.presence.mouvements]
    yield from suivis
    connus = {id(mouvement) for mouvement in suivis}
    yield from (mouvement for mouvement in figures.seance.mouvements if id(mouvement) not in connus)


def _again(mouvement: Mouvement, dernier: Mouvement) -> Diagnostic:
    """Out twice without coming back, or in twice without having left: one of two lines is wrong."""
    message = (
        phrase("{nom} arrive une seconde fois, sans départ entre-temps.", nom=mouvement.membre.nom_complet)
        if mouvement.sens is SensMouvement.ARRIVEE
        else phrase("{nom} part une seconde fois, sans retour entre-temps.", nom=mouvement.membre.nom_complet)
    )
    return MOUVEMENT_CONTRADICTOIRE.finding(
        message,
        mouvement.lieu,
        dernier.lieu,
        hint=phrase("Supprimez l'une de ces lignes, ou ajoutez entre elles celle qui manque."),
    )


def _contradiction(mouvement: Mouvement, seance: Seance) -> Diagnostic:
    nom = mouvement.membre.nom_complet
    absents = [absence for absence in seance.absents or () if is_among(mouvement.membre, (absence.membre,))]
    message = (
        phrase("{nom} arrive, mais était déjà là.", nom=nom)
        if mouvement.sens is SensMouvement.ARRIVEE
        else phrase("{nom} part, mais n'était pas là.", nom=nom)
    )
    return MOUVEMENT_CONTRADICTOIRE.finding(
        message,
        mouvement.lieu,
        *(absence.lieu for absence in absents),
        hint=phrase(
            "Qui arrive en cours de séance est aussi dans « absents » ; vérifiez l'ordre des points."
        ),
    )


def check_place(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A movement at no item of the session, or at an hour that doesn't tell between which items."""
    for mouvement in figures.seance.mouvements:
        if mouvement.point is not None:
            if not _is_known(mouvement.point, figures.seance):
                connus = etendue(
                    (*figures.seance.points_non_saisis, *(point.numero for point in figures.seance.points))
                )
                yield MOUVEMENT_PLACE.tell(
                    "{nom} {verbe} au point {n}, qui n'existe pas.",
                    mouvement.lieu,
                    hint="Points de la séance : {connus}." if connus else "La séance n'a aucun point.",
                    nom=mouvement.membre.nom_complet,
                    verbe=_verbe(mouvement),
                    n=mouvement.point,
                    connus=connus,
                )
        elif not placed_by_hour(mouvement, figures.seance):
            quand = f" à {heure(mouvement.heure)}" if mouvement.heure is not None else ""
            found = MOUVEMENT_PLACE.tell(
                "{nom} {verbe}{quand}, mais on ne sait pas à quel point.",
                mouvement.lieu,
                hint="Ajoutez « avant le point N » ou « pendant le point N »."
                if quand
                else "Écrivez l'heure et le point à « mouvements » : « {nom} {verbe} à 20h50, "
                "avant le point N ».",
                nom=mouvement.membre.nom_complet,
                verbe=_verbe(mouvement),
                quand=quand,
            )
            yield replace(found, scope=Scope.LEGAL)  # the minutes have a blank for it


def _is_known(numero: int, seance: Seance) -> bool:
    return numero in seance.points_non_saisis or any(point.numero == numero for point in seance.points)


def check_apres_le_dernier(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An arrival once the last item was over: its member was at none, and is among the absent."""
    if figures.fin is None or not figures.points:
        return
    dernier = figures.points[-1].point
    for mouvement in figures.fin.mouvements:
        arrive = mouvement.sens is SensMouvement.ARRIVEE and placed_by_hour(mouvement, figures.seance)
        if arrive and _within_hours(mouvement, figures.seance):
            yield MOUVEMENT_PLACE.tell(
                "{nom} arrive à {heure}, après le début du dernier point (n° {n}).",
                mouvement.lieu,
                dernier.lieu,
                hint="Arrivé pendant ce point : ajoutez « pendant le point {n} ». Après : retirez cette "
                "ligne, le membre reste parmi les absents.",
                nom=mouvement.membre.nom_complet,
                heure=heure(mouvement.heure or time()),
                n=dernier.numero,
            )


def check_heures(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An hour before the opening, or after the closing."""
    for mouvement in figures.seance.mouvements:
        if mouvement.heure is not None and not _within_hours(mouvement, figures.seance):
            seance = figures.seance
            bornes = [f"ouverte à {heure(seance.heure)}"] if seance.heure else []
            bornes += [f"levée à {heure(seance.levee)}"] if seance.levee else []
            yield MOUVEMENT_PLACE.tell(
                "{nom} {verbe} à {heure}, hors de la séance, {bornes}.",
                mouvement.lieu,
                seance.lieux.get("levee") if seance.levee else None,
                seance.lieux.get("heure"),
                hint="Corrigez l'une de ces heures.",
                nom=mouvement.membre.nom_complet,
                verbe=_verbe(mouvement),
                heure=heure(mouvement.heure),
                bornes=enumeration(bornes),
            )


def check_ordre_des_heures(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An hour that goes back from one item to the next, of an item or of a movement, or of one member.

    Movements at one moment of one item may be written in any order. Nothing is told of a session whose
    opening has no hour: after midnight hours seem to go back.
    """
    seance = figures.seance
    if seance.heure is None:
        return
    derniers: dict[str, Mouvement] = {}
    passe: _Repere | None = None
    for point in (each.presence for each in figures.points):
        debut = _landmark(point.point.heure, point.point.lieux.get("heure") or point.point.lieu, seance)
        if debut is not None and passe is not None and debut[0] < passe[0]:
            yield _out_of_turn(point.point, debut, passe)
        for groupe, suite in ((point.avant, debut), (point.pendant, None)):
            repere = passe
            for mouvement in groupe:
                ici = _landmark(mouvement.heure, mouvement.lieu, seance)
                if ici is None:
                    continue
                yield from _backwards(mouvement, ici, derniers, passe, suite, seance)
                derniers[mouvement.membre.nom_complet] = mouvement
                repere = _later(repere, ici)
            passe = _later(repere, suite)


_Repere = tuple[int, time, Location | None]
"""Minutes since the opening, the hour, and where it is written."""


def _landmark(quand: time | None, lieu: Location | None, seance: Seance) -> _Repere | None:
    """None without an hour, or with one that is out of the session: that is told elsewhere."""
    if quand is None or seance.heure is None or not is_within_session(quand, seance):
        return None
    return minutes_since(seance.heure, quand), quand, lieu


def _later(un: _Repere | None, autre: _Repere | None) -> _Repere | None:
    return max((each for each in (un, autre) if each is not None), key=lambda each: each[0], default=None)


def _backwards(
    mouvement: Mouvement,
    ici: _Repere,
    derniers: dict[str, Mouvement],
    passe: _Repere | None,
    suite: _Repere | None,
    seance: Seance,
) -> Iterator[Diagnostic]:
    nom, verbe = mouvement.membre.nom_complet, _verbe(mouvement)
    dernier = derniers.get(nom)
    avant = _landmark(dernier.heure, dernier.lieu, seance) if dernier is not None else None
    dit = phrase("{nom} {verbe} à {quand}", nom=nom, verbe=verbe, quand=heure(ici[1]))
    if dernier is not None and avant is not None and ici[0] < avant[0]:
        autre = "son arrivée" if dernier.sens is SensMouvement.ARRIVEE else "son départ"
        yield _hour_to_mend(dit + phrase(", avant {autre} à ", autre=autre), avant, ici)
    elif passe is not None and ici[0] < passe[0]:
        yield _hour_to_mend(dit + ", plus tôt que ce qui précède, à ", passe, ici, Severity.WARNING)
    elif suite is not None and ici[0] > suite[0]:
        yield _hour_to_mend(dit + ", avant un point abordé à ", suite, ici, Severity.WARNING)


def _hour_to_mend(dit: str, autre: _Repere, ici: _Repere, severity: Severity | None = None) -> Diagnostic:
    return MOUVEMENT_PLACE.finding(
        f"{dit}{heure(autre[1])}.",
        ici[2],
        autre[2],
        hint=phrase("Corrigez l'une de ces heures, ou le point."),
        severity=severity,
    )


def _out_of_turn(point: Point, debut: _Repere, passe: _Repere) -> Diagnostic:
    """Two items that were exchanged, and left where the agenda had them: who moved would be misplaced."""
    return MOUVEMENT_PLACE.tell(
        "Point {n} : il est abordé à {quand}, plus tôt que ce qui le précède dans le fichier, à {avant}.",
        debut[2],
        passe[2],
        hint="Les points s'écrivent dans l'ordre où ils ont été traités, avec leur numéro de l'ordre du "
        "jour : déplacez ce point, ou corrigez l'une de ces heures.",
        point=point.numero,
        severity=Severity.WARNING,
        quand=heure(debut[1]),
        avant=heure(passe[1]),
    )


_MOITIE_DU_JOUR = 12 * 60


def _within_hours(mouvement: Mouvement, seance: Seance) -> bool:
    return mouvement.heure is None or is_within_session(mouvement.heure, seance)


def is_within_session(quand: time, seance: Seance) -> bool:
    """Whether an hour is between the opening and the closing, as far as they are known."""
    if seance.heure is None:
        return True
    duree = _MOITIE_DU_JOUR if seance.levee is None else minutes_since(seance.heure, seance.levee)
    return minutes_since(seance.heure, quand) <= duree


def minutes_since(debut: time, instant: time) -> int:
    """Minutes from one hour to the other; a session may go on past midnight."""
    return ((instant.hour - debut.hour) * 60 + instant.minute - debut.minute) % (24 * 60)


def _verbe(mouvement: Mouvement) -> str:
    return "arrive" if mouvement.sens is SensMouvement.ARRIVEE else "part"


def check_rapporteur_present(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Who is told to have reported on an item was in the room when it was dealt with."""
    for point in figures.points if figures.constatee else ():
        rapporteur, salle = point.point.rapporteur, point.presence
        la = (*salle.au_debut.presents, *salle.au_vote.presents)
        if rapporteur is None or point.point.abandon is not None or is_among(rapporteur, la):
            continue
        represente = is_among(rapporteur, (each.mandant for each in salle.au_vote.representes))
        found = PRESENCE_CONTRADICTOIRE.tell(
            "Point {n} : {nom} en est le rapporteur, et n'est pas là{represente}.",
            point.point.lieux.get("rapporteur"),
            hint="Écrivez sous « rapporteur » qui a exposé ce point, ou corrigez les absents.",
            point=point.point.numero,
            nom=rapporteur.nom_complet,
            represente=phrase(" : un pouvoir sert à voter, non à exposer") if represente else "",
        )
        yield replace(found, scope=Scope.STATED)


# substitutes of an EPCI: none takes a seat where the member whom they stand in for already sits

SUPPLEANT_PRESENT = rule("SUPPLEANT-PRESENT")


def check_arrivees(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Who sits in each seat that has a substitute, from one movement to the next."""
    if not figures.constatee:
        return
    assis = {membre.siege: membre.nom_complet for membre in figures.ouverture.presents}
    for mouvement in _suivis(figures):
        membre = mouvement.membre
        if mouvement.sens is SensMouvement.DEPART:
            assis.pop(membre.siege, None)
            continue
        if membre.titulaire and assis.get(membre.siege) == membre.titulaire:
            yield SUPPLEANT_PRESENT.tell(
                "{nom} arrive, alors que {titulaire}, qu'il faudrait suppléer, siège.",
                mouvement.lieu,
                membre.lieu,
                hint=(
                    "Effacez cette arrivée, ou écrivez avant elle le départ de {titulaire}."
                    + (
                        " Dans un syndicat, écrivez aux absents qui elle ou il supplée : à confirmer."
                        if figures.seance.collectivite.est_syndicat
                        else ""
                    )
                ),
                severity=Severity.WARNING if figures.seance.collectivite.est_syndicat else None,
                nom=membre.nom_complet,
                titulaire=membre.titulaire,
            )
        assis[membre.siege] = membre.nom_complet


def _suivis(figures: FiguresSeance) -> Iterator[Mouvement]:
    for point in figures.points:
        yield from point.presence.mouvements
