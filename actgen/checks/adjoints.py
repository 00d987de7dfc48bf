"""How many a council elects, and in what form: deputies, members of a social centre, delegates of an EPCI.

Bounds are rows of data/droit/seuils_des_actes.yaml. The legal number of members rests on a population that
may be wrong, and recent wordings were not all read: all of it warns.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.text.grammar import compte
from actgen.base.text.keys import slug
from actgen.base.text.messages import shorten
from actgen.base.text.numbers import nombre_lu
from actgen.base.text.patterns import pattern
from actgen.base.text.quantites import Taux
from actgen.checks.nominations import constat
from actgen.council.facts.personne import CHEFS, Fonction, Membre, is_among, names_of
from actgen.council.facts.seance import NatureSeance
from actgen.council.facts.tableau import Tableau
from actgen.council.facts.vote import Vote
from actgen.council.figures.elections import elit_des_suppleants, est_une_liste, proclames
from actgen.council.figures.population import population_du_conseil
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.citations import cgct
from actgen.law.natures import NatureElection
from actgen.law.regimes import (
    delegues_senatoriaux,
    dernier_renouvellement,
    effectif_legal,
    vient_d_etre_renouvele,
)
from actgen.law.scrutins import RegleElection
from actgen.law.seuils import Seuil, seuil

_FIXE = pattern(r"-(?:fix\w+|port\w+|determin\w+)-(?:a-)?([a-z0-9-]+?)-(?:le-nombre-d|postes?-d|adjoints?-)")
_ADJOINTS = pattern(r"-adjoints?-(?!techni|administ|territ|d-anim|du-patri)")  # nor a grade of staff
_LONG = 500  # signs of what is decided


def check_nombre_d_adjoints(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """More deputies than the part of the legal number of members that art. L. 2122-2 allows."""
    plafond = _plafond(figures)
    if plafond is None:
        return
    for point in figures.points:
        combien, lieu = _adjoints(point)
        if combien > plafond:
            yield constat(
                point,
                "Point {n} : {adjoints}, quand la commune peut en avoir {plafond} : 30 % de l'effectif légal "
                "du conseil, davantage avec des adjoints de quartier (à confirmer).",
                "Corrigez ce nombre, ou la population de la commune ; s'il est exact, l'élection est à "
                "reprendre.",
                lieu,
                article=cgct("L2122-2"),
                adjoints=compte(combien, "adjoint"),
                plafond=plafond,
            )


def _plafond(figures: FiguresSeance) -> int | None:
    ici, jour = figures.seance.collectivite, figures.seance.date
    habitants = population_du_conseil(ici, jour).habitants
    effectif = effectif_legal(habitants, jour, ici.code) if ici.est_commune and habitants else None
    if effectif is None or ici.commune_nouvelle:
        return None
    quartiers = seuil("adjoints_de_quartier_population", jour)
    parts = [seuil("adjoints", jour)]
    if quartiers is not None and habitants >= _number(quartiers):
        parts.append(seuil("adjoints_de_quartier", jour))
    return sum(int(effectif * part.valeur.part) for part in parts if part and isinstance(part.valeur, Taux))


def _number(row: Seuil) -> int:
    return int(row.valeur) if isinstance(row.valeur, Decimal) else 0


def _adjoints(point: FiguresPoint) -> tuple[int, Location | None]:
    """How many deputies an item elects, or says that there are."""
    vote = point.point.vote
    if point.point.abandon is not None:
        return 0, None
    if point.nature_election is NatureElection.ADJOINTS and vote is not None:
        return max(vote.sieges or 0, len(_elus(point))), vote.lieu
    for decision in point.point.decisions:
        ecrits = f"-{slug(decision, _LONG)}-"
        if (trouve := _FIXE.search(ecrits)) is not None and _ADJOINTS.search(ecrits):
            return _read(trouve[1]), point.point.lieux.get("decide")
    return 0, None


def _read(mots: str) -> int:
    return int(mots) if mots.isdecimal() else nombre_lu(mots) or 0


def _elus(point: FiguresPoint) -> tuple[str, ...]:
    vote, election = point.point.vote, point.election
    if vote is None:
        return ()
    elus = vote.elus if election is None else proclames(vote, election)
    return tuple(nom for nom in elus if not est_une_liste(nom, vote.listes))


def check_ccas(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Fewer or more members of a social centre than its board may have; an EPCI's is elected otherwise."""
    jour = figures.seance.date
    moins, plus = seuil("ccas_elus_minimum", jour), seuil("ccas_elus_maximum", jour)
    for point in figures.points:
        vote = point.point.vote
        if point.nature_election is not NatureElection.CCAS or vote is None or point.point.abandon:
            continue
        if not figures.seance.collectivite.est_commune:
            if point.point.acte != "election_ccas":  # its kind refuses an EPCI
                yield _intercommunal(point)
            continue
        combien = max(vote.sieges or 0, len(_elus(point)))
        trop_peu = moins is not None and 1 < combien < _number(moins)
        if trop_peu or (plus is not None and combien > _number(plus)):
            yield constat(
                point,
                "Point {n} : {combien} par le conseil, quand le centre d'action sociale en compte "
                + ("quatre au moins (à confirmer)." if trop_peu else "huit au plus."),
                "Corrigez ce nombre, ou la délibération qui l'a fixé.",
                vote.lieu,
                combien=compte(combien, "membre élu", "membres élus"),
            )


def _intercommunal(point: FiguresPoint) -> Diagnostic:
    """The rule was read as it stood on 25/05/2022; seats are shared here as in a commune."""
    return constat(
        point,
        "Point {n} : le conseil d'un EPCI élit au centre intercommunal d'action sociale au scrutin "
        "majoritaire à deux tours, et l'acte suit les règles d'une commune (à confirmer).",
        "Relisez le partage des sièges, les tours et les visas ; à égalité, le plus âgé est élu.",
        point.point.lieu,
        article="art. R. 123-29 du code de l’action sociale et des familles",
    )


def check_alternance(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Lists of deputies alternate women and men; told where both who follow each other are known."""
    tableau = _tableau(figures)
    for point in figures.points:
        vote, regle = point.point.vote, point.regle_election
        if vote is None or regle is None or not regle.alternance or _petite(point):
            continue
        if _remplace(figures) and (
            _sexe_libre(figures, regle) or _partants(figures, _candidats(figures, point))
        ):
            continue
        for liste in vote.listes:
            rangs = [qui[0] if len(qui := tableau.who(nom)) == 1 else None for nom in liste.candidats]
            suivis = (
                (un, autre)
                for un, autre in pairwise(rangs)
                if un is not None and autre is not None and un.civilite and un.civilite == autre.civilite
            )
            if (trouves := next(suivis, None)) is not None:
                yield constat(
                    point,
                    "Point {n} : sur {liste}, {un} et {autre} se suivent, alors que la liste alterne une "
                    "femme et un homme (à confirmer).",
                    "Relisez l'ordre de la liste et les « M. » et « Mme » du tableau ; s'ils sont exacts, "
                    "l'élection est à reprendre."
                    + (
                        " Qui remplace un adjoint est du sexe de celui-ci : écrivez le départ de l'ancien "
                        "au tableau (« jusqu'au »)."
                        if _remplace(figures)
                        else ""
                    ),
                    liste.lieu,
                    liste=shorten(liste.nom),
                    un=trouves[0].nom_complet,
                    autre=trouves[1].nom_complet,
                )


def check_remplacement(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Deputies elected in mid-mandate: of the sex of those who left, from 1 000 inhabitants on."""
    if not _remplace(figures):
        return
    for point in figures.votes:
        regle, elus = point.regle_election, _candidats(figures, point)
        if regle is None or not regle.alternance or not elus or _petite(point):
            continue
        partants = _partants(figures, elus)
        if _sexe_libre(figures, regle) or not partants:
            continue
        if sorted(each.civilite for each in partants) != sorted(each.civilite for each in elus):
            yield constat(
                point,
                "Point {n} : {elus} à la place de {partants}, quand un adjoint qui en remplace un autre est "
                "du même sexe (à confirmer).",
                "Relisez les « M. » et « Mme » du tableau ; s'ils sont exacts, l'élection est à reprendre. "
                "Un poste nouveau suit d'autres règles.",
                point.point.lieux.get("vote") or point.point.lieu,
                elus=names_of(elus),
                partants=names_of(partants),
            )


def _remplace(figures: FiguresSeance) -> bool:
    """Whether the session can only elect deputies in place of others, or new ones: its mayor remains."""
    seance = figures.seance
    nouveau_maire = any(point.nature_election is NatureElection.MAIRE for point in figures.points)
    renouvele = vient_d_etre_renouvele(seance.date)
    return not (seance.nature is NatureSeance.INSTALLATION or nouveau_maire or renouvele)


def _sexe_libre(figures: FiguresSeance, regle: RegleElection) -> bool:
    """Whether a vacant seat is filled there whatever the sex of who left it."""
    habitants = population_du_conseil(figures.seance.collectivite, figures.seance.date).habitants
    return 0 < habitants < regle.meme_sexe_des


def _candidats(figures: FiguresSeance, point: FiguresPoint) -> tuple[Membre, ...]:
    """Those of the council whom an item elects deputies, by name or on a list; none where one isn't known."""
    vote = point.point.vote
    if point.nature_election is not NatureElection.ADJOINTS or vote is None:
        return ()
    noms = _elus(point) or (vote.listes[0].candidats if len(vote.listes) == 1 else ())
    tableau = _tableau(figures)
    qui = [tableau.who(nom) for nom in noms]
    connus = tuple(each[0] for each in qui if len(each) == 1 and each[0].civilite)
    return connus if len(connus) == len(noms) else ()


def _partants(figures: FiguresSeance, elus: tuple[Membre, ...]) -> tuple[Membre, ...]:
    """The deputies who left the council in this mandate, when they are as many as who is elected."""
    jour = figures.seance.date
    renouvele = dernier_renouvellement(jour) or date.min
    partis = tuple(
        each
        for each in figures.seance.collectivite.membres
        if each.fonction is Fonction.ADJOINT
        and each.jusqu_au is not None
        and renouvele <= each.jusqu_au < jour
        and each.civilite
    )
    return partis if partis and len(partis) == len(elus) else ()


def check_adjoints_un_par_un(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Several deputies elected one by one in a session, where the law wants a list."""
    seuls = [
        point
        for point in figures.votes
        if point.nature_election is NatureElection.ADJOINTS
        and point.election is not None
        and not point.election.listes
        and not _petite(point)
    ]
    if len(seuls) > 1 or any(point.election and (point.election.sieges or 0) > 1 for point in seuls):
        yield constat(
            seuls[0],
            "Point {n} : des adjoints sont élus un par un, alors que plusieurs le sont au scrutin de liste "
            "(à confirmer).",
            "Faites un seul point, avec des listes ; seul l'adjoint qui en remplace un autre est élu comme "
            "le maire.",
            seuls[0].point.lieux.get("vote") or seuls[0].point.lieu,
        )


def check_delegues_senatoriaux(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Another number of electors of senators than the law gives, and a board without the mayor."""
    for point in figures.points:
        vote = point.point.vote
        if (
            point.nature_election is not NatureElection.DELEGUES_SENATORIAUX
            or vote is None
            or vote.sieges is None
        ):
            continue
        maire = next((membre for membre in figures.en_exercice if membre.fonction in CHEFS), None)
        tableau = _tableau(figures)
        nommes = [qui for nom in vote.bureau_electoral for qui in tableau.who(nom)]
        if maire and vote.bureau_electoral and not is_among(maire, nommes):
            yield constat(
                point,
                "Point {n} : {nom} n'est pas du bureau électoral, que préside le maire.",
                "Corrigez « bureau_electoral » ; si {nom} était absent, un adjoint le remplace.",
                vote.lieu,
                nom=maire.nom_complet,
            )
        if (legal := _electeurs(figures)) is None:
            continue
        elus, titulaires = legal
        suppleants = 3 + max(0, -(-(titulaires - 5) // 5))
        apart = elit_des_suppleants(point.objet)
        if apart and vote.sieges != suppleants:
            yield _autant_de_suppleants(point, vote, vote.sieges, suppleants, "sieges")
        elif not apart and vote.sieges != elus:
            yield constat(
                point,
                "Point {n} : {sieges} ; "
                + ("la commune en élit {elus}" if elus else "tous les conseillers le sont de droit")
                + " (à confirmer).",
                "Corrigez « sieges », ou la population de la commune."
                if elus
                else "Le conseil n'élit alors que des suppléants.",
                vote.lieu,
                sieges=compte(vote.sieges, "délégué sénatorial à élire", "délégués sénatoriaux à élire"),
                elus=elus,
            )
        elif vote.sieges_suppleants not in (None, suppleants):
            dits = vote.sieges_suppleants or 0
            yield _autant_de_suppleants(point, vote, dits, suppleants, "sieges_suppleants")


def _autant_de_suppleants(
    point: FiguresPoint, vote: Vote, dits: int, suppleants: int, rubrique: str
) -> Diagnostic:
    return constat(
        point,
        "Point {n} : {sieges}, alors que la commune en a {suppleants} (à confirmer).",
        "Trois jusqu'à cinq délégués, puis un de plus par cinq : corrigez « {rubrique} ».",
        vote.lieu,
        sieges=compte(dits, "suppléant"),
        suppleants=suppleants,
        rubrique=rubrique,
    )


def _electeurs(figures: FiguresSeance) -> tuple[int, int] | None:
    """How many delegates the council elects, and how many it has with those by right; None: not known."""
    ici, jour = figures.seance.collectivite, figures.seance.date
    habitants = population_du_conseil(ici, jour).habitants
    effectif = effectif_legal(habitants, jour, ici.code) if ici.est_commune and habitants else None
    if effectif is None or ici.commune_nouvelle:
        return None
    noms = ("de_droit", "supplementaires")
    droit, plus = (_number(row) if (row := seuil(f"delegues_senatoriaux_{nom}", jour)) else 0 for nom in noms)
    par = seuil("habitants_par_delegue_supplementaire", jour)
    if habitants < droit:
        elus = delegues_senatoriaux(effectif, jour)
        return (elus, elus) if elus else None
    elus = max(0, habitants - plus) // _number(par) if par is not None else 0
    return elus, effectif + elus


def check_conseillers_communautaires(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Delegates to the EPCI whom a small commune doesn't elect: they come in the order of the table."""
    for point in figures.points:
        elit = point.nature_election is NatureElection.CONSEILLERS_COMMUNAUTAIRES
        if elit and point.point.abandon is None and _petite(point):
            yield constat(
                point,
                "Point {n} : sous 1 000 habitants, les conseillers communautaires sont désignés dans l'ordre "
                "du tableau (art. L. 273-11 du code électoral), et non élus par le conseil (à confirmer).",
                "Retirez ce point, sauf si les sièges de la communauté sont recomposés en cours de mandat.",
                point.point.lieux.get("objet") or point.point.lieu,
            )


def _petite(point: FiguresPoint) -> bool:
    """Whether the commune is one of those that the rule of that election sets apart."""
    return point.election is not None and point.election.mode.petite


def _tableau(figures: FiguresSeance) -> Tableau:
    """The table of those who hold a seat that day."""
    return Tableau(figures.en_exercice, frozenset(membre.rang for membre in figures.en_exercice))
