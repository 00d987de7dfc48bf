"""A look as style sheets: what it adds to that of every act, for print and for the screen."""

from __future__ import annotations

from actgen.rendering.fonts import FAMILY
from actgen.rendering.house.look import Look, Typeface
from actgen.rendering.house.paper import Paper, Shown, lines

FACE = "actgen:police-"  # what the sheet asks for; a key of `resources`

_RUNNING = ("top-left", "top-right", "bottom-left", "bottom-right")
_LEAST_TOP, _MOST_TOP = 18.0, 30.0  # millimetres, of the pages that bear the running header
_LEAST_BOTTOM = 18.0
_LINE = 1.25 * 25.4 / 72  # millimetres of line a point of text

_ARMS_PRINTED = (
    ".armes { display: table; width: 100%; margin: 0 0 4mm; padding: 0 0 3.5mm; "
    "border-bottom: 0.9pt solid #@; }"
    ".armes > div { display: table-cell; vertical-align: middle; }"
    ".armes > .blason { padding-right: 6mm; }"
    ".armes.seules { text-align: center; border: none; margin: 0 0 2mm; padding: 0; display: block; }"
    ".armes img { image-rendering: pixelated; }"  # PDF/A forbids smoothing by the reader
    ".armes img { display: block; } .armes.seules img { margin: 0 auto; }"
    ".armes + h1 { margin-top: 5mm; } p.fait + .armes { margin-top: 4mm; }"
)
_PAPER_PRINTED = (
    ".papier p { margin: 0; hyphens: manual; text-align: inherit; line-height: 1.25; }"
    ".papier .grille, .papier .ligne { display: table; width: 100%; table-layout: fixed; }"
    ".papier .ligne { table-layout: auto; }"
    ".papier .rangee { display: table-row; }"
    ".papier .case, .papier .colonne { display: table-cell; }"
    ".papier .case { padding: 0 1.9mm; box-sizing: border-box; }"
    ".papier .fin-de-ligne { clear: both; }"
    ".papier.tete { margin-bottom: 5mm; }"
    ".papier.suite { margin-top: 5mm; }"
    ".papier.pied { position: running(pied); }"
    ".papier img { image-rendering: pixelated; }"
    ".papier .page::before { content: counter(page) } .papier .pages::before { content: counter(pages) }"
)
_SCREEN = (
    ".armes { display: flex; align-items: center; gap: 1.2rem; margin: 0 0 1.2rem; padding-bottom: 1rem; "
    "border-bottom: 2px solid #@; }"
    ".armes img { display: block; } .armes.seules { justify-content: center; border: none; }"
    ".papier { font-size: 0.95rem; } .papier p { margin: 0; line-height: 1.35; }"
    ".papier img { max-width: 100%; height: auto; }"
    ".papier .ligne { display: flex; justify-content: space-between; gap: 1rem; }"
    ".papier .rangee { display: flex; gap: 1rem; } .papier .fin-de-ligne { clear: both; }"
    ".papier.tete { margin-bottom: 2rem; }"
    ".papier.pied { margin-top: 3rem; padding-top: 0.8rem; border-top: 1px solid #767676; color: #444; }"
)


def print_style(look: Look, paper: Paper | None = None) -> str:
    """What the look adds to the sheet of printed acts; empty for the ordinary one."""
    rules = [_typeface(look.typeface) if look.typeface else "", _colours(look)]
    rules.append(_paper(paper) if paper else _margins(look))
    if look.arms:
        rules.append(_ARMS_PRINTED.replace("@", look.accent or "000000"))
    return "".join(rules)


def screen_style(look: Look) -> str:
    """What the look adds to the sheet of the page; empty for the ordinary one."""
    rules = [_colours(look)]
    if look.typeface:
        rules.append(
            f'html {{ font-family: "{look.typeface.name}", "Palatino Linotype", Palatino, Georgia, serif; }}'
        )
    if look.arms or look.letterhead:
        rules.append(_SCREEN.replace("@", look.accent or "111111"))
    margins = _margins(look)
    return "".join((*rules, margins))


def _typeface(typeface: Typeface) -> str:
    faces = "".join(
        f'@font-face {{ font-family: "{typeface.family}"; src: url({FACE}{typeface.family}-{rank}); '
        f"font-weight: {'bold' if face.bold else 'normal'}; "
        f"font-style: {'italic' if face.italic else 'normal'}; }}"
        for rank, face in enumerate(typeface.faces)
    )
    # a sign that it lacks comes from the face of the house
    family = f'font-family: "{typeface.family}", {FAMILY};'
    running = "".join(f"@{place} {{ {family} }}" for place in _RUNNING)
    return f"{faces}html {{ {family} }}@page {{ {running} }}"


def _colours(look: Look) -> str:
    rules = f"h1, h2, h3 {{ color: #{look.ink}; }}" if look.ink else ""
    if look.accent:
        rules += f"p.objet, p.vote {{ border-color: #{look.accent}; }}"
    return rules


def _margins(look: Look) -> str:
    sides = ("top", "right", "bottom", "left")
    written = "".join(
        f"margin-{side}: {length:g}mm; "
        for side in sides
        if (length := getattr(look.margins, side)) is not None
    )
    return f"@page {{ {written}}}" if written else ""


def _paper(paper: Paper) -> str:
    """The first page bears the letterhead, the others the running texts of acts between its margins."""
    top = min(max(paper.top, _LEAST_TOP), _MOST_TOP)
    bottom = min(max(paper.bottom, _LEAST_BOTTOM), _MOST_TOP)
    head_at = max(paper.head_at, 5.0)
    room = paper.top - head_at
    foot = _height(paper)
    first_bottom = max(paper.bottom, paper.foot_at + foot + 4 if foot else 0, 12.0)
    none = "".join(f"@{place} {{ content: none }}" for place in ("top-left", "top-right"))
    below = (
        f"@bottom-left {{ content: element(pied); width: 100%; vertical-align: bottom; padding: 0 0 "
        f"{paper.foot_at:g}mm; color: #000 }} @bottom-right {{ content: none; width: 0 }}"
        if foot
        else ""
    )
    return (
        f"@page {{ margin: {top:g}mm {paper.right:g}mm {bottom:g}mm {paper.left:g}mm; }}"
        f"@page :first {{ margin-top: {head_at:g}mm; margin-bottom: {first_bottom:g}mm; {none}{below} }}"
        + _PAPER_PRINTED
        + (f".papier.tete {{ min-height: {room - 5:g}mm; }}" if room > 5 else "")
    )


def _height(paper: Paper) -> float:
    """How high the foot of a letterhead is, about, in millimetres; 0 where there is none."""
    total = 0.0
    for line in lines(paper.foot):
        size = max((piece.size for piece in line.pieces if not isinstance(piece, Shown)), default=10.0)
        pictures = max((piece.height for piece in line.pieces if isinstance(piece, Shown)), default=0.0)
        total += max(size * _LINE, pictures) + (line.before + line.after) * 25.4 / 72
    return min(total, 60.0)
