"""« La feuille du soir »: who is there, what is voted; each gesture is on the disk as it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from actgen.api.evening import Count, Etat, Evening, FiguresPoint, Seat
from actgen.api.pages import heure
from actgen.base.diagnostics import Severity
from actgen.base.errors import UsageError
from actgen.studio.constats import piles
from actgen.studio.desk import Desk, Form, address_of, banner, in_words, posted
from actgen.studio.gestes import (
    CANDIDATURES,
    DEMANDES,
    PRESIDENT,
    boxes_of,
    gesture,
    hour,
    named,
    rows_of,
    said_of,
    told_line,
)
from actgen.studio.overtaken import Overtaken, refuse_overtaken, seen_by
from actgen.studio.ways import Ways

_MAY_HOLD = (Etat.PRESENT, Etat.SANS_REPONSE)  # a proxy that came by post is noted before the roll
_CLOSING = ("vote", "devenir", "non_traites")  # gestures after which an item is over


def routes(desk: Desk, now: Callable[[], datetime] = datetime.now) -> list[Route]:
    """The sheet, and what is told on it."""

    def shown(request: Request) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            try:
                asked = request.query_params
                return _page(
                    desk, Evening(workspace, name), Asked(asked.get("point", ""), asked.get("apres", ""))
                )
            except UsageError as error:
                return desk.told(
                    422, "La feuille du soir attend", in_words(error), address_of(name, "relire")
                )

    def told(request: Request, form: Form) -> Response:
        name, typing = desk.name_of(request, "seance"), "a_mesure" in form
        with desk.workspace() as workspace:
            evening = Evening(workspace, name)
            try:
                refuse_overtaken(evening, form)
                if form.get("geste") == "annuler":
                    evening.undo(now())
                else:
                    evening.tell(gesture(form), now(), mesure=typing)
            except UsageError as error:
                if typing:
                    return Response(status_code=409 if isinstance(error, Overtaken) else 422)
                seen = Asked(form.get("point", ""), "", in_words(error), form, isinstance(error, Overtaken))
                return _page(desk, evening, seen, 422)
            if typing:
                kept = {"enregistre": f"Enregistré à {heure(now().time())}", "vu": seen_by(evening, form)}
                return JSONResponse(kept)
        return RedirectResponse(address_of(name, "soir") + _opened(form), 303)

    return [
        Route("/seance/{key}/soir", shown),
        Route("/seance/{key}/soir", posted(told), methods=["POST"]),
    ]


def _opened(form: Form) -> str:
    """What stays open once a gesture is told: its item, or what is still to be noted of one that is voted."""
    if not form.get("point"):
        return ""
    if form.get("geste") == "vote" or form.get("apres"):
        return f"?{urlencode({'apres': form['point']})}"
    return "" if form.get("geste") in _CLOSING else f"?{urlencode({'point': form['point']})}"


# What is shown


class Asked(Struct, frozen=True):
    """An item opened besides the one that comes, one just voted; or what was refused, and what it told.

    `depasse`: for another window told it meanwhile: what was typed waits for its button.
    """

    point: str
    apres: str = ""
    refus: str = ""
    saisi: Mapping[str, str] = MappingProxyType({})
    depasse: bool = False

    def refused(self, numero: int) -> bool:
        return bool(self.refus) and self.point == str(numero)

    @property
    def place(self) -> str:
        """Where what was refused is told: a member, a heading…; empty: at its item, or above all."""
        if not self.refus:
            return ""
        told = self.saisi
        match told.get("geste"):
            case "aborde" | "preside" | "candidatures" as geste:
                return f"{geste} {self.point}"
            case "reponse":
                return f"membre {told.get('membre', '')}"
            case "dit":
                return told.get("rubrique", "")
            case "mouvement_corrige":
                return f"mouvement {told.get('rang', '')}"
            case "reprise":
                return f"reprise {told.get('rang', '')}"
            case "ajout":
                return "ajout"
            case "mouvement" | "suspension" as geste if not self.point:
                return geste
            case "compte":
                return "compte"
        return ""


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
    """An item on the sheet: what became of it, who may vote unless it was left (`laisse`), what was said."""

    numero: int
    objet: str
    fait: str
    laisse: bool
    votants: str
    doute: str
    sommes: str
    tours: range
    candidats: range
    election: bool
    avant: Mapping[str, Mapping[str, str]]
    atteint: bool
    courant: bool
    interesses: tuple[str, ...]
    a_confirmer: tuple[str, ...]
    mouvements: tuple[str, ...]
    debats: str
    sans_debats: bool
    autre_texte: bool
    ouvert: bool
    presidence: str
    demandes: tuple[str, ...]
    huis_clos: bool
    nomination: bool
    candidatures: str
    renonciation: str
    heure: str
    remarques: str | None
    se_vote: bool
    decide: bool
    information: bool
    nommables: tuple[tuple[str, str], ...]
    saisi: Mapping[str, str]
    nommes: frozenset[tuple[str, str]]
    refus: str
    refus_de: str
    vient_d_etre_vote: bool
    du: str
    preside: str
    hors_convocation: bool
    heures_douteuses: tuple[str, ...]
    debattu: bool
    acte: str
    dits: tuple[str, ...]


def _page(desk: Desk, evening: Evening, asked: Asked, status: int = 200) -> Response:
    """The sheet, as it was asked for."""
    seats, current, seance = evening.seats, evening.current, evening.figures.seance
    waiting = any(each.reponse.etat is Etat.SANS_REPONSE for each in seats)
    numero = current.point.numero if current is not None and not waiting else None
    items = evening.figures.points
    over = None if numero or waiting or not items else items[-1].point.numero
    count = evening.count(over or numero)
    points = [_line(evening, each, numero, asked) for each in items]
    return desk.page(
        "soir.html",
        status,
        bandeau=banner(desk, evening.session),
        refus="" if any(each.refus for each in points) or (asked.place and not asked.point) else asked.refus,
        refus_place=asked.place,
        refus_dit=asked.refus,
        fini=over,
        membres=[_member(rank, seat) for rank, seat in enumerate(seats, 1)],
        porteurs=[each.nom for each in seats if each.reponse.etat in _MAY_HOLD],
        parlants=evening.speakers,
        suspensions=[(each, hour(each.heure)) for each in evening.suspensions],
        ici=[each.nom for each in seats if each.present],
        ailleurs=[each.nom for each in seats if not each.present],
        attente=waiting,
        compte=count,
        effectif=told_of(count),
        avant=seance.date if evening.early(desk.today()) else None,
        preparer=address_of(evening.name, "preparer"),
        manque=_lacks(count),
        sans_effet=evening.without_effect,
        illisibles=evening.log.set_aside,
        points=points,
        courant=numero,
        soiree={rubrique.value: said for rubrique, said in said_of(seance).items()},
        installation=evening.installation,
        depasse=asked.depasse,
        compte_dit=_compared(evening),
        compte_saisi={name: getattr(seance.compte, name) for name in ("presents", "representes")},
        gestes=[told_line(line) for line in evening.last_lines],
        candidatures=CANDIDATURES,
        voix_president=PRESIDENT,
        vu=lambda **form: seen_by(evening, {name: str(value) for name, value in form.items()}),
        mouvements=[(each, hour(each.heure)) for each in evening.movements],
        demandes=DEMANDES,
        constats=piles(
            (each for each in evening.session.told if each.severity is Severity.ERROR),
            Ways(evening.session).constat,
        ),
    )


def _member(rank: int, seat: Seat) -> Membre:
    etat = seat.reponse.etat
    gone = etat is Etat.PRESENT and not seat.present
    come = etat not in (Etat.PRESENT, Etat.SANS_REPONSE, Etat.SUPPLEE) and seat.present
    note = "a quitté la séance" if gone else "a rejoint la séance" if come else ""
    return Membre(
        rank, seat.nom, etat, seat.reponse.mandataire, seat.reponse.du, seat.porte, note, seat.suppleant
    )


def _line(evening: Evening, item: FiguresPoint, current: int | None, asked: Asked) -> Ligne:
    point, count = item.point, evening.count(item.point.numero)
    refused, se_vote = asked.refused(point.numero), evening.voted(point.numero)
    typed = {asked.saisi.get("geste", ""): asked.saisi} if refused else {}
    saisi = typed.get("vote") or boxes_of(point.vote, item.decompte.pour if item.decompte else None)
    before = {"huis_clos": point.vote_huis_clos, "renonciation": point.renonciation_au_secret}
    votants, doute = evening.able(point.numero)
    rounds, candidates = rows_of(point.vote)
    return Ligne(
        numero=point.numero,
        objet=evening.subject(point.numero),
        fait=_done(item, evening.elected(point.numero), evening.tied(point.numero)),
        laisse=point.abandon is not None,
        votants=votants,
        doute=doute,
        sommes=" ".join(map(str, sorted(item.votants.defendables))),
        tours=range(1, rounds + 1),
        candidats=range(1, candidates + 1),
        election=item.election is not None or saisi.get("mode") == "election",
        avant={nom: typed.get(nom) or boxes_of(vote) for nom, vote in before.items()},
        atteint=count.atteint,
        courant=point.numero == current,
        interesses=tuple(each.membre.nom_complet for each in point.retraits),
        a_confirmer=tuple(
            each.membre.nom_complet for each in point.retraits if each.a_quitte_la_salle is None
        ),
        mouvements=(
            *map(_suspended, (*item.presence.interrompu, *item.presence.suspendu)),
            *map(_moved, item.presence.mouvements),
        ),
        debats=evening.debates(point.numero),
        sans_debats=point.sans_debats,
        autre_texte=evening.debates_elsewhere(point.numero),
        ouvert=point.numero == current or str(point.numero) == asked.point,
        presidence=point.presidence.nom_complet if point.presidence else "",
        demandes=tuple(map(_asked, point.demandes)),
        huis_clos=point.huis_clos,
        nomination=_is_nomination(item),
        candidatures=point.candidatures or "",
        renonciation=_figures(item.renonciation.decompte) if item.renonciation else "",
        heure=hour(point.heure),
        remarques=evening.remarks(point.numero),
        se_vote=se_vote,
        decide=evening.decides(point.numero),
        information=evening.information(point.numero),
        nommables=evening.voters(point.numero),
        saisi=saisi,
        nommes=frozenset(named(saisi)),
        refus=asked.refus if refused else "",
        refus_de=_told_by(asked.saisi) if refused else "",
        du=evening.due(point.numero),
        preside=item.president.nom_complet if item.president else "",
        hors_convocation=evening.unannounced(point.numero),
        heures_douteuses=evening.in_doubt(point.numero),
        debattu=bool(point.discussion),
        acte=_act(evening, point.numero),
        dits=tuple(_said(evening, item)),
        vient_d_etre_vote=str(point.numero) == asked.apres and bool(point.vote),
    )


def _act(evening: Evening, numero: int) -> str:
    """Where the act of an item is shown, as the session now tells it; empty for one that makes none."""
    acts = (each for each in evening.session.acts if each.point == numero and each.document is not None)
    return next((address_of(evening.name, f"acte/{each.key}") for each in acts if not each.copie), "")


def _said(evening: Evening, item: FiguresPoint) -> Iterator[str]:
    """An act that left otherwise; « Débats notés. », and the same of what was remarked on earlier minutes."""
    key = f"deliberation-{item.point.numero:02}"
    act = next((each for each in evening.session.acts if each.key == key and each.contredit), None)
    if act is not None and act.acquis is not None:
        told = f"La délibération de ce point, {act.acquis.depuis}, ne change plus et dit autre chose"
        yield f"{told}\u00a0: voyez «\u00a0Relire\u00a0»."
    remarks = evening.remarks(item.point.numero)
    if remarks:
        yield "Aucune remarque." if remarks == "aucune" else "Remarques notées."
    if item.point.sans_debats:
        split = item.decompte is not None and item.decompte.contre + item.decompte.abstentions
        yield f"Aucun débat{_DOUBT if split else '.'}"
    elif item.point.discussion:
        yield "Débats notés."


_DOUBT = "\u00a0: si quelqu’un a dit pourquoi il votait contre ou s’abstenait, notez-le."


def _told_by(saisi: Mapping[str, str]) -> str:
    """Which form tells a gesture: a vote has several, and says which."""
    geste = saisi.get("geste", "")
    return saisi.get("mode", "") if geste == "vote" else geste


def _done(item: FiguresPoint, elected: str, tied: str) -> str:
    """« 9 pour, 2 contre : adopté », « reporté : à la prochaine séance »; empty while nothing is known."""
    point = item.point
    if point.abandon is not None:
        return f"{point.abandon.mot}\u00a0: {point.motif_abandon}"
    if point.vote is None:
        return ""
    if item.election is not None:
        return elected or _nobody(tied)
    if item.decompte is None:
        return "vote noté"
    result = f"\u00a0: {item.resultat.value}" if item.resultat is not None else ""
    how = ", au scrutin secret" if point.vote.scrutin.value == "secret" else ""
    return ("unanimité, " if point.vote.unanimite else "") + _figures(item.decompte) + how + result


def _nobody(tied: str) -> str:
    """Why an election elects nobody yet: another round is to come, or age alone parts who is equal."""
    if not tied:
        return "élection notée, personne n’est encore élu"
    return f"égalité entre {tied}\u00a0: écrivez qui l’emporte par l’âge, à «\u00a0Élus\u00a0»"


def _figures(count: Any) -> str:
    parts = [
        f"{number} {word}{'s' if plural and number > 1 else ''}"
        for number, word, plural in (
            (count.pour, "pour", False),
            (count.contre, "contre", False),
            (count.abstentions, "abstention", True),
            (count.blancs, "blanc", True),
            (count.nuls, "nul", True),
        )
        if number or word == "pour"
    ]
    return ", ".join(parts)


def _is_nomination(item: FiguresPoint) -> bool:
    """Whether an item elects, or says what only an election does."""
    told = item.point.candidatures or item.point.renonciation_au_secret
    return item.nature_election is not None or bool(told)


def _asked(demande: Any) -> str:
    """« scrutin secret demandé par 5 membres »."""
    who = ", ".join(each.nom_complet for each in demande.auteurs)
    return f"{DEMANDES[demande.scrutin]} demandé par {who or _plural(demande.nombre or 0, 'membre')}"


def _suspended(suspension: Any) -> str:
    until = f", reprise à {hour(suspension.reprise)}" if suspension.reprise else ", reprise à noter"
    return f"séance suspendue à {hour(suspension.heure)}{until}"


def _moved(mouvement: Any) -> str:
    verb = "arrive" if mouvement.sens.value == "arrivee" else "part"
    when = f" à {hour(mouvement.heure)}" if mouvement.heure is not None else ""
    return f"{mouvement.membre.nom_complet} {verb}{when}, {mouvement.moment.value} ce point"


def _compared(evening: Evening) -> tuple[str, bool] | None:
    """What the signed sheet counts, beside what the screen counts; None until it is told."""
    told, opening, late = evening.figures.seance.compte, evening.figures.ouverture, evening.figures.arrives
    came = {each.siege for each in late}
    left = sum(each.mandant.siege in came for each in opening.representes)
    pairs = (
        ("présent", told.presents, len(opening.presents), len(late)),
        ("représenté", told.representes, len(opening.representes), -left),
    )
    if all(said is None for _, said, _, _ in pairs):
        return None
    wrong = [
        f"La feuille compte {_plural(said, word)}, l’écran {_counted(counted, moved)}."
        for word, said, counted, moved in pairs
        if said is not None and said not in (counted, counted + moved)
    ]
    if wrong:
        return " ".join([*wrong, "Relisez les noms et les signatures."]), False
    if not late or told.presents is None:
        return "Concorde avec la feuille\u00a0✓", True
    if told.presents == len(opening.presents):
        return (
            f"{_plural(told.presents, 'signature')}, autant que de présents à l’ouverture\u00a0: avec les "
            f"arrivées, il doit y en avoir {told.presents + len(late)}. Recomptez-les toutes.",
            False,
        )
    return (
        f"Concorde avec la feuille\u00a0: {_plural(told.presents, 'présent')} une fois tous arrivés\u00a0✓",
        True,
    )


def _counted(opening: int, moved: int) -> str:
    """« 11 », or « 11 à l’ouverture et 12 une fois tous arrivés »."""
    return f"{opening} à l’ouverture et {opening + moved} une fois tous arrivés" if moved else str(opening)


def _lacks(count: Count) -> str:
    """« 7 présents, il en faut 8 », « 8 présents, dont 7 comptent, il en faut 8 »."""
    there = _plural(max(count.presents, count.comptes), "présent")
    if count.comptes < count.presents:
        there += f", dont {count.comptes} {'comptent' if count.comptes > 1 else 'compte'}"
    return f"{there}, il en faut {count.requis}"


def told_of(count: Count) -> str:
    """« 7 présents · 1 pouvoir · 8 votants · quorum 6 atteint, il peut en partir 1 »."""
    parts = [
        _plural(count.presents, "présent"),
        _plural(count.pouvoirs, "pouvoir"),
        count.votants,
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
