"""Agreement in gender and number, with a form that is right when the gender is not known.

The gender of a person comes from what the commune wrote (M., Mme) and from nothing else. Unknown, a
participle becomes « excusé(e) », and a function takes the generic name that the law gives it (« le
maire »). A group is feminine only if all its members are known to be women.

The words for persons that acts need, in all their forms.

An office that one person holds (maire, président) has the law's generic name as its neutral form; for
a member without an office it is « membre du conseil municipal ».
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from actgen.base.text.characters import NO_BREAK_SPACE
from actgen.base.text.elision import elides, elision
from actgen.base.text.numbers import nombre, ordinal_lettres


class Genre(StrEnum):
    """Grammatical gender of a person in an act."""

    MASCULIN = "masculin"
    FEMININ = "feminin"
    INCONNU = "inconnu"


class Mot(Struct, frozen=True):
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
        masculin, feminin, masculin_pluriel=masculin_pluriel, feminin_pluriel=feminin_pluriel, neutre=neutre
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


MAIRE = mot("maire", "maire")
PRESIDENT = mot("président", neutre="président")
VICE_PRESIDENT = mot("vice-président")
ADJOINT_AU_MAIRE = mot(
    "adjoint au maire",
    "adjointe au maire",
    masculin_pluriel="adjoints au maire",
    feminin_pluriel="adjointes au maire",
    neutre="adjoint(e) au maire",
    neutre_pluriel="adjoint(e)s au maire",
)
CONSEILLER_MUNICIPAL = mot(
    "conseiller municipal",
    "conseillère municipale",
    masculin_pluriel="conseillers municipaux",
    feminin_pluriel="conseillères municipales",
    neutre="membre du conseil municipal",
    neutre_pluriel="membres du conseil municipal",
)
CONSEILLER_MUNICIPAL_DELEGUE = mot(
    "conseiller municipal délégué",
    "conseillère municipale déléguée",
    masculin_pluriel="conseillers municipaux délégués",
    feminin_pluriel="conseillères municipales déléguées",
    neutre="membre du conseil municipal ayant reçu délégation",
    neutre_pluriel="membres du conseil municipal ayant reçu délégation",
)
CONSEILLER_COMMUNAUTAIRE = mot(
    "conseiller communautaire",
    "conseillère communautaire",
    masculin_pluriel="conseillers communautaires",
    feminin_pluriel="conseillères communautaires",
    neutre="membre du conseil communautaire",
    neutre_pluriel="membres du conseil communautaire",
)
DELEGUE = mot("délégué", neutre="membre du comité syndical", neutre_pluriel="membres du comité syndical")
DELEGUE_SUPPLEANT = mot(
    "délégué suppléant",
    "déléguée suppléante",
    masculin_pluriel="délégués suppléants",
    feminin_pluriel="déléguées suppléantes",
    neutre="membre suppléant du comité syndical",
    neutre_pluriel="membres suppléants du comité syndical",
)
SUPPLEANT = mot(
    "conseiller communautaire suppléant",
    "conseillère communautaire suppléante",
    masculin_pluriel="conseillers communautaires suppléants",
    feminin_pluriel="conseillères communautaires suppléantes",
    neutre="membre suppléant du conseil communautaire",
    neutre_pluriel="membres suppléants du conseil communautaire",
)
PRESIDENT_DE_SEANCE = mot("président de séance", "présidente de séance", neutre="président de séance")
SECRETAIRE_DE_SEANCE = mot(
    "secrétaire de séance",
    "secrétaire de séance",
    masculin_pluriel="secrétaires de séance",
    feminin_pluriel="secrétaires de séance",
)

DOYEN = mot("doyen d’âge", "doyenne d’âge", neutre="doyen(ne) d’âge")
INTERESSE = mot("intéressé")
SUPPLEE = mot("suppléé")
ELU = mot("élu")
NOMME = mot("nommé")
RETIRE = mot("retiré")
EXCUSE = mot("excusé", neutre="absence excusée")
NON_EXCUSE = mot("non excusé", "non excusée", neutre="absence non excusée")


def rang_adjoint(rang: int, genre: Genre) -> str:
    """« premier adjoint », « première adjointe », « deuxième adjoint(e) ». Raises ValueError below 1."""
    return _ranked(rang, genre, "adjoint", "adjointe")


def rang_vice_president(rang: int, genre: Genre) -> str:
    """« premier vice-président », « deuxième vice-présidente ». Raises ValueError below 1."""
    return _ranked(rang, genre, "vice-président", "vice-présidente")


def _ranked(rank: int, genre: Genre, masculine: str, feminine: str) -> str:
    title = accord(masculine, feminine, genre)
    if rank == 1:
        return f"{accord('premier', 'première', genre, neutre='premier(ère)')} {title}"
    return f"{ordinal_lettres(rank)} {title}"
