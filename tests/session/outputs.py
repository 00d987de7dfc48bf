"""The words that a reader of each output gets, table heads repeated on a next page told once, no contents."""

from __future__ import annotations

from lxml import html

from actgen.acts.tree.layout import with_contents
from actgen.acts.tree.nodes import Contents, Document, Table, walk
from actgen.acts.tree.words import inline_text, plain_words
from tests.acts.outputs.docx.word_file import WordFile
from tests.acts.outputs.pdf_text import words as pdf_words
from tests.acts.outputs.test_html import body_words

__all__ = ["docx_words", "html_words", "pdf_words", "plain", "without_contents", "without_repeats"]


def docx_words(content: bytes) -> list[str]:
    return [plain(word) for word in WordFile(content).words()]  # an article's number is held together there


def html_words(content: bytes) -> list[str]:
    return body_words(html.document_fromstring(content))


def plain(word: str) -> str:
    """A word with the hyphen that a PDF gives back for a no-break one."""
    return word.replace("\u2011", "-")


def without_contents(found: list[str], document: Document, *, paged: bool) -> list[str]:
    """The words of a paper less its table of contents: each title, with its page where it is printed."""
    made = with_contents(document)
    listed = next((block for block in made.blocks if isinstance(block, Contents)), None)
    if listed is None:
        return found
    above = made.blocks[: made.blocks.index(listed)]
    place = end = len(plain_words(Document("", above)))
    page = 1
    for heading in listed.headings:
        title = [plain(word) for word in inline_text(heading.children).split()]
        assert [plain(word) for word in found[end : end + len(title)]] == title
        end += len(title)
        if paged:
            assert int(found[end]) >= page, title
            page, end = int(found[end]), end + 1
    return found[:place] + found[end:]


def without_repeats(found: list[str], document: Document) -> list[str]:
    """The words of a PDF, less the table heads that it prints again at the top of a page."""
    expected = [plain(word) for word in plain_words(document)]
    kept: list[str] = []
    place = 0
    while place < len(found):
        again = next((head for head in _heads(document) if found[place : place + len(head)] == head), [])
        if again and expected[len(kept) : len(kept) + len(again)] != again:
            place += len(again)
            continue
        kept.append(found[place])
        place += 1
    return kept


def _heads(document: Document) -> list[list[str]]:
    tables = (block for block in walk(document.blocks) if isinstance(block, Table) and block.head)
    return [_words_of_head(table) for table in tables]


def _words_of_head(table: Table) -> list[str]:
    alone = Document("", (Table((), table.head),))
    return [plain(word) for word in plain_words(alone)]
