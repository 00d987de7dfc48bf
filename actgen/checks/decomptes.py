"""How messages tell the figures of a vote, and which votes are counted one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actgen.facts.vote import Scrutin, Vote
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Decompte, exces, retires_comptes_a_part
from actgen.text.grammar import compte
from actgen.text.lists import enumeration

from .outils import votes

MODES = {
    Scrutin.MAIN_LEVEE: "à main levée",
    Scrutin.PUBLIC: "au scrutin public",
    Scrutin.SECRET: "au scrutin secret",
}


@dataclass(frozen=True, slots=True)
class VoteCompte:
    """A vote with its figures, rounds set aside. `a_part`: withdrawn members counted as taking no part.

    `total` is without them; `exces`: how many votes of members who must not vote it holds.
    """

    point: FiguresPoint
    vote: Vote
    chiffres: Decompte
    a_part: int

    @property
    def total(self) -> int:
        return self.chiffres.total - self.a_part

    @property
    def exces(self) -> int:
        return exces(self.total, self.point.votants)


def votes_comptes(figures: FiguresSeance) -> Iterator[VoteCompte]:
    """The votes of a session that are told by directions, not by rounds."""
    for point in votes(figures):
        vote, chiffres = point.point.vote, point.decompte
        if vote is not None and chiffres is not None and not vote.tours:
            yield VoteCompte(point, vote, chiffres, retires_comptes_a_part(vote, chiffres, point.votants))


def votants_possibles(point: FiguresPoint) -> str:
    """« 13 votants possibles (11 présents + 2 pouvoirs) »."""
    salle = point.presence.au_vote
    parts = [compte(len(salle.presents), "présent")]
    if salle.representes:
        parts.append(compte(len(salle.representes), "pouvoir"))
    somme = " + ".join(parts)
    if ecartes := len(salle.presents) + len(salle.representes) - point.votants.nombre:
        somme += f" − {compte(ecartes, 'voix écartée', 'voix écartées')}"
    autres = sorted(point.votants.defendables - {point.votants.nombre})
    nombres = enumeration([str(n) for n in (*autres, point.votants.nombre)], "ou")
    mot = "votant possible" if point.votants.nombre < 2 else "votants possibles"
    return f"{nombres}\u00a0{mot} ({somme})"


def pour_contre(chiffres: Decompte) -> str:
    """« 12 pour, 1 contre »."""
    return f"{chiffres.pour} pour, {chiffres.contre} contre"
