"""The coordinator's own papers, from all that came back: convention and sheets to sign, shares of costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from actgen.acts.tree.nodes import Document
from actgen.acts.views.convention import empreinte_imprimee
from actgen.acts.views.families import group_text, text_of
from actgen.acts.views.groupement import signataire_de
from actgen.acts.views.papiers_du_groupe import vue_feuille, vue_repartition
from actgen.base.diagnostics import Diagnostic
from actgen.base.records import replace
from actgen.base.text.tableur import en_csv
from actgen.checks.groupements.annexe_1 import trop_tot_pour_signer
from actgen.checks.groupements.avenant import decisions_attendues
from actgen.checks.groupements.coordonnateur import reponse_douteuse, reserves
from actgen.council.facts.couts import GC_COUTS
from actgen.council.facts.groupement import EtatGroupement, Groupement, LigneAnnexe, Situation
from actgen.council.facts.parties import est_nomme
from actgen.council.figures.groupements import state_to_sign
from actgen.council.figures.parts import Repartition, repartition
from actgen.council.kinds.manifest import Kind
from actgen.session.compose import convention, group_paper
from actgen.session.texts import Texts
from actgen.session.writing.names import commune_folder
from actgen.session.writing.plan import OutputFile

SHARES_TEXT = "repartition"
A_SIGNER = ("convention-a-signer", "signature-")
"""How the keys of the papers that are to be signed begin."""


class Papier(Struct, frozen=True):
    """A paper: its key, what users call it, the name of its files, its tree.

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


def papiers(
    groupement: Groupement,
    kind: Kind,
    texts: Texts,
    couts: tuple[Diagnostic, ...] = (),
    *,
    draft: bool = False,
) -> Iterator[Papier]:
    """Each paper that is due from a group that is complete; `texts`, those of the group, tell faults.

    `couts`: what is wrong with the costs that it foresees, which refuses their table and nothing else. The
    convention and its sheets are a PROJET while its coordinator is in doubt, or may not sign yet, and an
    amendment while one of those who adopt it hasn't; where the coordinator has refused, they were held with
    all that is sent.
    """
    au_jour, doutes = state_to_sign(groupement), reserves(groupement)
    texts.note((*doutes, *trop_tot_pour_signer(groupement, date.max)))
    if any(not ligne.est_coordonnateur for ligne in au_jour.annexe_1):
        douteuse = reponse_douteuse(groupement)
        texts.note(() if douteuse is None else (douteuse,))
        pending = bool(doutes) or douteuse is not None or not au_jour.coordonnateur_peut_signer
        attendues = tuple(decisions_attendues(au_jour))
        texts.note(attendues)
        pending = pending or bool(attendues)
        made = convention(groupement, kind, texts, au_jour, draft=draft or pending)
        unique = groupement.clauses.signature == "original_unique"
        yield Papier(
            A_SIGNER[0],
            f"{text_of(groupement).nom} à signer",
            f"2-{text_of(groupement).nom}-a-signer",
            None if made.at_fault else made.document,
            # the one original that all sign: once it bears a signature, nothing may take its place
            fige=unique and any(membre.signee_le is not None for membre in groupement.membres),
        )
        if not made.at_fault:
            projet = draft or pending or made.document.projet
            yield from feuilles(au_jour, kind, texts, made.empreinte, draft=projet)
    parts = shares_of(groupement)
    if parts is not None or couts:
        # an amendment leaves its words to the convention
        own = kind if SHARES_TEXT in group_text(kind).views else texts.catalogue.get(kind.annexe) or kind
        shares = None if parts is None else paper_of_shares(parts, own, texts, draft=draft)
        yield Papier("repartition", "répartition prévisionnelle", "4-repartition", shares, refus=couts)


def feuilles(
    etat: EtatGroupement, kind: Kind, texts: Texts, empreinte: str, *, draft: bool = False
) -> tuple[Papier, ...]:
    """The sheet of each member of annexe 1, in its order; none when their text is at fault.

    `empreinte` is the whole fingerprint of the convention that they sign. A version that isn't told makes a
    PROJET, and so does who is to sign by an office without a name. One that has signed keeps the sheet that
    it signed. A single original has no sheet.
    """
    groupement = etat.groupement
    if groupement.clauses.signature == "original_unique":
        return ()
    textes, imprimee = texts.proses(groupement), empreinte_imprimee(empreinte)

    def feuille(ligne: LigneAnnexe) -> Document | None:
        view = vue_feuille(groupement, ligne, textes, imprimee)
        subject = f"{ligne.membre.collectivite.nom}, {groupement.objet}"
        title = "Feuille de signature"
        name = "feuille_de_signature"
        qui, signee = signataire_de(ligne, groupement.coordonnateur), ligne.situation is Situation.PARTIE
        projet = draft or bool(qui and not est_nomme(qui) and not signee)
        return group_paper(groupement, kind, texts, name, view, title=title, subject=subject, draft=projet)

    faites = []
    for ligne in etat.annexe_1:
        membre, document = ligne.membre.collectivite, feuille(ligne)
        if document is None:
            return ()
        partie = ligne.situation is Situation.PARTIE
        sans_nom = replace(ligne, membre=replace(ligne.membre, signataire=""))
        faites.append(
            Papier(
                f"{A_SIGNER[1]}{membre.code}",
                "feuilles de signature",
                f"3-signature-{commune_folder(membre.code, membre.nom)}",
                document,
                partie,
                feuille(sans_nom) if partie and ligne.membre.signataire else None,
            )
        )
    return tuple(faites)


def shares_of(groupement: Groupement) -> Repartition | None:
    """The forecast of a group shared out; None when nobody pays a cost, or when something in it is at fault.

    What is at fault was told when the file was read (GC-COUTS): a total that leaves it out would mislead.
    """
    if groupement.couts.en_defaut:
        return None
    parts = repartition(groupement.ensuite)
    return parts if parts.depenses else None


def faults_of_costs(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is wrong with the costs that a group foresees, no part of the text that councils adopt."""
    return tuple(finding for finding in findings if finding.code == GC_COUTS.name)


def paper_of_shares(parts: Repartition, kind: Kind, texts: Texts, *, draft: bool = False) -> Document | None:
    """The paper, in the words of the convention's kind; None when its text is at fault (`texts` tells it).

    `texts` are those of the group (`catalogue.for_group`). A period or a tax that isn't told makes a PROJET.
    """
    groupement = parts.groupement
    view = vue_repartition(parts, texts.proses(groupement))
    title = "Répartition prévisionnelle des dépenses"
    return group_paper(groupement, kind, texts, SHARES_TEXT, view, title=title, draft=draft)


def table_of_shares(parts: Repartition) -> bytes:
    """The same table as CSV for a French spreadsheet: `;`, decimal commas, UTF-8 with its mark.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    return en_csv(_rows(parts))


def _rows(parts: Repartition) -> Iterator[list[str]]:
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
            *(_with_comma(part) for part in ligne.parts),
            _with_comma(ligne.total),
        ]
    yield ["", "Total", "", "", "", *(_with_comma(total) for total in parts.totaux), _with_comma(parts.total)]


def _with_comma(montant: object) -> str:
    return f"{montant:.2f}".replace(".", ",")


def shares_for_spreadsheets(groupement: Groupement) -> tuple[OutputFile, ...]:
    """The table of shares as a file, where costs are foreseen."""
    parts = shares_of(groupement)
    return (
        () if parts is None else (OutputFile("repartition.csv", table_of_shares(parts), "repartition-csv"),)
    )
