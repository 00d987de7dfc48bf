"""What rules share: items voted, items a finding regards, words of their messages."""

from __future__ import annotations

from collections.abc import Iterable

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.collectivite import SYNDICAT
from actgen.facts.personne import Membre
from actgen.facts.seance import EtatSeance
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.citations import Citation, Code, citation_courte, numero_imprime
from actgen.law.regimes import de_droit_local
from actgen.records import replace
from actgen.text.lists import enumeration

_DU_CONSEIL = "art.\u00a0L.\u00a02121-"
_FONCTIONNEMENT = "L5813-2"
_RENVOIS = {"métropole": _FONCTIONNEMENT, "communauté urbaine": _FONCTIONNEMENT, SYNDICAT: "L5811-1"}
_DU_DROIT_COMMUN = frozenset({"SEC-MEMBRE", "QUORUM-2E-CONV"})  # what the local law allows


def cgct(numero: str, precision: str = "") -> str:
    """« art. L. 2121-17 CGCT »."""
    return citation_courte(Citation(Code("CGCT", ""), numero, precision))


def cgct_du_conseil(figures: FiguresSeance, numero: str) -> str:
    """An article on municipal councils; for an EPCI, after the one by which it applies there."""
    if figures.seance.collectivite.est_commune:
        return cgct(numero)
    return f"art.\u00a0{numero_imprime('L5211-1')} et {numero_imprime(numero)} CGCT"


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


def constatee(figures: FiguresSeance) -> bool:
    """Whether attendance was told: without it nobody's presence may be judged."""
    return figures.etat is not EtatSeance.A_TENIR


def le_chef(figures: FiguresSeance) -> str:
    """« le maire », or « le président » of an EPCI, as a sentence calls the head of the body."""
    return "le maire" if figures.seance.collectivite.est_commune else "le président"


def votes(figures: FiguresSeance) -> tuple[FiguresPoint, ...]:
    """The items that the council has voted."""
    return tuple(point for point in figures.points if point.decide)


def portee(figures: FiguresSeance, concernes: Iterable[FiguresPoint]) -> tuple[int | None, ...]:
    """The items of a finding: None (the whole session) when all that was voted is concerned."""
    numeros = tuple(point.point.numero for point in concernes)
    return (None,) if len(numeros) == len(votes(figures)) else numeros


def noms(membres: Iterable[Membre]) -> str:
    """« A, B et C »."""
    return enumeration(membre.nom_complet for membre in membres)


def nomme(membre: Membre, parmi: Iterable[Membre]) -> bool:
    """Whether this member is among those; a name is one person's in a council."""
    return any(autre.nom_complet == membre.nom_complet for autre in parmi)
