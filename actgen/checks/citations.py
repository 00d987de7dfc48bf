"""How findings cite an article: as it applies to the body that met."""

from __future__ import annotations

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.records import replace
from actgen.council.facts.collectivite import SYNDICAT
from actgen.council.figures.seance import FiguresSeance
from actgen.law.citations import Citation, Code, cgct, citation_courte, numero_imprime
from actgen.law.regimes import de_droit_local

_DU_CONSEIL = "art.\u00a0L.\u00a02121-"
_FONCTIONNEMENT = "L5813-2"
_RENVOIS = {"métropole": _FONCTIONNEMENT, "communauté urbaine": _FONCTIONNEMENT, SYNDICAT: "L5811-1"}
_DU_DROIT_COMMUN = frozenset({"SEC-MEMBRE", "QUORUM-2E-CONV"})  # what the local law allows


def cite(finding: Diagnostic, figures: FiguresSeance) -> Diagnostic:
    """A finding whose article, if it is one on municipal councils, is cited as it applies to this body.

    What the local law would allow is only a doubt, where an EPCI may follow it.
    """
    if finding.code in _DU_DROIT_COMMUN and renvoi_au_droit_local(figures) == _FONCTIONNEMENT:
        doute = f", à confirmer ({cgct(_FONCTIONNEMENT)}\u00a0: droit local)."
        finding = replace(
            finding, severity=Severity.WARNING, message=finding.message.removesuffix(".") + doute
        )
    if figures.seance.collectivite.est_commune or not finding.article.startswith(_DU_CONSEIL):
        return finding
    debut, _, reste = finding.article.partition("\u00a0")
    return replace(finding, article=f"{debut}\u00a0{numero_imprime('L5211-1')} et {reste}")


def renvoi_au_droit_local(figures: FiguresSeance) -> str:
    """The article that sends such an EPCI of 57, 67 or 68 to the local law, if there is one."""
    ici = figures.seance.collectivite
    return _RENVOIS.get(ici.nature, "") if de_droit_local(ici.departement.code, figures.seance.date) else ""


def ccp(numero: str) -> str:
    """« art. L. 2113-7 CCP »."""
    return citation_courte(Citation(Code("CCP", ""), numero))
