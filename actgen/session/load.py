"""One session file and all that it names → the model, or located French findings."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Mender, Scope, Severity
from actgen.base.records import replace
from actgen.base.text.keys import nearest
from actgen.council.facts.attendance import settle
from actgen.council.facts.beside import Beside
from actgen.council.facts.charte import Charte
from actgen.council.facts.collectivite import Collectivite, CollectiviteNommee
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.natures import autre_nature
from actgen.council.facts.point import Point
from actgen.council.facts.references import References
from actgen.council.facts.reprise import Reprise
from actgen.council.facts.roster import unknown_bureau
from actgen.council.facts.seance import NatureSeance, Organe, Seance, siegeant
from actgen.council.facts.tableau import Tableau, by_office
from actgen.council.figures.parts import non_reparties
from actgen.council.kinds.catalogue import Catalogue
from actgen.reading.facts import FileContext, Refine, keys_of, read_fact
from actgen.reading.nodes import Mapping, Places, Scalar, Sequence, scalars, text_of
from actgen.reading.placed import placed_tree
from actgen.reading.scalars import parse_choice
from actgen.reading.scalars.dates import parse_date
from actgen.reading.scalars.numbers import parse_count
from actgen.reading.sources import Source, SourceFault, Sources
from actgen.reading.typed import CLE_INCONNUE, Rewrite, Typed, read_typed
from actgen.session.annees import Annees, complete_from_others
from actgen.session.groupe_nomme import to_be_asked, told_to_member, without_returns
from actgen.session.kept import Kept
from actgen.session.points import PointsOfKinds, check_field_names, refine_points
from actgen.session.receipts import Around, around, with_receipts
from actgen.session.reprises import Reprises


class Evening(Struct, frozen=True):
    """Which body met, when, and what for."""

    jour: date
    organe: Organe
    nature: NatureSeance


def evening_of(places: Places) -> Evening | None:
    """What the session says of it; None where that can't be read, which the reading of the file tells."""
    jour = parse_date(_text(places, "date"))
    organe = parse_choice(_text(places, "organe") or Organe.CONSEIL, tuple(Organe))
    nature = parse_choice(_text(places, "nature") or NatureSeance.ORDINAIRE, tuple(NatureSeance))
    if not isinstance(jour, date) or not isinstance(organe, str) or not isinstance(nature, str):
        return None
    return Evening(jour, Organe(organe), NatureSeance(nature))


def _text(places: Places, name: str) -> str:
    node = places.node(("seance", name))
    return node.text if isinstance(node, Scalar) else ""


def roster_of(
    collectivite: Collectivite, evening: Evening, places: Places
) -> tuple[Tableau, list[Diagnostic]]:
    """The table that names are looked up in, and where its findings gather."""
    findings: list[Diagnostic] = []
    jour, organe = evening.jour, evening.organe
    if organe is Organe.BUREAU and not collectivite.est_commune and not collectivite.bureau:
        findings.append(unknown_bureau(places.location(("seance", "organe")), collectivite.lieu))
    en_exercice = siegeant(collectivite, organe, jour)
    rangs = frozenset(membre.rang for membre in en_exercice)
    hors_bureau = frozenset(m.rang for m in collectivite.en_exercice(jour)) - rangs
    suppleants = collectivite.suppleants(jour)
    rangs |= {membre.rang for membre in suppleants}
    installation = evening.nature is NatureSeance.INSTALLATION  # an office names nobody: another is elected
    fonctions = {} if installation else by_office(en_exercice)
    return Tableau((*collectivite.membres, *suppleants), rangs, findings, hors_bureau, fonctions), findings


M = TypeVar("M")
T = TypeVar("T")
_FEW = 8  # of one session alone


class Loaded(Struct, frozen=True):
    """What a session file gives: no session as soon as one finding stops the run.

    `partial`: what can be shown of it then, and of which no act may be made. `charte` is the
    house style of its collectivity all the same, so that its images are looked at.
    """

    seance: Seance | None
    findings: tuple[Diagnostic, ...]
    charte: Charte | None = None
    partial: Seance | None = None


def load_session(
    path: Path, sources: Sources, catalogue: Catalogue, kept: Kept | None = None, annees: Annees | None = None
) -> Loaded:
    """Read a session, its collectivity, its groups and its texts; every finding in one pass.

    `kept` holds the collectivities and groups that other sessions of the same call have read, `annees` what
    the workspaces tell of their years.
    """
    loader = _Loader(sources, kept or Kept(_FEW))
    seance = loader.session(path, catalogue, annees or Annees())
    stopped = loader.stopped
    return Loaded(
        None if stopped else seance, tuple(loader.findings), loader.charte, seance if stopped else None
    )


def load_groupement(
    path: Path, sources: Sources, kept: Kept | None = None
) -> tuple[Groupement | None, tuple[Diagnostic, ...]]:
    """Read a group file and the texts that it names; `kept` as for a session."""
    loader = _Loader(sources, kept or Kept(_FEW))
    groupement = loader.group_from(sources.read(path, anywhere=True))
    return (None if loader.stopped else groupement), tuple(loader.findings)


def load_collectivite(path: Path, sources: Sources) -> tuple[Collectivite | None, tuple[Diagnostic, ...]]:
    """Read the file of a collectivity, named by itself."""
    loader = _Loader(sources, Kept(_FEW))
    source = sources.read(path, anywhere=True)
    if isinstance(source, SourceFault):
        return None, (source.finding(),)
    collectivite = loader._roster(source, tenue=True)
    return (None if loader.stopped else collectivite), tuple(loader.findings)


def receipts_around(seance: Seance, folder: Path, sources: Sources, kept: Kept, annees: Annees) -> Around:
    """What the folder of a session and the other sessions tell of its receipts."""
    days = annees.days(sources, seance.fichier)
    beside = annees.sirens(sources, seance.fichier, seance.date)
    return around(seance, folder, sources, kept, days, beside)


def _stops(finding: Diagnostic) -> bool:
    return finding.severity is Severity.ERROR and finding.scope is Scope.RUN


_OF_OTHERS = (
    "numero", "objet", "heure", "reprend", "acte", "groupement", "sans_acte", "election", "nature", "retire",
    "reporte", "non_traite",
)  # fmt: skip
"""Keys of an item on which other acts rest: the agenda, who was there or elected, a group, the numbers."""


def _item_of(finding: Diagnostic, places: Places, catalogue: Catalogue) -> int | None:
    """The number of the item whose act alone has what is wrong; None for what is wrong elsewhere.

    That is a value of its act, or a key that doesn't exist.
    """
    at, points = finding.location, places.node(("points",))
    if at is None or not isinstance(points, Sequence):
        return None
    for item in points.items:
        numero = parse_count(text_of(item.get("numero"))) if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or not isinstance(numero, int):
            continue
        kind = catalogue.get(text_of(item.get("acte")))
        own = {each.nom for each in kind.champs} - set(keys_of(Point)) if kind is not None else set()
        elects = bool(kind and kind.nature == "nomination") or any(map(item.get, ("election", "nature")))
        common = () if elects else set(keys_of(Point)) - set(_OF_OTHERS)
        if _in_fields(item, own.union(common), at) or _misspelt(item, own, finding, elects=elects):
            return numero
    return None


def _unread(read: Typed[Seance], rank: int) -> frozenset[Location]:
    """Where an item says what can't be read: each such value, and the key that holds it."""
    own = (path for path in read.aside if path[:2] == ("points", rank) and len(path) > 2)
    return frozenset(read.places.location(place) for path in own for place in (path, path[:3]))


def _confined(finding: Diagnostic, places: Places, catalogue: Catalogue) -> Diagnostic:
    """What stops a session, as what stops the acts that tell of one item, where it is of that item alone."""
    numero = _item_of(finding, places, catalogue) if _stops(finding) else None
    return finding if numero is None else replace(finding, scope=Scope.STATED, point=numero)


def _in_fields(item: Mapping, names: set[str], at: Location) -> bool:
    """Whether a place is in one of these keys of an item, or below."""
    return any(
        node.location == at or any(_holds(each, at) for each in (key, *scalars(node, keys=True)))
        for key, node in item
        if key.text in names
    )


def _misspelt(item: Mapping, own: set[str], finding: Diagnostic, *, elects: bool) -> bool:
    """Whether it tells a key that the item doesn't have, and that means nothing to the other acts."""
    known = (*own, *keys_of(Point))
    name = next((key.text for key, _ in item if key.location == finding.location), None)
    if finding.code != CLE_INCONNUE.name or name is None or name in known:
        return False
    meant = nearest(name, known)
    return meant not in _OF_OTHERS and not (elects and meant not in own)


def _holds(value: Scalar, at: Location) -> bool:
    """Whether a place is in a value of one line."""
    told = value.location
    within = told.column <= at.column <= told.column + len(value.text)
    return (told.file, told.line) == (at.file, at.line) and within


class _Loader(Struct):
    """Reads the files that a session names, each once; what is found wrong gathers in `findings`."""

    sources: Sources
    kept: Kept
    findings: list[Diagnostic] = field(default_factory=list)
    beside: list[Diagnostic] = field(default_factory=list)  # what reading a file at fault told of others
    groupements: dict[str, Groupement | None] = field(default_factory=dict)
    charte: Charte | None = None

    @property
    def stopped(self) -> bool:
        return any(map(_stops, self.findings))

    def session(self, path: Path, catalogue: Catalogue, annees: Annees) -> Seance | None:
        """The session of a file; names are looked up only in a collectivity that is without fault."""
        source = self.sources.read(path, anywhere=True)
        if isinstance(source, SourceFault):
            self.findings.append(source.finding())
            return None
        referred: list[tuple[References, int, bool]] = []

        def refer(places: Places) -> References | None:
            """What the names of the session stand for; none where its collectivity can't be told."""
            if referred:  # it is read once more, without what is wrong in it
                return referred[0][0]
            found = self._references(source, places, catalogue)
            referred.extend([(found, len(self.findings), self.stopped)] if found is not None else [])
            return found

        taken: dict[int, Reprise] = {}
        rewrite = self._taking_up(source, catalogue, annees, taken)
        read = self._read(
            source, Seance, refer, refine=refine_points(catalogue.get), rewrite=rewrite, salvage=True
        )
        sound = read is not None and (read.value is not None or self._items_alone(read, catalogue))
        value = None if read is None else read.value or read.partial
        if read is None or value is None or not referred:
            return None
        ((references, before, halted),) = referred
        told = None if sound and not halted else tuple(self.findings)  # what follows from a fault is no other
        points = PointsOfKinds(catalogue, references)
        seance = settle(value, references)
        seance = replace(
            seance,
            fichier=source.path,
            points=tuple(
                replace(points.completed(point), reprise=taken.get(rank), illisibles=_unread(read, rank))
                for rank, point in enumerate(seance.points)
            ),
            annee=annees.annee(
                self.sources, source.path, read.places.node(("collectivite",)), seance.organe, seance.date
            ),
        )
        hidden = (finding for kind in catalogue.kinds.understood for finding in check_field_names(kind))
        self.findings[before:before] = [*catalogue.findings, *hidden, *references.findings]
        seance = complete_from_others(seance)
        near = receipts_around(seance, path.parent, self.sources, self.kept, annees)
        seance, received = with_receipts(seance, path.parent, self.sources, near)
        self.findings.extend(received)
        if told is not None:
            self.findings = list(told)
        else:  # a name or a file that an item tells, and that there isn't
            self.findings = [_confined(each, read.places, catalogue) for each in self.findings]
        return seance

    def _items_alone(self, read: Typed[Seance], catalogue: Catalogue) -> bool:
        """Whether all that stops a session is of single items: what is wrong there stops its item alone."""
        read_beside, points = list(dict.fromkeys(self.beside)), read.places.node(("points",))
        left = read.partial.points if read.partial is not None else ()
        if not isinstance(points, Sequence) or len(left) != len(points.items):
            return False  # an item went with what is wrong in it
        alone = [_confined(each, read.places, catalogue) for each in (*read_beside, *self.findings)]
        if any(map(_stops, alone)):
            return False
        self.findings = alone
        return True

    def _taking_up(
        self, source: Source, catalogue: Catalogue, annees: Annees, taken: dict[int, Reprise]
    ) -> Rewrite:
        """Puts in a session what it takes up from those before it; `taken`: what, by the rank of the item."""

        def rewrite(tree: Mapping) -> tuple[Mapping, list[Diagnostic]]:
            evening = evening_of(Places(source.path, tree))
            if evening is None:
                return tree, []
            nommee, organe = tree.get("collectivite"), evening.organe
            seances = partial(annees.annee, self.sources, source.path, nommee, organe)
            reprises = Reprises(self.sources, catalogue.get, seances)
            tree = reprises.resolved(tree, source.path, evening.jour)
            taken.update(reprises.told)
            if reprises.told or reprises.findings:  # which session that is, all the others tell
                self.sources.depend_on_everything()
            return tree, reprises.findings

        return rewrite

    def _references(self, source: Source, places: Places, catalogue: Catalogue) -> References | None:
        """Who may be named in a session, when its collectivity is without fault and its day is known."""
        collectivite = self._collectivite(source, places)
        self.charte = collectivite.charte if collectivite is not None else None
        if collectivite is None:
            return None
        day = evening_of(places)
        if day is None:
            return None
        tableau, findings = roster_of(collectivite, day, places)
        beside = Beside(self.sources, source.path, findings=self.findings)
        return References(collectivite, tableau, self._groupement, beside.prose, findings)

    def _read(
        self,
        source: Source,
        fact: type[M],
        refer: Callable[[Places], Any],
        mender: Mender = Mender.SECRETAIRE,
        refine: Refine | None = None,
        rewrite: Rewrite | None = None,
        *,
        salvage: bool = False,
    ) -> Typed[M] | None:
        """What a file says; None after a finding, and then of its own form alone.

        `salvage`: what is left of it beside the faults is given too.
        """
        known = len(self.findings)
        typed = read_typed(
            source.content, source.path, fact, mender, refine, refer=refer, rewrite=rewrite, salvage=salvage
        )
        if typed.value is None:
            self.beside = self.findings[known:]
            del self.findings[known:]
        other = None if typed.value else autre_nature(typed.places.tree, source.path, fact, mender)
        self.findings[known:known] = [other] if other else typed.findings
        return typed if typed.value is not None or typed.partial is not None else None

    def _fact(self, source: Source, fact: type[M], beside: Beside, *, salvage: bool = False) -> M | None:
        """The fact of a file, with what was found wrong there; of one at fault, what `salvage` leaves."""
        apart = replace(beside, findings=[])
        typed = self._read(source, fact, lambda _: apart, beside.mender, salvage=salvage)
        if typed is None:
            return None
        if typed.value is not None:
            self.findings.extend(apart.findings)
        return typed.value or typed.partial

    def _collectivite(self, session: Source, places: Places) -> Collectivite | None:
        """The collectivity that a session names or writes; None too where the session is at fault."""
        here = ("collectivite",)
        node = places.node(here)
        absents = places.node(("absents",))
        tenue = absents is not None and not (isinstance(absents, Scalar) and absents.empty)
        if isinstance(node, Scalar) and not node.empty:
            return self._named_collectivite(node.text, places.location(here), tenue)
        if not isinstance(node, Mapping):
            return None
        beside = Beside(self.sources, session.path, tenue=tenue)
        context = FileContext(references=beside)
        written, slips, _ = read_fact(CollectiviteNommee, placed_tree(node, places, here), context)
        if slips:
            return None  # told with the rest of the session
        if written.fichier:
            return self._named_collectivite(written.fichier, places.location(here), tenue)
        self.findings.extend(beside.findings)
        return written if written.code else None

    def _named_collectivite(self, nom: str, lieu: Location, tenue: bool) -> Collectivite | None:
        source = self._named("collectivites", nom)
        if isinstance(source, SourceFault):
            self.findings.append(source.finding(lieu))
            return None
        return self._once(("collectivite", tenue), source, lambda loader: loader._roster(source, tenue))

    def _roster(self, source: Source, tenue: bool) -> Collectivite | None:
        beside = Beside(self.sources, source.path, tenue=tenue)
        read = self._fact(source, Collectivite, beside, salvage=True)
        return read if read is not None and read.code else None

    def _once(self, key: tuple[Hashable, ...], source: Source, load: Callable[[_Loader], T]) -> T:
        """What a file of the workspace gives, with its findings, read by the first session that names it."""

        def make(log: Sources) -> tuple[T, tuple[Diagnostic, ...]]:
            loader = _Loader(log, self.kept)
            return load(loader), tuple(loader.findings)

        value, findings = self.kept.get((*key, source.path, source.sha256), self.sources, make)
        self.findings.extend(findings)
        return value

    def _groupement(self, nom: str, lieu: Location) -> Groupement | None:
        if nom not in self.groupements:
            known = len(self.findings)
            source = self._named("groupements", nom)
            if isinstance(source, SourceFault):
                source = to_be_asked(source, dossier=(self.sources.workspace / "groupements").is_dir())
            groupement = self.group_from(source, lieu)
            dits = self.findings[known:]
            self.groupements[nom] = groupement and without_returns(groupement, dits)
            self.findings[known:] = told_to_member(dits)
        return self.groupements[nom]

    def group_from(self, source: Source | SourceFault, lieu: Location | None = None) -> Groupement | None:
        """The group of a file that was read; `lieu` is where another file names it."""
        if isinstance(source, SourceFault):
            self.findings.append(source.finding(lieu))
            return None
        return self._once(("groupement",), source, lambda loader: loader._group(source))

    def _group(self, source: Source) -> Groupement | None:
        beside = Beside(self.sources, source.path, Mender.COORDONNATEUR)
        groupement = self._fact(source, Groupement, beside)
        if groupement is None or not groupement.membres:  # whose coordinator can't be told
            return None
        unpaid = tuple(non_reparties(groupement))
        self.findings.extend(unpaid)
        return replace(groupement, couts=replace(groupement.couts, en_defaut=True)) if unpaid else groupement

    def _named(self, dossier: str, nom: str) -> Source | SourceFault:
        """A file of the workspace by its short name: `dietwiller` is collectivites/dietwiller.yaml."""
        fichier = nom if nom.endswith((".yaml", ".yml")) else f"{nom}.yaml"
        return self.sources.read(f"{dossier}/{fichier}")
