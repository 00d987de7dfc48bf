"""One sheet a member of annexe 1, by its name, with the facts of its line and the text that it signs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actgen.acts.tree.inline import Place, walk_inlines
from actgen.acts.tree.nodes import Document, SignaturePlace, Signatures, inlines, walk
from actgen.acts.tree.words import plain_words
from actgen.acts.views.convention import empreinte_imprimee
from actgen.acts.views.papiers_du_groupe import _place
from actgen.base.records import replace
from actgen.council.facts.groupement import Groupement, MembreGroupement
from actgen.council.figures.groupements import etat, state_to_sign
from actgen.council.kinds.manifest import Kind
from actgen.group.papers import Papier, feuilles
from actgen.reading.sources import Sources
from actgen.session.cache import Cache
from actgen.session.compose import convention
from actgen.session.load import load_groupement
from actgen.session.texts import Texts

ROOT = Path(__file__).parents[2]
SOURCES = Sources(ROOT / "data")
JOUR = date(2022, 12, 15)


@pytest.fixture(scope="module")
def group() -> Groupement:
    lu, _ = load_groupement(ROOT / "data/groupements/e_services.yaml", SOURCES)
    assert lu is not None
    m2a, premiere, seconde, troisieme, *autres = (MembreGroupement(m.collectivite) for m in lu.membres)
    return replace(
        lu,
        membres=(
            replace(m2a, deliberation_le=JOUR, organe="bureau", signataire="Fabian JORDAN, président"),
            replace(premiere, deliberation_le=JOUR, numero="7", recue_le=JOUR, publiee_le=JOUR),
            replace(seconde, deliberation_le=JOUR, resultat="rejetée"),
            replace(troisieme, deliberation_le=JOUR, a_corriger="vérification du retour"),
            *autres,
        ),
    )


@pytest.fixture(scope="module")
def texts() -> Texts:
    cache = Cache()
    return Texts(cache.catalogue(SOURCES, ()).for_group("e_services"), cache)


@pytest.fixture(scope="module")
def kind(texts: Texts) -> Kind:
    found = texts.catalogue.get("groupement_commandes")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def sheets(group: Groupement, texts: Texts, kind: Kind) -> tuple[Papier, ...]:
    empreinte = convention(group, kind, texts, draft=False).empreinte
    made = feuilles(etat(group), kind, texts, empreinte)
    assert texts.findings == ()
    assert all(empreinte_imprimee(empreinte) in words(each.document) for each in made)
    return made


def words(document: Document | None) -> str:
    assert document is not None
    return " ".join(plain_words(document))


def places(document: Document | None) -> list[str]:
    assert document is not None
    nodes = (node for block in walk(document.blocks) for node in walk_inlines(inlines(block)))
    return [node.label for node in nodes if isinstance(node, Place)]


def test_those_of_annexe_1_have_a_sheet_and_no_one_else(
    sheets: tuple[Papier, ...], group: Groupement
) -> None:
    assert [each.key for each in sheets] == [
        f"signature-{ligne.membre.collectivite.code}" for ligne in etat(group).adherents
    ]
    noms = ["Mulhouse Alsace Agglomération", "Baldersheim"]
    for each, nom in zip(sheets, noms, strict=True):
        assert nom in words(each.document) and each.document is not None and nom in each.document.subject


def test_a_sheet_tells_the_decision_and_leaves_places_for_the_rest(sheets: tuple[Papier, ...]) -> None:
    coordonnateur, commune = (each.document for each in sheets)
    assert "adoptée par le conseil municipal le 15 décembre 2022, n° 7" in words(commune)
    assert places(commune) == ["nom et qualité du signataire", "date de signature"]
    assert "adoptée par le bureau le" in words(coordonnateur)
    assert places(coordonnateur) == ["date de signature"]
    assert coordonnateur is not None
    (signatures,) = [b for b in coordonnateur.blocks if isinstance(b, Signatures)]
    assert [(p.quality, p.name) for p in signatures.places] == [("Pour m2A", "Fabian JORDAN, président")]


def test_who_decides_alone_takes_a_decision(group: Groupement, texts: Texts, kind: Kind) -> None:
    ligne = etat(group).adherents[0]
    seul = replace(ligne.membre, organe="maire")
    membres = tuple(seul if m.collectivite == seul.collectivite else m for m in group.membres)
    (premiere, *_) = feuilles(etat(replace(group, membres=membres)), kind, texts, "0" * 64)
    assert "adoptée par décision du maire le 15 décembre 2022" in words(premiere.document)


def test_a_version_that_is_not_told_makes_a_projet(group: Groupement, texts: Texts, kind: Kind) -> None:
    (premiere, *_) = feuilles(etat(replace(group, version="")), kind, texts, "0" * 64)
    assert premiere.document is not None and premiere.document.projet


def test_a_signatory_without_a_name_makes_a_projet_of_its_sheet_alone(
    group: Groupement, texts: Texts, kind: Kind
) -> None:
    sans_nom = tuple(replace(m, signataire="le maire") if m.numero else m for m in group.membres)
    faites = feuilles(etat(replace(group, membres=sans_nom)), kind, texts, "0" * 64)
    assert [each.document is not None and each.document.projet for each in faites] == [False, True]


def test_a_single_original_has_no_sheet(group: Groupement, texts: Texts, kind: Kind) -> None:
    clauses = replace(group.clauses, signature="original_unique")
    assert feuilles(etat(replace(group, clauses=clauses)), kind, texts, "0" * 64) == ()


def test_only_those_of_annexe_1_have_a_place_on_the_single_original_that_is_signed(
    group: Groupement, texts: Texts, kind: Kind
) -> None:
    unique = replace(group, clauses=replace(group.clauses, signature="original_unique"))
    approved = convention(unique, kind, texts, draft=False)
    signed = convention(unique, kind, texts, state_to_sign(unique), draft=False)
    assert [p.quality for p in signers(signed.document)] == [
        "Pour m2A, coordonnateur",
        "Pour la commune de Baldersheim",
    ]
    assert len(signers(approved.document)) == len(group.membres)
    assert signed.empreinte == approved.empreinte  # the text is the one that councils approved


def signers(document: Document) -> tuple[SignaturePlace, ...]:
    (signatures,) = [block for block in walk(document.blocks) if isinstance(block, Signatures)]
    return signatures.places


@pytest.mark.parametrize(
    ("nom", "qualite", "signs"),
    [
        ("Mme Membre 1", "présidente", ("La présidente", "Membre 1")),
        ("Membre 1", "présidente", ("Pour m2A", "Membre 1, présidente")),
        ("", "", ("Pour m2A", "")),
    ],
)
def test_a_letter_is_signed_by_an_office_where_its_article_is_told(
    group: Groupement, nom: str, qualite: str, signs: tuple[str, str]
) -> None:
    place = _place(replace(group.coordonnateur, represente_par=f"{nom}, {qualite}".strip(", ")))
    assert (place.quality, place.name) == signs
