"""What every screen works with: the workspace, who is at it, and how a page is made and answered."""

from __future__ import annotations

import getpass
import os
import re
import time
from asyncio import Lock as AsyncLock
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from math import inf
from pathlib import Path
from threading import Lock, Thread

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from actgen.api.council import Council
from actgen.api.editing import Change, Saved
from actgen.api.evening import SUFFIX
from actgen.api.overview import Overview, overview_of
from actgen.api.pages import compte, date_chiffres, date_longue, elision, heure, typed_text
from actgen.api.renaming import followed
from actgen.api.wording import of_pages, rubrique
from actgen.api.workspace import Session, Workspace
from actgen.base.diagnostics import Severity
from actgen.base.errors import UsageError
from actgen.base.version import __version__
from actgen.studio.gate import MOST_BYTES

HERE = Path(__file__).parent
ROOMS = {"seances": "seance", "collectivites": "conseil", "groupements": "groupement"}
_FIRST = re.compile(r"\b1er\b")
_MOST_UNDONE = 100  # changes of one file that can be taken back
_BREATH = 0.001  # seconds for whoever waits for the workspace to have it
_LONGEST_KEY = 12  # hexadecimal digits of an identifier

_MOST_FILES = 200  # of one form: a year of receipts

Form = dict[str, str]
Files = list[tuple[str, bytes]]


class Identity(Struct, frozen=True):
    """Who is at the desk: today, whoever opened the session of this machine."""

    name: str

    @classmethod
    def local(cls) -> Identity:
        """The user of this machine, as the system names them."""
        try:
            return cls(getpass.getuser())
        except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
            return cls("")


class Desk:
    """A workspace, held by one request at a time, and the pages that show it.

    `now` tells the day on which a file was saved, and the law for a commune that is begun. `patience`: the
    seconds after which a list comes with the sessions that are read by then, and asks for the others.
    """

    def __init__(
        self,
        workspace: Workspace,
        identity: Identity,
        now: Callable[[], datetime] = datetime.now,
        patience: float = inf,
    ) -> None:
        self._workspace, self._identity, self._now, self._patience = workspace, identity, now, patience
        self._lock, self._looking = Lock(), Lock()
        self._made: dict[str, deque[Saved]] = {}
        self._moved: dict[
            str, str
        ] = {}  # the names that sessions took with their day, by the key that they had
        self._in_place: dict[str, deque[str]] = {}

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """The workspace as its files are now, for one request alone."""
        with self._lock:
            self._workspace.seen_on(self.today())
            self._workspace.refresh()
            yield self._workspace

    @contextmanager
    def looking(self) -> Iterator[None]:
        """A turn to look into files that came from elsewhere, for as long as they take.

        Who holds the workspace never asks for one: no window waits for a file but those that bring some.
        """
        with self._looking:
            yield

    def read_ahead(self) -> Thread:
        """Begin to read every session: the first page asks for that, and its window is still opening.

        One at a time, so that this page need not wait for the last.
        """

        def read() -> None:
            left = True
            with suppress(Exception):  # the page says what goes wrong
                while left:
                    with self.workspace() as workspace:
                        left = len(workspace.overviews(lambda: True)) < len(workspace.session_names())
                    time.sleep(_BREATH)

        reading = Thread(target=read, daemon=True)
        reading.start()
        return reading

    def enough(self) -> Callable[[], bool]:
        """Whether who asks for a list now has waited long enough for sessions that are still to be read."""
        until = time.monotonic() + self._patience
        return lambda: time.monotonic() > until

    @property
    def root(self) -> Path:
        """Its folder."""
        return self._workspace.root

    @property
    def out(self) -> Path:
        """Where what is made of it goes, as the commands do that are typed in it."""
        return self.root / "output"

    @property
    def now(self) -> Callable[[], datetime]:
        """The clock of this machine."""
        return self._now

    def today(self) -> date:
        """The day, as this machine tells it."""
        return self._now().date()

    # changes

    def edit(
        self,
        workspace: Workspace,
        name: str,
        changes: Iterable[Change],
        revision: str,
        *,
        in_place: bool = False,
    ) -> None:
        """Make these changes in a file, which can then be taken back. Raises as `Workspace.edit`.

        `in_place`: every item and every row of the file is afterwards where it was.
        """
        asked = list(changes)
        if not asked:
            return
        saved = workspace.edit(name, asked, revision)
        name, saved = self._follow(workspace, name, saved)
        self._made.setdefault(name, deque(maxlen=_MOST_UNDONE)).append(saved)
        steady = self._in_place.setdefault(name, deque(maxlen=_MOST_UNDONE))
        if not in_place:
            steady.clear()
        elif not steady or steady[-1] != revision:
            steady.clear()
            steady.append(revision)
        if in_place:
            steady.append(saved.revision)

    def steady(self, name: str, since: str, now: str) -> bool:
        """Whether all that was changed in a file between these revisions left its items where they were."""
        steady = self._in_place.get(name, deque())
        return bool(steady) and steady[-1] == now and since in steady

    def save(self, workspace: Workspace, name: str, text: str, revision: str | None, before: str) -> None:
        """Save a whole text in place of another, which nothing takes back. Raises as `Workspace.save`."""
        saved = Saved(text, workspace.save(name, text, revision), before.encode())
        self._follow(workspace, name, saved)

    def _follow(self, workspace: Workspace, name: str, saved: Saved) -> tuple[str, Saved]:
        """A session whose day changed takes its name: pages that show it by the other go on."""
        new, saved = followed(workspace, name, saved)
        if new != name:
            self._moved[key_of(name)] = new
            if name in self._made:
                self._made[new] = self._made.pop(name)
            if name in self._in_place:
                self._in_place[new] = self._in_place.pop(name)
        return new, saved

    def before(self, name: str, revision: str) -> tuple[bytes, ...]:
        """What a file was before each of the last changes, the oldest first, when they were all made here."""
        made = self._made.get(name, deque())
        return tuple(each.before for each in made) if made and made[-1].revision == revision else ()

    def undoes(self, name: str, revision: str | None) -> bool:
        """Whether the last change of a file was made here, so that it can be taken back."""
        made = self._made.get(name)
        return bool(made and made[-1].revision == revision)

    def undo(self, workspace: Workspace, name: str) -> None:
        """Take back the last change of a file. Raises UsageError where there is none; Conflict."""
        made = self._made.get(name)
        if not made:
            raise UsageError("Il n’y a rien à annuler.")
        back = workspace.put_back(name, made[-1])
        made.pop()
        self._follow(workspace, name, back)

    # files by identifier

    def name_of(self, request: Request, room: str) -> str:
        """The file that an address names in this room of the workspace. Raises 404."""
        asked = request.path_params["key"]
        known = {key_of(name): name for name in self._workspace.files() if room_of(name) == room}
        for _ in range(len(self._moved) + 1):
            if asked in known:
                return known[asked]
            asked = key_of(self._moved.get(asked, ""))
        raise HTTPException(404)

    def saved(self, name: str) -> str:
        """« Enregistré à 20 h 14 », as the disk tells it, of a file or of its evening; empty without one."""
        place, times = self.root / name, []
        for each in (place, place.with_suffix(SUFFIX)):
            with suppress(OSError):
                times.append(each.stat().st_mtime)
        if not times:
            return ""
        when = datetime.fromtimestamp(max(times))
        day = "" if when.date() == self.today() else f" le {date_chiffres(when)}"
        return f"Enregistré{day} à {heure(when.time())}"

    # answers

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """A page, filled; whatever comes from a file is escaped."""
        filled = (
            pages()
            .get_template(template)
            .render(
                values,
                identity=self._identity,
                conseil=any(room_of(name) == "conseil" for name in self._workspace.files()),
                folder=self.root.as_posix(),
                version=__version__,
                law_read_until=self._workspace.law_read_until(),
            )
        )
        return HTMLResponse(filled.encode("utf-8", "replace"), status)

    def told(self, status: int, title: str, message: str, file: str = "") -> Response:
        """A page that says what can't be shown, in a sentence, and leads back, or to where it is mended."""
        return self.page("refus.html", status, titre=title, message=message, fichier=file, encore=None)


@cache
def pages() -> Environment:
    """The templates of pages, each compiled once."""
    pages = Environment(loader=FileSystemLoader(HERE / "pages"), autoescape=True, undefined=StrictUndefined)
    words = (capitale, compte, date_chiffres, date_longue, elision, exposant, rubrique)
    pages.filters |= {word.__name__: word for word in words}
    return pages


def exposant(text: str) -> Markup:
    """The same with « 1er » raised, as acts write it."""
    return Markup(_FIRST.sub("1<sup>er</sup>", str(escape(text))))


def capitale(text: str) -> str:
    """The same, opening with a capital: « Délibération 9 »."""
    return text[:1].upper() + text[1:]


def in_words(error: Exception) -> str:
    """Why something can't be done, in the words of pages: no key of a file."""
    return of_pages(str(error))


def key_of(name: str) -> str:
    """The identifier of a file in addresses: what no one can make of a path."""
    return sha256(os.fsencode(name)).hexdigest()[:_LONGEST_KEY]


def room_of(name: str) -> str:
    """The room of addresses that shows this file: « seance », « conseil », « groupement »."""
    return ROOMS[name.partition("/")[0]]


def address_of(name: str, screen: str = "fichier") -> str:
    """Where a file of the workspace is shown."""
    return f"/{room_of(name)}/{key_of(name)}/{screen}"


def plain(text: str) -> str:
    """A text with the ends of lines that a page has."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


_TEXTS = ("texte", "listes", "elus", "motif")
_LONG = "lignes"
"""What a form sends besides whose « valeur » is of several lines."""


def _typed(form: FormData) -> Form:
    """The fields of a form, whatever was pasted in them: of one line, or of several."""
    several = (*_TEXTS, "valeur") if _LONG in form else _TEXTS
    return {
        name: typed_text(value, "\n" if name in several else " ")
        for name, value in form.items()
        if isinstance(value, str)
    }


def posted(
    answer: Callable[[Request, Form], Response], *, most: int = 1_000, turn: AsyncLock | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint of what a form sends, its fields (`most`) as text; what is no text is left aside.

    `turn`: one is answered at a time, and not at all who has left when it comes.
    """

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=most, max_part_size=MOST_BYTES) as form:
            fields = _typed(form)
        async with turn or nullcontext():
            if turn and await request.is_disconnected():
                return Response(status_code=204)
            return await run_in_threadpool(answer, request, fields)

    return endpoint


def received(
    answer: Callable[[Request, Form, Files], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """The same of a form that brings files: each by the name that it had, which leads nowhere."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=_MOST_FILES, max_fields=20, max_part_size=MOST_BYTES) as form:
            fields = _typed(form)
            sent = [each for _, each in form.multi_items() if isinstance(each, UploadFile)]
            files = [(each.filename or "", await each.read()) for each in sent if each.filename]
        return await run_in_threadpool(answer, request, fields, files)

    return endpoint


SCREENS = (
    ("preparer", "Préparer la séance"),
    ("soir", "La feuille du soir"),
    ("relire", "Relire"),
    ("lendemain", "Le lendemain"),
    ("fichier", "Le fichier"),
)
"""The screens of a session, in the order of an evening: the end of their address, their name."""
_COUNCIL_SCREENS = (("conseil", "Le conseil"), ("annee", "L’année"), ("fichier", "Le fichier"))


class Banner(Struct, frozen=True):
    """What is always in sight of a session: which one, how far it is, what is left, when it was saved.

    `ailleurs`: the errors that a coordinator alone can mend; `manques`: what lacks, in brief, and how many
    things it is; `relire`: where the others are told; `en_retard`: whether its next deadline is past.
    `a_verifier`: of a group, what its members answered that is to be looked at.
    """

    titre: str
    etat: str
    a_corriger: int
    enregistre: str
    adresse: str
    relire: str
    ecrans: tuple[tuple[str, str], ...]
    annulable: bool = False
    ailleurs: int = 0
    manques: tuple[str, ...] = ()
    a_completer: int = 0
    a_verifier: int = 0
    echeance: str = ""
    en_retard: bool = False


def banner(desk: Desk, session: Session) -> Banner:
    """The banner of a session, be it one that can't be read."""
    return banner_of(desk, overview_of(session), session.revision)


def banner_of(desk: Desk, seen: Overview, revision: str | None = None) -> Banner:
    """The same of one that was looked at; of its `revision`, when what was done to it can be taken back."""
    duty = seen.prochaine
    due = (
        f"{duty.a_faire or duty.libelle}\u00a0: {duty.sens} le {date_longue(duty.le)}"
        if duty and duty.le
        else ""
    )
    return Banner(
        titre=seen.titre,
        etat=_etat(seen, desk.today()),
        a_corriger=seen.a_corriger,
        ailleurs=seen.ailleurs,
        manques=seen.manques,
        a_completer=seen.a_completer,
        echeance=capitale(due),
        en_retard=bool(duty and duty.en_retard(desk.today())),
        enregistre=desk.saved(seen.name),
        annulable=desk.undoes(seen.name, revision),
        adresse=address_of(seen.name),
        relire=address_of(seen.name, "relire"),
        ecrans=tuple((words, address_of(seen.name, screen)) for screen, words in SCREENS),
    )


def _etat(seen: Overview, today: date) -> str:
    if seen.stage is None:
        return "illisible"
    return "notée d’avance" if seen.early(today) else str(seen.stage)


def council_banner(desk: Desk, council: Council) -> Banner:
    """The banner of a council, be it one whose file can't be read whole."""
    name, fields = council.fields.name, council.fields
    errors = [each for each in fields.look() if each.severity is Severity.ERROR]
    return Banner(
        titre=f"{council.designation} · {council.assemblee}",
        etat=f"{compte(council.en_exercice(desk.today()), 'membre')} en exercice",
        a_corriger=len(errors),
        enregistre=desk.saved(name),
        annulable=desk.undoes(name, fields.revision),
        adresse=address_of(name, "conseil"),
        relire=address_of(name, "conseil"),
        ecrans=tuple((words, address_of(name, screen)) for screen, words in _COUNCIL_SCREENS),
    )
