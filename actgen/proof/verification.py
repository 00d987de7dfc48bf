"""`verifier`: a folder, or one file of it, held against its journal.

It tells what changed since actgen wrote; who wrote it, only a signature proves. A journal rewritten with the
hashes of other files can't be told from a true one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from stat import S_ISREG

from actgen.errors import EnvironmentFault
from actgen.proof.anterieurs import marquer
from actgen.proof.etrangers import comparer_etrangers
from actgen.proof.fichiers import comparer, debuts
from actgen.proof.modeles import comparer_modeles
from actgen.proof.origines import comparer_sources, espace_de
from actgen.proof.pieces import Etat, Genre, Piece, Verification
from actgen.proof.seul import verifier_seul
from actgen.reading.apart import together
from actgen.text.messages import phrase
from actgen.writing import JOURNAL, Journal, read_journal
from actgen.writing.journal import UnreadableJournal
from actgen.writing.replace import file_state

_INCONNU = phrase("n'est pas un fichier qu'actgen a écrit dans ce dossier, ou il a été renommé et modifié")
_SEUL = phrase(
    "ne nomme pas ce fichier, et n'en répond pas : ce n'est pas un fichier qu'actgen a écrit dans ce "
    "dossier, ou il a été renommé et modifié. Il n'a été comparé qu'aux données qu'il porte lui-même"
)
_COPIE = "identique à « {nom} » du journal"
_ILLISIBLE = phrase(
    "illisible : il a été modifié, tronqué, ou écrit par une autre version d'actgen. Rétablissez-le "
    "depuis une "
    "sauvegarde"
)


def verifier_dossier(
    folder: Path, workspace: Path | None = None, journal_folder: Path | None = None
) -> Verification:
    """Every file, kept template and source that the journal of a folder, or of another one, names.

    Raises EnvironmentFault where the machine can't read.
    """
    journal = _journal(journal_folder or folder)
    if isinstance(journal, Piece):
        return Verification(folder.as_posix(), (journal,))
    space, of = workspace or espace_de(folder, journal), journal_folder or folder
    noms = _noms(journal)
    try:
        with together():
            pieces = [
                piece
                for nom, entry in sorted(journal.files.items())
                for piece in marquer(comparer(folder / nom, nom, entry, noms), entry, journal, space, of)
            ]
            pieces += _strangers(folder, journal, space, of)
    except OSError as error:
        raise illisible(error, folder) from error
    pieces += comparer_modeles(folder, journal)
    pieces += comparer_sources(journal, space, named=workspace is not None)
    return Verification(folder.as_posix(), tuple(pieces))


def verifier_fichier(path: Path, folder: Path, workspace: Path | None = None) -> Verification:
    """One file against the journal of a folder: under its name, else under the hash of its bytes.

    A PDF that the journal doesn't know differs, as any other file; what it carries tells how much of it.

    Raises EnvironmentFault where the machine can't read.
    """
    journal = _journal(folder)
    if isinstance(journal, Piece):
        return Verification(path.as_posix(), (journal,))
    space = workspace or espace_de(folder, journal)
    try:
        if entry := journal.files.get(path.name):
            seen = marquer(comparer(path, path.name, entry, _noms(journal)), entry, journal, space, folder)
            return Verification(path.as_posix(), seen)
        known = _renamed(path, journal, space, folder)
        if known is None and path.suffix.lower() == ".pdf":
            alone = verifier_seul(path)
            note = Piece(JOURNAL, Genre.JOURNAL, Etat.DIFFERENT, _SEUL)
            return replace(alone, pieces=(note, *alone.pieces))
        unknown = Piece(path.name, Genre.FICHIER, Etat.DIFFERENT, _INCONNU)
        return Verification(path.as_posix(), known or (unknown,))
    except OSError as error:
        raise illisible(error, folder) from error


def _renamed(path: Path, journal: Journal, workspace: Path, of: Path) -> tuple[Piece, ...] | None:
    """What the journal says of a file under another name, be it signed since; None where it has no such one.

    An act that was put under another name and added to: « 1-acte-SIGNE.pdf ».
    """
    noms = _noms(journal)
    if nom := noms.get(file_state(path) or ""):
        same = Piece(path.name, Genre.FICHIER, Etat.CONFORME, phrase(_COPIE, nom=nom))
        return marquer((same,), journal.files[nom], journal, workspace, of)
    for sha256 in debuts(path):
        if nom := noms.get(sha256):
            found = journal.files[nom]
            return marquer(comparer(path, path.name, found, noms), found, journal, workspace, of)
    return None


def _noms(journal: Journal) -> dict[str, str]:
    """The files of a journal by their hash; the first of those that are alike."""
    return {entry.fingerprint.sha256: nom for nom, entry in sorted(journal.files.items(), reverse=True)}


def _journal(folder: Path) -> Journal | Piece:
    try:
        written = (folder / JOURNAL).stat()
        if not S_ISREG(written.st_mode):
            return Piece(JOURNAL, Genre.JOURNAL, Etat.DIFFERENT, _ILLISIBLE)
        return read_journal(folder)
    except UnreadableJournal:
        return Piece(JOURNAL, Genre.JOURNAL, Etat.DIFFERENT, _ILLISIBLE)
    except OSError as error:
        raise illisible(error, folder) from error


def illisible(error: OSError, folder: Path) -> EnvironmentFault:
    """What is said of a folder that the machine can't read."""
    name = Path(str(error.filename or folder)).name
    return EnvironmentFault(
        phrase(
            "« {name} » ne peut pas être lu dans « {folder} » (droit refusé, ou disque qui ne répond "
            "pas). Rien "
            "n'a été touché. Demandez le droit de le lire, puis recommencez.",
            name=name,
            folder=folder,
        )
    )


def _strangers(folder: Path, journal: Journal, workspace: Path, of: Path) -> Iterator[Piece]:
    """What lies in the folder besides: renamed copies of its files, then the others. Each is told."""
    unknown = []
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.name == JOURNAL or entry.name in journal.files:
            continue
        if entry.is_dir():
            continue
        if known := None if entry.is_symlink() else _renamed(entry, journal, workspace, of):
            yield from known
        else:
            unknown.append(entry)
    yield from comparer_etrangers(unknown)
