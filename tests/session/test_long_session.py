"""The minutes of a long session: what moved, in what order, who is elected, names in columns."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from actgen.acts.outputs.fonts import font_folder
from actgen.acts.tree.nodes import Document, Paragraph, Signatures, Table, inlines, walk
from actgen.acts.tree.words import inline_text
from actgen.acts.views.plan import Due
from tests.session.acts import examined, plan

COLUMNS_BEYOND = 20
SOIR = """\
collectivite:
  commune: {commune}
  population: {population}
  publication:
    mode: électronique
  membres:
    - maire: Mme Membre 1
    - adjoint: M. Membre 2
{conseillers}
seance:
  date: {date}
  heure: 18h30
  levee: 22h00
  lieu: mairie
  presidence: Membre 1
  secretaire: Membre 2
convocation:
  envoyee_le: {envoi}
  ordre_du_jour:
{ordre}
{suite}
"""


def _soir(
    folder: Path,
    membres: int,
    suite: str,
    points: int = 2,
    date: str = "27/09/2024",
    envoi: str = "19/09/2024",
) -> Path:
    conseillers = "\n".join(f"    - conseillere: Mme Membre {rang}" for rang in range(3, membres + 1))
    ordre = "\n".join(f"    - {numero}. Objet {numero}" for numero in range(1, points + 1))
    grand = {"commune": 44109, "population": "320 732 en 2021"}
    petit = {"commune": 65046, "population": "99 en 2022"}
    file = folder / "soir.yaml"
    file.write_text(
        SOIR.format(
            **(grand if membres > COLUMNS_BEYOND else petit),
            conseillers=conseillers,
            ordre=ordre,
            suite=suite,
            date=date,
            envoi=envoi,
        ),
        encoding="utf-8",
    )
    return file


def _minutes(file: Path) -> Document:
    found = plan(examined(file), "proces-verbal")
    assert found.due is Due.WRITTEN and found.document is not None
    return found.document


def _lines(document: Document) -> list[str]:
    """Every paragraph and heading outside tables, in reading order, with plain spaces."""
    lines = [inline_text(inlines(block)) for block in walk(document.blocks) if not isinstance(block, Table)]
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines if line]


def _after(document: Document, heading: str) -> list[str]:
    lines = _lines(document)
    rank = max(rank for rank, line in enumerate(lines) if line.startswith(heading))  # the agenda is before
    return lines[rank + 1 :]


DEUX_VOTES = """\
points:
  - {numero: 1, objet: Objet 1, vote: unanimité}
  - {numero: 2, objet: Objet 2, vote: unanimité}"""


def test_a_departure_is_told_before_its_item_with_the_room_that_it_leaves(tmp_path: Path) -> None:
    suite = "absents: Membre 7, pouvoir à Membre 3 du 26/09/2024\n"
    suite += "mouvements: Membre 3 part à 20h10, avant le point 2\n" + DEUX_VOTES
    told = _after(_minutes(_soir(tmp_path, 7, suite)), "2.")
    assert told[:3] == [
        "À 20 h 10, Membre 3 quitte la séance.",
        "Le pouvoir donné par Membre 7 à Membre 3 est dès lors sans effet.",
        "Présents : 5 ; représentés : 0 ; quorum : 4, atteint.",
    ]


def test_each_moment_has_its_own_figures(tmp_path: Path) -> None:
    suite = "absents: [Membre 6, Membre 7]\nmouvements:\n"
    suite += "  - Membre 6 arrive avant le point 1\n  - Membre 3 part pendant le point 1\n"
    suite += "  - Membre 7 arrive avant le point 2\n" + DEUX_VOTES
    document = _minutes(_soir(tmp_path, 7, suite))
    figures = [line for line in _lines(document) if re.match(r"Présents : \d", line)]
    assert [line.partition(" ;")[0] for line in figures] == ["Présents : 6", "Présents : 5", "Présents : 6"]


def test_the_proxy_of_one_who_arrives_ends_and_that_of_a_late_holder_begins(tmp_path: Path) -> None:
    suite = "absents:\n  - Membre 5, pouvoir à Membre 6 du 26/09/2024\n  - Membre 6\n"
    suite += "  - Membre 7, pouvoir à Membre 4 du 26/09/2024\nmouvements:\n"
    suite += "  - Membre 6 arrive avant le point 2\n  - Membre 7 arrive avant le point 2\n" + DEUX_VOTES
    told = _after(_minutes(_soir(tmp_path, 7, suite)), "2.")
    assert told[:4] == [
        "Membre 6 rejoint la séance.",
        "Membre 7 rejoint la séance ; le pouvoir donné à Membre 4 prend fin.",
        "Le pouvoir donné par Membre 5 à Membre 6 prend effet.",
        "Présents : 6 ; représentés : 1 ; quorum : 4, atteint.",
    ]


def test_a_quorum_lost_during_an_item_is_told_though_the_item_is_left(tmp_path: Path) -> None:
    departs = "".join(f"  - Membre {rang} part à 20h10, pendant le point 2\n" for rang in (4, 5, 6, 7))
    suite = f"absents: aucun\nmouvements:\n{departs}points:\n"
    suite += "  - {numero: 1, objet: Objet 1, vote: unanimité}\n"
    suite += "  - {numero: 2, objet: Objet 2, non_traite: faute de quorum}"
    told = _after(_minutes(_soir(tmp_path, 7, suite)), "2.")
    assert "Présents : 3 ; représentés : 0." in told
    assert "Ce point n’a pas été traité faute de quorum." in told


@pytest.mark.parametrize(
    ("key", "reason", "sentence"),
    [
        ("retire", "par la maire", "Ce point a été retiré de l’ordre du jour par la maire."),
        ("retire", "le devis manque.", "Ce point a été retiré de l’ordre du jour : le devis manque."),
        ("reporte", "à la séance de novembre", "Ce point a été reporté à la séance de novembre."),
        ("reporte", "L’avis est attendu", "Ce point a été reporté : L’avis est attendu."),
        ("non_traite", "Faute de temps.", "Ce point n’a pas été traité faute de temps."),
        ("non_traite", "reporté à novembre", "Ce point n’a pas été traité : reporté à novembre."),
    ],
)
def test_an_item_that_was_not_dealt_with_says_in_what_way(
    key: str, reason: str, sentence: str, tmp_path: Path
) -> None:
    suite = "absents: aucun\npoints:\n  - {numero: 1, objet: Objet 1, vote: unanimité}\n"
    suite += f"  - {{numero: 2, objet: Objet 2, {key}: {reason}}}"
    assert _after(_minutes(_soir(tmp_path, 7, suite)), "2.")[0] == sentence


def test_earlier_minutes_that_the_council_refuses_are_told_so(tmp_path: Path) -> None:
    suite = 'absents: aucun\nproces_verbal_precedent: {seance: 12/07/2024, vote: "3 pour, 4 contre"}\n'
    told = _after(
        _minutes(_soir(tmp_path, 7, suite + DEUX_VOTES)), "Arrêt du procès-verbal de la séance du 12 juil"
    )
    assert told[0].endswith("n’est pas arrêté en l’état : 3 voix pour et 4 voix contre.")


def _bare(document: Document) -> list[Table]:
    return [block for block in walk(document.blocks) if isinstance(block, Table) and block.bare]


@pytest.mark.parametrize(("membres", "tables"), [(COLUMNS_BEYOND + 1, 0), (COLUMNS_BEYOND + 2, 1)])
def test_names_are_in_columns_only_when_more_than_twenty_are_there(
    membres: int, tables: int, tmp_path: Path
) -> None:
    suite = f"absents: Membre {membres}\n" + DEUX_VOTES
    assert len(_bare(_minutes(_soir(tmp_path, membres, suite)))) == tables


def test_each_member_is_once_in_the_columns(tmp_path: Path) -> None:
    absents = "".join(f"  - Membre {r}, pouvoir à Membre {r - 30} du 26/09/2024\n" for r in range(60, 67))
    document = _minutes(_soir(tmp_path, 69, f"absents:\n{absents}{DEUX_VOTES}"))
    presents, representes = _bare(document)
    for table in (presents, representes):  # the margin of labels, then the axis of the text
        assert 162 * table.widths[0] / sum(table.widths) == pytest.approx(32)
    heads = [_text(row)[0] for row in presents.body if len(row.cells) == 7]
    assert heads[0] == "Maire\u00a0:" and all(each.endswith("\u00a0:") for each in heads)  # as other labels
    assert {len(row.cells) for row in presents.body} == {
        6,
        7,
    }  # six names, an office beside the first of them
    seen = [_text(row) for row in presents.body]
    names = [name for row in seen for name in row if name.startswith("Membre")]
    assert names == [f"Membre\u00a0{r}" for r in range(1, 70) if not 60 <= r < 67]
    assert [_text(row) for row in representes.body] == [
        [f"Membre\u00a0{r}", f"Membre\u00a0{r - 30}", "26/09/2024"] for r in range(60, 67)
    ]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("Membre", 6),
        ("MEMBRE", 5),
        ("Jean-Baptiste MEMBRE", 2),
        ("Maximilienne-Wilhelmine HAMMERSCHWEMMER-WAGNER", 2),
    ],
)
def test_no_name_is_wider_than_its_column(name: str, columns: int, tmp_path: Path) -> None:
    """Capitals are: above twenty members present, names were printed over one another."""
    file = _soir(tmp_path, 24, f"absents: aucun\n{DEUX_VOTES}")
    file.write_text(file.read_text(encoding="utf-8").replace("Membre", name), encoding="utf-8")
    (presents,) = _bare(_minutes(file))
    assert len(presents.widths) == 1 + columns
    em, between = 10 * 25.4 / 72, 2
    wide = 162 * presents.widths[1] / sum(presents.widths)
    for row in presents.body:
        for cell in _text(row)[-columns:]:
            for word in cell.split(" "):  # a no-break space parts no line
                assert not word.startswith(name[:3]) or _advance(word) * em <= wide - between


def _advance(text: str) -> float:
    """How wide the face of acts makes a text, in ems."""
    face = TTFont(font_folder() / "Spectral-Regular.ttf")
    signs, widths = face.getBestCmap(), face["hmtx"]
    return float(sum(widths[signs[ord(sign)]][0] for sign in text) / face["head"].unitsPerEm)


def test_an_item_without_a_vote_is_no_bare_heading(tmp_path: Path) -> None:
    suite = "absents: aucun\npoints:\n  - {numero: 1, objet: Objet 1}\n"
    suite += "  - {numero: 2, objet: Objet 2, vote: unanimité}"
    document = _minutes(_soir(tmp_path, 7, suite))
    assert _after(document, "1.")[0] == "Ce point n’appelait pas de vote."
    assert _lines(document).count("Ce point n’appelait pas de vote.") == 1


def _text(row: object) -> list[str]:
    cells = row.cells  # type: ignore[attr-defined]
    return [inline_text(inlines(block)) for cell in cells for block in cell.blocks]


def test_a_secretary_designated_at_an_item_is_told_there_and_once(tmp_path: Path) -> None:
    points = "points:\n  - {numero: 1, objet: Désignation du secrétaire de séance, vote: unanimité}\n"
    points += "  - {numero: 2, objet: Objet 2, vote: unanimité}"
    document = _minutes(_soir(tmp_path, 7, f"absents: aucun\n{points}"))
    told = "Le conseil municipal désigne pour le secrétariat de la séance Membre 2, premier adjoint."
    assert [each for each in _lines(document) if "désigne pour le secrétariat" in each] == [told]
    assert told in _after(document, "1.")


def test_a_secretary_whom_an_item_names_is_not_told_again_in_our_words(tmp_path: Path) -> None:
    points = "points:\n  - {numero: 1, objet: Désignation du secrétaire de séance, decide: "
    points += "désigne Membre 2 secrétaire de séance, vote: unanimité}\n"
    lines = _lines(_minutes(_soir(tmp_path, 7, f"absents: aucun\n{points}")))
    assert [each for each in lines if "secrétariat de la séance" in each] == []


def test_who_opens_the_session_without_presiding_it_is_told(tmp_path: Path) -> None:
    """The outgoing mayor calls and opens the session in which the new council is installed."""
    file = _soir(tmp_path, 7, f"absents: aucun\n{DEUX_VOTES}")
    opened = "  presidence: Membre 1\n  ouverte_par: M. Membre 99, maire sortant\n"
    text = file.read_text(encoding="utf-8").replace("  presidence: Membre 1\n", opened)
    file.write_text(text, encoding="utf-8")
    told = next(each for each in _lines(_minutes(file)) if "ouvre la séance" in each)
    assert told.startswith("M. Membre 99, maire sortant, ouvre la séance à 18 h 30 et constate")
    assert "Membre 1, maire, la préside ensuite." in told


def test_before_july_2022_all_who_came_sign(tmp_path: Path) -> None:
    suite = "absents: [Membre 6, Membre 7]\nmouvements: Membre 6 arrive avant le point 2\n" + DEUX_VOTES
    document = _minutes(_soir(tmp_path, 7, suite, date="15/02/2022", envoi="08/02/2022"))
    (places,) = (block.places for block in walk(document.blocks) if isinstance(block, Signatures))
    assert [place.name for place in places] == [f"Membre {rang}" for rang in range(1, 7)]


def test_a_heading_and_what_is_told_before_a_vote_stay_with_it(tmp_path: Path) -> None:
    suite = "absents: Membre 7\nmouvements: Membre 7 arrive avant le point 2\n" + DEUX_VOTES
    blocks = _minutes(_soir(tmp_path, 7, suite)).blocks
    told = [block for block in blocks if isinstance(block, Paragraph) and "rejoint" in _plain(block)]
    assert told and all(block.keep_with_next for block in told)


def _plain(block: Paragraph) -> str:
    return inline_text(block.children)


def test_sixty_items_cost_about_three_times_twenty(tmp_path: Path) -> None:
    """No part of the minutes may grow as the square of the items."""

    def seconds(items: int) -> float:
        points = "".join(
            f"  - {{numero: {n}, objet: Objet {n}, vote: unanimité}}\n" for n in range(1, items + 1)
        )
        moves = "".join(f"  - Membre {10 + n} part avant le point {n}\n" for n in range(1, 21))
        file = _soir(tmp_path, 69, f"absents: aucun\nmouvements:\n{moves}points:\n{points}", points=items)
        start = time.process_time()
        _minutes(file)
        return time.process_time() - start

    seconds(20)
    assert seconds(60) < 6 * max(seconds(20), 0.1)
