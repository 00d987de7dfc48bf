"""What finishers make of tags, links and files that an act carries; whole acts are in conformity/."""

from __future__ import annotations

import io
import warnings
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from actgen.acts.outputs.engine import engine
from actgen.acts.outputs.finishers import FINISHERS, apply, says_pdf_ua
from tests.acts.outputs.conformity.clauses import faults
from tests.acts.outputs.conformity.tags import Tagged, kids

PAGE = '<html lang="fr-FR"><head><title>Titre</title></head><body><h1>Titre</h1>{body}</body></html>'
TARGET = "https://www.telerecours.fr/"
LONG = "un texte qui prend plusieurs lignes et où le lien est donc coupé en autant de morceaux, " * 2


def drawn(body: str, **how: Any) -> bytes:
    return engine().pdf(PAGE.format(body=body), FINISHERS, **how)


def links(content: bytes) -> list[tuple[str, str]]:
    """The words of each link, and where it leads."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            (str(link.Contents), str(link.A.URI))
            for page in pdf.pages
            for link in page.get("/Annots", ())
            if link.Subtype == "/Link"
        ]


def test_a_link_says_where_it_leads() -> None:
    content = drawn(f'<p><a href="{TARGET}">Télérecours</a>, <a href="mailto:x@essai.fr">la mairie</a></p>')
    assert faults(content) == []
    assert links(content) == [
        (f"Lien vers {TARGET}", TARGET),
        ("Écrire à x@essai.fr", "mailto:x@essai.fr"),
    ]


def test_bold_words_in_a_link_are_no_second_link() -> None:
    content = drawn(f'<p>Le <a href="{TARGET}">site <strong>de <em>recours</em></strong></a>.</p>')
    assert faults(content) == []
    assert len(links(content)) == 1


def test_a_link_on_two_lines_is_two_that_say_the_same() -> None:
    content = drawn(f'<p><a href="{TARGET}">{LONG}</a></p>')
    assert faults(content) == []
    found = links(content)
    assert len(found) > 1 and len(set(found)) == 1


def test_what_runs_in_the_margins_is_read_by_no_voice() -> None:
    content = drawn("<p>Le texte.</p>")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (page,) = pdf.pages
        began = [i for i in pikepdf.parse_content_stream(page) if str(i.operator) in ("BDC", "BMC")]
        apart = [i.operands[1].Type for i in began if len(i.operands) > 1 and i.operands[0] == "/Artifact"]
        assert apart == ["/Pagination"], "the number of the page"
        read = Tagged(pdf).read
        assert len(read) == 2 and len(began) - len(apart) == 2, "the title and the text"
        strays = [t for t in pdf.objects if isinstance(t, pikepdf.Dictionary) and t.get("/S") == "/Span"]
        assert len(strays) == 2, "nothing is left of the tags that led to it"


def test_a_figure_is_where_it_says() -> None:
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><circle r="40"/></svg>'
    body = '<p>Avant.</p><img alt="Un rond" src="actgen:rond" style="display:block">'
    content = drawn(body, resources={"actgen:rond": (picture, "image/svg+xml")})
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (figure,) = Tagged(pdf).of("/Figure")
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
        assert (right - left, top - bottom) == pytest.approx((72, 72))
        assert 841.89 - top > 15 / 25.4 * 72, "below the margin"
        assert left == pytest.approx((24 + 32) / 25.4 * 72), "on the axis of the text"


def test_a_file_that_an_act_carries_is_named_once() -> None:
    from weasyprint import Attachment

    when = datetime(2022, 12, 15, tzinfo=UTC)
    kit = engine()

    def written(**how: Any) -> list[str]:
        carried = Attachment(
            string="titre: essai\n", name="f.yaml", created=when, modified=when, relationship="Source"
        )
        page = kit.html(string=PAGE.format(body=""), url_fetcher=kit.fetcher({}))
        how |= {"stylesheets": [kit.sheet], "font_config": kit.fonts, "pdf_variant": "pdf/a-3a"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # the colour profile of WeasyPrint
            content = page.write_pdf(attachments=[carried], **how)
        return [fault for fault in faults(content) if fault.startswith("files")]

    assert written() == ["files_are_told_of: a file is associated twice"], "what WeasyPrint does"
    assert written(finisher=lambda document, pdf: apply(FINISHERS, document, pdf)) == []


def test_a_description_of_another_make_is_a_fault_of_ours() -> None:
    class Described:
        stream = [b"<x:xmpmeta/>"]  # noqa: RUF012

    class File:
        objects = (None, Described)
        catalog = {"Metadata": b"1 0 R"}  # noqa: RUF012

    with pytest.raises(RuntimeError, match="RDF"):
        says_pdf_ua(None, File)


def test_kids_of_an_element_are_a_list_or_one() -> None:
    assert kids(pikepdf.Dictionary(K=pikepdf.Array([1, 2]))) == [1, 2]
    assert kids(pikepdf.Dictionary(K=1)) == [1] and kids(pikepdf.Dictionary()) == []


def numberings(content: bytes) -> list[str]:
    """How each list says that it is counted, in reading order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        lists = Tagged(pdf).of("/L")
        return [str(each.A.ListNumbering) if "/A" in each else "" for each in lists]


def test_an_ordered_list_says_how_it_is_counted() -> None:
    inner = "<ol><li>un</li><li>deux<ol><li>un a</li></ol></li></ol>"
    content = drawn(f"<ul><li>puce {inner}</li></ul><table><tr><td>{inner}</td></tr></table>")
    assert faults(content) == []
    assert numberings(content) == ["", "/Decimal", "/LowerAlpha", "/Decimal", "/LowerAlpha"]


def test_a_list_that_goes_on_the_next_page_is_counted_there_too() -> None:
    rows = "".join(f"<li><p>Point {rank}</p></li>" for rank in range(90))
    content = drawn(f"<ol>{rows}</ol><ul><li>puce</li></ul>")
    found = numberings(content)
    assert found[-1] == "" and len(found) >= 3 and set(found[:-1]) == {"/Decimal"}


def test_a_list_in_the_margin_of_pages_is_no_list_of_the_act() -> None:
    body = '<ul style="position: running(pied)"><li>puce</li></ul><ol><li>un</li></ol>'
    content = drawn(f"<style>@page {{ @bottom-left {{ content: element(pied) }} }}</style>{body}")
    assert faults(content) == [] and numberings(content) == ["/Decimal"]
