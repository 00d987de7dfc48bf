"""What a vote gives: voters, expressed votes, majority, result.

Sources: art. L. 2121-20 and L. 2121-21 CGCT. Abstentions, blank and null ballots are no expressed
votes; the casting vote of the item's president settles a tie, except in a secret ballot.

Who asked for a ballot or a closed session, and whether they were enough.

Sources: art. L. 2121-21 and L. 2121-18 CGCT, L. 5211-11 for an EPCI. Only members present count.

The votes that come before those of the items: closed session, waiver of the secret, earlier minutes.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from actgen.base.records import replace
from actgen.council.facts.personne import CHEFS, Membre
from actgen.council.facts.seance import Point, Pouvoir
from actgen.council.facts.suites import ProcesVerbalPrecedent
from actgen.council.facts.vote import Demande, Scrutin, SensDuVote, Vote
from actgen.council.figures.presence import Presence, PresencePoint, Representation, detentions
from actgen.law.regimes import Regime
from actgen.law.scrutins import DemandeursRequis, HuisClos, demandeurs_requis, huis_clos


class Resultat(StrEnum):
    """What became of an item; `feminin` is said of its deliberation, in lists and registers of them."""

    ADOPTE = "adopté"
    REJETE = "rejeté"

    @property
    def feminin(self) -> str:
        """« adoptée »."""
        return f"{self.value}e"


class Votants(Struct, frozen=True):
    """How many may vote. `defendables` holds every count that a serious reading allows.

    The prudent count (`nombre`) also leaves out proxies that a withdrawn member holds (`suspendus`): the
    text does not say so, hence the other counts beside it; `prudents` are those that leave them out. A proxy
    too many for its holder, or doubtful for another reason, may have been refused: a count without it is
    defended as well. `contestes` are the counts that are reached only with proxies whose holder isn't
    there; `avec_retires` those reached only with votes of members who must not vote (`retires`). `ecartes`
    names those whom the law of the accounts keeps out: they give and use no proxy either.
    """

    nombre: int
    defendables: frozenset[int]
    retires: tuple[Membre, ...]
    contestes: frozenset[int] = frozenset()
    prudents: frozenset[int] = frozenset()
    suspendus: tuple[Representation, ...] = ()
    avec_retires: frozenset[int] = frozenset()
    ecartes: frozenset[str] = frozenset()

    def ecarte(self, membre: Membre) -> bool:
        """Whether the law of the accounts keeps this member out."""
        return membre.nom_complet in self.ecartes


class Decompte(Struct, frozen=True):
    """The figures of a vote, whole, as the acts state them."""

    scrutin: Scrutin
    pour: int
    contre: int
    abstentions: int
    blancs: int
    nuls: int
    ne_prennent_pas_part: int

    @property
    def total(self) -> int:
        return (
            self.pour + self.contre + self.abstentions + self.blancs + self.nuls + self.ne_prennent_pas_part
        )

    @property
    def exprimes(self) -> int:
        return self.pour + self.contre

    @property
    def majorite_absolue(self) -> int:
        return self.exprimes // 2 + 1

    @property
    def unanime(self) -> bool:
        """Nobody against and someone for: abstentions do not prevent unanimity."""
        return self.contre == 0 and self.pour > 0

    @property
    def partage(self) -> bool:
        return self.pour == self.contre and self.pour > 0


def votants(
    point: Point,
    presence: Presence,
    pouvoirs_permis: int,
    douteux: frozenset[Pouvoir] = frozenset(),
    ecartes: frozenset[str] = frozenset(),
) -> Votants:
    """Who may vote on an item: present or represented, less those who must not take part."""
    dehors = ecartes | {retrait.membre.nom_complet for retrait in point.retraits}
    mandants = (representation.mandant for representation in presence.representes)
    retires = tuple(m for m in (*presence.presents, *mandants) if m.nom_complet in dehors)
    libres = [r for r in presence.representes if r.mandant.nom_complet not in dehors]
    suspendus = tuple(r for r in libres if r.mandataire.nom_complet in dehors)
    surs = [r for r in libres if r not in suspendus]
    # Of the accounts the texts do say that the mayor uses no proxy: there is one reading only.
    larges = [r for r in libres if r.mandataire.nom_complet not in ecartes]
    presents = sum(m.nom_complet not in dehors for m in presence.presents)
    prudents = _comptes(presents, surs, pouvoirs_permis, douteux)
    au_plus_large = _comptes(presents, larges, pouvoirs_permis, douteux)
    defendables = frozenset(range(min(prudents), max(au_plus_large) + 1))
    sans_effet = sum(pouvoir.mandant.nom_complet not in dehors for pouvoir in presence.sans_effet)
    gonfles = _au_dela(defendables, sans_effet)
    interdits = len(retires) + len(libres) - len(larges)
    return Votants(
        nombre=presents + len(surs),
        defendables=defendables,
        retires=retires,
        contestes=gonfles,
        prudents=prudents,
        suspendus=suspendus,
        avec_retires=_au_dela(defendables, interdits) - gonfles,
        ecartes=ecartes,
    )


def sans_savoir_qui(possibles: Votants, mouvements: int) -> Votants:
    """The same where that many movements fall at no item: each may have been there, or not."""
    if not mouvements:
        return possibles
    autour = range(-mouvements, mouvements + 1)
    defendables = frozenset(n + k for n in possibles.defendables for k in autour if n + k >= 0)
    return replace(
        possibles,
        defendables=defendables,
        contestes=possibles.contestes - defendables,
        avec_retires=possibles.avec_retires - defendables,
    )


def effectif(point: Point, presence: Presence, ecartes: frozenset[str] = frozenset()) -> int:
    """How many of the members in office could have voted, had all come: those who must not are left out."""
    ailleurs = (*presence.excuses, *presence.absents)
    tous = (*presence.presents, *(r.mandant for r in presence.representes), *ailleurs)
    dehors = ecartes | {retrait.membre.nom_complet for retrait in point.retraits}
    return sum(membre.nom_complet not in dehors for membre in tous)


def voix_ecartees_des_comptes(point: Point, possibles: Votants) -> int:
    """How many votes the law of the accounts alone leaves out: one's own, and the proxies that one holds."""
    declares = {retrait.membre.nom_complet for retrait in point.retraits}
    lui = sum(membre.nom_complet not in declares for membre in possibles.retires)
    return lui + sum(possibles.ecarte(each.mandataire) for each in possibles.suspendus)


def _comptes(
    presents: int, representes: list[Representation], permis: int, douteux: frozenset[Pouvoir]
) -> frozenset[int]:
    """The counts of voters, from without any proxy that may have been refused to with all of them."""
    certains = sum(
        min(sum(pouvoir not in douteux for pouvoir in each.pouvoirs), permis)
        for each in detentions(representes)
    )
    return frozenset(range(presents + certains, presents + len(representes) + 1))


def _au_dela(comptes: frozenset[int], voix: int) -> frozenset[int]:
    """The counts reached only by adding one to `voix` votes to one of these."""
    return frozenset(compte + ajout for compte in comptes for ajout in range(1, voix + 1)) - comptes


def retires_comptes_a_part(vote: Vote, compte: Decompte, possibles: Votants) -> int:
    """How many of those who « ne prennent pas part » are the withdrawn members, whom the rest leaves out.

    At least those who are named there; more, as far as it makes the total right.
    """
    retires = {membre.nom_complet for membre in possibles.retires}
    nommes = sum(
        voix.sens is SensDuVote.NE_PREND_PAS_PART and voix.membre.nom_complet in retires for voix in vote.noms
    )
    au_plus = min(compte.ne_prennent_pas_part, len(retires))
    justes = (n for n in range(nommes, au_plus + 1) if compte.total - n in possibles.defendables)
    return next(justes, nommes)


def exces(total: int, possibles: Votants) -> int:
    """How many votes of members who must not vote this total holds at least; 0: none, or wrong anyhow."""
    if total not in possibles.avec_retires:
        return 0
    return min(total - compte for compte in possibles.defendables if compte < total)


def decompte(vote: Vote, nombre_de_votants: int) -> Decompte:
    """The whole figures of a vote; with the one word "unanimité" they follow from the voters."""
    abstentions = vote.abstentions or 0
    blancs, nuls = vote.blancs or 0, vote.nuls or 0
    autres = abstentions + blancs + nuls + vote.ne_prennent_pas_part
    pour = vote.pour
    if pour is None:
        pour = nombre_de_votants - autres - (vote.contre or 0) if vote.unanimite else 0
    return Decompte(
        vote.scrutin, pour, vote.contre or 0, abstentions, blancs, nuls, vote.ne_prennent_pas_part
    )


def resultat(
    compte: Decompte, vote: Vote, president: Membre | None, *, sauf_majorite_contre: bool = False
) -> Resultat | None:
    """Adopted or rejected; None for a tie that the file does not settle, and for an election by rounds.

    `sauf_majorite_contre`: the rule of the accounts (art. L. 1612-12), which any vote settles.
    """
    if vote.tours:
        return None
    if sauf_majorite_contre:
        return Resultat.REJETE if compte.contre > compte.pour else Resultat.ADOPTE
    if compte.pour > compte.contre:
        return Resultat.ADOPTE
    if compte.pour < compte.contre or compte.pour == 0 or compte.scrutin is Scrutin.SECRET:
        return Resultat.REJETE
    voix = voix_du_president(vote, president)
    if voix is None:
        return None
    return Resultat.ADOPTE if voix is SensDuVote.POUR else Resultat.REJETE


def voix_preponderante(
    compte: Decompte, vote: Vote, president: Membre | None, donne: Resultat | None
) -> SensDuVote | None:
    """How the president's casting vote fell, when it made that result of a tie; for or against alike."""
    if vote.tours or not compte.partage or compte.scrutin is Scrutin.SECRET:
        return None
    voix = voix_du_president(vote, president)
    return (
        voix
        if (voix, donne) in ((SensDuVote.POUR, Resultat.ADOPTE), (SensDuVote.CONTRE, Resultat.REJETE))
        else None
    )


def voix_du_president(vote: Vote, president: Membre | None) -> SensDuVote | None:
    """How the item's president voted, when the file tells it."""
    if vote.voix_du_president is not None or president is None:
        return vote.voix_du_president
    return next((v.sens for v in vote.noms if v.membre.nom_complet == president.nom_complet), None)


def vote_vide(point: Point) -> bool:
    """« vote: » and nothing after it: not known yet, where an item without that key was not put to the vote.

    A key that isn't written has the place of its item.
    """
    return point.vote is None and point.lieux.get("vote", point.lieu) != point.lieu


HUIS_CLOS = "huis_clos"


class DemandeComptee(Struct, frozen=True):
    """All the requests for one thing at one item: who asked and was there, how many must ask by which rule.

    `par_le_chef`: the mayor or president asked for a closed session, which is enough.
    """

    demandes: tuple[Demande, ...]
    nombre: int
    requis: int
    regle: DemandeursRequis | HuisClos
    presents: int
    absents: tuple[Membre, ...]
    par_le_chef: bool

    @property
    def suffit(self) -> bool:
        return self.par_le_chef or self.nombre >= self.requis


def demande_comptee(quoi: str, suivi: PresencePoint, regime: Regime) -> DemandeComptee | None:
    """The requests for « public », « secret » or « huis_clos » at an item; None without any."""
    demandes = tuple(each for each in suivi.point.demandes if each.scrutin == quoi)
    if not demandes:
        return None
    la = {m.nom_complet for salle in (suivi.au_debut, suivi.au_vote) for m in salle.presents}
    auteurs = {m.nom_complet: m for each in demandes for m in each.auteurs}
    presents = [m for m in auteurs.values() if m.nom_complet in la]
    anonymes = sum(each.nombre or 0 for each in demandes if not each.auteurs)
    clos = quoi == HUIS_CLOS
    salle = len(suivi.au_vote.presents)
    regle = huis_clos(regime.genre, regime.jour) if clos else demandeurs_requis(quoi, regime.jour)
    return DemandeComptee(
        demandes=demandes,
        nombre=len(presents) + anonymes,
        requis=regle.membres if isinstance(regle, HuisClos) else regle.requis(salle),
        regle=regle,
        presents=salle,
        absents=tuple(m for m in auteurs.values() if m.nom_complet not in la),
        par_le_chef=clos and any(m.fonction in CHEFS for m in presents),
    )


class VotePrealable(Struct, frozen=True):
    """A vote of the whole council, without debate; nobody must withdraw from it.

    `defendables`: every count of voters that a serious reading allows, at the start of the item or at
    its vote, with those who withdraw from the item or without them. `membres`: how many are present or
    represented, at least.
    """

    vote: Vote
    decompte: Decompte
    defendables: frozenset[int]
    membres: int

    @property
    def majorite_des_membres(self) -> int:
        """The absolute majority of the members present or represented (art. L. 2121-18 CGCT)."""
        return self.membres // 2 + 1

    @property
    def decide_par_les_membres(self) -> bool:
        """Whether an absolute majority of the members present or represented is for it."""
        return self.decompte.pour >= self.majorite_des_membres


class PrecedentSoumis(Struct, frozen=True):
    """Earlier minutes put to the council; `vote` None: adopted without a vote."""

    proces_verbal: ProcesVerbalPrecedent
    vote: VotePrealable | None

    @property
    def arrete(self) -> bool:
        return self.vote is None or self.vote.decompte.pour > self.vote.decompte.contre


def precedents(
    soumis: tuple[ProcesVerbalPrecedent, ...],
    ouverture: Presence,
    pouvoirs_permis: int,
    douteux: frozenset[Pouvoir],
) -> tuple[PrecedentSoumis, ...]:
    """The earlier minutes with their votes, by those who are there at the opening."""
    salle = PresencePoint(Point(0), ouverture, ouverture, ouverture)
    return tuple(
        PrecedentSoumis(each, vote_prealable(each.vote, salle, pouvoirs_permis, douteux)) for each in soumis
    )


def vote_prealable(
    vote: Vote | None, suivi: PresencePoint, pouvoirs_permis: int, douteux: frozenset[Pouvoir]
) -> VotePrealable | None:
    """The figures of such a vote; None when the file tells of none."""
    if vote is None:
        return None
    tous, restants = (
        [votants(point, salle, pouvoirs_permis, douteux) for salle in (suivi.au_debut, suivi.au_vote)]
        for point in (Point(suivi.point.numero), Point(suivi.point.numero, retraits=suivi.point.retraits))
    )
    return VotePrealable(
        vote,
        decompte(vote, tous[0].nombre),
        frozenset().union(*(each.defendables for each in (*tous, *restants))),
        membres=min(min(each.defendables) for each in tous),
    )
