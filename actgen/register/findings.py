"""Gaps and doubles of a year: what the register would lack, or hold twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from actgen.acts.plan import ActPlan, Due
from actgen.checks.deliberations import sans_extrait
from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.seance import EtatSeance
from actgen.text.dates import date_longue
from actgen.text.grammar import compte
from actgen.text.lists import enumeration, etendue
from actgen.text.messages import phrase, say

from .codes import REG_ACTE, REG_DOUBLE, REG_FEUILLET, REG_HORS, REG_MANQUE, REG_SEANCE, REG_SUJET
from .livre import inscriptions
from .sessions import Session


def check_year(sessions: Sequence[Session]) -> tuple[Diagnostic, ...]:
    """Everything that the sessions show, before any page is made."""
    checks = (check_files, check_numbers, check_acts, check_items, check_subjects, check_without)
    return tuple(finding for check in checks for finding in check(sessions))


def check_files(sessions: Sequence[Session]) -> Iterator[Diagnostic]:
    """Two files tell the same session when nothing in their hours tells them apart."""
    for first, second in combinations(sessions, 2):
        one, other = first.seance, second.seance
        if one.date == other.date and (one.heure is None or other.heure is None or one.heure == other.heure):
            yield REG_SEANCE.finding(
                phrase(
                    "Deux fichiers racontent la séance du {jour} : {un} et {autre}.",
                    jour=date_longue(one.date, jour=False),
                    un=one.fichier,
                    autre=other.fichier,
                ),
                one.lieux.get("date") or Location(one.fichier),
                other.lieux.get("date") or Location(other.fichier),
                hint=phrase(
                    "Retirez du dossier le fichier de trop ; si ce sont bien deux séances du même jour, "
                    "écrivez l'heure de chacune."
                ),
            )


def check_numbers(sessions: Sequence[Session]) -> Iterator[Diagnostic]:
    """A number of the year is one deliberation's."""
    bearing = defaultdict(list)
    for session in sessions:
        for inscrite in inscriptions(session):
            bearing[inscrite.numero].append(inscrite)
    for numero, bearers in bearing.items():
        if len(bearers) > 1:
            jours = enumeration(
                dict.fromkeys(date_longue(each.figures.seance.date, jour=False) for each in bearers)
            )
            yield REG_DOUBLE.finding(
                phrase(
                    "Le numéro {numero} est porté par {combien} délibérations (séances du {jours}).",
                    numero=numero,
                    combien=len(bearers),
                    jours=jours,
                ),
                *(each.point.point.lieu for each in bearers),
                hint=phrase(
                    "Corrigez la rubrique « numero » de la collectivité pour que chaque délibération de "
                    "l'année ait le sien, par exemple « {exemple} ».",
                    exemple="{date}-{point}",
                ),
            )


def check_acts(sessions: Sequence[Session]) -> Iterator[Diagnostic]:
    """A session that was held gives each of its deliberations, complete."""
    for session in sessions:
        if not session.held:
            continue
        for plan in session.plans:
            if plan.due is not Due.WRITTEN or plan.projet:
                yield _not_entered(session, plan)


def _not_entered(session: Session, plan: ActPlan) -> Diagnostic:
    seance = session.seance
    assert plan.point is not None, "a deliberation is that of an item"
    return REG_ACTE.finding(
        phrase(
            "La délibération du point {n} (séance du {jour}) ne peut pas être inscrite : {raison}.",
            n=plan.point,
            jour=date_longue(seance.date, jour=False),
            raison=_reason(plan),
        ),
        seance.point(plan.point).lieu,
        hint=say("Voyez le détail : actgen check {fichier}", fichier=seance.fichier),
        point=plan.point,
    )


def _reason(plan: ActPlan) -> str:
    if plan.due is Due.NOT_YET:
        return enumeration(plan.raisons)
    if plan.due is Due.REFUSED:
        return f"elle est refusée ({enumeration(dict.fromkeys(finding.code for finding in plan.refus))})"
    return "c’est encore un projet"


def check_items(sessions: Sequence[Session]) -> Iterator[Diagnostic]:
    """Items whose deliberation the files don't give: left out, or voted without an act of their own."""
    for session in sessions:
        if not session.held:
            continue
        seance = session.seance
        jour = date_longue(seance.date, jour=False)
        if numeros := seance.points_non_saisis:
            yield REG_MANQUE.finding(
                phrase(
                    "Séance du {jour} : {points} {numeros} ne {sont} pas au registre, ce fichier ne {les} "
                    "reprend pas.",
                    jour=jour,
                    points="les points" if len(numeros) > 1 else "le point",
                    numeros=etendue(numeros),
                    sont="sont" if len(numeros) > 1 else "est",
                    les="les" if len(numeros) > 1 else "le",
                ),
                seance.lieux.get("points_non_saisis"),
                hint=phrase("Écrivez ces points, ou joignez au registre leurs délibérations signées."),
            )
        votes = [p.point for p in session.figures.points if p.decide and p.point.acte is None]
        sans_acte = [point for point in votes if not sans_extrait(point)]
        if sans_acte:
            yield REG_MANQUE.finding(
                phrase(
                    "Séance du {jour} : {points} {numeros}, sans rubrique « acte », {votes} sans "
                    "délibération au registre.",
                    jour=jour,
                    points="les points" if len(sans_acte) > 1 else "le point",
                    numeros=etendue(tuple(point.numero for point in sans_acte)),
                    votes="ont été votés" if len(sans_acte) > 1 else "a été voté",
                ),
                *(point.lieu for point in sans_acte),
                hint=phrase("Si le vote a donné une délibération, nommez sa nature à la rubrique « acte »."),
                severity=Severity.INFO,
            )


def check_subjects(sessions: Sequence[Session]) -> Iterator[Diagnostic]:
    """The table by subject needs the matter of each deliberation."""
    inscrites = [each for session in sessions for each in inscriptions(session)]
    sans = [each for each in inscrites if not each.sujet]
    if sans:
        yield REG_SUJET.finding(
            phrase(
                "{combien} sur {total} sans matière : la table par sujet ne peut pas {les} classer.",
                combien=compte(len(sans), "délibération"),
                total=len(inscrites),
                les="les" if len(sans) > 1 else "la",
            ),
            *(each.point.point.lieu for each in sans),
            hint=phrase(
                'Ajoutez au point la rubrique « matiere », par exemple « matiere: "3.1" » pour une '
                "acquisition."
            ),
        )


def check_without(sessions: Sequence[Session]) -> Iterator[Diagnostic]:
    """A session that gives no deliberation is told, not silently left out."""
    for session in sessions:
        raison = _why_without(session)
        if raison:
            yield REG_HORS.finding(
                phrase(
                    "La séance du {jour} n'est pas au registre : {raison}.",
                    jour=date_longue(session.seance.date, jour=False),
                    raison=raison,
                ),
                session.seance.lieux.get("date") or Location(session.seance.fichier),
            )


def _why_without(session: Session) -> str:
    if session.etat is EtatSeance.A_TENIR:
        return "elle ne s’est pas encore tenue"
    if session.etat is EtatSeance.SANS_QUORUM:
        return "faute de quorum, rien n’y a été voté"
    return "" if session.plans else "aucun de ses points ne donne de délibération"


def check_sheets(sheets: range, initialled: int | None) -> tuple[Diagnostic, ...]:
    """The book fits in the sheets that have been numbered and initialled."""
    last = sheets[-1]
    if initialled is None or last <= initialled:
        return ()
    return (
        REG_FEUILLET.finding(
            phrase(
                "Le registre va jusqu'au feuillet {dernier}, et les paraphes s'arrêtent au feuillet {n}.",
                dernier=last,
                n=initialled,
            ),
            hint=phrase(
                "Faites numéroter et parapher les feuillets qui manquent, puis relancez avec --sheets {n}.",
                n=last,
            ),
        ),
    )
