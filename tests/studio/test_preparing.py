"""A session is prepared item by item: only what is asked for changes, and numbers follow the order."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import actgen
from actgen.api import cards
from actgen.api.editing import Change
from actgen.api.preparing import DIVERS, SANS_ACTE, Preparation
from actgen.base.errors import CannotEdit, UsageError
from tests.studio.house import OTHER, furnish

NAME = "seances/locronan-2025-03-27.yaml"
TEXT = """\
# en tête
collectivite: locronan

seance:
  date: jeudi 27/03/2025  # le bon jour
  heure: 20h00
  lieu: salle du conseil

convocation:
  envoyee_le:      # pas encore
  ordre_du_jour:

absents:           # personne ne le sait

points:            # les points
  - numero: 1
    objet: Budget  # à revoir
    acte: deliberation_libre
    decide: approuve le budget

  # celui des tarifs
  - numero: 2
    acte: tarifs
    service: location de la salle   # la grande
    tarifs:
      - Habitants ; la journée ; 90 €  # l’an dernier
      - {prestation: Autres, montant: 150 €}

  - numero: 3
    acte: information
    objet: Questions diverses
# Vote : « unanimité »

suites:
  transmise_le:
"""


@pytest.fixture
def workspace(tmp_path: Path) -> actgen.Workspace:
    furnish(tmp_path)
    (tmp_path / NAME).write_text(TEXT, encoding="utf-8")
    return actgen.Workspace(tmp_path)


def prepared(workspace: actgen.Workspace) -> Preparation:
    return Preparation(workspace, NAME)


def text(workspace: actgen.Workspace) -> str:
    return workspace.read(NAME)[0]


def done(workspace: actgen.Workspace, told: Any) -> str:
    """The file once what a preparation gives is made in it."""
    changes: list[Change] = told[1] if isinstance(told, tuple) else told
    workspace.edit(NAME, changes, workspace.fields(NAME).revision)
    return text(workspace)


def items(workspace: actgen.Workspace) -> list[tuple[str, str]]:
    return [(each.numero, each.objet) for each in prepared(workspace).cartes]


BUDGET, TARIFS, DIVERSES = "Budget", "Tarifs\u00a0: location de la salle", "Questions diverses"


# the cards


def test_a_card_says_what_its_act_asks_for_and_what_lacks(workspace: actgen.Workspace) -> None:
    free, table, told = prepared(workspace).cartes
    assert [(each.numero, each.objet, each.nature) for each in (free, table, told)] == [
        ("1", BUDGET, "Autre délibération"),
        ("2", TARIFS, "Tarifs"),
        ("3", DIVERSES, "Information, sans vote"),
    ]
    assert [each.nom for each in table.rubriques[0]][:3] == ["objet", "service", "applicables_le"]
    assert table.manquent == ("Premier jour d’application",)
    assert free.manquent == ("Matière, pour @CTES",)
    assert told.manquent == ()


def test_a_free_decision_that_is_not_written_is_to_be(workspace: actgen.Workspace) -> None:
    done(workspace, [actgen.Drop(("points", 0, "decide"))])
    assert cards.DECIDE.titre in prepared(workspace).cartes[0].manquent


def test_what_no_field_shows_is_told(workspace: actgen.Workspace) -> None:
    done(workspace, [actgen.Put(("points", 0, "organisme"), {"nom": "SIVOM"})])
    assert prepared(workspace).cartes[0].ailleurs == ("organisme",)


def test_every_kind_has_its_words_and_each_of_its_fields_a_place(workspace: actgen.Workspace) -> None:
    preparation = prepared(workspace)
    codes = {code.partition(":")[0] for _, group in preparation.offered for code, _ in group}
    known = set(preparation.catalogue.deliberations())
    assert codes - {DIVERS, SANS_ACTE, "information"} == known - {
        "avenant_groupement"
    }  # no group here is amended
    assert (
        "adhesion_groupement:papeterie",
        "Adhésion à un groupement de commandes\u00a0: papier et enveloppes",
    ) in (preparation.offered[0][1])
    for code in known:
        kind = preparation.catalogue.kinds[code]
        first, more = cards.asked(kind)
        names = [each.nom for each in (*first, *more)]
        assert len(names) == len(set(names)), code
        assert {each.nom for each in kind.champs} <= set(names), code
        assert all(each.titre and "point-virgule" not in each.aide for each in (*first, *more)), code


# adding


def test_an_item_is_added_before_what_announces_nothing(workspace: actgen.Workspace) -> None:
    before = text(workspace)
    rank, changes = prepared(workspace).add("subvention")
    after = done(workspace, changes)
    assert rank == 2
    wanted = "  - numero: 3\n    acte: subvention\n\n  - numero: 4\n    acte: information\n"
    assert after == before.replace("  - numero: 3\n    acte: information\n", wanted)


@pytest.mark.parametrize(
    ("code", "objet", "item"),
    [
        ("information", "Travaux", "    objet: Travaux\n    acte: information\n"),
        ("deliberation_libre", "Vente", "    objet: Vente\n    acte: deliberation_libre\n"),
        (SANS_ACTE, "Arrêt du procès-verbal", "    objet: Arrêt du procès-verbal\n    vote:\n\n"),
        (SANS_ACTE, "Salut amical", "    objet: Salut amical\n    sans_acte: oui\n    vote:\n\n"),
    ],
)
def test_what_an_item_is_made_of(workspace: actgen.Workspace, code: str, objet: str, item: str) -> None:
    assert f"  - numero: 3\n{item}" in done(workspace, prepared(workspace).add(code, objet))
    assert prepared(workspace).figures is not None


def test_what_announces_nothing_goes_last(workspace: actgen.Workspace) -> None:
    assert prepared(workspace).add(DIVERS)[0] == 3


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("pigeon", "Choisissez ce que le point demande."),
        ("", "Choisissez ce que le point demande."),
        ("convocation", "Choisissez ce que le point demande."),
        ("information", "Écrivez l’intitulé de ce point."),
        (SANS_ACTE, "Écrivez l’intitulé de ce point."),
        ("deliberation_libre", "Écrivez l’intitulé de ce point."),
        ("adhesion_groupement:papeterie", "Locronan n’est pas parmi les membres de"),
        ("adhesion_groupement", "Cette délibération se fait du dossier du groupement"),
    ],
)
def test_what_an_item_can_not_be_made_of(workspace: actgen.Workspace, code: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        prepared(workspace).add(code)


def test_the_first_item_follows_those_that_the_file_leaves_out(workspace: actgen.Workspace) -> None:
    bare = re.sub(r"points: .*?(?=# Vote)", "points_non_saisis: 1 à 8\npoints:\n", TEXT, flags=re.S)
    (workspace.root / NAME).write_text(bare, encoding="utf-8")
    done(workspace, prepared(workspace).add("tarifs"))
    assert items(workspace) == [("9", "Tarifs\u00a0: …")]


def test_the_minutes_that_nobody_adopted_are_offered_and_come_first(workspace: actgen.Workspace) -> None:
    assert prepared(workspace).minutes == (date(2025, 1, 23),)
    after = done(workspace, prepared(workspace).add_minutes(date(2025, 1, 23)))
    assert "  - numero: 1\n    acte: approbation_proces_verbal\n    seance_du: 23/01/2025\n" in after
    assert [each for each, _ in items(workspace)] == ["1", "2", "3", "4"]
    assert prepared(workspace).minutes == ()


def test_minutes_that_their_session_says_adopted_are_not_offered(workspace: actgen.Workspace) -> None:
    place = workspace.root / OTHER
    place.write_text(
        place.read_text(encoding="utf-8") + "\nproces_verbal: {arrete_le: 20/02/2025}\n", "utf-8"
    )
    workspace.refresh()
    assert prepared(workspace).minutes == ()


def test_a_past_item_is_found_by_its_words_and_taken_up(workspace: actgen.Workspace) -> None:
    (found,) = prepared(workspace).search("parcelle Lavoir")
    assert (found.jour, found.numero) == (date(2025, 1, 23), 3)
    assert prepared(workspace).search("") == prepared(workspace).search("éléphant") == ()
    after = done(workspace, prepared(workspace).take_up(found.nomme))
    assert "  - numero: 3\n    objet: Acquisition d’une parcelle chemin du Lavoir\n\n" in after
    with pytest.raises(UsageError, match="point"):
        prepared(workspace).take_up("2025-01-23 point 99")


def test_an_item_is_taken_up_from_a_file_that_bears_another_day(workspace: actgen.Workspace) -> None:
    """Its session was moved, and its file has the name that the new one would have had."""
    place, past = workspace.root / NAME, workspace.root / OTHER
    named = past.with_name(f"locronan-{prepared(workspace).figures.seance.date}.yaml")  # type: ignore[union-attr]
    moved = place.with_name("locronan-2025-02-27-2.yaml")
    place.rename(moved)
    past.rename(named)
    workspace.refresh()
    preparation = Preparation(workspace, f"seances/{moved.name}")
    _, changes = preparation.take_up("2025-01-23 point 3")
    assert changes


def test_a_kind_is_found_by_the_word_that_clerks_have_for_it(workspace: actgen.Workspace) -> None:
    told = [each for _, kinds in prepared(workspace).offered for each in kinds]
    assert ("approbation_proces_verbal", "Approbation du PV (arrêt du procès-verbal)") in told
    assert ("voeu", "Motion (vœu)") in told


def test_an_item_without_an_act_is_given_one(workspace: actgen.Workspace) -> None:
    done(workspace, [actgen.Drop(("points", 1, "acte"))])
    assert prepared(workspace).cartes[1].nature == "Sans acte"
    assert "    acte: tarifs\n" in done(workspace, prepared(workspace).choose(1, "tarifs"))
    with pytest.raises(UsageError):
        prepared(workspace).choose(1, "subvention")


@pytest.mark.parametrize(
    ("objet", "written"),
    [("Arrêt du procès-verbal", "    vote:\n"), ("Salut amical", "    sans_acte: oui\n    vote:\n")],
)
def test_an_item_that_is_voted_and_makes_no_act_says_so(
    workspace: actgen.Workspace, objet: str, written: str
) -> None:
    path = ("points", 0)
    told = (actgen.Drop((*path, "acte")), actgen.Drop((*path, "decide")), actgen.Put((*path, "objet"), objet))
    done(workspace, [*told])
    card = prepared(workspace).cartes[0]
    assert (card.nature, card.nomme) == ("Sans acte", False)
    assert written in done(workspace, prepared(workspace).choose(0, SANS_ACTE))
    card = prepared(workspace).cartes[0]
    assert (card.nature, card.nomme) == ("Vote sans délibération", True)
    assert [each.code for each in prepared(workspace).session.findings if each.code == "DELIB-ABSENTE"] == []


# moving, taking away


def test_an_item_goes_down_with_its_lines_and_comes_back(workspace: actgen.Workspace) -> None:
    before = text(workspace)
    rank, changes = prepared(workspace).order.move(0, 1)
    after = done(workspace, changes)
    assert (rank, items(workspace)) == (1, [("1", TARIFS), ("2", BUDGET), ("3", DIVERSES)])
    assert sorted(after.split("\n")) == sorted(before.split("\n"))
    assert "  # celui des tarifs\n  - numero: 1\n    acte: tarifs\n" in after
    done(workspace, prepared(workspace).order.move(1, -1))
    assert text(workspace) == before


@pytest.mark.parametrize(("rank", "by"), [(0, -1), (2, 1), (7, -1), (0, 2)])
def test_what_stands_at_an_end_goes_no_further(workspace: actgen.Workspace, rank: int, by: int) -> None:
    with pytest.raises(UsageError):
        prepared(workspace).order.move(rank, by)


def test_an_item_goes_and_the_numbers_follow(workspace: actgen.Workspace) -> None:
    after = done(workspace, prepared(workspace).order.drop(0))
    assert items(workspace) == [("1", TARIFS), ("2", DIVERSES)]
    assert "# à revoir" in after
    assert "# celui des tarifs" in after


@pytest.mark.parametrize(
    ("numbers", "rank", "dropped", "added"),
    [
        ([1, 2, 3], 1, [1, 2], [1, 2, 3, 4]),
        ([9, 10, 14], 0, [9, 14], [9, 10, 11, 14]),
        ([1, 2, 5], 2, [1, 2], [1, 2, 5, 6]),
    ],
)
def test_numbers_keep_their_gaps(
    workspace: actgen.Workspace, numbers: list[int], rank: int, dropped: list[int], added: list[int]
) -> None:
    told = "".join(f"  - numero: {each}\n    objet: Point {each}\n" for each in numbers)
    base = re.sub(r"points: .*?(?=# Vote)", f"points:\n{told}", TEXT, flags=re.S)
    for change, wanted in (("drop", dropped), ("add", added)):
        (workspace.root / NAME).write_text(base, encoding="utf-8")
        workspace.refresh()
        preparation = prepared(workspace)
        made = (
            preparation.order.drop(rank)
            if change == "drop"
            else preparation.order.insert(rank, {"objet": "X"})
        )
        done(workspace, made)
        assert [int(each) for each, _ in items(workspace)] == wanted


def test_what_names_an_item_by_its_number_follows_it(workspace: actgen.Workspace) -> None:
    told = {"code": "TARIFS-DATE", "motif": "dit au maire", "point": "2"}
    done(workspace, [actgen.Insert(("derogations",), 0, told)])
    assert "    point: 1\n" in done(workspace, prepared(workspace).order.move(1, -1))


@pytest.mark.parametrize(
    "begun", ["absents: aucun\n", "mouvements:\n  - Membre 5 part à 21h, avant le point 2\n", "absents: ?\n"]
)
def test_once_the_evening_is_begun_nothing_moves(workspace: actgen.Workspace, begun: str) -> None:
    old = re.search("absents:.*\n", TEXT)
    assert old
    place = workspace.root / NAME
    place.write_text(TEXT.replace(old[0], begun if begun.startswith("absents") else old[0] + begun), "utf-8")
    preparation = prepared(workspace)
    assert preparation.order.fige
    for asked in (
        lambda: preparation.order.move(0, 1),
        lambda: preparation.order.drop(0),
        lambda: preparation.add("tarifs"),
    ):
        with pytest.raises(UsageError):
            asked()


# the convocation and its agenda


def test_the_last_day_to_convene_follows_the_date(workspace: actgen.Workspace) -> None:
    due = prepared(workspace).envoi
    assert due is not None
    assert due.le == date(2025, 3, 23)
    after = done(workspace, prepared(workspace).date("3 avril 2025"))
    assert after == TEXT.replace("jeudi 27/03/2025", "jeudi 03/04/2025")
    moved = prepared(workspace).envoi
    assert moved is not None
    assert moved.le == date(2025, 3, 30)
    assert "  date: bientôt  #" in done(workspace, prepared(workspace).date("bientôt"))


def test_what_is_sent_is_written_and_stays(workspace: actgen.Workspace) -> None:
    after = done(workspace, prepared(workspace).send("20/03/2025"))
    told = ("1. Budget", '"2. Tarifs : location de la salle"', "3. Questions diverses")
    agenda = "".join(["  ordre_du_jour:\n", *(f"    - {each}\n" for each in told)])
    assert after == TEXT.replace("envoyee_le:      #", "envoyee_le: 20/03/2025 #").replace(
        "  ordre_du_jour:\n", agenda
    )
    assert prepared(workspace).envoyee == date(2025, 3, 20)
    dropped = done(workspace, prepared(workspace).order.drop(1))
    assert agenda in dropped, "it was sent"
    assert "acte: tarifs" in dropped and "    retire: avant la séance\n" in dropped
    assert "  - numero: 3\n    acte: information" in dropped, "the agenda that left has these numbers"
    with pytest.raises(UsageError, match="partie"):
        prepared(workspace).follow_items()


def test_a_day_of_sending_left_as_it_was_writes_nothing(workspace: actgen.Workspace) -> None:
    """What was sent then is not known: the items may have changed since."""
    sent = TEXT.replace("envoyee_le:  ", "envoyee_le: 20/03/2025  ")
    (workspace.root / NAME).write_text(sent, encoding="utf-8")
    assert prepared(workspace).envoyee == date(2025, 3, 20)
    assert prepared(workspace).send("20/03/2025") == []


def test_an_agenda_that_was_written_follows_the_items_until_it_says_another_thing(
    workspace: actgen.Workspace,
) -> None:
    said = ["1. Budget", "2. Tarifs : location de la salle", "3. Questions diverses"]
    done(workspace, [actgen.Put(("convocation", "ordre_du_jour"), said)])
    assert not prepared(workspace).agenda_apart
    assert "  ordre_du_jour:\n\nabsents" in done(workspace, prepared(workspace).order.move(0, 1))
    done(workspace, [actgen.Put(("convocation", "ordre_du_jour"), said)])
    assert prepared(workspace).agenda_apart
    assert "    - 1. Budget\n" in done(workspace, prepared(workspace).order.drop(0))
    assert "  ordre_du_jour:\n\nabsents" in done(workspace, prepared(workspace).follow_items())


# lists and tables

TABLE = ("points", 1, "tarifs")
COLUMNS = ("prestation", "unite", "montant")


def test_the_cells_of_a_table_are_read_in_both_of_its_forms(workspace: actgen.Workspace) -> None:
    preparation = prepared(workspace)
    assert preparation.columns(TABLE) == COLUMNS
    assert cards.cells(preparation.fields, TABLE, COLUMNS) == [
        ["Habitants", "la journée", "90 €"],
        ["Autres", "", "150 €"],
    ]
    with pytest.raises(UsageError):
        preparation.columns(("points", 1, "service"))


@pytest.mark.parametrize(
    ("rank", "name", "value", "old", "new"),
    [
        (0, "montant", "95 €", "90 €", "95 €"),
        (0, "montant", "", "Habitants ; la journée ; 90 €", "Habitants ; la journée"),
        (0, "prestation", "  Tous \n", "Habitants", "Tous"),
        (1, "montant", "160 €", "montant: 150 €", "montant: 160 €"),
        (2, "prestation", "Écoles", "montant: 150 €}\n", "montant: 150 €}\n      - Écoles\n"),
        (2, "montant", "12 €", "montant: 150 €}\n", "montant: 150 €}\n      - ;  ; 12 €\n"),
        (0, "prestation", "Habitants", "", ""),
    ],
)
def test_a_cell_is_written_in_the_form_of_its_row(
    workspace: actgen.Workspace, rank: int, name: str, value: str, old: str, new: str
) -> None:
    changes = cards.write_cell(prepared(workspace).fields, TABLE, COLUMNS, rank, name, value)
    assert done(workspace, changes) == TEXT.replace(old, new, 1)
    read = cards.cells(prepared(workspace).fields, TABLE, COLUMNS)
    assert read is not None
    assert read[rank][COLUMNS.index(name)] == " ".join(value.split())


def test_a_cell_that_holds_what_parts_cells_makes_its_row_one_of_keys(workspace: actgen.Workspace) -> None:
    changes = cards.write_cell(prepared(workspace).fields, TABLE, COLUMNS, 0, "unite", "jour ; nuit")
    after = done(workspace, changes)
    assert "unite: jour ; nuit\n" in after
    assert "# l’an dernier" in after
    found = cards.cells(prepared(workspace).fields, TABLE, COLUMNS)
    assert found is not None
    assert found[0] == ["Habitants", "jour ; nuit", "90 €"]


def test_a_row_left_empty_goes(workspace: actgen.Workspace) -> None:
    for name in COLUMNS:
        done(workspace, cards.write_cell(prepared(workspace).fields, TABLE, COLUMNS, 0, name, ""))
    assert "Habitants" not in text(workspace)
    assert cards.cells(prepared(workspace).fields, TABLE, COLUMNS) == [["Autres", "", "150 €"]]
    done(workspace, cards.drop_row(prepared(workspace).fields, TABLE, 0))
    assert cards.cells(prepared(workspace).fields, TABLE, COLUMNS) == []
    with pytest.raises(UsageError):
        cards.drop_row(prepared(workspace).fields, TABLE, 0)


def test_a_form_that_cells_or_lines_can_not_say_is_left_alone(workspace: actgen.Workspace) -> None:
    done(workspace, [actgen.Put(TABLE, [{"autre": "x"}]), actgen.Put(("points", 0, "vu"), [{"a": "b"}])])
    fields = prepared(workspace).fields
    assert cards.cells(fields, TABLE, COLUMNS) is None
    assert cards.lines(fields, ("points", 0, "vu")) is None
    with pytest.raises(CannotEdit):
        cards.write_cell(fields, TABLE, COLUMNS, 0, "montant", "1 €")
    with pytest.raises(CannotEdit):
        cards.write_lines(fields, ("points", 0, "vu"), "x")


@pytest.mark.parametrize(
    ("path", "lines", "wanted"),
    [
        (("points", 0, "decide"), "approuve le budget", "    decide: approuve le budget\n"),
        (("points", 0, "decide"), "fixe\n\n  dit \n", "    decide:\n      - fixe\n      - dit\n"),
        (("points", 0, "decide"), "dit", "    decide: dit\n"),
        (("points", 0, "decide"), "\n", "    decide:\n"),
        (("points", 0, "vu"), "la loi", "    vu: la loi\n"),
    ],
)
def test_a_list_is_written_as_lines(
    workspace: actgen.Workspace, path: tuple[str | int, ...], lines: str, wanted: str
) -> None:
    changes = cards.write_lines(prepared(workspace).fields, path, lines)
    assert wanted in (done(workspace, changes) if changes else text(workspace))
    assert bool(changes) == (wanted not in TEXT)


def test_the_sums_of_a_table_that_must_balance_are_told(workspace: actgen.Workspace) -> None:
    rows = ["investissement ; 2135 ; Chaudière ; 500 €", "investissement ; 1641 ; Emprunt ; ; 400 €"]
    done(workspace, prepared(workspace).add("decision_modificative"))
    done(workspace, [actgen.Put(("points", 2, "lignes"), rows)])
    (solde,) = prepared(workspace).cartes[2].soldes["lignes"]
    assert (solde.groupe, solde.juste) == ("investissement", False)
    assert (solde.gauche, solde.droite) == ("dépenses 500\u00a0€", "recettes 400\u00a0€")


# at random

_KINDS = ("subvention", "emprunt", "voeu")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_any_preparation_is_that_of_the_model_and_the_rest_keeps_its_bytes(
    workspace: actgen.Workspace, seed: int
) -> None:
    random = Random(seed)
    (workspace.root / NAME).write_text(TEXT, encoding="utf-8")
    workspace.refresh()
    model = [BUDGET, TARIFS, DIVERSES]
    head, tail = TEXT.partition("points:")[0], TEXT.partition("# Vote")[2]
    for turn in range(5):
        preparation, size = prepared(workspace), len(model)
        kind = random.choice(["add", "add", "move", "drop"] if size > 1 else ["add"])
        told: Any
        if kind == "add":
            objet = f"Affaire {turn}"
            told = preparation.add(random.choice(_KINDS), objet)
            model.insert(size - 1 if model[-1] == DIVERSES else size, objet)
        elif kind == "drop":
            rank = random.randrange(size)
            told = preparation.order.drop(rank)
            model.pop(rank)
        else:
            rank = random.randrange(size - 1)
            at, by = random.choice([(rank, 1), (rank + 1, -1)])
            told = preparation.order.move(at, by)
            model[rank], model[rank + 1] = model[rank + 1], model[rank]
        after = done(workspace, told)
        assert items(workspace) == [(str(rank), each) for rank, each in enumerate(model, 1)]
        assert after.startswith(head)
        assert after.endswith(tail)
        assert set(re.findall(r"# .*", after)) == set(re.findall(r"# .*", TEXT))
        for name, line in ((BUDGET, "decide: approuve le budget"), (TARIFS, "{prestation: Autres,")):
            assert (line in after) == (name in model)
