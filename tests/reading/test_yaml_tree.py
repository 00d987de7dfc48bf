"""Bytes → located tree: what is refused and where, what is accepted to the letter."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from actgen.base.diagnostics import Diagnostic, Mender, Scope, Severity
from actgen.reading.nodes import Mapping, Scalar, ScalarStyle, Sequence
from actgen.reading.yaml_tree import read_tree

PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]

# what is written, code, line, column and the part of the line that the caret marks
REFUSED = [
    ("", "YAML-VIDE", 0, 0, ""),
    ("# rien\n\n", "YAML-VIDE", 0, 0, ""),
    ("---\n", "YAML-VIDE", 0, 0, ""),
    ("- a\n- b\n", "YAML-FORME", 1, 1, "- a"),
    ("bonjour\n", "YAML-FORME", 1, 1, "bonjour"),
    ("a: 1\n\tb: 2\n", "YAML-TABULATION", 2, 1, " "),
    ("a:\n  \tb: 2\n", "YAML-TABULATION", 2, 3, " "),
    ("a: 1\nb: 2\na: 3\n", "CLE-DOUBLE", 3, 1, "a"),
    ("s:\n  x: 1\n  x: 2\n", "CLE-DOUBLE", 3, 3, "x"),
    ("a: &x 1\nb: 2\n", "YAML-SIGNE", 1, 4, "&x 1"),
    ("a: *x\n", "YAML-SIGNE", 1, 4, "*x"),
    ("a: *x y\n", "YAML-SIGNE", 1, 4, "*x y"),
    ("a: & Fils\n", "YAML-GUILLEMETS", 1, 4, "& Fils"),
    ("a: !!python/object:os.system x\n", "YAML-SIGNE", 1, 4, "!!python/object:os.system x"),
    ("a: ! x\n", "YAML-SIGNE", 1, 4, "! x"),
    ("a:\n  <<: {b: 1}\n", "YAML-SIGNE", 2, 3, "<<: {b: 1}"),
    ("a: 1\n---\nb: 2\n", "YAML-DOCUMENTS", 2, 1, "---"),
    ("a: 1\n...\nb: 2\n", "YAML-DOCUMENTS", 3, 1, "b: 2"),
    ("a: 1\no: Avenant : suite\nb: 2\n", "YAML-DEUX-POINTS", 2, 4, "Avenant : suite"),
    ("o: Avenant: suite\n", "YAML-DEUX-POINTS", 1, 4, "Avenant: suite"),
    ("a: 1\nheure 20h30\nb: 2\n", "YAML-DEUX-POINTS", 2, 1, "heure 20h30"),
    ("a: 1\nheure:20h30\nb: 2\n", "YAML-DEUX-POINTS", 2, 1, "heure:20h30"),
    ("a: 1\n: 2\n", "YAML-DEUX-POINTS", 2, 1, ":"),
    ("a: @x\n", "YAML-GUILLEMETS", 1, 4, "@x"),
    ("a: %x\n", "YAML-GUILLEMETS", 1, 4, "%x"),
    ("a: `x`\n", "YAML-GUILLEMETS", 1, 4, "`x`"),
    ("a: {{ x }}\n", "YAML-GUILLEMETS", 1, 4, "{{ x }}"),
    ("a: {x\nb: 1\n", "YAML-GUILLEMETS", 1, 4, "{x"),
    ("a: [x] y\n", "YAML-GUILLEMETS", 1, 4, "[x] y"),
    ("a: [x\nb: 1\n", "YAML-GUILLEMETS", 1, 4, "[x"),
    ("a: | x\n", "YAML-GUILLEMETS", 1, 4, "| x"),
    ("a: > x\n", "YAML-GUILLEMETS", 1, 4, "> x"),
    ("a: * x\n", "YAML-GUILLEMETS", 1, 4, "* x"),
    ("a: - x\n", "YAML-GUILLEMETS", 1, 4, "- x"),
    ("l:\n  - @x\n", "YAML-GUILLEMETS", 2, 5, "@x"),
    ("l:\n  - k: @x\n", "YAML-GUILLEMETS", 2, 8, "@x"),
    ('a: "x\nb: 1\n', "YAML-GUILLEMETS", 1, 4, '"x'),
    ('a: "x\nb: 1\nc: "y"\nd: 2\n', "YAML-GUILLEMETS", 1, 4, '"x'),
    ('l:\n  - "x\n  - y\nc: "z"\nd: "t"\n', "YAML-GUILLEMETS", 2, 5, '"x'),
    ('a: "x\n  y"\nb: "z\nc: "t"\n', "YAML-GUILLEMETS", 3, 4, '"z'),
    ("l:\n  - w\n  – x\nb: 1\n", "YAML-DEUX-POINTS", 3, 3, "–"),
    ('a: "x" y\nb: 1\n', "YAML-GUILLEMETS", 1, 4, '"x" y'),
    ("a: 'l'avis'\nb: 1\n", "YAML-GUILLEMETS", 1, 4, "'l'avis'"),
    ('a: "C:\\dossier"\n', "YAML-GUILLEMETS", 1, 7, "\\d"),
    ('a: "\\uD83D"\n', "YAML-GUILLEMETS", 1, 5, "\\u"),
    ('a: "\\UFFFFFFFF"\n', "YAML-GUILLEMETS", 1, 5, "\\U"),
    ("s:\n    a: 1\n  b: 2\n", "YAML-RETRAIT", 3, 3, "b: 2"),
    ("a: 1\n  b: 2\n", "YAML-RETRAIT", 2, 3, "b: 2"),
    ("l:\n  - a\n b: 1\n", "YAML-RETRAIT", 3, 2, "b: 1"),
    ("a: |\n  x\n y\nb: 1\n", "YAML-RETRAIT", 3, 2, "y"),
    ("%YAML 3.0\n---\na: 1\n", "YAML-ILLISIBLE", 1, 1, "%YAML 3.0"),
    ("? [a, b]\n: c\n", "YAML-GUILLEMETS", 1, 1, "? [a, b]"),
    ("a: x\u202ey\n", "CARACTERE-INTERDIT", 1, 5, "\ufffd"),
    ("a: x\u200by\n", "CARACTERE-INTERDIT", 1, 5, "\ufffd"),
    ("a: x\u200fy\n", "CARACTERE-INTERDIT", 1, 5, "\ufffd"),
    ("a: x\u2066y\n", "CARACTERE-INTERDIT", 1, 5, "\ufffd"),
    ("a: x\x07y\n", "CARACTERE-INTERDIT", 1, 5, "\ufffd"),
    ("a: x\x1b[31my\n", "CARACTERE-INTERDIT", 1, 5, "\ufffd"),
    ("a: x\u2028y\n", "CARACTERE-INTERDIT", 1, 5, "\ufffd"),
    ("a: x\u0085y\n", "CARACTERE-INTERDIT", 1, 5, "\ufffd"),
    ("a: x\ufffdy\n", "CARACTERE-INTERDIT", 1, 5, "\ufffd"),
    ("a: x\ufeffy\n", "CARACTERE-INTERDIT", 1, 5, "\ufffd"),
    ('a: "x\\u202Ey"\n', "CARACTERE-INTERDIT", 1, 4, '"x\\u202Ey"'),
    ('a: "x\\0y"\n', "CARACTERE-INTERDIT", 1, 4, '"x\\0y"'),
    ("nom: commune d'IllhÃ©usern\n", "YAML-ENCODAGE", 1, 20, "Ã©"),
]


def read(text: str | bytes, parser: Any = None) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    content = text if isinstance(text, bytes) else text.encode()
    return read_tree(content, "f.yaml", parser=parser)


def tree_of(text: str | bytes) -> Mapping:
    tree, findings = read(text)
    assert findings == ()
    assert tree is not None
    return tree


def scalar(tree: Mapping, key: str) -> Scalar:
    node = tree.get(key)
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("text", "code", "line", "column", "marked"), REFUSED)
def test_refused_at_its_place_in_french(
    text: str, code: str, line: int, column: int, marked: str, parser: Any
) -> None:
    tree, findings = read(text, parser)
    assert [finding.code for finding in findings] == [code]
    finding = findings[0]
    place = finding.location
    assert place is not None
    assert (place.file, place.line, place.column) == ("f.yaml", line, column)
    assert place.excerpt[place.column - 1 :][: place.length] == marked
    assert finding.severity is Severity.ERROR
    assert finding.scope is Scope.RUN
    assert finding.message and finding.hint
    assert tree is None or code in {"CLE-DOUBLE", "CARACTERE-INTERDIT"}


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("o: 'Convention avec l'État'", '"Convention avec l’État"'),
        ("o: “Vente : chemin”", 'des guillemets droits\u00a0: "Vente : chemin"'),
        ("o: « Vente : chemin »", 'des guillemets droits\u00a0: "Vente : chemin"'),
        ("o: « Vente » : chemin", '"« Vente » : chemin"'),
        ("l:\n  - Membre 7\n  – Membre 12, excusée", "«\u00a0- Membre 12, excusée\u00a0»"),
        ("l:\n  - Membre 7\n  -Membre 12, excusée", "«\u00a0- Membre 12, excusée\u00a0»"),
        ("l: - Membre 7\n  - Membre 12", "passez à la ligne après le deux-points"),
        ("l: -", "passez à la ligne après le deux-points"),
    ],
)
def test_the_line_to_write_instead_is_given_ready_to_copy(written: str, advice: str) -> None:
    _, findings = read(f"{written}\nb: 1\n")
    assert advice in findings[0].hint


def test_messages_never_show_the_words_of_the_library() -> None:
    english = ("expected", "found", "mapping", "while", "character", "token", "block", "context")
    for text, *_ in REFUSED:
        for finding in read(text)[1]:
            for word in english:
                assert word not in f"{finding.message} {finding.hint}".lower()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a:\n  <<: {b: 1}\n", "Écrivez les rubriques en toutes lettres."),
        (
            "a: &x 1\n",
            'Si ce signe fait partie du texte : mettez la valeur entre guillemets : "&x 1". '
            "Sinon, écrivez les rubriques en toutes lettres.",
        ),
    ],
)
def test_what_to_write_in_place_of_a_sign_of_yaml(text: str, hint: str) -> None:
    (finding,) = read(text)[1]
    assert finding.hint.replace("\u00a0", " ") == hint


def test_a_doubled_key_gives_both_places_and_the_first_value_stays() -> None:
    tree, (finding,) = read("a: 1\nb: 2\na: 3\n")
    assert [(place.line, place.column) for place in finding.locations] == [(3, 1), (1, 1)]
    assert "lignes 1 et 3" in finding.message
    assert tree is not None
    assert scalar(tree, "a").text == "1"


def test_all_in_one_pass() -> None:
    _, findings = read("a: &x 1\nb: 2\nb: 3\nc: !t x\n")
    assert {finding.code for finding in findings} == {"YAML-SIGNE", "CLE-DOUBLE"}


def test_every_tab_in_one_finding() -> None:
    _, (finding,) = read("a:\n\tb: 1\n\tc: 2\n")
    assert [place.line for place in finding.locations] == [2, 3]
    assert finding.message.startswith("2 lignes")


def test_a_tab_elsewhere_is_a_space() -> None:
    tree = tree_of("a:\tx\ty\n\t\n\t# note\nb: 1\n")
    assert scalar(tree, "a").text == "x y"


def test_a_hash_glued_to_a_word_is_a_warning_and_the_tree_stays() -> None:
    tree, (finding,) = read("objet: Avenant #2\nb: x # une note\n")
    assert (finding.code, finding.severity, finding.scope) == ("YAML-DIESE", Severity.WARNING, Scope.NOTHING)
    assert finding.location is not None
    assert (finding.location.column, finding.location.length) == (16, 2)
    assert tree is not None
    assert scalar(tree, "objet").text == "Avenant"


@pytest.mark.parametrize(
    "written",
    [
        "01004",
        "18:30",
        "oui",
        "no",
        "1_000",
        "1e3",
        "0x1F",
        "2022-12-15",
        "true",
        "1.10",
        ".5",
        "12,5",
        "=",
        "y",
    ],
)
def test_every_scalar_is_text(written: str) -> None:
    value = scalar(tree_of(f"cle: {written}\n"), "cle")
    assert (value.text, value.style, value.empty) == (written, ScalarStyle.PLAIN, False)


@pytest.mark.parametrize(
    "value",
    [
        "Dupont & Fils <SARL>",
        "5 > 3 | 2",
        "a * b",
        "x {{ y }}",
        'dit "Le Grand"',
        "LE MAIRE",
        "d'Artagnan",
        "# titre",
        "* liste",
        "- tiret",
        "2022. Année",
        "&esperluette",
        "{{ x }}",
        "| barre",
        "@ctes",
        "%",
        "`x`",
        "Avenant : suite",
        "« guillemets »",
        "[crochets]",
        "!",
        "?",
        "<b>&amp;</b>",
        "$x$",
        "\\n",
        "null et non avenu",
    ],
)
@pytest.mark.parametrize("parser", PARSERS)
def test_what_people_are_called_is_accepted_between_quotes(value: str, parser: Any) -> None:
    quoted = "'" + value.replace("'", "''") + "'"
    tree, findings = read(f"nom: {quoted}\n", parser)
    assert findings == ()
    assert tree is not None
    assert scalar(tree, "nom").text == value


@pytest.mark.parametrize(
    "value",
    ["Dupont & Fils <SARL>", "5 > 3 | 2", "a * b", "x {{ y }}", 'dit "Le Grand"', "l'avis", "a:b", "R&D"],
)
def test_and_unquoted_where_yaml_permits(value: str) -> None:
    assert scalar(tree_of(f"nom: {value}\n"), "nom").text == value


@pytest.mark.parametrize("written", ["", " ", "~", "null", "NULL", '""', "''", '"  "', "# note"])
def test_empty_values_keep_their_place(written: str) -> None:
    value = scalar(tree_of(f"a: 1\nlevee: {written}\nb: 2\n"), "levee")
    assert (value.text, value.empty) == ("", True)
    assert value.location.line == 2
    assert value.location.column in (7, 8)
    assert value.location.length >= 1


def test_places_of_keys_values_items_and_blocks() -> None:
    tree = tree_of(
        "seance:\n  heure: 20h30   # note\nabsents:\n  - Un, excusé\n  - k: v\ntexte: |\n  bloc\n  suite\n"
    )
    seance, absents = tree.get("seance"), tree.get("absents")
    assert isinstance(seance, Mapping)
    assert isinstance(absents, Sequence)
    heure = scalar(seance, "heure")
    assert (heure.location.line, heure.location.column, heure.location.length) == (2, 10, 5)
    assert heure.location.excerpt == "  heure: 20h30   # note"
    key = seance.key("heure")
    assert key is not None
    assert (key.location.line, key.location.column, key.location.length) == (2, 3, 5)
    assert [(item.location.line, item.location.column) for item in absents.items] == [(4, 5), (5, 5)]
    block = scalar(tree, "texte")
    assert (block.text, block.style) == ("bloc\nsuite\n", ScalarStyle.BLOCK)
    assert (block.location.line, block.location.column) == (7, 3)


def test_the_place_of_a_part_of_a_value() -> None:
    tree = tree_of('a: Un, pouvoir à Deux\nb: "Un, deux"\nc: |\n  ligne\n  Deux ici\nd: "x\\ty Deux"\n')
    plain, quoted, block, escaped = (scalar(tree, key) for key in "abcd")
    assert (plain.within(14, 4).column, plain.within(14, 4).length) == (18, 4)
    assert plain.find("Deux") == plain.within(14, 4)
    assert quoted.within(4, 4).column == 9
    assert (block.find("Deux").line, block.find("Deux").column) == (5, 3)
    assert escaped.within(4, 4).column == 10
    assert plain.find("Trois") == plain.location
    assert plain.within(0, 0) == plain.location


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(newline: str) -> None:
    tree = tree_of(newline.join(["a: 1", "b:", "  c: 2", ""]))
    b = tree.get("b")
    assert isinstance(b, Mapping)
    assert scalar(b, "c").location.line == 3
    assert scalar(b, "c").location.excerpt == "  c: 2"


TEXT = "nom: Éléonore — l’été, 5 € « œuvre »\nsuite: à\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    tree = tree_of(TEXT.encode(encoding))
    value = scalar(tree, "nom")
    assert value.text == "Éléonore — l’été, 5 € « œuvre »"
    assert (value.location.line, value.location.column) == (1, 6)


def test_utf16_of_either_order() -> None:
    assert tree_of(b"\xfe\xff" + TEXT.encode("utf-16-be")) == tree_of(TEXT)


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ("a: 1\nnom: é".encode() + b" \xe9\n", "YAML-ENCODAGE", 2, 8),
        ("a: 1\nnom: Elémént\n".encode("cp850"), "YAML-ENCODAGE", 2, 8),
        ("a: 1\nnom: Mélusine\n".encode("mac-roman"), "YAML-ENCODAGE", 2, 7),
        ("a: 1\n".encode("utf-16-le"), "YAML-BINAIRE", 0, 0),
        ("a: 1\n".encode("utf-32"), "YAML-BINAIRE", 0, 0),
        (b"a: 1\nb: 2\x00\n", "YAML-BINAIRE", 2, 5),
        (b"PK\x03\x04abc", "YAML-BINAIRE", 0, 0),
        (b"%PDF-1.7\n", "YAML-BINAIRE", 0, 0),
        (b"a: 1\nb: \xc3\xa9 \x81\n", "YAML-ENCODAGE", 2, 6),
    ],
)
def test_accents_that_can_not_be_trusted(content: bytes, code: str, line: int, column: int) -> None:
    tree, (finding,) = read(content)
    assert tree is None
    assert finding.code == code
    assert finding.location is not None
    assert (finding.location.line, finding.location.column) == (line, column)


def test_every_width_of_space_is_a_space_and_columns_stay_right() -> None:
    tree = tree_of("s:\n\u00a0\u202fmontant:\u00a01\u202f600\u202f000\u00a0€\n  b: @x\n".replace("@x", "x"))
    s = tree.get("s")
    assert isinstance(s, Mapping)
    value = scalar(s, "montant")
    assert value.text == "1 600 000 €"
    assert (value.location.column, value.location.length) == (12, 11)


def test_accents_written_apart_are_composed() -> None:
    tree = tree_of("pre\u0301sidence: Ele\u0301onore\n")
    assert scalar(tree, "pr\u00e9sidence").text == "El\u00e9onore"


def test_who_owns_the_file_mends_it() -> None:
    _, findings = read_tree(b"a: *x\n", "g.yaml", Mender.COORDONNATEUR)
    assert [finding.mender for finding in findings] == [Mender.COORDONNATEUR]
