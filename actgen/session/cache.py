"""What the sessions of one call share, made once: catalogues, texts, collectivities, groups, conventions.

`actgen check` of forty files reads the templates, the law, the group's file and its convention once.
Nothing here depends on which session came first: a file's report is the same alone and among others,
and its journal still names every file that its acts were made from.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec import Struct, field

from actgen.acts.tree.nodes import Document
from actgen.acts.views.plan import ActPlan
from actgen.checks import KnownGroups
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import Sources
from actgen.session.annees import Annees
from actgen.session.kept import Kept


class Cache(Struct):
    """One for a call, whatever the number of its sessions. It holds a bounded number of everything.

    `files`: collectivities and groups. `texts`: catalogues and parsed templates. `proses`: the texts that
    users write. `conventions`: the composed convention of each group. `annees`: the year's other sessions.
    `groupes`: what the rules find of each group.
    `fills` is told of each text before it is filled, with its view, `composes` of each act whose words are
    checked, be it refused: what authors are shown comes from there.
    """

    files: Kept = field(default_factory=lambda: Kept(128))
    texts: Kept = field(default_factory=lambda: Kept(256))
    proses: Kept = field(default_factory=lambda: Kept(32))
    conventions: Kept = field(default_factory=lambda: Kept(16))
    annees: Annees = field(default_factory=Annees)
    groupes: KnownGroups = field(default_factory=KnownGroups)
    fills: Callable[[Kind, str, object], None] = lambda kind, name, view: None
    composes: Callable[[ActPlan, Document], None] = lambda plan, document: None

    def catalogue(self, sources: Sources, extra: tuple[Path, ...]) -> Catalogue:
        """The kinds of a workspace; `extra` are folders of templates that come before."""
        known = self.texts.get(("catalogue", extra), sources, partial(_catalogue, extra))
        return known.read_by(sources)

    def catalogue_of(self, catalogue: Catalogue, insee: str) -> Catalogue:
        """The kinds as a commune sees them, with its own texts where it has any."""
        communal = catalogue.for_commune(insee)
        if communal is catalogue:
            return catalogue
        known = self.texts.get(
            ("catalogue", communal.path), catalogue.sources, partial(_communal, catalogue, insee)
        )
        return known.read_by(catalogue.sources)


def _catalogue(extra: tuple[Path, ...], log: Sources) -> Catalogue:
    catalogue = Catalogue(log, search_path(log.workspace, extra))
    _ = catalogue.kinds  # read now, into this log
    return catalogue


def _communal(catalogue: Catalogue, insee: str, log: Sources) -> Catalogue:
    communal = catalogue.read_by(log).for_commune(insee)
    _ = communal.kinds
    return communal
