"""One zip of all that proves a session's acts: files, journal, texts, sources, a manifest of their hashes.

Equal files give equal bytes: nothing in it tells the day or the machine, and nothing is compressed, since
compression libraries differ. What the journal doesn't name (a signed scan) is kept too, and said to be so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Report
from actgen.base.text.dates import date_longue
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.reading.signed_pdf import signed_since
from actgen.reading.sources import SHIPPED_LABEL, SourceFault, french_size
from actgen.session.cache import Cache
from actgen.session.result import Options
from actgen.session.writing.journal import ARCHIVE, JOURNAL, stored_zip
from actgen.session.writing.plan import OutputFile, Written
from actgen.session.writing.write import write_outputs

from .codes import ARCHIVE_AJOUT, ARCHIVE_SOURCE, EXPORT_ABSENT, EXPORT_PIECE, EXPORT_TAILLE
from .seance import ExportedSession, nothing_written, open_session
from .signed_copy import read_bounded
from .transmission import DOSSIER as TRANSMISSION


class ArchivedState(StrEnum):
    """What is known of an archived file; the values are written in the manifest."""

    CONFORME = "conforme au journal"
    SIGNE = "écrit par actgen, puis complété par une signature électronique"
    MODIFIE = "modifié depuis qu’actgen l’a écrit"
    INCONNU = "inconnu du journal"
    SOURCE = "source lue, conforme au journal"
    REGISTRE = "tenu par actgen"
    EN_TROP = "d’un acte que la séance ne donne plus"


class ArchivedFile(Struct, frozen=True):
    """A file of the archive: its name there, its bytes, the act it is a form of."""

    nom: str
    contenu: bytes
    etat: ArchivedState
    acte: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.contenu).hexdigest()


DOSSIER = "archive"
MANIFESTE, EMPREINTES, NOTICE = "manifeste.json", "manifeste.sha256", "lisez-moi.txt"
LIMITE = 500 * 1024 * 1024
FORMAT = 1


class Archive(Struct, frozen=True):
    """What became of an export."""

    report: Report
    fichiers: tuple[ArchivedFile, ...] = ()
    dossier: Path | None = None
    written: tuple[Written, ...] = ()


def archive_session(path: Path, options: Options, cache: Cache | None = None) -> Archive:
    """Write the archive of a session, or say what keeps it from proving anything.

    Raises EnvironmentFault when a folder can't be read or written.
    """
    exported, refus = open_session(path, options, cache or Cache(), tenue=False)
    if exported is None:
        return Archive(Report(refus))
    collector = _Collector(exported)
    fichiers = tuple(sorted(collector.gather(), key=lambda each: each.nom))
    report = Report(tuple(collector.findings))
    if report.errors or not fichiers:
        dits = (each for each in report.findings if each.code != ARCHIVE_AJOUT.name)
        return Archive(Report(tuple(dits)), fichiers)  # nothing enters an archive that isn't written
    dossier = exported.files.folder
    nom = f"{dossier.parent.name}-{dossier.name}"
    sortie = OutputFile(f"{nom}.zip", zip_of(exported, nom, fichiers), DOSSIER)
    written = write_outputs(dossier / DOSSIER, [sortie], exported.journal(report.findings))
    return Archive(report, fichiers, dossier / DOSSIER, written)


def zip_of(exported: ExportedSession, nom: str, fichiers: Sequence[ArchivedFile]) -> bytes:
    """The zip: one folder of that name, the files, the manifest in two forms, a page that explains."""
    empreintes = "".join(f"{each.sha256}  {each.nom}\n" for each in fichiers)
    contenu = {f"{nom}/{each.nom}": each.contenu for each in fichiers}
    contenu[f"{nom}/{MANIFESTE}"] = _manifest(exported, fichiers)
    contenu[f"{nom}/{EMPREINTES}"] = empreintes.encode("utf-8")
    contenu[f"{nom}/{NOTICE}"] = _notice(exported).encode("utf-8-sig")
    return stored_zip(contenu)


class _Collector(Struct):
    """Gathers the files; what keeps the archive from being true gathers in `findings`."""

    exported: ExportedSession
    findings: list[Diagnostic] = field(default_factory=list)
    taille: int = 0

    def gather(self) -> Iterator[ArchivedFile]:
        """The session's folder, its folder to transmit, the sources that the journal names."""
        dossier = self.exported.files.folder
        if rien := nothing_written(self.exported):
            self.findings.append(rien)
            return
        self.findings.extend((*self.exported.retouches, *self.exported.surplus_told))
        yield from self._acts(dossier)
        yield from self._of_folder(dossier / TRANSMISSION, "transmission")
        yield from self._sources()
        if self.taille > LIMITE:
            self.findings.append(
                EXPORT_TAILLE.tell(
                    "L'archive passerait les {limite} prévus.",
                    hint="Sortez du dossier de la séance ce qui n'en est pas.",
                    limite=french_size(LIMITE),
                )
            )

    def _acts(self, dossier: Path) -> Iterator[ArchivedFile]:
        journal = self.exported.files.journal
        absents = [nom for nom in journal.files if not (dossier / nom).is_file()]
        if absents:
            self.findings.append(
                EXPORT_ABSENT.tell(
                    "Absent du dossier alors que le journal le nomme : {noms}.",
                    *(Location(nom) for nom in absents),
                    hint="Relancez actgen render, ou reprenez ces fichiers dans vos sauvegardes.",
                    noms=_few(absents),
                )
            )
        surplus = {nom for each in self.exported.surplus if each.acte for nom in each.noms}
        autres = []
        for archived in self._of_folder(dossier, "actes"):
            nom = archived.nom.removeprefix("actes/")
            if nom in (JOURNAL, ARCHIVE):
                yield archived
                continue
            ecrit = journal.files.get(nom)
            etat = ArchivedState.INCONNU
            if ecrit is not None:
                sha256 = ecrit.fingerprint.sha256
                signed = isinstance(signed_since(archived.contenu, sha256), tuple)
                etat = ArchivedState.SIGNE if signed else ArchivedState.MODIFIE
                etat = ArchivedState.CONFORME if archived.sha256 == sha256 else etat
                etat = ArchivedState.EN_TROP if nom in surplus else etat
            if etat is not ArchivedState.CONFORME:
                autres.append(phrase("{nom} ({etat})", nom=nom, etat=etat.value))
            yield ArchivedFile(archived.nom, archived.contenu, etat, ecrit.act if ecrit is not None else "")
        if autres:
            told = phrase("Archivé dans cet état : {noms}.", noms=_few(autres))
            self.findings.append(ARCHIVE_AJOUT.finding(told))

    def _of_folder(self, dossier: Path, role: str) -> Iterator[ArchivedFile]:
        """The plain files of a folder; hidden ones are the program's own tools, and left out."""
        try:
            noms = sorted(entry.name for entry in dossier.iterdir() if not entry.is_dir())
        except OSError:
            return
        for nom in noms:
            if nom.startswith("."):
                continue
            if self.taille > LIMITE:
                return  # refused for its size: the rest need not be held in memory
            # a line feed would forge a line of the list of hashes; some names are in no alphabet
            nommable = nom.isprintable() and "\\" not in nom
            contenu = read_bounded(dossier / nom) if nommable else "un nom de fichier a des signes illisibles"
            if isinstance(contenu, str):
                lisible = nom.encode("ascii", "backslashreplace").decode("ascii").replace("\n", "\\n")
                self.findings.append(
                    EXPORT_PIECE.tell(
                        "{faute}.",
                        Location(nom if nommable else lisible),
                        hint="Sortez-le du dossier, ou remplacez-le par un vrai fichier.",
                        faute=contenu,
                    )
                )
                continue
            self.taille += len(contenu)
            yield ArchivedFile(f"{role}/{nom}", contenu, ArchivedState.REGISTRE)

    def _sources(self) -> Iterator[ArchivedFile]:
        """The files that the acts were made from, as they were: another state of them would prove nothing."""
        changes = []
        for nom, sha256 in sorted(self.exported.files.journal.sources.items()):
            if nom.startswith(f"{SHIPPED_LABEL}/") or nom.startswith("modeles-"):
                continue  # what ships is named by its hash; a copy of each template is in modeles.zip
            if self.taille > LIMITE:
                return
            source = self.exported.sources.read(nom, limit=LIMITE)
            if isinstance(source, SourceFault) or source.sha256 != sha256:
                changes.append(nom)
                continue
            self.taille += len(source.content)
            yield ArchivedFile(f"sources/{nom}", source.content, ArchivedState.SOURCE)
        if changes:
            self.findings.append(
                ARCHIVE_SOURCE.tell(
                    "Changé ou absent depuis que les actes ont été écrits : {noms}.",
                    *(Location(nom) for nom in changes),
                    hint="Relancez actgen render, puis archivez.",
                    noms=_few(changes),
                )
            )


def _few(noms: Sequence[str]) -> str:
    """A few of these names, and how many others."""
    autres = len(noms) - 4
    dits = [*noms[:4], *([f"{autres} autre{'s' if autres > 1 else ''}"] if autres > 0 else [])]
    return enumeration(dits)


def _manifest(exported: ExportedSession, fichiers: Sequence[ArchivedFile]) -> bytes:
    seance = exported.seance
    contenu = {
        "format": FORMAT,
        "collectivite": {"code": seance.collectivite.code, "nom": seance.collectivite.nom},
        "seance": {
            "fichier": seance.fichier,
            "date": seance.date.isoformat(),
            "organe": seance.organe.value,
            "etat": exported.figures.etat.value,
        },
        "fichiers": [
            {
                "nom": each.nom,
                "octets": len(each.contenu),
                "sha256": each.sha256,
                "etat": each.etat.value,
                **({"acte": each.acte} if each.acte else {}),
            }
            for each in fichiers
        ],
    }
    return (json.dumps(contenu, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _notice(exported: ExportedSession) -> str:
    seance = exported.seance
    lines = [
        phrase(
            "{nom} : archive de la séance du {jour}",
            nom=seance.collectivite.nom,
            jour=date_longue(seance.date, jour=False),
        ),
        "",
        phrase("actes : les fichiers de la séance, le journal de leur fabrication et les modèles employés"),
        phrase("sources : les fichiers d'où viennent les actes"),
        phrase("transmission : ce qui a été préparé pour la préfecture, si cela l'a été"),
        phrase("{nom} : chaque fichier, sa taille, son empreinte SHA-256, ce qu'on en sait", nom=MANIFESTE),
        phrase("{nom} : les mêmes empreintes, pour la commande sha256sum -c", nom=EMPREINTES),
        "",
        phrase(
            "Une empreinte égale montre qu'un fichier n'a pas changé depuis l'archivage ; seule une "
            "signature prouve qui l'a écrit. Les sources peuvent contenir des données privées : cette "
            "archive n'est pas à publier."
        ),
    ]
    return "\r\n".join([*lines, ""])
