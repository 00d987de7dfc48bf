"""What a program may ask of actgen, through `import actgen` alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

import actgen

SESSION = "seances/dietwiller-2022-12-15.yaml"
GROUP = "groupements/e_services.yaml"


FOLDERS = ("collectivites", "groupements", "seances")


@pytest.fixture
def workspace(checkout: Path, tmp_path: Path) -> actgen.Workspace:
    """The worked example, in a folder of its own."""
    for name in FOLDERS:
        shutil.copytree(checkout / "data" / name, tmp_path / name)
    return actgen.Workspace(tmp_path)


@pytest.fixture(scope="module")
def example(checkout: Path) -> actgen.Workspace:
    """The worked examples where they are, for what only reads."""
    return actgen.Workspace(checkout / "data")


def test_a_session_is_opened_from_its_file(example: actgen.Workspace) -> None:
    session = example.session(SESSION)
    assert session.name == SESSION
    assert {"deliberation-09", "proces-verbal"} <= {act.key for act in session.acts}
    assert session.figures is not None
    assert session.figures.quorum.atteint
    assert not any(finding.severity is actgen.Severity.ERROR for finding in session.findings)


def test_unsaved_text_is_what_is_read(workspace: actgen.Workspace) -> None:
    text, revision = workspace.read(SESSION)
    assert workspace.session(SESSION).revision == revision
    edited = text.replace("jeudi 15/12/2022", "jeudi 16/12/2022")
    assert edited != text
    session = workspace.session(SESSION, text=edited)
    (finding, *_) = session.findings
    place = finding.location
    assert isinstance(place, actgen.Location)
    assert (place.file, place.line) == (SESSION, edited[: edited.index("jeudi 16/12")].count("\n") + 1)
    assert session.revision != revision
    assert workspace.read(SESSION) == (text, revision)
    assert workspace.session(SESSION).acts  # nothing of the unsaved text is kept


def test_a_session_may_have_no_file_yet(workspace: actgen.Workspace) -> None:
    text, _ = workspace.read(SESSION)
    session = workspace.session("seances/nouvelle.yaml", text=text)
    assert session.acts
    assert workspace.session("seances/absente.yaml").revision is None


def test_the_json_is_that_of_the_command_line(workspace: actgen.Workspace) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "actgen", "check", SESSION, "--report", "json"],
        cwd=workspace.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    ours = json.loads(json.dumps(workspace.session(SESSION).to_json()))
    assert json.loads(told.stdout)["seances"] == [ours]


def test_the_page_of_an_act_is_that_which_is_written(workspace: actgen.Workspace, tmp_path: Path) -> None:
    session = workspace.session(SESSION)
    rendering = session.render(tmp_path / "output", formats=("html",))
    assert rendering.folder is not None
    for written in rendering.written:
        page = (rendering.folder / written.name).read_text(encoding="utf-8")
        assert session.html(written.act) == page
    with pytest.raises(actgen.UsageError, match="n’est pas un acte de cette séance"):
        session.html("deliberation-77")


class _Marked(HTMLParser):
    """A page without its marks, and the values that they are on, each with the rank of its place."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.bare, self.values = "", list[tuple[str, int]]()
        self._open: list[int | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        rank = dict(attrs).get("data-lieu")
        if tag == "span":
            self._open.append(None if rank is None else int(rank))
        if rank is None:
            self.bare += self.get_starttag_text() or ""
        else:
            self.values.append(("", int(rank)))

    def handle_endtag(self, tag: str) -> None:
        if tag != "span" or self._open.pop() is None:
            self.bare += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        self.bare += data
        if any(rank is not None for rank in self._open):
            text, rank = self.values[-1]
            self.values[-1] = (text + data.replace("\u00a0", " "), rank)

    def handle_entityref(self, name: str) -> None:
        self.bare += f"&{name};"

    def handle_decl(self, decl: str) -> None:
        self.bare += f"<!{decl}>"


@cache
def _written(workspace: actgen.Workspace, session: str, act: str) -> dict[str, list[str]]:
    """What each value of an act leads to: the file, and what is written there."""
    seen = workspace.session(session).preview(act)
    found: dict[str, list[str]] = {}
    for value, rank in _Marked(seen.html).values:
        place = seen.places[rank]
        line = workspace.read(place.file)[0].split("\n")[place.line - 1]
        words = line[place.column - 1 :][: place.length]
        found.setdefault(value, []).append(f"{Path(place.file).stem}: {words}")
    return found


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("jeudi 15 décembre 2022", "dietwiller-2022-12-15: jeudi 15/12/2022"),
        ("vingt heures trente", "dietwiller-2022-12-15: 20h30"),
        ("6 décembre 2022", "dietwiller-2022-12-15: 06/12/2022"),
        ("Pierrette KEMPF", "dietwiller-2022-12-15: Pierrette KEMPF"),
        ("Dominique RISTORCELLI", "dietwiller-2022-12-15: Dominique RISTORCELLI"),
        ("Richard LIEBY", "dietwiller-2022-12-15: Richard LIEBY"),  # who holds a proxy
        ("Michel BOBIN", "dietwiller: M. Michel BOBIN"),  # was there: only the list of members names him
        ("13", "dietwiller-2022-12-15: unanimité"),  # counted, from the words of the vote
        ("9", "dietwiller-2022-12-15: 9"),
        ("quatre ans", "e_services: 4 ans"),
        (
            "projet soumis aux conseils en décembre 2022",
            "e_services: projet soumis aux conseils en décembre 2022",
        ),
    ],
)
def test_a_value_of_the_page_leads_back_to_its_line(
    example: actgen.Workspace, printed: str, written: str
) -> None:
    assert written in _written(example, SESSION, "deliberation-09")[printed]


def test_what_no_file_of_the_user_says_leads_nowhere(example: actgen.Workspace) -> None:
    found = _written(example, SESSION, "deliberation-09")
    page = _Marked(example.session(SESSION).html("deliberation-09")).bare
    for reference in ("Mulhouse", "Haut-Rhin", "2113-6", "m2A"):
        assert reference in page.replace("\u00a0", " ")
        assert not any(reference in value for value in found if len(value) < 40)
    assert not {"11", "15", "8", "2022-12-15-09"} & found.keys()  # counted of a table, or by the law


@pytest.mark.parametrize("act", ["proces-verbal", "liste-des-deliberations"])
def test_each_vote_leads_to_its_own_item(example: actgen.Workspace, act: str) -> None:
    places = _written(example, "seances/nantes-2025-10-10.yaml", act)
    for item in ("Subventions aux associations sportives", "Tableau des effectifs"):
        assert set(places[item]) == {f"nantes-2025-10-10: {item}"}
    if act == "proces-verbal":
        assert "nantes-2025-10-10: 48 pour, 15 contre, 4 abstentions" in places["48"]
        assert places["66"] == ["nantes-2025-10-10: unanimité"] * len(places["66"])


def test_a_page_with_its_places_is_the_page_itself(example: actgen.Workspace) -> None:
    session = example.session(SESSION)
    for act in session.acts:
        if act.document is not None:
            seen = session.preview(act.key)
            page = session.html(act.key)
            assert _Marked(seen.html).bare == _Marked(page).bare
            assert "data-lieu" not in page


def test_what_unsaved_text_has_made_is_told_by_the_journal(
    workspace: actgen.Workspace, tmp_path: Path
) -> None:
    text, _ = workspace.read(SESSION)
    session = workspace.session(SESSION, text=text + "# relu\n")
    folder = session.render(tmp_path / "output", formats=("html",)).folder
    assert folder is not None
    journal = json.loads((folder / "journal.json").read_text(encoding="utf-8"))
    assert str(session.revision) in json.dumps(journal)


def test_a_save_names_what_it_was_made_from(workspace: actgen.Workspace) -> None:
    text, revision = workspace.read(SESSION)
    saved = workspace.save(SESSION, text + "# relu\n", revision)
    assert workspace.read(SESSION) == (text + "# relu\n", saved)
    with pytest.raises(actgen.Conflict, match="Rien n’a été écrit") as conflict:
        workspace.save(SESSION, text + "# autre\n", revision)
    assert (conflict.value.revision, conflict.value.text) == (saved, text + "# relu\n")
    assert workspace.save(SESSION, text + "# relu\n", revision) == saved  # equal texts don't conflict
    (workspace.root / SESSION).unlink()
    with pytest.raises(actgen.Conflict, match="a disparu"):
        workspace.save(SESSION, text, saved)
    assert not list((workspace.root / "seances").glob(".actgen-*"))


def test_a_new_file_is_saved_once(workspace: actgen.Workspace) -> None:
    saved = workspace.save("seances/2023/janvier.yaml", "seance: 1\n", None)
    assert workspace.read("seances/2023/janvier.yaml") == ("seance: 1\n", saved)
    with pytest.raises(actgen.Conflict):
        workspace.save("seances/2023/janvier.yaml", "seance: 2\n", None)


@pytest.mark.parametrize(
    "name", ["../dehors.yaml", "/etc/dehors.yaml", "seances/\0.yaml", "lien/dehors.yaml"]
)
def test_nothing_is_saved_outside(
    workspace: actgen.Workspace, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    (workspace.root / "lien").symlink_to(tmp_path_factory.mktemp("dehors"))
    with pytest.raises(actgen.UsageError, match="n’est pas un fichier de cet espace"):
        workspace.save(name, "a: 1\n", None)
    with pytest.raises(actgen.UsageError):
        workspace.read(name)


def test_only_yaml_is_saved_and_no_link_is_followed(workspace: actgen.Workspace) -> None:
    with pytest.raises(actgen.UsageError, match="YAML"):
        workspace.save("seances/x.py", "a", None)
    (workspace.root / "seances/lien.yaml").symlink_to(workspace.root / "seances/cible.yaml")
    saved = workspace.save("seances/lien.yaml", "a: 1\n", None)
    assert workspace.read("seances/cible.yaml") == ("a: 1\n", saved)


def test_what_others_changed_is_read_again_when_asked(workspace: actgen.Workspace) -> None:
    place = workspace.root / "collectivites/dietwiller.yaml"
    assert workspace.session(SESSION).acts
    place.write_text("pas: une collectivité\n", encoding="utf-8")
    workspace.refresh()
    assert not workspace.session(SESSION).acts


def test_unsaved_text_of_a_group_is_read_and_kept_for_nobody(workspace: actgen.Workspace) -> None:
    text, _ = workspace.read(GROUP)
    group = workspace.group(GROUP)
    assert group.to_json()["membres"]
    assert workspace.group(GROUP, text="n'importe quoi\n").status() is None
    assert workspace.group(GROUP).status() is not None
    assert workspace.group(GROUP, text=text).findings == group.findings


def test_what_was_written_is_verified_and_told_as_json(workspace: actgen.Workspace, tmp_path: Path) -> None:
    folder = workspace.session(SESSION).render(tmp_path / "output", formats=("html",)).folder
    assert folder is not None
    (found,) = workspace.verify(folder)
    assert found.conforme
    assert actgen.to_json(found)["conforme"]
    with pytest.raises(actgen.UsageError, match="n’a pas de journal"):
        workspace.verify(tmp_path / "seances")


def test_a_register_and_an_export_are_values_with_their_json(
    workspace: actgen.Workspace, tmp_path: Path
) -> None:
    register = workspace.register("collectivites/dietwiller.yaml", 2023, out=tmp_path / "output")
    assert actgen.to_json(register, "dietwiller.yaml")["annee"] == 2023
    session = workspace.session(SESSION, options=actgen.Options(out=tmp_path / "output"))
    transmission = session.transmission()
    assert not transmission.written  # nothing was rendered: there is nothing to deposit
    assert actgen.to_json(transmission, SESSION)["constats"]


def test_the_texts_of_acts_are_told(example: actgen.Workspace) -> None:
    templates = example.templates()
    kind = templates.kind("subvention")
    assert kind is not None
    ((_, pieces),) = templates.readings(kind)
    assert {"corps", "visas"} <= {piece.name for piece in pieces}
    assert templates.users_of("visas")
    assert templates.kind("subventions") is None
    with pytest.raises(actgen.UsageError):
        templates.check(["subventions"])


def test_everything_raised_is_of_one_tree() -> None:
    codes = {
        actgen.UsageError: 2,
        actgen.CannotEdit: 2,
        actgen.Conflict: 1,
        actgen.EnvironmentFault: 4,
        actgen.InternalError: 3,
    }
    for error, code in codes.items():
        assert issubclass(error, actgen.ActgenError)
        assert error.exit_code == code


def test_the_files_of_a_workspace_are_told_by_name(workspace: actgen.Workspace) -> None:
    assert {SESSION, GROUP, "collectivites/dietwiller.yaml"} <= set(workspace.files())


def test_the_door_is_all_that_these_tests_and_the_example_use(checkout: Path) -> None:
    inside = re.compile(r"^\s*(?:from|import) actgen[.]", re.MULTILINE)
    scripts = [*(checkout / "docs/examples").glob("*.py"), *Path(__file__).parent.glob("*.py")]
    assert len(scripts) > 1
    assert [place for place in scripts if inside.search(place.read_text(encoding="utf-8"))] == []


def test_the_example_runs(workspace: actgen.Workspace, checkout: Path) -> None:
    script = checkout / "docs/examples/check_and_render.py"
    run = subprocess.run(
        [sys.executable, script, workspace.root, SESSION],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "deliberation-09" in run.stdout
    assert list((workspace.root / "output").rglob("*.html"))


def test_the_evening_is_recorded(workspace: actgen.Workspace, checkout: Path) -> None:
    before, _ = workspace.read(SESSION)
    script = checkout / "docs/examples/record_an_evening.py"
    subprocess.run(
        [sys.executable, script, workspace.root, SESSION],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    after, _ = workspace.read(SESSION)
    expected = before
    for old, new in (
        ("levee:\n", "levee: 22h10\n"),
        ("André BECK, excusé\n", "André BECK, excusé(e), pouvoir à Pierrette KEMPF\n"),
        ("vote: unanimité\n", "vote: 12 pour, 2 abstentions\n"),
    ):
        assert old in expected
        expected = expected.replace(old, new)
    assert after == expected


def test_a_new_key_goes_where_its_fact_has_it(workspace: actgen.Workspace) -> None:
    _, revision = workspace.read(SESSION)
    changes = [
        actgen.Put(("mouvements",), ["Membre 12 arrive à 20h15, avant le point 2"]),
        actgen.Put(("points", 0, "interesse"), "Membre 9"),
        actgen.Put(("convocation", "mode"), "courriel"),
        actgen.Insert(("points",), 1, {"numero": "10", "objet": "Voirie", "acte": "subvention"}),
        actgen.Put(("points", 1, "vote"), "unanimité"),
        actgen.Drop(("points", 0)),
    ]
    text, revision, _ = workspace.edit(SESSION, changes[:5], revision)
    keys = re.findall(r"^ *(?:- )?([a-z_]+):", text, re.MULTILINE)
    assert keys.index("absents") < keys.index("mouvements") < keys.index("compte")
    assert keys[keys.index("interesse") + 1] == "vote"
    assert keys[keys.index("envoyee_le") + 1] == "mode"
    text, _, _ = workspace.edit(SESSION, changes[5:], revision)
    assert re.findall(r"numero: (\d+)", text) == ["10"]
    assert "acte: subvention\n    vote: unanimité\n" in text


def test_an_edit_names_what_it_was_made_from(workspace: actgen.Workspace) -> None:
    _, revision = workspace.read(SESSION)
    change = actgen.Put(("seance", "levee"), "22h10")
    edited, saved, _ = workspace.edit(SESSION, [change], revision)
    assert workspace.read(SESSION) == (edited, saved)
    with pytest.raises(actgen.Conflict) as conflict:
        workspace.edit(SESSION, [actgen.Drop(("compte", "votants"))], revision)
    assert (conflict.value.revision, conflict.value.text) == (saved, edited)
    with pytest.raises(actgen.CannotEdit) as refusal:
        workspace.edit(SESSION, [change, actgen.Drop(("compte", "votants"))], saved)
    assert refusal.value.line == edited[: edited.index("\ncompte:")].count("\n") + 2
    assert workspace.read(SESSION) == (edited, saved)
    with pytest.raises(actgen.UsageError):
        workspace.edit("../dehors.yaml", [change], saved)
    (workspace.root / SESSION).unlink()
    with pytest.raises(actgen.Conflict, match="a disparu"):
        workspace.edit(SESSION, [change], saved)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_an_edit_keeps_the_encoding_of_the_file(workspace: actgen.Workspace, codec: str) -> None:
    place = workspace.root / SESSION
    text = place.read_text(encoding="utf-8").replace("\n", "\r\n")
    place.write_bytes(text.encode(codec))
    assert workspace.read(SESSION)[0] == text
    _, revision = workspace.read(SESSION)
    edited, _, _ = workspace.edit(SESSION, [actgen.Put(("seance", "lieu"), "à la mairie")], revision)
    assert edited == text.replace("salle du conseil municipal de la mairie", "à la mairie")
    assert place.read_bytes() == edited.encode(codec)


def test_what_the_door_offers_is_there() -> None:
    for name in actgen.__all__:
        assert getattr(actgen, name) is not None
    with pytest.raises(AttributeError):
        _ = actgen.nothing
