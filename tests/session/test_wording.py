"""Sentences that depend on what happened: discussions, capacity of a signatory, grounds, urgency."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from actgen.acts.tree.nodes import Document, Paragraph, Style, walk
from actgen.acts.tree.words import plain_words
from actgen.base.text.characters import plain
from tests.session.acts import LE_TREHOU, ROOT, document, edit, examined, plan, session_file, workspace

SAID = "Membre 11 demande si les écoles pourront choisir leur papier."


def words(session: str, key: str) -> str:
    return " ".join(plain_words(document(session, key)))


def words_of(file: Path, key: str) -> str:
    found = plan(examined(file), key).document
    assert found is not None
    return " ".join(plain_words(found))


@pytest.fixture
def le_trehou(tmp_path: Path) -> Path:
    return session_file(LE_TREHOU, workspace(tmp_path))


def test_the_discussions_are_told_in_the_minutes_after_the_account() -> None:
    minutes = words(LE_TREHOU, "proces-verbal")
    account, said = minutes.index("Les dépenses sont réparties"), minutes.index(SAID)
    assert account < minutes.index("Teneur des discussions") < said < minutes.index("Après en avoir délibéré")


@pytest.mark.parametrize("key", ["deliberation-02", "convention-papeterie", "certificat-02"])
def test_the_discussions_are_in_no_other_act(key: str) -> None:
    assert "Membre 11 demande" not in words(LE_TREHOU, key)


def test_a_file_of_discussions_that_is_missing_is_said_at_its_line(le_trehou: Path) -> None:
    edit(le_trehou, "point-2-debats.md", "point-9-debats.md")
    (finding,) = [f for f in examined(le_trehou).report.findings if "point-9-debats.md" in f.message]
    assert finding.location is not None
    assert "debats:" in le_trehou.read_text(encoding="utf-8").splitlines()[finding.location.line - 1]


def test_a_certificate_signed_by_another_than_the_mayor_says_in_what_capacity(le_trehou: Path) -> None:
    edit(le_trehou, "  certificat_du: 20/11/2024", "  certificat_signataire: Adjoint 3")
    certificate = words_of(le_trehou, "certificat-02")
    assert "Le deuxième adjoint de la commune du Tréhou, par délégation de la maire, certifie" in certificate
    assert "Par délégation de la maire, le deuxième adjoint Adjoint 3" in certificate
    assert "délégation" not in words(LE_TREHOU, "certificat-02")


def test_a_representative_in_another_body_is_not_said_to_be_interested(le_trehou: Path) -> None:
    edit(
        le_trehou,
        "    interesse: Membre 9, a quitté la salle",
        "    interesse:\n      - {nom: Membre 9, motif: representant, a_quitte_la_salle: oui}",
    )
    deliberation = words_of(le_trehou, "deliberation-02")
    assert "Membre 9, qui siège dans l’organisme que l’affaire concerne (article L. 1111-6" in deliberation
    assert "intéressé à l’affaire" not in deliberation


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "\n  urgence_approuvee: oui",
            "À l’ouverture de la séance, le conseil municipal a approuvé l’urgence.",
        ),
        ("\n  urgence_approuvee: non", "le conseil municipal n’a pas approuvé l’urgence."),
        ("", "La convocation a été envoyée en urgence. Lieu"),
    ],
)
def test_of_urgency_only_what_is_known_is_told(le_trehou: Path, written: str, told: str) -> None:
    edit(le_trehou, "  mode: courriel", f"  mode: courriel\n  urgence: oui{written}")
    assert told in words_of(le_trehou, "proces-verbal")


def test_an_item_without_an_act_is_adopted_and_no_deliberation() -> None:
    minutes = words(LE_TREHOU, "proces-verbal")
    first, rest = minutes.rsplit("2. Adhésion au groupement", 1)  # the agenda told them first
    second, _ = rest.split("3. Tarifs de location", 1)
    assert "Adopté à l’unanimité." in first
    assert "Délibération adoptée" not in first
    assert "Délibération adoptée à la majorité absolue" in second


ASIDE = ", 1 membre ne prenant pas part au vote"
ONE_LINE = f"Vote : 13 voix pour sur 13 votants{ASIDE}. Délibération adoptée à l’unanimité."


@pytest.mark.parametrize(
    ("vote", "told"),
    [
        ("unanimité", [ONE_LINE]),
        ("13 pour", [ONE_LINE]),
        (
            "11 pour, 0 contre, 2 abstentions",
            [
                f"Vote : 11 pour, 0 contre, 2 abstentions{ASIDE} ; 13 votants, 11 suffrages exprimés",
                "Délibération adoptée à l’unanimité des suffrages exprimés.",
            ],
        ),
        (
            "11 pour, 1 contre, 1 abstention",
            [
                f"Vote : 11 pour, 1 contre, 1 abstention{ASIDE} ; 13 votants, 12 suffrages exprimés",
                "Délibération adoptée à la majorité absolue des suffrages exprimés, qui est de 7 voix.",
            ],
        ),
        (
            "unanimité\n    scrutin: secret",
            [
                f"Vote : 13 pour, 0 contre, 0 abstention{ASIDE} ; 13 votants, 13 suffrages exprimés",
                "Vote au scrutin secret.",
                "Délibération adoptée à l’unanimité.",
            ],
        ),
        (
            "12 pour, 1 blanc, 0 nul\n    scrutin: secret",
            [
                f"Vote : 12 pour, 0 contre, 0 abstention{ASIDE} ; 13 votants, 12 suffrages exprimés",
                "Vote au scrutin secret : un bulletin blanc, aucun bulletin nul.",
                "Délibération adoptée à l’unanimité.",
            ],
        ),
    ],
)
def test_a_vote_is_one_line_when_all_its_voices_are_for(le_trehou: Path, vote: str, told: list[str]) -> None:
    edit(le_trehou, "    vote: 9 pour, 2 contre, 2 abstentions", f"    vote: {vote}")
    found = plan(examined(le_trehou), "deliberation-02").document
    assert found is not None
    votes = [
        block for block in walk(found.blocks) if isinstance(block, Paragraph) and block.style is Style.VOTE
    ]
    assert [" ".join(plain_words(Document("", (block,)))) for block in votes] == told


def test_minutes_that_were_approved_say_when_and_with_what_remarks(le_trehou: Path) -> None:
    text = le_trehou.read_text(encoding="utf-8").rstrip("\n")
    kept = "\n\nproces_verbal:\n  arrete_le: 12/12/2024\n  remarques: Aucune.\n"
    le_trehou.write_text(text + kept, encoding="utf-8")
    minutes = words_of(le_trehou, "proces-verbal")
    assert "Procès-verbal arrêté à la séance du 12 décembre 2024." in minutes
    assert "Remarques faites lors de cette séance : Aucune." in minutes


def test_minutes_end_with_an_agenda_dealt_with_to_its_end(le_trehou: Path) -> None:
    ended = "L’ordre du jour étant épuisé, la séance est levée à 21 h 10."
    assert ended in plain(words(LE_TREHOU, "proces-verbal"))
    edit(le_trehou, "    - 3. Tarifs", "    - 4. Questions diverses\n    - 3. Tarifs")
    assert "ordre du jour étant épuisé" not in plain(words_of(le_trehou, "proces-verbal"))


def test_an_act_that_is_notified_tells_from_when_its_addressee_may_contest_it(tmp_path: Path) -> None:
    for code, voulu in (("vente_terrain", True), ("voeu", False)):
        file = tmp_path / code / "seances" / "a.yaml"
        file.parent.mkdir(parents=True)
        shutil.copy(ROOT / "templates" / "deliberations" / code / "exemple.yaml", file)
        assert ("à qui elle est notifiée" in words_of(file, "deliberation-01")) is voulu
