"""Which tags belong together, in reading order; those that find no other one, in any part, are findings."""

from __future__ import annotations

from collections.abc import Sequence

from actgen.diagnostics import Location
from actgen.templating.parsing import EMBOITEMENT, MAX_DEPTH, TOO_DEEP_HINT
from actgen.templating.tags import CLOSING, MIDDLE, OPENING, Kind
from actgen.templating.word.tags import PARTIE, Findings, Found, Sort

_CLOSED_BY = {Kind.IF: "{% endif %}", Kind.FOR: "{% endfor %}"}


def pair(parts: Sequence[Sequence[Found]], findings: Findings) -> None:
    """Give each tag its group. `parts` are the tags of each part of the file, in reading order."""
    open_tags: list[Found] = []
    strays: list[Found] = []
    for tags in parts:
        stack: list[Found] = []
        crossed: list[Found] = []
        for tag in tags:
            if _opens(tag):
                tag.group = [tag]
                stack.append(tag)
                if len(stack) == MAX_DEPTH + 1:
                    message = f"Plus de {MAX_DEPTH} balises sont emboîtées ici."
                    findings.add(EMBOITEMENT, message, tag.location, hint=TOO_DEEP_HINT)
            elif tag.is_control and tag.kind in MIDDLE:
                _middle(tag, stack, findings)
            elif _closes(tag):
                _close(tag, stack, strays, crossed, findings)
        open_tags.extend(stack)
    _report(open_tags, strays, findings, parts)


def _opens(tag: Found) -> bool:
    return tag.sort is Sort.PART or (tag.is_control and tag.kind in OPENING)


def _closes(tag: Found) -> bool:
    return tag.sort is Sort.END_OF_PART or (tag.is_control and tag.kind in CLOSING)


def _fits(opening: Found, closing: Found) -> bool:
    if closing.sort is Sort.END_OF_PART or opening.sort is Sort.PART:
        return (opening.sort, closing.sort) == (Sort.PART, Sort.END_OF_PART)
    return closing.kind is (Kind.ENDIF if opening.kind is Kind.IF else Kind.ENDFOR)


def _middle(tag: Found, stack: list[Found], findings: Findings) -> None:
    opening = stack[-1] if stack else None
    holder = opening is not None and opening.is_control
    if opening is None or not holder or (tag.kind is Kind.ELIF and opening.kind is not Kind.IF):
        message = f"La balise {tag.written} n’est dans aucun {{% if %}}."
        findings.add(
            EMBOITEMENT, message, tag.location, hint="Supprimez-la, ou ouvrez avant elle {%p if … %}."
        )
    elif any(other.kind is Kind.ELSE for other in opening.group):
        message = f"La balise {tag.written} vient après un {{% else %}}."
        hint = "Il n’y a qu’un {% else %}, et il vient en dernier."
        findings.add(EMBOITEMENT, message, tag.location, hint=hint)
    else:
        _join(opening, tag)


def _close(
    tag: Found, stack: list[Found], strays: list[Found], crossed: list[Found], findings: Findings
) -> None:
    """`crossed` holds those that were told as forgotten: their end may come after all, too late."""
    if not stack or not _fits(stack[-1], tag):
        late = next((other for other in crossed if _fits(other, tag)), None)
        if late is not None:
            crossed.remove(late)
            return
    if not stack:
        strays.append(tag)
        return
    if not _fits(stack[-1], tag):
        below = next((other for other in reversed(stack) if _fits(other, tag)), None)
        if below is not None:  # what was opened since is what was forgotten
            while stack[-1] is not below:
                crossed.append(stack.pop())
                _never_closed(crossed[-1], findings, before=tag)
        else:
            findings.add(
                EMBOITEMENT,
                f"La balise {tag.written} ferme {stack[-1].written}, ouverte {where(stack[-1].location)}.",
                tag.location,
                stack[-1].location,
                hint=f"Écrivez {_end_of(stack[-1])}, ou ajoutez l’ouverture qui manque.",
            )
    _join(stack.pop(), tag)


def _join(opening: Found, tag: Found) -> None:
    opening.group.append(tag)
    tag.group = opening.group


def _report(
    open_tags: list[Found], strays: list[Found], findings: Findings, parts: Sequence[Sequence[Found]]
) -> None:
    """An opening in one part and its end in another are one slip."""
    for tag in open_tags:
        elsewhere = (stray for stray in strays if stray.line.story is not tag.line.story)
        end = next((stray for stray in elsewhere if _fits(tag, stray)), None)
        if end is None:
            own = next(tags for tags in parts if any(each is tag for each in tags))
            _never_closed(tag, findings, inner=_may_have_taken(tag, own))
            continue
        strays.remove(end)
        findings.add(
            EMBOITEMENT,
            f"La balise {tag.written} s’ouvre dans « {tag.line.story.label} » et se ferme dans "
            f"« {end.line.story.label} ».",
            tag.location,
            end.location,
            hint="Ouvrez et fermez la balise dans la même partie du document.",
        )
    for tag in strays:
        code = PARTIE if tag.sort is Sort.END_OF_PART else EMBOITEMENT
        hint = "Supprimez-la, ou ajoutez avant elle l’ouverture qui manque."
        findings.add(code, f"La balise {tag.written} ne ferme rien.", tag.location, hint=hint)


def _may_have_taken(tag: Found, tags: Sequence[Found]) -> Found | None:
    """The last tag directly inside one that was left open, whose end may be the one that lacks instead."""
    ranks = {id(each): rank for rank, each in enumerate(tags)}
    last, until = None, ranks[id(tag)]
    for rank in range(until + 1, len(tags)):
        each = tags[rank]
        if rank <= until or not _opens(each) or not _closes(each.group[-1]):
            continue
        until = ranks[id(each.group[-1])]
        if (each.sort, each.kind, each.level) == (tag.sort, tag.kind, tag.level):
            last = each
    return last


def _never_closed(
    tag: Found, findings: Findings, before: Found | None = None, inner: Found | None = None
) -> None:
    code = PARTIE if tag.sort is Sort.PART else EMBOITEMENT
    missing = f"La balise {tag.written} n’est jamais fermée par {_end_of(tag)}"
    if inner is not None:
        hint = (
            f"Ajoutez {_end_of(tag)} après ce qu’elle entoure\u202f; ou après ce qu’entoure {inner.written}, "
            f"{where(inner.location)}, si c’est la fermeture de celle-là qui manque."
        )
        findings.add(code, f"{missing}.", tag.location, inner.location, hint=hint)
    elif before is None:
        hint = f"Ajoutez {_end_of(tag)} après ce qu’elle entoure."
        findings.add(code, f"{missing}.", tag.location, hint=hint)
    else:
        message = f"{missing} avant {before.written}, {where(before.location)}."
        hint = f"Ajoutez {_end_of(tag)} avant {before.written}."
        findings.add(code, message, tag.location, before.location, hint=hint)


def _end_of(tag: Found) -> str:
    if tag.sort is Sort.PART:
        return "{%p finpartie %}"
    return _CLOSED_BY[tag.kind].replace("{%", "{%" + tag.level.value)


def where(place: Location) -> str:
    """« au paragraphe 12 », of the part that the reader is in."""
    return f"au paragraphe {place.line}"
