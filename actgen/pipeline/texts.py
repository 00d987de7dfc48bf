"""The texts of kinds, parsed once a call and filled with views; the prose of users, read once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from actgen.diagnostics import Code, Diagnostic, Mender, Scope, Severity, declare
from actgen.document.nodes import Block
from actgen.document.typeset import typeset_blocks
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.model.groupement import Groupement
from actgen.model.texte import Prose
from actgen.rendering.prose import read_prose
from actgen.rendering.templates.evaluate import evaluate
from actgen.rendering.templates.parse import parse_template
from actgen.rendering.templates.tags import Source as Text
from actgen.rendering.templates.tree import Template
from actgen.sources import Source
from actgen.text.messages import say

from .workshop import Workshop

MODELE_ABSENT: Code = declare(
    "MODELE-ABSENT",
    Severity.ERROR,
    "Une nature d’acte a le texte dont elle est faite.",
    scope=Scope.RUN,
    mender=Mender.SERVICE_JURIDIQUE,
)

_HEAD = "---"
_PROSE_HEADING = 4  # headings of prose come below those of the acts


_Parsed = tuple[Template | None, tuple[Diagnostic, ...]]
_Prose = tuple[tuple[Block, ...], tuple[Diagnostic, ...]]


@dataclass
class Texts:
    """Findings gather in `findings`, each once; in `faults`, those of the act being made, each time.

    A template that fails, or a prose that can't be read, refuses the acts made of it and no other. What
    was parsed stays in the workshop, for the sessions to come.
    """

    catalogue: Catalogue
    workshop: Workshop
    findings: list[Diagnostic] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)

    def body(self, kind: Kind, view: object) -> tuple[Block, ...]:
        """The kind's main text, filled."""
        return self._fill(kind, "corps", view)

    def clause(self, kind: Kind, name: str, view: object) -> tuple[Block, ...]:
        """A text of the kind, or a shared clause, filled on its own."""
        return self._fill(kind, name, view)

    def prose(self, prose: Prose) -> tuple[Block, ...]:
        """The blocks of a text given by the user."""
        key = ("prose", prose.fichier, prose.content)
        blocks, findings = self.workshop.proses.get(key, self.catalogue.sources, lambda _: _read(prose))
        self._add(findings)
        return blocks

    def named(self, prose: Prose | None) -> dict[str, tuple[Block, ...]]:
        """The blocks of a text, if there is one, by the name of its file."""
        return {prose.fichier: self.prose(prose)} if prose else {}

    def proses(self, groupement: Groupement) -> dict[str, tuple[Block, ...]]:
        """The blocks of every text that a group's file names, by the name of its file."""
        textes = self.named(groupement.contexte)
        for rubrique in groupement.rubriques:
            textes |= self.named(rubrique.couvre)
        return textes

    def of_group(self, groupement: Groupement | None) -> Texts:
        """The same, a group's own texts first; what is found gathers here all the same."""
        if groupement is None:
            return self
        return replace(self, catalogue=self.catalogue.for_group(groupement.nom))

    def take_over(self, findings: tuple[Diagnostic, ...], faults: tuple[Diagnostic, ...]) -> None:
        """What was found while something was made apart counts for the act being made."""
        self.faults.extend(faults)
        self.findings.extend(finding for finding in findings if finding not in self.findings)

    def _fill(self, kind: Kind, name: str, view: object) -> tuple[Block, ...]:
        self.workshop.fills(kind, name, view)
        template = self._template(kind, name)
        if template is None:
            return ()
        blocks, findings = evaluate(template, view)
        self._add(findings)
        return blocks

    def _template(self, kind: Kind, name: str) -> Template | None:
        catalogue = self.catalogue
        template, findings = self.workshop.texts.get(
            ("texte", catalogue.path, kind.chemin, name),
            catalogue.sources,
            lambda log: _parse(catalogue.read_by(log), kind, name),
        )
        self._add(findings)
        return template

    def _add(self, findings: tuple[Diagnostic, ...]) -> None:
        faults = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
        self.take_over(findings, faults)


def _read(prose: Prose) -> _Prose:
    blocks, findings = read_prose(prose.content, prose.fichier, heading_offset=_PROSE_HEADING - 1)
    return typeset_blocks(blocks), findings


def _parse(catalogue: Catalogue, kind: Kind, name: str) -> _Parsed:
    source = catalogue.clause(kind, name)
    if source is None:
        return None, (_missing(kind, name),)

    def clause(wanted: str) -> Text | None:
        found = catalogue.clause(kind, wanted)
        return without_head(found) if found else None

    template, findings = parse_template(without_head(source), clause)
    wrong = any(finding.severity is Severity.ERROR for finding in findings)
    return (None if wrong else template), findings


def without_head(source: Source) -> Text:
    """The text of a template; the lines of its head are blanked, so that line numbers stay true.

    A byte that is no text becomes U+FFFD, which no face prints: it is found at its place.
    """
    lines = source.text.splitlines()
    if lines and lines[0].strip() == _HEAD and _HEAD in (line.strip() for line in lines[1:]):
        end = next(rank for rank, line in enumerate(lines[1:], start=1) if line.strip() == _HEAD)
        lines[: end + 1] = [""] * (end + 1)
    return Text("\n".join(lines) + "\n", source.path)


def _missing(kind: Kind, name: str) -> Diagnostic:
    return MODELE_ABSENT.finding(
        say(
            "Le texte « {nom} » de la nature d'acte « {acte} » est introuvable.",
            nom=f"{name}.md",
            acte=kind.code,
        ),
        hint=say("Remettez ce fichier dans le dossier du modèle."),
    )
