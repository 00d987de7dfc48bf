"""The corpus of broken Word templates: one file at least for each hazard, with what is found and where.

A case is the content of the body (and of headers, footers) and the findings that it gives: code, part and
number of the paragraph.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from functools import cached_property

from docx.enum.section import WD_HEADER_FOOTER
from msgspec import Struct
from PIL import Image

from tests.hostile.word.builder import (
    document,
    edited,
    p,
    saved,
    t,
    table,
    with_notes,
    word,
)

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
CORPS = "corps"


class Case(Struct, frozen=True, dict=True):
    """A file, the findings that it must give, and words that the first message must hold."""

    made: bytes | Callable[[], bytes]  # by who reads it: whoever collects tests needs no file
    found: tuple[tuple[str, str, int], ...]
    words: str = ""

    @cached_property
    def content(self) -> bytes:
        return self.made if isinstance(self.made, bytes) else self.made()


def errors(
    content: bytes | Callable[[], bytes], *found: tuple[str, int], words: str = "", part: str = CORPS
) -> Case:
    return Case(content, tuple((code, part, line) for code, line in found), words)


def body(*blocks: str, found: tuple[tuple[str, int], ...], words: str = "") -> Case:
    return errors(lambda: word(*blocks), *found, words=words)


def box(text: str) -> str:
    """A text box as Word writes it, twice: for itself and for older readers."""
    inside = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
        f"{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def field(instruction: str, result: str) -> str:
    """A field in five runs, with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{t(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(alternative: str = "", *, header: bool = False) -> bytes:
    made = document("Texte")
    holder = made.sections[0].header.paragraphs[0] if header else made.paragraphs[0]
    holder.add_run().add_picture(io.BytesIO(PIXEL))
    if alternative:
        for node in holder._element.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
        ):
            node.set("descr", alternative)
    return saved(made)


_BENT = "</wps:txbx><wps:bodyPr><a:prstTxWarp prst='textPlain'/></wps:bodyPr>"


def watermark(text: str) -> str:
    """A watermark as Word draws it, in the paragraph of a header."""
    return p(
        "<w:r><w:pict><v:shapetype id='_x0000_t136'/><v:shape id='PowerPlusWaterMarkObject1' "
        "type='#_x0000_t136' style='position:absolute;width:468pt;height:117pt' fillcolor='silver'>"
        f"<v:textpath style='font-size:1pt' string='{text}'/></v:shape></w:pict></w:r>"
    )


def comment(text: str) -> bytes:
    made = document("Vu le code général")
    made.add_comment(made.paragraphs[0].runs, text=text, author="Relecture", initials="r")
    return saved(made)


def revised(inside: str, kind: str = "ins") -> str:
    return f'<w:{kind} w:id="7" w:author="x" w:date="2024-01-01T00:00:00Z">{inside}</w:{kind}>'


def control(inside: str, settings: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def _replaced(entry: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[entry]
        parts[entry] = parts[entry].replace(old, new)

    return change


def _added(entry: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[entry] = content

    return change


_EXTERNAL = (
    b'<Relationship Id="rIdX" TargetMode="External" Target="http://exemple.invalid/a.png" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
)
_JOINED = (
    b'<Relationship Id="rIdX" Target="embeddings/oleObject1.bin" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject"/></Relationships>'
)


def _joined(parts: dict[str, bytes]) -> None:
    parts["word/embeddings/oleObject1.bin"] = b"x"
    kind = b'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", kind + b"</Types>")


_NOTE = "<w:r><w:footnoteReference w:id='2'/></w:r>"
_HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"
_STRUCK = "<w:r><w:rPr><w:strike/></w:rPr><w:t>barré</w:t></w:r>"
_COLOURED = '<w:r><w:rPr><w:color w:val="C00000"/><w:sz w:val="30"/></w:rPr><w:t>rouge</w:t></w:r>'
_PLAIN = word("Vu le code général")


def _other_section() -> bytes:
    made = document(p("a"), p("b", properties="<w:sectPr/>"), header=["Mairie"])
    made.add_section().header.is_linked_to_previous = False
    made.sections[-1].header.paragraphs[0].text = "Annexe"
    return saved(made)


def _own_foot(first: str) -> bytes:
    """All pages have a foot, and the first one a part of its own, as LibreOffice saves them."""
    made = document("a", footer=["Mairie"])
    section = made.sections[0]
    section._sectPr.remove_footerReference(WD_HEADER_FOOTER.FIRST_PAGE)  # the house has one for all pages
    section.first_page_footer.paragraphs[0].text = first
    return saved(made)


def _odd_picture() -> bytes:
    made = document("a")
    buffer = io.BytesIO()
    Image.new("RGB", (30, 30), "red").save(buffer, "BMP")
    buffer.seek(0)
    run = made.sections[0].header.paragraphs[0].add_run()
    run.add_picture(buffer)._inline.docPr.set("descr", "Un logo")
    return saved(made)


CASES: dict[str, Case] = {
    # text that docxtpl would take away
    "a block tag beside a text": body(
        "{%p if a %} Le conseil adopte.",
        "Suite",
        "{%p endif %}",
        found=(("GABARIT-TEXTE-PERDU", 1),),
        words="« Le conseil adopte. »",
    ),
    "a block tag beside a value": body(
        "{%p if a %}{{ b }}", "{%p endif %}", found=(("GABARIT-TEXTE-PERDU", 1),), words="« {{ b }} »"
    ),
    "block tags round some words": body(
        "Le conseil {%p if a %}adopte{%p endif %} ceci.", found=(("GABARIT-TEXTE-PERDU", 1),)
    ),
    "a block tag beside a note": errors(
        saved(with_notes(document(p(t("{%p if a %}"), _NOTE), "b", "{%p endif %}"), "footnotes", "c")),
        ("GABARIT-TEXTE-PERDU", 1),
        words="image ou note",
    ),
    "a clause prefixed, beside a text": body(
        "Vu {{p clause.visas }}", found=(("GABARIT-CLAUSE", 1),), words="« Vu »"
    ),
    "a value prefixed, beside a text": body("Vu {{p x }}", found=(("GABARIT-TEXTE-PERDU", 1),)),
    "a row tag beside a cell": body(
        table(("{%tr for m in x %}", "Voix"), ("{{ m }}", "b"), ("{%tr endfor %}", "")),
        found=(("GABARIT-TEXTE-PERDU", 1),),
        words="« Voix »",
    ),
    "row tags in the row that they repeat": body(
        table(("{%tr for m in x %}{{ m }}", "b {%tr endfor %}")),
        found=(("GABARIT-TEXTE-PERDU", 1), ("GABARIT-TEXTE-PERDU", 2)),
    ),
    "row tags in one cell": body(
        table(("{%tr for m in x %}{{ m }}{%tr endfor %}", "b")), found=(("GABARIT-TEXTE-PERDU", 1),)
    ),
    "a row tag outside a table": body(
        "{%tr for m in x %}",
        "a",
        "{%tr endfor %}",
        found=(("GABARIT-EMBOITEMENT", 1),),
        words="pas dans un tableau",
    ),
    # pairs
    "two block tags in a paragraph": body(
        "{%p if a %}{%p if b %}",
        "x",
        "{%p endif %}",
        "{%p endif %}",
        found=(("GABARIT-SEULE", 1),),
        words="dans le même paragraphe",
    ),
    "a condition and its end in a paragraph of their own": body(
        "{%p if a %}{%p endif %}", found=(("GABARIT-SEULE", 1),)
    ),
    "a loop left open": body("a", "{%p for m in x %}", "{{ m }}", found=(("GABARIT-EMBOITEMENT", 2),)),
    "a condition left open in a loop": body(
        "{%p for m in x %}",
        "{%p if m %}",
        "{{ m }}",
        "{%p endfor %}",
        found=(("GABARIT-EMBOITEMENT", 2),),
        words="n’est jamais fermée par {%p endif %} avant {%p endfor %}",
    ),
    "an end of nothing": body("{%p endif %}", found=(("GABARIT-EMBOITEMENT", 1),), words="ne ferme rien"),
    "an end of something else": body(
        "{%p if a %}", "x", "{%p endfor %}", found=(("GABARIT-EMBOITEMENT", 3),), words="ferme {%p if a %}"
    ),
    "two elses": body(
        "{%p if a %}", "{%p else %}", "x", "{%p else %}", "{%p endif %}", found=(("GABARIT-EMBOITEMENT", 4),)
    ),
    "an elif of a loop": body(
        "{%p for m in x %}", "{%p elif a %}", "{%p endfor %}", found=(("GABARIT-EMBOITEMENT", 2),)
    ),
    "a condition that ends in another paragraph's sentence": body(
        "{%p if a %}", "Le conseil adopte.{% endif %}", found=(("GABARIT-SEULE", 2),)
    ),
    "a condition opened in a sentence, closed in the next": body(
        "Le conseil {% if a %}adopte",
        "et décide{% endif %}.",
        found=(("GABARIT-SEULE", 1),),
    ),
    "a condition over two cells": body(
        table(("{% if a %}1", "2{% endif %}")),
        found=(("GABARIT-EMBOITEMENT", 1),),
        words="la même cellule",
    ),
    "a condition alone in two cells": body(
        table((p("{%p if a %}") + p("1"), p("2") + p("{%p endif %}"))),
        found=(("GABARIT-EMBOITEMENT", 1),),
        words="la même cellule",
    ),
    "a condition opened before a table, closed in it": body(
        "{%p if a %}", table(("1", p("{%p endif %}") + p("2"))), found=(("GABARIT-EMBOITEMENT", 1),)
    ),
    "a loop round rows of two tables": body(
        table(("{%tr for m in x %}", ""), ("a", "b")),
        "entre",
        table(("c", "d"), ("{%tr endfor %}", "")),
        found=(("GABARIT-EMBOITEMENT", 1),),
    ),
    "a head with tags": Case(word("a", header=["{%p if a %}"]), (("GABARIT-PERTE", "en-tête", 1),)),
    "a condition over two notes": Case(
        saved(with_notes(document("a"), "footnotes", "{%p if a %}", "{%p endif %}")),
        (("GABARIT-EMBOITEMENT", "notes de bas de page", 1),),
    ),
    "twenty-one conditions in one another": body(
        *["{%p if a %}"] * 21, "x", *["{%p endif %}"] * 21, found=(("GABARIT-EMBOITEMENT", 21),)
    ),
    # parts of an act, set, clauses
    "a part left open": body("{%p partie annexe_1 %}", "a", found=(("GABARIT-PARTIE", 1),)),
    "a part without a name": body("{%p partie %}", "{%p finpartie %}", found=(("GABARIT-PARTIE", 1),)),
    "a part in a cell": body(
        table((p("{%p partie a %}") + p("x") + p("{%p finpartie %}"), "b")), found=(("GABARIT-PARTIE", 1),)
    ),
    "a part round rows": body(
        table(("{%p partie a %}", ""), ("x", "y"), ("{%p finpartie %}", "")),
        found=(("GABARIT-PARTIE", 1), ("GABARIT-EMBOITEMENT", 1)),
    ),
    "a part beside a text": body(
        "{%p partie annexe_1 %} Annexe", "{%p finpartie %}", found=(("GABARIT-TEXTE-PERDU", 1),)
    ),
    "a part that ends in a condition": body(
        "{%p partie a %}",
        "{%p if b %}",
        "{%p finpartie %}",
        "{%p endif %}",
        found=(("GABARIT-EMBOITEMENT", 2),),
    ),
    "a set after the text": body("Vu", "{% set a = b %}", found=(("GABARIT-SET", 2),)),
    "a set beside a text": body("{% set a = b %} Vu", found=(("GABARIT-SET", 1),)),
    "an unknown clause": body("{{ clause.inconnue }}", found=(("GABARIT-CLAUSE", 1),), words="« inconnue »"),
    "a clause in a sentence": body("Vu {{ clause.visas }}.", found=(("GABARIT-CLAUSE", 1),)),
    "a clause in a cell": body(table(("{{ clause.visas }}", "b")), found=(("GABARIT-CLAUSE", 1),)),
    "prose in a sentence": body("Exposé : {{ texte | prose }}", found=(("GABARIT-VALEUR-SEULE", 1),)),
    # what is inside tags
    "an unknown filter": body("{{ a | majuscule }}", found=(("GABARIT-INCONNU", 1),), words="majuscule"),
    "an unknown test": body("{% if a is connue %}x{% endif %}", found=(("GABARIT-INCONNU", 1),)),
    "a call": body("{{ a() }}", found=(("GABARIT-INTERDIT", 1),)),
    "a walk through attributes": body("{{ a.__class__.__mro__ }}", found=(("GABARIT-INTERDIT", 1),)),
    "a product that fills the memory": body('{{ "x" * 1000000000 }}', found=(("GABARIT-INTERDIT", 1),)),
    "a name with a hyphen": body(
        "{{ date\u2011convocation }}", found=(("GABARIT-INTERDIT", 1),), words="date_convocation"
    ),
    "nothing in a tag": body("{{ }}", found=(("GABARIT-EXPRESSION", 1),)),
    "half an expression": body("{{ a | liste( }}", found=(("GABARIT-EXPRESSION", 1),)),
    "words after else": body(
        "{% if a %}x{% else b %}y{% endif %}", found=(("GABARIT-EXPRESSION", 1),), words="aucun mot"
    ),
    "a tag never closed": body("La commune de {{ commune décide.", found=(("GABARIT-BALISE", 1),)),
    "a tag over two paragraphs": body("La {{ commune", "}} décide.", found=(("GABARIT-BALISE", 1),)),
    "a tag in a tag": body("{{ a {{ b }} }}", found=(("GABARIT-BALISE", 1),)),
    "an end without a beginning": body("a }} b", found=(("GABARIT-BALISE", 1),), words="« }} »"),
    "single braces": body(
        "La commune de {commune} décide.", found=(("GABARIT-BALISE", 1),), words="deux accolades"
    ),
    "the tags of other programs": body(
        "+++nom+++, <<lieu>>",
        "«objet», %date%, <ville> ; « cité », 5 % et 6 %, 1 < 2 > 0",
        found=(("GABARIT-BALISE", 1),) * 2 + (("GABARIT-BALISE", 2),) * 3,
        words="une balise {{ … }}",
    ),
    "tags of Mustache": body(
        "{{#x}}",
        "a",
        "{{/x}}",
        found=(("GABARIT-EXPRESSION", 1), ("GABARIT-EXPRESSION", 3)),
        words="Mustache",
    ),
    "a lone brace": body("a { b", found=(("GABARIT-BALISE", 1),)),
    "a brace that docxtpl would double": body("a {_{ x }_} b", found=(("GABARIT-BALISE", 1),)),
    "a minus in a tag": body("{%- if a %}x{% endif %}", found=(("GABARIT-BALISE", 1),), words="« - »"),
    "a macro": body("{% macro m() %}", found=(("GABARIT-BALISE", 1),), words="macro"),
    "a call of a macro": body("{% call m() %}", found=(("GABARIT-BALISE", 1),)),
    "raw": body("{% raw %}", found=(("GABARIT-BALISE", 1),)),
    "an include": body('{% include "x" %}', found=(("GABARIT-BALISE", 1),)),
    "an import": body('{% import "x" as y %}', found=(("GABARIT-BALISE", 1),)),
    "an inheritance": body('{% extends "x" %}', found=(("GABARIT-BALISE", 1),)),
    "a tag of columns": body(
        table(("{%tc for m in x %}", "{%tc endfor %}")),
        found=(("GABARIT-BALISE", 1), ("GABARIT-BALISE", 2)),
        words="n’est pas admise",
    ),
    "a tag of runs": body("{%r if a %}x{%r endif %}", found=(("GABARIT-BALISE", 1), ("GABARIT-BALISE", 1))),
    "a value as mark-up": body("{{r a }}", found=(("GABARIT-EXPRESSION", 1),)),
    "cells merged by a tag": body(table(("{% colspan n %}", "b")), found=(("GABARIT-BALISE", 1),)),
    "a private character": body("a \ue0a0v1\ue0a1 b", found=(("GABARIT-BALISE", 1), ("GABARIT-BALISE", 1))),
    # tags where nothing fills them
    "a tag in a text box": body(
        p("Texte", box("{{ commune }}")),
        found=(("GABARIT-PERTE", 1),),
    ),
    "a tag in hidden text": body(p("a", _HIDDEN.format("{{ b }}")), found=(("GABARIT-PERTE", 1),)),
    "a tag in a field": body(
        p(field("MERGEFIELD {{ a }}", "x")), found=(("GABARIT-LIEU", 1), ("GABARIT-CHAMP", 1))
    ),
    "a tag in an alternative text": errors(picture("{{ commune }}"), ("GABARIT-PERTE", 1)),
    "a tag in an equation": body(
        p("a", "<m:oMath><m:r><m:t>{{ b }}</m:t></m:r></m:oMath>"),
        found=(("GABARIT-PERTE", 1),),
    ),
    "a tag in a field that never ends": body(
        p(
            "a",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE {{ a }}</w:instrText></w:r>',
        ),
        found=(("GABARIT-LIEU", 1), ("GABARIT-CHAMP", 1)),
    ),
    "a brace in a text box of the header": Case(
        word("a", header=[p("b", box("{"))]), (("GABARIT-PERTE", "en-tête", 1),)
    ),
    # what can't be read back
    "a text box": body(p("Texte", box("Encadré")), found=(("GABARIT-PERTE", 1),), words="zone de texte"),
    "a picture without alternative": errors(picture(), ("GABARIT-PERTE", 1)),
    "a head of its own in another section": Case(_other_section(), (("GABARIT-PERTE", "en-tête", 1),)),
    "a head": Case(word("a", header=["Mairie"]), (("GABARIT-PERTE", "en-tête", 1),)),
    "a foot": Case(
        word("a", footer=["📞 03"]), (("GABARIT-PERTE", "pied de page", 1),), "ne passe pas dans les actes"
    ),
    "a foot, again on the first page": Case(_own_foot("Mairie"), (("GABARIT-PERTE", "pied de page", 1),)),
    "a foot of the first page": Case(
        _own_foot("Annexe"),
        (("GABARIT-PERTE", "pied de page", 1), ("GABARIT-PERTE", "pied de page de première page", 1)),
    ),
    "a picture in a head": Case(_odd_picture(), (("GABARIT-PERTE", "en-tête", 1),)),
    "a symbol in a head": Case(
        word("a", header=[p('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>')]),
        (("GABARIT-PERTE", "en-tête", 1),),
    ),
    "a field of a head that Word computes": Case(
        word("a", header=[p(field("STYLEREF Titre", "Mairie"))]), (("GABARIT-PERTE", "en-tête", 1),)
    ),
    "a watermark": Case(
        word("a", header=["Mairie", watermark("CONFIDENTIEL")]),
        (("GABARIT-PERTE", "en-tête", 2),),
        "filigrane « CONFIDENTIEL »",
    ),
    "a watermark that LibreOffice saved": Case(
        word("a", header=[p(box("CONFIDENTIEL").replace("</wps:txbx>", _BENT))]),
        (("GABARIT-PERTE", "en-tête", 1),),
        "filigrane « CONFIDENTIEL »",
    ),
    "a watermark that actgen prints": Case(
        word("a", header=[watermark("Projet")]), (("GABARIT-PERTE", "en-tête", 1),), "Projet"
    ),
    "a decorative text": body(watermark("Avis"), found=(("GABARIT-PERTE", 1),), words="WordArt"),
    "an equation": body(p("a", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), found=(("GABARIT-PERTE", 1),)),
    "an object": body(p("a", "<w:r><w:object/></w:r>"), found=(("GABARIT-PERTE", 1),)),
    "a symbol": body(
        p("a", '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'), found=(("GABARIT-PERTE", 1),)
    ),
    "letters in a font of signs": body(
        p("a", '<w:r><w:rPr><w:rFonts w:ascii="Webdings"/></w:rPr><w:t>z</w:t></w:r>'),
        found=(("GABARIT-PERTE", 1),),
    ),
    "looks that acts don't have": body(
        p("a", _COLOURED),
        p(),
        p("b", properties='<w:ind w:left="567"/>'),
        found=(("GABARIT-PERTE", 1),),
        words="les couleurs, tailles de lettres, retraits et lignes vides du modèle Word",
    ),
    "indents and empty lines in the styles of acts": body(
        p("Vu le code", style="ActeVisa"),
        p("Vu la loi", style="ActeVisa", properties='<w:ind w:left="1134"/>'),
        p(style="ActeCorps"),
        p("<w:r><w:rPr><w:b/></w:rPr></w:r>", style="ActeCorps"),
        p("Fin", style="ActeDispositif", properties='<w:ind w:firstLine="567"/>'),
        found=(("GABARIT-PERTE", 2),),
        words="n’aura pas les retraits et lignes vides du modèle Word",
    ),
    "a text without a title": body(
        *(p(f"Article {n}") for n in range(1, 6)), found=(("GABARIT-PERTE", 0),), words="titres compris"
    ),
    "columns": body(
        p("a", properties='<w:sectPr><w:cols w:num="2"/></w:sectPr>'), found=(("GABARIT-PERTE", 1),)
    ),
    "a drop cap": body(
        p("L", properties='<w:framePr w:dropCap="drop"/>'), "e conseil", found=(("GABARIT-PERTE", 1),)
    ),
    "a struck passage": body(p("a ", _STRUCK), found=(("GABARIT-PERTE", 1),), words="barré"),
    "a hidden passage": body(p("a ", _HIDDEN.format("caché")), found=(("GABARIT-PERTE", 1),), words="masqué"),
    "tracked changes": body(
        p("a ", revised(t("b"))),
        p(revised("<w:r><w:delText>c</w:delText></w:r>", "del"), "d"),
        found=(("GABARIT-SUIVI", 1),),
        words="modification suivie en attente (2 fois)",
    ),
    "a content control that shows its prompt": body(
        p(control(t("Cliquez ici pour entrer du texte."), "<w:showingPlcHdr/>")),
        found=(("GABARIT-PERTE", 1),),
    ),
    "a date of the day": body(p(field('DATE \\@ "dd/MM/yyyy"', "01/01/2024")), found=(("GABARIT-CHAMP", 1),)),
    "a mail merge": body(
        p(field("MERGEFIELD nom", "x")), found=(("GABARIT-CHAMP", 1),), words="publipostage"
    ),
    "a file fetched by a field": body(p(field('INCLUDETEXT "c:\\a"', "x")), found=(("GABARIT-CHAMP", 1),)),
    "a reference without its keyword": body(
        p(field("_Article_1 \\r \\t \\h", "1"), t(" et "), field("_Article_2 \\r \\t \\h", "2")),
        found=(("GABARIT-CHAMP", 1),),
        words="REF (renvoi)",
    ),
    "a table of contents": body(p(field("TOC \\o", "Article 1 … 2")), found=(("GABARIT-CHAMP", 1),)),
    # styles
    "a style of acts that doesn't exist": errors(
        edited(
            word(p("Vu", style="ActeViza")),
            _replaced(
                "word/styles.xml",
                b"</w:styles>",
                '<w:style w:type="paragraph" w:styleId="ActeViza"><w:name w:val="Acte – Viza"/></w:style>'
                "</w:styles>".encode(),
            ),
        ),
        ("GABARIT-STYLE", 1),
        words="Acte – Viza",
    ),
    "a style that the file lacks": body(p("Vu", style="Absent"), found=(("GABARIT-STYLE", 1),)),
    # files
    "no archive": Case(b"PK nothing", (("GABARIT-WORD", "", 0),)),
    "an old Word file": Case(b"\xd0\xcf\x11\xe0" + bytes(600), (("GABARIT-WORD", "", 0),)),
    "a document cut short": Case(_PLAIN[: len(_PLAIN) // 2], (("GABARIT-WORD", "", 0),)),
    "a part that is no XML": Case(
        edited(_PLAIN, _added("word/document.xml", b"<w:document")), (("GABARIT-WORD", "", 0),)
    ),
    "a document without body": Case(
        edited(_PLAIN, _added("word/document.xml", b"<a/>")), (("GABARIT-WORD", "", 0),)
    ),
    "entities": Case(
        edited(_PLAIN, _replaced("word/document.xml", b"<w:document", b"<!DOCTYPE a><w:document")),
        (("GABARIT-WORD", "", 0),),
    ),
    "macros": Case(edited(_PLAIN, _added("word/vbaProject.bin", b"x")), (("GABARIT-WORD", "", 0),), "macros"),
    "a joined file": Case(
        edited(
            edited(
                word("a", p('<w:r><w:object r:id="rIdX"/></w:r>', t("Annexe"))),
                _replaced("word/_rels/document.xml.rels", b"</Relationships>", _JOINED),
            ),
            _joined,
        ),
        (("GABARIT-PERTE", "corps", 2),),
        "un objet d’un autre logiciel",
    ),
    "a picture from elsewhere": Case(
        edited(_PLAIN, _replaced("word/_rels/document.xml.rels", b"</Relationships>", _EXTERNAL)),
        (("GABARIT-WORD", "", 0),),
        "extérieur",
    ),
    "a model of Word": Case(
        edited(_PLAIN, _replaced("[Content_Types].xml", b"document.main+xml", b"template.main+xml")),
        (("GABARIT-WORD", "", 0),),
        ".dotx",
    ),
    "paragraphs without number": Case(
        edited(_PLAIN, _replaced("word/document.xml", b"<w:body>", b"<w:body>" + b"<w:p/>" * 21_000)),
        (("GABARIT-WORD", "", 0),),
        "au plus",
    ),
    "a tag without end": body(
        "{{ " + "«" * 30_000 + " }}", found=(("GABARIT-BALISE", 1),), words="c’est trop"
    ),
    "tags without number": errors(word(*["{{ a }}" * 400] * 13), ("GABARIT-BALISE", 0), part=""),
    "a paragraph of tags": body("{{ a }}" * 501, found=(("GABARIT-BALISE", 1),), words="plus de 500"),
    "a bomb": Case(edited(_PLAIN, _added("word/media/a.xml", b" " * 30_000_000)), (("GABARIT-WORD", "", 0),)),
}
