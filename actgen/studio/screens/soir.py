"""« La feuille du soir »: who is there, what is voted; each gesture is on the disk as it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.evening import (
    AnyGesture,
    AutresPresents,
    Compte,
    Count,
    Debats,
    Devenir,
    Dit,
    Etat,
    Evening,
    FiguresPoint,
    Interesse,
    Line,
    Mouvement,
    NonTraites,
    Reponse,
    Rubrique,
    Seat,
    Sort,
    Voix,
)
from actgen.diagnostics import Severity
from actgen.errors import UsageError
from actgen.studio.desk import Desk, Form, address_of, banner, posted

_ROUNDS = 3
_CANDIDATES = 6
_DIRECTIONS = ("pour", "contre", "abstentions", "ne_prennent_pas_part")
_NAMED = ("contre", "abstentions")


def routes(desk: Desk, now: Callable[[], datetime] = datetime.now) -> list[Route]:
    """The sheet, and what is told on it."""

    def shown(request: Request) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            return _page(desk, Evening(workspace, name), name)

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
                return _page(desk, evening, name, str(error), 422)
        return RedirectResponse(address_of(name, "soir"), 303)

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


def _page(desk: Desk, evening: Evening, name: str, refus: str = "", status: int = 200) -> Response:
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
        points=[_line(evening, each, numero) for each in evening.figures.points],
        courant=numero,
        soiree={
            "heure": _hour(seance.heure),
            "levee": _hour(seance.levee),
            "presidence": seance.presidence.nom_complet if seance.presidence else "",
            "secretaire": seance.secretaires[0].nom if seance.secretaires else "",
            "assistait": ", ".join(seance.assistance),
        },
        compte_dit=_compared(evening),
        gestes=[_gesture_told(line) for line in evening.last_lines],
        tours=range(1, _ROUNDS + 1),
        candidats=range(1, _CANDIDATES + 1),
        constats=[each for each in evening.session.findings if each.severity is Severity.ERROR],
    )


def _member(rank: int, seat: Seat) -> Membre:
    etat = seat.reponse.etat
    gone = etat is Etat.PRESENT and not seat.present
    come = etat not in (Etat.PRESENT, Etat.SANS_REPONSE) and seat.present
    note = "a quitté la séance" if gone else "a rejoint la séance" if come else ""
    return Membre(rank, seat.nom, etat, seat.reponse.mandataire, seat.reponse.du, seat.porte, note)


def _line(evening: Evening, item: FiguresPoint, current: int | None) -> Ligne:
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


_WORDS = {
    Etat.PRESENT: "présence notée",
    Etat.ABSENT: "absence notée",
    Etat.EXCUSE: "absence excusée",
    Etat.SANS_REPONSE: "sans réponse",
}


def _gesture_told(line: Line) -> tuple[str, str]:
    """When a gesture was made, and what it was, in words."""
    return line.le[11:16].replace(":", "\u00a0h\u00a0"), _words(line.geste)


def _words(told: AnyGesture | None) -> str:
    match told:
        case Reponse(membre=membre, etat=Etat.POUVOIR, mandataire=mandataire):
            return f"{membre}\u00a0: pouvoir à {mandataire}"
        case Reponse(membre=membre, etat=etat):
            return f"{membre}\u00a0: {_WORDS[etat]}"
        case AutresPresents():
            return "Tous les autres\u00a0: présents"
        case Dit(rubrique=rubrique, valeur=valeur):
            return f"{_RUBRIQUES[rubrique]}\u00a0: {valeur or 'pas encore noté'}"
        case Mouvement(membre=membre, arrive=arrive, heure=heure):
            return f"{membre} {'arrive' if arrive else 'part'} à {heure}"
        case Interesse(point=point, membre=membre, retire=retire):
            return f"Point {point}\u00a0: {membre} {'prend part' if retire else 'ne prend pas part'}"
        case Devenir(point=point, sort=sort):
            return f"Point {point}\u00a0: {sort.value.replace('_', ' ')}"
        case NonTraites(point=point):
            return f"Points {point} et suivants\u00a0: non traités"
        case Voix(point=point, vote=vote):
            return f"Point {point}\u00a0: {'vote effacé' if vote is None else 'vote noté'}"
        case Debats(point=point, texte=texte):
            return f"Point {point}\u00a0: {'aucun débat' if texte is None else 'débats notés'}"
        case Compte():
            return "Feuille signée comptée"
    return ""


_RUBRIQUES = {
    Rubrique.HEURE: "Ouverte à",
    Rubrique.LEVEE: "Levée à",
    Rubrique.PRESIDENCE: "Préside",
    Rubrique.SECRETAIRE: "Secrétaire",
    Rubrique.ASSISTAIT: "Assistait",
}


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


# What is told


def gesture(form: Mapping[str, str]) -> AnyGesture:
    """The gesture that a form tells. Raises UsageError for what it can't be."""
    make = _GESTURES.get(form.get("geste", ""))
    if make is None:
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return make(form)


def _answer(form: Mapping[str, str]) -> Reponse:
    etat = _one_of(Etat, form.get("etat", ""))
    if etat is not Etat.POUVOIR:
        return Reponse(form.get("membre", ""), etat)
    if not form.get("mandataire"):
        raise UsageError("Choisissez à qui le pouvoir est donné.")
    return Reponse(form.get("membre", ""), etat, form["mandataire"], form.get("du", "").strip())


def _movement(form: Mapping[str, str]) -> Mouvement:
    membre, _, sens = form.get("membre", "").rpartition("|")
    if not membre:
        raise UsageError("Choisissez qui arrive ou part.")
    if not form.get("heure", "").strip():
        raise UsageError("Écrivez l’heure\u00a0: le procès-verbal la donne.")
    return Mouvement(
        membre,
        arrive=sens == "arrive",
        heure=form["heure"].strip(),
        point=_number(form, "point"),
        pendant=form.get("moment") == "pendant",
        mandataire=form.get("mandataire", "") if sens == "part" else "",
        du=form.get("du", "").strip() if sens == "part" and form.get("mandataire") else "",
    )


def _interest(form: Mapping[str, str]) -> Interesse:
    left = {"oui": True, "non": False}.get(form.get("a_quitte", ""))
    return Interesse(_item(form), form.get("membre", ""), left, "retire" in form)


def _becomes(form: Mapping[str, str]) -> Devenir:
    return Devenir(_item(form), _one_of(Sort, form.get("sort", "")), form.get("motif", ""))


def _vote(form: Mapping[str, str]) -> Voix:
    mode, item = form.get("mode"), _item(form)
    if mode == "unanimite":
        return Voix(item, {"unanimite": True})
    if mode == "aucun":
        return Voix(item, None)
    if mode == "election":
        return Voix(item, _election(form))
    told: dict[str, Any] = {name: count for name in _DIRECTIONS if (count := _number(form, name))}
    if form.get("scrutin", "main_levee") != "main_levee":
        told["scrutin"] = form["scrutin"]
    if told.get("scrutin") == "secret":
        told |= {name: count for name in ("blancs", "nuls") if (count := _number(form, name))}
    elif names := {each: found for each in _NAMED if (found := _ticked(form, each))}:
        told["noms"] = names
    if not told.keys() - {"scrutin"}:
        raise UsageError("Écrivez combien de voix pour, contre, et combien d’abstentions.")
    return Voix(item, told)


def _election(form: Mapping[str, str]) -> dict[str, Any]:
    rounds = [found for rank in range(1, _ROUNDS + 1) if (found := _round(form, rank))]
    if not rounds:
        raise UsageError("Écrivez au moins un candidat et ses voix.")
    lists = [line.strip() for line in form.get("listes", "").splitlines() if line.strip()]
    seats = _number(form, "sieges")
    told: dict[str, Any] = {"scrutin": form.get("scrutin") or "secret"}
    return (
        told | ({"sieges": seats} if seats else {}) | ({"listes": lists} if lists else {}) | {"tours": rounds}
    )


def _round(form: Mapping[str, str], rank: int) -> dict[str, Any] | None:
    voices = []
    for each in range(1, _CANDIDATES + 1):
        name, votes = form.get(f"candidat{rank}_{each}", "").strip(), _number(form, f"voix{rank}_{each}")
        if name and votes is not None:
            voices.append({"candidat": name, "voix": votes})
        elif name or votes is not None:
            raise UsageError(f"Tour {rank}\u00a0: à chaque candidat ses voix, à chaque nombre un candidat.")
    if not voices:
        return None
    apart = {name: count for name in ("blancs", "nuls") if (count := _number(form, f"{name}{rank}"))}
    return {"voix": voices} | apart


def _ticked(form: Mapping[str, str], direction: str) -> list[str]:
    return [value for name, value in form.items() if re.fullmatch(rf"{direction}_\d+", name)]


def _debates(form: Mapping[str, str]) -> Debats:
    return Debats(_item(form), None if form.get("aucun") else form.get("texte", "").replace("\r\n", "\n"))


def _signed(form: Mapping[str, str]) -> Compte:
    return Compte(_number(form, "presents"), _number(form, "representes"))


def _said(form: Mapping[str, str]) -> Dit:
    return Dit(_one_of(Rubrique, form.get("rubrique", "")), form.get("valeur", "").strip())


_GESTURES: dict[str, Callable[[Mapping[str, str]], AnyGesture]] = {
    "reponse": _answer,
    "autres_presents": lambda _form: AutresPresents(),
    "dit": _said,
    "mouvement": _movement,
    "interesse": _interest,
    "devenir": _becomes,
    "non_traites": lambda form: NonTraites(_item(form)),
    "vote": _vote,
    "debats": _debates,
    "compte": _signed,
}


def _item(form: Mapping[str, str]) -> int:
    numero = _number(form, "point")
    if numero is None:
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return numero


def _number(form: Mapping[str, str], name: str) -> int | None:
    written = form.get(name, "").strip()
    if not written:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", written):
        raise UsageError(f"«\u00a0{written[:20]}\u00a0» n’est pas un nombre entier.")
    return int(written)


def _one_of(values: Any, written: str) -> Any:
    try:
        return values(written)
    except ValueError:
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.") from None
