"""What an item of a past session keeps once its evening and its figures are taken away.

Nobody must vote last year's sum by inattention, nor state what was true last year. A field of a figure, or of
a yes or no, is left empty; a sum, a rate or a date of the time gives way to a blank among words; each blank
remembers what was said there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator
from pathlib import PurePosixPath

from msgspec import Struct, field

from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.base.text.dates import MOIS
from actgen.base.text.keys import cle
from actgen.base.text.patterns import pattern
from actgen.checks.textes.lectures import montants, plie
from actgen.council.facts.champs import Champ
from actgen.council.facts.point import Point
from actgen.council.facts.reprise import PointPasse, Repris, Reprise
from actgen.council.facts.texte import nomme_un_fichier
from actgen.council.facts.types_de_champ import TYPES, TypeChamp
from actgen.council.kinds.manifest import Kind
from actgen.reading.facts import keys_of
from actgen.reading.nodes import Mapping, Node, Path, Scalar, Sequence, is_written, scalars
from actgen.reading.placed import NOBODY

BLANC = "[à compléter]"
"""What stands for a figure among the words of a text: an adopted act is refused with it."""
_TELS_QUELS = ("acte", "sans_acte", "nature", "election", "secret_impose", "matiere")
_A_RELIRE = ("organisme", "donnees_privees")
_TEXTE = Champ("", TypeChamp.TEXTE_LONG, "")
_AUTRE = Champ("", TypeChamp.CHOIX, "")  # carries over as it is
_TEXTES = ("objet", "vu", "considerant", "decide", "texte", "signataire", "dispense_de_transmission")
_ANNEXES = "annexes"
_DU_JOUR = (
    frozenset(  # figures, bounded by their value and not by their length; and what is answered of the day
        genre for genre, row in TYPES.items() if row.borne is not None and row.compte is None
    )
    | {TypeChamp.OUI_NON}
)
_EUROS = pattern(r"(?:€|euros?)(?: et [\w -]+ centimes?)?")
_TAUX_OU_DATE = pattern(
    r"(?<![\d.,])\d{1,9}(?:[.,]\d{1,9})? ?(?:%|pour cent\b|[km]€)"
    rf"|(?:(?:\b\d{{1,2}}|\b1er) (?:{'|'.join(map(plie, MOIS))}) |\b\d{{1,2}}/\d{{1,2}}/|(?<![\w.,/-]))"
    r"(?P<an>(?:19|20)\d\d)(?:-\d+)*(?!\w)"
)


class Emptied(Struct, dict=True):
    """An item being taken up: `kind` is that of its act, `source` the past file, `here` the session's."""

    point: PointPasse
    lieu: Location
    kind: Kind | None
    source: str
    here: str
    blancs: list[Repris] = field(default_factory=list)
    a_relire: list[Repris] = field(default_factory=list)
    perdues: list[Repris] = field(default_factory=list)

    @property
    def reprise(self) -> Reprise:
        """What is to be told of it, once its entries are made."""
        return Reprise(self.point, self.lieu, tuple(self.blancs), tuple(self.a_relire), tuple(self.perdues))

    def entries(self, past: Mapping, own: Container[str]) -> Iterator[tuple[Scalar, Node]]:
        """What the item gets of the past one; its `own` keys stand instead of those.

        What belongs to an evening is left out, not being named here; so is a group: a council joins it once.
        """
        champs = {champ.nom: champ for champ in self.kind.champs} if self.kind is not None else {}
        champs |= dict.fromkeys(_TEXTES, _TEXTE)
        for key, node in past:
            nom = key.text
            if nom in own or not is_written(node):
                continue
            if nom in _TELS_QUELS:
                yield key, node
            elif nom in _A_RELIRE:
                yield key, self._kept(node, (nom,))
            elif nom in champs and (nom in _TEXTES or nom not in keys_of(Point)):
                yield key, self._value(node, champs[nom], (nom,))
            elif nom == _ANNEXES:
                yield key, self._blank(node, (nom,))
            elif nom not in keys_of(Point):
                self.perdues.append(_repris(node, (nom,)))

    def _value(self, node: Node, champ: Champ, chemin: Path) -> Node:
        """A value as its field carries it over; a form that its reader refuses stays for it."""
        genre = champ.de if champ.type is TypeChamp.LISTE else champ.type
        if genre in _DU_JOUR and is_written(node):
            return self._blank(node, chemin)
        if genre is TypeChamp.LIGNES and not (isinstance(node, Scalar) and cle(node.text) in NOBODY):
            rows = node.items if isinstance(node, Sequence) else (node,)
            made = (self._row(row, champ, (*chemin, rank)) for rank, row in enumerate(rows))
            return Sequence(tuple(made), node.location)
        if isinstance(node, Sequence):
            made = (self._value(each, champ, (*chemin, rank)) for rank, each in enumerate(node.items))
            return Sequence(tuple(made), node.location)
        if genre is TypeChamp.PERSONNE:
            return self._kept(node, chemin)
        if genre in (TypeChamp.TEXTE, TypeChamp.TEXTE_LONG) and isinstance(node, Scalar):
            return self._text(node, chemin)
        return node

    def _row(self, row: Node, champ: Champ, chemin: Path) -> Node:
        """A row of a table, be it written on one line, with its cells of figures empty."""
        columns = {column.nom: column for column in champ.colonnes}
        if isinstance(row, Scalar):
            cells = [replace(row, text=cell.strip(), empty=not cell.strip()) for cell in row.text.split(";")]
            if len(cells) > len(columns):
                return row  # refused as it is
            names = (Scalar(nom, row.location) for nom in columns)
            row = Mapping(tuple(zip(names, cells, strict=False)), row.location)
        if not isinstance(row, Mapping):
            return row
        entries = (
            (key, self._value(node, columns.get(key.text, _AUTRE), (*chemin, key.text))) for key, node in row
        )
        return Mapping(tuple(entries), row.location)

    def _text(self, node: Scalar, chemin: Path) -> Node:
        """A text without its figures; the name of a file, from the folder of the session."""
        if nomme_un_fichier(node.text):
            nom = _from_here(node.text, self.source, self.here)
            return (
                self._kept(replace(node, text=nom), chemin)
                if nomme_un_fichier(nom)
                else self._blank(node, chemin)
            )
        text = without_figures(node.text, self.point.seance.year - 1)
        if text == node.text:
            return node
        self._blank(node, chemin)
        return replace(node, text=text)

    def _kept(self, node: Node, chemin: Path) -> Node:
        if is_written(node):
            self.a_relire.append(_repris(node, chemin))
        return node

    def _blank(self, node: Node, chemin: Path) -> Scalar:
        """An empty value, to be written where the session takes the item up."""
        self.blancs.append(_repris(node, chemin))
        return Scalar("", self.lieu, empty=True)


def _repris(node: Node, chemin: Path) -> Repris:
    dit = " ; ".join(" ".join(each.text.split()) for each in scalars(node) if not each.empty)
    return Repris(chemin, dit, node.location)


def _from_here(nom: str, source: str, here: str) -> str:
    """The name of a file beside the past session, as this one names it."""
    folder, own = (PurePosixPath("/", each).parent for each in (source, here))
    return nom if folder == own or nom.startswith("/") else posixpath.relpath(folder / nom, own)


def without_figures(text: str, depuis: int) -> str:
    """A text with a blank for each sum and rate, and for each day and year from that year on."""
    plain = plie(text)
    found = (each for each in _TAUX_OU_DATE.finditer(plain) if int(each["an"] or depuis) >= depuis)
    spans = [each.span() for each in found]
    for start, stop in (each.span for each in montants(plain)):
        euros = _EUROS.search(plain, start, stop)
        spans.append((start, euros.end() if euros else stop))
    kept, end = [], 0
    for start, stop in sorted(spans):
        if start >= end:
            kept += [text[end:start], BLANC]
        end = max(end, stop)
    return "".join([*kept, text[end:]])
