"""What a PDF of ours may contain: one table of dictionaries and their keys; all else is not actgen's.

The table is walked from the end of the file as written, before anything was put behind it. A key that it
lacks, a dictionary where a plain value should be, a sort that it doesn't name: each is told, none is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from actgen.text.messages import phrase

_MOST = 200_000  # things of a file: the register of a year has a fifth of it
_PLAIN, _BACK = "", "<"  # a plain value; what was walked already, or leads there

Held = Mapping[str, str]
"""The keys of a dictionary, each with the sort of what it holds; an array holds things of that sort."""

_TEXT_KEYS = dict.fromkeys(("/Title", "/Author", "/Subject", "/Creator", "/Producer"), _PLAIN)
_STREAM = {"/Length": _PLAIN, "/Filter": _PLAIN, "/DecodeParms": "parameters"}
_FILE = {
    **dict.fromkeys(("/Type", "/F", "/UF", "/Desc", "/AFRelationship"), _PLAIN),
    "/EF": "embedded",
}
TABLE: Mapping[str, Held] = {
    "trailer": {
        **dict.fromkeys(("/Type", "/Size", "/W", "/Index", "/ID", "/Length", "/Filter"), _PLAIN),
        "/DecodeParms": "parameters",
        "/Root": "catalogue",
        "/Info": "info",
    },
    "info": _TEXT_KEYS,
    "catalogue": {
        **dict.fromkeys(("/Type", "/Lang"), _PLAIN),
        "/Pages": "pages",
        "/Names": "names",
        "/Outlines": "outline",
        "/Metadata": "metadata",
        "/MarkInfo": "marked",
        "/ViewerPreferences": "shown",
        "/StructTreeRoot": "tree",
        "/OutputIntents": "intent",
        "/AcroForm": "form",
        "/AF": "file",
    },
    "marked": {"/Marked": _PLAIN},
    "shown": {"/DisplayDocTitle": _PLAIN},
    "metadata": {**_STREAM, "/Type": _PLAIN, "/Subtype": _PLAIN},
    "intent": {
        **dict.fromkeys(("/Type", "/S", "/Info", "/OutputConditionIdentifier"), _PLAIN),
        "/DestOutputProfile": "profile",
    },
    "profile": {**_STREAM, "/N": _PLAIN},
    "names": {"/Dests": "destinations", "/EmbeddedFiles": "files"},
    "destinations": {"/Names": _BACK},
    "files": {"/Names": "file"},
    "file": _FILE,
    "embedded": {"/F": "carried"},
    "carried": {**_STREAM, "/Type": _PLAIN, "/Subtype": _PLAIN, "/Params": "carried parameters"},
    "carried parameters": dict.fromkeys(("/CheckSum", "/CreationDate", "/ModDate", "/Size"), _PLAIN),
    "outline": {"/Type": _PLAIN, "/Count": _PLAIN, "/First": "bookmark", "/Last": _BACK},
    "bookmark": {
        **dict.fromkeys(("/Title", "/Count"), _PLAIN),
        **dict.fromkeys(("/Parent", "/Prev", "/Last", "/Dest"), _BACK),
        "/First": "bookmark",
        "/Next": "bookmark",
    },
    "form": {"/Fields": "field", "/SigFlags": _PLAIN},
    "field": {
        **dict.fromkeys(("/Type", "/Subtype", "/FT", "/F", "/Rect", "/StructParent", "/T", "/TU"), _PLAIN),
        "/P": _BACK,
        "/AP": "appearance",
    },
    "appearance": {"/N": "nothing"},
    "nothing": dict.fromkeys(("/Type", "/Subtype", "/BBox", "/Length"), _PLAIN),
    "pages": {"/Type": _PLAIN, "/Count": _PLAIN, "/Kids": "page"},
    "page": {
        **dict.fromkeys(("/Type", "/MediaBox", "/BleedBox", "/TrimBox", "/StructParents", "/Tabs"), _PLAIN),
        "/Parent": _BACK,
        "/Contents": "stream",
        "/Resources": "resources",
        "/Annots": "annotation",
    },
    "stream": _STREAM,
    "link": {
        **dict.fromkeys(
            ("/Type", "/Subtype", "/Rect", "/Border", "/F", "/StructParent", "/Contents"), _PLAIN
        ),
        "/Dest": _BACK,
        "/P": _BACK,
        "/A": "address",
        "/BS": "border",
    },
    "border": {"/W": _PLAIN},
    "address": dict.fromkeys(("/Type", "/S", "/URI"), _PLAIN),
    "resources": {
        "/ColorSpace": "spaces",
        "/ExtGState": "states",
        "/Font": "fonts",
        "/Pattern": "patterns",
        "/Shading": "shadings",
        "/XObject": "drawings",
        "/ProcSet": _PLAIN,
    },
    "spaces": {"*": "space"},
    "space": {**_STREAM, **dict.fromkeys(("/N", "/Range", "/WhitePoint"), _PLAIN)},
    "states": {"*": "state"},
    "state": {"/Type": _PLAIN, "/ca": _PLAIN, "/CA": _PLAIN},
    "fonts": {"*": "font"},
    "font": {
        **dict.fromkeys(("/Type", "/Subtype", "/BaseFont", "/Encoding"), _PLAIN),
        "/DescendantFonts": "letters",
        "/ToUnicode": "stream",
    },
    "letters": {
        **dict.fromkeys(("/Type", "/Subtype", "/BaseFont", "/W", "/CIDToGIDMap"), _PLAIN),
        "/CIDSystemInfo": "system",
        "/FontDescriptor": "face",
    },
    "system": dict.fromkeys(("/Registry", "/Ordering", "/Supplement"), _PLAIN),
    "face": {
        **dict.fromkeys(
            ("/Type", "/FontName", "/FontFamily", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent"), _PLAIN
        ),
        **dict.fromkeys(("/Descent", "/CapHeight", "/StemV", "/StemH"), _PLAIN),
        "/FontFile2": "program",
        "/FontFile3": "program",
        "/CIDSet": "stream",
    },
    "program": {**_STREAM, "/Length1": _PLAIN, "/Subtype": _PLAIN},
    "parameters": dict.fromkeys(("/Colors", "/Columns", "/Predictor", "/BitsPerComponent"), _PLAIN),
    "patterns": {"*": "pattern"},
    "pattern": {
        **_STREAM,
        **dict.fromkeys(("/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/Matrix"), _PLAIN),
        **dict.fromkeys(("/XStep", "/YStep"), _PLAIN),
        "/Shading": "shading",
        "/Resources": "resources",
    },
    "shadings": {"*": "shading"},
    "shading": {
        **dict.fromkeys(("/ShadingType", "/ColorSpace", "/Domain", "/Coords", "/Extend"), _PLAIN),
        "/Function": "function",
    },
    "function": {
        **dict.fromkeys(("/FunctionType", "/Domain", "/C0", "/C1", "/N", "/Bounds", "/Encode"), _PLAIN),
        "/Functions": "function",
    },
    "drawings": {"*": "drawing"},
    "image": {
        **_STREAM,
        **dict.fromkeys(
            ("/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Interpolate"),
            _PLAIN,
        ),
        **dict.fromkeys(("/Decode", "/Matte"), _PLAIN),
        "/SMask": "image",
    },
    "shape": {
        **_STREAM,
        **dict.fromkeys(("/Type", "/Subtype", "/BBox", "/Matrix"), _PLAIN),
        "/Resources": "resources",
        "/Group": "group",
    },
    "group": dict.fromkeys(("/Type", "/S", "/I", "/K", "/CS"), _PLAIN),
    "tree": {"/Type": _PLAIN, "/K": "element", "/ParentTree": "parents", "/ParentTreeNextKey": _PLAIN},
    "parents": {"/Nums": _BACK},
    "element": {
        **dict.fromkeys(("/Type", "/S", "/Lang"), _PLAIN),
        **dict.fromkeys(("/P", "/Pg"), _BACK),
        "/K": "element",
        "/A": "attributes",
    },
    "attributes": dict.fromkeys(
        ("/O", "/ListNumbering", "/ColSpan", "/RowSpan", "/Scope", "/Headers", "/BBox"), _PLAIN
    ),
    "part": {"/Type": _PLAIN, "/Obj": _BACK, "/MCID": _PLAIN, "/Pg": _BACK},
}
_SORTS = {  # what may be of several sorts, by what it says of itself
    "annotation": ("/Subtype", {"/Link": "link", "/Widget": "field"}),
    "drawing": ("/Subtype", {"/Image": "image", "/Form": "shape"}),
    "element": ("/Type", {"/StructElem": "element", "/OBJR": "part", "/MCR": "part"}),
}
_TAGS = (
    *("Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Link", "Form"),
    *("L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Caption", "Figure"),
    *("Note", "Reference", "NonStruct"),
)
_FIGURE = {**TABLE["element"], "/Alt": _PLAIN}  # a picture has words instead, which nothing else has
_VALUES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "link": {"/Border": ("[ 0 0 0 ]",)},
    "border": {"/W": ("0",)},
    "address": {"/S": ("/URI",)},
    "field": {"/FT": ("/Sig",), "/F": ("4",)},
    "font": {"/Subtype": ("/Type0",), "/Encoding": ("/Identity-H",)},
    "letters": {"/CIDToGIDMap": ("/Identity",)},
    "nothing": {"/Length": ("0",)},
    "file": {"/F": ("(acte.yaml)",), "/UF": ("(acte.yaml)",)},
    "marked": {"/Marked": ("True",)},
    "image": {"/Decode": ("[ 1 0 1 0 1 0 1 0 ]",)},
    "element": {"/S": tuple(f"/{tag}" for tag in _TAGS)},
}
"""What a key may say, where it has not to be there for its value to do harm."""

_NAMES = {
    "catalogue": "le fichier",
    "trailer": "le fichier",
    "page": "une page",
    "link": "un lien",
    "annotation": "une annotation",
    "field": "un champ",
    "bookmark": "un signet",
    "state": "un réglage du dessin",
    "element": "une balise",
    "font": "une police",
    "letters": "une police",
    "drawing": "une image",
}
_FOREIGN = "ne vient pas d'actgen : {quoi} porte « {cle} », qu'actgen n'écrit pas"
_FAINT = phrase("ne vient pas d'actgen : la transparence d'un dessin n'est pas celle que son nom dit")


def foreign(pdf: Any) -> Iterator[str]:
    """What an open file (pikepdf) holds that actgen doesn't write: phrases that follow « : », each once."""
    from pikepdf import Array, Dictionary, Stream

    seen: set[tuple[Any, str]] = set()
    told: set[str] = set()
    pending: list[tuple[Any, str, str]] = [(pdf.trailer, "trailer", "")]
    for _ in range(_MOST):
        if not pending:
            return
        thing, sort, key = pending.pop()
        if isinstance(thing, Array):
            pending.extend(
                (each, sort, key) for each in thing if isinstance(each, (Array, Dictionary, Stream))
            )
            continue
        if not isinstance(thing, (Dictionary, Stream)):
            continue
        if thing.is_indirect:
            if (thing.objgen, sort) in seen:
                continue
            seen.add((thing.objgen, sort))
        sort, keys = _keys_of(thing, sort)
        held = {str(name): value for name, value in thing.items()}
        wrong = [key] if keys is None else [name for name in held if not _is_known(held, name, sort, keys)]
        if sort == "states" and _is_faint(held):
            yield _FAINT
        for name in wrong:
            words = phrase(_FOREIGN, quoi=_NAMES.get(sort, "un de ses objets"), cle=_shown(name))
            if words not in told:
                told.add(words)
                yield words
        for name, value in held.items():
            what = (keys or {}).get(name, (keys or {}).get("*", _BACK))
            if what != _BACK:
                pending.append((value, what, name))
    yield phrase(_FOREIGN, quoi="le fichier", cle="…")


def _keys_of(thing: Any, sort: str) -> tuple[str, Held | None]:
    """The sort of a dictionary, and its keys; None for one that can't stand there."""
    if sort in _SORTS:
        key, sorts = _SORTS[sort]
        named = sorts.get(str(thing.get(key, "")), "")
        if named == "element" and thing.get("/S") == "/Figure":
            return named, _FIGURE
        return (named, TABLE[named]) if named else (sort, None)
    return sort, TABLE.get(sort)


def _is_known(thing: Any, key: str, sort: str, keys: Held) -> bool:
    if key not in keys and "*" not in keys:
        return False
    wanted = _VALUES.get(sort, {}).get(key)
    return wanted is None or " ".join(_written(thing[key]).split()) in wanted


def _written(value: Any) -> str:
    from pikepdf import Object

    return value.unparse().decode("latin-1") if isinstance(value, Object) else str(value)


def _is_faint(states: Any) -> bool:
    """Whether a state isn't as transparent as its name says (« a0.5 »): words could be hidden so."""
    for name, state in states.items():
        kind, opacity = name[1:2], name[2:]
        key = {"a": "/ca", "A": "/CA"}.get(kind)
        if key and opacity.replace(".", "", 1).isdigit() and float(state.get(key, 1)) != float(opacity):
            return True
    return False


def _shown(key: str) -> str:
    return key[:40].lstrip("/")
