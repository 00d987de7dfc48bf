"""The look of the house letterhead: page and styles. Lengths are in twips.

The measures are those of the PDF's print sheet, templates/socle/impression.css.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

FACE = "Spectral"
FALLBACK = "Cambria"  # what Word shows where the face is not installed
SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
LANGUAGE = "fr-FR"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Twips, as in the print sheet of the PDF: A4, 24 mm at the sides; above, what its first page has, since Word
# has one margin for all.
PAGE = (11906, 16838)
MARGINS = {
    "top": 794,
    "right": 1361,
    "bottom": 794,
    "left": 1361,
    "header": 397,
    "footer": 397,
    "gutter": 0,
}
LINE = PAGE[0] - MARGINS["left"] - MARGINS["right"]
ASIDE = 1814  # the margin where labels stand, beside the text: 32 mm
PITCH = 264  # of lines of text: 11 points, 1.2 of them
STEP = 340  # the indent of lists, visas and operative lines: 6 mm

RULE = "777777"
RED = "8A1C1C"


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


def space(before: int = 0, after: int = 0, line: int = PITCH, rule: str = "exact") -> str:
    """Space above and below in twips, and the pitch of lines.

    The pitch is in twips and not in lines, and exact: the house face has a natural pitch a fifth larger than
    that of the PDF, whose pages a Word file has only so. A clerk pastes a picture in a paragraph « Normal »,
    whose pitch is a minimum.
    """
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def aside(left: int = 0) -> str:
    """The indent of a text that begins on its axis, so far to the right of it."""
    return f'<w:ind w:left="{ASIDE + left}"/>'


def hang(left: int, hanging: int) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def frame(sides: str, width: int, gap: int, colour: str) -> str:
    """Rules on the named sides; `width` in eighths of a point, `gap` in points."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="{gap}" w:color="{colour}"/>'
        for side in sides.split()
    )
    return f"<w:pBdr>{edges}</w:pBdr>"


KEEP = "<w:keepNext/>"
WHOLE = "<w:keepLines/>"
LEFT = '<w:jc w:val="left"/>'
BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
UNDERLINED = '<w:u w:val="single"/>'

SMALL = size(17)


def outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def tabs(*stops: tuple[str, int]) -> str:
    return (
        "<w:tabs>"
        + "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in stops)
        + "</w:tabs>"
    )


CLOSE = "<w:contextualSpacing/>"  # no space between paragraphs of this style
HANGING = hang(ASIDE + STEP, STEP)

# What words set apart look like: one style for each mix, since a run bears one.
CHARACTERS = (
    ("ActeGras", "Acte – Gras", BOLD),
    ("ActeItalique", "Acte – Italique", ITALIC),
    ("ActeGrasItalique", "Acte – Gras italique", BOLD + ITALIC),
    ("ActeSouligne", "Acte – Souligné", UNDERLINED),
    ("ActeGrasSouligne", "Acte – Gras souligné", BOLD + UNDERLINED),
    ("ActeItaliqueSouligne", "Acte – Italique souligné", ITALIC + UNDERLINED),
    ("ActeGrasItaliqueSouligne", "Acte – Gras italique souligné", BOLD + ITALIC + UNDERLINED),
    ("ActePlace", "Acte – Place à remplir", '<w:u w:val="dotted"/>'),
    ("ActeMention", "Acte – Mention de projet", f'{BOLD}<w:color w:val="{RED}"/><w:spacing w:val="24"/>'),
    ("ActeLacune", "Acte – Lacune", BOLD + '<w:shd w:val="clear" w:color="auto" w:fill="FFF1B8"/>'),
)

# Settings are in the order of the schema: keeps, borders, shading, tabs, space, indent, contextual
# space, alignment, outline.
LOOKS = (
    Look(
        "Titre1",
        "heading 1",
        KEEP + WHOLE + space(204, 60, 396) + aside() + LEFT + outline(0),
        BOLD + size(33),
        follows="ActeCorps",
        built_in=True,
    ),
    Look(
        "Titre2",
        "heading 2",
        KEEP + WHOLE + space(227, 80, 333) + aside() + LEFT + outline(1),
        BOLD + size(26),
        follows="ActeCorps",
        built_in=True,
    ),
    Look(
        "Titre3",
        "heading 3",
        KEEP + WHOLE + space(227, 90, 286) + aside() + LEFT + outline(2),
        BOLD + size(22),
        follows="ActeCorps",
        built_in=True,
    ),
    Look(
        "Titre4",
        "heading 4",
        KEEP + WHOLE + space(200, 85, 286) + aside() + LEFT + outline(3),
        ITALIC + size(22),
        follows="ActeCorps",
        built_in=True,
    ),
    Look(
        "Lgende",
        "caption",
        KEEP + WHOLE + space(170, 100, 240) + aside() + LEFT,
        BOLD + size(20),
        built_in=True,
    ),
    Look("TM2", "toc 2", tabs(("right", LINE)) + space(0, 0, 250) + aside() + LEFT, size(19), built_in=True),
    Look("En-tte", "header", tabs(("right", LINE)) + space(0, 0, 220) + LEFT, SMALL, built_in=True),
    Look("Pieddepage", "footer", tabs(("right", LINE)) + space(0, 0, 220) + LEFT, SMALL, built_in=True),
    # the object of an act, larger than its kind, which stands above: so in print
    Look("ActeGenre", "Acte – Genre", space(147, 57, 276), size(23), based="Titre1", follows="ActeCorps"),
    Look(
        "ActeTitreObjet", "Acte – Titre", space(34, 102, 354), size(30), based="Titre2", follows="ActeCorps"
    ),
    Look("ActeCorps", "Acte – Corps", space(0, 68) + aside() + LEFT),
    Look(
        "ActeIdentite",
        "Acte – Identité",
        KEEP + WHOLE + space(0, 0, 227) + aside() + LEFT,
        size(16),
    ),
    Look("ActeCollectivite", "Acte – Collectivité", space(0, 0, 324), size(24), based="ActeIdentite"),
    Look(
        "ActeSousTitre",
        "Acte – Sous-titre",
        KEEP + WHOLE + space(0, 147) + aside() + CLOSE + LEFT,
        follows="ActeCorps",
    ),
    Look(
        "ActeObjet",
        "Acte – Objet",
        WHOLE + frame("top bottom", 4, 7, "000000") + space(200, 227, 304) + aside() + LEFT,
        size(23),
        follows="ActeCorps",
    ),
    Look("ActeFait", "Acte – Fait", WHOLE + space(0, 91) + HANGING + CLOSE + LEFT),
    Look("ActeVisa", "Acte – Visa", space(0, 91) + HANGING + CLOSE + LEFT),
    Look("ActeConsiderant", "Acte – Considérant", space(0, 91) + HANGING + CLOSE + LEFT),
    Look(
        "ActeFormule",
        "Acte – Formule",
        KEEP + WHOLE + space(91, 62) + aside() + LEFT,
        ITALIC,
        follows="ActeDispositif",
    ),
    Look("ActeDispositif", "Acte – Dispositif", WHOLE + space(0, 57) + HANGING + LEFT),
    Look("ActeVote", "Acte – Vote", WHOLE + space(79, 34) + aside() + LEFT),
    Look("ActeNote", "Acte – Note", frame("top", 4, 4, RULE) + space(34, 68, 218) + CLOSE + LEFT, SMALL),
    Look(
        "ActeProjet",
        "Acte – Projet",
        WHOLE
        + frame("top left bottom right", 8, 7, RED)
        + space(240, 240, 264)
        + '<w:ind w:left="170" w:right="170"/>'
        + CLOSE
        + LEFT,
        size(20),
    ),
    Look("ActeListe", "Acte – Liste", space(0, 23) + aside() + LEFT),
    Look("ActeCellule", "Acte – Cellule", space(0, 0, 243) + LEFT, size(19)),
    Look("ActeCelluleTitre", "Acte – Cellule de titre", "", BOLD, based="ActeCellule"),
    Look("ActeCelluleLigne", "Acte – Cellule de tête de ligne", "", based="ActeCellule"),
    Look("ActeCelluleQualite", "Acte – Cellule de qualité", space(0, 0, 243) + LEFT, ITALIC),
    Look("ActeSignature", "Acte – Signature", WHOLE + space() + LEFT),
    Look("ActeCachet", "Acte – Cachet", WHOLE + space(0, 0, 220) + LEFT, SMALL),
    Look("ActeIntervalle", "Acte – Intervalle", KEEP + space(0, 0, 140), size(4)),
)


def style(look: Look) -> str:
    custom = "" if look.built_in else ' w:customStyle="1"'
    follows = f'<w:next w:val="{look.follows}"/>' if look.follows else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{look.key}"><w:name w:val={quoteattr(look.name)}/>'
        f'<w:basedOn w:val="{look.based}"/>{follows}<w:qFormat/>'
        f"<w:pPr>{look.paragraph}</w:pPr><w:rPr>{look.run}</w:rPr></w:style>"
    )


def default(kind: str, key: str, label: str, inner: str = "") -> str:
    """A style that the format wants in every file, hidden from the user."""
    hidden = "" if kind == "paragraph" else "<w:semiHidden/>"
    return (
        f'<w:style w:type="{kind}" w:default="1" w:styleId="{key}"><w:name w:val="{label}"/>'
        f"{hidden}{inner}</w:style>"
    )


def custom(kind: str, key: str, label: str, based: str, inner: str) -> str:
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{key}"><w:name w:val="{label}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/>{inner}</w:style>'
    )


def cell_margins(**sides: int) -> str:
    inner = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides.items())
    return f"<w:tblCellMar>{inner}</w:tblCellMar>"


def table_borders() -> str:
    """Horizontal rules alone, the outer ones heavier."""
    sides = {"top": (8, "000000"), "bottom": (8, "000000"), "insideH": (4, RULE)}
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{colour}"/>'
        for side, (width, colour) in sides.items()
    )
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def faces() -> str:
    """The typeface, said of Normal too: LibreOffice would say that of the defaults on each run of a table."""
    return "<w:rFonts " + " ".join(f'w:{script}="{FACE}"' for script in SCRIPTS) + "/>"


def defaults() -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{faces()}{size(22)}"
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{space(rule='atLeast')}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def styles() -> str:
    """The styles part."""
    bare = cell_margins(top=0, left=108, bottom=0, right=108)
    table = f"<w:tblPr>{table_borders()}{cell_margins(top=40, left=0, bottom=45, right=170)}</w:tblPr>"
    characters = (
        custom("character", key, label, "Policepardfaut", f"<w:rPr>{inner}</w:rPr>")
        for key, label, inner in CHARACTERS
    )
    return (
        f'{HEAD}<w:styles xmlns:w="{W}">{defaults()}'
        + default("paragraph", "Normal", "Normal", f"<w:qFormat/><w:rPr>{faces()}</w:rPr>")
        + default("character", "Policepardfaut", "Default Paragraph Font")
        + default("table", "TableauNormal", "Normal Table", f"<w:tblPr>{bare}</w:tblPr>")
        + default("numbering", "Aucuneliste", "No List")
        + "".join(map(style, LOOKS))
        + "".join(characters)
        + custom("table", "ActeTableau", "Acte – Tableau", "TableauNormal", table)
        + "</w:styles>"
    )
