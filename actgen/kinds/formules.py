"""Formulas of an acte.yaml: what a kind computes from its fields, and what it won't have.

A formula reads fields, other computed values and some facts of the session; it calls a closed list of
functions and nothing else. simpleeval walks its tree, never Python itself: of that library only names,
operators and calls are kept, and every number is a Decimal. A value that is not written makes the whole
formula unknown, so that nothing is said of it. Values keep their kind: a rate is no amount, and what mixes
kinds is a fault of the formula, found when the manifest is read (`essai`).
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from msgspec import Struct
from simpleeval import SimpleEval

from actgen.facts.types_de_champ import TYPES, TypeChamp
from actgen.law.calendar import mois_plus_tard
from actgen.law.seuils import Seuil, noms_des_seuils, seuil
from actgen.reading.scalars import Problem
from actgen.text.keys import nearest
from actgen.text.messages import enumerate_words, say
from actgen.text.quantites import Contenance, DureeCalendaire, Incomparable, Mesure, Quantite, Taux

MAX_SIGNS = 400
MAX_NODES = 120
_GREATEST = Decimal(10) ** 12
_DECIMALS = range(-6, 7)


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


Noms = Callable[[str], Any]
"""What a name stands for: a value, a Table, None when it is not known. Raises KeyError for no such name."""


class Formule(Struct, frozen=True):
    """A formula that was read. `noms`: what it reads, in the order of its text."""

    texte: str
    noms: tuple[str, ...]

    def valeur(self, noms: Noms, jour: date, selon: list[Seuil] | None = None) -> Any:
        """What it is worth that day; None when something that it reads is not known, or divides by nothing.

        `selon` gathers the rows of law that it has read. A fault that no trial has seen leaves it unknown.
        """
        try:
            return _Walk(noms, jour, selon if selon is not None else []).de(_tree(self.texte))
        except (Unknown, Incomparable, FormulaFault):
            return None

    def essai(self, noms: Noms, jour: date) -> Any:
        """Its value on specimens, every branch tried; None when they don't tell. Raises FormulaFault."""
        try:
            return _Trial(noms, jour, []).de(_tree(self.texte))
        except (Unknown, Incomparable):
            return None


def lire(texte: str) -> Formule:
    """A formula from its text. Raises FormulaFault, which says what to write instead."""
    arbre = _tree(texte)
    appels = {id(noeud.func) for noeud in ast.walk(arbre) if isinstance(noeud, ast.Call)}
    noms = [noeud for noeud in ast.walk(arbre) if isinstance(noeud, ast.Name) and id(noeud) not in appels]
    return Formule(texte, tuple(dict.fromkeys(n.id for n in sorted(noms, key=lambda n: n.col_offset))))


# the tree


_ADMITTED = (
    ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call, ast.keyword, ast.Name,
    ast.Attribute, ast.Constant, ast.Tuple, ast.List, ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div,
    ast.USub, ast.Not, ast.And, ast.Or, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In,
    ast.NotIn,
)  # fmt: skip


@lru_cache(maxsize=1024)
def _tree(texte: str) -> ast.expr:
    if len(texte) > MAX_SIGNS:
        raise FormulaFault(say("elle a {n} signes ; {max} au plus", n=len(texte), max=MAX_SIGNS))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            arbre = ast.parse(texte.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        dit = say("elle ne se lit pas : vérifiez parenthèses, guillemets et signes")
        raise FormulaFault(dit) from error
    noeuds = list(ast.walk(arbre))
    if len(noeuds) > MAX_NODES:
        raise FormulaFault(say("elle est trop longue : coupez-la en plusieurs valeurs sous « calculs »"))
    for noeud in noeuds:
        _check_node(noeud)
    if isinstance(arbre, ast.Tuple):
        raise FormulaFault(say("un nombre s'y écrit avec un point : 0.5"))
    return arbre


def _check_node(noeud: ast.AST) -> None:
    """Hold a node to the white list. Raises FormulaFault."""
    if not isinstance(noeud, _ADMITTED):
        raise FormulaFault(say("elle emploie un signe ou une construction qui n'y est pas admis"))
    if isinstance(noeud, ast.Attribute) and not isinstance(noeud.value, ast.Name):
        raise FormulaFault(say("un point n'y sépare qu'un tableau et sa colonne : plan.montant"))
    if isinstance(noeud, ast.Call):
        nom = noeud.func.id if isinstance(noeud.func, ast.Name) else ""
        if nom not in FUNCTIONS and nom != CONNU:
            proche = nearest(nom, (*FUNCTIONS, CONNU)) if nom else None
            dit = say("la fonction « {nom} » n'existe pas", nom=nom)
            raise FormulaFault(dit + (say(" ; la plus proche : {proche}", proche=proche) if proche else ""))
    if isinstance(noeud, ast.keyword) and noeud.arg is None:
        raise FormulaFault(say("elle emploie un signe ou une construction qui n'y est pas admis"))
    if isinstance(noeud, ast.Constant):
        _constant(noeud)


def _constant(noeud: ast.Constant) -> Any:
    valeur = noeud.value
    if isinstance(valeur, str):
        return valeur
    if isinstance(valeur, bool) or not isinstance(valeur, int | float):
        raise FormulaFault(say("« {valeur} » n'y est pas admis", valeur=str(valeur)))
    nombre = Decimal(repr(valeur)) if isinstance(valeur, float) else Decimal(valeur)
    if not nombre.is_finite() or abs(nombre) > _GREATEST:
        raise FormulaFault(say("un nombre y est trop grand"))
    return nombre


# what its signs and functions do


def _mixed(signe: str, a: Any, b: Any) -> FormulaFault:
    return FormulaFault(say("« {signe} » entre {a} et {b}", signe=signe, a=_kind(a), b=_kind(b)))


def _kind(valeur: Any) -> str:
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
        raise FormulaFault(say("« - » devant {a}", a=_kind(a)))
    return -a if isinstance(a, Decimal) else type(a)(-a.mesure)


def oui(valeur: Any) -> bool:
    """A yes or no. Raises FormulaFault for anything else."""
    if not isinstance(valeur, bool):
        raise FormulaFault(say("{a} n'est pas un oui ou non : comparez-le", a=_kind(valeur)))
    return valeur


_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
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
        if all(ligne[nom] is not None and _equal(ligne[nom], voulu) for nom, voulu in filtres.items())
    ]


def _cells(colonne: Any, filtres: Mapping[str, Any], fonction: str) -> list[Any]:
    """What is written in a column; an empty cell of one that must be filled leaves everything unknown."""
    if isinstance(colonne, Table) and ELEMENT in colonne.types:
        colonne = Colonne(colonne, ELEMENT)
    if not isinstance(colonne, Colonne):
        raise FormulaFault(
            say("« {nom} » attend une colonne (plan.montant), et reçoit {a}", nom=fonction, a=_kind(colonne))
        )
    valeurs = [ligne[colonne.nom] for ligne in _rows(colonne.table, filtres)]
    if colonne.nom in colonne.table.complete and None in valeurs:
        raise Unknown
    return [valeur for valeur in valeurs if valeur is not None]


def _total(colonne: Any, **filtres: Any) -> Any:
    valeurs = _cells(colonne, filtres, "total")
    genre = colonne.types[ELEMENT] if isinstance(colonne, Table) else colonne.table.types[colonne.nom]
    zero = TYPES[genre].zero
    if zero is None:
        dit = say("« total » : des valeurs de type « {type} » ne s'additionnent pas", type=genre.value)
        raise FormulaFault(dit)
    return sum(valeurs, start=Decimal(zero) if isinstance(zero, int) else zero)


def _nombre(table: Any, **filtres: Any) -> Decimal:
    if not isinstance(table, Table):
        raise FormulaFault(say("« nombre » attend un tableau ou une liste, et reçoit {a}", a=_kind(table)))
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
        raise FormulaFault(say("« annee » attend une date, et reçoit {a}", a=_kind(jour)))
    return Decimal(jour.year)


def _metres_carres(terrain: Any) -> Decimal:
    if not isinstance(terrain, Contenance):
        raise FormulaFault(say("« metres_carres » attend une contenance, et reçoit {a}", a=_kind(terrain)))
    return Decimal(terrain.mesure)


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
    SEUIL: lambda *_: None,  # needs the day: see _Walk
    **{genre.value: _written(genre) for genre in _WRITTEN},
}


class _Walk(SimpleEval):  # type: ignore[misc]
    """One formula, walked."""

    def __init__(self, noms: Noms, jour: date, selon: list[Seuil]) -> None:
        super().__init__(_OPERATORS, FUNCTIONS | {SEUIL: self._seuil}, {})
        self.noms, self.jour, self.selon = noms, jour, selon
        kept = (ast.UnaryOp, ast.BinOp, ast.Compare, ast.keyword)
        library: Any = vars(self)["nodes"]
        self.nodes: dict[type[ast.AST], Any] = {genre: library[genre] for genre in kept} | {
            ast.Constant: _constant,
            ast.Name: self._name,
            ast.Attribute: self._column,
            ast.Call: self._call,
            ast.BoolOp: self._logic,
            ast.IfExp: self._case,
            ast.Tuple: self._several,
            ast.List: self._several,
        }

    def de(self, arbre: ast.expr) -> Any:
        """The value of a whole formula: neither a column nor a table."""
        trouvee = self._eval(arbre)
        if isinstance(trouvee, Colonne | Table | tuple):
            raise FormulaFault(say("{a} n'est pas une valeur : comptez-la", a=_kind(trouvee)))
        return trouvee

    def _name(self, noeud: ast.Name) -> Any:
        valeur = self.noms(noeud.id)
        if valeur is None:
            raise Unknown
        return Decimal(valeur) if isinstance(valeur, int) and not isinstance(valeur, bool) else valeur

    def _column(self, noeud: ast.Attribute) -> Colonne:
        assert isinstance(noeud.value, ast.Name), "seen when it was read"
        table = self.noms(noeud.value.id)
        if not isinstance(table, Table) or noeud.attr not in table.types:
            raise FormulaFault(
                say("« {nom} » n'a pas de colonne « {colonne} »", nom=noeud.value.id, colonne=noeud.attr)
            )
        return Colonne(table, noeud.attr)

    def _call(self, noeud: ast.Call) -> Any:
        assert isinstance(noeud.func, ast.Name), "seen when it was read"
        if noeud.func.id == CONNU:
            return self._known(noeud)
        try:
            return self._eval_call(noeud)
        except TypeError as error:
            raise FormulaFault(say("« {nom} » ne reçoit pas ce qu'il lui faut", nom=noeud.func.id)) from error

    def _known(self, noeud: ast.Call) -> bool:
        if len(noeud.args) != 1 or noeud.keywords or not isinstance(noeud.args[0], ast.Name):
            raise FormulaFault(say("« connu » attend le nom d'un champ : connu(motif)"))
        valeur = self.noms(noeud.args[0].id)
        return valeur is not None and not (isinstance(valeur, Table) and not valeur.lignes)

    def _seuil(self, nom: Any, jour: Any = None) -> Any:
        if nom not in noms_des_seuils():
            proche = nearest(str(nom), noms_des_seuils())
            dit = say("le seuil « {nom} » n'est pas dans data/droit/seuils_des_actes.yaml", nom=str(nom))
            raise FormulaFault(dit + (say(" ; le plus proche : {proche}", proche=proche) if proche else ""))
        if jour is not None and not isinstance(jour, date):
            raise FormulaFault(say("« seuil » attend un nom, puis une date"))
        trouve = seuil(nom, self.jour if jour is None else jour)
        if trouve is None:
            raise Unknown
        self.selon.append(trouve)
        return trouve.valeur

    def _logic(self, noeud: ast.BoolOp) -> bool:
        ensemble = all if isinstance(noeud.op, ast.And) else any
        return ensemble(oui(self._eval(each)) for each in noeud.values)

    def _case(self, noeud: ast.IfExp) -> Any:
        return self._eval(noeud.body if oui(self._eval(noeud.test)) else noeud.orelse)

    def _several(self, noeud: ast.Tuple | ast.List) -> tuple[Any, ...]:
        return tuple(self._eval(each) for each in noeud.elts)


class _Trial(_Walk):
    """A trial: nothing is left out because of what comes before it, so that no fault hides."""

    def _logic(self, noeud: ast.BoolOp) -> bool:
        valeurs = [oui(self._tried(each, defaut=True)) for each in noeud.values]
        return all(valeurs) if isinstance(noeud.op, ast.And) else any(valeurs)

    def _case(self, noeud: ast.IfExp) -> Any:
        vrai = oui(self._tried(noeud.test, defaut=True))
        cas, autre = (self._tried(each, defaut=None) for each in (noeud.body, noeud.orelse))
        if cas is not None and autre is not None and _kind(cas) != _kind(autre):
            raise FormulaFault(say("selon le cas, elle donne {a} ou {b}", a=_kind(cas), b=_kind(autre)))
        retenue = cas if vrai or autre is None else autre
        if retenue is None:
            raise Unknown
        return retenue

    def _tried(self, noeud: ast.expr, *, defaut: Any) -> Any:
        try:
            return self._eval(noeud)
        except (Unknown, Incomparable):
            return defaut
