"""Which system libraries lay out the text of PDFs here: their versions move letters; no package pins them.

They are asked without the PDF engine, which takes a hundred times as long to load. They read no setting of
the machine when they are loaded: the engine can still give them our fonts alone.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache

_Library = ctypes.CDLL


def _words(symbol: str) -> Callable[[_Library], str]:
    def told(library: _Library) -> str:
        function = getattr(library, symbol)
        function.argtypes, function.restype = (), ctypes.c_char_p
        return (function() or b"").decode("ascii", "replace")

    return told


def _number(symbol: str) -> Callable[[_Library], str]:
    def told(library: _Library) -> str:
        function = getattr(library, symbol)
        function.argtypes, function.restype = (), ctypes.c_int
        return str(function())

    return told


# By name, what the engine calls them on Linux, macOS and Windows, and how each tells its version.
_LIBRARIES: Mapping[str, tuple[tuple[str, ...], Callable[[_Library], str]]] = {
    "Pango": (
        ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0-0.dll"),
        _words("pango_version_string"),
    ),
    "HarfBuzz": (
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "harfbuzz.dll"),
        _words("hb_version_string"),
    ),
    "Fontconfig": (
        ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "fontconfig-1.dll"),
        _number("FcGetVersion"),
    ),
}

# As `weasyprint.text.ffi` has them where its variable is not set.
_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"


@cache
def layout_libraries() -> Mapping[str, str]:
    """The version of each by its name, without those that this machine has not."""
    with _where_the_engine_looks():
        found = {name: _version(names, told) for name, (names, told) in _LIBRARIES.items()}
    return {name: version for name, version in found.items() if version}


@contextmanager
def _where_the_engine_looks() -> Iterator[None]:
    """On Windows, libraries are found in the folders that the engine names, and those of the system alone."""
    with ExitStack() as added:
        if add := getattr(os, "add_dll_directory", None):
            for folder in os.getenv("WEASYPRINT_DLL_DIRECTORIES", _FOLDERS).split(";"):
                with suppress(OSError):  # not there, or no whole path
                    added.enter_context(add(folder))
        yield


def _version(names: tuple[str, ...], told: Callable[[_Library], str]) -> str:
    for name in names:
        try:
            return told(_Library(name))
        except (OSError, AttributeError):  # not here; or so old that it doesn't tell
            continue
    return ""
