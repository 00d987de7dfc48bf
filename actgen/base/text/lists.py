"""Lists in a sentence: « A, B et C »."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actgen.base.text.characters import NARROW_NO_BREAK_SPACE
from actgen.base.text.elision import elision


def enumeration(items: Iterable[str], conjonction: str = "et", points_virgules: bool | None = None) -> str:
    """« A, B et C »; with `points_virgules`, « A ; B ; et C ». Empty without items.

    Left to itself (None), it takes semicolons as soon as an item holds a comma, so that « Claude, maire »
    and « Dominique » can't be read as three. With an empty `conjonction` the mark stands before the last too.
    """
    parts: Sequence[str] = tuple(items)
    if points_virgules is None:
        points_virgules = len(parts) > 1 and any("," in part for part in parts)
    mark = f"{NARROW_NO_BREAK_SPACE}; " if points_virgules else ", "
    if len(parts) < 2 or not conjonction:
        return mark.join(parts)
    before_last = f"{mark}{conjonction} " if points_virgules else f" {conjonction} "
    return f"{mark.join(parts[:-1])}{before_last}{parts[-1]}"


def enumeration_avec(
    mot: str, items: Iterable[str], conjonction: str = "et", points_virgules: bool | None = None
) -> str:
    """The list with `mot` repeated and elided: « de Claude, d’Alain et d’Hélène »."""
    return enumeration((elision(mot, item) for item in items), conjonction, points_virgules)


def etendue(valeurs: Iterable[int]) -> str:
    """« 1 à 8, 10 et 12 »: runs of three and more are told by their ends."""
    suites: list[list[int]] = []
    for valeur in sorted(set(valeurs)):
        if suites and valeur == suites[-1][-1] + 1:
            suites[-1].append(valeur)
        else:
            suites.append([valeur])
    morceaux: list[str] = []
    for suite in suites:
        if len(suite) > 2:
            morceaux.append(f"{suite[0]} à {suite[-1]}")
        else:
            morceaux.extend(str(valeur) for valeur in suite)
    return enumeration(morceaux)


def points_numerotes(numeros: Iterable[int]) -> str:
    """« point 3 », « points 1 à 8, 10 et 12 »."""
    connus = set(numeros)
    return f"point{'s' if len(connus) > 1 else ''} {etendue(connus)}"
