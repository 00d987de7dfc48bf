"""A consultation is launched on a convention that is signed: who has not signed is named, and told where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actgen.api.awaited import awaited
from actgen.api.workspace import Options, Workspace
from actgen.base.diagnostics import Severity
from actgen.group.batch import prepare_batch
from actgen.session.jobs import Workers
from tests.group.espaces import espace

NAME = "groupements/papier.yaml"
VEILLE, LE_JOUR, APRES = date(2025, 1, 5), date(2025, 1, 6), date(2025, 2, 3)
TABLE = """commune;vote;deliberation;transmise;publiee;notifiee;signee;signataire
Le Faou;adoptée;12/11/2024;13/11/2024;13/11/2024;;{faou};
Daoulas;adoptée;13/11/2024;14/11/2024;14/11/2024;20/11/2024;06/01/2025;M. Membre 1, maire
Hanvec;adoptée;14/11/2024;15/11/2024;15/11/2024;20/11/2024;{hanvec};M. Membre 1, maire
Irvillac;adoptée;14/11/2024;15/11/2024;15/11/2024;;;
Le Tréhou;rejetée;13/11/2024;14/11/2024;14/11/2024;20/11/2024;;
"""


def dits(
    folder: Path, au: date | None, hanvec: str = "", faou: str = "10/12/2024"
) -> list[tuple[str, Severity]]:
    """What the page of the group says of its launch, which its papers say too."""
    file = espace(folder)
    (folder / "groupements/papier-retours.csv").write_text(
        TABLE.format(hanvec=hanvec, faou=faou), encoding="utf-8"
    )
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\nconseils:", "  retours: papier-retours.csv\nconseils:"), encoding="utf-8")
    options = Options(formats=("html",), out=folder / "out", aujourd_hui=au)
    batch = prepare_batch(file, options)
    list(batch.run(Workers(1)))
    page = Workspace(folder).group(NAME, options=options).findings
    told = [each for each in page if each.code == "GC-LANCEMENT"]
    assert told == [each for each in batch.report.findings if each.code == "GC-LANCEMENT"]
    return [(each.message.replace("\u00a0", " "), each.severity) for each in told]


@pytest.mark.parametrize(("au", "hanvec"), [(LE_JOUR, ""), (APRES, ""), (APRES, "07/01/2025")])
def test_from_that_day_who_had_not_signed_is_named(tmp_path: Path, au: date, hanvec: str) -> None:
    """Nine parties of thirteen had not signed, and the page read as if all was in time."""
    ((message, gravite),) = dits(tmp_path, au, hanvec)
    assert "Consultation lancée le 06/01/2025 sans la signature de Hanvec et d’Irvillac" in message
    assert "à confirmer" in message and gravite is Severity.WARNING


def test_a_name_that_begins_with_an_article_is_contracted(tmp_path: Path) -> None:
    ((message, _),) = dits(tmp_path, APRES, faou="")
    assert "sans la signature du Faou, de Hanvec et d’Irvillac" in message


def test_nothing_is_said_before_it_nor_of_a_convention_that_all_have_signed(tmp_path: Path) -> None:
    assert dits(tmp_path / "sans-jour", None) == dits(tmp_path / "veille", VEILLE) == []
    dits(tmp_path, APRES, "10/12/2024")
    table = tmp_path / "groupements/papier-retours.csv"
    signed = table.read_text(encoding="utf-8").replace("15/11/2024;;;\n", "15/11/2024;;06/01/2025;\n")
    late = "Logonna-Daoulas;adoptée;14/01/2025;15/01/2025;;;;\n"  # it joins for the next contract
    table.write_text(signed + late, encoding="utf-8")
    found = Workspace(tmp_path).group(NAME, options=Options(aujourd_hui=APRES)).findings
    assert "GC-LANCEMENT" not in {each.code for each in found}


def test_until_then_it_is_among_what_is_to_be_done(tmp_path: Path) -> None:
    dits(tmp_path, VEILLE)
    (seen,) = [each for each in awaited(Workspace(tmp_path), VEILLE) if each.a_signer]
    assert (seen.limite, seen.membres) == (LE_JOUR, ("Hanvec", "Irvillac"))
