"""What was left to fill in the words of an act: crosses, dots, lines, « à compléter »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actgen.diagnostics import Diagnostic, Scope, Severity
from actgen.facts.seance import EtatSeance
from actgen.figures.seance import FiguresSeance
from actgen.kinds.manifest import Famille
from actgen.law.textes import shipped_textes
from actgen.rules import rule
from actgen.text.messages import say

from .acte import ActeCompose

GC_PLACEHOLDER = rule("GC-PLACEHOLDER")


def check_blancs(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An error in an act to sign; a warning in minutes that wait for their approval; advice in a projet.

    Places that a template declares are no words, and are not seen here.
    """
    severity = _severity(acte, figures)
    taken: set[tuple[int, int]] = set()
    for blanc in shipped_textes().blancs:
        for passage, match in acte.trouve(blanc.motif):
            start, end = match.span()
            here = {(id(passage), at) for at in range(start, end)}
            if taken & here:
                continue
            taken |= here
            yield _of_minutes(
                acte.constat(
                    GC_PLACEHOLDER,
                    say(
                        "À compléter, {dit} : « {quote} ».",
                        dit=blanc.dit,
                        quote=passage.autour(start, end),
                    ),
                    *acte.lieux(passage, start, end),
                    hint=say(
                        "Écrivez la valeur dans ce texte. Pour une donnée encore inconnue, laissez sa "
                        "rubrique vide : jusqu'au vote, l'acte portera PROJET."
                    ),
                    severity=severity,
                ),
                acte.famille,
            )


def _of_minutes(finding: Diagnostic, famille: Famille) -> Diagnostic:
    """A blank keeps approved minutes from being written, and them alone."""
    if not famille.raconte or finding.severity is not Severity.ERROR:
        return finding
    return replace(finding, scope=Scope.MINUTES)


def _severity(acte: ActeCompose, figures: FiguresSeance) -> Severity:
    if acte.projet or figures.etat is EtatSeance.A_TENIR:
        return Severity.INFO
    if acte.famille.raconte and figures.seance.proces_verbal.arrete_le is None:
        return Severity.WARNING
    return Severity.ERROR


RULES = (check_blancs,)
