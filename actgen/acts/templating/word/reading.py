"""A Word template read into the tree of every template; all that is wrong with it, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from actgen.acts.outputs.docx.archive import outside_fault
from actgen.acts.outputs.docx.markup import name
from actgen.acts.outputs.symbols import is_symbolic
from actgen.acts.templating.inlines import CLAUSE
from actgen.acts.templating.pairing import assumed, flat, pair, read_expressions, read_settings
from actgen.acts.templating.tags import BALISE, MAX_TAGS, Sort
from actgen.acts.templating.tree import Include, NoteCall, Setting, Template
from actgen.acts.templating.word.checks import (
    check_fields,
    check_head,
    check_links,
    check_settings_part,
    check_styles,
)
from actgen.acts.templating.word.front import Front, ReadClause, join_lists, with_restarts
from actgen.acts.templating.word.levels import PartTags, check_settings, settle
from actgen.acts.templating.word.lines import (
    OBJECT,
    Characters,
    Paragraphs,
    WordLine,
    boxed,
    line_of,
    places,
    without_page_numbers,
)
from actgen.acts.templating.word.losses import find_losses, find_lost_looks, find_no_title, is_white
from actgen.acts.templating.word.parts import WORD_FILE, Package, Story, open_package
from actgen.acts.templating.word.runs import own_font, resolve
from actgen.acts.templating.word.styles import numbering_of
from actgen.acts.templating.word.tags import Findings, WordTag, find_tags
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import replace

_Read = tuple[Paragraphs, list[WordTag], list[WordLine]]
"""The places of a part, its tags, its lines."""


_TAKE_OUT = "Ouvrez-le dans Word, supprimez cela, puis enregistrez-le au format « Document Word (.docx) »."


def _as_tag(clause: str, place: Location) -> Include:
    """A clause that is not read."""
    return Include(clause, Template("", (), (), ()))


KnownClause = Callable[[str], bool]


def read_word_template(
    content: bytes, file: str, known_clause: KnownClause | None = None, read_clause: ReadClause = _as_tag
) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    """The tree of a Word template: none for a file that can’t be opened, `broken` for one that has an error.

    `file` is how its author knows it. `known_clause` says whether there is a shared clause of a name; without
    it any name is taken for one. `read_clause` gives the tree of one, once the file itself is right. Never
    raises for the fault of a file.
    """
    package = open_package(content, file)
    if isinstance(package, Diagnostic):
        return None, (package,)
    findings = Findings()
    read = [_read_story(package, story, findings) for story in package.stories if story.is_text]
    check_settings_part(package, findings)
    if sum(len(tags) for _, tags, _ in read) > MAX_TAGS:
        findings.add(BALISE, "Le modèle porte plus de 5\u202f000 balises.", Location(file))
        return None, tuple(findings.found)
    pair([tags for _, tags, _ in read], findings.add)
    settings: list[WordTag] = []
    for _, tags, here in read:
        settle(tags, here, findings)
        settings.extend(check_settings(tags, here, findings))
        read_expressions(tags, findings.add)
        _check_clauses(tags, known_clause, findings)
    defined = read_settings(settings, findings.add)
    for story in package.stories:  # acts bear the letterhead of the commune: no tag of a head is read
        if not story.is_text:
            where = places(story, package.file, package.styles)
            find_losses(where, package.styles, findings)
            check_head(where, package.stories, findings)
            check_fields(where, findings)
    if not findings.errors and (fault := outside_fault(package.parts)):
        findings.add(WORD_FILE, f"« {file} » n’est pas lu : {fault}", Location(file), hint=_TAKE_OUT)
    told = _in_order(package, findings)
    if findings.errors:
        parts = [tags for _, tags, _ in read]
        blocks = flat(parts, lambda name, place: read_clause(name, place))
        return Template(file, defined, blocks, (file,), True, assumed(parts)), told
    return _tree(package, read, defined, read_clause), told


def _tree(
    package: Package, read: list[_Read], settings: tuple[Setting, ...], read_clause: ReadClause
) -> Template:
    """The tree of a file without a fault of form."""
    body = read[0][0].story.root.find(name("body"))
    assert body is not None, "a file without a body is not opened"
    join_lists(body, numbering_of(package.document))
    page = PartTags(
        [tag for _, tags, _ in read for tag in tags], [line for _, _, here in read for line in here]
    )
    files = [package.file]

    def clause(called: str, place: Location) -> Include | None:
        found = read_clause(called, place)
        files.extend(found.template.files if found is not None else ())
        return found

    front = Front(package.styles, page, read[0][0].of, clause, list(body.iter(name("sectPr"))))
    blocks = with_restarts(front.blocks(body))
    notes = {
        NoteCall(kind, note.get(name("id"), "")): front.blocks(note)
        for where, _, _ in read
        if where.story.is_notes
        for kind in ("footnote", "endnote")
        for note in where.story.root.iter(name(kind))
    }
    return Template(
        package.file,
        settings,
        blocks,
        tuple(dict.fromkeys(files)),
        lists=package.styles.lists,
        notes=notes,
        titled=front.titled,
    )


def _in_order(package: Package, findings: Findings) -> tuple[Diagnostic, ...]:
    """The findings as a reader meets them, part after part; those of no part first."""
    parts = ["", *(story.label for story in package.stories)]

    def position(finding: Diagnostic) -> tuple[int, int, int]:
        place = finding.location or Location("")
        rank = parts.index(place.part) if place.part in parts else len(parts)
        return rank, place.line, place.column

    return tuple(sorted(dict.fromkeys(findings.found), key=position))


def _read_story(package: Package, story: Story, findings: Findings) -> _Read:
    """The places, the tags and the lines of a part, once it is made plain."""
    where = places(story, package.file, package.styles)
    find_losses(where, package.styles, findings)
    find_lost_looks(where, package.styles, findings)
    find_no_title(where, package.styles, findings)
    check_links(where, package.document, findings)
    check_fields(where, findings)
    check_styles(where, package.styles, findings)
    resolve(story.root, package.styles)
    here = _lines(where)
    tags: list[WordTag] = []
    after_open = False
    for line in here:
        found, after_open = find_tags(line, findings, after_open=after_open)
        tags.extend(found)
    return where, tags, here


def _lines(places: Paragraphs) -> list[WordLine]:
    """The lines of a part that was made plain, those of text boxes left out."""
    return [
        line_of(element, places.story, places.file, places.numbers[element], places.headings[element])
        for element in places.story.root.iter(name("p"))
        if element in places.numbers and not boxed(element)
    ]


def _check_clauses(tags: list[WordTag], known_clause: KnownClause | None, findings: Findings) -> None:
    for tag in tags:
        clause = tag.body.partition(".")[2]
        if tag.sort is Sort.CLAUSE and known_clause is not None and not known_clause(clause):
            hint = f"Créez socle/clauses/{clause}.md ou {clause}.docx."
            findings.add(CLAUSE, f"La clause « {clause} » n’existe pas.", tag.location, hint=hint)


def paragraphs_of(content: bytes, file: str) -> Iterator[tuple[Callable[[int, int], Location], str]]:
    """Each paragraph of a Word file, tags as they are written, part after part; none if it is unreadable.

    With its text comes what gives the place of some characters of it, by where they begin and end.
    """
    for line in _lines_paragraphs(content, file):
        yield line.place, line.text


def printed_of(content: bytes, file: str) -> Iterator[tuple[Callable[[int, int], Location], str]]:
    """The same without what is no character of the text: hidden words, fonts of signs; heads are left out."""
    package = open_package(content, file)
    if isinstance(package, Diagnostic):
        return
    for line in _lines_in(package, file):
        if line.story.is_text:
            pieces = (
                piece.text if _is_text(piece, package) else " " * len(piece.text) for piece in line.pieces
            )
            yield line.place, "".join(pieces)


def _is_text(piece: Characters, package: Package) -> bool:
    run = piece.run
    symbols = run is not None and is_symbolic(own_font(run))
    return not (piece.text == OBJECT or symbols or (run is not None and package.styles.format_of(run).hidden))


def _is_kept(piece: Characters, package: Package) -> bool:
    """Whether who corrects a file left some characters in it: crossing words out takes them away."""
    run = piece.run
    taken = run is not None and (package.styles.format_of(run).struck or is_white(run))
    return _is_text(piece, package) and not taken


def _lines_paragraphs(content: bytes, file: str) -> Iterator[WordLine]:
    package = open_package(content, file)
    if not isinstance(package, Diagnostic):
        yield from _lines_in(package, file)


def _lines_in(package: Package, file: str) -> Iterator[WordLine]:
    for story in package.stories:
        where = places(story, file, package.styles)
        for element in story.root.iter(name("p")):
            if element in where.numbers:
                yield line_of(element, story, file, where.numbers[element], where.headings[element])


def accepted_of(content: bytes, file: str) -> tuple[tuple[WordLine, ...], bool] | None:
    """The lines of a file as they print once all changes are accepted, and whether some were tracked.

    The text comes first, then heads and feet without the numbers of their pages. Hidden words, those crossed
    out or written in white and the signs of symbol fonts are left out. None for a file that is unreadable.
    """
    package = open_package(content, file)
    if isinstance(package, Diagnostic):
        return None
    lines: list[WordLine] = []
    tracked = False
    for story in sorted(package.stories, key=lambda story: not story.is_text):
        where = places(story, file, package.styles)
        if not story.is_text:
            without_page_numbers(story.root)
        tracked = tracked or next(story.root.iter(*map(name, _TRACKED)), None) is not None
        resolve(story.root, package.styles)
        for element in story.root.iter(name("p")):
            if element in where.numbers:
                line = line_of(element, story, file, where.numbers[element], where.headings[element])
                shown = (each.text if _is_kept(each, package) else " " for each in line.pieces)
                lines.append(replace(line, text="".join(shown)))
    return tuple(lines), tracked


_TRACKED = ("ins", "del", "moveFrom", "moveTo")
