"""Any text in any value of the example gives findings or acts, never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from actgen.base.diagnostics import Report
from tests.hostile.workspace import COLLECTIVITE, GROUPEMENT, SEANCE, Workspace

pytestmark = pytest.mark.slow

VALUE = re.compile(r"(?m)^[ -]*\w+: +(?P<value>[^\s#][^#\n]*?) *(?:#.*)?$|^ *- (?P<item>[^:#\n]+?)$")
SIGNS = st.text(
    st.sampled_from("aÉ9 \t\n:-#'\"«»&*!|>%@`{}[](),.;?/\\<=~²٣😀\u00a0\u202f\u200b\u0301\x00\x1b€"),
    max_size=30,
)
WORDS = st.lists(
    st.sampled_from(
        [
            "Christian FRANTZ", "Elodie DEMARE", "14/12/2022", "pouvoir à", ",", "unanimité", "13 pour",
            "aucun", "9" * 400, "oui", "20h30", "{{ x }}", "{% for %}", "# Titre", "- 3 %", "2022. Année",
            "../../x", "{point}",
        ]
    ),
    max_size=5,
).map(" ".join)  # fmt: skip
ANY = st.text(max_size=40) | SIGNS | WORDS


def spans(text: str) -> list[tuple[int, int]]:
    """Where each value of a file stands."""
    found: Iterator[re.Match[str]] = VALUE.finditer(text)
    return [match.span("value" if match["value"] is not None else "item") for match in found]


def quoted(value: str) -> str:
    """As a YAML string that holds exactly that value, where YAML can."""
    signs = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(signs.get(sign, sign) for sign in value) + '"'


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.copy(tmp_path_factory.mktemp("tout") / "espace")


def test_the_values_are_found(shared: Workspace) -> None:
    counts = [len(spans(shared.read(name))) for name in (SEANCE, COLLECTIVITE, GROUPEMENT)]
    assert counts[0] >= 20 and counts[1] >= 18 and counts[2] >= 40, counts


@pytest.mark.parametrize("name", [SEANCE, COLLECTIVITE, GROUPEMENT])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), value=ANY, as_text=st.booleans())
def test_any_value(name: str, shared: Workspace, data: st.DataObject, value: str, as_text: bool) -> None:
    original = shared.read(name)
    start, end = data.draw(st.sampled_from(spans(original)))
    changed = original[:start] + (quoted(value) if as_text else value) + original[end:]
    try:
        shared.write(name, changed.encode("utf-8", "replace"))
        check(shared)
    finally:
        shared.write(name, original)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@example(data=None)
def test_lines_left_out_or_moved(shared: Workspace, data: st.DataObject | None) -> None:
    original = shared.read()
    lines = original.splitlines(keepends=True)
    if data is not None:
        first = data.draw(st.integers(0, len(lines) - 1))
        last = data.draw(st.integers(first, min(first + 4, len(lines))))
        moved = lines[first:last] if data.draw(st.booleans()) else []
        place = data.draw(st.integers(0, len(lines)))
        rest = lines[:first] + lines[last:]
        lines = rest[:place] + moved + rest[place:]
    try:
        shared.write(SEANCE, "".join(lines))
        check(shared)
    finally:
        shared.write(SEANCE, original)


def test_a_name_of_a_file_that_runs_on_to_the_next_line(shared: Workspace) -> None:
    original = shared.read()
    try:
        shared.write(
            SEANCE, original.replace("collectivite: dietwiller", "collectivite: diet\n\n  willer", 1)
        )
        check(shared)
    finally:
        shared.write(SEANCE, original)


def check(workspace: Workspace) -> None:
    examination = workspace.examine()
    assert examination.plans or examination.report.stops_everything
    sound(examination.report, workspace.folder)


def sound(report: Report, folder: Path) -> None:
    """Each finding is one line that a terminal can show, and tells no place of this machine."""
    for finding in report.findings:
        for text in (finding.message, finding.hint, *(place.excerpt for place in finding.locations)):
            assert not any(ord(sign) < 32 or ord(sign) == 127 for sign in text), finding
            assert str(folder) not in text, finding
        assert finding.message
        for place in finding.locations:
            assert place.line == 0 or 1 <= place.column <= len(place.excerpt) + 1, finding
