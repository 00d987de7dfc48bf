"""A code and all that is told of it, on the screen and as data for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actgen.api.report.screen import Screen, Tone
from actgen.authoring.explications import Fiche, Redaction, TexteCite, bascule, fiche, par_sujet
from actgen.base.rules import RuleRow

_INDENT = 2
_EXAMPLE = 4


def code_report(code: RuleRow) -> dict[str, Any]:
    """The same words as the screen, with the names by which a program goes."""
    told, change = fiche(code), bascule(code)
    return {
        "code": code.name,
        "sujet": told.sujet.titre if told.sujet else None,
        "surveille": code.watches,
        "explication": told.exemple.explication if told.exemple else None,
        "gravite": code.severity.value,
        "portee": code.scope.value,
        "empeche": told.empeche or None,
        "article": code.article or None,
        "textes": [
            {"citation": text.citation, "redactions": [_redaction(each) for each in text.redactions]}
            for text in told.textes
        ],
        "reference": told.reference or None,
        "depuis": {"le": change.le.isoformat(), "objet": change.objet} if change else None,
        "territoire": code.territory.value,
        "statut": code.status.value,
        "source": told.statut,
        "a_voir_par": code.mender.value,
        "exemple": _exemple(told),
        "s_ecarte": told.s_ecarte,
        "override": told.demande_override,
        "ecarter": told.ecarter,
    }


def _redaction(each: Redaction) -> dict[str, Any]:
    return {
        "objet": each.objet,
        "periode": each.periode,
        "territoire": each.territoire or None,
        "lecture": each.lecture,
        "sources": list(each.sources),
    }


def _exemple(told: Fiche) -> dict[str, Any] | None:
    if told.exemple is None:
        return None
    return {
        "modele": told.exemple.modele,
        "lieu": told.lieu or None,
        "faux": told.exemple.faux,
        "juste": told.exemple.juste,
    }


def show_codes(codes: dict[str, RuleRow], screen: Screen) -> None:
    """Each topic with its codes, in the order of data/regles."""
    for rank, (title, found) in enumerate(par_sujet(codes)):
        if rank:
            screen.line()
        screen.line(title, Tone.STRONG)
        screen.table([(code.name, code.watches) for code in found])
    screen.line()
    screen.line("Le détail d’un code\u00a0: actgen explain CODE")


def show_code(code: RuleRow, screen: Screen) -> None:
    """One code whole: what it watches, on what authority, an example, how to set it aside."""
    told = fiche(code)
    screen.line(code.name, Tone.STRONG)
    screen.say(code.watches)
    if told.exemple:
        screen.line()
        screen.say(told.exemple.explication)
    screen.line()
    screen.table(list(_rows(told)))
    _show_examples(told, screen)
    screen.line()
    screen.line("Écarter ce constat", Tone.STRONG)
    screen.say(told.ecarter, indent=_INDENT)
    _show_lines(told.derogation, screen)


def _rows(told: Fiche) -> Iterator[tuple[str, str | list[str]]]:
    yield "Gravité", told.gravite
    if told.empeche:
        yield "Empêche", told.empeche
    for text in told.textes:
        yield text.citation, list(_wordings(text))
    if told.reference:
        yield "Texte", told.reference
    if told.depuis:
        yield "Depuis", told.depuis
    if told.territoire:
        yield "Territoire", told.territoire
    yield "Source", told.statut
    yield "À voir par", told.corrige


def _wordings(text: TexteCite) -> Iterator[str]:
    for each in text.redactions:
        yield f"{each.objet}\u202f; {each.periode}"
        if each.territoire:
            yield each.territoire
        sources = "\u202f; ".join(each.sources)
        yield f"{each.lecture}\u00a0: {sources}" if sources else each.lecture


def _show_examples(told: Fiche, screen: Screen) -> None:
    if told.exemple is None:
        return
    where = f", {told.lieu}" if told.lieu else ""
    for label, text in (("Faux", told.exemple.faux), ("Juste", told.exemple.juste)):
        screen.line()
        screen.line(f"{label}{where}", Tone.STRONG)
        if told.exemple.en_mots:
            screen.say(text, indent=_EXAMPLE)
        else:
            _show_lines(text, screen)


def _show_lines(text: str, screen: Screen) -> None:
    """Lines of a file, never cut: they are to be copied."""
    for each in text.splitlines():
        screen.line((" " * _EXAMPLE + each).rstrip())
