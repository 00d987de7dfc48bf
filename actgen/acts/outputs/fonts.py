"""The faces of printed acts, and which characters they have.

The face is Spectral (Production Type, OFL 1.1), from the package `fontpkg-spectral`: static files,
drawn italic, bold and bold italic, lining and tabular figures, small capitals, the whole of Latin
Extended-A. It lacks U+202F and U+2011; the first is made from its space by HarfBuzz, the second is
written otherwise by `html`.

Signs that it lacks and that Word offers (a ticked box, arrows, stars, Greek letters) are drawn with DejaVu
Sans Mono, the one file of `python-barcode` that is used: a free licence, 0.2 MB, no other dependency. It
draws those signs and nothing else. The system's fonts are never looked at, so a character that neither face
has must be found before, by `text.characters`, whose list `tools/coverage.py` writes.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from actgen.base.errors import EnvironmentFault
from actgen.base.text.characters import FAMILY, SIGNS, characters_of

PACKAGE = "fontpkg-spectral"
FACES = ("Spectral-Regular", "Spectral-Italic", "Spectral-Bold", "Spectral-BoldItalic")
SIGNS_PACKAGE = "python-barcode"
SIGNS_FACE = "DejaVuSansMono"

_MODULE, _FILES = "fontpkg_spectral", "files"
_SIGNS_MODULE, _SIGNS_FILES = "barcode", "fonts"


def font_folder() -> Path:
    """The folder of the installed font files of the face.

    Raises EnvironmentFault when the font package is not installed, or has lost a face.
    """
    if (folder := _folder(_MODULE, _FILES, FACES)) is None:
        raise EnvironmentFault(_missing(FAMILY, "nécessaire aux PDF", PACKAGE))
    return folder


def signs_folder() -> Path | None:
    """The folder of the face of signs; None when its package is not installed."""
    return _folder(_SIGNS_MODULE, _SIGNS_FILES, (SIGNS_FACE,))


def need_signs(text: str) -> None:
    """Raises EnvironmentFault when a text has signs, and their face is not installed."""
    if signs_folder() is None and not characters_of(FAMILY).issuperset(text):
        raise EnvironmentFault(_missing(SIGNS, "nécessaire aux signes d’un PDF", SIGNS_PACKAGE))


def _folder(module: str, files: str, faces: Iterable[str]) -> Path | None:
    specification = find_spec(module)
    places = specification.submodule_search_locations if specification else None
    folders = (Path(place) / files for place in places or ())
    whole = (folder for folder in folders if all((folder / f"{face}.ttf").is_file() for face in faces))
    return next(whole, None)


def _missing(family: str, needed: str, package: str) -> str:
    return (
        f"La police {family}, {needed}, est introuvable. "
        f"Réinstallez-la (python -m pip install --force-reinstall {package})\u00a0; "
        "les sorties Word et HTML restent disponibles (--formats docx,html)."
    )


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
