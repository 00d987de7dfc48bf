"""What was put behind a PDF since it was written, and whether its signatures hold: pyHanko is asked both.

A signature is put behind the file, which stays its beginning, byte for byte. Who signed is not asked: that
takes a list of authorities, which readers of PDF keep. To be asked in a process of its own (`apart`).
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from actgen.reading.apart import Defaut, apart

_MARK = b"%%EOF"
_MOST = 100  # a PDF that was added to as often is nobody's act
_FIELDS = 10_000  # of a form: those beyond are not looked at
_CORNERS = 4
_FREE_IN_ROOT = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"})
_FREE_IN_A_FORM = frozenset({"/Fields", "/SigFlags", "/DR", "/DA"})
_DESCRIBED = ("dc:title", "dc:creator", "dc:description")


class Ecart(StrEnum):
    """Why what was put behind a file is not just signatures that hold."""

    ILLISIBLE = "illisible"
    AUTRE = "autre"
    SANS_SIGNATURE = "sans signature"
    FAUSSE = "fausse"


def beginnings(content: bytes) -> Iterator[tuple[int, str]]:
    """How long each file is that a PDF may have been, the whole one included, and its SHA-256.

    The first `_MOST` of them, in one reading: the file that was written stands before all that was added.
    """
    digest, start = hashlib.sha256(), 0
    for _ in range(_MOST):
        found = content.find(_MARK, start)
        if found < 0:
            return
        end = found + len(_MARK)
        digest.update(memoryview(content)[start:end])
        start = end
        for line_end in (b"", b"\n", b"\r\n", b"\r"):
            if content.startswith(line_end, end):
                whole = digest.copy()
                whole.update(line_end)
                yield end + len(line_end), whole.hexdigest()


def signed_since(content: bytes, sha256: str) -> tuple[str, ...] | Ecart | Defaut | None:
    """The fields that were signed behind the file of that hash, or why all behind it isn't just signatures.

    None where the file never was that one, or still is. What it reads, it reads in a process apart.
    """
    length = next((length for length, digest in beginnings(content) if digest == sha256), None)
    return None if length in (None, len(content)) else apart(signed_behind, content, length)


def signature_fields(pdf: Any) -> list[Any]:
    """The fields of an open file (pikepdf) that hold a signature, be they on no page; nobody verified it."""
    from pikepdf import Dictionary

    found: list[Any] = []
    pending = list(pdf.Root.get("/AcroForm", Dictionary()).get("/Fields", ()))[::-1]
    for _ in range(_FIELDS):
        if not pending:
            break
        each = pending.pop()
        if isinstance(each, Dictionary):
            pending.extend(each.get("/Kids", ()))
            if holds_signature(each):
                found.append(each)
    return found


def holds_signature(field: Any) -> bool:
    """Whether a field of a form, or its place on a page, has a signature in it."""
    from pikepdf import Dictionary

    value = field.get("/V")
    return field.get("/FT") == "/Sig" and isinstance(value, Dictionary) and "/ByteRange" in value


def signed_behind(content: bytes, length: int) -> tuple[str, ...] | Ecart:
    """The fields that were signed behind a file of that length, if nothing else was put there."""
    from pyhanko.pdf_utils.misc import PdfError  # a third of a second to load, for signed files alone

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)  # what it says is told in French
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL + 1)
    try:
        before, after = _opened(content[:length]), _opened(content)
        if before.encrypted or after.encrypted:
            return Ecart.AUTRE
        if before.total_revisions != 1 or _first(after) != _first(before):
            return Ecart.ILLISIBLE
        if _described(content[:length]) != _described(content):
            return Ecart.AUTRE
        return _reviewed(after, content, length)
    except (PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, NotImplementedError):
        return Ecart.ILLISIBLE


def _opened(content: bytes) -> Any:
    """A file as pyHanko reads it, but that the head of a stream of objects is read once, not for each."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.misc import PdfStrictReadError
    from pyhanko.pdf_utils.reader import PdfFileReader

    heads: dict[int, tuple[bytes, list[int]]] = {}

    class Reader(PdfFileReader):
        def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
            if stmnum not in heads:
                stream: Any = generic.Reference(stmnum, 0, self).get_object()
                head = [int(each) for each in stream.data[: stream["/First"]].split()]
                heads[stmnum] = stream.data[stream["/First"] :], head
            data, head = heads[stmnum]
            if not (0 <= 2 * idx < len(head) - 1) or head[2 * idx] != idnum:
                raise PdfStrictReadError("an object is not where it is said to be")
            rest = io.BytesIO(data)
            rest.seek(head[2 * idx + 1])
            found = generic.read_object(rest, generic.Reference(idnum, 0, self))
            if isinstance(found, (generic.StreamObject, generic.IndirectObject)):
                raise PdfStrictReadError("an object that can't be there")
            return found

    return Reader(io.BytesIO(content))


def _described(content: bytes) -> list[str]:
    """What the description of a file says of it, which pyHanko lets anybody write anew."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        described = pdf.open_metadata()
        return [str(described.get(key, "")) for key in _DESCRIBED]


def _first(reader: Any) -> int:
    """Where the table of the oldest version stands: another one would be read in its place."""
    found: int = reader.xrefs.get_startxref_for_revision(0)
    return found


def _reviewed(reader: Any, content: bytes, length: int) -> tuple[str, ...] | Ecart:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.diff_analysis import ModificationLevel

    policy = _policy()
    if _level(policy, reader, 0) > ModificationLevel.FORM_FILLING or not all(
        map(_shows_nothing, _new_fields(reader))
    ):
        return Ecart.AUTRE
    try:
        regular, stamps = reader.embedded_regular_signatures, reader.embedded_timestamp_signatures
    except (PdfError, ValueError):  # zeros, or what else is no signature, in the place of one
        return Ecart.FAUSSE
    ends = content.count(_MARK, length)
    if not regular or ends != reader.total_revisions - 1 or not content.rstrip().endswith(_MARK):
        return Ecart.SANS_SIGNATURE
    if any(each.signed_revision == 0 for each in (*regular, *stamps)):
        return Ecart.AUTRE  # signed before it was written: by nobody
    if not all(map(_holds, (*regular, *stamps))):
        return Ecart.FAUSSE
    signed = {each.signed_revision for each in (*regular, *stamps)}
    if not all(
        each in signed or _makes_last(policy, reader, each) for each in range(1, reader.total_revisions)
    ):
        return Ecart.SANS_SIGNATURE
    return tuple("".join(each.field_name) for each in regular)  # words of ours, that cross


def _makes_last(policy: Any, reader: Any, revision: int) -> bool:
    """Whether a version that nobody signed only adds what lets signatures be verified for long."""
    from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification

    before, after = map(reader.get_historical_resolver, (revision - 1, revision))
    if "/DSS" not in after.root:
        return False
    try:
        level: Any = policy.apply(before, after).modification_level
    except SuspiciousModification:
        return False
    return bool(level <= ModificationLevel.LTA_UPDATES)


def _level(policy: Any, reader: Any, revision: int) -> Any:
    """How far what came after a version of the file goes, at most."""
    from pyhanko.pdf_utils import generic as objects
    from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification

    generic: Any = objects
    before: Any = reader.get_historical_resolver(revision)
    if "/AcroForm" not in before.root:  # a register: a signing tool gives it the form of its own field
        before.root[generic.NameObject("/AcroForm")] = generic.DictionaryObject(
            {generic.NameObject("/Fields"): generic.ArrayObject()}
        )
    review = policy.review_file(reader, before)
    return (
        ModificationLevel.OTHER if isinstance(review, SuspiciousModification) else review.modification_level
    )


def _policy() -> Any:
    """pyHanko's own, which lets signatures, their fields and what makes them last be added, no field else."""
    from pyhanko.sign import diff_analysis

    diff: Any = diff_analysis

    lasting = (
        diff.DocInfoRule(),
        diff.XrefStreamRule(),
        diff.ObjectStreamRule(),
        diff.DSSCompareRule(),
        diff.MetadataUpdateRule(),
    )
    level = diff.ModificationLevel.LTA_UPDATES
    form = diff.FormUpdatingRule(
        field_rules=[diff.SigFieldCreationRule(), diff.SigFieldModificationRule()],
        ignored_acroform_keys=_FREE_IN_A_FORM,
    )
    rules = [diff.CatalogModificationRule(_FREE_IN_ROOT), *(rule.as_qualified(level) for rule in lasting)]
    return diff.StandardDiffPolicy(global_rules=rules, form_rule=form)


def _holds(signature: Any) -> bool:
    """Whether a signature, or a time stamp, is one, and of the bytes that it is said to be of.

    Nobody is trusted beforehand and nothing is fetched: no more than that is asked.
    """
    from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=[], allow_fetching=False)
    of_time = str(signature.sig_object.get("/Type", "")) == "/DocTimeStamp"
    validate = validate_pdf_timestamp if of_time else validate_pdf_signature
    try:
        state = validate(signature, context, skip_diff=True)
    except Exception:  # of many kinds: whatever it stumbles on, it holds no signature
        return False
    return bool(state.intact and state.valid)


def _new_fields(reader: Any) -> list[Any]:
    from pyhanko.sign.fields import enumerate_sig_fields

    old = {name for name, _, _ in enumerate_sig_fields(reader.get_historical_resolver(0))}
    return [ref.get_object() for name, _, ref in enumerate_sig_fields(reader) if name not in old]


def _shows_nothing(field: Any) -> bool:
    """Whether a field of the signing tool's own covers no part of the act."""
    sides = [float(side) for side in field.get("/Rect", ())]
    return not sides or (len(sides) == _CORNERS and (sides[0] == sides[2] or sides[1] == sides[3]))
