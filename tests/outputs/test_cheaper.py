"""What is spared the PDF engine changes no byte of a PDF."""

from __future__ import annotations

from typing import Any

import pytest

from actgen.outputs import finishers
from actgen.outputs.engine import engine, without_notes
from actgen.outputs.finishers import FINISHERS
from actgen.records import replace

PAGE = """<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8"><title>Acte</title></head><body>
<h1>Acte</h1><h2 id="un">Article 1</h2><p>Le <strong>conseil</strong> <em>municipal</em><br>adopte.</p>
<ul><li>un<ul><li>deux</li></ul></li></ul><ol start="3"><li>trois</li></ol>
<table><caption>Membres</caption><thead><tr><th scope="col">Nom</th></tr></thead>
<tbody><tr><td>Membre 1</td></tr></tbody></table></body></html>"""


def _drawn() -> bytes:
    return engine().pdf(PAGE, FINISHERS)


def test_the_sheet_without_notes_draws_the_same_bytes() -> None:
    from weasyprint import HTML

    plain = replace(engine(), html=HTML)
    assert plain.pdf(PAGE, FINISHERS) == _drawn()


def test_rules_for_notes_are_left_out_and_no_other() -> None:
    from weasyprint.html import UA_STYLESHEET

    before, after = UA_STYLESHEET.matcher, without_notes(UA_STYLESHEET).matcher
    names = [selector[3] for selector in before.other_selectors if selector not in after.other_selectors]
    assert sorted(names) == ["footnote-call", "footnote-marker", "note-call", "note-callback", "note-marker"]
    assert any(selector[3] == "marker" for selector in after.other_selectors)
    assert after.lower_local_name_selectors == before.lower_local_name_selectors


def test_objects_turned_into_bytes_once_give_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _drawn()
    turned: list[int] = []

    def leave(_document: Any, pdf: Any) -> None:
        turned.append(len(pdf.objects))

    monkeypatch.setattr(finishers, "freeze", leave)
    assert _drawn() == made and turned
