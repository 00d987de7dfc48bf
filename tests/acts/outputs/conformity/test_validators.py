"""Every act that is given, judged by the reference validator of PDF/A and PDF/UA, our clauses and outloud."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from actgen.acts.outputs.pdf import render_pdf
from tests.acts.outputs.conformity.clauses import faults
from tests.acts.outputs.conformity.corpus import file_name
from tests.acts.outputs.conformity.signing import signed
from tests.acts.outputs.conformity.tags import Tagged
from tests.acts.outputs.conformity.test_clauses import BROKEN
from tests.acts.outputs.conformity.test_clauses import drawn as drawn_act
from tests.acts.outputs.conformity.validators import FLAVOURS, outloud, verapdf
from tests.acts.outputs.drawn_bytes import ACTS, BOOKS, PAPERS, Drawn, plain_and_kept
from tests.acts.outputs.sample_act import sample
from tests.session.acts import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]

BOOK = "headings_are_bookmarks"  # a book has an outline of its own: sessions, then acts
_MARGIN = 72  # points
_RUNNING = 40  # points at the head and at the foot of a sheet, where the lines of all pages stand


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Drawn, Drawn]:
    return plain_and_kept(tmp_path_factory.mktemp("actes"))


def test_every_act_has_the_bytes_of_the_plain_engine_in_any_order(drawn: tuple[Drawn, Drawn]) -> None:
    """Drafts and final acts of each kind in each commune, sessions, arms, a letterhead, sixty pages."""
    plain, kept = drawn
    assert len(plain.lines) >= 500
    assert kept.lines == plain.lines


def test_every_act_is_pdf_a_3a_and_pdf_ua_1_at_each_stage(drawn: tuple[Drawn, Drawn], tmp_path: Path) -> None:
    files, books, papers = (drawn[1].files(part) for part in (ACTS, BOOKS, PAPERS))
    assert books and papers
    _everything_is_there(files)
    twice = tmp_path / "signed.pdf"
    once = signed(render_pdf(sample(projet=False)), "maire", "Membre 1", tmp_path)
    twice.write_bytes(signed(once, "secretaire", "Membre 2", tmp_path))
    judged = [*files, *books, *papers, twice]
    broken = {name: rules for name, rules in verapdf(judged, tmp_path).items() if rules}
    assert broken == {}
    assert {file.name: found for file in (*files, *papers) if (found := faults(file.read_bytes()))} == {}
    assert {book.name: found for book in books if (found := _but_of_a_book(book))} == {}
    heard = [file for file in files if "soixante" not in file.name]  # whose text says the same on each page
    wrong = {
        Path(name).name: kept
        for name, findings in outloud(heard, tmp_path).items()
        if (kept := [finding for finding in findings if not _is_no_fault(finding)])
    }
    assert wrong == {}


def _everything_is_there(files: list[Path]) -> None:
    """Every kind, drafts and final acts, a coat of arms, sixty pages: or the verdict says too much."""
    names = "\n".join(file.name for file in files)
    for manifest in ROOT.glob("templates/*/*/acte.yaml"):
        if manifest.parent.parent.name not in ("registres", "conventions"):
            assert f"exemple-de-{file_name(manifest.parent.name)[:-4]}-" in names
    assert all(word in names for word in ("convention-", "blason"))
    with_fields = {_has_fields(file) for file in files}
    assert with_fields == {True, False}
    (long,) = [file for file in files if "soixante" in file.name]
    with pikepdf.open(long) as pdf:
        assert len(pdf.pages) >= 60


def _has_fields(file: Path) -> bool:
    with pikepdf.open(file) as pdf:
        return "/AcroForm" in pdf.Root


def _but_of_a_book(book: Path) -> list[str]:
    return [fault for fault in faults(book.read_bytes()) if not fault.startswith(BOOK)]


def _is_no_fault(finding: dict[str, Any]) -> bool:
    """What outloud guesses, and is wrong about."""
    match finding["rule"]:
        case "TAG-002":  # prose that nobody reads: the running title of an act of one page
            return all(box["y1"] < _MARGIN or box["y0"] > 842 - _MARGIN for box in finding["boxes"])
        case "PAG-001":  # sentences of the text that come back, and fall at the edge of several pages
            return all(box["y0"] > _RUNNING and box["y1"] < 842 - _RUNNING for box in finding["boxes"])
        case "TAG-003":  # what its own engine writes in an empty signature field
            return str(finding["evidence"]) == "SIGN"
        case "TBL-004":  # a head of two rows: it counts again the cells that come down from the first
            return True
        case "TBL-012":  # many empty cells: a sheet to be signed
            return True
        case "LNK-010":  # an address printed to be typed
            return True
        case "ORD-001":  # the numbers of articles stand before their text and are painted after
            return True
    return False


CASES = [(clause, rank) for clause, breaks in BROKEN.items() for rank in range(len(breaks))]
SEEN_BY_US_ALONE = frozenset(
    {
        ("all_is_read_or_set_apart", 1),
        ("all_is_read_or_set_apart", 2),
        ("pages_lead_back", 0),
        ("headings_are_in_order", 2),
        ("headings_are_bookmarks", 0),
        ("files_are_told_of", 1),
        ("files_are_told_of", 5),
        ("head_cells_say_of_what", 0),
        ("head_cells_say_of_what", 1),
        ("nothing_is_empty", 0),
        ("figures_are_told", 1),
        ("annotations_are_told", 2),
        ("annotations_are_told", 3),
        ("spaces_are_plain", 0),
    }
)


def test_the_reference_validator_fails_what_we_break(tmp_path: Path) -> None:
    """Of the files that our own clauses refuse, it refuses those that a program can judge by the letter."""
    whole = tmp_path / "whole.pdf"
    whole.write_bytes(drawn_act())
    made = {}
    for clause, rank in CASES:
        with pikepdf.open(io.BytesIO(drawn_act())) as pdf:
            BROKEN[clause][rank](pdf, Tagged(pdf))
            made[(clause, rank)] = tmp_path / f"{clause}-{rank}.pdf"
            as_it_is = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
            pdf.save(made[(clause, rank)], fix_metadata_version=False, **as_it_is)
    verdicts = verapdf([whole, *made.values()], tmp_path)
    assert not any(verdicts[str(whole), flavour] for flavour in FLAVOURS)
    passed = {
        case for case, file in made.items() if not any(verdicts[str(file), flavour] for flavour in FLAVOURS)
    }
    assert passed == SEEN_BY_US_ALONE
