"""How a vote went, as sentences and tables need it."""

from __future__ import annotations

from actgen.acts.tree.inline import Lacune, Place
from actgen.acts.views.elections import (
    Genres,
    elus_a_dire,
    elus_en_phrase,
    genres_des_membres,
    partage_en_ligne,
    vue_proclamation,
    vue_tour,
)
from actgen.acts.views.presence import capitale, nom_insecable
from actgen.acts.views.views import VueTour, VueVote, VueVoteAPorter, VueVotePrealable
from actgen.base.records import replace
from actgen.base.text.grammar import PRESIDENT_DE_SEANCE, Genre, Mot, compte, du, pluriel
from actgen.base.text.lists import enumeration
from actgen.base.text.numbers import cardinal
from actgen.base.text.verbs import rejettent
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.personne import Membre
from actgen.council.facts.vote import Demande, Scrutin, SensDuVote, Vote
from actgen.council.figures.elections import Election, Mode
from actgen.council.figures.seance import FiguresPoint
from actgen.council.figures.votes import Decompte, Resultat, VotePrealable, demande_comptee
from actgen.law.articles import code
from actgen.law.citations import Citation, citations
from actgen.law.regimes import Regime
from actgen.law.scrutins import Secret

REJET_DECIDE = "rejet décidé"
_DEMANDABLES = {Scrutin.SECRET: "secret", Scrutin.PUBLIC: "public"}


def vote_a_ecrire(point: FiguresPoint) -> Lacune:
    """The blank of an item whose vote isn't told yet: what shows it is no more than a PROJET."""
    lieu = point.point.lieux.get("vote", point.point.lieu)
    return Lacune("vote", f"vote du point {point.point.numero}", lieu)


def vue_vote(point: FiguresPoint, collectivite: Collectivite, regime: Regime) -> VueVote | None:
    """The vote of an item in figures; None before there was one. Names only for a public ballot."""
    vote, chiffres = point.point.vote, point.decompte
    if vote is None or chiffres is None:
        return None
    genres = genres_des_membres(collectivite)
    sans_quorum, election = point.vote_sans_quorum, point.election
    if sans_quorum and election is not None:  # votes were cast, nobody is elected by them
        tours = tuple(replace(tour, elus=(), partage=(), ex_aequo=()) for tour in election.tours)
        election = replace(election, tours=tours, mode=Mode(), dits=())
    elus, sont_elus = ("", "") if sans_quorum else elus_en_phrase(vote, election, genres)
    return VueVote(
        votants=point.votants_reels,
        exprimes=chiffres.exprimes,
        majorite=chiffres.majorite_absolue,
        pour=chiffres.pour,
        contre=chiffres.contre,
        abstentions=chiffres.abstentions,
        blancs=chiffres.blancs,
        nuls=chiffres.nuls,
        ne_prennent_pas_part=point.hors_du_vote,
        refus=chiffres.ne_prennent_pas_part,
        adopte=point.adopte,
        rejete=point.resultat is Resultat.REJETE and not sans_quorum,
        adoption=REJET_DECIDE.capitalize()
        if rejet_decide(point)
        else "Délibération adoptée"
        if point.point.acte
        else "Adopté",
        sans_quorum=sans_quorum,
        unanime=chiffres.unanime,
        d_une_voix=_d_une_voix(point, vote, chiffres) and not sans_quorum,
        partage=chiffres.partage,
        sauf_majorite_contre=point.sauf_majorite_contre,
        preponderante=point.preponderante.value if point.preponderante else "",
        du_president=du_president(point, PRESIDENT_DE_SEANCE),
        secret=chiffres.scrutin is Scrutin.SECRET,
        public=chiffres.scrutin is Scrutin.PUBLIC,
        demande=_pourquoi_ce_scrutin(point, chiffres.scrutin, regime),
        blancs_en_lettres=_bulletins(vote.blancs, "blanc"),
        nuls_en_lettres=_bulletins(vote.nuls, "nul"),
        noms_en_ligne=_voix_nommees(vote) if chiffres.scrutin is not Scrutin.SECRET else "",
        tours=_tours(point, election, genres) if election else (),
        elus_en_ligne=elus,
        sont_elus=sont_elus,
        sieges_vacants=election.vacants if election else 0,
        elus_a_dire=() if sans_quorum else elus_a_dire(point) or _partage_a_dire(point),
        partage_en_ligne=partage_en_ligne(election),
        proclamation=None if sans_quorum else vue_proclamation(point, collectivite),
        bureau_electoral=enumeration(vote.bureau_electoral),
    )


def du_president(point: FiguresPoint, mot: Mot) -> str:
    """« du président », « de la présidente »: who presides that item, by that word."""
    genre = point.president.genre if point.president else Genre.INCONNU
    return du(mot.accord(genre), genre)


def _pourquoi_ce_scrutin(point: FiguresPoint, scrutin: Scrutin, regime: Regime) -> str:
    """« , à la demande de 4 des 11 membres présents », when enough asked; or what imposes a secret ballot.

    A secret ballot that too few asked for voids what it decides (CE 05/07/2018, n° 412721): the act tells the
    figures, or nothing, and the rules warn.
    """
    if scrutin not in _DEMANDABLES:
        return ""
    if scrutin is Scrutin.SECRET and point.point.nature == "nomination":
        return f", comme {_exigent(point)}{fondement_designation(point)}"
    demande = demande_comptee(_DEMANDABLES[scrutin], point.presence, regime)
    if demande is None or not demande.suffit:
        return ""
    if demande.nombre == demande.presents:
        return f", à la demande des {demande.presents} membres présents"
    return f", à la demande de {demande.nombre} des {demande.presents} membres présents"


def _exigent(point: FiguresPoint) -> str:
    """« l’exige l’ » (article), « l’exigent les » (articles)."""
    articles, regle = len(_articles_du_scrutin(point)), point.regle_election
    if regle is not None and regle.articles_du_scrutin and regle.secret is Secret.LIBRE:
        return pluriel(
            articles, "le prévoit l’", "le prévoient les "
        )  # the council may do without, of one mind
    return pluriel(articles, "l’exige l’", "l’exigent les ")


def fondement_designation(point: FiguresPoint) -> str:
    """The articles that rule its ballot, by the law of what it elects; else that of all nominations."""
    return citations(_articles_du_scrutin(point))


def _articles_du_scrutin(point: FiguresPoint) -> list[Citation]:
    regle = point.regle_election
    propres = regle.articles_du_scrutin if regle is not None else ()
    connus = ((code(nom), numero) for nom, numero in propres or (("CGCT", "L2121-21"),))
    return [Citation(de, numero) for de, numero in connus if de is not None]


def _d_une_voix(point: FiguresPoint, vote: Vote, chiffres: Decompte) -> bool:
    """Whether its figures and its result are one short line."""
    tous = point.adopte and chiffres.pour == chiffres.total and not vote.tours
    return tous and chiffres.scrutin is Scrutin.MAIN_LEVEE and not _voix_nommees(vote)


def _partage_a_dire(point: FiguresPoint) -> tuple[Lacune, ...]:
    """A tie that nobody's vote settles yet: the act doesn't say what became of the item."""
    if point.resultat is not None or point.election is not None:
        return ()
    lieu = point.point.lieux.get("vote", point.point.lieu)
    return (Lacune("vote", f"voix du président au partage du point {point.point.numero}", lieu),)


def rejet_decide(point: FiguresPoint) -> bool:
    """Whether the council voted for lines that say no: « rejette la demande » is not told « adopté »."""
    return point.adopte and rejettent(point.point.decisions)


def sort_du_vote(point: FiguresPoint) -> str:
    """« adopté », « rejeté », « rejet décidé », or that nothing settles a tie."""
    return _sort(point, point.resultat.value if point.resultat is not None else "")


def sort_de_la_deliberation(point: FiguresPoint) -> str:
    """The same of its deliberation: « adoptée », « rejetée »."""
    return _sort(point, point.resultat.feminin if point.resultat is not None else "")


def _sort(point: FiguresPoint, dit: str) -> str:
    return REJET_DECIDE if rejet_decide(point) else dit or "partage des voix"


def _tours(point: FiguresPoint, election: Election, genres: Genres) -> tuple[VueTour, ...]:
    retires = point.hors_du_vote - election.tours[-1].hors_du_vote
    return tuple(vue_tour(tour, election, genres, retires) for tour in election.tours)


def _bulletins(nombre: int | None, sorte: str) -> str:
    """« aucun bulletin blanc » only where the file says so: what nobody counted is not none."""
    if nombre is None:
        return ""
    if nombre == 0:
        return f"aucun bulletin {sorte}"
    return f"{cardinal(nombre)} {pluriel(nombre, f'bulletin {sorte}', f'bulletins {sorte}s')}"


def _voix_nommees(vote: Vote) -> str:
    libelles = {
        SensDuVote.POUR: ("pour", "pour"),
        SensDuVote.CONTRE: ("contre", "contre"),
        SensDuVote.ABSTENTION: ("abstention", "abstentions"),
        SensDuVote.NE_PREND_PAS_PART: ("ne prend pas part au vote", "ne prennent pas part au vote"),
    }
    parts = []
    for sens, libelle in libelles.items():
        membres: list[Membre] = [voix.membre for voix in vote.noms if voix.sens is sens]
        if membres:
            dit = pluriel(len(membres), *libelle)
            parts.append(f"{capitale(dit)}\u00a0: {enumeration(map(nom_insecable, membres))}.")
    return " ".join(parts)


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
