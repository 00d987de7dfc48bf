"""Which errors of a group's file keep its costs from being shared: those of its members or annexe 2."""

from __future__ import annotations

from collections.abc import Iterable

from actgen.diagnostics import Diagnostic, Scope, Severity
from actgen.facts.shapes.groupement import FichierGroupement
from actgen.reading.facts import keys_of
from actgen.reading.nodes import Mapping, Node, Scalar
from actgen.reading.yaml_tree import read_tree
from actgen.sources import Source

_DES_PARTS = ("membres", "annexe_2")
_FICHIER = "FICHIER-"  # a text that isn't there pays nothing and weighs nothing


def genent_les_parts(findings: Iterable[Diagnostic], source: Source) -> bool:
    """Whether shares can't be trusted; a key that the file doesn't know may be one of theirs, misspelt."""
    tree = read_tree(source.content, source.path)[0]
    if tree is None:
        return True
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    return any(_gene(error, tree, source.path) for error in errors)


def _gene(error: Diagnostic, tree: Mapping, fichier: str) -> bool:
    if error.scope is Scope.ANSWERS:
        return not _nommes(tree)  # else the members are told by the file itself
    if error.code.startswith(_FICHIER):
        return False
    place = error.location
    if place is None or place.file != fichier or not place.line:
        return True
    rubrique = _rubrique(tree, place.line)
    return rubrique in _DES_PARTS or rubrique not in keys_of(FichierGroupement)


def _rubrique(tree: Mapping, line: int) -> str:
    """The key of the whole file below which a line is; empty above the first."""
    rubriques = [cle.text for cle, _ in tree if cle.location.line <= line]
    return rubriques[-1] if rubriques else ""


def _nommes(tree: Mapping) -> bool:
    """Whether the file names its members beside what came back from them."""
    membres = tree.get("membres")
    return isinstance(membres, Mapping) and any(map(_ecrit, map(membres.get, ("communes_de", "communes"))))


def _ecrit(noeud: Node | None) -> bool:
    return noeud is not None and not (isinstance(noeud, Scalar) and noeud.empty)
