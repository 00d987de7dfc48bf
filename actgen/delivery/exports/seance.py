"""A session about to be exported: examined as by `check`, with the files that `render` wrote of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.records import replace
from actgen.base.text.dates import date_longue
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import phrase, say
from actgen.council.facts.seance import EtatSeance, Seance
from actgen.council.figures.seance import FiguresSeance
from actgen.council.kinds.catalogue import Catalogue
from actgen.law.files import fingerprints
from actgen.reading.sources import Sources
from actgen.session.cache import Cache
from actgen.session.examination import by_hand, left_over, prepare
from actgen.session.files import folder_of
from actgen.session.result import DEFAULT_OUT, Options
from actgen.session.surplus import Surplus
from actgen.session.writing.fingerprint import library_versions
from actgen.session.writing.journal import Journal, JournalDraft, read_journal

from .codes import EXPORT_ABSENT, EXPORT_ACTE, EXPORT_PERIME, EXPORT_SEANCE
from .pieces import WrittenFiles


class ExportedSession(Struct, frozen=True):
    """What an export starts from. `plans`: every act of the session.

    `retouches`: what Word files that were corrected by hand say otherwise than its acts.
    `surplus`: files of acts that it gives no more.
    """

    figures: FiguresSeance
    catalogue: Catalogue
    plans: tuple[ActPlan, ...]
    sources: Sources
    files: WrittenFiles
    retouches: tuple[Diagnostic, ...] = ()
    surplus: tuple[Surplus, ...] = ()
    surplus_told: tuple[Diagnostic, ...] = ()

    @property
    def seance(self) -> Seance:
        return self.figures.seance

    def deliberations(self, points: frozenset[int] = frozenset()) -> Iterator[ActPlan]:
        """The deliberations, or those of these items, in the order of the session."""
        for plan in self.plans:
            asked = not points or plan.point in points
            if asked and plan.kind.famille.traits.est_votee and not plan.copie:
                yield plan

    def journal(self, findings: tuple[Diagnostic, ...]) -> JournalDraft:
        """What the journal of the exported folder keeps."""
        return JournalDraft(
            session=self.seance.fichier,
            state=self.figures.etat.value,
            versions=library_versions(),
            sources=tuple(sorted({*self.sources.log, *fingerprints()})),
            findings=findings,
        )


def open_session(
    path: Path, options: Options, cache: Cache, *, tenue: bool = True
) -> tuple[ExportedSession | None, tuple[Diagnostic, ...]]:
    """The session of a file, sound and (`tenue`) held; or what keeps it from being exported.

    Raises EnvironmentFault for a journal that can't be read.
    """
    context = prepare(path, options, cache, words=False)
    told = context.examination
    if told.crashes:
        raise told.crashes[0]
    if told.figures is None or told.report.stops_everything or told.seance is None:
        return None, told.report.errors
    if tenue and told.figures.etat is not EtatSeance.TENUE:
        return None, (_not_held(told.seance, told.figures.etat),)
    catalogue = cache.catalogue(context.sources, options.templates)
    catalogue = cache.catalogue_of(catalogue, told.seance.collectivite.code)
    folder = folder_of(told.seance, options.out or DEFAULT_OUT)
    journal = read_journal(folder)
    changes = tuple(_changes(journal, context.sources))
    files = WrittenFiles(folder, journal, told.seance.date, changes)
    found = by_hand(context, options)
    left = left_over(context, replace(options, out=options.out or DEFAULT_OUT))
    return ExportedSession(told.figures, catalogue, told.plans, context.sources, files, found, *left), ()


def _changes(journal: Journal, sources: Sources) -> Iterator[str]:
    """The files read today that the journal doesn't know as they are; receipts prove what came since."""
    for source in sources.read_by_user():
        if journal.sources.get(source.path) != source.sha256 and not source.path.endswith(".xml"):
            yield source.path


def nothing_written(exported: ExportedSession, suffixe: str = "") -> Diagnostic | None:
    """That `render` has written none of its acts, said once; None when it has."""
    if any(nom.endswith(suffixe) for nom in exported.files.journal.files):
        return None
    return EXPORT_ABSENT.tell(
        "Aucun acte de cette séance n'a été écrit{en}.",
        Location(exported.seance.fichier),
        hint="Écrivez d'abord les actes : actgen render, avec le même dossier (--out).",
        en=" en PDF" if suffixe else "",
    )


def _not_held(seance: Seance, etat: EtatSeance) -> Diagnostic:
    pourquoi = (
        "faute de quorum, rien n’y a été voté"
        if etat is EtatSeance.SANS_QUORUM
        else "elle ne s’est pas encore tenue"
    )
    return EXPORT_SEANCE.tell(
        "La séance du {jour} n'a rien à exporter : {pourquoi}.",
        seance.lieux.get("date") or Location(seance.fichier),
        jour=date_longue(seance.date, jour=False),
        pourquoi=pourquoi,
    )


def not_complete(seance: Seance, plan: ActPlan) -> Diagnostic | None:
    """Why a deliberation is not there to be exported; None when it is."""
    if plan.due is Due.WRITTEN:
        return None
    if plan.due is Due.NOT_YET:
        pourquoi = enumeration(plan.raisons)
    else:
        codes = dict.fromkeys(each.code for each in plan.refus if each.severity is Severity.ERROR)
        pourquoi = f"elle est refusée ({enumeration(codes)})"
    return EXPORT_ACTE.finding(
        phrase(
            "La délibération du point {n} ne peut pas être exportée : {pourquoi}.",
            n=plan.point,
            pourquoi=pourquoi,
        ),
        seance.point(plan.point).lieu if plan.point is not None else None,
        hint=say("Voyez le détail : actgen check {fichier}", fichier=seance.fichier),
        point=plan.point,
    )


def without_deliberation(exported: ExportedSession, points: Collection[int]) -> Iterator[Diagnostic]:
    """The items asked for that this session hasn't, or that give no deliberation."""
    seance = exported.seance
    connus = {point.numero: point for point in seance.points}
    exportes = {plan.point for plan in exported.deliberations()}
    for n in sorted(set(points) - exportes):
        point = connus.get(n)
        message = (
            phrase("La séance n'a pas de point {n} : elle a {liste}.", n=n, liste=_points(sorted(connus)))
            if point is None
            else phrase("Le point {n} ne donne pas de délibération.", n=n)
        )
        yield EXPORT_ACTE.finding(
            message,
            point.lieu if point is not None else Location(seance.fichier),
            hint=phrase("Corrigez les numéros donnés à --only."),
            point=n,
        )


def _points(numeros: Sequence[int]) -> str:
    if len(numeros) == 1:
        return phrase("le point {n}", n=numeros[0])
    return phrase("les points {liste}", liste=etendue(numeros)) if numeros else "aucun point"


def outdated(exported: ExportedSession) -> Iterator[Diagnostic]:
    """Acts written before something changed may say what is no longer so; `render` tells."""
    if changes := exported.files.changes:
        yield EXPORT_PERIME.tell(
            "{quoi} : modifié depuis que les actes ont été écrits.",
            *(Location(nom) for nom in changes),
            hint="Relancez actgen render : il dit si un acte change, et réécrit ce qui doit l'être.",
            quoi=enumeration(changes),
        )
