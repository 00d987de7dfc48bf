"""The extract of the register: made on request, the words of the original, certified by the mayor alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.tree.nodes import Document, Heading, Signatures, Stamp, walk
from actgen.acts.tree.words import inline_text, plain_words
from actgen.acts.views.plan import ActPlan, Due
from actgen.session.examination import examine
from actgen.session.result import Examination, Options
from tests.regles.cases import merge, model, write
from tests.session.acts import DIETWILLER, LE_TREHOU, examined, plan, session_file
from tests.session.test_publication import NOM, PRIVEES, TEXTE, session_of

FREE = {"acte": "deliberation_libre", "decide": "acquiert la parcelle", "matiere": "3.1"}


def _asked(file: Path, *names: str, draft: bool = False) -> Examination:
    return examine(file, Options(only=names, draft=draft))


def _document(acte: ActPlan) -> Document:
    assert acte.document is not None, acte.raisons
    return acte.document


def _words(document: Document) -> str:
    return " ".join(plain_words(document))


def _session(folder: Path, **change: object) -> Path:
    session = merge(model("commune"), change)
    session["points"][0] |= FREE
    return write(folder / "seance.yaml", session)


def test_nobody_who_does_not_ask_for_it_has_one() -> None:
    assert not [each.key for each in examined(session_file(DIETWILLER)).plans if "extrait" in each.key]


@pytest.mark.parametrize("name", ["extrait", "extrait-02"])
def test_it_is_asked_for_by_its_name(name: str) -> None:
    told = _asked(session_file(LE_TREHOU), name)
    assert told.unknown == ()
    assert [each.key for each in told.plans] == (
        ["extrait-02", "extrait-03"] if name == "extrait" else ["extrait-02"]
    )
    assert all(each.due is Due.WRITTEN and each.copie == "extrait" and each.fixed for each in told.plans)


def test_an_item_that_has_no_deliberation_has_no_extract() -> None:
    assert _asked(session_file(LE_TREHOU), "extrait-07").unknown == ("extrait-07",)


def test_it_has_the_words_of_the_original_up_to_its_signatures() -> None:
    original = _words(_document(plan(examined(session_file(DIETWILLER)), "deliberation-09")))
    extract = _words(_document(plan(_asked(session_file(DIETWILLER), "extrait"), "extrait-09")))
    title = "Extrait du registre des délibérations du conseil municipal"
    told, _, end = extract.replace(title, "Délibération du conseil municipal").partition(" Ont signé")
    assert told in original and told.endswith("Fait et délibéré à Dietwiller, le 15 décembre 2022.")
    assert "Pour extrait conforme au registre, à Dietwiller, le" in end
    assert "Délibération transmise à la sous-préfecture le 19 décembre 2022 et publiée le" in end


def test_the_register_keeps_originals() -> None:
    original = _words(_document(plan(examined(session_file(DIETWILLER)), "deliberation-09")))
    assert "xtrait" not in original


@pytest.mark.parametrize("jour", ["2021-10-15", "2023-06-15"])
def test_the_mayor_alone_certifies_it_whoever_signed_the_original(tmp_path: Path, jour: str) -> None:
    le = "/".join(reversed(jour.split("-")))
    absents = ["Membre 14, excusé", "Membre 15, excusée"]
    envoi = {"envoyee_le": "01" + le[2:]}
    file = _session(tmp_path, seance={"date": le}, convocation=envoi, absents=absents)
    document = _document(plan(_asked(file, "extrait"), "extrait-01"))
    original = _document(plan(examined(file), "deliberation-01"))
    (places,) = (each.places for each in walk(document.blocks) if isinstance(each, Signatures))
    (signed,) = (each.places for each in walk(original.blocks) if isinstance(each, Signatures))
    assert [place.field for place in places] == ["extrait"] and "maire" in places[0].quality
    assert (len(signed) == 2) is (jour > "2022-07-01")
    assert all(place.name in _words(document).partition("Ont signé au registre")[2] for place in signed)
    assert not [each for each in walk(document.blocks) if isinstance(each, Stamp)]


def test_it_has_one_title() -> None:
    document = _document(plan(_asked(session_file(DIETWILLER), "extrait"), "extrait-09"))
    titles = [each for each in walk(document.blocks) if isinstance(each, Heading) and each.level == 1]
    assert [inline_text(each.children)[:7] for each in titles] == ["Extrait"]


def test_what_is_private_is_hidden_in_what_anybody_may_ask_for(tmp_path: Path) -> None:
    words = _words(
        _document(plan(_asked(session_of(tmp_path, PRIVEES, "Secours", TEXTE), "extrait"), "extrait-01"))
    )
    assert NOM.split()[1].casefold() not in words.casefold()
    assert "des mentions sont occultées" in words


def test_a_draft_is_never_certified() -> None:
    waiting = plan(_asked(session_file(DIETWILLER), "extrait", draft=True), "extrait-09")
    assert waiting.due is Due.NOT_YET and waiting.document is None
    assert waiting.raisons == ("la délibération n’est encore qu’un projet",)
