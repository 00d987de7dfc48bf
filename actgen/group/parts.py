"""The shares of annexe 2 as papers: the table of each member's share, and the same for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actgen.acts.convention import en_tete
from actgen.acts.papiers_du_groupe import vue_repartition
from actgen.diagnostics import Diagnostic
from actgen.document.nodes import Document
from actgen.facts.groupement import Groupement
from actgen.figures.parts import Repartition, repartition
from actgen.kinds.manifest import Kind
from actgen.loading.couts import GC_COUTS
from actgen.session.texts import Texts, with_notice
from actgen.text.tableur import en_csv
from actgen.text.typography import typeset

TEXTE = "repartition"


def parts_de(groupement: Groupement) -> Repartition | None:
    """The forecast of a group shared out; None when it foresees no cost, or when something in it is at fault.

    What is at fault was told when the file was read (GC-COUTS): a total that leaves it out would mislead.
    """
    couts = groupement.couts
    return repartition(groupement) if couts.depenses and not couts.en_defaut else None


def fautes_des_couts(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is wrong with the costs that a group foresees, no part of the text that councils adopt."""
    return tuple(finding for finding in findings if finding.code == GC_COUTS.name)


def papier_des_parts(parts: Repartition, kind: Kind, texts: Texts, *, draft: bool = False) -> Document | None:
    """The paper, in the words of the convention's kind; None when its text is at fault (`texts` tells it).

    `texts` are those of the group (`catalogue.for_group`). A period or a tax that isn't told makes a PROJET.
    """
    groupement = parts.groupement
    faults = len(texts.faults)
    body = texts.paper(kind, TEXTE, vue_repartition(parts, texts.proses(groupement)))
    if texts.faults[faults:]:
        return None
    document = Document(
        title="Répartition prévisionnelle des dépenses",
        blocks=body,
        header=en_tete(groupement),
        subject=typeset(groupement.objet),
        author=groupement.coordonnateur.collectivite.nom,
    )
    return with_notice(texts, kind, document, force=draft)


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
