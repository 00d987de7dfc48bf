"""What a PDF has besides the act that it carries: things laid over its pages, files, later versions.

A signing tool adds a version behind the file, with the appearance of the field that it fills: that is no
addition to the act, and is told as a signature. Whether the signature holds, only a reader of PDF tells.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Pdf
from pikepdf import open as open_pdf

from actgen.outputs.pdf_source import NAME
from actgen.proof.donnees import Donnees
from actgen.proof.extraits import extrait
from actgen.proof.impression import Impression, letters
from actgen.reading.revisions import Ecart, Signature, ecart_de_signature, signatures
from actgen.reading.versions import END
from actgen.text.messages import phrase

_CORNERS = 4
_LINE_END = 2  # bytes that may follow the end of a version
_OPACITY = re.compile(r"/([aA])([0-9.]+)")
_CUTS = ("/CropBox", "/Rotate", "/UserUnit")
_OF_A_CATALOG = {
    "/OCProperties": phrase("contenu ajouté : des calques, qui se montrent ou se cachent"),
    "/OpenAction": phrase("contenu ajouté : une action à l'ouverture"),
    "/AA": phrase("contenu ajouté : des actions"),
}

_COMPLETE = phrase(
    "contenu ajouté : le fichier a été complété après coup, sans signature. Comparez-le, dans un lecteur de "
    "PDF, avec "
    "un exemplaire sûr"
)
_SUITES = {
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
}
_FAUX = "contenu ajouté : le champ « {nom} » est rempli sans avoir été signé"
_JOINT = "contenu ajouté : un fichier joint, « {nom} »"
_ANNOTATION = "contenu ajouté : une annotation de sorte « {sorte} »"
_CHAMP = "contenu ajouté : un champ à remplir, « {nom} »"
_VIDE = "contenu ajouté : quelque chose est dessiné dans le champ « {nom} », qui n'est pas signé"
_NOUVEAU = (
    "contenu ajouté : la signature « {nom} » se montre hors des champs de l'acte, voyez ce qu'elle recouvre"
)
_DEPLACE = "contenu ajouté : le champ « {nom} » n'est plus à sa place"
_CADRE = phrase("la page a été recoupée ou tournée : une partie peut en être cachée")
_TRANSPARENT = phrase("des mots sont rendus transparents : ils se lisent et ne se voient plus")
_REMPLACE = "« {mots} » se lit à voix haute à la place de ce qui est imprimé"
_ILLISIBLE = phrase("des mots sont imprimés hors de la page, minuscules ou en blanc, sans pouvoir se lire")
_HORS_PLACE = "« {mots} » n'est pas imprimé à sa place, dans sa ligne, son paragraphe ou son tableau"
_INVISIBLE = phrase("des mots sont écrits sans être dessinés : ils se lisent et ne se voient pas")
_MORCEAUX = phrase("contenu ajouté : un dessin de plus est posé sur la page")
_HORS_BALISES = "contenu ajouté : « {mots} » est imprimé hors du texte de l'acte"
_LIEN = "un lien mène à « {cible} », que les données de l'acte ne nomment pas"
_SIGNET = "un signet dit « {mots} », que les données de l'acte n'ont pas pour titre"


@dataclass(frozen=True, slots=True)
class Ajout:
    """Something more: where, and a phrase that follows « : »."""

    lieu: str
    phrase: str


def ajouts(pdf: Pdf, content: bytes, data: Donnees, printed: Impression) -> Iterator[Ajout]:
    """All that the file has besides."""
    signed = signatures(pdf)
    yield from _versions(pdf, content, signed)
    yield from _signed_by_nobody(pdf, content, signed)
    yield from _of_the_file(pdf)
    for rank, words in printed.hors_balises:
        yield Ajout(f"page {rank}", phrase(_HORS_BALISES, mots=extrait(words)))
    for rank, words in printed.remplacements:
        yield Ajout(f"page {rank}", phrase(_REMPLACE, mots=extrait(words)))
    for rank in printed.invisibles:
        yield Ajout(f"page {rank}", _INVISIBLE)
    for rank in printed.illisibles:
        yield Ajout(f"page {rank}", _ILLISIBLE)
    for rank, words in printed.deplaces:
        yield Ajout(f"page {rank}", phrase(_HORS_PLACE, mots=extrait(words)))
    before = _fields_before(content) if signed else {}
    names = {each.champ for each in signed}
    for rank, page in enumerate(pdf.pages, 1):
        place = f"page {rank}"
        if isinstance(page.obj.get("/Contents"), Array):
            yield Ajout(place, _MORCEAUX)
        if "/AA" in page.obj:
            yield Ajout(place, _OF_A_CATALOG["/AA"])
        if _is_veiled(page.obj.get("/Resources", Dictionary()).get("/ExtGState", Dictionary())):
            yield Ajout(place, _TRANSPARENT)
        if any(key in page.obj for key in _CUTS) or page.obj.MediaBox != page.obj.get("/TrimBox"):
            yield Ajout(place, _CADRE)
        for annotation in page.obj.get("/Annots", Array()):
            if told := _annotation(annotation, names, before, data):
                yield Ajout(place, told)
    yield from _bookmarks(pdf, data)


def adresses(pdf: Pdf) -> tuple[str, ...]:
    """The addresses that the links of the pages lead to, each once."""
    notes = (note for page in pdf.pages for note in page.obj.get("/Annots", Array()))
    links = (note for note in notes if note.get("/Subtype") == "/Link")
    return tuple(dict.fromkeys(str(link.get("/A", Dictionary()).get("/URI", "")) for link in links))


def suites(original: bytes, content: bytes) -> Iterator[Ajout]:
    """What was put behind the file that actgen wrote, where it is not just signatures."""
    if content != original and (gap := ecart_de_signature(original, content)):
        yield Ajout("fichier", _SUITES[gap])


def _is_veiled(states: Any) -> bool:
    """Whether what is named opaque (« a1.0 ») is not: it would hide words that are still read."""
    for name, state in dict(states).items():
        if named := _OPACITY.fullmatch(name):
            opacity = state.get("/CA" if named[1] == "A" else "/ca", 1)
            if float(opacity) != float(named[2]):
                return True
    return False


def _versions(pdf: Pdf, content: bytes, signed: list[Signature]) -> Iterator[Ajout]:
    ends = [found.end() for found in END.finditer(content)]
    if ends and content[ends[-1] :].strip():
        ends.append(len(content))
    unsigned = [end for end in ends[1:] if not any(0 <= end - each.fin <= _LINE_END for each in signed)]
    if not unsigned:
        return
    lasting = "/DSS" in pdf.Root and signed and min(unsigned) > min(each.fin for each in signed)
    if not lasting:
        yield Ajout("fichier", _COMPLETE)


def _signed_by_nobody(pdf: Pdf, content: bytes, signed: list[Signature]) -> Iterator[Ajout]:
    """Fields that are filled although no signature was put behind the file that actgen wrote."""
    first = END.search(content)
    written = first.end() if first else len(content)
    true = {each.champ for each in signed if written < each.fin <= len(content)}
    for widget in _widgets(pdf):
        name = str(widget.get("/T", ""))
        if "/V" in widget and name not in true:
            yield Ajout("fichier", phrase(_FAUX, nom=extrait(name)))


def _of_the_file(pdf: Pdf) -> Iterator[Ajout]:
    for key, told in _OF_A_CATALOG.items():
        if key in pdf.Root:
            yield Ajout("fichier", told)
    if "/JavaScript" in pdf.Root.get("/Names", Dictionary()):
        yield Ajout("fichier", _OF_A_CATALOG["/AA"])
    for name in pdf.attachments:
        if name != NAME:
            yield Ajout("fichier", phrase(_JOINT, nom=extrait(name)))
    for widget in _widgets(pdf):
        if widget.get("/FT") != "/Sig":
            yield Ajout("fichier", phrase(_CHAMP, nom=extrait(str(widget.get("/T", "")))))


def _widgets(pdf: Pdf) -> list[Any]:
    form = pdf.Root.get("/AcroForm", Dictionary())
    return [field for field in form.get("/Fields", Array()) if isinstance(field, Dictionary)]


def _fields_before(content: bytes) -> dict[str, Any]:
    """Where each field stood before anything was put behind the file."""
    first = END.search(content)
    if first is None:
        return {}
    with open_pdf(io.BytesIO(content[: first.end()])) as original:
        return {str(each.get("/T", "")): _sides(each) for each in _widgets(original)}


def _sides(widget: Any) -> list[float]:
    return [float(side) for side in widget.get("/Rect", Array())]


def _annotation(annotation: Any, signed: set[str], before: dict[str, Any], data: Donnees) -> str:
    kind, name = str(annotation.get("/Subtype", "")).lstrip("/"), str(annotation.get("/T", ""))
    if "/AA" in annotation:
        return _OF_A_CATALOG["/AA"]
    if kind == "Widget" and annotation.get("/FT") == "/Sig":
        return _signed(name, _sides(annotation), before) if name in signed else _unsigned(name, annotation)
    if kind == "Link" and "/AP" not in annotation:
        return _link(annotation, data)
    return phrase(_ANNOTATION, sorte=extrait(kind) or "?")


def _signed(name: str, sides: list[float], before: dict[str, Any]) -> str:
    """What is wrong with a field that was signed: it stays where the act has it, or shows nothing."""
    if name in before:
        return "" if before[name] == sides else phrase(_DEPLACE, nom=extrait(name))
    shows = len(sides) == _CORNERS and sides[0] != sides[2] and sides[1] != sides[3]
    return phrase(_NOUVEAU, nom=extrait(name)) if shows else ""


def _unsigned(name: str, annotation: Any) -> str:
    return phrase(_VIDE, nom=extrait(name)) if _is_drawn(annotation) else ""


def _is_drawn(annotation: Any) -> bool:
    normal = annotation.get("/AP", Dictionary()).get("/N")
    return normal is not None and bool(normal.read_bytes().strip())


def _link(link: Any, data: Donnees) -> str:
    action = link.get("/A", Dictionary())
    target = str(action.get("/URI", ""))
    if ("/Dest" in link and "/A" not in link) or target in data.liens:
        return ""
    return phrase(_LIEN, cible=extrait(target) or "?")


def _bookmarks(pdf: Pdf, data: Donnees) -> Iterator[Ajout]:
    titles = {letters(title) for title in data.titres}
    with pdf.open_outline() as outline:
        left = list(outline.root)
        while left:
            item = left.pop(0)
            left = [*item.children, *left]
            if letters(item.title) not in titles:
                yield Ajout("signets", phrase(_SIGNET, mots=extrait(item.title)))
