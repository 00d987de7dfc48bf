"""What the kind of an item's act says that its fields must not say together: sums, dates, thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location, Severity, Status
from actgen.figures.formules import Verdict
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.articles import code
from actgen.law.citations import Citation, citation_courte
from actgen.records import replace
from actgen.rules import rule
from actgen.text.messages import phrase

CHAMP_COHERENCE = rule("CHAMP-COHERENCE")
CHAMP_DROIT = rule("CHAMP-DROIT")
_PLACE = re.compile(r"\{(\w+)\}")


def check_controles(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Each control of each item's kind that is not met; what isn't known yet is not judged."""
    for point in figures.points:
        if point.valeurs is not None and point.point.abandon is None:
            for verdict in point.valeurs.verdicts:
                yield _finding(point, verdict)


def _finding(point: FiguresPoint, verdict: Verdict) -> Diagnostic:
    controle = verdict.controle
    droit = controle.statut is not Status.COHERENCE
    ferme = controle.gravite is Severity.ERROR
    de_memoire = phrase("Règle tenue de mémoire : à vérifier.") if controle.statut is Status.MEMORY else ""
    finding = (CHAMP_DROIT if droit else CHAMP_COHERENCE).finding(
        phrase("Point {n}{ou} : ", n=point.point.numero, ou=_ou(verdict)) + _dit(point, verdict) + ".",
        _lieu(point, verdict),
        hint=" ".join(filter(None, (phrase(_sans_accolades(controle.conseil)), de_memoire))),
        point=point.point.numero,
        severity=Severity.ERROR if ferme else Severity.WARNING,
        article=_article(verdict),
        selon=verdict.selon,
    )
    return replace(finding, controle=controle.nom)


def _dit(point: FiguresPoint, verdict: Verdict) -> str:
    valeurs = point.valeurs
    assert valeurs is not None, "a verdict comes from them"
    dites = {nom: valeurs.dite(nom, verdict) for nom in _PLACE.findall(verdict.controle.dit)}
    return phrase(verdict.controle.dit, **dites)


def _sans_accolades(texte: str) -> str:
    """An advice as `phrase` takes it: it names no value."""
    return texte.replace("{", "{{").replace("}", "}}")


def _ou(verdict: Verdict) -> str:
    if verdict.ligne is None:
        return ""
    return phrase(", ligne {rang} de « {nom} »", rang=verdict.rang, nom=verdict.controle.pour_chaque)


def _lieu(point: FiguresPoint, verdict: Verdict) -> Location | None:
    """The cell, the row, the field; else the item."""
    nom, ligne = verdict.controle.champ, verdict.ligne
    if ligne is not None:
        return ligne.lieux.get(nom) or ligne.lieu
    ecrit = point.point.champs.get(nom)
    return ecrit.lieu if ecrit is not None else point.point.lieu


def _article(verdict: Verdict) -> str:
    article = verdict.controle.article
    found = code(article.code) if article is not None else None
    if article is None or found is None:
        return ""
    return citation_courte(Citation(found, article.numero, article.precision))
