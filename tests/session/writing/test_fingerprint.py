import hashlib
import importlib
import io
import zipfile
import zlib

import pikepdf
import pytest

from actgen.session.writing.fingerprint import content_sha256, fingerprint


def word(level: int, parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980 + level, 1, 1, 0, 0, 0)), content)
    return target.getvalue()


def pdf(level: int, text: bytes, *, title: str = "Acte", object_streams: bool = False) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page()
    stream = pikepdf.Stream(document, zlib.compress(text, level))
    stream.Filter = pikepdf.Name.FlateDecode
    page.Contents = stream
    document.docinfo["/Title"] = title
    document.Root.Mark = document.make_indirect(pikepdf.Array([1, True]))
    target = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if object_streams else pikepdf.ObjectStreamMode.disable
    document.save(target, object_stream_mode=mode, compress_streams=True)
    return target.getvalue()


PARTS = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>" * 90}


def test_a_word_file_is_its_parts_however_packed() -> None:
    packed = [word(1, PARTS), word(9, PARTS), word(0, PARTS, zipfile.ZIP_STORED)]
    packed.append(word(6, dict(reversed(PARTS.items()))))
    assert len(set(packed)) == 4
    assert len({content_sha256("a.docx", content) for content in packed}) == 1


def test_a_word_file_with_another_text_is_another() -> None:
    other = PARTS | {"word/document.xml": b"<w:document>x</w:document>"}
    moved = {"[Content_Types].xml": b"", "word/document.xml": b"<Types/>" + PARTS["word/document.xml"]}
    marks = {content_sha256("a.docx", word(6, parts)) for parts in (PARTS, other, moved)}
    assert len(marks) == 3


def test_a_pdf_is_its_objects_however_compressed() -> None:
    text = b"BT (Dietwiller) Tj ET " * 200
    fast, best = pdf(1, text), pdf(9, text)
    assert fast != best
    assert content_sha256("a.pdf", fast) == content_sha256("a.pdf", best)


def test_the_tables_of_a_compact_pdf_do_not_count() -> None:
    text = b"BT (Dietwiller) Tj ET " * 200
    fast, best = pdf(1, text, object_streams=True), pdf(9, text, object_streams=True)
    assert fast != best
    assert content_sha256("a.pdf", fast) == content_sha256("a.pdf", best)


@pytest.mark.parametrize("other", [pdf(1, b"BT (autre) Tj ET"), pdf(1, b"BT (acte) Tj ET", title="Autre")])
def test_a_pdf_with_another_text_or_title_is_another(other: bytes) -> None:
    assert content_sha256("a.pdf", pdf(1, b"BT (acte) Tj ET")) != content_sha256("a.pdf", other)


def test_a_photograph_in_a_pdf_counts_as_it_is_coded() -> None:
    def with_photograph(data: bytes) -> bytes:
        document = pikepdf.new()
        photograph = pikepdf.Stream(document, data)
        photograph.Filter = pikepdf.Name.DCTDecode
        document.Root.Photograph = document.make_indirect(photograph)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    one, two = (content_sha256("a.pdf", with_photograph(data)) for data in (b"\xff\xd8un", b"\xff\xd8de"))
    assert one != two


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html"])
def test_what_can_not_be_opened_is_its_bytes(name: str) -> None:
    content = "ni l’un ni l’autre".encode()
    expected = hashlib.sha256(len(content).to_bytes(8, "big") + content).hexdigest()
    assert content_sha256(name, content) == expected
    assert fingerprint(name, content).sha256 == hashlib.sha256(content).hexdigest()


def test_what_several_folders_hold_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprints = importlib.import_module("actgen.session.writing.fingerprint")
    opened: list[str] = []

    def content(name: str, content: bytes) -> str:
        opened.append(name)
        return name

    monkeypatch.setattr(fingerprints, "content_sha256", content)
    monkeypatch.setattr(fingerprints, "_OPENED", {})
    monkeypatch.setattr(fingerprints, "_MOST_OPENED", 3)
    assert fingerprint("a.pdf", b"one") == fingerprint("b.pdf", b"one")
    assert opened == ["a.pdf"]
    assert fingerprint("a.docx", b"one").content_sha256 == "a.docx", "a file is what its name says"
    for number in range(10):
        fingerprint("c.pdf", b"%d" % number)
    assert len(fingerprints._OPENED) <= 3
