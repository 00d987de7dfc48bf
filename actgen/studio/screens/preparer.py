"""« Préparer la séance »: when and where, how it is convened, and its items as cards, in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api import cards
from actgen.api.attaching import Held, attach, expound, held, refuse_unfit, rewrite
from actgen.api.convening import letter
from actgen.api.editing import Change, Drop
from actgen.api.fields import Fields, Path
from actgen.api.pages import date_chiffres
from actgen.api.preparing import DATE, FIRST_NUMBER, SENT, Carte, Preparation, Rubrique, Solde
from actgen.api.remarks import about_in
from actgen.api.workspace import Workspace, day
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.errors import CannotEdit, UsageError
from actgen.studio.browser import open_folder
from actgen.studio.desk import Desk, Files, Form, address_of, banner, in_words, posted, received
from actgen.studio.fields import Champ, Feuille, saving
from actgen.studio.files import Files as Papers
from actgen.studio.screens.acte import apercu
from actgen.studio.screens.papiers import NO_PROGRAM
from actgen.studio.screens.saisies import (
    MAKERS,
    Affichage,
    Cellules,
    Envoi,
    Heure,
    Jour,
    JourDit,
    Lignes,
    Matiere,
    Membres,
    Numero,
)

SCREEN = "preparer"
_TOLD_BY_FIELDS = "CHAMP-ABSENT"  # each field says by itself that it is to be written
_ITEM = 2  # steps of the path of an item


def routes(desk: Desk, papers: Papers) -> list[Route]:
    """The screen, what its fields send, and what its buttons do."""
    page = partial(_page, desk, papers)

    def shown(request: Request) -> Response:
        name, query = desk.name_of(request, "seance"), request.query_params
        with desk.workspace() as workspace:
            return page(Preparation(workspace, name), query.get("cherche", ""), query.get("ouvre", ""))

    def told(request: Request, form: Form) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            preparation = Preparation(workspace, name)
            try:
                changes, opened = _change(preparation, form, desk)
            except UsageError as error:
                refused = form.get("geste", ""), in_words(error)
                return page(preparation, form.get("cherche", ""), refus=refused, form=form)
            desk.edit(workspace, name, changes, form.get("revision", ""))
        to = address_of(name, SCREEN)
        return RedirectResponse(f"{to}?{urlencode({'ouvre': opened})}" if opened else to, 303)

    def refused(workspace: Workspace, name: str, path: Path, typed: str, why: str) -> Response:
        table = len(path) > _ITEM + 2  # of a cell: told under its table
        return page(
            Preparation(workspace, name), refus=("champ", why), faux=(path[:-2] if table else path, typed)
        )

    def joined(request: Request, form: Form, files: Files) -> Response:
        name, expose = desk.name_of(request, "seance"), form.get("geste") == "exposer"
        unfit = None if expose else _unfit(desk, files)
        with desk.workspace() as workspace:
            preparation, rank = Preparation(workspace, name), _rank(form)
            try:
                if unfit is not None:
                    raise unfit
                changes = _attached(preparation, rank, files, expound if expose else attach)
            except (UsageError, CannotEdit) as error:
                refused = f"{'exposer' if expose else 'joindre'}-{rank}", in_words(error)
                return page(preparation, ouvre=f"{rank}-refus", refus=refused, form=form)
            desk.edit(workspace, name, changes, form.get("revision", ""))
        opened = f"{rank}-{'texte' if expose else 'annexes'}"
        return RedirectResponse(f"{address_of(name, SCREEN)}?{urlencode({'ouvre': opened})}", 303)

    def deposited(request: Request, form: Form, files: Files) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            preparation = Preparation(workspace, name)
            try:
                dossier = preparation.deposit(files)
                rank, changes = Preparation(workspace, name).join(dossier)
            except (UsageError, CannotEdit) as error:
                return page(preparation, refus=("deposer", in_words(error)), form=form)
            desk.edit(workspace, name, changes, form.get("revision", ""))
        return RedirectResponse(f"{address_of(name, SCREEN)}?{urlencode({'ouvre': str(rank)})}", 303)

    def opened(request: Request, _form: Form) -> Response:
        name = desk.name_of(request, "seance")
        place = (desk.root / name).parent
        if not open_folder(place):
            return desk.told(500, "Ouvrir le dossier", NO_PROGRAM.format(place=place.as_posix()))
        return RedirectResponse(address_of(name, SCREEN), 303)

    return [
        Route(f"/seance/{{key}}/{SCREEN}", shown),
        Route(f"/seance/{{key}}/{SCREEN}", posted(told), methods=["POST"]),
        Route("/seance/{key}/annexe", received(joined), methods=["POST"]),
        Route("/seance/{key}/groupement", received(deposited), methods=["POST"]),
        Route("/seance/{key}/dossier-des-seances", posted(opened), methods=["POST"]),
        *(saving(desk, "seance", make, route, refused) for route, make in MAKERS.items()),
    ]


# what its buttons do

_Gesture = Callable[[Preparation, Form, Desk], tuple[list[Change], str]]
"""The changes, and what the page then opens: « 3 », an item, or what it says."""


def _change(preparation: Preparation, form: Form, desk: Desk) -> tuple[list[Change], str]:
    gesture = _GESTURES.get(form.get("geste", ""))
    if gesture is None:
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return gesture(preparation, form, desk)


def _rank(form: Form, name: str = "rang") -> int:
    written = form.get(name, "")
    if not re.fullmatch(r"[0-9]{1,4}", written):
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return int(written)


def _added(told: tuple[int, list[Change]]) -> tuple[list[Change], str]:
    return told[1], str(told[0])


def _add(preparation: Preparation, form: Form, _desk: Desk) -> tuple[list[Change], str]:
    return _added(preparation.add(form.get("nature", ""), form.get("objet", "").strip()))


def _minutes(preparation: Preparation, form: Form, _desk: Desk) -> tuple[list[Change], str]:
    figures = preparation.figures
    near = figures.seance.date if figures is not None else None
    return _added(preparation.add_minutes(day(form.get("jour", ""), near)))


def _take_up(preparation: Preparation, form: Form, _desk: Desk) -> tuple[list[Change], str]:
    return _added(preparation.take_up(form.get("point", "")))


def _move(preparation: Preparation, form: Form, _desk: Desk) -> tuple[list[Change], str]:
    up = form.get("sens") == "haut"
    rank, changes = preparation.order.move(_rank(form), -1 if up else 1)
    return changes, f"{rank}-{'haut' if up else 'bas'}"


def _drop(preparation: Preparation, form: Form, _desk: Desk) -> tuple[list[Change], str]:
    return preparation.order.drop(_rank(form)), "retire"


def _sent(preparation: Preparation, _form: Form, desk: Desk) -> tuple[list[Change], str]:
    return preparation.send(date_chiffres(desk.today())), ""


def _agenda(preparation: Preparation, _form: Form, _desk: Desk) -> tuple[list[Change], str]:
    return preparation.follow_items(), ""


def _announced(preparation: Preparation, _form: Form, _desk: Desk) -> tuple[list[Change], str]:
    return preparation.announce(), ""


def _kind(preparation: Preparation, form: Form, _desk: Desk) -> tuple[list[Change], str]:
    rank = _rank(form)
    return preparation.choose(rank, form.get("nature", "")), str(rank)


def _unfit(desk: Desk, files: Files) -> UsageError | None:
    """Why a file can't be annexed: looked into before the workspace is held."""
    try:
        with desk.looking():
            for sent, content in files[:1]:
                refuse_unfit(sent, content)
    except UsageError as error:
        return error
    return None


def _attached(preparation: Preparation, rank: int, files: Files, take: _Taker) -> list[Change]:
    if not 0 <= rank < len(preparation.cartes):
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    if len(files) != 1:
        raise UsageError("Choisissez d’abord le fichier à joindre.")
    return take(preparation.workspace, preparation.name, ("points", rank), files[0])


_Taker = Callable[[Workspace, str, Path, tuple[str, bytes]], list[Change]]
"""What takes a file for an item of a session, and tells the changes."""


def _rewritten(preparation: Preparation, form: Form, _desk: Desk) -> tuple[list[Change], str]:
    rank, text = _rank(form), form.get("texte", "")
    rewrite(
        preparation.workspace, preparation.name, ("points", rank), text, form.get("revision-du-texte", "")
    )
    return [], f"{rank}-texte"


def _written_here(preparation: Preparation, form: Form, _desk: Desk) -> tuple[list[Change], str]:
    rank = _rank(form)
    return preparation.fields.write(("points", rank, "texte"), ""), f"{rank}-texte"


def _row_gone(preparation: Preparation, form: Form, _desk: Desk) -> tuple[list[Change], str]:
    path = ("points", _rank(form), form.get("table", ""))
    preparation.columns(path)
    return cards.drop_row(preparation.fields, path, _rank(form, "ligne")), ""


def _key_gone(preparation: Preparation, form: Form, _desk: Desk) -> tuple[list[Change], str]:
    """What is noted of an item and no field of its act shows, such as what its former kind asked."""
    rank, key = _rank(form), form.get("cle", "")
    if rank >= len(preparation.cartes) or key not in preparation.cartes[rank].ailleurs:
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return [Drop(("points", rank, key))], str(rank)


_GESTURES: dict[str, _Gesture] = {
    "ajouter": _add,
    "proces_verbal": _minutes,
    "reprendre": _take_up,
    "bouger": _move,
    "retirer": _drop,
    "partie": _sent,
    "ordre_du_jour": _agenda,
    "annoncer": _announced,
    "nature": _kind,
    "ligne": _row_gone,
    "oter": _key_gone,
    "texte": _rewritten,
    "ecrire_ici": _written_here,
}


# what is shown


class Saisie(Struct, frozen=True):
    """A field as the page shows it: what is asked, and where it is saved. `rangees`: of a table."""

    rubrique: Rubrique
    champ: Champ
    options: tuple[tuple[str, str], ...] = ()
    rangees: tuple[tuple[Champ, ...], ...] | None = None
    manque: bool = False
    soldes: tuple[Solde, ...] = ()
    propose: str = ""
    tenu: Held | None = None

    @property
    def exemple(self) -> str:
        """What an empty field shows: what its act proposes, else an example."""
        return self.propose or self.rubrique.exemple

    @property
    def libelle(self) -> str:
        """Its name, with a star while it is to be written."""
        return f"{self.rubrique.titre}\u00a0*" if self.manque else self.rubrique.titre


class Affichee(Struct, frozen=True):
    """A card as the page shows it."""

    carte: Carte
    premieres: tuple[Saisie, ...]
    autres: tuple[Saisie, ...]
    fautes: tuple[Diagnostic, ...]
    ouverte: bool


def _page(
    desk: Desk,
    papers: Papers,
    preparation: Preparation,
    cherche: str = "",
    ouvre: str = "",
    *,
    refus: tuple[str, str] = ("", ""),
    form: Form | None = None,
    faux: tuple[Path, str] = ((), ""),
) -> Response:
    fields, name = preparation.fields, preparation.name
    opened = ouvre.partition("-")[0]
    seance = preparation.figures.seance if preparation.figures else None
    return desk.page(
        "preparer.html",
        422 if refus[0] else 200,
        bandeau=banner(desk, preparation.session),
        about=about_in(preparation.session),
        adresse=address_of(name, SCREEN),
        champ=Feuille(fields, SCREEN),
        numero=Numero(fields, SCREEN)(FIRST_NUMBER),
        jour=_typed(Jour(fields, SCREEN, preparation)(DATE), faux, refus[1]),
        heure=_typed(Heure(fields, SCREEN, preparation)("seance/heure"), faux, refus[1]),
        envoi=_typed(Envoi(fields, SCREEN, preparation)(SENT), faux, refus[1]),
        affichage=_typed(Affichage(fields, SCREEN, preparation)("convocation/affichee_le"), faux, refus[1]),
        delegation=JourDit(fields, SCREEN, preparation)("seance/delegation_du_conseil"),
        seance=seance,
        courriel=letter(preparation.figures) if preparation.figures else "",
        preparation=preparation,
        cartes=[_shown(preparation, each, opened, faux, refus[1]) for each in preparation.cartes],
        ouvre=ouvre,
        refus=refus,
        saisi=form or {},
        cherche=cherche,
        trouves=preparation.search(cherche) if cherche else (),
        matieres=cards.matters(),
        papiers=[(key, title, address_of(name, f"acte/{key}")) for key, title in preparation.papers],
        vue=apercu(preparation.session, ""),
        fichier=address_of(name),
        joindre=address_of(name, "annexe"),
        deposer=address_of(name, "groupement"),
        montrer_fichier=papers.show,
        dossier=address_of(name, "dossier-des-seances"),
    )


def _typed(champ: Champ, faux: tuple[Path, str], why: str) -> Champ:
    """A field with what was typed in it and not saved, and why."""
    path, text = faux
    if champ.chemin != "/".join(map(str, path)):
        return champ
    told = Diagnostic(code="", severity=Severity.ERROR, message=why)
    return Champ(champ.chemin, text, (told,), champ.ailleurs, champ.feuille)


def _shown(preparation: Preparation, carte: Carte, opened: str, faux: tuple[Path, str], why: str) -> Affichee:
    point: Path = ("points", carte.rang)
    told = {(*point, each.nom) for part in carte.rubriques for each in part} | {(*point, "acte")}
    fautes = tuple(
        found
        for path, found in preparation.fields.findings
        if path[:_ITEM] == point and path[: _ITEM + 1] not in told and found.code != _TOLD_BY_FIELDS
    )
    first, more = (
        [replace(each, champ=_typed(each.champ, faux, why)) for each in _fields(preparation, carte, part)]
        for part in carte.rubriques
    )
    return Affichee(carte, tuple(first), tuple(more), fautes, opened == str(carte.rang))


def _fields(preparation: Preparation, carte: Carte, part: tuple[Rubrique, ...]) -> list[Saisie]:
    return [_field(preparation, carte, each) for each in part]


def _field(preparation: Preparation, carte: Carte, rubrique: Rubrique) -> Saisie:
    fields = preparation.fields
    path: Path = ("points", carte.rang, rubrique.nom)
    lacks = rubrique.titre in carte.manquent
    if rubrique.genre == "textes":
        return Saisie(rubrique, Lignes(fields, SCREEN)(path), manque=lacks)
    if rubrique.genre == "lignes":
        return _table(preparation, carte, rubrique, lacks)
    options = _options(preparation, rubrique)
    if rubrique.genre == "membres":
        people = Membres(fields, SCREEN)
        held_there = (cards.lines(fields, path) or "").split("\n")
        count = len(list(filter(None, held_there)))
        rangees = tuple((people((*path, rank)),) for rank in range(count + 1))
        return Saisie(rubrique, rangees[0][0], options, rangees=rangees, manque=lacks)
    propose = carte.objet if rubrique.nom == "objet" and carte.acte else ""
    own_sheets = {"matiere": Matiere, "date": JourDit}
    made = own_sheets.get(rubrique.genre)
    sheet = made(fields, SCREEN, preparation) if made else Feuille(fields, SCREEN)
    own = held(preparation.workspace, preparation.name, path[:_ITEM]) if rubrique.nom == "texte" else None
    return Saisie(rubrique, sheet(path), options, manque=lacks, propose=propose, tenu=own)


def _options(preparation: Preparation, rubrique: Rubrique) -> tuple[tuple[str, str], ...]:
    if rubrique.genre == "dossier":
        return tuple(preparation.dossiers.items())
    members = preparation.membres if rubrique.genre in ("membre", "membres", "personne") else ()
    return rubrique.options or tuple((each, each) for each in members)


def _table(preparation: Preparation, carte: Carte, rubrique: Rubrique, lacks: bool) -> Saisie:
    """A table with a row more, to be written."""
    path: Path = ("points", carte.rang, rubrique.nom)
    names = [each.nom for each in rubrique.colonnes]
    rows = cards.cells(preparation.fields, path, names)
    sheet = Cellules(preparation.fields, SCREEN, preparation)
    whole = _whole(preparation.fields, path, rows is None)
    ranks = range(len(rows) + 1) if rows is not None else ()
    rangees = tuple(tuple(sheet((*path, rank, nom)) for nom in names) for rank in ranks)
    return Saisie(rubrique, whole, rangees=rangees, manque=lacks, soldes=carte.soldes.get(rubrique.nom, ()))


def _whole(fields: Fields, path: Path, elsewhere: bool) -> Champ:
    """A table as a field: what is wrong in any of its rows."""
    chemin = "/".join(map(str, path))
    fautes = tuple(each for each in fields.of(path, below=True) if each.code != _TOLD_BY_FIELDS)
    return Champ(chemin, "", fautes, elsewhere, Feuille(fields, SCREEN))
