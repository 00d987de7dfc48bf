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
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec import Struct
from simpleeval import SimpleEval

from actgen.base.text.keys import nearest
from actgen.base.text.messages import say
from actgen.base.text.quantites import Incomparable
from actgen.council.kinds.operations import (
    CONNU,
    FUNCTIONS,
    OPERATORS,
    SEUIL,
    Colonne,
    FormulaFault,
    Table,
    Unknown,
    as_read,
    kind_of,
    oui,
)
from actgen.law.seuils import Seuil, noms_des_seuils, seuil

MAX_SIGNS = 400
MAX_NODES = 120
_GREATEST = Decimal(10) ** 12

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


class _Walk(SimpleEval):  # type: ignore[misc]
    """One formula, walked."""

    def __init__(self, noms: Noms, jour: date, selon: list[Seuil]) -> None:
        super().__init__(OPERATORS, FUNCTIONS | {SEUIL: self._seuil}, {})
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
            raise FormulaFault(say("{a} n'est pas une valeur : comptez-la", a=kind_of(trouvee)))
        return trouvee

    def _name(self, noeud: ast.Name) -> Any:
        valeur = self.noms(noeud.id)
        if valeur is None:
            raise Unknown
        return as_read(valeur)

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

    def _seuil(self, nom: Any, selon: Any = None) -> Any:
        """The threshold of a name, on another day than that of the session, or for so many inhabitants."""
        if nom not in noms_des_seuils():
            proche = nearest(str(nom), noms_des_seuils())
            dit = say("le seuil « {nom} » n'est pas dans data/droit/seuils_des_actes.yaml", nom=str(nom))
            raise FormulaFault(dit + (say(" ; le plus proche : {proche}", proche=proche) if proche else ""))
        if selon is not None and not isinstance(selon, date | Decimal | int):
            raise FormulaFault(say("« seuil » attend un nom, puis une date ou un nombre"))
        trouve = seuil(nom, selon if isinstance(selon, date) else self.jour)
        if trouve is None:
            raise Unknown
        self.selon.append(trouve)
        if not trouve.tranches:
            return trouve.valeur
        if selon is None or isinstance(selon, date):
            raise FormulaFault(say('« {nom} » va par tranches : seuil("{nom}", population)', nom=str(nom)))
        if (valeur := trouve.pour(Decimal(selon))) is None:
            raise Unknown
        return valeur

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
        if cas is not None and autre is not None and kind_of(cas) != kind_of(autre):
            raise FormulaFault(say("selon le cas, elle donne {a} ou {b}", a=kind_of(cas), b=kind_of(autre)))
        retenue = cas if vrai or autre is None else autre
        if retenue is None:
            raise Unknown
        return retenue

    def _tried(self, noeud: ast.expr, *, defaut: Any) -> Any:
        try:
            return self._eval(noeud)
        except (Unknown, Incomparable):
            return defaut
