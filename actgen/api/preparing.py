"""A session being prepared: its items as cards, what may be added, and what becomes of the convocation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, Struct

from actgen.acts.views.presence import chef_de
from actgen.api import cards, naming
from actgen.api.aftermath import AGENDA, agenda_lacks, agenda_sent
from actgen.api.agenda import POINTS, Order
from actgen.api.cards import Rubrique, Solde
from actgen.api.depositing import GROUPS, deposit, dossier_for, not_a_member, read_group_file
from actgen.api.fields import Fields, Path
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.base.records import replace
from actgen.base.text.dates import JOURS, date_chiffres
from actgen.base.text.grammar import le
from actgen.base.text.keys import cle, radicaux
from actgen.base.text.messages import say
from actgen.base.text.typography import typeset
from actgen.checks.deliberations import d_ordre, sans_extrait
from actgen.council.facts.champs import Champ
from actgen.council.facts.collectivite import emploie_le_rang
from actgen.council.facts.point import INFORMATION
from actgen.council.facts.reprise import PointPasse
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Devoir, Echeance
from actgen.council.figures.ordre_du_jour import de_plein_droit
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Famille, Kind
from actgen.law.nomenclature import matiere
from actgen.reading.edits import Change, Put
from actgen.reading.nodes import Sequence
from actgen.reading.scalars.dates import parse_date
from actgen.reading.yaml_page import plain
from actgen.reading.yaml_tree import read_tree
from actgen.session.passees import collectivite_nommee, passees
from actgen.session.recopie import recopied
from actgen.session.starter import SeanceStarter

if TYPE_CHECKING:
    from actgen.api.session import Session
    from actgen.api.workspace import Workspace

__all__ = ["Carte", "Preparation", "Rubrique", "Solde", "Trouve"]

DATE: Path = ("seance", "date")
SENT: Path = ("convocation", "envoyee_le")
FIRST_NUMBER: Path = ("seance", "premier_numero")
DIVERS, SANS_ACTE = "questions-diverses", "sans-acte"
"""What is added beside the kinds of acts: what announces no affair; what is voted and makes no act."""
_USUAL = ("subvention", "tarifs", "decision_modificative", "designation_representants", "adhesion_groupement")
_JOINS, _AMENDS = "adhesion_groupement", "avenant_groupement"
_NO_DOSSIER = say(
    "Cette délibération se fait du dossier du groupement, que tient son coordonnateur : demandez-lui ce "
    "fichier et ses textes, puis déposez-les ensemble, plus bas : le point s’ajoute alors. S’il n’en a pas, "
    "prenez « Autre délibération » et visez les articles L. 2113-6 et L. 2113-7 du code de la commande "
    "publique."
)
_MINUTES = "approbation_proces_verbal"
_LIBRE = "deliberation_libre"
_OTHERS = "Autres"
_ALSO = {_MINUTES: "Approbation du PV", "voeu": "Motion"}
"""What clerks look for some kinds under, where the law has another word."""
_FEW_MINUTES = 3
_MOST_FOUND = 20


class Carte(Struct, frozen=True):
    """An item as it is prepared. `objet`: as written, or as its act words it; `acte`: the code of its kind.

    `nomme`: whether the file says what it asks for, be it unknown.
    `rubriques`: its fields, then those that seldom serve. `manquent`: what is to be written. `soldes`:
    the sums of a table that must balance, by its name. `ailleurs`: keys of the file that no field shows.
    `retire`: why, or by whom, it was withdrawn.
    """

    rang: int
    numero: str
    objet: str
    acte: str
    nature: str
    nomme: bool
    rubriques: tuple[tuple[Rubrique, ...], tuple[Rubrique, ...]]
    manquent: tuple[str, ...]
    soldes: dict[str, tuple[Solde, ...]]
    ailleurs: tuple[str, ...]
    repris: str
    retire: str


class Trouve(Struct, frozen=True):
    """An item of a past session: when it was, what it was about, and how a file names it."""

    jour: date
    numero: int
    objet: str

    @property
    def nomme(self) -> str:
        """« 2026-04-10 point 3 »."""
        return f"{self.jour.isoformat()} point {self.numero}"


class Preparation:
    """One session as its file now tells it. What `add` and its like give is for `Workspace.edit`."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self.workspace, self.name = workspace, name
        self.session: Session = workspace.session(name)

    @cached_property
    def fields(self) -> Fields:
        """Its values."""
        return replace(self.workspace.fields(self.name), look=lambda: self.session.told)

    @property
    def figures(self) -> FiguresSeance | None:
        """What is counted of it; None when it can't be read."""
        return self.session.figures

    @cached_property
    def catalogue(self) -> Catalogue:
        """The kinds of acts, as its commune sees them."""
        return self.session.catalogue

    @cached_property
    def order(self) -> Order:
        """Its items, to be moved, taken away, added to."""
        return Order(self.fields, self.figures)

    # what is shown

    @cached_property
    def cartes(self) -> tuple[Carte, ...]:
        """Its items, in the order of the file."""
        return tuple(self._card(rank) for rank in range(len(self.fields.several(POINTS))))

    @property
    def envoyee(self) -> date | None:
        """The day on which the convocation was sent."""
        return self.figures.seance.convocation.envoyee_le if self.figures else None

    @property
    def note_de_synthese(self) -> bool:
        """Whether a note that explains each affair is to go with it."""
        return self.figures is not None and self.figures.regime.note_de_synthese

    @property
    def envoi(self) -> Echeance | None:
        """The last day to send the convocation, at how many days and by which article."""
        if self.figures is None:
            return None
        return next((each for each in echeances(self.figures) if each.devoir is Devoir.CONVOCATION), None)

    @cached_property
    def membres(self) -> tuple[str, ...]:
        """The members in office that day."""
        seance = self.figures.seance if self.figures else None
        return tuple(each.nom_complet for each in seance.en_exercice) if seance else ()

    @property
    def le_chef(self) -> str:
        """The head of the council by their title: « le maire », « la présidente »."""
        return le(*chef_de(self.figures.seance.collectivite)) if self.figures else "le maire"

    @property
    def papers(self) -> tuple[tuple[str, str], ...]:
        """The keys and titles of what is printed before a session, its convocation first."""
        own = (each for each in self.session.acts if each.kind.famille is Famille.AVANT_SEANCE)
        return tuple((each.key, each.titre) for each in own if not each.copie and each.document is not None)

    @property
    def numbered_by_year(self) -> bool:
        """Whether its acts are numbered through the year: its first number may have to be told."""
        return self.figures is not None and emploie_le_rang(self.figures.seance.collectivite.numerotation)

    @property
    def agenda_apart(self) -> bool:
        """Whether the agenda is written already, before it is sent, and its items say another."""
        return self.order.agenda_to_write and not self.order.agenda_is_theirs

    # what may be added

    @cached_property
    def minutes(self) -> tuple[date, ...]:
        """The earlier sessions whose minutes nobody is known to have adopted, the newest first."""
        if self.figures is None or _MINUTES not in self.catalogue.kinds:
            return ()
        seance = self.figures.seance
        near = [each for each in seance.annee.proches if each.date < seance.date]
        adopted = {told.seance for each in near for told in each.soumis if told.adopte is not False}
        adopted |= {each.date for each in near if each.arret is not None}
        adopted |= {each.seance for each in seance.proces_verbaux_precedents if isinstance(each.seance, date)}
        for point in self.figures.points:
            written = point.point.champs.get("seance_du")
            adopted |= {written.valeur} if written and isinstance(written.valeur, date) else set()
        left = sorted({each.date for each in near} - adopted, reverse=True)
        return tuple(left[:_FEW_MINUTES])

    @cached_property
    def offered(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """What may be added, by groups: each with the words of a kind and its code."""
        kinds = {code: self.catalogue.kinds[code] for code in self.catalogue.deliberations()}
        usual = [each for code in (*_USUAL, _LIBRE) if code in kinds for each in self._choices(kinds[code])]
        usual += [
            (SANS_ACTE, f"{cards.VOTED}\u00a0: procès-verbal, ordre du jour, huis clos…"),
            (INFORMATION, "Information, sans vote"),
            (DIVERS, "Questions diverses, sans vote"),
        ]
        groups: dict[str, list[tuple[str, str]]] = {}
        for code, kind in sorted(kinds.items(), key=lambda each: cle(each[1].titre)):
            if code not in (*_USUAL, _LIBRE):
                known = matiere(kind.matiere)
                groups.setdefault(known.domaine if known else _OTHERS, []).extend(self._choices(kind))
        order = sorted(groups, key=lambda each: (each.startswith("Autres"), cle(each)))
        named = ((name, tuple(groups[name])) for name in order if groups[name])
        return (("Les plus courants", tuple(usual)), *named)

    def _choices(self, kind: Kind) -> list[tuple[str, str]]:
        """A kind as it is chosen: once, or once for each group, or amendment, that it may be about."""
        words = cards.kind_named(kind, kind.code)
        if "groupement" not in kind.demande:
            also = _ALSO.get(kind.code)
            return [(kind.code, words), *([(kind.code, f"{also} ({words.lower()})")] if also else [])]
        if kind.code == _JOINS and not self.dossiers:
            return [(kind.code, f"{words} (sur le dossier de son coordonnateur)")]
        amends = "avenant" in kind.code
        named = {each: said for each, said in self.dossiers.items() if (", avenant" in each) == amends}
        return [(f"{kind.code}:{each}", f"{words}\u00a0: {said}") for each, said in named.items()]

    def search(self, words: str) -> tuple[Trouve, ...]:
        """The items of past sessions whose object says all these words, the newest first."""
        wanted = set(radicaux(words)) - {""}
        jour = self.figures.seance.date if self.figures else None
        past = passees(self.catalogue, self._body, jour) if wanted else ()
        found = (
            Trouve(each.jour, point.numero, point.objet)
            for each in past
            for point in each.points
            if all(any(said.startswith(word) for said in radicaux(point.objet)) for word in wanted)
        )
        return tuple(each for each, _ in zip(found, range(_MOST_FOUND), strict=False))

    def columns(self, path: Path) -> tuple[str, ...]:
        """The names of the cells of the table at a path of an item. Raises UsageError where there is none."""
        return cards.columns(self.table(path))

    def table(self, path: Path) -> Champ:
        """The table at a path of an item. Raises UsageError where there is none."""
        kind = self.catalogue.named(self.fields.text((*path[:2], "acte")))
        champs = kind.champs if kind is not None else ()
        found = next((each for each in champs if path[2:] == (each.nom,) and each.colonnes), None)
        if found is None:
            raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
        return found

    @cached_property
    def dossiers(self) -> dict[str, str]:
        """The purchasing groups of the workspace, as an item names each, and its words; amendments after."""
        found = {}
        for name, words in naming.groups(self.workspace).items():
            dossier, amended = PurePath(name).stem, self.workspace.fields(name).several(("avenants",))
            found[dossier] = words
            for rank in range(1, len(amended) + 1):
                found[f"{dossier}, avenant {rank}"] = f"{words}, avenant {rank}"
        return found

    # what is changed

    def add(self, code: str, objet: str = "") -> tuple[int, list[Change]]:
        """An item more of that kind, « acte » or « acte:dossier »: its rank, and the changes.

        It goes before « questions diverses ». Raises UsageError for what an item can't be made of.
        """
        code, _, dossier = code.partition(":")
        kind = self.catalogue.get(code) if code in self.catalogue.deliberations() else None
        if kind is None and code not in (DIVERS, INFORMATION, SANS_ACTE):
            raise UsageError(say("Choisissez ce que le point demande."))
        if code == DIVERS:
            item = {"objet": objet or "Questions diverses", "acte": INFORMATION}
            return self.order.insert(self.order.size, item)
        if code == _MINUTES and self.minutes and not objet:
            return self.add_minutes(self.minutes[0])
        if not objet and not (kind and kind.objet):
            raise UsageError(say("Écrivez l’intitulé de ce point."))
        if kind and "groupement" in kind.demande:
            self._check_member(dossier)
        if code == SANS_ACTE:
            return self.order.insert(self.order.last, {"objet": objet, **_voted(objet)})
        item = {"objet": objet, "acte": code, "groupement": dossier}
        return self.order.insert(self.order.last, {name: value for name, value in item.items() if value})

    def deposit(self, files: list[tuple[str, bytes]]) -> str:
        """Put by the dossier of a group that was sent: as an item names it. Raises UsageError."""
        if self.figures is None:
            raise UsageError(
                say("Corrigez d’abord cette séance : on ne peut pas la lire, ni savoir de qui elle est.")
            )
        return deposit(self.workspace, self.figures.seance.collectivite, files)

    def join(self, dossier: str) -> tuple[int, list[Change]]:
        """An item about a group, or an amendment to its convention: its rank, and the changes."""
        return self.add(f"{_AMENDS if ', avenant' in dossier else _JOINS}:{dossier}")

    def _check_member(self, dossier: str) -> None:
        if not dossier:
            raise UsageError(_NO_DOSSIER)
        read = read_group_file(self.workspace, f"{GROUPS}/{dossier.partition(',')[0]}.yaml")
        if read is not None and self.figures is not None:
            body = self.figures.seance.collectivite
            if dossier_for(read, body) is None:
                raise not_a_member(read, body)

    def choose(self, rank: int, code: str) -> list[Change]:
        """The kind of act of an item that has none yet. Raises UsageError."""
        code, _, dossier = code.partition(":")
        if code not in (*self.catalogue.deliberations(), INFORMATION, SANS_ACTE):
            raise UsageError(say("Choisissez ce que le point demande."))
        path = (*POINTS, rank)
        if not 0 <= rank < self.order.size or self.fields.text((*path, "acte")):
            raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
        if code == SANS_ACTE:
            told = _voted(self.fields.text((*path, "objet"))).items()
            return [
                Put((*path, name), value) for name, value in told if self.fields.raw((*path, name)) is UNSET
            ]
        if dossier:
            self._check_member(dossier)
        changes: list[Change] = [Put((*path, "acte"), code)]
        return [*changes, Put((*path, "groupement"), dossier)] if dossier else changes

    def add_minutes(self, jour: date) -> tuple[int, list[Change]]:
        """The adoption of the minutes of that day, before the others; one that names none takes its day."""
        items = self.fields.several(POINTS)
        blank = (at for at, each in enumerate(items) if isinstance(each, dict) and self._of_no_minutes(each))
        if (at := next(blank, None)) is not None:
            return at, [Put((*POINTS, at, "seance_du"), date_chiffres(jour))]
        rank = sum(1 for _ in self._leading_minutes())
        return self.order.insert(rank, {"acte": _MINUTES, "seance_du": date_chiffres(jour)})

    def take_up(self, named: str) -> tuple[int, list[Change]]:
        """An item of a past session as it was prepared, its figures left blank. Raises UsageError."""
        jour = self.figures.seance.date if self.figures else None
        made = recopied(named, SeanceStarter(self._body, jour), self.catalogue, self.name)
        if isinstance(made, Diagnostic):
            raise UsageError(f"{made.message} {made.hint}".rstrip())
        text = "\n".join(["points:", "  - numero: 1", *made.lignes, ""])
        tree, _ = read_tree(text.encode(), self.name)
        points = tree.get("points") if tree is not None else None
        assert isinstance(points, Sequence), "it was written just above"
        item = {name: value for name, value in plain(points.items[0]).items() if name != "numero"}
        return self.order.insert(self.order.last, item)

    def send(self, when: str) -> list[Change]:
        """The day on which the convocation leaves, as typed; what it announces is then written for good."""
        changes, figures = self.fields.write(SENT, when), self.figures
        return [*changes, *agenda_sent(figures)] if changes and when and figures is not None else changes

    @property
    def agenda_lacks(self) -> bool:
        """Whether the convocation left and nothing is written of what it announced."""
        return self.envoyee is not None and self.figures is not None and agenda_lacks(self.figures)

    def announce(self) -> list[Change]:
        """What a convocation that left announced: what the items say. Raises UsageError once written."""
        if not self.agenda_lacks or self.figures is None:
            raise UsageError(say("L’ordre du jour de cette convocation est déjà écrit."))
        return agenda_sent(self.figures)

    def follow_items(self) -> list[Change]:
        """The agenda that was written goes: it is again what the items say. Raises UsageError once sent."""
        if not self.order.agenda_to_write:
            raise UsageError(say("La convocation est partie : son ordre du jour ne change plus."))
        return [Put(AGENDA, None)]

    def date(self, text: str) -> list[Change]:
        """The day of the session with that of the week, when it is one; else what was typed."""
        read = parse_date(text)
        if isinstance(read, date):
            text = f"{JOURS[read.weekday()]} {date_chiffres(read)}"
        return self.fields.write(DATE, text)

    # inside

    @property
    def _body(self) -> str:
        return collectivite_nommee(self.fields.tree) if self.fields.tree is not None else ""

    def _card(self, rank: int) -> Carte:
        path, fields = (*POINTS, rank), self.fields
        acte, counted = fields.text((*path, "acte")), self.order.counted(rank)
        kind = self.catalogue.named(acte) if acte else None
        asked = cards.asked(kind)
        written = fields.raw(path)
        keys = written if isinstance(written, dict) else {}
        voted = not acte and "vote" in keys and counted is not None and sans_extrait(counted.point)
        champs = counted.point.champs if counted is not None else {}
        return Carte(
            rang=rank,
            numero=fields.text((*path, "numero")),
            objet=(counted.objet if counted else typeset(fields.text((*path, "objet")))) or "sans intitulé",
            acte=kind.code if kind else "",
            nature=cards.VOTED if voted else cards.kind_named(kind, acte),
            nomme=bool(acte) or voted,
            rubriques=asked,
            manquent=(
                *cards.lacking(fields, path, (*asked[0], *asked[1])),
                *([cards.DECIDE.titre] if counted is not None and counted.decision_a_ecrire else []),
            ),
            soldes={name: cards.balances(each) for name, each in champs.items() if each.champ.equilibre},
            ailleurs=tuple(name for name in keys if name not in cards.known_keys(kind)),
            repris=_taken_up(fields.text((*path, "reprend")), counted),
            retire=fields.text((*path, "retire")),
        )

    def _leading_minutes(self) -> Iterator[FiguresPoint]:
        for rank in range(self.order.size):
            found = self.order.counted(rank)
            if found is None or not de_plein_droit(found.objet):
                return
            yield found

    @staticmethod
    def _of_no_minutes(item: dict[str, Any]) -> bool:
        return item.get("acte") == _MINUTES and not item.get("seance_du")


def _voted(objet: str) -> dict[str, str | None]:
    """What says of an item that it is put to the vote and makes no act, where its words do not say so."""
    return ({} if d_ordre(objet) else {"sans_acte": "oui"}) | {"vote": None}


def _taken_up(named: str, counted: FiguresPoint | None) -> str:
    """Which past item its act and fields are taken from, as a sentence says it."""
    past: PointPasse | None = counted.point.reprend if counted is not None else None
    return str(past) if past is not None else named
