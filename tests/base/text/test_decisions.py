import pytest

from actgen.base.text.verbs import articles, clause, rejettent


@pytest.mark.parametrize(
    ("ecrit", "tete", "suite"),
    [
        ("fixe le tarif à 90 €", "FIXE", "le tarif à 90 €."),
        ("Autorise la maire à signer ;", "AUTORISE", "la maire à signer."),
        ("émet un avis favorable", "ÉMET", "un avis favorable."),
        ("de créer un emploi", "DÉCIDE", "de créer un emploi."),
        ("que la salle reste gratuite", "DÉCIDE", "que la salle reste gratuite."),
        ("L’adhésion de la commune au syndicat", "", "L’adhésion de la commune au syndicat."),
        ("adhérer au syndicat", "DÉCIDE", "d’adhérer au syndicat."),
        ("s’engage à inscrire la dépense", "S’ENGAGE", "à inscrire la dépense."),
        ("Article 1er : le tarif est de 90 €", "Article 1er", "le tarif est de 90 €."),
        ("Membre 3 siégera à la commission", "", "Membre 3 siégera à la commission."),
        ("approuve", "APPROUVE.", ""),
    ],
)
def test_the_verb_of_a_decision_stands_out(ecrit: str, tete: str, suite: str) -> None:
    assert [each[:2] for each in articles([ecrit])] == [(tete, suite)]


def test_decisions_follow_each_other_in_one_sentence() -> None:
    assert [suite for _, suite, _ in articles(["approuve le plan.", "charge la maire de l’exécuter"])] == [
        "le plan ;",
        "la maire de l’exécuter.",
    ]


@pytest.mark.parametrize(
    "ecrit",
    ["Considérant que la salle est libre ;", "considérant que la salle est libre", "que la salle est libre."],
)
def test_a_ground_is_written_with_its_first_word_or_without(ecrit: str) -> None:
    assert clause(ecrit, "considérant") == "que la salle est libre"


def test_a_decision_is_quoted_as_it_was_written() -> None:
    assert [texte for _, _, texte in articles(["Fixe le tarif", "DECIDE de payer", "de le revoir."])] == [
        "Fixe le tarif ;",
        "DÉCIDE de payer ;",
        "de le revoir.",
    ]


def test_a_refusal_is_known_behind_the_dash_or_the_number_of_its_line() -> None:
    assert [
        rejettent([ecrit]) for ecrit in ("- rejette la demande", "1) rejette la demande", "- approuve")
    ] == [
        True,
        True,
        False,
    ]
