"""« Le lendemain »: what follows the acts of one session, a row each, and the session itself.

Each date is saved when its field is left; one that is none is said under it and written nowhere.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.aftermath import Aftermath, Fait, Followed, ModePublicite, Suite
from actgen.api.duties import due
from actgen.api.pages import date_chiffres
from actgen.api.receipts import Deposited, deposit
from actgen.api.remarks import about_in
from actgen.api.signing import Kept, keep_signed, looked, signed
from actgen.api.workspace import Options, Workspace
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.studio.constats import piles
from actgen.studio.desk import (
    Desk,
    Files,
    Form,
    address_of,
    banner,
    in_words,
    key_of,
    posted,
    received,
)
from actgen.studio.files import Files as Papers
from actgen.studio.ways import Ways


class Refus(Struct, frozen=True):
    """What could not be written: in which field, what was typed there, and why."""

    champ: str = ""
    saisi: str = ""
    pourquoi: str = ""


def routes(desk: Desk, papers: Papers) -> list[Route]:
    """The grid, what is told in it, the receipts and the signed acts that are dropped on it."""
    page = partial(_page, desk, papers)

    def shown(request: Request) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            return page(workspace, name)

    def told(request: Request, form: Form) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            followed = Aftermath(workspace.session(name, options=Options()))
            try:
                changes = _changes(followed, form)
            except UsageError as error:
                refus = Refus(form.get("champ", ""), form.get("valeur", ""), in_words(error))
                return page(workspace, name, refus)
            desk.edit(workspace, name, changes, followed.fields.revision)
        return RedirectResponse(address_of(name, "lendemain"), 303)

    def dropped(request: Request, _form: Form, files: Files) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            found = deposit(workspace, name, files)
            return page(workspace, name, deposes=found)

    def scanned(request: Request, form: Form, files: Files) -> Response:
        name, point = desk.name_of(request, "seance"), form.get("point", "")
        chosen = int(point) if point.isascii() and point.isdigit() else None
        with desk.looking():
            seen = looked(files)
        with desk.workspace() as workspace:
            return page(workspace, name, signes=keep_signed(workspace, name, seen, chosen))

    return [
        Route("/seance/{key}/lendemain", shown),
        Route("/seance/{key}/lendemain", posted(told), methods=["POST"]),
        Route("/seance/{key}/accuses", received(dropped), methods=["POST"]),
        Route("/seance/{key}/signes", received(scanned), methods=["POST"]),
    ]


def _changes(followed: Aftermath, form: Form) -> list[Any]:
    """What a form changes in the file. Raises UsageError."""
    geste, written = form.get("geste"), form.get("valeur", "")
    if geste == "seance" and (suite := form.get("quoi")) in _SUITES:
        return followed.tell(Suite(suite), written)
    if form.get("quoi") in _FAITS:
        fait, point = Fait(form["quoi"]), form.get("point", "")
        if geste == "toutes":
            return followed.tell_all(fait, written)
        if geste == "date" and point.isascii() and point.isdigit():
            return followed.tell_act(fait, int(point), written, form.get("avant"))
    raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")


_SUITES = frozenset(map(str, Suite))
_FAITS = frozenset(map(str, Fait))


# What is shown


class Colonne(Struct, frozen=True):
    """A date of the grid: its words, the acts that lack it, the last day for it if there is one."""

    fait: Fait
    titre: str
    vides: int
    limite: date | None
    en_retard: bool


class Champ(Struct, frozen=True):
    """A date of the session itself, and what its field says beneath."""

    id: str
    quoi: str
    libelle: str
    valeur: str
    aide: str
    en_retard: bool
    fautes: tuple[Diagnostic, ...]


def _page(
    desk: Desk,
    papers: Papers,
    workspace: Workspace,
    name: str,
    refus: Refus | None = None,
    deposes: tuple[Deposited, ...] | None = None,
    signes: tuple[Kept, ...] | None = None,
) -> Response:
    session = workspace.session(name)
    if session.figures is None:
        return desk.page("lendemain.html", bandeau=banner(desk, session), lisible=False)
    followed = Aftermath(session)
    figures = followed.figures
    return desk.page(
        "lendemain.html",
        422 if refus else 200,
        bandeau=banner(desk, followed.session),
        lisible=True,
        etat=figures.etat.value,
        colonnes=_columns(desk, followed),
        actes=followed.acts,
        refus=refus or Refus(),
        groupes=_groups(desk, followed),
        arrete=_minutes(followed),
        seconde=_second(workspace, followed),
        deposes=deposes,
        signes=signes,
        exemplaires=[(each.acte, papers.show(each.place)) for each in signed(session)],
        recus=sum(case.recue for act in followed.acts for case in act.cases.values()),
        constats=piles(followed.others, Ways(session).constat),
        about=about_in(followed.session),
        depot=followed.session.to_deposit() if followed.acts else None,
        adresse=address_of(name, "acte"),
        dossier=address_of(name, "dossier"),
        depots={each: f"/seance/{key_of(name)}/{each}" for each in ("accuses", "signes")},
    )


_TITRES = {
    Fait.SIGNEE: "Signée le",
    Fait.TRANSMISE: "Transmise le",
    Fait.RECUE: "Reçue le",
    Fait.ELECTION: "Élection affichée le",
    Fait.NOTIFIEE: "Notifiée au coordonnateur le",
    Fait.CONVENTION: "Convention signée le",
}
_PUBLIEE = {
    ModePublicite.AFFICHAGE: "Affichée le",
    ModePublicite.ELECTRONIQUE: "Mise en ligne le",
    ModePublicite.PAPIER: "Mise à disposition le",
}


def _columns(desk: Desk, followed: Aftermath) -> list[Colonne]:
    """Those that at least one act waits for."""
    present = [fait for fait in Fait if any(fait in act.cases for act in followed.acts)]
    return [_column(desk, followed, fait) for fait in present]


def _column(desk: Desk, followed: Aftermath, fait: Fait) -> Colonne:
    limit = due(followed, fait)
    return Colonne(
        fait,
        _TITRES.get(fait) or _published(followed.acts),
        len(followed.empty(fait)),
        limit.le if limit is not None and limit.fait_le is None else None,
        limit is not None and limit.en_retard(desk.today()),
    )


def _published(acts: tuple[Followed, ...]) -> str:
    """The word of the commune's own way to publish, where it has one for all these acts."""
    first, *others = {act.mode for act in acts}
    return _PUBLIEE[first] if first is not None and not others else "Publiée le"


def _groups(desk: Desk, followed: Aftermath) -> list[tuple[str, str, list[Champ]]]:
    """The dates of the session itself, by what they are of."""
    new = followed.figures.regime.regime_2022
    titles = {
        "liste_des_deliberations": "Liste des délibérations" if new else "Compte rendu de la séance",
        "proces_verbal": "Procès-verbal",
        "convocation": "Convocation",
    }
    words = _DITES if new else _DITES | {Suite.LISTE: "Affiché le"}
    groups = []
    for group, title in titles.items():
        told = [each for each in followed.suites if each.path[0] == group]
        if told:
            key = group.partition("_des_")[0].replace("_", "-")
            groups.append((key, title, [_field(desk, followed, each, words[each]) for each in told]))
    return groups


_DITES = {
    Suite.LISTE: "Affichée le",
    Suite.LISTE_EN_LIGNE: "Mise en ligne le",
    Suite.LISTE_ENVOYEE: "Adressée aux conseillers municipaux le",
    Suite.PROCES_VERBAL_ARRETE: "Arrêté à la séance du",
    Suite.PROCES_VERBAL: "Publié le",
    Suite.PROCES_VERBAL_ENVOYE: "Adressé aux conseillers municipaux le",
    Suite.CONVOCATION: "Envoyée le",
    Suite.CONVOCATION_AFFICHEE: "Affichée le",
}


def _field(desk: Desk, followed: Aftermath, suite: Suite, libelle: str) -> Champ:
    day, limit = followed.day(suite), due(followed, suite)
    late = limit is not None and limit.en_retard(desk.today())
    waited = limit is not None and limit.le is not None and day is None and not limit.revolu
    return Champ(
        suite.value.replace("/", "-"),
        suite.value,
        libelle,
        date_chiffres(day) if day else "",
        f"Dernier jour\u00a0: {date_chiffres(limit.le)}{', en retard' if late else ''}"
        if waited and limit is not None and limit.le is not None
        else "",
        late,
        followed.fields.of(suite.path),
    )


def _minutes(followed: Aftermath) -> tuple[date | None, date | None]:
    """When the minutes were adopted; else the next session that is known, which may adopt them."""
    seance = followed.figures.seance
    coming = sorted(each.date for each in seance.annee.proches if each.date > seance.date)
    return seance.proces_verbal.arrete_le, next(iter(coming), None)


class Seconde(Struct, frozen=True):
    """What a lost quorum left: which items, from when they may come back, the page that prepares it.

    `reprise`: the day of the session that took them up, and where it is shown.
    """

    points: tuple[tuple[int, str], ...]
    le: date | None
    precision: str
    article: str
    adresse: str
    reprise: tuple[date, str] | None


def _second(workspace: Workspace, followed: Aftermath) -> Seconde | None:
    """None where nothing was left for want of quorum."""
    told = next((each for each in followed.duties if each.devoir.value == "seconde-seance"), None)
    if told is None:
        return None
    left = tuple(
        (each.point.numero, each.objet)
        for each in followed.figures.points
        if "quorum" in each.point.motif_abandon.casefold()
    )
    address = f"/preparer?suite_de={key_of(followed.session.name)}"
    seance = followed.figures.seance
    taken_up = (
        (each.jour, address_of(each.name, "lendemain"))
        for each in workspace.overviews()
        if each.jour and (each.premiere_seance, each.collectivite) == (seance.date, seance.collectivite.nom)
    )
    again = next(taken_up, None)
    return Seconde(left, told.le, told.precision, told.article, "" if again else address, again)
