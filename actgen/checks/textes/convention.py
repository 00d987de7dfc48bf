"""What a convention of purchasing group says, found in its titles and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from actgen.diagnostics import Diagnostic, Severity
from actgen.figures.groupements import consultation
from actgen.figures.seance import FiguresSeance
from actgen.law.textes import ClauseAttendue, shipped_textes
from actgen.rules import rule
from actgen.text.amounts import euros
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say

from .acte import ActeCompose
from .passages import Passage

GC_CONTENU_TEXTE = rule("GC-CONTENU-TEXTE")
GC_PROCEDURE_TEXTE = rule("GC-PROCEDURE-TEXTE")
_AU_CHOIX = re.compile(
    r"(?i)procédure adaptée[^.;]{0,120}(?:le cas échéant|si besoin|éventuellement)"
    r"|(?:ou|ainsi(?: que)?) par voie de procédure adaptée"
)
_PETITS_LOTS = re.compile(
    r"(?i)\bpetits? lots?\b|\bR\. ?2123-1\b[^.]{0,20}2 ?°|2 ?° [^.]{0,20}\bR\. ?2123-1\b"
)


def check_clauses(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Missing clauses: one error for those without which it is no such convention, one warning for others."""
    if not acte.famille.du_groupe:
        return
    absentes = [clause for clause in shipped_textes().clauses if not _presente(acte, clause)]
    for obligatoire in (True, False):
        noms = [clause.clause for clause in absentes if clause.obligatoire is obligatoire]
        if noms:
            yield acte.constat(
                GC_CONTENU_TEXTE,
                phrase("Clause absente de la convention : {noms}", noms=enumeration(noms))
                + phrase("." if obligatoire else " (recommandation, non obligation)."),
                acte.lieu_du_modele,
                hint=say("Remettez-la dans le modèle de la convention."),
                severity=Severity.ERROR if obligatoire else Severity.WARNING,
            )


def _presente(acte: ActeCompose, clause: ClauseAttendue) -> bool:
    """Whether a paragraph, a title or a list says it; with `et`, another of them may complete it."""
    dit = any(clause.motif.search(each) for each in acte.ensembles)
    et = clause.et
    return dit and (et is None or any(et.search(each) for each in acte.ensembles))


def check_procedure(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """« le cas échéant » is no ground: at that value the adapted procedure is for small lots only."""
    groupement = acte.groupement
    consultee = consultation(groupement, figures.seance.date) if groupement is not None else None
    if consultee is None or not consultee.au_seuil:
        return
    for passage, match in _au_choix(acte):
        yield acte.constat(
            GC_PROCEDURE_TEXTE,
            phrase(
                "« {quote} » : avec un maximum de {maximum} hors taxes, pour un seuil de {seuil}, la "
                "procédure adaptée n'est possible que pour les petits lots.",
                quote=passage.text[match.start() : match.end()],
                maximum=euros(consultee.valeur or Decimal(0)),
                seuil=euros(Decimal(consultee.seuil or 0)),
            ),
            *acte.lieux(passage, *match.span()),
            hint=say("Limitez-la aux petits lots (2° de l'article R. 2123-1 du CCP), ou retirez ces mots."),
        )


def _au_choix(acte: ActeCompose) -> Iterator[tuple[Passage, re.Match[str]]]:
    for passage, match in acte.trouve(_AU_CHOIX):
        if _PETITS_LOTS.search(passage.plain) is None:
            yield passage, match


RULES = (check_clauses, check_procedure)
