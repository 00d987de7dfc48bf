"""What was put behind a PDF, held against the PDF that it was: a signing tool fills a field, and no more.

The two files are walked side by side from their trailer, object by object; whatever differs is a fault unless
it is what signing needs. So nothing has to be known of the ways to hide or to add. To be called in a process
apart: a stranger may have written what was put behind.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from actgen.reading.apart import Defaut, apart
from actgen.reading.versions import beginning_of, ends_after
from actgen.reading.xmp import said

_MOST = 5_000_000  # things that are compared
_CORNERS = 4
_OF_A_RANGE = 4
_LINE_END = 2  # bytes that may follow the end of a version
_FIELDS = 10_000  # of a form: those beyond are not looked at
_FREE_IN_ROOT = frozenset({"/DSS", "/Extensions", "/Perms", "/Version"})
_FREE_IN_A_FORM = frozenset({"/SigFlags", "/DR", "/DA"})
_FREE_IN_INFO = frozenset({"/ModDate", "/Producer"})
_FREE_IN_A_FIELD = frozenset({"/V", "/AP", "/M", "/Lock", "/SV", "/F"})
_OF_AN_OWN_FIELD = _FREE_IN_A_FIELD | {"/FT", "/T", "/Type", "/Subtype", "/Rect", "/P", "/Ff"}
_FREE_IN_A_DESCRIPTION = frozenset(
    {
        "{http://ns.adobe.com/xap/1.0/}ModifyDate",
        "{http://ns.adobe.com/xap/1.0/}MetadataDate",
        "{http://ns.adobe.com/pdf/1.3/}Producer",
    }
)


class Ecart(StrEnum):
    """Why what was put behind a file is not just a signature."""

    ILLISIBLE = "illisible"
    AUTRE = "autre"
    SANS_SIGNATURE = "sans signature"


@dataclass(frozen=True, slots=True)
class Signature:
    """A field that was signed, and what the signature reaches: two spans of the file (start, length)."""

    champ: str
    spans: tuple[int, int, int, int]

    @property
    def fin(self) -> int:
        return self.spans[2] + self.spans[3]


@dataclass(slots=True)
class _Walk:
    """Two files side by side; `pending`: pairs to compare, each with what may differ there."""

    fields: set[tuple[int, int]]
    own: set[tuple[int, int]]
    pending: list[tuple[Any, Any]] = field(default_factory=list)
    there: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    back: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def signature(field: Any) -> Signature | None:
    """The signature that a field of a form holds; None where it holds none, be it filled."""
    from pikepdf import Dictionary

    value = field.get("/V")
    if field.get("/FT") != "/Sig" or not isinstance(value, Dictionary):
        return None
    spans = [int(part) for part in value.get("/ByteRange", ())]
    if len(spans) != _OF_A_RANGE:
        return None
    return Signature(str(field.get("/T", "")), (spans[0], spans[1], spans[2], spans[3]))


def signatures(pdf: Any) -> list[Signature]:
    """The signatures that the form of a file holds, be their fields on no page."""
    return [found for each in _fields(pdf) if (found := signature(each))]


def signed_since(content: bytes, sha256: str) -> tuple[str, ...] | Ecart | Defaut | None:
    """The fields that were signed behind the file of that hash, or why all behind it isn't just signatures.

    None where the file never was that one, or still is. What it reads, it reads in a process apart.
    """
    length = beginning_of(content, sha256)
    return None if length is None else apart(_signed_behind, content, length)


def _signed_behind(content: bytes, length: int) -> tuple[str, ...] | Ecart:
    if gap := ecart_de_signature(content[:length], content):
        return gap
    with _opened(content) as pdf:
        return tuple(each.champ for each in signatures(pdf))


def ecart_de_signature(original: bytes, content: bytes) -> Ecart | None:
    """None where all that stands behind the original is signatures; else why not."""
    import pikepdf

    if not content.startswith(original):
        return Ecart.AUTRE
    try:
        with _opened(original) as before, _opened(content) as after:
            if after.is_encrypted or not _same(before, after):
                return Ecart.AUTRE
            if before.get_warnings() or after.get_warnings():
                return Ecart.ILLISIBLE
            return None if _is_signed(after, content, len(original)) else Ecart.SANS_SIGNATURE
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return Ecart.ILLISIBLE


def _opened(content: bytes) -> Any:
    """A file read as every reader reads it: none that has to be mended first."""
    import pikepdf

    return pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True)


def _same(before: Any, after: Any) -> bool:
    from pikepdf import Dictionary

    form, later = before.Root.get("/AcroForm", Dictionary()), after.Root.get("/AcroForm", Dictionary())
    fields = list(form.get("/Fields", ()))
    if any("/V" in each for each in fields):
        return False  # signed before it was written: by nobody
    walk = _Walk({each.objgen for each in fields if each.get("/FT") == "/Sig" and each.is_indirect}, set())
    added = list(later.get("/Fields", ()))[len(fields) :]
    if not all(_is_unseen_signature(each) for each in added):
        return False
    walk.own = {each.objgen for each in added}
    if not (_same_roots(walk, before.Root, after.Root) and _same_form(walk, form, later)):
        return False
    if not _same_keys(
        walk,
        before.trailer.get("/Info", Dictionary()),
        after.trailer.get("/Info", Dictionary()),
        _FREE_IN_INFO,
    ):
        return False
    return _walked(walk) and walk.own.isdisjoint(walk.back)


def _is_unseen_signature(added: Any) -> bool:
    """A field of the signing tool's own that shows nothing."""
    sides = [float(side) for side in added.get("/Rect", ())]
    flat = len(sides) == _CORNERS and (sides[0] == sides[2] or sides[1] == sides[3])
    return bool(added.is_indirect and flat and added.get("/FT") == "/Sig" and set(added) <= _OF_AN_OWN_FIELD)


def _same_roots(walk: _Walk, before: Any, after: Any) -> bool:
    free = _FREE_IN_ROOT | {"/AcroForm", "/Metadata"}
    walk.there[before.objgen], walk.back[after.objgen] = after.objgen, before.objgen
    described = _same_description(before.get("/Metadata"), after.get("/Metadata"))
    return described and _same_keys(walk, before, after, free)


def _same_form(walk: _Walk, before: Any, after: Any) -> bool:
    fields, later = list(before.get("/Fields", ())), list(after.get("/Fields", ()))
    walk.pending.extend(zip(fields, later, strict=False))
    return len(later) >= len(fields) and _same_keys(walk, before, after, _FREE_IN_A_FORM | {"/Fields"})


def _same_description(before: Any, after: Any) -> bool:
    """The description of the file says the same, but for the tool and the day of the last change."""
    first, second = (said(each.read_bytes()) if each is not None else Counter() for each in (before, after))
    differing = (first - second) | (second - first)
    return {name for name, _ in differing} <= _FREE_IN_A_DESCRIPTION


def _same_keys(walk: _Walk, before: Any, after: Any, free: frozenset[str]) -> bool:
    """Whether two dictionaries have the same keys, those that are free apart; what they hold is put off."""
    keys = set(before.keys()) - free
    if keys != set(after.keys()) - free:
        return False
    walk.pending.extend((before[key], after[key]) for key in sorted(keys))
    return True


def _walked(walk: _Walk) -> bool:
    for _ in range(_MOST):
        if not walk.pending:
            return True
        if not _same_pair(walk, *walk.pending.pop()):
            return False
    return False


def _same_pair(walk: _Walk, before: Any, after: Any) -> bool:
    from pikepdf import Array, Dictionary, Object, Stream, String

    if not (isinstance(before, Object) and isinstance(after, Object)):
        return type(before) is type(after) and bool(before == after)
    if before.is_indirect != after.is_indirect:
        return False
    if before.is_indirect:
        if before.objgen in walk.there or after.objgen in walk.back:
            known = walk.there.get(before.objgen) == after.objgen
            return known and walk.back.get(after.objgen) == before.objgen
        walk.there[before.objgen], walk.back[after.objgen] = after.objgen, before.objgen
    if isinstance(before, Stream):
        same = isinstance(after, Stream) and before.read_raw_bytes() == after.read_raw_bytes()
        return same and _same_keys(walk, before, after, frozenset())
    if isinstance(before, Array):
        return isinstance(after, Array) and _same_items(walk, list(before), list(after))
    if isinstance(before, Dictionary):
        return isinstance(after, Dictionary) and _same_dictionary(walk, before, after)
    if isinstance(before, String) and isinstance(after, String):
        return bytes(before) == bytes(after) or str(before) == str(after)  # in another encoding
    return bool(before.unparse(resolved=True) == after.unparse(resolved=True))


def _same_items(walk: _Walk, before: list[Any], after: list[Any]) -> bool:
    walk.pending.extend(zip(before, after, strict=False))
    return len(before) == len(after)


def _same_dictionary(walk: _Walk, before: Any, after: Any) -> bool:
    if before.is_indirect and before.objgen in walk.fields:
        return _same_keys(walk, before, after, _FREE_IN_A_FIELD)
    if before.get("/Type") == "/Page":
        return _same_keys(walk, before, after, frozenset({"/Annots"})) and _same_annotations(
            walk, before, after
        )
    return _same_keys(walk, before, after, frozenset())


def _same_annotations(walk: _Walk, before: Any, after: Any) -> bool:
    """What stands over a page, and the unseen fields of the signing tool's own."""
    kept = [each for each in after.get("/Annots", ()) if not (each.is_indirect and each.objgen in walk.own)]
    return _same_items(walk, list(before.get("/Annots", ())), kept)


def _fields(pdf: Any) -> Iterator[Any]:
    """The fields of a form, and those that they group."""
    from pikepdf import Dictionary

    pending = list(pdf.Root.get("/AcroForm", Dictionary()).get("/Fields", ()))[::-1]
    for _ in range(_FIELDS):
        if not pending:
            return
        each = pending.pop()
        if isinstance(each, Dictionary):
            yield each
            pending.extend(each.get("/Kids", ()))


def _is_signed(after: Any, content: bytes, beginning: int) -> bool:
    """Whether all that is filled is signatures, which go from the first byte past the original file.

    Nothing may stand behind the last of them but what a signature needs to last (ISO 32000-2, 12.8.4.3).
    """
    found = [signature(each) for each in _fields(after) if "/V" in each]
    signed = [each for each in found if each is not None and _reaches(each, beginning, len(content))]
    if not signed or len(signed) != len(found):
        return False
    ends = [each.fin for each in signed]
    unsigned = [
        place
        for place in ends_after(content, beginning)
        if not any(abs(place - end) <= _LINE_END for end in ends)
    ]
    return not unsigned or ("/DSS" in after.Root and min(unsigned) > min(ends))


def _reaches(found: Signature, beginning: int, whole: int) -> bool:
    first, until, again, _ = found.spans
    return first == 0 and min(found.spans) >= 0 and beginning <= until <= again <= found.fin <= whole
