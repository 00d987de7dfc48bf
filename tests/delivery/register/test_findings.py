"""What a register lacks or holds twice, each told with its figures and its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.council.facts.seance import Organe
from actgen.delivery.register.register import Register, make_register
from actgen.delivery.register.sessions import RegisterOptions
from tests.delivery.register.annee import Year, item

JUNE, MARCH = date(2023, 6, 15), date(2023, 3, 16)


@pytest.fixture
def year(tmp_path: Path) -> Year:
    return Year(tmp_path, days=(MARCH, JUNE), items=2)


def made(of: Year, council: Path, **options: object) -> Register:
    """The register as a page: no sheet need be drawn to find what is missing."""
    asked = {"year": 2023, "formats": ("html",), "out": of.folder / "output", **options}
    return make_register(council, RegisterOptions(**asked))  # type: ignore[arg-type]


def only(register: Register) -> Diagnostic:
    (finding,) = register.report.findings
    return finding


def plain(finding: Diagnostic) -> str:
    return finding.message.replace("\u00a0", " ").replace("\u202f", " ")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_full_year_is_written_without_a_word(year: Year) -> None:
    register = made(year, year.write())
    assert register.report.findings == ()
    assert [each.name for each in register.written] == ["registre-2023.html"]
    assert register.folder == year.folder / "output" / "21271-flavigny-sur-ozerain" / "registre-2023"


def test_two_files_of_one_session(year: Year) -> None:
    council = year.write()
    year.session(JUNE, "copie")
    register = made(year, council)
    finding = next(f for f in register.report.findings if f.code == "REG-SEANCE")
    assert plain(finding) == (
        "Deux fichiers racontent la séance du 15 juin 2023 : seances/2023-06-15.yaml et seances/copie.yaml."
    )
    assert {place.file for place in finding.locations} == {"seances/2023-06-15.yaml", "seances/copie.yaml"}
    assert register.written == ()


def test_two_sessions_of_one_day_at_different_hours_are_two(year: Year) -> None:
    council = year.write()
    year.session(JUNE, "soir", heure="22h30")
    codes = {finding.code for finding in made(year, council).report.findings}
    assert codes == {"REG-DOUBLE"}  # one scheme of numbers can't tell two sessions of one day apart


def test_a_scheme_without_a_date_doubles_the_numbers(year: Year) -> None:
    year.numero = "{annee}-{point}"
    register = made(year, year.write())
    assert [finding.code for finding in register.report.findings] == ["REG-DOUBLE", "REG-DOUBLE"]
    assert plain(register.report.findings[0]) == (
        "Le numéro 2023-01 est porté par 2 délibérations (séances du 16 mars 2023 et 15 juin 2023)."
    )
    assert register.written == ()


def test_the_numbers_of_the_year_that_no_session_bears(year: Year) -> None:
    """A town begins here at 041: its register said « 2 séances, 20 délibérations » and no more."""
    year.numero = "{annee}-{rang}"
    council = year.write()
    edit(year.files[0], "  heure: 20h00\n", "  heure: 20h00\n  premier_numero: 41\n")
    finding = only(made(year, council))
    assert (finding.code, finding.severity) == ("REG-MANQUE", Severity.WARNING)
    assert plain(finding) == (
        "Séance du 16 mars 2023 : elle commence au numéro 41 de l’année ; les délibérations 1 à 40 ne sont "
        "pas au registre, aucune séance d’ici ne les porte."
    )
    edit(year.files[0], "premier_numero: 41", "premier_numero: 2")
    assert "la délibération 1 n’est pas au registre" in plain(only(made(year, council)))
    edit(year.files[0], "premier_numero: 2", "premier_numero: 1")
    assert made(year, council).report.findings == ()


def test_an_item_whose_vote_is_not_written(year: Year) -> None:
    council = year.write()
    edit(year.files[1], item(2), item(2).replace("    vote: unanimité\n", "    vote:\n"))
    finding = only(made(year, council))
    assert (finding.code, finding.severity, finding.point) == ("REG-ACTE", Severity.ERROR, 2)
    assert "séance du 15 juin 2023" in plain(finding) and "le vote du point 2 n’est pas écrit" in plain(
        finding
    )
    assert finding.location is not None and finding.location.file == "seances/2023-06-15.yaml"


def test_an_adopted_act_that_is_refused(year: Year) -> None:
    council = year.write()
    edit(year.files[0], item(1), item(1, "12 pour, 1 contre"))  # of eleven members
    finding = only(made(year, council))
    assert (finding.code, finding.point) == ("REG-ACTE", 1)
    assert "elle est refusée (VOTE-TOTAL)" in plain(finding)


def test_an_adopted_act_with_a_blank(year: Year) -> None:
    council = year.write()
    edit(year.files[0], "  lieu: mairie\n", "  lieu:\n")
    findings = made(year, council).report.findings
    assert {finding.code for finding in findings} == {"REG-ACTE"}
    assert all("ACTE-BLANC" in finding.message for finding in findings)


def test_items_that_a_file_leaves_out(year: Year) -> None:
    council = year.write()
    edit(year.files[0], "points:\n", "points_non_saisis: 3 à 5\npoints:\n")
    register = made(year, council)
    finding = only(register)
    assert (finding.code, finding.severity) == ("REG-MANQUE", Severity.WARNING)
    assert plain(finding) == (
        "Séance du 16 mars 2023 : les points 3 à 5 ne sont pas au registre, ce fichier ne les reprend pas."
    )
    assert register.written, "a warning doesn't keep the register from being written"


def test_a_vote_without_an_act_is_told(year: Year) -> None:
    council = year.write()
    edit(year.files[0], item(2), item(2).replace("    acte: essai\n", ""))
    finding = only(made(year, council))
    assert (finding.code, finding.severity) == ("REG-MANQUE", Severity.INFO)
    assert "le point 2, sans rubrique « acte », a été voté" in plain(finding)


def test_a_vote_that_leaves_nothing_in_the_register_is_not_told(year: Year) -> None:
    """The minutes of the last session adopted, or what the file says to give no act: as in `check`."""
    council = year.write()
    edit(year.files[0], item(2), item(2).replace("    acte: essai\n", "    sans_acte: oui\n"))
    assert made(year, council).report.findings == ()


def test_a_session_to_come_and_one_without_quorum_are_told(year: Year) -> None:
    council = year.write()
    year.session(date(2023, 12, 14))
    edit(year.files[2], "absents: aucun\n", "absents:\n")
    edit(year.files[2], "  levee: 22h00\n", "")
    text = year.files[2].read_text(encoding="utf-8").replace("    vote: unanimité\n", "")
    year.files[2].write_text(text, encoding="utf-8")
    year.session(date(2023, 12, 20))
    absents = "".join(f"  - Membre {rank}, excusé\n" for rank in range(4, 12))
    text = year.files[3].read_text(encoding="utf-8").replace("    vote: unanimité\n", "")
    year.files[3].write_text(text.replace("absents: aucun\n", f"absents:\n{absents}"), encoding="utf-8")
    register = made(year, council)
    assert [(f.code, plain(f)) for f in register.report.findings] == [
        ("REG-HORS", "La séance du 14 décembre 2023 n’est pas au registre : elle ne s’est pas encore tenue."),
        (
            "REG-HORS",
            "La séance du 20 décembre 2023 n’est pas au registre : faute de quorum, rien n’y a été voté.",
        ),
    ]
    assert len(register.parts) == 2 and register.written


def test_a_session_that_cannot_be_read(year: Year) -> None:
    council = year.write()
    edit(year.files[0], "  heure: 20h00\n", "  heuure: 20h00\n")
    finding = only(made(year, council))
    assert (finding.code, finding.location and finding.location.file) == (
        "REG-LECTURE",
        "seances/2023-03-16.yaml",
    )
    assert finding.hint.endswith("actgen check seances/2023-03-16.yaml")


def test_the_unreadable_session_of_another_year_or_council_is_not_ours(year: Year) -> None:
    council = year.write()
    for day, name in ((date(2022, 3, 1), "avant"), (date(2023, 3, 1), "ailleurs")):
        file = year.session(day, name)
        edit(file, "  heure: 20h00\n", "  heuure: 20h00\n")
    edit(year.files[-1], "collectivite: ici\n", "collectivite: voisine\n")
    assert made(year, council).report.findings == ()


def test_sessions_of_another_year_stay_out(year: Year) -> None:
    council = year.write()
    year.session(date(2022, 12, 1))
    register = made(year, council)
    assert [part.titre.replace("\u00a0", " ") for part in register.parts] == [
        "Séance du 16 mars 2023",
        "Séance du 15 juin 2023",
    ]
    assert made(year, council, year=2021).written == ()
    assert made(year, council, organe=Organe.BUREAU).parts == ()


@pytest.mark.slow
def test_more_sheets_than_were_initialled(year: Year) -> None:
    council = year.write()
    fits = made(year, council, formats=("pdf",), sheets=500)
    assert fits.printed is not None and fits.written
    last = fits.printed.sheets[-1]
    assert made(year, council, formats=("pdf",), sheets=last).report.errors == ()
    finding = only(made(year, council, formats=("pdf",), sheets=last - 1, out=year.folder / "autre"))
    assert finding.code == "REG-FEUILLET"
    assert plain(finding) == (
        f"Le registre va jusqu’au feuillet {last}, et les paraphes s’arrêtent au feuillet {last - 1}."
    )
    assert not (year.folder / "autre").exists()


def test_a_deliberation_without_a_matter(year: Year) -> None:
    council = year.write()
    kind = year.folder / "templates" / "deliberations" / "essai" / "acte.yaml"
    edit(kind, 'matiere: "3.1"\n', "")
    edit(kind, "autres_matieres:", "# autres_matieres:")
    for file in year.files:
        text = file.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("    matiere:")]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    register = made(year, council)
    finding = only(register)
    assert (finding.code, len(finding.locations)) == ("REG-SUJET", 4)
    assert plain(finding).startswith("4 délibérations sur 4 sans matière")
    assert register.written


def test_the_bureau_of_an_epci_has_a_register_of_its_own(year: Year) -> None:
    council = year.write()
    edit(council, "commune: Flavigny-sur-Ozerain\n", "epci: 200066009\n")
    edit(council, "maire:", "president:")
    edit(council, "  - adjoint:", "  - vice_president:")
    edit(council, "  - adjointe:", "  - vice_presidente:")
    seats = "".join(f"  - Membre {rank}\n" for rank in range(1, 4))
    council.write_text(council.read_text(encoding="utf-8") + f"bureau:\n{seats}", encoding="utf-8")
    edit(year.files[0], "seance:\n", "seance:\n  organe: bureau\n  delegation_du_conseil: 10/07/2020\n")
    bureau = made(year, council, organe=Organe.BUREAU)
    assert bureau.report.errors == ()
    assert [part.titre.replace("\u00a0", " ") for part in bureau.parts] == ["Séance du 16 mars 2023"]
    assert [each.name for each in bureau.written] == ["registre-bureau-2023.html"]
    conseil = made(year, council)
    assert [part.titre.replace("\u00a0", " ") for part in conseil.parts] == ["Séance du 15 juin 2023"]


def test_a_session_kept_in_a_folder_of_its_year_is_in_the_register(year: Year) -> None:
    council = year.write()
    for file in year.files:
        place = file.parent / "2023" / file.name
        place.parent.mkdir(exist_ok=True)
        file.rename(place)
    register = made(year, council)
    assert register.report.findings == () and [each.seance.date for each in register.sessions] == [
        MARCH,
        JUNE,
    ]
