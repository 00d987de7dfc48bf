"""The tags of a letterhead, filled.

A letterhead comes from a commune: its tags are read by a closed grammar (a name, a test on a name)
in Jinja's immutable sandbox. Values don't pass through docxtpl, which would read some of their
characters (`{_{`, a tab) as instructions: it places private marks, and the text nodes that hold
them get the values afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.part import XmlPart
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from actgen.rendering.docx.markup import WORD, Element, name

BODY_TAG = "corps"
_OPEN, _CLOSE = "\ue0a0", "\ue0a1"
BODY_MARK = f"{_OPEN}{BODY_TAG}{_CLOSE}"
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


class Sandbox(ImmutableSandboxedEnvironment):
    """Names and tests on names, nothing else: no call, no filter, no loop, no arithmetic."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise TemplateSyntaxError(type(node).__name__, getattr(node, "lineno", 1))
        return tree


class _Letterhead(DocxTemplate):  # type: ignore[misc]
    """docxtpl without what it does to notes (twice over) and to properties (escaped twice)."""

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        pass

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        pass


def fill(letterhead: bytes, values: Mapping[str, str | bool]) -> WordDocument:
    """The letterhead with its tags filled, and `BODY_MARK` alone in the paragraph of the body.

    Raises jinja2.TemplateError for a tag that is wrong: `check_letterhead` says so beforehand.
    """
    template = _Letterhead(BytesIO(letterhead))
    context: dict[str, Any] = {key: _mark(key, value) for key, value in values.items()}
    context[BODY_TAG] = Markup(f'<w:p xmlns:w="{WORD}"><w:r><w:t>{BODY_MARK}</w:t></w:r></w:p>')
    template.render(context, Sandbox(), autoescape=True)
    document: WordDocument = template.docx
    marks = {_mark(key, value): value for key, value in values.items() if isinstance(value, str) and value}
    for root in roots(document):
        _put_values(root, marks)
    return document


def roots(document: WordDocument) -> Iterable[Element]:
    """The body and the headers and footers of a file."""
    yield document.element
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and isinstance(relation.target_part, XmlPart):
            yield relation.target_part.element


def _mark(key: str, value: str | bool) -> str | bool:
    """A stand-in that is true when its value is, and that no XML or tag can be made of."""
    return f"{_OPEN}{key}{_CLOSE}" if isinstance(value, str) and value else value


def _put_values(root: Element, marks: Mapping[str | bool, str | bool]) -> None:
    for node in root.iter(name("t")):
        content = node.text or ""
        if _OPEN in content:
            for mark, value in marks.items():
                content = content.replace(str(mark), " ".join(str(value).split("\n")))
            node.text = content
