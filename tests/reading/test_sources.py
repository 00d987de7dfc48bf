import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import actgen
from actgen.base.diagnostics import Location, Scope, Severity
from actgen.reading.sources import Source, SourceFault, Sources, shipped, workspace_of


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "espace"
    (folder / "collectivites").mkdir(parents=True)
    (folder / "seances").mkdir()
    (folder / "seances" / "point-03.md").write_bytes(b"Texte.\n")
    (tmp_path / "dehors.md").write_bytes(b"Secret.\n")
    return folder


def fault(result: Source | SourceFault) -> SourceFault:
    assert isinstance(result, SourceFault)
    return result


def source(result: Source | SourceFault) -> Source:
    assert isinstance(result, Source)
    return result


def test_a_file_comes_with_its_hash_and_its_name_in_the_workspace(workspace: Path) -> None:
    read = source(Sources(workspace).read(workspace / "seances" / "point-03.md"))
    assert read == Source("seances/point-03.md", b"Texte.\n", hashlib.sha256(b"Texte.\n").hexdigest())


def test_a_reference_is_looked_for_beside_the_file_that_names_it(workspace: Path) -> None:
    sources = Sources(workspace)
    assert source(sources.read("point-03.md", base=workspace / "seances")).path == "seances/point-03.md"
    assert source(sources.read("seances/point-03.md")).path == "seances/point-03.md"
    assert source(sources.read("seances\\point-03.md")).path == "seances/point-03.md"
    (workspace / "point-03.md").write_bytes(b"Autre.\n")
    assert source(sources.read("point-03.md")).path == "point-03.md"


def test_a_file_is_read_once(workspace: Path) -> None:
    sources = Sources(workspace)
    first = source(sources.read("seances/point-03.md"))
    (workspace / "seances" / "point-03.md").write_bytes(b"Autre chose.\n")
    assert sources.read("seances/../seances/point-03.md") is first
    assert sources.log == (("seances/point-03.md", first.sha256),)


def test_the_log_is_sorted_and_holds_no_machine_path(workspace: Path, tmp_path: Path) -> None:
    sources = Sources(workspace, roots={"modeles": tmp_path})
    sources.read("seances/point-03.md")
    (workspace / "a.md").write_bytes(b"")
    sources.read("a.md")
    sources.read(tmp_path / "dehors.md")
    assert [name for name, _ in sources.log] == ["a.md", "modeles/dehors.md", "seances/point-03.md"]


def test_what_ships_with_actgen_has_the_same_name_from_every_workspace(workspace: Path) -> None:
    for folder in (workspace, shipped("data")):
        read = source(Sources(folder).read(shipped("data", "reference", "departements.csv")))
        assert read.path == "actgen/data/reference/departements.csv"


def test_two_files_from_elsewhere_keep_two_lines_in_the_log(workspace: Path, tmp_path: Path) -> None:
    sources = Sources(workspace)
    for folder in ("un", "deux"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "seance.yaml").write_text(folder)
        sources.read(tmp_path / folder / "seance.yaml", anywhere=True)
    assert [name for name, _ in sources.log] == ["seance.yaml", "seance.yaml (2)"]


def test_a_missing_file_is_a_finding_at_the_place_that_names_it(workspace: Path) -> None:
    place = Location("seances/x.yaml", 12, 9)
    finding = fault(Sources(workspace).read("Point-3.md", base=workspace / "seances")).finding(place, None)
    assert (finding.code, finding.severity, finding.scope) == ("FICHIER-ABSENT", Severity.ERROR, Scope.RUN)
    assert finding.locations == (place,)
    assert finding.message == "Le fichier «\u00a0seances/Point-3.md\u00a0» est introuvable."
    assert finding.hint == "Le nom le plus proche dans ce dossier\u00a0: «\u00a0point-03.md\u00a0»."


def test_a_missing_file_tells_what_its_folder_holds_or_that_there_is_none(workspace: Path) -> None:
    sources = Sources(workspace)
    (workspace / "collectivites" / "landean.yaml").write_bytes(b"")
    told = fault(sources.read("fougeres.yaml", base=workspace / "collectivites")).hint
    assert told == "Dans ce dossier il y a\u00a0: «\u00a0landean.yaml\u00a0»."
    assert "pas ici de dossier «\u00a0annexes\u00a0»" in fault(sources.read("annexes/a.md")).hint
    assert fault(sources.read("seances/autre.docx")).hint == "Vérifiez le nom et le dossier."


def test_a_wrong_current_folder_is_named_with_the_workspace(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / "collectivites").mkdir(exist_ok=True)
    (workspace / "seances" / "juin.yaml").write_bytes(b"")
    elsewhere = workspace / "actes"
    elsewhere.mkdir(exist_ok=True)
    for folder, told in (
        (elsewhere, f"l’espace de travail est «\u00a0{workspace}\u00a0»"),
        (workspace.parent, f"l’espace de travail est «\u00a0{workspace}\u00a0»"),
        (
            workspace / "collectivites",
            f"Vous êtes dans le dossier «\u00a0{workspace / 'collectivites'}\u00a0»",
        ),
    ):
        monkeypatch.chdir(folder)
        assert told in fault(Sources(workspace).read(folder / "mai.yaml", anywhere=True)).hint
    (workspace.parent / "depot").mkdir(exist_ok=True)
    (workspace.parent / "depot" / "mai.yaml").write_bytes(b"")
    monkeypatch.chdir(workspace.parent)
    hint = fault(Sources(workspace).read(workspace.parent / "mai.yaml", anywhere=True)).hint
    assert "écrivez «\u00a0depot/mai.yaml\u00a0»" in hint


@pytest.mark.parametrize("reference", ["seance/x.yaml", "Seance/juin/x.yaml", "../espace/seance/x.yaml"])
def test_a_folder_whose_name_is_mistyped_is_told_the_closest(workspace: Path, reference: str) -> None:
    (workspace / "schema").mkdir()
    told = fault(Sources(workspace).read(workspace / reference, anywhere=True)).hint
    assert "pas de dossier «\u00a0" in told and "cd mairie" not in told
    assert told.endswith("Le nom le plus proche\u00a0: «\u00a0seances\u00a0».")


def test_a_folder_given_whole_is_told_the_closest_too(workspace: Path) -> None:
    told = fault(Sources(workspace).read(workspace / "seance", anywhere=True)).hint
    assert told == "Le nom le plus proche dans ce dossier\u00a0: «\u00a0seances\u00a0»."


def test_who_is_in_the_workspace_already_is_told_what_to_type(workspace: Path) -> None:
    told = fault(Sources(workspace).read(workspace / "mairie/seances/point-03.md", anywhere=True)).hint
    assert told == "Vous êtes déjà dans ce dossier\u00a0: écrivez «\u00a0seances/point-03.md\u00a0»."


def test_a_missing_file_that_nothing_names_is_a_finding_at_itself(workspace: Path) -> None:
    finding = fault(Sources(workspace).read("absent/rien.yaml")).finding()
    assert finding.locations == (Location("absent/rien.yaml"),)
    assert "pas ici de dossier «\u00a0absent\u00a0»" in finding.hint


@pytest.mark.parametrize("reference", ["../dehors.md", "seances/../../dehors.md", "/etc/passwd", "lien.md"])
def test_a_reference_may_not_leave_the_workspace(workspace: Path, reference: str) -> None:
    (workspace / "lien.md").symlink_to(workspace.parent / "dehors.md")
    result = fault(Sources(workspace).read(reference))
    assert result.code.name == "FICHIER-HORS-ESPACE"
    assert result.path == reference


def test_the_user_may_point_anywhere_on_the_command_line(workspace: Path, tmp_path: Path) -> None:
    assert source(Sources(workspace).read(tmp_path / "dehors.md", anywhere=True)).path == "dehors.md"


def test_a_workspace_behind_a_link_is_a_workspace(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "raccourci").symlink_to(workspace)
    linked = tmp_path / "raccourci"
    assert source(Sources(linked).read(linked / "seances" / "point-03.md")).path == "seances/point-03.md"


def test_a_name_without_its_ending_is_told_with_it(workspace: Path) -> None:
    (workspace / "seances/bureau.yaml").write_text("objet: x", encoding="utf-8")
    missing = fault(Sources(workspace).read("seances/bureau"))
    assert missing.hint == "Le nom le plus proche dans ce dossier\u00a0: «\u00a0bureau.yaml\u00a0»."


def test_a_big_file_is_refused_before_it_is_read(workspace: Path) -> None:
    with (workspace / "gros.yaml").open("wb") as file:
        file.truncate(10**12)  # sparse: reading it would take all memory
    result = fault(Sources(workspace).read("gros.yaml"))
    assert result.code.name == "FICHIER-TROP-GROS"
    assert "plus de 1\u00a0Mo" in result.message


def test_the_limit_holds_for_a_file_already_read(workspace: Path) -> None:
    (workspace / "b.md").write_bytes(b"x" * 1_501)
    sources = Sources(workspace)
    assert source(sources.read("b.md", limit=1_501)).content == b"x" * 1_501
    result = fault(sources.read("b.md", limit=1_500))
    assert result.message.endswith("plus de 2\u00a0ko (il fait 2\u00a0ko).")


def test_a_folder_is_not_a_file(workspace: Path) -> None:
    assert fault(Sources(workspace).read("seances")).code.name == "FICHIER-ILLISIBLE"


def test_a_pipe_is_not_waited_for(workspace: Path) -> None:
    os.mkfifo(workspace / "tube.yaml")
    assert fault(Sources(workspace).read("tube.yaml")).code.name == "FICHIER-ILLISIBLE"


def test_a_file_under_a_file_is_missing(workspace: Path) -> None:
    assert fault(Sources(workspace).read("seances/point-03.md/x")).code.name == "FICHIER-ABSENT"


def test_a_file_that_may_not_be_read_is_a_finding(open_folder: Path) -> None:
    private = open_folder / "prive.md"
    private.write_bytes(b"x")
    private.chmod(0)
    script = (
        "import os, sys; from pathlib import Path; from actgen.reading.sources import Sources\n"
        "sources = Sources(Path(sys.argv[1]))\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "print(sources.read('prive.md').code.name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(open_folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("FICHIER-ILLISIBLE", "")


@given(st.text(max_size=300))
def test_any_reference_gives_a_source_or_a_fault(reference: str) -> None:
    result = Sources(shipped("data")).read(reference)
    assert isinstance(result, Source | SourceFault)
    if isinstance(result, SourceFault):
        assert result.finding().message.encode("utf-8")


@pytest.mark.parametrize("reference", ["a\0b", "x" * 5_000, "\ud800", "boucle/x"])
def test_a_name_that_no_file_can_bear_is_a_finding(workspace: Path, reference: str) -> None:
    (workspace / "boucle").symlink_to(workspace / "boucle")
    result = fault(Sources(workspace).read(reference))
    assert result.code.name in {"FICHIER-ILLISIBLE", "FICHIER-ABSENT"}
    assert "\0" not in result.finding().message


def test_the_workspace_is_the_nearest_folder_that_holds_collectivites(workspace: Path) -> None:
    assert workspace_of(workspace / "seances" / "x.yaml") == workspace
    assert workspace_of(workspace / "seances") == workspace
    assert workspace_of(workspace) == workspace
    assert workspace_of(workspace.parent / "seule.yaml") == workspace.parent


@pytest.mark.parametrize("name", ["groupements", "seances"])
def test_a_folder_of_a_workspace_tells_it_where_there_is_no_collectivity(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "epci" / name
    folder.mkdir(parents=True)
    assert workspace_of(folder / "papier.yaml") == workspace_of(folder) == tmp_path / "epci"
    assert workspace_of(folder / "autres" / "papier.yaml") == folder / "autres"
    (tmp_path / "collectivites").mkdir()
    assert workspace_of(folder / "papier.yaml") == tmp_path  # the nearest that has collectivities, as ever


def test_a_relative_session_has_a_workspace(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace / "seances")
    assert workspace_of(Path("x.yaml")) == workspace


def test_shipped_data_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shipped("data", "reference", "communes.csv").is_file()
    assert shipped("templates").is_dir()


def copy_of_the_package(site: Path) -> None:
    """What finds the shipped folders, alone in a place of its own."""
    package = Path(actgen.__file__).parent
    (site / "actgen/base").mkdir(parents=True)
    for module in ("__init__.py", "base/__init__.py", "base/errors.py", "base/shipped.py", "base/version.py"):
        shutil.copy(package / module, site / "actgen" / module)


@pytest.mark.parametrize("wheel", [True, False])
def test_shipped_data_is_found_in_a_wheel_and_in_a_checkout(tmp_path: Path, wheel: bool) -> None:
    site = tmp_path / "site"
    copy_of_the_package(site)
    home = site / "actgen" / "_shipped" if wheel else site
    for folder in ("templates", "data"):
        (home / folder).mkdir(parents=True)
    where = "from actgen.base.shipped import shipped; print(shipped('data', 'droit'))"
    done = subprocess.run(
        [sys.executable, "-c", where],
        stdin=subprocess.DEVNULL,
        cwd=site,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()) == home / "data" / "droit"


def test_an_installation_without_its_data_says_so(tmp_path: Path) -> None:
    copy_of_the_package(tmp_path)
    where = (
        "from actgen.base.errors import EnvironmentFault\nfrom actgen.base.shipped import shipped\n"
        "try: shipped('data')\nexcept EnvironmentFault as fault: print(fault.args[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", where],
        stdin=subprocess.DEVNULL,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("L’installation d’actgen est incomplète")
