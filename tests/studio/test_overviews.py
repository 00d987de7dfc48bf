"""What a list tells of each session is kept while it holds: after a change it is what it would be anew."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actgen
from actgen.api.overview import Overview, overview_of
from actgen.base.diagnostics import Diagnostic
from tests.council.facts.recus import accuse

DATA = Path(__file__).resolve().parent.parent.parent / "data"
PAPERS = ("collectivites/le_trehou.yaml", "collectivites/locronan.yaml", "groupements/papeterie*")
SHIPPED = ("seances/le-trehou-2024*", "seances/locronan-2025-01*")
HELD = """\
collectivite: {council}
seance: {{date: {day}, heure: {hour}, lieu: mairie, presidence: Membre 1, secretaire: Membre 6{first}}}
convocation: {{envoyee_le: {sent}, mode: courriel}}
absents: aucun
{more}points:
"""
ITEM = """\
  - numero: {rank}
    objet: Lot n° {rank}
    acte: deliberation_libre
    matiere: "1.1"
    decide: attribue le lot n° {rank}
    vote: unanimité
"""
MINUTES = "proces_verbal_precedent: {{seance: {day}, vote: {vote}}}\n"
REFUSED = '"1 pour, 14 contre"'
LIKE = """\
collectivite: par_mois
seance: {date: 14/06/2024, heure: 20h00}
points:
  - {numero: 1, reprend: "2024-05-02 à 20h00, point 1"}
"""
JANUARY, FEBRUARY, MARCH = (f"seances/rang-{month:02}.yaml" for month in (1, 2, 3))
FIRST, SECOND, TAKES_UP = "seances/mois-1.yaml", "seances/mois-2.yaml", "seances/mois-3.yaml"
EVENING = "seances/mois-1-soir.yaml"
STOPPED, PAPER = "seances/en-tete.yaml", "collectivites/papier.docx"
LINK, LED_TO = "collectivites/locronan.yaml", "ailleurs/locronan.yaml"
LACKING = "groupements/papeterie-retours.csv"
TREHOU, GROUP = "seances/le-trehou-2024-11-14.yaml", "groupements/papeterie.yaml"
RECEIPT = "seances/029-212902944-20240502-D2024_05_01-DE-1-2_1.xml"
ELSEWHERE = "seances/accuses/029-212902944-20240530-D2024_05_01-DE-1-2_1.xml"

UNSEEN = ("another place", "another vote", "remarks on minutes")
"""Changes of which a list tells nothing."""

Change = Callable[[Path], object]
Told = dict[str, tuple[Overview, tuple[Diagnostic, ...]]]


def held(
    council: str,
    day: str,
    *items: int,
    hour: str = "20h00",
    first: int = 0,
    minutes: str = "",
    vote: str = "unanimité",
) -> str:
    month = int(day[3:5])
    text = HELD.format(
        council=council,
        day=day,
        hour=hour,
        first=f", premier_numero: {first}" if first else "",
        sent=f"20/{month - 1:02}/{day[6:]}" if month > 1 else f"20/12/{int(day[6:]) - 1}",
        more=MINUTES.format(day=minutes, vote=vote) if minutes else "",
    )
    return text + "".join(ITEM.format(rank=rank) for rank in items)


def furnish(folder: Path, *, group: bool = True) -> None:
    """A council that counts its acts through the year, one that counts them by month, and two others.

    `group`: with the sessions that ship, one of which joins a group whose returns lack: its list is always
    made again.
    """
    for pattern in (*PAPERS, *SHIPPED) if group else PAPERS[:2]:
        for place in DATA.glob(pattern):
            target = folder / place.relative_to(DATA)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place, target)
    council = (folder / "collectivites/le_trehou.yaml").read_text(encoding="utf-8")
    for name, scheme in (("par_rang", "{rang}"), ("par_mois", "D{annee}-{mois}-{point}")):
        text = council.replace("D{annee}-{mois}-{point}", scheme)
        (folder / f"collectivites/{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "collectivites/en_tete.yaml").write_text(f"{council}charte: papier.docx\n", encoding="utf-8")
    (folder / PAPER).write_bytes(b"none")  # which keeps anything from being told of its sessions
    sessions = {
        JANUARY: held("par_rang", "11/01/2024", 1, 2, first=1),
        FEBRUARY: held("par_rang", "08/02/2024", 1, 2, minutes="11/01/2024"),
        MARCH: held("par_rang", "14/03/2024", 1, first=5, minutes="08/02/2024"),
        FIRST: held("par_mois", "02/05/2024", 1, 2),
        EVENING: held("par_mois", "02/05/2024", 9, hour="22h00"),
        SECOND: held("par_mois", "30/05/2024", 3, minutes="02/05/2024", vote=REFUSED),
        TAKES_UP: LIKE,
        STOPPED: held("en_tete", "06/06/2024", 1),
    }
    if group:
        text = (folder / GROUP).read_text(encoding="utf-8")
        returns = re.compile(r"^  retours:.*?(?=^accord_cadre:)", re.MULTILINE | re.DOTALL)
        text = returns.sub("  retours: papeterie-retours.csv\n\n", text)
        (folder / GROUP).write_text(text, encoding="utf-8")
    for name in ("ailleurs", "seances"):
        (folder / name).mkdir(exist_ok=True)
    (folder / LINK).rename(folder / LED_TO)
    (folder / LINK).symlink_to(folder / LED_TO)
    for name, text in sessions.items():
        (folder / name).write_text(text, encoding="utf-8")


def replaced(name: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def written(name: str, content: str | bytes) -> Change:
    def change(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    return change


def gone(name: str) -> Change:
    return lambda root: (root / name).unlink()


def renamed(name: str, other: str) -> Change:
    return lambda root: (root / name).rename(root / other)


def linked(name: str, other: str) -> Change:
    def change(root: Path) -> None:
        (root / name).unlink()
        (root / name).symlink_to(root / other)

    return change


LEFT = "absents: Membre 2, Membre 3, Membre 4, Membre 5, Membre 6, Membre 7, Membre 8, Membre 9, Membre 10"
ONE_SESSION = {
    "another place": replaced(FEBRUARY, "lieu: mairie", "lieu: salle des fêtes"),
    "another vote": replaced(FEBRUARY, "vote: unanimité\n  - ", "vote: 8 pour, 7 contre\n  - "),
    "a wrong total": replaced(MARCH, "vote: unanimité\n", "vote: 8 pour, 1 contre\n"),
    "an objet": replaced(FIRST, "objet: Lot n° 2", "objet: Le lot du préau"),
    "nothing decided": replaced(FIRST, "decide: attribue le lot n° 2", "decide:"),
    "a day before the last item": replaced(SECOND, "envoyee_le: 20/04", "envoyee_le: 29/05"),
}
OF_OTHERS = {
    "one act less": replaced(JANUARY, "acte: deliberation_libre", "acte: information"),
    "one act more": lambda root: written(
        JANUARY, (root / JANUARY).read_text(encoding="utf-8") + ITEM.format(rank=3)
    )(root),
    "another first number": replaced(JANUARY, "premier_numero: 1", "premier_numero: 7"),
    "no first number": replaced(JANUARY, ", premier_numero: 1", ""),
    "acts left out": replaced(JANUARY, "points:\n", "points_non_saisis: 9\npoints:\n"),
    "minutes refused": replaced(FEBRUARY, "vote: unanimité}", f"vote: {REFUSED}}}"),
    "minutes of another day": replaced(FEBRUARY, "{seance: 11/01/2024", "{seance: 12/01/2024"),
    "remarks on minutes": replaced(FEBRUARY, "{seance: 11/01/2024", "{remarques: aucune, seance: 11/01/2024"),
    "minutes said adopted": replaced(
        JANUARY, "absents: aucun\n", "absents: aucun\nproces_verbal: {arrete_le: 14/03/2024}\n"
    ),
    "minutes said adopted that were refused": replaced(
        FIRST, "absents: aucun\n", "absents: aucun\nproces_verbal: {arrete_le: 30/05/2024}\n"
    ),
    "the hour of another": replaced(EVENING, "heure: 22h00", "heure: 20h00"),
    "the day of another": replaced(FEBRUARY, "date: 08/02/2024", "date: 11/01/2024"),
    "a day nearby": replaced(JANUARY, "date: 11/01/2024", "date: 12/01/2024"),
    "another year": replaced(JANUARY, "date: 11/01/2024", "date: 12/01/2022"),
    "a number that another has": replaced(SECOND, "numero: 3", "numero: 2"),
    "what another takes up": replaced(FIRST, "objet: Lot n° 1", "objet: Le lot de la cour"),
    "nothing for another to take up": replaced(FIRST, "date: 02/05/2024", "date: 03/05/2024"),
    "a quorum lost": replaced(FEBRUARY, "absents: aucun", LEFT),
}
SHARED = {
    "a council": replaced("collectivites/par_mois.yaml", "maire: Mme Membre 1", "conseillere: Mme Membre 1"),
    "a scheme of numbers": replaced("collectivites/par_rang.yaml", '"{rang}"', '"{mois}-{point}"'),
    "no council": gone("collectivites/par_rang.yaml"),
    "a council that can't be read": written("collectivites/par_rang.yaml", "membres: [\n"),
    "a council by another name": renamed("collectivites/par_rang.yaml", "collectivites/rang.yaml"),
    "a group": replaced(GROUP, "objet:", "objet_ancien:"),
    "no group": gone(GROUP),
    "a second session of another day": replaced(
        "seances/locronan-2025-01-30-seconde-convocation.yaml", "30/01/2025", "31/01/2025"
    ),
    "a text of a group": gone("groupements/papeterie-contexte.md"),
    "the returns of a group, which lacked": written(LACKING, "commune;vote\nHanvec;adoptée\n"),
    "a council where a link leads": written(LED_TO, "membres: [\n"),
    "no link": gone(LINK),
    "a text of a session": gone("seances/le-trehou-2024-11-14-point-3.md"),
    "an empty text of a session": written("seances/le-trehou-2024-11-14-point-3.md", ""),
    "its own clause": written("templates/socle/clauses/vote.md", "Voté par {{ rien.du.tout }}.\n"),
    "its own copy": written("templates/socle/clauses/copie_publication.md", "{{ rien.du.tout }}\n"),
}
RECEIPTS = {
    "a receipt": written(RECEIPT, accuse("029-212902944-20240502-D2024_05_01-DE", "2024-05-03")),
    "a receipt by any name": written(
        "seances/recu.xml", accuse("029-212902944-20240502-D2024_05_02-DE", "2024-05-03")
    ),
    "a receipt of an act that nobody has": written(
        "seances/recu.xml", accuse("029-212902944-20240530-D2024_05_77-DE", "2024-06-03")
    ),
    "a receipt that is none": written(RECEIPT, "<a/>"),
    "a receipt that is none, of a session of which nothing is told": written(
        "seances/029-212902944-20240606-D2024_06_01-DE-1-2_1.xml", "<a/>"
    ),
    "a receipt put apart": written(ELSEWHERE, accuse("029-212902944-20240530-D2024_05_03-DE", "2024-06-03")),
    "a receipt of no session": written(
        "seances/recu.xml", accuse("029-212902944-20230502-D2023_05_02-DE", "2023-05-03")
    ),
}
FILES = {
    "a session more": written("seances/rang-04.yaml", held("par_rang", "11/04/2024", 1)),
    "a session between": written("seances/rang-01b.yaml", held("par_rang", "25/01/2024", 1)),
    "a copy": written("seances/copie.yaml", held("par_rang", "11/01/2024", 1, 2, first=1)),
    "another of the same day": written("seances/soir.yaml", held("par_mois", "02/05/2024", 9, hour="22h00")),
    "a session less": gone(JANUARY),
    "a session taken up less": gone(FIRST),
    "a session by another name": renamed(JANUARY, "seances/debut.yaml"),
    "a session left aside": renamed(FEBRUARY, f"{FEBRUARY}.txt"),
    "a session that can't be read": written(JANUARY, "seance: [\n"),
    "a session that is no text": written(SECOND, b"\xff\xfe\x00"),
    "a session that is empty": written(FEBRUARY, ""),
    "a link to another": linked(SECOND, FIRST),
}
CHANGES: dict[str, Change] = {**ONE_SESSION, **OF_OTHERS, **SHARED, **RECEIPTS, **FILES}


class Space:
    """A workspace that is held open, and what it looked like at first."""

    def __init__(self, root: Path, *, group: bool = True) -> None:
        furnish(root, group=group)
        self.root = root
        self.files = self._files()
        self.held = actgen.Workspace(root)

    @contextmanager
    def after(self, *names: str) -> Iterator[None]:
        """With these changes made, then taken back."""
        for name in names:
            CHANGES[name](self.root)
        try:
            yield
        finally:
            self._restore()

    def overviews(self) -> dict[str, Overview]:
        """As they are kept."""
        self.held.refresh()
        return {each.name: each for each in self.held.overviews()}

    def anew(self) -> dict[str, tuple[Overview, tuple[Diagnostic, ...]]]:
        """The same by a workspace that has kept nothing, with all that is found of each session."""
        anew = actgen.Workspace(self.root)
        names = [name for name in anew.files() if name.startswith("seances/")]
        sessions = [anew.session(name).outline() for name in names]
        return {each.name: (overview_of(each), each.findings) for each in sessions}

    def _files(self) -> dict[Path, bytes | Path]:
        """What each holds, or where it leads."""
        places = [place for place in self.root.rglob("*") if place.is_symlink() or place.is_file()]
        return {place: place.readlink() if place.is_symlink() else place.read_bytes() for place in places}

    def _restore(self) -> None:
        now = self._files()
        for place in [place for place in now if self.files.get(place) != now[place]]:
            place.unlink()
        for place, content in self.files.items():
            if isinstance(content, Path) and not place.is_symlink():
                place.symlink_to(content)
            elif isinstance(content, bytes) and not place.exists():
                place.write_bytes(content)
        shutil.rmtree(self.root / "templates", ignore_errors=True)


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Space:
    return Space(tmp_path_factory.mktemp("mairie"))


def test_a_list_counts_what_the_page_of_the_session_counts(tmp_path: Path) -> None:
    """Of the words of an act too: what is found there refuses it as surely as a wrong figure."""
    furnish(tmp_path)
    place = tmp_path / TREHOU
    said, until = place.read_text(encoding="utf-8"), "à compter du 1er janvier 2025"
    place.write_text(said.replace(until, f"{until} à Mme Durand, née le 12 mars 1980"), encoding="utf-8")
    space = actgen.Workspace(tmp_path)
    (listed,) = (each for each in space.overviews() if each.name == TREHOU)
    whole = overview_of(space.session(TREHOU))
    assert listed.a_corriger == whole.a_corriger == 1


@pytest.fixture(scope="module")
def first(space: Space) -> Told:
    """What is told before any change."""
    return space.anew()


@pytest.fixture(scope="module")
def ungrouped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Space, Told]:
    """The same without a group nor the sessions that ship, for what has nothing to do with them."""
    space = Space(tmp_path_factory.mktemp("seule"), group=False)
    return space, space.anew()


@pytest.mark.parametrize("name", SHARED)
def test_after_a_change_of_what_is_shared_too(space: Space, first: Told, name: str) -> None:
    _holds_after(name, space, first)


@pytest.mark.parametrize("name", [each for each in CHANGES if each not in SHARED])
def test_after_a_change_a_list_is_what_it_would_be_anew(ungrouped: tuple[Space, Told], name: str) -> None:
    _holds_after(name, *ungrouped)


def _holds_after(name: str, space: Space, first: Told) -> None:
    before = space.overviews()
    with space.after(name):
        told, anew = space.overviews(), space.anew()
        assert told == {each: overview for each, (overview, _) in anew.items()}
        kept = [each for each in told if told[each] is before.get(each)]
        assert [anew[each] for each in kept] == [first[each] for each in kept]
        assert (anew == first) == (name in UNSEEN)
    assert space.overviews() == before


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(names=st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=6, unique=True))
def test_after_several_changes_too(space: Space, names: list[str]) -> None:
    with space.after():
        for name in names:
            with suppress(AssertionError, FileNotFoundError):  # another change took its words away
                CHANGES[name](space.root)
            assert space.overviews() == {each: overview for each, (overview, _) in space.anew().items()}
    space.overviews()


def test_a_change_has_no_other_session_made_again(space: Space) -> None:
    """Be they of the same council and year. Always is one that lacks a file, takes up another, is stopped."""
    made = {
        "another place": {FEBRUARY},
        "another vote": {FEBRUARY},
        "one act less": {JANUARY, FEBRUARY, MARCH},  # whose numbers follow
        "minutes refused": {JANUARY, FEBRUARY},
        "what another takes up": {FIRST},
        "a council": {FIRST, EVENING, SECOND},
        "a session more": {MARCH, "seances/rang-04.yaml"},  # the minutes of March are due then
        "a receipt": {FIRST, EVENING},  # of their day
    }
    always = {TAKES_UP, TREHOU, STOPPED}
    for name, expected in made.items():
        before = space.overviews()
        with space.after(name):
            told = space.overviews()
            again = {each for each in told if told[each] is not before.get(each)}
            assert again | always == expected | always, name
