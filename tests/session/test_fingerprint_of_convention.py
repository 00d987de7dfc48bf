"""The fingerprint of a convention follows its text, and nothing of the state of the group."""

import re
from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from tests.session.acts import LE_TREHOU, edit, examined, plan, session_file, workspace

GROUP = "papeterie.yaml"
CONTEXT = "papeterie-contexte.md"
_PRINTED = re.compile(r"[Ee]mpreinte :? ?((?:[0-9a-f]{4} ){3}[0-9a-f]{4})")


def printed(space: Path) -> tuple[str, str]:
    """The fingerprint in the convention and the one that the deliberation names; words of annexe 1 aside."""
    examination = examined(session_file(LE_TREHOU, space))
    found = []
    for key in ("convention-papeterie", "deliberation-02"):
        tree = plan(examination, key).document
        assert tree is not None
        (one,) = _PRINTED.findall(" ".join(plain_words(tree)))
        found.append(one)
    return found[0], found[1]


@pytest.fixture
def space(tmp_path: Path) -> Path:
    return workspace(tmp_path / "espace")


def test_the_deliberation_names_the_fingerprint_that_the_convention_bears(space: Path) -> None:
    convention, deliberation = printed(space)
    assert convention == deliberation


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("arretee_au: 20/11/2024", "arretee_au: 21/11/2024"),
        ("      transmise_le: 14/11/2024", "      transmise_le: 15/11/2024"),
        ("signataire: Maire 2, maire", "signataire: Maire 3, maire\n      signee_le: 20/11/2024"),
        ("      deliberation_du: 12/11/2024", "      deliberation_du: 13/11/2024"),
    ],
)
def test_what_happens_to_members_leaves_it_alone(space: Path, old: str, new: str) -> None:
    before = printed(space)
    edit(space / "groupements" / GROUP, old, new)
    assert printed(space) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CONTEXT, "au comptoir", "au guichet"),
        ("papeterie-livraison.md", "trimestre", "semestre"),
        (GROUP, "maximum_ht: 90 000 €", "maximum_ht: 91 000 €"),
        (GROUP, "preavis: 3 mois", "preavis: 4 mois"),
        (GROUP, "cle: parts égales", "cle: population"),
    ],
)
def test_one_word_of_its_text_changes_it(space: Path, file: str, old: str, new: str) -> None:
    before = printed(space)
    edit(space / "groupements" / file, old, new)
    after = printed(space)
    assert after != before and after[0] == after[1]
