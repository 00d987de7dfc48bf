"""Private words at the head of pages, or in a link: masked where programs read, compared all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Name, String

from actgen.acts.outputs.carried import CACHE, public
from actgen.acts.outputs.house.look import DEFAULT, Look
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.inline import Link, Text
from actgen.acts.tree.nodes import Document, Paragraph, Style
from actgen.acts.tree.occultation import contains
from actgen.delivery.verify.alone import examine
from actgen.delivery.verify.result import Etat, Piece
from tests.acts.outputs.house.samples import letterhead
from tests.acts.outputs.sample_act import heading, paragraph
from tests.delivery.verify.tampering import opened, source

NOM = "Zoé QUIDAM"
SITE = "https://www.example.org"
TITRE, TETE = f"Secours à {NOM}", "Dietwiller · conseil municipal du 15 décembre 2022"


def act(title: str = TITRE, header: str = TETE, pages: int = 1, *links: str) -> Document:
    line = paragraph("Le conseil municipal accorde un secours. ")
    led = [Paragraph((Text("Voir "), Link((Text("sa page"),), each)), Style.BODY) for each in links]
    return Document(title, (heading(1, title), *led, *([line] * (1 + 60 * (pages - 1)))), header=header)


def printed(document: Document, look: Look = DEFAULT) -> bytes:
    return render_pdf(document, look, prives=(NOM,))


def pieces(content: bytes) -> tuple[Piece, ...]:
    seen = examine("acte.pdf", content)
    assert isinstance(seen, tuple)
    return seen[0]


def told(content: bytes) -> list[str]:
    lines = [f"{piece.nom} : {piece.phrase}" for piece in pieces(content) if piece.differe]
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines]


ADDRESSES = (
    f"{SITE}/zoe-quidam",
    f"{SITE}/Zo%C3%A9%20Quidam?a=1",
    "mailto:zoe.quidam@example.org",
    "https://zoe-quidam.example.org/x",
)


@pytest.mark.parametrize("pages", [1, 3])
@pytest.mark.parametrize(
    "document",
    [
        lambda pages: act(pages=pages),
        lambda pages: act("Secours", f"{NOM} · conseil municipal", pages),
        lambda pages: act("Secours", f"Dietwiller · {NOM}", pages),
        lambda pages: act(f"{NOM}", f"Dietwiller · {NOM} · secours", pages),
        lambda pages: act(TITRE, TETE, pages, *ADDRESSES),
    ],
    ids=["title", "beginning", "end", "both", "links"],
)
@pytest.mark.parametrize("paper", [False, True])
def test_what_is_private_is_masked_and_no_difference(
    document: Callable[[int], Document], pages: int, paper: bool
) -> None:
    content = printed(
        document(pages), Look(letterhead=letterhead(foot="{{ entete }} · {{ titre }}")) if paper else DEFAULT
    )
    carried = source(content).decode()
    assert CACHE in carried and not contains(carried, NOM) and "quidam" not in carried.casefold()
    assert [piece.etat for piece in pieces(content)] == [Etat.CONFORME], told(content)


# ---------------------------------------------------------------- what changes is found


def _first_link(pdf: pikepdf.Pdf) -> Any:
    return next(each for each in pdf.pages[0].Annots if each.Subtype == Name.Link)


def test_a_link_changed_behind_its_mask_is_no_longer_the_file_that_was_written() -> None:
    content = printed(act(TITRE, TETE, 1, f"{SITE}/zoe-quidam"))
    with opened(content) as (pdf, target):
        _first_link(pdf).A.URI = String(f"{SITE}/zoe-quidan")
    assert [piece.etat for piece in pieces(target.getvalue())] == [Etat.ALTERE]


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        (f"{SITE}/zoe-quidam", f"{SITE}/{CACHE}"),
        (f"{SITE}?nom=zoe+quidam", f"{SITE}/{CACHE}"),
        ("mailto:zoe.quidam@example.org", f"mailto:{CACHE}"),
        ("https://zoe-quidam.example.org/x", f"https:{CACHE}"),
        ("https://zoe:quidam@example.org/x", f"https:{CACHE}"),
        ("zoe-quidam.pdf", CACHE),
        (f"{SITE}/autre", f"{SITE}/autre"),
    ],
)
def test_of_a_private_address_the_site_is_told(address: str, masked: str) -> None:
    assert public(act("Secours", TETE, 1, address), None, (NOM,)).liens == (masked,)


def test_an_address_whose_words_are_private_is_told_no_further() -> None:
    document = Document("Acte", (Paragraph((Link((Text(NOM),), f"{SITE}/a"),), Style.BODY),))
    assert public(document, None, (NOM,)).liens == (f"{SITE}/{CACHE}",)
    assert public(document, None, ()).liens == (f"{SITE}/a",)
