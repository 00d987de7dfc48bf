"""Annexe 1 to be signed: who its parties are, the coordinator first, each word within its cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actgen.acts.outputs.docx.tables import column_widths, slots
from actgen.acts.outputs.engine import engine
from actgen.acts.outputs.html import print_markup
from actgen.acts.tree.layout import with_whole_cells
from actgen.acts.tree.nodes import Cell, Document, Row, Table, walk
from actgen.acts.tree.words import plain_words
from actgen.council.figures.groupements import state_to_sign
from actgen.group.dossier import dossier
from actgen.group.modeles import Mailings
from actgen.session.cache import Cache
from actgen.session.result import Options
from tests.acts.outputs.docx.test_tables import NOMS, annexe_1, longest_word
from tests.acts.outputs.sample_act import cell

ROOT = Path(__file__).parents[2]
M2A = ROOT / "data/groupements/exemple_m2a.yaml"
_TITRES = [
    "N°",
    "Membre (code INSEE ou SIREN)",
    "Représentant",
    "Décision du",
    "Exécutoire le",
    "Signature le",
]


@pytest.fixture(scope="module")
def a_signer() -> Document:
    lu = dossier(M2A)
    assert lu.groupement is not None
    modeles = Mailings(lu.groupement, lu.sources, Cache(), Options(formats=("html",)))
    papiers = modeles.papiers(modeles.texts(lu.sources))
    (papier,) = (each for each in papiers if each.key == "convention-a-signer")
    assert papier.document is not None
    return papier.document


def lignes(document: Document) -> list[list[str]]:
    (table,) = (
        block
        for block in walk(document.blocks)
        if isinstance(block, Table) and block.head and mots(block.head[0].cells[0]) == "N°"
    )
    assert table.widths == ()  # its columns take what they hold
    return [[mots(cell) for cell in row.cells] for row in (*table.head, *table.body)]


def mots(cell: Cell) -> str:
    return " ".join(plain_words(Document("", cell.blocks))).replace("\u00a0", " ")


def test_the_annexe_that_is_signed_names_its_parties_and_nothing_of_the_follow_up(a_signer: Document) -> None:
    titres, *membres = lignes(a_signer)
    assert titres == _TITRES
    assert [membre[:3] for membre in membres[:2]] == [
        ["1", "Mulhouse Alsace Agglomération, coordonnateur (200066009)", "M. Membre 1, président"],
        ["2", "Baldersheim (68015)", "Mme Membre 1, maire"],  # who has yet to sign comes in its place
    ]
    assert [membre[1] for membre in membres[1:]] == sorted(membre[1] for membre in membres[1:])
    assert [membre[5] for membre in membres if membre[1] == "Chalampé (68064)"] == ["10/01/2023"]
    assert membres[0][3:] == ["05/12/2022", "06/12/2022", "20/01/2023"]
    assert all(membre[4] != "—" for membre in membres)  # nobody signs before that day
    dite = " ".join(plain_words(a_signer))
    for suivi in ("vérification", "rejetée", "en attente", "ajournée", "pas encore exécutoire", "Étape"):
        assert suivi not in dite, suivi
    lu = dossier(M2A)
    assert lu.groupement is not None
    etat = state_to_sign(lu.groupement)
    absents = (*etat.adoptees, *etat.en_attente, *etat.rejetees)
    assert {ligne.membre.collectivite.nom for ligne in absents} >= {
        "Eschentzwiller",
        "Feldkirch",
        "Galfingue",
    }
    annexe = dite.partition("Annexe 1. Membres")[2].partition("Annexe 2.")[0]
    for ligne in absents:
        assert f"{ligne.membre.collectivite.nom} (" not in annexe


def boites(markup: str, tag: tuple[str, ...]) -> Iterator[Any]:
    drawn = engine()
    rendu = drawn.html(string=markup, url_fetcher=drawn.fetcher({})).render(
        stylesheets=[drawn.sheet], font_config=drawn.fonts
    )
    for page in rendu.pages:
        for box in page._page_box.descendants():
            if box.element_tag in tag and type(box).__name__ == "TableCellBox":
                yield box


def textes(box: Any) -> Iterator[Any]:
    return (each for each in box.descendants() if type(each).__name__ == "TextBox")


def test_no_surname_runs_out_of_its_cell_and_no_date_is_cut_on_paper() -> None:
    """The longest of France, of Alsace, Flanders, Madagascar, beside the longest commune."""
    markup = print_markup(Document("Annexe 1", (annexe_1(),)))
    lus = []
    for cellule in boites(markup, ("td", "th")):
        droite = cellule.content_box_x() + cellule.width
        lignes = list(textes(cellule))
        for texte in lignes:
            assert texte.position_x + texte.width <= droite + 0.5, texte.text
        lus.append([texte.text for texte in lignes])
    assert {"08/11/2025", "10/11/2025", "12/01/2026"} <= {ligne[0] for ligne in lus if len(ligne) == 1}
    dits = " ".join(" ".join(lignes) for lignes in lus)
    for nom in NOMS:
        assert all(f"{partie}" in dits for partie in nom.split("-"))


def test_as_many_rows_as_a_page_can_hold() -> None:
    """Ninety-three members with a long title each: some five pages, where narrow columns took fifteen."""
    une = annexe_1()
    grande = Table(une.head, (une.body * 5)[:93])
    drawn = engine()
    markup = print_markup(Document("Annexe 1", (grande,)))
    page = drawn.html(string=markup, url_fetcher=drawn.fetcher({}))
    assert len(page.render(stylesheets=[drawn.sheet], font_config=drawn.fonts).pages) <= 6


LONG_MEMBER = "Communauté de communes du Pays Bigouden Sud, coordonnateur (242900702)"


def _of_members(*members: tuple[str, str]) -> Table:
    head = Row(tuple(cell(title, header=True) for title in _TITRES))
    dates = ("08/11/2025", "10/11/2025", "12/01/2026")
    rows = [Row(tuple(map(cell, (str(rank), *each, *dates)))) for rank, each in enumerate(members, start=1)]
    return Table((head,), tuple(rows))


def test_the_name_of_a_member_is_cut_and_not_that_of_who_signs_for_it() -> None:
    table = _of_members((LONG_MEMBER, "Mme Marie-Christine MARTIN, présidente"), ("Plomeur (29171)", "—"))
    lus = [
        [texte.text for texte in textes(box)]
        for box in boites(print_markup(Document("Annexe 1", (table,))), ("td",))
    ]
    assert len(lus[1]) > 1 and " ".join(lus[1]) == LONG_MEMBER
    assert [len(each) for each in lus[2:6]] == [1] * 4, lus
    widths = column_widths(table, slots(table.head) + slots(table.body), 9184)
    assert widths[2] > max(widths[3:]) and all(
        map(lambda title, width: longest_word(title) < width, _TITRES, widths)
    )


def test_a_line_too_full_of_long_names_is_shared_by_the_engine() -> None:
    (table,) = with_whole_cells((annexe_1(),))
    assert table == annexe_1()  # held whole, they would leave the page
