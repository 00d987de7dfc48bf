"""A town hall's own folder `droit/`: rows of a law that came after this version, checked as ours are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic, Report, Severity
from actgen.base.text.dates import date_longue
from actgen.law import files, workspace
from actgen.law.files import read_until
from actgen.law.reformes import reformes_a_lire
from actgen.law.workspace import law_of
from actgen.reading.sources import Sources, shipped
from actgen.session.result import Options
from actgen.session.writing.journal import read_journal
from tests.regles.cases import merge, model, write
from tests.session.acts import examined, render

QUORUM = """\
verifie_le: 2027-05-01
quorum_ordinaire:
  - {du: 2027-01-01, part: 2/3, compte: presents, pouvoirs: 1, article: L2121-17,
     statut: verifie, sources: [S18]}
"""
BASCULE = """\
verifie_le: 2027-05-01
bascules:
  - {nom: regime_2022, le: 2029-07-01, objet: autre, statut: memoire}
"""
NEUF_PRESENTS = {
    "seance": {"date": "15/06/2027"},
    "convocation": {"envoyee_le": "08/06/2027"},
    "suites": {"transmise_le": "16/06/2027", "publiee_le": "16/06/2027"},
    "absents": [f"Membre {rang}" for rang in range(10, 16)],
    "points": [{"numero": "1", "objet": "Achat", "vote": "9 pour"}],
}


@pytest.fixture(autouse=True)
def law_that_ships(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Other tests of this process are judged by what ships."""
    yield
    law_of(Sources(tmp_path_factory.mktemp("sans")))


def seance(folder: Path, **droit: str) -> Path:
    """A session of 2027 with nine of fifteen present, in a workspace with these files of law."""
    (folder / "collectivites").mkdir(parents=True)
    (folder / "droit").mkdir()
    for name, text in droit.items():
        (folder / "droit" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return write(folder / "seance.yaml", merge(model("commune"), NEUF_PRESENTS))


def told(found: Iterable[Diagnostic], prefix: str = "") -> list[str]:
    """The messages of the findings whose code begins so, with the place of each."""
    return [
        f"{each.message} {each.location.file}:{each.location.line}".replace("\u00a0", " ")
        for each in found
        if each.code.startswith(prefix) and each.location is not None
    ]


def test_a_row_of_the_workspace_judges_its_sessions_and_no_others(tmp_path: Path) -> None:
    ici, ailleurs = seance(tmp_path / "a", regimes=QUORUM), seance(tmp_path / "b")
    assert not told(examined(ailleurs).report.findings, "QUORUM")
    assert "9 présents pour un quorum de 10" in told(examined(ici).report.findings, "QUORUM-OUVERTURE")[0]
    assert not told(examined(ailleurs).report.findings, "QUORUM")


def test_the_example_of_the_readme_is_whole(tmp_path: Path) -> None:
    readme = shipped("data", "droit", "README.md").read_text(encoding="utf-8")
    files_of_it = dict(re.findall(r"```yaml\n# droit/(\w+)\.yaml, entier[^\n]*\n(.*?)```", readme, re.DOTALL))
    assert set(files_of_it) == {"regimes", "sources"}
    file = seance(tmp_path, **files_of_it)
    assert law_of(Sources(file.parent), date(2027, 1, 15)) == ()
    assert "quorum de 10" in told(examined(file).report.findings, "QUORUM-OUVERTURE")[0]


def test_the_journal_names_the_rows_that_were_used(tmp_path: Path) -> None:
    file = seance(tmp_path / "a", regimes=QUORUM.replace("part: 2/3", "part: 1/2"))
    render(file, Options(out=tmp_path / "output", formats=("html",)))
    (folder,) = {place.parent for place in (tmp_path / "output").rglob("*.html")}
    assert "droit/regimes.yaml" in read_journal(folder).sources


@pytest.mark.parametrize(
    ("table", "text", "dit"),
    [
        ("regimes", QUORUM.replace("part: 2/3", "part: beaucoup"), "droit/regimes.yaml:3"),
        ("regimes", QUORUM.replace("statut: verifie, ", ""), "« statut » manque"),
        ("regimes", QUORUM.replace("S18", "S9999"), "S9999"),
        ("regimes", QUORUM.replace("du: 2027-01-01, ", ""), "se recouvrent"),
        ("regimes", "quorum_ordinaire: [", "droit/regimes.yaml"),
        ("regimes", "bascules: non\n", "ne se change pas ici"),
        ("regimes", QUORUM.replace(", sources: [S18]", ""), "ne cite aucune source"),
        ("regimes", QUORUM.replace("pouvoirs: 1", "pouvoirs: " + "9" * 5000), "n’est pas un nombre entier"),
        ("regimes", QUORUM.replace("2027-05-01", "2028-05-01"), "(01/05/2028) est à venir"),
        ("regimes", BASCULE, "« regime_2022 » a déjà une ligne"),
        ("nomenclature", "natures: [{code: X}]\n", "droit/nomenclature.yaml:1"),
        ("articles", "verifie_le: 2027-05-01\ncodes: [{sigle: CGCT, nom: autre}]\n", "a déjà un nom"),
        ("quorums", QUORUM, "Aucune table du droit ne s’appelle « quorums.yaml »"),
    ],
)
def test_a_row_that_is_wrong_is_told_and_stops_all(table: str, text: str, dit: str, tmp_path: Path) -> None:
    file = seance(tmp_path, **{"votes": "verifie_le: 2027-05-01\n", table: text})
    found = law_of(Sources(file.parent), date(2027, 6, 1))
    assert any(dit in each for each in told(found)), found
    assert Report(found).stops_everything
    assert not any(map(files.added, files.LAW_FILES)), "the law that ships stands, whole"


def test_a_crash_on_the_rows_leaves_the_law_that_ships(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ici = Sources(seance(tmp_path / "a", regimes=QUORUM).parent)
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(workspace, "verify", lambda: 1 // 0)
        law_of(ici)
    assert files.added("regimes.yaml") is None
    assert law_of(ici) == ()
    assert files.added("regimes.yaml") is not None, "and its rows serve once they can be read"


def test_a_row_against_what_was_read_is_told_to_whoever_added_it(tmp_path: Path) -> None:
    file = seance(tmp_path, regimes=QUORUM.replace("2027-01-01", "2023-01-01"))
    (dit,) = law_of(Sources(file.parent))
    assert (dit.code, dit.severity) == ("LOI-PERIODE", Severity.WARNING)
    assert "à compter du 01/01/2023" in dit.message


def test_a_row_that_is_wrong_refuses_every_act_and_changes_nothing(tmp_path: Path) -> None:
    examination = examined(seance(tmp_path / "a", regimes=QUORUM.replace("part: 2/3", "part: beaucoup")))
    assert not examination.plans
    assert not told(examined(seance(tmp_path / "b")).report.findings, "LOI"), "the law that ships is whole"


def test_a_newer_table_adds_its_new_rows_and_its_day(tmp_path: Path) -> None:
    """Whoever follows the project lays its newer files there: what is known already counts once."""
    droit = {name.removesuffix(".yaml"): "verifie_le: 2027-05-02\n" for name in files.LAW_FILES}
    lines = shipped("data", "droit", "regimes.yaml").read_text(encoding="utf-8").splitlines()
    lines[[line.startswith("verifie_le") for line in lines].index(True)] = "verifie_le: 2027-05-02"
    first = lines.index("quorum_ordinaire:") + 1
    lines[first:first] = QUORUM.splitlines()[-2:]
    examination = examined(seance(tmp_path / "a", **droit | {"regimes": "\n".join(lines)}))
    assert [each for each in told(examination.report.findings) if "quorum de 10" in each]
    assert not told(examination.report.findings, "LOI")
    assert read_until() == date(2027, 5, 2)
    assert not told(examination.report.findings, "DROIT-ANCIEN")


def test_a_session_a_year_after_the_law_was_read_is_told_to_its_author(tmp_path: Path) -> None:
    lu = read_until()
    dates = {
        "seance": {"date": lu.replace(year=lu.year + 2).strftime("%d/%m/%Y")},
        "convocation": {"envoyee_le": lu.replace(year=lu.year + 2, day=10).strftime("%d/%m/%Y")},
    }
    file = write(tmp_path / "seance.yaml", merge(merge(model("commune"), NEUF_PRESENTS), dates))
    (dit,) = told(examined(file).report.findings, "DROIT-ANCIEN")
    assert f"relu jusqu’au {date_longue(lu, jour=False)}".replace("\u00a0", " ") in dit


REFORME = """\
verifie_le: 2027-05-01
lues: [decret_simplification_2026]
reformes:
  - {nom: loi_de_2027, titre: loi de 2027, touche: les emprunts, lecture: non_lue, du: 2027-01-01,
     natures: [deliberation_libre], constat: la loi de 2027 n’a pas été lue, conseil: Lisez-la.,
     statut: memoire}
"""


def test_a_workspace_adds_a_reform_and_says_which_were_read(tmp_path: Path) -> None:
    """What a jurist has read is told no more; what it knows of besides is."""
    assert "decret_simplification_2026" in {each.nom for each in reformes_a_lire()}
    file = seance(tmp_path, reformes=REFORME)
    free = {
        "points": [
            {
                "numero": "1",
                "objet": "Achat",
                "acte": "deliberation_libre",
                "decide": "achète",
                "vote": "9 pour",
            }
        ]
    }
    write(file, merge(merge(model("commune"), NEUF_PRESENTS), free))
    (dit,) = told(examined(file).report.findings, "REFORME")
    assert dit.startswith("Point 1 : la loi de 2027 n’a pas été lue.")
    assert "decret_simplification_2026" not in {each.nom for each in reformes_a_lire()}


def test_a_reform_that_touches_an_act_says_what_to_do(tmp_path: Path) -> None:
    file = seance(tmp_path, reformes=REFORME.replace("conseil: Lisez-la.,", ""))
    assert any("un constat et un conseil" in each for each in told(law_of(Sources(file.parent))))
