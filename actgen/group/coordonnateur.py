"""The coordinator's own papers, from all that came back: the convention to sign, and the table of shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actgen.document.nodes import Document
from actgen.kinds.manifest import Kind
from actgen.model.groupement import EtatGroupement, Groupement
from actgen.pipeline.conventions import convention
from actgen.pipeline.texts import Texts
from actgen.writing import OutputFile

from .etat import etat
from .parts import papier_des_parts, parts_de, tableau_des_parts

CSV = "repartition.csv"


@dataclass(frozen=True, slots=True)
class Papier:
    """One of them: its key, the name of its files, its tree; None when a text of its kind is at fault."""

    key: str
    stem: str
    document: Document | None


@dataclass
class Papiers:
    """Makes them from a group that is complete; `texts`, those of the group, tell what is at fault."""

    groupement: Groupement
    kind: Kind
    texts: Texts
    draft: bool = False

    def papiers(self) -> Iterator[Papier]:
        """Each paper that is due."""
        if self._membres_a_signer():
            yield Papier("convention-a-signer", "2-convention-a-signer", self._convention())
        parts = parts_de(self.groupement)
        if parts is not None:
            papier = papier_des_parts(parts, self.kind, self.texts, draft=self.draft)
            yield Papier("repartition", "4-repartition", papier)

    def files(self) -> tuple[OutputFile, ...]:
        """What is ready as it is: the table of shares for a spreadsheet."""
        parts = parts_de(self.groupement)
        return () if parts is None else (OutputFile(CSV, tableau_des_parts(parts), "repartition-csv"),)

    def _membres_a_signer(self) -> bool:
        """Whether a member other than the coordinator has decided to join: there is something to sign."""
        return any(not ligne.est_coordonnateur for ligne in etat_a_signer(self.groupement).adherents)

    def _convention(self) -> Document | None:
        faults = len(self.texts.faults)
        made = convention(self.groupement, self.kind, self.texts, etat_a_signer, draft=self.draft)
        return None if self.texts.faults[faults:] else made.document


def etat_a_signer(groupement: Groupement) -> EtatGroupement:
    """The group as at the day on which annexe 1 is closed; while it isn't, with all that is known."""
    return etat(groupement, groupement.annexe_1_arretee_au)
