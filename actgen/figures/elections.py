"""Who is elected, at which round of a nomination.

Source: art. L. 2121-21 CGCT. Two rounds at the absolute majority of the votes expressed, a third at the
relative one; the eldest wins a tie. Ages are not known to actgen: whom age alone can part is told, and
the file says who was proclaimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from actgen.law.scrutins import nominations
from actgen.model.seance import Point
from actgen.model.vote import Candidatures, Tour, Vote
from actgen.text.keys import cle, slug

from .votes import Votants

_EXECUTIF = re.compile(r"\b(maire|adjointe?|presidente?|bureau)s?\b")


@dataclass(frozen=True, slots=True)
class FiguresTour:
    """What one round gives. `majorite` None: the relative majority is enough.

    `elus` in the order of their votes. `ex_aequo` have the same votes for fewer seats than they are:
    those of them who were proclaimed are among `elus`.
    """

    tour: Tour
    rang: int
    exprimes: int
    majorite: int | None
    elus: tuple[str, ...]
    ex_aequo: tuple[str, ...] = ()

    @property
    def bulletins(self) -> int:
        return self.exprimes + self.tour.blancs + self.tour.nuls


@dataclass(frozen=True, slots=True)
class Election:
    """An election by rounds. `sieges` None: several names on a ballot, and the file doesn't say how many.

    `listes`: whole lists stand; whether the seats are shared among them is not known here.
    """

    sieges: int | None
    listes: bool
    tours: tuple[FiguresTour, ...]

    @property
    def elus(self) -> tuple[str, ...]:
        """All who are elected, round after round."""
        return tuple(nom for tour in self.tours for nom in tour.elus)

    @property
    def complete(self) -> bool:
        """Whether every seat is filled."""
        return self.sieges is not None and len(self.elus) >= self.sieges

    def tour_de_cloture(self) -> FiguresTour | None:
        """The round that filled the last seat."""
        pourvus = 0
        for tour in self.tours:
            pourvus += len(tour.elus)
            if self.sieges is not None and pourvus >= self.sieges:
                return tour
        return None


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


def elit_l_executif(point: Point) -> bool:
    """Whether the mayor, deputies or their like are elected there: an election that electoral law judges."""
    elit = point.nature == "nomination" and point.secret_impose
    return elit and _EXECUTIF.search(slug(point.objet)) is not None


def election(vote: Vote, votants: Votants, jour: date) -> Election | None:
    """The rounds of a vote of that day, each with those it elects; None for a vote without rounds."""
    if not vote.tours:
        return None
    listes = all(est_une_liste(nom) for tour in vote.tours for nom, _ in tour.voix)
    sieges = _sieges(vote, votants, listes)
    elus: list[str] = []
    tours = []
    for rang, tour in enumerate(vote.tours, start=1):
        places = None if sieges is None else max(sieges - len(elus), 0)
        absolue = rang <= nominations(jour).tours_a_la_majorite_absolue
        exprimes = _exprimes(tour, vote, votants, sieges)
        figures = _tour(tour, rang, absolue, exprimes, places, vote.elus, elus)
        elus.extend(figures.elus)
        tours.append(figures)
    return Election(sieges, listes, tuple(tours))


def proclames(vote: Vote, election: Election | None) -> tuple[str, ...]:
    """Who is elected: by the rounds, or by the file where seats are shared or their number is not known."""
    if election is None:
        return ()
    partages = election.listes or election.sieges is None
    return vote.elus if partages and vote.elus else election.elus


def est_une_liste(nom: str) -> bool:
    """Whether a whole list stands under that name, « Liste de Membre 2 »."""
    return cle(nom).startswith("liste")


def _sieges(vote: Vote, votants: Votants, listes: bool) -> int | None:
    """Seats to fill; a list counts for one. Not said: one, unless more votes than voters were cast."""
    if listes:
        return 1
    if vote.sieges is not None:
        return vote.sieges
    plafond = max(votants.defendables, default=votants.nombre)
    un_nom_par_bulletin = all(sum(voix for _, voix in tour.voix) <= plafond for tour in vote.tours)
    return 1 if un_nom_par_bulletin else None


def _exprimes(tour: Tour, vote: Vote, votants: Votants, sieges: int | None) -> int:
    """Ballots that express a vote: as counted, else one a vote, else all but the blank and null ones."""
    if tour.exprimes is not None:
        return tour.exprimes
    if sieges == 1:
        return sum(voix for _, voix in tour.voix)
    return max(votants.nombre - vote.ne_prennent_pas_part - tour.blancs - tour.nuls, 0)


def _tour(
    tour: Tour,
    rang: int,
    absolue: bool,
    exprimes: int,
    places: int | None,
    proclames: tuple[str, ...],
    deja: list[str],
) -> FiguresTour:
    majorite = exprimes // 2 + 1 if absolue else None
    elus_avant = {cle(nom) for nom in deja}
    candidats = sorted(
        ((nom, voix) for nom, voix in tour.voix if voix >= (majorite or 1) and cle(nom) not in elus_avant),
        key=lambda each: -each[1],
    )
    noms = tuple(nom for nom, _ in candidats)
    if places is None:
        return FiguresTour(tour, rang, exprimes, majorite, noms if absolue else ())
    if len(candidats) <= places or not places:
        return FiguresTour(tour, rang, exprimes, majorite, noms[:places])
    dernier = candidats[places - 1][1]
    devant = tuple(nom for nom, voix in candidats if voix > dernier)
    egaux = tuple(nom for nom, voix in candidats if voix == dernier)
    if len(devant) + len(egaux) == places:
        return FiguresTour(tour, rang, exprimes, majorite, devant + egaux)
    dits = {cle(nom) for nom in proclames}
    departages = tuple(nom for nom in egaux if cle(nom) in dits)
    if len(devant) + len(departages) == places:
        devant += departages
    return FiguresTour(tour, rang, exprimes, majorite, devant, egaux)
