"""What a hostile reader did to an act: changes that show, hide or say something else, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from tests.delivery.verify.behind import Trick

PAGE = (0, 0, 595, 842)
_FIRST_WORDS = 3  # paragraphs that come before, of the letterhead


# ---------------------------------------------------------------- where things are


def _elements(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == tag]


def _paragraph(pdf: pikepdf.Pdf) -> Any:
    return _elements(pdf, "/P")[_FIRST_WORDS]


def _states(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from dict(page.Resources.get("/ExtGState", Dictionary())).values()


def _images(pdf: pikepdf.Pdf) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, Stream) and each.get("/Subtype") == "/Image"]


def _field(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.AcroForm.Fields[0]


def _over(pdf: pikepdf.Pdf, **keys: Any) -> None:
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, F=4, Rect=Array(PAGE), **keys))
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", Array()), note])


def _form(pdf: pikepdf.Pdf, drawing: bytes) -> Stream:
    form = pdf.make_stream(drawing)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array((-5000, -5000, 5000, 5000))
    return form


def _link(pdf: pikepdf.Pdf, **keys: Any) -> None:
    _over(pdf, Subtype=Name.Link, Dest=Array([pdf.pages[0].obj, Name.Fit]), **keys)


def _file(pdf: pikepdf.Pdf, name: str) -> Any:
    return pdf.make_indirect(pikepdf.AttachedFileSpec(pdf, b"format: 1\n", filename=name).obj)


def _carried(pdf: pikepdf.Pdf) -> Any:
    return pdf.attachments["acte.yaml"].obj


# ---------------------------------------------------------------- pages that show nothing, or something else


def blank_mask(pdf: pikepdf.Pdf) -> None:
    mask = _form(pdf, b"0 g 0 0 2000 2000 re f")
    mask.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    for state in _states(pdf):
        state.SMask = Dictionary(S=Name.Luminosity, G=mask)


def blend(pdf: pikepdf.Pdf) -> None:
    for state in _states(pdf):
        state.BM = Name.Screen


def thick(pdf: pikepdf.Pdf) -> None:
    for state in _states(pdf):
        state.LW = 40


def white_colours(pdf: pikepdf.Pdf) -> None:
    white = pdf.make_stream(b"{pop pop pop 1 1 1}")
    white.FunctionType, white.Domain, white.Range = 4, Array([0, 1] * 3), Array([0, 1] * 3)
    space = Array([Name.DeviceN, Array([Name.A, Name.B, Name.C]), Name.DeviceRGB, white])
    pdf.pages[0].Resources.ColorSpace = Dictionary(DefaultRGB=space)


def other_profile(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(b"x")


def transfer(pdf: pikepdf.Pdf) -> None:
    white = pdf.make_stream(b"{pop 1}")
    white.FunctionType, white.Domain, white.Range = 4, Array([0, 1]), Array([0, 1])
    for state in _states(pdf):
        state.TR = white


def bookmark_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.A = Dictionary(S=Name.JavaScript, JS=String("x"))


def bookmark_address(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.A = Dictionary(S=Name.URI, URI=String("https://example.org/"))


def wide_border(pdf: pikepdf.Pdf) -> None:
    _link(pdf, Border=Array([0, 0, 600]), C=Array([1, 1, 1]))


def coloured_field(pdf: pikepdf.Pdf) -> None:
    _field(pdf).MK = Dictionary(BG=Array([1, 0, 0]))
    pdf.Root.AcroForm.NeedAppearances = True


def upside_down(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Rotate = 180


def other_drawing(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents.write(b"0 g 0 0 500 500 re f")


def one_page_less(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids = Array(list(pdf.Root.Pages.Kids)[:-1])


def two_pages_changed_over(pdf: pikepdf.Pdf) -> None:
    first, second, *rest = list(pdf.Root.Pages.Kids)
    pdf.Root.Pages.Kids = Array([second, first, *rest])


def miniature(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Thumb = pdf.make_stream(b"\0\0\0", Width=1, Height=1)


# ---------------------------------------------------------------- fields


def wide_field(pdf: pikepdf.Pdf) -> None:
    _field(pdf).Rect = Array(PAGE)


def renamed_field(pdf: pikepdf.Pdf) -> None:
    _field(pdf).T = String("secretaires")


def told_otherwise(pdf: pikepdf.Pdf) -> None:
    _field(pdf).TU = String("Rejeté")


def filled_by_nobody(pdf: pikepdf.Pdf) -> None:
    _field(pdf).V = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("00"))
    _field(pdf).AP = Dictionary(N=_form(pdf, b"0 g 0 0 900 900 re f"))


def filled_and_wide(pdf: pikepdf.Pdf) -> None:
    filled_by_nobody(pdf)
    wide_field(pdf)


def stray_widget(pdf: pikepdf.Pdf) -> None:
    drawn = Dictionary(N=_form(pdf, b"0 g 0 0 900 900 re f"))
    _over(pdf, Subtype=Name.Widget, FT=Name.Sig, T=String("maire"), AP=drawn)


def dynamic_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")


# ---------------------------------------------------------------- what is carried


def other_source(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF = Array([_file(pdf, "acte.yaml")])


def shown_under_another_name(pdf: pikepdf.Pdf) -> None:
    _carried(pdf).UF = String("facture.yaml")


def second_content(pdf: pikepdf.Pdf) -> None:
    _carried(pdf).EF.UF = pdf.make_stream(b"format: 1\n")


def file_of_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AF = Array([_file(pdf, "x.exe")])


# ---------------------------------------------------------------- what is heard


def alternate_words(pdf: pikepdf.Pdf) -> None:
    _paragraph(pdf).Alt = String("Rejeté")


def spelled_out(pdf: pikepdf.Pdf) -> None:
    _paragraph(pdf).E = String("Rejeté")


def unheard(pdf: pikepdf.Pdf) -> None:
    _paragraph(pdf).S = Name.Artifact


def other_roles(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.Artifact)


def head_as_cell(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/TH")[0].S = Name.TD


def other_scope(pdf: pikepdf.Pdf) -> None:
    for head in _elements(pdf, "/TH"):
        head.A = Dictionary(O=Name.Table, Scope=Name.Both)


def other_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("de")


def paragraph_in_another_language(pdf: pikepdf.Pdf) -> None:
    _paragraph(pdf).Lang = String("de")


def unmarked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def swapped_paragraphs(pdf: pikepdf.Pdf) -> None:
    first, second = _elements(pdf, "/P")[_FIRST_WORDS : _FIRST_WORDS + 2]
    first.K, second.K = second.K, first.K


# ---------------------------------------------------------------- pictures


def negative(pdf: pikepdf.Pdf) -> None:
    _images(pdf)[0].Decode = Array([1, 0] * 3)


def masked(pdf: pikepdf.Pdf) -> None:
    _images(pdf)[0].SMask = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)


def narrow(pdf: pikepdf.Pdf) -> None:
    _images(pdf)[0].Width = 1


def another_when_printed(pdf: pikepdf.Pdf) -> None:
    other = Dictionary(Image=_form(pdf, b"0 0 9 9 re f"), DefaultForPrinting=True)
    _images(pdf)[0].Alternates = Array([other])


# ---------------------------------------------------------------- where one is led, what the file says


def hidden_link(pdf: pikepdf.Pdf) -> None:
    _link(pdf, A=Dictionary(S=Name.URI, URI=String("https://example.org/")))


def hidden_program(pdf: pikepdf.Pdf) -> None:
    _link(pdf, A=Dictionary(S=Name.Launch, F=String("x.exe")))


def base_of_links(pdf: pikepdf.Pdf) -> None:
    pdf.Root.URI = Dictionary(Base=String("https://example.org/"))


def portfolio(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Collection = Dictionary(View=Name.D)


def numbers_of_pages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("Rejeté"))]))


def script(pdf: pikepdf.Pdf) -> None:
    code = Dictionary(S=Name.JavaScript, JS=String("x"))
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), code]))


def other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo[Name.Title] = String("Rejeté")


def other_description(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"Dietwiller", b"Mulhouse"))


def other_tool(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo[Name.Creator] = String("Autre")


def undescribed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


TRICKS: tuple[Trick, ...] = tuple(
    each
    for name, each in list(globals().items())
    if callable(each)
    and getattr(each, "__module__", "") == __name__
    and list(each.__annotations__) == ["pdf", "return"]
    and not name.startswith("_")
)
