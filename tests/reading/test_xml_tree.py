"""XML from elsewhere: a small tree, or why not; nothing else, whatever the bytes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.reading.xml_tree import MAX_DEPTH, MAX_ELEMENTS, XmlFault, XmlRefused, read_xml


def refused(content: bytes) -> XmlFault:
    with pytest.raises(XmlRefused) as told:
        read_xml(content)
    return told.value.fault


def test_names_attributes_and_lines() -> None:
    root = read_xml(
        b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<p:a xmlns:p="u" p:b="\xe9"><p:c/>\n<d/></p:a>'
    )
    assert (root.namespace, root.name, root.attributes, root.line) == ("u", "a", {"b": "é"}, 2)
    assert [(each.name, each.line) for each in root.children] == [("c", 2), ("d", 3)]
    assert root.child("d") is root.children[1] and root.child("e") is None


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", XmlFault.CUT),
        (b"<a><b/>", XmlFault.CUT),
        (b"<a", XmlFault.CUT),
        (b"un texte", XmlFault.OTHER),
        (b"<a></b>", XmlFault.OTHER),
        (b"<a>&b;</a>", XmlFault.OTHER),
        (b"<!DOCTYPE a><a/>", XmlFault.DOCTYPE),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', XmlFault.DOCTYPE),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"), XmlFault.DOCTYPE),
        (b"<?xml version='1.0' encoding='nulle-part'?><a/>", XmlFault.ENCODING),
        (b"<a>" * (MAX_DEPTH + 1), XmlFault.TOO_MUCH),
        (b"<a>" + b"<b/>" * MAX_ELEMENTS + b"</a>", XmlFault.TOO_MUCH),
    ],
)
def test_what_is_refused(content: bytes, fault: XmlFault) -> None:
    assert refused(content) is fault


@given(st.binary() | st.text().map(lambda text: f"<a b='{text}'>{text}</a>".encode("utf-8", "replace")))
def test_any_bytes_give_a_tree_or_a_refusal(content: bytes) -> None:
    with suppress(XmlRefused):
        read_xml(content)
