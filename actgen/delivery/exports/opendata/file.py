"""The CSV file of open data: its rows gathered and looked at, its name, its bytes.

The forms of its fields are those of the description of the schema 2.1.3, which 2.1.5 repeats.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from actgen.acts.tree.occultation import Mask
from actgen.base.diagnostics import Diagnostic, Location, Report
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, say
from actgen.council.figures.seance import FiguresPoint
from actgen.council.kinds.manifest import Famille, Kind, blocking
from actgen.law.files import fingerprints
from actgen.law.nomenclature import matiere as matiere_connue
from actgen.law.workspace import law_of
from actgen.reading.sources import Sources
from actgen.session.cache import Cache
from actgen.session.compose import Composer
from actgen.session.files import folder_of
from actgen.session.publication import Publication
from actgen.session.result import DEFAULT_OUT, Options
from actgen.session.texts import Texts
from actgen.session.writing.fingerprint import library_versions
from actgen.session.writing.journal import JournalDraft
from actgen.session.writing.names import slug
from actgen.session.writing.plan import OutputFile, Written
from actgen.session.writing.write import write_outputs

from ..codes import EXPORT_ACTE, OUVERT_DOUBLE, OUVERT_LIGNE, OUVERT_SIRET, OUVERT_VOTE
from ..fields import without_matiere
from .rows import COLONNES, VOTES, JudgedSession, Ligne, OpenDataRow, OpenDataScope, row_of

OBLIGATOIRES = COLONNES[:7]
_FORMES = {
    "COLL_SIRET": r"\d{14}",
    "DELIB_MATIERE_CODE": r"\d\.\d{1,2}",
    "BUDGET_ANNEE": r"\d{4}(/\d{4})?",
    "PREF_ID": r"PREF[0-9AB]{3}|SPREF[0-9AB]{3}[0-9]|SGAR[0-9AB]{3}",
    **dict.fromkeys(VOTES, r"\d+"),
    "DELIB_URL": r"https?://[^\s/?#\"<>{}|\\^`]+(?:[/?#][^\s\"<>{}|\\^`]*)?",
}


def check_rows(ligne: Ligne) -> Iterator[str]:
    """Each fault of form of a row, in French, without the row's name.

    What the schema's other checks ask (sums of votes, order of days) follows from figures that hold.
    """
    for colonne in OBLIGATOIRES:
        if not ligne[colonne]:
            yield phrase("{colonne} est vide", colonne=colonne)
    for colonne, forme in _FORMES.items():
        if ligne[colonne] and not re.fullmatch(forme, ligne[colonne], re.ASCII):
            yield phrase("{colonne} n'a pas la forme attendue", colonne=colonne)
    if ligne["PREF_DATE"] and ligne["PREF_DATE"] < ligne["DELIB_DATE"]:
        yield phrase("PREF_DATE précède DELIB_DATE")


DOSSIER = "opendata"


class OpenData(Struct, frozen=True):
    """What became of an export; `dossier_demande`: the kind of file that was given, with the `year`."""

    report: Report
    rangees: tuple[OpenDataRow, ...] = ()
    dossier_demande: str = ""
    year: int | None = None
    dossier: Path | None = None
    written: tuple[Written, ...] = ()


def export_rows(path: Path, year: int | None, options: Options, cache: Cache | None = None) -> OpenData:
    """Write the file of a session, of a collectivity's year or of a group, or say what keeps it back.

    Raises EnvironmentFault when a folder can't be read or written.
    """
    sources = Sources.of(path, options.templates)
    scope = OpenDataScope(path.absolute(), year, options, sources, cache or Cache())
    scope.findings.extend(law_of(sources, options.aujourd_hui))
    seances = scope.seances()
    lignes = _Rows(scope, scope.findings)
    rangees = tuple(lignes.de(seances))
    report = Report(tuple(scope.findings))
    if report.errors or not rangees:
        return OpenData(report, rangees, scope.dossier, year)
    dossier, nom, cle = _place(scope, seances, rangees)
    fichier = OutputFile(f"{nom}.csv", csv_of(each.valeurs for each in rangees), cle)
    written = write_outputs(dossier, [fichier], _journal(scope, report.findings))
    return OpenData(report, rangees, scope.dossier, year, dossier, written)


def csv_of(lignes: Iterable[Ligne]) -> bytes:
    """The rows as the guide of the schema asks for them: UTF-8, commas, a header, no mark of order."""
    texte = io.StringIO(newline="")
    writer = csv.DictWriter(texte, COLONNES, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lignes)
    return texte.getvalue().encode("utf-8")


class _Rows(Struct):
    """Makes the rows; what is found wrong gathers in `findings`."""

    scope: OpenDataScope
    findings: list[Diagnostic]
    numeros: dict[tuple[str, str], OpenDataRow] = field(default_factory=dict)
    sans_siret: set[str] = field(default_factory=set)

    def de(self, seances: Sequence[JudgedSession]) -> Iterator[OpenDataRow]:
        """The rows of these sessions, in order."""
        for judged in seances:
            masques = self._masks(judged)
            for point, kind in judged.actes():
                if self.scope.is_asked(point) and self._is_complete(judged, point):
                    ligne = row_of(judged.figures, point, kind, masques)
                    self._look_into(judged, ligne)
                    yield ligne

    def _masks(self, judged: JudgedSession) -> Sequence[Mask]:
        """What is hidden in published acts is hidden here, behind the same words."""
        if not judged.figures.seance.tout_ce_qui_est_prive:
            return ()
        texts = Texts(judged.catalogue, self.scope.cache)
        publication = Publication(Composer(judged.figures, judged.catalogue, texts))
        kind: Kind | None = next((kind for _, kind in judged.actes()), None)
        return publication.masks(kind) if kind is not None else ()

    def _is_complete(self, judged: JudgedSession, point: FiguresPoint) -> bool:
        """Whether the item was decided, in figures that hold."""
        n = point.point.numero
        refus = blocking(Famille.DELIBERATION, n, judged.constats)
        if point.delibere and not refus:
            return True
        pourquoi = (
            phrase(
                "elle est refusée ({codes})", codes=enumeration(dict.fromkeys(each.code for each in refus))
            )
            if refus
            else phrase("le vote n'est pas écrit")
        )
        fichier = judged.figures.seance.fichier
        self.findings.append(
            EXPORT_ACTE.finding(
                phrase(
                    "La délibération du point {n} ne peut pas être exportée : {pourquoi}.",
                    n=n,
                    pourquoi=pourquoi,
                ),
                point.point.lieu or Location(fichier),
                hint=say("Voyez le détail : actgen check {fichier}", fichier=fichier),
                point=n,
            )
        )
        return False

    def _look_into(self, judged: JudgedSession, ligne: OpenDataRow) -> None:
        """The checks of the row; what the file of the collectivity lacks is told once."""
        valeurs, n = ligne.valeurs, ligne.point.point.numero
        collectivite = judged.figures.seance.collectivite
        self._tell_double(ligne)
        if matiere_connue(valeurs["DELIB_MATIERE_CODE"]) is None:
            self.findings.append(without_matiere(ligne.point))
            return
        if not collectivite.siret:
            if collectivite.code not in self.sans_siret:
                self.sans_siret.add(collectivite.code)
                self.findings.append(_without_siret(collectivite.nom, collectivite.lieu))
            return
        for faute in check_rows(valeurs):
            message = phrase("Point {n} : {faute}.", n=n, faute=faute)
            self.findings.append(OUVERT_LIGNE.finding(message, ligne.point.point.lieu, point=n))
        if ligne.vote_tu:
            message = phrase("Point {n} : vote laissé vide, {pourquoi}.", n=n, pourquoi=ligne.vote_tu)
            self.findings.append(OUVERT_VOTE.finding(message, ligne.point.point.lieu, point=n))

    def _tell_double(self, ligne: OpenDataRow) -> None:
        numero = ligne.valeurs["DELIB_ID"]
        premiere = self.numeros.setdefault((ligne.code, numero), ligne)
        if premiere is not ligne:
            self.findings.append(
                OUVERT_DOUBLE.tell(
                    "Le numéro {numero} est porté par deux délibérations.",
                    premiere.point.point.lieu,
                    ligne.point.point.lieu,
                    hint="Corrigez la rubrique « numero » de la collectivité.",
                    numero=numero,
                )
            )


def _without_siret(nom: str, lieu: Location | None) -> Diagnostic:
    return OUVERT_SIRET.tell(
        "{nom} : le numéro SIRET n'est pas connu.",
        lieu,
        hint="Écrivez « siret » dans le fichier de la collectivité : les quatorze chiffres de son siège, par "
        "exemple sur une facture.",
        nom=nom,
    )


def _place(
    scope: OpenDataScope, seances: Sequence[JudgedSession], rangees: Sequence[OpenDataRow]
) -> tuple[Path, str, str]:
    """The folder, the name of the file (« 20221215_216800722_deliberations ») and the key of the export."""
    out = scope.options.out or DEFAULT_OUT
    jour = f"{max(each.jour for each in rangees):%Y%m%d}"
    annee = f"-{scope.year}" if scope.year is not None else ""
    if scope.groupement is not None:
        nom = slug(scope.groupement.nom)
        siren = scope.groupement.coordonnateur.collectivite.siren
        base = f"{jour}_{siren}_deliberations-{nom}" if siren else f"{jour}_deliberations-{nom}"
        return out / DOSSIER / f"{nom}{annee}", base, f"opendata-{nom}"
    seance = seances[0].figures.seance
    base = f"{jour}_{seance.collectivite.siren or seance.collectivite.siret[:9]}_deliberations"
    dossier = folder_of(seance, out)
    if scope.collectivite is not None:
        return dossier.parent / f"{DOSSIER}{annee}", base, DOSSIER
    return dossier / DOSSIER, base, DOSSIER


def _journal(scope: OpenDataScope, findings: tuple[Diagnostic, ...]) -> JournalDraft:
    return JournalDraft(
        session=f"{scope.dossier}/{scope.path.name}",
        state=DOSSIER,
        versions=library_versions(),
        sources=tuple(sorted({*scope.sources.log, *fingerprints()})),
        findings=findings,
    )
