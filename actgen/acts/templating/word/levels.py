"""What each tag stands round, words, paragraphs or rows of one container, and what would be lost.

A block tag takes its paragraph away with it, a row tag its row: whatever else stands there would vanish
without a word, so it is refused, and told. A clause, a prose and a `set` are alone in their paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from actgen.acts.outputs.docx.markup import Element, name
from actgen.acts.templating.inlines import CLAUSE, VALEUR_SEULE
from actgen.acts.templating.pairing import EMBOITEMENT, PARTIE, where
from actgen.acts.templating.parsing import SEULE
from actgen.acts.templating.tags import SET, Sort, TagKind
from actgen.acts.templating.word.lines import OBJECT, WordLine
from actgen.acts.templating.word.tags import ALONE, TEXTE_PERDU, Around, Findings, WordTag

_LONGEST = 80


class PartTags:
    """The tags of a part by their line, and what stands beside them."""

    def __init__(self, tags: Sequence[WordTag], lines: Sequence[WordLine]) -> None:
        self._lines = {line.element: line for line in lines}
        self._by_line: dict[WordLine, list[WordTag]] = {}
        self._by_row: dict[Element, list[WordLine]] = {}
        for tag in tags:
            self._by_line.setdefault(tag.line, []).append(tag)
        for line in lines:
            for parent in line.element.iterancestors(name("tr")):
                self._by_row.setdefault(parent, []).append(line)

    def line(self, paragraph: Element) -> WordLine | None:
        """The line of a paragraph."""
        return self._lines.get(paragraph)

    def alone(self, line: WordLine) -> WordTag | None:
        """The tag that a line consists of, notes left out."""
        tags = [tag for tag in self.on(line) if tag.sort is not Sort.NOTE and tag.kind is not TagKind.SET]
        return tags[0] if len(tags) == 1 and not self.rest(tags[0]) else None

    def on(self, line: WordLine) -> list[WordTag]:
        """The tags of a line."""
        return self._by_line.get(line, [])

    def in_row(self, row: Element) -> list[WordLine]:
        """The lines of a row of a table."""
        return self._by_row.get(row, [])

    def plain(self, line: WordLine) -> str:
        """The text of a line without its tags."""
        text, position = "", 0
        for tag in self.on(line):
            text += line.text[position : tag.start]
            position = tag.end
        return (text + line.text[position:]).strip()

    def rest(self, tag: WordTag) -> str:
        """What shares the line of a tag, notes left out, as its author sees it."""
        text, position = "", 0
        for other in self.on(tag.line):
            if other is tag or other.sort is Sort.NOTE:
                text += tag.line.text[position : other.start]
                position = other.end
        return (text + tag.line.text[position:]).strip()


def quoted(text: str) -> str:
    """Some text in guillemets, cut when it is long, its pictures and notes named."""
    shown = " ".join(text.replace(OBJECT, " (image ou note) ").split())
    return f"« {shown if len(shown) <= _LONGEST else shown[:_LONGEST].rstrip() + '…'} »"


def check_settings(tags: Sequence[WordTag], lines: Sequence[WordLine], findings: Findings) -> list[WordTag]:
    """The `set` of a file, which are in paragraphs of their own before its first text."""
    page = PartTags(tags, lines)
    kept: list[WordTag] = []
    begun = False
    for line in lines:
        here = page.on(line)
        settings = [tag for tag in here if tag.sort is Sort.TAG and tag.kind is TagKind.SET]
        alone = bool(settings) and len(settings) == 1 and not page.rest(settings[0])
        if alone and not begun and line.story.is_body and line.cell is None:
            kept.extend(settings)
            continue
        for tag in settings:
            findings.add(
                SET,
                f"La balise {tag.written} n’est pas au début du modèle, seule dans son paragraphe.",
                tag.location,
                hint="Placez les {% set %} avant le premier texte, un par paragraphe.",
            )
        begun = begun or bool(page.plain(line)) or any(tag.sort is not Sort.NOTE for tag in here)
    return kept


def check_output(page: PartTags, tag: WordTag, findings: Findings) -> None:
    """Tell a clause or a prose that shares its paragraph, or stands where none may."""
    rest = page.rest(tag)
    if tag.sort is Sort.CLAUSE:
        if rest:
            findings.add(
                CLAUSE,
                f"La clause {tag.written} n’est pas seule dans son paragraphe : {quoted(rest)}.",
                tag.location,
                hint=ALONE,
            )
        elif tag.line.cell is not None or not tag.line.story.is_body:
            findings.add(
                CLAUSE,
                f"La clause {tag.written} est dans un tableau, un en-tête, un pied de page ou une note.",
                tag.location,
                hint="Une clause est dans le corps du document, hors de tout tableau.",
            )
    elif tag.level is Around.PARAGRAPHS and rest:
        findings.add(
            TEXTE_PERDU,
            f"La balise {{{{p {tag.body} }}}} partage son paragraphe avec un texte qui serait perdu : "
            f"{quoted(rest)}.",
            tag.location,
            hint="Mettez-la seule dans son paragraphe, ou écrivez {{ … }} sans « p ».",
        )
    elif tag.body.replace(" ", "").endswith("|prose") and rest:
        findings.add(
            VALEUR_SEULE,
            f"Le texte mis en forme {tag.written} n’est pas seul dans son paragraphe.",
            tag.location,
            hint=ALONE,
        )


def _lost(tag: WordTag, rest: str, hint: str, findings: Findings, where: str = "son paragraphe") -> None:
    """A tag takes away what shares its place: told before it is lost."""
    message = f"La balise {tag.written} partage {where} avec un texte qui serait perdu : {quoted(rest)}."
    findings.add(TEXTE_PERDU, message, tag.location, hint=hint)


_ROW = "Mettez la balise dans une ligne de tableau à elle seule, les autres cellules vides."


def settle(tags: Sequence[WordTag], lines: Sequence[WordLine], findings: Findings) -> None:
    """Settle the level of each tag of a part; whatever shares its place with a tag is a finding."""
    page = PartTags(tags, lines)
    seen: set[int] = set()
    for tag in tags:
        if tag.group and id(tag.group) not in seen:
            seen.add(id(tag.group))
            _settle_group(page, tag.group, findings)
        elif tag.sort in (Sort.CLAUSE, Sort.TAG) and tag.kind is TagKind.OUTPUT:
            check_output(page, tag, findings)


def _settle_group(page: PartTags, group: Sequence[WordTag], findings: Findings) -> None:
    first = group[0]
    if not group[-1].closes:  # told by `pairing`
        for tag in group:
            if page.rest(tag) and tag.level is not Around.WORDS:
                _crowded(page, tag, findings)
        return
    if all(tag.line is first.line for tag in group):
        _words(page, group, findings)
        return
    if _in_rows(page, group):
        for tag in group:
            tag.prefix = Around.ROWS
        _rows(page, group, findings)
        return
    lost = [tag for tag in group if page.rest(tag)]
    for tag in lost:
        if not _is_in_words(page, tag) or tag is next(one for one in lost if _is_in_words(page, one)):
            _crowded(page, tag, findings)
    if first.sort is Sort.PART and (first.line.cell is not None or not first.line.story.is_body):
        findings.add(
            PARTIE,
            f"La balise {first.written} est dans un tableau, un en-tête, un pied de page ou une note.",
            first.location,
            hint="Une partie d’acte s’ouvre et se ferme dans le corps, hors de tout tableau.",
        )
    if not lost:
        for tag in group:
            tag.prefix = Around.PARAGRAPHS
        _same_container(group, findings)


def _words(page: PartTags, group: Sequence[WordTag], findings: Findings) -> None:
    """All tags in one paragraph: round some of its words, unless they say that they are block tags."""
    block = next((tag for tag in group if tag.level is not Around.WORDS), None)
    if block is None:
        return
    rest = page.rest(block)
    others = [tag.written for tag in page.on(block.line) if tag is not block and tag.sort is not Sort.NOTE]
    if page.plain(block.line) or any(tag.kind is TagKind.OUTPUT for tag in page.on(block.line)):
        _lost(
            block,
            rest,
            f"{_ROW if block.level is Around.ROWS else ALONE} Autour de quelques mots, écrivez "
            f"{{% … %}} sans « {block.level} ».",
            findings,
        )
        return
    findings.add(
        SEULE,
        f"Les balises {block.written} et {others[0] if others else '…'} sont dans le même paragraphe.",
        block.location,
        hint="Une seule balise par paragraphe.",
    )


def _crowded(page: PartTags, tag: WordTag, findings: Findings) -> None:
    """A tag of a group that spreads over paragraphs, with something beside it."""
    rest = page.rest(tag)
    if not page.plain(tag.line) and all(other.kind is not TagKind.OUTPUT for other in page.on(tag.line)):
        other = next(one for one in page.on(tag.line) if one is not tag and one.sort is not Sort.NOTE)
        if tag.start > other.start and other.group and any(one.line is not other.line for one in other.group):
            return  # told at the first one of the paragraph
        findings.add(
            SEULE,
            f"Les balises {tag.written} et {other.written} sont dans le même paragraphe.",
            tag.location,
            hint="Une seule balise par paragraphe.",
        )
    elif not _is_in_words(page, tag):
        _lost(tag, rest, ALONE, findings)
    else:
        others = [one for one in tag.group if one is not tag]
        far = next((one for one in others if one.line is not tag.line), others[0])
        if tag.line.element.getparent() is not far.line.element.getparent():
            _other_container((tag, far), findings)
            return
        findings.add(
            SEULE,
            f"La balise {tag.written} est dans une phrase, et {far.written} dans un autre paragraphe, "
            f"{where(far.location)}.",
            tag.location,
            far.location,
            hint="Mettez chacune seule dans son paragraphe, ou les deux dans la même phrase.",
        )


def _is_in_words(page: PartTags, tag: WordTag) -> bool:
    """Whether a tag is among the words of a sentence, and says that it is no block tag."""
    words = page.plain(tag.line) or any(other.kind is TagKind.OUTPUT for other in page.on(tag.line))
    return bool(words) and tag.level is Around.WORDS and tag.sort is Sort.TAG


def _in_rows(page: PartTags, group: Sequence[WordTag]) -> bool:
    """Whether tags are meant to stand round rows: they say so, or each is alone in a row of its own."""
    if group[0].sort is Sort.PART:
        return False
    if any(tag.level is Around.ROWS for tag in group):
        return True
    rows = [tag.line.row for tag in group]
    if any(row is None or any(row is other for other in rows[:n]) for n, row in enumerate(rows)):
        return False
    return all(not _beside(page, tag) for tag in group)


def _rows(page: PartTags, group: Sequence[WordTag], findings: Findings) -> None:
    outside = next((tag for tag in group if tag.line.row is None), None)
    if outside is not None:
        findings.add(
            EMBOITEMENT,
            f"La balise {outside.written} n’est pas dans un tableau.",
            outside.location,
            hint="Autour de paragraphes, écrivez {%p … %}.",
        )
    for tag in group:
        if tag.line.row is not None and (beside := _beside(page, tag)):
            _lost(tag, beside, _ROW, findings, "sa ligne de tableau")
    rows = [tag.line.row for tag in group]
    if not _same([row.getparent() for row in rows if row is not None]):
        _other_container(group, findings)


def _beside(page: PartTags, tag: WordTag) -> str:
    """The text of the row of a tag, the tag left out."""
    row = tag.line.row
    texts = [page.rest(tag)]
    for line in page.in_row(row) if row is not None else ():
        if line is not tag.line:
            texts.append(line.text.strip())
    return " / ".join(text for text in texts if text)


def _same_container(group: Sequence[WordTag], findings: Findings) -> None:
    parents = [tag.line.element.getparent() for tag in group]
    other = next((tag for tag, parent in zip(group, parents, strict=True) if parent is not parents[0]), None)
    if other is not None:
        _other_container((group[0], other), findings)


def _other_container(group: Sequence[WordTag], findings: Findings) -> None:
    first, last = group[0], group[-1]
    findings.add(
        EMBOITEMENT,
        f"La balise {first.written} et sa fermeture, {where(last.location)}, ne sont pas dans la même "
        "cellule, le même tableau ou la même note.",
        first.location,
        last.location,
        hint="Ouvrez et fermez la balise au même endroit, autour d’éléments entiers ; autour de lignes de "
        "tableau, écrivez {%tr … %}.",
    )


def _same(elements: Sequence[Element | None]) -> bool:
    return all(element is elements[0] for element in elements)
