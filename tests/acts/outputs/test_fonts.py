import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.acts.outputs import fonts
from actgen.base.errors import EnvironmentFault
from actgen.base.text.characters import COVERAGE, missing_characters

SIGNS = "☒☐☑✔✓✗✘⇒⇔→►▪▫★☆☎✉⚠♥✂❖➢‣βγδΩ"
FRENCH = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»“”’‘–—…€°§²³ªº№½×−•☐☑"
NEIGHBOURS = "ñãõøåßðþłŁńśźżęąčšžřěůőűğışțșđćĐĀēīōŪ"


@pytest.mark.parametrize("text", [FRENCH, NEIGHBOURS, SIGNS, "a\u00a0b\u202fc\u2011d\u00ade\n\t"])
def test_what_acts_are_written_with_is_printable(text: str) -> None:
    assert missing_characters(text) == set()


@pytest.mark.parametrize("character", ["😀", "①", "ع", "漢", "ש", "\u202e", "\u0000", "\ufffd", "🇫", "ŉ"])
def test_what_the_face_lacks_is_named(character: str) -> None:
    assert missing_characters(f"Élodie {character} DEMARE") == {character}


@given(st.text())
def test_missing_characters_are_characters_of_the_text(text: str) -> None:
    missing = missing_characters(text)
    assert missing <= set(text)
    assert missing_characters("".join(set(text) - missing)) == set()


def test_the_coverage_file_is_that_of_the_installed_faces() -> None:
    command = [sys.executable, str(Path(__file__).parents[3] / "tools" / "coverage.py")]
    made = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    assert made.stdout == COVERAGE.read_text(encoding="ascii"), f"{command[1]} > {COVERAGE}"


def test_the_faces_are_static_and_free_to_embed() -> None:
    from fontTools.ttLib import TTFont

    for face in fonts.FACES:
        with TTFont(fonts.font_folder() / f"{face}.ttf", lazy=True) as font:
            assert "fvar" not in font
            assert font["OS/2"].fsType == 0
    assert "SIL OPEN FONT LICENSE" in (fonts.font_folder().parent / "LICENSE").read_text(encoding="utf-8")


def test_the_face_of_signs_is_static_and_free_to_embed() -> None:
    from fontTools.ttLib import TTFont

    with TTFont((fonts.signs_folder() or Path()) / f"{fonts.SIGNS_FACE}.ttf", lazy=True) as font:
        assert "fvar" not in font
        assert font["OS/2"].fsType == 0
        assert "Bitstream Vera" in font["name"].getDebugName(13)


def test_a_check_opens_no_font_and_no_engine() -> None:
    script = (
        "import sys; from actgen.base.text.characters import missing_characters; missing_characters('é')\n"
        "names = 'fontTools', 'weasyprint', 'fontpkg_spectral', 'barcode'\n"
        "print([name for name in names if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_without_the_font_package_the_user_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_MODULE", "a_package_that_is_not_installed")
    with pytest.raises(EnvironmentFault, match=r"pip install.*fontpkg-spectral.*docx,html"):
        fonts.font_folder()


def test_signs_alone_need_their_own_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_SIGNS_MODULE", "a_package_that_is_not_installed")
    fonts.need_signs(FRENCH + NEIGHBOURS)
    with pytest.raises(EnvironmentFault, match=r"DejaVu Sans Mono.*pip install.*python-barcode"):
        fonts.need_signs("case ☒ cochée")
