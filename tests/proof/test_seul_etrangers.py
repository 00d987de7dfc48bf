"""Lone files that are no act of ours, or that mean harm: told, bounded, and left as they were."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Name

from actgen.outputs.pdf import render_pdf
from actgen.proof.pieces import Etat, Genre
from actgen.proof.seul import examiner, verifier_seul
from tests.outputs.sample_act import sample
from tests.proof.lone import ANOTHER, certificat, found, told
from tests.proof.tampering import opened, with_source


@pytest.fixture(scope="module")
def act() -> bytes:
    return certificat()


ALIASES = b"a: &a [x, x, x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c]\n" % (98 + n, 98 + n, 97 + n, 97 + n) for n in range(20)
)


@pytest.mark.parametrize(
    "yaml",
    [
        b"",
        b"bonjour",
        b"\xff\xfe\x00",
        ALIASES,
        b"format: 1\nenonces: !!python/object:os.system x\n",
        b"format: 2\n",
        b"format: 1\ninconnu: 1\n",
        b"format: 1\nenonces: x\n",
        b"format: 1\nenonces:\n  - [[1]]\n",
        b"[" * 5000,
    ],
    ids=[
        "nothing",
        "a word",
        "no text",
        "aliases",
        "tags",
        "format",
        "keys",
        "a word for a list",
        "a list",
        "deep",
    ],
)
def test_data_that_are_not_ours_say_so(act: bytes, yaml: bytes) -> None:
    assert told(with_source(act, yaml)) == [
        "acte.yaml : les données de l’acte (acte.yaml) ont été modifiées : elles ne sont plus celles d’actgen"
    ]


def test_a_comment_changed_in_the_data_is_told(act: bytes) -> None:
    with opened(act) as (pdf, target):
        stream = pdf.attachments["acte.yaml"].obj.EF.F
        stream.write(stream.read_bytes().replace(b"Seule", b"Toute"))
    assert len(told(target.getvalue())) == 1


def test_what_is_no_act_of_ours_is_not_judged() -> None:
    pdf, target = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(target)
    (piece,) = found(target.getvalue())
    assert piece.etat is Etat.NON_COMPARE and "n’est pas un acte d’actgen" in piece.phrase


def locked(content: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


def with_loops(content: bytes) -> bytes:
    """Tags that hold themselves, without end."""
    with opened(content) as (pdf, target):
        root = pdf.Root.StructTreeRoot.K[0]
        root.K = Array([root, *root.K])
    return target.getvalue()


def test_tags_without_end_end(act: bytes) -> None:
    assert told(with_loops(act)) == [ANOTHER]


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda act: act[: len(act) // 3], "n’a pas pu être lu"),
        (lambda _: b"", "n’a pas pu être lu"),
        (lambda _: b"bonjour", "n’a pas pu être lu"),
        (locked, "est protégé par un mot de passe ou des restrictions\u00a0:"),
    ],
    ids=["cut", "empty", "no PDF", "locked"],
)
def test_what_cannot_be_opened_says_why(act: bytes, tmp_path: Path, spoil: Any, expected: str) -> None:
    place = tmp_path / "acte.pdf"
    content = spoil(act)
    place.write_bytes(content)
    seen = verifier_seul(place)
    (piece,) = seen.pieces
    assert (piece.genre, piece.etat) == (Genre.FICHIER, Etat.DIFFERENT) and not seen.conforme
    assert piece.phrase.startswith(expected)
    assert place.read_bytes() == content


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    place = tmp_path / "acte.pdf"
    with place.open("wb") as file:
        file.truncate(100_000_001)  # takes no room on the disk
    (piece,) = verifier_seul(place).pieces
    assert piece.phrase.startswith("est trop gros")


def test_too_many_pages_are_not_looked_at(act: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actgen.proof.seul._MOST_PAGES", 0)
    assert examiner("acte.pdf", act) == "énorme"


@pytest.mark.slow
def test_a_drawing_that_swells_harms_nobody(act: bytes, tmp_path: Path) -> None:
    """4 GB of spaces in the drawing of a page, then in the data."""
    import zlib

    squeezed = zlib.compressobj(9)
    parts = [squeezed.compress(b" " * 50_000_000) for _ in range(80)]
    bomb = b"".join([*parts, squeezed.flush()])
    for where in ("page", "data"):
        with opened(act) as (pdf, target):
            stream = pdf.pages[0].Contents if where == "page" else pdf.attachments["acte.yaml"].obj.EF.F
            stream.write(bomb, filter=Name.FlateDecode)
        place = tmp_path / f"{where}.pdf"
        place.write_bytes(target.getvalue())
        assert not verifier_seul(place).conforme


def test_a_paper_without_data_is_told_from_a_stranger(tmp_path: Path) -> None:
    """The register of a year carries none: it is ours all the same, as long as its bytes are."""
    paper = render_pdf(sample(projet=False), carried=False)
    (tmp_path / "registre.pdf").write_bytes(paper)
    (piece,) = verifier_seul(tmp_path / "registre.pdf").pieces
    assert "est un papier d’actgen qui ne porte pas de données (registre" in piece.phrase
    assert "rien de plus ne peut en être dit sans journal" in piece.phrase
    (tmp_path / "registre.pdf").write_bytes(paper + b"\n")
    (piece,) = verifier_seul(tmp_path / "registre.pdf").pieces
    assert "n’est pas un acte d’actgen" in piece.phrase
    assert "un registre (il n’en porte jamais) dont les octets ont changé" in piece.phrase
