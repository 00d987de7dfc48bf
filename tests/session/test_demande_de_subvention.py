"""The request for a grant, made by a folder alone: its pages, its sums, what it won't have."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.words import plain_words
from tests.acts.outputs.pdf_text import words
from tests.council.facts.test_champs import plain
from tests.session.acts import ROOT, examined, plan

EXAMPLE = (ROOT / "templates/deliberations/demande_de_subvention/exemple.yaml").read_text("utf-8")


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    """The session of the example with these words changed, each of which it has."""
    (folder / "collectivites").mkdir()
    (folder / "seances").mkdir()
    text = EXAMPLE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file = folder / "seances" / "x.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def told(file: Path) -> list[str]:
    found = (each for each in examined(file).report.findings if each.code.startswith("CHAMP-"))
    return [f"{each.severity.value} {each.code} {plain(each)}".partition(". ")[0] for each in found]


def test_its_page_tells_the_plan_and_its_sums(tmp_path: Path) -> None:
    document = plan(examined(written(tmp_path)), "deliberation-01").document
    assert document is not None
    page = " ".join(words(render_pdf(document)))
    for said in (
        "Vu la délibération du 12 avril 2024 qui approuve le programme des travaux de l’école",
        "Vu les articles L. 2121-29, L. 1111-10 et L. 2334-32 du code",
        "État DETR 100 000 € 40 % 40 000 € 40 %",
        "80 000 € 12,5 % 10 000 € 10 %",
        "autofinancement 50 000 € 50 %",
        "Total 100 000 € 100 %",
        "Demande de subvention au titre de la DETR 2025 : rénovation de l’école",
        "est estimée à 100 000 € HT, soit 120 000 € TTC",
        "S’ENGAGE à prendre en charge sa part, 50 000 €, soit 50 % du coût,",
        "S’ENGAGE à ne pas commencer l’opération avant que le financeur sollicité ait accusé réception",
        "SOLLICITE la subvention suivante :",
        "État, DETR : 40 000 €, soit 40 % de la dépense retenue ;",
    ):
        assert said in page.replace("\u00a0", " ").replace("\u202f", " ").replace(" ;", " ;"), said


@pytest.mark.parametrize(
    ("old", "new", "cited"),
    [("DETR", "DSIL", "L. 2334-42"), ("DETR", "Fonds vert", "L. 1111-10"), ("DETR ;", " ;", "L. 1111-10")],
)
def test_the_grant_that_is_asked_for_tells_its_article(
    old: str, new: str, cited: str, tmp_path: Path
) -> None:
    document = plan(examined(written(tmp_path, (old, new))), "deliberation-01").document
    assert document is not None
    said = " ".join(plain_words(document))
    assert cited in said and ("L. 2334-32" in said) is False


@pytest.mark.parametrize(
    ("changes", "said", "unsaid"),
    [
        (
            [("    debut: 03/03/2025", "    debut: 27/09/2024")],
            "pour finir le 29 août 2025",
            "à ne pas commencer",
        ),
        ([("    debut: 03/03/2025\n", "")], "Elle finirait le 29 août 2025", "Elle commencerait"),
        ([("    debut: 03/03/2025\n", "")], "S’ENGAGE à ne pas commencer l’opération", "Elle commencerait"),
        (
            [("    programme: de la DETR 2025\n", "")],
            "Demande de subvention\u00a0: rénovation de l’école",
            "au titre",
        ),
        ([("80 000 € ; 12,5 %", "100 000 € ; 10 %")], "10 000 € 10 % Commune", "Assiette"),
        (
            [("40 % ; 40 000 €", "; 33 333 €"), ("50 000 € ; part", "56 667 € ; part")],
            "33 333 € 33,33 % Département",
            "33,333",
        ),
    ],
)
def test_its_page_says_what_is_true_and_no_more(
    changes: list[tuple[str, str]], said: str, unsaid: str, tmp_path: Path
) -> None:
    document = plan(examined(written(tmp_path, *changes)), "deliberation-01").document
    assert document is not None
    page = " ".join(plain_words(document)).replace("\u202f", " ")
    assert said.replace("\u00a0", " ") in page.replace("\u00a0", " ") and unsaid not in page


def test_the_example_holds(tmp_path: Path) -> None:
    assert told(written(tmp_path)) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            [("    cout: 100 000 €", "    cout: 100 000,01 €")],
            [
                "erreur CHAMP-COHERENCE Point 1 : le plan de financement fait 100 000 €, pour un coût de "
                "100 000,01 €"
            ],
        ),
        (
            [("    cout_ttc: 120 000 €", "    cout_ttc: 99 999 €")],
            [
                "erreur CHAMP-COHERENCE Point 1 : toutes taxes comprises, l’opération coûterait 99 999 €, "
                "moins que hors taxes, 100 000 €"
            ],
        ),
        (
            [("    base: HT", "    base: TTC")],
            [
                "erreur CHAMP-COHERENCE Point 1 : toutes taxes comprises, le coût serait à la fois de "
                "100 000 € et de 120 000 €"
            ],
        ),
        (
            [("80 000 € ; 12,5 % ; 10 000 €", "80 000 € ; 12 % ; 10 000 €")],
            [
                "attention CHAMP-COHERENCE Point 1, ligne 2 de « plan » : Département donne 10 000 €, quand "
                "12 % de 80 000 € font autre chose"
            ],
        ),
        (
            [("80 000 € ; 12,5 % ; 10 000 €", "120 000 € ; ; 10 000 €")],
            [
                "attention CHAMP-COHERENCE Point 1, ligne 2 de « plan » : l’assiette de Département, "
                "120 000 €, dépasse le coût de l’opération, 100 000 €"
            ],
        ),
        (
            [("40 % ; 40 000 €", "75 % ; 75 000 €"), ("50 000 € ; part", "15 000 € ; part")],
            [
                "attention CHAMP-DROIT Point 1 : la collectivité finance 15 000 €, quand sa part est d’au "
                "moins 20 000 € des 100 000 € de financements publics"
            ],
        ),
        (
            [("40 % ; 40 000 € ; sollicitée", "40 % ; 40 000 € ; acquise")],
            ["erreur CHAMP-COHERENCE Point 1 : aucune ligne du plan n’est une subvention sollicitée"],
        ),
        (
            [("    fin: 29/08/2025", "    fin: 01/03/2025")],
            [
                "erreur CHAMP-COHERENCE Point 1 : l’opération finirait le 1er mars 2025, avant son début, le "
                "3 mars 2025"
            ],
        ),
        (
            [("    debut: 03/03/2025", "    debut: 02/09/2024")],
            [
                "attention CHAMP-DROIT Point 1 : l’opération commencerait le 2 septembre 2024, quand la "
                "subvention n’est demandée que le 27 septembre 2024"
            ],
        ),
        (
            [("40 % ; 40 000 €", "40 % ; -40 000 €")],
            ["erreur CHAMP-BORNES Point 1 : « montant » vaut \u221240 000 € ; il faut 0 € au moins"],
        ),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_told(
    changes: list[tuple[str, str]], said: list[str], tmp_path: Path
) -> None:
    found = told(written(tmp_path, *changes))
    assert [each for each in said if each not in found] == [], found


def test_an_error_refuses_the_deliberation_and_not_the_minutes(tmp_path: Path) -> None:
    examination = examined(written(tmp_path, ("    cout: 100 000 €", "    cout: 90 000 €")))
    assert plan(examination, "deliberation-01").document is None
    assert plan(examination, "proces-verbal").document is not None


def test_the_threshold_of_another_day_is_another_law(tmp_path: Path) -> None:
    """L. 1111-10 asks nothing before 2012."""
    changes = (("40 % ; 40 000 €", "75 % ; 75 000 €"), ("50 000 € ; part", "15 000 € ; part"))
    file = written(
        tmp_path, *changes, ("/2024\n  heure", "/2011\n  heure"), ("le: 20/09/2024", "le: 20/09/2011")
    )
    assert [each for each in told(file) if "CHAMP-DROIT" in each] == []
