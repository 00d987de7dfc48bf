"""Any text, typed in any field that a page gives: the file says that there, and all the rest as before.

What a file says is told by another reader than ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from actgen.api.fields import Path
from actgen.reading.decoding import clean_value, typed_text
from actgen.studio.desk import address_of
from actgen.studio.fields import path_in
from tests.evening.gestures import PREPARED
from tests.hostile.test_any_text import ANY
from tests.studio.house import COUNCIL, OTHER, SESSION, WRITES, Studio
from tests.studio.test_untouched import Forms

ITEM = """\
  - numero: 4
    objet: 'Tarifs'
    acte: tarifs
    tarifs:
      - Habitants ; la journée ; 90 €
      - Autres usagers ; la journée ; 150 €
    texte: |
      Un exposé.

      En deux paragraphes.

suites:
"""
SCREENS = {SESSION: "preparer", COUNCIL: "conseil"}
SEVERAL: dict[str, Sequence[Path]] = {
    "envoi": [("convocation", "envoyee_le"), ("convocation", "ordre_du_jour")]
}
PIECES = (
    "l’école",
    "l'eau",
    " : ",
    ":",
    " # ",
    '"',
    "- ",
    "\n",
    "\r\n",
    "É",
    "12",
    "{",
    "[a",
    "*",
    "%",
    "|",
    "",
)
HOSTILE = ANY | st.lists(st.sampled_from(PIECES), min_size=3, max_size=9).map("".join)
NOTE = re.compile("# ¤[0-9]+")
_PLAIN = re.compile(r"^ *(?:- )?[a-z_]+:(?: [^\"'|>\[{#]*)?$")

Form = tuple[str, dict[str, str]]


class Edited(Studio):
    """A session and a council, a note of its own at the end of most lines, and what their pages send."""

    def __init__(self, folder: Any) -> None:
        super().__init__(folder)
        (self.root / OTHER).unlink()
        council = (self.root / COUNCIL).read_text(encoding="utf-8")
        self.base = {SESSION: noted(PREPARED + ITEM), COUNCIL: noted(council)}
        self.window = self.browser()
        for name in SCREENS:
            self.write(name)
        self.forms: dict[str, list[tuple[str, Form]]] = {}
        for name in SCREENS:
            for form in self.shown(name):
                self.forms.setdefault(route(form), []).append((name, form))

    def write(self, name: str) -> None:
        (self.root / name).write_text(self.base[name], encoding="utf-8")

    def shown(self, name: str) -> list[Form]:
        return Forms(self.window.get(address_of(name, SCREENS[name])).text).found


def route(form: Form) -> str:
    """What it is sent to: « champ »."""
    return form[0].rpartition("/")[2]


def noted(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"{line}  # ¤{rank}" if _PLAIN.match(line) else line for rank, line in enumerate(lines))


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return Edited(tmp_path_factory.mktemp("saisie") / "mairie")


# the model


def without(data: Any, path: Path) -> Any:
    """The same but for one value, and for what only held it."""
    if not path:
        return None
    step, *rest = path
    if isinstance(data, list) and isinstance(step, int):
        return [without(each, tuple(rest)) if rank == step else each for rank, each in enumerate(data)]
    if not isinstance(data, dict):
        return data
    left = {key: without(each, tuple(rest)) if key == step else each for key, each in data.items()}
    return {key: each for key, each in left.items() if key != step or each not in (None, "", {})}


def at(data: Any, path: Path) -> Any:
    for step in path:
        known = isinstance(data, list) and isinstance(step, int) and step < len(data)
        data = data[step] if known or (isinstance(data, dict) and step in data) else None
    return data


def span(text: str, path: Path) -> range:
    """The lines of a value with its key; none where it is not written."""
    node: Any = yaml.compose(text, yaml.BaseLoader)
    first = 0
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next((each for each in node.value if each[0].value == step), None)
        else:
            several = isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
            found = (node.value[step], node.value[step]) if several else None
        if found is None:
            return range(0)
        first, node = found[0].start_mark.line, found[1]
    return range(first, node.end_mark.line + 1 if node.end_mark.column else node.end_mark.line)


def about(form: Form) -> Sequence[Path]:
    """The values that a form is about: the list as a whole for a cell or for several lines."""
    if route(form) == "membre":
        return [("membres", int(form[1]["ligne"].partition("|")[0]))]
    path = path_in(form[1]["chemin"])
    return SEVERAL.get(route(form), [path[:-2] if route(form) == "cellule" else path])


def expected(form: Form, typed: str) -> Any:
    """What a plain field is to say; None for one that words what is typed in its own way."""
    said = typed_text(typed, "\n" if "lignes" in form[1] else " ").rstrip()
    if route(form) == "champ":
        return [clean_value(said)] if said.strip() else []
    if route(form) == "lignes":
        return [clean_value(each.strip()) for each in said.split("\n") if each.strip()]
    return None


def told(found: Any) -> list[str]:
    several = found if isinstance(found, list) else [found]
    return [str(each).rstrip("\n") for each in several if each not in (None, "")]


def sent(edited: Edited, name: str, form: Form, typed: str) -> None:
    """Type that in a field, and see the file before and after."""
    place = edited.root / name
    before = place.read_bytes()
    answer = edited.window.post(form[0], data=form[1] | {"valeur": typed}, headers=WRITES)
    assert answer.status_code in (303, 400, 409, 422), answer.text[-600:]
    after = place.read_bytes()
    if answer.status_code != 303:
        assert after == before
        return
    old, new = before.decode(), after.decode()
    said, says = yaml.load(old, yaml.BaseLoader), yaml.load(new, yaml.BaseLoader)
    gone: set[int] = set()
    for path in about(form):
        gone |= set(span(old, path))
        said, left = without(said, path), without(says, path)
        if (asked := expected(form, typed)) is not None:
            assert told(at(says, path)) == asked
        says = left
    assert says == said
    assert NOTE.findall(new) == NOTE.findall(old)
    kept = [line for rank, line in enumerate(old.split("\n")) if rank not in gone]
    written: Iterator[str] = iter(new.split("\n"))
    assert [line for line in kept if line not in written] == []


def test_the_pages_give_their_fields(edited: Edited) -> None:
    routes = "champ lignes cellule jour envoi heure matiere rubrique membre"
    assert edited.forms.keys() >= set(routes.split())


@settings(max_examples=30)
@given(st.data(), HOSTILE)
def test_any_text_in_any_field_changes_it_alone(edited: Edited, data: st.DataObject, typed: str) -> None:
    to = data.draw(st.just("champ") | st.sampled_from(sorted(edited.forms)))
    name, form = data.draw(st.sampled_from(edited.forms[to]))
    edited.write(name)
    sent(edited, name, form, typed)


@pytest.mark.slow
@settings(max_examples=20)
@given(st.data(), st.sampled_from(sorted(SCREENS)), st.lists(HOSTILE, min_size=3, max_size=6))
def test_fields_are_left_one_after_the_other(
    edited: Edited, data: st.DataObject, name: str, several: list[str]
) -> None:
    edited.write(name)
    for typed in several:
        sent(edited, name, data.draw(st.sampled_from(edited.shown(name))), typed)
