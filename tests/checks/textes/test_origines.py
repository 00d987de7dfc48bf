"""The place of words: in a file that the act is made from, as whole words, in Word templates too."""

from __future__ import annotations

import io

import docx

from actgen.base.diagnostics import Location
from actgen.checks.textes.lieux import Origines
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import Source, Sources, shipped
from actgen.session.wording import origines_in

_KINDS = Catalogue(Sources(shipped()), search_path(shipped())).kinds
OWN = "templates/deliberations/subvention"
OTHER = "templates/deliberations/tarifs"


def origines(**files: str | bytes) -> Origines:
    sources = [
        Source(path, text if isinstance(text, bytes) else text.encode(), "") for path, text in files.items()
    ]
    return origines_in(lambda: sources)


def kind(code: str) -> Kind:
    return _KINDS[code]


def word(*paragraphs: str, table: tuple[str, ...] = ()) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        for cell, text in zip(document.add_table(1, len(table)).rows[0].cells, table, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def place(found: Location | None) -> tuple[str, int, int]:
    assert found is not None
    return found.file, found.line, found.column


def test_words_of_a_deliberation_are_not_looked_for_in_another_kind() -> None:
    known = origines(**{f"{OTHER}/acte.yaml": "titre: Nom\n", f"{OTHER}/corps.md": "Nom\n"})
    assert known.lieu("Nom", 0, 3, kind=kind("subvention")) is None
    assert place(known.lieu("Nom", 0, 3, kind=kind("tarifs")))[0] == f"{OTHER}/acte.yaml"
    told = place(known.lieu("Nom", 0, 3, kind=kind("proces_verbal")))
    assert told[0] == f"{OTHER}/corps.md", "minutes hold words of every kind"


def test_the_own_text_comes_before_shared_clauses() -> None:
    known = origines(
        **{
            "actgen/templates/socle/clauses/a.md": "Le conseil décide.\n",
            f"{OWN}/corps.md": "x\n\nLe conseil décide.\n",
            "modeles-1/deliberations/subvention/expose.md": "Le conseil décide.\n",
        }
    )
    told = known.lieu("Le conseil décide.", 3, 10, kind=kind("subvention"))
    assert place(told) == ("modeles-1/deliberations/subvention/expose.md", 1, 4)


def test_no_word_is_cut() -> None:
    known = origines(**{f"{OWN}/corps.md": "Il est renommé.\n\nSon nom reste.\n"})
    assert place(known.lieu("Nom", 0, 3, kind=kind("subvention"))) == (f"{OWN}/corps.md", 3, 5)
    assert place(known.lieu("renommé", 2, 5, kind=kind("subvention"))) == (f"{OWN}/corps.md", 1, 10)


def test_a_cell_is_found_where_it_stands_by_itself() -> None:
    known = origines(**{f"{OWN}/corps.md": "Le nom dit.\n\n| N° | Nom | Voix |\n|---|---|---|\n"})
    assert place(known.lieu("Nom", 0, 3, kind=kind("subvention"))) == (f"{OWN}/corps.md", 3, 8)


def test_words_of_a_word_template_are_found_in_their_paragraph() -> None:
    corps = word("Un exposé.", "Fait le XX/XX/2024 à la mairie.", table=("Nom", "Voix"))
    files: dict[str, str | bytes] = {f"{OWN}/corps.docx": corps, f"{OTHER}/acte.yaml": "titre: Voix\n"}
    known = origines(**files)
    text = "Fait le XX/XX/2024 à la mairie."
    found = known.lieu(text, 8, 18, kind=kind("subvention"))
    assert place(found) == (f"{OWN}/corps.docx", 2, 9)
    assert found is not None and (found.part, found.excerpt) == ("corps", text)
    assert place(known.lieu("Voix", 0, 4, kind=kind("subvention"))) == (f"{OWN}/corps.docx", 4, 1)


def test_words_that_values_stand_among_are_found_by_the_likeness_of_the_paragraph() -> None:
    corps = word(
        "Un exposé.", "Le conseil de {{ collectivite.nom }} attribue {{ champs.montant }} de subvention."
    )
    known = origines(**{f"{OWN}/corps.docx": corps})
    text = "Le conseil de Dietwiller attribue 150 € de subvention."
    found = known.lieu(text, 25, 53, kind=kind("subvention"))
    assert place(found)[:2] == (f"{OWN}/corps.docx", 2)
    assert known.lieu("Rien de tout cela n’est dit nulle part.", 0, 4, kind=kind("subvention")) is None


def test_a_prose_in_word_gives_its_paragraph() -> None:
    known = origines(**{"seances/point-03.docx": word("Vu.", "Le loyer est de … euros.")})
    found = known.lieu(
        "Le loyer est de … euros.", 16, 17, "seances/point-03.docx", kind("deliberation_libre")
    )
    assert place(found) == ("seances/point-03.docx", 2, 17)
    lost = known.lieu("Autre chose.", 0, 5, "seances/point-03.docx", kind("deliberation_libre"))
    assert lost == Location("seances/point-03.docx", excerpt="Autre")
