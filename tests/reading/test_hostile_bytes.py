"""Whatever the bytes, findings come out and nothing else; and the work stays bounded."""

from __future__ import annotations

import time
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.reading.decoding import MAX_BYTES
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.refusals import MAX_DEPTH
from actgen.reading.yaml_tree import MAX_FINDINGS, read_tree

BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def codes(content: bytes | str) -> set[str]:
    data = content.encode() if isinstance(content, str) else content
    tree, findings = read_tree(data, "f.yaml")
    assert tree is None
    assert len(findings) <= MAX_FINDINGS + 1
    return {finding.code for finding in findings}


def test_bomb() -> None:
    assert codes(BOMB) == {"YAML-SIGNE"}


def test_ten_megabytes_are_refused_before_parsing() -> None:
    started = time.process_time()
    assert codes(b"a: x\n" * 2_000_000) == {"YAML-TROP-GROS"}
    assert time.process_time() - started < 1


def test_a_million_bytes_are_still_read() -> None:
    content = b"a: " + b"x" * (MAX_BYTES - 4) + b"\n"
    assert len(content) == MAX_BYTES
    tree, findings = read_tree(content, "f.yaml")
    assert tree is not None
    assert findings == ()
    assert codes(content + b"#") == {"YAML-TROP-GROS"}


@pytest.mark.parametrize(
    "content",
    [
        "[" * 900_000,
        "a: " + "{" * 900_000,
        "- " * 60 + "x\n",
        "\n".join(" " * n + f"k{n}:" for n in range(MAX_DEPTH + 2)),
        "? " * 60 + "x\n",
    ],
    ids=["brackets", "braces", "dashes", "mappings", "questions"],
)
def test_depth(content: str) -> None:
    assert codes(content) == {"YAML-PROFONDEUR"}


def test_the_deepest_permitted() -> None:
    content = "\n".join(" " * n + f"k{n}:" for n in range(MAX_DEPTH))
    tree, findings = read_tree(content.encode(), "f.yaml")
    assert tree is not None
    assert findings == ()


@pytest.mark.parametrize(
    "content",
    [
        "a: 1\n" * 150_000,
        "a: &x 1\n" * 100_000,
        "a: x\u200b\n" * 100_000,
        "\tx: 1\n" * 100_000,
        "x: a #b\n" * 100_000,
    ],
    ids=["doubles", "anchors", "invisible", "tabs", "hashes"],
)
def test_a_file_of_slips_gives_a_bounded_list(content: str) -> None:
    _, findings = read_tree(content.encode(), "f.yaml")
    assert 1 <= len(findings) <= MAX_FINDINGS
    assert all(len(finding.locations) <= 20 for finding in findings)


def check(findings: tuple[Diagnostic, ...], tree: Mapping | None) -> None:
    assert tree is not None or any(finding.severity is Severity.ERROR for finding in findings)
    for finding in findings:
        assert finding.message
        assert finding.locations
        for place in finding.locations:
            assert place.line == 0 or 1 <= place.column <= len(place.excerpt) + 1
            assert "\n" not in place.excerpt and "\x1b" not in place.excerpt
        assert finding.message.isprintable() or "\u00a0" in finding.message or "\u202f" in finding.message
        assert not any(ord(char) < 32 for char in finding.message + finding.hint)


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [found for item in node.items for found in scalars(item)]
    return [found for key, value in node for found in (key, *scalars(value))]


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xff\xfea")
@example(b"\xef\xbb\xbf")
@example(b"\xfe\xff\xd8\x00")
def test_any_bytes(content: bytes) -> None:
    tree, findings = read_tree(content, "f.yaml")
    check(findings, tree)


SIGNS = (
    *("a", "b", "é", ":", ": ", " :", "-", "- ", "\n", "\n", "  ", "\t", "'", '"', "\\", "[", "]", "{", "}"),
    *(",", "&", "*", "!", "|", ">", "#", " #", "%", "@", "`", "?", "? ", "<<", "---", "...", "~", "null"),
    *("\r", "\u00a0", "\\u202E", "\\x", "0", "01", "|\n", ">-\n"),
)
YAMLISH = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


@settings(max_examples=200)
@given(YAMLISH)
@example('"\\ud800": x')
@example("a: |\n")
@example("a: >\n\n\n")
@example("a: 'x\n\n  y'\n")
@example("''a{'")
def test_any_text_of_yaml_signs(text: str) -> None:
    tree, findings = read_tree(text.encode(), "f.yaml")
    check(findings, tree)
    if tree is not None:
        for value in scalars(tree):
            assert value.location.line >= 1
            assert value.within(0, 1).line >= 1
            assert value.find("a").line >= 1


@settings(max_examples=200)
@given(YAMLISH)
def test_the_python_parser_never_raises_either(text: str) -> None:
    tree, findings = read_tree(text.encode(), "f.yaml", parser=yaml.SafeLoader)
    check(findings, tree)


NAMES = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=30
)


@given(
    st.recursive(
        VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)
    )
)
def test_both_parsers_build_the_same_tree(data: Any) -> None:
    content = yaml.safe_dump({"racine": data}, allow_unicode=True).encode()
    slow = read_tree(content, "f.yaml", parser=yaml.SafeLoader)
    assert read_tree(content, "f.yaml") == slow
