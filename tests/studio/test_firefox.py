"""The evening in Firefox, by its keyboard alone, and every screen: another engine, the same file."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from actgen.studio.desk import address_of
from tests.acts.outputs.conformity.pages.browser import TAGS, axe_source
from tests.evening.gestures import PREPARED
from tests.session.acts import ROOT
from tests.studio.house import SESSION
from tests.studio.window import running
from tests.studio.windows.states import SCREENS, furnish

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PAGE = address_of(SESSION, "soir")
Step = tuple[str, Any]
FAULTS = f"""axe.run(document, {{runOnly: {json.dumps(TAGS)}, iframes: false}}).then(
    (told) => told.violations.map((each) => each.id))"""
FOCUS = "document.activeElement.id || document.activeElement.tagName"


def firefox(*steps: Step) -> list[Any]:
    """What the steps told, in Debian's Firefox."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "tools/setup.sh slow installs firefox-esr"
    script = Path(__file__).with_name("firefox.mjs")
    done = subprocess.run(
        ["node", script, ROOT / ".axe" / "package.json", program],
        input=json.dumps(steps),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    told: list[Any] = json.loads(done.stdout)
    return told


def _counter(words: str) -> Step:
    return "until", ["[data-dit]", words]


def _evening() -> list[Step]:
    """Fifteen members called, an item voted by all and one by numbers, the session closed."""
    return [
        ("focus", "#present-1"),
        *(("press", letter) for letter in "pppppp"),
        ("until", ["#membre-6.present", "Membre 6"]),
        ("run", FOCUS),
        ("press", "o"),
        ("type", "Adjointe 2"),
        ("press", "Tab"),
        ("until", ["#membre-7.pouvoir", "Membre 7"]),
        ("focus", "#present-8"),
        *(("press", letter) for letter in "ppppaape"),
        _counter("Point 1 : 11 présents · 1 pouvoir · 12 votants"),
        ("focus", "#unanimite-1"),
        ("press", "Enter"),
        _counter("Point 2"),
        ("focus", "#pour-2"),
        ("type", "10"),
        ("press", "Tab"),
        ("type", "2"),
        ("until", ["#point-2 .somme", "12 sur 12 ✓"]),
        ("press", "Enter"),
        _counter("Point 3"),
        ("focus", "#dit-levee"),
        ("type", "21h10"),
        ("press", "Tab"),
        ("until", ["#fin", "Signatures comptées"]),
        ("run", FOCUS),
    ]


def _hurry() -> list[Step]:
    """Two fields, the second typed while the first is being saved, then left without a key more."""
    return [
        ("focus", "#champ-seance-lieu"),
        ("type", " (1er étage)"),
        ("press", "Tab"),
        ("press", "Tab"),  # past « À distance », which is folded
        ("run", "document.activeElement.select?.()"),
        ("type", "06/11/2024"),
        ("until", ["#annonce", "Enregistré"]),
        ("press", "Tab"),
        ("until", ["main", "6 novembre 2024"]),
    ]


def test_an_evening_in_firefox_by_the_keyboard_alone_then_every_screen(tmp_path: Path) -> None:
    """One launch for all: a start of Firefox lasts as long as twenty screens."""
    root = tmp_path / "mairie"
    furnish(root)
    (root / SESSION).write_text(PREPARED, encoding="utf-8")
    with running(root) as studio:
        judged: list[Step] = [("run", axe_source()), ("run", FAULTS)]
        told = firefox(
            ("goto", studio.address),
            ("until", ["h1", "Mes séances"]),
            ("goto", f"{studio.origin}{PAGE}"),
            *judged,
            *_evening(),
            *judged,
            ("goto", f"{studio.origin}{address_of(SESSION, 'preparer')}"),
            *_hurry(),
            *(step for each in SCREENS for step in (("goto", f"{studio.origin}{each}"), *judged)),
        )
    focus = [each for each in told if isinstance(each, str)]
    assert focus[0] == "present-7"
    assert focus[-1] != "BODY"
    judgements = [each for each in told if isinstance(each, list)]
    assert len(judgements) == 2 + len(SCREENS)
    assert not any(judgements), [*zip(("soir", "soir", *SCREENS), judgements, strict=True)]
    text = (root / SESSION).read_text(encoding="utf-8")
    assert "  - Membre 7, pouvoir à Adjointe 2\n" in text
    assert "vote: 10 pour, 2 contre\n" in text
    assert "levee: 21h10\n" in text
    assert "# celui des papiers" in text
    assert "(1er étage)" in text
    assert "06/11/2024" in text, "what was typed while an answer came is saved when it is left"
