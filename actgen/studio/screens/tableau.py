"""« Reprendre un tableau Excel »: a table of members is handed over, seen as it was read, then taken.

Between the two, the file that was handed over is kept in memory, the last one of each council, with what was
corrected of its rows on the page; it is named by its hash: what is taken is what was seen.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.council import FONCTIONS, Council, Ligne
from actgen.api.rosters import Apercu, Corrections, read_table
from actgen.base.diagnostics import Severity
from actgen.base.records import replace
from actgen.studio.desk import Desk, Files, Form, address_of, council_banner, posted, received

_ROOM, SCREEN = "conseil", "tableau"
_GONE = "Ce tableau n’est plus en mémoire\u00a0: déposez-le de nouveau."
_LONGEST_HASH = 16
_MOST_FIELDS = 25_000  # a dozen for each row of the longest table that is read


class Piece(Struct, frozen=True):
    """A file that was handed over: the name that its owner gave it, and what it holds.

    What was typed instead of what was read, by row, and the rows that are left aside.
    """

    nom: str
    contenu: bytes
    corrections: Corrections = {}
    laissees: frozenset[int] = frozenset()

    def read(self, council: Council, *, spread: bool) -> Apercu:
        """What it gives, so corrected."""
        return read_table(
            self.nom,
            self.contenu,
            commune=council.est_commune,
            spread=spread,
            corrections=self.corrections,
            laissees=self.laissees,
        )

    def corrected(self, apercu: Apercu, form: Form) -> Piece:
        """The same with what a form says otherwise than the page that it came from."""
        corrections = {rank: dict(told) for rank, told in self.corrections.items()}
        laissees = set(self.laissees)
        for rangee in apercu.rangees:
            typed = {each: form.get(f"ligne-{rangee.rang}-{each}") for each in rangee.lu}
            if all(text is None for text in typed.values()):
                continue  # a form that shows no rows
            told = {each: text.strip() for each, text in typed.items() if text is not None}
            changed = {each: text for each, text in told.items() if text != rangee.lu[each]}
            if {"prenom", "nom"} & changed.keys():
                changed |= {each: told.get(each, rangee.lu[each]) for each in ("prenom", "nom")}
            if changed:
                corrections[rangee.rang] = corrections.get(rangee.rang, {}) | changed
            (laissees.add if form.get(f"ligne-{rangee.rang}-laisser") else laissees.discard)(rangee.rang)
        return replace(self, corrections=corrections, laissees=frozenset(laissees))


def routes(desk: Desk) -> list[Route]:
    """To hand a table over, to see it, to take its members."""
    kept: dict[str, Piece] = {}

    def handed(request: Request, _form: Form, files: Files) -> Response:
        name = desk.name_of(request, _ROOM)
        if not files:
            return RedirectResponse(f"{address_of(name, SCREEN)}?vide=oui", 303)
        piece = kept[name] = Piece(*files[0])
        return RedirectResponse(f"{address_of(name, SCREEN)}?{urlencode({'depot': _hash(piece)})}", 303)

    def shown(request: Request) -> Response:
        name, asked = desk.name_of(request, _ROOM), request.query_params
        spread = asked.get("repeter") == "oui"
        piece = kept.get(name)
        gone = bool(asked.get("depot")) and (piece is None or _hash(piece) != asked["depot"])
        if piece is None or gone or not asked.get("depot"):
            erreur = _GONE if gone else "Choisissez d’abord un fichier." if asked.get("vide") else ""
            return _page(desk, name, None, 422 if erreur else 200, erreur=erreur)
        return _page(desk, name, piece, spread=spread)

    def taken(request: Request, form: Form) -> Response:
        name = desk.name_of(request, _ROOM)
        piece, spread = kept.get(name), form.get("repeter") == "oui"
        if piece is None or _hash(piece) != form.get("depot"):
            return _page(desk, name, None, 422, erreur=_GONE)
        with desk.workspace() as workspace:
            council = workspace.council(name)
        apercu = piece.read(council, spread=spread)
        corrected = piece.corrected(apercu, form)
        if corrected != piece or form.get("geste") == "relire":
            kept[name] = corrected
            asked = {"depot": _hash(corrected)} | ({"repeter": "oui"} if spread else {})
            return RedirectResponse(f"{address_of(name, SCREEN)}?{urlencode(asked)}", 303)
        if not apercu.juste:
            return _page(desk, name, piece, 422, spread=spread)
        members = "les membres" if len(council.lignes) > 1 else "le membre"
        if council.lignes and form.get("remplacer") != "oui":
            return _page(
                desk,
                name,
                piece,
                422,
                spread=spread,
                erreur=f"Cochez la case pour remplacer {members} de la fiche.",
            )
        with desk.workspace() as workspace:
            council = workspace.council(name)
            gone, _ = _others(council, apercu, desk.today())
            desk.edit(workspace, name, council.replace(apercu.membres, gone), form.get("revision", ""))
        return RedirectResponse(f"{address_of(name, _ROOM)}?a=membres", 303)

    return [
        Route("/conseil/{key}/tableau", shown),
        Route("/conseil/{key}/tableau", received(handed), methods=["POST"]),
        Route("/conseil/{key}/reprendre", posted(taken, most=_MOST_FIELDS), methods=["POST"]),
    ]


def _hash(piece: Piece) -> str:
    told = repr((piece.nom, sorted(map(repr, piece.corrections.items())), sorted(piece.laissees)))
    whole = told.encode("utf-8", "replace") + b"\0" + piece.contenu
    return sha256(whole).hexdigest()[:_LONGEST_HASH]


def _others(council: Council, apercu: Apercu, today: date) -> tuple[list[Ligne], list[Ligne]]:
    """Whom the file names and the table doesn't: those who had left, who stay in it; those who would go."""
    missing = council.missing_from(apercu.membres)
    return [each for each in missing if not each.en_exercice(today)], [
        each for each in missing if each.en_exercice(today)
    ]


def _page(
    desk: Desk, name: str, piece: Piece | None, status: int = 200, *, spread: bool = False, erreur: str = ""
) -> Response:
    with desk.workspace() as workspace:
        council = workspace.council(name)
        bandeau = council_banner(desk, council)
    apercu = None
    gardes: list[Ligne] = []
    perdus: list[Ligne] = []
    if piece is not None:
        apercu = piece.read(council, spread=spread)
        gardes, perdus = _others(council, apercu, desk.today())
        graves = [each.severity for each in apercu.findings]
        bandeau = replace(  # while a table is read, what is to be mended is in it
            bandeau,
            a_corriger=graves.count(Severity.ERROR),
            a_verifier=graves.count(Severity.WARNING),
            relire="",
        )
    return desk.page(
        "tableau.html",
        status,
        bandeau=bandeau,
        adresse=address_of(name, ""),
        revision=council.fields.revision,
        deja=len(council.lignes),
        nom=piece.nom if piece is not None else "",
        depot=_hash(piece) if piece is not None else "",
        repeter=spread,
        apercu=apercu,
        gardes=gardes,
        perdus=perdus,
        erreur=erreur,
        fonctions=[each.value.replace("_", " ") for each in FONCTIONS[council.est_commune]],
        corrige=bool(piece is not None and (piece.corrections or piece.laissees)),
    )
