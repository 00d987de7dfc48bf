"""A commune that uses actgen: what its coordinator sends is enough; what lacks is told with the way."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from actgen.authoring.starters.files import write_workspace
from actgen.base.diagnostics import Diagnostic, Scope, Severity
from actgen.cli import main
from actgen.group.composition import SESSION_FILE
from actgen.group.dossier import dossier
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.group.espaces import espace, lance
from tests.session.acts import LE_TREHOU, edit, plan, session_file, workspace

SENT = re.compile(r"^#   (\S.*)$", re.M)
RETOURS = "commune;vote;deliberation\nDaoulas;adoptée;12/11/2024\n"


@pytest.fixture
def epci(tmp_path: Path) -> Path:
    """The coordinator's workspace, one answer come back, its papers written; the group's file."""
    file = espace(tmp_path / "epci")
    text = file.read_text(encoding="utf-8")
    text = text.replace("membres:\n", "membres:\n  retours: papier-retours.csv\n", 1)
    text = text.replace("    - titre: Papier\n", "    - titre: Papier\n      couvre: papier-couvre.md\n")
    file.write_text(text, encoding="utf-8")
    file.with_name("papier-retours.csv").write_text(RETOURS, encoding="utf-8")
    file.with_name("papier-couvre.md").write_text("Des ramettes.\n", encoding="utf-8")
    batch, _ = lance(file, tmp_path / "output")
    assert batch.report.errors == () and not batch.refus
    return file


@pytest.fixture
def commune(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its own workspace, as `actgen new workspace` makes it, as the current folder."""
    place = tmp_path / "mairie"
    list(write_workspace(place))
    monkeypatch.chdir(place)
    monkeypatch.setenv("COLUMNS", "200")
    return place


def session(epci: Path) -> Path:
    (sent,) = (epci.parents[2] / "output").rglob(f"29078-hanvec/avant-le-vote/{SESSION_FILE}")
    return sent


def dated(text: str) -> str:
    """The session with its day, without which nothing of it is read."""
    return re.sub(r"^  date:.*$", "  date: 14/11/2024", text, count=1, flags=re.M)


def received(epci: Path, commune: Path) -> list[str]:
    """What the head of the session file asks for, laid where it says; the session has its day."""
    text = session(epci).read_text(encoding="utf-8")
    text = dated(text)
    names = SENT.findall(text)
    for name in names:
        shutil.copy(epci.parent / name, commune / "groupements" / name)
    (commune / "seances/adhesion.yaml").write_text(text, encoding="utf-8")
    return names


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_what_the_session_file_names_is_enough(
    epci: Path, commune: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert received(epci, commune) == ["papier.yaml", "papier-contexte.md", "papier-couvre.md"]
    assert main(("check", "seances/adhesion.yaml")) == 0
    assert "FICHIER-ABSENT" not in told(capsys)
    place = commune / "seances/adhesion.yaml"
    text = place.read_text(encoding="utf-8")
    members = "".join(f"    - conseiller: M. Membre {rank}\n" for rank in range(2, 12))
    text = re.sub(r"^  membres: .*\n", f"  membres:\n    - maire: Mme Membre 1\n{members}", text, flags=re.M)
    text = re.sub(r"^absents: .*$", "absents: aucun", text, flags=re.M)
    for key, value in (("envoyee_le", "04/11/2024"), ("secretaire", "Membre 2")):
        text = re.sub(rf"^  {key}:.*$", f"  {key}: {value}", text, flags=re.M)
    text = re.sub(r"^    vote:.*$", "    vote: unanimité", text, flags=re.M)
    text = re.sub(r"^  presents:.*$", "  presents: 11", text, flags=re.M)
    place.write_text(text, encoding="utf-8")
    main(("render", "seances/adhesion.yaml", "--formats", "html", "--only", "convention"))
    shown = told(capsys)
    (convention,) = (commune / "output").rglob("*convention*.html")
    assert "Refusés" not in shown, shown
    text = convention.read_text(encoding="utf-8")
    assert "Six communes voisines" in text and "Des ramettes" in text and "vérification" not in text
    groupe = commune / "groupements/papier.yaml"
    sent = groupe.read_text(encoding="utf-8")
    for date in ("", "    date: 12/11/2024\n"):  # its coordinator's, which the table of returns alone has
        groupe.write_text(sent.replace("membres:\n", f"  deliberation:\n{date}membres:\n", 1), "utf-8")
        main(("check", "seances/adhesion.yaml"))
        dit = "la délibération approuve un texte qui n’est ici qu’un projet (convention)"
        assert (dit in told(capsys)) == (not date)


def test_without_the_groups_file_the_way_to_it_is_told(
    epci: Path, commune: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (commune / "seances/adhesion.yaml").write_text(dated(session(epci).read_text("utf-8")), encoding="utf-8")
    assert main(("check", "seances/adhesion.yaml")) == 1
    shown = told(capsys)
    assert "Le fichier « groupements/papier.yaml » est introuvable." in shown
    assert (
        "demandez-le-lui, avec les textes qu’il nomme, et posez le tout dans le dossier « groupements »"
        in shown
    )
    shutil.rmtree(commune / "groupements")
    assert main(("check", "seances/adhesion.yaml")) == 1
    shown = told(capsys)
    assert "demandez-le-lui" in shown and "cd mairie" not in shown


def test_without_a_text_of_the_group_the_way_to_it_is_told(
    epci: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever reads the session isn't who wrote the group's file: the nearest name is no help alone."""
    place = epci.parents[1] / "seances/adhesion.yaml"
    place.write_text(dated(session(epci).read_text("utf-8")), encoding="utf-8")
    next(epci.parent.glob("*.md")).unlink()
    assert main(("check", place.as_posix())) == 1
    assert "viennent de son coordonnateur : demandez-lui celui-ci, et posez-le à côté" in told(capsys)


def test_a_table_of_returns_that_is_there_is_read_as_before(
    epci: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only its absence is passed over: one that can't be read is still told."""
    place = epci.parents[1] / "seances/adhesion.yaml"
    place.write_text(dated(session(epci).read_text("utf-8")), encoding="utf-8")
    epci.with_name("papier-retours.csv").write_text("rien;de;tel\n1;2;3\n", encoding="utf-8")
    assert main(("check", place.as_posix())) == 1
    assert "GC-RETOUR-TABLEAU" in told(capsys)


# The convention that `render` puts beside a commune's deliberation, when another's answer is in error


CONVENTION = "convention-papeterie"
GROUPE = Path("groupements") / "papeterie.yaml"
HANVEC = "      deliberation_du: 12/11/2024\n      transmise_le: 14/11/2024"
AVANT_LE_VOTE = "      deliberation_du: 12/11/2024\n      transmise_le: 11/11/2024"
SANS_JOUR = "      deliberation_du:\n      transmise_le: 14/11/2024"


@pytest.fixture
def space(tmp_path: Path) -> Path:
    return workspace(tmp_path / "espace")


CLOSED_LATER = "arretee_au: 20/11/2024"
CLOSED_THAT_DAY = "arretee_au: 14/11/2024"


def copie(space: Path) -> tuple[tuple[Diagnostic, ...], str | None]:
    """The errors and warnings that are told to the commune, and the words of its copy of the convention."""
    examination = examine(session_file(LE_TREHOU, space), Options())
    tree = plan(examination, CONVENTION).document
    return (*examination.report.errors, *examination.report.warnings), None if tree is None else " ".join(
        plain_words(tree)
    )


@pytest.mark.parametrize("fautive", [AVANT_LE_VOTE, SANS_JOUR])
def test_another_s_answer_in_error_warns_is_pending_and_refuses_nothing(space: Path, fautive: str) -> None:
    edit(space / GROUPE, CLOSED_LATER, CLOSED_THAT_DAY)
    assert copie(space)[0] == ()
    edit(space / GROUPE, HANVEC, fautive)
    dits, mots = copie(space)
    assert {(dit.severity, dit.scope) for dit in dits} == {(Severity.WARNING, Scope.NOTHING)}
    assert all("Hanvec" in dit.message for dit in dits)
    assert mots is not None and "en attente" in mots.partition("Hanvec (29078)")[2][:40]
    assert "Le Tréhou (29294) Membre 1, maire 14/11/2024 —" in mots


def test_a_council_approved_nothing_that_came_after_its_session(space: Path) -> None:
    """The list is closed on a later day: the council was told of an open one, and of no later decision."""
    _, ouverte = copie(space)
    assert ouverte is not None and "Liste arrêtée au 20 novembre 2024" not in ouverte
    assert "Le Faou, coordonnateur (29053) 07/11/2024" in ouverte
    assert {"12/11/2024", "14/11/2024", "19/11/2024"}.isdisjoint(ouverte.split())
    edit(space / GROUPE, CLOSED_LATER, CLOSED_THAT_DAY)
    _, arretee = copie(space)
    assert arretee is not None and "Liste arrêtée au 14 novembre 2024" in arretee
    assert "07/11/2024 12/11/2024" in arretee and "19/11/2024" not in arretee


def test_an_error_of_the_text_itself_still_refuses_it(space: Path) -> None:
    edit(space / GROUPE, "maximum_ht: 90 000 €", "maximum_ht:")
    erreurs, mots = copie(space)
    assert mots is None
    assert Scope.CONVENTION in {erreur.scope for erreur in erreurs}


# A session that a commune sent without the files that it names: they are the commune's to send


@pytest.fixture
def group(checkout: Path, tmp_path: Path) -> Path:
    """The worked group and the session of one of its members; the group's file."""
    for name in ("collectivites", "groupements", "seances"):
        (tmp_path / name).mkdir()
    for place in (*(checkout / "data/groupements").glob("papeterie*"), *_of_le_trehou(checkout / "data")):
        shutil.copy(place, tmp_path / place.parent.name)
    return tmp_path / "groupements/papeterie.yaml"


def _of_le_trehou(data: Path) -> tuple[Path, ...]:
    return data / "collectivites/le_trehou.yaml", *(data / "seances").glob("le-trehou-2024-11-14*")


@pytest.mark.parametrize(
    "name", ["collectivites/le_trehou.yaml", "seances/le-trehou-2024-11-14-point-2-debats.md"]
)
def test_what_a_commune_has_not_sent_is_asked_of_it(group: Path, name: str) -> None:
    (group.parents[1] / name).unlink()
    (finding,) = (each for each in dossier(group).findings if each.code == "GC-SEANCE")
    assert "Demandez à la commune le fichier qui manque" in finding.hint
    assert finding.hint.endswith("actgen check seances/le-trehou-2024-11-14.yaml")


def test_an_error_of_its_own_asks_for_no_file(group: Path) -> None:
    session = group.parents[1] / "seances/le-trehou-2024-11-14.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace("9 pour, 2 contre", "9 pour, 7 contre"), encoding="utf-8")
    (finding,) = (each for each in dossier(group).findings if each.code == "GC-SEANCE")
    assert finding.hint.startswith("Voyez ce qui ne va pas")
