"""« Le groupement »: where each member stands, what came back, annexe 1 as of today, the papers of communes.

What is told of a member is written where the group's file has it. A table that is dropped completes what is
recorded; what it would change is shown first, and any of it is taken back by a button. An amendment to the
convention has its own page, and its own papers.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from actgen.api.group import Group
from actgen.api.mailing import Mailed, letters, mailed
from actgen.api.making import workers
from actgen.api.merging import Fusion
from actgen.api.pages import compte, date_longue
from actgen.api.returns import Told, Unreadable
from actgen.api.workspace import Options, Workspace
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.errors import ActgenError, UsageError
from actgen.studio.constats import Constat, Pile, constat, piles
from actgen.studio.desk import Banner, Desk, Form, address_of, capitale, in_words, key_of, posted, received
from actgen.studio.desk import Files as Sent
from actgen.studio.files import Fichier, Files
from actgen.studio.places import Lieu
from actgen.studio.screens.acte import POLICY
from actgen.studio.works import Work, Works

_ROOM = "groupement"
_NO_ANNEXE = (
    '<!doctype html><html lang="fr"><title>Annexe 1</title>'
    "<p>L’annexe\u00a01 ne peut pas encore être faite.</p></html>"
)
_BEFORE = "avant-"  # how the field is called that says what the page showed
_TAKEN = "membre-"  # how the box of a member is called whose recorded answers a table may change
LIBELLES = {
    "vote": "Vote",
    "deliberation": "Date de la délibération",
    "numero": "Numéro",
    "transmise": "Transmise à la préfecture le",
    "recue_prefecture": "Reçue par la préfecture le",
    "publiee": "Publiée le",
    "notifiee_coordonnateur": "Notifiée au coordonnateur le",
    "signee": "Convention signée le",
    "signataire": "Signataire",
}
_D_AVENANT = {"signee": "Avenant signé le"}
_AUSSI = {"organe": "Organe", "mandat": "Mandat"}  # what a table may tell besides
_GONE = "Ce tableau n’est plus en mémoire\u00a0: déposez-le de nouveau."
_MOST_KEPT = 8  # tables that were sent and are asked about
_MOST_UNDONE = 100
_LONGEST_HASH = 16


_Recu = tuple[str, bool, tuple[str, ...]]
"""What is told of a file that was sent: a sentence, whether it was taken, what of it was not."""


class Envoi(Struct, frozen=True):
    """What became of a batch, its files as a page opens them."""

    fait: Mailed
    dossiers: tuple[tuple[str, tuple[Fichier, ...]], ...]
    piles: tuple[Pile, ...]


class Texte(NamedTuple):
    """The text of a group that a page is about: 0, the convention; 1, its first amendment.

    None: the convention of a group that has no amendment, whose addresses tell of none.
    """

    nom: str
    avenant: int | None

    def address(self, screen: str, **asked: str) -> str:
        """Where something of it is shown, or sent."""
        told = ({} if self.avenant is None else {"avenant": str(self.avenant)}) | asked
        return address_of(self.nom, screen) + (f"?{urlencode(told)}" if told else "")


class Piece(NamedTuple):
    """A table that was sent, and waits for what is to be taken of it."""

    nom: str
    content: bytes

    @property
    def depot(self) -> str:
        """What names it in a form."""
        told = self.nom.encode("utf-8", "replace") + b"\0" + self.content
        return sha256(told).hexdigest()[:_LONGEST_HASH]


def routes(desk: Desk, works: Works, files: Files) -> list[Route]:
    """A coordinator's page, and what it asks for."""
    screen = Screen(desk, works, files)
    return [
        Route(f"/{_ROOM}/{{key}}/groupement", screen.shown),
        Route(f"/{_ROOM}/{{key}}/annexe-1", screen.annexe),
        Route(f"/{_ROOM}/{{key}}/membre", posted(screen.told), methods=["POST"]),
        Route(f"/{_ROOM}/{{key}}/retours", received(screen.dropped), methods=["POST"]),
        Route(f"/{_ROOM}/{{key}}/reprendre", posted(screen.taken), methods=["POST"]),
        Route(f"/{_ROOM}/{{key}}/defaire", posted(screen.undone), methods=["POST"]),
        Route(f"/{_ROOM}/{{key}}/actes", posted(screen.mailed), methods=["POST"]),
        Route(f"/{_ROOM}/{{key}}/tableau", posted(screen.begun), methods=["POST"]),
    ]


class Screen:
    """The screen of a workspace."""

    def __init__(self, desk: Desk, works: Works, files: Files) -> None:
        self._desk, self._works, self._files = desk, works, files
        self._made: dict[str, deque[Told]] = {}
        self._kept: deque[tuple[Texte, Piece]] = deque(maxlen=_MOST_KEPT)

    # what is answered

    def shown(self, request: Request) -> Response:
        """The group, and one member of it where the address says so."""
        asked = request.query_params
        return self._page(self._text(request), asked.get("membre", ""), fait=asked.get("fait", ""))

    def annexe(self, request: Request) -> Response:
        """Annexe 1 as it would be signed today, for a frame."""
        text = self._text(request)
        with self._desk.workspace() as workspace:
            page = self._group(workspace, text).annexe_1(self._desk.today())
        return HTMLResponse(page or _NO_ANNEXE, headers={"content-security-policy": POLICY})

    def told(self, request: Request, form: Form) -> Response:
        """Write what is told of a member; where it can't be, say why beside what was typed."""
        text, code = self._text(request), form.get("membre", "")
        values = {each: form.get(each, "") for each in LIBELLES}
        shown = {each: form[f"{_BEFORE}{each}"] for each in LIBELLES if f"{_BEFORE}{each}" in form}
        try:
            with self._desk.workspace() as workspace:
                told = self._group(workspace, text).tell(code, values, shown)
        except ActgenError as error:
            fautif = error.colonne if isinstance(error, Unreadable) else ""
            return self._page(text, code, 422, typed=values, refus=in_words(error), fautif=fautif)
        self._keep(text, told)
        fait = "note" if told is not None else "rien"
        return RedirectResponse(text.address("groupement", membre=code, fait=fait), 303)

    def dropped(self, request: Request, _form: Form, sent: Sent) -> Response:
        """Take each file that was sent; what is refused, or asked about, stands beside what was taken."""
        text = self._text(request)
        recus: list[_Recu] = []
        fusions: list[tuple[str, Fusion]] = []
        for piece in (Piece(*each) for each in sent):
            try:
                with self._desk.workspace() as workspace:
                    found = self._group(workspace, text).receive(*piece)
            except ActgenError as error:
                recus.append((in_words(error), False, ()))
                continue
            self._keep(text, found.fait)
            if found.fusion is None:
                recus.append((found.phrase, True, found.laisses))
            else:
                self._kept.append((text, piece))
                fusions.append((piece.depot, found.fusion))
        if not sent:
            recus = [("Choisissez un fichier.", False, ())]
        return self._page(
            text, "", 200 if all(taken for _, taken, _ in recus) else 422, recus=recus, fusions=fusions
        )

    def taken(self, request: Request, form: Form) -> Response:
        """Take a table that was asked about, with the members whose answers it may change."""
        text, depot = self._text(request), form.get("depot", "")
        piece = next((each for whose, each in self._kept if whose == text and each.depot == depot), None)
        if piece is None:
            return self._page(text, "", 422, recus=[(_GONE, False, ())])
        members = {each.removeprefix(_TAKEN) for each in form if each.startswith(_TAKEN)}
        try:
            with self._desk.workspace() as workspace:
                found = self._group(workspace, text).receive_table(*piece, members)
        except ActgenError as error:
            return self._page(text, "", 422, recus=[(in_words(error), False, ())])
        self._kept.remove((text, piece))
        self._keep(text, found.fait)
        return self._page(text, "", recus=[(found.phrase, True, found.laisses)])

    def undone(self, request: Request, form: Form) -> Response:
        """Take back what was recorded last, in this window of the studio."""
        text, made = self._text(request), self._made.get(self._text(request).nom)
        if not made:
            raise UsageError("Il n’y a rien à annuler.")
        with self._desk.workspace() as workspace:
            self._group(workspace, text).take_back(made[-1])
        made.pop()
        asked = {"membre": form["membre"]} if form.get("membre") else {}
        return RedirectResponse(text.address("groupement", **asked, fait="annule"), 303)

    def mailed(self, request: Request, _form: Form) -> Response:
        """Have all the papers of the group written, beside the pages."""
        text = self._text(request)
        self._works.begin(("envoi", text), "envoi", lambda work: self._batch(text, work))
        return RedirectResponse(f"{text.address('groupement')}#envoi", 303)

    def begun(self, request: Request, _form: Form) -> Response:
        """Write the table of returns that the group's file names, with the members' names."""
        text = self._text(request)
        with self._desk.workspace() as workspace:
            self._group(workspace, text).begin_returns()
        return RedirectResponse(f"{text.address('groupement')}#retours", 303)

    def _keep(self, text: Texte, told: Told | None) -> None:
        if told is not None:
            self._made.setdefault(text.nom, deque(maxlen=_MOST_UNDONE)).append(told)

    # what is made, beside the pages

    def _batch(self, text: Texte, work: Work) -> Envoi:
        batch = self._group(Workspace(self._desk.root), text).batch()
        work.expect(batch.expected, 0)
        with workers() as makers:
            for _ in batch.run(makers):
                work.done()
                work.expect(batch.expected, 0)
        fait = mailed(batch)
        shown = tuple((nom, tuple(map(self._files.show, places))) for nom, places in fait.dossiers)
        return Envoi(fait, shown, piles(fait.constats))

    # what is shown

    def _text(self, request: Request) -> Texte:
        """The text that an address is about: without a word of it, the last amendment. Raises 404."""
        name, asked = self._desk.name_of(request, _ROOM), request.query_params.get("avenant")
        with self._desk.workspace() as workspace:
            known = len(self._group(workspace, Texte(name, None)).amendments)
        if asked is None or not known:
            return Texte(name, known or None)
        if not asked.isdecimal() or not asked.isascii() or int(asked) > known:
            raise HTTPException(404)
        return Texte(name, int(asked))

    def _group(self, workspace: Workspace, text: Texte) -> Group:
        today = self._desk.today()
        options = Options(out=self._desk.out, aujourd_hui=today, avenant=text.avenant or None)
        return workspace.group(text.nom, options=options)

    def _page(self, text: Texte, code: str, status: int = 200, **more: object) -> Response:
        today, name = self._desk.today(), text.nom
        with self._desk.workspace() as workspace:
            group = self._group(workspace, text)
            members = group.members(today)
            returns = group.returns if members else None
            asked = next((each for each in members if each.code == code), None)
            told = group.told(code) if asked is not None else {}
            made = self._made.get(name)
            values: dict[str, Any] = {
                "bandeau": self._banner(text, group, returns.fichier if returns is not None else name),
                "nom": self._named(group),
                "membres": members,
                "comptes": group.counts(today),
                "retards": [each for each in members if each.retard],
                "lettres": {code: self._files.show(place) for code, place in letters(group).items()},
                "a_verifier": [each for each in members if each.verifie],
                "retours": returns,
                "piles": piles(group.findings, partial(self._constat, text, group)),
                "fautes": group.faults(code) if asked is not None else {},
                "limite": group.deadline,
                "textes": _texts(text, group.amendments),
                "dernier": made[-1] if made and group.can_take_back(made[-1]) else None,
            }
        if code and asked is None and members:
            raise UsageError("Ce membre n’est pas dans le groupement.")
        values |= {
            "jour": today,
            "texte": text,
            "adresse": text.address("groupement"),
            "cle": key_of(name),
            "membre": asked,
            "dits": told,
            "typed": told,
            "libelles": LIBELLES | (_D_AVENANT if text.avenant else {}),
            "colonnes": LIBELLES | _AUSSI,
            "avant": _BEFORE,
            "pris": _TAKEN,
            "refus": "",
            "fautif": "",
            "fait": "",
            "recus": (),
            "fusions": (),
            "envoi": self._works.of(("envoi", text)),
        }
        return self._desk.page("groupement.html", status, **(values | more))

    def _banner(self, text: Texte, group: Group, answers: str) -> Banner:
        """What is always in sight of a group, be it one that can't be read; `answers`: the file of them."""
        today, address, limit = self._desk.today(), text.address("groupement"), group.deadline
        adopted, asked = next((step[1:3] for step in group.counts(today)), (0, 0))
        due = f"Délibérations des conseils\u00a0: avant le {date_longue(limit)}" if limit else ""
        return Banner(
            titre=f"{capitale(self._named(group))} · groupement de commandes",
            etat=f"{compte(adopted, 'délibération')} sur {asked}" if asked else "illisible",
            a_corriger=sum(each.severity is Severity.ERROR for each in group.findings),
            a_verifier=sum(each.severity is Severity.WARNING for each in group.findings),
            echeance=due if adopted < asked else "",
            en_retard=any(each.retard for each in group.members(today)),
            enregistre=self._desk.saved(answers),
            adresse=address,
            relire=address,
            ecrans=(("Le groupement", address), ("Le fichier", address_of(text.nom))),
        )

    def _constat(self, text: Texte, group: Group, finding: Diagnostic) -> Constat:
        """A finding; one of the answers of a member leads to them."""
        told = constat(finding)
        member = group.member_at(finding) if group.members(self._desk.today()) else None
        if member is None:
            return told
        code, name = member
        link = Lieu(f"{name}\u00a0: ce qui est revenu", f"{text.address('groupement', membre=code)}#note")
        return replace(told, liens=(link, *told.liens))

    def _named(self, group: Group) -> str:
        known = group.dossier.groupement
        return (known.nom_d_usage or known.objet) if known is not None else group.name.rpartition("/")[2]


def _texts(text: Texte, amendments: tuple[str, ...]) -> list[tuple[str, str, str, bool]]:
    """The convention and its amendments: their name, their address, what they are about, whether shown."""
    named = [("La convention", "", Texte(text.nom, 0))]
    named += [
        (f"L’avenant n°\u00a0{rank}", objet, Texte(text.nom, rank))
        for rank, objet in enumerate(amendments, start=1)
    ]
    return [
        (nom, objet, each.address("groupement"), each == text) for nom, objet, each in named if amendments
    ]
