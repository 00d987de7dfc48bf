"""The articles that an act cites are in force that day, one by one, inside ranges too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from actgen.diagnostics import Diagnostic, Location, Severity, Status
from actgen.figures.seance import FiguresSeance
from actgen.law.articles import Article, Motif, NotInForce, article, code, shipped_articles
from actgen.law.citations import Citation, citation_courte, numero_imprime
from actgen.rules import Rule, rule
from actgen.text.dates import date_chiffres
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say

from .acte import ActeCompose
from .citations import AUTRE, Cite, citations
from .passages import Passage

GC_BASE = rule("GC-BASE")
ARTICLE_ABROGE = rule("ARTICLE-ABROGE")
ARTICLE_SUIVANTS = rule("ARTICLE-SUIVANTS")
ARTICLE_INCONNU = rule("ARTICLE-INCONNU")
ARTICLE_GRAPHIE = rule("ARTICLE-GRAPHIE")
_CCP = "CCP"
_STARTS_KNOWN = frozenset({_CCP})
"""Codes whose first day was studied; elsewhere a first day is that of the wording that was read."""


def check_en_vigueur(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A single article that is out of force: an error; in the minutes, which quote what was said, advice."""
    jour = figures.seance.date
    for passage, cite in known_citations(acte):
        if cite.plusieurs:
            continue
        found = article(cite.code, cite.numero, jour)
        if isinstance(found, NotInForce):
            yield _out_of_force(acte, passage, cite, found, jour)


def _out_of_force(
    acte: ActeCompose, passage: Passage, cite: Cite, found: NotInForce, jour: date
) -> Diagnostic:
    last, first = found.redactions[-1], found.redactions[0]
    early = found.motif is Motif.PAS_ENCORE
    sure = last.origine.statut in (Status.VERIFIED, Status.PARTLY) and (
        not early or cite.code in _STARTS_KNOWN
    )
    depuis = first.periode.du if early else last.periode.au
    severity = Severity.ERROR if sure and not acte.famille.raconte else Severity.WARNING
    texte = (
        "L'article {article} n'est pas encore en vigueur au {jour} : il l'est depuis le {depuis}."
        if early
        else "L'article {article} n'est plus en vigueur au {jour} : son dernier jour est le {depuis}."
    )
    if not sure:
        texte = texte[:-1] + " (à confirmer)."
    return acte.constat(
        _code_of(cite),
        phrase(
            texte,
            article=_nom(cite),
            jour=date_chiffres(jour),
            depuis=date_chiffres(depuis) if depuis else "?",
        ),
        *acte.lieux(passage, cite.start, cite.end),
        hint=say("Retirez cet article, ou citez celui qui le remplace."),
        severity=severity,
        article=citation_courte(_citation(cite)),
    )


def check_suites(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Ranges and « et suivants » that hide repealed articles."""
    jour = figures.seance.date
    for passage, cite in known_citations(acte):
        if not cite.plusieurs:
            continue
        membres = _membres(cite)
        gone = [each for each in membres if _gone(cite.code, each, jour)]
        if not gone:
            continue
        kept = [each for each in membres if each not in gone]
        yield acte.constat(
            _code_of(cite),
            phrase(
                "« {cite} » comprend {abroges}, qui {verbe} plus en vigueur au {jour}.",
                cite=passage.text[cite.start : cite.end],
                abroges=_liste(gone),
                verbe="n’est" if len(gone) == 1 else "ne sont",
                jour=date_chiffres(jour),
            ),
            *acte.lieux(passage, cite.start, cite.end),
            hint=phrase("Écrivez {kept}.", kept=_suites(kept)),
            severity=Severity.WARNING,
            article=citation_courte(_citation(cite)),
        )


def check_suivants(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """« et suivants » after the only article of its chapter, or in the singular."""
    jour = figures.seance.date
    for passage, cite in known_citations(acte):
        if not cite.suivants:
            continue
        found = article(cite.code, cite.numero, jour)
        words = passage.text[cite.start : cite.end]
        if isinstance(found, Article) and found.seul:
            yield acte.constat(
                ARTICLE_SUIVANTS,
                phrase(
                    "« {cite} » : l'article {article} est le seul de son chapitre, aucun ne le suit.",
                    cite=words,
                    article=_nom(cite),
                ),
                *acte.lieux(passage, cite.start, cite.end),
                hint=phrase("Écrivez {article} seul.", article=numero_imprime(cite.numero)),
                article=citation_courte(_citation(cite)),
            )
        elif cite.suivants.endswith("suivant"):
            yield acte.constat(
                ARTICLE_SUIVANTS,
                phrase("« {cite} » : plusieurs articles suivent, le pluriel manque.", cite=words),
                *acte.lieux(passage, cite.start, cite.end),
                hint=phrase(
                    "Écrivez {article} et suivants, ou mieux le dernier article visé.",
                    article=numero_imprime(cite.numero),
                ),
                article=citation_courte(_citation(cite)),
            )


def check_graphie(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Two spellings of numbers in one act: each odd number is told once."""
    usual = False
    odd: dict[str, list[Location]] = {}
    for passage in acte.passages:
        for cite in citations(passage.plain):
            words = passage.text[cite.start : cite.end]
            if words.startswith(numero_imprime(cite.numero)):
                usual = True
            else:
                places = acte.lieux(passage, cite.start, cite.end)
                odd.setdefault(_first_number(words), []).extend(places)
    for words, found in odd.items() if usual else ():
        right = numero_imprime(words.replace(" ", "").replace(".", ""))
        yield acte.constat(
            ARTICLE_GRAPHIE,
            phrase(
                "« {words} » : les autres articles de l'acte s'écrivent « {right} ».",
                words=words,
                right=right,
            ),
            *dict.fromkeys(found),
            hint=phrase("Écrivez {right}.", right=right),
        )


def _first_number(words: str) -> str:
    for mark in (" à ", " au ", " et ", ","):
        words = words.partition(mark)[0]
    return words.strip()


def check_inconnus(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Articles of a known code that the table doesn't have: to be checked by hand; only when asked."""
    if not acte.full:
        return
    known = shipped_articles().redactions
    places: dict[str, list[Location]] = {}
    for passage in acte.passages:
        for cite in citations(passage.plain):
            if cite.code not in ("", AUTRE) and (cite.code, cite.numero) not in known:
                places.setdefault(_nom(cite), []).extend(acte.lieux(passage, cite.start, cite.end))
    if not places:
        return
    several = len(places) > 1
    yield acte.constat(
        ARTICLE_INCONNU,
        phrase(
            "{n} qu'actgen n'a pas dans sa table : {articles}.",
            n="Articles cités" if several else "Article cité",
            articles=enumeration(list(places)),
        ),
        *dict.fromkeys(place for each in places.values() for place in each),
        hint=say("Vérifiez sur Légifrance qu'il est en vigueur ; rien d'autre à faire."),
    )


def known_citations(acte: ActeCompose) -> Iterator[tuple[Passage, Cite]]:
    """Every citation of a code that actgen has a table of."""
    for passage in acte.passages:
        for cite in citations(passage.plain):
            if cite.code not in ("", AUTRE):
                yield passage, cite


def _code_of(cite: Cite) -> Rule:
    return GC_BASE if cite.code == _CCP else ARTICLE_ABROGE


def _membres(cite: Cite) -> list[str]:
    """The known articles of a range, or of a chapter from one on."""
    first = _order(cite.numero)
    last = _order(cite.fin) if cite.fin else (*first[:2], 10**6)
    letter = first[0]
    numbers = [number for sigle, number in shipped_articles().redactions if sigle == cite.code]
    inside = [n for n in numbers if _order(n)[0] == letter and first <= _order(n) <= last]
    return sorted(inside, key=_order)


def _order(number: str) -> tuple[str | int, ...]:
    letter = "LO" if number.startswith("LO") else number[0]
    return (letter, *(int(part) for part in number[len(letter) :].split("-")))


def _gone(sigle: str, number: str, jour: date) -> bool:
    found = article(sigle, number, jour)
    return isinstance(found, NotInForce) and found.motif is Motif.PLUS


def _suites(numbers: list[str]) -> str:
    """« R. 2123-1, R. 2123-2 et R. 2123-4 à R. 2123-7 »."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _order(runs[-1][-1])[:-1] == _order(number)[:-1] and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        shown = [numero_imprime(number) for number in run]
        parts.extend([f"{shown[0]} à {shown[-1]}"] if len(run) > 2 else shown)
    return enumeration(parts)


def _follows(one: str, other: str) -> bool:
    return int(other.rpartition("-")[2]) == int(one.rpartition("-")[2]) + 1


def _liste(numbers: Iterable[str]) -> str:
    return enumeration([numero_imprime(number) for number in numbers])


def _citation(cite: Cite) -> Citation:
    known = code(cite.code)
    assert known is not None, "only citations of a known code are checked"
    return Citation(known, cite.numero)


def _nom(cite: Cite) -> str:
    return f"{numero_imprime(cite.numero)} {cite.code}"


RULES = (check_en_vigueur, check_suites, check_suivants, check_graphie, check_inconnus)
