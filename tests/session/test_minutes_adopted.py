"""Minutes adopted at a later session: one fact, told by the session that voted; empty never means none."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from tests.session.acts import ROOT, examined, plan

EXAMPLE = ROOT / "templates" / "deliberations" / "approbation_proces_verbal" / "exemple.yaml"
WRITTEN = "    remarques: Membre 2 demande que le nom de la rue soit corrigé au point 3.\n"
SAID_IN_FULL = ("aucune", "Aucune remarque.", "Pas de remarque", "RAS", "sans observation")
NONE_MADE = "Ce procès-verbal n’a donné lieu à aucune remarque."


def _session(folder: Path, name: str, text: str) -> Path:
    place = folder / "seances" / f"{name}.yaml"
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", False),
        ("    remarques:\n", False),
        *((f"    remarques: {mots}\n", True) for mots in SAID_IN_FULL),
    ],
)
def test_no_remark_is_told_of_only_when_it_is_written(written: str, said: bool, tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert WRITTEN in text
    document = plan(
        examined(_session(tmp_path, "septembre", text.replace(WRITTEN, written))), "deliberation-01"
    ).document
    assert document is not None
    words = " ".join(plain_words(document))
    assert (NONE_MADE in words) is said
    assert "ainsi rectifié" not in words


def test_what_is_left_to_do_follows_the_session_that_adopted_them(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    june = (
        text.partition("points:")[0].replace("27/09/2024", "28/06/2024").replace("20/09/2024", "21/06/2024")
    )
    earlier = _session(tmp_path, "juin", june + "points:\n  - numero: 1\n    objet: Informations\n")
    before = plan(examined(earlier), "proces-verbal")
    assert before.consigne.startswith("à arrêter au début de la prochaine séance")
    _session(tmp_path, "septembre", text)
    after = examined(earlier)
    assert plan(after, "proces-verbal").consigne.startswith("arrêté le 27/09/2024\u00a0: à signer")
    assert after.seance is not None and after.seance.proces_verbal.arrete_le is not None
    assert after.seance.proces_verbal.lieux["arrete_le"].file == "seances/septembre.yaml"
    document = plan(after, "proces-verbal").document
    assert document is not None
    words = " ".join(plain_words(document)).replace("\u00a0", " ")
    assert "Remarques faites lors de cette séance : Membre 2 demande que le nom" in words


@pytest.mark.parametrize(
    ("commune", "jour", "voted", "said"),
    [
        ("65046", "27/09/2024", "unanimité", "ARRÊTE le procès-verbal"),
        ("65046", "27/09/2024", "0 pour, 6 contre", "DÉCIDE de ne pas arrêter en l’état le procès-verbal"),
        ("65046", "30/06/2022", "unanimité", "APPROUVE le procès-verbal"),
        ("68072", "27/09/2024", "unanimité", "APPROUVE le procès-verbal"),
        ("68072", "27/09/2024", "0 pour, 6 contre", "DÉCIDE de ne pas approuver en l’état le procès-verbal"),
    ],
    ids=["common-law", "refused", "before-the-reform", "local-law", "local-law-refused"],
)
def test_minutes_are_adopted_in_the_words_of_the_law(
    commune: str, jour: str, voted: str, said: str, tmp_path: Path
) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("65046", commune).replace("unanimité", voted)
    text = (
        text.replace("28/06/2024", "20/05/2022").replace("20/09/2024", "20/06/2022")
        if "2022" in jour
        else text
    )
    read = examined(_session(tmp_path, "seance", text.replace("27/09/2024", jour)))
    document = plan(read, "deliberation-01").document
    assert document is not None
    assert said in " ".join(plain_words(document)).replace("\u00a0", " ")
