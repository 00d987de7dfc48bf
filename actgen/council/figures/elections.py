"""Who is elected, at which round of a nomination.

Sources: art. L. 2121-21 CGCT, two rounds at the absolute majority of the votes expressed, a third at the
relative one; art. L. 2122-7-2, the list whose average age is highest wins a tie between lists, as the eldest
does between candidates. Where seats are shared in proportion there is one round. Ages are not
known to actgen: whom age alone can part is told, and the file says who was proclaimed.

Seats shared among lists in proportion to their votes, and who takes them.

Sources: art. L. 1411-5 II CGCT and R. 123-8 CASF (highest remainder), L. 5211-6-2 CGCT and L. 289 of the
electoral code (highest average), R. 141 and R. 142 of that code for its substitutes. Equal remainders or
averages go to the list with most votes, then to the eldest candidate: ages are not known here, the file says
who was proclaimed.

What an item elects: by its own key, else by the words of its object; and whether that takes a ballot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from actgen.base.records import replace
from actgen.base.text.keys import cle, slug
from actgen.council.facts.seance import Point
from actgen.council.facts.vote import Candidatures, Liste, Tour, Vote
from actgen.council.figures.votes import Votants
from actgen.law.natures import NatureElection, SeatSharing
from actgen.law.regimes import Regime
from actgen.law.scrutins import Nominations, RegleElection, nominations


class SiegesListe(Struct, frozen=True):
    """What a list gets: its seats, and who takes them when the file tells who stood on it."""

    nom: str
    sieges: int
    titulaires: tuple[str, ...] = ()
    suppleants: tuple[str, ...] = ()
    sieges_suppleants: int = 0  # shared apart from the others

    @property
    def nommee(self) -> bool:
        """Whether there is a name for each of its seats."""
        return len(self.titulaires) == self.sieges


def est_une_liste(nom: str, listes: Sequence[Liste] = ()) -> bool:
    """Whether a list stands under that name: « Liste de Membre 2 », or one whose candidates are told."""
    return cle(nom).startswith("liste") or liste_de(nom, listes) is not None


def liste_de(nom: str, listes: Sequence[Liste]) -> Liste | None:
    """The list of that name, as the file tells who stood on it."""
    return next((each for each in listes if cle(each.nom) == cle(nom)), None)


def repartir(
    voix: Sequence[tuple[str, int]],
    sieges: int,
    mode: SeatSharing,
    listes: Sequence[Liste],
    proclames: Sequence[str],
) -> tuple[tuple[SiegesListe, ...], tuple[str, ...]]:
    """The seats of each list, and the lists that only age can part for the last ones.

    `proclames`: the list, or the candidate next on it, that was said to win such a seat.
    """
    exprimes = sum(nombre for _, nombre in voix)
    if not exprimes or not sieges:
        return tuple(SiegesListe(nom, 0) for nom, _ in voix), ()
    acquis = [nombre * sieges // exprimes for _, nombre in voix]
    servies = [False] * len(voix)  # a remainder is used once
    egales: tuple[str, ...] = ()
    while (restants := sieges - sum(acquis)) > 0:

        def rang(i: int) -> tuple[Fraction, int]:
            nombre = voix[i][1]
            if mode is SeatSharing.PLUS_FORTE_MOYENNE:
                return Fraction(nombre, acquis[i] + 1), nombre
            return Fraction(-1 if servies[i] else nombre * sieges % exprimes), nombre

        possibles = [i for i, (_, nombre) in enumerate(voix) if nombre]
        premier = max(rang(i) for i in possibles)
        gagnants = [i for i in possibles if rang(i) == premier]
        if len(gagnants) > restants:
            egales = tuple(voix[i][0] for i in gagnants)
            gagnants = [i for i in gagnants if _proclamee(voix[i][0], acquis[i], listes, proclames)]
            if len(gagnants) != restants:
                break
        for i in gagnants:
            acquis[i] += 1
            servies[i] = True
    donnees = zip(voix, acquis, strict=True)
    return tuple(_siegent(nom, nombre, listes) for (nom, _), nombre in donnees), egales


def avec_suppleants(
    partage: Sequence[SiegesListe],
    voix: Sequence[tuple[str, int]],
    sieges: int,
    mode: SeatSharing,
    listes: Sequence[Liste],
    proclames: Sequence[str],
) -> tuple[SiegesListe, ...]:
    """The same with seats of substitutes, shared in their turn among who comes next on each list."""
    parts, _ = repartir(voix, sieges, mode, listes, proclames)
    suivants = (_suivants(each, listes) for each in partage)
    return tuple(
        replace(each, sieges_suppleants=part.sieges, suppleants=noms[: part.sieges])
        for each, part, noms in zip(partage, parts, suivants, strict=True)
    )


def _suivants(servie: SiegesListe, listes: Sequence[Liste]) -> tuple[str, ...]:
    """Who comes on a list after those whom its seats elect."""
    liste = liste_de(servie.nom, listes) or Liste(servie.nom)
    return (*liste.candidats, *liste.suppleants)[servie.sieges :]


def _proclamee(nom: str, acquis: int, listes: Sequence[Liste], proclames: Sequence[str]) -> bool:
    """Whether that list is said to have the seat that age parts: by its name, or by its next candidate."""
    liste, dits = liste_de(nom, listes), {cle(each) for each in proclames}
    suivants = liste.candidats[acquis : acquis + 1] if liste else ()
    return cle(nom) in dits or any(cle(each) in dits for each in suivants)


def _siegent(nom: str, sieges: int, listes: Sequence[Liste]) -> SiegesListe:
    """The first candidates of a list, in its order, and as many of its substitutes."""
    liste = liste_de(nom, listes) or Liste(nom)
    return SiegesListe(nom, sieges, liste.candidats[:sieges], liste.suppleants[:sieges])


_LONGUEUR = 200
_NOMINATION = "nomination"
# In order: the first that matches. An executive is elected, not « désigné », and is the object itself.
_MOTS = (
    (NatureElection.AUTRE, r"\bmaires?-deleguee?s?\b"),  # of a former commune: the mayor presides
    (NatureElection.DELEGUES_SENATORIAUX, r"\bsenatoria(?:l|le|ux|les)\b|\bsenateurs\b"),
    (NatureElection.COMMISSION_APPEL_OFFRES, r"\bcommission-(?:permanente-)?d-appels?-d-offres?\b|\bcao\b"),
    (
        NatureElection.DELEGATION_SERVICE_PUBLIC,
        r"\bcommission-(?:de-|pour-les-|des-)?(?:la-)?delegations?-de-services?-publics?\b|\bcommission-dsp\b",
    ),
    (NatureElection.CCAS, r"\bc(?:c|i)as\b|\bcentre-(?:inter)?communal-d-action-sociale\b"),
    (NatureElection.CONSEILLERS_COMMUNAUTAIRES, r"\bconseiller(?:e?s)?-communautaires?\b"),
    (
        NatureElection.DELEGUES_SYNDICAT,
        r"\bsi(?:v|vo)[um]s?\b|\bsyndicats?\b(?!-(?:d-initiative|d-exploitants|de-copropri|de-salarie))",
    ),
    (NatureElection.COMMISSION, r"\bcommissions?\b(?!-(?:de-controle|locale|departementale|nationale))"),
    (
        NatureElection.ADJOINTS,
        r"^(?:elections?-(?:et-\w+-)?d(?:es|-un|-une|e|u)?(?:-l)?-(?:\w+-){0,2})?adjointe?s?\b",
    ),
    (NatureElection.MAIRE, r"^(?:elections?-(?:du|de-la|d-un|d-une)-(?:nouveau-|nouvelle-)?)?maire\b"),
    (NatureElection.EXECUTIF_EPCI, r"^elections?-.*\b(?:presidente?|bureau)s?\b|^(?:vice-)?presidente?s?\b"),
)
_EXECUTIF = re.compile(r"\b(maire|adjointe?|presidente?|bureau)s?\b")
_DE_L_EXECUTIF = (NatureElection.MAIRE, NatureElection.ADJOINTS, NatureElection.EXECUTIF_EPCI)
_EXECUTIFS = {
    "maire": NatureElection.MAIRE,
    "adjoint": NatureElection.ADJOINTS,
    "adjointe": NatureElection.ADJOINTS,
}


def nature_election(point: Point, objets: Iterable[str]) -> NatureElection | None:
    """What a nomination elects; None for any other item, AUTRE where no word tells.

    An executive that was elected by rounds is one, under whichever kind of act.
    """
    if point.election is not None:
        return point.election
    mots = [slug(objet, _LONGUEUR) for objet in objets if objet]
    dite = next((each for each, motif in _MOTS if any(re.search(motif, mot) for mot in mots)), None)
    if point.nature != _NOMINATION:
        return dite if dite in _DE_L_EXECUTIF and point.vote is not None and point.vote.tours else None
    if dite is not None:
        return dite
    # A text imposes the secret: an executive, by any word of its object.
    dit = next((found for each in mots if point.secret_impose and (found := _EXECUTIF.search(each))), None)
    return _EXECUTIFS.get(dit[1], NatureElection.EXECUTIF_EPCI) if dit else NatureElection.AUTRE


# « Élection des suppléants », « des délégués suppléants »: not « des délégués et de leurs suppléants ».
_SUPPLEANTS_SEULS = re.compile(
    r"^(?:(?!deleg|titulaire|membre).)*(?:(?:delegue|membre)e?s?-(?:senatoria\w+-)?)?suppleante?s?\b"
    r"(?!.*-et-.*\b(?:deleg|titulaire))"
)


def elit_des_suppleants(objet: str) -> bool:
    """Whether an item elects substitutes alone, by the words of its object."""
    return _SUPPLEANTS_SEULS.search(slug(objet, _LONGUEUR)) is not None


def nomination_immediate(point: Point) -> bool:
    """Whether nominations take effect without a ballot: as many candidates as seats, or one list.

    Never where a text imposes the secret ballot (mayor and deputies).
    """
    seules = (Candidatures.UNE_PAR_SIEGE, Candidatures.LISTE_UNIQUE)
    return point.candidatures in seules and not point.secret_impose


def sans_scrutin(point: Point) -> bool:
    """Whether a nomination took effect without a ballot: the file names at most who was elected."""
    vote = point.vote
    if vote is None or not nomination_immediate(point):
        return False
    chiffres = (vote.pour, vote.contre, vote.abstentions, vote.blancs or None, vote.nuls or None)
    ecrits = (*chiffres, vote.ne_prennent_pas_part or None, vote.voix_du_president)
    return not (vote.unanimite or vote.noms or vote.tours or vote.resultat) and not any(
        each is not None for each in ecrits
    )


class Mode(Struct, frozen=True):
    """How an election goes: its seats, its rounds, the first `absolus` of them at the absolute majority.

    `suite`: substitutes are elected too, those who come next on each list. `petite`: the commune is one of
    those that the rule sets apart. `selon`: the rows of law that say all this.
    """

    repartition: SeatSharing = SeatSharing.MAJORITE
    tours: int = 0
    absolus: int = 0
    suite: bool = False
    petite: bool = False
    selon: tuple[RegleElection | Nominations, ...] = ()

    @property
    def proportionnel(self) -> bool:
        return self.repartition is not SeatSharing.MAJORITE


def mode_election(
    vote: Vote | None, regle: RegleElection | None, regime: Regime, population: int | None
) -> Mode:
    """What the file says of its lists, else what the law says of that election."""
    usuel = nominations(regime.jour)
    legal = regle.partage(regime, population) if regle is not None else SeatSharing.MAJORITE
    ecrit = vote.repartition if vote is not None else None
    return Mode(
        ecrit or legal,
        (regle.tours if regle else 0) or usuel.tours,
        (regle.absolus if regle else 0) or usuel.tours_a_la_majorite_absolue,
        suite=regle is not None and regle.suppleants_a_la_suite,
        petite=regle is not None and regle.est_petite(regime, population),
        selon=(usuel,) if regle is None else (regle,) if regle.tours and regle.absolus else (regle, usuel),
    )


class FiguresTour(Struct, frozen=True):
    """What one round gives. `majorite` None: the relative majority is enough.

    `elus` in the order of their votes. `ex_aequo` have the same votes for fewer seats than they are:
    those of them who were proclaimed are among `elus`. `partage`: the seats of each list where they are
    shared in proportion, in the order of the round.
    """

    tour: Tour
    rang: int
    exprimes: int
    majorite: int | None
    elus: tuple[str, ...]
    ex_aequo: tuple[str, ...] = ()
    partage: tuple[SiegesListe, ...] = ()
    hors_du_vote: int = 0

    @property
    def bulletins(self) -> int:
        return self.exprimes + self.tour.non_exprimes


class Election(Struct, frozen=True):
    """An election by rounds. `sieges` None: several names on a ballot, and the file doesn't say how many.

    `listes`: whole lists stand; at the majority a list counts for one, and `postes` are the seats that it
    takes. `compositions`: who stood on them; `dits`: the persons whom the file says elected.
    """

    sieges: int | None
    listes: bool
    tours: tuple[FiguresTour, ...]
    mode: Mode = Mode()
    compositions: tuple[SiegesListe, ...] = ()
    postes: int | None = None
    postes_suppleants: int | None = None
    dits: tuple[str, ...] = ()

    @property
    def proportionnelle(self) -> bool:
        """Whether the seats are shared among lists."""
        return self.listes and self.mode.proportionnel

    @property
    def partage(self) -> tuple[SiegesListe, ...]:
        """The seats of each list, where they are shared."""
        return self.tours[0].partage if self.proportionnelle else ()

    @property
    def elus(self) -> tuple[str, ...]:
        """All who are elected, round after round, in the words of the rounds or of the lists."""
        return tuple(nom for tour in self.tours for nom in tour.elus)

    @property
    def servies(self) -> tuple[SiegesListe, ...]:
        """The lists that have seats, and who takes them; one that wins whole has them all."""
        if self.proportionnelle:
            return tuple(each for each in self.partage if each.sieges or each.sieges_suppleants)
        return tuple(map(self._whole_list, self.elus)) if self.listes else ()

    def _whole_list(self, nom: str) -> SiegesListe:
        connue = next((each for each in self.compositions if cle(each.nom) == cle(nom)), SiegesListe(nom, 0))
        sieges = self.postes or len(connue.titulaires) or 1
        return replace(connue, sieges=sieges, titulaires=connue.titulaires[:sieges])

    @property
    def nommes(self) -> tuple[str, ...]:
        """Those elected by name, as the rounds and the lists tell them."""
        if not self.listes:
            return self.elus
        return tuple(nom for each in self.servies for nom in each.titulaires)

    @property
    def personnes(self) -> tuple[str, ...]:
        """Those elected by name; where lists are not told, those whom the file says elected."""
        return self.dits if self.listes and self._dits_avec(self.nommes) else self.nommes

    def _dits_avec(self, nommes: tuple[str, ...]) -> bool:
        """Whether the file itself names those elected, all whom the lists name among them."""
        return {cle(nom) for nom in nommes} <= {cle(nom) for nom in self.dits} and bool(self.dits)

    @property
    def a_departager(self) -> tuple[str, ...]:
        """Those whom age alone parts for a seat, until the file says who was proclaimed."""
        return () if self.complete else self.tours[0 if self.proportionnelle else -1].ex_aequo

    @property
    def sans_nom(self) -> tuple[SiegesListe, ...]:
        """Lists with a seat for which nobody is named. One said to be too short leaves its seats empty."""
        if len(self.personnes) == self.postes or (self.postes is None and self.personnes):
            return ()
        dits = self._dits_avec(self.nommes)
        return tuple(each for each in self.servies if not each.nommee and not (each.titulaires and dits))

    @property
    def vacants(self) -> int:
        """Seats that nobody has; 0 where their number is not known, or who has them."""
        if self.sieges is None or self.a_departager or self.sans_nom:
            return 0
        pourvus, postes = len(self.personnes), self.postes or self.sieges
        return max(postes - pourvus, 0) if self.postes or not pourvus or not self.listes else 0

    @property
    def suppleants(self) -> tuple[str, ...]:
        """The substitutes elected with them, as lists tell them."""
        return tuple(nom for each in self.servies for nom in each.suppleants)

    @property
    def complete(self) -> bool:
        """Whether every seat is filled."""
        if self.sieges is None:
            return False
        if self.proportionnelle:
            return sum(each.sieges for each in self.partage) >= self.sieges
        return len(self.elus) >= self.sieges

    def tour_de_cloture(self) -> FiguresTour | None:
        """The round that filled the last seat."""
        if self.proportionnelle:
            return self.tours[0] if self.sieges is not None else None
        pourvus = 0
        for tour in self.tours:
            pourvus += len(tour.elus)
            if self.sieges is not None and pourvus >= self.sieges:
                return tour
        return None


def election(vote: Vote, votants: Votants, mode: Mode) -> Election | None:
    """The rounds of a vote, each with those it elects; None for a vote without rounds."""
    if not vote.tours:
        return None
    listes = all(est_une_liste(nom, vote.listes) for tour in vote.tours for nom, _ in tour.voix)
    compositions = tuple(SiegesListe(each.nom, 0, each.candidats, each.suppleants) for each in vote.listes)
    dits = tuple(nom for nom in vote.elus if not est_une_liste(nom, vote.listes))
    faits = (mode, compositions, vote.sieges, vote.sieges_suppleants, dits)
    if listes and mode.proportionnel:
        tours = tuple(_partage(tour, rang, vote, mode) for rang, tour in enumerate(vote.tours, start=1))
        return Election(vote.sieges, listes, tours, *faits)
    sieges = _sieges(vote, votants, listes)
    elus: list[str] = []
    suite = []
    for rang, tour in enumerate(vote.tours, start=1):
        places = None if sieges is None else max(sieges - len(elus), 0)
        hors = _hors_du_vote(tour, vote)
        exprimes = _exprimes(tour, votants.nombre - hors, sieges)
        figures = _tour(tour, (rang, mode.absolus, hors), exprimes, places, vote.elus, elus)
        elus.extend(figures.elus)
        suite.append(figures)
    return Election(sieges, listes, tuple(suite), *faits)


def proclames(vote: Vote, election: Election | None) -> tuple[str, ...]:
    """Who is elected: by the rounds or their lists, or by the file where seats are not known."""
    if election is None:
        return ()
    if vote.elus and (election.sieges is None or (election.listes and not election.personnes)):
        return vote.elus
    return tuple(dict.fromkeys((*election.elus, *election.personnes)))


def _partage(tour: Tour, rang: int, vote: Vote, mode: Mode) -> FiguresTour:
    """The one round in which lists share the seats; without their number nobody is elected yet."""
    exprimes = sum(voix for _, voix in tour.voix)
    if vote.sieges is None or rang > 1:
        return FiguresTour(tour, rang, exprimes, None, (), hors_du_vote=_hors_du_vote(tour, vote))
    partage, egales = repartir(tour.voix, vote.sieges, mode.repartition, vote.listes, vote.elus)
    if mode.suite:
        a_partager = vote.sieges_suppleants or 0
        partage = avec_suppleants(partage, tour.voix, a_partager, mode.repartition, vote.listes, vote.elus)
    nommes = tuple(nom for each in partage for nom in each.titulaires)
    return FiguresTour(tour, rang, exprimes, None, nommes, egales, partage, _hors_du_vote(tour, vote))


def _hors_du_vote(tour: Tour, vote: Vote) -> int:
    """Members who take no part in a round: told by it, else by the vote for all its rounds."""
    if tour.ne_prennent_pas_part is not None:
        return tour.ne_prennent_pas_part
    return vote.ne_prennent_pas_part


def _sieges(vote: Vote, votants: Votants, listes: bool) -> int | None:
    """Seats to fill; a list counts for one. Not said: one, unless more votes than voters were cast."""
    if listes:
        return 1
    if vote.sieges is not None:
        return vote.sieges
    plafond = max(votants.defendables, default=votants.nombre)
    un_nom_par_bulletin = all(sum(voix for _, voix in tour.voix) <= plafond for tour in vote.tours)
    return 1 if un_nom_par_bulletin else None


def _exprimes(tour: Tour, votants: int, sieges: int | None) -> int:
    """Ballots that express a vote: as counted, else one a vote, else all but the blank and null ones."""
    if tour.exprimes is not None:
        return tour.exprimes
    if sieges == 1:
        return sum(voix for _, voix in tour.voix)
    return max(votants - tour.non_exprimes, 0)


def _tour(
    tour: Tour,
    place: tuple[int, int, int],
    exprimes: int,
    places: int | None,
    proclames: tuple[str, ...],
    deja: list[str],
) -> FiguresTour:
    rang, absolus, hors = place
    absolue = rang <= absolus
    majorite = exprimes // 2 + 1 if absolue else None
    elus_avant = {cle(nom) for nom in deja}
    candidats = sorted(
        ((nom, voix) for nom, voix in tour.voix if voix >= (majorite or 1) and cle(nom) not in elus_avant),
        key=lambda each: -each[1],
    )
    noms = tuple(nom for nom, _ in candidats)
    dits = {cle(nom) for nom in proclames}
    if places is None:  # nobody but who is said to be: one vote too many would make two elected of one seat
        elus = tuple(nom for nom in noms if cle(nom) in dits) if absolue else ()
        return FiguresTour(tour, rang, exprimes, majorite, elus, hors_du_vote=hors)
    if len(candidats) <= places or not places:
        return FiguresTour(tour, rang, exprimes, majorite, noms[:places], hors_du_vote=hors)
    dernier = candidats[places - 1][1]
    devant = tuple(nom for nom, voix in candidats if voix > dernier)
    egaux = tuple(nom for nom, voix in candidats if voix == dernier)
    if len(devant) + len(egaux) == places:
        return FiguresTour(tour, rang, exprimes, majorite, devant + egaux, hors_du_vote=hors)
    departages = tuple(nom for nom in egaux if cle(nom) in dits)
    if len(devant) + len(departages) == places:
        devant += departages
    return FiguresTour(tour, rang, exprimes, majorite, devant, egaux, hors_du_vote=hors)
