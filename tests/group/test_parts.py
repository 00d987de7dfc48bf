"""The share of each member on paper and in a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.inline import Strong, Text
from actgen.acts.tree.nodes import Cell, Document, Paragraph, Table, lacunes
from actgen.acts.tree.words import plain_words
from actgen.base.records import replace
from actgen.council.facts.couts import Couts
from actgen.council.facts.groupement import Groupement
from actgen.council.figures.parts import Repartition
from actgen.group.papers import paper_of_shares, shares_of, table_of_shares
from actgen.reading.sources import Sources
from actgen.session.cache import Cache
from actgen.session.compose import convention
from actgen.session.load import load_groupement
from actgen.session.texts import Texts

ROOT = Path(__file__).parents[2]
EXEMPLE = ROOT / "data" / "groupements" / "e_services-exemple_de_couts.yaml"
SOURCES = Sources(ROOT / "data")


@pytest.fixture(scope="module")
def group() -> Groupement:
    found, findings = load_groupement(EXEMPLE, SOURCES)
    assert found is not None and findings == ()
    return found


@pytest.fixture(scope="module")
def paper() -> Callable[[Groupement], Document]:
    cache = Cache()
    catalogue = cache.catalogue(SOURCES, ())
    kind = catalogue.get("groupement_commandes")
    assert kind is not None

    def compose(groupement: Groupement) -> Document:
        texts = Texts(catalogue.for_group(groupement.nom), cache)
        document = paper_of_shares(parts(groupement), kind, texts)
        assert texts.findings == () and document is not None
        return document

    return compose


def parts(groupement: Groupement) -> Repartition:
    found = shares_of(groupement)
    assert found is not None
    return found


def words(cell: Cell) -> str:
    (paragraph,) = cell.blocks
    assert isinstance(paragraph, Paragraph)
    inner = (each.children if isinstance(each, Strong) else (each,) for each in paragraph.children)
    return "".join(each.text for group in inner for each in group if isinstance(each, Text))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_one_table_of_39_communes_and_their_epci_sums_by_line_and_by_column(
    group: Groupement, paper: Callable[[Groupement], Document]
) -> None:
    document = paper(group)
    table = tables(document)[-1]
    assert [words(cell) for cell in table.head[0].cells] == [
        "Membre", "Habitants", "Services", "Rubrique A", "Rubrique B", "Rubrique C", "Rubrique D", "Total",
    ]  # fmt: skip
    rows = [[words(cell) for cell in row.cells] for row in table.body]
    amounts = [[euros(cell) for cell in row[3:]] for row in rows]
    assert len(rows) == 41 and rows[-1][0] == "Total"
    assert all(sum(row[:-1]) == row[-1] for row in amounts)
    assert [sum(column) for column in zip(*amounts[:-1], strict=True)] == amounts[-1]
    assert amounts[-1][-1] == Decimal("95550.49")
    assert not document.projet and not lacunes(document)


def euros(text: str) -> Decimal:
    return Decimal(text.replace("\u202f", "").replace(",", "."))


def test_short_titles_head_their_columns_and_many_headings_make_several_tables(
    group: Groupement, paper: Callable[[Groupement], Document]
) -> None:
    two = replace(group, couts=replace(group.couts, depenses=group.couts.depenses[:2]))
    heads = [words(cell) for cell in tables(paper(two))[-1].head[0].cells]
    assert heads == ["Membre", "Habitants", "Services", "A. Socle de base", "B. Hébergement", "Total"]

    socle = group.rubriques[0]
    nine = tuple(replace(socle, titre=f"Rubrique {rank}") for rank in range(9))
    depenses = tuple(replace(group.couts.depenses[0], rubrique=rank) for rank in range(9))
    many = replace(group, rubriques=nine, couts=replace(group.couts, depenses=depenses))
    found = tables(paper(many))[2:]
    assert len(found) > 1
    heads = [words(cell) for table in found for cell in table.head[0].cells[3:]]
    assert heads == [*(f"Rubrique {letter}" for letter in "ABCDEFGHI"), "Total"]
    assert {sum(1 for _ in table.body) for table in found} == {41}


def test_what_the_file_does_not_say_makes_a_projet(
    group: Groupement, paper: Callable[[Groupement], Document]
) -> None:
    document = paper(replace(group, couts=replace(group.couts, taxes="", periode="")))
    assert document.projet
    assert {each.key for each in lacunes(document)} == {"annexe_2.couts.periode", "annexe_2.couts.taxes"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("annexe_2:", "annexe_2_bis:"),
        ("        habitants: 0", "        habitants: zéro"),
        ("service: Téléservice 2", "service: Téléservice 9"),  # the others could be shared: a total would lie
        ("      - nom: Téléservice 2", "      - nom: Téléservice 2\n        sauf: Illzach"),
        ("membres: tous\n        sauf: [m2A,", "membres: aucun\n        # sauf: [m2A,"),
    ],
)
def test_no_cost_or_one_at_fault_gives_no_paper(tmp_path: Path, old: str, new: str) -> None:
    text = EXEMPLE.read_text(encoding="utf-8")
    assert old in text
    place = tmp_path / "groupements" / "groupe.yaml"
    place.parent.mkdir()
    place.write_text(text.replace(old, new), encoding="utf-8")
    found, findings = load_groupement(place, Sources(tmp_path))
    assert findings
    assert found is None or shares_of(found) is None


def test_the_convention_that_councils_approve_does_not_depend_on_the_forecast(group: Groupement) -> None:
    cache = Cache()
    catalogue = cache.catalogue(SOURCES, ())
    kind = catalogue.get("groupement_commandes")
    assert kind is not None
    made = [
        convention(each, kind, Texts(catalogue, cache), draft=False)
        for each in (group, replace(group, couts=Couts()))
    ]
    assert made[0].document == made[1].document and made[0].empreinte == made[1].empreinte


def test_a_file_without_costs_gives_no_paper(group: Groupement) -> None:
    assert shares_of(replace(group, couts=Couts())) is None


def test_the_table_for_spreadsheets_has_the_same_figures(group: Groupement) -> None:
    content = table_of_shares(parts(group))
    assert content.startswith(b"\xef\xbb\xbfcode;membre;population;annee_population;services;Socle de base;")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 42 and {len(row) for row in rows} == {10}
    assert rows[-1] == ["", "Total", "", "", "", "48000,00", "17250,50", "23799,99", "6500,00", "95550,49"]
    by_name = {row[1]: row for row in rows}
    assert by_name["Hombourg"][2:] == ["1358", "2023", "0", "0,00", "0,00", "0,00", "0,00", "0,00"]


@pytest.mark.slow
def test_the_paper_prints_on_three_pages(group: Groupement, paper: Callable[[Groupement], Document]) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(render_pdf(paper(group)))) as book:
        assert len(book.pages) == 3


def test_a_member_that_refused_has_no_share_and_is_named(
    group: Groupement, paper: Callable[[Groupement], Document]
) -> None:
    assert "refus" not in " ".join(plain_words(paper(group)))
    autres, dernier = group.membres[:-1], replace(group.membres[-1], resultat="rejetée")
    apres = replace(group, membres=(*autres, dernier))
    mots = " ".join(plain_words(paper(apres))).replace("\u00a0", " ")
    assert "Sans part, pour avoir refusé d’adhérer : Zimmersheim." in mots and "entre 39 membres." in mots
    lignes = parts(apres).lignes
    assert dernier not in {ligne.membre for ligne in lignes}
    assert sum(ligne.total for ligne in lignes) == parts(group).total


def test_once_annexe_1_is_closed_its_members_alone_share_and_the_others_are_named(
    group: Groupement, paper: Callable[[Groupement], Document]
) -> None:
    """Sausheim has decided, too late for the list; what it asked for alone falls on nobody else."""
    le = date(2022, 12, 14)
    faits = {
        "resultat": "adoptée",
        "deliberation_le": le,
        "transmise_le": le,
        "recue_le": le,
        "publiee_le": le,
    }
    suites = {"Mulhouse": faits, "Illzach": faits, "Sausheim": faits | {"publiee_le": date(2023, 2, 1)}}
    membres = tuple(replace(m, **suites.get(m.collectivite.nom, {})) for m in group.membres)
    ferme = replace(group, membres=membres, annexe_1_arretee_au=date(2023, 1, 31))
    found = parts(ferme)
    comptes = [ligne.membre.collectivite.nom for ligne in found.lignes]
    assert sorted(comptes) == ["Illzach", "Mulhouse", "Mulhouse Alsace Agglomération"]
    assert sum(ligne.total for ligne in found.lignes) == found.total
    sans = sum((each.depense.montant for each in found.sans_payeur), Decimal(0))
    assert found.total + sans == parts(group).total
    mots = " ".join(plain_words(paper(ferme))).replace("\u00a0", " ")
    assert "entre 3 membres : ceux de l’annexe 1, arrêtée au 31 janvier 2023." in mots
    assert "Sans part, car l’annexe 1 ne les nomme pas : " in mots and "Sausheim" in mots
    assert len(found.sans_payeur) == 1 and "le total laisse de côté : " in mots
    # nobody may sign yet: the list binds nobody, and the forecast is that of all who may join
    assert len(parts(replace(group, annexe_1_arretee_au=date(2022, 1, 1))).lignes) == 40


def test_an_epci_that_counts_no_inhabitant_has_its_article(
    group: Groupement, paper: Callable[[Groupement], Document]
) -> None:
    """m2A is a member without inhabitants of its own; communes take no article here."""
    told = " ".join(plain_words(paper(group)))
    nom = "la communauté d’agglomération Mulhouse Alsace Agglomération"
    assert f"Aucun habitant n’est compté pour {nom}." in told


def test_two_columns_share_the_line_of_the_text_so_that_word_cuts_no_amount(
    paper: Callable[[Groupement], Document],
) -> None:
    found, _ = load_groupement(ROOT / "data/groupements/exemple_complet.yaml", SOURCES)
    assert found is not None
    *_, table = (block for block in paper(found).blocks if isinstance(block, Table))
    assert len(table.widths) == 2 and sum(table.widths) == 130  # millimetres; a wide table has 160
