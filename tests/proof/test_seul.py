"""A lone PDF against what it carries: what is printed otherwise, stated otherwise, or laid over it."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Name

from actgen.document.inline import Text
from actgen.document.nodes import Document, Paragraph, Style
from actgen.model.charte import Charte, Police
from actgen.model.texte import Prose
from actgen.proof.pieces import Etat, Genre, Piece
from actgen.proof.seul import examiner, verifier_seul
from actgen.rendering.house.look import Look
from actgen.rendering.house.reading import read_look
from actgen.rendering.pdf import render_pdf
from tests.french import typing_faults
from tests.pipeline.acts import document
from tests.proof import tampering
from tests.proof.signing import signed
from tests.proof.tampering import opened, sealed_again, source, with_source
from tests.rendering.house.samples import font, letterhead
from tests.rendering.sample_act import sample

DAY = date(2022, 12, 15)
SESSION = "dietwiller-2022-12-15"
ACTS = ("deliberation-09", "publication-09", "convention-e_services", "proces-verbal", "certificat-09")


@pytest.fixture(scope="module")
def act() -> bytes:
    return render_pdf(document(SESSION, "certificat-09"), dated=DAY)


def found(content: bytes) -> tuple[Piece, ...]:
    seen = examiner("acte.pdf", content)
    assert isinstance(seen, tuple)
    return seen[0]


def told(content: bytes) -> list[str]:
    """All that is said of a file, on one line each, in correct French."""
    pieces = [piece for piece in found(content) if piece.differe]
    lines = [f"{piece.nom}\u00a0: {piece.phrase}" for piece in pieces]
    assert [fault for line in lines for fault in typing_faults(line)] == []
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines]


ANOTHER = (
    "acte.pdf : n’est plus, octet pour octet, celui qu’actgen a écrit. Ses énoncés imprimés sont ceux de ses "
    "données, mais autre chose y a été changé (un logiciel l’a peut-être seulement réenregistré). Demandez "
    "l’original à qui l’a écrit"
)


def conforms(content: bytes) -> bool:
    return [piece.etat for piece in found(content)] == [Etat.CONFORME]


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


# ---------------------------------------------------------------- additions


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (tampering.veiled, "contenu ajouté, masqué ou déplacé"),
        (tampering.written_over, "contenu ajouté : « 99 voix » est imprimé hors du texte"),
        (tampering.noted, "contenu ajouté : une annotation de sorte « FreeText »"),
        (tampering.cut, "la page a été recoupée"),
        (tampering.one_page_more, "le fichier a 2 pages, ses données en comptent 1"),
        (tampering.layered, "contenu ajouté : des calques"),
        (tampering.with_a_file, "contenu ajouté : un fichier joint, « autre.txt »"),
        (tampering.asked, "contenu ajouté : une action à l’ouverture"),
        (tampering.acting, "contenu ajouté : des actions"),
        (tampering.said_otherwise, "« 99 voix » se lit à voix haute à la place de ce qui est imprimé"),
        (tampering.said_otherwise_on_the_page, "« 99 voix » se lit à voix haute"),
        (tampering.undrawn, "des mots sont écrits sans être dessinés"),
        (tampering.drawn_together, "ses lettres ne sont plus réglées comme à l’origine"),
        (tampering.led_elsewhere, "ses lettres ne sont plus réglées comme à l’origine"),
        (tampering.read_in_another_way, "ses lettres ne sont plus réglées comme à l’origine"),
        (tampering.transparent, "des mots sont rendus transparents"),
        (tampering.shortened, "sans pouvoir se lire"),
        (tampering.described_otherwise, "auteur du fichier : ses données disent « Dietwiller »"),
    ],
)
def test_what_is_added_is_told_as_added(act: bytes, way: Any, expected: str) -> None:
    with opened(act) as (pdf, target):
        way(pdf, pdf.pages[0])
    assert any(expected in line for line in told(target.getvalue()))


def test_what_is_saved_behind_the_file_is_told_as_added(act: bytes) -> None:
    changed, _ = tampering.added_behind(act, Random(1))
    assert changed.startswith(act)
    (line,) = told(changed)
    assert line.startswith("fichier : contenu ajouté : le fichier a été complété après coup")


def test_a_field_that_shows_something_unsigned_is_told(act: bytes) -> None:
    with opened(act) as (pdf, target):
        (field,) = pdf.Root.AcroForm.Fields
        field.AP.N.write(b"1 0 0 rg 0 0 50 20 re f")
    (line,) = told(target.getvalue())
    assert "quelque chose est dessiné dans le champ « certificat », qui n’est pas signé" in line


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


# ---------------------------------------------------------------- signed


@pytest.fixture(scope="module")
def once(act: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return signed(act, "certificat", "Membre 1", tmp_path_factory.mktemp("une"))


def test_a_signed_act_conforms_and_is_said_to_be_signed(once: bytes) -> None:
    (piece,) = found(once)
    assert piece.etat is Etat.SIGNE
    assert "porte une signature (champ certificat), qu’un lecteur de PDF vérifie" in piece.phrase
    assert "authentique" not in piece.phrase


def test_what_is_added_after_a_signature_is_told(once: bytes) -> None:
    changed, _ = tampering.added_behind(once, Random(1))
    assert [line for line in told(changed) if "complété après coup, sans signature" in line]


def test_a_signed_field_that_grows_over_the_page_is_told(act: bytes, once: bytes) -> None:
    from pyhanko.pdf_utils.generic import ArrayObject, NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer, target = IncrementalPdfFileWriter(io.BytesIO(once)), io.BytesIO()
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/Rect"] = ArrayObject(map(NumberObject, (0, 0, 595, 842)))
    writer.mark_update(writer.root["/AcroForm"]["/Fields"].raw_get(0))
    writer.write(target)  # type: ignore[no-untyped-call]
    assert any("le champ « certificat » n’est plus à sa place" in line for line in told(target.getvalue()))


@pytest.mark.parametrize(("box", "lines"), [((0, 0, 0, 0), 0), ((90, 400, 300, 460), 1)])
def test_a_field_of_the_signing_tool_shows_nothing_or_is_told(
    act: bytes, tmp_path: Path, box: tuple[int, int, int, int], lines: int
) -> None:
    """A tool with a field of its own: unseen, it changes nothing; over the page, it may hide words."""
    found_lines = told(signed(act, "cachet", "Membre 1", tmp_path, own=box))
    assert len(found_lines) == lines
    assert all("la signature « cachet » se montre hors des champs de l’acte" in line for line in found_lines)


# ---------------------------------------------------------------- strangers


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
    ids=[
        "nothing",
        "a word",
        "no text",
        "aliases",
        "tags",
        "format",
        "keys",
        "a word for a list",
        "a list",
        "deep",
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


def with_loops(content: bytes) -> bytes:
    """Tags that hold themselves, without end."""
    with opened(content) as (pdf, target):
        root = pdf.Root.StructTreeRoot.K[0]
        root.K = Array([root, *root.K])
    return target.getvalue()


def test_tags_without_end_end(act: bytes) -> None:
    assert told(with_loops(act)) == [ANOTHER]


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda act: act[: len(act) // 3], "n’a pas pu être lu"),
        (lambda _: b"", "n’a pas pu être lu"),
        (lambda _: b"bonjour", "n’a pas pu être lu"),
        (locked, "est protégé par un mot de passe"),
    ],
    ids=["cut", "empty", "no PDF", "locked"],
)
def test_what_cannot_be_opened_says_why(act: bytes, tmp_path: Path, spoil: Any, expected: str) -> None:
    place = tmp_path / "acte.pdf"
    content = spoil(act)
    place.write_bytes(content)
    seen = verifier_seul(place)
    (piece,) = seen.pieces
    assert (piece.genre, piece.etat) == (Genre.FICHIER, Etat.DIFFERENT) and not seen.conforme
    assert piece.phrase.startswith(expected)
    assert place.read_bytes() == content


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    place = tmp_path / "acte.pdf"
    with place.open("wb") as file:
        file.truncate(100_000_001)  # takes no room on the disk
    (piece,) = verifier_seul(place).pieces
    assert piece.phrase.startswith("est trop gros")


def test_too_many_pages_are_not_looked_at(act: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actgen.proof.seul._MOST_PAGES", 0)
    assert examiner("acte.pdf", act) == "énorme"


@pytest.mark.slow
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
        assert not verifier_seul(place).conforme


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


def test_a_paper_without_data_is_told_from_a_stranger(tmp_path: Path) -> None:
    """The register of a year carries none: it is ours all the same, as long as its bytes are."""
    paper = render_pdf(sample(projet=False), carried=False)
    (tmp_path / "registre.pdf").write_bytes(paper)
    (piece,) = verifier_seul(tmp_path / "registre.pdf").pieces
    assert "est un papier d’actgen qui ne porte pas de données (registre" in piece.phrase
    assert "rien de plus ne peut en être dit sans journal" in piece.phrase
    (tmp_path / "registre.pdf").write_bytes(paper + b"\n")
    (piece,) = verifier_seul(tmp_path / "registre.pdf").pieces
    assert "n’est pas un acte d’actgen" in piece.phrase
    assert "un registre (il n’en porte jamais) dont les octets ont changé" in piece.phrase
