"""The versions that the bytes of an act depend on."""

from __future__ import annotations

import platform
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from actgen import __version__

# What lays out, shapes, packs or compresses; a tool that only reads the input has its effect in the text.
_LIBRARIES = (
    "docxtpl",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown",
    "pillow",
    "pydyf",
    "pyphen",
    "python-docx",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)


def library_versions() -> dict[str, str]:
    """actgen, Python, zlib and each library present that the bytes of an act depend on, by name."""
    return dict(_installed())


@cache
def _installed() -> Mapping[str, str]:
    found = {"actgen": __version__, "python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:  # a system without PDF still writes Word and HTML
            continue
    return found
