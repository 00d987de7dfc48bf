"""What is declared private is found however it is set, and leaves nothing behind."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from actgen.acts.tree.inline import Emphasis, LineBreak, Link, Strong, Text
from actgen.acts.tree.nodes import (
    Cell,
    Document,
    Heading,
    Paragraph,
    Part,
    Row,
    SignaturePlace,
    Signatures,
    Stamp,
    Table,
    walk,
)
from actgen.acts.tree.occultation import Mask, contains, hide, hide_text, too_short
from actgen.acts.tree.words import inline_text, plain_words

MARQUE = "[…]"


def cache(texte: str, *donnees: str) -> str:
    return hide_text(texte, [Mask(donnee, MARQUE) for donnee in donnees])


@pytest.mark.parametrize(
    ("texte", "donnee", "attendu"),
    [
        ("Un secours à Mme Anne\u00a0Dupont.", "Anne DUPONT", "Un secours à Mme […]."),
        ("Jean‑Pierre Martin", "jean pierre martin", "[…]"),
        ("demeurant 12, rue de l’Église à Aulon", "12, rue de l'eglise", "demeurant […] à Aulon"),
        ("une aide de 1\u202f250\u00a0€ par an", "1250 €", "une aide de […] par an"),
        ("tél. 03 80-00 00 00", "03 80 00 00 00", "tél. […]"),
        ("tél. 03.80.00.00.00.", "03 80 00 00 00", "tél. […]."),
        ("une aide de 1\u202f250\u00a0€", "1.250 €", "une aide de […]"),
        ("article L. 2121-29", "L 2121", "article L. 2121-29"),
        ("bâtiment 3 12 rue des Lilas", "12 rue des Lilas", "bâtiment 3 […]"),
        ("De\u0301sire\u0301 Noe\u0308l", "Désiré Noël", "[…]"),
        ("Mme Cœur", "coeur", "Mme […]"),
        ("la qualité d’Ali", "Ali", "la qualité d’[…]"),
        ("Paul Durand Marie", "Paul Durand", "[…] Marie"),
        ("Le maire, M. Lemaire", "Lemaire", "Le maire, M. […]"),
        ("Du\u00adrand", "Durand", "[…]"),
    ],
)
def test_a_datum_is_found_however_it_is_set(texte: str, donnee: str, attendu: str) -> None:
    assert cache(texte, donnee) == attendu


def test_what_overlaps_is_one_mark() -> None:
    assert cache("Paul Durand Marie", "Paul Durand", "Durand Marie") == MARQUE


@pytest.mark.parametrize("donnee", ["", "X", "-", "7.", "' '"])
def test_a_sign_alone_is_too_short(donnee: str) -> None:
    assert too_short(donnee)


def test_every_place_of_a_document_is_masked() -> None:
    nom = "Zoé Privée"
    line = (Text("À "), Strong((Text("Zoé"),)), Text(" "), Emphasis((Text("Privée"),)), Text("."))
    document = Document(
        title=f"Aide à {nom}",
        header=nom,
        subject=nom,
        author=nom,
        blocks=(
            Heading(2, (Text(f"Aide à {nom}"),), "aide-a-zoe-privee"),
            Paragraph(line),
            Paragraph((Text("Zoé"), LineBreak(), Text("Privée"))),
            Table((), (Row((Cell((Paragraph((Text(nom),)),)),)),), caption=(Text(nom),)),
            Part(nom, (Signatures((SignaturePlace("La directrice", nom),)), Stamp(nom))),
        ),
    )
    fait = hide(document, [Mask("ZOE PRIVEE", MARQUE)])
    assert fait.trouves == {"ZOE PRIVEE"}
    assert "priv" not in repr(fait.document).casefold() and "zo" not in repr(fait.document).casefold()
    assert inline_text(fait.document.blocks[1].children) == f"À {MARQUE}."  # type: ignore[union-attr]
    assert [b.anchor for b in walk(fait.document.blocks) if isinstance(b, Heading)] == ["aide-a"]


def test_a_link_that_tells_a_datum_is_no_link_any_more() -> None:
    target = "mailto:anne.dupont@exemple.fr"
    links = (
        Link((Text("Anne Dupont"),), target),
        Link((Text("le service"),), target),
        Link((Text("la mairie"),), "mailto:mairie@exemple.fr"),
    )
    act = Document("x", tuple(Paragraph((link,)) for link in links))
    found = hide(act, [Mask("Anne Dupont", MARQUE)])
    shown, hidden, other = (each.children for each in found.document.blocks if isinstance(each, Paragraph))
    assert shown == (Text(MARQUE),) and hidden == (Text("le service"),) and other == (links[2],)


def test_an_act_that_holds_nothing_private_stays_the_same() -> None:
    document = Document("Titre", (Heading(1, (Text("Titre"),), "titre"), Paragraph((Text("Rien."),))))
    assert hide(document, [Mask("Durand", MARQUE)]).document == document


MOTS = st.lists(st.text("abcdeABCDEéÉ0123", min_size=1, max_size=5), min_size=1, max_size=4)
LIENS = st.sampled_from([" ", "\u00a0", "\u202f", "-", "\u2011", "\n", "  "])


@given(st.data(), MOTS, st.lists(MOTS, max_size=3), st.lists(MOTS, max_size=3))
def test_no_output_holds_a_datum(
    data: st.DataObject, donnee: list[str], avant: list[list[str]], apres: list[list[str]]
) -> None:
    # an oracle of its own: words told apart by what is no letter or digit, accents and case aside
    declare = " ".join(donnee)
    assume(not too_short(declare))
    ecrit = "".join(
        mot + (data.draw(LIENS) if rang < len(donnee) - 1 else "") for rang, mot in enumerate(donnee)
    )
    ecrit = ecrit.upper() if data.draw(st.booleans()) else ecrit
    mots = [*(" ".join(mot) for mot in avant), ecrit, *(" ".join(mot) for mot in apres)]
    texte = ", ".join(mots)
    coupe = data.draw(st.integers(0, len(texte)))
    paragraphe = Paragraph((Text(texte[:coupe]), Strong((Text(texte[coupe:]),))))
    fait = hide(Document(texte, (paragraphe,)), [Mask(declare, "[§]")])
    for sortie in (" ".join(plain_words(fait.document)), fait.document.title):
        assert f" {_mots(declare)} " not in f" {_mots(sortie)} "
        assert not contains(sortie, declare)
    assert hide(fait.document, [Mask(declare, "[§]")]).document == fait.document


def _mots(texte: str) -> str:
    plain = texte.casefold().replace("é", "e")
    return " ".join(re.sub(r"[^a-z0-9,]+", " ", plain).split())
