"""The page « À faire » and the screen of `render`: every act once, what to do with it, and by what date."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.nodes import Document, Table, walk
from actgen.acts.tree.words import plain_words
from actgen.acts.views.plan import ActPlan, Due, without_line
from actgen.base.records import replace
from actgen.base.text.dates import date_longue
from actgen.council.figures.echeances import echeances, restantes
from actgen.council.figures.echeances_des_actes import Devoir
from actgen.council.kinds.manifest import Famille
from actgen.session.examination import examine
from actgen.session.gestes import Geste, gestes
from actgen.session.result import Examination, Options
from actgen.session.tasks import said, taches, together
from tests.session.acts import ROOT, edit, examined, plan

SESSIONS = sorted((ROOT / "data" / "seances").glob("*.yaml"))
HEAD, _, _ = (
    (ROOT / "templates" / "deliberations" / "deliberation_libre" / "exemple.yaml")
    .read_text(encoding="utf-8")
    .partition("points:")
)
POINT = (
    "  - numero: {n}\n    objet: Objet {n}\n    acte: deliberation_libre\n"
    "    decide: approuve le dossier {n}\n    vote: unanimité\n"
)


def session_of(folder: Path, items: int, more: str = "") -> Path:
    file = folder / "seance.yaml"
    points = "".join(POINT.format(n=n) for n in range(1, items + 1))
    file.write_text(f"{HEAD}points:\n{points}{more}", encoding="utf-8")
    return file


def _words(examination: Examination) -> str:
    document = plan(examination, "a-faire").document
    assert document is not None
    return " ".join(plain_words(document))


def _acts(examination: Examination) -> list[ActPlan]:
    return [each for each in examination.plans if each.kind.famille is not Famille.PENSE_BETE]


def _rows(examination: Examination) -> tuple[Geste, ...]:
    assert examination.figures is not None
    return gestes(examination.figures, examination.plans)


@pytest.mark.parametrize("session", SESSIONS, ids=lambda file: file.stem)
def test_every_act_is_told_and_no_line_of_a_file(session: Path) -> None:
    examination = examined(session)
    assert examination.seance is not None
    rows, words = _rows(examination), _words(examination)
    assert "(ligne" not in words
    with_files = {each.key for row in rows for each in row.plans}
    for each in _acts(examination):
        if each.due is Due.WRITTEN:
            assert each.key in with_files
        elif each.key != "publication-proces-verbal":
            assert " ".join(without_line(said(each, examination.seance.fichier)).split()) in words


@pytest.mark.parametrize("session", SESSIONS, ids=lambda file: file.stem)
def test_every_duty_that_remains_is_one_row_with_its_date(session: Path) -> None:
    examination = examined(session)
    assert examination.figures is not None
    rows, words = _rows(examination), _words(examination)
    told = [duty for row in rows if row.fait_le is None for duty in row.echeances]
    for duty in restantes(examination.figures):
        if duty.devoir is Devoir.PROCES_VERBAL and duty.le is None:  # told in the row of the minutes
            assert "à publier dans la semaine qui suit" in words
        elif duty.devoir is Devoir.LISTE_EN_LIGNE and duty not in told:  # in the row of the list to post
            assert "à afficher" in words and "à mettre en ligne" in words
        else:
            assert told.count(duty) == 1
            assert duty.le is None or date_longue(duty.le).replace("\u00a0", " ") in words


@pytest.mark.parametrize("session", SESSIONS, ids=lambda file: file.stem)
def test_what_has_a_date_comes_first_and_the_nearest_on_top(session: Path) -> None:
    rows = _rows(examined(session))
    dates = [row.le for row in rows]
    known = [each for each in dates if each is not None]
    assert dates[: len(known)] == sorted(known)


@pytest.mark.parametrize("session", SESSIONS, ids=lambda file: file.stem)
def test_the_minutes_are_one_row(session: Path) -> None:
    rows = [row for row in _rows(examined(session)) if row.fait_le is None]
    of_minutes = [
        row
        for row in rows
        if {each.devoir for each in row.echeances} & {Devoir.ARRET, Devoir.PROCES_VERBAL}
        or {each.kind.famille for each in row.plans} == {Famille.PROCES_VERBAL}
    ]
    assert len(of_minutes) <= 1


def test_what_is_done_is_ticked_apart() -> None:
    examination = examined(ROOT / "data" / "seances" / "dietwiller-2022-12-15.yaml")
    words = _words(examination)
    todo, _, done = words.partition(" Fait Fait Quand Quoi Fichier ")
    assert "☑" not in todo and "☐" not in done
    assert "☑ Le 19/12/2022 Transmission au représentant de l’État" in done


def test_a_second_session_that_another_file_holds_is_done() -> None:
    words = _words(examined(ROOT / "data" / "seances" / "locronan-2025-01-23-quorum-perdu.yaml"))
    todo, _, done = words.partition(" Fait Fait Quand Quoi Fichier ")
    assert "Seconde séance" not in todo and "☑ Le 30/01/2025 Seconde séance" in done


def test_what_is_done_is_told_by_date() -> None:
    document = plan(examined(ROOT / "data" / "seances" / "treguennec-2025-10-16.yaml"), "a-faire").document
    assert document is not None
    *_, done = [block for block in walk(document.blocks) if isinstance(block, Table)]
    told = re.findall(r"Le (\d\d)/(\d\d)/(\d{4})", " ".join(plain_words(Document("", (done,)))))
    dates = ["".join(reversed(each)) for each in told]
    assert len(dates) == 10
    assert dates == sorted(dates)


def test_elections_stay_online_as_long_as_what_was_published_with_them() -> None:
    rows = _rows(examined(ROOT / "data" / "seances" / "locronan-2026-03-21-installation.yaml"))
    online = [row for row in rows if {each.devoir for each in row.echeances} == {Devoir.EN_LIGNE}]
    assert [(row.fait_le, row.le, row.echeances[0].points) for row in online] == [
        (None, date(2026, 5, 23), (1, 2, 3))
    ]
    assert not [row for row in rows if "mise en ligne le 23/03/2026" in row.quoi]


def test_a_duty_that_stands_twice_says_its_points_each_time() -> None:
    rows = _rows(examined(ROOT / "data" / "seances" / "treguennec-2025-10-16.yaml"))
    told = [row.quoi for row in rows if {each.devoir for each in row.echeances} == {Devoir.EN_LIGNE}]
    assert told == [f"Maintien en ligne, deux mois au moins, point {n}" for n in (1, 2)]
    assert len({row.quoi for row in rows}) == len(rows)


def test_certificates_are_for_who_signs_them(tmp_path: Path) -> None:
    def signs(file: Path) -> set[str]:
        rows = _rows(examined(file))
        return {row.qui for row in rows if {each.kind.famille for each in row.plans} == {Famille.CERTIFICAT}}

    suites = (
        "suites:\n  transmise_le: 30/09/2024\n  publiee_le: 30/09/2024\n  mode_publication: électronique\n"
    )
    assert signs(session_of(tmp_path, 2, suites)) == {"maire"}
    assert signs(session_of(tmp_path, 2, suites + "  certificat_signataire: Membre 2\n")) == {"Membre 2"}


def test_deliberations_that_are_signed_are_ticked(tmp_path: Path) -> None:
    session = session_of(tmp_path, 2, "suites:\n  deliberation_signee_le: 20/06/2023\n")
    rows = _rows(examined(session))
    signed = [
        row for row in rows if row.plans and not row.plans[0].copie and row.quoi.startswith("Délibérations")
    ]
    assert [(row.fait_le, len(row.plans)) for row in signed] == [(date(2023, 6, 20), 2)]


def test_the_coordinator_is_told_by_a_member_until_the_file_says_so(tmp_path: Path) -> None:
    source = ROOT / "data" / "seances" / "dietwiller-2022-12-15.yaml"
    examination = examined(source)
    assert examination.figures is not None
    due = [each for each in restantes(examination.figures) if each.devoir is Devoir.NOTIFICATION]
    assert [each.points for each in due] == [(9,)]
    assert "☐ Sans attendre Notification au coordonnateur du groupement" in _words(examination)
    seance = examination.figures.seance
    told = replace(seance, suites=replace(seance.suites, notifiee_le=date(2022, 12, 20)))
    done = [each for each in echeances(replace(examination.figures, seance=told)) if each.fait_le]
    assert Devoir.NOTIFICATION in {each.devoir for each in done}


def test_twenty_items_are_a_few_lines_on_one_page(tmp_path: Path) -> None:
    examination = examined(session_of(tmp_path, 20))
    words = _words(examination)
    assert "☐ Sans attendre Délibérations 1 à 20 : à imprimer et à faire signer" in words
    assert "1-deliberation-01… à 20… secrétariat" in words
    assert "Certificats 1 à 20 : il manque la transmission et la publication" in words
    page = plan(examination, "a-faire")
    assert page.document is not None
    with pikepdf.open(io.BytesIO(render_pdf(page.document))) as document:
        assert len(document.pages) == 1


def test_an_act_that_is_not_treated_as_the_others_has_its_own_line(tmp_path: Path) -> None:
    file = session_of(tmp_path, 3)
    edit(file, "dossier 2\n    vote: unanimité", "dossier 2\n    vote: 4 pour, 3 contre, 9 abstentions")
    examination = examined(file)
    assert examination.seance is not None
    tasks = {task.titre: task for task in taches(examination.plans, examination.seance.fichier)}
    assert tasks["délibérations 1 et 3"].due is Due.WRITTEN
    refused = "délibération 2, liste des délibérations et procès-verbal"
    assert " ".join(tasks[refused].quoi.split()) == (
        "Point 2 : 16 voix pour 6 votants possibles (6 présents) (VOTE-TOTAL)"
    )
    assert tasks[refused].due is Due.REFUSED
    assert f"{refused.capitalize()} : Point 2 : 16 voix" in _words(examination)


def test_an_act_that_several_slips_refuse_tells_two_and_counts_the_others(tmp_path: Path) -> None:
    file = session_of(tmp_path, 3)
    for n in (1, 2, 3):
        edit(file, f"dossier {n}\n    vote: unanimité", f"dossier {n}\n    vote: {20 + n} pour")
    examination = examined(file)
    minutes = plan(examination, "proces-verbal")
    told = said(minutes, "")
    codes = [finding.code for finding in minutes.refus]
    assert len(codes) == 3 and told.count("(VOTE-TOTAL)") == 2
    assert told.startswith("Point 1") and told.endswith(". 1\u00a0autre erreur")


def test_before_the_session_the_page_tells_what_to_send_and_by_when(tmp_path: Path) -> None:
    source = ROOT / "templates" / "seances" / "convocation" / "exemple.yaml"
    file = tmp_path / "seance.yaml"
    text = source.read_text(encoding="utf-8")
    file.write_text(re.sub(r"envoyee_le: .*", "envoyee_le:", text), encoding="utf-8")
    words = _words(examined(file))
    assert words.startswith("À faire avant la séance")
    assert "☐ Au plus tard le lundi 23 septembre 2024 Convocation : à signer et à envoyer" in words
    assert "Procès-verbal : la séance ne s’est pas encore tenue" in words


def test_a_convocation_that_left_is_done_and_what_is_left_of_it_is_told(tmp_path: Path) -> None:
    source = ROOT / "templates" / "seances" / "convocation" / "exemple.yaml"
    file = tmp_path / "seance.yaml"
    file.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")  # sent, and not posted
    words = _words(examined(file))
    assert "à envoyer" not in words and "☑ Le 20/09/2024 Envoi de la convocation" in words
    assert "☐ Pour la séance Convocation : à afficher ou à publier" in words
    edit(file, "  mode: courriel\n", "  mode: courriel\n  affichee_le: 20/09/2024\n")
    assert "à afficher" not in _words(examined(file))


def test_without_quorum_the_page_tells_from_when_to_meet_again(tmp_path: Path) -> None:
    """As long as no other file of the folder takes its agenda up."""
    lost = "seances/locronan-2025-01-23-quorum-perdu"
    for name in ("collectivites/locronan.yaml", f"{lost}.yaml", f"{lost}-point-2-debats.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "data" / name, tmp_path / name)
    examination = examined(tmp_path / f"{lost}.yaml")
    assert "Pas avant le lundi 27 janvier 2025 Seconde séance" in _words(examination)


def test_the_page_is_never_a_draft(tmp_path: Path) -> None:
    examination = examine(session_of(tmp_path, 2), Options(draft=True))
    page = plan(examination, "a-faire")
    assert plan(examination, "deliberation-01").projet and not page.projet
    assert page.fixed


@pytest.mark.parametrize(
    ("stems", "told"),
    [
        (["3-proces-verbal"], "3-proces-verbal"),
        (["1-deliberation-01-x", "1-deliberation-02-x"], "1-deliberation-01… et 02…"),
        (["4-certificat-01", "4-certificat-02", "4-certificat-09"], "4-certificat-01, 02 et 09"),
        (["4-certificat-01", "4-certificat-02", "4-certificat-03"], "4-certificat-01\u00a0à\u00a003"),
        (["2-convention-a", "2-convention-b"], "2-convention-a et 2-convention-b"),
        (
            ["1-deliberation-01-x-PUBLICATION-PROJET", "1-deliberation-03-x-PUBLICATION-PROJET"],
            "1-deliberation-01… et 03…-PUBLICATION-PROJET",
        ),
    ],
)
def test_names_of_files_said_together(stems: list[str], told: str) -> None:
    assert together(stems) == told


def test_a_list_that_is_posted_alone_is_ticked_for_what_was_done(tmp_path: Path) -> None:
    posted = session_of(tmp_path, 1, "liste_des_deliberations:\n  affichee_le: 20/11/2024\n")
    rows = {row.quoi: row.fait_le for row in _rows(examined(posted)) if "iste des délib" in row.quoi}
    first = "Affichage de la liste des délibérations examinées"
    assert rows.pop(first) == date(2024, 11, 20)
    ((said_of_it, done),) = rows.items()
    assert done is None and "mise en ligne" in said_of_it.lower() and "affich" not in said_of_it
