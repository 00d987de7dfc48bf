"""Fields that a kind declares: how they are declared, how an item writes them, what is wrong and where."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic
from actgen.council.facts.champs import ChampEcrit
from actgen.council.facts.personne import Membre
from actgen.council.facts.texte import Prose
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from actgen.session.load import Loaded, load_session

MANIFEST = """\
titre: Vente
famille: deliberation
fichier: vente
version: 1
objet: "Vente à {acheteur}, {prix}"
champs:
"""
CHAMPS = """\
  - {nom: acheteur, type: texte, titre: Acheteur, obligatoire: oui}
  - {nom: prix, type: montant, titre: Prix}
  - {nom: parcelles, type: nombre, titre: Nombre de parcelles}
  - {nom: signee_avant, type: date, titre: Date limite}
  - {nom: publique, type: oui_non, titre: Vente publique}
  - {nom: mode, type: choix, titre: Mode, choix: [de gré à gré, aux enchères]}
  - {nom: delegue, type: personne, titre: Délégué}
  - {nom: temoins, type: liste, de: personne, titre: Témoins}
  - {nom: motif, type: texte_long, titre: Motif}
  - nom: lots
    type: lignes
    titre: Lots
    colonnes:
      - {nom: reference, type: texte, titre: Référence}
      - {nom: surface, type: nombre, titre: Surface}
      - {nom: montant, type: montant, titre: Montant}
"""
SESSION = """\
collectivite:
  commune: 65046
  population: 99 en 2022
  membres:
    - maire: Mme Membre 1
    - adjoint: M. Membre 2
    - conseillere: Mme Membre 3
seance: {date: 27/09/2024, heure: 18h30, presidence: Membre 1, secretaire: Membre 3}
convocation: {envoyee_le: 20/09/2024}
absents: aucun
points:
  - numero: 1
    acte: vente
    vote: unanimité
"""


def loaded(folder: Path, champs: str, point: str, manifest: str = MANIFEST) -> Loaded:
    """The session whose one item writes `point`, in a workspace whose kind « vente » declares `champs`."""
    kind = folder / "templates" / "deliberations" / "vente"
    kind.mkdir(parents=True)
    (kind / "acte.yaml").write_text(manifest + champs, encoding="utf-8")
    (folder / "seances").mkdir()
    (folder / "seances" / "motif.md").write_text("La parcelle ne sert plus.\n", encoding="utf-8")
    file = folder / "seances" / "x.yaml"
    file.write_text(SESSION + point, encoding="utf-8")
    sources = Sources(folder)
    return load_session(file, sources, Catalogue(sources, search_path(folder)))


def written(folder: Path, point: str) -> dict[str, ChampEcrit]:
    found = loaded(folder, CHAMPS, point)
    assert found.findings == () and found.seance is not None
    return dict(found.seance.points[0].champs)


def test_each_type_is_read_into_its_value(tmp_path: Path) -> None:
    champs = written(
        tmp_path,
        "    acheteur: Jean Dupont\n    prix: 1 500,50 €\n    parcelles: 1 417\n"
        "    signee_avant: 15/12/2024\n    publique: oui\n    mode: Aux encheres\n    delegue: membre 2\n"
        "    temoins: [Membre 1, Membre 3]\n    motif: motif.md\n",
    )
    values = {nom: ecrit.valeur for nom, ecrit in champs.items()}
    assert values["acheteur"] == "Jean Dupont"
    assert values["prix"] == Decimal("1500.50")
    assert values["parcelles"] == 1417
    assert values["signee_avant"] == date(2024, 12, 15)
    assert values["publique"] is True
    assert values["mode"] == "aux enchères"
    assert isinstance(values["delegue"], Membre) and values["delegue"].nom_complet == "Membre 2"
    assert isinstance(values["motif"], Prose) and values["motif"].fichier == "seances/motif.md"
    assert champs["temoins"].lieux[1].line == champs["temoins"].lieux[0].line == 22


def test_what_is_not_written_is_told_as_missing(tmp_path: Path) -> None:
    champs = written(tmp_path, "    acheteur:\n")
    assert all(ecrit.manque for ecrit in champs.values())
    assert champs["acheteur"].lieu is not None and champs["acheteur"].lieu.line == 15


def test_rows_are_written_in_a_line_or_with_their_keys(tmp_path: Path) -> None:
    lots = written(
        tmp_path,
        "    acheteur: X\n    lots:\n      - A 12 ; 340 ; -1 200 €\n      - {reference: A 13, montant: 5 €}\n"
        "      - A 14\n",
    )["lots"]
    assert [dict(ligne.valeurs) for ligne in lots.lignes] == [
        {"reference": "A 12", "surface": 340, "montant": Decimal(-1200)},
        {"reference": "A 13", "surface": None, "montant": Decimal(5)},
        {"reference": "A 14", "surface": None, "montant": None},
    ]
    assert [ligne.lieu.line for ligne in lots.lignes if ligne.lieu] == [17, 18, 19]


@pytest.mark.parametrize(
    ("point", "code", "line", "said"),
    [
        ("    acheteurs: X\n", "CLE-INCONNUE", 15, "La plus proche : « acheteur »."),
        ("    objett: X\n", "CLE-INCONNUE", 15, "La plus proche : « objet »."),
        ("    acheteur: X\n    prix: 2 00 €\n", "MONTANT-ILLISIBLE", 16, "ne sont pas groupés par trois"),
        ("    acheteur: X\n    signee_avant: 31/02/2024\n", "DATE-IMPOSSIBLE", 16, "31/02/2024"),
        ("    acheteur: X\n    mode: au rabais\n", "CHOIX-INCONNU", 16, "« au rabais »"),
        ("    acheteur: X\n    delegue: Membre 9\n", "MEMBRE-INCONNU", 16, "« Membre 9 »"),
        ("    acheteur: X\n    motif: absent.md\n", "FICHIER-ABSENT", 16, "absent.md"),
        ("    acheteur: [a, b]\n", "VALEUR-FORME", 15, "on attend ici une seule valeur"),
        ("    acheteur: X\n    lots:\n      - a ; 1 ; 2 ; 3\n", "VALEUR-REFUSEE", 17, "4 cellules"),
        ("    acheteur: X\n    lots:\n      - a ; b ; 2\n", "NOMBRE-ILLISIBLE", 17, "« b »"),
        ("    acheteur: X\n    lots:\n      - {reference: a, prix: 3}\n", "CLE-INCONNUE", 17, "prix"),
    ],
)
def test_a_slip_is_told_where_it_is(tmp_path: Path, point: str, code: str, line: int, said: str) -> None:
    found = loaded(tmp_path, CHAMPS, point)
    (finding,) = found.findings
    assert finding.code == code and finding.location is not None and finding.location.line == line
    assert said.casefold() in plain(finding).casefold()


def test_a_key_of_one_kind_is_none_of_another(tmp_path: Path) -> None:
    found = loaded(tmp_path, CHAMPS, "    acheteur: X\n  - numero: 2\n    objet: Y\n    acheteur: X\n")
    assert [finding.code for finding in found.findings] == ["CLE-INCONNUE"]


@pytest.mark.parametrize(
    ("champs", "line", "said"),
    [
        ("  - {nom: objet, type: texte, titre: X}\n", 7, "est déjà une rubrique de tous les points"),
        ("  - {nom: Prix, type: texte, titre: X}\n", 7, "ne peut pas être le nom d’un champ"),
        ("  - {nom: class, type: texte, titre: X}\n", 7, "ne peut pas être le nom d’un champ"),
        (
            "  - {nom: a, type: texte, titre: X}\n  - {nom: a, type: date, titre: X}\n",
            8,
            "est pris deux fois",
        ),
        (
            "  - {nom: totaux_a, type: texte, titre: X}\n"
            "  - {nom: a, type: lignes, titre: X, colonnes: [{nom: b, type: montant, titre: B}]}\n",
            8,
            "« totaux_a » est pris deux fois",
        ),
        (
            "  - {nom: a, type: lignes, titre: X, par: totaux, "
            "colonnes: [{nom: totaux, type: texte, titre: B}]}\n",
            7,
            "ne peut pas regrouper les lignes",
        ),
        ("  - {nom: a, type: texte, titre: X, unique: erreur}\n", 7, "« unique » va avec elles"),
        (
            "  - {nom: a, type: montant, titre: X, en_pourcentage: b}\n  - {nom: b, type: texte, titre: B}\n",
            7,
            "« en_pourcentage » ne peut pas servir ici",
        ),
        ("  - {nom: a, type: choix, titre: X}\n", 7, "« choix » va avec le type « choix »"),
        ("  - {nom: a, type: texte, titre: X, choix: [b]}\n", 7, "« choix » va avec le type « choix »"),
        ("  - {nom: a, type: choix, titre: X, choix: [b, B]}\n", 7, "deux choix sont les mêmes"),
        ("  - {nom: a, type: lignes, titre: X}\n", 7, "« colonnes » va avec le type « lignes »"),
        ("  - {nom: a, type: liste, de: lignes, titre: X}\n", 7, "une liste est faite de textes"),
        ("  - {nom: a, type: oui_non, titre: X, minimum: 3}\n", 7, "n’a pas de minimum"),
        (
            "  - {nom: a, type: nombre, titre: X, minimum: 5, maximum: 3}\n",
            7,
            "le minimum dépasse le maximum",
        ),
        ('  - {nom: a, type: nombre, titre: X, maximum: "2,5"}\n', 7, "n’est pas un nombre entier"),
        ("  - {nom: a, type: date, titre: X, maximum: hier}\n", 7, "hier"),
        (
            "  - {nom: a, type: lignes, titre: X, par: z, colonnes: [{nom: b, type: texte, titre: B}]}\n",
            7,
            "n’a pas de colonne « z »",
        ),
        (
            "  - {nom: a, type: lignes, titre: X, equilibre: {gauche: b, droite: b}, "
            "colonnes: [{nom: b, type: texte, titre: B}]}\n",
            7,
            "n’est pas de type « montant »",
        ),
        (
            "  - {nom: a, type: lignes, titre: X, colonnes: [{nom: b, type: liste, titre: B}]}\n",
            7,
            "ne peut pas être de type « liste »",
        ),
    ],
)
def test_a_faulty_declaration_is_told_to_who_owns_the_kind(
    tmp_path: Path, champs: str, line: int, said: str
) -> None:
    found = [
        each
        for each in loaded(tmp_path, champs, "").findings
        if each.code == "CHAMP-DECLARE" and each.location is not None and each.location.line != 5
    ]
    assert found and found[0].location is not None, found
    assert found[0].location.file == "templates/deliberations/vente/acte.yaml"
    assert found[0].location.line == line and found[0].mender.value == "service_juridique"
    assert said in plain(found[0])


@pytest.mark.parametrize("place", ["achteur", "lots", "groupement.nom", ""])
def test_the_object_of_a_kind_names_fields_that_a_sentence_can_hold(tmp_path: Path, place: str) -> None:
    manifest = MANIFEST.replace("{acheteur}", f"{{{place}}}")
    kind = tmp_path / "templates" / "deliberations" / "vente"
    kind.mkdir(parents=True)
    (kind / "acte.yaml").write_text(manifest + CHAMPS, encoding="utf-8")
    catalogue = Catalogue(Sources(tmp_path), search_path(tmp_path))
    assert catalogue.kinds
    (found,) = catalogue.findings
    assert found.code == "CHAMP-DECLARE" and found.location is not None and found.location.line == 5
    assert "acheteur" in found.hint


def test_the_object_names_declared_values(tmp_path: Path) -> None:
    from actgen.council.figures.actes import objet

    found = loaded(tmp_path, CHAMPS, "    acheteur: Jean Dupont\n    prix: 1500 €\n")
    assert found.seance is not None
    kind = Catalogue(Sources(tmp_path), search_path(tmp_path)).get("vente")
    said = objet(found.seance.points[0], kind)
    assert said.replace("\u202f", " ").replace("\u00a0", " ") == "Vente à Jean Dupont, 1 500 €"


@pytest.mark.parametrize(
    ("prix", "said"), [("    prix: 1500 €\n", "Vente à Jean Dupont, 1 500 €"), ("", "Vente à Jean Dupont")]
)
def test_a_passage_of_the_object_in_brackets_needs_its_fields(prix: str, said: str, tmp_path: Path) -> None:
    from actgen.council.figures.actes import objet
    from actgen.reading.nodes import Mapping, Sequence
    from actgen.reading.yaml_tree import read_tree
    from actgen.session.passees import objet_ecrit

    manifest = MANIFEST.replace("Vente à {acheteur}, {prix}", "Vente à {acheteur}[, {prix}]")
    point = f"    acheteur: Jean Dupont\n{prix}"
    found = loaded(tmp_path, CHAMPS.replace(", obligatoire: oui", ""), point, manifest)
    assert found.seance is not None
    kind = Catalogue(Sources(tmp_path), search_path(tmp_path)).get("vente")
    assert objet(found.seance.points[0], kind).replace("\u202f", " ").replace("\u00a0", " ") == said
    tree = read_tree((SESSION + point).encode(), "x.yaml")[0]
    assert tree is not None
    points = tree.get("points")
    assert isinstance(points, Sequence)
    (first,) = points.items
    assert isinstance(first, Mapping)
    assert objet_ecrit(first, kind) == said.replace("1 500", "1500")


def plain(finding: Diagnostic) -> str:
    return f"{finding.message} {finding.hint}".replace("\u202f", " ").replace("\u00a0", " ")


FEE = """\
  - {nom: frais, type: montant, titre: Frais, en_pourcentage: taux}
  - {nom: taux, type: taux, titre: Frais en pourcentage}
"""


def test_an_amount_written_in_percents_goes_to_the_field_that_holds_them(tmp_path: Path) -> None:
    read = loaded(tmp_path, FEE, "    frais: 0,10 %\n", MANIFEST.replace("{acheteur}, {prix}", "Paul"))
    assert read.findings == () and read.seance is not None
    frais, taux = read.seance.points[0].champs.values()
    assert frais.manque and str(taux.valeur) == "0,10\u00a0%"
    assert taux.lieu is not None and taux.lieu.column == len("    frais: ") + 1


def test_two_percentages_of_one_amount_are_told(tmp_path: Path) -> None:
    point = "    frais: 0,10 %\n    taux: 0,20 %\n"
    (found,) = loaded(tmp_path, FEE, point, MANIFEST.replace("{acheteur}, {prix}", "Paul")).findings
    assert (found.code, found.point, len(found.locations)) == ("VALEUR-REFUSEE", 1, 2)
    assert plain(found).startswith("Point 1 : « Frais » dit 0,10 %, et « Frais en pourcentage » 0,20 %.")
