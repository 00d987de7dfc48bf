"""`verify` of what a group wrote: what matters is told by its folder, all that is unchanged in one line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actgen.cli import main
from actgen.group.batch import prepare_batch
from actgen.session.jobs import Workers
from actgen.session.result import Options
from tests.group.espaces import espace

ANSWERED = (
    "    - {commune: Daoulas, resultat: adoptée, deliberation_du: 12/11/2024, transmise_le: 14/11/2024, "
    "publiee_le: 14/11/2024}\n"
)


def written(folder: Path, au: date, retours: str = "") -> None:
    file = espace(folder, retours)
    options = Options(formats=("html",), out=folder / "output", aujourd_hui=au)
    with Workers(1) as workers:
        list(prepare_batch(file, options).run(workers))


def verified(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["verify", "output"])
    return code, [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_a_commune_that_has_answered_keeps_what_it_was_sent_and_all_that_is_unchanged_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A heading a folder, and « papier.yaml modifié » of each that had voted: 329 lines for 34 communes."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, date(2024, 11, 1))
    written(tmp_path, date(2024, 11, 20), ANSWERED)
    code, lines = verified(capsys)
    assert code == 0 and len(lines) < 12
    told = " ".join(lines)
    assert told.startswith("Vérification : 6 dossiers de « output/groupement-papier »")
    assert "1 dossier groupements/papier.yaml : modifié depuis ; le dernier « actgen batch » n’a pas" in told
    assert "29043-daoulas" not in told and told.count("Ce n’est pas une preuve d’origine") == 1

    (changed,) = Path().glob("output/*/communes/29078-hanvec/*/1-lettre.html")
    changed.write_text("autre", encoding="utf-8")
    code, lines = verified(capsys)
    assert code == 1
    assert lines[0].endswith("/communes/29078-hanvec/avant-le-vote")
    assert "1-lettre.html modifié depuis qu’actgen l’a écrit" in lines
    assert any(line.startswith("Vérification : 5 autres dossiers") for line in lines)


def test_the_same_said_of_several_folders_is_said_once_with_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, date(2024, 11, 1))
    espace(tmp_path, ANSWERED)  # completed, and no batch since: nobody has made these papers again
    code, lines = verified(capsys)
    told = " ".join(lines)
    assert code == 1 and told.count("groupements/papier.yaml modifié depuis") == 1
    assert "29043-daoulas" in told and "coordonnateur" in told
