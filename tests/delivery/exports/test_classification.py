"""The list of a prefecture: its types and its matters, or why a file is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.delivery.exports.fields import Classification, read_classification
from actgen.delivery.exports.transmission import transmit_session
from actgen.law.nomenclature import Role
from actgen.reading.sources import Source
from tests.council.facts.recus import accuse
from tests.delivery.exports.atelier import CONVENTION, DIETWILLER, Atelier, pdf

CLASSIFICATION = """<?xml version="1.0" encoding="ISO-8859-1"?>
<actes:RetourClassification xmlns:actes="http://www.interieur.gouv.fr/ACTES#v1.1-20040216">
  <actes:DateClassification>2022-06-01</actes:DateClassification>
  <actes:NaturesActes>
    <actes:NatureActe actes:CodeNatureActe="2" actes:Libelle="Actes réglementaires" actes:TypeAbrege="AR">
      <actes:TypePJNatureActe actes:CodeTypePJ="99_AR" actes:Libelle="Arrêté"/>
      <actes:TypePJNatureActe actes:CodeTypePJ="98_AU" actes:Libelle="Autre"/>
    </actes:NatureActe>
    <actes:NatureActe actes:CodeNatureActe="1" actes:Libelle="Délibérations" actes:TypeAbrege="DE">
      <actes:TypePJNatureActe actes:CodeTypePJ="22_CO" actes:Libelle="Convention et avenant"/>
      <actes:TypePJNatureActe actes:CodeTypePJ="99_DE" actes:Libelle="Délibération"/>
      <actes:TypePJNatureActe actes:CodeTypePJ="99_AU" actes:Libelle="Autre document"/>
    </actes:NatureActe>
  </actes:NaturesActes>
  <actes:Matieres>
    <actes:Matiere1 actes:CodeMatiere="1" actes:Libelle="Commande publique">
      <actes:Matiere2 actes:CodeMatiere="1" actes:Libelle="Marchés publics"/>
      <actes:Matiere2 actes:CodeMatiere="7" actes:Libelle="Actes spéciaux et divers">
        <actes:Matiere3 actes:CodeMatiere="2" actes:Libelle="Groupements"/>
      </actes:Matiere2>
    </actes:Matiere1>
  </actes:Matieres>
</actes:RetourClassification>
"""


def lue(texte: str) -> Classification | str:
    return read_classification(Source("classification.xml", texte.encode("latin-1"), ""))


def test_the_types_and_the_matters_of_a_prefecture() -> None:
    classification = lue(CLASSIFICATION)
    assert isinstance(classification, Classification)
    assert classification.matieres == {"1.1", "1.7", "1.7.2"}
    typologie = classification.typologie
    assert (typologie.acte("DE"), typologie.acte("AR"), typologie.acte("BF")) == ("99_DE", "99_AR", "")
    assert typologie.annexe(Role.CONVENTION) == "22_CO"
    assert typologie.annexe(Role.ANNEXE) == "99_AU", "deliberations tell first"


def test_of_two_conventions_none_is_guessed() -> None:
    deux = CLASSIFICATION.replace('"99_AU" actes:Libelle="Autre', '"23_CO" actes:Libelle="Convention autre')
    classification = lue(deux)
    assert isinstance(classification, Classification)
    assert classification.typologie.annexe(Role.CONVENTION) == "98_AU", "an annex like others"


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        (accuse().decode("latin-1"), " : c’est l’accusé de réception d’un acte"),
        ("<a/>", " : ce n’est pas la classification d’une préfecture"),
        (CLASSIFICATION[:400], "ligne 6 : ce fichier est incomplet"),
        (
            CLASSIFICATION.replace("RetourClassification", "ReponseClassificationSansChangement"),
            "rien n’a changé",
        ),
        (CLASSIFICATION.replace("Matiere", "Sujet"), "ne donne ni matières ni types de pièces"),
        (CLASSIFICATION.replace("CodeTypePJ", "Code"), "ne donne ni matières ni types de pièces"),
        (CLASSIFICATION.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>'), "déclare un type de document"),
        (
            "pieces:\n  - {pour: annexe, code: 99DE, nom: a}",
            "ligne 2, colonne 26 : « 99DE » n’est pas un code",
        ),
    ],
)
def test_a_file_that_is_no_classification(texte: str, dit: str) -> None:
    found = lue(texte)
    assert isinstance(found, str) and dit in found.replace("\u00a0", " ")


@given(st.binary(max_size=500) | st.text(max_size=500).map(str.encode))
def test_any_bytes_are_a_list_or_a_sentence(content: bytes) -> None:
    assert isinstance(read_classification(Source("f", content, "")), Classification | str)


@pytest.mark.slow
def test_a_matter_that_the_prefecture_has_not_is_told_before_anything_is_written(atelier: Atelier) -> None:
    folder = atelier.ecrire()
    (folder / CONVENTION).write_bytes(pdf(17))
    for texte, codes in (
        (CLASSIFICATION, []),
        (CLASSIFICATION.replace('CodeMatiere="7"', 'CodeMatiere="6"'), ["EXPORT-MATIERE"]),
    ):
        classification = lue(texte)
        assert isinstance(classification, Classification)
        told = transmit_session(atelier.espace / DIETWILLER, atelier.options, classification=classification)
        assert [each.code for each in told.report.errors] == codes
        assert bool(told.depots) is not bool(codes)
    assert "la matière 1.7 n’est pas dans la classification" in told.report.errors[0].message.replace(
        "\u00a0", " "
    )
