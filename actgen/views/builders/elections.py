"""How an election went and who it puts in office, as sentences and tables need it."""

from __future__ import annotations

from actgen.figures.elections import Election, FiguresTour, sans_scrutin
from actgen.figures.listes import SiegesListe, est_une_liste
from actgen.figures.seance import FiguresPoint
from actgen.model.collectivite import Collectivite
from actgen.model.vote import Candidatures, NatureElection, Repartition, Vote
from actgen.text.grammar import Genre, Mot, compte, mot, pluriel
from actgen.text.keys import cle
from actgen.text.lists import enumeration
from actgen.text.offices import ELU, NOMME, rang_adjoint
from actgen.views.commun import VueCandidat, VueNomination, VueProclamation, VueTour

from .personnes import decapitale

_ADJOINT, _DELEGUE = mot("adjoint"), mot("délégué")
_COMMUNAUTAIRE = mot(
    "conseiller communautaire",
    "conseillère communautaire",
    masculin_pluriel="conseillers communautaires",
    feminin_pluriel="conseillères communautaires",
)
_REPARTITIONS = {
    Repartition.PLUS_FORT_RESTE: "à la représentation proportionnelle, au plus fort reste",
    Repartition.PLUS_FORTE_MOYENNE: "à la représentation proportionnelle, à la plus forte moyenne",
    Repartition.MAJORITE: "",
}
_TITULAIRES = {
    NatureElection.COMMISSION_APPEL_OFFRES: "membres titulaires de la commission d’appel d’offres",
    NatureElection.DELEGATION_SERVICE_PUBLIC: "membres titulaires de la commission de délégation de service "
    "public",
}
AVEC_SUPPLEANTS = frozenset(_TITULAIRES)
"""Where as many substitutes as members are elected on each list (art. L. 1411-5 II)."""

Genres = dict[str, Genre]


def genres_des_membres(collectivite: Collectivite) -> Genres:
    """The gender of each member of the council, by the key of their name."""
    return {cle(membre.nom_complet): membre.genre for membre in collectivite.membres}


def elus_en_phrase(vote: Vote, election: Election | None, genres: Genres) -> tuple[str, str]:
    """« Membre 2 et Membre 3 », « sont élus »: by the rounds, or by the file for want of seats."""
    if election is None or (election.proportionnelle and not _nommes(election)):
        return "", ""
    elus = election.elus or (vote.elus if election.sieges is None else ())
    if election.sieges is None and vote.elus:
        elus = vote.elus
    verbe = _sont(ELU, elus, genres)
    if election.listes and not election.proportionnelle and election.personnes:
        verbe += f"\u00a0: {enumeration(election.personnes)}"
    return enumeration(map(_en_phrase, elus)), verbe


def partage_en_ligne(election: Election | None) -> str:
    """« liste A : 4 sièges ; liste B : 1 siège »: seats shared among lists; empty for any other election."""
    partage = election.partage if election is not None else ()
    return "\u202f; ".join(
        f"{decapitale(each.nom)}\u00a0: {compte(each.sieges, 'siège')}" for each in partage
    )


def sieges_vacants(election: Election | None, elus: str) -> int:
    """Seats that the rounds leave empty; 0 where their number is not known."""
    if election is None or election.sieges is None or (election.listes and elus):
        return 0
    pourvus = sum(each.sieges for each in election.partage) or len(election.elus)
    return max(election.sieges - pourvus, 0)


def vue_tour(tour: FiguresTour, election: Election, genres: Genres, retires: int) -> VueTour:
    """One round with all its ballots; `retires`: the votes of the room that no round could have."""
    elus = {cle(nom) for nom in tour.elus}
    sieges = {each.nom: compte(each.sieges, "siège") for each in tour.partage}
    return VueTour(
        numero=tour.rang,
        voix=tuple(
            VueCandidat(
                nom,
                voix,
                ELU.accord(_genre(nom, genres)) if cle(nom) in elus else "",
                sieges.get(nom, ""),
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
    if election is None or not (election.elus or any(each.sieges for each in election.partage)):
        return None
    if election.proportionnelle and not _nommes(election):
        lignes = tuple(
            f"{decapitale(each.nom)}\u00a0: {compte(each.sieges, 'siège')}" for each in election.partage
        )
        return VueProclamation("la répartition des sièges qui suit", lignes, ())
    titre, noms = _titre(point, collectivite, genres), election.personnes
    if election.listes and not noms:
        listes = enumeration(map(_en_phrase, election.elus))
        return VueProclamation(f"élus{titre} les candidats de {listes}, dans l’ordre de cette liste", (), ())
    if len(noms) == 1 and not election.listes:
        return VueProclamation(f"{noms[0]} {ELU.accord(_genre(noms[0], genres))}{titre}", (), ())
    chapeau = f"{ELU.groupe(_genre(nom, genres) for nom in noms)}{titre}"
    suppleants = tuple(nom for each in election.partage for nom in each.suppleants)
    return VueProclamation(
        chapeau,
        _rangs(point, noms, genres) or _par_liste(election.partage) or noms,
        suppleants if point.nature_election in AVEC_SUPPLEANTS else (),
    )


def _titre(point: FiguresPoint, collectivite: Collectivite, genres: Genres) -> str:
    """« maire », « adjoints au maire »: the office, in agreement with those elected; empty when not known."""
    assert point.election is not None, "the title of those whom an election puts in office"
    noms = point.election.personnes
    les_genres = [_genre(nom, genres) for nom in noms] or [Genre.MASCULIN, Genre.MASCULIN]
    nature = point.nature_election
    if nature is NatureElection.MAIRE:
        return " maire"
    if nature is NatureElection.ADJOINTS:
        return f" {_ADJOINT.groupe(les_genres)} au maire"
    if nature is NatureElection.DELEGUES_SENATORIAUX:
        return f" {_DELEGUE.groupe(les_genres)} du conseil municipal pour l’élection des sénateurs"
    if nature is NatureElection.CONSEILLERS_COMMUNAUTAIRES:
        return f" {_COMMUNAUTAIRE.groupe(les_genres)}"
    if nature is NatureElection.DELEGUES_SYNDICAT:
        return f" {_DELEGUE.groupe(les_genres)}"
    if nature is NatureElection.CCAS:
        centre = "communal" if collectivite.est_commune else "intercommunal"
        membre = pluriel(len(les_genres), "membre", "membres")
        return f" {membre} du conseil d’administration du centre {centre} d’action sociale"
    titulaires = _TITULAIRES.get(nature) if nature is not None else None
    return f" {titulaires}" if titulaires else ""


def _rangs(point: FiguresPoint, noms: tuple[str, ...], genres: Genres) -> tuple[str, ...]:
    """« Membre 2, premier adjoint »: deputies rank as they stood on their list."""
    election = point.election
    if point.nature_election is not NatureElection.ADJOINTS or election is None or not election.listes:
        return ()
    return tuple(f"{nom}, {rang_adjoint(n, _genre(nom, genres))}" for n, nom in enumerate(noms, start=1))


def _par_liste(partage: tuple[SiegesListe, ...]) -> tuple[str, ...]:
    """« Membre 2 (liste A) »."""
    return tuple(f"{nom} ({decapitale(each.nom)})" for each in partage for nom in each.titulaires)


def _nommes(election: Election) -> bool:
    """Whether each seat that lists share has its name."""
    return bool(election.partage) and all(each.nommee for each in election.partage)


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


def _sont(mot: Mot, noms: tuple[str, ...], genres: Genres) -> str:
    """« est élue », « sont élus »."""
    verbe = pluriel(len(noms), "est", "sont")
    return f"{verbe} {mot.groupe(_genre(nom, genres) for nom in noms)}" if noms else ""
