"""What followed the session changes the certificate, never the deliberation that was signed."""

from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from actgen.acts.views.plan import Due
from actgen.session.result import Options
from tests.session.acts import (
    DIETWILLER,
    LE_TREHOU,
    document,
    edit,
    examined,
    plan,
    render,
    session_file,
    workspace,
)

DATES = ("transmise_le", "publiee_le")


@pytest.fixture
def morning_after(tmp_path: Path) -> Path:
    """The session as its clerk has it the next morning: nothing sent, nothing posted."""
    file = session_file(DIETWILLER, workspace(tmp_path / "matin"))
    for date in DATES:
        edit(file, f"  {date}: 19/12/2022\n", f"  {date}:\n")
    return file


def test_the_deliberation_is_to_sign_and_the_certificate_is_not_due(morning_after: Path) -> None:
    examination = examined(morning_after)
    deliberation = plan(examination, "deliberation-09")
    assert deliberation.due is Due.WRITTEN and not deliberation.projet
    assert "à faire signer" in deliberation.consigne
    certificate = plan(examination, "certificat-09")
    assert certificate.due is Due.NOT_YET and certificate.document is None
    (reason,) = certificate.raisons
    lines = morning_after.read_text(encoding="utf-8").splitlines()
    sent, posted = lines.index("  transmise_le:") + 1, lines.index("  publiee_le:") + 1
    assert reason == f"il manque la transmission (ligne {sent}) et la publication (ligne {posted})"


def test_one_date_that_is_known_leaves_one_to_ask_for(morning_after: Path) -> None:
    edit(morning_after, "  transmise_le:\n", "  transmise_le: 19/12/2022\n")
    (reason,) = plan(examined(morning_after), "certificat-09").raisons
    assert "publication" in reason and "transmission" not in reason


@pytest.mark.parametrize(
    ("date", "sent"), [("publiee_le", False), ("transmise_le", True), ("recue_le", True)]
)
def test_an_act_is_sent_when_a_date_or_a_receipt_says_so(morning_after: Path, date: str, sent: bool) -> None:
    edit(morning_after, f"  {date}:\n", f"  {date}: 19/12/2022\n")
    assert plan(examined(morning_after), "deliberation-09").transmis is sent


def test_the_files_of_the_deliberation_are_the_same_before_and_after(
    morning_after: Path, tmp_path: Path
) -> None:
    made = []
    for name, file in (("avant", morning_after), ("apres", session_file(DIETWILLER))):
        options = Options(only=("deliberation-09",), out=tmp_path / name)
        folder = render(file, options).folder
        assert folder is not None
        made.append({f.name: f.read_bytes() for f in folder.glob("*deliberation*")})
    assert len(made[0]) == 3 and made[0] == made[1]


def test_the_certificate_of_an_epci_cites_the_article_that_makes_the_law_of_communes_its_own() -> None:
    def cited(session: str, key: str) -> bool:
        words = " ".join(plain_words(document(session, key))).replace("\u00a0", " ")
        assert "L. 2131-1 du code général des collectivités territoriales" in words
        return "les articles L. 5211-3 et L. 2131-1" in words

    assert cited("forets-seine-et-suzon-2025-09-25", "certificat-01")
    assert not cited(LE_TREHOU, "certificat-02")


@pytest.mark.parametrize("sent", ["", "19/12/2022"])
def test_the_certificate_of_an_exempt_act_rests_on_its_publication_alone(
    sent: str, morning_after: Path
) -> None:
    """The session's day of sending is that of its other acts: this one never went."""
    edit(morning_after, "  transmise_le:\n", f"  transmise_le: {sent}\n")
    edit(morning_after, "  publiee_le:\n", "  publiee_le: 20/12/2022\n")
    edit(morning_after, "  - numero: 9\n", "  - numero: 9\n    dispense_de_transmission: stationnement\n")
    examination = examined(morning_after)
    certificate = plan(examination, "certificat-09")
    assert certificate.document is not None, certificate.raisons
    words = " ".join(plain_words(certificate.document)).replace("\u00a0", " ")
    assert "dispense de transmission" in words and "19 décembre" not in words
    assert "publication par" in words and "exécutoire depuis le 20 décembre 2022" in words
    copy = plan(examination, "publication-09").document
    assert copy is not None and "Transmission" not in " ".join(plain_words(copy))
