"""A cell of a table of returns is written, and nothing else of it."""

from __future__ import annotations

import codecs

import pytest

from actgen.base.errors import UsageError
from actgen.council.facts.retours import Colonne
from actgen.group.telling import written_in_table
from actgen.reading.sources import Source

TABLE = """Suivi de la mairie;;;
commune;vote;deliberation;signataire
Le Faou;adoptée;07/11/2024;"Membre 1; maire"
Hanvec ;;;

Total;;;
"""
WHOSE = {Colonne.MEMBRE: "Daoulas", Colonne.CODE: "29043"}


def write(content: bytes, line: int, **values: str) -> bytes:
    told = {Colonne[name.upper()]: value for name, value in values.items()}
    return written_in_table(Source("groupements/retours.csv", content, ""), line, WHOSE, told)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("coded", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_cell_is_changed_alone(ends: str, coded: str) -> None:
    before = TABLE.replace("\n", ends).encode(coded)
    after = write(before, 4, vote="rejetée", deliberation="14/11/2024")
    expected = TABLE.replace("Hanvec ;;;", "Hanvec ;rejetée;14/11/2024;").replace("\n", ends)
    assert after == expected.encode(coded)


def test_utf_16_keeps_its_mark() -> None:
    text = TABLE.replace(";", "\t").replace('"Membre 1\t maire"', "Membre 1")
    before = codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    after = write(before, 4, vote="adoptée")
    assert after == codecs.BOM_UTF16_LE + text.replace("Hanvec \t\t", "Hanvec \tadoptée\t").encode(
        "utf-16-le"
    )


def test_a_cell_with_a_separator_is_quoted_and_read_again() -> None:
    after = write(TABLE.encode(), 4, signataire="Membre 2; maire")
    assert after.decode() == TABLE.replace("Hanvec ;;;", 'Hanvec ;;;"Membre 2; maire"')
    again = write(after, 4, signataire="Membre 3")
    assert again.decode() == TABLE.replace("Hanvec ;;;", "Hanvec ;;;Membre 3")


def test_a_quoted_cell_that_is_not_asked_for_stays() -> None:
    after = write(TABLE.encode(), 3, vote="rejetée")
    assert after.decode() == TABLE.replace("Le Faou;adoptée", "Le Faou;rejetée")


def test_a_member_without_a_line_has_one_more() -> None:
    after = write(TABLE.encode(), 0, vote="adoptée", deliberation="12/11/2024")
    assert after.decode() == TABLE + "Daoulas;adoptée;12/11/2024;\n"
    code = "code,vote,deliberation\n29042,adoptée,07/11/2024"  # no end of line at its end
    after = write(code.encode(), 0, vote="adoptée")
    assert after.decode() == code + "\n29043,adoptée,\n"


@pytest.mark.parametrize(
    ("table", "values", "why"),
    [
        (TABLE, {"signee": "01/12/2024"}, "pas de colonne « signee »"),
        (TABLE, {"signataire": "=CMD()"}, "ne commence pas par « = »"),
        (TABLE, {"signataire": 'Membre "1"'}, "sans guillemets droits"),
        (TABLE, {"signataire": "Membre 1\nmaire"}, "tient sur une ligne"),
        (TABLE.replace("Hanvec ;;;", 'Hanvec ;;;"a\nb"'), {"vote": "adoptée"}, "dans votre tableur"),
        ("un;deux\n1;2\n", {"vote": "adoptée"}, "ne nomme les colonnes"),
        ("", {"vote": "adoptée"}, ""),
    ],
)
def test_what_cannot_be_written_is_told(table: str, values: dict[str, str], why: str) -> None:
    with pytest.raises(UsageError) as told:
        write(table.encode(), 4, **values)
    assert why in str(told.value).replace("\u00a0", " ")


def test_a_sign_that_the_table_cannot_hold_is_told() -> None:
    with pytest.raises(UsageError, match="ne sait pas écrire"):
        write(TABLE.encode("cp1252"), 4, signataire="Membre Ł")
