"""Every code is explained, and its examples are true: the wrong one gives it, the right one doesn't."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import actgen
from actgen.authoring import explications
from actgen.authoring.explications import Explication, Topic, explication, read_sujets, sujets
from actgen.base import rules
from actgen.base.diagnostics import Diagnostic, Severity, Status
from actgen.base.errors import EnvironmentFault
from actgen.base.rules import RuleRow, every_code
from tests.authoring.exemples import codes, errors, run
from tests.french import typing_faults
from tests.rows import every

ENTRIES = [entry for sujet in sujets() for entry in sujet.codes]
TRIED = [entry for entry in ENTRIES if not entry.en_mots]
TOLD = [entry for entry in ENTRIES if entry.en_mots]


def _named_in_python() -> list[str]:
    """The codes that rules name, each by its one line."""
    texts = [place.read_text(encoding="utf-8") for place in (Path(actgen.__file__).parent).rglob("*.py")]
    return [code for text in texts for code in re.findall(r'^[A-Z0-9_]+ = rule\("([^"]+)"\)$', text, re.M)]


def test_every_rule_has_a_row_and_every_row_a_rule() -> None:
    """When it fails: write the row in data/regles (see LISEZMOI.md there), or delete it."""
    rows = [entry.code for entry in ENTRIES]
    assert set(_named_in_python()) ^ set(rows) == set()
    assert len(set(rows)) == len(rows)


def test_the_facts_of_a_row_are_the_same_without_yaml(checkout: Path) -> None:
    """A run finds them by their lines: a fact below the examples, or on two lines, would be lost."""
    told: dict[str, dict[str, str]] = {}
    for place in (checkout / "data" / "regles").glob("*.yaml"):
        rows = yaml.load(place.read_bytes(), Loader=yaml.CBaseLoader)["codes"]
        told |= {name: {key: row[key] for key in rules.KEYS if key in row} for name, row in rows.items()}
    assert {name: rules.facts_of(name) for name in told} == told
    assert every_code().keys() == told.keys()


def test_a_rule_from_memory_never_blocks() -> None:
    with pytest.raises(ValueError, match="from memory"):
        RuleRow("ESSAI", Severity.ERROR, "Un essai.", status=Status.MEMORY)


@pytest.mark.slow
@pytest.mark.parametrize("entry", TRIED, ids=lambda entry: entry.code)
def test_the_wrong_example_gives_the_code(entry: Explication, tmp_path: Path, checkout: Path) -> None:
    found = run(entry, entry.faux, tmp_path, checkout)
    assert entry.code in codes(found), _told(found)
    severities = {finding.severity.value for finding in found if finding.code == entry.code}
    assert (entry.donne or every_code()[entry.code].severity.value) in severities


@pytest.mark.slow
@pytest.mark.parametrize("entry", TRIED, ids=lambda entry: entry.code)
def test_the_right_example_is_right(entry: Explication, tmp_path: Path, checkout: Path) -> None:
    found = run(entry, entry.juste, tmp_path, checkout)
    assert entry.code not in codes(found), _told(found)
    assert errors(found) == set(), _told(found)


def _told(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{finding.code}: {finding.message}" for finding in found]


@every("entry", TOLD)
def test_what_is_told_in_words_is_tried_elsewhere(entry: Explication, checkout: Path) -> None:
    assert entry.essaye.startswith("tests/")
    assert re.search(rf"\b{entry.code}\b", (checkout / entry.essaye).read_text(encoding="utf-8"))


@every("entry", ENTRIES)
def test_an_explanation_is_short_and_in_good_french(entry: Explication) -> None:
    said = [entry.explication, *((entry.faux, entry.juste) if entry.en_mots else ())]
    for text in said:
        assert text.endswith(".") and text.removeprefix("«\u00a0")[0].isupper(), text
        assert typing_faults(text) == []
        assert len(text) <= 700, len(text)
    assert entry.faux != entry.juste
    assert max(len(line) for line in f"{entry.faux}\n{entry.juste}".splitlines()) <= 100 or entry.en_mots


@pytest.mark.parametrize("sujet", sujets(), ids=lambda sujet: sujet.fichier)
def test_topics_are_titled_in_good_french(sujet: Topic) -> None:
    assert typing_faults(sujet.titre) == []


def test_each_topic_has_its_own_place() -> None:
    assert (
        len({sujet.rang for sujet in sujets()}) == len({sujet.titre for sujet in sujets()}) == len(sujets())
    )


def test_the_entry_of_a_code() -> None:
    found = explication("VOTE-TOTAL")
    assert found is not None and found[0].titre == "Les votes" and found[1].code == "VOTE-TOTAL"
    assert explication("VOTE-TOTALE") is None


def _file(*codes_of: str, head: str = "titre: Essai\nrang: 1\nmodele: commune\ncodes:\n") -> bytes:
    facts = "    surveille: Un essai.\n    gravite: erreur\n"
    entry = f"{facts}    explication: Essai.\n    faux: 'a: 1'\n    juste: 'a: 2'\n"
    return (head + "".join(f"  {code}:\n{entry}" for code in codes_of)).encode()


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"titre: [", "YAML-GUILLEMETS", 1),
        (_file("A", head="titre: Essai\nmodele: commune\ncodes:\n"), "CLE-ABSENTE", 0),
        (_file("A", head="titre: Essai\nrang: un\nmodele: commune\ncodes:\n"), "NOMBRE-ILLISIBLE", 2),
        (_file("A") + b"    fau: x\n", "CLE-INCONNUE", 11),
        (_file("A", "A"), "CLE-DOUBLE", 11),
        (_file("A").replace(b"    juste: 'a: 2'\n", b""), "CLE-ABSENTE", 5),
    ],
)
def test_a_fault_is_told_with_its_line(content: bytes, code: str, line: int) -> None:
    read, findings = read_sujets({"essai.yaml": content})
    assert read == ()
    assert [finding.code for finding in findings] == [code]
    place = findings[0].location
    assert place is not None and place.file.endswith("data/regles/essai.yaml")
    assert place.line == line or code == "CLE-ABSENTE"


def test_topics_come_in_their_order() -> None:
    files = {"a.yaml": _file("A").replace(b"rang: 1", b"rang: 2"), "b.yaml": _file("B")}
    assert [sujet.fichier for sujet in read_sujets(files)[0]] == ["b.yaml", "a.yaml"]


def test_a_shipped_fault_or_a_lost_folder_is_a_fault_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explications, "shipped", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(EnvironmentFault, match="introuvable"):
        sujets.__wrapped__()
    folder = tmp_path / "data" / "regles"
    folder.mkdir(parents=True)
    (folder / "essai.yaml").write_bytes(_file("A") + b"    fau: x\n")
    with pytest.raises(EnvironmentFault, match="ligne\u00a011"):
        sujets.__wrapped__()
