"""Words that Word draws as a picture: a watermark across each page, a decorative text. None is read back."""

from __future__ import annotations

from actgen.outputs.docx.markup import Element, local, plain_text

_NOT_SHOWN = ("Fallback", "del", "object")
_STRAIGHT = "textNoShape"  # the letters of a plain text box


def drawn_words(element: Element) -> str:
    """The words drawn under an element, once for readers of any age; empty without."""
    return " ".join(said for node in element.iter() if (said := " ".join(_of(node).split())))


def _of(node: Element) -> str:
    """The words of a shape as Word writes it, or LibreOffice after it: a box whose letters are bent."""
    tag = local(node)
    if tag not in ("textpath", "prstTxWarp") or any(
        local(above) in _NOT_SHOWN for above in node.iterancestors()
    ):
        return ""
    if tag == "textpath":
        return str(node.get("string", ""))
    shape = next((above for above in node.iterancestors() if local(above) == "wsp"), None)
    return "" if shape is None or node.get("prst") == _STRAIGHT else plain_text(shape)
