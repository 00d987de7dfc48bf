"""Each figure of an act of each kind, changed in its Word file: told, traced, taken where it is exact."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

import actgen
from actgen.api.retouches import take_and_save
from actgen.api.session import Session
from actgen.base.errors import UsageError
from actgen.session.result import Options
from actgen.session.retouches import Provenance
from tests.session.acts import ROOT
from tests.session.test_retouches import correct

TEMPLATES = ROOT / "templates"
GROUP, AVENANT = TEMPLATES / "conventions/groupement_commandes", TEMPLATES / "conventions/avenant"
KINDS = sorted(place.parent.name for place in TEMPLATES.glob("deliberations/*/acte.yaml"))
QUICK = ("tarifs",)
SESSION = "seances/exemple.yaml"
_RUN = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_SIGN = "0931"  # no act says it
_EACH = 12  # figures between two that are changed alone: each asks for the act to be made again


def kinds() -> list[object]:
    slow = pytest.mark.slow
    return [kind if kind in QUICK else pytest.param(kind, marks=slow) for kind in KINDS]


def open_kind(root: Path, kind: str) -> None:
    """The example of a kind, nothing of it sent, its act written in Word."""
    for part in ("collectivites", "groupements", "seances"):
        (root / part).mkdir()
    for file in (GROUP / "exemple.yaml", GROUP / "exemple-contexte.md", *AVENANT.glob("exemple*")):
        if kind == "avenant_groupement" or file.parent == GROUP:
            shutil.copy(file, root / "groupements")
    text = (TEMPLATES / "deliberations" / kind / "exemple.yaml").read_text("utf-8")
    for debats in (TEMPLATES / "deliberations" / kind).glob("exemple-*.md"):
        shutil.copy(debats, root / "seances")
    for named in re.findall(r"(?m)^    annexes: (\S+)$", text):
        (root / "seances" / named).touch()
    (root / SESSION).write_text(text.partition("\nsuites:")[0] + "\n", "utf-8")
    acts = (each for each in opened(root).acts if each.kind.code == kind and not each.copie)
    only = Options(only=(next(acts).key,))
    actgen.Workspace(root).session(SESSION, options=only).render(out=root / "output", formats=("docx",))


def opened(root: Path) -> Session:
    return actgen.Workspace(root).session(SESSION, options=Options(out=root / "output", full=True))


def figures(place: Path) -> list[tuple[int, int]]:
    """Where each figure of its text begins and ends in its markup, spaces between thousands left out."""
    text = zipfile.ZipFile(place).read("word/document.xml").decode()
    runs = ((run.start(1), run[1]) for run in _RUN.finditer(text))
    return [(at + n.start(), at + n.end()) for at, words in runs for n in re.finditer(r"\d+", words)]


def other(text: str, end: int) -> str:
    """A markup whose figure that ends there is another."""
    return f"{text[: end - 1]}{(int(text[end - 1]) + 1) % 10}{text[end:]}"


@pytest.mark.parametrize("kind", kinds())
def test_each_figure_that_word_changes_is_told_and_taken_only_where_it_is_exact(
    kind: str, tmp_path: Path
) -> None:
    open_kind(tmp_path, kind)
    (place,) = (tmp_path / "output").rglob("1-deliberation-*.docx")
    written, every = place.read_bytes(), figures(place)

    def all_of_them(text: str) -> str:
        for _, end in reversed(every):
            text = f"{text[:end]}{_SIGN}{text[end:]}"
        return text

    correct(place, all_of_them)
    told = opened(tmp_path).examination.retouches
    assert "".join(each.difference.apres for each in told).count(_SIGN) == len(every), "each is told, once"
    assert any(each.valeur is not None for each in told), "an act prints values of its session"
    alone = every[len(every) // 2 :: _EACH][: 3 if kind in QUICK else 1]
    taken = sum(_alone(tmp_path, place, span, written) for span in alone)
    assert taken or kind not in QUICK


def _alone(root: Path, place: Path, span: tuple[int, int], written: bytes) -> bool:
    """Whether that figure, changed alone, is taken: the act then says it, or nothing has changed."""
    session = (root / SESSION).read_bytes()
    place.write_bytes(written)
    correct(place, lambda text: other(text, span[1]))
    told, *others = opened(root).examination.retouches
    if others or not told.offered:  # a cell that now says what the next one does
        assert others or told.provenance is not Provenance.AUCUNE
        return False
    try:
        take_and_save(opened(root), told.cle)
    except UsageError:
        assert (root / SESSION).read_bytes() == session
        return False
    assert opened(root).examination.retouches == ()
    (root / SESSION).write_bytes(session)
    return True


def test_a_value_corrected_wherever_the_act_says_it_is_taken_at_once(tmp_path: Path) -> None:
    open_kind(tmp_path, "subvention")
    (place,) = (tmp_path / "output").rglob("1-deliberation-*.docx")
    correct(place, lambda text: text.replace("24\u202f000", "25\u202f000"))
    told = opened(tmp_path).examination.retouches
    assert len(told) > 1
    assert {each.lieu for each in told if each.offered} == {told[0].lieu}
    take_and_save(opened(tmp_path), told[0].cle)
    assert opened(tmp_path).examination.retouches == ()
    assert "montant: 25 000 €" in (tmp_path / SESSION).read_text("utf-8").replace("\u202f", " ")
