"""Build the house letterhead of Word files, templates/socle/entete.docx.

The file is committed; this script is how it came about, and how to change its look. A slim file
made for the purpose replaces python-docx's own template, which is US Letter, en-US, in the
compatibility mode of Word 2010 and thirty times larger.

    python tools/build_letterhead.py
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from actgen.rendering.docx.package import content_types, zip_parts

TARGET = Path(__file__).resolve().parent.parent / "templates" / "socle" / "entete.docx"

FACE = "Source Serif 4"
FALLBACK = "Cambria"  # what Word shows where the face is not installed
LANGUAGE = "fr-FR"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Twips: A4, the left margin wider for the binding of the register.
PAGE = (11906, 16838)
MARGINS = {"top": 1304, "right": 1191, "bottom": 1247, "left": 1361, "header": 624, "footer": 567, "gutter": 0}
LINE = PAGE[0] - MARGINS["left"] - MARGINS["right"]

INK = "222222"
RULE = "8A8A8A"


@dataclass(frozen=True)
class Look:
    """One paragraph style: its identifier, the name shown in Word, its settings."""

    key: str
    name: str
    paragraph: str = ""
    run: str = ""
    based: str = "Normal"
    follows: str = ""
    built_in: bool = False


def space(before: int = 0, after: int = 0, line: int = 0) -> str:
    """Space above and below in twips; `line` in 240ths of a line."""
    pitch = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{pitch}/>'


def hang(left: int, hanging: int) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def frame(sides: str, width: int, gap: int, colour: str) -> str:
    """Rules on the named sides; `width` in eighths of a point, `gap` in points."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="{gap}" w:color="{colour}"/>' for side in sides.split()
    )
    return f"<w:pBdr>{edges}</w:pBdr>"


KEEP = "<w:keepNext/>"
WHOLE = "<w:keepLines/>"
CENTRED = '<w:jc w:val="center"/>'
LEFT = '<w:jc w:val="left"/>'
BOTH = '<w:jc w:val="both"/>'
BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"


def outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def tabs(*stops: tuple[str, int]) -> str:
    return "<w:tabs>" + "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in stops) + "</w:tabs>"


# Settings are in the order of the schema: keeps, borders, shading, tabs, space, indent, alignment, outline.
LOOKS = (
    Look(
        "Titre1", "heading 1", KEEP + WHOLE + space(200, 160, 252) + CENTRED + outline(0),
        BOLD + size(32), follows="ActeCorps", built_in=True,
    ),
    Look(
        "Titre2", "heading 2", KEEP + WHOLE + space(340, 120, 252) + LEFT + outline(1),
        BOLD + size(25), follows="ActeCorps", built_in=True,
    ),
    Look(
        "Titre3", "heading 3", KEEP + WHOLE + space(240, 80, 252) + LEFT + outline(2),
        BOLD + size(22), follows="ActeCorps", built_in=True,
    ),
    Look(
        "Titre4", "heading 4", KEEP + WHOLE + space(200, 60, 252) + LEFT + outline(3),
        ITALIC + size(22), follows="ActeCorps", built_in=True,
    ),
    Look("Lgende", "caption", KEEP + WHOLE + space(220, 90) + LEFT, BOLD + size(20), built_in=True),
    Look(
        "En-tte", "header", frame("bottom", 4, 4, RULE) + tabs(("right", LINE)) + space(),
        size(18), built_in=True,
    ),
    Look("Pieddepage", "footer", tabs(("right", LINE)) + space(), size(18), built_in=True),
    Look("ActeCorps", "Acte – Corps", space(0, 120) + BOTH),
    Look("ActeIdentite", "Acte – Identité", WHOLE + space(0, 0, 252) + CENTRED, size(21)),
    Look("ActeSousTitre", "Acte – Sous-titre", KEEP + WHOLE + space(0, 240) + CENTRED, size(24), follows="ActeCorps"),
    Look(
        "ActeObjet", "Acte – Objet", WHOLE + frame("top bottom", 6, 6, INK) + space(160, 280) + LEFT,
        BOLD + size(23), follows="ActeCorps",
    ),
    Look("ActeFait", "Acte – Fait", WHOLE + space(0, 50) + hang(284, 284) + LEFT),
    Look("ActeVisa", "Acte – Visa", space(0, 80) + hang(397, 397) + BOTH),
    Look("ActeConsiderant", "Acte – Considérant", space(0, 80) + hang(397, 397) + BOTH),
    Look(
        "ActeFormule", "Acte – Formule", KEEP + WHOLE + space(240, 160) + CENTRED, BOLD,
        follows="ActeDispositif",
    ),
    Look("ActeDispositif", "Acte – Dispositif", space(0, 110) + hang(397, 397) + BOTH),
    Look("ActeVote", "Acte – Vote", WHOLE + frame("left", 18, 8, RULE) + space(140, 180) + '<w:ind w:left="227"/>' + LEFT),
    Look("ActeNote", "Acte – Note", WHOLE + space(0, 60, 252) + BOTH, size(18)),
    Look(
        "ActeProjet", "Acte – Projet",
        WHOLE + frame("top left bottom right", 8, 6, "9C2A1E")
        + '<w:shd w:val="clear" w:color="auto" w:fill="FBF3F1"/>' + space(0, 0) + '<w:ind w:left="142" w:right="142"/>' + LEFT,
        size(20),
    ),
    Look("ActeListe", "Acte – Liste", space(0, 70) + BOTH),
    Look("ActeCellule", "Acte – Cellule", space(30, 30, 247) + LEFT, size(20)),
    Look("ActeCelluleTitre", "Acte – Cellule de titre", KEEP, BOLD, based="ActeCellule"),
    Look("ActeSignature", "Acte – Signature", KEEP + WHOLE + space(0, 0, 252) + LEFT),
    Look("ActeCachet", "Acte – Cachet", WHOLE + space(40, 40, 247) + CENTRED, size(18)),
    Look("ActeIntervalle", "Acte – Intervalle", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', size(4)),
)


def style(look: Look) -> str:
    custom = "" if look.built_in else ' w:customStyle="1"'
    follows = f'<w:next w:val="{look.follows}"/>' if look.follows else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{look.key}"><w:name w:val={quoteattr(look.name)}/>'
        f'<w:basedOn w:val="{look.based}"/>{follows}<w:qFormat/>'
        f"<w:pPr>{look.paragraph}</w:pPr><w:rPr>{look.run}</w:rPr></w:style>"
    )


def styles() -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    none = '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{FACE}"/>{size(21)}'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr>{space(0, 0, 276)}</w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="Policepardfaut"><w:name w:val="Default Paragraph Font"/>'
        "<w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableauNormal"><w:name w:val="Normal Table"/>'
        f'<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{none}</w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="Aucuneliste"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + "".join(map(style, LOOKS))
        + '<w:style w:type="character" w:customStyle="1" w:styleId="ActeLacune"><w:name w:val="Acte – Lacune"/>'
        '<w:basedOn w:val="Policepardfaut"/><w:qFormat/><w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFE99A"/></w:rPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="ActeTableau"><w:name w:val="Acte – Tableau"/>'
        f'<w:basedOn w:val="TableauNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{edges}</w:tblBorders>{margins}</w:tblPr></w:style>'
        "</w:styles>"
    )


BULLETS = ("–", "•", "–")
NUMBERS = (("decimal", "%{n}."), ("lowerLetter", "%{n})"), ("lowerRoman", "%{n}."))


def levels(*, ordered: bool) -> str:
    out = []
    for depth in range(9):
        kind, mark = NUMBERS[depth % 3] if ordered else ("bullet", BULLETS[depth % 3])
        left = 454 + 397 * depth
        out.append(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{mark.format(n=depth + 1)}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>{hang(left, 340)}</w:pPr></w:lvl>'
        )
    return "".join(out)


def numbering() -> str:
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:nsid w:val="{nsid}"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:name w:val="{label}"/>{levels(ordered=ordered)}</w:abstractNum>'
        for key, nsid, label, ordered in ((1, "0AC70001", "ActePuces", False), (2, "0AC70002", "ActeNumeros", True))
    )
    lists = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in (1, 2))
    return f'{HEAD}<w:numbering xmlns:w="{W}">{definitions}{lists}</w:numbering>'


def run(inner: str, settings: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{settings}</w:rPr>' if settings else ''}{inner}</w:r>"


def words(value: str, settings: str = "") -> str:
    return run(f'<w:t xml:space="preserve">{value}</w:t>', settings)


def field(code: str) -> str:
    """A complex field in five runs; Word and LibreOffice compute it when they lay the pages out."""
    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f'<w:instrText xml:space="preserve"> {code} </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + words("1")
        + run('<w:fldChar w:fldCharType="end"/>')
    )


def header() -> str:
    mark = words("{% if projet %}PROJET{% endif %}", BOLD + '<w:color w:val="9C2A1E"/><w:spacing w:val="30"/>')
    return (
        f'{HEAD}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="En-tte"/></w:pPr>'
        f"{words('{{ entete }}')}{run('<w:tab/>')}{mark}</w:p></w:hdr>"
    )


def footer() -> str:
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Pieddepage"/></w:pPr>'
        f"{run('<w:tab/>')}{words('Page ')}{field('PAGE')}{words(' / ')}{field('NUMPAGES')}</w:p></w:ftr>"
    )


def body() -> str:
    margins = " ".join(f'w:{side}="{value}"' for side, value in MARGINS.items())
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        f'<w:p><w:pPr><w:pStyle w:val="ActeCorps"/></w:pPr>{words("{{p corps }}")}</w:p>'
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/><w:pgMar {margins}/></w:sectPr></w:body></w:document>'
    )


def settings() -> str:
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def fonts() -> str:
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{FACE}"><w:altName w:val="{FALLBACK}"/>'
        '<w:panose1 w:val="02040503050405020204"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def letterhead() -> bytes:
    """The bytes of the house file."""
    word = {
        "document": (body(), "document.main"), "styles": (styles(), "styles"), "settings": (settings(), "settings"),
        "fontTable": (fonts(), "fontTable"), "numbering": (numbering(), "numbering"),
        "header1": (header(), "header"), "footer1": (footer(), "footer"),
    }
    parts = {f"word/{key}.xml": xml.encode() for key, (xml, _) in word.items()}
    parts["_rels/.rels"] = relations(("officeDocument", "word/document.xml")).encode()
    parts["word/_rels/document.xml.rels"] = relations(
        ("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"),
        ("numbering", "numbering.xml"), ("header", "header1.xml"), ("footer", "footer1.xml"),
    ).encode()
    kinds = {f"/word/{key}.xml": f"{OFFICE}{kind}+xml" for key, (_, kind) in word.items()}
    parts["[Content_Types].xml"] = content_types(kinds)
    return zip_parts(parts)


if __name__ == "__main__":
    TARGET.write_bytes(letterhead())
