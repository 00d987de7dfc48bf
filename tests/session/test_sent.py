"""A deliberation that was sent: what its session would make it say now is held against what it says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import actgen
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.delivery.register.register import make_register
from actgen.delivery.register.sessions import RegisterOptions
from tests.session.acts import ROOT

SESSION = "seances/le-trehou-2024-11-14.yaml"
CODE = "ACTE-CHANGE"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Le Tréhou, whose session of November was sent, its acts written; they are in `output`."""
    for pattern in ("groupements/papeterie*", "collectivites/le_trehou*", "seances/le-trehou-2024*"):
        for place in (ROOT / "data").glob(pattern):
            target = tmp_path / place.relative_to(ROOT / "data")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(place, target)
    assert not found(tmp_path)
    return tmp_path


def found(root: Path) -> tuple[Diagnostic, ...]:
    """What a run that writes the acts says of those that were sent."""
    told = actgen.Workspace(root).session(SESSION).render(out=root / "output", formats=("html",))
    return tuple(each for each in told.examination.report.findings if each.code == CODE)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def written(root: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (root / "output").rglob("*.html")}


def minutes(root: Path) -> str:
    (place,) = (root / "output").rglob("3-proces-verbal*.html")
    return place.read_text(encoding="utf-8")


def register(root: Path) -> list[str]:
    options = RegisterOptions(year=2024, formats=("html",), out=root / "output")
    return [
        each.code for each in make_register(root / "collectivites/le_trehou.yaml", options).report.findings
    ]


def test_what_was_decided_is_told_before_what_stands_above_it(root: Path) -> None:
    change(root / SESSION, "lieu: salle du conseil", "lieu: grande salle du conseil")
    file = root / SESSION
    head, _, vote = file.read_text(encoding="utf-8").rpartition("vote: unanimité")
    file.write_text(f"{head}vote: 4 pour, 10 contre{vote}", encoding="utf-8")
    of_third = next(each for each in found(root) if each.point == 3)
    assert "REJETTE" in of_third.message or "10 contre" in of_third.message, of_third.message


def test_an_amount_that_changed_keeps_back_what_would_tell_of_it(root: Path) -> None:
    before = written(root)
    assert register(root) == []
    change(root / SESSION, "90 €", "95 €")
    (finding,) = found(root)
    assert (finding.severity, finding.point) == (Severity.ERROR, 3)
    assert finding.message.startswith("La délibération 3, transmise le 18\u00a0novembre 2024, ne dit pas")
    assert "FIXE à 95" in finding.message
    assert "90\u00a0€" in minutes(root)
    assert "95\u00a0€" not in minutes(root)
    assert {name: written(root)[name] for name in before if not name.startswith("0-")} == {
        name: content for name, content in before.items() if not name.startswith("0-")
    }
    assert "REG-ACTE" in register(root)


AGENDA = "Attribution d’une subvention : Amicale des anciens"
GRANT = """\
  - numero: 4
    acte: subvention
    beneficiaire: Amicale des anciens
    forme: association
    montant: 24 000 €
    exercice: 2024
    emploi: la restauration du refuge
    imputation: chapitre 65, article 65748
    convention: oui
    engagement_republicain: oui
    debats: aucun
    vote: unanimité

suites:"""


def grant(root: Path) -> None:
    """One item more, of a kind that words it by itself."""
    change(root / SESSION, "\nsuites:", f"\n{GRANT}")
    change(
        root / SESSION,
        "la salle polyvalente\n\nabsents",
        f'la salle polyvalente\n    - "4. {AGENDA}"\n\nabsents',
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("montant: 24 000 €", "montant: 25 000 €"),
        ("exercice: 2024", "exercice: 2025"),
        ("imputation: chapitre 65, article 65748", "imputation: chapitre 65, article 65749"),
    ],
)
def test_the_place_is_that_of_the_value_that_changed(root: Path, old: str, new: str) -> None:
    grant(root)
    assert not found(root)
    change(root / SESSION, f"    {old}\n", f"    {new}\n")
    (finding,) = found(root)
    assert finding.point == 4
    place = finding.location
    assert place is not None
    line = (root / SESSION).read_text(encoding="utf-8").splitlines()[place.line - 1]
    assert line.strip() == new


def test_a_journal_of_before_tells_the_item(root: Path) -> None:
    grant(root)
    assert not found(root)
    (journal,) = (root / "output").rglob("2024-11-14-conseil/journal.json")
    told = json.loads(journal.read_text(encoding="utf-8"))
    for acte in told["actes"].values():
        acte |= {"enonces": [mark[:24] for mark in acte["enonces"]]} if "enonces" in acte else {}
    journal.write_text(json.dumps(told), encoding="utf-8")
    assert not found(root)
    change(root / SESSION, "montant: 24 000 €", "montant: 25 000 €")
    (finding,) = found(root)
    assert finding.location is not None
    assert finding.point == 4


def test_an_amount_put_back_is_told_no_more(root: Path) -> None:
    change(root / SESSION, "90 €", "95 €")
    assert found(root)
    change(root / SESSION, "95 €", "90 €")
    assert found(root) == ()
    assert register(root) == []


def test_other_words_for_the_same_facts_only_warn(root: Path) -> None:
    change(root / SESSION, "la journée le tarif", "par jour le tarif")
    (finding,) = found(root)
    assert finding.severity is Severity.WARNING
    assert "par jour" in minutes(root)
    assert len(found(root)) == 1, "what was sent is remembered, not what was written since"


def test_an_act_of_another_actgen_only_warns(root: Path) -> None:
    (journal,) = (root / "output").rglob("2024-11-14-conseil/journal.json")
    told = json.loads(journal.read_text(encoding="utf-8"))
    for acte in told["actes"].values():
        acte |= {"version": "0.0.1"} if "version" in acte else {}
    journal.write_text(json.dumps(told), encoding="utf-8")
    change(root / SESSION, "90 €", "95 €")
    (finding,) = found(root)
    assert finding.severity is Severity.WARNING


def test_a_sentence_that_is_no_more_is_told(root: Path) -> None:
    lines = (root / SESSION).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "180 €" not in line]
    assert len(kept) == len(lines) - 1
    (root / SESSION).write_text("".join(kept), encoding="utf-8")
    (finding,) = found(root)
    assert finding.severity is Severity.ERROR


def test_an_act_whose_date_was_emptied_is_written_anew_and_kept_as_it_had_left(root: Path) -> None:
    whole, sent = (root / SESSION).read_text(encoding="utf-8"), written(root)
    (root / SESSION).write_text(whole.partition("\nsuites:")[0] + "\n", encoding="utf-8")
    assert found(root) == (), "nothing is written otherwise yet"
    change(root / SESSION, "90 €", "95 €")
    (finding,) = found(root)
    assert (finding.severity, finding.point) == (Severity.WARNING, 3)
    names = [each for each in sent if each.startswith("1-deliberation-03")]
    aside = {each: content for each, content in written(root).items() if "-PARTIE-" in each}
    assert {sent[name] for name in names} <= {*aside.values()}
    assert all("95\u00a0€" in written(root)[name].decode() for name in names)
    for dates in (True, False):  # typed again, then emptied
        (root / SESSION).write_text(whole if dates else whole.partition("\nsuites:")[0], encoding="utf-8")
        change(root / SESSION, "90 €", "95 €")
        (finding,) = found(root)
        assert finding.severity is Severity.WARNING
        assert "FIXE à 95" in finding.message
        assert aside.items() <= written(root).items()
    (root / SESSION).write_text(whole, encoding="utf-8")
    assert len(found(root)) == 1, "the act that was written since says otherwise than the session"
