"""Bytes of a YAML file → located tree, or every reason why it can't be one.

What YAML offers and no town hall needs (anchors, aliases, tags, merge keys, several documents) is
refused: each is a way to write one thing and have another read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from actgen.diagnostics import Diagnostic, Location, Mender, Scope, Severity, declare
from actgen.reading.characters import clean_value, forbidden_character, is_forbidden
from actgen.reading.decoding import decode
from actgen.reading.events import Unreadable, parse_events
from actgen.reading.nodes import Mapping, Node, Scalar, ScalarStyle, Sequence
from actgen.reading.source_text import SourceText
from actgen.reading.syntax_advice import (
    NO_KEY,
    WRITE_KEY,
    explain,
    quote_advice,
    reserved_start,
    several_documents,
)
from actgen.reading.wording import say

YAML_VIDE = declare("YAML-VIDE", Severity.ERROR, "Le fichier est vide.", scope=Scope.RUN)
YAML_FORME = declare(
    "YAML-FORME", Severity.ERROR, "Le fichier n’est pas une suite de rubriques.", scope=Scope.RUN
)
YAML_ANCRE = declare(
    "YAML-ANCRE", Severity.ERROR, "Une ancre (&) ou un renvoi (*) de YAML est employé.", scope=Scope.RUN
)
YAML_ETIQUETTE = declare(
    "YAML-ETIQUETTE", Severity.ERROR, "Une étiquette de type (!) de YAML est employée.", scope=Scope.RUN
)
YAML_FUSION = declare(
    "YAML-FUSION", Severity.ERROR, "La fusion « << » de YAML est employée.", scope=Scope.RUN
)
YAML_PROFONDEUR = declare(
    "YAML-PROFONDEUR", Severity.ERROR, "Plus de cinquante niveaux sont emboîtés.", scope=Scope.RUN
)
CLE_DOUBLE = declare("CLE-DOUBLE", Severity.ERROR, "Une rubrique est écrite deux fois.", scope=Scope.RUN)
CLE_COMPLEXE = declare(
    "CLE-COMPLEXE", Severity.ERROR, "Le nom d’une rubrique est vide, une liste ou un bloc.", scope=Scope.RUN
)
YAML_DIESE = declare(
    "YAML-DIESE", Severity.WARNING, "Un dièse collé à un mot fait de la suite de la ligne un commentaire."
)

MAX_DEPTH = 50
_MAX_FINDINGS = 50
_SURROGATE = re.compile("[\ud800-\udfff]")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def read_tree(
    content: bytes, file: str, mender: Mender = Mender.SECRETAIRE, *, parser: Any = None
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The tree of a file and what is wrong with it.

    No bytes raise anything. With an error that leaves the structure sound (a key written twice: the
    first one is kept) the tree is given too, so that the rest can be looked at in the same pass.
    `parser` is for tests: the PyYAML loader to use instead of the best one at hand.
    """
    source, findings = decode(content, file, mender)
    if source is None:
        return None, findings
    builder = _Builder(source, mender)
    try:
        for event in parse_events(source, parser):
            builder.take(event)
    except Unreadable as stop:
        return None, _with_last(builder.findings, explain(source, stop, mender))
    except _Enough:
        return None, tuple(builder.findings)
    return builder.result()


def _with_last(findings: list[Diagnostic], last: Diagnostic) -> tuple[Diagnostic, ...]:
    """One slip gives one finding: what stopped the parser may be what was just refused on that line."""
    lines = {place.line for finding in findings for place in finding.locations}
    same = last.location is not None and last.location.line in lines
    return tuple(findings) if same else (*findings, last)


class _Enough(Exception):
    """Reading on would add nothing: too deep, a second document, or too many findings."""


@dataclass(slots=True)
class _Open:
    """A mapping or a list whose end has not been read."""

    event: yaml.Event
    children: list[Node] = field(default_factory=list)


class _Builder:
    def __init__(self, source: SourceText, mender: Mender) -> None:
        self.source = source
        self.mender = mender
        self.findings: list[Diagnostic] = []
        self.sound = True
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_alias(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event)
            self._add(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_marks(event)
            self._enter(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._leave(event)

    def result(self) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
        errors_so_far = any(finding.severity is Severity.ERROR for finding in self.findings)
        if self.root is None or (isinstance(self.root, Scalar) and self.root.empty and not errors_so_far):
            self._empty_file()
        elif not isinstance(self.root, Mapping) and not errors_so_far:
            self._not_a_mapping(self.root)
        sound = self.sound and isinstance(self.root, Mapping)
        return (self.root if sound and isinstance(self.root, Mapping) else None), tuple(self.findings)

    # what is built

    def _enter(self, event: yaml.Event) -> None:
        if len(self.open) >= MAX_DEPTH:
            place = self._place(event, 1)
            self._report(
                YAML_PROFONDEUR.finding(
                    say("Plus de {limit} niveaux sont emboîtés les uns dans les autres.", limit=MAX_DEPTH),
                    place,
                    hint=say(
                        "Un fichier d'actgen n'en demande pas dix : vérifiez les retraits et les crochets."
                    ),
                    mender=self.mender,
                ),
                sound=False,
            )
            raise _Enough
        self.open.append(_Open(event))

    def _leave(self, end: yaml.Event) -> None:
        closed = self.open.pop()
        start = closed.event
        flow = bool(getattr(start, "flow_style", False))
        place = self._span(start, end)
        if isinstance(start, yaml.SequenceStartEvent):
            self._add(Sequence(tuple(closed.children), place, flow))
        else:
            self._add(Mapping(self._entries(closed.children, start, flow), place, flow))

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node

    def _entries(
        self, children: list[Node], start: yaml.Event, flow: bool
    ) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar) or (key.empty and not flow):
                self._complex_key(key, start, flow)
            elif key.text == "<<" and key.style is ScalarStyle.PLAIN:
                self._merge_key(key)
            elif key.text in entries:
                self._double_key(entries[key.text][0], key)
            else:
                entries[key.text] = (key, value)
        return tuple(entries.values())

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        style = {
            "'": ScalarStyle.QUOTED,
            '"': ScalarStyle.QUOTED,
            "|": ScalarStyle.BLOCK,
            ">": ScalarStyle.BLOCK,
        }.get(event.style or "", ScalarStyle.PLAIN)
        if _SURROGATE.search(event.value):
            # libyaml refuses such an escape, its Python twin lets it through.
            raise Unreadable(event.end_mark.line, event.end_mark.column - 1)
        text = clean_value(event.value)
        place = self._block_place(event) if style is ScalarStyle.BLOCK else self._span(event, event)
        if bad := is_forbidden(text):
            self._report(forbidden_character(bad, place, mender=self.mender))
        empty = not text.strip() or (style is ScalarStyle.PLAIN and text.strip() in _NULLS)
        if style is ScalarStyle.PLAIN:
            self._watch_hash(event)
        last = event.end_mark.line + (0 if event.end_mark.column == 0 and style is ScalarStyle.BLOCK else 1)
        return Scalar("" if empty else text, place, style, empty, last, self.source)

    # where it is

    def _place(self, event: yaml.Event, length: int) -> Location:
        return self.source.place(event.start_mark.line, event.start_mark.column, length)

    def _span(self, start: yaml.Event, end: yaml.Event) -> Location:
        line, column = start.start_mark.line, start.start_mark.column
        if end.end_mark.line == line:
            return self.source.place(line, column, end.end_mark.column - column)
        return self.source.place(line, column, len(self.source.lines[line].rstrip()) - column)

    def _block_place(self, event: yaml.Event) -> Location:
        for line in range(event.start_mark.line + 1, min(event.end_mark.line + 1, len(self.source.lines))):
            if self.source.lines[line].strip():
                return self.source.content(line)
        return self._place(event, 1)

    # what is refused

    def _report(self, finding: Diagnostic, sound: bool = True) -> None:
        self.findings.append(finding)
        self.sound = self.sound and sound
        if len(self.findings) >= _MAX_FINDINGS:
            raise _Enough

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._report(several_documents(self.source, event.start_mark.line, self.mender), sound=False)
            raise _Enough

    def _refuse_alias(self, event: yaml.Event) -> None:
        self._anchor(event, say("Un renvoi « * » de YAML n'est pas admis."))
        self._add(Scalar("", self._place(event, 1), empty=True))

    def _refuse_marks(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            self._anchor(event, say("Une ancre « & » de YAML n'est pas admise."))
        elif getattr(event, "tag", None) is not None:
            value = self._rest(event)
            self._report(
                YAML_ETIQUETTE.finding(
                    say("Une étiquette « ! » de YAML n'est pas admise."),
                    self._place(event, len(value)),
                    hint=quote_advice(value),
                    mender=self.mender,
                ),
                sound=False,
            )

    def _anchor(self, event: yaml.Event, message: str) -> None:
        value = self._rest(event)
        hint = (
            say("Si ce signe fait partie du texte : ")
            + quote_advice(value)[:1].lower()
            + quote_advice(value)[1:]
        )
        place = self._place(event, len(value))
        self._report(YAML_ANCRE.finding(message, place, hint=hint, mender=self.mender), sound=False)

    def _rest(self, event: yaml.Event) -> str:
        return self.source.lines[event.start_mark.line][event.start_mark.column :].strip()

    def _complex_key(self, key: Node, start: yaml.Event, flow: bool) -> None:
        if flow or (not isinstance(key, Scalar) and key.flow):
            self._report(
                reserved_start(self.source, start.start_mark.line, start.start_mark.column, self.mender),
                sound=False,
            )
            return
        self._report(
            CLE_COMPLEXE.finding(
                say(NO_KEY),
                key.location,
                hint=say(WRITE_KEY),
                mender=self.mender,
            ),
            sound=False,
        )

    def _merge_key(self, key: Scalar) -> None:
        self._report(
            YAML_FUSION.finding(
                say("La fusion « << » de YAML n'est pas admise."),
                key.location,
                hint=say("Écrivez les rubriques en toutes lettres."),
                mender=self.mender,
            ),
            sound=False,
        )

    def _double_key(self, first: Scalar, second: Scalar) -> None:
        self._report(
            CLE_DOUBLE.finding(
                say(
                    "La rubrique « {key} » est écrite deux fois : lignes {first} et {second}.",
                    key=first.text,
                    first=first.location.line,
                    second=second.location.line,
                ),
                second.location,
                first.location,
                hint=say("Gardez une seule des deux lignes."),
                mender=self.mender,
            )
        )

    def _watch_hash(self, event: yaml.ScalarEvent) -> None:
        line, column = event.end_mark.line, event.end_mark.column
        rest = self.source.lines[line][column:] if line < len(self.source.lines) else ""
        if match := re.match(r" +#[^\s#].*", rest):
            comment = match.group().strip()
            self._report(
                YAML_DIESE.finding(
                    say("« {comment} » est lu comme un commentaire et n'est pas repris.", comment=comment),
                    self.source.place(line, column + rest.index("#"), len(comment)),
                    hint=say(
                        "Si cela fait partie de la valeur, mettez-la entre guillemets ; sinon, une espace après « # »."
                    ),
                    mender=self.mender,
                )
            )

    def _empty_file(self) -> None:
        written = any(line.strip() for line in self.source.lines)
        self._report(
            YAML_VIDE.finding(
                say("Le fichier ne contient que des commentaires.")
                if written
                else say("Le fichier est vide."),
                Location(self.source.file),
                hint=say("« actgen new session » écrit un fichier prêt à compléter."),
                mender=self.mender,
            )
        )

    def _not_a_mapping(self, root: Node) -> None:
        found = "une liste" if isinstance(root, Sequence) else "un texte"
        self._report(
            YAML_FORME.finding(
                say("Le fichier commence par {found} ; une suite de rubriques est attendue.", found=found),
                root.location,
                hint=say("Chaque ligne du premier niveau s'écrit « rubrique: valeur »."),
                mender=self.mender,
            )
        )
