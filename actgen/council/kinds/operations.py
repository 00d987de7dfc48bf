"""What a formula is made of: kinds of values, signs and functions that keep them apart.

A number is a Decimal, amounts among them; a rate is no amount, and a date takes nothing but a duration.
What mixes kinds is a FormulaFault; what lacks a value is Unknown.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from msgspec import Struct

from actgen.base.text.keys import slug
from actgen.base.text.messages import enumerate_words, say
from actgen.base.text.numbers import annees_dites
from actgen.base.text.quantites import Contenance, DureeCalendaire, Mesure, Quantite, Taux
from actgen.council.facts.types_de_champ import TYPES, TypeChamp
from actgen.law.calendar import mois_plus_tard
from actgen.law.nomenclature import mots_de_l_attribution
from actgen.reading.scalars import Problem

_WHOLE = 500  # signs of a text that is compared whole
_LONG = 1_000  # signs of a text in which words are looked for
_DECIMALS = range(-6, 7)
_PER_YEAR, _PAYMENTS = range(1, 13), range(1, 1201)


class FormulaFault(ValueError):
    """A formula that can't be read, or that mixes what can't be mixed; its text is a French sentence."""


class Unknown(Exception):
    """A value that the formula needs is not known."""


ELEMENT = ""


class Table(Struct, frozen=True):
    """The rows of a field, or the elements of a list, each in the one column ELEMENT.

    `complete`: the columns that no row may leave empty; `ecrite`: whether anything was written.
    """

    lignes: tuple[Mapping[str, Any], ...]
    types: Mapping[str, TypeChamp]
    complete: frozenset[str] = frozenset()
    ecrite: bool = True


class Colonne(Struct, frozen=True):
    """One column of a table, which a function adds up or counts."""

    table: Table
    nom: str


class TriedChoice(str):
    """A choice on which a formula is tried: what it is compared with must be one too."""

    __slots__ = ("admis",)
    admis: tuple[str, ...]


# what its signs and functions do


def _mixed(signe: str, a: Any, b: Any) -> FormulaFault:
    return FormulaFault(say("« {signe} » entre {a} et {b}", signe=signe, a=kind_of(a), b=kind_of(b)))


def kind_of(valeur: Any) -> str:
    """« un montant ou un nombre », « une date »."""
    if isinstance(valeur, Quantite):
        return valeur.mot
    genres: dict[type, str] = {
        bool: "un oui ou non", Decimal: "un montant ou un nombre", date: "une date", str: "un texte",
        Colonne: "une colonne entière", Table: "un tableau ou une liste",
    }  # fmt: skip
    return next((mot for genre, mot in genres.items() if isinstance(valeur, genre)), "cette valeur")


def _alike(a: Any, b: Any, *genres: type) -> bool:
    """Whether both are of one kind, among these."""
    return any(isinstance(a, genre) and isinstance(b, genre) for genre in genres) and (
        not isinstance(a, Mesure) or type(a) is type(b)
    )


def _add(a: Any, b: Any) -> Any:
    if isinstance(b, date):
        a, b = b, a
    if isinstance(a, date) and isinstance(b, DureeCalendaire):
        return _shift(a, b, 1)
    if _alike(a, b, Decimal, Mesure):
        return a + b
    raise _mixed("+", a, b)


def _subtract(a: Any, b: Any) -> Any:
    if _alike(a, b, date):
        return DureeCalendaire(jours=(a - b).days)
    if isinstance(a, date) and isinstance(b, DureeCalendaire):
        return _shift(a, b, -1)
    if _alike(a, b, Decimal, Mesure):
        return a - b
    raise _mixed("-", a, b)


def _shift(jour: date, duree: DureeCalendaire, sens: int) -> date:
    try:
        return mois_plus_tard(jour, sens * duree.en_mois) + timedelta(days=sens * duree.jours)
    except (ValueError, OverflowError) as error:
        raise Unknown from error


def _times(a: Any, b: Any) -> Any:
    if _alike(a, b, Decimal):
        return a * b
    if isinstance(a, Taux) and isinstance(b, Decimal):
        return a.part * b
    if isinstance(b, Taux) and isinstance(a, Decimal):
        return a * b.part
    raise _mixed("*", a, b)


def _divide(a: Any, b: Any) -> Any:
    if not _alike(a, b, Decimal, Mesure):
        raise _mixed("/", a, b)
    haut, bas = (Decimal(each.mesure) if isinstance(each, Mesure) else each for each in (a, b))
    if not bas:
        raise Unknown
    return haut / bas


def _order(signe: str, compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """A comparison of two values that have an order."""

    def comparees(a: Any, b: Any) -> bool:
        if not _alike(a, b, Decimal, date, Mesure, DureeCalendaire):
            raise _mixed(signe, a, b)
        return compare(a, b)

    return comparees


def _equal(a: Any, b: Any) -> bool:
    if not _alike(a, b, Decimal, date, Mesure, DureeCalendaire, bool, str):
        raise _mixed("==", a, b)
    for choix, autre in ((a, b), (b, a)):
        if isinstance(choix, TriedChoice) and not isinstance(autre, TriedChoice) and autre not in choix.admis:
            admis = enumerate_words(choix.admis)
            raise FormulaFault(say("« {mot} » n'est pas un choix ; choix admis : ", mot=autre) + admis)
    return bool(a == b)


def _among(a: Any, plusieurs: Any) -> bool:
    if not isinstance(plusieurs, tuple):
        raise FormulaFault(say('« in » attend une liste entre parenthèses : in ("a", "b")'))
    egaux = [_equal(a, each) for each in plusieurs]  # each is held to its kind
    return any(egaux)


def _opposite(a: Any) -> Any:
    if not isinstance(a, Decimal | Mesure):
        raise FormulaFault(say("« - » devant {a}", a=kind_of(a)))
    return -a if isinstance(a, Decimal) else type(a)(-a.mesure)


def oui(valeur: Any) -> bool:
    """A yes or no. Raises FormulaFault for anything else."""
    if not isinstance(valeur, bool):
        raise FormulaFault(say("{a} n'est pas un oui ou non : comparez-le", a=kind_of(valeur)))
    return valeur


OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: _add,
    ast.Sub: _subtract,
    ast.Mult: _times,
    ast.Div: _divide,
    ast.USub: _opposite,
    ast.Not: lambda a: not oui(a),
    ast.Eq: _equal,
    ast.NotEq: lambda a, b: not _equal(a, b),
    ast.Lt: _order("<", lambda a, b: bool(a < b)),
    ast.LtE: _order("<=", lambda a, b: bool(a <= b)),
    ast.Gt: _order(">", lambda a, b: bool(a > b)),
    ast.GtE: _order(">=", lambda a, b: bool(a >= b)),
    ast.In: _among,
    ast.NotIn: lambda a, b: not _among(a, b),
}


def as_read(valeur: Any) -> Any:
    """A written value as formulas read it: a whole number is a number like any other."""
    return Decimal(valeur) if isinstance(valeur, int) and not isinstance(valeur, bool) else valeur


def _rows(table: Table, filtres: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rows that have these values. Raises Unknown when what should be written isn't."""
    if not table.ecrite:
        raise Unknown
    for nom in filtres:
        if nom not in table.types:
            raise FormulaFault(say("le tableau n'a pas de colonne « {nom} »", nom=nom))
        if nom in table.complete and any(ligne[nom] is None for ligne in table.lignes):
            raise Unknown
    return [
        ligne
        for ligne in table.lignes
        if all(
            ligne[nom] is not None and _equal(as_read(ligne[nom]), voulu) for nom, voulu in filtres.items()
        )
    ]


def _cells(colonne: Any, filtres: Mapping[str, Any], fonction: str) -> list[Any]:
    """What is written in a column; an empty cell of one that must be filled leaves everything unknown."""
    if isinstance(colonne, Table) and ELEMENT in colonne.types:
        colonne = Colonne(colonne, ELEMENT)
    if not isinstance(colonne, Colonne):
        raise FormulaFault(
            say(
                "« {nom} » attend une colonne (plan.montant), et reçoit {a}", nom=fonction, a=kind_of(colonne)
            )
        )
    valeurs = [ligne[colonne.nom] for ligne in _rows(colonne.table, filtres)]
    if colonne.nom in colonne.table.complete and None in valeurs:
        raise Unknown
    return [as_read(valeur) for valeur in valeurs if valeur is not None]


def _total(colonne: Any, **filtres: Any) -> Any:
    valeurs = _cells(colonne, filtres, "total")
    genre = colonne.types[ELEMENT] if isinstance(colonne, Table) else colonne.table.types[colonne.nom]
    zero = TYPES[genre].zero
    if zero is None:
        dit = say("« total » : des valeurs de type « {type} » ne s'additionnent pas", type=genre.value)
        raise FormulaFault(dit)
    if not valeurs and _nothing_counted(colonne):
        raise Unknown
    return sum(valeurs, start=Decimal(zero) if isinstance(zero, int) else zero)


def _nothing_counted(colonne: Any) -> bool:
    """Whether the table has rows, and no figure in any: they wait for theirs, and make no zero."""
    if not isinstance(colonne, Colonne) or not colonne.table.lignes:
        return False
    figures = [nom for nom, genre in colonne.table.types.items() if TYPES[genre].zero is not None]
    return all(ligne[nom] is None for ligne in colonne.table.lignes for nom in figures)


def _nombre(table: Any, **filtres: Any) -> Decimal:
    if not isinstance(table, Table):
        raise FormulaFault(say("« nombre » attend un tableau ou une liste, et reçoit {a}", a=kind_of(table)))
    return Decimal(len(_rows(table, filtres)))


def _extremum(nom: str, choisir: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """The least or the greatest of a column, or of several values."""

    def trouve(*valeurs: Any, **filtres: Any) -> Any:
        seule = len(valeurs) == 1
        parmi = _cells(valeurs[0], filtres, nom) if seule else list(valeurs)
        if not parmi:
            raise Unknown
        retenue = parmi[0]
        for autre in parmi[1:]:
            retenue = choisir(retenue, autre)
        return retenue

    return trouve


_LESS = _order("<", lambda a, b: bool(a < b))


def _arrondi(valeur: Any, decimales: Any = Decimal(0)) -> Any:
    if not isinstance(valeur, Decimal) or not isinstance(decimales, Decimal) or decimales not in _DECIMALS:
        raise FormulaFault(say("« arrondi » attend un nombre, puis combien de décimales : arrondi(x, 2)"))
    return arrondie(valeur, int(decimales))


def arrondie(valeur: Decimal, decimales: int) -> Decimal:
    """Rounded half up. Raises Unknown for a number too great to be rounded so."""
    try:
        return valeur.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP) + 0
    except InvalidOperation as error:
        raise Unknown from error


def _annee(jour: Any) -> Decimal:
    if not isinstance(jour, date):
        raise FormulaFault(say("« annee » attend une date, et reçoit {a}", a=kind_of(jour)))
    return Decimal(jour.year)


def _metres_carres(terrain: Any) -> Decimal:
    if not isinstance(terrain, Contenance):
        raise FormulaFault(say("« metres_carres » attend une contenance, et reçoit {a}", a=kind_of(terrain)))
    return Decimal(terrain.mesure)


def _mois(duree: Any) -> Decimal:
    """The months of a duration by the calendar; one that counts days is not known in months."""
    if not isinstance(duree, DureeCalendaire):
        raise FormulaFault(say("« mois » attend une durée, et reçoit {a}", a=kind_of(duree)))
    if duree.jours:
        raise Unknown
    return Decimal(duree.en_mois)


def _annees_dites(texte: Any) -> Decimal:
    """The most years that a text tells; 0 when it tells none."""
    return max(annees_dites(_text("annees_dites", texte)), default=Decimal(0))


def _meme_texte(texte: Any, *autres: Any) -> bool:
    """Whether a text is one of these, whatever its capitals, accents, apostrophes and stops."""
    lu, *lus = (slug(_text("meme_texte", each), _WHOLE) for each in (texte, *autres))
    return lu in lus


def _contient(texte: Any, *mots: Any) -> bool:
    """Whether a text, or an element of a list, says one of these words, alone or in the plural."""
    dits = [ligne[ELEMENT] for ligne in texte.lignes] if isinstance(texte, Table) else [texte]
    lus = "-".join(["", *(slug(_text("contient", dit), _LONG) for dit in dits if dit is not None), ""])
    cherches = (re.escape(slug(_text("contient", each))) for each in mots)
    return any(re.search(f"-{cherche}(?:e?s|e|x)?-", lus) for cherche in cherches)


def _hors_attribution(numero: Any, texte: Any) -> bool:
    """Whether words share nothing with what art. L. 2122-22 gives the mayor at that number."""
    lus = slug(_text("hors_attribution", texte), _LONG).split("-")
    racines = mots_de_l_attribution(int(numero)) if isinstance(numero, Decimal) else ()
    return bool(racines) and not any(mot.startswith(racine) for mot in lus for racine in racines)


def _text(fonction: str, texte: Any) -> str:
    if not isinstance(texte, str):
        raise FormulaFault(say("« {nom} » attend un texte, et reçoit {a}", nom=fonction, a=kind_of(texte)))
    return texte


def _echeance(capital: Any, taux: Any, par_an: Any, combien: Any) -> Decimal:
    """What each of these equal payments is, capital and interest, on months that are all equal."""
    if not isinstance(taux, Taux) or not all(isinstance(a, Decimal) for a in (capital, par_an, combien)):
        raise FormulaFault(say("« echeance » attend un montant, un taux, combien par an et combien en tout"))
    if par_an not in _PER_YEAR or combien not in _PAYMENTS:
        raise Unknown
    periode = taux.part / par_an
    if periode <= 0:
        return Decimal(capital / combien)
    return Decimal(capital * periode / (1 - (1 + periode) ** -int(combien)))


def _written(genre: TypeChamp) -> Callable[[Any], Any]:
    """A value written in the words of the files: taux("20 %"), duree("6 mois")."""

    def lue(texte: Any) -> Any:
        lecture = TYPES[genre].lecture
        assert lecture is not None, "a type whose values are read"
        trouvee = lecture(texte) if isinstance(texte, str) else None
        if isinstance(trouvee, Problem):
            raise FormulaFault(f"{trouvee.message.rstrip('.')}. {trouvee.hint}".rstrip(" ."))
        if trouvee is None:
            raise FormulaFault(say("« {nom} » attend un texte entre guillemets", nom=genre.value))
        return trouvee

    return lue


CONNU, SEUIL = "connu", "seuil"
_WRITTEN = (TypeChamp.TAUX, TypeChamp.DUREE, TypeChamp.HEURES, TypeChamp.CONTENANCE, TypeChamp.DATE)
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "total": _total,
    "nombre": _nombre,
    "minimum": _extremum("minimum", lambda a, b: b if _LESS(b, a) else a),
    "maximum": _extremum("maximum", lambda a, b: b if _LESS(a, b) else a),
    "arrondi": _arrondi,
    "annee": _annee,
    "metres_carres": _metres_carres,
    "mois": _mois,
    "annees_dites": _annees_dites,
    "meme_texte": _meme_texte,
    "contient": _contient,
    "hors_attribution": _hors_attribution,
    "echeance": _echeance,
    SEUIL: lambda *_: None,  # needs the day: see _Walk
    **{genre.value: _written(genre) for genre in _WRITTEN},
}
