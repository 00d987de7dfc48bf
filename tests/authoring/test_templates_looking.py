"""What shows on an act made of a template, and what is right though it looks odd."""

from __future__ import annotations

import pytest

from actgen.acts.tree.inline import Place, Text
from actgen.acts.tree.nodes import Document, Heading, Paragraph, Part
from actgen.authoring.templates.trials import look_over
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.articles import check_graphie
from actgen.council.kinds.manifest import Famille, Kind

KIND = Kind(
    code="essai",
    chemin="deliberations/essai",
    famille=Famille.DELIBERATION,
    titre="Essai",
    fichier="essai",
    version="1",
)


def look(document: Document) -> list[tuple[str, str]]:
    acte = ActeCompose("essai", "l’essai", KIND, document)
    return [(each.code, each.message) for each in look_over(acte, lambda passage, fragment: None)]


def codes(*texts: str) -> list[str]:
    return [code for code, _ in look(Document("Essai", tuple(Paragraph((Text(text),)) for text in texts)))]


WRONG = {
    "Le {{ seance.date est fixé.": "GABARIT-RESTE",
    "Le vote %} est acquis.": "GABARIT-RESTE",
    "Le conseil  vote.": "GABARIT-ESPACES",
    "Le conseil\u00a0 vote.": "GABARIT-ESPACES",
    "Le rapporteur , présent.": "GABARIT-VIDE",
    "Sur proposition de .": "GABARIT-VIDE",
    "Membre 1, , maire.": "GABARIT-VIDE",
    "La convention () est signée.": "GABARIT-VIDE",
    "Le texte « » est lu.": "GABARIT-VIDE",
    "La décision est prise..": "GABARIT-VIDE",
    "La commune de Aulon vote.": "GABARIT-ELISION",
    "Il faut que Elsa signe.": "GABARIT-ELISION",
    "Au nom de le maire.": "GABARIT-ELISION",
    "Transmis à les membres.": "GABARIT-ELISION",
}
RIGHT = (
    "Le 27 septembre 2024, à 18 h 30 ; l’article L. 2121-29 du CGCT (1 500,50 €) : « oui ».",
    "La commune de Yenne, celle d’Aulon, de La Haye ; de EDF ; et caetera…",
    "Il convient de le représenter, à le voir ; etc.\u00a0: suite.",
    "Voir l’annexe 1...",
    "Le prix est de .5 €.",
    "République française",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_slip_is_seen(text: str) -> None:
    assert codes("Le conseil municipal délibère.", text) == [WRONG[text]]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "told"), [("R. 2162-1", []), ("R.\u202f2162-1", []), ("R2162-1", ["R. 2162-1"])]
)
def test_an_article_is_odd_by_what_a_reader_sees_and_not_by_its_kind_of_space(
    text: str, told: list[str]
) -> None:
    texts = (Text(f"les articles L.\u00a02113-6, {text} et L. 2113-7"), Text(f"du CCP, {text}"))
    acte = ActeCompose(
        "essai", "l’essai", KIND, Document("Essai", tuple(Paragraph((each,)) for each in texts))
    )
    found = check_graphie(acte, None)  # type: ignore[arg-type]
    assert [each.hint.removeprefix("Écrivez ")[:-1].replace("\u00a0", " ") for each in found] == told


def test_a_place_to_fill_is_a_word() -> None:
    place = Paragraph((Text("Fait le "), Place("date"), Text(", à Aulon.")))
    assert look(Document("Essai", (place,))) == []


def test_a_title_that_nothing_follows_is_named() -> None:
    blocks = (
        Heading(1, (Text("Délibération"),)),
        Heading(2, (Text("Motifs"),)),
        Heading(2, (Text("Décision"),)),
        Heading(3, (Text("Article 1"),)),
        Paragraph((Text("Le conseil décide."),)),
        Part("annexe", (Heading(2, (Text("Annexe"),)),)),
    )
    found = look(Document("Essai", blocks))
    assert [code for code, _ in found] == ["GABARIT-VIDE"] * 2
    assert "Motifs" in found[0][1] and "Annexe" in found[1][1]


def test_a_paragraph_without_a_word_is_seen() -> None:
    assert codes("Le conseil décide.", " ") == ["GABARIT-VIDE"]
