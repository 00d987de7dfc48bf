"""The sheets on which members sign the convention of a group, one a member, each by its name."""

from __future__ import annotations

from dataclasses import dataclass

from actgen.document.nodes import Document
from actgen.kinds.manifest import Kind
from actgen.model.groupement import EtatGroupement, LigneAnnexe
from actgen.pipeline.conventions import empreinte_imprimee, en_tete
from actgen.pipeline.notices import finished
from actgen.pipeline.texts import Texts
from actgen.text.typography import typeset
from actgen.views.builders.feuille import vue_feuille

TEXTE = "feuille_de_signature"


@dataclass(frozen=True, slots=True)
class Feuille:
    """The sheet of one member."""

    ligne: LigneAnnexe
    document: Document

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
    faites = []
    for ligne in etat.adherents:
        faults = len(texts.faults)
        vue = vue_feuille(groupement, ligne, textes, empreinte_imprimee(empreinte))
        body = texts.paper(kind, TEXTE, vue)
        if texts.faults[faults:]:
            return ()
        document = Document(
            title="Feuille de signature",
            blocks=body.blocks,
            header=en_tete(groupement),
            subject=typeset(f"{ligne.membre.collectivite.nom}, {groupement.objet}"),
            author=groupement.coordonnateur.collectivite.nom,
        )
        faites.append(Feuille(ligne, finished(texts, kind, body, document, force=draft)))
    return tuple(faites)
