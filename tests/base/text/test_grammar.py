from __future__ import annotations

from decimal import Decimal

import pytest

from actgen.base.text import grammar
from actgen.base.text.characters import plain
from actgen.base.text.grammar import Genre, Mot, accord, au, compte, du, genre_du_groupe, le, mot, pluriel

M, F, X = Genre.MASCULIN, Genre.FEMININ, Genre.INCONNU


@pytest.mark.parametrize(
    ("word", "one", "several"),
    [
        (mot("excusé"), ("excusé", "excusée", "excusé(e)"), ("excusés", "excusées", "excusé(e)s")),
        (mot("absent"), ("absent", "absente", "absent(e)"), ("absents", "absentes", "absent(e)s")),
        (grammar.MAIRE, ("maire", "maire", "maire"), ("maires", "maires", "maires")),
        (mot("adjoint"), ("adjoint", "adjointe", "adjoint(e)"), ("adjoints", "adjointes", "adjoint(e)s")),
        (
            grammar.CONSEILLER_MUNICIPAL,
            ("conseiller municipal", "conseillère municipale", "membre du conseil municipal"),
            ("conseillers municipaux", "conseillères municipales", "membres du conseil municipal"),
        ),
        (
            grammar.PRESIDENT,
            ("président", "présidente", "président"),
            ("présidents", "présidentes", "présidents"),
        ),
        (
            mot(
                "maire délégué",
                "maire déléguée",
                masculin_pluriel="maires délégués",
                feminin_pluriel="maires déléguées",
            ),
            ("maire délégué", "maire déléguée", "maire délégué(e)"),
            ("maires délégués", "maires déléguées", "maires délégué(e)s"),
        ),
        (
            grammar.SECRETAIRE_DE_SEANCE,
            ("secrétaire de séance",) * 3,
            ("secrétaires de séance",) * 3,
        ),
    ],
)
def test_words_of_acts(word: Mot, one: tuple[str, str, str], several: tuple[str, str, str]) -> None:
    assert tuple(word.accord(genre) for genre in (M, F, X)) == one
    assert tuple(word.accord(genre, 2) for genre in (M, F, X)) == several
    assert word.accord(M, 0) == word.accord(M)


@pytest.mark.parametrize(
    ("genders", "written"),
    [
        ([], "excusé"),
        ([M], "excusé"),
        ([F], "excusée"),
        ([X], "excusé(e)"),
        ([F, F], "excusées"),
        ([F, M], "excusés"),
        ([F, X], "excusés"),
    ],
)
def test_the_masculine_prevails_in_a_group(genders: list[Genre], written: str) -> None:
    assert mot("excusé").groupe(genders) == written


def test_gender_of_a_group() -> None:
    assert genre_du_groupe([F, F]) is F
    assert genre_du_groupe([F, M]) is M
    assert genre_du_groupe([F, X]) is M
    assert genre_du_groupe([]) is M


def test_agreement_of_a_word_given_in_place() -> None:
    assert accord("représenté", "représentée", F, 3) == "représentées"
    assert accord("municipal", "municipale", M, 2, masculin_pluriel="municipaux") == "municipaux"
    assert accord("délégué", "déléguée", X) == "délégué(e)"
    assert accord("conseiller", "conseillère", X) == "conseiller ou conseillère"
    assert accord("conseiller", "conseillère", X, neutre="membre") == "membre"
    assert mot("vieux", "vieille").accord(M, 2) == "vieux"


@pytest.mark.parametrize(
    ("n", "form"),
    [(0, "voix"), (1, "une"), (2, "plusieurs"), (Decimal("1.5"), "une"), (Decimal(2), "plusieurs")],
)
def test_the_plural_begins_at_two(n: int | Decimal, form: str) -> None:
    assert pluriel(n, "voix" if n == 0 else "une", "plusieurs") == form


def test_counts() -> None:
    assert compte(0, "abstention") == "0\u00a0abstention"
    assert compte(2, "abstention") == "2\u00a0abstentions"
    assert compte(9, "voix") == "9\u00a0voix"
    assert compte(2, "conseil municipal", "conseils municipaux") == "2\u00a0conseils municipaux"
    assert compte(1417, "habitant") == "1\u202f417\u00a0habitants"


@pytest.mark.parametrize(
    ("text", "gender", "with_le", "with_du", "with_au"),
    [
        ("maire", M, "le maire", "du maire", "au maire"),
        ("maire", F, "la maire", "de la maire", "à la maire"),
        ("maire", X, "le maire", "du maire", "au maire"),
        ("adjoint", M, "l’adjoint", "de l’adjoint", "à l’adjoint"),
        ("adjointe", F, "l’adjointe", "de l’adjointe", "à l’adjointe"),
        ("présidente", F, "la présidente", "de la présidente", "à la présidente"),
        ("hameau", M, "le hameau", "du hameau", "au hameau"),
    ],
)
def test_articles(text: str, gender: Genre, with_le: str, with_du: str, with_au: str) -> None:
    assert (le(text, gender), du(text, gender), au(text, gender)) == (with_le, with_du, with_au)


def test_articles_in_the_plural() -> None:
    assert (le("adjoints", M, 2), du("adjointes", F, 2), au("maires", X, 3)) == (
        "les adjoints",
        "des adjointes",
        "aux maires",
    )


@pytest.mark.parametrize(
    ("rank", "gender", "written"),
    [
        (1, M, "premier adjoint"),
        (1, F, "première adjointe"),
        (1, X, "premier(ère) adjoint(e)"),
        (2, M, "deuxième adjoint"),
        (2, F, "deuxième adjointe"),
        (3, X, "troisième adjoint(e)"),
    ],
)
def test_ranks_of_deputies(rank: int, gender: Genre, written: str) -> None:
    assert plain(grammar.rang_adjoint(rank, gender)) == written


def test_ranks_of_vice_presidents() -> None:
    assert plain(grammar.rang_vice_president(1, F)) == "première vice-présidente"
    assert plain(grammar.rang_vice_president(12, M)) == "douzième vice-président"


def test_rank_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="0"):
        grammar.rang_adjoint(0, M)
