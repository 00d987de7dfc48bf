"""The coordinator's own papers, from all that came back: convention and sheets to sign, table of shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from actgen.acts.plan import Convention
from actgen.checks.groupements.annexe_1 import trop_tot_pour_signer
from actgen.checks.groupements.coordonnateur import reponse_douteuse, reserves
from actgen.diagnostics import Diagnostic
from actgen.document.nodes import Document
from actgen.facts.groupement import EtatGroupement, Groupement, Situation
from actgen.figures.etat import etat
from actgen.kinds.manifest import Kind
from actgen.session.compose import convention
from actgen.session.texts import Texts
from actgen.writing import OutputFile
from actgen.writing.names import commune_folder

from .feuilles import feuilles
from .parts import papier_des_parts, parts_de, tableau_des_parts

CSV = "repartition.csv"
A_SIGNER = ("convention-a-signer", "signature-")
"""How the keys of the papers that are to be signed begin."""


@dataclass(frozen=True, slots=True)
class Papier:
    """One of them: its key, what users call it, the name of its files, its tree.

    The tree is None when a text of its kind is at fault. `fige`: it has been signed as it is. `sans_nom` is
    its tree with the name of who signed left to be written by hand. `refus`: why there is none, where no text
    is at fault.
    """

    key: str
    nom: str
    stem: str
    document: Document | None
    fige: bool = False
    sans_nom: Document | None = None
    refus: tuple[Diagnostic, ...] = ()


@dataclass
class Papiers:
    """Makes them from a group that is complete; `texts`, those of the group, tell what is at fault.

    `couts`: what is wrong with the costs that it foresees, which refuses their table and nothing else.
    """

    groupement: Groupement
    kind: Kind
    texts: Texts
    draft: bool = False
    couts: tuple[Diagnostic, ...] = ()

    def papiers(self) -> Iterator[Papier]:
        """Each paper that is due."""
        au_jour = etat_a_signer(self.groupement)
        doutes = reserves(self.groupement)
        trop_tot = trop_tot_pour_signer(self.groupement, date.max)
        self.texts.take_over((*doutes, *trop_tot), ())
        if any(not ligne.est_coordonnateur for ligne in au_jour.annexe_1):
            yield from self._a_signer(au_jour, doutes=bool(doutes))
        yield from self._parts()

    def _parts(self) -> Iterator[Papier]:
        """The table of shares, where costs are foreseen."""
        parts, papier = parts_de(self.groupement), None
        if parts is None and not self.couts:
            return
        if parts is not None:
            papier = papier_des_parts(parts, self.kind, self.texts, draft=self.draft)
        yield Papier("repartition", "répartition prévisionnelle", "4-repartition", papier, refus=self.couts)

    def _a_signer(self, au_jour: EtatGroupement, *, doutes: bool) -> Iterator[Papier]:
        """The convention and its sheets: a PROJET while its coordinator is in doubt, or may not sign yet.

        Where the coordinator has refused, they were held with all that is sent.
        """
        douteuse = reponse_douteuse(self.groupement)
        self.texts.take_over(() if douteuse is None else (douteuse,), ())
        draft = self.draft or doutes or douteuse is not None or not au_jour.coordonnateur_peut_signer
        made = self._convention(draft=draft)
        yield Papier(
            "convention-a-signer",
            "convention à signer",
            "2-convention-a-signer",
            made.document if made else None,
            self._original_signe,
        )
        if made is not None:
            yield from self._feuilles(au_jour, made, draft=draft or made.document.projet)

    @property
    def _original_signe(self) -> bool:
        """Whether the one original that all sign bears a signature: nothing may take its place."""
        unique = self.groupement.clauses.signature == "original_unique"
        return unique and any(membre.signee_le is not None for membre in self.groupement.membres)

    def files(self) -> tuple[OutputFile, ...]:
        """What is ready as it is: the table of shares for a spreadsheet."""
        parts = parts_de(self.groupement)
        return () if parts is None else (OutputFile(CSV, tableau_des_parts(parts), "repartition-csv"),)

    def _convention(self, *, draft: bool) -> Convention | None:
        faults = len(self.texts.faults)
        made = convention(self.groupement, self.kind, self.texts, etat_a_signer(self.groupement), draft=draft)
        return None if self.texts.faults[faults:] else made

    def _feuilles(self, au_jour: EtatGroupement, signee: Convention, *, draft: bool) -> Iterator[Papier]:
        """The sheet of each member that may sign; one that has signed keeps the one it signed.

        While the convention is a PROJET, there is nothing to sign: its sheets are too.
        """
        for feuille in feuilles(au_jour, self.kind, self.texts, signee.empreinte, draft=draft):
            membre = feuille.ligne.membre
            nom = commune_folder(membre.collectivite.code, membre.collectivite.nom)
            yield Papier(
                f"signature-{feuille.code}",
                "feuilles de signature",
                f"3-signature-{nom}",
                feuille.document,
                feuille.ligne.situation is Situation.PARTIE,
                feuille.sans_nom,
            )


def etat_a_signer(groupement: Groupement) -> EtatGroupement:
    """The group as at the day on which annexe 1 is closed; while it isn't, with all that is known."""
    return replace(etat(groupement), a_signer=True)
