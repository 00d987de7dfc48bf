"""Terms that have one spelling, and initials that replace a name once they are defined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location
from actgen.figures.seance import FiguresSeance
from actgen.law.articles import Article, article
from actgen.law.citations import Citation, citation_courte, numero_imprime
from actgen.law.textes import Terme, shipped_textes
from actgen.rules import rule
from actgen.text.messages import phrase, say
from actgen.text.typography import typeset

from .acte import ActeCompose
from .articles import known_citations
from .passages import Passage

TEXTE_TERME = rule("TEXTE-TERME")
TEXTE_SIGLE = rule("TEXTE-SIGLE")
TEXTE_RENVOI = rule("TEXTE-RENVOI")


def check_termes(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """One finding for a spelling, wherever it stands."""
    of_a_group = acte.groupement is not None or acte.famille.du_groupe
    for terme in shipped_textes().termes:
        if terme.groupement and not of_a_group:
            continue
        found = _places(acte, terme)
        for variante, places in found.items():
            yield acte.constat(
                TEXTE_TERME,
                phrase("« {variante} » : écrivez « {ecrire} ».", variante=variante, ecrire=terme.ecrire),
                *places,
                hint=phrase("{raison}.", raison=typeset(terme.raison[0].upper() + terme.raison[1:])),
            )


def _places(acte: ActeCompose, terme: Terme) -> dict[str, list[Location]]:
    found: dict[str, list[Location]] = {}
    for passage, match in acte.trouve(terme.motif):
        words = passage.text[match.start() : match.end()]
        found.setdefault(words.lower(), []).extend(acte.lieux(passage, *match.span()))
    return found


def check_sigle(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The coordinator's whole name again after « Name (INITIALS) », in one prose of a user."""
    if acte.groupement is None:
        return
    collectivite = acte.groupement.coordonnateur.collectivite
    if not collectivite.sigle:
        return
    name, initials = re.escape(collectivite.nom), re.escape(collectivite.sigle)
    definition = re.compile(rf"{name} \(\W*{initials}\W*\)")
    again = re.compile(name)
    defined: set[str] = set()
    places: list[Location] = []
    for passage in acte.passages:
        if not passage.prose:
            continue
        start = 0
        if passage.prose not in defined:
            match = definition.search(passage.plain)
            if match is None:
                continue
            defined.add(passage.prose)
            start = match.end()
        places += [
            place
            for match in again.finditer(passage.plain, start)
            for place in acte.lieux(passage, *match.span())
        ]
    if places:
        yield acte.constat(
            TEXTE_SIGLE,
            phrase(
                "« {nom} » est répété après avoir été abrégé en « {sigle} ».",
                nom=collectivite.nom,
                sigle=collectivite.sigle,
            ),
            *dict.fromkeys(places),
            hint=phrase("Écrivez « {sigle} » après la première fois.", sigle=collectivite.sigle),
        )


def check_renvois(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What an article rules is told without it: advice."""
    if not acte.full or not acte.famille.du_groupe:
        return
    cited = {(cite.code, cite.numero) for _, cite in known_citations(acte)}
    for renvoi in shipped_textes().renvois:
        known = article(renvoi.code, renvoi.numero, figures.seance.date)
        if (renvoi.code, renvoi.numero) in cited or not isinstance(known, Article):
            continue
        found: tuple[Passage, re.Match[str]] | None = next(
            (
                (passage, match)
                for passage in acte.passages
                if (match := renvoi.quand.search(passage.plain)) is not None
            ),
            None,
        )
        if found is not None:
            passage, match = found
            yield acte.constat(
                TEXTE_RENVOI,
                phrase(
                    "« {quote} » : l'article {article} {code}, qui règle {dit}, n'est pas cité.",
                    quote=passage.text[match.start() : match.end()],
                    article=numero_imprime(renvoi.numero),
                    code=renvoi.code,
                    dit=renvoi.dit,
                ),
                *acte.lieux(passage, *match.span()),
                hint=say("Citez-le à la suite : un lecteur saura d'où vient la règle."),
                article=citation_courte(Citation(known.code, renvoi.numero)),
            )


RULES = (check_termes, check_sigle, check_renvois)
