"""What takes long: begun once, told as it goes, its faults in our words."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from actgen.base.errors import EnvironmentFault
from actgen.studio.works import Work, Works

NOW = datetime(2026, 11, 30, 14, 2)


def test_a_work_tells_how_far_it_is_then_what_it_made() -> None:
    works, go, half = Works(lambda: NOW), Event(), Event()

    def make(work: Work) -> str:
        work.expect(2, 0)
        work.done()
        half.set()
        go.wait()
        work.done()
        return "fait"

    works.begin("registre", "registre", make)
    half.wait()
    work = works.of("registre")
    assert work is not None
    assert (work.en_cours, work.fait, work.total, work.resultat) == (True, 1, 2, None)
    go.set()
    works.wait()
    over = works.of("registre")
    assert over is not None
    assert (over.en_cours, over.fait, over.resultat, over.fini) == (False, 2, "fait", NOW)
    assert (work.en_cours, work.fait) == (True, 1), "a page that is being made tells one moment"
    assert works.of("archive") is None


def test_it_is_begun_once_while_it_goes_on_and_again_after() -> None:
    works, go, made = Works(lambda: NOW), Event(), list[str]()

    def make(_work: Work) -> None:
        go.wait()
        made.append("fait")

    for _ in range(3):
        works.begin("registre", "registre", make)
    go.set()
    works.wait()
    assert made == ["fait"]
    works.begin("registre", "registre", make)
    works.wait()
    assert made == ["fait", "fait"]


def test_two_works_are_done_one_after_the_other() -> None:
    works, go, first = Works(lambda: NOW), Event(), Event()

    def slow(_work: Work) -> None:
        first.set()
        go.wait()

    works.begin("un", "registre", slow)
    first.wait()
    works.begin("deux", "archive", lambda _: go.is_set())
    go.set()
    works.wait()
    second = works.of("deux")
    assert second is not None
    assert second.resultat is True


def test_a_fault_is_told_in_our_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def full(_work: Work) -> None:
        raise EnvironmentFault("Le disque est plein.")

    def broken(_work: Work) -> None:
        raise RuntimeError("secret")

    works = Works(lambda: NOW)
    works.begin("plein", "registre", full)
    works.begin("casse", "registre", broken)
    works.wait()
    told = [work.faute for work in (works.of("plein"), works.of("casse")) if work is not None]
    assert told[0] == "Le disque est plein."
    assert told[1].startswith("Le studio s’est trompé")
    assert "secret" not in told[1]
    (report,) = tmp_path.glob("actgen-erreur-*.log")
    assert told[1].endswith(str(report))
