"""Answers of the engine kept from act to act: the same bytes, the same tree, all that they depend on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
import tinyhtml5  # type: ignore[import-untyped]

from actgen.acts.outputs.engine import engine
from actgen.acts.outputs.html import print_markup
from actgen.acts.outputs.memos import KNOWN, PLAIN, TEXT, Store, reason_not_to
from actgen.acts.outputs.own_tree import parser
from actgen.acts.outputs.pdf import render_pdf
from actgen.reading.sources import shipped
from tests.acts.outputs.conformity.corpus import all_acts
from tests.acts.outputs.sample_act import sample
from tests.session.acts import ROOT

DRAW = (
    "import sys; from actgen.acts.outputs.pdf import render_pdf\n"
    "from tests.acts.outputs.sample_act import sample\n"
)
ONE = "sys.stdout.buffer.write(render_pdf(sample(projet=False)))"
UNKNOWN = "from actgen.acts.outputs import memos; memos.KNOWN['weasyprint'] = '69.0'\n"


def drawn(program: str, **settings: str) -> bytes:
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    return run.stdout


@pytest.fixture(scope="module")
def here() -> bytes:
    for projet in (True, False):  # so that answers are there
        render_pdf(sample(projet=projet))
    return render_pdf(sample(projet=False))


def test_an_act_has_the_bytes_of_the_plain_engine(here: bytes) -> None:
    assert reason_not_to() == ""
    assert drawn(DRAW + ONE, **{PLAIN: "1"}) == here


def test_an_engine_of_another_version_is_left_as_it_is(here: bytes) -> None:
    told = "sys.stdout.buffer.write((memos.reason_not_to() + str(len(memos._texts))).encode())"
    assert drawn(UNKNOWN + DRAW + ONE) == here
    why = drawn(UNKNOWN + DRAW + "render_pdf(sample())\n" + told).decode()
    assert why == f"weasyprint {KNOWN['weasyprint']} est installé, et non 69.0" + "0"


def test_an_act_that_fails_halfway_leaves_nothing_behind(here: bytes) -> None:
    markup = print_markup(sample(projet=False)).replace("</body>", '<img src="ailleurs.png" alt="" /></body>')
    with pytest.raises(RuntimeError, match=r"ailleurs\.png"):
        engine().pdf(markup, [])
    assert render_pdf(sample(projet=False)) == here


def test_what_the_engine_mutters_it_mutters_each_time() -> None:
    markup = print_markup(sample(projet=False)).replace("<p>", '<p style="no-such-property: 1">', 1)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="no-such-property"):
            engine().pdf(markup, [])


def test_what_the_key_of_a_tree_leaves_out_is_seen_by_no_selector() -> None:
    sheet = shipped("templates", "socle", "impression.css").read_text(encoding="utf-8")
    selectors = re.findall(r"[^{}]+(?=\{)", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    assert len(selectors) > 50
    assert not [each for each in selectors if re.search(r"\[\s*(data-|content)|\bmeta\b", each)]


def test_a_tree_of_other_classes_has_other_rules(here: bytes) -> None:
    markup = print_markup(sample(projet=False))
    assert ' class="' in markup
    plain = engine().pdf(re.sub(' class="[^"]*"', "", markup), [])
    assert plain != engine().pdf(markup, [])


def test_a_store_is_bounded() -> None:
    store = Store(4)
    for number in range(10):
        store.keep(number, number)
        assert len(store) <= 4
    assert store.get(9) == 9
    assert store.get(0) is None


def test_what_each_act_asks_for_stays_and_what_one_alone_asked_goes() -> None:
    store = Store(8)
    store.keep("of all", 0)
    for number in range(1, 50):
        store.keep(f"of one, {number}", number)
        assert store.get("of all") == 0
    assert store.get("of one, 1") is None
    assert len(store) <= 8


class Listening(dict[str, Any]):
    """A style that tells what is read of it."""

    def __init__(self, style: Any, heard: set[str]) -> None:
        super().__init__()
        self.style, self.heard = style, heard
        self.font_config = style.font_config
        self.cache: dict[Any, Any] = {}

    def __missing__(self, name: str) -> Any:
        self.heard.add(name)
        return self.style[name]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """What the plain engine reads of styles as it splits and draws lines."""
    names: set[str] = set()
    engine()
    split, draw = _memo("split_first_line"), _memo("draw_text")

    def listening_split(text: str, style: Any, *rest: Any, **more: Any) -> Any:
        return split.split(text, Listening(style, names), *rest, **more)

    def listening_draw(stream: Any, textbox: Any, *rest: Any) -> None:
        style, textbox.style = textbox.style, Listening(textbox.style, names)
        try:
            draw.draw(stream, textbox, *rest)
        finally:
            textbox.style = style

    for memo, listening in ((split, listening_split), (draw, listening_draw)):
        _everywhere(monkeypatch, memo, listening)
    yield names


def _memo(name: str) -> Any:
    home = {"split_first_line": "weasyprint.text.line_break", "draw_text": "weasyprint.draw.text"}[name]
    return vars(sys.modules[home])[name]


def _everywhere(monkeypatch: pytest.MonkeyPatch, before: Any, after: Callable[..., Any]) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint."):
            for word, value in list(vars(module).items()):
                if value is before:
                    monkeypatch.setattr(module, word, after)


# Of the place and not of the line, or such that the engine is left alone where they say something.
OF_THE_PLACE = {"color", "visibility", "text_decoration_color"}


def test_all_that_is_read_of_a_style_is_in_the_key(heard: set[str]) -> None:
    render_pdf(sample(projet=False))
    render_pdf(sample(projet=True))
    assert {"font_size", "white_space", "letter_spacing"} <= heard
    assert heard - set(TEXT) - OF_THE_PLACE == set()


def tree(element: Any) -> Any:
    return (
        element.tag,
        dict(element.attrib),
        element.text or "",
        [(tree(child), child.tail or "") for child in element],
    )


def test_our_markup_is_the_same_tree_for_the_parser_of_xml() -> None:
    def slow(*_: Any, **__: Any) -> None:
        raise AssertionError("our own markup is read by the slow parser")

    markup = print_markup(sample(projet=False))
    assert tree(parser(slow).parse(StringIO(markup))) == tree(
        tinyhtml5.parse(markup, namespace_html_elements=False)
    )


@pytest.mark.parametrize("text", ["un\x0csaut", "<p>ouvert", 'title="deux\nlignes"'])
def test_what_xml_would_read_otherwise_is_left_to_the_slowparser(text: str) -> None:
    asked = []
    parser(lambda markup, **_: asked.append(markup.read())).parse(
        StringIO(f"<!DOCTYPE html><html>{text}</html>")
    )
    assert [text in markup for markup in asked] == [True]


@pytest.mark.slow
def test_the_tree_of_every_act_is_the_same_for_both_parsers() -> None:
    markups = [print_markup(document, look=look) for (_, document), look in all_acts()]
    fast = parser(tinyhtml5.parse)
    for markup in markups:
        assert tree(fast.parse(StringIO(markup))) == tree(
            tinyhtml5.parse(markup, namespace_html_elements=False)
        )
