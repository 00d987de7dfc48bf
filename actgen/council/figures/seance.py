"""The figures of a whole session, item by item.

Who takes the chair when the mayor is not there, who has it and which office once they are elected.

Source: art. L. 2122-17 CGCT, from memory: the deputies in the order of their nomination.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from msgspec import Struct

from actgen.base.records import replace
from actgen.base.text.keys import cle
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.facts.seance import EtatSeance, NatureSeance, Point, Pouvoir, Seance, SensMouvement
from actgen.council.facts.suites import Suites
from actgen.council.facts.vote import SensDuVote, Vote
from actgen.council.figures.actes import INCONNU, objet
from actgen.council.figures.comptes import Ordonnateur, adoptes_faute_de_majorite_contre, ordonnateur
from actgen.council.figures.elections import (
    Election,
    election,
    mode_election,
    nature_election,
    proclames,
    sans_scrutin,
)
from actgen.council.figures.execution import Stade, executoire, stade, transmissible, tribunal_competent
from actgen.council.figures.formules import Valeurs
from actgen.council.figures.ordre_du_jour import AgendaMatch, Inscription, Libelle, sans_ligne
from actgen.council.figures.population import population_du_conseil
from actgen.council.figures.presence import (
    Presence,
    PresenceFin,
    PresencePoint,
    follow_to_the_end,
    mouvements_a_placer,
    pouvoirs_douteux,
)
from actgen.council.figures.quorum import Places, Quorum, places, quorum_point, quorum_seance, reuni
from actgen.council.figures.votes import (
    Decompte,
    PrecedentSoumis,
    Resultat,
    Votants,
    VotePrealable,
    decompte,
    effectif,
    precedents,
    resultat,
    retires_comptes_a_part,
    sans_savoir_qui,
    voix_preponderante,
    votants,
    vote_prealable,
    vote_vide,
)
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.law.citations import cgct
from actgen.law.natures import NatureElection
from actgen.law.regimes import Regime, regime
from actgen.law.scrutins import RegleElection, regle_election


class FiguresPoint(Struct, frozen=True):
    """What the law counts at one item. Nothing of a vote is known before there was one.

    `inscription`: where it stands on the agenda of the convocation; None when that is not written.
    `huis_clos` and `renonciation` are the votes that came before: closed session, waiver of the secret.
    `objet`: what it is about, as typed or as the kind of its act words it.
    """

    point: Point
    presence: PresencePoint
    quorum: Quorum
    inscription: Inscription | None
    votants: Votants
    president: Membre | None
    decompte: Decompte | None
    resultat: Resultat | None
    preponderante: SensDuVote | None  # how the president settled a tie (art. L. 2121-20)
    transmissible: bool
    stade: Stade
    executoire_le: date | None
    election: Election | None
    nature_election: NatureElection | None  # what a nomination elects
    regle_election: RegleElection | None  # the text of its own, where there is one
    huis_clos: VotePrealable | None
    renonciation: VotePrealable | None
    ordonnateur: Ordonnateur | None = None  # of the accounts that the item votes
    sauf_majorite_contre: bool = False  # accounts that only a majority against rejects (art. L. 1612-12)
    prend_acte: bool = False  # the kind of its act asks for no vote, and there was none
    nomme: bool = False  # nominations that took effect without a ballot (art. L. 2121-21)
    attend_vote: bool = False  # dealt with, and its vote is still to be written
    valeurs: Valeurs | None = None  # what its kind's formulas say of it; None without a kind
    objet: str = ""
    decision_a_ecrire: bool = False  # its act is made of what the item decides, which nothing tells yet

    @property
    def decide(self) -> bool:
        """Whether the council has voted on this item, one way or the other."""
        return self.decompte is not None

    @property
    def intitule_inacheve(self) -> bool:
        """Whether its object is worded by the kind of its act from a field that is not known yet."""
        return not self.point.objet and INCONNU in self.objet

    @property
    def delibere(self) -> bool:
        """Whether there is an act to make of what happened: a vote, a nomination, or that note was taken."""
        return self.decide or self.prend_acte or self.nomme

    @property
    def votants_comptes(self) -> int:
        """How many may vote: the count that the vote itself follows, when a serious reading allows it."""
        total = self.decompte.total if self.decompte is not None else self.votants.nombre
        return total if total in self.votants.defendables else self.votants.nombre

    @property
    def entre_en_fonction(self) -> bool:
        """Whether those elected are in office at once: such an election is posted, and judged apart."""
        regle = self.regle_election
        return regle is not None and regle.entree_en_fonction and not self.sans_elu

    @property
    def sans_elu(self) -> bool:
        """Whether its rounds elect nobody: nothing is left for age, nor for the file, to settle."""
        election, vote = self.election, self.point.vote
        return bool(election and vote and election.vacants and not proclames(vote, election))

    @property
    def effet_immediat(self) -> bool:
        """Whether it needs no certificate: an election, or nominations without a ballot (art. L. 2121-21)."""
        return self.nomme or self.regle_election is not None

    @property
    def hors_de_la_convocation(self) -> bool:
        """Whether the convocation's agenda, when it is known, has neither its object nor its number.

        A line that bears its number and other words is for a reader to judge: it is not said to be absent.
        """
        inscrit = self.inscription
        absent = inscrit is not None and inscrit.place is AgendaMatch.ABSENTE and inscrit.ligne is None
        return absent and not sans_ligne(self.point.objet, self.point.decisions)

    @property
    def votants_reels(self) -> int:
        """How many did vote: those who could, less those who took no part; of an election, its last round."""
        if self.decompte is None:
            return self.votants.nombre
        if self.election is not None:
            return self.votants.nombre - self.election.tours[-1].hors_du_vote
        vote = self.point.vote
        a_part = retires_comptes_a_part(vote, self.decompte, self.votants) if vote is not None else 0
        return self.votants_comptes - (self.decompte.ne_prennent_pas_part - a_part)

    @property
    def hors_du_vote(self) -> int:
        """Votes of the room that were not cast: of those who withdrew, and of those who took no part."""
        salle = self.presence.au_vote
        return len(salle.presents) + len(salle.representes) - self.votants_reels

    @property
    def effectif(self) -> int:
        """How many members in office could take part in the vote, absent ones included."""
        return effectif(self.point, self.presence.au_vote, self.votants.ecartes)

    @property
    def faute_de_quorum(self) -> bool:
        """Whether the item is said to be left for want of a quorum, in the words of the file."""
        return "quorum" in self.point.motif_abandon.casefold()

    @property
    def vote_sans_quorum(self) -> bool:
        """Whether it was put to the vote where the council was not in number: told as it was, not adopted."""
        return self.decide and self.quorum.manque

    @property
    def adopte(self) -> bool:
        return self.resultat is Resultat.ADOPTE and not self.vote_sans_quorum


class FiguresSeance(Struct, frozen=True, dict=True):
    """Everything computed from a session, once.

    `precedents` are the minutes of earlier sessions that it adopted; `fin`, what moved after the last item.
    """

    seance: Seance
    regime: Regime
    etat: EtatSeance
    en_exercice: tuple[Membre, ...]
    ouverture: Presence
    quorum: Quorum
    precedents: tuple[PrecedentSoumis, ...]
    points: tuple[FiguresPoint, ...]
    fin: PresenceFin | None
    tribunal: str | None

    @property
    def constatee(self) -> bool:
        """Whether attendance was told: without it nobody's presence may be judged."""
        return self.etat is not EtatSeance.A_TENIR

    @property
    def arrives(self) -> tuple[Membre, ...]:
        """Who was not there at the opening and came: they sign the attendance sheet too."""
        la = {membre.siege for membre in self.ouverture.presents}
        venus = (each.membre for each in self.seance.mouvements if each.sens is SensMouvement.ARRIVEE)
        return tuple({membre.siege: membre for membre in venus if membre.siege not in la}.values())

    @property
    def le_chef(self) -> str:
        """« le maire », or « le président » of an EPCI, as a sentence calls the head of the body."""
        return "le maire" if self.seance.collectivite.est_commune else "le président"

    @property
    def votes(self) -> tuple[FiguresPoint, ...]:
        """The items that the council has voted."""
        return tuple(point for point in self.points if point.decide)

    def numbers_told(self, concerned: Iterable[FiguresPoint]) -> tuple[int | None, ...]:
        """The items of a finding: None (the whole session) when all that was voted is concerned."""
        numeros = tuple(point.point.numero for point in concerned)
        return (None,) if len(numeros) == len(self.votes) else numeros

    @property
    def hors_de_l_ordre(self) -> bool:
        """Whether items were dealt with in another order than that of their numbers."""
        numeros = [figures.point.numero for figures in self.points]
        return numeros != sorted(numeros)

    def suites_de(self, point: FiguresPoint) -> Suites:
        """What followed that item's act; an exempt one wasn't sent with the others of the session."""
        suites = self.seance.suites_de(point.point)
        if point.transmissible or point.point.suites is not None or point.point.accuse is not None:
            return suites
        return replace(suites, transmise_le=None, recue_le=None, identifiant="")

    def point(self, numero: int) -> FiguresPoint:
        return self._par_numero[numero]

    @cached_property
    def _par_numero(self) -> dict[int, FiguresPoint]:
        return {figures.point.numero: figures for figures in reversed(self.points)}


def compute(seance: Seance, catalogue: Catalogue) -> FiguresSeance:
    """All the figures of a session, by the law of its day and territory."""
    collectivite = seance.collectivite
    du_jour = regime(
        seance.date,
        collectivite.genre.value,
        collectivite.departement.code,
        population_du_conseil(collectivite, seance.date).habitants,
    )
    ouverture, suivis, fin = follow_to_the_end(seance)
    quorum = quorum_seance(ouverture, seance, du_jour)
    libelles = [_label(suivi.point, catalogue) for suivi in suivis]
    points: tuple[FiguresPoint, ...] = ()
    for suivi, place in zip(suivis, places(seance, libelles), strict=True):
        president = suivi.point.presidence or _elected_head(seance, points) or seance.presidence
        points += (_point(seance, suivi, du_jour, catalogue, place, president),)
    return FiguresSeance(
        seance=seance,
        regime=du_jour,
        etat=_etat(seance, quorum, points),
        en_exercice=seance.en_exercice,
        ouverture=ouverture,
        quorum=quorum,
        precedents=precedents(
            seance.proces_verbaux_precedents, ouverture, du_jour.pouvoirs_par_membre, pouvoirs_douteux(seance)
        ),
        points=points,
        fin=fin,
        tribunal=tribunal_competent(collectivite, seance.date),
    )


def _etat(seance: Seance, quorum: Quorum, points: tuple[FiguresPoint, ...]) -> EtatSeance:
    """Held once attendance is told; without quorum when it was never reached and nothing was voted."""
    if seance.absents is None:
        return EtatSeance.A_TENIR
    votes = any(figures.decide for figures in points)
    atteint = quorum.atteint or any(figures.quorum.atteint for figures in points)
    return EtatSeance.TENUE if votes or atteint else EtatSeance.SANS_QUORUM


def _elected_head(seance: Seance, points: tuple[FiguresPoint, ...]) -> Membre | None:
    """Who was elected mayor or president at an installation: the chair is theirs from the next item on."""
    if seance.nature is not NatureSeance.INSTALLATION:
        return None
    for point in points:
        elus = point.election.elus if point.election is not None and point.election.sieges == 1 else ()
        if elus and point.nature_election in (NatureElection.MAIRE, NatureElection.EXECUTIF_EPCI):
            return next((each for each in seance.en_exercice if cle(each.nom_complet) == cle(elus[0])), None)
    return None


def _label(point: Point, catalogue: Catalogue) -> Libelle:
    return Libelle(point.numero, (point.objet, objet(point, _kind(point, catalogue))))


def _kind(point: Point, catalogue: Catalogue) -> Kind | None:
    return catalogue.get(point.acte) if point.acte else None


def _point(
    seance: Seance,
    suivi: PresencePoint,
    du_jour: Regime,
    catalogue: Catalogue,
    place: Places,
    president: Membre | None,
) -> FiguresPoint:
    point, (inscription, premiere) = suivi.point, place
    permis, douteux = du_jour.pouvoirs_par_membre, pouvoirs_douteux(seance)
    juge = ordonnateur(point, seance)
    vote = None if sans_scrutin(point) else point.vote
    possibles = sans_savoir_qui(
        _possibles(vote, suivi, permis, douteux, juge), len(mouvements_a_placer(seance))
    )
    compte = decompte(vote, possibles.nombre) if vote is not None else None
    contre = adoptes_faute_de_majorite_contre(point, du_jour)
    donne = (
        resultat(compte, vote, president, sauf_majorite_contre=contre)
        if compte is not None and vote is not None
        else None
    )
    kind = _kind(point, catalogue)
    ecartes = juge.ecartes if juge is not None else frozenset()
    quorum = quorum_point(point, suivi.au_debut, seance, du_jour, premiere, ecartes)
    sans_vote = vote is None and reuni(point, seance, quorum)
    prend_acte = sans_vote and point.vote is None and kind is not None and kind.prend_acte
    nomme = sans_vote and point.vote is not None
    adopte = compte is not None or prend_acte or nomme
    a_transmettre = transmissible(point, kind, seance.date)
    suites = seance.suites_de(point)
    mots = objet(point, kind)
    elit = nature_election(point, (point.objet, mots))
    regle = regle_election(elit, seance.date)
    mode = mode_election(
        vote, regle, du_jour, population_du_conseil(seance.collectivite, seance.date).habitants
    )
    aussitot = nomme or regle is not None
    return FiguresPoint(
        point=point,
        presence=suivi,
        quorum=quorum,
        inscription=inscription,
        votants=possibles,
        president=president,
        decompte=compte,
        resultat=donne,
        preponderante=None
        if compte is None or vote is None or contre
        else voix_preponderante(compte, vote, president, donne),
        transmissible=a_transmettre,
        stade=stade(suites, adopte=adopte, transmissible=a_transmettre, reserve=quorum.affaire_douteuse),
        executoire_le=executoire(suites, transmissible=a_transmettre)
        if adopte and donne is not Resultat.REJETE and not (aussitot or quorum.affaire_douteuse)
        else None,
        election=election(vote, possibles, mode) if vote is not None else None,
        nature_election=elit,
        regle_election=regle,
        huis_clos=vote_prealable(point.vote_huis_clos, suivi, permis, douteux),
        renonciation=vote_prealable(point.renonciation_au_secret, suivi, permis, douteux),
        ordonnateur=juge,
        sauf_majorite_contre=contre,
        prend_acte=prend_acte,
        nomme=nomme,
        attend_vote=sans_vote and not (prend_acte or nomme) and (kind is not None or vote_vide(point)),
        valeurs=Valeurs(point, kind, seance, du_jour) if kind is not None else None,
        objet=mots,
        decision_a_ecrire=_decision_a_ecrire(point, kind),
    )


def _decision_a_ecrire(point: Point, kind: Kind | None) -> bool:
    demandee = kind is not None and any("decide" in each.split() for each in kind.demande)
    dite = point.decisions or point.dispositif or point.recit or point.texte
    elit = point.nature == "nomination" or bool(point.election or (point.vote and point.vote.tours))
    return demandee and not (dite or elit or point.abandon)


def _possibles(
    vote: Vote | None,
    suivi: PresencePoint,
    permis: int,
    douteux: frozenset[Pouvoir],
    juge: Ordonnateur | None,
) -> Votants:
    """Who may vote; of accounts whose author is in doubt, by the reading that the votes follow."""
    if juge is None:
        return votants(suivi.point, suivi.au_vote, permis, douteux)
    lectures = [
        votants(suivi.point, suivi.au_vote, permis, douteux, ecartes)
        for ecartes in (juge.ecartes, juge.autrement)
    ]
    if vote is None:
        return lectures[0]
    comptes = ((each, decompte(vote, each.nombre)) for each in lectures)
    suivies = (
        each
        for each, compte in comptes
        if compte.total - retires_comptes_a_part(vote, compte, each) in each.defendables
    )
    return next(suivies, lectures[0])


def premier_adjoint_present(presence: Presence, ecartes: tuple[Membre, ...] = ()) -> Membre | None:
    """The first deputy in the room, those who must keep out set aside; None without any."""
    dehors = {membre.nom_complet for membre in ecartes}
    adjoints = [
        m for m in presence.presents if m.fonction is Fonction.ADJOINT and m.nom_complet not in dehors
    ]
    return min(adjoints, key=lambda adjoint: adjoint.rang_fonction, default=None)


def chef_elu(figures: FiguresSeance, avant: FiguresPoint | None = None) -> Membre | None:
    """At an installation, who was elected to the one seat of an item and took the chair at a later one.

    `avant`: as things stood at that item; None for the end of the session. Nobody at any other session.
    """
    if figures.seance.nature is not NatureSeance.INSTALLATION:
        return None
    fin = len(figures.points) if avant is None else figures.points.index(avant) + 1
    elus: set[str] = set()
    trouve = None
    for point in figures.points[:fin]:
        preside = point.president
        if preside is not None and preside.nom_complet in elus:
            trouve = preside
        if point.election is not None and point.election.sieges == 1:
            elus.update(point.election.elus)
    return trouve


def preside_en_elu(figures: FiguresSeance, point: FiguresPoint) -> bool:
    """Whether that item is presided by who was elected to it earlier in the session."""
    return point.president is not None and point.president == chef_elu(figures, point)


def au_moment(
    membres: Iterable[Membre], figures: FiguresSeance, avant: FiguresPoint | None = None
) -> tuple[Membre, ...]:
    """Members with the office that each had before that item, at the opening without one.

    The table tells the offices of after: at an installation nobody has any before the mayor is elected, nor
    is a deputy before deputies are.
    """
    if figures.seance.nature is not NatureSeance.INSTALLATION:
        return tuple(membres)
    rang = figures.points.index(avant) if avant is not None else 0
    a_elire = {each.nature_election for each in figures.points[rang:]}
    sans_chef = not a_elire.isdisjoint((NatureElection.MAIRE, NatureElection.EXECUTIF_EPCI))
    sans_adjoints = NatureElection.ADJOINTS in a_elire
    elus = {
        cle(nom)
        for each in figures.points[:rang]
        if each.entre_en_fonction and each.election is not None
        for nom in each.election.personnes
    }
    return tuple(
        replace(membre, fonction=Fonction.CONSEILLER)
        if cle(membre.nom_complet) not in elus
        and membre.fonction is not Fonction.SUPPLEANT
        and (sans_chef or (sans_adjoints and membre.fonction is Fonction.ADJOINT))
        else membre
        for membre in membres
    )


def cgct_du_conseil(figures: FiguresSeance, numero: str) -> str:
    """An article on municipal councils, as it applies to the body that met."""
    return cgct(numero, commune=figures.seance.collectivite.est_commune)
