"""Gaps and doubles of a year: what the register would lack, or hold twice.

One register, start to end: the sessions of the year, what they lack, the book, its files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from msgspec import Struct

from actgen.acts.outputs.book import REGISTER_SHEETS
from actgen.acts.outputs.house.look import Look
from actgen.acts.outputs.html import render_html
from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Diagnostic, Location, Report, Severity
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.base.text.dates import date_longue
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import phrase, say
from actgen.checks.deliberations import sans_extrait
from actgen.council.facts.collectivite import Collectivite, emploie_le_rang
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.actes import points_numerotes
from actgen.law.files import fingerprints
from actgen.law.workspace import law_of
from actgen.reading.sources import Sources, shipped
from actgen.session.cache import Cache
from actgen.session.load import load_collectivite
from actgen.session.looks import charter_files, look_of
from actgen.session.result import DEFAULT_OUT
from actgen.session.texts import Texts
from actgen.session.wording import check_characters
from actgen.session.writing.fingerprint import library_versions
from actgen.session.writing.journal import JournalDraft
from actgen.session.writing.names import register_folder, register_name
from actgen.session.writing.plan import OutputFile, Written
from actgen.session.writing.write import write_outputs

from .book import KIND, Book, Printed, SessionPart, inscriptions, print_book
from .sessions import (
    REG_ACTE,
    REG_DOUBLE,
    REG_FEUILLET,
    REG_HORS,
    REG_MANQUE,
    REG_SEANCE,
    REG_SUJET,
    HeldSession,
    RegisterOptions,
    SessionFinder,
)


def check_year(sessions: Sequence[HeldSession]) -> tuple[Diagnostic, ...]:
    """Everything that the sessions show, before any page is made."""
    checks = (
        check_files,
        check_numbers,
        check_sequence,
        check_acts,
        check_items,
        check_subjects,
        check_without,
    )
    return tuple(finding for check in checks for finding in check(sessions))


def check_files(sessions: Sequence[HeldSession]) -> Iterator[Diagnostic]:
    """Two files tell the same session when nothing in their hours tells them apart."""
    for first, second in combinations(sessions, 2):
        one, other = first.seance, second.seance
        if one.date == other.date and (one.heure is None or other.heure is None or one.heure == other.heure):
            yield REG_SEANCE.tell(
                "Deux fichiers racontent la séance du {jour} : {un} et {autre}.",
                one.lieux.get("date") or Location(one.fichier),
                other.lieux.get("date") or Location(other.fichier),
                hint="Retirez du dossier le fichier de trop ; si ce sont bien deux séances du même jour, "
                "écrivez l'heure de chacune.",
                jour=date_longue(one.date, jour=False),
                un=one.fichier,
                autre=other.fichier,
            )


def check_numbers(sessions: Sequence[HeldSession]) -> Iterator[Diagnostic]:
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
            yield REG_DOUBLE.tell(
                "Le numéro {numero} est porté par {combien} délibérations (séances du {jours}).",
                *(each.point.point.lieu for each in bearers),
                hint="Corrigez la rubrique « numero » de la collectivité pour que chaque délibération de "
                "l'année ait le sien, par exemple « {exemple} ».",
                numero=numero,
                combien=len(bearers),
                jours=jours,
                exemple="{date}-{point}",
            )


def check_acts(sessions: Sequence[HeldSession]) -> Iterator[Diagnostic]:
    """A session that was held gives each of its deliberations, complete."""
    for session in sessions:
        if not session.held:
            continue
        for plan in session.plans:
            if plan.due is not Due.WRITTEN or plan.projet:
                yield _not_entered(session, plan)


def _not_entered(session: HeldSession, plan: ActPlan) -> Diagnostic:
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


def check_sequence(sessions: Sequence[HeldSession]) -> Iterator[Diagnostic]:
    """Numbers of the year that no session here bears: of acts made before, or of a session without a file."""
    attendu: int | None = 1
    for seance in (each.seance for each in sessions if each.held):
        premier = seance.premier_numero
        if premier is None or not emploie_le_rang(seance.collectivite.numerotation):
            continue
        if attendu is not None and premier > attendu:
            yield REG_MANQUE.tell(
                "Séance du {jour} : elle commence au numéro {premier} de l'année ; {deliberations} "
                "{numeros} {ne_sont} pas au registre, aucune séance d'ici ne {les} porte.",
                seance.lieux.get("premier_numero"),
                hint="Joignez-y leurs originaux signés, ou écrivez la séance qui les a prises.",
                jour=date_longue(seance.date, jour=False),
                premier=premier,
                deliberations="les délibérations" if premier > attendu + 1 else "la délibération",
                numeros=etendue(range(attendu, premier)),
                ne_sont="ne sont" if premier > attendu + 1 else "n’est",
                les="les" if premier > attendu + 1 else "la",
            )
        # what the file leaves out has numbers that nobody knows
        attendu = None if seance.points_non_saisis else premier + len(points_numerotes(seance.points))


def check_items(sessions: Sequence[HeldSession]) -> Iterator[Diagnostic]:
    """Items whose deliberation the files don't give: left out, or voted without an act of their own."""
    for session in sessions:
        if not session.held:
            continue
        seance = session.seance
        jour = date_longue(seance.date, jour=False)
        if numeros := seance.points_non_saisis:
            yield REG_MANQUE.tell(
                "Séance du {jour} : {points} {numeros} ne {sont} pas au registre, ce fichier ne {les} "
                "reprend pas.",
                seance.lieux.get("points_non_saisis"),
                hint="Écrivez ces points, ou joignez au registre leurs délibérations signées.",
                jour=jour,
                points="les points" if len(numeros) > 1 else "le point",
                numeros=etendue(numeros),
                sont="sont" if len(numeros) > 1 else "est",
                les="les" if len(numeros) > 1 else "le",
            )
        votes = [p.point for p in session.figures.points if p.decide and p.point.acte is None]
        sans_acte = [point for point in votes if not sans_extrait(point)]
        if sans_acte:
            yield REG_MANQUE.tell(
                "Séance du {jour} : {points} {numeros}, sans rubrique « acte », {votes} sans "
                "délibération au registre.",
                *(point.lieu for point in sans_acte),
                hint="Si le vote a donné une délibération, nommez sa nature à la rubrique « acte ».",
                severity=Severity.INFO,
                jour=jour,
                points="les points" if len(sans_acte) > 1 else "le point",
                numeros=etendue(tuple(point.numero for point in sans_acte)),
                votes="ont été votés" if len(sans_acte) > 1 else "a été voté",
            )


def check_subjects(sessions: Sequence[HeldSession]) -> Iterator[Diagnostic]:
    """The table by subject needs the matter of each deliberation."""
    inscrites = [each for session in sessions for each in inscriptions(session)]
    sans = [each for each in inscrites if not each.sujet]
    if sans:
        yield REG_SUJET.tell(
            "{combien} sur {total} sans matière : la table par objet ne peut pas {les} classer.",
            *(each.point.point.lieu for each in sans),
            hint='Ajoutez au point la rubrique « matiere », par exemple « matiere: "3.1" » pour une '
            "acquisition.",
            combien=compte(len(sans), "délibération"),
            total=len(inscrites),
            les="les" if len(sans) > 1 else "la",
        )


def check_without(sessions: Sequence[HeldSession]) -> Iterator[Diagnostic]:
    """A session that gives no deliberation is told, not silently left out."""
    for session in sessions:
        raison = _why_without(session)
        if raison:
            yield REG_HORS.tell(
                "La séance du {jour} n'est pas au registre : {raison}.",
                session.seance.lieux.get("date") or Location(session.seance.fichier),
                jour=date_longue(session.seance.date, jour=False),
                raison=raison,
            )


def _why_without(session: HeldSession) -> str:
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


_LOOK = ("impression.css", "page.css", *REGISTER_SHEETS)
_STATE = "registre"


class Register(Struct, frozen=True):
    """What a run found and wrote. `fault` is a format that this machine can't make."""

    report: Report
    options: RegisterOptions
    collectivite: Collectivite | None = None
    sessions: tuple[HeldSession, ...] = ()
    parts: tuple[SessionPart, ...] = ()
    printed: Printed | None = None
    folder: Path | None = None
    written: tuple[Written, ...] = ()
    fault: EnvironmentFault | None = None


class _Read(Struct, frozen=True):
    """A year that was read: what was found, what the book is made with; no book without a collectivity."""

    told: Register
    sources: Sources
    look: Look
    book: Book | None = None


def read_register(path: Path, options: RegisterOptions, cache: Cache | None = None) -> Register:
    """What a register would hold and lack, without drawing or writing anything."""
    return _read(path, options, cache or Cache()).told


def _read(path: Path, options: RegisterOptions, cache: Cache) -> _Read:
    sources = Sources.of(path, options.templates)
    droit = law_of(sources, options.aujourd_hui)
    collectivite, found = load_collectivite(path.absolute(), sources)
    found = (*droit, *found)
    if collectivite is None:
        return _Read(Register(Report(found), options), sources, Look())
    finder = SessionFinder(collectivite, path.name, sources, cache, options)
    sessions = finder.sessions()
    look, of_style = look_of(collectivite.charte)
    findings = (*of_style, *(f for f in finder.findings if f not in of_style), *check_year(sessions))
    told = Register(Report(findings), options, collectivite, sessions)
    return _Read(told, sources, look, _book(collectivite, options, sources, cache, look))


def make_register(path: Path, options: RegisterOptions, cache: Cache | None = None) -> Register:
    """Write the register of the collectivity of a file for a year, unless something keeps it from being true.

    A register with a gap or a double that is an error isn't written at all: its sheets, once printed,
    numbered and bound, could not be put right.
    Raises EnvironmentFault when the folder can't be written.
    """
    read = _read(path, options, cache or Cache())
    told, book, sources, collectivite = read.told, read.book, read.sources, read.told.collectivite
    entered = [session for session in told.sessions if session.plans and session.held]
    if book is None or collectivite is None or told.report.errors or not entered:
        return told
    findings = told.report.findings
    told = replace(told, parts=tuple(book.session(session) for session in entered))
    seen = frozenset(each.path for each in sources.read_by_user() if "templates/" not in each.path)

    def so_far() -> Report:
        """What was found in the sessions, and so far in the texts of the register."""
        return Report((*findings, *book.texts.findings, *check_characters(sources, seen)))

    page = book.page(told.parts)  # made whatever the formats: a text that fails does so here
    book.back(page)
    if so_far().errors:
        return replace(told, report=so_far())
    printed, fault = None, None
    if "pdf" in options.formats:
        try:
            printed = print_book(book, told.parts)
        except EnvironmentFault as missing:
            fault = missing
    report = so_far()
    if printed is not None:
        report += Report(check_sheets(printed.sheets, options.sheets))
    told = replace(told, report=report, printed=printed)
    if report.errors:
        return told
    name = register_name(options.year, options.organe.value)
    contents = {"pdf": printed.content} if printed is not None else {}
    if "html" in options.formats:
        contents["html"] = render_html(page, replace(read.look, letterhead=b""))
    told = replace(told, fault=fault)
    if not contents:
        return told
    own = register_folder(collectivite.code, collectivite.nom, options.year, options.organe.value)
    folder = (options.out or DEFAULT_OUT) / own
    files = [OutputFile(f"{name}.{form}", content, name) for form, content in contents.items()]
    for sheet in _LOOK:
        sources.read(shipped("templates", "socle", sheet))
    journal = JournalDraft(
        session=f"collectivites/{path.name}",
        state=_STATE,
        versions=library_versions(),
        sources=tuple(sorted({*sources.log, *fingerprints()})),
        templates=(*sources.templates_read(), *charter_files([collectivite.charte], sources)),
        findings=report.findings,
    )
    return replace(told, folder=folder, written=write_outputs(folder, files, journal))


def _book(
    collectivite: Collectivite, options: RegisterOptions, sources: Sources, cache: Cache, look: Look
) -> Book:
    catalogue = cache.catalogue_of(cache.catalogue(sources, options.templates), collectivite.code)
    kind = catalogue.get(KIND)
    if kind is None:
        raise EnvironmentFault(
            "L’installation d’actgen est incomplète\u00a0: le modèle du registre est introuvable. "
            "Réinstallez-le (python -m pip install --force-reinstall actgen)."
        )
    return Book(collectivite, options, kind, Texts(catalogue, cache), look)
