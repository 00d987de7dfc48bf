"""Comings and goings while a session goes on: who may come, who may leave, and when."""

from __future__ import annotations

from .dossier import Faits
from .salle import Salle
from .tirage import Tirage, chiffres, heure_ecrite


class Allees:
    """Draws the movements of one session and writes them; `fixes`: members who stay to the end.

    `minute`: of the item being dealt with, counted from midnight.
    """

    def __init__(self, t: Tirage, faits: Faits, salle: Salle, *, horaire: bool) -> None:
        self.t, self.faits, self.droit, self.salle = t, faits, faits.droit, salle
        self.horaire = horaire
        self.minute = 0
        self.fixes: set[str] = set()
        self.lapses: set[str] = set()  # members who have already come back
        self.ecrits: list[str] = []

    def _tient(self, sans: set[str]) -> bool:
        """Whether the quorum holds without these members, and a session can still go on."""
        presents = [nom for nom in self.salle.dedans if nom not in sans]
        if len(presents) < 5:
            return False
        if self.faits.seconde:
            return True
        return self.droit.comptes(len(presents), 0) >= self.droit.quorum(len(self.faits.effectif))

    def _arrivants(self) -> list[str]:
        """Who may come: not one who would take the chair from who has it."""
        rangs = [self.faits.chef, *self.faits.adjoints]
        if self.faits.president in rangs:
            rangs = rangs[: rangs.index(self.faits.president)]
        return [nom for nom in self.salle.dehors if nom not in rangs]

    def _partants(self) -> list[str]:
        """Who may leave: not who presides or keeps the minutes, nor who holds a proxy that would lapse."""
        tenus = self.fixes | set(self.salle.effectifs.values())
        return [nom for nom in self.salle.dedans if nom not in tenus and nom not in self.lapses]

    def avant(self, numero: int, minute: int, *, perdre: bool) -> None:
        """Before the item: someone comes or leaves, or so many leave that the quorum is lost."""
        self.minute = minute
        arrivants = self._arrivants()
        if arrivants and self.t.chance(14):
            nom = self.t.parmi(arrivants)
            verbe = "revient" if nom in self.lapses else "arrive"
            self._ecrire_mouvement(nom, verbe, numero)
            self.salle.arrive(nom)
            self.lapses.add(nom)
        libres = self._partants()
        if perdre and not self.faits.seconde and not self.droit.derogation[1]:
            self._perdre_le_quorum(numero, libres)
        elif libres and self.t.chance(14):
            nom = self.t.parmi(libres)
            if self._tient({nom}):
                self._faire_partir(nom, numero)

    def _perdre_le_quorum(self, numero: int, libres: list[str]) -> None:
        trop = len(self.salle.dedans) - self.droit.quorum(len(self.faits.effectif)) + 1
        if 0 < trop <= min(len(libres), 6):
            for nom in self.t.sans_remise(libres, trop):
                self._ecrire_mouvement(nom, "part", numero)
                self.salle.part(nom)

    def _faire_partir(self, nom: str, numero: int, moment: str = "avant") -> None:
        libres = self.salle.libres(self.droit.pouvoirs_par_membre, {nom})
        mandataire = self.t.parmi(libres) if libres and self.t.chance(40) else None
        self._ecrire_mouvement(nom, "part", numero, mandataire, moment)
        self.salle.part(nom, mandataire)

    def pendant(self, numero: int) -> set[str]:
        """Someone leaves or comes once the discussion has begun."""
        libres = self._partants()
        if libres and self.t.chance(7):
            nom = self.t.parmi(libres)
            if self._tient({nom}):
                self._faire_partir(nom, numero, "pendant")
                return {nom}
        elif self._arrivants() and self.t.chance(5):
            nom = self.t.parmi(self._arrivants())
            self._ecrire_mouvement(
                nom, "revient" if nom in self.lapses else "arrive", numero, None, "pendant"
            )
            self.salle.arrive(nom)
            self.lapses.add(nom)
        return set()

    def _ecrire_mouvement(
        self, nom: str, verbe: str, numero: int, mandataire: str | None = None, moment: str = "avant"
    ) -> None:
        place = f"{moment} le point {numero}"
        if self.horaire and moment == "avant":
            heure = heure_ecrite(self.minute - 2)
            place = self.t.parmi((f"à {heure}, {place}", f"à {heure}"))
        pouvoir = f", pouvoir à {mandataire} du {chiffres(self.faits.jour)}" if mandataire else ""
        self.ecrits.append(f"{nom} {verbe} {place}{pouvoir}")
