"""Agreement in gender and number, with a form that is right when the gender is not known.

The gender of a person comes from what the commune wrote (M., Mme) and from nothing else. Unknown, a
participle becomes « excusé(e) », and a function takes the generic name that the law gives it (« le
maire »). A group is feminine only if all its members are known to be women.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from actgen.records import dataclass
from actgen.text.characters import NO_BREAK_SPACE
from actgen.text.elision import elides, elision
from actgen.text.numbers import nombre


class Genre(StrEnum):
    """Grammatical gender of a person in an act."""

    MASCULIN = "masculin"
    FEMININ = "feminin"
    INCONNU = "inconnu"


@dataclass(frozen=True, slots=True)
class Mot:
    """A word and its forms. `neutre` is used in the singular when the gender is unknown.

    Build it with `mot`, which makes the regular forms.
    """

    masculin: str
    feminin: str
    masculin_pluriel: str
    feminin_pluriel: str
    neutre: str
    neutre_pluriel: str

    def accord(self, genre: Genre, nombre: int = 1) -> str:
        """The form for that gender and that many (0 and 1 are singular)."""
        match genre:
            case Genre.MASCULIN:
                return pluriel(nombre, self.masculin, self.masculin_pluriel)
            case Genre.FEMININ:
                return pluriel(nombre, self.feminin, self.feminin_pluriel)
        return pluriel(nombre, self.neutre, self.neutre_pluriel)

    def groupe(self, genres: Iterable[Genre]) -> str:
        """The form for these persons together: one alone keeps the neutral form, a group doesn't."""
        persons = tuple(genres)
        return self.accord(persons[0] if len(persons) == 1 else genre_du_groupe(persons), len(persons))


def mot(
    masculin: str,
    feminin: str | None = None,
    *,
    masculin_pluriel: str | None = None,
    feminin_pluriel: str | None = None,
    neutre: str | None = None,
    neutre_pluriel: str | None = None,
) -> Mot:
    """A word from its irregular forms: the feminine adds e, a plural adds s, « excusé(e) » is the neutral.

    Where the feminine is more than an e, the neutral names both (« délégué titulaire » needs nothing,
    « conseiller » gives « conseiller ou conseillère »), unless `neutre` gives a better one.
    """
    feminine = feminin if feminin is not None else f"{masculin}e"
    masculines = masculin_pluriel if masculin_pluriel is not None else _with_s(masculin)
    feminines = feminin_pluriel if feminin_pluriel is not None else _with_s(feminine)
    if neutre is not None:
        neutral, neutrals = neutre, neutre_pluriel if neutre_pluriel is not None else _with_s(neutre)
    else:
        neutral = _neutral(masculin, feminine)
        neutrals = neutre_pluriel if neutre_pluriel is not None else _neutral(masculines, feminines, "s")
    return Mot(masculin, feminine, masculines, feminines, neutral, neutrals)


def accord(
    masculin: str,
    feminin: str,
    genre: Genre,
    nombre: int = 1,
    *,
    masculin_pluriel: str | None = None,
    feminin_pluriel: str | None = None,
    neutre: str | None = None,
) -> str:
    """The form of a word given in the masculine and the feminine: « excusé », « excusée », « excusé(e) ».

    Regular plurals need not be given.
    """
    return mot(
        masculin,
        feminin,
        masculin_pluriel=masculin_pluriel,
        feminin_pluriel=feminin_pluriel,
        neutre=neutre,
    ).accord(genre, nombre)


def genre_du_groupe(genres: Iterable[Genre]) -> Genre:
    """FEMININ if there is at least one person and all are known to be women; otherwise MASCULIN."""
    found = set(genres)
    return Genre.FEMININ if found == {Genre.FEMININ} else Genre.MASCULIN


def pluriel(n: int | Decimal, singulier: str, pluriel: str) -> str:
    """The form for `n`: the French plural begins at two (« 0 voix », « 1,5 million »)."""
    return pluriel if abs(Decimal(n)) >= 2 else singulier


def compte(n: int, singulier: str, pluriel_: str | None = None) -> str:
    """The number in digits and the word, kept together: « 1 pouvoir », « 12 présents »."""
    plural = pluriel_ if pluriel_ is not None else _with_s(singulier)
    return f"{nombre(n)}{NO_BREAK_SPACE}{pluriel(n, singulier, plural)}"


def le(texte: str, genre: Genre = Genre.MASCULIN, nombre: int = 1) -> str:
    """With the definite article: « le maire », « la maire », « l’adjointe », « les conseillers »."""
    if nombre >= 2:
        return f"les {texte}"
    return elision("la" if genre is Genre.FEMININ else "le", texte)


def du(texte: str, genre: Genre = Genre.MASCULIN, nombre: int = 1) -> str:
    """With « de » and the article: « du maire », « de la maire », « de l’adjointe », « des conseillers »."""
    return _contracted("de", "du", "des", texte, genre, nombre)


def au(texte: str, genre: Genre = Genre.MASCULIN, nombre: int = 1) -> str:
    """With « à » and the article: « au maire », « à la maire », « à l’adjointe », « aux conseillers »."""
    return _contracted("à", "au", "aux", texte, genre, nombre)


def _contracted(preposition: str, masculine: str, plural: str, texte: str, genre: Genre, nombre: int) -> str:
    if nombre >= 2:
        return f"{plural} {texte}"
    if genre is Genre.FEMININ or elides(texte):
        return f"{preposition} {le(texte, genre)}"
    return f"{masculine} {texte}"


def _with_s(word: str) -> str:
    return word if word.endswith(("s", "x", "z")) else f"{word}s"


def _neutral(masculine: str, feminine: str, ending: str = "") -> str:
    if masculine == feminine:
        return masculine
    stem = masculine.removesuffix(ending) if ending else masculine
    if feminine == f"{stem}e{ending}":
        return f"{stem}(e){ending}"
    return f"{masculine} ou {feminine}"
