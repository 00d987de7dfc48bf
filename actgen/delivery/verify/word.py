"""A Word file held against the act that it was: which sentences differ; of a renamed one, which act it was.

It may be anybody's: it is opened in a process apart, by the reader of templates, which bounds what a file may
hold. Heads, pictures and looks aren't compared: only the words of the text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

import pikepdf
from lxml import etree
from msgspec import Struct

from actgen.acts.outputs.carried import CONTENTS, NAME, Enonce, fits, letters
from actgen.acts.outputs.carried_facts import LARGEST as LARGEST_FACTS
from actgen.acts.outputs.carried_facts import UnreadableFacts, read_facts
from actgen.acts.outputs.docx.archive import PARSER, archive_fault
from actgen.acts.templating.word.reading import printed_of
from actgen.base.text.messages import phrase, shorten, shorten_both
from actgen.delivery.verify.alone import LARGEST
from actgen.delivery.verify.result import Etat, Piece, PieceKind
from actgen.reading.apart import Defect, apart
from actgen.reading.sources import packed_part

WORD = ".docx"
_MOST_KEPT = 2_000  # acts whose properties are looked at
_MOST_TOLD = 50
_MOST_ALIGNED = 4_000  # paragraphs: the convention of a large group has 400
_EXCERPT = 300
_CORE = "docProps/core.xml"
_LARGEST_CORE = 50_000
_TELLING = ("title", "subject", "creator", "created")
_BLANK = re.compile(r"…{2,}|_{2,}|\.{4,}")
_COUNTED = re.compile(r"^(?:Article \d+|\d{1,3})\. ")  # Word counts these itself, a PDF prints them

_MODIFIE = phrase("modifié depuis qu'actgen l'a écrit")
_LES_MEMES = phrase(
    "modifié depuis qu'actgen l'a écrit, mais les mots de son texte sont les mêmes : seules sa mise en "
    "forme, ses images, ses en-têtes peuvent différer"
)
_AUTREMENT = "l'acte dit « {acte} », ce fichier « {ici} »"
_AJOUT = "ajouté, et absent de l'acte : « {ici} »"
_RETIRE = "retiré, alors que l'acte le dit : « {acte} »"
_ILLISIBLE = phrase(
    "modifié depuis qu'actgen l'a écrit, et son texte n'a pas pu être comparé : il est protégé, abîmé ou "
    "démesuré"
)
_RESTE = "et d'autres passages, qui ne sont pas montrés : {combien} en tout"


class Gap(Struct, frozen=True):
    """Words that the act and a file say otherwise; either is empty where they are only in the other."""

    acte: str
    ici: str


def compare_words(path: Path, kept: Path, nom: str) -> tuple[Piece, ...]:
    """What differs in a Word file from the act as it is kept, in Word or in PDF."""
    gaps = apart(_gaps, path, kept) if path.stat().st_size <= LARGEST else Defect.TOO_BIG
    if isinstance(gaps, Defect):
        return (Piece(nom, PieceKind.FICHIER, Etat.DIFFERENT, _ILLISIBLE),)
    if not gaps:
        return (Piece(nom, PieceKind.FICHIER, Etat.ALTERE, _LES_MEMES),)
    return tuple(_pieces(nom, gaps))


def _pieces(nom: str, gaps: Sequence[Gap]) -> Iterator[Piece]:
    yield Piece(nom, PieceKind.FICHIER, Etat.DIFFERENT, _MODIFIE)
    told = f"{nom}, texte"
    for gap in gaps[:_MOST_TOLD]:
        yield Piece(told, PieceKind.FAIT, Etat.DIFFERENT, _told(gap))
    if (others := len(gaps) - _MOST_TOLD) > 0:
        yield Piece(told, PieceKind.FAIT, Etat.DIFFERENT, phrase(_RESTE, combien=len(gaps)), others)


def _told(gap: Gap) -> str:
    if not gap.acte:
        return phrase(_AJOUT, ici=shorten(gap.ici, _EXCERPT))
    if not gap.ici:
        return phrase(_RETIRE, acte=shorten(gap.acte, _EXCERPT))
    acte, ici = shorten_both(gap.acte, gap.ici, _EXCERPT)
    return phrase(_AUTREMENT, acte=acte, ici=ici)


# ---------------------------------------------------------------- in the process apart


def _gaps(path: Path, kept: Path) -> tuple[Gap, ...] | Defect:
    ici, acte = _of_word(path.read_bytes()), _lines(kept)
    if not ici or not acte:
        return Defect.BROKEN
    if max(len(ici), len(acte)) > _MOST_ALIGNED:
        return Defect.TOO_BIG
    return tuple(_apart(acte, ici, _as_it_is if kept.suffix.lower() == WORD else _uncounted))


def _lines(kept: Path) -> tuple[str, ...]:
    """The lines of the act: of its PDF, those that it carries."""
    if kept.suffix.lower() == WORD:
        return _of_word(kept.read_bytes())
    with pikepdf.open(io.BytesIO(kept.read_bytes())) as pdf:  # its path may be no UTF-8
        content = pdf.attachments[NAME].get_file().read_bytes() if NAME in pdf.attachments else b""
    try:
        facts = read_facts(content) if 0 < len(content) <= LARGEST_FACTS else None
    except UnreadableFacts:
        facts = None
    if facts is None:
        return ()
    stated = (line for each in facts.statements for line in (each.texte, *_cells(each), each.nom))
    return tuple(filter(None, map(_plain, stated)))


def _cells(each: Enonce) -> Iterator[str]:
    if each.sorte == CONTENTS:  # Word counts its pages
        return (title for title, *_ in each.lignes)
    return chain(*each.tete, *each.lignes)


def _of_word(content: bytes) -> tuple[str, ...]:
    return tuple(filter(None, (_plain(text) for _, text in printed_of(content, "fichier"))))


def _plain(line: str) -> str:
    return " ".join(_BLANK.sub("", line).split())


def _as_it_is(line: str) -> str:
    return line


def _uncounted(line: str) -> str:
    return _COUNTED.sub("", line)


def _apart(acte: Sequence[str], ici: Sequence[str], shown: Callable[[str], str]) -> Iterator[Gap]:
    ours, theirs = ([letters(shown(line)) for line in lines] for lines in (acte, ici))
    for kind, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for rank in range(max(j - i, m - k)):
            said = acte[i + rank] if i + rank < j else ""
            read = ici[k + rank] if k + rank < m else ""
            if not (said and read and fits(shown(said), shown(read))):
                yield Gap(said, read)


# ---------------------------------------------------------------- which act it was


def same_properties(path: Path, kept: Sequence[Path]) -> tuple[int, ...]:
    """Which of these Word files have the properties of that one, whatever it is called and says by now.

    Word keeps the title, the subject, the author and the day of a file that it saves again.
    """
    if path.stat().st_size > LARGEST:
        return ()
    found = apart(_same, path, tuple(kept[:_MOST_KEPT]))
    return () if isinstance(found, Defect) else found


def _same(path: Path, kept: Sequence[Path]) -> tuple[int, ...]:
    asked = _properties(path.read_bytes())
    if not asked.get("title"):
        return ()
    return tuple(
        rank for rank, each in enumerate(kept) if each.is_file() and _properties(each.read_bytes()) == asked
    )


def _properties(content: bytes) -> Mapping[str, str]:
    if archive_fault(content) is not None:
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if _CORE not in archive.namelist() or (entry := archive.getinfo(_CORE)).file_size > _LARGEST_CORE:
            return {}
        root = etree.fromstring(packed_part(archive, entry), PARSER)
    told = {etree.QName(node).localname: (node.text or "").strip() for node in root}
    return {key: told.get(key, "") for key in _TELLING}
