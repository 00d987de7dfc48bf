"""Where a title may be cut."""

from actgen.document.inline import Strong, Text
from actgen.document.layout import title, with_title
from actgen.document.nodes import Heading, PageBreak, Part

LONG = "Liste des délibérations examinées par le conseil communautaire"
JOINED = "Liste des délibérations examinées par\u00a0le\u00a0conseil\u00a0communautaire"


def test_a_title_of_two_lines_does_not_end_on_a_lone_word() -> None:
    assert title(Heading(1, (Text(LONG),))) == (Text(JOINED),)
    assert title(Heading(1, (Strong((Text(LONG),)),))) == (Strong((Text(JOINED),)),)


def test_a_title_of_one_line_and_what_is_no_title_stay_as_they_are() -> None:
    short = (Text("Extrait du registre des délibérations du conseil municipal"),)
    assert title(Heading(1, short)) == short
    assert title(Heading(2, (Text(LONG),))) == (Text(LONG),)


def test_one_word_too_long_for_a_line_stays_as_it_is() -> None:
    alone = (Text("a" * 70),)
    assert title(Heading(1, alone)) == alone
    assert title(Heading(1, (Text(f"{'a' * 58} du conseil"),))) == (Text(f"{'a' * 58}\u00a0du\u00a0conseil"),)


def test_the_title_is_cut_wherever_it_stands() -> None:
    plain, cut = (Heading(1, (Text(text),)) for text in (LONG, JOINED))
    assert with_title((PageBreak(), plain)) == (PageBreak(), cut)
    assert with_title((Part("copie", (plain,)),)) == (Part("copie", (cut,)),)
