"""A convocation that was sent says what members were told: the session that changes since is told so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import actgen
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.session.writing.plan import Outcome
from tests.regles.cases import merge, model, write
from tests.session.acts import workspace
from tests.session.papers import PLANNED

UNSENT = {"convocation": {"envoyee_le": "", "mode": ""}}
AGENDA = ["1. Acquisition d’une parcelle"]


class Seance:
    """A session to come in a workspace of its own."""

    def __init__(self, folder: Path) -> None:
        self.root, self.content = workspace(folder), merge(model("commune"), PLANNED)

    def write(self, change: dict[str, Any]) -> tuple[list[Diagnostic], list[Outcome]]:
        """What is told of its convocation, and what became of the file of it."""
        write(self.root / "seances" / "essai.yaml", merge(self.content, change))
        session = actgen.Workspace(self.root).session("seances/essai.yaml")
        done = session.render(out=self.root / "output", formats=("html",))
        told = [each for each in done.examination.report.findings if each.code == "ACTE-CHANGE"]
        return told, [each.outcome for each in done.written if each.act == "convocation"]

    def words(self) -> str:
        places = (self.root / "output").rglob("0-convocation.html")
        return "".join(each.read_text(encoding="utf-8") for each in places).replace("\u00a0", " ")


@pytest.fixture
def seance(tmp_path: Path) -> Seance:
    made = Seance(tmp_path)
    assert made.write(UNSENT) == ([], [Outcome.WRITTEN])
    return made


def test_the_day_and_the_means_of_dispatch_are_written_on_it(seance: Seance) -> None:
    assert seance.write({}) == ([], [Outcome.WRITTEN])
    assert "8 juin 2023" in seance.words() and "courriel" in seance.words()
    posted = {"convocation": {"mode": "lettre", "affichee_le": "09/06/2023"}}
    assert seance.write(posted) == ([], [Outcome.WRITTEN])


@pytest.mark.parametrize(
    ("change", "said", "line"),
    [
        ({"seance": {"heure": "21h00"}}, "à 21 h", "heure: 21h00"),
        ({"seance": {"lieu": "salle des fêtes"}}, "à la salle des fêtes", "lieu: salle des fêtes"),
        ({"seance": {"date": "22/06/2023"}}, "jeudi 22 juin 2023", "date: 22/06/2023"),
        ({"seance": {"date": "15/07/2023"}}, "samedi 15 juillet 2023", "date: 15/07/2023"),
        (
            {"convocation": {"ordre_du_jour": [*AGENDA, "2. Vente d’un tracteur"]}},
            "2. Vente d’un tracteur",
            "- 2. Vente d’un tracteur",
        ),
    ],
)
def test_another_day_hour_place_or_affair_is_told_and_nothing_is_rewritten(
    seance: Seance, change: dict[str, Any], said: str, line: str
) -> None:
    seance.write({})
    before = seance.words()
    for _ in range(2):  # what the first run wrote hides nothing from the second
        (finding,), became = seance.write(change)
        message = finding.message.replace("\u00a0", " ")
        assert message.startswith("La convocation, envoyée le 8 juin 2023, ne dit pas : ") and said in message
        assert finding.severity is Severity.ERROR and "convoquez de nouveau" in (finding.hint or "")
        assert finding.location is not None and finding.location.excerpt.strip() == line
        assert Outcome.WRITTEN not in became and seance.words() == before


def test_who_convenes_anew_empties_its_day(seance: Seance) -> None:
    seance.write({})
    later = {"seance": {"date": "22/06/2023", "heure": "21h00"}}
    assert seance.write(later)[0]
    assert seance.write(merge(later, UNSENT)) == ([], [Outcome.WRITTEN])
    again = {"convocation": {"envoyee_le": "12/06/2023"}}
    assert seance.write(merge(later, again)) == ([], [Outcome.WRITTEN])
    assert seance.write(merge(later, again)) == ([], [Outcome.UNCHANGED])


def test_an_affair_in_other_words_only_warns(seance: Seance) -> None:
    seance.write({})
    (finding,), _ = seance.write({"convocation": {"ordre_du_jour": ["1. Acquisition d’un terrain"]}})
    assert finding.severity is Severity.WARNING


def test_one_that_was_never_written_here_is_not_judged(tmp_path: Path) -> None:
    seance = Seance(tmp_path)
    assert seance.write({}) == ([], [Outcome.WRITTEN])
    assert seance.write({}) == ([], [Outcome.UNCHANGED])


PRIVATE = "Secours à Mme Jeanne DURAND, malade"


def test_a_convocation_is_refused_the_private_words_that_its_posting_would_tell(seance: Seance) -> None:
    item: dict[str, Any] = {"numero": "1", "objet": PRIVATE, "acte": "deliberation_libre", "decide": "aide"}
    change = {"convocation": {**UNSENT["convocation"], "ordre_du_jour": [f"1. {PRIVATE}"]}}
    assert seance.write({**change, "points": [item]}) == ([], [])
    private = item | {"donnees_privees": ["Jeanne DURAND, malade"]}
    assert seance.write({**change, "points": [private]})[1], "hidden in what is posted"
