"""What helps people write: schemas for editors, starter files made from a few answers."""

from __future__ import annotations

from msgspec import Struct


class Page(Struct, frozen=True):
    """A page for the browser; `name` is that of its file unless another is asked for, `what` names its sort.

    Its head bears `mark` as all pages of its sort do: an older one is replaced, no other file is.
    """

    name: str
    content: bytes
    mark: str
    what: str
