"""The convention of a group: one text for all its signatories, composed once for all their sessions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from actgen.acts.convention import Regles, empreinte_imprimee, en_tete, vue_cas, vue_convention
from actgen.acts.groupement import VueRegle, vue_groupement
from actgen.acts.plan import Convention
from actgen.checks.groupements.adhesion import sans_les_fautives
from actgen.document.inline import Inline
from actgen.document.nodes import Block, Document, Paragraph
from actgen.document.words import fingerprint_of, fingerprinted
from actgen.facts.groupement import EtatGroupement, Groupement
from actgen.figures.etat import etat as etat_au
from actgen.figures.execution import tribunal_competent
from actgen.kinds.manifest import Kind
from actgen.session.texts import Texts, with_notice
from actgen.sources import Sources
from actgen.text.typography import typeset


def convention(
    groupement: Groupement, kind: Kind, texts: Texts, etat: EtatGroupement | None = None, *, draft: bool
) -> Convention:
    """The convention of a group; its faults count for the act that is being made.

    A group that was read once has one convention in all the sessions of a call: it follows from the
    group's file and from the kind's texts, which no commune changes. `etat` is the group as at the day that
    the caller has in mind; without it, as its file tells, another's answer in error being pending.
    """
    catalogue = texts.catalogue.for_group(groupement.nom)

    def make(log: Sources) -> tuple[object, Convention]:
        own = Texts(catalogue.read_by(log), texts.cache)
        document, texte = _Composer(
            groupement, kind, own, etat or etat_au(sans_les_fautives(groupement)), draft
        ).compose()
        return (groupement, etat), Convention(document, texte, tuple(own.findings), tuple(own.faults))

    # No commune's own folder is searched for it: those that have one share it too.
    folders = catalogue.path.for_kind(kind.famille)
    key = ("convention", id(groupement), kind, folders, draft, id(etat))
    # The group and its state are kept beside what was made of them: no other object takes their identity.
    _, made = texts.cache.conventions.get(key, catalogue.sources, make)
    texts.take_over(made.findings, made.faults)
    return made


@dataclass
class _Composer:
    groupement: Groupement
    kind: Kind
    texts: Texts
    etat: EtatGroupement
    draft: bool

    def compose(self) -> tuple[Document, tuple[str, ...]]:
        groupement = self.groupement
        etat = self.etat
        tribunal = groupement.tribunal or tribunal_competent(
            groupement.coordonnateur.collectivite, _jour_du_texte(groupement)
        )
        textes = self.texts.proses(groupement)
        regles = self._regles(textes)

        # The text that councils approve has a place for each member to sign, whoever signs it in the end.
        approuve = replace(etat, a_signer=False, groupement=_sans_decision(etat.groupement))
        vue = vue_convention(approuve, textes, regles, tribunal, None)
        texte = fingerprinted(self.texts.body(self.kind, vue))
        empreinte = empreinte_imprimee(fingerprint_of(texte))
        imprimee = vue_convention(etat, textes, regles, tribunal, empreinte)
        body = self.texts.body(self.kind, imprimee)
        document = Document(
            title=self.kind.titre,
            blocks=body,
            header=en_tete(groupement),
            subject=typeset(groupement.objet),
            author=groupement.coordonnateur.collectivite.nom,
        )
        return with_notice(self.texts, self.kind, document, force=self.draft), texte

    def _regles(self, textes: dict[str, tuple[Block, ...]]) -> Regles:
        """The sentence that each key of annexe 2 gives, in the words of the kind's `regle` text."""
        vue = vue_groupement(self.groupement, textes)
        return {
            (rubrique.titre, rang): _first_inlines(
                self.texts.clause(self.kind, "regle", VueRegle(vue_cas(cas), vue))
            )
            for rubrique in self.groupement.rubriques
            for rang, cas in enumerate(rubrique.cas)
        }


def _jour_du_texte(groupement: Groupement) -> date:
    """Whose law the text follows, whatever happens later; without a day, the last law that is known."""
    return groupement.conseils.a_deliberer_avant or groupement.accord_cadre.lancement or date.max


def _sans_decision(groupement: Groupement) -> Groupement:
    """The group before its coordinator has decided.

    The day of that decision is a fact, as those of annexe 1, and often comes after the first votes: it
    changes nothing of what councils approve. A commune's session, read alone, may not know it either.
    """
    coordonnateur = groupement.coordonnateur
    deliberation = replace(coordonnateur.deliberation, date=None, delegation_du_conseil=None)
    return replace(groupement, coordonnateur=replace(coordonnateur, deliberation=deliberation))


def _first_inlines(blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    paragraphs: Iterator[Paragraph] = (b for b in blocks if isinstance(b, Paragraph))
    return next(paragraphs, Paragraph(())).children
