"""One evening, many papers: whatever stands in two of them is the same, and nothing private leaves the house.

Everything here is read from the trees of the acts, and compared with the other acts or with what the author
of the evening knows, never with actgen's own figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from actgen.acts.tree.nodes import Document
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Severity
from actgen.council.kinds.manifest import Famille
from tests.session.evening import Evening, evenings
from tests.session.readers import (
    Item,
    Line,
    Presence,
    item_of_extract,
    items_of_minutes,
    lines,
    presence,
    rows_of_list,
)

FEW = [pytest.param(((0, 24), (1, 24)), id="few")]
"""Two lots: Hypothesis draws constants from the modules loaded, and lot 0 may then have no secret ballot."""
MANY = [
    pytest.param(tuple((graine, 60) for graine in graines), id=f"seeds-{graines}", marks=pytest.mark.slow)
    for graines in ((1, 2, 3), (4, 5, 6))
]
HOURS = [
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
    "vingt",
]
BALLOTS = {"aucun": 0, "un": 1, "deux": 2}

COMPARED = {
    *("jour", "heure", "heure en lettres", "convocation", "lieu", "présidence", "secrétaire", "en exercice"),
    *("objet", "numéro", "présents", "représentés", "quorum", "Votants", "Pour", "Contre", "Abstentions"),
    *("Ne prennent pas part au vote", "Suffrages exprimés", "bulletins", "résultat"),
}
"""Every kind of fact that stands in two acts at least."""

Facts = Iterator[tuple[object, ...]]
"""What it is, of which item when it is of one, then its value."""


@pytest.fixture(params=[*FEW, *MANY])
def soirees(request: pytest.FixtureRequest) -> tuple[Evening, ...]:
    return tuple(soiree for lot in request.param for soiree in evenings(*lot))


# A figure that stands in two acts is equal in both


def test_what_stands_in_two_acts_is_equal_in_both(soirees: tuple[Evening, ...]) -> None:
    shared: set[object] = set()
    for soiree in soirees:
        values: dict[tuple[object, ...], dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
        for plan, tree in soiree.written:
            for fact in facts(plan, tree):
                values[fact[:-1]][fact[-1]].append(plan.key)
        for what, told in values.items():
            assert len(told) == 1, f"{what} : {dict(told)}\n{soiree.fichier}"
            if len({key.removeprefix("publication-") for key in next(iter(told.values()))}) > 1:
                shared.add(what[0])
    assert shared >= COMPARED, COMPARED - shared


def facts(plan: ActPlan, tree: Document) -> Facts:
    """Everything that an act may share with another."""
    act = lines(tree)
    yield from _of_the_session(act)
    room = presence(act)
    if "en exercice" in room.counts:
        yield "en exercice", room.counts["en exercice"]
    if plan.kind.famille is Famille.DELIBERATION:
        yield from _of_extract(item_of_extract(act), room)
    elif plan.kind.famille is Famille.PROCES_VERBAL:
        yield from _of_minutes(items_of_minutes(act), room)
    elif plan.kind.famille is Famille.LISTE:
        yield from _of_list(act)
    elif plan.kind.famille is Famille.CERTIFICAT:
        yield from _of_certificate(plan, act)
    elif plan.kind.code == "note_de_synthese":
        yield from _of_note(act)


_SESSION = {
    "jour": r"[Ss]éance (?:du|d’\w+ du|du conseil \w+ du|du bureau du) ([a-z]+ \d+(?:er)? \w+ \d{4})",
    "heure": r" \d{4} à (\d+ h(?: \d\d)?)(?:$|,)",
    "heure en lettres": r"L’an .*? à (.*? heures?(?: [a-z]+)?), le ",
    "convocation": r".*(?:convoqué|[Ee]nvoyée) le (?:: )?(\d+(?:er)? \w+ \d{4})",
    "lieu": r"Lieu : (.*?)(?: ; convocation affichée le .*)?$",
    "présidence": r"L’an .* sous la présidence (.*)\.",
    "secrétaire": r"Secrétaire : (Membre .*)",  # an agent is told by the function in public
    "levée": r"La séance est levée à (.*)\.",
    "en exercice": r".*membres en exercice : (\d+)",
    "ouverture": r"(L’an .*)",
}


def _of_the_session(act: list[Line]) -> Facts:
    for line in act:
        for what, pattern in _SESSION.items():
            if match := re.search(pattern, line.text):
                value = match[1]
                yield what, int(value) if value.isdigit() else value
                if what == "heure":
                    yield "heure en lettres", _in_words(value)


def _in_words(hour: str) -> str:
    """« 20 h 30 » as the minutes tell it."""
    heures, _, minutes = hour.partition(" h")
    return f"{HOURS[int(heures) - 8]} heures{' trente' if minutes.strip() == '30' else ''}"


def _of_item(item: Item) -> Facts:
    n = item.numero
    yield "objet", n, item.objet
    if item.number:
        yield "numéro", n, item.number
    for head, cell in item.vote.items():
        yield head, n, cell
    if item.ballots:
        yield "bulletins", n, item.ballots
    if item.rounds:
        yield "tours", n, repr(item.rounds)
    if item.result:
        yield "résultat", n, item.result


def _of_extract(item: Item, room: Presence) -> Facts:
    n = item.numero
    yield from _of_item(item)
    yield "présents", n, room.counts["présent"]
    yield "représentés", n, room.counts["représenté"]
    yield "quorum", n, room.quorum
    yield "listes", n, repr(room.lists)
    if item.vote:
        yield "Votants", n, room.counts["votant"]


def _of_minutes(items: list[Item], room: Presence) -> Facts:
    """Those who were there when the session opened, until the minutes tell of somebody's coming or going."""
    yield "listes à l’ouverture", repr(room.lists)
    present, represented = (room.counts.get(what) for what in ("présent", "représenté"))
    for item in items:
        yield from _of_item(item)
        present, represented = item.room or (present, represented)
        if present is not None:
            yield "présents", item.numero, present
            yield "représentés", item.numero, represented


def _of_list(act: list[Line]) -> Facts:
    for row in rows_of_list(act):
        yield "objet", row.numero, row.objet
        if row.number:
            yield "numéro", row.numero, row.number
        if row.fate in ("adopté", "rejeté"):
            yield "résultat", row.numero, row.fate
        votes = row.votes
        if "pour" in votes:
            yield "Pour", row.numero, votes["pour"]
            yield "Contre", row.numero, votes.get("contre", 0)
            yield "Abstentions", row.numero, votes.get("abstention", 0)
            yield "Ne prennent pas part au vote", row.numero, votes.get("ne pren", 0)


def _of_certificate(plan: ActPlan, act: list[Line]) -> Facts:
    text = next(line.text for line in act if line.text.startswith("Délibération n°"))
    yield "numéro", plan.point, text.split()[2]


def _of_note(act: list[Line]) -> Facts:
    for line in act:
        if line.level == 2 and (match := re.match(r"(\d+)\. (.*)", line.text)):
            yield "objet", int(match[1]), match[2]


# Each member in office is once in each presence list


def test_each_member_in_office_is_once_in_the_lists_of_an_act(soirees: tuple[Evening, ...]) -> None:
    read = 0
    for soiree in soirees:
        faits = soiree.dossier.faits
        for plan, tree in soiree.written:
            room = presence(lines(tree))
            if not room.lists:
                continue
            read += 1
            where = f"{plan.key}\n{soiree.fichier}"
            members = {nom for nom in faits.effectif if nom != faits.suppleant}
            seat = {faits.supplee, *({faits.suppleant} & set(room.everyone))}  # once gone, only the member
            assert room.everyone == sorted(members | seat if faits.supplee else members), where
            assert room.announced == {each: len(room.lists[each]) for each in room.announced}, where
            assert room.counts["en exercice"] == len(faits.effectif), where
            assert room.counts["présent"] == len(room.lists["Présents"]), where
            assert room.counts["représenté"] == len(room.lists.get("Représentés", ())), where
    assert read > len(soirees)


def test_those_present_at_an_item_are_those_that_the_author_of_the_evening_knows(
    soirees: tuple[Evening, ...],
) -> None:
    read = 0
    for soiree in soirees:
        known = {fait.numero: fait for fait in soiree.dossier.faits.points}
        for plan, tree in soiree.written:
            if plan.kind.famille is not Famille.DELIBERATION or not known:
                continue
            act = lines(tree)
            room, fait = presence(act), known[item_of_extract(act).numero]
            read += 1
            assert sorted(room.lists["Présents"]) == sorted(fait.presents), soiree.fichier
            assert sorted(room.lists.get("Représentés", ())) == sorted(fait.pouvoirs), soiree.fichier
    assert read > len(soirees) // 2


def test_the_attendance_sheet_has_a_row_for_each_member_in_office(soirees: tuple[Evening, ...]) -> None:
    for soiree in soirees:
        sheet = soiree.tree("feuille-de-presence")
        assert sheet is not None
        (table,) = (line for line in lines(sheet) if line.rows)
        rows = [cells[1].split("\n") for cells in table.rows]
        faits = soiree.dossier.faits
        substitutes = {name for row in rows for extra in row[2:] for name in re.findall(r"Membre \d+", extra)}
        assert len(rows) == len(faits.effectif)
        seated = {row[0] for row in rows}
        assert len(seated) == len(rows)
        assert set(faits.effectif) <= seated | substitutes


# The votes of an item sum to its voters


def test_the_votes_of_an_item_sum_to_its_voters(soirees: tuple[Evening, ...]) -> None:
    tables = rounds = 0
    for soiree in soirees:
        known = {fait.numero: fait for fait in soiree.dossier.faits.points}
        for item in _voted_items(soiree):
            where = f"point {item.numero}\n{soiree.fichier}"
            fait = known[item.numero]
            voters, room = fait.votants, len(fait.presents) + len(fait.pouvoirs)
            if item.vote:
                tables += 1
                votes = item.vote
                empty = sum(BALLOTS[part.split()[0]] for part in item.ballots.split(", ") if part)
                cast = votes["Pour"] + votes["Contre"]
                assert cast + votes["Abstentions"] + empty == votes["Votants"], where
                assert votes["Votants"] == voters - _refusals(soiree, item.numero), where
                assert votes["Votants"] + votes["Ne prennent pas part au vote"] == room, where
                assert cast == votes["Suffrages exprimés"], where
            for tour in item.rounds:
                rounds += 1
                counted = tour.figures
                valid = counted["suffrages exprimés"]
                apart = counted.get("bulletins blancs", 0) + counted.get("bulletins nuls", 0)
                assert sum(tour.votes.values()) == valid, where
                assert valid + apart == counted["Votants"] == voters, where
                assert counted["Votants"] + counted.get("ne prenant pas part au vote", 0) == room, where
    assert tables > len(soirees) and rounds


def test_an_item_that_was_voted_shows_its_votes_in_the_minutes(soirees: tuple[Evening, ...]) -> None:
    for soiree in soirees:
        minutes = soiree.tree("proces-verbal")
        if minutes is None:
            continue
        told = {item.numero for item in items_of_minutes(lines(minutes)) if item.vote or item.rounds}
        assert told == {fait.numero for fait in soiree.dossier.faits.votes}, soiree.fichier


def _refusals(soiree: Evening, numero: int) -> int:
    """How many could vote and took no part, as the file says."""
    points = soiree.dossier.fichiers["seance"]["points"]
    (vote,) = (str(point["vote"]) for point in points if point["numero"] == numero)
    found = re.search(r"(\d+) ne pren|'ne_prennent_pas_part': (\d+)", vote)
    return int(found[1] or found[2]) if found else 0


def _voted_items(soiree: Evening) -> Iterator[Item]:
    for plan, tree in soiree.written:
        if plan.kind.famille is Famille.DELIBERATION:
            yield item_of_extract(lines(tree))
        elif plan.kind.famille is Famille.PROCES_VERBAL:
            yield from items_of_minutes(lines(tree))


def test_the_evenings_are_sound(soirees: tuple[Evening, ...]) -> None:
    """An act that is refused would be compared with nothing."""
    for soiree in soirees:
        assert not soiree.examination.report.of(Severity.ERROR), soiree.fichier
