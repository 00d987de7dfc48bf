"""What has not changed is not composed again, whatever changed is, and nobody can tell the two apart."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from actgen.authoring.starters.groupement import seance_du_groupe
from actgen.group.batch import Batch, prepare_batch
from actgen.group.lots import Issue
from actgen.group.memoire import FILE
from actgen.jobs import Crew
from actgen.kinds.manifest import Kind
from actgen.pipeline import surroundings as milieu
from actgen.pipeline.options import ActPlan, Options
from actgen.pipeline.workshop import Workshop
from tests.proof.tampering import source
from tests.rendering.pdf_text import page_texts

from .espaces import COMMUNES, contenus, espace, seance

ROOT = Path(__file__).parents[2]
RACINE = "groupement-papier"
HTML = Options(formats=("html",))
OWN_TEXT = Path("deliberations/adhesion_groupement/dispositif.md")


class Atelier(Workshop):
    """A workshop that tells of which acts it composed, and whose session they are of."""

    def __init__(self) -> None:
        super().__init__()
        self.acts: list[str] = []
        self.filled = 0
        self.composes = self._act
        self.fills = self._fill

    def _act(self, plan: ActPlan, document: object) -> None:
        self.acts.append(f"{getattr(document, 'author', '')}: {plan.kind.famille.value}")

    def _fill(self, kind: Kind, name: str, view: object) -> None:
        self.filled += 1

    @property
    def deliberations(self) -> set[str]:
        """The communes whose deliberation was composed."""
        return {each.partition(": ")[0] for each in self.acts if each.endswith(": deliberation")}


def run(file: Path, out: Path, options: Options = HTML) -> tuple[Batch, list[Issue], Atelier]:
    atelier = Atelier()
    batch = prepare_batch(file, replace(options, out=out), seance_du_groupe, atelier)
    with Crew(1) as crew:
        return batch, list(batch.run(crew)), atelier


def told(batch: Batch) -> tuple[object, ...]:
    """All that a batch tells a user, besides what became of its files."""
    findings = sorted(map(repr, batch.report.findings))
    return findings, batch.refus, batch.projets, batch.temoin.preuve, batch.faults


def workspace(folder: Path, vote: str = "3 pour, 8 contre") -> Path:
    """Two communes have voted, by their own session; four are awaited. Something is to be told."""
    file = espace(folder, communes=(*COMMUNES, "Loperhet"))
    edit(
        file,
        "retrait: à chaque date anniversaire, l’année en cours restant due",
        "retrait: exclu avant l’échéance",
    )
    edit(file, "  preavis: 3 mois\n", "")
    for commune in ("Hanvec", "Daoulas"):
        text = seance(commune, vote)
        (folder / f"seances/{commune.lower()}.yaml").write_text(text, encoding="utf-8")
    _with_its_own_file(folder, "daoulas")
    return file


def _with_its_own_file(folder: Path, commune: str) -> None:
    """The facts of a commune that has met are told by its file in `collectivites`."""
    place = folder / f"seances/{commune}.yaml"
    facts, rest = place.read_text(encoding="utf-8").removeprefix("collectivite:\n").split("seance:\n")
    (folder / f"collectivites/{commune}.yaml").write_text(textwrap.dedent(facts), encoding="utf-8")
    place.write_text(f"collectivite: {commune}\nseance:\n{rest}", encoding="utf-8")


AWAITED = {"Irvillac", "Le Tréhou", "Logonna-Daoulas", "Loperhet"}
ALL = AWAITED | {"Hanvec", "Daoulas"}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose batch has run, in its folder `out`."""
    folder = tmp_path_factory.mktemp("fait")
    batch, _, atelier = run(workspace(folder), folder / "out")
    assert batch.refus == [] and batch.report.warnings and batch.projets
    assert atelier.deliberations == ALL
    return folder


@pytest.fixture
def again(done: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    shutil.copytree(done, tmp_path / "groupe")
    return tmp_path / "groupe"


def same_as_anew(folder: Path, options: Options = HTML) -> Atelier:
    """Run again with what is remembered, and in a copy without it: the same files, the same told."""
    file, anew = folder / "groupements/papier.yaml", folder / "anew"
    shutil.rmtree(anew, ignore_errors=True)
    shutil.copytree(folder / "out", anew)
    (anew / RACINE / FILE).unlink()
    batch, _, atelier = run(file, folder / "out", options)
    composed, _, _ = run(file, anew, options)
    assert contenus(folder / "out") == contenus(anew)
    assert told(batch) == told(composed)
    return atelier


def edit(place: Path, before: str, after: str) -> None:
    text = place.read_text(encoding="utf-8")
    assert before in text
    place.write_text(text.replace(before, after), encoding="utf-8")


def own_text(folder: Path, name: str) -> None:
    """A text of a kind put in the workspace's templates, in other words."""
    shipped = (ROOT / "templates" / OWN_TEXT).read_text(encoding="utf-8")
    place = folder / "templates" / name / OWN_TEXT
    place.parent.mkdir(parents=True)
    place.write_text(shipped.replace("**APPROUVE** la", "**APPROUVE** toute la"), encoding="utf-8")


def test_where_nothing_has_changed_no_text_is_filled_and_all_is_told_again(again: Path) -> None:
    atelier = same_as_anew(again)
    assert (atelier.acts, atelier.filled) == ([], 0)


def test_a_third_run_is_as_the_second(again: Path) -> None:
    run(again / "groupements/papier.yaml", again / "out")
    kept = (again / "out" / RACINE / FILE).read_bytes()
    _, issues, atelier = run(again / "groupements/papier.yaml", again / "out")
    assert atelier.filled == 0 and (again / "out" / RACINE / FILE).read_bytes() == kept
    assert {each.outcome.value for issue in issues for each in issue.written} == {"inchangé"}


def test_councils_that_have_adopted_are_held_to_one_text_without_composing_it(tmp_path: Path) -> None:
    file = workspace(tmp_path, "unanimité")
    batch, _, _ = run(file, tmp_path / "out")
    assert (batch.temoin.preuve.modeles, batch.temoin.preuve.adoptees) == (4, 2)
    assert same_as_anew(tmp_path).filled == 0


def _write(place: Path, text: str) -> None:
    place.write_text(text, encoding="utf-8")


def _group(before: str, after: str) -> Callable[[Path], None]:
    return lambda folder: edit(folder / "groupements/papier.yaml", before, after)


CHANGES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "a key of the group": (_group("l’achat de papier", "l’achat de ramettes"), ALL),
    "the day whose law is followed": (_group("avant: 31/12/2024", "avant: 31/01/2025"), ALL),
    "a line of the group's file that moves others": (_group("version: ", "# remarque\nversion: "), ALL),
    "the context of the group": (
        lambda folder: _write(folder / "groupements/papier-contexte.md", "Autres mots.\n"),
        ALL,
    ),
    "a text of the workspace": (lambda folder: own_text(folder, ""), ALL),
    "a text of the group": (lambda folder: own_text(folder, "papier"), ALL),
    "a text of one commune": (lambda folder: own_text(folder, "29086"), {"Irvillac"}),
    "a text of a commune that has met": (lambda folder: own_text(folder, "29078"), {"Hanvec"}),
    "what a file of a commune tells of it": (
        lambda folder: edit(folder / "collectivites/daoulas.yaml", "900 en 2021", "950 en 2021"),
        {"Daoulas"},
    ),
    "a session": (
        lambda folder: edit(folder / "seances/hanvec.yaml", "heure: 20h", "heure: 19h"),
        {"Hanvec"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_follows_from_a_change_is_composed_again_and_nothing_else(again: Path, change: str) -> None:
    make, expected = CHANGES[change]
    make(again)
    assert same_as_anew(again).deliberations == expected


@pytest.mark.slow
def test_a_word_declared_private_leaves_the_pdf_that_carried_it(tmp_path: Path) -> None:
    file, session = espace(tmp_path, communes=("Hanvec",)), tmp_path / "seances/hanvec.yaml"
    _write(session, seance("Hanvec").partition("suites:")[0])  # not sent yet
    run(file, tmp_path / "out", Options(formats=("pdf",)))
    (act,) = (tmp_path / "out").rglob("*deliberation*.pdf")
    printed = page_texts(act.read_bytes())
    assert "Membre 2" in source(act.read_bytes()).decode()
    edit(session, "    vote: unanimité", "    vote: unanimité\n    donnees_privees: [Membre 2]")
    run(file, tmp_path / "out", Options(formats=("pdf",)))
    assert "Membre 2" not in source(act.read_bytes()).decode()
    assert page_texts(act.read_bytes()) == printed


def test_an_answer_makes_the_coordinators_papers_anew_and_no_other_model(again: Path) -> None:
    edit(
        again / "groupements/papier.yaml",
        "\nconseils:",
        "  retours: retours.csv\nconseils:",
    )
    place = again / "groupements/retours.csv"
    _write(place, "commune;vote;deliberation\nLogonna-Daoulas;adoptée;04/11/2024\n")
    run(again / "groupements/papier.yaml", again / "out")
    with place.open("a", encoding="utf-8") as lines:
        lines.write("Irvillac;adoptée;12/11/2024\n")
    atelier = same_as_anew(again)
    assert not atelier.deliberations & AWAITED
    assert any(each.endswith(": convention") for each in atelier.acts)


@pytest.mark.parametrize(
    "options", [Options(formats=("html", "docx")), replace(HTML, draft=True), replace(HTML, strict=True)]
)
def test_other_options_compose_all_again(again: Path, options: Options) -> None:
    assert same_as_anew(again, options).deliberations == ALL


def test_another_installation_composes_all_again(again: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actgen.group.entrees.surroundings", lambda: "another")
    assert same_as_anew(again).deliberations == ALL


def test_a_file_that_is_gone_or_a_journal_of_other_files_composes_that_folder(again: Path) -> None:
    (gone,) = (again / "out").rglob("29086-irvillac/*/1-lettre*.html")
    gone.unlink()
    (journal,) = (again / "out").rglob("*-logonna-daoulas/*/journal.json")
    edit(journal, '"fait_de": "', '"fait_de": "0')
    assert {"Irvillac"} < same_as_anew(again).deliberations < AWAITED


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"entrees": "a"}', b"\n"])
def test_a_memory_that_cannot_be_understood_costs_time_alone(again: Path, content: bytes) -> None:
    (again / "out" / RACINE / FILE).write_bytes(content)
    assert same_as_anew(again).deliberations == ALL


def test_more_templates_than_can_be_looked_at_keep_nothing(
    again: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_text(again, "")
    monkeypatch.setattr("actgen.group.entrees._MOST", 1)
    for _ in range(2):
        assert same_as_anew(again).deliberations == ALL


def test_a_refusal_is_told_as_often_as_it_is_asked_for(again: Path) -> None:
    edit(again / "seances/hanvec.yaml", "vote: 3 pour, 8 contre", "vote: 12 pour")
    same_as_anew(again)
    batch, _, _ = run(again / "groupements/papier.yaml", again / "out")
    (refus,) = batch.refus
    assert refus.nom.startswith("Hanvec") and refus.findings


def test_the_text_that_councils_approved_is_held_without_being_composed(tmp_path: Path) -> None:
    file = workspace(tmp_path, "unanimité")
    run(file, tmp_path / "out")
    guard = tmp_path / "out" / RACINE / "coordonnateur/texte-soumis-aux-conseils.txt"
    guard_bytes = guard.read_bytes()
    edit(guard, "Empreinte : ", "Empreinte : 0000")
    text = guard.read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if each.startswith("Empreinte : "))
    before = sha256(guard_bytes).hexdigest()
    guard.write_text(text.replace(line, line[: len("Empreinte : ") + 64]), encoding="utf-8")
    edit(guard.with_name("journal.json"), before, sha256(guard.read_bytes()).hexdigest())
    batch, issues, _ = run(file, tmp_path / "out")
    assert "GC-TEXTE-CHANGE" in {finding.code for finding in batch.report.errors}
    assert not any(issue.nom == "coordonnateur" for issue in issues)


def test_the_memory_of_equal_runs_is_the_same_file(again: Path) -> None:
    file, anew = again / "groupements/papier.yaml", again / "anew"
    run(file, anew)
    lines = (anew / RACINE / FILE).read_text(encoding="utf-8").splitlines()
    assert lines == (again / "out" / RACINE / FILE).read_text(encoding="utf-8").splitlines()
    lieux = [list(json.loads(line)["lieux"]) for line in lines]
    assert any(len(names) > 1 for names in lieux) and all(names == sorted(names) for names in lieux)


def test_an_interrupted_run_forgets_nothing_of_the_folders_that_it_did_not_see(again: Path) -> None:
    batch = prepare_batch(
        again / "groupements/papier.yaml", replace(HTML, out=again / "out"), seance_du_groupe, Atelier()
    )
    with Crew(1) as crew:
        next(issues := batch.run(crew))
        issues.close()  # type: ignore[attr-defined]
    assert same_as_anew(again).filled == 0


@pytest.mark.parametrize(
    "place",
    ["data/droit/seuils.yaml", "data/reference/epci.csv", "templates/socle/page.css", "code/lots.py"],
)
def test_law_tables_texts_and_code_are_all_of_the_surroundings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    for name in ("data/droit", "data/reference", "templates/socle", "code"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / place).write_text("before", encoding="utf-8")
    monkeypatch.setattr(milieu, "shipped", lambda *parts: tmp_path.joinpath(*parts))
    monkeypatch.setattr("actgen.__path__", [str(tmp_path / "code")])
    before = milieu.surroundings.__wrapped__()
    assert before == milieu.surroundings.__wrapped__()
    (tmp_path / place).write_text("after!", encoding="utf-8")
    changed = milieu.surroundings.__wrapped__()
    monkeypatch.setattr(milieu, "installation", lambda: {"Spectral": "9"})
    assert len({before, changed, milieu.surroundings.__wrapped__()}) == 3
