"""From figures to the trees of the acts: view, template, banner of a PROJET.

The convention comes first: the deliberation names its fingerprint. The other families of acts are composed
beside their planner, with what is here for all: texts, header, banner.
"""

from __future__ import annotations

from dataclasses import dataclass

from actgen.acts.deliberation import VueDeliberation, vue_certificat, vue_deliberation
from actgen.acts.seance import assemblee_de
from actgen.diagnostics import Diagnostic
from actgen.document.nodes import Block, Document
from actgen.facts.groupement import EtatGroupement, Groupement
from actgen.facts.seance import EtatSeance, Seance
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.session.conventions import Convention, convention, empreinte_imprimee
from actgen.session.texts import Texts, with_notice
from actgen.text.dates import date_longue


@dataclass
class Composer:
    """Makes the trees of one session's acts; findings on texts gather in `texts`.

    `etat`: the state of a group as the caller tells it; that of others follows from their file.
    """

    figures: FiguresSeance
    catalogue: Catalogue
    texts: Texts
    draft: bool = False
    etat: EtatGroupement | None = None

    @property
    def findings(self) -> list[Diagnostic]:
        return self.texts.findings

    @property
    def seance(self) -> Seance:
        return self.figures.seance

    def convention(self, groupement: Groupement, kind: Kind) -> Convention:
        """The convention of a group and the fingerprint of its text."""
        told = self.etat is not None and self.etat.groupement.nom == groupement.nom
        return convention(groupement, kind, self.texts, self.etat if told else None, draft=self.draft)

    def deliberation(self, point: FiguresPoint, kind: Kind) -> Document:
        """The extract of the register for one item; a model sent to a council is no PROJET by itself."""
        view = self.vue_deliberation(point, kind)
        modele = self.seance.modele
        return self.document(
            self.texts.of_group(point.point.groupement).body(kind, view),
            kind,
            title="Délibération" if modele else f"Délibération n°\u00a0{view.numero}",
            header=self.header(),
            subject=view.objet,
            force=self.figures.etat is EtatSeance.A_TENIR and not modele,
            groupement=point.point.groupement,
        )

    def vue_deliberation(self, point: FiguresPoint, kind: Kind) -> VueDeliberation:
        """What the templates of an item's kind see, in its deliberation and in the minutes."""
        groupement = point.point.groupement
        empreinte = None
        textes = {prose.fichier: self.texts.prose(prose) for prose in point.point.proses}
        if groupement is not None:
            textes |= self.texts.proses(groupement)
            annexe = self.catalogue.get(kind.annexe) if kind.annexe else None
            if annexe is not None:
                empreinte = empreinte_imprimee(self.convention(groupement, annexe).empreinte)
        return vue_deliberation(self.figures, point, kind, textes, empreinte)

    def certificat(self, point: FiguresPoint, kind: Kind, delibere: Kind) -> Document:
        """The certificate that an item's act is executory."""
        view = vue_certificat(self.figures, point, delibere)
        return self.document(
            self.texts.of_group(point.point.groupement).body(kind, view),
            kind,
            title=f"Certificat de caractère exécutoire, délibération n°\u00a0{view.numero}",
            header=self.header(),
            subject=view.objet,
            groupement=point.point.groupement,
        )

    def header(self) -> str:
        """« Dietwiller · conseil municipal du 15 décembre 2022 »; of a model, without the date."""
        collectivite = self.seance.collectivite
        if self.seance.modele:
            return f"{collectivite.nom} · {assemblee_de(collectivite, self.seance.organe)}"
        jour = date_longue(self.seance.date, jour=False)
        return f"{collectivite.nom} · {assemblee_de(collectivite, self.seance.organe)} du {jour}"

    def document(
        self,
        body: tuple[Block, ...],
        kind: Kind,
        *,
        title: str,
        header: str,
        subject: str,
        force: bool = False,
        groupement: Groupement | None = None,
    ) -> Document:
        """An act of this session around its body; `force`: a PROJET though nothing is missing.

        `groupement` is the group that the act's item joins: its own texts come first.
        """
        document = Document(
            title=title,
            blocks=body,
            header=header,
            subject=subject,
            author=self.seance.collectivite.nom,
        )
        texts = self.texts.of_group(groupement)
        return with_notice(texts, kind, document, force=force or self.draft)
