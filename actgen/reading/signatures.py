"""Whether all that was put behind a PDF is signatures that hold, as pyHanko says.

Who signed is not asked: that takes a list of authorities, which readers of PDF keep. To be asked in a
process of its own (`apart`), which alone loads this module.
"""

from __future__ import annotations

import io
import logging
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic as objects
from pyhanko.pdf_utils.misc import PdfError, PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import diff_analysis
from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from actgen.reading.signed_pdf import MARK, Ecart

generic: Any = objects  # their types leave out what files hold
diff: Any = diff_analysis
_CORNERS = 4
_FREE_IN_ROOT = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"})
_FREE_IN_A_FORM = frozenset({"/Fields", "/SigFlags", "/DR", "/DA"})
_DESCRIBED = ("dc:title", "dc:creator", "dc:description")


def review(content: bytes, length: int) -> tuple[str, ...] | Ecart:
    """The fields that were signed behind a file of that length, if nothing else was put there."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)  # what it says is told in French
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL + 1)
    try:
        before, after = _SignedReader(content[:length]), _SignedReader(content)
        if before.encrypted or after.encrypted:
            return Ecart.AUTRE
        if before.total_revisions != 1 or _first(after) != _first(before):
            return Ecart.ILLISIBLE
        if _described(content[:length]) != _described(content):
            return Ecart.AUTRE
        return _reviewed(after, content, length)
    except (PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, NotImplementedError):
        return Ecart.ILLISIBLE


class _SignedReader(PdfFileReader):
    """pyHanko's own, but that the head of a stream of objects is read once, not for each of them."""

    def __init__(self, content: bytes) -> None:
        self._heads: dict[int, tuple[bytes, list[int]]] = {}
        super().__init__(io.BytesIO(content))

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        if stmnum not in self._heads:
            stream: Any = generic.Reference(stmnum, 0, self).get_object()
            head = [int(each) for each in stream.data[: stream["/First"]].split()]
            self._heads[stmnum] = stream.data[stream["/First"] :], head
        data, head = self._heads[stmnum]
        if not (0 <= 2 * idx < len(head) - 1) or head[2 * idx] != idnum:
            raise PdfStrictReadError("an object is not where it is said to be")
        rest = io.BytesIO(data)
        rest.seek(head[2 * idx + 1])
        found = generic.read_object(rest, generic.Reference(idnum, 0, self))
        if isinstance(found, (generic.StreamObject, generic.IndirectObject)):
            raise PdfStrictReadError("an object that can't be there")
        return found


def _described(content: bytes) -> list[str]:
    """What the description of a file says of it, which pyHanko lets anybody write anew."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        described = pdf.open_metadata()
        return [str(described.get(key, "")) for key in _DESCRIBED]


def _first(reader: Any) -> int:
    """Where the table of the oldest version stands: another one would be read in its place."""
    found: int = reader.xrefs.get_startxref_for_revision(0)
    return found


def _reviewed(reader: Any, content: bytes, length: int) -> tuple[str, ...] | Ecart:
    policy = _policy()
    if _level(policy, reader, 0) > ModificationLevel.FORM_FILLING or not all(
        map(_shows_nothing, _new_fields(reader))
    ):
        return Ecart.AUTRE
    try:
        regular, stamps = reader.embedded_regular_signatures, reader.embedded_timestamp_signatures
    except (PdfError, ValueError):  # zeros, or what else is no signature, in the place of one
        return Ecart.FAUSSE
    ends = content.count(MARK, length)
    if not regular or ends != reader.total_revisions - 1 or not content.rstrip().endswith(MARK):
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
    context = ValidationContext(trust_roots=[], allow_fetching=False)
    of_time = str(signature.sig_object.get("/Type", "")) == "/DocTimeStamp"
    validate = validate_pdf_timestamp if of_time else validate_pdf_signature
    try:
        state = validate(signature, context, skip_diff=True)
    except Exception:  # of many kinds: whatever it stumbles on, it holds no signature
        return False
    return bool(state.intact and state.valid)


def _new_fields(reader: Any) -> list[Any]:
    old = {name for name, _, _ in enumerate_sig_fields(reader.get_historical_resolver(0))}
    return [ref.get_object() for name, _, ref in enumerate_sig_fields(reader) if name not in old]


def _shows_nothing(field: Any) -> bool:
    """Whether a field of the signing tool's own covers no part of the act."""
    sides = [float(side) for side in field.get("/Rect", ())]
    return not sides or (len(sides) == _CORNERS and (sides[0] == sides[2] or sides[1] == sides[3]))
