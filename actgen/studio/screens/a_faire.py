"""« Ce qui reste à faire »: the duties of every session, late ones first, each settled in one gesture."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.aftermath import Aftermath
from actgen.api.awaited import Awaited, awaited
from actgen.api.duties import Duty, Echeance, Moment, duties, senders, settle
from actgen.api.overview import Overview
from actgen.api.pages import compte, date_chiffres, date_longue
from actgen.api.workspace import Options, Workspace
from actgen.base.errors import UsageError
from actgen.studio.desk import Desk, Form, address_of, capitale, in_words, key_of, posted, room_of

HERE = "/a-faire"
_MOST_DONE = 100
_DAYS = timedelta(days=6)
_ALARM = 3  # days before
_OLD = timedelta(days=365)
"""What is later than that is folded: nobody posts a list of 1995 any more."""
_ELSEWHERE = {
    "note-de-synthese": "à dire en préparant la séance",
    "information-convocation": "part avec la convocation",
    "arret-du-proces-verbal": "se note par la séance qui l’arrête",
    "seconde-seance": "se fait en préparant la seconde séance",
    "nouveau-vote": "à inscrire à l’ordre du jour d’une nouvelle séance",
    "maintien-en-ligne": "rien à faire jusque-là",
}


class Tache(Struct, frozen=True):
    """A line: `quand` in words, `quoi`, the session and where it is shown; `cle` names its duty.

    `ailleurs`: where it is told, for what a date alone doesn't settle.
    """

    id: str
    cle: str
    quand: str
    jour: date | None
    quoi: str
    precision: str
    article: str
    qui: str
    seance: str
    adresse: str
    en_retard: bool
    fait_le: date | None
    ici: bool
    ailleurs: str


def routes(desk: Desk) -> list[Route]:
    """The page, what is told on it, and its agenda."""

    def shown(request: Request) -> Response:
        with desk.workspace() as workspace:
            return _page(desk, workspace, request.query_params.get("note", ""))

    def told(_request: Request, form: Form) -> Response:
        today = date_chiffres(desk.today())
        written = today if form.get("quand") == "aujourdhui" else form.get("jour", "")
        with desk.workspace() as workspace:
            name = _named(workspace, form.get("seance", ""))
            followed = Aftermath(workspace.session(name, options=Options()))
            try:
                changes = settle(followed, form.get("cle", ""), written)
            except UsageError as error:
                return _page(
                    desk, workspace, refus=(f"{key_of(name)}-{form.get('cle')}", in_words(error), written)
                )
            desk.edit(workspace, name, changes, followed.fields.revision)
        return RedirectResponse(f"{HERE}?note={key_of(name)}", 303)

    def agenda(_request: Request) -> Response:
        with desk.workspace() as workspace:
            names = workspace.session_names(received=False)
            sessions = [workspace.session(name, options=Options()) for name in names]
            content = workspace.agenda(sessions, _ALARM)
        headers = {"content-disposition": 'attachment; filename="echeances-du-conseil.ics"'}
        return Response(content, media_type="text/calendar", headers=headers)

    return [
        Route(HERE, shown),
        Route(HERE, posted(told), methods=["POST"]),
        Route(f"{HERE}/agenda.ics", agenda),
    ]


def _named(workspace: Workspace, key: str) -> str:
    """The session that a form names. Raises 404."""
    found = (each for each in workspace.files() if room_of(each) == "seance" and key_of(each) == key)
    name = next(found, None)
    if name is None:
        raise HTTPException(404)
    return name


_NAMED = 6  # members told by their names


def _of_group(each: Awaited, today: date) -> Tache:
    """The councils that a group waits for, or the signatures: all that is told of them is on its page."""
    named = ", ".join(each.membres[:_NAMED])
    others = len(each.membres) - _NAMED
    text = f", avenant n°\u00a0{each.avenant}" if each.avenant else ""
    asked = f"?avenant={each.avenant}" if each.avenant else ""
    return Tache(
        id=f"{key_of(each.name)}-{each.avenant}{'-signatures' if each.a_signer else ''}",
        cle="",
        quand="avant le",
        jour=each.limite,
        quoi=f"{compte(len(each.membres), 'signature')} à recueillir avant la consultation"
        if each.a_signer
        else f"{compte(len(each.membres), 'conseil')} à relancer",
        precision=f"{named} et {compte(others, 'autre')}" if others > 0 else named,
        article="convention signée par ses membres (art. L. 2113-7 CCP), à confirmer"
        if each.a_signer
        else "date demandée aux conseils par le coordonnateur",
        qui="le coordonnateur",
        seance=f"Groupement de commandes\u00a0: {each.groupement}{text}",
        adresse=f"{address_of(each.name, 'groupement')}{asked}#{'membres' if each.a_signer else 'envoi'}",
        en_retard=each.limite <= today,
        fait_le=None,
        ici=False,
        ailleurs="les signatures se notent sur la page du groupement"
        if each.a_signer
        else "les lettres de relance s’ouvrent sur la page du groupement, où les réponses se notent",
    )


def _moment(each: Awaited, today: date) -> Moment:
    if each.limite <= today:
        return Moment.EN_RETARD
    return Moment.SEMAINE if each.limite <= today + _DAYS else Moment.PLUS_TARD


_BLOCKS = (
    (Moment.EN_RETARD, "En retard"),
    (Moment.SEMAINE, "Cette semaine"),
    (Moment.SANS_DELAI, "Sans délai imposé"),
    (Moment.PLUS_TARD, "Plus tard"),
)


def _page(
    desk: Desk, workspace: Workspace, note: str = "", refus: tuple[str, str, str] | None = None
) -> Response:
    today, sessions = desk.today(), workspace.overviews()
    found = duties(sessions, today)
    done = sorted(
        (each for each in found if each.moment is Moment.FAIT and each.fait_le is not None),
        key=lambda each: each.fait_le or date.min,
        reverse=True,
    )
    groups = [(_moment(each, today), _of_group(each, today)) for each in awaited(workspace, today)]
    noted = next((each for each in sessions if key_of(each.name) == note), None)
    taches = {
        moment: _taches(found, moment) + [each for when, each in groups if when is moment]
        for moment, _ in _BLOCKS
    }
    return desk.page(
        "a_faire.html",
        422 if refus else 200,
        blocs=[
            (moment, title, *_apart(taches[moment], today, refus[0] if refus else ""))
            for moment, title in _BLOCKS
            if taches[moment] or moment is not Moment.SANS_DELAI
        ],
        faits=list(map(tache, done[:_MOST_DONE])),
        tus=max(0, len(done) - _MOST_DONE),
        fin=today + _DAYS,
        illisibles=[(each.titre, address_of(each.name)) for each in sessions if each.jour is None],
        recues=senders(sessions),
        retouches=[
            (_session(each), each.retouches, address_of(each.name, "relire"))
            for each in sessions
            if each.retouches
        ],
        en_trop=[
            (_session(each), each.en_trop, address_of(each.name, "relire"))
            for each in sessions
            if each.en_trop
        ],
        noted=(_session(noted), address_of(noted.name, "lendemain")) if noted else None,
        refus=refus or ("", "", ""),
    )


def _apart(taches: list[Tache], today: date, refused: str) -> tuple[list[Tache], list[Tache]]:
    """Those to show and those to fold; none is folded on a page that refuses what was typed for it."""
    old = [each for each in taches if each.jour and each.jour < today - _OLD and each.en_retard]
    folded = [] if any(each.id == refused for each in old) else old
    return [each for each in taches if each not in folded], folded


def _taches(found: Iterable[Duty], moment: Moment) -> list[Tache]:
    return [tache(each) for each in found if each.moment is moment]


def tache(duty: Duty) -> Tache:
    """A duty as pages tell it."""
    session, echeance = duty.session, duty.echeance
    key = key_of(session.name)
    return Tache(
        f"{key}-{duty.key}",
        duty.key,
        _when(echeance),
        echeance.le,
        capitale(echeance.a_faire) if echeance.a_faire and not duty.fait_le else echeance.libelle,
        echeance.precision,
        echeance.article,
        echeance.qui,
        _session(session),
        address_of(session.name, "lendemain"),
        duty.en_retard,
        duty.fait_le,
        duty.told_here,
        "" if duty.told_here else _ELSEWHERE.get(echeance.devoir.value, ""),
    )


_BOUNDS = {"au plus tard": "", "au plus tôt": "à partir du", "jusqu’au": "jusqu’au"}
_LATER = {
    "arret-du-proces-verbal": "à la prochaine séance",
    "nouveau-vote": "à la prochaine séance",
}


def _session(session: Overview) -> str:
    """« Le Tréhou, séance du 14 novembre 2024 »."""
    day = f"séance du {date_longue(session.jour, jour=False)}" if session.jour else session.titre
    return f"{session.collectivite}, {day}" if session.collectivite else day


def _when(echeance: Echeance) -> str:
    """What stands before a date, or in its place."""
    if echeance.le is None:
        return _LATER.get(
            echeance.devoir.value, "une fois exécutoire" if echeance.attend else "sans attendre"
        )
    return _BOUNDS.get(echeance.sens.value, "")
