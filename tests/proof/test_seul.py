"""A lone PDF against what it carries: what is printed otherwise, stated otherwise, or laid over it."""

from __future__ import annotations

import io
import re
from random import Random

import pikepdf
import pytest

from actgen.document.inline import Text
from actgen.document.nodes import Document, Paragraph, Style
from actgen.facts.charte import Charte, Police
from actgen.facts.texte import Prose
from actgen.outputs.house.look import Look
from actgen.outputs.house.reading import read_look
from actgen.outputs.pdf import render_pdf
from tests.outputs.house.samples import font, letterhead
from tests.outputs.sample_act import sample
from tests.proof import tampering
from tests.proof.lone import ANOTHER, DAY, SESSION, certificat, conforms, told
from tests.proof.tampering import opened, sealed_again, source, with_source
from tests.session.acts import document

ACTS = ("deliberation-09", "publication-09", "convention-e_services", "proces-verbal", "certificat-09")


@pytest.fixture(scope="module")
def act() -> bytes:
    return certificat()


# ---------------------------------------------------------------- conforming


@pytest.mark.parametrize("draft", [False, True])
def test_an_act_conforms_to_what_it_carries(draft: bool) -> None:
    assert conforms(render_pdf(sample(projet=draft)))


def test_an_act_on_a_letterhead_conforms() -> None:
    assert conforms(render_pdf(sample(projet=False), Look(letterhead=letterhead())))


def test_an_act_in_a_face_of_the_commune_conforms_and_its_letters_are_those_of_its_table() -> None:
    police = Police(
        normale=Prose("collectivites/n.ttf", font()),
        grasse=Prose("collectivites/g.ttf", font("Spectral-Bold")),
    )
    content = render_pdf(document(SESSION, "certificat-09"), read_look(Charte(police=police))[0], DAY)
    assert conforms(content)
    misleading = [tampering.read_as_another(content, Random(seed))[0] for seed in range(5)]
    lines = [line for each in misleading for line in told(each)]
    # small capitals are in no table
    assert sum("se lit là où la page montre" in line for line in lines) >= 3


@pytest.mark.parametrize("key", ACTS)
def test_the_acts_of_the_example_conform(key: str) -> None:
    assert conforms(render_pdf(document(SESSION, key), dated=DAY))


def test_a_file_packed_anew_is_said_to_be_another_and_its_statements_to_be_the_same(act: bytes) -> None:
    """Another tool that changes nothing but how things are packed: nobody can tell it from one that hides."""
    with opened(act) as (pdf, _):
        target = io.BytesIO()
        pdf.save(target, recompress_flate=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert told(target.getvalue()) == [ANOTHER]


def _of(*words: str) -> Document:
    return Document("Essai", tuple(Paragraph((Text(each),), Style.BODY) for each in words))


@pytest.mark.parametrize(
    "words",
    [
        "Un mot\u00adcou\u00adpé " * 40,
        "Haut-Rhin et Bas-Rhin, Saint-Jean-de-la-Forêt-sous-Bois " * 20,
        "1\u202f600\u202f000\u00a0€, 12\u2011B, l’œuvre – le reste… « fin » " * 20,
        "page {page}/{pages} PROJET",
        "{% raw %} & < > \\ \" ' #: - [a] {b}",
    ],
)
def test_no_ordinary_text_is_suspect(words: str) -> None:
    assert told(render_pdf(_of(words, "Fin.", words))) == []


def test_a_paragraph_longer_than_two_pages_conforms() -> None:
    assert conforms(render_pdf(_of("Début.", "Le conseil municipal en prend acte. " * 450, "Fin.")))


# ---------------------------------------------------------------- what differs is named


def test_a_changed_word_is_named_with_its_page(act: bytes) -> None:
    (line,) = told(_with_another_year(act))
    assert re.match("page 1, .* est imprimé, ses données disent « .*2022.* »", line)


def _with_another_year(content: bytes) -> bytes:
    """« 2022 » is drawn « 2012 » at its first place in the text."""
    with opened(content) as (pdf, target):
        page = pdf.pages[0]
        drawing = page.Contents.read_bytes()
        codes = tampering.codes_of(page)
        year = rb"[^\]]*?".join(b"<%s>" % codes[digit] for digit in "2022")
        place = re.search(rb"/MCID.*?(" + year + rb")", drawing, re.DOTALL)
        assert place is not None
        text = place[1]
        third = text.rfind(codes["2"], 0, text.rfind(codes["2"]))
        changed = text[:third] + codes["1"] + text[third + 4 :]
        page.Contents.write(drawing[: place.start(1)] + changed + drawing[place.end(1) :])
    return target.getvalue()


def test_a_changed_statement_is_named(act: bytes) -> None:
    changed = with_source(act, source(act).replace(b"Christian FRANTZ", b"Membre 1"))
    assert told(changed) == [
        "page 1, signature : « Christian FRANTZ » est imprimé, ses données disent « Membre 1 »"
    ]


def test_a_statement_more_or_less_is_named(act: bytes) -> None:
    line = (
        '  - sorte: "corps"\n    texte: "Elle est exécutoire depuis le 19 décembre 2022."\n'
        "    dates: [2022-12-19]\n"
    )
    yaml = source(act).decode()
    assert line in yaml
    (less,) = told(with_source(act, yaml.replace(line, "").encode()))
    assert less.startswith("page 1 : contenu ajouté : « Elle est exécutoire depuis le 19 décembre 2022. »")
    (more,) = told(with_source(act, yaml.replace(line, line.replace("19", "20") + line).encode()))
    assert more.endswith(
        "« Elle est exécutoire depuis le 20 décembre 2022. » est dans ses données et n’est pas imprimé"
    )


def test_a_moved_space_is_named(act: bytes) -> None:
    (line,) = told(
        with_source(
            act,
            source(act).replace("le caractère".encode(), "lecarac tère".encode()),
        )
    )
    assert line.endswith(": les espaces diffèrent")


def test_running_heads_are_compared(act: bytes) -> None:
    yaml = source(act).decode()
    changed = yaml.replace(
        'courants:\n  - "Dietwiller · conseil municipal du 15',
        'courants:\n  - "Dietwiller · conseil municipal du 16',
    )
    (line,) = told(with_source(act, changed.encode()))
    assert line.startswith("page 1 : « Dietwiller · conseil municipal du 15 décembre 2022 ")
    assert "page 1/1 » est imprimé en haut ou en bas de la page" in line


def test_running_heads_of_which_the_data_say_nothing_are_told_without_empty_quotes(act: bytes) -> None:
    head, _, rest = source(act).decode().partition("courants:\n")
    content = with_source(act, (head + rest[rest.index("enonces:") :]).encode())
    (line,) = told(content)
    assert line.startswith("page 1 : contenu ajouté : « Dietwiller · conseil") and "« »" not in line


# ---------------------------------------------------------------- by who knows how hashes are made


def test_hashes_made_anew_do_not_hide_a_changed_text(act: bytes) -> None:
    assert conforms(sealed_again(act))
    (line,) = told(sealed_again(_with_another_year(act)))
    assert "ses données disent" in line


def test_letters_that_are_drawn_as_others_are_told(act: bytes) -> None:
    """The page shows « 2012 », a search and the data « 2022 »."""
    with opened(_with_another_year(act)) as (pdf, target):
        page = pdf.pages[0]
        codes = tampering.codes_of(page)
        for font in dict(page.Resources.Font).values():
            table = font.ToUnicode.read_bytes()
            font.ToUnicode.write(table.replace(b"<%s> <0031>" % codes["1"], b"<%s> <0032>" % codes["1"]))
    lines = told(sealed_again(target.getvalue()))
    assert any("« 2 » se lit là où la page montre « 1 »" in line for line in lines)
    (seen,) = [line for line in lines if line.startswith("page 1")]
    assert re.search("2012.* est imprimé, ses données disent .*2022", seen)


def test_a_text_that_is_read_as_another_is_no_other_fact(act: bytes) -> None:
    """The page shows what it always did: a search alone is misled."""
    content, _ = tampering.read_as_another(act, Random(2))
    assert not [line for line in told(content) if line.startswith("page")]


def test_a_font_whose_letters_were_redrawn_is_told(act: bytes) -> None:
    from fontTools.ttLib import TTFont

    with opened(act) as (pdf, target):
        font = next(iter(dict(pdf.pages[0].Resources.Font).values()))
        code = next(iter(tampering.readable(pdf.pages[0])))
        stream = font.DescendantFonts[0].FontDescriptor.FontFile2
        face = TTFont(io.BytesIO(stream.read_bytes()))
        names, glyphs = face.getGlyphOrder(), face["glyf"]
        shapes = [name for name in names if glyphs[name].numberOfContours > 0]
        drawn = names[int(code, 16)]
        glyphs[drawn] = glyphs[next(name for name in shapes if name != drawn)]
        written = io.BytesIO()
        face.save(written)
        stream.write(written.getvalue())
    assert any(
        "n’est pas celui de la police des actes" in line for line in told(sealed_again(target.getvalue()))
    )


# ---------------------------------------------------------------- a hundred changes


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_changes_of_a_lone_pdf_are_all_found(seed: int) -> None:
    acts = [render_pdf(document(SESSION, key), dated=DAY) for key in ACTS]
    chance = Random(seed)
    for _ in range(100):
        change = chance.choice(tampering.RANDOM)
        content, what = change(chance.choice(acts), chance)
        assert told(content), (change.__name__, what)
