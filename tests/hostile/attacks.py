"""Known escapes and bombs of template engines, as their authors would write them here."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.word.builder import edited, p, word
from tests.hostile.word.corpus import field

SECRET = "secret-de-la-mairie"

# What an expression may try, in `{{ … }}` and in `{% if … %}`: the classics of Jinja's sandbox escapes first.
EXPRESSIONS = {
    "class of a literal": "''.__class__.__mro__",
    "subclasses": "''.__class__.__mro__[1].__subclasses__()",
    "class of a value": "x.__class__.__base__.__subclasses__()",
    "init of loop": "loop.__init__",
    "globals of loop": "loop.__init__.__globals__",
    "attr filter": "x | attr('__class__')",
    "attr filter, escaped": r"x | attr('\x5f\x5fclass\x5f\x5f')",
    "attr filter, joined": "x | attr(['__', 'class__'] | join)",
    "map of attributes": "membres | map(attribute='__class__') | list",
    "sum of attributes": "membres | sum(attribute='__class__')",
    "groupby": "membres | groupby('__class__')",
    "sort by": "membres | sort(attribute='__class__')",
    "format method": "'{0.__class__}'.format(x)",
    "format_map": "'{a.__class__}'.format_map(x)",
    "format filter": "'%s' | format(x)",
    "percent": "'%(x)s' % x",
    "percent of width": "'%999999999d' % 1",
    "subscript": "x['__class__']",
    "subscript by hex": r"x['\x5f\x5fclass\x5f\x5f']",
    "item by dot and number": "membres.0.__class__",
    "slice": "membres[::1]",
    "method": "x.methode()",
    "method without call": "x.methode",
    "property": "x.propriete",
    "private field": "x._prive",
    "cycler": "cycler.__init__.__globals__.os.popen('id').read()",
    "joiner": "joiner.__init__.__globals__",
    "namespace": "namespace.__init__.__globals__",
    "lipsum": "lipsum.__globals__['os'].popen('id').read()",
    "lipsum by thousands": "lipsum(n=100000)",
    "range": "range(10**9)",
    "dict": "dict(a=1)",
    "self": "self",
    "self init": "self.__init__.__globals__",
    "self underscore": "self._TemplateReference__context",
    "request": "request.application.__globals__",
    "config": "config.items()",
    "url_for": "url_for.__globals__",
    "get_flashed_messages": "get_flashed_messages.__globals__",
    "caller": "caller()",
    "super": "super()",
    "varargs": "varargs",
    "clause as a value": "clause",
    "clause's class": "clause.visas.__class__",
    "multiplied text": "'x' * 10**9",
    "multiplied list": "[0] * 10**9",
    "tower of powers": "9**9**9**9",
    "huge product": "999999999 * 999999999 * 999999999",
    "shift by concatenation": "x ~ x ~ x",
    "centred": "'x' | center(1000000000)",
    "indented": "'x' | indent(1000000000)",
    "batched": "membres | batch(1) | list",
    "pretty print": "x | pprint",
    "safe": "x | safe",
    "escaped": "x | e",
    "urlize": "x | urlize",
    "tojson": "x | tojson",
    "xmlattr": "x | xmlattr",
    "async": "await x",
    "lambda": "(lambda: 1)()",
    "import": "__import__('os').system('id')",
    "walrus": "(a := 1)",
    "nested brackets": "(" * 200 + "x" + ")" * 200,
    "nested nots": "not " * 100 + "x",
    "nested choices": "x if x else " * 40 + "x",
    "long expression": " or ".join(["x"] * 2_000),
    "long name": "x" * 100_000,
    "long text": "'" + "a" * 100_000 + "'",
    "number of 600 figures": "9" * 600,
    "null byte": "x\0.__class__",
    "private sign of the mask": "x\U000f0000",
    "full-width underscores": "x.\uff3f\uff3fclass\uff3f\uff3f",
    "another alphabet's letters": "x.\U0001d41alpha",
}

# What a whole tag may try: `%@` is `%p` for a tag of paragraphs in Word, else `%`.
TAGS = {
    "include": "{%@ include '/etc/passwd' %}",
    "include without fail": "{%@ include '../../secret.md' ignore missing %}",
    "import": "{%@ import 'autre.md' as autre %}",
    "from import": "{%@ from 'autre.md' import macro %}",
    "extends": "{%@ extends 'base.html' %}",
    "block": "{%@ block corps %}",
    "macro": "{%@ macro m() %}",
    "call": "{%@ call m() %}",
    "filter": "{%@ filter upper %}",
    "raw": "{%@ raw %}",
    "verbatim": "{%@ verbatim %}",
    "do": "{%@ do x.append(1) %}",
    "with": "{%@ with a = 1 %}",
    "autoescape": "{%@ autoescape false %}",
    "debug": "{%@ debug %}",
    "trans": "{%@ trans %}",
    "continue": "{%@ continue %}",
    "set of a field": "{%@ set x.nom = 'a' %}",
    "set of a block": "{%@ set a %}",
    "set by call": "{%@ set a = namespace() %}",
    "trimmed": "{%-@ if x %}",
    "line statement": "{%@ if x %}{%@ include 'a' %}",
}

_END = "{%@ endfor %}"
LOOPS = {
    "over a range": "{%@ for i in range(1000000000) %}\nx\n" + _END,
    "recursive": "{%@ for m in membres recursive %}\nx\n" + _END,
    "over a text": "{%@ for i in x.nom %}\nx\n" + _END,
    "over an object": "{%@ for i in x %}\nx\n" + _END,
    "that unpacks": "{%@ for a, b in membres %}\nx\n" + _END,
    "thrice a thousand": "".join(f"{{%@ for {n} in beaucoup %}}\n" for n in "abc") + "x\n" + f"{_END}\n" * 3,
    "twice a thousand, printing much": "".join(f"{{%@ for {n} in beaucoup %}}\n" for n in "ab")
    + "\n".join(["{{ a.nom }}" * 40] * 20) + "\n" + f"{_END}\n" * 2,
    "filtered by a call": "{%@ for m in membres if m.methode() %}\nx\n" + _END,
    "changing itself": "{%@ for m in membres %}\n{%@ set membres = m %}\n" + _END,
    "five hundred deep": "{%@ for m in membres %}\n" * 500 + "x\n" + f"{_END}\n" * 500,
    "never ended": "{%@ for m in membres %}\nx",
}  # fmt: skip

MARKDOWN = {
    "a picture of the web": "![x](http://127.0.0.1:9/x.png)",
    "a picture of the machine": "![x](file:///etc/passwd)",
    "a picture in the text": "Le maire ![x](logo.svg) dit",
    "a picture of data": "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "a link of the web": "[ici](http://exemple.fr)",
    "a link of the machine": "[ici](file:///etc/passwd)",
    "a link that runs": "[ici](javascript:alert(1))",
    "a link to a shared folder": r"[ici](\\serveur\x.docx)",
    "an address in angles": "<http://exemple.fr/x>",
    "a script": "<script>alert(1)</script>",
    "a script in the text": "Le maire <script>alert(1)</script> dit",
    "a frame": "<iframe src='http://127.0.0.1:9'></iframe>",
    "a drawing that runs": "<svg onload='alert(1)'><script>1</script></svg>",
    "a sheet": "<link rel=stylesheet href=http://127.0.0.1:9/x.css>",
    "an imported sheet": "<style>@import 'http://127.0.0.1:9/x.css'</style>",
    "bold that runs": "Le <b onclick='alert(1)'>maire</b> dit",
    "an embedded object": "<object data='file:///etc/passwd'></object>",
    "a form": "<form action='http://127.0.0.1:9'><input></form>",
    "a base": "<base href='http://127.0.0.1:9/'>",
    "a refresh": "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9'>",
    "a comment of HTML": "<!-- x -->",
    "an entity": "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n\n&x;",
    "an instruction": "<?php system('id') ?>",
    "characters apart": "<![CDATA[x]]>",
    "a cell that runs": "<table>\n<tr><td onclick='x'>a</td></tr>\n</table>",
    "a cell with a picture": "<table>\n<tr><td><img src='http://127.0.0.1:9'></td></tr>\n</table>",
    "a cell in style": "<table>\n<tr><td style='background:url(http://127.0.0.1:9)'>a</td></tr>\n</table>",
    "a thousand million columns": "<table>\n<tr><td colspan='1000000000'>a</td></tr>\n</table>",
    "a thousand million rows": "<table>\n<tr><td rowspan='1000000000'>a</td></tr>\n</table>",
}

_RELATIONS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Build = Callable[[], bytes]


def _related(attributes: str, kind: str = "image", entry: str = _RELATIONS) -> Build:
    relation = f"<Relationship Id='rIdX' Type='{_OFFICE}/{kind}' {attributes}/></Relationships>".encode()

    def change(parts: dict[str, bytes]) -> None:
        whole = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'></Relationships>"
        parts[entry] = parts.get(entry, whole).replace(b"</Relationships>", relation)

    return lambda: edited(word("Texte"), change)


def _joined(entry: str, content: bytes = b"x") -> Build:
    return lambda: edited(word("Texte"), lambda parts: parts.__setitem__(entry, content))


def _body(change: Callable[[bytes], bytes]) -> Build:
    entry = "word/document.xml"
    return lambda: edited(word("Texte"), lambda parts: parts.__setitem__(entry, change(parts[entry])))


def _declared(text: str) -> Build:
    return _body(lambda body: body.replace(b"<w:document", text.encode() + b"<w:document", 1))


def _recoded(encoding: str, declaration: bytes = b"") -> Build:
    head = f"<?xml version='1.0' encoding='{encoding}'?>".encode()
    return _body(lambda body: head + declaration + body[body.index(b"<w:document") :])


def _field(instruction: str) -> Build:
    return lambda: word(p(field(instruction, "x")))


def _drawing(content: str) -> Build:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'>{content}</svg>"
    return _joined("word/media/image9.svg", svg.encode())


def _wide(setting: str) -> Build:
    cell = f"<w:tc><w:tcPr>{setting}</w:tcPr><w:p/></w:tc>"
    return lambda: word(
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>", "x"
    )


def _nested(depth: int) -> Build:
    inside = p("x")
    for _ in range(depth):
        cell = f"<w:tc>{inside}<w:p/></w:tc>"
        inside = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>"
    return lambda: word(inside, "x")


def attached(attributes: str) -> bytes:
    """A file made from a model that is elsewhere, as Word says it."""
    settings = b"<w:attachedTemplate xmlns:r='%s' r:id='rIdX'/></w:settings>" % _OFFICE.encode()

    def change(parts: dict[str, bytes]) -> None:
        whole = parts["word/settings.xml"]
        parts["word/settings.xml"] = whole.replace(b"</w:settings>", settings)

    related = _related(attributes, "attachedTemplate", "word/_rels/settings.xml.rels")
    return edited(related(), change)


EXTERNAL = "TargetMode='External'"
PACKAGES: dict[str, Build] = {
    "a linked picture": _related(f"Target='http://127.0.0.1:9/x' {EXTERNAL}"),
    "a linked picture behind a sign": _related(f"Target='http://127.0.0.1:9/?a>b' {EXTERNAL}"),
    "a linked picture in figures": _related("Target='http://127.0.0.1:9/' TargetMode='&#69;xternal'"),
    "a linked picture that says it is a link": _related(
        f"Target='http://127.0.0.1:9/' {EXTERNAL} Note=\"Type='x/hyperlink'\""
    ),
    "a picture of a shared folder": _related(rf"Target='\\serveur\x.png' {EXTERNAL}"),
    "a picture of the machine": _related(f"Target='file:///etc/passwd' {EXTERNAL}"),
    "a picture up the folders": _related("Target='../../../etc/passwd'"),
    "a picture without a mode": _related("Target='//serveur/x.png'"),
    "a frame": _related(f"Target='http://127.0.0.1:9/' {EXTERNAL}", "frame"),
    "a document in it": _related(f"Target='file:///c:/x.docx' {EXTERNAL}", "subDocument"),
    "a linked object": _related(f"Target='file:///c:/x.xls' {EXTERNAL}", "oleObject"),
    "a source of mailing": _related(
        f"Target='file:///c:/x' {EXTERNAL}", "mailMergeSource", "word/_rels/settings.xml.rels"
    ),
    "a link to the machine": _related(f"Target='file:///etc/passwd' {EXTERNAL}", "hyperlink"),
    "a link to a shared folder": _related(rf"Target='\\serveur\x' {EXTERNAL}", "hyperlink"),
    "a link that runs": _related(f"Target='javascript:alert(1)' {EXTERNAL}", "hyperlink"),
    "macros": _joined("word/vbaProject.bin"),
    "a program": _joined("word/activeX/activeX1.xml", b"<a/>"),
    "an object": _joined("word/embeddings/oleObject1.bin"),
    "a workbook": _joined("word/embeddings/classeur.xlsx"),
    "a page of the web": _joined("word/inclus.html", b"<script>1</script>"),
    "a page of the web under its usual name": _joined("word/afchunk.mht"),
    "a script": _joined("word/media/x.js"),
    "a file inserted": _body(
        lambda body: body.replace(
            b"<w:sectPr", f"<w:altChunk xmlns:r='{_OFFICE}' r:id='x'/><w:sectPr".encode(), 1
        )
    ),
    "a name up the folders": _joined("../../../tmp/x.xml"),
    "a name from the root": _joined("/tmp/x.xml"),
    "a name of Windows": _joined("C:\\x.xml"),
    "an entity of the machine": _declared("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"),
    "an entity of the web": _declared("<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"),
    "a billion laughs": _declared("<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"),
    "a declaration in UTF-7": _recoded("UTF-7", b"+ADwAIQ-DOCTYPE x +AFs-+AF0APg-"),
    "another alphabet": _recoded("IBM037"),
    "UTF-16": _body(lambda body: body.decode().encode("utf-16")),
    "DDE": _field(r'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"'),
    "INCLUDETEXT": _field('INCLUDETEXT "file:///etc/passwd"'),
    "INCLUDEPICTURE": _field('INCLUDEPICTURE "http://127.0.0.1:9/a.png" \\d'),
    "LINK": _field(r"LINK Excel.Sheet.8 \\\\serveur\\a.xls"),
    "DATABASE": _field("DATABASE"),
    "MACROBUTTON": _field("MACROBUTTON x y"),
    "EMBED": _field("EMBED Excel.Sheet.8"),
    "a field of link to the machine": _field('HYPERLINK "file:///etc/passwd"'),
    "DDE in a header": lambda: word("Texte", header=[p(field("DDE x y", "x"))]),
    "a drawing that runs": _drawing("<script>alert(1)</script>"),
    "a drawing that acts": _drawing("<rect onload='alert(1)'/>"),
    "a drawing that fetches": _drawing("<image x:href='http://127.0.0.1:9/x.png'/>"),
    "a drawing that holds a page": _drawing("<foreignObject/>"),
    "a thousand million columns": _wide("<w:gridSpan w:val='1000000000'/>"),
    "tables in tables": _nested(60),
    "half a file": lambda: word("Texte")[:5_000],
    "no Word file": lambda: b"<html><script>1</script></html>",
    "a rich text": lambda: b"{\\rtf1 {\\object\\objocx}}",
}

BOMBS = (
    "a zip of zeros", "a zip of spaces", "a zip that lies", "entries by thousands", "paragraphs by thousands",
    "elements by millions", "tags by thousands", "tags by thousands in Word", "a million characters",
    "stars by thousands", "brackets by thousands", "cells by thousands",
)  # fmt: skip
