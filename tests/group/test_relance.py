"""The letter to a council that is late reminds it: it gives no past day as one to come."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest

from actgen.group.batch import prepare_batch
from actgen.jobs import Workers
from actgen.session.result import Options
from tests.group.espaces import espace

SENT = "  a_deliberer_avant: 31/12/2024\n"


def letter(folder: Path, au: date | None) -> str:
    file = espace(folder)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(SENT, f"{SENT}  lettre_du: 12/11/2024\n"), encoding="utf-8")
    options = Options(formats=("html",), out=folder / "output", aujourd_hui=au)
    list(prepare_batch(file, options).run(Workers(1)))
    (made,) = (folder / "output").glob("*/communes/29078-hanvec/avant-le-vote/1-lettre.html")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", made.read_text(encoding="utf-8"))).split())


@pytest.mark.parametrize("au", [None, date(2024, 12, 31)])
def test_until_the_day_it_asks(tmp_path: Path, au: date | None) -> None:
    told = letter(tmp_path, au)
    assert "est invité à délibérer avant le 31 décembre 2024" in told
    assert "12 novembre 2024" in told
    assert "actgen" not in told


def test_after_it_reminds_and_bears_no_earlier_date(tmp_path: Path) -> None:
    told = letter(tmp_path, date(2025, 1, 1))
    assert "était invité à délibérer avant le 31 décembre 2024" in told
    assert "Il est invité à le faire dès sa prochaine séance, sur la convention" in told
    assert "12 novembre 2024" not in told
