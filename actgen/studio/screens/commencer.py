"""[Préparer une séance]: when, and where, as at the last one; its file is written, its screen opens."""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.pages import date_longue
from actgen.api.starting import Meeting, Second, begin, copies, councils, last_meeting, second_of
from actgen.api.workspace import Workspace, day
from actgen.base.errors import UsageError
from actgen.studio.desk import Desk, Form, address_of, in_words, key_of, posted, room_of

_FIELDS = ("jour", "heure", "lieu")


def routes(desk: Desk) -> list[Route]:
    """The page, and what it sends."""

    def shown(request: Request) -> Response:
        asked = request.query_params.get("suite_de", "")
        with desk.workspace() as workspace:
            if not councils(workspace):
                return RedirectResponse("/", 303)
            second = _second(workspace, asked)
            body = request.query_params.get("conseil", "")
            like = _like(workspace, request.query_params.get("copie", ""))
            body = like[0] if like else _body(workspace, body)
            meeting = second.meeting if second else last_meeting(workspace, body)
            copie = {"copie": like[1] if like else ""}
            return _page(desk, workspace, _typed(meeting) | copie, second, asked)

    def told(_request: Request, form: Form) -> Response:
        asked = form.get("suite_de", "")
        with desk.workspace() as workspace:
            second = _second(workspace, asked)
            meeting, errors = _meeting(workspace, form, second, desk.today())
            if not second and (habits := _habits(workspace, form, meeting.collectivite)):
                return _page(desk, workspace, form | habits, second, asked, {"tout": _OTHER_HABITS} | errors)
            if not errors:
                try:
                    copie = _named(workspace, form["copie"]) if form.get("copie") else ""
                    name = begin(workspace, meeting, _named(workspace, asked) if asked else "", copie)
                except UsageError as error:
                    errors = {"tout": in_words(error)}
                else:
                    return RedirectResponse(address_of(name, "preparer"), 303)
            return _page(desk, workspace, form, second, asked, errors)

    return [Route("/preparer", shown), Route("/preparer", posted(told), methods=["POST"])]


_OTHER_HABITS = (
    "L’heure et le lieu proposés sont maintenant ceux de cette collectivité\u00a0: "
    "vérifiez-les, puis continuez."
)


def _habits(workspace: Workspace, form: Form, body: str) -> Form:
    """Of a council chosen since, its own hour and place, where those of the one shown before still stand."""
    shown = _body(workspace, form.get("propose", body))
    before, own = _typed(last_meeting(workspace, shown)), _typed(last_meeting(workspace, body))
    left = {key: own[key] for key in ("heure", "lieu") if form.get(key, "").strip() == before[key]}
    return left if any(before[key] != value for key, value in left.items()) else {}


def _body(workspace: Workspace, asked: str) -> str:
    """The council that is meant: the one asked for, else the first."""
    known = [name for name, _ in councils(workspace)]
    return asked if asked in known else known[0]


def _named(workspace: Workspace, key: str) -> str:
    found = (name for name in workspace.files() if room_of(name) == "seance" and key_of(name) == key)
    if (name := next(found, None)) is None:
        raise HTTPException(404)
    return name


def _like(workspace: Workspace, key: str) -> tuple[str, str] | None:
    """The council of the session that is asked to be done again, and its key; None without one."""
    if not key:
        return None
    name = _named(workspace, key)
    bodies = (body for body, _ in councils(workspace))
    found = next((each for each in bodies if name in {one.fichier for one in copies(workspace, each)}), None)
    return (found, key) if found else None


def _second(workspace: Workspace, key: str) -> Second | None:
    return second_of(workspace, _named(workspace, key)) if key else None


def _typed(meeting: Meeting) -> Form:
    return {"conseil": meeting.collectivite, "jour": "", "heure": meeting.heure, "lieu": meeting.lieu}


def _meeting(
    workspace: Workspace, form: Form, second: Second | None, today: date
) -> tuple[Meeting, dict[str, str]]:
    """What was typed, and what is wrong with it, by field."""
    body = second.meeting.collectivite if second else _body(workspace, form.get("conseil", ""))
    typed = form.get("jour", "").strip()
    try:
        jour: date | None = day(typed, today) if typed else None
        errors = {} if jour else {"jour": "Écrivez la date de la séance."}
    except UsageError as error:
        jour, errors = None, {"jour": in_words(error)}
    first = second.au_plus_tot(second.premiere.jour) if second else None
    if jour and first and jour < first:
        told = date_longue(first, jour=False)
        errors = {"jour": f"Au plus tôt le {told}\u00a0: la convocation ne part qu’après la première séance."}
    return Meeting(body, jour, form.get("heure", "").strip(), form.get("lieu", "").strip()), errors


def _page(
    desk: Desk,
    workspace: Workspace,
    typed: Form,
    second: Second | None,
    asked: str,
    errors: dict[str, str] | None = None,
) -> Response:
    told = dict.fromkeys(("tout", *_FIELDS), "") | (errors or {})
    return desk.page(
        "commencer.html",
        422 if errors else 200,
        titre="Préparer la seconde convocation" if second else "Préparer une séance",
        conseils=councils(workspace) if second is None else ((second.meeting.collectivite, ""),),
        saisi=dict.fromkeys(("conseil", "copie", *_FIELDS), "") | typed,
        erreurs=told,
        fautif=bool(errors),
        suite=second,
        au_plus_tot=second.au_plus_tot(desk.today()) if second else None,
        suite_de=asked,
        copies=[
            (key_of(each.fichier), each)
            for each in (copies(workspace, _body(workspace, typed.get("conseil", ""))) if not second else ())
        ],
    )
