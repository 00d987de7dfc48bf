"""`verify`: a folder, all those below one, or one file, held against the journal.

It tells what changed since actgen wrote; who wrote it, only a signature proves. A journal rewritten with the
hashes of other files can't be told from a true one, but for the seal of a PDF whose bytes it doesn't follow.
Acts without their journal are never passed over. Of what lies beside the files of a journal, a signed scan
has its place there and nothing is concluded; a PDF that carries the data of an act is held against them, so
that no false copy lies unnoticed beside the true one.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from stat import S_ISREG

from actgen.errors import EnvironmentFault
from actgen.reading.apart import Defaut, apart, together
from actgen.records import replace
from actgen.text.messages import phrase
from actgen.verify.alone import LARGEST, opened_apart, verify_alone
from actgen.verify.files import compare, file_beginnings
from actgen.verify.origins import compare_sources, compare_templates, mark_earlier, workspace_for
from actgen.verify.result import Etat, Piece, PieceKind, Verification
from actgen.writing.journal import ARCHIVE, JOURNAL, Journal, UnreadableJournal, read_journal
from actgen.writing.names import is_paper
from actgen.writing.replace import file_state

_INCONNU = phrase("n'est pas un fichier qu'actgen a écrit dans ce dossier, ou il a été renommé et modifié")
_SEUL = phrase(
    "ne nomme pas ce fichier, et n'en répond pas : ce n'est pas un fichier qu'actgen a écrit dans ce "
    "dossier, ou il a été renommé et modifié. Il n'a été comparé qu'aux données qu'il porte lui-même"
)
_SANS_SEANCE = "ne nomme plus « {fichier} », d'où ces actes viennent : il a été changé"
_COPIE = "identique à « {nom} » du journal"
_ILLISIBLE = phrase(
    "illisible : il a été modifié, tronqué, ou écrit par une autre version d'actgen. Rétablissez-le "
    "depuis une "
    "sauvegarde"
)


def verify_folder(
    folder: Path, workspace: Path | None = None, journal_folder: Path | None = None
) -> Verification:
    """Every file, kept template and source that the journal of a folder, or of another one, names.

    Raises EnvironmentFault where the machine can't read.
    """
    journal = _journal(journal_folder or folder)
    if isinstance(journal, Piece):
        return Verification(folder.as_posix(), (journal,))
    space, of = workspace or workspace_for(folder, journal), journal_folder or folder
    noms = _noms(journal)
    try:
        with together():
            pieces = [
                piece
                for nom, entry in sorted(journal.files.items())
                for piece in mark_earlier(compare(folder / nom, nom, entry, noms), entry, journal, space, of)
            ]
            pieces += _strangers(folder, journal, space, of)
    except OSError as error:
        raise unreadable(error, folder) from error
    if journal.session and journal.templates and journal.session not in journal.sources:
        told = phrase(_SANS_SEANCE, fichier=journal.session)
        pieces.append(Piece(JOURNAL, PieceKind.JOURNAL, Etat.DIFFERENT, told))
    pieces += compare_templates(folder, journal)
    pieces += compare_sources(journal, space, named=workspace is not None)
    return Verification(folder.as_posix(), tuple(pieces))


def verify_file(path: Path, folder: Path, workspace: Path | None = None) -> Verification:
    """One file against the journal of a folder: under its name, else under the hash of its bytes.

    A PDF that the journal doesn't know differs, as any other file; what it carries tells how much of it.

    Raises EnvironmentFault where the machine can't read.
    """
    journal = _journal(folder)
    if isinstance(journal, Piece):
        return Verification(path.as_posix(), (journal,))
    space = workspace or workspace_for(folder, journal)
    try:
        if entry := journal.files.get(path.name):
            seen = mark_earlier(
                compare(path, path.name, entry, _noms(journal)), entry, journal, space, folder
            )
            return Verification(path.as_posix(), seen)
        known = _renamed(path, journal, space, folder)
        if known is None and path.suffix.lower() == ".pdf":
            alone = verify_alone(path)
            note = Piece(JOURNAL, PieceKind.JOURNAL, Etat.DIFFERENT, _SEUL)
            return replace(alone, pieces=(note, *alone.pieces))
        unknown = Piece(path.name, PieceKind.FICHIER, Etat.DIFFERENT, _INCONNU)
        return Verification(path.as_posix(), known or (unknown,))
    except OSError as error:
        raise unreadable(error, folder) from error


def _renamed(path: Path, journal: Journal, workspace: Path, of: Path) -> tuple[Piece, ...] | None:
    """What the journal says of a file under another name, be it signed since; None where it has no such one.

    An act that was put under another name and added to: « 1-acte-SIGNE.pdf ».
    """
    noms = _noms(journal)
    if nom := noms.get(file_state(path) or ""):
        same = Piece(path.name, PieceKind.FICHIER, Etat.CONFORME, phrase(_COPIE, nom=nom))
        return mark_earlier((same,), journal.files[nom], journal, workspace, of)
    for sha256 in file_beginnings(path):
        if nom := noms.get(sha256):
            found = journal.files[nom]
            return mark_earlier(compare(path, path.name, found, noms), found, journal, workspace, of)
    return None


def _noms(journal: Journal) -> dict[str, str]:
    """The files of a journal by their hash; the first of those that are alike."""
    return {entry.fingerprint.sha256: nom for nom, entry in sorted(journal.files.items(), reverse=True)}


def _journal(folder: Path) -> Journal | Piece:
    try:
        written = (folder / JOURNAL).stat()
        if not S_ISREG(written.st_mode):
            return Piece(JOURNAL, PieceKind.JOURNAL, Etat.DIFFERENT, _ILLISIBLE)
        return read_journal(folder)
    except UnreadableJournal:
        return Piece(JOURNAL, PieceKind.JOURNAL, Etat.DIFFERENT, _ILLISIBLE)
    except OSError as error:
        raise unreadable(error, folder) from error


def unreadable(error: OSError, folder: Path) -> EnvironmentFault:
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
    yield from compare_strangers(unknown)


# ---------------------------------------------------------------- folders below

_DEEPEST = 12  # output/commune/session/transmission is four: acts may lie in an archive of many years
_MOST_FOLDERS = 5_000
_MOST_LOOKED_INTO = 100  # PDF files of any name, looked into for the data of an act

_SANS_JOURNAL = phrase("journal absent : rien de ce dossier ne peut être comparé. Rétablissez-le d'une copie")
_BORNE = phrase(
    "la recherche s'arrête à 5 000 dossiers, 12 niveaux et 100 PDF d'un autre nom : tout n'a pas été vu. "
    "Vérifiez les autres dossiers un à un"
)


def verify_folders(folder: Path, workspace: Path | None = None) -> list[Verification]:
    """Each folder of acts, this one or one below, against its journal; none where there is no act at all.

    Links aren't followed. Raises EnvironmentFault where the machine can't read.
    """
    walk = _Walk(folder)
    with together():
        found = [verify_folder(place, workspace) if held else _sans_journal(place) for place, held in walk]
    if walk.borne:
        piece = Piece("dossiers", PieceKind.JOURNAL, Etat.NON_COMPARE, _BORNE)
        found.append(Verification(folder.as_posix(), (piece,)))
    return found


def _sans_journal(folder: Path) -> Verification:
    return Verification(folder.as_posix(), (Piece(JOURNAL, PieceKind.JOURNAL, Etat.ABSENT, _SANS_JOURNAL),))


class _Walk:
    """The folders that hold a journal (True), or acts of actgen and none (False); whether a bound was hit."""

    def __init__(self, folder: Path) -> None:
        self.borne = False
        self._folder = folder
        self._opened = 0

    def __iter__(self) -> Iterator[tuple[Path, bool]]:
        for seen, (name, below, files) in enumerate(os.walk(self._folder, onerror=self._unread)):
            if seen >= _MOST_FOLDERS:
                self.borne = True
                return
            place = Path(name)
            below[:] = sorted(each for each in below if not each.startswith("."))
            if below and len(place.relative_to(self._folder).parts) >= _DEEPEST:
                self.borne = True
                below.clear()
            if JOURNAL in files or self._ours(place, files):
                yield place, JOURNAL in files

    def _unread(self, error: OSError) -> None:
        raise unreadable(error, self._folder) from error

    def _ours(self, place: Path, files: Iterable[str]) -> bool:
        """Whether actgen wrote there: by the name of a file, else by what a PDF carries."""
        names = sorted(files)
        return any(name == ARCHIVE or is_paper(name) for name in names) or any(
            self._carries(place / name) for name in names if name.lower().endswith(".pdf")
        )

    def _carries(self, path: Path) -> bool:
        if self._opened >= _MOST_LOOKED_INTO:
            self.borne = True
            return False
        self._opened += 1
        return bool(carrying_facts([path]))


# ---------------------------------------------------------------- beside the files of a journal

_AT_ONCE = 25  # files that one process looks into
_MOST_OPENED = 500  # PDF files of one folder, looked into for the data of an act
_MOST_COMPARED = 100  # of those that carry some

_ETRANGER = phrase("présent sans avoir été écrit par actgen (signé, numérisé, ajouté) : rien n'en est conclu")
_ACTE_FAUX = phrase(
    "présent sans que le journal le nomme : il porte les données d'un acte, et ne dit plus la même chose "
    "qu'elles"
)
_AUTRE_ACTE = phrase(
    "présent sans que le journal le nomme : il est conforme aux données d'acte qu'il porte, mais n'est aucun "
    "des fichiers que le journal connaît"
)
_TROP = phrase(
    "présent sans que le journal le nomme, et non ouvert : ce dossier a trop de PDF ajoutés. Vérifiez-le "
    "seul, ou rangez-le ailleurs"
)


def compare_strangers(paths: Sequence[Path]) -> Iterator[Piece]:
    """What is told of each file that a journal doesn't know, in their order."""
    opened = [path for path in paths if _is_a_pdf(path)]
    acts = carrying_facts(opened[:_MOST_OPENED])
    left_out = {*opened[_MOST_OPENED:], *acts[_MOST_COMPARED:]}
    carrying = frozenset(acts[:_MOST_COMPARED])
    for path in paths:
        if path in carrying:
            yield from _act(path)
        elif path in left_out:
            yield Piece(path.name, PieceKind.FICHIER, Etat.ETRANGER_DIFFERENT, _TROP)
        else:
            yield Piece(path.name, PieceKind.FICHIER, Etat.ETRANGER, _ETRANGER)


def carrying_facts(paths: Sequence[Path]) -> list[Path]:
    """Those of some PDF files that carry the data of an act, be they locked, or take too long to tell."""
    found: list[Path] = []
    for start in range(0, len(paths), _AT_ONCE):
        some = list(paths[start : start + _AT_ONCE])
        seen = apart(_all_carry, some)
        if isinstance(seen, Defaut):  # one of them is hostile, and harms no other
            seen = [opened_apart(_carries, path) in (True, Defaut.ENORME) for path in some]
        found += (path for path, carries in zip(some, seen, strict=True) if carries)
    return found


def _is_a_pdf(path: Path) -> bool:
    """Links aren't followed, pipes are waited for by nobody."""
    return path.suffix.lower() == ".pdf" and not path.is_symlink() and path.is_file()


def _all_carry(paths: Sequence[Path]) -> list[bool]:
    """To be called in a process apart."""
    return [path.stat().st_size <= LARGEST and _carries(path.name, path.read_bytes()) for path in paths]


def _carries(name: str, content: bytes) -> bool:
    """Whether a PDF carries the data of an act. To be called in a process apart."""
    import pikepdf

    from actgen.outputs.carried import NAME

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return NAME in pdf.attachments
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return False


def _act(path: Path) -> Iterator[Piece]:
    """A PDF that carries data, held against them: what differs is its own, not the journal's."""
    pieces = verify_alone(path).pieces
    if not any(piece.differe for piece in pieces):
        signed = "".join(f". Il {piece.phrase}" for piece in pieces if piece.etat is Etat.SIGNE)
        yield Piece(path.name, PieceKind.FICHIER, Etat.ETRANGER, f"{_AUTRE_ACTE}{signed}")
        return
    if all(piece.genre is PieceKind.FAIT for piece in pieces):
        yield Piece(path.name, PieceKind.FICHIER, Etat.ETRANGER, _ACTE_FAUX)
    for piece in pieces:
        name = f"{path.name}, {piece.nom}" if piece.genre is PieceKind.FAIT else path.name
        yield replace(piece, nom=name, etat=Etat.ETRANGER_DIFFERENT)
