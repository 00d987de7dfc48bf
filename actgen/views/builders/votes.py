"""How a vote went, as sentences and tables need it."""

from __future__ import annotations

from actgen.document.inline import Lacune, Place
from actgen.figures.elections import Election, FiguresTour, est_une_liste, proclames, sans_scrutin
from actgen.figures.prealables import VotePrealable
from actgen.figures.seance import FiguresPoint
from actgen.figures.votes import Resultat
from actgen.model.collectivite import Collectivite
from actgen.model.personne import Membre
from actgen.model.vote import Candidatures, Demande, Scrutin, Sens, Vote
from actgen.text.grammar import Genre, Mot, compte, pluriel
from actgen.text.keys import cle
from actgen.text.lists import enumeration
from actgen.text.numbers import cardinal
from actgen.text.offices import ELU, NOMME
from actgen.views.commun import (
    VueCandidat,
    VueNomination,
    VueTour,
    VueVote,
    VueVoteAPorter,
    VueVotePrealable,
)

from .personnes import capitale, decapitale, nom_insecable


def vote_a_ecrire(point: FiguresPoint) -> Lacune:
    """The blank of an item whose vote isn't told yet: what shows it is no more than a PROJET."""
    lieu = point.point.lieux.get("vote", point.point.lieu)
    return Lacune("vote", f"vote du point {point.point.numero}", lieu)


def vue_vote(point: FiguresPoint, collectivite: Collectivite) -> VueVote | None:
    """The vote of an item in figures; None before there was one. Names only for a public ballot."""
    vote, chiffres = point.point.vote, point.decompte
    if vote is None or chiffres is None:
        return None
    genres = _genres(collectivite)
    elus = proclames(vote, point.election)
    return VueVote(
        votants=point.votants_comptes,
        exprimes=chiffres.exprimes,
        majorite=chiffres.majorite_absolue,
        pour=chiffres.pour,
        contre=chiffres.contre,
        abstentions=chiffres.abstentions,
        blancs=chiffres.blancs,
        nuls=chiffres.nuls,
        ne_prennent_pas_part=chiffres.ne_prennent_pas_part,
        adopte=point.resultat is Resultat.ADOPTE,
        rejete=point.resultat is Resultat.REJETE,
        unanime=chiffres.unanime,
        partage=chiffres.partage,
        sauf_majorite_contre=point.sauf_majorite_contre,
        preponderante=point.preponderante.value if point.preponderante else "",
        secret=chiffres.scrutin is Scrutin.SECRET,
        public=chiffres.scrutin is Scrutin.PUBLIC,
        blancs_en_lettres=_bulletins(chiffres.blancs, "blanc"),
        nuls_en_lettres=_bulletins(chiffres.nuls, "nul"),
        noms_en_ligne=_voix_nommees(vote) if chiffres.scrutin is not Scrutin.SECRET else "",
        tours=tuple(_tour(tour, genres) for tour in point.election.tours) if point.election else (),
        elus_en_ligne=enumeration(map(_en_phrase, elus)),
        sont_elus=_sont(ELU, elus, genres),
        sieges_vacants=_sieges_vacants(point.election, elus),
    )


def _bulletins(nombre: int, sorte: str) -> str:
    if nombre == 0:
        return f"aucun bulletin {sorte}"
    return f"{cardinal(nombre)} {pluriel(nombre, f'bulletin {sorte}', f'bulletins {sorte}s')}"


def _voix_nommees(vote: Vote) -> str:
    libelles = {
        Sens.POUR: "pour",
        Sens.CONTRE: "contre",
        Sens.ABSTENTION: "abstention",
        Sens.NE_PREND_PAS_PART: "ne prend pas part au vote",
    }
    parts = []
    for sens, libelle in libelles.items():
        membres: list[Membre] = [voix.membre for voix in vote.noms if voix.sens is sens]
        if membres:
            parts.append(f"{capitale(libelle)}\u00a0: {enumeration(map(nom_insecable, membres))}.")
    return " ".join(parts)


# elections and nominations


def _tour(tour: FiguresTour, genres: dict[str, Genre]) -> VueTour:
    elus = {cle(nom) for nom in tour.elus}
    return VueTour(
        numero=tour.rang,
        voix=tuple(
            VueCandidat(nom, voix, ELU.accord(_genre(nom, genres)) if cle(nom) in elus else "")
            for nom, voix in tour.tour.voix
        ),
        blancs=tour.tour.blancs,
        nuls=tour.tour.nuls,
        exprimes=tour.exprimes,
        majorite=tour.majorite or 0,
        departage=any(cle(nom) in elus for nom in tour.ex_aequo),
    )


def _sieges_vacants(election: Election | None, elus: tuple[str, ...]) -> int:
    """Seats that the rounds leave empty; 0 where their number is not known."""
    if election is None or election.sieges is None or (election.listes and elus):
        return 0
    return max(election.sieges - len(elus), 0)


def _genres(collectivite: Collectivite) -> dict[str, Genre]:
    return {cle(membre.nom_complet): membre.genre for membre in collectivite.membres}


def _genre(nom: str, genres: dict[str, Genre]) -> Genre:
    """The gender of a candidate who sits in the council; a list is a feminine word."""
    return Genre.FEMININ if est_une_liste(nom) else genres.get(cle(nom), Genre.INCONNU)


def _en_phrase(nom: str) -> str:
    """A candidate as a sentence names them: « Membre 2 », « la liste de Membre 2 »."""
    return f"la {decapitale(nom)}" if est_une_liste(nom) else nom


def _sont(mot: Mot, noms: tuple[str, ...], genres: dict[str, Genre]) -> str:
    """« est élue », « sont élus »."""
    verbe = pluriel(len(noms), "est", "sont")
    return f"{verbe} {mot.groupe(_genre(nom, genres) for nom in noms)}" if noms else ""


def vue_nomination(point: FiguresPoint, collectivite: Collectivite) -> VueNomination | None:
    """Nominations that took effect without a ballot; None for any other item."""
    vote = point.point.vote
    if vote is None or not sans_scrutin(point.point):
        return None
    return VueNomination(
        liste=point.point.candidatures is Candidatures.LISTE_UNIQUE,
        noms=enumeration(map(_en_phrase, vote.elus)),
        sont_nommes=_sont(NOMME, vote.elus, _genres(collectivite)),
    )


# what comes before a vote


_DEMANDES = {"public": "scrutin public", "secret": "scrutin secret", "huis_clos": "huis clos"}


def phrase_de_demande(demande: Demande) -> str:
    """« Le scrutin secret est demandé par A, B et C. »: requests belong to the minutes (art. L. 2121-15)."""
    auteurs = enumeration(nom_insecable(membre) for membre in demande.auteurs)
    nombre = demande.nombre or 0
    par = auteurs or f"{cardinal(nombre)} {pluriel(nombre, 'membre', 'membres')}"
    return f"Le {_DEMANDES[demande.scrutin]} est demandé par {par}."


def vue_vote_prealable(vote: VotePrealable | None, *, decide: bool) -> VueVotePrealable | None:
    """Such a vote in figures; `decide`: whether it is enough for what it is about."""
    if vote is None:
        return None
    chiffres = vote.decompte
    faits = [f"{chiffres.pour}\u00a0voix pour"]
    faits += [f"{chiffres.contre}\u00a0voix contre"] if chiffres.contre else []
    faits += [compte(chiffres.abstentions, "abstention")] if chiffres.abstentions else []
    unanime = chiffres.total == chiffres.pour
    return VueVotePrealable(decide=decide, unanime=unanime, voix=enumeration(faits))


def places_du_vote() -> VueVoteAPorter:
    """The places where the figures of a vote to come are written by hand."""
    return VueVoteAPorter(
        pour=Place("nombre de voix pour", 6),
        contre=Place("nombre de voix contre", 6),
        abstentions=Place("nombre d’abstentions", 6),
        ne_prennent_pas_part=Place("nombre de membres qui ne prennent pas part au vote", 6),
        elus=Place("noms des personnes désignées", width=40),
        exprimes=Place("nombre de suffrages exprimés", 6),
        voix=Place("voix obtenues par chaque candidat", width=40),
    )
