"""From figures to the trees of the acts: view, template, banner of a PROJET.

The convention comes first: the deliberation names its fingerprint. What a kind tells of an item
(account, operative part, vote) is made once and stands in the deliberation and in the minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from actgen.diagnostics import Diagnostic
from actgen.document.nodes import Block, Document, Inline, Lacune, Paragraph, lacunes
from actgen.document.words import fingerprint
from actgen.figures.actes import numero, objet
from actgen.figures.seance import FiguresPoint, FiguresSeance, tribunal_competent
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.model.groupement import EtatGroupement, Groupement
from actgen.model.seance import EtatSeance, Seance
from actgen.model.texte import Prose
from actgen.text.dates import date_longue
from actgen.views.actes import VueDeliberation
from actgen.views.builders.actes import (
    Recit,
    vue_certificat,
    vue_deliberation,
    vue_proces_verbal,
)
from actgen.views.builders.commun import assemblee_de
from actgen.views.builders.convention import Regles, vue_cas, vue_convention
from actgen.views.builders.groupement import vue_groupement
from actgen.views.commun import VueProjet
from actgen.views.groupement import VueRegle

from .texts import Texts

EtatDe = Callable[[Groupement], EtatGroupement]
"""The state of a group, computed above the pipeline."""


@dataclass
class Composer:
    """Makes the trees of one session's acts; findings on texts gather in `texts`."""

    figures: FiguresSeance
    catalogue: Catalogue
    texts: Texts
    etat_de: EtatDe
    draft: bool = False
    _conventions: dict[str, tuple[tuple[Document, str], tuple[Diagnostic, ...]]] = field(default_factory=dict)

    @property
    def findings(self) -> list[Diagnostic]:
        return self.texts.findings

    @property
    def seance(self) -> Seance:
        return self.figures.seance

    def convention(self, groupement: Groupement, kind: Kind) -> tuple[Document, str]:
        """The convention of a group and the fingerprint of its text."""
        if groupement.nom not in self._conventions:
            before = len(self.texts.faults)
            made = self._convention(groupement, kind)
            self._conventions[groupement.nom] = made, tuple(self.texts.faults[before:])
        made, faults = self._conventions[groupement.nom]
        self.texts.faults.extend(faults)
        return made

    def _convention(self, groupement: Groupement, kind: Kind) -> tuple[Document, str]:
        etat = self.etat_de(groupement)
        tribunal = groupement.tribunal or tribunal_competent(groupement.coordonnateur.collectivite)
        textes = self._proses(groupement)
        regles = self._regles(groupement, kind, textes)

        def corps(empreinte: str | None) -> tuple[Block, ...]:
            view = vue_convention(etat, textes, regles, tribunal, empreinte)
            return self.texts.body(kind, view)

        empreinte = fingerprint(corps(None))
        blocks = corps(empreinte_imprimee(empreinte))
        nom = groupement.nom_d_usage or groupement.objet
        document = self._document(
            blocks,
            kind,
            title=kind.titre,
            header=f"Groupement de commandes\u00a0: {nom}",
            subject=groupement.objet,
            author=groupement.coordonnateur.collectivite.nom,
        )
        return document, empreinte

    def _regles(self, groupement: Groupement, kind: Kind, textes: Mapping[str, Any]) -> Regles:
        """The sentence that each key of annexe 2 gives, in the words of the kind's `regle` text."""
        vue = vue_groupement(groupement, textes)
        return {
            (rubrique.titre, rang): _first_inlines(
                self.texts.clause(kind, "regle", VueRegle(vue_cas(cas), vue))
            )
            for rubrique in groupement.rubriques
            for rang, cas in enumerate(rubrique.cas)
        }

    def deliberation(self, point: FiguresPoint, kind: Kind) -> Document:
        """The extract of the register for one item."""
        view = self._vue_deliberation(point, kind)
        return self._document(
            self.texts.body(kind, view),
            kind,
            title=f"Délibération n°\u00a0{view.numero}",
            header=self._header(),
            subject=view.objet,
            force=self.figures.etat is EtatSeance.A_TENIR,
        )

    def _vue_deliberation(self, point: FiguresPoint, kind: Kind) -> VueDeliberation:
        groupement = point.point.groupement
        empreinte = None
        textes = self._prose(point.point.texte)
        if groupement is not None:
            textes |= self._proses(groupement)
            annexe = self.catalogue.get(kind.annexe) if kind.annexe else None
            if annexe is not None:
                empreinte = empreinte_imprimee(self.convention(groupement, annexe)[1])
        return vue_deliberation(self.figures, point, kind, textes, empreinte)

    def proces_verbal(self, kind: Kind) -> Document:
        """The minutes of the whole session."""
        recits = {point.point.numero: self._recit(point, kind) for point in self.figures.points}
        view = vue_proces_verbal(self.figures, self.catalogue, recits)
        jour = date_longue(self.seance.date, jour=False)
        return self._document(
            self.texts.body(kind, view),
            kind,
            title=f"Procès-verbal de la séance du {jour}",
            header=self._header(),
            subject=f"Procès-verbal de la séance du {jour}",
        )

    def _recit(self, point: FiguresPoint, minutes: Kind) -> Recit:
        code = point.point.acte
        kind = self.catalogue.get(code) if code else None
        view = self._vue_deliberation(point, kind or minutes)
        retraits = self.texts.clause(minutes, "retraits", view)
        vote = self.texts.clause(minutes, "vote", view) if point.decide else ()
        debats = self.texts.prose(point.point.debats) if point.point.debats else ()
        if kind is None:
            return Recit(retraits=retraits, expose=view.point.expose, debats=debats, vote=vote)
        return Recit(
            retraits=retraits,
            expose=self.texts.clause(kind, "expose", view),
            debats=debats,
            dispositif=self.texts.clause(kind, "dispositif", view) if point.decide else (),
            vote=vote,
        )

    def certificat(self, point: FiguresPoint, kind: Kind, delibere: Kind) -> Document:
        """The certificate that an item's act is executory."""
        view = vue_certificat(self.figures, point, delibere)
        return self._document(
            self.texts.body(kind, view),
            kind,
            title=f"Certificat de caractère exécutoire, délibération n°\u00a0{view.numero}",
            header=self._header(),
            subject=view.objet,
        )

    def _header(self) -> str:
        """« Dietwiller · conseil municipal du 15 décembre 2022 »."""
        collectivite = self.seance.collectivite
        jour = date_longue(self.seance.date, jour=False)
        return f"{collectivite.nom} · {assemblee_de(collectivite, self.seance.organe)} du {jour}"

    def _document(
        self,
        blocks: tuple[Block, ...],
        kind: Kind,
        *,
        title: str,
        header: str,
        subject: str,
        author: str = "",
        force: bool = False,
    ) -> Document:
        """The whole act; with a blank in it, or when asked for, it opens on the notice of a PROJET."""
        document = Document(
            title=title,
            blocks=blocks,
            header=header,
            subject=subject,
            author=author or self.seance.collectivite.nom,
        )
        manques = lacunes(document)
        if not (manques or force or self.draft):
            return document
        notice = self.texts.clause(kind, "projet", VueProjet(_libelles(manques)))
        return Document(
            title=title,
            blocks=(*notice, *blocks),
            header=header,
            subject=subject,
            author=document.author,
            projet=True,
        )

    def _proses(self, groupement: Groupement) -> dict[str, tuple[Block, ...]]:
        textes = self._prose(groupement.contexte)
        for rubrique in groupement.rubriques:
            textes |= self._prose(rubrique.couvre)
        return textes

    def _prose(self, prose: Prose | None) -> dict[str, tuple[Block, ...]]:
        return {prose.fichier: self.texts.prose(prose)} if prose else {}

    def names(self, point: FiguresPoint, kind: Kind) -> tuple[str, str]:
        """Number and object of an item's act."""
        return numero(self.seance, point.point), objet(point.point, kind)


def empreinte_imprimee(empreinte: str) -> str:
    """The first sixteen signs in groups of four: enough to compare two sheets of paper."""
    return " ".join(empreinte[debut : debut + 4] for debut in range(0, 16, 4))


def _libelles(manques: tuple[Lacune, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lacune.label for lacune in manques))


def _first_inlines(blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    paragraphs: Iterator[Paragraph] = (b for b in blocks if isinstance(b, Paragraph))
    return next(paragraphs, Paragraph(())).children
