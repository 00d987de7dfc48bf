"""What is declared private is in no public output; the acts that are kept stay whole."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.inline import Place, walk_inlines
from actgen.acts.tree.nodes import inlines as inlines_of
from actgen.acts.tree.nodes import walk
from actgen.acts.tree.occultation import contains, too_short
from actgen.acts.tree.words import plain_words
from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Severity
from actgen.session.files import name_of, published_name
from actgen.session.result import Examination
from tests.acts.outputs.pdf_text import page_texts
from tests.regles.cases import merge, model, write
from tests.session.acts import ROOT, SESSIONS, examined, plan, session_file
from tests.session.papers import papers

NOM, ADRESSE, MONTANT = "Zoé QUIDAM", "98, impasse du Puits", "1 250 €"
PRIVEES = (NOM, ADRESSE, MONTANT)
TEXTE = f"Mme Zoé **Quidam**, au {ADRESSE.upper()}, demande un secours de 1250 €."


def _seance(donnees: tuple[str, ...], objet: str, texte: str, **change: Any) -> dict[str, Any]:
    point = {
        "numero": "1",
        "acte": "deliberation_libre",
        "objet": objet,
        "texte": "point-1.md",
        "debats": "debats-1.md",
        "decide": [f"accorde le secours : {objet}"],
        "vote": "13 pour, 0 contre",
        "donnees_privees": list(donnees),
    }
    return merge(
        model("commune"),
        {
            "points": [point],
            "convocation": {"ordre_du_jour": ["1. Secours"]},
            "proces_verbal": {"arrete_le": "06/07/2023"},
        }
        | change,
    )


def session_of(folder: Path, donnees: tuple[str, ...], objet: str, texte: str) -> Path:
    """The file of a session that helps a person, in a workspace of its own."""
    return _written(folder, _seance(donnees, objet, texte), texte)


def _examine(folder: Path, seance: dict[str, Any], texte: str) -> Examination:
    return examined(_written(folder, seance, texte))


def _written(folder: Path, seance: dict[str, Any], texte: str) -> Path:
    for part in ("collectivites", "groupements", "seances"):
        (folder / part).mkdir()
    for nom in ("point-1.md", "debats-1.md"):
        (folder / "seances" / nom).write_text(f"{texte}\n", encoding="utf-8")
    return write(folder / "seances" / "seance.yaml", seance)


def _publics(examination: Examination) -> list[ActPlan]:
    return [each for each in examination.plans if each.copie or each.kind.famille.value == "liste"]


@pytest.fixture
def examination(tmp_path: Path) -> Examination:
    seance = _seance(
        PRIVEES, f"Secours à Mme {NOM}", TEXTE, seance={"assistait": "Mme Paule AGENT, secrétaire"}
    )
    return _examine(tmp_path, seance, TEXTE)


def test_private_data_are_in_no_public_output(examination: Examination) -> None:
    assert not examination.report.of(Severity.ERROR), examination.report.errors
    publics = _publics(examination)
    assert [each.key for each in publics] == [
        "publication-01",
        "liste-des-deliberations",
        "publication-proces-verbal",
    ]
    for each in publics:
        assert each.due is Due.WRITTEN and each.document is not None
        pdf, page = render_pdf(each.document), render_html(each.document).decode()
        opened = pikepdf.open(io.BytesIO(pdf))
        carried = [each.get_file().read_bytes().decode() for each in opened.attachments.values()]
        metadata = [str(opened.docinfo), str(opened.open_metadata()), *opened.attachments, *carried]
        outputs = (" ".join(page_texts(pdf, margins=True)), page, *metadata, name_of(each, "pdf"))
        for output in outputs:
            for word in ("quidam", "impasse du puits", "1250", "1\u202f250", "agent,", "paule"):
                assert word not in output.casefold(), (each.key, word)
        assert list(opened.attachments) == ["acte.yaml"]


def test_the_convocation_that_is_posted_hides_what_the_one_that_is_sent_tells(tmp_path: Path) -> None:
    a_tenir = {"absents": "", "suites": "", "proces_verbal": {"arrete_le": ""}}
    seance = {"levee": "", "presidence": "", "secretaire": ""}
    agenda = {"mode": "courriel", "ordre_du_jour": [f"1. Secours à Mme {NOM}"]}
    change = a_tenir | {"seance": seance, "convocation": agenda}
    planned = _seance((NOM,), f"Secours à Mme {NOM}", TEXTE, **change)
    planned["points"][0]["vote"] = ""
    found = _examine(tmp_path, planned, TEXTE)
    sent, posted = plan(found, "convocation"), plan(found, "publication-convocation")
    assert sent.document is not None and posted.document is not None
    assert NOM in " ".join(plain_words(sent.document))
    words = " ".join(plain_words(posted.document))
    assert "QUIDAM" not in words.upper() and "1. Secours à Mme [mention occultée]" in words
    assert "afficher" not in sent.consigne
    assert plan(found, "certificat-01").raisons == ("le conseil n’a pas encore voté",)
    assert posted.consigne.startswith("à afficher") and posted.fixed
    assert name_of(posted, "pdf") == "0-convocation-PUBLICATION.pdf"


def test_a_convocation_that_hides_nothing_is_posted_as_it_is(tmp_path: Path) -> None:
    assert not {"publication-convocation"} & set(papers(tmp_path, "commune"))


def test_the_acts_that_are_kept_are_whole(examination: Examination) -> None:
    for key in ("deliberation-01", "proces-verbal"):
        tree = plan(examination, key).document
        assert tree is not None
        words = " ".join(plain_words(tree))
        assert all(contains(words, donnee) for donnee in PRIVEES), key


def test_a_copy_is_signed_dated_and_says_what_it_hides(examination: Examination) -> None:
    copy = plan(examination, "publication-01")
    assert copy.fixed and copy.document is not None
    words = " ".join(plain_words(copy.document))
    assert "La maire : Membre 1 (signé)" in words and "séance : Membre 3 (signé)" in words
    assert "mise en ligne : 20 juin 2023" in words
    assert "articles L. 311-6 et L. 312-1-2 du code des relations" in words
    assert "mention occultée" in words and "Cadre réservé" not in words


def test_a_copy_of_what_nothing_says_signed_does_not_say_so(tmp_path: Path) -> None:
    dates = {"publiee_le": "", "transmise_le": "", "recue_le": "", "deliberation_signee_le": ""}
    for signed, told in (("", False), ("16/06/2023", True)):
        folder = tmp_path / (signed[:2] or "sans")
        folder.mkdir()
        suites = dates | {"deliberation_signee_le": signed}
        found = _examine(folder, _seance((), "Secours", "Un secours.", suites=suites), "Un secours.")
        tree = plan(found, "publication-01").document
        assert tree is not None
        words = " ".join(plain_words(tree))
        assert ("La maire : Membre 1 (signé)" in words, "L’original signé est conservé" in words) == (
            told,
            told,
        )
        assert ("La maire : Membre 1 La" in words, "L’original, une fois signé," in words) == (
            not told,
            not told,
        )


def test_what_is_to_come_is_not_told_as_past(tmp_path: Path) -> None:
    planned = _seance((), "Secours", "Un secours.", absents="", suites="", proces_verbal={"arrete_le": ""})
    planned["points"][0] |= {"interesse": "Membre 6", "vote": ""}
    planned["seance"] |= {"levee": "", "presidence": "", "secretaire": ""}
    tree = plan(_examine(tmp_path, planned, "Un secours."), "deliberation-01").document
    assert tree is not None
    words = " ".join(plain_words(tree))
    assert "ne prend part ni aux débats ni au vote" in words and "n’a pris part" not in words


def test_the_act_that_is_kept_is_an_original_and_the_other_says_it_is_a_copy(
    examination: Examination,
) -> None:
    act = plan(examination, "deliberation-01").document
    copy = plan(examination, "publication-01").document
    assert act is not None and copy is not None
    kept, published = (" ".join(plain_words(each)) for each in (act, copy))
    assert "Délibération du conseil municipal" in kept and "Copie" not in kept
    assert "Copie destinée à la publication. L’original signé est conservé" in published
    assert "extrait" not in (kept + published).casefold()


def test_without_private_data_the_words_are_those_of_the_register(tmp_path: Path) -> None:
    found = _examine(
        tmp_path, _seance((), "Secours", "Un secours est demandé.", suites={"publiee_le": ""}), "Rien."
    )
    kept, copy = plan(found, "deliberation-01").document, plan(found, "publication-01").document
    assert kept is not None and copy is not None
    words, published = plain_words(kept), plain_words(copy)
    start = published.index("Commune")
    end = published.index("La", start)
    assert published[start:end] == words[: end - start]
    places = [n for b in walk(copy.blocks) for n in walk_inlines(inlines_of(b)) if isinstance(n, Place)]
    assert [place.label for place in places] == ["date de mise en ligne"]
    assert "occult" not in " ".join(published)


def test_minutes_are_published_once_they_are_adopted(tmp_path: Path) -> None:
    seance = _seance((), "Secours", "Rien.", proces_verbal={"arrete_le": ""})
    copy = plan(_examine(tmp_path, seance, "Rien."), "publication-proces-verbal")
    assert copy.due is Due.NOT_YET and copy.raisons == ("le procès-verbal n’est pas encore arrêté",)


@pytest.mark.parametrize(("day", "due"), [("14/06/2023", Due.REFUSED), ("15/06/2023", Due.WRITTEN)])
def test_minutes_adopted_before_the_session_are_not_written(tmp_path: Path, day: str, due: Due) -> None:
    found = _examine(tmp_path, _seance((), "Secours", "Rien.", proces_verbal={"arrete_le": day}), "Rien.")
    minutes = plan(found, "proces-verbal")
    assert [each.code for each in found.report.errors] == ["PV-ARRET"]
    assert minutes.due is due


MENTION = (
    "Dans ce document, des mentions sont occultées en application des articles L. 311-6 et L. 312-1-2 du "
    "code des relations entre le public et l’administration."
)
WORD = st.text("abcdefgéèÉ0123456789", min_size=1, max_size=6)


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(WORD, min_size=1, max_size=3), st.sampled_from([" ", "-", "\u00a0"]))
def test_any_datum_is_hidden_wherever_it_is_put(words: list[str], link: str) -> None:
    datum, written = " ".join(words), link.join(words).upper()
    assume(not too_short(datum))
    assume(not contains(MENTION, datum))  # its own words are hidden from nobody
    with TemporaryDirectory() as folder:
        seance = _seance((datum,), f"Secours ({written})", "")
        found = _examine(Path(folder), seance, f"On dit {written}, puis {datum}.")
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir()
    assert not found.report.errors, found.report.errors
    publics = [each.document for each in _publics(found)]
    assert len(publics) == 3 and all(publics)
    for document in publics:
        assert document is not None
        texts = (*plain_words(document), document.title, document.subject, document.header)
        assert not any(contains(text, datum) for text in texts)


@pytest.mark.parametrize("session", ["le-trehou-2024-11-14", "locronan-2025-03-20-comptes"])
def test_the_remedies_are_never_alone_on_the_last_page_of_a_copy(session: str) -> None:
    examination = examined(ROOT / "data" / "seances" / f"{session}.yaml")
    copies = [each for each in examination.plans if each.copie and each.document is not None]
    assert copies
    for copy in copies:
        assert copy.document is not None
        last = page_texts(render_pdf(copy.document))[-1]
        assert "signé" in last and "peut être contestée" in last and "adopté" in last, copy.key


@pytest.mark.parametrize("session", SESSIONS)
def test_the_address_of_a_deliberation_is_the_name_of_its_copy(session: str) -> None:
    plans = examined(session_file(session)).plans
    copies = [each for each in plans if each.copie_de.startswith("deliberation-")]
    assert copies
    for each in copies:
        assert each.point is not None and name_of(each, "pdf") == published_name(each.kind, each.point)


@pytest.mark.parametrize(
    ("donnees", "told"),
    [
        (("Zoé QUIDAM",), ["… enfants de Zoé […], dont Léo Quidam"]),
        (("Zoé QUIDAM", "Léo Quidam"), []),
        (("Zoé QUIDAM", "98, impasse du Puits"), ["Quidam"]),
    ],
)
def test_a_family_name_that_is_left_is_told_with_its_place(
    tmp_path: Path, donnees: tuple[str, ...], told: list[str]
) -> None:
    texte = "Secours aux deux enfants de Zoé QUIDAM, dont Léo Quidam, au 98, impasse du Puits."
    found = [
        each
        for each in _examine(tmp_path, _seance(donnees, "Secours", texte), texte).report.findings
        if each.code == "OCCULTATION-NOM"
    ]
    assert len(found) == len(told)
    for each in found:
        assert each.severity is Severity.WARNING and each.location is not None
        assert "« Quidam » se lit encore" in each.message.replace("\u00a0", " ")
        assert "(délibération 1)" in each.message and "dont Léo Quidam" in each.message
