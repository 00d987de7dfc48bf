"""What `templates check` is asked to look at: nothing that was named is passed over in silence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from actgen.authoring.templates.checking import check_templates, check_texts
from actgen.authoring.templates.selection import Selection, select
from actgen.authoring.templates.strays import asked_place, root_of
from actgen.base.diagnostics import Diagnostic
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources

ROOT = Path(__file__).parents[2]
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file in a workspace that has one group."""
    for part in ("collectivites", "groupements"):
        (tmp_path / part).mkdir()
    shutil.copy(ROOT / "data/groupements/e_services.yaml", tmp_path / "groupements")
    monkeypatch.chdir(tmp_path)

    def written(file: str, text: str) -> Path:
        place = tmp_path / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        return place

    return written


def word(place: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    place.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(place))
    return place


def found(selection: Selection, *codes: str) -> list[Diagnostic]:
    """What is told of the texts of these kinds, of all when none is named."""
    chosen = [kind for kind in selection.kinds if not codes or kind.code in codes]
    return [each for each in check_texts(selection.catalogue, chosen) if selection.holds(each)]


@pytest.mark.slow
def test_a_clause_that_is_written_wrong_is_looked_at(write: Write) -> None:
    word(write("templates/29294/socle/clauses/x", "").with_name("recours.docx"), "Le {{ acte.tribunl")
    selection = select(("templates/29294",))
    assert "subvention" in {kind.code for kind in selection.kinds}
    assert selection.clauses == ("templates/29294/socle/clauses/recours.docx",)
    assert any(
        each.code.startswith("GABARIT-") and "fichier" not in each.message
        for each in found(selection, "subvention")
    )


def test_a_clause_of_a_text_that_is_written_wrong_is_looked_at_too(write: Write) -> None:
    write("templates/socle/clauses/debut_deliberation.md", "{{ clause.entete }}\n\n{% if x\n")
    write("templates/socle/clauses/entete.md", "{% for a in %}\n")
    files = {each.location.file for each in found(select(("templates",)), "subvention") if each.location}
    assert {f"templates/socle/clauses/{name}.md" for name in ("debut_deliberation", "entete")} <= files


def test_a_folder_inside_the_workspace_is_looked_at_wherever_it_is(write: Write) -> None:
    write("essais/deliberations/subvention/dispositif.md", "{{ vot }}\n")
    for asked in (
        "essais",
        "essais/deliberations/subvention",
        "essais/deliberations/subvention/dispositif.md",
    ):
        selection = select((asked,))
        assert [kind.code for kind in selection.kinds] == ["subvention"], asked
        (slip,) = found(selection)
        assert slip.location is not None
        assert slip.location.file == "modeles-1/deliberations/subvention/dispositif.md"


def test_a_folder_given_as_the_option_has_one_name_only(tmp_path: Path) -> None:
    templates = tmp_path / "templates" / "a.md"
    loose = tmp_path / "essais" / "b.md"
    for place in (templates, loose):
        place.parent.mkdir()
        place.write_text("x", encoding="utf-8")
    sources = Sources(tmp_path, roots={"modeles-1": tmp_path / "essais", "modeles-2": tmp_path})
    assert sources.name_of(templates) == "templates/a.md"
    assert sources.name_of(loose) == "modeles-1/b.md"
    assert sources.name_of(tmp_path / "seances") == "seances"
    assert sources.name_of(tmp_path.parent) is None


def test_the_folders_of_templates_are_those_of_the_current_folder(write: Write) -> None:
    """Whatever the workspace: that of a trial is elsewhere."""
    write("essais/socle/clauses/recours.md", "Recours.\n")
    path = search_path(ROOT / "data", [Path("essais")])
    catalogue = Catalogue(Sources(ROOT / "data", roots={"modeles-1": Path("essais")}), path)
    kind = catalogue.kinds["subvention"]
    read = catalogue.clause(kind, "recours")
    assert read is not None and read.path == "modeles-1/socle/clauses/recours.md"


@pytest.mark.parametrize(
    ("named", "looked_at"),
    [
        ("m/deliberations/tarifs/dispositif.docx", "m/deliberations/tarifs"),
        ("m/deliberations/tarifs/acte.yaml", "m/deliberations/tarifs"),
        ("m/socle/clauses/visas.md", "m/socle/clauses/visas.md"),
        ("m/socle/clauses", "m/socle/clauses"),
        ("m", "m"),
    ],
)
def test_a_file_stands_for_its_kind(named: str, looked_at: str, write: Write, tmp_path: Path) -> None:
    for file in (
        "deliberations/tarifs/dispositif.docx",
        "deliberations/tarifs/acte.yaml",
        "socle/clauses/visas.md",
    ):
        write(f"m/{file}", "x")
    assert asked_place(Path(named)) == Path(looked_at)
    assert root_of(asked_place(Path(named))) == tmp_path / "m"


STRAYS = {
    "68072/conventions/groupement_commandes/corps.md": "templates/GROUPEMENT/conventions",
    "68999/socle/clauses/recours.md": "Aucune commune n’a le code INSEE « 68999 »",
    "Dietwiller/socle/clauses/recours.md": "Dietwiller : 68072",
    "e_services/deliberations/subvention/acte.yaml": "templates/deliberations",
    "deliberations/subvantion/corps.md": "« subvention »",
    "deliberations/permis_de_louer/corps.md": "acte.yaml",
    "e_services/deliberations/permis_de_louer/corps.md": "actgen new kind",
    "seances/subvention/corps.md": "« deliberations/subvention »",
    "deliberation/subvention/corps.md": "« deliberations »",
    "deliberations/corps.md": "dossier de sa nature d’acte",
    "corps.docx": "dossier de sa nature d’acte",
    "socle/entete.docx": "charte",
    "socle/clause/visas.md": "« clauses »",
    "socle/clauses/anciennes/visas.md": "dossier de sa nature d’acte",
    "deliberations/subvention/anciens/corps.md": "dossier de sa nature d’acte",
    "deliberations/subvention/corps.odt": "« corps.docx »",
    "deliberations/subvention/Exposé.doc": "« expose.docx »",
    "deliberations/subvention/corps.txt": "« corps.md »",
    "deliberations/tarifs/corps - Copie.md": "Seul « corps.md » est lu",
    "deliberations/tarifs/corps (1).md": "Seul « corps.md » est lu",
    "deliberations/tarifs/corps-v2.md": "Seul « corps.md » est lu",
    "deliberations/subvention/Copie de dispositif.md": "Seul « dispositif.md »",
    "deliberations/subvention/Exposé des motifs.docx": "Seul « expose.docx »",
    "deliberations/subvention/plan.png": "hors des modèles",
    "deliberations/subvention/à revoir.md": "(corps, expose, dispositif…)",
    "socle/clauses/dispositif.md": "dossier de sa nature d’acte",
    "68072/socle/clauses/verso.md": "dossier de sa nature d’acte",
    "68072/socle/clauses/recour.md": "« recours.md »",
    "68072/deliberations/subvention/corp.md": "« corps.md »",
}


def test_each_file_that_nothing_reads_is_told_with_what_to_do(write: Write) -> None:
    for file in (*STRAYS, "deliberations/tarifs/corps.md"):
        write(f"templates/{file}", "titre: X\n" if file.endswith("yaml") else "Texte.\n")
    selection = select(())
    chosen = [kind for kind in selection.kinds if kind.code in ("subvention", "tarifs")]
    strays = [each for each in check_texts(selection.catalogue, chosen) if each.code == "GABARIT-FICHIER"]
    assert len(strays) == len(STRAYS)
    for file, hint in STRAYS.items():
        told = [
            each
            for each in strays
            if each.location and f"templates/{file}/".startswith(f"{each.location.file}/")
        ]
        assert len(told) == 1, (file, told)
        assert hint in told[0].hint.replace("\u00a0", " "), told


def test_what_is_in_place_is_no_stray(write: Write) -> None:
    for file in (
        "e_services/conventions/groupement_commandes/regle.md",
        "conventions/groupement_commandes/regle.md",
        "68072/socle/clauses/recours.md",
        "deliberations/subvention/exemple.yaml",
        "deliberations/subvention/exemple/plan.md",
        "deliberations/subvention/Thumbs.db",
        "LISEZMOI.txt",
    ):
        write(f"templates/{file}", "Texte.\n")
    selection = select(())
    chosen = [kind for kind in selection.kinds if kind.code in ("subvention", "groupement_commandes")]
    strays = [each for each in check_texts(selection.catalogue, chosen) if each.code == "GABARIT-FICHIER"]
    assert strays == []


def test_a_workspace_is_its_templates_and_its_sessions_are_none(write: Write) -> None:
    write("templates/socle/clauses/recours.md", "Recours.\n")
    assert select((".",)).within == ("templates",)
    write("seances/x.yaml", "seance:\n")
    selection = select(("seances",))
    assert (selection.kinds, found(selection)) == ((), [])


def test_a_text_in_both_formats_names_both_files(write: Write) -> None:
    folder = write("templates/deliberations/subvention/expose.md", "Texte.\n").parent
    word(folder / "expose.docx", "Texte.")
    (double,) = found(select(("templates",)), "subvention")
    assert double.code == "GABARIT-DOUBLE"
    assert [Path(place.file).name for place in double.locations] == ["expose.md", "expose.docx"]


def test_a_file_in_a_folder_that_nothing_reads_tells_of_the_folder(write: Write) -> None:
    write("templates/68999/socle/clauses/visas.md", "Vu.\n")
    (stray,) = found(select(("templates/68999/socle/clauses/visas.md",)))
    assert stray.location is not None and stray.location.file == "templates/68999"


@pytest.mark.slow
def test_trials_read_of_a_level_what_its_acts_read(write: Write) -> None:
    """A convention of a commune and a manifest of a group are told as unread, and tried on nothing."""
    write("templates/68072/conventions/groupement_commandes/corps.md", "Rien de ce qu'il faut.\n")
    write("templates/68072/deliberations/adhesion_groupement/expose.md", "Un exposé.\n")
    write("templates/e_services/deliberations/adhesion_groupement/acte.yaml", "titre: x\n")
    write("templates/e_services/deliberations/adhesion_groupement/expose.md", "Un exposé.\n")
    told = check_templates(select(("templates",))).report.findings
    assert {each.code for each in told} == {"GABARIT-FICHIER"} and len(told) == 2
