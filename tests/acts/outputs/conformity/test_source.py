"""A PDF carries what it states, as YAML: all that is printed, nothing else, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from actgen.acts.outputs.carried import NAME, enonces, source_of
from actgen.acts.outputs.formats import formats
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.inline import Link, Text
from actgen.acts.tree.nodes import (
    Cell,
    Document,
    ListBlock,
    ListItem,
    Paragraph,
    Part,
    Row,
    SignaturePlace,
    Signatures,
    Style,
    Table,
)
from actgen.acts.tree.words import plain_words
from actgen.base.records import replace
from actgen.session.looks import Looks
from actgen.session.outputs import Orders
from actgen.session.result import Options
from tests.acts.outputs.pdf_text import page_texts
from tests.acts.outputs.sample_act import sample
from tests.session.acts import DIETWILLER, ROOT, edit, examined, render, session_file, workspace

DAY = date(2022, 12, 15)


def _read(document: Document, dated: date | None = DAY) -> Any:
    return yaml.load(source_of(document, dated), Loader=yaml.CSafeLoader)


def _said(told: Any) -> list[str]:
    """The words of all that the file states, in its order; the numbers of items left out."""
    texts = []
    for each in told.get("enonces", ()):
        rows = [cell for row in (*each.get("tete", ()), *each.get("lignes", ())) for cell in row]
        texts += [each.get("texte", ""), *rows, each.get("nom", "")]
    return [word for text in texts for word in text.split()]


def _paragraph(words: str, style: Style = Style.BODY) -> Paragraph:
    return Paragraph((Text(words),), style)


def _document(*blocks: Any) -> Document:
    return Document("Délibération", blocks, author="Commune d’essai", subject="Essai")


def test_a_pdf_carries_its_source() -> None:
    content = render_pdf(sample(projet=False), dated=DAY)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (name,) = pdf.attachments
        carried = pdf.attachments[name]
        file = carried.get_file()
        assert (name, str(carried.obj.AFRelationship), file.mime_type) == (
            NAME,
            "/Source",
            "application/yaml",
        )
        assert file.creation_date == file.mod_date == datetime(2022, 12, 15, tzinfo=UTC)
        said = source_of(sample(projet=False), DAY)
        assert file.read_bytes().startswith(said + b"pages:\n") and file.read_bytes().count(b'\n  - "') > 9
        assert file.md5 == hashlib.md5(file.read_bytes(), usedforsecurity=False).digest()
        assert file.size == len(file.read_bytes())
        assert [each.objgen for each in pdf.Root.AF] == [carried.obj.objgen]
    assert content == render_pdf(sample(projet=False), dated=DAY)


@pytest.mark.parametrize("session", ["dietwiller-2022-12-15"])
def test_it_states_what_is_printed_and_nothing_else(session: str) -> None:
    """The acts of a session, the copy to publish among them: their words, and no other."""
    plans = examined(ROOT / "data" / "seances" / f"{session}.yaml").plans
    documents = [plan.document for plan in plans if plan.document is not None]
    assert len(documents) > 3
    for document in documents:
        told = _read(document)
        labels = [
            item.label for block in document.blocks if isinstance(block, ListBlock) for item in block.items
        ]
        assert _said(told) == [word for word in plain_words(document) if word not in labels]
        assert set(told) <= {
            "format", "date", "titre", "collectivite", "objet", "projet", "courants", "enonces", "liens"
        }  # fmt: skip


@pytest.mark.slow
def test_findings_and_reasons_stay_out_of_it(tmp_path: Path) -> None:
    """An error lifted by a reason, warnings, a task page: no file carries a word that it doesn't print."""
    session = session_file(DIETWILLER, workspace(tmp_path))
    edit(session, "à Richard LIEBY", "à Christian FRANTZ")
    reason = "arrangement convenu avec la sous-préfecture"
    lifted = f"\nderogations:\n  - {{motif: {reason}, code: POUV-UNIQUE}}\n"
    session.write_text(session.read_text(encoding="utf-8") + lifted, encoding="utf-8")
    options = Options(formats=("pdf",), out=tmp_path / "actes", overrides=frozenset({"POUV-UNIQUE"}))
    done = render(session, options)
    examination = done.examination
    assert [each.finding.code for each in examination.set_aside] == ["POUV-UNIQUE"]
    findings = [*examination.report.findings, *(each.finding for each in examination.set_aside)]
    files = sorted((tmp_path / "actes").rglob("*.pdf"))
    carrying = 0
    for file in files:
        with pikepdf.open(file) as pdf:
            carried = b"".join(each.get_file().read_bytes() for each in pdf.attachments.values()).decode()
            described = str(pdf.docinfo)
        assert reason not in carried
        assert [f.code for f in findings if f.code in carried or f.message in carried] == []
        printed = "".join("".join(page_texts(file.read_bytes(), margins=True)).split()) + described
        said = yaml.safe_load(carried.partition("\npages:\n")[0]) or {}
        if said and len(page_texts(file.read_bytes())) == 1:
            del said["courants"]  # what runs from the second page on
        assert [word for word in _words(said) if word not in printed] == [], file.name
        carrying += bool(said)
    assert carrying == len(files) - 1 >= 5


def _words(told: Any) -> list[str]:
    """All that a file says, in whatever key; days and sorts are not words."""
    if isinstance(told, str):
        return told.replace("{page}/{pages}", "").split()
    if isinstance(told, list):
        return [word for each in told for word in _words(each)]
    if isinstance(told, dict):
        return [word for key, each in told.items() if key != "sorte" for word in _words(each)]
    return []


def test_days_in_letters_are_told_as_days() -> None:
    document = _document(
        _paragraph("Convoqué le 6\u00a0décembre 2022, réuni le 1er janvier 2023, puis le 31 février 2023."),
        _paragraph("L’an deux mille vingt-deux."),
    )
    told = _read(document)["enonces"]
    assert told[0]["dates"] == [date(2022, 12, 6), date(2023, 1, 1)]
    assert "dates" not in told[1]


def test_a_table_keeps_its_rows() -> None:
    def row(*words: str) -> Row:
        return Row(tuple(Cell((_paragraph(word),)) for word in words))

    table = Table((row("Votants", "Pour"),), (row("13", "12"),), (Text("Vote"),))
    inside = Part("annexe", (ListBlock((ListItem((table,)),)),))
    assert _read(_document(inside))["enonces"] == [
        {"sorte": "tableau", "texte": "Vote", "tete": [["Votants", "Pour"]], "lignes": [["13", "12"]]}
    ]


def test_what_is_not_known_is_not_told() -> None:
    told = _read(replace(_document(), author="", subject=""), None)
    running = ["Délibération", "page {page}/{pages}"]
    assert told == {"format": 1, "titre": "Délibération", "projet": False, "courants": running}


def test_signatories_and_numbers_stand_where_they_are_printed() -> None:
    inner = ListBlock(
        (ListItem((_paragraph("Trois"),)), ListItem((_paragraph("Quatre"),))), ordered=True, start=26
    )
    items = (ListItem((_paragraph("Un"), inner)), ListItem((_paragraph("Deux"),), label="1.1"))
    places = Signatures((SignaturePlace("Le maire,", "Membre 1", "maire"), SignaturePlace("Le notaire")))
    document = _document(ListBlock(items, ordered=True, start=4), places, _paragraph("Fin"))
    told = [(each.numero, each.texte, each.nom) for each in enonces(document)]
    assert told == [
        ("4.", "Un", ""),
        ("z.", "Trois", ""),
        ("aa.", "Quatre", ""),
        ("1.1", "Deux", ""),
        ("", "Le maire,", "Membre 1"),
        ("", "Le notaire", ""),
        ("", "Fin", ""),
    ]


def test_links_are_told_of() -> None:
    link = Link((Text("le site"),), "https://www.example.org/a")
    assert _read(_document(Paragraph((link, Text(" ou "), link))))["liens"] == ["https://www.example.org/a"]


def test_a_page_of_the_office_carries_nothing() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(sample(projet=False), carried=False))) as pdf:
        assert not pdf.attachments and "/AF" not in pdf.Root
    run = examined(ROOT / "data" / "seances" / "dietwiller-2022-12-15.yaml")
    assert run.seance is not None
    orders = Orders(run.seance, Looks(), formats())
    told = {plan.key: orders.of(plan).est_acte for plan in run.plans if plan.document is not None}
    assert [key for key, is_act in told.items() if not is_act] == ["a-faire"]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co")), max_size=80))
def test_any_words_come_back_as_they_are(words: str) -> None:
    expected = " ".join(words.split())
    document = replace(_document(_paragraph(words, Style.VISA)), subject=words)
    told = _read(document)
    assert told.get("objet", "") == expected
    assert [each["texte"] for each in told.get("enonces", ())] == ([expected] if expected else [])
    assert [each.sorte for each in enonces(document)] == (["visa"] if expected else [])


def test_signs_without_ink_are_left_out() -> None:
    assert (
        _read(_document(_paragraph("Un mot\u00adcou\u00adpé\u2060.")))["enonces"][0]["texte"]
        == "Un motcoupé."
    )


def test_words_that_look_like_yaml_are_words() -> None:
    for words in ("oui", "null", "!!python/object:os.system", "- a: &b *b", '"}: #', "2022-12-15", "a\\nb"):
        assert _read(_document(_paragraph(words)))["enonces"][0]["texte"] == words
