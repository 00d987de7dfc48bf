"""Articles cited in the wrong territory: the general one in Alsace-Moselle, the local one elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic
from actgen.figures.seance import FiguresSeance
from actgen.law.articles import Motif, NotInForce, Replaced, article
from actgen.law.citations import numero_imprime
from actgen.law.places import departement
from actgen.rules import rule
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say
from actgen.text.places import de_lieu

from .acte import ActeCompose
from .articles import known_citations

DELIB_VISA_LOCAL = rule("DELIB-VISA-LOCAL")


def check_visas_locaux(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A convention is left alone: its members may be of both territories, and an EPCI follows general law."""
    if acte.famille.du_groupe:
        return
    regime = figures.regime
    for passage, cite in known_citations(acte):
        found = article(cite.code, cite.numero, figures.seance.date, regime, cite.precision)
        if isinstance(found, Replaced):
            parties = () if cite.precision in found.article.exclus else found.article.parties_exclues
            message = phrase(
                "L'article {article} n'est pas applicable aux communes {dept}{parties}.",
                article=_named(cite.numero, cite.precision),
                dept=_du_departement(regime.departement),
                parties=f" ({enumeration(parties)} seulement)" if parties else "",
            )
            hint = (
                phrase("Citez {par}", par=enumeration([numero_imprime(each) for each in found.par], "ou"))
                + (phrase(", ou dites quelle autre partie de l'article vous citez.") if parties else ".")
                if found.par
                else say("Aucun article ne le remplace : retirez ce visa.")
            )
        elif isinstance(found, NotInForce) and found.motif is Motif.TERRITOIRE:
            message = phrase(
                "L'article {article} ne vaut que dans les communes de la Moselle, du Bas-Rhin et du "
                "Haut-Rhin.",
                article=_named(cite.numero, cite.precision),
            )
            hint = say("Citez l'article général qui traite du même sujet.")
        else:
            continue
        yield acte.constat(DELIB_VISA_LOCAL, message, *acte.lieux(passage, cite.start, cite.end), hint=hint)


def _named(number: str, precision: str) -> str:
    return f"{numero_imprime(number)}, {precision}," if precision else numero_imprime(number)


def _du_departement(code: str) -> str:
    """« du Haut-Rhin »."""
    found = departement(code)
    return de_lieu(found.nom, found.type_liaison) if found is not None else f"du département {code}"


RULES = (check_visas_locaux,)
