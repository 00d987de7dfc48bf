"""Costs that can't be shared out refuse their table alone: no council adopts it."""

from __future__ import annotations

from pathlib import Path

from .espaces import COMMUNES, contenus, espace, lance
from .test_plus_dus import COUTS, RACINE
from .test_texte_soumis import ecrit


def test_a_cost_at_fault_refuses_the_table_of_shares_and_nothing_else(tmp_path: Path) -> None:
    file, out = espace(tmp_path), tmp_path / "out"
    with file.open("a", encoding="utf-8") as text:
        text.write(COUTS)
    lance(file, out)
    coordonnateur = {nom for nom in contenus(out) if f"{RACINE}/coordonnateur/" in nom}
    assert f"{RACINE}/coordonnateur/4-repartition.html" in coordonnateur
    avant = contenus(out)
    ecrit(file, "membre: Hanvec, montant", "membre: Brest, montant")
    for _ in range(2):
        batch, issues = lance(file, out)
        (faute,) = batch.report.errors
        (refus,) = batch.refus
        assert faute.code == "GC-COUTS" and (refus.nom, refus.findings) == ("4-repartition", (faute,))
        assert len(issues) == 1 + len(COMMUNES)
        memes = {nom for nom in avant if not nom.endswith("journal.json")}
        assert {nom: contenus(out)[nom] for nom in memes} == {nom: avant[nom] for nom in memes}
