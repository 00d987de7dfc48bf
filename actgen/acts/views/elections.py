"""How an election went and who it puts in office, as sentences and tables need it."""

from __future__ import annotations

from actgen.acts.tree.inline import Lacune
from actgen.acts.views.presence import decapitale
from actgen.acts.views.views import Connu, VueCandidat, VueNomination, VueProclamation, VueTour
from actgen.base.text.elision import elision
from actgen.base.text.grammar import ELU, NOMME, Genre, Mot, compte, mot, pluriel, rang_adjoint
from actgen.base.text.keys import cle
from actgen.base.text.lists import enumeration
from actgen.base.text.numbers import cardinal
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.vote import Candidatures, Vote
from actgen.council.figures.elections import (
    Election,
    FiguresTour,
    elit_des_suppleants,
    est_une_liste,
    sans_scrutin,
)
from actgen.council.figures.seance import FiguresPoint
from actgen.law.natures import NatureElection, SeatSharing

_ADJOINT, _DELEGUE, _SUPPLEANT = mot("adjoint"), mot("délégué"), mot("suppléant")
_COMMUNAUTAIRE = mot(
    "conseiller communautaire",
    "conseillère communautaire",
    masculin_pluriel="conseillers communautaires",
    feminin_pluriel="conseillères communautaires",
)
_REPARTITIONS = {
    SeatSharing.PLUS_FORT_RESTE: "à la représentation proportionnelle, au plus fort reste",
    SeatSharing.PLUS_FORTE_MOYENNE: "à la représentation proportionnelle, à la plus forte moyenne",
    SeatSharing.MAJORITE: "",
}
_COMMISSIONS = {
    NatureElection.COMMISSION_APPEL_OFFRES: "commission d’appel d’offres",
    NatureElection.DELEGATION_SERVICE_PUBLIC: "commission de délégation de service public",
}

Genres = dict[str, Genre]


def genres_des_membres(collectivite: Collectivite) -> Genres:
    """The gender of each member of the council, by the key of their name."""
    return {cle(membre.nom_complet): membre.genre for membre in collectivite.membres}


def elus_en_phrase(vote: Vote, election: Election | None, genres: Genres) -> tuple[str, str]:
    """« Membre 2 et Membre 3 », « sont élus »: by the rounds, or by the file for want of seats."""
    if election is None:
        return "", ""
    elus = election.personnes if election.proportionnelle else election.elus
    if election.sieges is None and vote.elus:
        elus = vote.elus
    verbe = _sont(ELU, elus, genres)
    if election.listes and not election.proportionnelle and election.personnes:
        verbe += f"\u00a0: {enumeration(election.personnes)}"
    return enumeration(map(_en_phrase, elus)), verbe


def partage_en_ligne(election: Election | None) -> str:
    """« liste A : 4 sièges ; liste B : 1 siège »: seats shared among lists; empty for any other election."""
    return "\u202f; ".join(_sieges(election)) if election is not None else ""


def _sieges(election: Election) -> tuple[str, ...]:
    return tuple(f"{decapitale(each.nom)}\u00a0: {compte(each.sieges, 'siège')}" for each in election.partage)


def elus_a_dire(point: FiguresPoint) -> tuple[Lacune, ...]:
    """What the file must still tell for every seat to have its name: its act is a PROJET until then."""
    election, lieu = point.election, point.point.lieux.get("vote", point.point.lieu)
    if election is None:
        return ()
    manques = {}
    if election.sieges is None and not (election.elus or election.dits or election.tours[-1].majorite):
        manques["nombre de sièges à pourvoir"] = "vote.sieges"
    if election.a_departager:
        manques[_le_plus_age(election)] = "vote.elus"
    if election.sans_nom:
        sans_nom = {each.nom: each.sieges - len(each.titulaires) for each in election.sans_nom}
        manques[_noms_de("élu", sans_nom)] = "vote.listes"
    return tuple(Lacune(cle, libelle, lieu) for libelle, cle in manques.items())


def _le_plus_age(election: Election) -> str:
    """« nom du plus âgé de Membre 2 et Membre 3 »: whom the law prefers among equals."""
    egaux = enumeration(map(_in_sentence, election.a_departager))
    if election.proportionnelle:
        reste = (election.sieges or 0) - sum(each.sieges for each in election.partage)
        return f"nom du plus âgé, pour {cardinal(reste)} {pluriel(reste, 'siège', 'sièges')} entre {egaux}"
    if election.listes:
        return "nom de la liste dont la moyenne d’âge est la plus élevée"
    return f"nom du plus âgé de {egaux}"


def _noms_de(mot: str, manquants: dict[str, int]) -> str:
    """« nom d’un élu de liste A », « noms des élus de liste A et liste B »."""
    debut = f"nom {elision('de', f'un {mot}')}" if sum(manquants.values()) == 1 else f"noms des {mot}s"
    return f"{debut} de {enumeration(map(_in_sentence, manquants))}"


def suppleants_a_dire(point: FiguresPoint) -> tuple[Lacune, ...]:
    """The substitutes that a text elects with the others, and whom the file does not name."""
    election, lieu = point.election, point.point.lieux.get("vote", point.point.lieu)
    if election is None or not election.proportionnelle or not election.mode.suite or not election.partage:
        return ()
    if election.postes_suppleants is None:
        return (Lacune("vote.sieges_suppleants", "nombre de sièges de suppléants", lieu),)
    manquants = {
        each.nom: each.sieges_suppleants - len(each.suppleants)
        for each in election.servies
        if each.sieges_suppleants > len(each.suppleants)
    }
    if manquants:
        return (Lacune("vote.listes", _noms_de("suppléant", manquants), lieu),)
    reste = election.postes_suppleants - sum(each.sieges_suppleants for each in election.partage)
    libelle = f"nom du plus âgé, pour {cardinal(reste)} {pluriel(reste, 'siège', 'sièges')} de suppléant"
    return (Lacune("vote.elus", libelle, lieu),) if reste > 0 else ()


def vue_tour(tour: FiguresTour, election: Election, genres: Genres, retires: int) -> VueTour:
    """One round with all its ballots; `retires`: the votes of the room that no round could have."""
    elus = {cle(nom) for nom in tour.elus}
    sieges = {each.nom: compte(each.sieges, "siège") for each in tour.partage}
    return VueTour(
        numero=tour.rang,
        voix=tuple(
            VueCandidat(
                nom, voix, ELU.accord(_genre(nom, genres)) if cle(nom) in elus else "", sieges.get(nom, "")
            )
            for nom, voix in tour.tour.voix
        ),
        votants=tour.bulletins,
        ne_prennent_pas_part=retires + tour.hors_du_vote,
        blancs=tour.tour.blancs,
        nuls=tour.tour.nuls,
        exprimes=tour.exprimes,
        majorite=tour.majorite or 0,
        repartition=_REPARTITIONS[election.mode.repartition] if election.proportionnelle else "",
        departage=any(cle(nom) in elus for nom in tour.ex_aequo)
        or bool(tour.ex_aequo and sum(each.sieges for each in tour.partage) == election.sieges),
        listes=election.listes,
    )


def vue_proclamation(point: FiguresPoint, collectivite: Collectivite) -> VueProclamation | None:
    """What the count lets proclaim, each by name where names are told; None when nobody is elected."""
    election, genres = point.election, genres_des_membres(collectivite)
    manques = elus_a_dire(point)
    if election is None or not (election.servies or election.elus or manques):
        return None
    titre, noms = _title(point, collectivite, genres), election.personnes
    reste: tuple[Connu, ...] = (*_sieges_vides(election), *manques)
    if not noms and election.partage:
        return VueProclamation(
            "la répartition des sièges qui suit", (*_sieges(election), *reste), suppleants_a_dire(point)
        )
    if len(noms) == 1 and not election.listes and not reste:
        return VueProclamation(f"{noms[0]} {ELU.accord(_genre(noms[0], genres))}{titre}", (), ())
    return VueProclamation(
        f"{ELU.groupe(_genres(election, genres))}{titre}",
        (*(_ranks(point, noms, genres) or _par_liste(election) or noms), *reste),
        (*_suppleants(election), *suppleants_a_dire(point)),
    )


def _sieges_vides(election: Election) -> tuple[str, ...]:
    """« un siège n’est pas pourvu »: no seat leaves without a word."""
    vides = election.vacants
    sont = pluriel(vides, "siège n’est pas pourvu", "sièges ne sont pas pourvus")
    return (f"{cardinal(vides)} {sont}",) if vides else ()


def _suppleants(election: Election) -> tuple[str, ...]:
    if not election.proportionnelle:
        return election.suppleants
    return tuple(f"{nom} ({decapitale(each.nom)})" for each in election.servies for nom in each.suppleants)


def _genres(election: Election, genres: Genres) -> list[Genre]:
    """Of those elected; of as many men as there are seats while nobody is named."""
    connus = [_genre(nom, genres) for nom in election.personnes]
    return connus or [Genre.MASCULIN] * (election.postes or election.sieges or 2)


def _title(point: FiguresPoint, collectivite: Collectivite, genres: Genres) -> str:
    """« maire », « adjoints au maire »: the office, in agreement with those elected; empty when not known.

    Substitutes elected by a ballot of their own are no delegates.
    """
    assert point.election is not None, "the title of those whom an election puts in office"
    les_genres = _genres(point.election, genres)
    nature, suppleants = point.nature_election, elit_des_suppleants(point.objet)
    if nature is NatureElection.MAIRE:
        return " maire"
    if nature is NatureElection.ADJOINTS:
        return f" {_ADJOINT.groupe(les_genres)} au maire"
    suppleant = _SUPPLEANT.groupe(les_genres)
    if nature is NatureElection.DELEGUES_SENATORIAUX:
        quoi = f"{suppleant} des délégués" if suppleants else _DELEGUE.groupe(les_genres)
        return f" {quoi} du conseil municipal pour l’élection des sénateurs"
    if nature is NatureElection.CONSEILLERS_COMMUNAUTAIRES:
        return f" {_COMMUNAUTAIRE.groupe(les_genres)}"
    if nature is NatureElection.DELEGUES_SYNDICAT:
        return f" {_DELEGUE.groupe(les_genres)}" + (f" {suppleant}" if suppleants else "")
    if nature is NatureElection.CCAS:
        centre = "communal" if collectivite.est_commune else "intercommunal"
        membre = pluriel(len(les_genres), "membre", "membres")
        return f" {membre} du conseil d’administration du centre {centre} d’action sociale"
    commission = _COMMISSIONS.get(nature) if nature is not None else None
    return f" membres {'suppléants' if suppleants else 'titulaires'} de la {commission}" if commission else ""


def _ranks(point: FiguresPoint, noms: tuple[str, ...], genres: Genres) -> tuple[str, ...]:
    """« Membre 2, premier adjoint »: deputies rank as they stood on their list."""
    election = point.election
    if point.nature_election is not NatureElection.ADJOINTS or election is None or not election.listes:
        return ()
    return tuple(f"{nom}, {rang_adjoint(n, _genre(nom, genres))}" for n, nom in enumerate(noms, start=1))


def _par_liste(election: Election) -> tuple[str, ...]:
    """« Membre 2 (liste A) »; empty where the lists don't tell all those who are named."""
    if not election.proportionnelle or election.nommes != election.personnes:
        return ()
    return tuple(f"{nom} ({decapitale(each.nom)})" for each in election.servies for nom in each.titulaires)


def vue_nomination(point: FiguresPoint, collectivite: Collectivite) -> VueNomination | None:
    """Nominations that took effect without a ballot; None for any other item."""
    vote = point.point.vote
    if vote is None or not sans_scrutin(point.point):
        return None
    return VueNomination(
        liste=point.point.candidatures is Candidatures.LISTE_UNIQUE,
        noms=enumeration(map(_en_phrase, vote.elus)),
        sont_nommes=_sont(NOMME, vote.elus, genres_des_membres(collectivite)),
    )


def _genre(nom: str, genres: Genres) -> Genre:
    """The gender of a candidate who sits in the council; a list is a feminine word."""
    return Genre.FEMININ if est_une_liste(nom) else genres.get(cle(nom), Genre.INCONNU)


def _en_phrase(nom: str) -> str:
    """A candidate as a sentence names them: « Membre 2 », « la liste de Membre 2 »."""
    return f"la {decapitale(nom)}" if est_une_liste(nom) else nom


def _in_sentence(nom: str) -> str:
    """« liste A », « Membre 2 »."""
    return decapitale(nom) if est_une_liste(nom) else nom


def _sont(mot: Mot, noms: tuple[str, ...], genres: Genres) -> str:
    """« est élue », « sont élus »."""
    verbe = pluriel(len(noms), "est", "sont")
    return f"{verbe} {mot.groupe(_genre(nom, genres) for nom in noms)}" if noms else ""
