"""A lone PDF against what it carries: its words, its properties; strangers are bounded and told."""

from __future__ import annotations

import io
import re
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, String

from actgen.acts.outputs.carried_facts import LARGEST
from actgen.acts.outputs.house.look import Look
from actgen.acts.outputs.house.reading import read_look
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, Paragraph, Style
from actgen.api.report.verify import conclusion
from actgen.council.facts.charte import Charte, Police
from actgen.council.facts.texte import Prose
from actgen.delivery.verify import alone
from actgen.delivery.verify.alone import examine, verify_alone
from actgen.delivery.verify.result import Etat, PieceKind, Verification
from tests.acts.outputs.house.samples import font, letterhead
from tests.acts.outputs.sample_act import sample
from tests.delivery.verify import tampering
from tests.delivery.verify.lone import DAY, SESSION, altered, certificat, conforms, found, told
from tests.delivery.verify.tampering import opened, resealed, source, with_source
from tests.session.acts import document

ACTS = ("deliberation-09", "publication-09", "convention-e_services", "proces-verbal", "certificat-09")
MANY = " ".join(f"mot{rank}" for rank in range(20_000))


@pytest.fixture(scope="module")
def act() -> bytes:
    return certificat()


# ---------------------------------------------------------------- conforming


@pytest.mark.parametrize("draft", [False, True])
def test_an_act_conforms_to_what_it_carries(draft: bool) -> None:
    assert conforms(render_pdf(sample(projet=draft)))


def test_an_act_on_a_letterhead_or_in_a_face_of_the_commune_conforms() -> None:
    assert conforms(render_pdf(sample(projet=False), Look(letterhead=letterhead())))
    police = Police(
        normale=Prose("collectivites/n.ttf", font()),
        grasse=Prose("collectivites/g.ttf", font("Spectral-Bold")),
    )
    look = read_look(Charte(police=police))[0]
    assert conforms(render_pdf(document(SESSION, "certificat-09"), look, DAY))


@pytest.mark.parametrize("key", ACTS)
def test_the_acts_of_the_example_conform(key: str) -> None:
    assert conforms(render_pdf(document(SESSION, key), dated=DAY))


def test_a_file_packed_anew_is_said_to_be_another_and_its_statements_to_be_the_same(act: bytes) -> None:
    """Another tool that changes nothing but how things are packed: nobody can tell it from one that hides."""
    with opened(act) as (pdf, _):
        target = io.BytesIO()
        pdf.save(target, recompress_flate=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    (line,) = told(target.getvalue())
    assert "n’est plus, octet pour octet, celui qu’actgen a écrit. Ses énoncés imprimés sont ceux" in line


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
        "Le conseil municipal en prend acte. " * 450,
    ],
)
def test_no_ordinary_text_is_suspect(words: str) -> None:
    assert told(render_pdf(_of(words, "Fin.", words))) == []


# ---------------------------------------------------------------- what differs is named


def _with_another_year(content: bytes) -> bytes:
    """« 2022 » is drawn « 2012 » at its first place in the text."""
    with opened(content) as (pdf, target):
        page = pdf.pages[0]
        drawing = page.Contents.read_bytes()
        codes = tampering.codes_of(page)
        year = rb"(?:>[^\]<]*<)?".join(codes[digit] for digit in "2022")
        place = re.search(rb"/MCID(?:(?!EMC).)*?(" + year + rb")", drawing, re.DOTALL)
        assert place is not None
        text = place[1]
        third = text.rfind(codes["2"], 0, text.rfind(codes["2"]))
        changed = text[:third] + codes["1"] + text[third + 4 :]
        page.Contents.write(drawing[: place.start(1)] + changed + drawing[place.end(1) :])
    return target.getvalue()


def test_a_changed_word_is_named_with_its_page(act: bytes) -> None:
    first, second = told(resealed(_with_another_year(act)))
    assert re.match("page 1 : .*2012.* est imprimé, ses données disent « .*2022.* »", first)
    assert "n’est plus dessinée comme à l’origine" in second


def test_a_changed_statement_is_named_with_the_words_round_it(act: bytes) -> None:
    (line,) = told(with_source(act, source(act).replace(b"Christian FRANTZ", b"Membre 1")))
    assert re.fullmatch(
        "page 1 : « .*Christian FRANTZ » est imprimé, ses données disent « .*Membre 1 »", line
    )


def test_a_statement_more_or_less_is_named(act: bytes) -> None:
    line = (
        '  - sorte: "corps"\n    texte: "Elle est exécutoire depuis le 19 décembre 2022."\n'
        "    dates: [2022-12-19]\n"
    )
    yaml = source(act).decode()
    assert line in yaml
    (less,) = told(with_source(act, yaml.replace(line, "").encode()))
    assert less.startswith("page 1 : contenu ajouté") and "Elle est exécutoire depuis le" in less
    (more,) = told(with_source(act, yaml.replace(line, line.replace("19", "20") + line).encode()))
    assert "exécutoire depuis le 20" in more and more.endswith("n’est pas imprimé")


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (tampering.veiled, "n’est plus dessinée comme à l’origine"),
        (tampering.written_over, "n’est plus dessinée comme à l’origine"),
        (tampering.undrawn, "n’est plus dessinée comme à l’origine"),
        (tampering.shortened, "n’est plus dessinée comme à l’origine"),
        (tampering.said_otherwise_on_the_page, "n’est plus dessinée comme à l’origine"),
        (tampering.one_page_more, "le fichier a 2 pages, ses données en comptent 1"),
        (tampering.noted, "ne vient pas d’actgen : il porte « FreeText », qu’actgen n’écrit pas"),
        (tampering.cut, "il porte « CropBox »"),
        (tampering.layered, "il porte « OCProperties »"),
        (tampering.asked, "il porte « OpenAction »"),
        (tampering.acting, "il porte « AA »"),
        (tampering.said_otherwise, "il porte « ActualText »"),
        (tampering.led_elsewhere, "une police ou une image n’est plus celle"),
        (tampering.with_a_file, "contenu ajouté : un fichier joint, « autre.txt »"),
    ],
)
def test_what_is_added_is_told_even_by_who_makes_the_hash_anew(act: bytes, way: Any, expected: str) -> None:
    with opened(act) as (pdf, target):
        way(pdf, pdf.pages[0])
    assert any(expected in line for line in told(resealed(target.getvalue())))


def test_a_picture_in_place_of_another_is_told() -> None:
    content = render_pdf(sample(projet=False), Look(letterhead=letterhead()))
    with opened(content) as (pdf, target):
        images = [each for page in pdf.pages for each in dict(page.Resources.XObject).values()]
        image = next(each for each in images if each.Subtype == Name.Image)
        raw = bytearray(image.read_bytes())
        raw[0] ^= 0xFF
        image.write(bytes(raw))
    assert told(target.getvalue()) == [
        "dessin : une police ou une image n’est plus celle que l’acte a reçue d’actgen"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_changes_of_a_lone_pdf_are_all_found(seed: int) -> None:
    acts = [render_pdf(document(SESSION, key), dated=DAY) for key in ACTS]
    chance = Random(seed)
    for _ in range(100):
        change = chance.choice(tampering.RANDOM)
        content, what = change(chance.choice(acts), chance)
        assert told(content), (change.__name__, what)


# ---------------------------------------------------------------- no act of ours

ALIASES = b"a: &a [x, x, x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c]\n" % (98 + n, 98 + n, 97 + n, 97 + n) for n in range(20)
)


@pytest.mark.parametrize(
    "yaml",
    [
        b"",
        b"bonjour",
        b"\xff\xfe\x00",
        ALIASES,
        b"format: 1\nenonces: !!python/object:os.system x\n",
        b"format: 2\n",
        b"format: 1\ninconnu: 1\n",
        b"format: 1\nenonces: x\n",
        b"format: 1\nenonces:\n  - [[1]]\n",
        b"[" * 5000,
    ],
)
def test_data_that_are_not_ours_say_so(act: bytes, yaml: bytes) -> None:
    assert told(with_source(act, yaml)) == [
        "acte.yaml : les données de l’acte (acte.yaml) ont été modifiées : elles ne sont plus celles d’actgen"
    ]


def test_a_comment_changed_in_the_data_is_told(act: bytes) -> None:
    with opened(act) as (pdf, target):
        stream = pdf.attachments["acte.yaml"].obj.EF.F
        stream.write(stream.read_bytes().replace(b"Seule", b"Toute"))
    assert len(told(target.getvalue())) == 1


def test_what_is_no_act_of_ours_is_not_judged() -> None:
    pdf, target = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(target)
    (piece,) = found(target.getvalue())
    assert piece.etat is Etat.NON_COMPARE and "n’est pas un acte d’actgen" in piece.phrase


def locked(content: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


def test_tags_without_end_end(act: bytes) -> None:
    with opened(act) as (pdf, target):
        root = pdf.Root.StructTreeRoot.K[0]
        root.K = Array([root, *root.K])
    assert altered(target.getvalue())


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda act: act[: len(act) // 3], "n’a pas pu être lu"),
        (lambda _: b"", "n’a pas pu être lu"),
        (lambda _: b"bonjour", "n’a pas pu être lu"),
        (locked, "est protégé par un mot de passe ou des restrictions\u00a0:"),
    ],
    ids=["cut", "empty", "no PDF", "locked"],
)
def test_what_cannot_be_opened_says_why(act: bytes, tmp_path: Path, spoil: Any, expected: str) -> None:
    place = tmp_path / "acte.pdf"
    content = spoil(act)
    place.write_bytes(content)
    seen = verify_alone(place)
    (piece,) = seen.pieces
    assert (piece.genre, piece.etat) == (PieceKind.FICHIER, Etat.DIFFERENT) and not seen.conforme
    assert piece.phrase.startswith(expected) and place.read_bytes() == content


def test_a_paper_without_data_is_told_from_a_stranger_and_no_more_is_claimed(tmp_path: Path) -> None:
    """The register of a year carries none: its hash agrees with its bytes, as anybody can make it do."""
    place = tmp_path / "registre.pdf"
    paper = render_pdf(sample(projet=False), carried=False)
    place.write_bytes(paper)
    (piece,) = verify_alone(place).pieces
    assert "son empreinte est d’accord avec ses octets, ce que quiconque peut refaire" in piece.phrase
    assert piece.etat is Etat.NON_COMPARE and "actgen a écrit" not in piece.phrase
    place.write_bytes(paper + b"\n")
    (piece,) = verify_alone(place).pieces
    assert "n’est pas un acte d’actgen" in piece.phrase


def test_an_act_whose_data_were_taken_out_claims_nothing_of_its_words(act: bytes) -> None:
    with opened(act) as (pdf, target):
        del pdf.attachments["acte.yaml"]
    (piece,) = found(resealed(target.getvalue()))
    assert piece.etat is Etat.NON_COMPARE and "rien d’autre n’a été comparé" in piece.phrase


# ---------------------------------------------------------------- bounds


def of_size(act: bytes, size: int) -> bytes:
    """The act with as many data, of which a reader of YAML sees no more than before."""
    carried = source(act)
    return resealed(with_source(act, carried + b"#" * (size - len(carried) - 1) + b"\n"))


def test_data_as_long_as_those_of_long_minutes_are_compared(act: bytes) -> None:
    assert conforms(of_size(act, LARGEST))


def test_data_that_are_too_long_are_said_to_be_that(act: bytes, tmp_path: Path) -> None:
    place = tmp_path / "acte.pdf"
    place.write_bytes(of_size(act, LARGEST + 1))
    seen = verify_alone(place)
    (piece,) = seen.pieces
    assert not seen.conforme and conclusion(seen) == "Il n’a pas pu être comparé."
    assert "trop grosses pour être comparées" in piece.phrase and "5,1\u00a0Mo" in piece.phrase


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    place = tmp_path / "acte.pdf"
    with place.open("wb") as file:
        file.truncate(100_000_001)  # takes no room on the disk
    (piece,) = verify_alone(place).pieces
    assert piece.phrase.startswith("est trop gros")


def test_too_many_pages_are_not_looked_at(act: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "_MOST_PAGES", 0)
    assert examine("acte.pdf", act) == "énorme"


@pytest.mark.slow
@pytest.mark.apart
def test_a_drawing_that_swells_harms_nobody(act: bytes, tmp_path: Path) -> None:
    """4 GB of spaces in the drawing of a page, then in the data."""
    import zlib

    squeezed = zlib.compressobj(9)
    parts = [squeezed.compress(b" " * 50_000_000) for _ in range(80)]
    bomb = b"".join([*parts, squeezed.flush()])
    for where in ("page", "data"):
        with opened(act) as (pdf, target):
            stream = pdf.pages[0].Contents if where == "page" else pdf.attachments["acte.yaml"].obj.EF.F
            stream.write(bomb, filter=Name.FlateDecode)
        place = tmp_path / f"{where}.pdf"
        place.write_bytes(target.getvalue())
        assert not verify_alone(place).conforme


def _with_strange_keys(act: bytes, many: int) -> bytes:
    with opened(act) as (pdf, target):
        for rank in range(many):
            pdf.Root[f"/Mot{rank}"] = rank
    return target.getvalue()


def test_of_thousands_of_things_the_first_are_told_and_the_others_counted(act: bytes) -> None:
    seen = found(_with_strange_keys(act, 3_000))
    assert len(seen) == 201 and seen[-1].phrase == "et 2\u202f800 autres différences, qui ne sont pas nommées"
    told = conclusion(Verification("acte.pdf", seen, seul=True))
    assert told == "3\u202f000\u00a0différences avec les données qu’il porte."


def _joined(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[MANY] = AttachedFileSpec(pdf, b"x", filename="x")


def _linked(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    link.A = Dictionary(S=Name.URI, URI=String("x" * 200_000))
    pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get("/Annots", Array()), pdf.make_indirect(link)])


def _keyed(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/" + "y" * 30_000] = 1


@pytest.mark.parametrize("change", [_joined, _linked, _keyed])
def test_endless_words_are_quoted_from_their_beginning(act: bytes, change: Any) -> None:
    with opened(act) as (pdf, target):
        change(pdf)
    pieces = found(target.getvalue())
    assert [piece for piece in pieces if piece.differe]
    assert max(len(piece.nom) + len(piece.phrase) for piece in pieces) < 700


@pytest.mark.parametrize(("left", "counted"), [(1, "1 page"), (2, "2 pages")])
def test_pages_that_are_gone_are_counted(left: int, counted: str) -> None:
    with opened(render_pdf(sample(projet=False))) as (pdf, target):
        pages = len(pdf.pages)
        del pdf.pages[left:]
    lines = told(target.getvalue())
    assert f"pages : le fichier a {counted}, ses données en comptent {pages}" in lines
