"""A Word file as the tests read it: with the standard library's zip and lxml, not with our own code."""

import zipfile
from collections import Counter
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# The order that the schema wants, for the settings that we write.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind contextualSpacing jc "
    "outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs smallCaps color spacing sz szCs shd lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tbl": "tblPr tblGrid tr",
    "numbering": "abstractNum num",
    "abstractNum": "nsid multiLevelType name lvl",
    "lvl": "start numFmt suff lvlText lvlJc pPr rPr",
    "style": "name basedOn next semiHidden qFormat pPr rPr tblPr",
}


class WordFile:
    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.names = archive.namelist()
            self.entries = archive.infolist()
            self.parts = {name: archive.read(name) for name in self.names}

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @property
    def body(self) -> etree._Element:
        return self.xml("word/document.xml").find(f"{W}body")

    def running(self, kind: str) -> str:
        """The text of the headers ("header") or of the footers, field results among it; no empty one."""
        parts = (text_of(self.xml(name)) for name in sorted(self.names) if name.startswith(f"word/{kind}"))
        return " ".join(said for part in parts if (said := part.strip("\t")))

    def lines(self) -> list[str]:
        """The paragraphs, those of an agenda and articles with the number that Word gives them."""
        numbering = self.xml("word/numbering.xml")
        said = {
            definition.get(f"{W}abstractNumId"): value(definition, "lvl/lvlText")
            for definition in numbering.findall(f"{W}abstractNum")
            if value(definition, "name") in ("ActePoints", "ActeArticles")
        }
        following = {
            items.get(f"{W}numId"): (
                said[value(items, "abstractNumId")],
                int(value(items, "lvlOverride/startOverride") or 1),
            )
            for items in numbering.findall(f"{W}num")
            if value(items, "abstractNumId") in said
        }
        lines = []
        for node in self.body.iter(f"{W}p"):
            key = value(node, "pPr/numPr/numId")
            if key in following:
                mark, number = following[key]
                lines.append(f"{str(mark).replace('%1', str(number))} {text_of(node)}")
                following[key] = mark, number + 1
            else:
                lines.append(text_of(node))
        return lines

    def words(self) -> list[str]:
        return [word for line in self.lines() for word in line.split()]

    def paragraph(self, text: str) -> etree._Element:
        return next(node for node in self.body.iter(f"{W}p") if text in text_of(node))


def plain(words: list[str]) -> list[str]:
    """The words with plain hyphens: the name of a site has none that breaks in Word."""
    return [word.replace("\u2011", "-") for word in words]


def spoken(words: list[str]) -> list[str]:
    """The same without the places to fill: a line in Word, a leader of dots elsewhere."""
    return [said for word in plain(words) if (said := word.strip("…"))]


SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}


def text_of(node: etree._Element) -> str:
    pieces = (piece for piece in node.iter(f"{W}t", *SIGNS) if piece.getparent().tag != f"{W}tabs")
    return "".join(SIGNS.get(piece.tag, _said(piece)) for piece in pieces)


def _said(piece: etree._Element) -> str:
    """A text; of a place to fill, the dotted leader that other outputs print."""
    value = piece.text or ""
    in_place = piece.getparent().find(f"{W}rPr/{W}rStyle[@{W}val='ActePlace']") is not None
    return "…" * (len(value) // 2) if in_place else value


def value(node: etree._Element, path: str) -> str | None:
    found = node.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(f"{W}val", "")


def has(node: etree._Element, path: str) -> bool:
    return node.find("/".join(W + step for step in path.split("/"))) is not None


def faults(content: bytes) -> list[str]:
    """What Word would repair or refuse."""
    file = WordFile(content)
    return [*_package_faults(file), *_link_faults(file), *_order_faults(file), *_table_faults(file)]


def _package_faults(file: WordFile) -> list[str]:
    found = [f"part twice: {name}" for name, times in Counter(file.names).items() if times > 1]
    if file.names[0] != "[Content_Types].xml":
        found.append("the content types are not first")
    types = file.xml("[Content_Types].xml")
    typed = {node.get("PartName") for node in types.iter(f"{TYPES}Override")}
    found += [
        f"part without type: {name}"
        for name in file.names[1:]
        if not name.endswith(".rels") and f"/{name}" not in typed
    ]
    found += [f"type without part: {name}" for name in typed if name[1:] not in file.names]
    for name in file.names:
        if name.endswith(".rels"):
            kinds = Counter(
                node.get("Type")
                for node in file.xml(name)
                if "core-properties" in node.get("Type", "").lower()
            )
            found += [
                f"properties twice in {name}" for times in kinds.values() if times > 1 or len(kinds) > 1
            ]
    found += [
        f"braces left in {name}"
        for name in file.names
        if name.startswith(("word/header", "word/footer"))
        and any(mark in text_of(file.xml(name)) for mark in ("{{", "{%"))
    ]
    return found


def _link_faults(file: WordFile) -> list[str]:
    styles = {node.get(f"{W}styleId") for node in file.xml("word/styles.xml").iter(f"{W}style")}
    used = {
        node.get(f"{W}val")
        for name in file.names
        if name.startswith("word/") and name.endswith(".xml")
        for node in file.xml(name).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn", f"{W}next")
    }
    found = [f"style that does not exist: {name}" for name in sorted(used - styles)]
    numbers = {node.get(f"{W}numId") for node in file.xml("word/numbering.xml").iter(f"{W}num")}
    wanted = {node.get(f"{W}val") for node in file.body.iter(f"{W}numId")}
    found += [f"list that does not exist: {name}" for name in sorted(wanted - numbers)]
    marks = Counter(node.get(f"{W}name") for node in file.body.iter(f"{W}bookmarkStart"))
    return found + [f"bookmark twice: {name}" for name, times in marks.items() if times > 1]


def _order_faults(file: WordFile) -> list[str]:
    found = []
    for part in ("word/document.xml", "word/numbering.xml", "word/styles.xml"):
        for node in file.xml(part).iter():
            order = ORDERS.get(node.tag.rpartition("}")[2], "").split()
            tags = [child.tag.rpartition("}")[2] for child in node]
            known = [tag for tag in tags if tag in order]
            if known != sorted(known, key=order.index):
                found.append(f"{part}: order in {node.tag}: {tags}")
    return found


def _table_faults(file: WordFile) -> list[str]:
    found = []
    for cell in file.body.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            found.append("cell that does not end with a paragraph")
    for table in file.body.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [int(value(cell, "tcPr/gridSpan") or 1) for cell in row.findall(f"{W}tc")]
            if sum(spans) != columns:
                found.append(f"row of {sum(spans)} columns in a table of {columns}")
        following = table.getnext()
        if following is None or following.tag == f"{W}tbl":
            found.append("table that touches another, or ends the file")
    return found
