"""Which tags belong together, checked before the Markdown is read (rules 1 and 3).

Tags are paired in reading order. Whether both ends stand in the same container is seen later, when
the containers are known.
"""

from __future__ import annotations

from actgen.rendering.templates.tags import (
    CLOSING,
    MASK,
    MIDDLE,
    OPENING,
    Kind,
    Masked,
    Tag,
    written,
)
from actgen.rules import rule

SEULE = rule("GABARIT-SEULE")
EMBOITEMENT = rule("GABARIT-EMBOITEMENT")

MAX_DEPTH = 20
TOO_DEEP_HINT = "Mettez une partie de ce texte dans une clause, ou plusieurs conditions en une seule."
_CLOSES = {Kind.ENDIF: Kind.IF, Kind.ENDFOR: Kind.FOR}


def pair_tags(masked: Masked) -> None:
    """Give each control tag its group; unpaired tags are findings."""
    stack: list[Tag] = []
    for tag in masked.tags.values():
        if tag.kind in OPENING:
            tag.group = [tag]
            stack.append(tag)
            if len(stack) == MAX_DEPTH + 1:
                message = f"Plus de {MAX_DEPTH} balises sont emboîtées ici."
                masked.report(EMBOITEMENT, message, tag.location, TOO_DEEP_HINT)
        elif tag.kind in MIDDLE:
            _middle(masked, tag, stack)
        elif tag.kind in CLOSING:
            _close(masked, tag, stack)
    for tag in stack:
        closing = "endif" if tag.kind is Kind.IF else "endfor"
        message = f"La balise {written(tag)} n’est jamais fermée par {{% {closing} %}}."
        masked.report(EMBOITEMENT, message, tag.location, _where_to_close(tag, closing, masked))
    _check_alone(masked)


def _where_to_close(tag: Tag, closing: str, masked: Masked) -> str:
    """Where the end that lacks may go: the last tag directly inside may have taken that of this one."""
    tags = list(masked.tags.values())
    ranks = {id(each): rank for rank, each in enumerate(tags)}
    inner, until = None, ranks[id(tag)]
    for rank in range(until + 1, len(tags)):
        each = tags[rank]
        if rank > until and each.kind in OPENING and each.group[-1].kind in CLOSING:
            until = ranks[id(each.group[-1])]
            inner = each if each.kind is tag.kind else inner
    here = f"Ajoutez {{% {closing} %}} après ce qu’elle entoure"
    if inner is None:
        return f"{here}."
    return (
        f"{here}\u202f; ou après ce qu’entoure {written(inner)}, ligne {inner.location.line}, si c’est la "
        "fermeture de celle-là qui manque."
    )


def _middle(masked: Masked, tag: Tag, stack: list[Tag]) -> None:
    opening = stack[-1] if stack else None
    allowed = opening is not None and (tag.kind is Kind.ELSE or opening.kind is Kind.IF)
    if opening is None or not allowed:
        masked.report(EMBOITEMENT, f"La balise {written(tag)} n’est dans aucun {{% if %}}.", tag.location)
        return
    if any(other.kind is Kind.ELSE for other in opening.group):
        masked.report(EMBOITEMENT, f"La balise {written(tag)} vient après un {{% else %}}.", tag.location)
        return
    _join(opening, tag)


def _close(masked: Masked, tag: Tag, stack: list[Tag]) -> None:
    if not stack:
        masked.report(EMBOITEMENT, f"La balise {written(tag)} ne ferme rien.", tag.location)
        return
    opening = stack[-1]
    if opening.kind is not _CLOSES[tag.kind]:
        masked.report(
            EMBOITEMENT,
            f"La balise {written(tag)} ferme {written(opening)}, ouverte ligne {opening.location.line}.",
            tag.location,
        )
    stack.pop()
    _join(opening, tag)


def _join(opening: Tag, tag: Tag) -> None:
    opening.group.append(tag)
    tag.group = opening.group


def _check_alone(masked: Masked) -> None:
    """Rule 1: all tags of a group are alone on their lines, or none of them is."""
    seen: set[int] = set()
    for tag in masked.tags.values():
        if not tag.group or id(tag.group) in seen:
            continue
        seen.add(id(tag.group))
        crowded = [other for other in tag.group if not other.alone]
        if not crowded:
            continue
        # the other ones of the group tell whether it was meant to be a block
        only_tags = [other for other in crowded if _only_control(masked, other)]
        wrong = only_tags or (crowded if len(crowded) < len(tag.group) else [])
        if wrong:
            masked.report(
                SEULE,
                f"La balise {written(wrong[0])} n’est pas seule sur sa ligne.",
                wrong[0].location,
                hint="Mettez-la seule sur sa ligne, ou ouvrez-la et fermez-la dans le même paragraphe.",
            )


def _only_control(masked: Masked, tag: Tag) -> bool:
    """True when the line of a tag holds control tags and nothing else."""
    row = masked.rows[tag.row].strip()
    tags = [masked.tags[character] for character in MASK.findall(row)]
    return not MASK.sub("", row).strip() and all(other.kind is not Kind.OUTPUT for other in tags)
