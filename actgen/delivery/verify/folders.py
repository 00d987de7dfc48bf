"""`verify`: a folder, all those below one, or one file, held against the journal.

It tells what changed since actgen wrote; who wrote it, only a signature proves. A journal rewritten with the
hashes of other files can't be told from a true one, but for the seal of a PDF whose bytes it doesn't follow.
Acts without their journal are never passed over. Of what lies beside the files of a journal (a signed scan
has its place there) nothing is concluded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.base.text.messages import phrase
from actgen.delivery.verify.alone import verify_alone
from actgen.delivery.verify.files import compare, file_beginnings
from actgen.delivery.verify.origins import compare_sources, mark_earlier, told_as_sent, workspace_for
from actgen.delivery.verify.result import Etat, Piece, PieceKind, Verification
from actgen.delivery.verify.word import WORD, compare_words, same_properties
from actgen.reading.apart import together
from actgen.session.writing.journal import ARCHIVE, JOURNAL, Journal, UnreadableJournal, read_journal
from actgen.session.writing.names import BEFORE, COMMUNES, COORDONNATEUR, is_paper
from actgen.session.writing.replace import file_state

_INCONNU = phrase("n'est pas un fichier qu'actgen a écrit dans ce dossier, ou il a été renommé et modifié")
_SEUL = phrase(
    "ne nomme pas ce fichier, et n'en répond pas : ce n'est pas un fichier qu'actgen a écrit dans ce "
    "dossier, ou il a été renommé et modifié. Il n'a été comparé qu'aux données qu'il porte lui-même"
)
_ETRANGER = phrase("présent sans avoir été écrit par actgen (signé, numérisé, ajouté) : rien n'en est conclu")
_COPIE = "identique à « {nom} » du journal"
_COPIE_RETOUCHEE = "copie de « {nom} » sous un autre nom, {detail}"
_OPEN = "~$"  # what Word keeps beside a file that is open
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
    space = workspace or workspace_for(folder, journal)
    noms = _names(journal)
    try:
        with together():
            pieces = [
                piece
                for nom, entry in sorted(journal.files.items())
                for piece in mark_earlier(compare(folder / nom, nom, entry, noms), entry, journal, space)
            ]
            pieces += _strangers(folder, journal, space)
    except OSError as error:
        raise unreadable(error, folder) from error
    if any((piece.nom, piece.etat) == (ARCHIVE, Etat.CONFORME) for piece in pieces):
        pieces += (Piece(path, PieceKind.MODELE, Etat.CONFORME) for path in sorted(journal.templates))
    found = compare_sources(journal, space, named=workspace is not None)
    pieces += told_as_sent(found, journal, _journal_of_group(folder), space)
    return Verification(folder.as_posix(), tuple(pieces))


def _journal_of_group(folder: Path) -> Journal | None:
    """The journal of the coordinator's papers, of a folder of what a member of its group was sent."""
    whole = folder.absolute()
    if whole.name != BEFORE or whole.parent.parent.name != COMMUNES:
        return None
    coordonnateur = whole.parent.parent.parent / COORDONNATEUR
    found = _journal(coordonnateur) if (coordonnateur / JOURNAL).is_file() else None
    return found if isinstance(found, Journal) else None


def verify_file(path: Path, folder: Path, workspace: Path | None = None, nom: str = "") -> Verification:
    """One file against the journal of a folder: under its name, else under the hash of its bytes.

    A PDF that the journal doesn't know differs, as any other file; what it carries tells how much of it. Of a
    Word file that differs, the sentences that do. `nom`: the name that it had in the folder, if it is known.

    Raises EnvironmentFault where the machine can't read.
    """
    journal = _journal(folder)
    if isinstance(journal, Piece):
        return Verification(path.as_posix(), (journal,))
    space = workspace or workspace_for(folder, journal)
    try:
        nom = nom or path.name
        if entry := journal.files.get(nom):
            seen = compare(path, nom, entry, _names(journal))
            if path.suffix.lower() == WORD and seen[0].etat is Etat.DIFFERENT:
                seen = _by_its_words(path, folder, journal, nom) or seen
            return Verification(path.as_posix(), mark_earlier(seen, entry, journal, space))
        known = _renamed(path, folder, journal, space)
        if known is None and path.suffix.lower() == ".pdf":
            alone = verify_alone(path)
            note = Piece(JOURNAL, PieceKind.JOURNAL, Etat.DIFFERENT, _SEUL)
            return replace(alone, pieces=(note, *alone.pieces))
        unknown = Piece(path.name, PieceKind.FICHIER, Etat.DIFFERENT, _INCONNU)
        return Verification(path.as_posix(), known or (unknown,))
    except OSError as error:
        raise unreadable(error, folder) from error


def _by_its_words(path: Path, folder: Path, journal: Journal, nom: str) -> tuple[Piece, ...]:
    """A Word file against the act as the folder still keeps it, in Word or in PDF; nothing if it is gone."""
    act = journal.files[nom].act
    forms = (each for each, entry in sorted(journal.files.items()) if entry.act == act and each != nom)
    for each in (nom, *(form for form in forms if form.lower().endswith(".pdf"))):
        kept, written = folder / each, journal.files[each].fingerprint.sha256
        if kept.is_file() and written in (file_state(kept), *file_beginnings(kept)):
            return compare_words(path, kept, nom)
    return ()


def _renamed(path: Path, folder: Path, journal: Journal, workspace: Path) -> tuple[Piece, ...] | None:
    """What the journal says of a file under another name, be it signed since; None where it has no such one.

    An act that was put under another name and added to, « 1-acte-SIGNE.pdf », or corrected: a Word file that
    has the properties of one of this folder.
    """
    noms = _names(journal)
    if nom := noms.get(file_state(path) or ""):
        same = Piece(path.name, PieceKind.FICHIER, Etat.CONFORME, phrase(_COPIE, nom=nom))
        return mark_earlier((same,), journal.files[nom], journal, workspace)
    for sha256 in file_beginnings(path):
        if nom := noms.get(sha256):
            found = journal.files[nom]
            return mark_earlier(compare(path, path.name, found, noms), found, journal, workspace)
    return _renamed_word(path, folder, journal) or None


def _renamed_word(path: Path, folder: Path, journal: Journal) -> tuple[Piece, ...]:
    """What differs in a Word file of any name from the one act of which it is a copy; nothing of another."""
    if path.suffix.lower() != WORD or path.name.startswith(_OPEN):
        return ()
    kept = [nom for nom in sorted(journal.files) if nom.lower().endswith(WORD) and (folder / nom).is_file()]
    same = [kept[rank] for rank in same_properties(path, [folder / nom for nom in kept])]
    if len(same) != 1:
        return ()
    whole, *others = _by_its_words(path, folder, journal, same[0]) or (None,)
    if whole is None:
        return ()
    told = phrase(_COPIE_RETOUCHEE, nom=same[0], detail=whole.phrase)
    gaps = (replace(each, nom=f"{path.name}, texte") for each in others if each is not None)
    return (replace(whole, nom=path.name, phrase=told), *gaps)


def _names(journal: Journal) -> dict[str, str]:
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


def _strangers(folder: Path, journal: Journal, workspace: Path) -> Iterator[Piece]:
    """What lies in the folder besides: renamed copies of its files, signed ones too, then the others."""
    unknown = []
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.name == JOURNAL or entry.name in journal.files:
            continue
        if entry.is_dir():
            continue
        if known := None if entry.is_symlink() else _renamed(entry, folder, journal, workspace):
            yield from known
        else:
            unknown.append(Piece(entry.name, PieceKind.FICHIER, Etat.ETRANGER, _ETRANGER))
    yield from unknown


# ---------------------------------------------------------------- folders below

_DEEPEST = 12  # output/commune/session/transmission is four: acts may lie in an archive of many years
_MOST_FOLDERS = 5_000

_SANS_JOURNAL = phrase("journal absent : rien de ce dossier ne peut être comparé. Rétablissez-le d'une copie")
_BORNE = phrase(
    "la recherche s'arrête à 5 000 dossiers et à 12 niveaux : tout n'a pas été vu. Vérifiez les autres "
    "dossiers un à un"
)


def verify_folders(folder: Path, workspace: Path | None = None) -> list[Verification]:
    """Each folder of acts, this one or one below, against its journal; none where there is no act at all.

    A folder without a journal is one of acts by the names of its files. Links aren't followed.

    Raises EnvironmentFault where the machine can't read.
    """

    def unread(error: OSError) -> None:
        raise unreadable(error, folder) from error

    found, bounded = [], False
    with together():
        for seen, (name, below, files) in enumerate(os.walk(folder, onerror=unread)):
            if seen >= _MOST_FOLDERS:
                bounded = True
                break
            place = Path(name)
            below[:] = sorted(each for each in below if not each.startswith("."))
            if below and len(place.relative_to(folder).parts) >= _DEEPEST:
                bounded = True
                below.clear()
            if JOURNAL in files:
                found.append(verify_folder(place, workspace))
            elif any(each == ARCHIVE or is_paper(each) for each in files):
                missing = Piece(JOURNAL, PieceKind.JOURNAL, Etat.ABSENT, _SANS_JOURNAL)
                found.append(Verification(place.as_posix(), (missing,)))
    if bounded:
        piece = Piece("dossiers", PieceKind.JOURNAL, Etat.NON_COMPARE, _BORNE)
        found.append(Verification(folder.as_posix(), (piece,)))
    return found
