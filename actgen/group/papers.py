"""The sheets on which members sign the convention of a group, one a member, each by its name.

The shares of annexe 2 as papers: the table of each member's share, and the same for a spreadsheet.

The coordinator's own papers, from all that came back: convention and sheets to sign, table of shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from actgen.acts.convention import empreinte_imprimee
from actgen.acts.families import group_text, text_of
from actgen.acts.papiers_du_groupe import vue_feuille, vue_repartition
from actgen.acts.plan import Convention
from actgen.checks.groupements.annexe_1 import trop_tot_pour_signer
from actgen.checks.groupements.coordonnateur import reponse_douteuse, reserves
from actgen.diagnostics import Diagnostic
from actgen.document.nodes import Document
from actgen.facts.couts import GC_COUTS
from actgen.facts.groupement import EtatGroupement, Groupement, LigneAnnexe, Situation
from actgen.figures.groupements import etat
from actgen.figures.parts import Repartition, repartition
from actgen.kinds.manifest import Kind
from actgen.records import replace
from actgen.session.compose import convention, group_paper
from actgen.session.texts import Texts
from actgen.text.tableur import en_csv
from actgen.writing.names import commune_folder
from actgen.writing.plan import OutputFile

SHEET_TEXT = "feuille_de_signature"


class Feuille(Struct, frozen=True):
    """The sheet of one member; once it has signed, also as it is with the name left to be written by hand."""

    ligne: LigneAnnexe
    document: Document
    sans_nom: Document | None = None

    @property
    def code(self) -> str:
        return self.ligne.membre.collectivite.code


def feuilles(
    etat: EtatGroupement, kind: Kind, texts: Texts, empreinte: str, *, draft: bool = False
) -> tuple[Feuille, ...]:
    """The sheet of each member of annexe 1, in its order; none when their text is at fault.

    `empreinte` is the whole fingerprint of the convention that they sign, `texts` are those of the group
    and gather what is found.
    A version that isn't told makes a PROJET. Where all sign a single original, there is no sheet.
    """
    groupement = etat.groupement
    if groupement.clauses.signature == "original_unique":
        return ()
    textes = texts.proses(groupement)
    imprimee = empreinte_imprimee(empreinte)

    def feuille(ligne: LigneAnnexe) -> Document | None:
        return group_paper(
            groupement,
            kind,
            texts,
            SHEET_TEXT,
            vue_feuille(groupement, ligne, textes, imprimee),
            title="Feuille de signature",
            subject=f"{ligne.membre.collectivite.nom}, {groupement.objet}",
            draft=draft,
        )

    faites = []
    for ligne in etat.annexe_1:
        document = feuille(ligne)
        if document is None:
            return ()
        signee = ligne.situation is Situation.PARTIE and ligne.membre.signataire
        sans_nom = replace(ligne, membre=replace(ligne.membre, signataire=""))
        faites.append(Feuille(ligne, document, feuille(sans_nom) if signee else None))
    return tuple(faites)


SHARES_TEXT = "repartition"


def parts_de(groupement: Groupement) -> Repartition | None:
    """The forecast of a group shared out; None when it foresees no cost, or when something in it is at fault.

    What is at fault was told when the file was read (GC-COUTS): a total that leaves it out would mislead.
    """
    couts = groupement.couts
    return repartition(groupement.ensuite) if couts.depenses and not couts.en_defaut else None


def fautes_des_couts(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is wrong with the costs that a group foresees, no part of the text that councils adopt."""
    return tuple(finding for finding in findings if finding.code == GC_COUTS.name)


def papier_des_parts(parts: Repartition, kind: Kind, texts: Texts, *, draft: bool = False) -> Document | None:
    """The paper, in the words of the convention's kind; None when its text is at fault (`texts` tells it).

    `texts` are those of the group (`catalogue.for_group`). A period or a tax that isn't told makes a PROJET.
    """
    groupement = parts.groupement
    view = vue_repartition(parts, texts.proses(groupement))
    title = "Répartition prévisionnelle des dépenses"
    return group_paper(groupement, kind, texts, SHARES_TEXT, view, title=title, draft=draft)


def tableau_des_parts(parts: Repartition) -> bytes:
    """The same table as CSV for a French spreadsheet: `;`, decimal commas, UTF-8 with its mark.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    return en_csv(_lignes(parts))


def _lignes(parts: Repartition) -> Iterator[list[str]]:
    annee = str(parts.annee or "")
    titres = [rubrique.titre for rubrique in parts.rubriques]
    yield ["code", "membre", "population", "annee_population", "services", *titres, "total"]
    for ligne in parts.lignes:
        membre = ligne.membre.collectivite
        connue = ligne.population is not None
        yield [
            membre.code,
            membre.nom,
            str(ligne.population) if connue else "",
            annee if connue else "",
            str(ligne.services),
            *(_virgule(part) for part in ligne.parts),
            _virgule(ligne.total),
        ]
    yield ["", "Total", "", "", "", *(_virgule(total) for total in parts.totaux), _virgule(parts.total)]


def _virgule(montant: object) -> str:
    return f"{montant:.2f}".replace(".", ",")


CSV = "repartition.csv"
A_SIGNER = ("convention-a-signer", "signature-")
"""How the keys of the papers that are to be signed begin."""


class Papier(Struct, frozen=True):
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
            papier = papier_des_parts(parts, self._kind_of_shares, self.texts, draft=self.draft)
        yield Papier("repartition", "répartition prévisionnelle", "4-repartition", papier, refus=self.couts)

    @property
    def _kind_of_shares(self) -> Kind:
        """Whose words the table of shares has: an amendment leaves those of the convention."""
        if SHARES_TEXT in group_text(self.kind).views:
            return self.kind
        return self.texts.catalogue.get(self.kind.annexe) or self.kind

    def _a_signer(self, au_jour: EtatGroupement, *, doutes: bool) -> Iterator[Papier]:
        """The convention and its sheets: a PROJET while its coordinator is in doubt, or may not sign yet.

        Where the coordinator has refused, they were held with all that is sent.
        """
        douteuse = reponse_douteuse(self.groupement)
        self.texts.take_over(() if douteuse is None else (douteuse,), ())
        draft = self.draft or doutes or douteuse is not None or not au_jour.coordonnateur_peut_signer
        made, nom = self._convention(draft=draft), text_of(self.groupement).nom
        yield Papier(
            "convention-a-signer",
            f"{nom} à signer",
            f"2-{nom}-a-signer",
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
        au_jour = etat_a_signer(self.groupement)
        made = convention(self.groupement, self.kind, self.texts, au_jour, draft=draft)
        return None if made.faults else made

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
