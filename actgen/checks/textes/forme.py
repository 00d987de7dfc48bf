"""What is left blank, what a convention lacks, and what can't be read without seeing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from actgen.acts.tree.nodes import Block, Heading, Paragraph, Table, inlines, walk
from actgen.acts.tree.words import inline_text
from actgen.base.diagnostics import Diagnostic, Location, Scope, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.amounts import euros
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import shorten
from actgen.base.text.typography import typeset
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lectures import Passage, Sorte
from actgen.checks.textes.lieux import is_template
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.groupements import consultation
from actgen.council.figures.seance import FiguresSeance
from actgen.council.kinds.manifest import Famille
from actgen.law.textes import Blanc, ClauseAttendue, shipped_textes

# what was left to fill in the words of an act: crosses, dots, lines, « à compléter »

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
            lieux = acte.lieux(passage, start, end)
            yield _of_minutes(
                acte.tell(
                    GC_PLACEHOLDER,
                    "À compléter, {dit} : « {quote} ».",
                    *lieux,
                    hint=_DU_MODELE if is_template(lieux[0].file) else _DU_TEXTE,
                    severity=severity,
                    dit=shorten(blanc.dit),
                    quote=shorten(passage.autour(start, end)),
                    balise=_balise(acte, blanc),
                    nature=acte.kind.code,
                ),
                acte.famille,
            )


_DU_TEXTE = (
    "Écrivez la valeur dans ce texte. Pour une donnée encore inconnue, laissez sa rubrique vide : jusqu'au "
    "vote, l'acte portera PROJET."
)
_DU_MODELE = (
    "Ce texte est un modèle : une valeur écrite ici vaudrait pour tous les actes. Mettez-y {balise} ; "
    "« actgen templates vars {nature} » les donne toutes."
)


def _balise(acte: ActeCompose, blanc: Blanc) -> str:
    """What to put in a template in the place of a blank; a convention has no collectivity, nor session."""
    known = blanc.balise if not acte.famille.traits.du_groupe else ""
    return f"la balise {{{{ {known} }}}}" if known else "une balise"


DECISION_A_REVOIR = rule("DECISION-A-REVOIR")


def check_decisions(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Words of a decision that the law forbids, or allows in few cases."""
    for decision in shipped_textes().decisions if acte.famille.traits.est_votee else ():
        if decision.depuis is not None and figures.seance.date < decision.depuis:
            continue
        for passage, match in acte.trouve(decision.motif):
            yield acte.tell(
                DECISION_A_REVOIR,
                "À revoir : {dit} (à confirmer).",
                *acte.lieux(passage, *match.span()),
                hint="Voyez : {voir}. Si le cas est permis, dites-le dans les motifs.",
                dit=typeset(decision.dit),
                voir=typeset(decision.voir),
            )


def _of_minutes(finding: Diagnostic, famille: Famille) -> Diagnostic:
    """A blank keeps approved minutes from being written, and them alone."""
    if not famille.traits.raconte or finding.severity is not Severity.ERROR:
        return finding
    return replace(finding, scope=Scope.MINUTES)


def _severity(acte: ActeCompose, figures: FiguresSeance) -> Severity:
    if acte.projet or figures.etat is EtatSeance.A_TENIR:
        return Severity.INFO
    if acte.famille.traits.raconte and figures.seance.proces_verbal.arrete_le is None:
        return Severity.WARNING
    return Severity.ERROR


# what a convention of purchasing group says, found in its titles and paragraphs

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
    avenant = acte.groupement is not None and acte.groupement.avenant is not None
    if not acte.famille.traits.du_groupe or avenant:  # an amendment says no more than what changes
        return
    absentes = [clause for clause in shipped_textes().clauses if not _is_there(acte, clause)]
    for obligatoire in (True, False):
        noms = [clause.clause for clause in absentes if clause.obligatoire is obligatoire]
        if noms:
            yield acte.tell(
                GC_CONTENU_TEXTE,
                "Clause absente de la convention : {noms}"
                + ("." if obligatoire else " (recommandation, non obligation)."),
                acte.lieu_du_modele,
                hint="Remettez-la dans le modèle de la convention.",
                severity=Severity.ERROR if obligatoire else Severity.WARNING,
                noms=enumeration(noms),
            )


def _is_there(acte: ActeCompose, clause: ClauseAttendue) -> bool:
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
    for passage, match in _choices(acte):
        yield acte.tell(
            GC_PROCEDURE_TEXTE,
            "« {quote} » : avec un maximum de {maximum} hors taxes, pour un seuil de {seuil}, la procédure "
            "adaptée n'est possible que pour les petits lots.",
            *acte.lieux(passage, *match.span()),
            hint="Limitez-la aux petits lots (2° de l'article R. 2123-1 du CCP), ou retirez ces mots.",
            quote=passage.text[match.start() : match.end()],
            maximum=euros(consultee.valeur or Decimal(0)),
            seuil=euros(Decimal(consultee.seuil or 0)),
        )


def _choices(acte: ActeCompose) -> Iterator[tuple[Passage, re.Match[str]]]:
    for passage, match in acte.trouve(_AU_CHOIX):
        if _PETITS_LOTS.search(passage.plain) is None:
            yield passage, match


# what makes an act readable by everybody: title, language, order of headings, heads of tables

ACC_RGAA = rule("ACC-RGAA")


def check_accessibilite(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Each point that fails, at its words."""
    document = acte.document
    if not document.title.strip():
        yield acte.tell(ACC_RGAA, "L'acte n'a pas de titre.", acte.lieu_du_modele)
    if not document.language.startswith("fr"):
        yield acte.tell(ACC_RGAA, "La langue de l'acte n'est pas le français.", acte.lieu_du_modele)
    yield from _titles(acte)
    for block in walk(document.blocks):
        if isinstance(block, Table) and not _has_head(block):
            # A table told by its first words; one without any by the file that it is in
            debut = _start(block)
            prose = next((file for file, blocks in acte.proses.items() if block in tuple(walk(blocks))), "")
            yield acte.tell(
                ACC_RGAA,
                "Un tableau n'a aucune cellule d'en-tête" + (" : « {quote} »." if debut else "."),
                *((Location(prose),) if prose and not debut else _places(acte, debut)),
                hint="Faites de sa première ligne une ligne d'en-tête.",
                quote=shorten(debut),
            )


def _titles(acte: ActeCompose) -> Iterator[Diagnostic]:
    titres = [block for block in walk(acte.document.blocks) if isinstance(block, Heading)]
    premiers = sum(titre.level == 1 for titre in titres)
    if premiers != 1:
        yield acte.tell(
            ACC_RGAA,
            "L'acte a {n} titres de premier niveau au lieu d'un."
            if premiers
            else "L'acte n'a pas de titre de premier niveau.",
            acte.lieu_du_modele,
            hint="Le titre de l'acte est de premier niveau, et lui seul : « # » en Markdown, « Titre 1 » en "
            "Word.",
            n=premiers,
        )
    for avant, titre in pairwise(titres):
        if titre.level > avant.level + 1 and not _first_of_a_prose(acte, titre):
            words = inline_text(titre.children)
            yield acte.tell(
                ACC_RGAA,
                "Le titre « {titre} » est de niveau {n}, sous un titre de niveau {avant}.",
                *_places(acte, words),
                hint="Descendez d'un niveau à la fois.",
                titre=words,
                n=titre.level,
                avant=avant.level,
            )


def _first_of_a_prose(acte: ActeCompose, titre: Heading) -> bool:
    """The headings of a prose start at one level wherever it is put: that is not its author's doing."""
    return any(
        next((block for block in walk(blocks) if isinstance(block, Heading)), None) == titre
        for blocks in acte.proses.values()
    )


def _has_head(table: Table) -> bool:
    return any(cell.header for row in (*table.head, *table.body) for cell in row.cells)


def _start(block: Block) -> str:
    """The first words of a table."""
    for inner in walk((block,)):
        if isinstance(inner, Paragraph) and (words := inline_text(inlines(inner)).strip()):
            return words
    return ""


def _places(acte: ActeCompose, words: str) -> tuple[Location, ...]:
    for passage in acte.passages:
        if words and passage.text == words and passage.sorte is not Sorte.LEGENDE:
            return acte.lieux(passage, 0, len(words))
    return (acte.lieu_du_modele,)
