"""What is told of a stranger's file has an end, and what is too big is said to be that, not to be false."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, OutlineItem, String

from actgen.outputs.pdf import render_pdf
from actgen.proof import seul
from actgen.proof.donnees import LARGEST
from actgen.proof.pieces import Etat, Piece, Verification
from actgen.proof.seul import examiner, verifier_seul
from actgen.report.verify import conclusion
from tests.french import typing_faults
from tests.outputs.sample_act import sample
from tests.proof.tampering import opened, resealed, source, with_source

ENDLESS = "x" * 200_000
MANY = " ".join(f"mot{rank}" for rank in range(20_000))


@pytest.fixture(scope="module")
def act() -> bytes:
    return render_pdf(sample(projet=False))


def pieces(content: bytes) -> tuple[Piece, ...]:
    seen = examiner("acte.pdf", content)
    assert isinstance(seen, tuple)
    assert [typing_faults(each.phrase) for each in seen[0] if each.phrase] == [
        [] for each in seen[0] if each.phrase
    ]
    return seen[0]


def of_size(act: bytes, size: int) -> bytes:
    """The act with as many data, of which a reader of YAML sees no more than before."""
    told = source(act)
    return resealed(with_source(act, told + b"#" * (size - len(told) - 1) + b"\n"))


@pytest.mark.parametrize("size", [1_000_001, 3_000_000, LARGEST])
def test_data_as_long_as_those_of_long_minutes_are_compared(act: bytes, size: int) -> None:
    assert [each.etat for each in pieces(of_size(act, size))] == [Etat.CONFORME]


def test_data_that_are_too_long_are_said_to_be_that(act: bytes, tmp_path: Path) -> None:
    place = tmp_path / "acte.pdf"
    place.write_bytes(of_size(act, LARGEST + 1))
    found = verifier_seul(place)
    (piece,) = found.pieces
    assert not found.conforme and conclusion(found) == "Il n’a pas pu être comparé."
    assert "trop grosses pour être comparées" in piece.phrase and "5,1\u00a0Mo" in piece.phrase
    assert "modifiées" not in piece.phrase


# ---------------------------------------------------------------- many things


def _with_spoken(act: bytes, many: int) -> bytes:
    with opened(act) as (pdf, target):
        spoken = b"\n".join(b"/Span<</ActualText(mot %d)>>BDC EMC" % rank for rank in range(many))
        pdf.pages[0].Contents.write(pdf.pages[0].Contents.read_bytes() + spoken)
    return target.getvalue()


def test_of_thousands_of_things_the_first_are_told_and_the_others_counted(act: bytes) -> None:
    found = pieces(_with_spoken(act, 3_000))
    assert len(found) == 201 and found[0].phrase.startswith("«\u00a0mot 0\u00a0» se lit à voix haute")
    assert found[-1].phrase == "et 2\u202f800 autres différences, qui ne sont pas nommées"
    told = conclusion(Verification("acte.pdf", found, seul=True))
    assert told == "3\u202f000\u00a0différences avec les données qu’il porte."


def test_one_other_thing_is_one(act: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seul, "_MOST_TOLD", 3)
    assert [each.phrase for each in pieces(_with_spoken(act, 3))][
        -1
    ] == "«\u00a0mot 2\u00a0» se lit à voix haute à la place de ce qui est imprimé"
    assert pieces(_with_spoken(act, 4))[-1].phrase == "et 1 autre différence, qui n’est pas nommée"


# ---------------------------------------------------------------- endless words


def _drawn(mark: bytes, words: str) -> Callable[[pikepdf.Pdf], None]:
    def draw(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Resources.Font.Added = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        drawing = b"%s BT /Added 20 Tf (%s) Tj ET EMC" % (mark, words.encode())
        page.Contents.write(page.Contents.read_bytes() + b"\n" + drawing)

    return draw


def _noted(**keys: object) -> Callable[[pikepdf.Pdf], None]:
    def note(pdf: pikepdf.Pdf) -> None:
        added = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]))
        for key, value in keys.items():
            added[f"/{key}"] = value
        page = pdf.pages[0].obj
        page.Annots = Array([*page.get("/Annots", Array()), pdf.make_indirect(added)])

    return note


def _bookmarked(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(MANY, 0))


def _joined(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[MANY] = AttachedFileSpec(pdf, b"x", filename="x")


def _asked(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String(MANY)))
    pdf.Root.AcroForm.Fields.append(field)


def _titled(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo[Name.Title] = String(MANY)


@pytest.mark.parametrize(
    "change",
    [
        _drawn(b"/Span BMC", MANY),
        _drawn(b"/Span BMC", ENDLESS),
        _drawn(b"/Artifact BMC", MANY),
        _drawn(b"/Span<</ActualText(%s)>>BDC" % MANY.encode(), "x"),
        _noted(Subtype=Name("/" + "y" * 30_000)),
        _noted(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(ENDLESS))),
        _bookmarked,
        _joined,
        _asked,
        _titled,
    ],
    ids=["mots", "un mot", "en haut", "voix", "sorte", "lien", "signet", "joint", "champ", "titre"],
)
def test_endless_words_are_quoted_from_their_beginning(
    act: bytes, change: Callable[[pikepdf.Pdf], None]
) -> None:
    with opened(act) as (pdf, target):
        change(pdf)
    found = pieces(target.getvalue())
    assert [piece for piece in found if piece.differe and "…" in piece.phrase]
    assert max(len(piece.nom) + len(piece.phrase) for piece in found) < 700


def test_a_sort_of_statement_that_has_no_end_is_cut_too(act: bytes) -> None:
    yaml = source(act).replace(
        b"enonces:\n", b"enonces:\n  - sorte: " + ENDLESS.encode() + b"\n    texte: y\n"
    )
    (piece,) = pieces(resealed(with_source(act, yaml)))
    assert piece.nom == f"page 1, {'x' * 100}…"


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize(("left", "counted"), [(1, "1\u00a0page"), (2, "2\u00a0pages")])
def test_pages_that_are_gone_are_counted(act: bytes, left: int, counted: str) -> None:
    with opened(act) as (pdf, target):
        pages = len(pdf.pages)
        del pdf.pages[left:]
    (told,) = (each.phrase for each in pieces(target.getvalue()) if "en comptent" in each.phrase)
    assert told == f"le fichier a {counted}, ses données en comptent {pages}"


def _turned(pdf: pikepdf.Pdf) -> None:
    """As a tool does that moves pages."""
    pdf.Root.Pages.Kids = Array(list(pdf.Root.Pages.Kids)[::-1])


def _copied(pdf: pikepdf.Pdf) -> None:
    """As a tool does that makes pages anew: the tags lead to none of them."""
    pdf.pages.reverse()


@pytest.mark.parametrize("way", [_turned, _copied])
def test_pages_out_of_order_are_said_to_be_that_and_nothing_else(
    act: bytes, way: Callable[[pikepdf.Pdf], None]
) -> None:
    with opened(act) as (pdf, target):
        ranks = ", ".join(map(str, range(len(pdf.pages), 0, -1)))
        way(pdf)
    (piece,) = pieces(resealed(target.getvalue()))
    assert piece.nom == "pages" and f"l’une après l’autre, les pages {ranks} de l’acte" in piece.phrase


def test_no_page_is_named_where_the_tags_lead_to_none(act: bytes) -> None:
    with opened(act) as (pdf, target):
        _copied(pdf)
        del pdf.pages[0]
    places = [piece.nom for piece in pieces(target.getvalue())]
    assert places and not [place for place in places if place.startswith("page 0")]
