"""The name that a coordinator uses, where the official list has another: in every act, with its article."""

from __future__ import annotations

from pathlib import Path

from .espaces import COMMUNES, contenus, espace, lance
from .test_batch import mots


def test_every_act_says_the_name_that_the_coordinator_uses(tmp_path: Path) -> None:
    file = espace(tmp_path)
    text = file.read_text(encoding="utf-8")
    epci = "  epci: Metz Métropole\n  nom: Eurométropole de Metz\n  siege: Metz\n"
    text = text.replace("  commune: Le Faou\n", epci).replace("communes: [Le Faou, ", "communes: [")
    file.write_text(text, encoding="utf-8")
    batch, _ = lance(file, tmp_path / "out")
    assert batch.report.errors == () and batch.refus == []
    files = {
        nom: mots(contenu) for nom, contenu in contenus(tmp_path / "out").items() if nom.endswith(".html")
    }
    assert len(files) == 1 + 3 * len(COMMUNES)
    for nom, dit in files.items():
        assert "Metz Métropole" not in dit and "la métropole" not in dit, nom
        assert "l’Eurométropole de Metz" in dit.replace("L’Euro", "l’Euro"), nom
        assert "la Eurométropole" not in dit and "de Eurométropole" not in dit, nom
