"""Three communes on which every text is tried: tiny, large, under the local law of Alsace and Moselle.

Their members are specimens, « Membre 1 » to « Membre 69 ».
"""

from __future__ import annotations

from collections.abc import Iterator

from actgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune to try templates on: what a session file says of it. `nom` is how findings call it."""

    nom: str
    code: str
    population: str
    membres: int
    adjoints: int

    @property
    def fiche(self) -> dict[str, object]:
        """What the session file holds under `collectivite`."""
        return {
            "commune": self.code,
            "population": self.population,
            "publication": {"mode": "électronique"},
            "site_internet": "oui",
            "membres": [dict([membre]) for membre in self._membres()],
        }

    def _membres(self) -> Iterator[tuple[str, str]]:
        """The mayor, the deputies, the others; one whose gender isn't told, as the smallest sample has."""
        for rang in range(1, self.membres + 1):
            feminin = rang % 2 == 1
            civilite = "Mme" if feminin else "M."
            if rang == 1:
                yield "maire", f"{civilite} Membre {rang}"
            elif rang <= 1 + self.adjoints:
                yield "adjointe" if feminin else "adjoint", f"{civilite} Membre {rang}"
            elif rang == self.membres:
                yield "membre", f"Membre {rang}"
            else:
                yield "conseillere" if feminin else "conseiller", f"{civilite} Membre {rang}"


COMMUNES = (
    Commune("petite commune (7 membres)", "65046", "99 en 2022", 7, 1),
    Commune("grande commune (69 membres)", "44109", "327734 en 2022", 69, 20),
    Commune("commune d’Alsace (15 membres)", "68001", "1200 en 2021", 15, 3),
)
