"""A PDF held against what it carries itself, with no journal: its words, its properties, what was put behind.

Whoever changes both alike, with the hashes, makes another act that agrees with itself: this proves no origin.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
from pikepdf import Dictionary, Name, Stream

from actgen.outputs.carried import CACHE, NAME, leads_there, means_hash, page_hash
from actgen.outputs.carried_facts import LARGEST as LARGEST_FACTS
from actgen.outputs.carried_facts import CarriedFacts, UnreadableFacts, read_facts
from actgen.outputs.pdf_seal import first_version, is_sealed
from actgen.reading.apart import Defaut, apart, pdf_fault
from actgen.reading.signed_pdf import Ecart, signature_fields, signed_behind
from actgen.sources import french_size
from actgen.text.dates import date_chiffres
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase
from actgen.text.numbers import nombre
from actgen.verify.contents import foreign
from actgen.verify.result import Etat, Piece, PieceKind, Verification
from actgen.verify.words import fits, gaps
from actgen.writing.fingerprint import content_sha256

T = TypeVar("T")

LARGEST = 100_000_000  # bytes of a file that is opened: the register of a year is a tenth of it
_INFLATED = 500_000_000
_MOST_PAGES = 3_000
_MOST_TOLD = 200
_SHOWN = 12  # words of a stranger's text, which may have no end
_LONGEST = 100  # letters of a word

_DEFAUTS = {
    Defaut.ABIME: phrase(
        "n'a pas pu être lu : ce n'est pas un PDF, ou sa structure n'est pas de celles qu'actgen sait lire "
        "(tronqué, abîmé, refait par un autre logiciel)"
    ),
    Defaut.CHIFFRE: phrase(
        "est protégé par un mot de passe ou des restrictions : il ne peut pas être comparé"
    ),
    Defaut.ENORME: phrase(
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
_DATES = "les dates que ses données en tirent ne sont pas celles de la phrase « {texte} »"
_VALEUR = "ses données disent « {donnee} », le fichier « {fichier} »"
_SANS_VALEUR = "ses données disent « {donnee} », le fichier ne dit rien"
_PROJET = phrase("ses données et la mention PROJET imprimée se contredisent")
_PAGES = "le fichier a {imprimees}, ses données en comptent {enregistrees}"
_DESSIN = phrase(
    "contenu ajouté, masqué ou déplacé : la page n'est plus dessinée comme à l'origine, quand bien même son "
    "texte serait le même"
)
_MOYENS = phrase("une police ou une image n'est plus celle que l'acte a reçue d'actgen")
_JOINT = "contenu ajouté : un fichier joint, « {nom} »"
_LIEN = "un lien mène à « {cible} », que les données de l'acte ne nomment pas"
_SIGNET = "un signet dit « {mots} », que les données de l'acte n'ont pas pour titre"
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
_PROPRIETES = (
    ("titre", "titre du fichier", "/Title", "dc:title"),
    ("collectivite", "auteur du fichier", "/Author", "dc:creator"),
    ("objet", "objet du fichier", "/Subject", "dc:description"),
)

Found = tuple[str, str]  # where, and a phrase that follows « : »


# ---------------------------------------------------------------- opened apart


@dataclass(frozen=True, slots=True)
class Measure:
    """What was found inside a file: the hash of its content, why it can't be looked into, a signature."""

    content_sha256: str = ""
    fault: Defaut | None = None
    signed: bool = False


def measure(path: Path) -> Measure:
    """Open a file, whatever it is, and measure its content within bounds of size, memory and time."""
    seen = opened_apart(_measured, path)
    return Measure(fault=seen) if isinstance(seen, Defaut) else seen


def opened_apart(look: Callable[[str, bytes], T], path: Path) -> T | Defaut:
    """What a function of a module sees in a file, in a process of its own, or why nothing could be seen."""
    try:
        if not path.is_file():
            return Defaut.ABIME
        if path.stat().st_size > LARGEST:
            return Defaut.ENORME
    except OSError:
        return Defaut.ABIME
    return apart(_read_by, look, path)


def _read_by(look: Callable[[str, bytes], T], path: Path) -> T:
    return look(path.name, path.read_bytes())


def _measured(name: str, content: bytes) -> Measure:
    name = name.lower()
    fault = pdf_fault(content) if name.endswith(".pdf") else _zip_fault(name, content)
    if fault is not None:
        return Measure(fault=fault)
    return Measure(content_sha256(name, content), signed=name.endswith(".pdf") and _is_signed(content))


def _is_signed(content: bytes) -> bool:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return bool(signature_fields(pdf))


def _zip_fault(name: str, content: bytes) -> Defaut | None:
    if not name.endswith((".docx", ".xlsx", ".zip")):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return Defaut.ABIME
    if sum(part.file_size for part in parts) > _INFLATED:
        return Defaut.ENORME
    return Defaut.CHIFFRE if any(part.flag_bits & 1 for part in parts) else None


# ---------------------------------------------------------------- one PDF


def verify_alone(path: Path) -> Verification:
    """A PDF against what it carries; it may be anybody's, and harms nobody."""
    seen = opened_apart(examine, path)
    if isinstance(seen, Defaut):
        piece = Piece(path.name, PieceKind.FICHIER, Etat.DIFFERENT, _DEFAUTS[seen])
        return Verification(path.as_posix(), (piece,), seul=True)
    pieces, count = seen
    return Verification(path.as_posix(), pieces, seul=True, enonces=count)


def examine(name: str, content: bytes) -> tuple[tuple[Piece, ...], int] | Defaut:
    """What is found in a PDF, and how many things it states. To be called in a process apart."""
    if fault := pdf_fault(content):
        return fault
    original = first_version(content)
    sealed = is_sealed(original)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if len(pdf.pages) > _MOST_PAGES:
            return Defaut.ENORME
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
    found += _values(pdf, file, source, facts)
    found += _drawn(pdf, file, facts)
    found += [("fichier", words) for words in foreign(pdf)]
    found += _leading(pdf, facts)
    return found, sum(map(bool, facts.lines))


def _of_gap(gap: Any) -> Found:
    place = f"page {gap.page}" if gap.page else "texte"
    if not gap.printed:
        return place, phrase(_RETIRE, enregistre=excerpt(gap.carried))
    if not gap.carried:
        return place, phrase(_AJOUT, imprime=excerpt(gap.printed))
    return place, phrase(_AUTRE, imprime=excerpt(gap.printed), enregistre=excerpt(gap.carried))


def _values(pdf: Any, file: Any, source: bytes, facts: CarriedFacts) -> Iterator[Found]:
    described = pdf.open_metadata()
    for key, name, in_info, in_xmp in _PROPRIETES:
        ours = facts.values.get(key, "")
        for told in (pdf.docinfo.get(in_info, ""), _term(described, in_xmp)):
            theirs = " ".join(str(told).split())
            if not fits(ours, theirs):
                words = _VALEUR if theirs else _SANS_VALEUR
                yield name, phrase(words, donnee=excerpt(ours), fichier=excerpt(theirs))
    day, borne = facts.values.get("date", ""), file.creation_date
    if day and (borne is None or borne.date().isoformat() != day):
        theirs = date_chiffres(borne.date()) if borne else ""
        yield "date", phrase(_VALEUR if theirs else _SANS_VALEUR, donnee=_day(day), fichier=theirs)
    if (facts.values.get("projet") == "true") != facts.draft:
        yield "projet", _PROJET
    for text in facts.wrong_days:
        yield NAME, phrase(_DATES, texte=excerpt(text))
    if hashlib.md5(source, usedforsecurity=False).digest() != file.md5:
        yield NAME, _DONNEES


def _day(day: str) -> str:
    """A day as people write it; words that are none stay what they are."""
    try:
        return date_chiffres(date.fromisoformat(day))
    except ValueError:
        return excerpt(day)


def _term(described: Any, term: str) -> str:
    """A value of the description of a file; an author may be a list of them."""
    told = described.get(term, "")
    return told if isinstance(told, str) else ", ".join(map(str, told))


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


def _leading(pdf: Any, facts: CarriedFacts) -> Iterator[Found]:
    """Files, links and bookmarks that the facts don't name."""
    for name in pdf.attachments:
        if name != NAME:
            yield "fichier", phrase(_JOINT, nom=excerpt(name))
    masked, known = [told for told in facts.links if CACHE in told], set(facts.links)
    for rank, page in enumerate(pdf.pages, 1):
        for link in page.obj.get("/Annots", ()):
            target = str(link.get("/A", Dictionary()).get("/URI", ""))
            if not target or target in known:
                continue
            known.add(target)
            if fitting := next((told for told in masked if leads_there(told, target)), ""):
                masked.remove(fitting)
                continue
            yield f"page {rank}", phrase(_LIEN, cible=excerpt(target))
    left, seen = [pdf.Root.get("/Outlines", Dictionary())], set()
    while left:
        item = left.pop()
        title = str(item.get("/Title", ""))
        if title and not any(fits(told, title) for told in facts.titles):
            yield "signets", phrase(_SIGNET, mots=excerpt(title))
        for key in ("/Next", "/First"):
            if isinstance(below := item.get(key), Dictionary) and below.objgen not in seen:
                seen.add(below.objgen)
                left.append(below)


def excerpt(words: str) -> str:
    """The first words of a text, as it is quoted."""
    found = words.split()
    shown = " ".join(word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…" for word in found[:_SHOWN])
    return shown + (" …" if len(found) > _SHOWN else "")
