"""The writing of the acts of a session, beside the pages: how it goes, then its files by their use."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.making import workers
from actgen.api.papers import Pile, Told, Use, folder, foreseen, outdated, piles, printed, write
from actgen.api.remarks import remarks
from actgen.api.workspace import Options, Session, Workspace
from actgen.base.errors import EnvironmentFault, UsageError
from actgen.studio.browser import open_folder
from actgen.studio.desk import Desk, Form, address_of, in_words, posted
from actgen.studio.files import POLICY, Fichier, Files
from actgen.studio.works import Work, Works

OUTRE = "outre-"
"""What the name of a box begins with, before the code of the error that is passed over."""

_NO_FOLDER = "Le dossier n’est pas encore là\u00a0: écrivez d’abord les actes."
NO_PROGRAM = "Cet ordinateur n’a rien pour montrer un dossier. Ouvrez-le vous-même\u00a0: {place}"


class Papier(Struct, frozen=True):
    """A file of an act: what it is, where it opens, its pages; `ours`: it is as it was written."""

    titre: str
    objet: str
    fichier: Fichier
    pages: int
    ours: bool


class Usage(Struct, frozen=True):
    """The files of one use; those that are printed together have an address for it."""

    cle: str
    titre: str
    compte: str
    consigne: str
    plie: bool
    imprimer: str
    papiers: tuple[Papier, ...]


class Papiers:
    """The acts of the sessions of a workspace: begun by a button, made beside the pages."""

    def __init__(self, desk: Desk, works: Works, files: Files) -> None:
        self._desk, self._works, self._files = desk, works, files
        self._passed: dict[str, frozenset[str]] = {}  # errors passed over when a session was last written

    def routes(self) -> list[Route]:
        """How the writing goes, what begins it, what it gave."""
        return [
            Route("/seance/{key}/ecriture", self._followed),
            Route("/seance/{key}/ecriture", posted(self._begun), methods=["POST"]),
            Route("/seance/{key}/imprimer/{usage}", self._printed),
            Route("/seance/{key}/dossier", posted(self._opened), methods=["POST"]),
        ]

    def told(self, session: Session) -> dict[str, Any]:
        """What a page tells of the writing of the acts of a session, and of the files that are there."""
        name = session.name
        work = self._works.of(_key(name))
        values: dict[str, Any] = {
            "adresse": address_of(name, "ecriture"),
            "dossier": address_of(name, "dossier"),
            "travail": work,
            "issue": work.resultat if work is not None and isinstance(work.resultat, Told) else None,
            "faute": "",
        }
        if work is not None and work.en_cours:
            return values
        waiting = {each.finding.code: each for each in remarks(session) if each.waiting}
        session = self._passing_over(session)
        values |= {"prevu": foreseen(session), "outres": list(waiting.values()), "outre": OUTRE}
        values["passees"] = self._passed.get(name, frozenset())
        try:
            return values | {"usages": self._uses(session), "perime": outdated(session)}
        except EnvironmentFault as error:  # a journal that can't be read
            return values | {"usages": (), "perime": False, "faute": in_words(error)}

    def _passing_over(self, session: Session) -> Session:
        """The session without the errors that were passed over when it was last written."""
        passed = self._passed.get(session.name)
        options = Options(full=True, overrides=passed) if passed else None
        return session.workspace.session(session.name, options=options) if options else session

    def _uses(self, session: Session) -> list[Usage]:
        return [self._use(pile, session.name) for pile in piles(session)]

    def _use(self, pile: Pile, name: str) -> Usage:
        cle, together = pile.use.name.lower(), pile.use.printable and len(pile.papers) > 1
        papiers = (
            Papier(each.titre, each.objet, self._files.show(each.place), each.pages, each.ours)
            for each in pile.papers
        )
        address = address_of(name, f"imprimer/{cle}") if together else ""
        return Usage(
            cle, pile.titre, pile.told, pile.consigne, not pile.use.printable, address, tuple(papiers)
        )

    # what is asked

    def _followed(self, request: Request) -> Response:
        name = self._desk.name_of(request, "seance")
        with self._desk.workspace() as workspace:
            return self._desk.page("ecriture_seule.html", vue=self.told(workspace.session(name)))

    def _begun(self, request: Request, form: Form) -> Response:
        name = self._desk.name_of(request, "seance")
        codes = frozenset(key.removeprefix(OUTRE) for key in form if key.startswith(OUTRE))
        if "ecrire" in form:  # what the button says: an empty form writes nothing
            self._passed[name] = codes
            self._works.begin(_key(name), "actes", lambda work: self._write(name, codes, work))
        return RedirectResponse(f"{address_of(name, 'relire')}#ecriture", 303)

    def _write(self, name: str, codes: frozenset[str], work: Work) -> Told:
        session = Workspace(self._desk.root, self._desk.today()).session(
            name, options=Options(overrides=codes)
        )
        with workers(progress=work) as makers:
            return write(session, makers)

    def _printed(self, request: Request) -> Response:
        name, asked = self._desk.name_of(request, "seance"), request.path_params["usage"]
        use = next((each for each in Use if each.name.lower() == asked), None)
        if use is None:
            raise HTTPException(404)
        with self._desk.workspace() as workspace:
            try:
                content = printed(self._passing_over(workspace.session(name)), use)
            except UsageError as error:
                return self._desk.told(404, "Imprimer", in_words(error))
        headers = {
            "content-security-policy": POLICY,
            "content-disposition": f'inline; filename="{asked}.pdf"',
        }
        return Response(content, media_type="application/pdf", headers=headers)

    def _opened(self, request: Request, form: Form) -> Response:
        name = self._desk.name_of(request, "seance")
        with self._desk.workspace() as workspace:
            place = folder(workspace.session(name))
        if place is None or not place.is_dir():
            return self._desk.told(404, "Ouvrir le dossier", _NO_FOLDER)
        if not open_folder(place):
            return self._desk.told(500, "Ouvrir le dossier", NO_PROGRAM.format(place=place.as_posix()))
        screen = "lendemain" if form.get("retour") == "lendemain" else "relire"
        return RedirectResponse(address_of(name, screen), 303)


def _key(name: str) -> tuple[str, str]:
    return name, "actes"
