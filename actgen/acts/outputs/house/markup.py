"""The heads and feet of an act as HTML, a coat of arms or a letterhead, and a look as style sheets."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from html import escape

from actgen.acts.outputs.house.look import ARMS_HEIGHT, ARMS_WIDTH, Look, Picture, Typeface
from actgen.acts.outputs.house.paper import Paper, Strip
from actgen.acts.outputs.running import header_values
from actgen.acts.tree.nodes import Block, Document, Heading, Paragraph, Style
from actgen.base.text.characters import FAMILY, missing_characters

FACE = "actgen:police-"  # what the sheet asks for; a key of `resources`

_RUNNING = ("top-left", "top-right", "bottom-left", "bottom-right")
_LEAST, _MOST = 12.0, 30.0  # millimetres, of a margin that bears nothing
_GAP = 3.0  # between a head or a foot and the act
_NARROWEST = 100.0  # of a line: what `paper_check` refuses in a letterhead, a template may still have

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
    ".papier .case { padding: 0 1.9mm; box-sizing: border-box; vertical-align: top; }"
    ".papier .fin-de-ligne { clear: both; }"
    ".papier.tete { margin-bottom: 5mm; }"
    ".papier.suite { margin-top: 5mm; }"
    ".papier img { image-rendering: pixelated; }"
    ".papier .page::before { content: counter(page) } .papier .pages::before { content: counter(pages) }"
)
_PARTS = "".join(
    f".papier.{part} {{ position: running({part}); }}" for part in ("tete-courante", "pied", "pied-courant")
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


def screen_style(look: Look, *, on_paper: bool = False) -> str:
    """What the look adds to the sheet of the page, and the paper of the act; empty for the ordinary one."""
    rules = [_colours(look)]
    if look.typeface:
        rules.append(
            f'html {{ font-family: "{look.typeface.name}", "Palatino Linotype", Palatino, Georgia, serif; }}'
        )
    if look.arms or on_paper:
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
    written = "".join(
        f"margin-{side}: {length:g}mm; "
        for side in ("top", "right", "bottom", "left")
        if (length := getattr(look.margins, side)) is not None
    )
    return f"@page {{ {written}}}" if written else ""


def measuring_style(look: Look, paper: Paper) -> str:
    """The sheet of a page without end where heads and feet are drawn to see how high they are."""
    left, right = _sides(paper)
    nothing = "".join(f"@{place} {{ content: none }}" for place in _RUNNING)
    return (
        (_typeface(look.typeface) if look.typeface else "")
        + f"@page {{ size: 210mm 3000mm; margin: 0 {right:g}mm 0 {left:g}mm; {nothing} }}"
        + _PAPER_PRINTED
        + ".papier { display: flow-root }"
    )


def _paper(paper: Paper) -> str:
    """Each page bears what it bears in the Word file, its margins grown where that takes more room."""
    heights = paper.heights
    left, right = _sides(paper)
    others = paper.others
    margins = (
        f"margin: {_margin(paper.top, paper.head_at, heights.next_head):g}mm {right:g}mm "
        f"{_margin(paper.bottom, paper.foot_at, heights.next_foot):g}mm {left:g}mm;"
    )
    above = _box("top", "tete-courante" if others.head else "", paper.head_at)
    below = _box("bottom", "pied-courant" if others.foot else "", paper.foot_at)
    rules = f"@page {{ {margins} {above} {below} }}"
    bottom = _margin(paper.bottom, paper.foot_at, heights.foot)
    first = f"margin-bottom: {bottom:g}mm; " + _box("bottom", "pied" if paper.foot else "", paper.foot_at)
    room = max(paper.top - paper.head_at - 5, 0)
    if paper.head_is_read:
        first += f"margin-top: {max(paper.head_at, 5):g}mm; {_box('top', '', 0)}"
    rules += f"@page :first {{ {first} }}{_PAPER_PRINTED}{_PARTS}"
    return rules + (f".papier.tete {{ min-height: {room:g}mm; }}" if room else "")


def _box(side: str, part: str, distance: float) -> str:
    """The margin of a side with a part of the paper in it, so far from the edge of the sheet."""
    if not part:
        return f"@{side}-left {{ content: none }} @{side}-right {{ content: none }}"
    padding = f"{distance:g}mm 0 0" if side == "top" else f"0 0 {distance:g}mm"
    return (
        f"@{side}-left {{ content: element({part}); width: 100%; vertical-align: {side}; "
        f"padding: {padding}; color: #000 }} @{side}-right {{ content: none; width: 0 }}"
    )


def _margin(wanted: float, distance: float, height: float) -> float:
    """A margin as the file has it, or as high as what stands in it."""
    return max(wanted, distance + height + _GAP) if height else min(max(wanted, _LEAST), _MOST)


def _sides(paper: Paper) -> tuple[float, float]:
    """The margins at the left and the right of the act, which leave it a line to be read."""
    over = _NARROWEST - (210 - paper.left - paper.right)
    return (paper.left - over / 2, paper.right - over / 2) if over > 0 else (paper.left, paper.right)


MEASURED = ("tete", "pied", "tete-courante", "pied-courant")
"""The anchors of `to_measure`, in the order of `Heights`."""
_NUMBERED = re.compile(  # the number of a page, the words that lead to it, and what stands between two
    r"[\s·•|,;–—-]*(?:\b(?:page|p\.|feuillet))?[\s\u00a0]*(</span>)?"
    r"(?:<span class=\"pages?\"[^>]*></span>(?:<span style=[^>]*>[^<]*</span>(?=<span class=\"page))?)+",
    re.IGNORECASE,
)

Render = Callable[[tuple[Block, ...]], str]


def paper_of(document: Document, look: Look) -> Paper | None:
    """The paper of an act: a letterhead filled with running texts."""
    if not look.letterhead:
        return None
    from actgen.acts.outputs.house.paper_reading import read_paper  # 80 ms that other acts needn't wait for

    return read_paper(look.letterhead, tuple(header_values(document).items()))


def measuring_markup(paper: Paper) -> str:
    """The heads and feet of a paper, to be drawn alone."""
    parts = (paper.head, paper.foot, paper.others.head, paper.others.foot)
    return "".join(
        f'<div class="papier" id="{anchor}">{_printable(strip)}</div>'
        for anchor, strip in zip(MEASURED, parts, strict=True)
    )


def resources(look: Look, paper: Paper | None) -> dict[str, tuple[bytes, str]]:
    """What a printed act asks for by name: the bytes and the type of each image and font."""
    pictures = [look.arms] if look.arms else []
    pictures += [picture for strip in paper.strips for picture in strip.pictures] if paper else []
    found = {picture.name: (picture.content, picture.kind.value) for picture in pictures}
    if typeface := look.typeface:
        for rank, face in enumerate(typeface.faces):
            found[f"{FACE}{typeface.family}-{rank}"] = face.content, "font/sfnt"
    return found


def dressed(document: Document, look: Look, paper: Paper | None, render: Render, *, printed: bool) -> str:
    """The blocks of an act with its head; in print, what all pages bear runs at their head and foot."""
    if paper is not None:
        return _laid_on(paper, render(document.blocks), printed)
    if look.arms is None:
        return render(document.blocks)
    return _with_arms(look.arms, document.blocks, render, printed)


def identity(blocks: tuple[Block, ...]) -> tuple[int, int]:
    """Where the identity of the collectivity stands: from, to; nowhere (n, n): arms come there alone."""
    alone = 0
    for rank, block in enumerate(blocks):
        if isinstance(block, Heading):
            break
        style = block.style if isinstance(block, Paragraph) else None
        if style is Style.IDENTITY:
            end = rank
            while end < len(blocks) and _is_identity(blocks[end]):
                end += 1
            return rank, end
        if style is Style.BANNER:
            alone = rank + 1
    return alone, alone


def _is_identity(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is Style.IDENTITY


def _with_arms(arms: Picture, blocks: tuple[Block, ...], render: Render, printed: bool) -> str:
    start, end = identity(blocks)
    width, height = arms.within(ARMS_WIDTH, ARMS_HEIGHT)
    source = arms.name if printed else data_uri(arms)
    size = f"width:{width:.4g}mm;height:{height:.4g}mm;"
    image = f'<img src="{source}" alt="{escape(arms.alt)}" style="{size}">'
    if start == end:
        head = f'<div class="armes seules">{image}</div>'
    else:
        head = (
            f'<div class="armes"><div class="blason" style="width:{width:.4g}mm">{image}</div>'
            f"<div>{render(blocks[start:end])}</div></div>"
        )
    return render(blocks[:start]) + head + render(blocks[end:])


def _laid_on(paper: Paper, body: str, printed: bool) -> str:
    made = _printable if printed else _on_screen

    def part(name: str, strip: Strip) -> str:
        return f'<div class="papier {name}">{made(strip)}</div>' if strip.html else ""

    end = part("suite", paper.end)
    if printed:
        running = part("tete-courante", paper.others.head) + part("pied", paper.foot)
        running += part("pied-courant", paper.others.foot)
        return f"{running}{part('tete', paper.head if paper.head_is_read else Strip())}{body}{end}"
    # a page without end is the first one; what only the others bear comes where that bears nothing
    head = (paper.first.head if paper.first.head.html else paper.others.head) + paper.above
    foot = paper.foot if paper.foot.html else paper.others.foot
    return f"{part('tete', head)}{body}{end}{part('pied', foot)}"


def _printable(strip: Strip) -> str:
    """Without the signs that the face lacks: they were told of."""
    missing = missing_characters("".join(strip.lines))
    return "".join(sign for sign in strip.html if sign not in missing)


def _on_screen(strip: Strip) -> str:
    """With its pictures inside, and without the number of its page: a screen has no pages."""
    html = _NUMBERED.sub(r"\1", strip.html)
    for picture in strip.pictures:
        html = html.replace(picture.name, data_uri(picture))
    return html


def data_uri(picture: Picture) -> str:
    """The picture inside the page that shows it."""
    return f"data:{picture.kind.value};base64,{base64.b64encode(picture.content).decode('ascii')}"
