"""The sheets on which members sign the convention of a group, one a member, each by its name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actgen.acts.convention import empreinte_imprimee, en_tete
from actgen.acts.papiers_du_groupe import vue_feuille
from actgen.document.nodes import Document
from actgen.facts.groupement import EtatGroupement, LigneAnnexe, Situation
from actgen.kinds.manifest import Kind
from actgen.session.texts import Texts, with_notice
from actgen.text.typography import typeset

TEXTE = "feuille_de_signature"


@dataclass(frozen=True, slots=True)
class Feuille:
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
        faults = len(texts.faults)
        body = texts.paper(kind, TEXTE, vue_feuille(groupement, ligne, textes, imprimee))
        if texts.faults[faults:]:
            return None
        document = Document(
            title="Feuille de signature",
            blocks=body,
            header=en_tete(groupement),
            subject=typeset(f"{ligne.membre.collectivite.nom}, {groupement.objet}"),
            author=groupement.coordonnateur.collectivite.nom,
        )
        return with_notice(texts, kind, document, force=draft)

    faites = []
    for ligne in etat.annexe_1:
        document = feuille(ligne)
        if document is None:
            return ()
        signee = ligne.situation is Situation.PARTIE and ligne.membre.signataire
        sans_nom = replace(ligne, membre=replace(ligne.membre, signataire=""))
        faites.append(Feuille(ligne, document, feuille(sans_nom) if signee else None))
    return tuple(faites)
