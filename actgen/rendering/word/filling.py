"""The fill of a Word template: docxtpl lays the file out, our interpreter gives the values, sealed.

docxtpl sees keys and places private marks; what each stands for is kept beside. So the text of a value is
never read as mark-up, neither by Jinja nor by docxtpl, which would take `{_{`, a tab or a form feed for
instructions. The body comes first; running headers may also say what is known only once the act is whole
(its title, whether it is a PROJET), so that they can be filled afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any

from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.document.nodes import Block, WordLayout
from actgen.rendering.docx.package import snapshot
from actgen.rendering.templates.evaluate import variables_of
from actgen.rendering.templates.interpret import Scope
from actgen.rendering.templates.run import LIMITE, Exhausted
from actgen.rendering.word.filling_engine import SCOPE, At, word_environment
from actgen.rendering.word.filling_layout import prepare, settle
from actgen.rendering.word.filling_values import Clause, Sealer, Values
from actgen.rendering.word.readback import read_back
from actgen.rendering.word.running import running_heads
from actgen.rendering.word.template import WordTemplate
from actgen.rules import rule

REMPLISSAGE = rule("GABARIT-WORD-REMPLISSAGE")

_NO_NAMES: Mapping[str, object] = MappingProxyType({})
_NOTES = ("footnotes+xml", "endnotes+xml")
_RUNNING = (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI)
_BROKEN = (TemplateError, etree.LxmlError, AttributeError, KeyError, ValueError, TypeError, IndexError)


def fill_word(
    template: WordTemplate, view: object, clause: Clause, running: Mapping[str, object] = _NO_NAMES
) -> tuple[WordLayout, tuple[Diagnostic, ...]]:
    """A Word template filled with a view, running headers included, and what is wrong, each fault once.

    `clause` gives the blocks of a shared text in the scope where it is called. `running` are the names that
    headers and footers may use besides those of the view. With an error among the findings the layout is
    incomplete and must not be written. Never raises for the fault of a template.
    """
    layout, findings = fill_body(template, view, clause)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return layout, findings
    layout, more = fill_running(template, layout, view, running)
    return layout, tuple(dict.fromkeys((*findings, *more)))


def fill_body(
    template: WordTemplate, view: object, clause: Clause
) -> tuple[WordLayout, tuple[Diagnostic, ...]]:
    """The body and the notes of a template, filled; `fill_running` does its headers and footers."""
    return _guarded(template, lambda sealer: _body(template, sealer, variables_of(view)), clause)


def fill_running(
    template: WordTemplate, layout: WordLayout, view: object, running: Mapping[str, object]
) -> tuple[WordLayout, tuple[Diagnostic, ...]]:
    """The same layout with its headers and footers filled; `running` comes before the names of the view."""

    def fill(sealer: Sealer) -> WordLayout:
        scope = {**variables_of(view), **running}
        word = _Word(BytesIO(layout.package))
        word.init_docx()
        word.fill_running(At(sealer, _defined(template, sealer, scope)))
        package = snapshot(word.docx.part.package)
        heads = running_heads(word.docx, sealer.values, running)
        return WordLayout(package, sealer.values, layout.blocks, heads)

    return _guarded(template, fill, _no_clause, layout)


def _body(template: WordTemplate, sealer: Sealer, variables: dict[str, object]) -> WordLayout:
    scope = _defined(template, sealer, variables)
    word = _Word(BytesIO(template.package))
    word.init_docx()
    sealer.alone_keys = prepare(word.docx)
    word.render({SCOPE: At(sealer, scope)}, word_environment(), autoescape=True)
    settle(word.docx, sealer, template.tags)
    return WordLayout(snapshot(word.docx.part.package), sealer.values, read_back(word.docx, sealer.values))


def _defined(template: WordTemplate, sealer: Sealer, variables: dict[str, object]) -> dict[str, object]:
    for setting in template.outline.settings:
        sealer.define(setting, variables)
    return variables


def _guarded(
    template: WordTemplate,
    fill: Callable[[Sealer], WordLayout],
    clause: Clause,
    before: WordLayout | None = None,
) -> tuple[WordLayout, tuple[Diagnostic, ...]]:
    values: Values = {} if before is None else dict(before.values)
    sealer = Sealer(template.tags, clause, values)
    try:
        return fill(sealer), tuple(sealer.findings)
    except Exhausted as exhausted:
        place = sealer.place or Location(template.file)
        hint = "Une boucle en contient sans doute une autre sans raison."
        finding = LIMITE.finding(exhausted.args[0], place, hint=hint)
    except _BROKEN:
        finding = REMPLISSAGE.finding(
            f"« {template.file} » ne peut pas être rempli : sa mise en page est abîmée.",
            sealer.place or Location(template.file),
            hint="Ouvrez-le dans Word, enregistrez-le de nouveau, puis cherchez la balise fautive avec "
            "« actgen templates check ».",
        )
    return before or WordLayout(template.package, {}, ()), (*sealer.findings, finding)


def _no_clause(name: str, scope: Scope) -> tuple[Block, ...]:
    raise KeyError(name)  # the reading of a template refuses a clause outside its body


class _Word(DocxTemplate):  # type: ignore[misc]
    """docxtpl on one part after the other, each once; properties are ours to write."""

    def get_headers_footers(self, uri: str) -> Iterator[Any]:
        """None: they are filled apart."""
        return iter(())

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        pass

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Every part of notes, once: docxtpl's own would evaluate footnotes again for each section."""
        for part in self.docx.part.package.iter_parts():
            if isinstance(part, Part) and part.content_type.endswith(_NOTES):
                self._fill_notes(part, context, jinja_env)

    def _fill_notes(self, part: Part, context: dict[str, Any], jinja_env: Any) -> None:
        source = self.patch_xml(self.xml_to_string(etree.fromstring(part.blob, _PARSER)))
        part._blob = self.render_xml_part(source, part, context, jinja_env).encode()

    def fill_running(self, scope: At) -> None:
        """The headers and footers, in the order of their relations, each once."""
        for uri in _RUNNING:
            for key, part in list(super().get_headers_footers(uri)):
                source = self.patch_xml(self.get_part_xml(part))
                filled = self.render_xml_part(source, part, {SCOPE: scope}, word_environment())
                self.map_headers_footers_xml(key, filled.encode())


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
