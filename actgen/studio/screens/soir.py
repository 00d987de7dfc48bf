"""« La feuille du soir »: who is there, what is voted; each gesture is on the disk as it is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.evening import Count, Etat, Evening, FiguresPoint, Seat
from actgen.diagnostics import Severity
from actgen.errors import UsageError
from actgen.studio.desk import Desk, Form, address_of, banner, posted
from actgen.studio.gestes import CANDIDATES, DEMANDES, ROUNDS, gesture, told_line

_CLOSING = ("vote", "devenir", "non_traites")  # gestures after which an item is over


def routes(desk: Desk, now: Callable[[], datetime] = datetime.now) -> list[Route]:
    """The sheet, and what is told on it."""

    def shown(request: Request) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            try:
                return _page(desk, Evening(workspace, name), name, request.query_params.get("point", ""))
            except UsageError as error:
                return desk.told(422, "La feuille du soir attend", str(error), address_of(name))

    def told(request: Request, form: Form) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            evening = Evening(workspace, name)
            try:
                if form.get("geste") == "annuler":
                    evening.undo(now())
                else:
                    evening.tell(gesture(form), now())
            except UsageError as error:
                return _page(desk, evening, name, form.get("point", ""), str(error), 422)
        stays = form.get("point") and form.get("geste") not in _CLOSING
        opened = f"?{urlencode({'point': form['point']})}" if stays else ""
        return RedirectResponse(address_of(name, "soir") + opened, 303)

    return [
        Route("/seance/{key}/soir", shown),
        Route("/seance/{key}/soir", posted(told), methods=["POST"]),
    ]


# What is shown


class Membre(Struct, frozen=True):
    """A member on the sheet: the answer, the proxies held, what moved since."""

    rang: int
    nom: str
    etat: Etat
    mandataire: str
    du: str
    porte: tuple[str, ...]
    note: str
    suppleant: str


class Ligne(Struct, frozen=True):
    """An item on the sheet: what became of it, who may vote, what was said."""

    numero: int
    objet: str
    fait: str
    votants: int
    atteint: bool
    courant: bool
    interesses: tuple[str, ...]
    mouvements: tuple[str, ...]
    debats: str
    sans_debats: bool
    autre_texte: bool
    ouvert: bool
    presidence: str
    demandes: tuple[str, ...]
    huis_clos: bool
    remarques: str | None


def _page(
    desk: Desk, evening: Evening, name: str, opened: str, refus: str = "", status: int = 200
) -> Response:
    """The sheet; `opened`: an item, besides the one that comes, whose forms are wanted."""
    seats, current, seance = evening.seats, evening.current, evening.figures.seance
    waiting = any(each.reponse.etat is Etat.SANS_REPONSE for each in seats)
    numero = current.point.numero if current is not None and not waiting else None
    count = evening.count(numero)
    return desk.page(
        "soir.html",
        status,
        bandeau=banner(desk, evening.session),
        refus=refus,
        membres=[_member(rank, seat) for rank, seat in enumerate(seats, 1)],
        porteurs=[each.nom for each in seats if each.reponse.etat is Etat.PRESENT],
        ici=[each.nom for each in seats if each.present],
        ailleurs=[each.nom for each in seats if not each.present],
        attente=waiting,
        compte=count,
        effectif=told_of(count),
        manque=f"{_plural(count.comptes, 'présent')}, il en faut {count.requis}",
        sans_effet=evening.without_effect,
        points=[_line(evening, each, numero, opened) for each in evening.figures.points],
        courant=numero,
        soiree={
            "heure": _hour(seance.heure),
            "levee": _hour(seance.levee),
            "doyen": seance.doyen.nom_complet if seance.doyen else "",
            "installation": evening.installation,
            "presidence": seance.presidence.nom_complet if seance.presidence else "",
            "secretaire": seance.secretaires[0].nom if seance.secretaires else "",
            "assistait": ", ".join(seance.assistance),
        },
        compte_dit=_compared(evening),
        gestes=[told_line(line) for line in evening.last_lines],
        tours=range(1, ROUNDS + 1),
        candidats=range(1, CANDIDATES + 1),
        demandes=DEMANDES,
        constats=[each for each in evening.session.told if each.severity is Severity.ERROR],
    )


def _member(rank: int, seat: Seat) -> Membre:
    etat = seat.reponse.etat
    gone = etat is Etat.PRESENT and not seat.present
    come = etat not in (Etat.PRESENT, Etat.SANS_REPONSE, Etat.SUPPLEE) and seat.present
    note = "a quitté la séance" if gone else "a rejoint la séance" if come else ""
    return Membre(
        rank, seat.nom, etat, seat.reponse.mandataire, seat.reponse.du, seat.porte, note, seat.suppleant
    )


def _line(evening: Evening, item: FiguresPoint, current: int | None, opened: str) -> Ligne:
    point, count = item.point, evening.count(item.point.numero)
    return Ligne(
        numero=point.numero,
        objet=evening.subject(point.numero),
        fait=_done(item),
        votants=count.votants,
        atteint=count.atteint,
        courant=point.numero == current,
        interesses=tuple(each.membre.nom_complet for each in point.retraits),
        mouvements=tuple(map(_moved, item.presence.mouvements)),
        debats=evening.debates(point.numero),
        sans_debats=point.sans_debats,
        autre_texte=evening.debates_elsewhere(point.numero),
        ouvert=point.numero == current or str(point.numero) == opened,
        presidence=point.presidence.nom_complet if point.presidence else "",
        demandes=tuple(map(_asked, point.demandes)),
        huis_clos=point.huis_clos,
        remarques=evening.remarks(point.numero),
    )


def _done(item: FiguresPoint) -> str:
    """« 9 pour, 2 contre : adopté », « reporté : à la prochaine séance »; empty while nothing is known."""
    point, count = item.point, item.decompte
    if point.abandon is not None:
        return f"{point.abandon.mot}\u00a0: {point.motif_abandon}"
    if point.vote is None:
        return ""
    if item.election is not None:
        elus = ", ".join(item.election.elus)
        return f"élus\u00a0: {elus}" if elus else "élection notée, personne n’est encore élu"
    if count is None:
        return "vote noté"
    parts = [
        f"{number} {word}{'s' if plural and number > 1 else ''}"
        for number, word, plural in (
            (count.pour, "pour", False),
            (count.contre, "contre", False),
            (count.abstentions, "abstention", True),
        )
        if number or word == "pour"
    ]
    result = f"\u00a0: {item.resultat.value}" if item.resultat is not None else ""
    return ("unanimité, " if point.vote.unanimite else "") + ", ".join(parts) + result


def _asked(demande: Any) -> str:
    """« scrutin secret demandé par 5 membres »."""
    who = ", ".join(each.nom_complet for each in demande.auteurs)
    return f"{DEMANDES[demande.scrutin]} demandé par {who or _plural(demande.nombre or 0, 'membre')}"


def _moved(mouvement: Any) -> str:
    verb = "arrive" if mouvement.sens.value == "arrivee" else "part"
    hour = f" à {_hour(mouvement.heure)}" if mouvement.heure is not None else ""
    return f"{mouvement.membre.nom_complet} {verb}{hour}, {mouvement.moment.value} ce point"


def _hour(value: Any) -> str:
    return f"{value.hour}h{value.minute:02}" if value is not None else ""


def _compared(evening: Evening) -> tuple[str, bool] | None:
    """What the signed sheet counts, beside what the screen counts; None until it is told."""
    told, opening = evening.figures.seance.compte, evening.figures.ouverture
    pairs = (
        ("présents", told.presents, len(opening.presents)),
        ("représentés", told.representes, len(opening.representes)),
    )
    if all(said is None for _, said, _ in pairs):
        return None
    wrong = [
        f"{word}\u00a0: la feuille dit {said}, l’écran {counted}"
        for word, said, counted in pairs
        if said is not None and said != counted
    ]
    if wrong:
        return " ; ".join(wrong).replace(" ;", "\u202f;") + ". Qui manque\u202f?", False
    return "Concorde avec la feuille ✓", True


def told_of(count: Count) -> str:
    """« 7 présents · 1 pouvoir · 8 votants · quorum 6 atteint, il peut en partir 1 »."""
    parts = [
        _plural(count.presents, "présent"),
        _plural(count.pouvoirs, "pouvoir"),
        _plural(count.votants, "votant"),
    ]
    if not count.atteint:
        parts.append(f"quorum de {count.requis} non atteint")
    elif count.marge > 0:
        parts.append(f"quorum de {count.requis} atteint, il peut en partir {count.marge}")
    else:
        parts.append(f"quorum de {count.requis} atteint, de justesse")
    return " · ".join(parts)


def _plural(number: int, word: str) -> str:
    return f"{number}\u00a0{word}{'s' if number > 1 else ''}"
