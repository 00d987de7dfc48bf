"""Every tag that a hint, an explanation or a guide shows can be written: its names are those of some kind."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from actgen.acts.outputs.docx.check import TAGS
from actgen.acts.outputs.docx.letterhead import BODY_TAG
from actgen.acts.outputs.running import NAMES
from actgen.acts.templating.filters import FILTERS, TESTS
from actgen.authoring.explications import Explication, sujets
from actgen.authoring.templates.vocabulary import vocabularies
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from tests.rows import every

ROOT = Path(__file__).parents[2]
MADE = ("regles.md",)  # of the rows, each tried below
PAGES = [
    file for file in (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md") if file.name not in MADE
]
CODE = [
    file
    for package in ("templating", "outputs", "authoring", "checks", "kinds", "session", "cli")
    for file in sorted((ROOT / "actgen" / package).rglob("*.py"))
]
WRONG = {"GABARIT-INCONNU", "GABARIT-CLAUSE", "GABARIT-BALISE"}  # whose wrong example is about a name

TAG = re.compile(r"\{\{p?\s+(?P<value>[^{}]*?)\s*\}\}|\{%(?:p|tr|tc)?\s*(?P<word>[^{}%]*?)\s*%\}")
TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
NAME = re.compile(r"[a-z_][\w.]*")
BINDS = re.compile(r"for (\w+) in|set (\w+) =")
KEYWORDS = frozenset({"if", "elif", "else", "endif", "for", "in", "endfor", "set"})
KEYWORDS |= {"not", "and", "or", "is", "true", "false", "finpartie", "p", "tr", "tc"}


@cache
def known() -> frozenset[str]:
    """Every path of every kind, and what only heads, letterheads and loops have."""
    catalogue = Catalogue(Sources(ROOT / "data"), search_path(ROOT / "data"))
    every = (each for kind in catalogue.kinds.values() for each in vocabularies(kind, {}))
    paths = {variable.path for vocabulary in every for variable in vocabulary.variables}
    clauses = {f"clause.{file.stem}" for file in (ROOT / "templates" / "socle" / "clauses").iterdir()}
    own = {f"clause.{file.stem}" for file in (ROOT / "templates").glob("*/*/*.md")}
    loop = {"loop.index", "loop.first", "loop.last"}
    placed = {"clause.nom"}  # « {{ clause.nom }} » tells the form of every clause
    return frozenset(paths | clauses | own | loop | placed | set(NAMES) | {*TAGS, BODY_TAG})


def unknown(text: str, also: frozenset[str] = frozenset()) -> list[str]:
    """The names in the tags of a text that nothing has; a tag with a gap in it can't be judged."""
    bound = {name for pair in BINDS.findall(text) for name in pair if name}
    return [
        name
        for found in TAG.finditer(text)
        if "…" not in (body := found["value"] or found["word"] or "")
        for name in _names(body)
        if name not in known() | also and name.partition(".")[0] not in bound
    ]


def _names(body: str) -> Iterator[str]:
    if body.startswith("partie "):
        return
    plain = TEXT.sub("", body)
    for match in NAME.finditer(plain):
        name, before = match.group(), plain[: match.start()].rstrip()
        if before.endswith("|"):
            assert name in FILTERS, f"no filter {name} in {body}"
        elif re.search(r"\bis(?: not)?$", before) and name != "not":
            assert name in TESTS, f"no test {name} in {body}"
        elif name not in KEYWORDS:
            yield name


def test_a_name_that_nothing_has_is_seen() -> None:
    assert unknown("{{ commune }} {% if quorums is vide %}{{ collectivite.nom }}{% endif %}") == [
        "commune",
        "quorums",
    ]
    assert unknown("{% for visa in visas %}{{ visa.code | majuscules }}{% endfor %}{%p if projet %}") == []


@every("entry", [each for sujet in sujets() for each in sujet.codes])
def test_the_tags_of_an_explanation(entry: Explication) -> None:
    texts = [entry.explication, entry.juste, *([entry.faux] if entry.code not in WRONG else [])]
    assert [name for text in texts for name in unknown(text)] == []


def declared(text: str) -> frozenset[str]:
    """The fields of the kind that a guide makes, in its own example of a manifest."""
    return frozenset(f"champs.{name}" for name in re.findall(r"^ +- nom: (\w+)$", text, re.M))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_tags_of_a_page(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"^<!-- refus: .*?^```$\n?", "", text.replace("\\|", "|"), flags=re.M | re.S)
    assert unknown(text, declared(text)) == []


@every("file", CODE)
def test_the_tags_of_what_the_program_says(file: Path) -> None:
    assert [
        name for text in _said(ast.parse(file.read_text(encoding="utf-8"))) for name in unknown(text)
    ] == []


def _said(tree: ast.AST) -> Iterator[str]:
    """The texts of a module, its docstrings set aside; what is only known when it runs is a gap."""
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner | docs:
            yield re.sub(r"\{\{\{\{|\}\}\}\}", lambda found: found.group()[:2], _single(node.value))
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)


def _single(text: str) -> str:
    """A text that `say` will format: its braces are doubled."""
    return text.replace("{{%", "{%").replace("%}}", "%}")
