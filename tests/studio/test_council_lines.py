"""The table of a council: what is changed is what was asked, and nothing else in the file."""

from __future__ import annotations

import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actgen
from actgen.api.council import RUBRIQUES, Council
from actgen.api.editing import Change, changed
from actgen.api.fields import fields_of
from actgen.base.errors import ActgenError, CannotEdit, UsageError
from actgen.council.kinds.catalogue import Catalogue

DATA = Path(__file__).resolve().parent.parent.parent / "data"
FILES = sorted(place.name for place in DATA.glob("collectivites/*.yaml"))
HEAD = "commune: Le Tréhou\npublication:\n  mode: électronique\n"
TODAY = date(2026, 11, 30)


@pytest.fixture
def workspace(tmp_path: Path) -> actgen.Workspace:
    shutil.copytree(DATA / "collectivites", tmp_path / "collectivites")
    return actgen.Workspace(tmp_path)


class File:
    """A file of collectivites/ that changes are made in."""

    def __init__(self, workspace: actgen.Workspace, text: str, name: str = "collectivites/a.yaml") -> None:
        self.workspace, self.name = workspace, name
        (workspace.root / "collectivites").mkdir(exist_ok=True)
        (workspace.root / name).write_text(text, encoding="utf-8", newline="")

    @property
    def text(self) -> str:
        return (self.workspace.root / self.name).read_bytes().decode()

    @property
    def council(self) -> Council:
        self.workspace.refresh()
        return self.workspace.council(self.name)

    def edit(self, changes: list[Change]) -> str:
        self.workspace.edit(self.name, changes, self.council.fields.revision)
        return self.text


@pytest.mark.parametrize("name", FILES)
def test_the_shipped_tables_read_whole_and_say_the_same(workspace: actgen.Workspace, name: str) -> None:
    council = workspace.council(f"collectivites/{name}")
    assert council.read is not None
    assert [each.nom_complet for each in council.read.membres] == [
        each.nom_complet for each in council.lignes
    ]
    assert all(ligne.connue for ligne in council.lignes)
    for ligne in council.lignes:
        for rubrique in RUBRIQUES:
            assert council.write(ligne.rang, rubrique, ligne.texte(rubrique)) == []
    for ligne, membre in zip(council.lignes, council.read.membres, strict=True):
        assert ligne.fonction is membre.fonction


LONG = "  - adjoint:\n      nom: A B # n\n      depuis: lundi\n"
LINE = "  - adjoint: M. Membre 2   # note\n"


@pytest.mark.parametrize(
    ("line", "rubrique", "texte", "after"),
    [
        (LINE, "prenom", "Autre", "  - adjoint: M. Autre 2    # note\n"),
        (LINE, "nom", "Martin", "  - adjoint: M. Membre Martin # note\n"),
        (LINE, "nom", "Jean dit Pannel", "  - adjoint: M. Membre JEAN DIT PANNEL # note\n"),
        (LINE, "fonction", "maire", "  - maire: M. Membre 2   # note\n"),
        (LINE, "civilite", "Mme", "  - adjointe: Mme Membre 2  # note\n"),
        (LINE, "civilite", "", "  - adjoint: Membre 2      # note\n"),
        (LINE, "depuis", "3/5/2021", "  - adjoint: M. Membre 2, depuis le 03/05/2021 # note\n"),
        (LINE, "depuis", "lundi", "  - adjoint: M. Membre 2, depuis le lundi # note\n"),
        ("  - membre: Membre 2\n", "civilite", "Mme", "  - conseillere: Mme Membre 2\n"),
        ("  - adjointe: Membre 2\n", "fonction", "conseiller", "  - conseillere: Membre 2\n"),
        ("  - membre: A B, depuis le 01/02/2023\n", "depuis", "", "  - membre: A B\n"),
        (LONG, "civilite", "M.", LONG.replace("depuis", "civilite: M.\n      depuis")),
        (LONG, "depuis", "", LONG.replace("      depuis: lundi\n", "")),
        ("  - maire:\n", "nom", "MARTIN", "  - maire: MARTIN\n"),
    ],
)  # fmt: skip
def test_a_part_of_a_line(tmp_path: Path, line: str, rubrique: str, texte: str, after: str) -> None:
    file = File(actgen.Workspace(tmp_path), f"{HEAD}membres: # le tableau\n{line}  - membre: Membre 3\n")
    before = file.text
    assert file.edit(file.council.write(0, rubrique, texte)) == before.replace(line, after)


@pytest.mark.parametrize(
    ("text", "connues"),
    [
        ("  - {maire: Mme Membre 1}\n", [False]),
        ("  - maire: Mme Membre 1\n    adjoint: M. Membre 2\n", [False]),
        ("  - Mme Membre 1\n", [False]),
        ("  - maire: Mme Membre 1, en congé\n", [False]),
        ("  - maire: |\n      Mme Membre 1\n", [False]),
        ("  - maire:\n      nom: [A, B]\n", [False]),
        ("  - chef: Mme Membre 1\n", [False]),
        ("  -\n", [False]),
        ("  maire: Mme Membre 1\n", [True]),
    ],
)
def test_a_form_that_is_not_known_is_shown_and_never_rewritten(
    tmp_path: Path, text: str, connues: list[bool]
) -> None:
    file = File(actgen.Workspace(tmp_path), f"{HEAD}membres:\n{text}")
    council = file.council
    assert [each.connue for each in council.lignes] == connues
    if connues == [False]:
        with pytest.raises(CannotEdit, match="dans le fichier lui-même"):
            council.write(0, "nom", "AUTRE")
    elif connues:
        assert "maire: Mme Membre AUTRE\n" in file.edit(council.write(0, "nom", "AUTRE"))


def test_what_no_line_can_say_is_refused(tmp_path: Path) -> None:
    council = File(actgen.Workspace(tmp_path), f"{HEAD}membres:\n{LINE}").council
    for rubrique, texte in (("nom", "A, B"), ("commune", "du Mans"), ("depuis", "lundi, mardi")):
        with pytest.raises(CannotEdit, match="ni virgule"):
            council.write(0, rubrique, texte)
    with pytest.raises(UsageError):
        council.write(0, "fonction", "roi")
    with pytest.raises(UsageError):
        council.add({"prenom": "A", "fonction": "maire"})


def test_what_is_wrong_stands_with_the_part_it_is_about(tmp_path: Path) -> None:
    lines = (
        "  - maire: Mme Membre 1, depuis le lundi\n",
        "  - maire: M. Membre 2, depuis le 02/02/2022, jusqu’au 01/01/2021\n",
        "  - adjointe: M. Membre 3\n",
    )
    council = File(actgen.Workspace(tmp_path), f"{HEAD}membres:\n{lines[0]}").council
    assert [part for part, _ in council.lignes[0].fautes] == ["depuis"]
    council = File(actgen.Workspace(tmp_path), f"{HEAD}membres:\n{lines[1]}{lines[2]}").council
    assert [[part for part, _ in each.fautes] for each in council.lignes] == [["jusqu_au"], ["fonction"]]


@pytest.mark.parametrize("empty", ["", "membres:\n", "membres: # à compléter\n", "membres: []\n"])
def test_a_first_member(tmp_path: Path, empty: str) -> None:
    file = File(actgen.Workspace(tmp_path), HEAD + empty)
    assert file.council.lignes == ()
    file.edit(file.council.add({"civilite": "Mme", "prenom": "Membre", "nom": "Un", "fonction": "adjoint"}))
    assert "- adjointe: Mme Membre Un\n" in file.text
    file.edit(file.council.drop(0))
    assert file.council.lignes == ()


def test_a_table_takes_the_place_of_another_and_keeps_who_had_left(tmp_path: Path) -> None:
    lines = (
        "  - maire: Mme Membre 1   # réélue\n"
        "  - conseiller: M. Membre 2, jusqu’au 03/05/2021\n"
        "  - conseiller: M. Membre 3\n"
    )
    file = File(actgen.Workspace(tmp_path), f"{HEAD}membres:\n{lines}numero: x\n")
    council = file.council
    new = [("maire", "Mme Membre 1"), ("adjoint", "M. Membre 4")]
    missing = council.missing_from(new)
    assert [each.nom_complet for each in missing] == ["Membre 2", "Membre 3"]
    assert [each.en_exercice(TODAY) for each in missing] == [False, True]
    after = file.edit(council.replace(new, missing[:1]))
    assert after == (
        f"{HEAD}membres:\n  - maire: Mme Membre 1   # réélue\n  - adjoint: M. Membre 4\n"
        "  - conseiller: M. Membre 2, jusqu’au 03/05/2021\nnumero: x\n"
    )


def test_what_is_known_of_a_commune(workspace: actgen.Workspace) -> None:
    council = workspace.council("collectivites/le_trehou.yaml")
    assert (council.designation, council.assemblee) == ("Le Tréhou (Finistère)", "conseil municipal")
    assert council.habitants.replace("\u202f", " ") == "636 habitants en 2022"
    assert (council.sieges(TODAY), council.en_exercice(TODAY)) == (15, 15)
    assert not council.online_only(TODAY)
    assert dict(council.numeros(date(2026, 11, 6)))["D{annee}-{mois}-{point}"] == "D2026-11-01"
    assert council.numeros(date(2026, 11, 6))[0] == ("{date}-{point}", "2026-11-06-01")
    group = workspace.council("collectivites/forets_seine_et_suzon.yaml")
    assert (group.assemblee, group.sieges(TODAY), group.siren) == ("conseil communautaire", None, "200039063")
    assert group.online_only(TODAY)


@pytest.mark.parametrize(
    "text", ["commune: Nulle-Part\n", "epci: x\nmembres: 3\n", "membres:\n  - a\n", "a: [\n", ""]
)
def test_a_file_at_fault_is_told_all_the_same(tmp_path: Path, text: str) -> None:
    council = File(actgen.Workspace(tmp_path), text).council
    assert council.designation == "a.yaml"
    assert council.sieges(TODAY) is None
    assert council.habitants == council.siren == ""
    assert council.fields.look()


# any gestures, against a model


NAMES = ("Membre 1", "Autre DUPONT", "Anne-Marie d’ORNANO", "Jean de LA TOUR", "É ÉTÉ", "Zoé LE GOFF")
DAYS = ("", "03/05/2021", "1er mars 2022", "lundi")
OFFICES = ("maire", "adjoint", "conseiller_delegue", "conseiller")


class Model:
    """The members as plain groups, and the comments of their file."""

    def __init__(self, random: Random) -> None:
        self.random, self.count = random, 0

    def note(self) -> str:
        self.count += 1
        return f"{' ' * self.random.randint(1, 5)}# n{self.count}" if self.random.random() < 0.5 else ""

    def line(self) -> str:
        key, name = self.random.choice(["maire", "adjointe", "conseiller", "membre"]), self.name()
        if self.random.random() < 0.2:
            day = (
                f"      depuis: {self.random.choice(DAYS[1:])}{self.note()}\n"
                if self.random.random() < 0.5
                else ""
            )
            return f"  - {key}:{self.note()}\n      nom: {name}{self.note()}\n{day}"
        if self.random.random() < 0.1:
            return f"  - {{{key}: {name}}}{self.note()}\n"
        above = f"  # n{self.bump()}\n" if self.random.random() < 0.2 else ""
        return f"{above}  - {key}: {self.random.choice(['', 'M. ', 'Mme '])}{name}{self.note()}\n"

    def bump(self) -> int:
        self.count += 1
        return self.count

    def name(self) -> str:
        return self.random.choice(NAMES)

    def text(self) -> str:
        lines = "".join(self.line() for _ in range(self.random.randint(0, 6)))
        return f'# n0\n{HEAD}membres:{self.note()}\n{lines}numero: "{{date}}-{{point}}"{self.note()}\n'

    def gesture(
        self, council: Council, said: list[dict[str, str]]
    ) -> tuple[list[Change], list[dict[str, str]]]:
        """A gesture at random, and what the table says once it is made."""
        random, after = self.random, [dict(each) for each in said]
        kind = random.choice(["add", "move", "drop", "write", "write", "write"])
        if kind == "add" or not said:
            prenom, _, nom = self.name().partition(" ")
            new = {
                "civilite": random.choice(["", "M.", "Mme"]),
                "prenom": prenom,
                "nom": nom,
                "fonction": random.choice(OFFICES),
                "depuis": random.choice(DAYS),
            }
            told = {each: new.get(each, "") for each in RUBRIQUES}
            return council.add(new), [*after, told | {"depuis": _tidy(told["depuis"])}]
        rang = random.randrange(len(said))
        if kind == "move":
            vers = random.randrange(len(said))
            after.insert(vers, after.pop(rang))
            return council.move(rang, vers), after
        if kind == "drop":
            return council.drop(rang), after[:rang] + after[rang + 1 :]
        if not council.lignes[rang].connue:
            return [], after
        rubrique = random.choice(["civilite", "fonction", "depuis", "jusqu_au", "nom"])
        texte = random.choice(
            {"civilite": ("", "M.", "Mme"), "fonction": OFFICES, "nom": ("MARTIN", "LE GOFF")}.get(
                rubrique, DAYS
            )
        )
        if texte != said[rang][rubrique]:
            after[rang][rubrique] = _tidy(texte)
        return council.write(rang, rubrique, texte), after


def _tidy(texte: str) -> str:
    return "01/03/2022" if texte == "1er mars 2022" else texte


@cache
def _catalogue() -> Catalogue:
    return actgen.Workspace(DATA).templates().catalogue


def _council(text: str) -> Council:
    return Council(fields_of("collectivites/a.yaml", text.encode(), "", lambda: ()), None)


def _said(council: Council) -> list[dict[str, Any]]:
    return [
        {each: ligne.texte(each) for each in RUBRIQUES} if ligne.connue else {"ecrit": ligne.ecrit}
        for ligne in council.lignes
    ]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["\n", "\r\n"]))
def test_any_gestures_change_their_target_alone(seed: int, end: str) -> None:
    model = Model(Random(seed))
    text = model.text().replace("\n", end)
    said = _said(_council(text))
    for _ in range(5):
        council = _council(text)
        kept = {each.ecrit for each in council.lignes}
        changes, said = model.gesture(council, said)
        after = changed(text.encode(), "collectivites/a.yaml", changes, _catalogue()).decode()
        assert _said(_council(after)) == said
        assert sorted(re.findall(r"# n\d+", after)) == sorted(re.findall(r"# n\d+", text))
        lines = sorted(each.ecrit for each in _council(after).lignes)
        assert len(kept - set(lines)) <= 1, "one line at most is another"
        assert after.startswith(f"# n0\n{HEAD}".replace("\n", end))
        assert f'{end}numero: "{{date}}-{{point}}"' in after
        text = after


def test_a_key_that_was_given_another_name_may_get_more_keys() -> None:
    text = f"{HEAD}membres:\n{LONG}"
    change = actgen.Put(("membres", 0), {"maire": {"nom": "A B", "civilite": "M."}})
    after = changed(text.encode(), "collectivites/a.yaml", [change], _catalogue()).decode()
    assert after == f"{HEAD}membres:\n  - maire:\n      nom: A B # n\n      civilite: M.\n"


def test_the_seats_of_some_councils_are_not_told(tmp_path: Path) -> None:
    for head in ("commune: 29294\ncommune_nouvelle: oui\n", "commune: Paris\n", "commune: Nulle-Part\n"):
        assert File(actgen.Workspace(tmp_path), f"{head}membres:\n{LINE}").council.sieges(TODAY) is None
    assert File(actgen.Workspace(tmp_path), f"commune: 29294\nmembres:\n{LINE}").council.sieges(TODAY) == 15


def test_a_line_is_followed_through_what_was_changed() -> None:
    one, two, three, four = (f"  - conseiller: M. Membre {rang}\n" for rang in range(1, 5))
    other = "  - maire: M. Membre 2\n"

    def found(*states: tuple[str, ...]) -> int | None:
        *before, now = (f"{HEAD}membres:\n{''.join(lines)}" for lines in states)
        ligne = _council(now).find(1, "conseiller: M. Membre 2", [each.encode() for each in before])
        return None if ligne is None else ligne.rang

    seen, edited, shifted = (one, two, three, four), (one, other, three, four), (other, one, three, four)
    assert found(seen) == 1
    assert found((two, one, three, four)) == 0
    assert found(edited) is None, "nobody tells what became of it"
    assert found(seen, edited) == 1
    assert found(seen, edited, shifted) == 0
    assert found(seen, (one, three, four)) is None
    assert found((two, three, two)) is None, "two lines say so"
    assert found((two, three, two), (two, two, three)) == 1


def test_every_error_of_the_door_is_ours(tmp_path: Path) -> None:
    council = File(actgen.Workspace(tmp_path), f"{HEAD}membres:\n{LINE}").council
    for rang in (-1, 1, 99):
        assert council.ligne(rang) is None
        assert council.move(rang, 0) == council.drop(rang) == []
        with pytest.raises(ActgenError):
            council.write(rang, "nom", "X")
