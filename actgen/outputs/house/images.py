"""Pictures of the house style: a raster as it is, an SVG made plain, with nothing that runs or fetches."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from lxml import etree

from actgen.outputs.house.look import ImageKind, Picture
from actgen.text.messages import say

LARGEST = 1_000_000  # bytes
MOST_ELEMENTS = 20_000  # drawn, each use of a symbol counted
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"

_DRAWN = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "switch", "style", "title", "desc"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker"),
    )
)
_DROPPED = frozenset(("metadata", "view", "filter", "cursor", "color-profile"))
_ACTS = {
    "script": "un programme",
    "foreignObject": "une page web",
    "image": "une image extérieure ou incluse",
    "a": "un lien",
    "text": "du texte",
    "animate": "une animation",
    "animateTransform": "une animation",
    "animateMotion": "une animation",
    "set": "une animation",
    "iframe": "une page web",
}
_PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_DECLARES = (b"<!ENTITY", b"<!ATTLIST", b"<?xml-stylesheet")
_URL = re.compile(r"url\s*\(\s*['\"]?\s*(?!['\"]?#)", re.IGNORECASE)
_LOCAL = re.compile(r"url\s*\(\s*['\"]?\s*#([^'\")\s]+)", re.IGNORECASE)
_IN_A_PATH = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_NUMBER = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?\d+)?)\s*(?:px|pt|mm|cm|in|pc)?\s*\Z", re.IGNORECASE)
_MOST_TOLD = 5  # of one drawing
_SAVE = "Enregistrez-le en « SVG simple » depuis un logiciel de dessin, ou donnez le blason en PNG."
_OUTLINE = "Dans le logiciel de dessin, convertissez les textes en chemins, puis enregistrez de nouveau."


class RefusedImage(Exception):
    """What is wrong, what to do, the line in the file (0: the whole of it); `others` are wrong as well."""

    def __init__(self, message: str, hint: str = _SAVE, line: int = 0) -> None:
        super().__init__(message)
        self.fault: Fault = (say(message) if "{" not in message else message, say(hint))
        self.line = line
        self.others: list[RefusedImage] = []


def read_svg(content: bytes, alt: str = "") -> Picture:
    """The drawing, made plain. Raises Refused."""
    root = _parsed(content)
    _clean(root)
    _weigh(root)
    width, height = _size(root)
    if fault := proportions(width, height):
        raise RefusedImage(*fault)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    if root.get("viewBox") is None:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xlink"])
    return Picture(etree.tostring(root, encoding="utf-8"), ImageKind.SVG, width, height, alt)


def looks_like_svg(content: bytes) -> bool:
    """Whether the bytes begin as a drawing does."""
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--", b"<!entity"))


def _parsed(content: bytes) -> etree._Element:
    if len(content) > LARGEST:
        raise RefusedImage("Le dessin est trop gros : plus de 1 Mo.")
    if b"\0" in content or any(mark in content for mark in _DECLARES):
        raise RefusedImage(
            "Le dessin déclare des entités, des feuilles de style extérieures ou n'est pas en UTF-8."
        )
    try:
        root = etree.fromstring(
            content, etree.XMLParser(remove_comments=True, remove_pis=True, **_PARSER_OPTIONS)
        )
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise RefusedImage(
            "Le dessin est abîmé ou incomplet.", line=getattr(fault, "lineno", 0) or 0
        ) from None
    if root.tag != f"{{{SVG}}}svg":
        raise RefusedImage("Le fichier n'est pas un dessin SVG.")
    return root


def _clean(root: etree._Element) -> None:
    """Drop what is not drawn, refuse what acts, all of it in one pass; each attribute is looked at too."""
    refused: list[RefusedImage] = []
    for node in list(root.iter()):
        if node.getroottree().getroot() is not root:
            continue  # inside something dropped
        try:
            _clean_node(node)
        except RefusedImage as found:
            refused.append(found)
    if refused:
        first, *others = refused
        first.others = others[: _MOST_TOLD - 1]
        raise first


def _clean_node(node: etree._Element) -> None:
    if not isinstance(node.tag, str):
        raise RefusedImage("Le dessin contient une entité.", line=node.sourceline or 0)
    space, _, tag = node.tag.rpartition("}")
    if tag in _ACTS and space in ("{" + SVG, "", "{http://www.w3.org/1999/xhtml"):
        hint = _OUTLINE if tag == "text" else _SAVE
        raise RefusedImage(f"Le dessin contient {_ACTS[tag]} (« {tag} »).", hint, node.sourceline or 0)
    if space != "{" + SVG or tag in _DROPPED or tag.startswith("fe"):
        _drop(node)
    elif tag not in _DRAWN:
        raise RefusedImage(
            f"Le dessin contient un élément « {tag[:40]} », qui n'est pas du dessin.",
            line=node.sourceline or 0,
        )
    else:
        _attributes(node)
        if tag == "style":
            _safe_style(node.text or "", node)


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)  # with the white space that follows it


def _attributes(node: etree._Element) -> None:
    for key, value in list(node.attrib.items()):
        space, _, name = str(key).rpartition("}")
        if name.lower().startswith("on"):
            raise RefusedImage(
                f"Le dessin contient un programme (« {name[:40]} »).", line=node.sourceline or 0
            )
        if name == "href":
            if not str(value).strip().startswith("#"):
                raise RefusedImage(
                    f"Le dessin va chercher « {str(value)[:60]} » hors de lui-même.",
                    line=node.sourceline or 0,
                )
        elif space or name in ("filter", "base"):
            del node.attrib[key]
        else:
            _safe_style(str(value), node)


def _safe_style(text: str, node: etree._Element) -> None:
    if _URL.search(text) or "@" in text or "\\" in text or "javascript:" in text.lower():
        raise RefusedImage("Le dessin va chercher quelque chose hors de lui-même.", line=node.sourceline or 0)


def _size(root: etree._Element) -> tuple[float, float]:
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        if len(box) == 4:
            return float(box[2]), float(box[3])
        sides = [_NUMBER.match(root.get(name, "")) for name in ("width", "height")]
        return float(sides[0][1]), float(sides[1][1])  # type: ignore[index]
    except (ValueError, TypeError, OverflowError):
        raise RefusedImage("Le dessin ne dit pas sa taille (« viewBox »).") from None


def _weigh(root: etree._Element) -> None:
    """Refuse a drawing that a few lines of symbols used by symbols would make endless.

    A marker is drawn at each corner of a line: where there is one, each corner weighs as much.
    """
    named = {node.get("id"): node for node in root.iter() if node.get("id")}
    at_a_corner = 0
    known: dict[etree._Element, int] = {}
    under: set[etree._Element] = set()

    def weight(node: etree._Element, depth: int) -> int:
        if node in under or depth > 60:
            raise RefusedImage("Le dessin se contient lui-même, ou s'emboîte trop profondément.")
        if node not in known:
            under.add(node)
            inner = (*node, *(named[name] for name in _uses(node) if name in named))
            known[node] = 1 + at_a_corner * _corners(node) + sum(weight(other, depth + 1) for other in inner)
            under.discard(node)
        return known[node]

    heaviest = max((weight(node, 0) for node in root.iter(f"{{{SVG}}}marker")), default=0)
    known.clear()
    at_a_corner = heaviest
    if weight(root, 0) > MOST_ELEMENTS:
        raise RefusedImage("Le dessin est trop compliqué : plus de 20 000 traits.")


def _corners(node: etree._Element) -> int:
    return len(_IN_A_PATH.findall(node.get("d", "") + node.get("points", ""))) // 2


def _uses(node: etree._Element) -> Iterator[str]:
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == "href":
            yield str(value).strip().removeprefix("#")
        else:
            yield from _LOCAL.findall(str(value))


MOST_PIXELS = 16_000_000  # 4 000 × 4 000: 60 cm at 170 dpi
_LONGEST_RATIO = 6
_KINDS = {"PNG": ImageKind.PNG, "JPEG": ImageKind.JPEG}
_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
_SAVE_IMAGES = "Enregistrez-la de nouveau en PNG, en couleurs RVB, depuis un logiciel de dessin."
_SMALLER = "Réduisez-la : 1 000 points de haut suffisent pour l'impression."
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

Fault = tuple[str, str]
"""What is wrong and what to do."""


def read_raster(content: bytes, alt: str = "") -> Picture | Fault:
    """The picture of these bytes, or why it can't be shown."""
    from PIL import Image

    if not content.startswith(_MAGIC):
        return say("L'image n'est ni en PNG, ni en JPEG, ni en SVG."), say(_SAVE_IMAGES)
    try:
        with _whole_only(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a bomb: its size is looked at here
            with Image.open(BytesIO(content), formats=tuple(_KINDS)) as image:
                if fault := _fault(image.width, image.height, image.mode):
                    return fault
                kind = _KINDS[image.format or ""]
                image.load()
                return Picture(content, kind, image.width, image.height, alt)
    except Image.DecompressionBombError:
        return say("L'image est trop grande."), say(_SMALLER)
    except Exception:  # Pillow's decoders raise nearly anything for a file that is cut or made up
        return say("L'image est abîmée ou incomplète."), say(_SAVE_IMAGES)


@contextmanager
def _whole_only() -> Iterator[None]:
    """Pillow refuses what is cut, though the PDF engine tells it not to when it is loaded."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _fault(width: int, height: int, mode: str) -> Fault | None:
    if width * height > MOST_PIXELS:
        return (
            say("L'image est trop grande : {largeur} × {hauteur} points.", largeur=width, hauteur=height),
            say(_SMALLER),
        )
    if fault := proportions(width, height):
        return fault
    if mode not in _MODES:
        return say("L'image n'est pas en couleurs RVB (elle est en « {mode} »).", mode=mode), say(
            _SAVE_IMAGES
        )
    return None


def proportions(width: float, height: float) -> Fault | None:
    """Too long a band, of whatever kind of image."""
    if width <= 0 or height <= 0 or not 1 / _LONGEST_RATIO <= width / height <= _LONGEST_RATIO:
        return (
            say("L'image est une bande trop étroite pour un en-tête."),
            say("Recadrez-la : au plus six fois plus large que haute, ou l'inverse."),
        )
    return None
