"""A workspace of its own, made for the time of a trial: the examples of kinds, filled as `render` does.

The texts tried are those of the user's workspace, copied so that findings name them as the user does. They
are tried on three communes: tiny, large, under the local law of Alsace and Moselle, whose members are
specimens, « Membre 1 » to « Membre 69 ». An example gives what its item says in its own right; who sits, who
votes and what followed come from here, so that the figures agree whatever the size of the council.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from actgen.acts.tree.nodes import Document
from actgen.acts.views.families import views_of
from actgen.acts.views.papiers_du_groupe import vue_feuille, vue_lettre, vue_repartition
from actgen.acts.views.plan import ActPlan, Due
from actgen.acts.views.registre import RegisterEntry, vue_cloture, vue_ouverture, vue_tables
from actgen.authoring.templates.texts import plain_file, written
from actgen.base.diagnostics import Report
from actgen.base.records import replace
from actgen.council.facts.groupement import Groupement, MotifDeRemise, Remise
from actgen.council.facts.seance import Seance
from actgen.council.figures.execution import Stade
from actgen.council.figures.groupements import etat
from actgen.council.figures.parts import repartition
from actgen.council.figures.seance import FiguresSeance
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import Source, Sources, shipped
from actgen.session.cache import Cache
from actgen.session.examination import examine
from actgen.session.result import Examination, Options
from actgen.session.texts import Texts
from actgen.session.writing.names import is_safe


class Specimen(Struct, frozen=True):
    """A commune to try templates on: what a session file says of it. `nom` is how findings call it."""

    nom: str
    code: str
    population: str
    membres: int
    adjoints: int

    @property
    def fiche(self) -> dict[str, object]:
        """What the session file holds under `collectivite`."""
        return {
            "commune": self.code,
            "population": self.population,
            "publication": {"mode": "électronique"},
            "site_internet": "oui",
            "membres": [dict([membre]) for membre in self._members()],
        }

    def _members(self) -> Iterator[tuple[str, str]]:
        """The mayor, the deputies, the others; one whose gender isn't told, as the smallest sample has."""
        for rang in range(1, self.membres + 1):
            feminin = rang % 2 == 1
            civilite = "Mme" if feminin else "M."
            if rang == 1:
                yield "maire", f"{civilite} Membre {rang}"
            elif rang <= 1 + self.adjoints:
                yield "adjointe" if feminin else "adjoint", f"{civilite} Membre {rang}"
            elif rang == self.membres:
                yield "membre", f"Membre {rang}"
            else:
                yield "conseillere" if feminin else "conseiller", f"{civilite} Membre {rang}"


COMMUNES = (
    Specimen("petite commune (7 membres)", "65046", "99 en 2022", 7, 1),
    Specimen("grande commune (69 membres)", "44109", "327734 en 2022", 69, 20),
    Specimen("commune d’Alsace (15 membres)", "68001", "1200 en 2021", 15, 3),
)


_OF_THE_NIGHT = frozenset(
    {"numero", "vote", "scrutin", "heure", "demandes", "huis_clos", "vote_huis_clos", "interesse"}
)
"""Keys of an item that depend on who was there that night."""
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PAR_DEFAUT = date(2024, 9, 27)


class Stage(StrEnum):
    """How far a session has come; the values are the words of findings."""

    AVANT = "avant la séance"
    APRES = "après la séance"
    SUITES = "une fois la délibération exécutoire"
    SANS_QUORUM = "faute de quorum"


class DecidedItem(Struct, frozen=True):
    """An item that the example of a kind decides: code of the kind, keys of the item, day of the example."""

    code: str
    point: dict[str, Any]
    jour: date


def affaire(code: str, exemple: dict[str, Any]) -> DecidedItem | None:
    """The item of that kind in an example's session; None when it has none."""
    points = exemple.get("points")
    for point in points if isinstance(points, list) else ():
        if isinstance(point, dict) and point.get("acte") == code:
            return DecidedItem(code, point, _day(exemple))
    return None


def without_fields(exemple: dict[str, Any], code: str, names: frozenset[str]) -> dict[str, Any]:
    """An example whose items of that kind leave these fields out."""
    points = exemple.get("points")
    if not isinstance(points, list):
        return exemple
    return {**exemple, "points": [_left_out(point, code, names) for point in points]}


def _left_out(point: object, code: str, names: frozenset[str]) -> object:
    if not isinstance(point, dict) or point.get("acte") != code:
        return point
    return {key: value for key, value in point.items() if key not in names}


def session(commune: Specimen, moment: Stage, affaires: Sequence[DecidedItem]) -> dict[str, Any]:
    """A session of that commune that decides these affairs, which are of one day."""
    jour = affaires[0].jour if affaires else _PAR_DEFAUT
    points = [_point(rang, affaire, commune, moment) for rang, affaire in enumerate(affaires, start=1)]
    seance: dict[str, Any] = {"date": _ecrite(jour), "heure": "18h30", "lieu": "mairie"}
    written: dict[str, Any] = {"collectivite": commune.fiche, "seance": seance}
    written["convocation"] = {
        "envoyee_le": _ecrite(jour - timedelta(days=10)),
        "affichee_le": _ecrite(jour - timedelta(days=10)),
        "note_de_synthese": "oui",
        "ordre_du_jour": [
            f"{point['numero']}. {point.get('objet', 'Affaire soumise au conseil')}" for point in points
        ],
    }
    if moment is not Stage.AVANT:
        seance |= {"levee": "20h00", "presidence": "Membre 1", "secretaire": "Membre 3"}
        written["absents"] = _absents(commune, moment, jour)
    written["points"] = points if moment is not Stage.SANS_QUORUM else []
    if moment is Stage.SUITES:
        written |= _suites(jour)
    return {key: value for key, value in written.items() if value != []}


_NOT_THERE = ("Membre 4", "Membre 5")


def _absents(commune: Specimen, moment: Stage, jour: date) -> Any:
    if moment is Stage.SANS_QUORUM:
        return [f"Membre {rang}" for rang in range(4, commune.membres + 1)]
    veille = _ecrite(jour - timedelta(days=1))
    return [
        f"Membre 4, excusé, pouvoir à Membre 2 du {veille}",
        "Membre 5, excusé",
        f"Membre {commune.membres}",
    ]


def _votants(commune: Specimen) -> int:
    """Three are absent, one of whom is represented."""
    return commune.membres - 2


def _suites(jour: date) -> dict[str, Any]:
    lendemain = _ecrite(jour + timedelta(days=3))
    return {
        "suites": {
            "transmise_le": lendemain,
            "recue_le": lendemain,
            "publiee_le": lendemain,
            "mode_publication": "électronique",
        },
        "proces_verbal": {"arrete_le": _ecrite(jour + timedelta(days=60))},
    }


def _point(rang: int, affaire: DecidedItem, commune: Specimen, moment: Stage) -> dict[str, Any]:
    left_out = _OF_THE_NIGHT - ({"scrutin"} if isinstance(affaire.point.get("vote"), dict) else set())
    point = {key: deepcopy(value) for key, value in affaire.point.items() if key not in left_out}
    point = {"numero": str(rang), **point}
    if moment is not Stage.AVANT and point.get("rapporteur") in _NOT_THERE:
        point["rapporteur"] = "Membre 2"
    if moment in (Stage.APRES, Stage.SUITES) and "vote" in affaire.point:
        point["vote"] = _vote(affaire.point["vote"], _votants(commune))
    return point


def _vote(exemple: object, votants: int) -> Any:
    """The example's election with as many voices as there are voters; any other vote, carried."""
    if not isinstance(exemple, dict):
        return "unanimité"
    if "tours" not in exemple:
        return deepcopy(exemple)
    vote = {key: value for key, value in exemple.items() if key not in ("tours", "noms")}
    tours = exemple["tours"]
    premier = tours[0] if isinstance(tours, list) and tours and isinstance(tours[0], dict) else {}
    sieges = int(str(exemple.get("sieges", 1)))
    if "listes" in exemple:
        vote["tours"] = [{"voix": _shared(premier.get("voix"), votants)}]
    else:
        vote["tours"] = [{"voix": _voix(premier.get("voix"), sieges, votants)}]
        if sieges > 1:
            vote["tours"][0]["exprimes"] = str(votants)
    vote.pop("elus", None)
    return vote


def _voix(lignes: object, sieges: int, votants: int) -> list[str]:
    noms = [str(ligne).rpartition(",")[0] for ligne in lignes] if isinstance(lignes, list) else ["Membre 2"]
    return [f"{nom}, {votants} voix" for nom in noms[:sieges]]


def _shared(lignes: object, votants: int) -> list[str]:
    """The ballots shared between lists as in the example, so that each keeps about its seats."""
    ecrites = [str(ligne).rpartition(",") for ligne in lignes] if isinstance(lignes, list) else []
    poids = [int("".join(filter(str.isdigit, voix)) or 0) for _, _, voix in ecrites]
    parts = [votants * chaque // max(sum(poids), 1) for chaque in poids]
    parts[:1] = [part + votants - sum(parts) for part in parts[:1]]
    return [f"{nom}, {part} voix" for (nom, _, _), part in zip(ecrites, parts, strict=True)]


def by_day(affaires: Iterable[DecidedItem]) -> list[list[DecidedItem]]:
    """The affairs of one day together: an example is written for the law and the figures of its day."""
    days: dict[date, list[DecidedItem]] = {}
    for each in affaires:
        days.setdefault(each.jour, []).append(each)
    return list(days.values())


def _day(exemple: dict[str, Any]) -> date:
    seance = exemple.get("seance")
    found = _DATE.search(str(seance.get("date", ""))) if isinstance(seance, dict) else None
    try:
        return date(*(int(part) for part in reversed(found.groups()))) if found else _PAR_DEFAUT
    except ValueError:
        return _PAR_DEFAUT


def _ecrite(jour: date) -> str:
    return f"{jour:%d/%m/%Y}"


_EMPREINTE = "0123 4567 89ab cdef"


def fill_group_papers(seance: Seance, kinds: Sequence[Kind], texts: Texts) -> None:
    """Fill the texts of these conventions for the groups that the session names; faults gather in `texts`."""
    conventions = [kind for kind in kinds if kind.famille.traits.du_groupe]
    groupements = {point.groupement.nom: point.groupement for point in seance.points if point.groupement}
    for groupement in groupements.values() if conventions else ():
        own = texts.of_group(groupement)
        for name, view in _views(groupement, own):
            for kind in conventions:
                if name in views_of(kind):
                    own.clause(kind, name, view)


def _views(groupement: Groupement, texts: Texts) -> Iterator[tuple[str, object]]:
    textes = texts.proses(groupement)
    communes = [m.collectivite for m in groupement.membres if m.collectivite.est_commune]
    if communes:
        ajournee = Remise(MotifDeRemise.AJOURNEE)
        for au, remise in ((None, None), (date.max, None), (date.max, ajournee)):  # and as a reminder
            yield "lettre", vue_lettre(groupement, communes[-1], textes, _EMPREINTE, au, remise)
    for ligne in etat(groupement).adherents:
        yield "feuille_de_signature", vue_feuille(groupement, ligne, textes, _EMPREINTE)
    parts = repartition(groupement)
    if parts.depenses and not groupement.couts.en_defaut:
        yield "repartition", vue_repartition(parts, textes)


_FEUILLETS = range(1, 5)  # as if the book had four sheets


def register_views(examination: Examination) -> dict[str, object]:
    """The view of each text of a register that holds this session; none when it has no deliberation."""
    figures = examination.figures
    inscrites = _inscriptions(examination, figures) if figures is not None else []
    if figures is None or not inscrites:
        return {}
    seance = figures.seance
    return {
        "ouverture": vue_ouverture(seance.collectivite, seance.organe, inscrites, _FEUILLETS),
        "cloture": vue_cloture(inscrites),
        "tables": vue_tables(inscrites, {each.numero: 2 for each in inscrites}),
        "verso": {},
    }


def register_pages(examination: Examination, kind: Kind, texts: Texts) -> Iterator[tuple[ActPlan, Document]]:
    """Each text of a register filled, as an act of its own; what is wrong gathers in `texts`."""
    for name, view in register_views(examination).items():
        plan = ActPlan(f"registre-{name}", kind, None, f"registre, {name}", Stade.ADOPTE, Due.WRITTEN)
        yield plan, Document(kind.titre, texts.clause(kind, name, view))


def _inscriptions(examination: Examination, figures: FiguresSeance) -> list[RegisterEntry]:
    return [
        RegisterEntry(figures, figures.point(plan.point), plan.kind)
        for plan in examination.plans
        if plan.key.startswith("deliberation-") and plan.due is Due.WRITTEN
        if plan.point is not None and not plan.projet
    ]


_FOLDERS = ("collectivites", "groupements", "seances")
_TEXTS = frozenset({".md", ".docx", ".yaml", ".yml"})
_MOST_FILES = 5_000
_LARGEST = 20_000_000


class Filled(Struct, frozen=True):
    """A text that was filled: its kind, its name, the view that it was filled with."""

    kind: Kind
    name: str
    view: object


class Workbench(Struct, dict=True):
    """Tries sessions in `folder`; everything is made once for all of them.

    `filled` are the texts of the last trial, `composed` its acts, those that errors refuse among them.
    `sessions` and `acts` count what was tried so far.
    """

    folder: Path
    catalogue: Catalogue
    templates: tuple[Path, ...] = ()
    filled: list[Filled] = field(default_factory=list)
    composed: list[tuple[ActPlan, Document]] = field(default_factory=list)
    sessions: int = 0
    acts: int = 0

    def __post_init__(self) -> None:
        self._cache = Cache(
            fills=lambda *text: self.filled.append(Filled(*text)),
            composes=lambda *act: self.composed.append(act),
        )

    def see_from(self, level: str, *, of_commune: bool) -> None:
        """Try the texts of one commune or one group: of the copy of its folder, what its acts read of it.

        A commune has no convention of its own, and no manifest is read in the folder of a group.
        """
        own = self.folder / "templates" / level
        if of_commune:
            shutil.rmtree(own / "conventions", ignore_errors=True)
        else:
            for manifest in own.glob("*/*/acte.yaml"):
                manifest.unlink()
        self.templates = (*self.templates, own)

    def example(self, kind: Kind) -> Examination | None:
        """The kind's own example, examined; None when it has none."""
        told = self._example_of(kind)
        if told is None:
            return None
        owner, source = told
        self._beside(owner)
        return self._examine(source.content, (kind,))

    def bare_example(self, kind: Kind) -> Examination | None:
        """The kind's own example without the fields that may be left out; None when it writes none."""
        source = self.catalogue.text(kind, "exemple.yaml")
        optional = frozenset(champ.nom for champ in kind.champs if not champ.obligatoire)
        if source is None or not optional:
            return None
        whole = plain_file(source.content, source.path)
        bare = without_fields(whole, kind.code, optional)
        if bare == whole:
            return None
        self._beside(kind)
        return self._examine(written(bare).encode(), (kind,))

    def values(self, kind: Kind) -> dict[str, list[object]]:
        """The views that the texts of a kind are filled with in its own example, by the name of the text."""
        found: dict[str, list[object]] = {}
        if self.example(kind) is not None:
            for each in self.filled:
                if each.kind.code == kind.code:
                    found.setdefault(each.name, []).append(each.view)
        return found

    def affaire(self, kind: Kind) -> DecidedItem | None:
        """The item that the example of a kind of deliberation decides."""
        source = self.catalogue.text(kind, "exemple.yaml")
        if source is None:
            return None
        return affaire(kind.code, plain_file(source.content, source.path))

    def trial(
        self, commune: Specimen, moment: Stage, affaires: Sequence[DecidedItem], kinds: Sequence[Kind] = ()
    ) -> Examination:
        """A session of that commune that decides these affairs; in the registers among `kinds` too."""
        for each in affaires:
            if kind := self.catalogue.get(each.code):
                self._beside(kind, of_all=True)  # examples of other days may have a group of the same name
        return self._examine(written(session(commune, moment, affaires)).encode(), kinds)

    def _examine(self, content: bytes, kinds: Sequence[Kind]) -> Examination:
        self.filled.clear()
        self.composed.clear()
        place = self.folder / "seances" / "exemple.yaml"  # as acts that name their file are expected
        place.write_bytes(content)
        for nom in _annexed(plain_file(content, place.name)):
            (place.parent / nom).touch()
        options = Options(full=True, templates=self.templates)
        examination = examine(place, options, self._cache)
        examination = self._beyond_acts(examination, kinds)
        self.sessions += 1
        self.acts += len(self.composed)
        return examination

    def _beyond_acts(self, examination: Examination, kinds: Sequence[Kind]) -> Examination:
        """The examination with what the texts of registers and of groups' papers show wrong."""
        sources = Sources.of(self.folder, self.templates)
        texts = Texts(self._cache.catalogue(sources, self.templates), self._cache)
        for kind in kinds:
            if kind.famille.traits.de_l_annee:
                self.composed += register_pages(examination, kind, texts)
        if examination.seance is not None:
            fill_group_papers(examination.seance, kinds, texts)
        return replace(examination, report=examination.report + Report(tuple(texts.findings)))

    def _example_of(self, kind: Kind) -> tuple[Kind, Source] | None:
        """A convention is shown by a deliberation that annexes it, whose example names its group."""
        owners: Iterable[Kind] = (kind,)
        if kind.famille.traits.du_groupe:
            owners = [each for each in self.catalogue.kinds.values() if each.annexe == kind.chemin]
        for owner in owners:
            if source := self.catalogue.text(owner, "exemple.yaml"):
                return owner, source
        return None

    def _beside(self, kind: Kind, of_all: bool = False) -> None:
        """The files that the example of a kind names: its texts, a collectivity, the group that it joins.

        `of_all`: the communes of the trials are among the members of that group.
        """
        self._copy(kind, "seances")
        self._copy(kind, "collectivites")
        if kind.annexe and (annexed := self.catalogue.get(kind.annexe)):
            self._copy(annexed, "groupements")
        elif not kind.famille.traits.du_groupe:
            for other in self.catalogue.kinds.values():  # the item of an example may join a group
                if other.famille.traits.du_groupe:
                    self._copy(other, "groupements")
        if of_all:
            self._with_the_communes()

    def _copy(self, kind: Kind, folder: str) -> None:
        for place in self._examples(kind):
            if place.name != "exemple.yaml" or folder == "groupements":
                shutil.copyfile(place, self.folder / folder / place.name)

    def _examples(self, kind: Kind) -> Iterator[Path]:
        """The files `exemple…` of a kind, each from the nearest folder that has it."""
        seen: set[str] = set()
        for root in self.catalogue.path.for_kind(kind.famille):
            for place in sorted(root.joinpath(*kind.chemin.split("/")).glob("exemple*")):
                if place.name not in seen and _may_be_copied(place, root):
                    seen.add(place.name)
                    yield place

    def _with_the_communes(self) -> None:
        """The group of an example has the three communes among its members."""
        place = self.folder / "groupements" / "exemple.yaml"
        if not place.is_file():
            return
        group = plain_file(place.read_bytes(), place.name)
        members = group.get("membres")
        named = members.get("communes") if isinstance(members, dict) else None
        if isinstance(named, list):
            named += [commune.code for commune in COMMUNES if commune.code not in named]
            place.write_text(written(group), encoding="utf-8")


@contextmanager
def workbench(catalogue: Catalogue, templates: Sequence[Path] = ()) -> Iterator[Workbench]:
    """A workbench on the texts of a catalogue; `templates` are folders that come first."""
    with tempfile.TemporaryDirectory(prefix="actgen-essai-") as made:
        folder = Path(made).resolve()
        for name in _FOLDERS:
            (folder / name).mkdir()
        _bring_templates(catalogue.sources.workspace / "templates", folder / "templates")
        yield Workbench(folder, catalogue, tuple(templates))


def _may_be_copied(place: Path, folder: Path) -> bool:
    """A file of a bounded size that a link doesn't fetch from elsewhere."""
    real = place.resolve()
    return real.is_file() and real.is_relative_to(folder.resolve()) and real.stat().st_size <= _LARGEST


def _bring_templates(own: Path, target: Path) -> None:
    if not own.is_dir() or own.resolve() == shipped("templates").resolve():
        return
    for count, place in enumerate(sorted(own.rglob("*"))):
        if count > _MOST_FILES:
            return
        if place.suffix in _TEXTS and _may_be_copied(place, own):
            copy = target / place.relative_to(own)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place, copy)


def _annexed(session: dict[str, Any]) -> Iterator[str]:
    """The files that the items of a session annex: an example comes without them."""
    for point in session.get("points") or ():
        named = point.get("annexes") if isinstance(point, dict) else None
        yield from (each for each in ([named] if isinstance(named, str) else named or ()) if is_safe(each))
