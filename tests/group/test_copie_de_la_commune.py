"""The convention that `render` puts beside a commune's deliberation, when another's answer is in error."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.diagnostics import Diagnostic, Scope, Severity
from actgen.document.words import plain_words
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.session.acts import LE_TREHOU, edit, plan, session_file, workspace

CONVENTION = "convention-papeterie"
GROUPE = Path("groupements") / "papeterie.yaml"
HANVEC = "      deliberation_du: 12/11/2024\n      transmise_le: 14/11/2024"
AVANT_LE_VOTE = "      deliberation_du: 12/11/2024\n      transmise_le: 11/11/2024"
SANS_JOUR = "      deliberation_du:\n      transmise_le: 14/11/2024"


@pytest.fixture
def space(tmp_path: Path) -> Path:
    return workspace(tmp_path / "espace")


def copie(space: Path) -> tuple[tuple[Diagnostic, ...], str | None]:
    """The errors that are told to the commune, and the words of its copy of the convention."""
    examination = examine(session_file(LE_TREHOU, space), Options())
    tree = plan(examination, CONVENTION).document
    return examination.report.errors, None if tree is None else " ".join(plain_words(tree))


@pytest.mark.parametrize("fautive", [AVANT_LE_VOTE, SANS_JOUR])
def test_another_s_answer_in_error_is_told_and_pending_and_refuses_nothing(space: Path, fautive: str) -> None:
    assert copie(space)[0] == ()
    edit(space / GROUPE, HANVEC, fautive)
    erreurs, mots = copie(space)
    assert {(erreur.severity, erreur.scope) for erreur in erreurs} == {(Severity.ERROR, Scope.NOTHING)}
    assert mots is not None and "Hanvec 29078" in mots
    assert "Le Tréhou (29294) Membre 1, maire 14/11/2024 19/11/2024" in mots


def test_an_error_of_the_text_itself_still_refuses_it(space: Path) -> None:
    edit(space / GROUPE, "maximum_ht: 90 000 €", "maximum_ht:")
    erreurs, mots = copie(space)
    assert mots is None
    assert Scope.CONVENTION in {erreur.scope for erreur in erreurs}
