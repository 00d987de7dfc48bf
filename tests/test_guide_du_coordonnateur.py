"""The guide du coordonnateur is true: its group is sent to its communes, its screens are the program's.

A comment before a block says what it is: `<!-- groupe: papier -->`, `<!-- ecran: status -->`…
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from actgen.cli import main
from actgen.cli.declarations import COMMANDS as KNOWN
from actgen.cli.line import read_line
from actgen.group.dossier import dossier

GUIDE = (Path(__file__).parents[1] / "docs/guide-du-coordonnateur.md").read_text(encoding="utf-8")
MARKED = re.compile(
    r"^<!-- (?P<what>\w+): (?P<about>[\w-]+) -->\n(?P<body>```.*?^```$|\|.*?(?=\n\n))", re.M | re.S
)
BLOCKS = {
    (found["what"], found["about"]): re.sub(r"^```\w*\n|^```$", "", found["body"], flags=re.M)
    for found in MARKED.finditer(GUIDE)
}
GROUPE = "groupements/papier.yaml"
COMMANDS = [body.strip() for (what, _), body in BLOCKS.items() if what == "commande"]


def put(text: str, fragment: str) -> str:
    """The file with the keys of the fragment in the place of its own."""
    parts = {part.partition(":")[0]: part for part in re.split(r"^(?=\w+:)", text, flags=re.M)}
    parts |= {part.partition(":")[0]: part for part in re.split(r"^(?=\w+:)", fragment, flags=re.M)}
    return "".join(f"{part.rstrip()}\n" for part in parts.values())


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The group of the guide, before any answer, as the current folder; its file."""
    for name in ("collectivites", "groupements", "seances"):
        (tmp_path / name).mkdir()
    (tmp_path / "groupements/papier-contexte.md").write_text("Six communes voisines.\n", encoding="utf-8")
    (tmp_path / GROUPE).write_text(BLOCKS["groupe", "papier"], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path / GROUPE


@pytest.fixture
def answered(workspace: Path) -> Path:
    """The same once the first answers are there."""
    text = workspace.read_text(encoding="utf-8")
    workspace.write_text(put(text, BLOCKS["membres", "retours"]), encoding="utf-8")
    workspace.with_name("papier-retours.csv").write_text(BLOCKS["retours", "csv"], encoding="cp1252")
    return workspace


def lines_of(screen: str) -> list[str]:
    return [plain(line).rstrip("…").strip() for line in BLOCKS["ecran", screen].splitlines() if line.strip()]


def names(table: str) -> Iterator[str]:
    yield from re.findall(r"^\| `([^`]+)`", BLOCKS["dossier", table], re.M)


def test_the_guide_has_its_blocks() -> None:
    assert len(BLOCKS) == GUIDE.count("<!--") > 14
    assert {what for what, _ in BLOCKS} == {
        "groupe", "membres", "commande", "ecran", "dossier", "retours", "morceau",
    }  # fmt: skip


@pytest.mark.usefixtures("workspace", "before_the_launch")
def test_before_the_votes_each_commune_has_what_the_guide_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("batch", GROUPE, "--formats", "html", "--jobs", "1")) == 0
    shown = plain(capsys.readouterr().out)
    assert [line for line in lines_of("avant") if line not in shown] == []
    folder = Path("output/groupement-papier/communes/29078-hanvec/avant-le-vote")
    made = {place.name.removesuffix(".html") for place in folder.iterdir()}
    assert set(names("commune")) == made - {"journal.json", "modeles.zip", ".actgen.lock"}
    assert Path("output/groupement-papier/coordonnateur/1-convention-a-approuver.html").is_file()


@pytest.mark.usefixtures("answered", "before_the_launch")
def test_the_screen_of_status_and_the_folder_of_the_coordinator(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(("status", GROUPE)) == 0
    shown = plain(capsys.readouterr().out)
    assert [line for line in lines_of("status") if line not in shown] == []
    assert main(("batch", GROUPE, "--formats", "html", "--jobs", "1")) == 0
    folder = Path("output/groupement-papier/coordonnateur")
    made = {re.sub(r"(-PROJET)?\.html$", "", place.name) for place in folder.iterdir()}
    assert set(names("coordonnateur")) <= made


def test_the_amendment_of_the_guide_is_sent_to_those_who_approve_it(answered: Path) -> None:
    text = answered.read_text(encoding="utf-8")
    text = put(put(text, BLOCKS["morceau", "avenants"]), "approuvee_le: 20/09/2024\n")
    answered.write_text(text, encoding="utf-8")
    assert main((*shlex.split(BLOCKS["commande", "avenant"])[1:], "--formats", "html", "--jobs", "1")) == 0
    entrant = Path("output/groupement-papier/avenant-1/communes/29246-saint-eloy/avant-le-vote")
    assert {"1-rappel", "2-deliberation-MODELE", "3-avenant-PROJET"} <= {
        place.stem for place in entrant.glob("*.html")
    }


@pytest.mark.slow
def test_once_annexe_1_is_closed_the_convention_to_sign_lacks_nothing(answered: Path) -> None:
    folder = Path("output/groupement-papier/coordonnateur")
    assert main(("batch", GROUPE, "--formats", "html", "--jobs", "1")) == 0
    assert {place.stem.endswith("-PROJET") for place in folder.glob("[23]-*.html")} == {True}
    text = answered.read_text(encoding="utf-8")
    answered.write_text(put(text, BLOCKS["morceau", "annexe_1"]), encoding="utf-8")
    assert main(("batch", GROUPE, "--formats", "html", "--jobs", "1")) == 0
    names = {place.stem for place in folder.glob("[23]-*.html")}
    assert "2-convention-a-signer" in names and len(names) > 1
    assert not any(name.endswith("-PROJET") for name in names)


@pytest.mark.slow
@pytest.mark.usefixtures("before_the_launch")
def test_once_communes_have_answered_verify_tells_of_the_folders_that_were_sent(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("batch", GROUPE, "--formats", "html", "--jobs", "1")) == 0
    text = workspace.read_text(encoding="utf-8")
    workspace.write_text(put(text, BLOCKS["membres", "retours"]), encoding="utf-8")
    workspace.with_name("papier-retours.csv").write_text(BLOCKS["retours", "csv"], encoding="cp1252")
    assert main(("batch", GROUPE, "--formats", "html", "--jobs", "1")) == 0
    capsys.readouterr()
    assert main(shlex.split(BLOCKS["commande", "verify"])[1:]) == 0
    told, _, limits = plain(capsys.readouterr().out).partition(" Ce n’est pas")
    assert limits and told == plain(" ".join(lines_of("verify")))


@pytest.mark.slow
def test_headings_are_of_the_approved_text_and_costs_are_not(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = answered.read_text(encoding="utf-8")
    morceau = BLOCKS["morceau", "annexe_2"]
    answered.write_text(put(text, morceau.partition("  couts:")[0]), encoding="utf-8")
    assert main(("batch", GROUPE, "--formats", "html", "--jobs", "1")) == 0
    answered.write_text(put(text, morceau), encoding="utf-8")
    assert main(("batch", GROUPE, "--formats", "html", "--jobs", "1")) == 0
    assert "GC-TEXTE-CHANGE" not in capsys.readouterr().out
    answered.write_text(put(text, morceau.replace("Livraison groupée", "Livraison")), encoding="utf-8")
    main(("batch", GROUPE, "--formats", "html", "--jobs", "1"))
    assert "GC-TEXTE-CHANGE" in capsys.readouterr().out


def test_the_screen_of_simulate(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = workspace.read_text(encoding="utf-8")
    workspace.write_text(put(text, BLOCKS["morceau", "annexe_2"]), encoding="utf-8")
    assert main(("simulate", GROUPE)) == 0
    shown = plain(capsys.readouterr().out)
    assert [line for line in lines_of("simulate") if line not in shown] == []
    assert "par l’annexe 2" in shown and "Le reste suit" not in shown  # all is shared between all
    assert main(("batch", GROUPE, "--formats", "html", "--jobs", "1")) == 0
    folder = Path("output/groupement-papier/coordonnateur")
    assert (folder / "4-repartition.html").is_file() and (folder / "repartition.csv").is_file()


def test_its_epci_is_a_coordinator(workspace: Path) -> None:
    text = workspace.read_text(encoding="utf-8")
    workspace.write_text(put(text, BLOCKS["membres", "epci"]), encoding="utf-8")
    lu = dossier(workspace)
    assert lu.findings == () and lu.groupement is not None
    noms = [membre.collectivite.nom for membre in lu.groupement.membres]
    assert noms[0] == "Lannion-Trégor Communauté" and len(noms) == 57 and "Trébeurden" not in noms


@pytest.mark.parametrize("line", sorted({*COMMANDS, *re.findall(r"`(actgen [a-z]+ [^`]+)`", GUIDE)}))
def test_its_commands_exist(line: str) -> None:
    _, name, *rest = shlex.split(line)
    command = KNOWN[name]
    if command.parts:
        part, *rest = rest
        command = KNOWN[f"{name} {part}"]
    read_line(command, rest)
