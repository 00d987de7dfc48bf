"""From figures to the trees of the acts: view, template, banner of a PROJET.

Each family says in its own module which view and title its acts have; what is here is for all: texts, header,
banner.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from msgspec import Struct, field

from actgen.acts.tree.nodes import Block, Document
from actgen.acts.views.convention import en_tete, titre_de
from actgen.acts.views.families import group_text
from actgen.acts.views.plan import Convention
from actgen.acts.views.seance import assemblee_de
from actgen.base.text.dates import date_longue
from actgen.base.text.typography import typeset
from actgen.council.facts.groupement import EtatGroupement, Groupement
from actgen.council.facts.seance import Seance
from actgen.council.facts.texte import Prose
from actgen.council.figures.groupements import etat as etat_au
from actgen.council.figures.groupements import submitted_state
from actgen.council.figures.reponses import sans_les_fautives
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import Sources
from actgen.session.texts import Texts, with_notice

T = TypeVar("T")


class Composer(Struct):
    """Makes the trees of one session's acts; findings on texts gather in `texts`.

    `etat`: the state of a group as the caller tells it; that of others follows from their file.
    """

    figures: FiguresSeance
    catalogue: Catalogue
    texts: Texts
    draft: bool = False
    etat: EtatGroupement | None = None
    _made: dict[tuple[Hashable, ...], Any] = field(default_factory=dict)

    @property
    def seance(self) -> Seance:
        return self.figures.seance

    def convention(self, groupement: Groupement, kind: Kind) -> Convention:
        """The convention of a group and the fingerprint of its text.

        A council can't have approved a list that was closed after its session: it was told of an open one.
        """
        told = self.etat is not None and self.etat.groupement.cle == groupement.cle
        closed = groupement.annexe_1_arretee_au
        return convention(
            groupement,
            kind,
            self.texts,
            self.etat if told else None,
            draft=self.draft,
            submitted=closed is not None and closed > self.seance.date,
        )

    def header(self) -> str:
        """« Dietwiller · conseil municipal du 15 décembre 2022 »; of a model, without the date."""
        collectivite = self.seance.collectivite
        if self.seance.modele:
            return f"{collectivite.nom} · {assemblee_de(collectivite, self.seance.organe)}"
        jour = date_longue(self.seance.date, jour=False)
        return f"{collectivite.nom} · {assemblee_de(collectivite, self.seance.organe)} du {jour}"

    def act(
        self,
        kind: Kind,
        view: object,
        title: str,
        *,
        subject: str = "",
        groupement: Groupement | None = None,
        force: bool = False,
    ) -> Document:
        """An act of this session; `force`: a PROJET though nothing is missing.

        `groupement` is the group that the act's item joins: its own texts come first.
        """
        texts = self.texts.of_group(groupement)
        document = Document(
            title=title,
            blocks=texts.body(kind, view),
            header=self.header(),
            subject=subject or title,
            author=self.seance.collectivite.nom,
        )
        return with_notice(texts, kind, document, force=force or self.draft)

    def clause(
        self, kind: Kind, name: str, view: object, groupement: Groupement | None = None
    ) -> tuple[Block, ...]:
        """Another text of the kind, or a shared clause; a group's own texts come first."""
        return self.texts.of_group(groupement).clause(kind, name, view)

    def prose(self, prose: Prose) -> tuple[Block, ...]:
        """The blocks of a text given by the user."""
        return self.texts.prose(prose)

    def once(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What several acts of the session see, made for the first of them."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    def textes(self, point: FiguresPoint) -> dict[str, tuple[Block, ...]]:
        """Those of an item and of its group, by the name of their file."""
        textes = {prose.fichier: self.texts.prose(prose) for prose in point.point.proses}
        groupement = point.point.groupement
        return textes if groupement is None else textes | self.texts.proses(groupement)


def group_paper(
    groupement: Groupement,
    kind: Kind,
    texts: Texts,
    name: str,
    view: object,
    *,
    title: str,
    subject: str = "",
    draft: bool = False,
) -> Document | None:
    """A paper of a group, from that text of its kind; None when the text is at fault (`texts` tells it)."""
    body, faults = texts.watched(lambda: texts.paper(kind, name, view))
    if faults:
        return None
    return with_notice(texts, kind, _of_group(groupement, title, body, subject), force=draft)


def _of_group(groupement: Groupement, title: str, blocks: tuple[Block, ...], subject: str = "") -> Document:
    return Document(
        title=title,
        blocks=blocks,
        header=en_tete(groupement),
        subject=typeset(subject or groupement.objet),
        author=groupement.coordonnateur.collectivite.nom,
    )


def convention(
    groupement: Groupement,
    kind: Kind,
    texts: Texts,
    etat: EtatGroupement | None = None,
    *,
    draft: bool,
    submitted: bool = False,
) -> Convention:
    """The convention of a group; its faults count for the act that is being made.

    A group that was read once has one convention in all the sessions of a call: it follows from the
    group's file and from the kind's texts, which no commune changes. `etat` is the group as at the day that
    the caller has in mind; without it, as councils are told of it (`submitted`), or as its file tells,
    another's answer in error being pending.
    """
    catalogue = texts.catalogue.for_group(groupement.nom)

    def make(log: Sources) -> tuple[object, Convention]:
        own = Texts(catalogue.read_by(log), texts.cache, texts.origins)
        as_told = submitted_state(groupement) if submitted else etat_au(sans_les_fautives(groupement))
        blocks, texte = group_text(kind).compose(groupement, kind, own, etat or as_told)
        document = _of_group(groupement, titre_de(groupement, kind.titre), blocks)
        document = with_notice(own, kind, document, force=draft)
        return (groupement, etat), Convention(document, texte, own.findings)

    # No commune's own folder is searched for it: those that have one share it too.
    folders = catalogue.path.for_kind(kind.famille)
    key = ("convention", id(groupement), kind, folders, draft, submitted, id(etat), texts.origins)
    # The group and its state are kept beside what was made of them: no other object takes their identity.
    _, made = texts.cache.conventions.get(key, catalogue.sources, make)
    texts.note(made.findings)
    return made
