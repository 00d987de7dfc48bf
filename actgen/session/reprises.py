"""Items taken up from past sessions, « reprend: 2026-04-10 point 3 »: the past item under what is written.

It is done on the tree of the file, before anything is read of it: a value that carries over keeps its node,
so that whatever is found of it leads to its line in the past file, which the run has read as one of its
sources. Each link leads to an earlier day: no chain comes back to where it began.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.text.dates import date_chiffres, heure
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import phrase
from actgen.council.facts.annee import Annee, Voisine
from actgen.council.facts.point import Point
from actgen.council.facts.reprise import REPRISE_POINT, PointPasse, Reprise, parse_reprise
from actgen.council.kinds.manifest import Kind
from actgen.reading.facts import keys_of
from actgen.reading.nodes import Mapping, Node, Sequence, is_written, scalars, text_of
from actgen.reading.scalars import Problem
from actgen.reading.scalars.numbers import parse_count
from actgen.reading.sources import SourceFault, Sources
from actgen.reading.yaml_tree import read_tree
from actgen.session.emptied import Emptied

_CHAIN = 20  # links from one session to another before it
_SIGNS = 1_000_000  # of all that a session takes up: as many as a file may have
_FEW = 12
_Item = tuple[str, Mapping]
"""An item and the name of its file."""
_Links = tuple[Location, ...]
"""Where the session says what it takes up, then where that says so in its turn."""


class Reprises(Struct):
    """Resolves the items of one session; what is wrong gathers in `findings`.

    `kind_of` gives the kind of a code, `annee` the sessions of the same body in the year of a day. `told`:
    what each item takes up, by its rank in the file.
    """

    sources: Sources
    kind_of: Callable[[str], Kind | None]
    annee: Callable[[date], Annee]
    findings: list[Diagnostic] = field(default_factory=list)
    told: dict[int, Reprise] = field(default_factory=dict)
    _trees: dict[str, tuple[Mapping | None, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    _left: int = _SIGNS

    def resolved(self, tree: Mapping, fichier: str, jour: date) -> Mapping:
        """The session with the items that it takes up, each under what it writes itself."""
        points = tree.get("points")
        if not isinstance(points, Sequence):
            return tree
        items = list(points.items)
        for rank, item in enumerate(items):
            full = self._left < 0  # which was told
            taken = self._taken(item, fichier, jour, ()) if not full else None
            if taken is not None and not isinstance(taken, Diagnostic):
                items[rank], self.told[rank] = taken
            elif taken is not None or full:
                self.findings.extend([taken] if taken is not None else [])
                items[rank] = _bare(item)
        if not (self.told or self.findings):
            return tree
        whole = Sequence(tuple(items), points.location, points.flow)
        entries = tuple((key, whole if key.text == "points" else node) for key, node in tree)
        return Mapping(entries, tree.location, tree.flow)

    def _taken(
        self, item: Node, fichier: str, avant: date, links: _Links
    ) -> tuple[Mapping, Reprise] | Diagnostic | None:
        """An item with what it takes up, or why that can't be had; None where it takes up nothing."""
        node = item.get("reprend") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or node is None or not is_written(node):
            return None
        named, links = parse_reprise(text_of(node)), (*links, node.location)
        if isinstance(named, Problem):
            return named.code.finding(named.message, *links, hint=named.hint)
        found = self._past(named, avant, links)
        if isinstance(found, Diagnostic):
            return found
        source, past = found
        earlier = self._taken(past, source, named.seance, links)
        if isinstance(earlier, Diagnostic):
            return earlier
        past = earlier[0] if earlier is not None else past
        self._left -= sum(len(each.text) + 1 for each in scalars(past))
        if self._left < 0:
            return REPRISE_POINT.tell(
                "Les points que cette séance reprend font plus d'un million de signes.",
                *links,
                hint="Vérifiez la date et le point ; sinon, recopiez ici ce qui sert.",
            )
        kind = self.kind_of(text_of(item.get("acte") or past.get("acte")))
        emptied = Emptied(named, node.location, kind, source, fichier)
        entries = tuple(emptied.entries(past, frozenset(key.text for key, _ in item)))
        return Mapping((*item, *entries), item.location, item.flow), emptied.reprise

    def _past(self, named: PointPasse, avant: date, links: _Links) -> _Item | Diagnostic:
        if named.seance >= avant:
            return REPRISE_POINT.tell(
                "La séance du {jour}, d'où ce point est repris, n'est pas antérieure à celle du {avant}.",
                *links,
                hint="Écrivez la date d'une séance passée.",
                jour=named.seance,
                avant=avant,
            )
        if len(links) > _CHAIN:
            return REPRISE_POINT.tell(
                "Ce point est repris de séance en séance plus de {max} fois.",
                *links,
                hint="Reprenez-le de la séance qui l'écrit en entier.",
                max=_CHAIN,
            )
        year = self.annee(named.seance)
        of_day = [each for each in year.voisines if each.date == named.seance]
        meant = [each for each in of_day if named.heure in (None, each.heure)]
        if len(meant) == 1:
            return self._item(named, meant[0].fichier, links)
        return _not_one(named, of_day, links) if of_day else _no_session(named, year, links)

    def _item(self, named: PointPasse, fichier: str, links: _Links) -> _Item | Diagnostic:
        source = self.sources.read(fichier)
        if isinstance(source, SourceFault):
            return source.finding(*links)
        if fichier not in self._trees:
            self._trees[fichier] = read_tree(source.content, source.path)
        tree, found = self._trees[fichier]
        faults = [each for each in found if each.severity is Severity.ERROR]
        if tree is None or faults:
            return REPRISE_POINT.tell(
                "Le fichier de la séance du {jour} ne se lit pas : {fautes}.",
                *links,
                *(place for each in faults[:1] for place in each.locations),
                hint="Corrigez-le d'abord : actgen check {fichier}.",
                jour=named.seance,
                fautes=compte(len(faults), "erreur"),
                fichier=fichier,
            )
        points = tree.get("points")
        listed = points.items if isinstance(points, Sequence) else ()
        items = [each for each in listed if isinstance(each, Mapping)]
        numeros = [parse_count(text_of(each.get("numero"))) for each in items]
        of_number = [each for each, numero in zip(items, numeros, strict=True) if numero == named.numero]
        if len(of_number) == 1:
            return fichier, of_number[0]
        known = etendue(numero for numero in numeros if isinstance(numero, int))
        return REPRISE_POINT.tell(
            "La séance du {jour} a {combien} points numérotés {numero}."
            if of_number
            else "La séance du {jour} n'a pas de point {numero}.",
            *links,
            *([each.location for each in of_number] or [Location(fichier)]),
            hint="Ses points : {points}." if known else "Son fichier n'écrit aucun point.",
            jour=named.seance,
            combien=len(of_number),
            numero=named.numero,
            points=known,
        )


def _bare(item: Node) -> Node:
    """An item without the fields of an act that isn't known: one fault, one finding."""
    known = frozenset(keys_of(Point)) - {"reprend"}
    entries = [entry for entry in item if entry[0].text in known] if isinstance(item, Mapping) else ()
    return Mapping(tuple(entries), item.location)


def _not_one(named: PointPasse, of_day: list[Voisine], links: _Links) -> Diagnostic:
    """Several sessions were held that day, or one at another hour than the one that is written."""
    heures = {each.heure for each in of_day}
    return REPRISE_POINT.tell(
        "Séances de la même assemblée le {jour} : {n}, heure : {heures}.",
        *links,
        *(Location(each.fichier) for each in of_day),
        hint="Dites laquelle par son heure : « {iso} à 20h30, point {numero} »."
        if None not in heures and len(heures) == len(of_day)
        else "Écrivez l'heure de chacune dans son fichier, puis ici : « {iso} à 20h30, point {numero} ».",
        n=len(of_day),
        jour=named.seance,
        heures=enumeration(heure(each.heure) if each.heure else "non écrite" for each in of_day),
        iso=named.seance.isoformat(),
        numero=named.numero,
    )


def _no_session(named: PointPasse, year: Annee, links: _Links) -> Diagnostic:
    """No file of the workspace tells of such a session: which days it knows, which files it can't read."""
    days = [date_chiffres(each.date) for each in year.voisines[:_FEW]]
    known = phrase("Séances connues cette année-là : {liste}. ", liste=enumeration(days)) if days else ""
    lost = year.illisibles[:_FEW]
    unread = phrase("Fichiers qui ne se lisent pas : {liste}. ", liste=enumeration(lost)) if lost else ""
    return REPRISE_POINT.tell(
        "Aucune séance de la même assemblée n'est connue le {jour}.",
        *links,
        hint="{known}{unread}Son fichier est dans le dossier « seances », et nomme la même collectivité.",
        jour=named.seance,
        known=known,
        unread=unread,
    )
