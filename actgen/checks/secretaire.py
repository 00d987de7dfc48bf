"""The secretary of the session: one of the members, but in Alsace-Moselle."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic, Scope, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.lists import enumeration, points_numerotes
from actgen.council.facts.personne import Membre, is_among
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.seance import FiguresSeance
from actgen.council.figures.secretaires import secretaires_designes
from actgen.law.citations import cgct

SEC_DESIGNE = rule("SEC-DESIGNE")
SEC_MEMBRE = rule("SEC-MEMBRE")


def check_designe(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A secretary is named; local law knows one only."""
    if figures.etat is not EtatSeance.TENUE:
        return
    nombre = len(figures.seance.secretaires)
    if nombre == 0:
        yield SEC_DESIGNE.tell(
            "Le secrétaire de séance n'est pas indiqué.",
            figures.seance.lieux.get("secretaire"),
            hint="Écrivez son nom à la rubrique « secretaire » de la séance.",
            severity=_gravite_secretaire(figures),
            article=_article_secretaire(figures),
        )
    elif nombre > 1 and figures.regime.alsace_moselle:
        yield SEC_DESIGNE.tell(
            "Le droit local ne connaît qu'un secrétaire de séance : {n} sont nommés.",
            *(secretaire.lieu for secretaire in figures.seance.secretaires),
            hint="Gardez celui que le conseil a désigné.",
            severity=Severity.WARNING,
            article=_article_secretaire(figures),
            n=nombre,
        )


def check_membre(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Someone from outside the council, where the general law applies."""
    if figures.etat is not EtatSeance.TENUE or figures.regime.alsace_moselle:
        return
    for secretaire in figures.seance.secretaires:
        if secretaire.membre is None:
            yield SEC_MEMBRE.tell(
                "{nom} n'est pas membre du {organe}, où le secrétaire de séance est choisi.",
                secretaire.lieu,
                hint="Un agent peut l'assister, sans être secrétaire : nommez le membre désigné.",
                nom=secretaire.nom,
                organe=figures.seance.organe.value,
            )


def check_present(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A secretary who was never there, who left before a vote, or, named at the start, who came later."""
    if figures.etat is not EtatSeance.TENUE:
        return
    for secretaire in figures.seance.secretaires:
        membre = secretaire.membre
        if membre is None:
            continue
        if is_among(membre, figures.ouverture.presents):
            sans = [p for p in figures.votes if not is_among(membre, p.presence.au_vote.presents)]
            if sans and len(figures.seance.secretaires) == 1:
                yield SEC_DESIGNE.tell(
                    "{nom}, secrétaire de séance, n'est plus là au vote ({points}).",
                    secretaire.lieu,
                    *(point.point.lieu for point in sans),
                    hint="Vérifiez son départ ; si quelqu'un a pris la suite, écrivez-le aussi à "
                    "« secretaire » : l'acte en porte la signature.",
                    severity=Severity.WARNING,
                    article=_article_secretaire(figures),
                    nom=secretaire.nom,
                    points=points_numerotes(point.point.numero for point in sans),
                )
        elif not _vient(membre, figures):
            yield SEC_DESIGNE.tell(
                "{nom}, secrétaire de séance, est parmi les absents.",
                secretaire.lieu,
                hint="Corrigez le nom du secrétaire, ou les absents.",
                severity=_gravite_secretaire(figures),
                article=_article_secretaire(figures),
                nom=secretaire.nom,
            )
        elif not figures.regime.alsace_moselle:
            yield SEC_MEMBRE.tell(
                "{nom}, secrétaire de séance, n'était pas là à l'ouverture.",
                secretaire.lieu,
                hint="Il est nommé au début de la séance : vérifiez qui l'a été.",
                severity=Severity.WARNING,
                nom=secretaire.nom,
            )


def check_un_seul_nom(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An item that designates someone else than whom the session names: each act would state both."""
    if figures.etat is not EtatSeance.TENUE or not figures.seance.secretaires:
        return
    for point in figures.points:
        secretaires = {each.nom for each in figures.seance.secretaires}
        autres = [nom for nom in secretaires_designes(figures, point) if nom not in secretaires]
        if autres:
            found = SEC_DESIGNE.tell(
                "Le point {n} désigne pour secrétaire de séance {designe}, et la séance nomme {nomme}.",
                point.point.lieux.get("decide") or point.point.lieu,
                figures.seance.secretaires[0].lieu,
                hint="Corrigez le nom à « secretaire », ou au point ; s'ils l'ont été l'un et l'autre, "
                "écrivez-les tous à « secretaire ».",
                severity=Severity.ERROR,
                article=_article_secretaire(figures),
                point=point.point.numero,
                n=point.point.numero,
                designe=enumeration(autres),
                nomme=enumeration(each.nom for each in figures.seance.secretaires),
            )
            yield replace(found, scope=Scope.STATED)


def _gravite_secretaire(figures: FiguresSeance) -> Severity | None:
    """No secretary annuls nothing by itself; since 01/07/2022 acts lack a signature (art. L. 2121-23)."""
    return None if figures.regime.regime_2022 else Severity.WARNING


def _vient(membre: Membre, figures: FiguresSeance) -> bool:
    return any(is_among(membre, point.presence.au_vote.presents) for point in figures.points)


def _article_secretaire(figures: FiguresSeance) -> str:
    return cgct("L2541-6") if figures.regime.alsace_moselle else cgct("L2121-15")
