"""A column that is computed: read by templates, totals, controls and formulas like those that are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from tests.council.facts.test_champs import MANIFEST, SESSION, loaded, plain
from tests.session.acts import edit, examined, plan

PLAIN = MANIFEST.replace("Vente à {acheteur}, {prix}", "Taux")
CHAMPS = """\
  - {nom: coefficient, type: nombre, titre: Coefficient}
  - nom: taxes
    type: lignes
    titre: Taxes
    par: zone
    colonnes:
      - {nom: zone, type: texte, titre: Zone}
      - {nom: base, type: montant, titre: Base, obligatoire: oui}
      - {nom: produit, type: montant, titre: Produit, formule: 'arrondi(base * taux, 0)'}
      - {nom: taux, type: taux, titre: Taux}
      - {nom: hausse, type: oui_non, titre: Hausse, formule: 'taux > taux("25 %")'}
"""
CALCULS = """\
calculs:
  - {nom: attendu, titre: Produit attendu, type: montant, formule: total(taxes.produit)}
controles:
  - {pour_chaque: taxes, si: produit < 100, dit: "{zone} ne rend que {produit}"}
  - {si: 'nombre(taxes, hausse=oui) > 1', dit: "deux hausses, pour {attendu}"}
"""
CORPS = """\
{% for ligne in champs.taxes %}

{{ ligne.zone }} : {% if ligne.produit is connu %}{{ ligne.produit | montant }}{% else %}rien{% endif %}.

{% endfor %}
{% for zone in champs.taxes_par_zone %}

Zone {{ zone.zone }} : {{ zone.totaux.produit | montant }}.

{% endfor %}

Total {{ champs.totaux_taxes.produit | montant }}, attendu {{ champs.attendu | montant }}.
"""


def session(folder: Path, champs: str, point: str) -> Path:
    (folder / "collectivites").mkdir()
    found = loaded(folder, champs, "", PLAIN)
    assert found.findings == ()
    kind = folder / "templates" / "deliberations" / "vente"
    for name in ("corps", "expose", "dispositif"):
        (kind / f"{name}.md").write_text(CORPS if name == "corps" else "Texte.\n", encoding="utf-8")
    file = folder / "seances" / "x.yaml"
    file.write_text(SESSION + point, encoding="utf-8")
    return file


TAXES = "    taxes:\n      - Nord ; 1 000,40 € ; 30 %\n      - Sud ; 300 € ; 30 %\n      - Nord ; 10 €\n"


def test_it_is_read_everywhere_and_not_written(tmp_path: Path) -> None:
    examination = examined(session(tmp_path, CHAMPS + CALCULS, TAXES))
    document = plan(examination, "deliberation-01").document
    assert document is not None
    said = " ".join(plain_words(document)).replace("\u00a0", " ")
    for words in ("Nord : 300 €.", "Sud : 90 €.", "Nord : rien.", "Zone Nord : 300 €.", "Zone Sud : 90 €."):
        assert words in said, said
    assert "Total 390 €, attendu 390 €." in said
    told = [plain(each).strip() for each in examination.report.findings if each.code == "CHAMP-COHERENCE"]
    assert told == [
        "Point 1, ligne 2 de « taxes » : Sud ne rend que 90 €.",
        "Point 1 : deux hausses, pour 390 €.",
    ]


def test_what_is_computed_is_no_cell_of_the_item(tmp_path: Path) -> None:
    file = session(tmp_path, CHAMPS + CALCULS, "    taxes:\n      - {zone: Nord, base: 1 €, produit: 3 €}\n")
    assert [each.code for each in examined(file).report.errors] == ["CLE-INCONNUE"]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("{nom: t, type: montant, titre: T, formule: base * fax}", "« fax »"),
        ("{nom: t, type: date, titre: T, formule: base * taux}", "ne donne pas une valeur de type « date »"),
        ("{nom: t, type: personne, titre: T, formule: base}", "n’est pas de type « personne »"),
        ("{nom: t, type: montant, titre: T, formule: attendu}", "« attendu »"),
        ("{nom: t, type: montant, titre: T, formule: produit + 1}", "« produit »"),
        ("{nom: t, type: montant, titre: T, formule: base, minimum: 0}", "n’a pas de borne"),
        ("{nom: base, type: montant, titre: T, formule: taux}", "est pris deux fois"),
    ],
)
def test_its_faults_are_told(tmp_path: Path, column: str, said: str) -> None:
    found = loaded(tmp_path, CHAMPS + f"      - {column}\n" + CALCULS, "", PLAIN).findings
    assert any(said in plain(each) for each in found if each.code == "CHAMP-DECLARE"), found


def test_a_field_is_not_a_column(tmp_path: Path) -> None:
    suite = "  - {nom: somme, type: montant, titre: S, formule: coefficient}\n"
    found = loaded(tmp_path, CHAMPS + suite + CALCULS, "", PLAIN).findings
    assert any("écrivez-le sous « calculs »" in plain(each) for each in found)


SANS_CHIFFRE = CHAMPS.replace("titre: Taux}", "titre: Taux, obligatoire: oui}")


def said_before_the_vote(folder: Path, champs: str, taxes: str) -> str:
    file = session(folder, champs + CALCULS, f"    taxes:\n{taxes}")
    edit(file, "    vote: unanimité\n", "")
    edit(file, "absents: aucun\n", "")
    document = plan(examined(file), "deliberation-01").document
    assert document is not None
    return " ".join(plain_words(document)).replace("\u00a0", " ")


@pytest.mark.parametrize("ligne", ["Nord ; 10 €", "Nord ; ; 30 %", "Nord"])
def test_a_total_that_waits_for_a_cell_is_a_blank_and_no_sum_of_the_others(
    ligne: str, tmp_path: Path
) -> None:
    said = said_before_the_vote(tmp_path, SANS_CHIFFRE, f"      - Sud ; 300 € ; 30 %\n      - {ligne}\n")
    assert "Zone Sud : 90 €." in said and "Zone Nord : [à compléter : produit]." in said, said
    assert "Total [à compléter : produit], attendu [à compléter : produit attendu]." in said


def test_a_table_without_a_figure_yet_makes_no_zero(tmp_path: Path) -> None:
    said = said_before_the_vote(
        tmp_path, CHAMPS.replace(", obligatoire: oui", ""), "      - Nord\n      - Sud\n"
    )
    assert "Total [à compléter : produit], attendu [à compléter : produit attendu]." in said
    assert "0 €" not in said
