"""Names and objects that look like something else are printed to the letter, in each of the three formats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from actgen.acts.views.plan import Due
from actgen.session.result import Options
from tests.acts.outputs.docx.word_file import WordFile
from tests.acts.outputs.pdf_text import words
from tests.hostile.workspace import (
    ALL,
    COLLECTIVITE,
    DELIBERATION,
    MINUTES,
    SEANCE,
    Workspace,
    errors,
    keys,
    marked,
)
from tests.session.acts import render

NAMES = {
    "Claude SCHULLER": "Claude FRANTZ",  # a second member of the mayor's surname
    "M. Michel BOBIN": "M. Jean LE MAIRE",
    "Mme Emmanuelle BONDUELLE": "Mme Anne de LA TOUR",
    "M. Charles KREMPPER": "M. Valéry d’ORNANO",
    "Mme Elodie GERUM": "Mme Zoé <b>GRAS</b>",
    "M. Guillaume POIMBOEUF": "M. Guy {{ DOUBLE }} & FILS",
    "M. Richard LIEBY": "M. Luc *ÉTOILE* | BARRE",
    "Mme Raymonde SEILER": 'Mme Lou "LOULOU" D\'ANGE',
}
OBJECTS = (
    "- 3 % de remise",
    "# Titre",
    "2022. Année",
    "* étoile *",
    "> citation | tableau",
    "{% raw %} {{ x }} <script>alert(1)</script> &amp; \\n",
    "`code` et [lien](http://exemple.fr)",
)


def yaml_text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The acts of a session whose members and items bear such names; two of them in the three formats."""
    workspace = Workspace.copy(tmp_path_factory.mktemp("lettre") / "espace")
    for old, new in NAMES.items():
        workspace.change(old, yaml_text(new), COLLECTIVITE)
    workspace.change("à Richard LIEBY", "à Luc *ÉTOILE* | BARRE")
    items = "".join(
        f"  - numero: {number}\n    objet: {yaml_text(text)}\n    vote: unanimité\n"
        for number, text in enumerate(OBJECTS, start=10)
    )
    workspace.change("suites:\n", f"{items}suites:\n")
    workspace.change("salle du conseil municipal de la mairie", yaml_text("{{ 7 * 7 }} & <i>salle</i> | *3*"))
    assert errors(workspace.examine()) == []
    assert keys(workspace.examine(), Due.WRITTEN) >= ALL
    workspace.render("html")
    told = Options(formats=("html", "pdf", "docx"), only=(MINUTES, DELIBERATION), out=workspace.out)
    render(workspace.session, told)
    return workspace.out


def bare(text: str) -> str:
    """Without what typography may change or a line may break: spaces, shapes of quotes, soft hyphens."""
    return re.sub(r"[\s\u00ad]", "", re.sub('[«»“”"]', '"', text.replace("’", "'").replace("\u2011", "-")))


def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return bare(" ".join(words(path.read_bytes())))
    if path.suffix == ".docx":
        return bare(" ".join(WordFile(path.read_bytes()).words()))
    return bare(str(html.fromstring(path.read_text(encoding="utf-8")).body.text_content()))


@pytest.mark.parametrize("suffix", ["pdf", "docx", "html"])
def test_names_and_objects_are_printed_to_the_letter(suffix: str, written: Path) -> None:
    (minutes,) = written.rglob(f"*proces-verbal*.{suffix}")
    text = text_of(minutes)
    names = [re.sub("^(M|Mme)[.]? ", "", name) for name in NAMES.values()]
    for expected in (*names, *OBJECTS, "{{ 7 * 7 }} & <i>salle</i> | *3*"):
        assert bare(expected) in text, expected


@pytest.mark.parametrize("suffix", ["pdf", "docx", "html"])
def test_the_deliberation_names_them_too(suffix: str, written: Path) -> None:
    (act,) = written.rglob(f"1-deliberation*groupement.{suffix}")
    text = text_of(act)
    for expected in ("Luc *ÉTOILE* | BARRE", "Zoé <b>GRAS</b>", "Guy {{ DOUBLE }} & FILS", "Jean LE MAIRE"):
        assert bare(expected) in text, expected


def test_the_page_holds_no_tag_of_theirs(written: Path) -> None:
    for page in written.rglob("*.html"):
        tree = html.fromstring(page.read_text(encoding="utf-8"))
        assert not tree.xpath("//script | //body//b[text()='GRAS'] | //i[text()='salle']")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- André BECK, excusé", "- de la tour, excusée"),
        ("- André BECK, excusé", "- Valery D'ORNANO, excusé"),
        ("- André BECK, excusé", "- M. Jean Le Maire, excusé"),
        ("- André BECK, excusé", "- Claude FRANTZ, excusé"),
        ("- André BECK, excusé", "- claude frantz, excusé"),
        ("- André BECK, excusé", "- Eléonore JEAN-DIT-PANNEL, excusée"),
    ],
)
def test_ways_to_write_a_name(old: str, new: str, workspace: Workspace) -> None:
    for before, after in NAMES.items():
        workspace.change(before, yaml_text(after), COLLECTIVITE)
    workspace.change("à Richard LIEBY", "à Luc *ÉTOILE* | BARRE")
    workspace.change("  - Eléonore JEAN DIT PANNEL, excusée\n", "")
    workspace.change(old, new)
    found = {finding.code for finding in errors(workspace.examine())}
    assert not found & {"MEMBRE-INCONNU", "MEMBRE-AMBIGU", "PRESENCE-CONTRADICTOIRE"}


@pytest.mark.parametrize(
    "holder", ["à la première adjointe", "au deuxième adjoint", "au 2e adjoint", "à la 3e adjointe au maire"]
)
def test_a_deputy_is_named_by_rank(holder: str, workspace: Workspace) -> None:
    workspace.change("- André BECK, excusé", f"- André BECK, pouvoir {holder}")
    assert errors(workspace.examine()) == []


def test_the_mayor_and_a_member_called_le_maire_are_not_mixed_up(workspace: Workspace) -> None:
    workspace.change("M. Michel BOBIN", "M. Jean LE MAIRE", COLLECTIVITE)
    workspace.change("presidence: Christian FRANTZ", "presidence: M. le Maire")
    (finding,) = errors(workspace.examine())
    assert (finding.code, marked(finding)) == ("MEMBRE-AMBIGU", "M. le Maire")
    assert "Jean LE MAIRE" in finding.message


@pytest.mark.parametrize(
    "content",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace(", ", ",\u00a0").encode(),
    ],
    ids=["BOM", "cp1252", "CRLF", "CR", "UTF-16", "no-break spaces"],
)
def test_files_as_editors_leave_them(content: object, workspace: Workspace) -> None:
    assert callable(content)
    workspace.write(SEANCE, content(workspace.read()))
    examination = workspace.examine()
    assert errors(examination) == []
    assert keys(examination, Due.WRITTEN) == ALL
