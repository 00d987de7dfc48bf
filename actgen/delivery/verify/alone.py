"""A PDF held against what it carries itself, with no journal: its words, its drawing, what was put behind.

Whoever changes both alike, with the hashes, makes another act that agrees with itself: this proves no origin.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from actgen.acts.outputs.carried import NAME, means_hash, page_hash
from actgen.acts.outputs.carried_facts import LARGEST as LARGEST_FACTS
from actgen.acts.outputs.carried_facts import CarriedFacts, UnreadableFacts, read_facts
from actgen.acts.outputs.pdf_seal import first_version, is_sealed
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.base.text.numbers import nombre
from actgen.delivery.verify.result import Etat, Piece, PieceKind, Verification
from actgen.delivery.verify.words import gaps
from actgen.reading.apart import Defect, apart, pdf_fault
from actgen.reading.signed_pdf import Ecart, signature_fields, signed_behind
from actgen.reading.sources import french_size

T = TypeVar("T")

LARGEST = 100_000_000  # bytes of a file that is opened: the register of a year is a tenth of it
_MOST_PAGES = 3_000
_MOST_TOLD = 200
_SHOWN = 12  # words of a stranger's text, which may have no end
_LONGEST = 100  # letters of a word

_DEFAUTS = {
    Defect.BROKEN: phrase(
        "n'a pas pu être lu : ce n'est pas un PDF, ou sa structure n'est pas de celles qu'actgen sait lire "
        "(tronqué, abîmé, refait par un autre logiciel)"
    ),
    Defect.ENCRYPTED: phrase(
        "est protégé par un mot de passe ou des restrictions : il ne peut pas être comparé"
    ),
    Defect.TOO_BIG: phrase(
        "est trop gros, trop long à lire, ou démesuré une fois décompressé : il n'a pas été comparé"
    ),
}
_ETRANGER = phrase(
    "n'est pas un acte d'actgen, ou n'en porte plus les données (acte.yaml). S'il a été réécrit par un autre "
    "logiciel, écrit par une version plus ancienne, ou si c'est un registre (il n'en porte jamais) dont les "
    "octets ont changé, comparez-le au journal de son dossier : --journal DOSSIER"
)
_SANS_DONNEES = phrase(
    "ne porte pas de données d'acte (un registre, une page « À faire » n'en portent pas) : son empreinte est "
    "d'accord avec ses octets, ce que quiconque peut refaire, et rien d'autre n'a été comparé. Comparez-le "
    "au journal de son dossier : --journal DOSSIER"
)
_OCTETS = phrase(
    "n'est plus, octet pour octet, celui qu'actgen a écrit. Ses énoncés imprimés sont ceux de ses données, "
    "mais autre chose y a été changé (un logiciel l'a peut-être seulement réenregistré). Demandez "
    "l'original à qui l'a écrit"
)
_DONNEES = phrase("les données de l'acte (acte.yaml) ont été modifiées : elles ne sont plus celles d'actgen")
_SIGNE = "porte une signature (champ {champs}), qu'un lecteur de PDF vérifie"
_SIGNES = "porte des signatures (champs {champs}), qu'un lecteur de PDF vérifie"
_AUTRE = "« {imprime} » est imprimé, ses données disent « {enregistre} »"
_AJOUT = "contenu ajouté : « {imprime} » est imprimé et n'est pas dans ses données"
_RETIRE = "« {enregistre} » est dans ses données et n'est pas imprimé"
_PAGES = "le fichier a {imprimees}, ses données en comptent {enregistrees}"
_DESSIN = phrase(
    "contenu ajouté, masqué ou déplacé : la page n'est plus dessinée comme à l'origine, quand bien même son "
    "texte serait le même"
)
_MOYENS = phrase("une police ou une image n'est plus celle que l'acte a reçue d'actgen")
_JOINT = "contenu ajouté : un fichier joint, « {nom} »"
_ETRANGERE = "ne vient pas d'actgen : il porte « {cle} », qu'actgen n'écrit pas"
SUITES = {
    Ecart.AUTRE: phrase(
        "contenu ajouté ou changé : ce qui a été enregistré après coup est autre chose qu'une signature. "
        "Demandez un exemplaire où rien d'autre n'a été ajouté"
    ),
    Ecart.ILLISIBLE: phrase(
        "contenu ajouté : ce qui a été enregistré après coup ne se lit qu'à moitié, et selon le lecteur de "
        "PDF ne montre pas la même chose. Demandez l'original"
    ),
    Ecart.SANS_SIGNATURE: phrase(
        "contenu ajouté : des octets ont été mis à la fin du fichier, sans signature. Demandez l'original"
    ),
    Ecart.FAUSSE: phrase(
        "porte une signature qui ne tient pas : ce n'en est pas une, ou les octets ne sont plus ceux qui ont "
        "été signés. Demandez l'original"
    ),
}
_AUTRES = "et {combien} autres différences, qui ne sont pas nommées"
_UNE_AUTRE = phrase("et 1 autre différence, qui n'est pas nommée")
_TROP_GROSSES = (
    "n'a pas été comparé : ses données (acte.yaml), de {taille}, sont trop grosses pour être comparées "
    "(la limite est de {limite})"
)
_APART = ("/XRef", "/ObjStm", "/Metadata")
_NAMED = frozenset(("/ExtGState", "/Font", "/XObject", "/Pattern", "/Shading", "/ColorSpace"))
_NOTES = frozenset(("/Link", "/Widget"))
_WRITTEN = """
    Type Subtype S Length Length1 Filter DecodeParms Colors Columns Predictor BitsPerComponent Params
    Size W Index ID Root Info Title Author Subject Creator Producer CheckSum CreationDate ModDate
    Lang Pages Names Dests EmbeddedFiles Outlines Metadata MarkInfo Marked ViewerPreferences DisplayDocTitle
    OutputIntents OutputConditionIdentifier DestOutputProfile N AF AFRelationship F UF Desc EF
    Count First Last Next Prev Parent Dest Kids AcroForm Fields SigFlags FT T TU AP P Rect StructParent BBox
    MediaBox BleedBox TrimBox StructParents Tabs Contents Resources Annots Border BS A URI
    ColorSpace ExtGState Font Pattern Shading XObject ProcSet Range WhitePoint ca CA
    BaseFont Encoding DescendantFonts ToUnicode CIDToGIDMap CIDSystemInfo Registry Ordering Supplement
    FontDescriptor FontName FontFamily Flags FontBBox ItalicAngle Ascent Descent CapHeight StemV StemH
    FontFile2 FontFile3 CIDSet PatternType PaintType TilingType Matrix XStep YStep
    ShadingType Domain Coords Extend Function FunctionType C0 C1 Bounds Encode Functions
    Width Height Interpolate Decode Matte SMask Group I K CS
    StructTreeRoot ParentTree ParentTreeNextKey Nums Pg Alt Obj MCID
    O ListNumbering ColSpan RowSpan Scope Headers
"""
_KEYS = frozenset(f"/{key}" for key in _WRITTEN.split())
"""All the keys that a PDF of ours may hold, but the names of what pages are drawn with (`_NAMED`)."""

Found = tuple[str, str]  # where, and a phrase that follows « : »


# ---------------------------------------------------------------- opened apart


def opened_apart(look: Callable[[str, bytes], T], path: Path) -> T | Defect:
    """What a function of a module sees in a file, in a process of its own, or why nothing could be seen."""
    try:
        if not path.is_file():
            return Defect.BROKEN
        if path.stat().st_size > LARGEST:
            return Defect.TOO_BIG
    except OSError:
        return Defect.BROKEN
    return apart(_read_by, look, path)


def _read_by(look: Callable[[str, bytes], T], path: Path) -> T:
    return look(path.name, path.read_bytes())


# ---------------------------------------------------------------- one PDF


def verify_alone(path: Path) -> Verification:
    """A PDF against what it carries; it may be anybody's, and harms nobody."""
    seen = opened_apart(examine, path)
    if isinstance(seen, Defect):
        piece = Piece(path.name, PieceKind.FICHIER, Etat.DIFFERENT, _DEFAUTS[seen])
        return Verification(path.as_posix(), (piece,), seul=True)
    pieces, count = seen
    return Verification(path.as_posix(), pieces, seul=True, enonces=count)


def examine(name: str, content: bytes) -> tuple[tuple[Piece, ...], int] | Defect:
    """What is found in a PDF, and how many things it states. To be called in a process apart."""
    if fault := pdf_fault(content):
        return fault
    original = first_version(content)
    sealed = is_sealed(original)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if len(pdf.pages) > _MOST_PAGES:
            return Defect.TOO_BIG
        if NAME not in pdf.attachments:
            told = _SANS_DONNEES if sealed and content == original else _ETRANGER
            return (Piece(name, PieceKind.FICHIER, Etat.NON_COMPARE, told),), 0
        if sealed and content != original:  # the act is the file as written; what is behind it is told apart
            with pikepdf.open(io.BytesIO(original)) as written:
                found, count = _examined(written)
        else:
            found, count = _examined(pdf)
        fields = [str(each.get("/T", "")) for each in signature_fields(pdf)]
    if isinstance(found, Piece):
        return (found,), 0
    if sealed and content != original and isinstance(seen := signed_behind(content, len(original)), Ecart):
        found.append(("fichier", SUITES[seen]))
    if found:
        return tuple(_as_pieces(list(dict.fromkeys(found)))), 0
    if not sealed:
        return (Piece(name, PieceKind.FICHIER, Etat.ALTERE, _OCTETS),), count
    return (_agrees(name, fields),), count


def _agrees(name: str, fields: list[str]) -> Piece:
    if not fields:
        return Piece(name, PieceKind.FICHIER, Etat.CONFORME)
    words = _SIGNES if len(fields) > 1 else _SIGNE
    told = phrase(words, champs=enumeration(map(excerpt, fields[:_MOST_TOLD])))
    return Piece(name, PieceKind.FICHIER, Etat.SIGNE, told)


def _as_pieces(found: list[Found]) -> Iterator[Piece]:
    """The first of them, and how many others there are: a stranger's file may hold a million."""
    for place, words in found[:_MOST_TOLD]:
        yield Piece(place, PieceKind.FAIT, Etat.DIFFERENT, words)
    if (others := len(found) - _MOST_TOLD) > 0:
        told = phrase(_AUTRES, combien=nombre(others)) if others > 1 else _UNE_AUTRE
        yield Piece("suite", PieceKind.FAIT, Etat.DIFFERENT, told, others)


def _examined(pdf: Any) -> tuple[list[Found] | Piece, int]:
    file = pdf.attachments[NAME].get_file()
    source = file.read_bytes()  # whatever size it says that it has
    if len(source) > LARGEST_FACTS:
        told = phrase(_TROP_GROSSES, taille=french_size(len(source)), limite=french_size(LARGEST_FACTS))
        return Piece(NAME, PieceKind.FICHIER, Etat.DIFFERENT, told), 0
    try:
        facts = read_facts(source)
    except UnreadableFacts:
        return Piece(NAME, PieceKind.FAIT, Etat.DIFFERENT, _DONNEES), 0
    found = [_of_gap(each) for each in gaps(facts, pdf)]
    found += _drawn(pdf, file, facts)
    found += (("fichier", phrase(_JOINT, nom=excerpt(name))) for name in pdf.attachments if name != NAME)
    found += (("fichier", phrase(_ETRANGERE, cle=excerpt(key[1:]))) for key in _foreign(pdf))
    return found, sum(map(bool, facts.lines))


def _of_gap(gap: Any) -> Found:
    place = f"page {gap.page}" if gap.page else "texte"
    if not gap.printed:
        return place, phrase(_RETIRE, enregistre=excerpt(gap.carried))
    if not gap.carried:
        return place, phrase(_AJOUT, imprime=excerpt(gap.printed))
    return place, phrase(_AUTRE, imprime=excerpt(gap.printed), enregistre=excerpt(gap.carried))


def _drawn(pdf: Any, file: Any, facts: CarriedFacts) -> Iterator[Found]:
    """Pages that are not drawn as the hashes that the act carries say, and what they are drawn with."""
    drawn = [page_hash(_content(page), page.obj.MediaBox) for page in pdf.pages]
    if len(drawn) != len(facts.pages):
        yield "pages", phrase(_PAGES, imprimees=compte(len(drawn), "page"), enregistrees=len(facts.pages))
    for rank, (each, expected) in enumerate(zip(drawn, facts.pages, strict=False), 1):
        if each != expected:
            yield f"page {rank}", _DESSIN
    if any(means_hash(each) not in facts.means for each in _means(pdf, file.obj)):
        yield "dessin", _MOYENS


def _content(page: Any) -> bytes:
    """None of pages that are drawn by several pieces: an act's are one."""
    contents = page.obj.get("/Contents")
    return bytes(contents.read_bytes()) if isinstance(contents, Stream) else b""


def _means(pdf: Any, carried: Any) -> Iterator[bytes]:
    """What the file holds besides pages, facts and their description: fonts, tables of letters, pictures."""
    apart = {page.obj.get("/Contents", page.obj).objgen for page in pdf.pages} | {carried.objgen}
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.objgen not in apart and thing.get("/Type") not in _APART:
            yield thing.read_raw_bytes() if thing.get("/Subtype") == Name.Image else thing.read_bytes()


def _foreign(pdf: Any) -> Iterator[str]:
    """The keys and the sorts of notes, each once, that stand in an open file and that actgen never writes."""
    seen: set[Any] = set()
    told: set[str] = set()
    yield from sorted(
        {str(note.get("/Subtype")) for page in pdf.pages for note in page.obj.get("/Annots", ())} - _NOTES
    )
    pending: list[tuple[Any, str]] = [(pdf.trailer, "")]
    while pending:
        thing, above = pending.pop()
        if isinstance(thing, Array):
            pending.extend((each, above) for each in thing)
        elif isinstance(thing, (Dictionary, Stream)) and thing.objgen not in seen:
            if thing.is_indirect:
                seen.add(thing.objgen)
            held = {str(key): value for key, value in thing.items()}
            if above not in _NAMED:
                yield from sorted(new := held.keys() - _KEYS - told)
                told |= new
            pending.extend((value, key) for key, value in held.items())


def excerpt(words: str) -> str:
    """The first words of a text, as it is quoted."""
    found = words.split()
    shown = " ".join(word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…" for word in found[:_SHOWN])
    return shown + (" …" if len(found) > _SHOWN else "")
