"""The lists of the house letterhead, whose levels every list of an act takes its look from."""

from __future__ import annotations

from tools.letterhead_look import HEAD, STEP, W, hang

# By the number of lists of the same kind around it, the last for all that is deeper.
BULLETS = ("–", "•")
NUMBERS = ("decimal", "lowerLetter")


def levels(*, ordered: bool) -> str:
    out = []
    for depth in range(9):
        rank = min(depth, 1)
        kind, mark = (NUMBERS[rank], f"%{depth + 1}.") if ordered else ("bullet", BULLETS[rank])
        left = STEP * (depth + 1)
        out.append(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>{hang(left, STEP)}</w:pPr></w:lvl>'
        )
    return "".join(out)


def numbering() -> str:
    """The numbering part: one list of each kind."""
    kinds = ((1, "0AC70001", "ActePuces", False), (2, "0AC70002", "ActeNumeros", True))
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:nsid w:val="{identity}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:name w:val="{label}"/>{levels(ordered=ordered)}'
        "</w:abstractNum>"
        for key, identity, label, ordered in kinds
    )
    lists = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key, *_ in kinds)
    return f'{HEAD}<w:numbering xmlns:w="{W}">{definitions}{lists}</w:numbering>'
