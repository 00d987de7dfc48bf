"""« Le conseil »: what the commune is, how it publishes, and its members, one row each.

A member is saved part by part, as a field is, and is found by what its line said, never by its rank alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.council import FONCTIONS, RUBRIQUES, Council, Ligne
from actgen.api.editing import Change, Insert
from actgen.api.fields import Path
from actgen.api.pages import compte, date_chiffres, date_longue
from actgen.api.remarks import about
from actgen.api.starting import modes
from actgen.api.styling import drop_style, style_of, take_arms, take_letterhead
from actgen.api.workspace import Workspace
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import CannotEdit, UsageError
from actgen.studio.desk import (
    Desk,
    Files,
    Form,
    address_of,
    council_banner,
    in_words,
    posted,
    received,
)
from actgen.studio.fields import Feuille, both, saving, written
from actgen.studio.files import Files as Papers
from actgen.studio.homes import CONSEIL
from actgen.studio.screens.conseils import which
from actgen.studio.screens.saisies import Lignes

SCREEN = "conseil"
_GONE = "Cette ligne du tableau a été changée par ailleurs\u00a0: rien n’a été touché. Rechargez la page."
_WORDS = {
    "maire": ("Maire", "Maire", "Maire"),
    "president": ("Président", "Présidente", "Président(e)"),
    "adjoint": ("Adjoint", "Adjointe", "Adjoint(e)"),
    "vice_president": ("Vice-président", "Vice-présidente", "Vice-président(e)"),
    "conseiller_delegue": ("Conseiller délégué", "Conseillère déléguée", "Conseiller(ère) délégué(e)"),
    "conseiller": ("Conseiller", "Conseillère", "Conseiller(ère)"),
}
"""Each office in the masculine, in the feminine, and where M. or Mme is not known."""
_TITLES = {
    "civilite": "M. ou Mme",
    "prenom": "Prénom",
    "nom": "NOM",
    "fonction": "Fonction",
    "commune": "Commune",
    "suppleant": "Suppléant",
    "depuis": "Depuis le",
    "jusqu_au": "Jusqu’au",
}
_OF_A_GROUP = ("commune", "suppleant")
_MANDAT = ("depuis", "jusqu_au")
_SINCE = ("fonction", "prenom", "nom")
"""What may change in the course of a mandate: sessions that were held keep what it was."""
_FEW = 4  # sessions told by their day


class Rubriques(Feuille, frozen=True):
    """The keys of the commune; of its SIRET, the last five digits are enough."""

    siren: str = ""
    ROUTE: ClassVar[str] = "rubrique"

    @classmethod
    def of(cls, council: Council) -> Rubriques:
        """Those of a council."""
        return cls(council.fields, SCREEN, council.siren)

    @classmethod
    def made(cls, workspace: Workspace, name: str, _screen: str) -> Rubriques:
        """Those of a file."""
        return cls.of(workspace.council(name))

    def change(self, path: Path, text: str) -> list[Change]:
        """What saves a field."""
        last = re.sub(r"\s", "", text)
        whole = path == ("siret",) and re.fullmatch(r"[0-9]{5}", last) is not None
        return super().change(path, self.siren + last if whole else text)


class Case(NamedTuple):
    """A cell of the table: what it says, and what is wrong with it."""

    rubrique: str
    titre: str
    valeur: str
    fautes: tuple[Diagnostic, ...]


class Rang(NamedTuple):
    """A member in the table."""

    ligne: Ligne
    cases: tuple[Case, ...]
    fonctions: tuple[tuple[str, str], ...]
    siege: bool


class Remarque(NamedTuple):
    """What is wrong, and where in the page it can be mended; else in the file."""

    faute: Diagnostic
    vers: str


def routes(desk: Desk, papers: Papers) -> list[Route]:
    """The councils, and what the page of one of them sends."""

    def shown(request: Request) -> Response:
        name = desk.name_of(request, SCREEN)
        with desk.workspace() as workspace:
            return _page(desk, papers, workspace, name, request.query_params.get("a", ""))

    def styled(request: Request, form: Form, files: Files) -> Response:
        name, quoi = desk.name_of(request, SCREEN), form.get("quoi", "")
        with desk.workspace() as workspace:
            try:
                changes, told = _style_changes(workspace, name, form, files)
            except (UsageError, CannotEdit) as error:
                return _page(desk, papers, workspace, name, refus=(quoi, in_words(error)))
            desk.edit(workspace, name, changes, workspace.fields(name).revision)
            if told:
                return _page(desk, papers, workspace, name, note=told)
        return RedirectResponse(address_of(name, SCREEN), 303)

    def cell(request: Request, form: Form) -> Response:
        name, rubrique = desk.name_of(request, SCREEN), form.get("rubrique", "")
        typed = form.get("valeur", "").strip()
        if rubrique not in RUBRIQUES:
            raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
        with desk.workspace() as workspace:
            council = workspace.council(name)
            ligne = _line(desk, council, form)
            if ligne is None:
                return both(
                    desk, Rubriques.of(council), ("membres", 0, rubrique), typed, form | {"vers": "membres"}
                )
            dit = {rubrique: typed}
            if rubrique in _MANDAT and (asked := _asked(desk, workspace, council, ligne, dit, request, form)):
                return asked
            changes = council.write(ligne.rang, rubrique, typed)
            if changes and rubrique in _SINCE and form.get("sur") != "oui":
                from_a_day = _from_a_day(desk, workspace, council, ligne, dit, request, form)
                if isinstance(from_a_day, Response):
                    return from_a_day
                changes = from_a_day or changes
            desk.edit(workspace, name, changes, council.fields.revision)
        answered = "jour" in form or "sur" in form
        rang = next((each.index for each in changes if isinstance(each, Insert)), ligne.rang)
        return RedirectResponse(_back(name, form, rang) if answered else address_of(name, SCREEN), 303)

    gestures = {"ordre": _moved, "retrait": _dropped, "arrivee": _added, "depart": _left}
    return [
        Route("/conseil", which(desk, SCREEN, "Le conseil")),
        Route("/conseil/{key}/conseil", shown),
        saving(desk, SCREEN, Rubriques.made, Rubriques.ROUTE),
        saving(desk, SCREEN, Lignes.made, Lignes.ROUTE),
        Route("/conseil/{key}/membre", posted(cell), methods=["POST"]),
        Route("/conseil/{key}/allure", received(styled), methods=["POST"]),
        *(
            Route(f"/conseil/{{key}}/{word}", posted(_gesture(desk, change)), methods=["POST"])
            for word, change in gestures.items()
        ),
    ]


# gestures on the table


Gesture = Callable[[Council, Ligne | None, Form], tuple[list[Change], str]]


def _gesture(desk: Desk, change: Gesture) -> Callable[[Request, Form], Response]:
    def told(request: Request, form: Form) -> Response:
        name = desk.name_of(request, SCREEN)
        with desk.workspace() as workspace:
            council = workspace.council(name)
            seen = _line(desk, council, form)
            changes, focus = change(council, seen, form)
            dit = {"jusqu_au": form["jour"]} if change is _left else None
            leaving = seen if change in (_left, _dropped) else None
            if leaving and (asked := _asked(desk, workspace, council, leaving, dit, request, form)):
                return asked
            desk.edit(workspace, name, changes, council.fields.revision)
        return RedirectResponse(f"{address_of(name, SCREEN)}?{urlencode({'a': focus})}", 303)

    return told


def _moved(council: Council, seen: Ligne | None, form: Form) -> tuple[list[Change], str]:
    ligne, sens = _there(seen), form.get("sens", "")
    vers = ligne.rang + (1 if sens == "descendre" else -1)
    last = len(council.lignes) - 1
    focus = "descendre" if vers <= 0 else "monter" if vers >= last else sens
    return council.move(ligne.rang, vers), f"{focus}-{min(max(vers, 0), last)}"


def _dropped(council: Council, seen: Ligne | None, _form: Form) -> tuple[list[Change], str]:
    ligne, left = _there(seen), len(council.lignes) - 1
    focus = f"retirer-{min(ligne.rang, left - 1)}" if left else "ajout-civilite"
    return council.drop(ligne.rang), focus


def _added(council: Council, _seen: Ligne | None, form: Form) -> tuple[list[Change], str]:
    kind = form.get("genre", "")
    if kind == "arrivee" and not form.get("depuis", "").strip():
        raise UsageError("Écrivez le premier jour de son mandat.")
    focus = "arrivee-civilite" if kind == "arrivee" else "ajout-civilite"
    return council.add({each: form.get(each, "").strip() for each in RUBRIQUES}), focus


def _left(council: Council, seen: Ligne | None, form: Form) -> tuple[list[Change], str]:
    jour = form.get("jour", "").strip()
    if not form.get("ligne"):
        raise UsageError("Choisissez le membre qui s’en va.")
    if not jour:
        raise UsageError("Écrivez le dernier jour de son mandat.")
    return council.write(_there(seen).rang, "jusqu_au", jour), "depart-ligne"


def _asked(
    desk: Desk,
    workspace: Workspace,
    council: Council,
    ligne: Ligne,
    dit: dict[str, str] | None,
    request: Request,
    form: Form,
) -> Response | None:
    """What asks whether a member who sat is really to be left out of the sessions that were held."""
    held = _held(desk, workspace, council)
    jours = sorted(council.left_out(ligne, held, dit)) if form.get("sur") != "oui" else []
    if not jours:
        return None
    conseil = (
        "Si son mandat a pris fin depuis, notez plutôt son départ."
        if dit is None
        else "Ce serait changer qui y siégeait : vérifiez ce jour."
    )
    message = (
        f"{ligne.nom_complet} siégeait {_told(jours)}. "
        "Les présents, les voix et les actes en seraient changés, et chaque endroit qui "
        f"nomme ce membre serait à corriger. {conseil}"
    )
    return desk.page(
        "refus.html",
        409,
        titre="Retirer de séances déjà tenues\u00a0?",
        message=message,
        encore={
            "adresse": request.url.path,
            "champs": dict(form) | {"revision": council.fields.revision},
            "retour": _back(council.fields.name, form, ligne.rang),
            "bouton": "Retirer quand même" if dit is None else "Écrire ce jour quand même",
        },
    )


def _from_a_day(
    desk: Desk,
    workspace: Workspace,
    council: Council,
    ligne: Ligne,
    dit: dict[str, str],
    request: Request,
    form: Form,
) -> list[Change] | Response:
    """What changes a member who sat from a day on, or what asks which; nothing for who never sat."""
    jours = sorted(jour for jour in _held(desk, workspace, council) if ligne.en_exercice(jour))
    jour, refus = form.get("jour", "").strip(), ""
    if not jours:
        return []
    if "jour" in form:
        try:
            return council.since(ligne.rang, dit, jour)
        except UsageError as error:
            refus = in_words(error)
    quoi, conseil = (
        (
            "sa fonction",
            "Un changement voté en séance se note au lendemain\u00a0: les actes de cette séance disent les "
            "fonctions à son ouverture.",
        )
        if "fonction" in dit
        else (
            "son nom",
            "S’il était mal écrit, corrigez-le partout, puis à chaque endroit d’une séance qui le nomme.",
        )
    )
    message = f"{ligne.nom_complet} siégeait {_told(jours)}\u00a0: ce qui s’y est passé garde {quoi} d’alors."
    return desk.page(
        "refus.html",
        409,
        titre=f"Depuis quand {quoi} a-t-{'elle' if 'fonction' in dit else 'il'} changé\u00a0?",
        message=f"{message} {conseil}",
        encore={
            "adresse": request.url.path,
            "champs": {each: told for each, told in form.items() if each != "jour"}
            | {"revision": council.fields.revision},
            "retour": _back(council.fields.name, form, ligne.rang),
            "depuis": jour or date_chiffres(jours[-1] + timedelta(days=1)),
            "refus": refus,
            "bouton": f"Corriger {quoi} partout, séances passées comprises",
        },
    )


def _back(name: str, form: Form, rang: int) -> str:
    """The page, at the field or the button that a question came from; the line may have moved since."""
    button = "depart-ligne" if "jour" in form else f"retirer-{rang}"
    vers = f"m-{rang}-{form['rubrique']}" if "rubrique" in form else button
    return f"{address_of(name, SCREEN)}?{urlencode({'vers': vers})}"


def _held(desk: Desk, workspace: Workspace, council: Council) -> list[date]:
    """The days of the sessions of a council that were held; one noted ahead of its day was not yet."""
    name, today = council.fields.name, desk.today()
    told = (each for each in workspace.overviews() if each.held and not each.early(today))
    return [each.jour for each in told if each.conseil == name and each.jour]


def _told(jours: list[date]) -> str:
    """« à la séance du 3 novembre 2026, déjà tenue »."""
    dites = ", ".join(date_longue(jour, jour=False) for jour in jours[:_FEW])
    dites += f" et {compte(len(jours) - _FEW, 'autre')}" if jours[_FEW:] else ""
    if len(jours) == 1:
        return f"à la séance du {dites}, déjà tenue"
    return f"aux séances des {dites}, déjà tenues"


def _line(desk: Desk, council: Council, form: Form) -> Ligne | None:
    """The line that a page means, by what it said there, be it changed or moved since from here.

    A form may be sent before the answer to the one before it has come: it then tells of an older page.
    """
    rang, _, ecrit = form.get("ligne", "").partition("|")
    if not (rang.isascii() and rang.isdigit() and len(rang) < 5):
        return None
    return council.find(int(rang), ecrit, desk.before(council.fields.name, council.fields.revision))


def _there(seen: Ligne | None) -> Ligne:
    if seen is None:
        raise UsageError(_GONE)
    return seen


# its arms, its letterhead


def _style_changes(workspace: Workspace, name: str, form: Form, files: Files) -> tuple[list[Change], str]:
    """The changes, and what is to be told of the file that was taken."""
    quoi = form.get("quoi", "")
    if "retire" in form:
        return drop_style(workspace, name, quoi), ""
    if len(files) != 1:
        raise UsageError("Choisissez d’abord un fichier.")
    if quoi == "blason":
        return take_arms(workspace, name, files[0], form.get("texte", "")), ""
    if quoi == "entete":
        return take_letterhead(workspace, name, files[0])
    raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")


# what the page shows


def _page(
    desk: Desk,
    papers: Papers,
    workspace: Workspace,
    name: str,
    suite: str = "",
    refus: tuple[str, str] = ("", ""),
    note: str = "",
) -> Response:
    council, allure = workspace.council(name), style_of(workspace, name)
    places = {"blason": allure.place_blason, "entete": allure.place_entete}
    return desk.page(
        "conseil.html",
        422 if refus[0] else 200,
        **_values(desk, council),
        suite=suite,
        allure=allure,
        fichiers={key: papers.show(place) if place is not None else None for key, place in places.items()},
        refus=refus,
        note=note,
    )


def _values(desk: Desk, council: Council) -> dict[str, Any]:
    today, feuille = desk.today(), Rubriques.of(council)
    rangs = [_rang(council, ligne, today) for ligne in council.lignes]
    return {
        "bandeau": council_banner(desk, council),
        "conseil_lu": council,
        "adresse": address_of(council.fields.name, ""),
        "feuille": feuille,
        "bureau": Lignes(council.fields, SCREEN)("bureau"),
        "modes": modes(council.est_commune),
        "en_ligne": council.online_only(today),
        "numeros": council.numeros(date(today.year, 11, 6)),
        "jour_exemple": date(today.year, 11, 6),
        "titres": [(each, _TITLES[each]) for each in _columns(council)],
        "rangs": rangs,
        "formes": "".join("c" if each.ligne.connue else "f" for each in rangs),
        "fonctions": _offices(council, 2),
        "effectif": council.en_exercice(today),
        "sieges": council.sieges(today),
        "tribunal": council.tribunal(today),
        "remarques": list(_remarks(council)),
        "about": partial(about, day=today),
    }


def _columns(council: Council) -> tuple[str, ...]:
    """The parts of a member that this council has."""
    told = any(each.parties.keys() & set(_OF_A_GROUP) for each in council.lignes)
    return tuple(each for each in RUBRIQUES if not council.est_commune or told or each not in _OF_A_GROUP)


def _rang(council: Council, ligne: Ligne, today: date) -> Rang:
    if not ligne.connue:
        return Rang(ligne, (), (), ligne.en_exercice(today))
    cases = (
        Case(each, _TITLES[each], ligne.texte(each), tuple(f for part, f in ligne.fautes if part == each))
        for each in _columns(council)
    )
    which = {"M.": 0, "Mme": 1}.get(ligne.parties.get("civilite", ""), 2)
    return Rang(ligne, tuple(cases), _offices(council, which, ligne.fonction.value), ligne.en_exercice(today))


def _offices(council: Council, which: int, own: str = "") -> tuple[tuple[str, str], ...]:
    known = [fonction.value for fonction in FONCTIONS[council.est_commune]]
    return tuple((each, _WORDS[each][which]) for each in dict.fromkeys([*known, *([own] if own else [])]))


def _remarks(council: Council) -> Iterable[Remarque]:
    """Every finding, the gravest first, each with the field that it stands under."""
    inside = {id(found): path for path, found in council.fields.findings}
    for faute in sorted(
        council.fields.look(), key=lambda each: ["erreur", "attention", "info"].index(each.severity.value)
    ):
        path = inside.get(id(faute))
        yield Remarque(faute, _field_of(council, path, faute) if path is not None else "")


def _field_of(council: Council, path: Path, faute: Diagnostic) -> str:
    """The identifier of the field that a finding stands under; empty for what this page has no field for."""
    if path in CONSEIL:
        return f"champ-{written(path).replace('/', '-')}"
    if len(path) < 2 or path[0] != "membres" or not isinstance(path[1], int):
        return "membres" if path[:1] == ("membres",) else ""
    ligne = council.ligne(path[1])
    about = next((part for part, found in ligne.fautes if found is faute), "nom") if ligne is not None else ""
    return f"m-{path[1]}-{about}" if ligne is not None and ligne.connue else f"ligne-{path[1]}"
