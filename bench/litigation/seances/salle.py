"""The room while the session goes on: who is there, who is represented, who may still leave."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Salle:
    """Members present, and proxies of those who are not."""

    effectif: list[str]
    presents: set[str]
    donnes: dict[str, str] = field(default_factory=dict)

    @property
    def dedans(self) -> list[str]:
        return [nom for nom in self.effectif if nom in self.presents]

    @property
    def dehors(self) -> list[str]:
        return [nom for nom in self.effectif if nom not in self.presents]

    def arrive(self, nom: str) -> None:
        """One who arrives votes in person: the proxy lapses."""
        self.presents.add(nom)
        self.donnes.pop(nom, None)

    def part(self, nom: str, mandataire: str | None = None) -> None:
        self.presents.discard(nom)
        if mandataire:
            self.donnes[nom] = mandataire

    @property
    def effectifs(self) -> dict[str, str]:
        """Proxies that count: the giver is out, the holder in."""
        return {
            mandant: mandataire
            for mandant, mandataire in self.donnes.items()
            if mandant not in self.presents and mandataire in self.presents
        }

    def libres(self, permis: int, sauf: set[str]) -> list[str]:
        """Those present who may still receive a proxy."""
        detenus = list(self.donnes.values())
        return [nom for nom in self.dedans if nom not in sauf and detenus.count(nom) < permis]
