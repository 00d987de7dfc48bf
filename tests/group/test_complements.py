"""Blanks that were filled in an approved text are told apart from words that changed."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.diagnostics import Diagnostic, Mender, Severity
from actgen.group import dossier
from actgen.group.sent_text import FILE, Changements, changements

from .espaces import contenus, espace, lance, seance

DUREE, LIEU = "[à compléter : durée]", "[à compléter : lieu]"


def dits(avant: tuple[str, ...], apres: tuple[str, ...]) -> str:
    return " ".join(changements(avant, apres).dits.split())


def test_a_kept_list_of_one_long_name_takes_no_longer_than_another() -> None:
    debut = process_time()
    assert dossier._members_by_code("a" * 30_000 + ", Le Faou (29053), Saint-Rivoal (29261)") == {
        "29053": f"{'a' * 190}, Le Faou",
        "29261": "Saint-Rivoal",
    }
    assert process_time() - debut < 1.0


@pytest.mark.parametrize(
    ("ancien", "nouveau", "complements"),
    [
        (f"pour {DUREE}.", "pour 4 ans.", (("durée", "4 ans"),)),
        (f"pour {DUREE} à {LIEU}.", "pour 4 ans à Hanvec.", (("durée", "4 ans"), ("lieu", "Hanvec"))),
        (f"pour {DUREE} à {LIEU}.", f"pour 4 ans à {LIEU}.", (("durée", "4 ans"),)),
        (f"{DUREE}", "4 ans", (("durée", "4 ans"),)),
        (f"pour {DUREE}.", "dès 4 ans.", ()),
        (f"pour {DUREE}.", "pour .", ()),
        (f"pour {DUREE} à {LIEU}.", "pour 4 ans en Hanvec.", ()),
        ("pour 3 ans.", "pour 4 ans.", ()),
    ],
)
def test_a_blank_that_was_filled(ancien: str, nouveau: str, complements: tuple[tuple[str, str], ...]) -> None:
    vus = changements(("a", ancien), ("a", nouveau))
    assert vus.complements == complements
    assert vus.completes_seulement is bool(complements) and vus.autres == (not complements)


def test_what_has_changed_is_seen_however_far_it_is_in_its_paragraph() -> None:
    debut = "Chacun des membres peut se retirer du groupement à chaque date anniversaire de la convention, "
    vus = dits((f"{debut}après un préavis de 3 mois, par lettre.",), (f"{debut}après un préavis de 4 mois.",))
    assert "« … après un préavis de 4 mois. » au lieu de « … après un préavis de 3 mois, par" in vus
    vus = dits(("a" * 500 + "b",), ("a" * 500 + "c",))
    assert "ac » au lieu de" in vus and len(vus) < 200


def test_blanks_that_are_never_closed_take_no_longer_than_other_words() -> None:
    """The kept text is a file that anybody may have written into."""
    ancien = "[à compléter : " * 4_000
    debut = process_time()
    assert changements((ancien,), (f"{ancien}.",)).autres == 1
    assert process_time() - debut < 1.0


def test_the_same_text_has_not_changed() -> None:
    assert changements(("a", DUREE), ("a", DUREE)) == Changements()


def test_what_is_told() -> None:
    avant = ("Titre", f"Durée : {DUREE}.", "Fin", "Reste")
    complete = ("Titre", "Durée : 4 ans.", "Fin", "Reste")
    assert dits(avant, complete) == (
        "Seuls des blancs ont été remplis, aucun autre mot n’a changé : durée (« 4 ans »)."
    )
    assert dits(avant, ("Titre", "Durée : 4 ans.", "Autre fin", "Reste", "Plus")) == (
        "Blancs remplis : durée (« 4 ans »). Autre changement, paragraphe 3 : « Autre fin » au lieu de "
        "« Fin » (et 1 autre)."
    )
    assert dits(avant, avant[:-1]) == "Paragraphe 4 : « Reste » n’y est plus."
    assert dits(avant, (*avant, "Plus")) == "Paragraphe 5 : « Plus » est en plus."


mots = st.text(st.sampled_from("ab «»."), min_size=1, max_size=6)


@given(st.lists(st.tuples(mots, st.booleans()), min_size=1, max_size=5), mots)
def test_a_text_that_was_only_completed_is_never_told_as_changed(
    morceaux: list[tuple[str, bool]], valeur: str
) -> None:
    avant = "x".join(DUREE if blanc else texte for texte, blanc in morceaux)
    apres = "x".join(f"1{valeur}" if blanc else texte for texte, blanc in morceaux)
    vus = changements((avant,), (apres,))
    assert vus.autres == 0 and bool(vus.complements) is any(blanc for _, blanc in morceaux)


@pytest.fixture
def approuve(tmp_path: Path) -> Path:
    """A group whose text has a blank, as two councils have approved it; its file."""
    line = "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024}\n"
    file = espace(tmp_path, retours=line)
    ecrit(file, "  titulaires: un\n", "  titulaires:\n")
    (tmp_path / "seances/daoulas.yaml").write_text(seance("Daoulas"), encoding="utf-8")
    lance(file, tmp_path / "out")
    return file


def ecrit(file: Path, ancien: str, nouveau: str) -> None:
    texte = file.read_text(encoding="utf-8")
    assert texte.count(ancien) == 1
    file.write_text(texte.replace(ancien, nouveau), encoding="utf-8")


def change(file: Path) -> Diagnostic:
    """What a batch says of its text that changed; it has written nothing, of sessions either."""
    out = file.parents[1] / "out"
    before = contenus(out)
    batch, issues = lance(file, out)
    (finding,) = batch.report.errors
    assert finding.code == "GC-TEXTE-CHANGE" and finding.severity is Severity.ERROR
    assert issues == [] and contenus(out) == before
    return finding


def test_a_blank_filled_after_a_vote_is_for_lawyers_to_judge(approuve: Path) -> None:
    ecrit(approuve, "  titulaires:\n", "  titulaires: un\n")
    finding = change(approuve)
    assert "Seuls des blancs ont été remplis" in finding.message
    assert "un seul titulaire ou plusieurs (" in finding.message
    assert finding.mender is Mender.SERVICE_JURIDIQUE and "service juridique" in finding.hint


def test_other_words_are_told_beside_the_blanks(approuve: Path) -> None:
    ecrit(approuve, "  titulaires:\n", "  titulaires: un\n")
    ecrit(approuve, "  preavis: 3 mois\n", "  preavis: 6 mois\n")
    finding = change(approuve)
    assert (
        "Blancs remplis\u00a0: un seul titulaire" in finding.message and "Autre changement" in finding.message
    )
    assert finding.mender is Mender.COORDONNATEUR and "Rétablissez" in finding.hint


def test_a_kept_text_that_was_altered_tells_nothing_of_what_changed(approuve: Path) -> None:
    (kept,) = (approuve.parents[1] / "out").rglob(FILE)
    kept.write_text(kept.read_text(encoding="utf-8").replace("papier", "carton"), encoding="utf-8")
    ecrit(approuve, "  titulaires:\n", "  titulaires: un\n")
    finding = change(approuve)
    assert "plus tel qu’actgen l’avait écrit" in finding.message and "blancs" not in finding.message


def test_the_coordinators_own_day_is_no_change(tmp_path: Path) -> None:
    """It often comes after the first votes: the text that councils approve doesn't hang on it."""
    line = (
        "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024, transmise_le: 15/11/2024, "
        "publiee_le: 15/11/2024}\n"
    )
    file = espace(tmp_path, retours=line)
    lance(file, tmp_path / "out")
    le_faou = "    - {commune: Le Faou, resultat: adoptée, deliberation_du: 20/11/2024}\n"
    ecrit(file, line, line + le_faou)
    batch, _ = lance(file, tmp_path / "out")
    assert batch.report.errors == ()
    (page,) = (tmp_path / "out").rglob("2-convention-a-signer*.html")
    assert "20 novembre 2024" in page.read_text(encoding="utf-8").replace("\u00a0", " ")
