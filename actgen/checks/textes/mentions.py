"""Whether an act says a fact, in whatever words: what the checks of required mentions share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from actgen.facts.vote import Vote
from actgen.figures.votes import Decompte
from actgen.text.dates import date_chiffres, date_lettres, date_longue, heure, heure_lettres
from actgen.text.numbers import cardinal

from .acte import ActeCompose
from .passages import TROU, cle_de

_ARTICLE = re.compile(r"(?i)^(?:les? |la |l['’])")
_VOIX = {
    "pour": re.compile(r"(?i)\bpour\b"),
    "contre": re.compile(r"(?i)\bcontre\b|\bopposition"),
    "abstentions": re.compile(r"(?i)\babst"),
}


@dataclass
class Mentions:
    """The words of one act, asked for facts. A blank or a place to fill counts as a fact that is said."""

    acte: ActeCompose

    def dit(self, *textes: str) -> bool:
        """One of these texts, accents, capitals and spaces aside."""
        return any(cle_de(texte) in self.acte.cle for texte in textes)

    def lieu(self, nom: str) -> bool:
        """The name of a place, whose article may be contracted (« du Tréhou »)."""
        return self.dit(_ARTICLE.sub("", nom))

    def tous(self, noms: Iterable[str]) -> bool:
        return all(self.dit(nom) for nom in noms)

    def jour(self, jour: date) -> bool:
        """A date in figures or in words."""
        written = (date_longue(jour, jour=False), date_chiffres(jour), f"{jour:%d.%m.%Y}", jour.isoformat())
        return self.dit(*written, date_lettres(jour))

    def heure(self, a: time) -> bool:
        return self.dit(
            heure(a), heure_lettres(a), f"{a:%H:%M}", f"{a.hour}h{a:%M}", f"{a.hour} heures {a:%M}"
        )

    def motif(self, motif: str) -> bool:
        return re.search(motif, self.acte.texte) is not None

    def nombre(self, libelle: str, *valeurs: int) -> bool:
        """A label and one of these numbers in one paragraph, table or list."""
        return self._compte(re.compile(libelle), valeurs)

    def vote(self, chiffres: Decompte, vote: Vote) -> bool:
        """The figures of a vote with their labels, or the votes of each candidate of each round."""
        if vote.tours:
            return all(
                any(
                    cle_de(nom) in cle_de(each) and _number(voix).search(each) for each in self.acte.ensembles
                )
                for tour in vote.tours
                for nom, voix in tour.voix
            )
        comptes = {"pour": chiffres.pour, "contre": chiffres.contre, "abstentions": chiffres.abstentions}
        return all(self._compte(_VOIX[mot], (n,)) for mot, n in comptes.items() if n or mot == "pour")

    def _compte(self, libelle: re.Pattern[str], valeurs: tuple[int, ...]) -> bool:
        number = _number(*valeurs)
        return any(
            libelle.search(each) and (number.search(each) or TROU in each) for each in self.acte.ensembles
        )


def _number(*valeurs: int) -> re.Pattern[str]:
    """One of these numbers, in figures or in words."""
    ways = [rf"{n}|{re.escape(cardinal(n))}|{re.escape(cardinal(n, feminin=True))}" for n in valeurs]
    return re.compile(rf"(?<![\w,.])(?:{'|'.join(ways)})(?![\w,])", re.IGNORECASE)
