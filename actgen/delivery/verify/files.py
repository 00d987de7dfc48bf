"""A file held against what the journal says of it: its bytes, those bytes and a signature, or another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from actgen.acts.outputs.pdf_seal import first_version, is_sealed
from actgen.base.records import replace
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.delivery.verify.alone import LARGEST, verify_alone
from actgen.delivery.verify.result import Etat, Piece, PieceKind
from actgen.reading.signed_pdf import beginnings, signed_since
from actgen.session.writing.journal import Entry
from actgen.session.writing.plan import NOT_A_FILE
from actgen.session.writing.replace import file_state

_COPIED = ("transmission", "archive")
_SCEAU = phrase(
    "n'est pas d'accord avec l'empreinte qu'il porte lui-même : lui et le journal ont été changés depuis "
    "qu'actgen les a écrits"
)
_ABSENT = phrase("absent, alors que le journal le nomme")
_LIEN = phrase("un lien ou un dossier a pris la place du fichier")
_MODIFIE = phrase("modifié depuis qu'actgen l'a écrit")
_MODIFIE_IL = "modifié depuis qu'actgen l'a écrit : il {detail}"
_AUTRE = "remplacé par un autre fichier : celui-ci est identique à « {nom} » du journal"
_COMPLETE = phrase(
    "commence par le fichier d'origine, octet pour octet, puis a reçu des ajouts : ils peuvent changer ce "
    "qui s'affiche, vérifiez-les dans un lecteur de PDF"
)
_SIGNE_DEPUIS = (
    "commence par le fichier d'origine, octet pour octet, puis porte une signature (champ {champs}), qu'un "
    "lecteur de PDF vérifie"
)
_SIGNES_DEPUIS = (
    "commence par le fichier d'origine, octet pour octet, puis porte des signatures (champs {champs}), qu'un "
    "lecteur de PDF vérifie"
)


def compare(path: Path, nom: str, entry: Entry, noms: Mapping[str, str]) -> tuple[Piece, ...]:
    """The file of that name in the journal, as it is now at `path`; of a PDF, what differs on its pages too.

    `noms`: the files of the journal by their hash, one of which may have been put in the place of another.

    Raises OSError where it can't be read.
    """

    def found(etat: Etat, words: str = "") -> tuple[Piece, ...]:
        return (Piece(nom, PieceKind.FICHIER, etat, words),)

    state = file_state(path)
    a_pdf = path.suffix.lower() == ".pdf"
    if state == entry.fingerprint.sha256:
        copied = entry.act.startswith(_COPIED)  # of what was signed elsewhere
        changed = a_pdf and not copied and not is_sealed(first_version(_of_a_pdf(path)))
        return found(Etat.DIFFERENT, _SCEAU) if changed else found(Etat.CONFORME)
    if state is None:
        return found(Etat.ABSENT, _ABSENT)
    if state == NOT_A_FILE:
        return found(Etat.DIFFERENT, _LIEN)
    if other := noms.get(state):
        return found(Etat.DIFFERENT, phrase(_AUTRE, nom=other))
    if not a_pdf:
        return found(Etat.DIFFERENT, _MODIFIE)
    added = signed_since(_of_a_pdf(path), entry.fingerprint.sha256)
    if isinstance(added, tuple):
        told = phrase(_SIGNES_DEPUIS if len(added) > 1 else _SIGNE_DEPUIS, champs=enumeration(added))
        return found(Etat.SIGNE, told)
    pieces = verify_alone(path).pieces
    facts = tuple(replace(each, nom=f"{nom}, {each.nom}") for each in pieces if each.genre is PieceKind.FAIT)
    whole = next((each.phrase for each in pieces if each.genre is PieceKind.FICHIER and each.phrase), "")
    words = phrase(_MODIFIE_IL, detail=whole) if whole else _MODIFIE
    return (*found(Etat.DIFFERENT, _COMPLETE if added is not None else words), *facts)


def file_beginnings(path: Path) -> Iterator[str]:
    """The hash of each file that a PDF may have been before it was added to: a signature is put behind it."""
    return (sha256 for _, sha256 in beginnings(_of_a_pdf(path)))


def _of_a_pdf(path: Path) -> bytes:
    """The bytes of a PDF; none of what is another file, no file, or too large to be an act."""
    a_pdf = path.suffix.lower() == ".pdf" and path.is_file() and path.stat().st_size <= LARGEST
    return path.read_bytes() if a_pdf else b""
