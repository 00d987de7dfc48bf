"""How the words of an act are read: passages, sentences, names, voices and sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from msgspec import Struct

from actgen.acts.tree.inline import Inline, LineBreak, Span, Text
from actgen.acts.tree.nodes import Block, Heading, Paragraph, Part, Style, Table, walk
from actgen.base.text.keys import cle
from actgen.base.text.numbers import nombre_final, nombre_lu
from actgen.base.text.patterns import pattern

# the words of a tree, block by block, as patterns and readers of findings need them

TROU = "\ufffc"
"""Stands for a blank or a place to fill: something is there, and it is no word."""

_PLAIN = (("\u00a0", " "), ("\u202f", " "), ("\u2011", "-"), ("’", "'"))
_QUOTES = dict.fromkeys(map(ord, '«»“”"'))
_AUTOUR = 28  # letters shown on each side of a fragment that is quoted


class Sorte(Enum):
    """What kind of block a passage is."""

    TITRE = auto()
    PARAGRAPHE = auto()
    CELLULE = auto()
    LEGENDE = auto()


class Passage(Struct, frozen=True):
    """The words of one heading, paragraph, caption or cell.

    `text` is as printed; `plain`, of the same length, has ordinary spaces, hyphens and apostrophes, for
    patterns. `proses` names the user's files that hold these very words, none for a template or a value.
    """

    text: str
    plain: str
    sorte: Sorte
    style: Style | None = None
    proses: tuple[str, ...] = ()

    @property
    def prose(self) -> str:
        """The user's file that the words come from; "" for a template or a value."""
        return self.proses[0] if self.proses else ""

    def autour(self, start: int, end: int) -> str:
        """The fragment with some words on each side, on one line, for a message."""
        debut = max(0, start - _AUTOUR)
        if debut:
            debut = self.plain.find(" ", debut, start) + 1 or debut
        fin = min(len(self.text), end + _AUTOUR)
        if fin < len(self.text):
            coupe = self.plain.rfind(" ", end, fin)
            fin = coupe if coupe > end else fin
        quoted = " ".join(self.text[debut:fin].replace(TROU, "…").split(" ")).replace("\n", " ").strip()
        return ("… " if debut else "") + quoted + (" …" if fin < len(self.text) else "")


Groupe = tuple[Passage, ...]
"""What is read as one: a paragraph, a heading, a whole table, a whole list."""


def groupes(blocks: tuple[Block, ...]) -> Iterator[Groupe]:
    """Every group of passages in reading order."""
    for block in blocks:
        if isinstance(block, Part):
            yield from groupes(block.blocks)
        elif found := tuple(_passages((block,))):
            yield found


def textes(blocks: tuple[Block, ...]) -> frozenset[str]:
    """The text of each passage, as printed."""
    return frozenset(inline_text for block in walk(blocks) for inline_text in _texts(block))


def simple(text: str) -> str:
    """Text of the same length with ordinary spaces, hyphens and apostrophes."""
    for printed, typed in _PLAIN:  # fifty times as fast as `translate`
        text = text.replace(printed, typed)
    return text


class _Plies(dict[int, str]):
    """Each letter as its own in lower case without an accent."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, normalize("NFD", chr(code))[0].lower()[0])


_PLIES = _Plies()


def plie(text: str) -> str:
    """As `simple`, without accents or capitals: « À L’UNANIMITÉ » → « a l'unanimite »."""
    return simple(text).translate(_PLIES)


@lru_cache(maxsize=4096)
def cle_de(text: str) -> str:
    """`cle` of a text without its quotation marks, kept: the same paragraph stands in several acts."""
    return cle(text.translate(_QUOTES))


def _passages(blocks: tuple[Block, ...]) -> Iterator[Passage]:
    for block in walk(blocks):
        match block:
            case Heading(children=children):
                yield _passage(children, Sorte.TITRE, None)
            case Paragraph(children=children, style=style):
                sorte = Sorte.CELLULE if style is Style.CELL else Sorte.PARAGRAPHE
                yield _passage(children, sorte, style)
            case Table(caption=caption) if caption:
                yield _passage(caption, Sorte.LEGENDE, None)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(children=children) | Paragraph(children=children):
            yield _text(children)
        case Table(caption=caption) if caption:
            yield _text(caption)


def _passage(children: tuple[Inline, ...], sorte: Sorte, style: Style | None) -> Passage:
    text = _text(children)
    return Passage(text, simple(text), sorte, style)


def _text(children: tuple[Inline, ...]) -> str:
    if len(children) == 1 and isinstance(children[0], Text):
        return children[0].text
    return "".join(_pieces(children))


def _pieces(nodes: tuple[Inline, ...]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(text=text):
                yield text
            case Span(children=children):
                yield from _pieces(children)
            case LineBreak():
                yield "\n"
            case _:
                yield TROU


# what a sentence without accents or capitals (see `plie`) tells of votes, of amounts and of people

Bornes = tuple[int, int]


@lru_cache(maxsize=1024)
def phrases(texte: str, fins: str = ".;!?") -> tuple[tuple[int, str], ...]:
    """Each sentence, as `plie` has it, with its place; the full stop of an initial or of « art. » ends none.

    Kept: several rules read the same passage, which stands in the deliberations of forty communes.
    """
    texte = plie(texte)
    coupe = re.compile(rf"(?<!\b[a-z])(?<!\bmm)(?<!\bart)(?<!\bmme)[{fins}](?=\s|$)|\n")
    bornes = pairwise((0, *(match.end() for match in coupe.finditer(texte)), len(texte)))
    return tuple((debut, texte[debut:fin]) for debut, fin in bornes if texte[debut:fin].strip())


CIVILITE = r"(?:\b(?:mm?\.|mmes?|messieurs|mesdames|monsieur|madame) )?"
POUR, CONTRE, ABSTENTION, MOINS = "pour", "contre", "abstention", "moins"


class VoixDites(Struct, frozen=True):
    """Votes that are told, and which way; `MOINS`: those that unanimity lacks. `nue`: without « voix »."""

    sens: str
    nombre: int
    span: Bornes
    nue: bool = False


_ANCRE = pattern(
    r"\b(?P<voix>voix|votes?|suffrages?|bulletins?)\b(?: (?P<dit>pour|contre)\b)?(?! de majorite| d'ecart)"
    r"|\b(?P<seul>pour|contre|abstention)s?\b"
)
_BORD = r"(?=\s*(?:$|[,;.)(|/]|et\b|\d{1,3} (?:voix |votes? )?(?:contre|abstention)))"
_FIN = pattern(_BORD)
_SUITE = pattern(
    r" (?P<n>\d{1,3}|[a-z-]+)\b(?: voix\b)?(?P<suite> (?:voix |votes? )?(?:pour|abstentions?)\b)?"
)
_DOUTE = pattern(r" (?:une?$|.* (?:pour|abstentions?)$)")  # « 12 voix contre 1 pour la section »
_APRES = pattern(rf"(?P<titre> ?: ?| )(?P<n>\d{{1,3}}|[a-z-]+)(?: voix| votes?)?{_BORD}")
_AUCUNE = pattern(r"\b(?:aucune?|nulle?|sans|ni|pas de|pas d'|sans une? seule?) ?$")
_ENVIRON = pattern(r"\b(?:au moins|au plus|(?:plus|moins) de|maximum|jusqu'a|sur) $")
_LOIN = 160  # letters, where a number may begin
_DROITS = pattern(r"\b(?:dispos|detien|beneficie|a droit)")


def voix(texte: str) -> list[VoixDites]:
    """Every count of votes; « 3 pour » only beside another count, since it may be of anything."""
    lues, fin = list[VoixDites](), 0
    for ancre in () if _DROITS.search(texte) else _ANCRE.finditer(texte):
        if ancre.start() >= fin:
            lues += _comptees(texte, ancre, fin)
            fin = lues[-1].span[1] if lues else 0
    plusieurs = len({each.sens for each in lues}) > 1
    return [each for each in lues if each.sens and (plusieurs or not each.nue)]


def _comptees(texte: str, ancre: re.Match[str], depuis: int) -> Iterator[VoixDites]:
    """The counts beside one word: before it, after it, or « 10 voix contre 3 », which tells two."""
    sens, votes = ancre["dit"] or ancre["seul"], ancre["voix"] is not None
    depuis = max(depuis, ancre.start() - _LOIN)
    avant = _before(texte, depuis, ancre.start(), aucune=votes or sens == ABSTENTION)
    if avant is not None:
        debut, nombre = avant
        lead = texte[max(0, debut - _LOIN) : debut]
        suite = _SUITE.match(texte, ancre.end()) if sens == CONTRE else None
        oppose = _number(suite["n"]) if suite else None
        if _ENVIRON.search(lead):
            return
        net = suite is not None and _FIN.match(texte, suite.end()) is not None
        if suite is not None and net and suite["suite"]:
            suite = None  # « 3 voix contre 10 pour »
        if suite is not None and oppose is not None and not net and _DOUTE.match(suite[0]):
            yield VoixDites("", 0, (debut, suite.end("n")))
        elif suite is not None and oppose is not None and (votes or lead.endswith("par ")):
            yield VoixDites(POUR, nombre, (debut, suite.end("n")))
            yield VoixDites(CONTRE, oppose, (ancre.start("dit" if votes else "seul"), suite.end("n")))
        elif sens is None and lead.endswith(("moins ", "par ")):
            moins = lead.endswith("moins ")
            yield VoixDites(MOINS if moins else POUR, nombre, (debut - 6 * moins, ancre.end()))
        elif sens is not None and ((net := votes or sens == ABSTENTION) or _FIN.match(texte, ancre.end())):
            yield VoixDites(sens, nombre, (debut, ancre.end()), nue=not net)
    elif sens is not None and (apres := _APRES.match(texte, ancre.end())):
        titre = ":" in apres["titre"]
        nombre_dit = _number(apres["n"]) if titre or apres["n"].isdecimal() else None
        if nombre_dit is not None:
            yield VoixDites(sens, nombre_dit, (ancre.start(), apres.end()), not titre)


def _before(texte: str, depuis: int, at: int, *, aucune: bool) -> tuple[int, int] | None:
    """The whole number before a word, and where it begins; « aucune » and « sans » are none."""
    devant = texte[depuis:at]
    if aucune and (zero := _AUCUNE.search(devant)):
        return depuis + zero.start(), 0
    lu = nombre_final(devant[:-1]) if devant.endswith(" ") else None
    return None if lu is None or lu[1] % 1 else (depuis + lu[0], int(lu[1]))


def _number(mot: str) -> int | None:
    if mot in ("neant", "aucun", "aucune"):
        return 0
    return int(mot) if mot.isdecimal() else nombre_lu(mot)


class Montant(Struct, frozen=True):
    """A sum. `taxes`: "ht", "ttc" or "tva"; `par`: "mois", "trimestre", "semestre" or "an".

    `nu`: « 10 000 », without euros.
    """

    valeur: Decimal
    span: Bornes
    en_lettres: bool = False
    taxes: str = ""
    par: str = ""
    nu: bool = False


_EURO = pattern(
    r"(?:€|\beuros?\b)(?: et (?P<centimes>(?:[a-z]+[ -]){1,5})centimes?\b)?"
    r"(?:,? \(?(?P<taxes>h\.t\.|ht\b|t\.t\.c\.|ttc\b|hors taxes?|toutes taxes comprises|de tva)\)?)?"
    r"(?: ?(?:par |/ ?|(?=mensuel|annuel|trimest|semest))(?P<par>mois|trimest|semest|an|mensuel|annuel)\w*)?"
)
_NU = pattern(r"(?<![\d,.])\d{1,3}(?:[ .]\d{3})+(?:,\d{1,2})?(?=\s*(?:[,;.)]|$|et\b|puis\b))")
_TAXES_DEVANT = pattern(
    r"\b(?P<taxes>ht|ttc|tva)\b(?: ?\(? ?(?:a |de )?\d+(?:,\d+)? ?% ?\)?)? ?(?::|de|est de|s'eleve a)? ?$"
)
_DE = pattern(r" ?(?:\bd'|\bde)? ?$")  # « un million d'euros »
_TAXES = {"hors": "ht", "toutes": "ttc", "de": "tva"}
_PAR = {"mensuel": "mois", "annuel": "an", "trimest": "trimestre", "semest": "semestre"}


def montants(texte: str, *, nus: bool = False) -> list[Montant]:
    """Every sum of a sentence in its order; with `nus`, « 10 000 » without « euros » too."""
    lus, fin = list[Montant](), 0
    for euro in _EURO.finditer(texte):
        lu = _montant(texte, euro, fin)
        if lu is not None:
            lus.append(lu)
        fin = euro.end()
    if nus:
        pris = {each.span[0] for each in lus}
        for nu in _NU.finditer(texte):
            if nu.start() not in pris:
                found = nombre_final(nu[0])
                lus += [Montant(found[1], nu.span(), nu=True)] if found else []
    return sorted(lus, key=lambda each: each.span)


def _montant(texte: str, euro: re.Match[str], depuis: int) -> Montant | None:
    devant = _DE.sub("", texte[depuis : euro.start()])
    lu, reste = nombre_final(devant), nombre_lu(euro["centimes"]) if euro["centimes"] else 0
    if lu is None or reste is None:
        return None
    debut, entier = depuis + lu[0], lu[1]
    avant = _TAXES_DEVANT.search(texte, depuis, debut)
    dites = (euro["taxes"] or "").replace(".", "").split(" ")[0] or (avant["taxes"] if avant else "")
    par = euro["par"] or ""
    return Montant(
        entier + Decimal(reste) / 100,
        (debut, euro.end()),
        en_lettres=not texte[debut].isdecimal(),
        taxes=_TAXES.get(dites, dites),
        par=_PAR.get(par, par),
    )


class Noms:
    """The names of some people, as texts write them, each with its key."""

    def __init__(self, cles: Mapping[str, str]) -> None:
        self._cles = {plie(nom): sa_cle for nom, sa_cle in cles.items() if nom}
        longs = "|".join(re.escape(nom) for nom in sorted(self._cles, key=len, reverse=True)) or r"(?!)"
        self._un = pattern(rf"(?<!\w)(?:{longs})(?!\w)")
        un = rf"{CIVILITE}(?<!\w)(?:{longs})(?!\w)"
        self._suite = pattern(rf"{un}(?:(?:, et|,| et) {un})*")

    def porte(self, mot: str) -> bool:
        """Whether it is a word of one of them."""
        return any(mot in re.findall(r"\w+", connu) for connu in self._cles)

    def un_a_un(self, texte: str, debut: int = 0, fin: int | None = None) -> Iterator[tuple[str, Bornes]]:
        """Each name, by its key, with its place."""
        for nom in self._un.finditer(texte, debut, len(texte) if fin is None else fin):
            yield self._cles[nom[0]], nom.span()

    def ensemble(
        self, texte: str, debut: int = 0, fin: int | None = None
    ) -> Iterator[tuple[tuple[str, Bornes], ...]]:
        """Those who are named together."""
        for suite in self._suite.finditer(texte, debut, len(texte) if fin is None else fin):
            yield tuple(self.un_a_un(texte, *suite.span()))

    def en_tete(self, texte: str) -> tuple[tuple[str, Bornes], ...]:
        """Those whom a line of a list names first."""
        suite = self._suite.match(texte, len(texte) - len(texte.lstrip(" \n-–•")))
        return tuple(self.un_a_un(texte, *suite.span())) if suite else ()
