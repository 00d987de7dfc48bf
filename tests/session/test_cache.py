"""A session's report is the same alone and among others, in any order; and its journal names its sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actgen.reading.sources import Source, Sources
from actgen.session.cache import Cache
from actgen.session.examination import prepare
from actgen.session.kept import Kept
from actgen.session.result import Examination, Options
from tests.session.acts import DIETWILLER, LE_TREHOU, edit, session_file, workspace

Told = tuple[Examination, tuple[tuple[str, str], ...], tuple[Source, ...]]

TO_BE_HELD = """\
collectivite: dietwiller
seance:
  date: 15/01/2026
points:
  - numero: 1
    objet: Achat de bancs
"""
SLIPS = {
    "another vote": ("vote: unanimité", "vote: 12 pour, 1 abstention"),
    "a wrong total": ("vote: unanimité", "vote: 15 pour"),
    "no such collectivity": ("collectivite: dietwiller", "collectivite: nulle_part"),
    "not YAML": ("collectivite: dietwiller", "collectivite: ["),
    "another group": ("groupement: e_services", "groupement: papeterie"),
    "no such group": ("groupement: e_services", "groupement: rien"),
    "an emoji": ("salle du conseil municipal", "salle du conseil 🎉"),
}
ITS_OWN_CLAUSE, ITS_OWN_MANIFEST = LE_TREHOU, "its own manifest"
NAMES = (DIETWILLER, ITS_OWN_CLAUSE, ITS_OWN_MANIFEST, "to be held", *SLIPS)


def _own(folder: Path, name: str, text: str) -> None:
    """A text of a commune's own."""
    place = folder / name
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sessions that share a commune, a group, both or neither; most have a fault of their own."""
    folder = workspace(tmp_path_factory.mktemp("espace"))
    for name, (old, new) in SLIPS.items():
        _copy(session_file(DIETWILLER, folder), session_file(name, folder), old, new)
    session_file("to be held", folder).write_text(TO_BE_HELD, encoding="utf-8")
    rosters = folder / "collectivites"
    _copy(rosters / "le_trehou.yaml", rosters / "sizun.yaml", "commune: Le Tréhou", "commune: Sizun")
    manifest = session_file(ITS_OWN_MANIFEST, folder)
    _copy(session_file(LE_TREHOU, folder), manifest, "collectivite: le_trehou", "collectivite: sizun")
    _own(folder / "templates" / "29294", "socle/clauses/vote.md", "Voté à main levée 🎉.\n")
    _own(folder / "templates" / "29277", "deliberations/essai/acte.yaml", "titre: [\n")
    return folder


def _copy(file: Path, other: Path, old: str, new: str) -> None:
    other.write_bytes(file.read_bytes())
    edit(other, old, new)


def _told(space: Path, name: str, cache: Cache) -> Told:
    context = prepare(session_file(name, space), Options(), cache)
    return context.examination, context.sources.log, context.sources.templates_read()


@pytest.fixture(scope="module")
def alone(space: Path) -> dict[str, Told]:
    return {name: _told(space, name, Cache()) for name in NAMES}


@pytest.mark.slow
@given(order=st.lists(st.sampled_from(NAMES), min_size=2, max_size=8))
@settings(max_examples=25)
def test_any_order_gives_what_each_gives_alone(order: list[str], space: Path, alone: dict[str, Told]) -> None:
    cache = Cache()
    for name in order:
        assert _told(space, name, cache) == alone[name], name


@pytest.mark.slow
def test_the_same_holds_where_nothing_stays(space: Path, alone: dict[str, Told]) -> None:
    cache = Cache(Kept(1), Kept(1), Kept(1), Kept(1))
    for name in (*NAMES, *reversed(NAMES)):
        assert _told(space, name, cache) == alone[name], name


def test_the_cases_are_what_they_say(alone: dict[str, Told]) -> None:
    codes = {name: {f.code for f in told[0].report.findings} for name, told in alone.items()}
    assert "VOTE-TOTAL" in codes["a wrong total"]
    assert {"FICHIER-ABSENT"} <= codes["no such collectivity"] & codes["no such group"]
    assert "CARACTERE-SANS-POLICE" in codes["an emoji"] & codes[ITS_OWN_CLAUSE]
    assert codes[ITS_OWN_MANIFEST] >= codes["not YAML"] != set()
    assert [name for name in NAMES if alone[name][0].plans] == [
        DIETWILLER,
        "to be held",
        "another vote",
        "a wrong total",
        "another group",
    ]


def test_a_journal_names_what_another_session_has_read(space: Path) -> None:
    cache = Cache()
    first, second = (_told(space, name, cache)[1] for name in (DIETWILLER, "another vote"))
    own = {"seances/dietwiller-2022-12-15.yaml", "seances/another vote.yaml"}
    assert {name for name, _ in first} - own == {name for name, _ in second} - own
    assert {"groupements/e_services.yaml", "groupements/e_services-contexte.md"} <= dict(second).keys()


def test_a_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    space, cache = workspace(tmp_path), Cache()
    session = session_file(DIETWILLER, space)
    before = prepare(session, Options(), cache).examination
    edit(space / "collectivites" / "dietwiller.yaml", "1417 en 2021", "1500 en 2023")
    after = prepare(session, Options(), cache).examination
    assert before.seance is not None and after.seance is not None
    assert before.seance.collectivite.population != after.seance.collectivite.population


def test_what_is_kept_is_made_once_and_the_oldest_falls_out(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_text(name.upper(), encoding="utf-8")
    kept = Kept(2)
    made: list[str] = []

    def text(name: str, sources: Sources) -> str:
        def make(log: Sources) -> str:
            source = log.read(name)
            assert isinstance(source, Source)
            made.append(name)
            return source.text

        return kept.get((name,), sources, make)

    asked = ["a", "b", "a", "c", "a", "b"]
    logs = [Sources(tmp_path) for _ in asked]
    assert [text(name, log) for name, log in zip(asked, logs, strict=True)] == ["A", "B", "A", "C", "A", "B"]
    assert made == ["a", "b", "c", "b"]
    assert [[path for path, _ in log.log] for log in logs] == [[name] for name in asked]
