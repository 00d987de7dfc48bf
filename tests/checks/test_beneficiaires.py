"""Who benefits by an act and sits in the council: told by name, by surname, and not once they withdrew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.council.facts.test_champs import MANIFEST, SESSION, loaded, plain
from tests.session.acts import examined

PLAIN = MANIFEST.replace("Vente à {acheteur}, {prix}", "Vente")
CHAMPS = """\
  - {nom: acheteur, type: texte, titre: Acheteur, interesse: oui}
  - {nom: temoin, type: texte, titre: Témoin}
  - {nom: aides, type: liste, de: texte, titre: Aidés, interesse: oui}
  - {nom: delegue, type: personne, titre: Délégué, interesse: oui}
  - nom: lots
    type: lignes
    titre: Lots
    colonnes:
      - {nom: reference, type: texte, titre: Référence}
      - {nom: preneur, type: texte, titre: Preneur, interesse: oui}
"""
COUNCIL = SESSION.replace("Membre 2", "Membre LE ROUX").replace("Membre 3", "Membre d'ÉPÎNE", 1)


def told(folder: Path, point: str) -> list[tuple[int, str]]:
    (folder / "collectivites").mkdir()
    loaded(folder, CHAMPS, "", PLAIN)
    file = folder / "seances" / "x.yaml"
    file.write_text(COUNCIL.replace("secretaire: Membre 3", "secretaire: Membre 1") + point, encoding="utf-8")
    found = [each for each in examined(file).report.findings if each.code == "INT-BENEFICIAIRE"]
    return [(each.location.line if each.location else 0, plain(each).split(",")[0]) for each in found]


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("    acheteur: M. Membre Le Roux\n", "« M. Membre Le Roux » nomme Membre LE ROUX"),
        ("    acheteur: LE ROUX Membre\n", "« LE ROUX Membre » nomme Membre LE ROUX"),
        ("    acheteur: Le-Roux et fils\n", "« Le-Roux et fils » porte le nom de famille de Membre LE ROUX"),
        ("    acheteur: SCI d’Epine\n", "« SCI d’Epine » porte le nom de famille de Membre d’ÉPÎNE"),
        ("    aides: [X, Membre LE ROUX]\n", "« Membre LE ROUX » nomme Membre LE ROUX"),
        ("    delegue: Membre LE ROUX\n", "« Membre LE ROUX » nomme Membre LE ROUX"),
        ("    lots:\n      - A 1 ; Membre 1\n", "« Membre 1 » nomme Membre 1"),
    ],
)  # fmt: skip
def test_who_benefits_is_told_where_it_is_written(tmp_path: Path, point: str, said: str) -> None:
    ((line, message),) = told(tmp_path, point)
    assert message == f"Point 1 : {said}"
    assert line == COUNCIL.count("\n") + point.count("\n")


@pytest.mark.parametrize(
    "point",
    [
        "    acheteur: Membre Leroux\n",
        "    acheteur: la rue Roux\n",
        "    acheteur: Entreprise 1\n",
        "    temoin: Membre LE ROUX\n",
        "    acheteur: Membre LE ROUX\n    interesse: Membre LE ROUX, a quitté la salle\n",
        "    acheteur: Membre LE ROUX\n    reporte: à la prochaine séance\n",
    ],
)
def test_nobody_is_suspected_without_cause(tmp_path: Path, point: str) -> None:
    assert told(tmp_path, point) == []
