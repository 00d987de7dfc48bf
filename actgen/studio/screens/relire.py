"""« Relire »: an act, what is to be mended or read before it is signed; then the acts are written, by use.

A remark leads to its field, says who can mend it and why; one that may be set aside asks for its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from html import unescape
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.editing import Change
from actgen.api.live import live
from actgen.api.masking import mask, masked, proposed, unmask
from actgen.api.rectifying import HELP, rectification
from actgen.api.remarks import (
    Heap,
    Lift,
    Remark,
    about_in,
    asides,
    blanks,
    may_be_rectified,
    reason,
    remarks,
    without_reason,
)
from actgen.api.retouches import offered, take
from actgen.api.workspace import Session, Workspace
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import CannotEdit, Conflict, UsageError
from actgen.studio.desk import Desk, Form, address_of, banner, in_words, posted
from actgen.studio.files import Files
from actgen.studio.places import Lieu, rank_in
from actgen.studio.screens.acte import apercu
from actgen.studio.screens.papiers import Papiers
from actgen.studio.ways import Ways
from actgen.studio.works import Works

_FOLDED = (Heap.ELSEWHERE, Heap.KNOW)
_GESTES = ("ecarter", "remettre", "reprendre", "masquer", "relire", "rectifier")
_KINDS = {Heap.MEND: "erreur", Heap.READ: "attention", Heap.ELSEWHERE: "ailleurs", Heap.KNOW: "info"}


class Constat(Struct, frozen=True):
    """A remark as the page shows it. `outre`: only who answers for the law may pass over it.

    `reprise`: the words of a corrected Word file that a field may take, by their key.
    `masquer`: the act and the words of it that would be hidden from what is published.
    """

    cle: str
    faute: Diagnostic
    liens: tuple[Lieu, ...]
    ecarter: bool
    outre: bool
    motif: str
    reprise: str = ""
    masquer: tuple[str, str] | None = None
    rectifier: bool = False


class Pile(Struct, frozen=True):
    """A heap of remarks; a folded one is nothing that the secretary has to mend."""

    titre: str
    genre: str
    pliee: bool
    constats: tuple[Constat, ...]


def routes(desk: Desk, works: Works, files: Files) -> list[Route]:
    """The page, the reasons that it writes, and the files of the acts."""
    papiers = Papiers(desk, works, files)

    def shown(request: Request) -> Response:
        return _page(desk, papiers, desk.name_of(request, "seance"), request.query_params)

    def changing(
        change: Callable[[Session, Form], list[Change]], part: str = ""
    ) -> Callable[[Request, Form], Response]:
        def changed(request: Request, form: Form) -> Response:
            name = desk.name_of(request, "seance")
            try:
                with desk.workspace() as workspace:
                    session = workspace.session(name)
                    desk.edit(workspace, name, change(session, form), session.revision or "")
            except (UsageError, CannotEdit, Conflict) as error:
                asked = {"acte": form.get("acte", "")}
                return _page(desk, papiers, name, asked, {"cle": part} | form, in_words(error))
            shown = f"?{urlencode({'acte': form['acte']})}" if form.get("acte") else ""
            return RedirectResponse(address_of(name, "relire") + shown, 303)

        return changed

    def rectified(request: Request, form: Form) -> Response:
        name, key = desk.name_of(request, "seance"), form.get("cle", "")
        try:
            with desk.workspace() as workspace:
                session = workspace.session(name)
                found = next((each.finding for each in remarks(session) if each.key == key), None)
                if found is None:
                    raise UsageError("Cette remarque n’est plus là\u00a0: la page est à jour maintenant.")
                other, rank, changes = rectification(session, found)
                desk.edit(workspace, other, changes, workspace.fields(other).revision)
        except (UsageError, CannotEdit, Conflict) as error:
            return _page(desk, papiers, name, {}, {"cle": f"rectifier-{key}"}, in_words(error))
        return RedirectResponse(f"{address_of(other, 'preparer')}?{urlencode({'ouvre': rank})}", 303)

    return [
        Route("/seance/{key}/rectifier", posted(rectified), methods=["POST"]),
        Route("/seance/{key}/relire", shown),
        Route("/seance/{key}/ecarter", posted(changing(_set_aside)), methods=["POST"]),
        Route("/seance/{key}/remettre", posted(changing(_put_back)), methods=["POST"]),
        Route("/seance/{key}/reprendre", posted(changing(_take)), methods=["POST"]),
        Route("/seance/{key}/masquer", posted(changing(_mask, "masques")), methods=["POST"]),
        *papiers.routes(),
    ]


def _set_aside(session: Session, form: Form) -> list[Change]:
    return reason(session, form.get("cle", ""), form.get("motif", ""))


def _take(session: Session, form: Form) -> list[Change]:
    return take(session, form.get("controle", ""))


def _put_back(session: Session, form: Form) -> list[Change]:
    return without_reason(session, rank_in(form.get("rang", "")))


def _mask(session: Session, form: Form) -> list[Change]:
    if "montrer" not in form:
        return mask(session, form.get("mots", ""), form.get("acte", ""))
    point = form.get("point", "")
    return unmask(session, form["montrer"], int(point) if point.isascii() and point.isdigit() else None)


def _page(
    desk: Desk,
    papiers: Papiers,
    name: str,
    asked: Mapping[str, str],
    refused: Form | None = None,
    why: str = "",
) -> Response:
    """The page; `refused` is what was sent of a remark and could not be done, `why` says it."""
    sent = refused or {}
    with desk.workspace() as workspace:
        session = workspace.session(name)
        vue = apercu(session, asked.get("vers") or asked.get("acte", ""))
        ways = Ways(session)
        return desk.page(
            "relire.html",
            200 if refused is None else 422,
            bandeau=banner(desk, session),
            vue=vue,
            about=about_in(session),
            valeurs=_values(workspace, name, vue.montre, ways) if vue.montre else (),
            piles=list(_piles(session, ways)),
            manques=[(each.dit, ways.to_blank(each)) for each in blanks(session)],
            ecartees=asides(session),
            masques=masked(session),
            mots=sent.get("mots", ""),
            refus=sent.get("cle", ""),
            saisi=sent.get("motif", ""),
            faute=why,
            adresses={each: address_of(name, each) for each in _GESTES},
            ecriture=papiers.told(session),
            rectificative=HELP,
        )


def _piles(session: Session, ways: Ways) -> Iterator[Pile]:
    told: dict[Heap, list[Constat]] = {}
    taken = {each.cle for each in offered(session)}
    for each in remarks(session):
        told.setdefault(each.heap, []).append(_constat(session, each, ways, taken))
    for heap, constats in told.items():
        yield Pile(heap.value, _KINDS[heap], heap in _FOLDED, tuple(constats))


def _constat(session: Session, remark: Remark, ways: Ways, taken: Container[str]) -> Constat:
    finding = remark.finding
    return Constat(
        remark.key,
        finding,
        tuple(ways.of(finding)),
        remark.lift is not Lift.NOTHING and remark.heap in (Heap.MEND, Heap.READ),
        remark.lift is Lift.OVERRIDE,
        remark.waiting.motif if remark.waiting is not None else "",
        finding.controle if finding.controle in taken else "",
        proposed(session, finding),
        may_be_rectified(session, finding),
    )


_MARK = re.compile(r'<span data-lieu="(\d+)">([^<]*)</span>')
_LOOKS = re.compile(r"</?(?:sup|strong|em)\b[^>]*>")


def _values(workspace: Workspace, name: str, act: str, ways: Ways) -> list[Lieu]:
    """The values of an act that are mended somewhere, each place once: what the frame gives to a click."""
    found = live(workspace, name, asked=act)
    told: dict[str, Lieu] = {}
    for rank, words in _passages(found.html):
        address = ways.to(found.spots[rank].place)
        if address and (address not in told or told[address].mots.isdecimal()):  # « 14 », then « 14 votants »
            told[address] = Lieu(words, address)
    return list(told.values())


def _passages(html: str) -> Iterator[tuple[int, str]]:
    """The marked words of a page, each with its rank; « 1 » and its « er », of one value, are one passage."""
    begun: tuple[int, str, int] | None = None
    for found in _MARK.finditer(html):
        rank, words = int(found[1]), unescape(found[2])
        if begun is not None:
            between = _LOOKS.sub("", html[begun[2] : found.start()])
            if rank == begun[0] and not between.strip():
                words = begun[1] + between + words
            else:
                yield begun[:2]
        begun = rank, words, found.end()
    if begun is not None:
        yield begun[:2]
