"""A Word template of the letter or of the sheet to sign keeps its layout, and says the same words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from actgen.authoring.copies import CopyFormat, copied, models_of_kind
from actgen.document.nodes import Document
from actgen.document.words import plain_words
from actgen.group.dossier import dossier
from actgen.group.modeles import Modeles
from actgen.kinds.catalogue import Catalogue, search_path
from actgen.session.cache import Cache
from actgen.session.result import Options
from actgen.sources import Sources

from .espaces import espace

RETOUR = (
    "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024, transmise_le: 15/11/2024, "
    "publiee_le: 15/11/2024}\n"
)


def modeles(file: Path) -> Modeles:
    lu = dossier(file)
    assert lu.groupement is not None
    return Modeles(lu.groupement, lu.sources, Cache(), Options())


def lettre(file: Path) -> Document:
    faits = modeles(file)
    found = faits.envoi(faits.groupement.membres[-1].collectivite).lettre
    assert found is not None, faits.findings
    return found


def feuille(file: Path) -> Document:
    (found,) = (each for each in modeles(file).papiers().papiers() if each.key.startswith("signature"))
    assert found.document is not None
    return found.document


@pytest.mark.parametrize(("nom", "papier"), [("lettre", lettre), ("feuille_de_signature", feuille)])
def test_a_word_template_of_a_paper_says_its_words(
    tmp_path: Path, nom: str, papier: Callable[[Path], Document]
) -> None:
    file = espace(tmp_path, retours=RETOUR)
    shipped = papier(file)
    catalogue = Catalogue(Sources(tmp_path), search_path(tmp_path))
    kind = catalogue.get("groupement_commandes")
    assert kind is not None
    (model,) = (each for each in models_of_kind(catalogue, kind).texts if each.name == nom)
    content = copied(model, CopyFormat.WORD)
    assert isinstance(content, bytes)
    place = tmp_path / "templates/conventions/groupement_commandes"
    place.mkdir(parents=True)
    (place / f"{nom}.docx").write_bytes(content)
    own = papier(file)
    assert plain_words(own) == plain_words(shipped)
