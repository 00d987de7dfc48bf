"""A composed act as the rules on texts read it: its passages, and where the words of each come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from msgspec import Struct, field

from actgen.acts.tree.nodes import Block, Document, SignaturePlace, Signatures, Stamp, Style, walk
from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.base.records import replace
from actgen.base.rules import Rule, filled_in
from actgen.base.text.characters import APOSTROPHE
from actgen.base.text.messages import phrase
from actgen.checks.textes.lectures import Groupe, Passage, cle_de, groupes, simple, textes
from actgen.checks.textes.lieux import Etendue, Origines
from actgen.council.facts.groupement import Groupement
from actgen.council.kinds.manifest import Famille, Kind

_MOST_KEPT = 5_000  # passages in which a pattern was not found: those of three evenings of a city


class ActeCompose(Struct, dict=True):
    """One act of a session, composed and not written yet.

    `key` is that of its plan, `nom` how a reader calls it (« délibération 9 »). `proses` are the texts of
    the user that it holds, as blocks, by file; `etendues`, where each item is written. `full`: advice is
    wanted too, not only what is wrong.
    """

    key: str
    nom: str
    kind: Kind
    document: Document
    point: int | None = None
    groupement: Groupement | None = None
    proses: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    origines: Origines = field(default_factory=Origines)
    etendues: dict[int, Etendue] = field(default_factory=dict)
    full: bool = False

    @property
    def famille(self) -> Famille:
        return self.kind.famille

    @property
    def projet(self) -> bool:
        return self.document.projet

    @cached_property
    def groupes(self) -> tuple[Groupe, ...]:
        """What is read as one (paragraph, table, list), in order; the notice of a PROJET is left out."""
        known: dict[str, list[str]] = {}
        for file, blocks in self.proses.items():
            for text in textes(blocks):
                known.setdefault(text, []).append(file)
        return tuple(
            tuple(
                replace(each, proses=tuple(sorted(known[each.text]))) if each.text in known else each
                for each in groupe
            )
            for groupe in groupes(self.document.blocks)
            if groupe[0].style is not Style.BANNER
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage in reading order."""
        return tuple(passage for groupe in self.groupes for passage in groupe)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(passage.plain for passage in self.passages)

    @cached_property
    def ensembles(self) -> tuple[str, ...]:
        """The plain text of each group."""
        return tuple(" | ".join(passage.plain for passage in groupe) for groupe in self.groupes)

    @cached_property
    def texte(self) -> str:
        """The whole act as plain text, one line a passage, signatures and stamps included."""
        return "\n".join((*(passage.plain for passage in self.passages), *self._outside_text))

    @cached_property
    def cle(self) -> str:
        """The whole act as a key: accents, capitals, spaces and hyphens aside."""
        rows = (*(passage.text for passage in self.passages), *self._outside_text)
        return "".join(cle_de(row) for row in rows)

    @property
    def _outside_text(self) -> tuple[str, ...]:
        signatures = (simple(f"{place.quality} {place.name}") for place in self.signatures)
        stamps = (simple(b.label) for b in walk(self.document.blocks) if isinstance(b, Stamp))
        return (*signatures, *stamps)

    def trouve(self, motif: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Every match of a pattern with its passage; words without it are searched once for all acts."""
        without = _without(motif)
        ici = {words for words in self._words - without if motif.search(words)}
        if len(without) > _MOST_KEPT:
            without.clear()
        without |= self._words - ici
        for passage in self.passages if ici else ():
            if passage.plain in ici:
                for match in motif.finditer(passage.plain):
                    yield passage, match

    @cached_property
    def signatures(self) -> tuple[SignaturePlace, ...]:
        """Every place for a signature, in order."""
        return tuple(
            place
            for block in walk(self.document.blocks)
            if isinstance(block, Signatures)
            for place in block.places
        )

    @property
    def lieu_du_modele(self) -> Location:
        """The kind's main text: where what is missing from the act is to be put back."""
        return self.origines.modele(self.kind.chemin) or Location(self.nom)

    def lieux(self, passage: Passage, start: int, end: int, point: int | None = None) -> tuple[Location, ...]:
        """Where a fragment was written; the act itself, by its name, when no file holds the words.

        `point`: the item that it speaks of, in an act of several.
        """
        etendue = self.etendues.get(point or self.point or 0)
        found = self.origines.lieu(passage.text, start, end, passage.prose, self.kind, etendue)
        return (found,) if found is not None else (Location(self.nom, excerpt=passage.autour(start, end)),)

    def tell(
        self,
        code: Rule,
        message: str,
        *places: Location,
        hint: str = "",
        severity: Severity | None = None,
        article: str | None = None,
        **values: object,
    ) -> Diagnostic:
        """A finding of this act, for whoever owns the file of its words; they are told as printed."""
        filled = filled_in(values, n=self.point)
        return code.finding(
            phrase(message, **filled).replace("'", APOSTROPHE),
            *places,
            hint=phrase(hint, **filled),
            point=self.point,
            severity=severity,
            article=article,
            mender=_owner(places[0]) if places else None,
        )


def _owner(place: Location) -> Mender:
    """Who mends a file: texts of kinds belong to legal staff, a group's to its coordinator."""
    if place.file.startswith("groupements/"):
        return Mender.COORDONNATEUR
    if "templates/" in place.file or place.file.startswith("modeles-"):
        return Mender.SERVICE_JURIDIQUE
    return Mender.SECRETAIRE


@lru_cache(maxsize=64)
def _without(motif: re.Pattern[str]) -> set[str]:
    """The passages in which a pattern was not found."""
    return set()
