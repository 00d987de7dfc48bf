"""What a PDF carries for programs tells nothing private, be it printed; `verify` compares all the rest."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from actgen.acts.outputs.carried import CACHE, fits
from actgen.acts.tree.occultation import contains
from actgen.delivery.verify.alone import examine
from actgen.delivery.verify.result import Etat
from actgen.session.result import Options
from tests.acts.outputs.pdf_text import page_texts
from tests.delivery.verify.tampering import source, with_source
from tests.session.acts import render
from tests.session.test_publication import ADRESSE, MONTANT, NOM, PRIVEES, TEXTE, session_of


@cache
def files() -> dict[str, bytes]:
    """Every PDF of a session that helps a person, by name."""
    with TemporaryDirectory() as folder:
        place = session_of(Path(folder), PRIVEES, f"Secours à Mme {NOM}", TEXTE)
        out = Path(folder) / "sortie"
        render(place, Options(formats=("pdf",), out=out))
        return {path.name: path.read_bytes() for path in sorted(out.rglob("*.pdf"))}


def acts() -> dict[str, bytes]:
    return {name: content for name, content in files().items() if not name.startswith("0-")}


def test_no_private_word_is_carried_and_each_file_conforms() -> None:
    printed = {name for name, content in acts().items() if contains(" ".join(page_texts(content)), NOM)}
    assert len(printed) >= 2 and len(printed) < len(acts())
    for name, content in acts().items():
        carried = source(content).decode("utf-8")
        assert not [each for each in PRIVEES if contains(carried, each)], name
        assert (CACHE in carried) == (name in printed)
        found = examine(name, content)
        assert isinstance(found, tuple)
        assert [piece.etat for piece in found[0]] == [Etat.CONFORME], (name, found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"Mme {CACHE}, au {CACHE}, demande", f"Mme {CACHE}, au {CACHE}, refuse"),
        (f"Mme {CACHE}, au {CACHE}, demande", f"M. {CACHE}, au {CACHE}, demande"),
        (f"Secours à Mme {CACHE}", f"Secours à Mlle {CACHE}"),
    ],
)
def test_a_word_beside_a_private_one_still_counts(old: str, new: str) -> None:
    (content,) = [
        each for name, each in acts().items() if name.startswith("1-deliberation-01") and "PUBL" not in name
    ]
    carried = source(content).decode("utf-8")
    assert old in carried
    found = examine("acte.pdf", with_source(content, carried.replace(old, new).encode()))
    assert isinstance(found, tuple)
    assert any(
        piece.differe and ("imprimé" in piece.phrase or "données" in piece.phrase) for piece in found[0]
    )


@pytest.mark.parametrize(
    ("masked", "printed", "fitting"),
    [
        (f"Mme {CACHE}, au {CACHE}.", f"Mme {NOM},\nau {ADRESSE}.", True),
        (CACHE, MONTANT, True),
        (f"Mme {CACHE} dit", "Mme dit", False),
        (f"Mme {CACHE} dit", "M. QUIDAM dit", False),
        (f"{CACHE} et {CACHE}", "l’un ou l’autre", False),
        ("rien", "autre", False),
    ],
)
def test_a_mask_is_any_words_and_the_rest_is_what_it_is(masked: str, printed: str, fitting: bool) -> None:
    assert fits(masked, printed) is fitting
