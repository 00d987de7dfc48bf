"""A page of an act in which each value leads back to where a user wrote it: what a preview is clicked for.

The tree of an act says by which way its template came to each value that it prints: « vote », « pour ». Here
that way is followed among the facts. A count leads to what it was counted from; what reference data, the law
or a template says leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from actgen.acts.tree.inline import Inline, Origin, Span, Text, walk_inlines
from actgen.acts.tree.nodes import Document, SignaturePlace, inlines, walk
from actgen.acts.tree.typeset import rewritten
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.base.text.dates import formule_ouverture, heure_lettres
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.personne import Membre
from actgen.council.facts.seance import Seance
from actgen.council.facts.texte import Prose
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.suites import examinees
from actgen.council.kinds.manifest import Famille
from actgen.reading.facts import Fact, words_of
from actgen.reading.sources import decoded
from actgen.session.texts import Texts

Found = Location | Mapping[str, Location] | None
"""Where a value was written; of one that holds several, where each of these words was."""

_NAMES_OF_ABSENT = ("representes_en_ligne", "representes_en_colonnes", "excuses_en_ligne", "absents_en_ligne")
_COUNTS_OF_ABSENT = ("nombre_representes", "nombre_excuses", "nombre_absents")
_OTHER_KEYS = {
    "representant": "represente_par",
    "qualite": "represente_par",
    "certifie_le": "certificat_du",
    "minimum": "minimum_ht",
    "maximum": "maximum_ht",
    "version_convention": "version",
    "annexe_1_arretee_au": "arretee_au",
}
_FIRST = 3  # words of a paragraph by which it is found in its file
_PLAIN = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " "})


class Preview(Struct, frozen=True):
    """The page of an act; the value in `<span data-lieu="3">` was written at `places[3]`."""

    html: str
    places: tuple[Location, ...]


def plain(text: str) -> str:
    """A text letter for letter, without what typography makes of spaces and apostrophes."""
    return text.translate(_PLAIN)


def placed(
    document: Document, plan: ActPlan, figures: FiguresSeance, texts: Texts
) -> tuple[Document, tuple[Location, ...]]:
    """The same act, its values marked with the rank of their place."""
    marker = _Marker(_Facts(figures, plan), _of_proses(figures, plan, texts))
    blocks = rewritten(document.blocks, marker.line, marker.signature)
    return replace(document, blocks=blocks), tuple(marker.places)


class _Marker(Struct):
    """Puts the rank of its place on each value of an act; `proses`: the places of texts that users wrote."""

    facts: _Facts
    proses: Mapping[int, Location]
    places: dict[Location, int] = field(default_factory=dict)

    def line(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(map(self._inline, children))

    def signature(self, place: SignaturePlace) -> SignaturePlace:
        found = self.facts.signatures.get(place.name)
        return place if found is None else replace(place, origin=self._rank(found))

    def _inline(self, node: Inline) -> Inline:
        if isinstance(node, Span):
            return replace(node, children=self.line(node.children))
        if not isinstance(node, Text):
            return node
        if id(node) in self.proses:
            return Text(node.text, ((0, len(node.text), self._rank(self.proses[id(node)])),))
        return Text(node.text, tuple(self._ranked(node)))

    def _ranked(self, node: Text) -> Iterator[Origin]:
        for begin, end, way in node.origins:
            found = self.facts.place(way) if isinstance(way, tuple) else None
            if isinstance(found, Location):
                yield begin, end, self._rank(found)
            elif found:
                for start, stop, place in _within(node.text[begin:end], found):
                    yield begin + start, begin + stop, self._rank(place)

    def _rank(self, place: Location) -> int:
        return self.places.setdefault(place, len(self.places))


def _within(text: str, words: Mapping[str, Location]) -> Iterator[tuple[int, int, Location]]:
    """Where these words stand in a text, the longest first where two begin alike."""
    ordered = sorted(map(re.escape, words), key=len, reverse=True)
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)", plain(text)):
        yield *found.span(), words[found[0]]


class _Facts(Struct, frozen=True, dict=True):
    """The facts of a session, followed by the names that templates have for them."""

    figures: FiguresSeance
    plan: ActPlan

    def place(self, way: tuple[str | int, ...]) -> Found:
        """Where the value at the end of this way was written; None for what no file of a user says."""
        numero = way[0] if isinstance(way[0], int) else self.plan.point
        names = list(way[1:] if isinstance(way[0], int) else way)
        if names[0] == "points" and len(names) > 2 and isinstance(names[1], int):
            numero, names = self.figures.points[names[1]].point.numero, ["point", *names[2:]]
        item = next((each for each in self.figures.points if each.point.numero == numero), None)
        match names:
            case ["presence", name, *_]:
                return self._of_presence(str(name))
            case ["seance", *rest]:
                return self._of_session(rest)
            case [_, int(), "nom"] if names[0] == "signataires":
                return self.signatures
        return self._of_item(names, item) if item is not None else self._own(names, None)

    def _of_presence(self, name: str) -> Found:
        if name in _NAMES_OF_ABSENT:
            return self._absent
        if name in _COUNTS_OF_ABSENT:
            return _said(self._seance, "absents")
        return self._members if name.endswith(("_en_ligne", "_en_colonnes")) else None

    def _of_session(self, names: list[str | int]) -> Found:
        seance = self._seance
        match names:
            case ["ouverture_en_lettres"]:
                words = {formule_ouverture(seance.date): _said(seance, "date")}
                if seance.heure is not None:
                    words[heure_lettres(seance.heure)] = _said(seance, "heure")
                return {plain(text): place for text, place in words.items() if place is not None}
            case ["convocation"]:
                return _said(seance.convocation, "envoyee_le")
            case ["affichage_convocation"]:
                return _said(seance.convocation, "affichee_le")
            case ["du_president"] | ["le_president"]:
                return _said(seance, "presidence")
            case ["secretaire"]:
                written = (*seance.secretaires, *seance.auxiliaires)
                return {plain(each.nom): each.lieu for each in written if each.lieu is not None}
        return _at(seance, names)

    def _of_item(self, names: list[str | int], item: FiguresPoint) -> Found:
        point = item.point
        match names:
            case ["vote", *rest]:
                return _at(point.vote, rest) or _said(point, "vote")
            case ["point", "retraits", int(rank), *_]:
                return point.retraits[rank].lieu
            case ["point", "vus" | "considerants" as several, int(rank), *_]:
                return point.places.at(several.removesuffix("s"), rank)
            case ["point", "decisions", int(rank), *_]:
                return point.places.at("decide", rank)
            case ["point", *rest]:
                return _at(point, rest)
            case ["champs", str(name), *_] if name in point.champs and not point.champs[name].manque:
                return point.champs[name].lieu
            case ["groupement", *rest]:
                return _at(point.groupement, rest)
            case ["version_convention"]:
                return _at(point.groupement, names)
            case ["numero"]:  # it is made of the date, of a rank: of what the collectivity chose
                return None
        return self._own(names, item)

    def _own(self, names: list[str | int], item: FiguresPoint | None) -> Found:
        """The place of a value that stands at the top of a view: each family has its own facts there."""
        seance = self._seance
        match self.plan.kind.famille:
            case Famille.CONVENTION:
                return self._of_group(names)
            case Famille.LISTE:
                return self._of_row(names) or _at(seance.liste, names)
            case Famille.PROCES_VERBAL:
                return _at(seance.proces_verbal, names) or _at(seance, names)
        if item is None:
            return None
        return _at(item.point, names) or _at(seance.suites_de(item.point), names)

    def _of_row(self, names: list[str | int]) -> Found:
        """The place of what a row of the list of deliberations tells of its item."""
        match names:
            case ["lignes", int(rank), str(name)]:
                told = sorted(examinees(self.figures), key=lambda each: each.point.numero)
                return _said(told[rank].point, "vote" if name == "sort" else name)
        return None

    def _of_group(self, names: list[str | int]) -> Found:
        groupement = _group(self.plan, self.figures)
        match names:
            case [_, int(), "nom"] if groupement is not None:
                membres = groupement.membres
                return {plain(each.collectivite.nom): each.lieu for each in membres if each.lieu is not None}
        return _at(groupement, names)

    @property
    def _seance(self) -> Seance:
        return self.figures.seance

    @cached_property
    def _members(self) -> dict[str, Location]:
        """Where each member stands in the list of the collectivity."""
        membres = self._seance.collectivite.membres
        return _named((*membres, *(each.suppleant for each in membres if each.suppleant)))

    @cached_property
    def _absent(self) -> dict[str, Location]:
        """The same, but of who is absent, and of who stands in for them, where the session says so."""
        seance = self._seance
        told: dict[str, Location] = {}
        for rank, absence in enumerate(seance.absents or ()):
            holder = absence.pouvoir.mandataire if absence.pouvoir is not None else None
            for membre in filter(None, (absence.membre, holder)):
                place = seance.places.at("absents", rank, part=membre.nom_complet)
                told.setdefault(plain(membre.nom_complet), place)
        return self._members | told

    @cached_property
    def signatures(self) -> dict[str, Location]:
        """Where those who sign are named: in the session who presided and who wrote, else in the list."""
        seance = self._seance
        named = dict(self._members)
        named |= {each.nom: each.lieu for each in seance.secretaires if each.lieu is not None}
        if seance.presidence is not None and (place := _said(seance, "presidence")) is not None:
            named[seance.presidence.nom_complet] = place
        return named


def _named(membres: Iterable[Membre]) -> dict[str, Location]:
    return {plain(each.nom_complet): each.lieu for each in membres if each.lieu is not None}


def _at(fact: Any, names: Sequence[str | int]) -> Location | None:
    """The place of the key of that name in a fact, or below it; None where no such key is written."""
    if not names:
        return getattr(fact, "lieu", None)
    name, *rest = names
    if isinstance(name, int):
        return _at(fact[name], rest) if isinstance(fact, tuple) and name < len(fact) else None
    below = getattr(fact, name, None)
    return _at(below, rest) if rest else _said(fact, name)


def _said(fact: Any, name: str) -> Location | None:
    """The place of the value of a key, when there is one."""
    name = _OTHER_KEYS.get(name, name)
    if isinstance(fact, Fact):
        name = name if name in fact.lieux else words_of(type(fact)).get(name, name)
        return fact.lieux[name] if name in fact.lieux and fact.places.said(name) else None
    return getattr(fact, "lieux", {}).get(name) if getattr(fact, name, None) not in (None, "", ()) else None


def _group(plan: ActPlan, figures: FiguresSeance) -> Groupement | None:
    """The group whose convention an act is."""
    groups = (each.point.groupement for each in figures.points if each.point.groupement is not None)
    return next((group for group in groups if plan.key.endswith(f"-{group.nom}")), None)


def _of_proses(figures: FiguresSeance, plan: ActPlan, texts: Texts) -> dict[int, Location]:
    """The place of each text of the files that users joined, by the identity of its node."""
    found: dict[int, Location] = {}
    for each in figures.points:
        if plan.point in (None, each.point.numero):
            group = each.point.groupement
            own = (*each.point.proses, each.point.debats, group.contexte if group is not None else None)
            covered = (heading.couvre for heading in group.rubriques) if group is not None else ()
            for prose in filter(None, (*own, *covered)):
                found |= _of_prose(prose, texts if group is None else texts.of_group(group))
    return found


def _of_prose(prose: Prose, texts: Texts) -> Iterator[tuple[int, Location]]:
    """Each text of a Markdown file with its line, where it is found; of a Word file, with the file."""
    lines = decoded(prose.content).split("\n") if prose.fichier.endswith(".md") else []
    at = 0
    for block in walk(texts.prose(prose)):
        for node in walk_inlines(inlines(block)):
            if isinstance(node, Text):
                words = " ".join(plain(node.text).split()[:_FIRST])
                rank = next((n for n in range(at, len(lines)) if words in plain(lines[n])), None)
                at = at if rank is None else rank
                line = 0 if rank is None else rank + 1
                yield id(node), Location(prose.fichier, line)
