"""The Bureau of an EPCI: which members of the council sit in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.collectivite import GenreCollectivite, SiegeAuBureau
from actgen.facts.personne import Fonction, Membre
from actgen.facts.shapes.collectivite import PersonneShape
from actgen.facts.tableau import Tableau
from actgen.rules import rule
from actgen.text.messages import say

BUREAU_MEMBRES = rule("BUREAU-MEMBRES")


@dataclass(frozen=True, slots=True)
class BureauLoader:
    """Reads the seats of a Bureau; findings gather in `findings`."""

    shapes: tuple[PersonneShape, ...]
    genre: GenreCollectivite
    membres: tuple[Membre, ...]
    lieu: Callable[..., Location]
    findings: list[Diagnostic]

    def charger(self) -> tuple[SiegeAuBureau, ...]:
        """The seats in the order of the file; a name that is nobody's is left out, and said."""
        if not self.shapes or not self.membres:  # without a council, one finding is enough
            return ()
        if self.genre is GenreCollectivite.COMMUNE:
            self._dire(
                say("Une commune n'a pas de bureau qui délibère."),
                self.lieu("bureau"),
                hint=say("Effacez la rubrique « bureau » : elle est faite pour les EPCI."),
            )
            return ()
        tableau = Tableau(self.membres, frozenset(membre.rang for membre in self.membres), self.findings)
        sieges: dict[str, SiegeAuBureau] = {}
        for rang, shape in enumerate(self.shapes):
            lieu = self.lieu("bureau", rang)
            membre = tableau.membre(shape.nom, self.lieu("bureau", rang, "nom", part=shape.nom))
            if membre is None:
                continue
            siege = SiegeAuBureau(membre.nom_complet, shape.depuis, shape.jusqu_au)
            if sieges.setdefault(siege.nom, siege) is not siege:
                self._dire(
                    say("{nom} est nommé deux fois au bureau.", nom=siege.nom),
                    lieu,
                    hint=say("Gardez une seule ligne par membre du bureau."),
                )
        self._verifier_president(frozenset(sieges))
        return tuple(sieges.values())

    def _verifier_president(self, noms: frozenset[str]) -> None:
        """The president sits in the Bureau by right: his absence from the list is a slip."""
        presidents = [membre for membre in self.membres if membre.fonction is Fonction.PRESIDENT]
        oublies = [membre for membre in presidents if membre.nom_complet not in noms]
        if presidents and len(oublies) == len(presidents):
            self._dire(
                say("{nom} préside l'EPCI et n'est pas au bureau.", nom=oublies[0].nom_complet),
                self.lieu("bureau"),
                oublies[0].lieu,
                hint=say("Ajoutez son nom à la rubrique « bureau »."),
            )

    def _dire(self, message: str, *lieux: Location | None, hint: str) -> None:
        self.findings.append(BUREAU_MEMBRES.finding(message, *lieux, hint=hint))


def bureau_inconnu(organe: Location, collectivite: Location | None) -> Diagnostic:
    """A Bureau meets, and nobody has said who is in it: neither the roll nor the quorum can be told."""
    return BUREAU_MEMBRES.finding(
        say("C'est une séance du bureau, mais rien ne dit qui en est membre."),
        organe,
        collectivite,
        hint=say("Écrivez leurs noms à la rubrique « bureau » du fichier de la collectivité."),
    )
