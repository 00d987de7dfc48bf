"""The texts of kinds, parsed once a call and filled with views; the prose of users, read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec import Struct, field

from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.interpret import values_aside
from actgen.acts.templating.prose import read_prose
from actgen.acts.templating.reading import read_template, without_absent
from actgen.acts.templating.tree import Template
from actgen.acts.tree.cents import with_cents
from actgen.acts.tree.nodes import Block, Document, lacunes
from actgen.acts.tree.numbered import with_hung_numbers
from actgen.acts.tree.typeset import typeset_blocks
from actgen.acts.views.views import VueProjet
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.lists import etendue
from actgen.base.text.messages import say
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.texte import Prose
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import Source
from actgen.session.cache import Cache

MODELE_ABSENT = rule("MODELE-ABSENT")

_PROSE_HEADING = 4  # headings of prose come below those of the acts

_Parsed = tuple[Template | None, tuple[Diagnostic, ...]]

Made = TypeVar("Made")
_Prose = tuple[tuple[Block, ...], tuple[Diagnostic, ...]]


class Texts(Struct):
    """What is found is noted; `watched` gives the errors of one act, `findings` all of it, each once.

    A template that fails, or a prose that can't be read, refuses the acts made of it and no other. What
    was parsed stays in the cache, for the sessions to come. `origins`: as `Options` has it.
    """

    catalogue: Catalogue
    cache: Cache
    origins: bool = False
    _noted: list[Diagnostic] = field(default_factory=list)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that was found."""
        return tuple(dict.fromkeys(self._noted))

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """The errors among it."""
        return _errors(self.findings)

    def body(self, kind: Kind, view: object) -> tuple[Block, ...]:
        """The kind's main text, filled."""
        return self._fill(kind, "corps", view)

    def wording(self, kind: Kind, view: object, kept: Iterable[str] = ()) -> tuple[Block, ...]:
        """The kind's main text with its values set aside, but those of the variables of these names.

        Nothing is told of it: what is wrong was found when the act itself was filled.
        """
        template = self._template(kind, "corps")
        if template is None:
            return ()
        with values_aside(kept):
            return evaluate(template, view)[0]

    def paper(self, kind: Kind, name: str, view: object) -> tuple[Block, ...]:
        """Another text of the kind that is a paper of its own, filled."""
        return self._fill(kind, name, view)

    def clause(self, kind: Kind, name: str, view: object) -> tuple[Block, ...]:
        """A text of the kind, or a shared clause, filled on its own."""
        return self._fill(kind, name, view)

    def prose(self, prose: Prose) -> tuple[Block, ...]:
        """The blocks of a text given by the user."""
        key = ("prose", prose.fichier, prose.content)
        blocks, findings = self.cache.proses.get(key, self.catalogue.sources, lambda _: _read(prose))
        self.note(findings)
        return blocks

    def proses(self, groupement: Groupement) -> dict[str, tuple[Block, ...]]:
        """The blocks of every text that a group's file names, by the name of its file."""
        return {prose.fichier: self.prose(prose) for prose in groupement.proses}

    def of_group(self, groupement: Groupement | None) -> Texts:
        """The same, a group's own texts first; what is found gathers here all the same."""
        if groupement is None:
            return self
        return replace(self, catalogue=self.catalogue.for_group(groupement.nom))

    def watched(self, compose: Callable[[], Made]) -> tuple[Made, tuple[Diagnostic, ...]]:
        """What is made, and the errors of texts that were met on the way, be they noted before."""
        before = len(self._noted)
        made = compose()
        return made, _errors(self._noted[before:])

    def note(self, findings: Iterable[Diagnostic]) -> None:
        """What was found while something was made apart counts for the act being made."""
        self._noted.extend(findings)

    def _fill(self, kind: Kind, name: str, view: object) -> tuple[Block, ...]:
        self.cache.fills(kind, name, view)
        template = self._template(kind, name)
        if template is None:
            return ()
        blocks, findings = evaluate(template, view, _way_to(view) if self.origins else None)
        self.note(findings)
        # what a group approved is its members' for good: its words, and so its fingerprint, stay as they are
        return blocks if kind.famille.traits.du_groupe else with_hung_numbers(with_cents(blocks))

    def _template(self, kind: Kind, name: str) -> Template | None:
        catalogue = self.catalogue
        template, findings = self.cache.texts.get(
            ("texte", catalogue.path, kind.chemin, name),
            catalogue.sources,
            lambda log: _parse(catalogue.read_by(log), kind, name),
        )
        self.note(findings)
        return template


def _errors(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def _way_to(view: object) -> tuple[int, ...]:
    """What the ways to the values of a view begin with: the number of its item, if it is of one."""
    numero = getattr(getattr(view, "point", None), "numero", None)
    return (numero,) if isinstance(numero, int) else ()


def _read(prose: Prose) -> _Prose:
    blocks, findings = read_prose(prose.content, prose.fichier, heading_offset=_PROSE_HEADING - 1)
    return typeset_blocks(blocks), findings


def _parse(catalogue: Catalogue, kind: Kind, name: str) -> _Parsed:
    troubles: list[Diagnostic] = []
    unreadable: set[str] = set()

    def load(wanted: str) -> Source | None:
        found, trouble = catalogue.told(kind, wanted)
        if trouble is not None:
            troubles.append(trouble)
            if found is None:
                unreadable.add(wanted)
        return found

    source = load(name)
    if source is None:
        return None, tuple(troubles) or (_missing(kind, name),)
    template, findings = read_template(source, load)
    findings = without_absent(findings, unreadable)
    findings = (*dict.fromkeys(troubles), *findings)
    wrong = any(finding.severity is Severity.ERROR for finding in findings)
    return (None if wrong else template), findings


def _missing(kind: Kind, name: str) -> Diagnostic:
    return MODELE_ABSENT.finding(
        say("Le texte « {nom} » de la nature d'acte « {acte} » est introuvable.", nom=name, acte=kind.code),
        hint=say("Remettez {nom}.md ou {nom}.docx dans le dossier de cette nature d'acte.", nom=name),
    )


_OF_ONE_ITEM = re.compile(r"(.+) du point (\d+)")


def with_notice(texts: Texts, kind: Kind, document: Document, *, force: bool) -> Document:
    """The whole act; with a blank in it, or when asked for, it opens on the notice of a PROJET."""
    manques = lacunes(document)
    if not (manques or force):
        return document
    notice = texts.clause(kind, "projet", VueProjet(in_brief(lacune.label for lacune in manques)))
    return replace(document, blocks=(*notice, *document.blocks), projet=True)


def in_brief(labels: Iterable[str]) -> tuple[str, ...]:
    """Each label once, where it first stands; what several items lack is told once.

    « exposé du point 1 », « exposé du point 2 » give « exposé des points 1 et 2 ».
    """
    told: dict[tuple[str, bool], list[int]] = {}  # what is missing, of items or not → the items that lack it
    for label in labels:
        found = _OF_ONE_ITEM.fullmatch(label)
        items = told.setdefault((found[1], True) if found else (label, False), [])
        if found and int(found[2]) not in items:
            items.append(int(found[2]))
    return tuple(_told(label, tuple(items)) for (label, _), items in told.items())


def _told(label: str, items: tuple[int, ...]) -> str:
    match items:
        case ():
            return label
        case (item,):
            return f"{label} du point {item}"
    return f"{label} des points {etendue(items)}"
