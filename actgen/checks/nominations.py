"""Nominations: secret ballot, but for a unanimous waiver, or when no ballot is needed at all."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location, Severity, Status
from actgen.facts.seance import Point
from actgen.facts.vote import NatureElection, Scrutin
from actgen.figures.natures_elections import nomination_immediate, sans_scrutin
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.citations import Citation, Code, citation_courte
from actgen.law.elections import Secret
from actgen.rules import rule
from actgen.text.messages import phrase

from .decomptes import MODES, pour_contre
from .outils import constatee, le_chef

VOTE_NOMINATION = rule("VOTE-NOMINATION")


def check_nominations(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The ballot of each nomination, and what is written of nominations where there is none."""
    if not constatee(figures):
        return
    for point in figures.points:
        if point.point.abandon:
            continue
        if (trop_vite := _sans_vote_possible(point)) is not None:
            yield trop_vite
            continue
        if point.point.nature != "nomination":
            yield from _sans_nature(point.point)
        elif point.point.vote is None or sans_scrutin(point.point):
            yield from _sans_scrutin(point.point, figures)
        elif point.point.vote.scrutin is not Scrutin.SECRET:
            yield from _ouvert(point, point.point.vote.scrutin)


def _ouvert(point: FiguresPoint, scrutin: Scrutin) -> Iterator[Diagnostic]:
    """A nomination voted otherwise than in secret."""
    n, mode, renonciation = point.point.numero, MODES[scrutin], point.renonciation
    if impose := _secret_impose(point):
        yield _constat(
            point.point,
            phrase("Point {n} : nomination votée {mode}, ", n=n, mode=mode)
            + phrase("alors qu'un texte impose le scrutin secret."),
            "Corrigez le mode de scrutin ; s'il est exact, la nomination est à reprendre.",
            point.point.lieux.get("secret_impose"),
            severity=impose,
        )
    elif nomination_immediate(point.point):
        return
    elif renonciation is None:
        yield _constat(
            point.point,
            phrase("Point {n} : nomination votée {mode}, ", n=n, mode=mode)
            + phrase("sans que le fichier dise si l'assemblée a renoncé au scrutin secret à l'unanimité."),
            "Ajoutez par exemple « renonciation_au_secret: unanimité », ou corrigez le mode de scrutin.",
            severity=Severity.WARNING,
        )
    elif not renonciation.decompte.unanime:
        yield _constat(
            point.point,
            phrase("Point {n} : nomination votée {mode} ; ", n=n, mode=mode)
            + phrase("la renonciation au scrutin secret n'est pas unanime ")
            + f"({pour_contre(renonciation.decompte)}).",
            "Faute d'unanimité, la nomination se vote au scrutin secret : elle est à reprendre.",
            renonciation.vote.lieu,
        )


def _secret_impose(point: FiguresPoint) -> Severity | None:
    """How sure it is that a text imposes the secret: said by the file, or by the text of that election.

    What is elected may be guessed from the words of the object alone: it is then for the reader to see.
    """
    regle = point.regle_election
    if point.point.secret_impose:
        return Severity.ERROR
    if regle is None or regle.secret is not Secret.IMPOSE:
        return None
    su = point.point.election is not None or regle.entree_en_fonction
    return Severity.ERROR if su and regle.origine.statut is Status.VERIFIED else Severity.WARNING


def _sans_vote_possible(point: FiguresPoint) -> Diagnostic | None:
    """Nominations without a ballot, where the text asks for one, or is not known to let them be."""
    regle = point.regle_election
    if regle is None or not nomination_immediate(point.point):
        return None
    n, sure = point.point.numero, _secret_impose(point)
    syndicat = point.nature_election is NatureElection.DELEGUES_SYNDICAT
    if sure is None and not syndicat:
        return None
    article = citation_courte(Citation(Code(regle.code, ""), regle.article))
    fait = (
        "la nomination sans vote vaut pour les commissions et les organismes extérieurs ; rien ne dit "
        "qu'elle vaille pour les délégués à un syndicat ({article}, à confirmer)."
        if syndicat
        else "la nomination prendrait effet sans vote, alors qu'un texte veut le scrutin secret ({article})."
    )
    return _constat(
        point.point,
        phrase("Point {n} : ", n=n) + phrase(fait, article=article),
        "Effacez « candidatures », et écrivez les tours du scrutin.",
        point.point.lieux.get("candidatures"),
        severity=sure if regle.entree_en_fonction else Severity.WARNING,
    )


def _sans_scrutin(point: Point, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """One candidate a seat, or one list: the nominations take effect at once."""
    if nomination_immediate(point):
        yield _constat(
            point,
            phrase("Point {n} : autant de candidats que de sièges, ou une seule liste ; ", n=point.numero)
            + phrase(
                "les nominations prennent effet immédiatement, {chef} en donne lecture.",
                chef=le_chef(figures),
            ),
            "Cela vaut pour les commissions et les organismes extérieurs. Il n'y a pas de vote à écrire.",
            point.lieux.get("candidatures"),
            severity=Severity.INFO,
        )


def _sans_nature(point: Point) -> Iterator[Diagnostic]:
    """Keys that regard nominations alone, at an item that is not said to be one."""
    ecrits = {
        "renonciation_au_secret": point.renonciation_au_secret is not None,
        "candidatures": point.candidatures is not None,
        "secret_impose": point.secret_impose,
    }
    cle = next((nom for nom, ecrit in ecrits.items() if ecrit), None)
    if cle is not None:
        yield _constat(
            point,
            phrase("Point {n} : « {cle} » ne vaut que pour une nomination.", n=point.numero, cle=cle),
            "Ajoutez au point « nature: nomination », ou retirez cette rubrique.",
            point.lieux.get(cle),
            severity=Severity.WARNING,
        )


def _constat(
    point: Point, fait: str, remede: str, *lieux: Location | None, severity: Severity | None = None
) -> Diagnostic:
    places = (*lieux, point.vote.lieu if point.vote else None)
    return VOTE_NOMINATION.finding(
        fait,
        *(places if any(places) else (point.lieu,)),
        hint=phrase(remede),
        point=point.numero,
        severity=severity,
    )


RULES = (check_nominations,)
