"""« L’année »: what the register takes and leaves aside, the register, open data, archives, what changed.

Each is begun by its button and made beside the pages; the page tells where it is, then what came of it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.checking import verdict
from actgen.api.wording import of_pages
from actgen.api.workspace import Options, Workspace
from actgen.api.written import Archive, OpenData, Register, ending, sheets
from actgen.api.year import Year
from actgen.base.errors import UsageError
from actgen.studio.constats import Pile, piles
from actgen.studio.desk import Desk, Form, address_of, key_of, posted, room_of
from actgen.studio.files import Fichier, Files
from actgen.studio.screens.conseils import which
from actgen.studio.works import Work, Works

ORGANES = (("conseil", "Le conseil"), ("bureau", "Le bureau"))
GENRES = ("registre", "donnees", "archive", "verification")
_ROOM = "conseil"
_MOST_SHEETS = 99_999
_FIRST, _LAST = 1800, 9999  # years of a register


class Issue(Struct, frozen=True):
    """What became of something that was asked for: a sentence, its files, its sheets, what is wrong."""

    phrase: str
    bon: bool
    fichiers: tuple[Fichier, ...] = ()
    feuillets: tuple[tuple[str, str], ...] = ()
    piles: tuple[Pile, ...] = ()


class Asked(Struct, frozen=True):
    """How the register is printed, as the page asks it; kept while the studio runs."""

    premier: int = 1
    dernier: int | None = None
    recto_verso: bool = True


def routes(desk: Desk, works: Works, files: Files) -> list[Route]:
    """The year of each collectivity, and where a link without one leads."""
    screen = Screen(desk, works, files)
    return [
        Route("/annee", which(desk, "annee", "L’année")),
        Route(f"/{_ROOM}/{{key}}/annee", screen.shown),
        Route(f"/{_ROOM}/{{key}}/annee", posted(screen.begun), methods=["POST"]),
        Route("/renommer", posted(screen.renamed), methods=["POST"]),
    ]


class Screen:
    """The screen of a workspace."""

    def __init__(self, desk: Desk, works: Works, files: Files) -> None:
        self._desk, self._works, self._files = desk, works, files
        self._asked: dict[tuple[str, int, str], Asked] = {}

    # what is answered

    def shown(self, request: Request) -> Response:
        """The year that is asked for, else the last in which there is a session."""
        name = self._desk.name_of(request, _ROOM)
        with self._desk.workspace() as workspace:
            years = workspace.years(name)
            asked = request.query_params.get("an", "")
            year = _year(asked) if asked else next(iter(years), self._desk.today().year)
            organe = _organe(request.query_params.get("organe", "conseil"))
            values = self._values(workspace.year(name, year, organe))
        return self._desk.page("annee.html", annees=sorted({*years, year}, reverse=True), **values)

    def begun(self, request: Request, form: Form) -> Response:
        """Have something made, then show the page where it is told."""
        name, genre = self._desk.name_of(request, _ROOM), form.get("genre", "")
        year, organe = _year(form.get("an", "")), _organe(form.get("organe", "conseil"))
        key = (name, year, organe)
        if genre not in GENRES:
            raise HTTPException(404)
        if genre == "registre":
            self._asked[key] = _asked(form)
        seance = form.get("seance", "") if genre == "archive" else ""
        if genre == "archive" and seance not in self._sessions(key):
            raise UsageError("Choisissez la séance à archiver.")
        self._works.begin((*key, genre), genre, lambda _work: self._make(genre, key, seance))
        return RedirectResponse(f"{_address(name, year, organe)}#{genre}", 303)

    def renamed(self, _request: Request, form: Form) -> Response:
        """Give a session that its name leaves aside its right name."""
        with self._desk.workspace() as workspace:
            workspace.rename_aside(form.get("fichier", ""))
        where = form.get("an", "")
        council = next((name for name in self._councils() if key_of(name) == form.get("conseil")), "")
        back = f"{_address(council, _year(where))}#registre" if council and where else "/"
        return RedirectResponse(back, 303)

    def _councils(self) -> list[str]:
        with self._desk.workspace() as workspace:
            return [name for name in workspace.files() if room_of(name) == _ROOM]

    def _sessions(self, key: tuple[str, int, str]) -> set[str]:
        with self._desk.workspace() as workspace:
            return {each.fichier for each in workspace.year(*key).prises}

    # what is made, beside the pages

    def _make(self, genre: str, key: tuple[str, int, str], seance: str) -> Issue:
        desk, (name, year, organe) = self._desk, key
        workspace, out = Workspace(desk.root, desk.today()), desk.out
        if genre == "registre":
            asked = self._asked.get(key, Asked())
            made = workspace.register(
                name,
                year,
                organe=organe,
                first_sheet=asked.premier,
                sheets=asked.dernier,
                both_sides=asked.recto_verso,
                out=out,
            )
            return self._of_register(made)
        options = Options(formats=("pdf",), out=out)
        if genre == "donnees":
            return self._of_export(workspace.opendata(name, year, options))
        if genre == "archive":
            return self._of_export(workspace.session(seance, options=options).archive())
        return _of_verification(workspace, Year(workspace, name, year, organe), out)

    def _of_register(self, made: Register) -> Issue:
        if made.fault is not None:
            return Issue(str(made.fault), bon=False)
        written = (
            tuple(self._files.show(made.folder / each.name) for each in made.written) if made.folder else ()
        )
        parts = tuple(sheets(made)) if made.printed is not None and made.written else ()
        return Issue(ending(made), bool(made.written), written, parts, piles(made.report.errors))

    def _of_export(self, made: OpenData | Archive) -> Issue:
        folder = made.dossier
        written = tuple(self._files.show(folder / each.name) for each in made.written) if folder else ()
        return Issue(ending(made), bool(written), written, (), piles(made.report.findings))

    # what is shown

    def _values(self, year: Year) -> dict[str, Any]:
        key = (year.fichier, year.annee, year.organe)
        whose = year.collectivite
        recent = {genre: self._works.of((*key, genre)) for genre in GENRES}
        return {
            "annee": year.annee,
            "organe": year.organe,
            "organes": ORGANES if whose is not None and not whose.est_commune else (),
            "nom": whose.nom if whose is not None else year.fichier.rpartition("/")[2],
            "cle": key_of(year.fichier),
            "adresse": _address(*key),
            "base": address_of(year.fichier, "annee"),
            "fiche": address_of(year.fichier, "conseil"),
            "prises": [(address_of(each.fichier), each) for each in year.prises],
            "ecartees": [(_shown(each.fichier), each) for each in year.ecartees],
            "deliberations": sum(each.deliberations for each in year.prises),
            "piles": piles(year.fautes),
            "empeche": year.empeche,
            "illisible": whose is None,
            "sans_siret": year.sans_siret,
            "demande": self._asked.get(key, Asked()),
            "anciens": [(self._files.show(place), _day(place)) for place in year.papers(self._desk.out)],
            "travaux": recent,
            "fini": next(
                (work.resultat.phrase for work in _last(recent) if isinstance(work.resultat, Issue)), ""
            ),
        }


def _of_verification(workspace: Workspace, year: Year, out: Path) -> Issue:
    folder = year.acts(out)
    if folder is None or not folder.is_dir():
        return Issue("Aucun acte de cette collectivité n’a encore été écrit.", bon=True)
    found = verdict(workspace.verify(folder), folder)
    told = tuple(
        (f"{each.dossier}\u00a0: {each.nom}", of_pages(each.phrase))
        for each in (*found.differences, *found.sources, *found.signes)
    )
    return Issue(found.phrase, found.intact and not found.sources, feuillets=told)


def _last(recent: dict[str, Work | None]) -> list[Work]:
    """What was made, the last first, when nothing is being made any more."""
    works = [work for work in recent.values() if work is not None]
    if any(work.fini is None for work in works):
        return []
    return sorted(works, key=lambda work: work.fini.isoformat() if work.fini else "", reverse=True)


def _day(place: Path) -> date | None:
    try:
        return date.fromtimestamp(place.stat().st_mtime)
    except OSError:
        return None


def _shown(name: str) -> str:
    """Where a file of the workspace is shown; empty for one that only its folder shows."""
    ours = name.startswith("seances/") and name.endswith((".yaml", ".yml"))
    return address_of(name) if ours else ""


def _address(name: str, year: int, organe: str = "conseil") -> str:
    asked = {"an": year} | ({} if organe == "conseil" else {"organe": organe})
    return f"{address_of(name, 'annee')}?{urlencode(asked)}"


def _year(written: str) -> int:
    if written.isascii() and written.isdigit() and len(written) == 4 and _FIRST <= int(written) <= _LAST:
        return int(written)
    raise UsageError("Cette année n’en est pas une\u00a0: elle s’écrit en quatre chiffres.")


def _organe(written: str) -> str:
    if written not in dict(ORGANES):
        raise UsageError("Le registre est celui du conseil, ou celui du bureau.")
    return written


def _asked(form: Form) -> Asked:
    first = _sheet(form.get("premier", ""), "premier feuillet") or 1
    last = _sheet(form.get("dernier", ""), "dernier feuillet paraphé")
    if last is not None and last < first:
        raise UsageError(f"Le dernier feuillet paraphé ({last}) vient avant le premier ({first}).")
    return Asked(first, last, form.get("cotes", "") != "recto")


def _sheet(written: str, which: str) -> int | None:
    typed = written.strip()
    if not typed:
        return None
    if typed.isascii() and typed.isdigit() and 0 < int(typed[:6]) <= _MOST_SHEETS and len(typed) <= 6:
        return int(typed)
    raise UsageError(
        f"Le {which} est un nombre entier, par exemple 1\u00a0: «\u00a0{typed[:20]}\u00a0» n’en est pas un."
    )
