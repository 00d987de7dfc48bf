"""A file that isn't the Word document expected: what it is, and what to do, each in its own sentence."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from actgen.acts.outputs.docx.archive import archive_fault
from actgen.acts.templating.prose_docx import read_docx
from actgen.acts.templating.word.parts import Package, open_package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def document() -> bytes:
    file = io.BytesIO()
    docx.Document().save(file)
    return file.getvalue()


def with_type(old: str, new: str) -> bytes:
    """A document where one part says another type."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document())) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return made.getvalue()


def encrypted() -> bytes:
    content = bytearray(archive(**{"word/document.xml": b"x"}))
    content[6] |= 1  # the flag of the first entry, and of the same in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


MAIN = "document.main+xml"
SORTS = {
    "empty": (b"", "vide", "copie saine"),
    "all zeros": (bytes(4_000), "vide", "copie saine"),
    "old Word": (OLE + bytes(600), "ancien document Word", "Enregistrez|enregistrez-le"),
    "password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "mot de passe", "mot de passe"),
    "password of an archive": (encrypted(), "mot de passe", "mot de passe"),
    "PDF": (b"%PDF-1.7 x", "un PDF", "dont il est tiré"),
    "RTF": (b"{\\rtf1 x}", "RTF", "enregistrez-le"),
    "page": (b"<html>x</html>", "n’est pas un document Word", "enregistrez-le"),
    "cut short": (document()[:3_000], "coupé", "copie saine"),
    "ODT": (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "LibreOffice", "enregistrez-le"),
    "Excel": (archive(**{"xl/workbook.xml": b"<a/>"}), "classeur Excel", "tableaux"),
    "any archive": (archive(a=b"x"), "n’est pas un document Word", "enregistrez-le"),
}


@pytest.mark.parametrize("sort", SORTS)
def test_each_sort_of_file_has_its_sentence(sort: str) -> None:
    content, what, remedy = SORTS[sort]
    fault = archive_fault(content)
    assert fault is not None and what in fault.what
    assert any(words in fault.remedy for words in remedy.split("|"))
    _, findings = read_docx(content, "point.docx")
    assert findings[0].message.endswith(fault.what) and findings[0].hint == fault.remedy


@pytest.mark.parametrize(
    ("new", "what"),
    [("template.main+xml", "modèle de Word (.dotx)"), ("document.macroEnabled.main+xml", "macros (.docm)")],
)
def test_a_model_and_a_file_with_macros_are_named(new: str, what: str) -> None:
    found = open_package(with_type(f"wordprocessingml.{MAIN}", f"wordprocessingml.{new}"), "corps.docx")
    assert what in getattr(found, "message", "")


def test_a_document_is_opened() -> None:
    assert archive_fault(document()) is None


def test_the_text_of_a_document_may_be_in_a_part_of_another_name() -> None:
    """Office 365 calls it « document2.xml »."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document())) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                content = content.replace(b"document.xml", b"document2.xml")
            target.writestr(name.replace("document.xml", "document2.xml"), content)
    assert read_docx(made.getvalue(), "point.docx") == ((), ())
    assert isinstance(open_package(made.getvalue(), "corps.docx"), Package)
