"""The text that the example of a kind must give, kept in its attendu.md: a change of wording shows there.

Only the words are compared, paragraph by paragraph: a text that goes from Markdown to Word, or whose author
gives it another look, still says the same. What ships with actgen is held by our own tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from msgspec import Struct

from actgen.authoring.natures import text_of
from actgen.authoring.templates.selection import Selection
from actgen.authoring.templates.workbench import workbench
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.rules import rule
from actgen.base.text.messages import phrase, say, shorten
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import SHIPPED_LABEL, Source
from actgen.session.result import Examination
from actgen.session.writing.write import rewrite_files

ATTENDU = rule("GABARIT-ATTENDU")
NAME = "attendu.md"
_MARKS = re.compile(r"^\{[\w-]+\} |^#+ |\*+|@")
_ALONE = re.compile(r"\| |(?:titre|en-tête|sujet|auteur|projet) : ")  # a row, a line of the head
_LONGEST = 70
_BEFORE = 3  # words


class Expected(Struct, frozen=True):
    """An attendu.md that was asked for: its file, whether it was written; `made` is False without a text."""

    place: Path
    written: bool
    made: bool = True


def differing(catalogue: Catalogue, kind: Kind, example: Examination) -> Diagnostic | None:
    """What the act of the kind's example says otherwise than its attendu.md.

    None too when there is no such file, or no act to compare.
    """
    kept = catalogue.text(kind, NAME) if not kind.famille.traits.de_l_annee else None
    if kept is None or kept.path.startswith(f"{SHIPPED_LABEL}/"):
        return None
    made = text_of(example, kind.code)
    return _difference(kept, made, kind) if made is not None else None


def write_expected(selection: Selection) -> Iterator[Expected]:
    """The text of the example of each selected kind, in the folder where the workspace has that kind.

    Kinds that are only those that ship are left alone. Raises EnvironmentFault where it can't be written.
    """
    catalogue = selection.catalogue
    own = [(kind, folder) for kind in selection.kinds if (folder := _own_folder(catalogue, kind))]
    with workbench(catalogue, selection.folders) as bench:
        for kind, folder in own:
            place = folder / NAME
            example = bench.example(kind)
            made = text_of(example, kind.code) if example is not None else None
            if made is None:
                yield Expected(place, written=False, made=False)
            else:
                yield Expected(place, rewrite_files(folder, {NAME: made.encode("utf-8")}))


def _own_folder(catalogue: Catalogue, kind: Kind) -> Path | None:
    """The folder of a kind's texts that isn't a shipped one; a register's texts are no act of their own."""
    if kind.famille.traits.de_l_annee:
        return None
    folders = (root.joinpath(*kind.chemin.split("/")) for root in catalogue.path.folders[:-1])
    return next((folder for folder in folders if folder.is_dir()), None)


class _Paragraph(Struct, frozen=True):
    """A paragraph of a kept text: its words without their marks, its first line and that line's number."""

    words: str
    line: int
    first: str


def _difference(kept: Source, made: str, kind: Kind) -> Diagnostic | None:
    before, after = list(_paragraphs(kept.text)), list(_paragraphs(made))
    changes = SequenceMatcher(None, [p.words for p in before], [p.words for p in after], autojunk=False)
    found = next((change for change in changes.get_opcodes() if change[0] != "equal"), None)
    if found is None:
        return None
    _, start, end, other_start, other_end = found
    place = before[min(start, len(before) - 1)] if before else _Paragraph("", 1, "")
    old = before[start].words if start < end else ""
    new = after[other_start].words if other_start < other_end else ""
    hint = say(
        "Si ce changement est voulu, gardez le nouveau texte : relancez la même commande avec "
        "--write-expected. Sinon, corrigez le modèle."
    )
    where = Location(kept.path, place.line, excerpt=place.first)
    return ATTENDU.finding(_told(old, new, kind), where, hint=hint)


def _told(old: str, new: str, kind: Kind) -> str:
    if not new or not old:
        change = "ne donne plus ce paragraphe" if old else "donne un paragraphe de plus"
        text = shorten(new or old, _LONGEST)
        return phrase(f"L'exemple de « {{acte}} » {change} : « {{mots}} ».", acte=kind.code, mots=text)
    words = old.split(), new.split()
    same = (rank for rank, (one, two) in enumerate(zip_longest(*words)) if one != two)
    start = max(0, next(same, 0) - _BEFORE)
    one, two = (shorten(("… " if start else "") + " ".join(each[start:]), _LONGEST) for each in words)
    return phrase(
        "L'exemple de « {acte} » donne « {new} », et non plus « {old} ».", acte=kind.code, new=two, old=one
    )


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """The paragraphs of a text, in words only: a blank line divides them; each row of a table is alone."""
    held: list[str] = []
    for number, line in enumerate((*text.splitlines(), ""), start=1):
        if held and (not line.strip() or _ALONE.match(line)):
            words = " ".join(" ".join(_MARKS.sub("", each.strip()) for each in held).split())
            yield _Paragraph(words, number - len(held), held[0])
            held = []
        if line.strip():
            held.append(line)
