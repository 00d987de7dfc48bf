"""The letter to a council that is late reminds it: it gives no past day as one to come."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest

from actgen.delivery.verify.folders import verify_folder
from actgen.group.batch import prepare_batch
from actgen.session.jobs import Workers
from actgen.session.result import Options
from tests.group.espaces import espace

SENT = "  a_deliberer_avant: 31/12/2024\n"


def letter(folder: Path, au: date | None, vote: str = "", name: str = "rappel") -> str:
    file = espace(folder)
    text = file.read_text(encoding="utf-8").replace("adhesion: fermée", "adhesion: à tout moment")
    text = text.replace(SENT, f"{SENT}  lettre_du: 12/11/2024\n")
    if vote:
        table = f"commune;vote;deliberation\nHanvec;{vote}\n"
        (folder / "groupements/papier-retours.csv").write_text(table, encoding="utf-8")
        text = text.replace("\nconseils:", "  retours: papier-retours.csv\nconseils:")
    file.write_text(text, encoding="utf-8")
    options = Options(formats=("html",), out=folder / "output", aujourd_hui=au)
    list(prepare_batch(file, options).run(Workers(1)))
    (made,) = (folder / "output").glob(f"*/communes/29078-hanvec/avant-le-vote/1-{name}.html")
    return shown(made)


def shown(file: Path) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", file.read_text(encoding="utf-8"))).split())


@pytest.mark.parametrize("au", [None, date(2024, 12, 31)])
def test_until_the_day_it_asks(tmp_path: Path, au: date | None) -> None:
    told = letter(tmp_path, au, name="lettre")
    assert "est invité à délibérer avant le 31 décembre 2024" in told
    assert "12 novembre 2024" in told
    assert "actgen" not in told


def test_after_it_reminds_and_bears_no_earlier_date(tmp_path: Path) -> None:
    told = letter(tmp_path, date(2025, 1, 1))
    assert "était invité à délibérer avant le 31 décembre 2024" in told
    assert "Il est invité à le faire dès sa prochaine séance, sur la convention" in told
    assert "12 novembre 2024" not in told


@pytest.mark.parametrize(
    ("vote", "dit"),
    [
        ("", "31 décembre 2024 ; à notre connaissance, il ne s’est pas encore prononcé."),
        ("ajournée;14/12/2024", "il a ajourné sa décision le 14 décembre 2024 et,"),
        ("quorum non atteint;", "il n’a pas réuni le quorum et,"),
        ("retirée;12/12/2024", "il a retiré ce point de son ordre du jour le 12 décembre 2024 et,"),
    ],
)
def test_it_says_what_is_known_of_a_council_that_met_and_decided_nothing(
    tmp_path: Path, vote: str, dit: str
) -> None:
    """« Il ne s’est pas encore prononcé », of one whose adjournment the follow-up tells, read as unread."""
    for au in (date(2025, 1, 2), date(2025, 1, 7)):  # before the consultation is out, and after
        told = letter(tmp_path / str(au), au, vote)
        assert dit in told
        assert ("à notre connaissance, ne s’est pas prononcé depuis." in told) is bool(vote)


@pytest.mark.parametrize(
    ("reponse", "dit"),
    [
        (
            "maire;;",
            "est une décision du maire du 14 novembre 2024, et seul le conseil",
        ),
        ("bureau;;", "est une délibération de bureau du 14 novembre 2024, et seul le conseil municipal"),
        (";passation et exécution;", "alors que la convention laisse l’exécution à chaque membre."),
        (";;version 0", "porte sur un autre texte (« version 0 ») que celui qui est soumis aux conseils."),
    ],
)
def test_who_has_to_decide_again_is_told_why_before_the_day_asked_for(
    tmp_path: Path, reponse: str, dit: str
) -> None:
    """« Your deliberation must be redone » had no letter: three communes of thirty-five waited for one."""
    first = letter(tmp_path, date(2024, 11, 12), name="lettre")
    file = tmp_path / "groupements/papier.yaml"
    table = f"commune;vote;deliberation;organe;mandat;version\nHanvec;adoptée;14/11/2024;{reponse}\n"
    (tmp_path / "groupements/papier-retours.csv").write_text(table, encoding="utf-8")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\nconseils:", "  retours: papier-retours.csv\nconseils:"), encoding="utf-8")
    for au, launched in ((date(2024, 11, 20), False), (date(2025, 1, 7), True)):
        options = Options(formats=("html",), out=tmp_path / "output", aujourd_hui=au)
        list(prepare_batch(file, options).run(Workers(1)))
        (made,) = (tmp_path / "output").glob("*/communes/29078-hanvec/avant-le-vote/1-rappel.html")
        told = shown(made)
        assert dit in told and "Objet : délibération à reprendre, groupement de commandes" in told
        assert ("délibérer dès sa prochaine séance, sur la convention" in told) is not launched
        assert "ne s’est pas encore prononcé" not in told and "12 novembre 2024" not in told
    assert shown(made.with_name("1-lettre.html")) == first
    others = (tmp_path / "output").glob("*/communes/29*/avant-le-vote/1-rappel.html")
    assert any("pas encore prononcé" in shown(each) for each in others if each != made)


def test_the_first_letter_stays_beside_the_reminder(tmp_path: Path) -> None:
    first = letter(tmp_path, date(2024, 12, 31), name="lettre")
    (kept,) = (tmp_path / "output").glob("*/communes/29078-hanvec/avant-le-vote/1-lettre.html")
    then = kept.read_bytes()
    file = tmp_path / "groupements/papier.yaml"
    for au in (date(2025, 1, 1), date(2025, 1, 2)):
        options = Options(formats=("html",), out=tmp_path / "output", aujourd_hui=au)
        list(prepare_batch(file, options).run(Workers(1)))
    assert kept.read_bytes() == then and "Rappel" not in first
    assert "Objet : rappel, groupement de commandes pour" in shown(kept.with_name("1-rappel.html"))


def test_verify_does_not_ask_to_make_again_a_letter_that_a_reminder_follows(tmp_path: Path) -> None:
    """Nothing makes it again: the advice to would be repeated for ever."""
    letter(tmp_path, date(2024, 12, 31), name="lettre")
    file = tmp_path / "groupements/papier.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("lettre_du: 12/11/2024", "lettre_du: 02/01/2025"), encoding="utf-8")
    options = Options(formats=("html",), out=tmp_path / "output", aujourd_hui=date(2025, 1, 3))
    list(prepare_batch(file, options).run(Workers(1)))
    (folder,) = (tmp_path / "output").glob("*/communes/29078-hanvec/avant-le-vote")
    found = verify_folder(folder, tmp_path)
    assert found.conforme
    (piece,) = (each for each in found.pieces if each.nom == "1-lettre.html")
    assert piece.phrase == "gardée telle qu’elle a été envoyée\u00a0: une relance l’a suivie"
