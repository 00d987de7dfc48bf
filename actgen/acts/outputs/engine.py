"""The PDF engine of this process: one font configuration, one parsed sheet, no network, no silence.

Fontconfig is given a configuration of ours that holds the folders of our two faces and nothing else; the
second is known to have but the signs that the first lacks. So no font of the system, no setting of the
machine or of its user can come into an act; nothing is copied into a temporary folder that a killed process
would leave behind; and the engine has not to list the fonts of the machine when it starts.
"""

from __future__ import annotations

import copy
import ctypes.util
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

from msgspec import Struct

from actgen.acts.outputs.continued import CONTINUED, started
from actgen.acts.outputs.finishers import apply
from actgen.acts.outputs.fit import PLAIN, Fit, Setting
from actgen.acts.outputs.fonts import font_folder, need_signs, signs_folder
from actgen.acts.outputs.memos import forget, install
from actgen.acts.outputs.pdf_objects import Finisher
from actgen.acts.outputs.pdf_seal import sealed
from actgen.base.errors import EnvironmentFault
from actgen.base.text.characters import SIGNS, sign_ranges
from actgen.reading.sources import shipped

VARIANT = "pdf/a-3a"
Resources = Mapping[str, tuple[bytes, str]]
"""The bytes and the type of each image and font that a page may ask for, by the name it asks by."""

LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

_NONE: Resources = {}
_PLAINLY = Setting(PLAIN)
_MILLIMETRE = 25.4 / 96  # a pixel of CSS
_SUBSETTER = "HarfBuzz-Subset"  # in the one warning that is the machine's fault and not ours
_REMEDY = (
    f"Sous Debian ou Ubuntu, tapez\u00a0: sudo apt install {LIBRARIES}\u00a0; "
    "sous un autre système, voyez la documentation d’installation. "
    "Les sorties Word et HTML restent disponibles (--formats docx,html)."
)
_NO_ROOM = (
    "Le dossier des fichiers temporaires ne peut pas être utilisé. "
    "Libérez de la place sur le disque, ou indiquez un autre dossier par la variable TMPDIR."
)


class Carried(Struct, frozen=True):
    """A text that a PDF carries: its name, what it is in words and to the act, the day that it bears."""

    name: str
    content: bytes
    description: str
    relationship: str
    day: datetime


class Engine(Struct, frozen=True):
    """WeasyPrint, made ready once a process."""

    html: Callable[..., Any]
    fetcher: Callable[[Resources], Any]
    refusal: type[BaseException]
    sheet: Any
    fonts: Any
    configuration: Callable[[], Any]
    attachment: Callable[..., Any]

    def pdf(
        self,
        markup: str,
        finishers: Sequence[Finisher],
        resources: Resources = _NONE,
        carried: Sequence[Carried] = (),
        *,
        setting: Setting = _PLAINLY,
    ) -> bytes:
        """HTML to PDF/A; the file carries these others.

        Raises RuntimeError for markup that asks for another resource or is not understood, and
        EnvironmentFault for signs whose face is not installed.
        """
        need_signs(markup)
        with silence_asserted(), warnings.catch_warnings():
            # WeasyPrint forgets to close its colour profile; Python does, at once, and would say so.
            warnings.simplefilter("ignore", ResourceWarning)
            try:
                return self._drawn(markup, finishers, resources, carried, setting)
            except self.refusal as refusal:  # no Exception, so that WeasyPrint can't swallow it
                raise RuntimeError(str(refusal)) from refusal

    def heights(self, markup: str, resources: Resources = _NONE) -> dict[str, float]:
        """How high each element that has an anchor is drawn, in millimetres. Raises as `pdf` does."""
        with silence_asserted():
            try:
                page = self.html(string=markup, url_fetcher=self.fetcher(resources))
                with self._fonts(resources) as fonts:
                    drawn = page.render(stylesheets=[self.sheet], font_config=fonts)
            except self.refusal as refusal:
                raise RuntimeError(str(refusal)) from refusal
        places = {name: place for sheet in drawn.pages for name, place in sheet.anchors.items()}
        return {name: (bottom - top) * _MILLIMETRE for name, (_, top, _, bottom) in places.items()}

    def fit(self, markup: str, setting: Setting, resources: Resources = _NONE) -> None:
        """Find the setting of an act that was not drawn yet. Raises as `pdf` does."""
        need_signs(markup)
        with silence_asserted():
            try:
                with self._fonts(resources) as fonts:
                    setting.drawn(partial(self._laid_out, markup, resources, fonts))
            except self.refusal as refusal:
                raise RuntimeError(str(refusal)) from refusal

    def _drawn(
        self,
        markup: str,
        finishers: Sequence[Finisher],
        resources: Resources,
        carried: Sequence[Carried],
        setting: Setting,
    ) -> bytes:
        with self._fonts(resources) as fonts:
            draw = partial(self._laid_out, markup, resources, fonts)
            drawn = setting.drawn(draw)
            written: bytes = drawn.write_pdf(
                pdf_variant=VARIANT,
                attachments=[self._attachment(each, resources) for each in carried],
                finisher=lambda document, pdf: apply(finishers, document, pdf),
            )
        return sealed(written)

    def _laid_out(self, markup: str, resources: Resources, fonts: Any, fit: Fit) -> Any:
        page = self.html(string=markup, url_fetcher=self.fetcher(resources))
        sheets = [self.sheet] if fit == PLAIN else [self.sheet, _fit_sheet(fit)]
        drawn = page.render(stylesheets=sheets, font_config=fonts, pdf_variant=VARIANT)
        if f'class="{CONTINUED}"' in markup:
            started(drawn.pages)
        return drawn

    @contextmanager
    def _fonts(self, resources: Resources) -> Iterator[Any]:
        """The configuration to draw with: one of its own (6 ms) where the house gives fonts.

        The engine puts those in a folder, and removes it with the configuration: one that lasted as long as
        the process would leave it behind, as all that is removed when a process ends.
        """
        if not any(kind.startswith("font/") for _, kind in resources.values()):
            yield self.fonts
            return
        with _only_our_fonts(font_folder()):
            fonts = self.configuration()
        try:
            yield fonts
        finally:
            if fonts._folder is not None:
                rmtree(fonts._folder, ignore_errors=True)
                fonts._folder = None

    def _attachment(self, carried: Carried, resources: Resources) -> Any:
        return self.attachment(
            string=carried.content.decode("utf-8"),
            name=carried.name,
            description=carried.description,
            created=carried.day,
            modified=carried.day,
            relationship=carried.relationship,
            url_fetcher=self.fetcher(resources),
        )


@cache
def _fit_sheet(fit: Fit) -> Any:
    """Parsed once, so that trees that look alike share what rules say of them."""
    from weasyprint import CSS  # a run that makes no PDF loads none of it

    return CSS(string=fit.sheet)


@cache
def engine() -> Engine:
    """The engine of this process, loaded when first asked for (0.4 s).

    Raises EnvironmentFault when Pango or the face is not installed.
    """
    with _only_our_fonts(font_folder()), _libraries_by_name(), silence_asserted():
        try:
            from weasyprint import CSS, HTML, Attachment  # half a second: for who makes a PDF
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
        except (ImportError, OSError) as fault:
            raise EnvironmentFault(
                f"Les PDF ne peuvent pas être faits\u00a0: la bibliothèque Pango est introuvable. {_REMEDY}"
            ) from fault

        class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
            """Acts are made of text and of what a house style has: nothing is ever fetched, near or far."""

            def __init__(self, resources: Resources) -> None:
                super().__init__()
                self.resources = resources

            def fetch(self, url: str, headers: object = None) -> Any:
                if url not in self.resources:
                    raise FatalURLFetchingError(f"an act asked for a resource: {url[:200]!r}")
                content, kind = self.resources[url]
                return URLFetcherResponse(url, content, {"Content-Type": kind})

        class PrintedPage(HTML):  # type: ignore[misc]
            """An act, under the engine's sheet without its rules for notes."""

            def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
                return [without_notes(sheet) for sheet in super()._ua_stylesheets(forms)]

        fonts = FontConfiguration()
        install(fonts)
        text = shipped("templates", "socle", "impression.css").read_text(encoding="utf-8")
        sheet = CSS(string=text, font_config=fonts, url_fetcher=ClosedFetcher(_NONE))
        return Engine(
            PrintedPage, ClosedFetcher, FatalURLFetchingError, sheet, fonts, FontConfiguration, Attachment
        )


@contextmanager
def silence_asserted() -> Iterator[None]:
    """Whatever WeasyPrint says in its log is a fault: a rule not understood, a glyph not found.

    Raises EnvironmentFault when it misses a library, else RuntimeError with all that it said.
    """
    heard = _Ear()
    logger = logging.getLogger("weasyprint")
    # A program may have raised the level of all, or disabled those that it didn't name (`dictConfig`).
    logger.setLevel(logging.WARNING)
    logger.disabled = False
    logger.addHandler(heard)
    try:
        yield
    except BaseException:
        forget()
        raise
    finally:
        logger.removeHandler(heard)
    if heard.messages:
        forget()
    if any(_SUBSETTER in message for message in heard.messages):
        raise EnvironmentFault(
            "Les PDF ne peuvent pas être faits\u00a0: la bibliothèque HarfBuzz-subset est introuvable. "
            + _REMEDY
        )
    if heard.messages:
        raise RuntimeError("WeasyPrint: " + " | ".join(heard.messages))


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """On Linux, system libraries are loaded by the names that they have, which WeasyPrint tries in the end.

    It tries other systems' names first, and for each of them Python starts a compiler and a linker to search
    with: fifty processes, a third of the time that the engine takes to load.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _found_nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _found_nowhere(name: str) -> str | None:
    return None


@contextmanager
def _only_our_fonts(folder: Path) -> Iterator[None]:
    """Fontconfig configured with one folder, for as long as configurations are loaded.

    Raises EnvironmentFault when there is no temporary folder to write the settings in.
    """
    with ExitStack() as stack:
        try:
            temporary = TemporaryDirectory(prefix="actgen-polices-", ignore_cleanup_errors=True)
            settings = Path(stack.enter_context(temporary)) / "fonts.conf"
            settings.write_text(_settings(settings.parent, folder, signs_folder()), encoding="utf-8")
        except OSError as fault:
            raise EnvironmentFault(_NO_ROOM) from fault
        with _environment(FONTCONFIG_FILE=str(settings), FONTCONFIG_SYSROOT=None):
            yield


def _settings(cache_folder: Path, *fonts: Path | None) -> str:
    signs = "".join(f"<range><int>{first}</int><int>{last}</int></range>" for first, last in sign_ranges())
    folders = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in fonts if folder)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"{folders}<cachedir>{escape(str(cache_folder))}</cachedir>"
        f'<match target="scan"><test name="family"><string>{SIGNS}</string></test>'
        f'<edit name="charset" mode="assign"><charset>{signs}</charset></edit></match></fontconfig>'
    )


@contextmanager
def _environment(**wanted: str | None) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in wanted}
    try:
        _set_environment(wanted)
        yield
    finally:
        _set_environment(before)


def _set_environment(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


_PSEUDO = 3  # where an entry of cssselect2 names its pseudo-element
_NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})


@cache
def without_notes(sheet: Any) -> Any:
    """The copy of a parsed sheet where no pseudo-element of notes is asked for."""
    lean = copy.copy(sheet)
    lean.matcher = copy.copy(sheet.matcher)
    lean.matcher.other_selectors = [
        selector for selector in sheet.matcher.other_selectors if selector[_PSEUDO] not in _NOTES
    ]
    return lean
