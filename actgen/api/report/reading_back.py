"""What the acts will say, to be read back by the one who was there: who, how many, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import PurePath

from actgen.acts.views.liste import SANS_QUORUM
from actgen.acts.views.presence import noms_par_fonction
from actgen.acts.views.seance import assemblee_de
from actgen.acts.views.votes import du_president, sort_du_vote
from actgen.base.text.amounts import euros
from actgen.base.text.dates import date_chiffres, date_longue, heure
from actgen.base.text.grammar import PRESIDENT, compte
from actgen.base.text.lists import enumeration, etendue, points_numerotes
from actgen.base.text.messages import phrase, shorten
from actgen.base.text.numbers import nombre
from actgen.base.text.quantites import Contenance
from actgen.base.text.typography import typeset
from actgen.council.facts.champs import ChampEcrit
from actgen.council.facts.collectivite import ModePublicite
from actgen.council.facts.personne import Membre
from actgen.council.facts.seance import EtatSeance, Seance, SensMouvement
from actgen.council.facts.suites import Suites
from actgen.council.facts.texte import Prose
from actgen.council.figures.actes import objet
from actgen.council.figures.avant_seance import ecart_dit, exigence_dite, limite_dite
from actgen.council.figures.elections import Election, FiguresTour, sans_scrutin
from actgen.council.figures.presence import Presence
from actgen.council.figures.quorum import Quorum
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, au_moment
from actgen.council.figures.votes import Decompte
from actgen.council.kinds.manifest import Kind

Row = tuple[str, list[str]]

_PUBLIEE = {
    ModePublicite.AFFICHAGE: "affichée",
    ModePublicite.PAPIER: "publiée sur papier",
    ModePublicite.ELECTRONIQUE: "mise en ligne",
}
_SEP = " · "
_LONGEST_SUBJECT = 200


def heading(figures: FiguresSeance) -> tuple[str, str]:
    """Which session, and by which law."""
    seance = figures.seance
    collectivite = seance.collectivite
    organe = assemblee_de(collectivite, seance.organe)
    quand = date_longue(seance.date) + (f" à {heure(seance.heure)}" if seance.heure else "")
    droit = f"Droit appliqué\u00a0: celui du {date_chiffres(seance.date)}"
    if figures.regime.alsace_moselle:
        droit += ", avec le droit local d’Alsace-Moselle"
    if (population := collectivite.population) is not None:
        annee = str(population.annee or "année non indiquée")
        droit += f"\u202f; {nombre(population.habitants)} habitants ({annee})"
    return f"{collectivite.nom} ({collectivite.departement.nom}){_SEP}{organe} du {quand}", droit


def rows(figures: FiguresSeance, kinds: Mapping[int, Kind]) -> list[Row]:
    """Label and paragraphs of each line of the reading back; `kinds`: what each item is decided by."""
    seance = figures.seance
    held = [*_presence(figures), ("Compte", [_count(figures)])]
    return [
        *(_to_be_held(figures) if figures.etat is EtatSeance.A_TENIR else held),
        *_presidence(seance),
        ("Convocation", [_convocation(figures)]),
        *_mouvements(seance),
        *_suspensions(seance),
        *_precedents(figures),
        *((f"Point {each.point.numero}", _point(figures, each, kinds)) for each in figures.points),
        *_non_saisis(seance),
        *_executoire(figures),
        *((_RECEIPTS, [lu]) for lu in accuses_lus(seance)),
    ]


def _to_be_held(figures: FiguresSeance) -> list[Row]:
    en_exercice = len(figures.en_exercice)
    quorum = f"{_SEP}quorum {figures.quorum.requis}" if en_exercice else ""
    return [("À tenir", [f"{compte(en_exercice, 'membre')} en exercice{quorum}"])]


def _presence(figures: FiguresSeance) -> Iterator[Row]:
    presence = figures.ouverture
    avec_qualite = au_moment(presence.presents, figures)
    presents = noms_par_fonction(avec_qualite, figures.seance.collectivite) or "personne"
    yield f"Présents ({len(presence.presents)})", [presents]
    if presence.representes:
        par = [
            f"{each.mandant.nom_complet} par {each.mandataire.nom_complet}" for each in presence.representes
        ]
        yield f"Représentés ({len(par)})", ["\u202f; ".join(par)]
    if presence.excuses:
        yield f"Excusés ({len(presence.excuses)})", [names(presence.excuses)]
    if presence.absents:
        yield f"Absents ({len(presence.absents)})", [names(presence.absents)]
    if presence.suppleances:
        par = [
            f"{each.titulaire.nom_complet} par {each.suppleant.nom_complet}" for each in presence.suppleances
        ]
        yield f"Suppléés ({len(par)})", ["\u202f; ".join(par)]


def names(members: tuple[Membre, ...]) -> str:
    """« A, B, C »."""
    return enumeration((member.nom_complet for member in members), conjonction="")


def _count(figures: FiguresSeance) -> str:
    presence = figures.ouverture
    parts = [
        compte(len(presence.presents), "présent"),
        compte(len(presence.representes), "représenté"),
        compte(len(presence.excuses), "excusé"),
        compte(len(presence.absents), "absent"),
    ]
    told = " + ".join(part for part in parts if not part.startswith("0")) or "personne"
    return f"{presence.effectif} en exercice = {told}{_SEP}{_quorum(figures.quorum)}"


def _quorum(quorum: Quorum) -> str:
    if quorum.dispense:
        return f"quorum non exigé\u00a0: {quorum.dispense}"
    counted = (
        compte(quorum.comptes, "présent ou représenté", "présents ou représentés")
        if quorum.representes_comptent
        else f"{compte(quorum.comptes, 'présent')} (les pouvoirs ne comptent pas)"
    )
    return f"quorum {quorum.requis}, {'atteint' if quorum.atteint else 'NON ATTEINT'}\u00a0: {counted}"


def _presidence(seance: Seance) -> list[Row]:
    parts = []
    if seance.presidence is not None:
        parts.append(seance.presidence.nom_complet)
    if seance.secretaires:
        parts.append(f"secrétaire\u00a0: {enumeration(each.nom for each in seance.secretaires)}")
    if seance.levee is not None:
        parts.append(f"séance levée à {heure(seance.levee)}")
    return [("Présidence", [_SEP.join(parts)])] if parts else []


def _convocation(figures: FiguresSeance) -> str:
    seance = figures.seance
    envoi = seance.convocation.envoyee_le
    if envoi is None:
        return f"date d’envoi inconnue\u202f; à envoyer {limite_dite(figures)}"
    asked = "en urgence" if seance.convocation.urgence else exigence_dite(figures)
    return f"envoyée le {date_chiffres(envoi)}\u00a0: {ecart_dit(figures, envoi)}\u202f; {asked}"


def _mouvements(seance: Seance) -> list[Row]:
    told = []
    for each in seance.mouvements:
        words = "arrive" if each.sens is SensMouvement.ARRIVEE else "part"
        when = f" à {heure(each.heure)}" if each.heure else ""
        where = f" {each.moment} le point {each.point}" if each.point is not None else ""
        proxy = f", pouvoir à {each.pouvoir.mandataire.nom_complet}" if each.pouvoir else ""
        told.append(f"{each.membre.nom_complet} {words}{when}{where}{proxy}")
    return [("Mouvements", told)] if told else []


def _suspensions(seance: Seance) -> list[Row]:
    told = []
    for each in seance.suspensions:
        until = f" à {heure(each.reprise)}" if each.reprise else ", reprise non écrite"
        where = f", {each.moment} le point {each.point}" if each.point is not None else ""
        who = f", demandée par {each.demandee_par}" if each.demandee_par else ""
        told.append(f"de {heure(each.heure)}{until}{where}{who}")
    return [("Suspensions", told)] if told else []


def _precedents(figures: FiguresSeance) -> Iterator[Row]:
    for each in figures.precedents:
        told = f"de la séance du {date_chiffres(each.proces_verbal.seance)}, "
        told += "arrêté" if each.arrete else "non arrêté"
        if each.vote is not None:
            told += f"\u00a0: {votes_told(each.vote.decompte)}"
        yield "Procès-verbal", [told, *filter(None, [each.proces_verbal.remarques])]


def _point(figures: FiguresSeance, point: FiguresPoint, kinds: Mapping[int, Kind]) -> list[str]:
    subject = typeset(objet(point.point, kinds.get(point.point.numero)))
    lines = [shorten(subject, _LONGEST_SUBJECT)] if subject else []
    lines += [f"reprend {point.point.reprend}"] if point.point.reprend else []
    if point.point.abandon:
        return [*lines, f"{point.point.abandon.mot}\u00a0: {point.point.motif_abandon}"]
    lines += fields_told(point)
    if point.presence.au_vote != figures.ouverture or not point.quorum.atteint:
        room = point.presence.au_vote
        here = f"{compte(len(room.presents), 'présent')}, {compte(len(room.representes), 'représenté')}"
        lines.append(f"{here}{_SEP}{_quorum(point.quorum)}")
    if point.votants.retires:
        lines.append(f"ne prennent pas part au point\u00a0: {names(point.votants.retires)}")
    if point.election is not None:
        return [*lines, *(_round(tour, point.election) for tour in point.election.tours)]
    return [*lines, _vote(figures, point)]


def _vote(figures: FiguresSeance, point: FiguresPoint) -> str:
    counted = point.decompte
    if point.point.vote is not None and sans_scrutin(point.point):
        return f"sans scrutin{_SEP}{enumeration(point.point.vote.elus) or 'personne n’est nommé'}"
    if point.prend_acte:
        return "le conseil prend acte, sans vote"
    if counted is None:
        return "vote à venir" if figures.etat is EtatSeance.A_TENIR else "pas de vote écrit"
    if point.vote_sans_quorum:
        return f"{compte(point.votants.nombre, 'votant')}\u00a0: {votes_told(counted)}{_SEP}{SANS_QUORUM}"
    du_chef = du_president(point, PRESIDENT)
    result = sort_du_vote(point) if point.resultat else f"partage\u00a0: la voix {du_chef} n’est pas écrite"
    if point.adopte and counted.unanime:
        result += f" {a_l_unanimite(counted)}"
    if point.preponderante is not None:
        result += f" par la voix prépondérante {du_chef}"
    return f"{compte(point.votants_reels, 'votant')}\u00a0: {votes_told(counted)}{_SEP}{result}"


def a_l_unanimite(counted: Decompte) -> str:
    """« à l’unanimité », of the votes cast alone when some did not cast one."""
    return "à l’unanimité" if counted.pour == counted.total else "à l’unanimité des suffrages exprimés"


def votes_told(counted: Decompte) -> str:
    """« 9 pour, 1 contre, 2 abstentions »."""
    parts = [
        f"{counted.pour} pour",
        f"{counted.contre} contre",
        compte(counted.abstentions, "abstention"),
        compte(counted.blancs, "blanc") if counted.blancs else "",
        compte(counted.nuls, "nul") if counted.nuls else "",
        f"{counted.ne_prennent_pas_part} ne prenant pas part au vote" if counted.ne_prennent_pas_part else "",
    ]
    return ", ".join(filter(None, parts))


def _round(tour: FiguresTour, election: Election) -> str:
    """A round of an election: its votes go to names, not for or against; who they elect."""
    counted = [
        *(f"{name}, {votes} voix" for name, votes in tour.tour.voix),
        compte(tour.tour.blancs, "blanc") if tour.tour.blancs else "",
        compte(tour.tour.nuls, "nul") if tour.tour.nuls else "",
    ]
    majority = "majorité relative" if tour.majorite is None else f"majorité absolue {tour.majorite}"
    if election.proportionnelle:
        majority = "à la proportionnelle"
    elected = (
        f"{'élus' if len(tour.elus) > 1 else 'élu'}\u00a0: {enumeration(tour.elus)}" if tour.elus else ""
    )
    shares = (f"{each.nom}, {compte(each.sieges, 'siège')}" for each in tour.partage)
    tied = [name for name in tour.ex_aequo if name not in tour.elus and not election.complete]
    outcome = [*shares, elected, f"à égalité\u00a0: {enumeration(tied)}" if tied else ""]
    return _SEP.join(
        [
            f"élection, tour {tour.rang}\u00a0: " + "\u202f; ".join(filter(None, counted)),
            f"{compte(tour.exprimes, 'exprimé')}, {majority}",
            "\u202f; ".join(filter(None, outcome)) or "personne n’est élu",
        ]
    )


def _non_saisis(seance: Seance) -> list[Row]:
    missing = seance.points_non_saisis
    return (
        [("Non saisis", [f"{points_numerotes(missing)}\u00a0: ce fichier ne les reprend pas"])]
        if missing
        else []
    )


def _executoire(figures: FiguresSeance) -> list[Row]:
    told: dict[str, list[int]] = {}
    for point in figures.points:
        if point.adopte:
            sentence = executory(figures.suites_de(point), point)
            told.setdefault(sentence, []).append(point.point.numero)
    if len(told) == 1:
        return [("Exécutoire", list(told))]
    return [
        ("Exécutoire", [f"point{'s' if len(items) > 1 else ''} {etendue(tuple(items))}\u00a0: {sentence}"])
        for sentence, items in told.items()
    ]


def executory(suites: Suites, point: FiguresPoint) -> str:
    """Since when an adopted item's act is executory, or what it still lacks."""
    sent, received, shown = suites.transmise_le, suites.recue_le, suites.publiee_le
    known = []
    if sent:
        known.append(f"transmise le {date_chiffres(sent)}")
    if received:
        proof = " d’après l’accusé de réception" if point.point.accuse is not None else ""
        known.append(f"reçue le {date_chiffres(received)}{proof}")
    if shown:
        word = _PUBLIEE[suites.mode_publication] if suites.mode_publication else "publiée"
        known.append(f"{word} le {date_chiffres(shown)}")
    if not (point.transmissible or sent or received):
        known.insert(0, "dispensée de transmission")
    if point.effet_immediat:
        effet = "personne n’est élu" if point.sans_elu else "prend effet immédiatement"
        return f"sans objet\u00a0: {effet}" + (f" ({', '.join(known)})" if known else "")
    if point.executoire_le is not None:
        return f"le {date_chiffres(point.executoire_le)} ({', '.join(known)})"
    if point.quorum.affaire_douteuse:
        sure = "la première convocation doit avoir porté cette affaire"
        return f"à confirmer\u00a0: {sure}" + (f" ({', '.join(known)})" if known else "")
    lacking = []
    if point.transmissible and not (sent or received):
        lacking.append("la transmission")
    if not shown:
        lacking.append("la publication")
    return f"pas encore\u00a0: il manque {enumeration(lacking)}" + (f" ({', '.join(known)})" if known else "")


def room(presence: Presence) -> dict[str, object]:
    """A room as the JSON report gives it."""
    return {
        "presents": [member.nom_complet for member in presence.presents],
        "representes": [
            {"mandant": each.mandant.nom_complet, "mandataire": each.mandataire.nom_complet}
            for each in presence.representes
        ],
        "excuses": [member.nom_complet for member in presence.excuses],
        "absents": [member.nom_complet for member in presence.absents],
    }


_LONGEST = 60


def fields_told(point: FiguresPoint) -> Iterator[str]:
    """« Montant de la subvention : 1 500 € », for each field that is written, then for what is computed.

    A computed value that is a field by another name, for a row or a blank to read, is told once.
    """
    computed = point.valeurs.calcules if point.valeurs is not None else ()
    ecrits = (each for each in (*point.point.champs.values(), *computed) if not each.manque)
    yield from dict.fromkeys(f"{ecrit.champ.titre}\u00a0: {_told(ecrit)}" for ecrit in ecrits)


def _told(ecrit: ChampEcrit) -> str:
    if ecrit.lignes:
        return compte(len(ecrit.lignes), "ligne")
    if isinstance(ecrit.valeur, tuple):
        return enumeration(_value(valeur) for valeur in ecrit.valeur)
    if isinstance(ecrit.valeur, Contenance) and "".join(ecrit.champ.exemple).endswith("m²"):
        return ecrit.valeur.metres_carres  # a flat, a terrace: its kind asks for it so, and prints it so
    return _value(ecrit.valeur)


def _value(valeur: object) -> str:
    """A value as it will be printed; a year has no space in it."""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Decimal):
        return euros(valeur)
    if isinstance(valeur, date):
        return date_chiffres(valeur)
    if isinstance(valeur, Membre):
        return valeur.nom_complet
    if isinstance(valeur, Prose):
        return valeur.fichier
    return shorten(str(valeur), _LONGEST)


_RECEIPTS = "Accusés"


def accuses_lus(seance: Seance) -> list[str]:
    """A sentence a receipt, in the order of the items; none when none was read."""
    return [
        phrase(
            "accusé de réception lu : point {n}, reçu par l'État le {le} ({fichier})",
            n=point.numero,
            le=date_chiffres(point.accuse.recue_le),
            fichier=PurePath(point.accuse.lieu.file).name,
        )
        for point in seance.points
        if point.accuse is not None
    ]
