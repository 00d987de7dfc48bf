"""Templates written to escape, to fetch or to exhaust: refused by a code, in Markdown and in Word.

Nothing here may reach the network: every socket of these tests is watched. Time is bounded by the timeout
of each test, memory by the limit of the processes in which bombs are opened.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.reading import read_template
from actgen.base.diagnostics import Severity
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Source, Sources
from actgen.session.writing.names import is_safe
from tests.hostile.attacks import (
    BOMBS,
    EXPRESSIONS,
    EXTERNAL,
    LOOPS,
    MARKDOWN,
    PACKAGES,
    SECRET,
    TAGS,
    attached,
)
from tests.hostile.word.builder import word
from tests.hostile.workspace import Workspace

pytestmark = pytest.mark.timeout(120)
FORMATS = ("md", "docx")


class Vue(Struct, frozen=True):
    """A value as views have them, with what a template must never reach."""

    nom: str = "Membre 1"
    _prive: str = SECRET

    def methode(self) -> str:
        return SECRET

    @property
    def propriete(self) -> str:
        return SECRET


class Acte(Struct, frozen=True):
    x: Vue = Vue()
    membres: tuple[Vue, ...] = (Vue(), Vue())
    beaucoup: tuple[Vue, ...] = (Vue(),) * 1_000


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever asks for a connection or an address is told no, and fails the test all the same."""
    asked: list[object] = []

    def refuse(*words: object, **_: object) -> None:
        asked.append(words)
        raise OSError("no network here")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    yield
    assert asked == []


def outcome(content: bytes, file: str, clauses: dict[str, bytes] | None = None) -> tuple[set[str], str]:
    """The codes of the errors that a text gives, read and filled, and what it prints."""
    texts = {name: Source(f"socle/clauses/{name}", text, "") for name, text in (clauses or {}).items()}

    def load(name: str) -> Source | None:
        return next((text for file, text in texts.items() if file.partition(".")[0] == name), None)

    template, findings = read_template(Source(file, content, ""), load)
    found = {finding.code for finding in findings if finding.severity is Severity.ERROR}
    assert template is not None or found
    if found:
        return found, ""
    assert template is not None
    blocks, findings = evaluate(template, Acte())
    return {one.code for one in findings if one.severity is Severity.ERROR}, repr(blocks)


def written(text: str, form: str) -> bytes:
    """A template of these lines, each a paragraph of its own."""
    if form == "md":
        return ("\n\n".join(text.split("\n")) + "\n").encode()
    return word(*text.split("\n"), "Fin.")


def refused(content: bytes, form: str, **clauses: bytes) -> None:
    named = {f"{name}.{form}": text for name, text in clauses.items()}
    codes, printed = outcome(content, f"corps.{form}", named)
    assert codes and all(code.startswith("GABARIT-") for code in codes)
    assert SECRET not in printed


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("attack", EXPRESSIONS)
def test_an_expression_that_would_escape_is_refused(attack: str, form: str) -> None:
    expression = EXPRESSIONS[attack]
    if form == "docx" and "\0" in expression:
        assert not word_accepts(expression)  # no XML has it
        return
    refused(written(f"{{{{ {expression} }}}}", form), form)
    mark = "p " if form == "docx" else " "
    refused(written(f"{{%{mark}if {expression} %}}\ntexte\n{{%{mark}endif %}}", form), form)


def word_accepts(text: str) -> bool:
    try:
        word(text)
    except (ValueError, SyntaxError):
        return False
    return True


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("attack", TAGS)
def test_a_tag_outside_the_grammar_is_refused(attack: str, form: str) -> None:
    for mark in ("", "p") if form == "docx" else ("",):
        refused(written(TAGS[attack].replace("%@", "%" + mark), form), form)


@pytest.mark.parametrize(
    ("attack", "form"),
    [
        (attack, form)
        for attack in LOOPS
        for form in FORMATS
        # what a text does and prints is counted in its tree, wherever that comes from: once is enough
        if "a thousand" not in attack or form == "md"
    ],
)
def test_a_loop_without_end_is_refused(attack: str, form: str) -> None:
    refused(written(LOOPS[attack].replace("%@", "%p" if form == "docx" else "%"), form), form)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_clauses_that_call_one_another_are_refused(form: str) -> None:
    calls = {name: written(f"{{{{ clause.{other} }}}}", form) for name, other in (("a", "b"), ("b", "a"))}
    refused(written("{{ clause.a }}", form), form, **calls)
    chain = {f"c{n}": written(f"{{{{ clause.c{n + 1} }}}}", form) for n in range(20)}
    refused(written("{{ clause.c0 }}", form), form, **chain, c20=written("Fin.", form))
    wide = {f"d{n}": written("\n".join([f"{{{{ clause.d{n + 1} }}}}"] * 50), form) for n in range(4)}
    refused(written("{{ clause.d0 }}", form), form, **wide, d4=written("{{ rien }}", form))


@pytest.mark.parametrize("form", FORMATS)
def test_a_clause_that_sets_by_hundreds_in_a_loop_is_refused(form: str) -> None:
    mark = "%p" if form == "docx" else "%"
    loop = "{%@ for a in beaucoup %}\n{{ clause.c }}\n{%@ endfor %}".replace("%@", mark)
    for sets, expected in ((1, set()), (600, {"GABARIT-LIMITE"})):  # a loop of a thousand turns is allowed
        clause = "\n".join([*[f"{{{mark} set a = x.nom %}}"] * sets, "x"])
        codes, _ = outcome(written(loop, form), f"corps.{form}", {f"c.{form}": written(clause, form)})
        assert codes == expected


@pytest.mark.parametrize("attack", MARKDOWN)
def test_markdown_that_would_fetch_or_run_is_refused(attack: str) -> None:
    refused(MARKDOWN[attack].encode() + b"\n", "md")


@pytest.mark.parametrize("attack", PACKAGES)
def test_a_word_file_that_would_fetch_or_run_is_refused(attack: str) -> None:
    refused(PACKAGES[attack](), "docx")


@pytest.mark.parametrize("place", ["http://127.0.0.1:9/x.dotm", r"\\serveur\x.dotm", "file:///c:/x.dotm"])
def test_the_model_that_a_word_file_names_is_neither_fetched_nor_kept(place: str) -> None:
    """Admitted, since Word names one in many files: nothing of a template is read but its words."""
    codes, printed = outcome(attached(f"Target='{place}' {EXTERNAL}"), "corps.docx")
    assert codes == set() and "Texte" in printed and "x.dotm" not in printed


@pytest.mark.slow
@pytest.mark.parametrize("attack", BOMBS)
def test_a_bomb_is_refused_within_its_memory(attack: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.hostile.bomb", attack],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2_000:]
    assert run.stdout.startswith("GABARIT-"), run.stdout


# folders


KIND = "templates/deliberations/essai"
MANIFEST = "titre: Essai\nfamille: deliberation\nfichier: essai\nversion: '1'\nobjet: Essai\n"


@pytest.mark.parametrize(
    "name", ["../../secret", "..", "/etc/passwd", "a/../../secret", "C:\\secret", "a\0b", "a" * 5_000]
)
def test_a_clause_is_never_looked_for_elsewhere(workspace: Workspace, name: str) -> None:
    (workspace.folder / "secret.md").write_text(SECRET, encoding="utf-8")
    refused(written(f"{{{{ clause.{name.replace(chr(0), '')} }}}}", "md"), "md")
    sources = Sources(workspace.folder)
    catalogue = Catalogue(sources, search_path(workspace.folder))
    kind = catalogue.get("adhesion_groupement")
    assert kind is not None
    found = catalogue.clause(kind, name)
    assert found is None or SECRET not in found.text


@pytest.mark.parametrize("name", ["../../../evade", "/tmp/evade", "a/b", "..\\evade", "nul", "a" * 300])
def test_a_manifest_names_no_file_elsewhere(workspace: Workspace, name: str) -> None:
    """What it calls its files becomes a piece of a name, whatever it is."""
    folder = workspace.folder / KIND
    folder.mkdir(parents=True)
    (folder / "acte.yaml").write_text(
        MANIFEST.replace("fichier: essai", f"fichier: '{name}'"), encoding="utf-8"
    )
    for text in ("corps", "expose", "dispositif"):
        (folder / f"{text}.md").write_text("Texte de {{ collectivite.nom }}.\n", encoding="utf-8")
    workspace.change("acte: adhesion_groupement\n    groupement: e_services", "acte: essai")
    before = {place for place in workspace.folder.parent.rglob("*") if workspace.out not in place.parents}
    workspace.render("html")
    named = [place for place in workspace.outputs() if "deliberation-09" in place]
    assert named and all(is_safe(place.rpartition("/")[2]) for place in named)
    after = {place for place in workspace.folder.parent.rglob("*") if workspace.out not in place.parents}
    assert after - before <= {workspace.out}


@pytest.mark.parametrize("linked", ["corps.md", "acte.yaml"])
def test_a_symbolic_link_out_of_the_workspace_is_not_followed(
    workspace: Workspace, tmp_path: Path, linked: str
) -> None:
    outside = tmp_path / "ailleurs.md"
    outside.write_text(MANIFEST if linked == "acte.yaml" else SECRET, encoding="utf-8")
    folder = workspace.folder / KIND
    folder.mkdir(parents=True)
    (folder / "acte.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / linked).unlink(missing_ok=True)
    (folder / linked).symlink_to(outside)
    catalogue = Catalogue(Sources(workspace.folder), search_path(workspace.folder))
    kind = catalogue.get("essai")
    if linked == "acte.yaml":
        assert kind is None and [one.code for one in catalogue.findings] == ["FICHIER-HORS-ESPACE"]
        return
    assert kind is not None and catalogue.clause(kind, "corps") is None
    trouble = catalogue.trouble(kind, "corps")
    assert trouble is not None and trouble.code == "FICHIER-HORS-ESPACE"


def test_a_folder_of_templates_that_is_a_link_is_not_followed(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "modeles" / "socle" / "clauses"
    outside.mkdir(parents=True)
    (outside / "fin_deliberation.md").write_text(SECRET, encoding="utf-8")
    (workspace.folder / "templates").symlink_to(tmp_path / "modeles")
    workspace.render("html")
    assert all(SECRET.encode() not in content for content in workspace.outputs().values())
