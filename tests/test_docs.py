"""What docs/ shows is true: its fragments load, its screens are the program's, its links lead somewhere.

A comment before a block or a table says what it is: `<!-- yaml: session -->`, `<!-- phrases: vote -->`…
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from actgen.acts.tree.nodes import lacunes
from actgen.acts.tree.words import plain_words
from actgen.authoring.guide import PAGES, page_text
from actgen.base.diagnostics import Report
from actgen.base.text.keys import anchor
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from actgen.session.examination import examine
from actgen.session.load import load_session
from actgen.session.result import Options
from tests.acts.outputs.house.samples import letterhead, shield_png

DOCS = Path(__file__).resolve().parent.parent / "docs"
GUIDE = (DOCS / "guide-du-secretaire.md").read_text(encoding="utf-8")
MARKED = re.compile(
    r"^<!-- (?P<what>\w+): (?P<about>[\w -]+?) -->\n(?P<body>```.*?^```$|\|.*?(?=\n\n))", re.M | re.S
)
CODE = re.compile(r"`([^`]+)`")

# How the phrase of a table stands in a session; the key itself is the name of the table.
PLACES = {
    "absents": "absents:\n  - {}\n",
    "mouvements": "mouvements:\n  - {}\n",
    "suspensions": "suspensions:\n  - {}\n",
    "vote": "points:\n  - numero: 1\n    objet: Essai\n    vote: {}\n",
    "interesse": "points:\n  - numero: 1\n    objet: Essai\n    vote: unanimité\n    interesse: {}\n",
    "demandes": "points:\n  - numero: 1\n    objet: Essai\n    vote: unanimité\n    demandes: {}\n",
    "dates": "seance:\n  date: {}\n",
    "heures": "seance:\n  date: 14/11/2024\n  heure: {}\n",
}


_page = cache(page_text)


@dataclass(frozen=True)
class Marked:
    """A block or a table of the guide, and what its comment says that it is."""

    what: str
    about: tuple[str, ...]
    body: str


def _marked() -> list[Marked]:
    found = []
    for match in MARKED.finditer(GUIDE):
        body = re.sub(r"^```\w*\n|^```$", "", match["body"], flags=re.M)
        found.append(Marked(match["what"], tuple(match["about"].split()), body))
    return found


def _blocks(what: str, first: str) -> list[Marked]:
    return [each for each in _marked() if each.what == what and each.about[0] == first]


def _phrases() -> list[tuple[str, str]]:
    """Each phrase of each table, with the table that it stands in."""
    tables = [each for each in _marked() if each.what == "phrases"]
    rows = [(table.about[0], row.split("|")[2]) for table in tables for row in table.body.splitlines()[2:]]
    return [
        (kind, phrase.removeprefix("mouvements"))
        for kind, cell in rows
        for phrase in CODE.findall(cell)
        if phrase != "mouvements"
    ]


def _with(base: str, fragment: str) -> str:
    """The session with the keys of the fragment in the place of its own; other items have another agenda."""
    parts = {part.split(":")[0]: part for part in re.split(r"^(?=\w+:)", base, flags=re.M)}
    written = {part.split(":")[0]: part for part in re.split(r"^(?=\w+:)", fragment, flags=re.M)}
    parts |= written
    if "points" in written:
        parts["convocation"] = re.sub(r"  ordre_du_jour:\n(?:    .*\n)*", "", parts["convocation"])
    return "\n".join(parts.values())


def _session() -> str:
    (block,) = _blocks("yaml", "session")
    return block.body


@pytest.fixture
def workspace(checkout: Path, tmp_path: Path) -> Path:
    """The council of the guide, beside the shipped groups and councils."""
    for name in ("collectivites", "groupements", "seances"):
        shutil.copytree(
            checkout / "data" / name, tmp_path / name, ignore=shutil.ignore_patterns("exemple_m2a*")
        )
    for block in _blocks("yaml", "collectivite"):
        if block.about[1] == "le-trehou":
            (tmp_path / "collectivites" / "le-trehou.yaml").write_text(block.body, encoding="utf-8")
    return tmp_path


def _errors(workspace: Path, session: str) -> list[str]:
    place = workspace / "seances" / "guide.yaml"
    place.write_text(session, encoding="utf-8")
    report = examine(place, Options()).report
    return [f"{finding.code}: {finding.message}" for finding in report.errors]


def _load(workspace: Path, session: str) -> Report:
    place = workspace / "seances" / "guide.yaml"
    place.write_text(session, encoding="utf-8")
    sources = Sources(workspace)
    return Report(load_session(place, sources, Catalogue(sources, search_path(workspace))).findings)


def test_the_guide_has_its_fragments() -> None:
    """Nothing is tried when nothing is found: the comments are there, and of the kinds that are known."""
    kinds = [(each.what, each.about[0]) for each in _marked()]
    assert len(kinds) == GUIDE.count("<!--")
    assert {about for what, about in kinds if what == "phrases"} == set(PLACES)
    assert {about for what, about in kinds if what == "yaml"} == {
        "session",
        "collectivite",
        "morceau",
        "charte",
    }
    assert GUIDE.count("```yaml") == len([kind for kind in kinds if kind[0] == "yaml"])


def test_the_session_of_the_guide_is_without_fault(workspace: Path) -> None:
    place = workspace / "seances" / "guide.yaml"
    place.write_text(_session(), encoding="utf-8")
    assert examine(place, Options()).report.findings == ()


@pytest.mark.parametrize("fragment", _blocks("yaml", "morceau"), ids=lambda each: each.body.split(":")[0])
def test_each_fragment_is_accepted(workspace: Path, fragment: Marked) -> None:
    base = _session()
    if len(fragment.about) > 1:
        (found,) = (workspace / "seances").glob(f"{fragment.about[1]}-*.yaml")
        base = found.read_text(encoding="utf-8")
    assert _errors(workspace, _with(base, fragment.body)) == []


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("installation", "Membre 2, premier adjoint Membre 3, deuxième adjointe Membre 4, troisième adjoint"),
        (
            "suppleants",
            "Membre 2 (liste A) Membre 3 (liste A) Membre 9 (liste B) "
            "PROCLAME élus membres suppléants : Membre 5",
        ),
        ("elus: Liste B", "Membre 2 (liste A) Membre 9 (liste B) Membre 10 (liste B)"),
    ],
)
def test_each_election_between_lists_names_those_it_elects(workspace: Path, word: str, names: str) -> None:
    blocks = [each for each in _blocks("yaml", "morceau") if "listes:" in each.body and word in each.body]
    (found,) = (workspace / "seances").glob(f"{blocks[0].about[1]}-*.yaml")
    place = workspace / "seances" / "guide.yaml"
    place.write_text(_with(found.read_text(encoding="utf-8"), blocks[0].body), encoding="utf-8")
    plans = examine(place, Options()).plans
    (minutes,) = (each.document for each in plans if each.key == "proces-verbal")
    assert minutes is not None
    assert {each.key for each in lacunes(minutes)} == {"convocation.ordre_du_jour"}  # not of the extract
    assert names in _flat(" ".join(plain_words(minutes)))


@pytest.mark.parametrize("block", _blocks("yaml", "charte"), ids=lambda each: each.body.split("\n")[0])
def test_each_house_style_is_without_fault(workspace: Path, block: Marked) -> None:
    place = workspace / "collectivites"
    (place / "blason.png").write_bytes(shield_png())
    (place / "papier.docx").write_bytes(letterhead())
    council = (place / "le-trehou.yaml").read_text(encoding="utf-8")
    (place / "le-trehou.yaml").write_text(f"{council}\n{block.body}", encoding="utf-8")
    file = workspace / "seances" / "guide.yaml"
    file.write_text(_session(), encoding="utf-8")
    assert examine(file, Options()).report.findings == ()


@pytest.mark.parametrize("block", _blocks("yaml", "collectivite"), ids=lambda each: each.about[1])
def test_each_council_is_accepted(workspace: Path, block: Marked) -> None:
    (workspace / "collectivites" / "essai.yaml").write_text(block.body, encoding="utf-8")
    assert _errors(workspace, "collectivite: essai\nseance:\n  date: 15/12/2022\n") == []


@pytest.mark.parametrize(("kind", "phrase"), _phrases())
def test_each_phrase_is_understood(workspace: Path, kind: str, phrase: str) -> None:
    assert _load(workspace, _with(_session(), PLACES[kind].format(phrase))).findings == ()


def test_a_phrase_that_is_not_understood_is_seen(workspace: Path) -> None:
    fragment = PLACES["vote"].format("presque tous pour")
    assert [f.code for f in _load(workspace, _with(_session(), fragment)).findings] == ["PHRASE-INCOMPRISE"]


def _flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def _run(*words: str, workspace: Path) -> str:
    command = [sys.executable, "-m", "actgen", *words, "--out", "out"] if words[0] == "render" else None
    run = subprocess.run(
        command or [sys.executable, "-m", "actgen", *words],
        stdin=subprocess.DEVNULL,
        cwd=workspace,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": "", "COLUMNS": "120", "PYTHONPATH": str(DOCS.parent), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return _flat(run.stdout)


def test_the_screens_of_check_are_those_of_the_program(workspace: Path) -> None:
    (workspace / "seances" / "guide.yaml").write_text(_session(), encoding="utf-8")
    shown = _run("check", "seances/guide.yaml", workspace=workspace)
    lines = [line for block in _blocks("ecran", "check") for line in block.body.splitlines()]
    assert len(lines) > 5
    assert [line for line in lines if _flat(line) not in shown] == []


def test_the_screen_of_calendar_is_that_of_the_program(workspace: Path) -> None:
    (workspace / "seances" / "guide.yaml").write_text(_session(), encoding="utf-8")
    shown = _run("calendar", "seances/guide.yaml", workspace=workspace)
    lines = [line for block in _blocks("ecran", "calendar") for line in block.body.splitlines()]
    assert len(lines) > 3
    assert [line for line in lines if _flat(line) not in shown] == []


def test_a_word_file_mended_by_hand_is_kept_as_the_guide_says(workspace: Path) -> None:
    session = workspace / "seances" / "guide.yaml"
    session.write_text(_session(), encoding="utf-8")
    only = ("--only", "deliberation-02", "--formats", "docx")
    _run("render", "seances/guide.yaml", *only, workspace=workspace)
    (word,) = workspace.glob("out/*/*/*.docx")
    mended = word.read_bytes() + b" "
    word.write_bytes(mended)
    shown = _run("render", "seances/guide.yaml", *only, workspace=workspace)
    (block,) = _blocks("ecran", "render")
    assert _flat(block.body) in shown
    assert word.read_bytes() == mended


@cache
def _said(checkout: Path) -> list[str]:
    """Every text of the rooms that read and judge."""
    trees = (
        ast.parse(path.read_text(encoding="utf-8"))
        for folder in ("checks", "council", "reading", "session")
        for path in (checkout / "actgen" / folder).rglob("*.py")
    )
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [text.replace("’", "'") for text in constants if isinstance(text, str)]


@pytest.mark.parametrize("quoted", re.findall(r"^\| «\u00a0(.+?)\u00a0» \|", GUIDE, re.M))
def test_each_message_of_the_table_exists(checkout: Path, quoted: str) -> None:
    """Its longest run of words without a name or a figure stands in the code that says it."""
    runs = re.split(r"\.$|[…:\u00a0]|\d+(?:/\d+)*|\bjeudi\b|\bmardi\b", quoted)
    longest = max((run.strip(" .") for run in runs), key=len).replace("’", "'")
    assert any(longest in text for text in _said(checkout))


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = _page(page)
    for name, place in re.findall(r"\]\(([\w-]+\.md)?(#[^)]+)?\)", text):
        headings = re.findall(r"^#+ (.+)$", _page(name or page), re.M)
        assert not place or place[1:] in {anchor(heading) for heading in headings}, (name, place)


@pytest.mark.parametrize("page", PAGES)
def test_prose_is_typeset(page: str) -> None:
    """Typographic apostrophes and no-break spaces, outside of code."""
    text = re.sub(r"^```.*?^```$", "", _page(page), flags=re.M | re.S)
    text = re.sub(r"`[^`\n]*`|<!--.*?-->", "`", text)
    assert re.findall(r".{0,20}(?:'| [:;!?»]|« |\d \d{3}\b).{0,20}", text) == []
