"""One evening, what may not be told of it: how anyone voted in secret, and what was declared private.

Evenings are drawn, then a slip or a private datum is put into each of them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from actgen.acts.outputs.formats import formats
from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Severity
from actgen.base.records import as_dict, is_record
from actgen.base.text.keys import sans_accents
from actgen.council.kinds.manifest import Famille
from actgen.session.files import name_of
from bench.litigation.seances import Dossier
from tests.acts.outputs.pdf_text import page_texts
from tests.session.evening import Evening, evenings
from tests.session.readers import NAME, Item, Line, item_of_extract, items_of_minutes, lines, rows_of_list

pytestmark = pytest.mark.slow

SECRET = ("secret", "nomination")
VOICES = re.compile(r"\b(pour|contre|abstentions?|s’abst\w+|a voté|ont voté)\b *:", re.IGNORECASE)
ELECTED = re.compile(r"(?:est|sont) (?:élu|nommé)(?:e|\(e\))?s?\.$")

QUIDAM = "Mme Zoé QUIDAM"
ADRESSE = "98, impasse du Puits"
TELEPHONE = "06 12 34 56 78"
PRIVEES = (QUIDAM, ADRESSE, TELEPHONE)
TRACES = ("quidam", "impassedupuits", "0612345678")
"""What stays of them once spaces, capitals, accents and signs are gone."""


# A name never stands beside a secret vote


def names_a_voter(dossier: Dossier) -> bool:
    """The slip of a clerk: one who voted against in secret is named in the file."""
    changed = False
    for fait, point in zip(dossier.faits.points, dossier.fichiers["seance"]["points"], strict=False):
        if fait.genre == "secret":
            point["vote"] = {"pour": fait.votants - 1, "contre": 1, "noms": {"contre": [fait.voix[0]]}}
            changed = True
    return changed


@pytest.mark.parametrize("graine", range(4))
@pytest.mark.parametrize("change", [None, names_a_voter])
def test_no_name_stands_beside_a_secret_vote(graine: int, change: Any) -> None:
    read = 0
    soirees = evenings(graine, 60, change)
    for soiree in soirees:
        secrets = {fait.numero for fait in soiree.dossier.faits.points if fait.genre in SECRET}
        for plan, item in _items(soiree):
            if item.numero in secrets:
                read += 1
                where = f"{plan.key}, point {item.numero}\n{soiree.fichier}"
                assert not (told := _names_beside(item)), f"{told} : {where}"
        for plan, tree in soiree.written:
            if plan.kind.famille is Famille.LISTE:
                assert not any(NAME.search(row.vote + row.fate) for row in rows_of_list(lines(tree)))
    assert soirees and (read or change is not None)


def _items(soiree: Evening) -> Iterator[tuple[ActPlan, Item]]:
    for plan, tree in soiree.written:
        if plan.kind.famille is Famille.DELIBERATION:
            yield plan, item_of_extract(lines(tree))
        elif plan.kind.famille is Famille.PROCES_VERBAL:
            yield from ((plan, item) for item in items_of_minutes(lines(tree)))


def _names_beside(item: Item) -> list[str]:
    """Names under the vote, but those of candidates; and any beside a voice, wherever in the item."""
    beside = [line for line in item.beside_the_vote if not _of_candidates(line)]
    spoken = [line for line in item.lines if VOICES.search(line.text)]
    return [line.words for line in (*beside, *spoken) if NAME.search(line.words)]


def _of_candidates(line: Line) -> bool:
    return bool(line.head and line.head[0][0].startswith("Tour ")) or bool(ELECTED.search(line.text))


# What is declared private is in no public output


def hides_something(dossier: Dossier) -> bool:
    """Private data in everything that a clerk writes of an item; declared there or for the whole session."""
    seance, faits = dossier.fichiers["seance"], dossier.faits
    if faits.etat != "tenue" or not faits.votes:
        return False
    fait = faits.votes[0]
    point = seance["points"][fait.rang]
    ordinary = fait.genre not in ("groupement", "compte_administratif", "compte_financier_unique")
    if ordinary:
        point["objet"] = f"{point['objet']}, {QUIDAM}"
        point["acte"], point["decide"] = "deliberation_libre", [f"accorde un secours, {ADRESSE.upper()}"]
        point.pop("sans_acte", None)
    nom = f"debats-{fait.numero}.md"
    point["debats"] = nom
    dossier.proses[f"seances/{nom}"] = f"Mme Zoé **Quidam**, {ADRESSE}, est au 06.12.34.56.78.\n"
    for other in seance["points"]:
        if other.get("non_traite") == "reporté":
            other["non_traite"] = f"reporté, à la demande de {QUIDAM}"
    place = point if fait.numero % 2 else seance
    place["donnees_privees"] = list(PRIVEES)
    return True


HIDING = [(0, 24), *(pytest.param(seed, 60, marks=pytest.mark.slow) for seed in (11, 12, 13))]


@pytest.mark.parametrize("graine, combien", HIDING)
def test_private_data_are_nowhere_in_a_public_act(graine: int, combien: int) -> None:
    hidden = 0
    for soiree in evenings(graine, combien, hides_something):
        assert not soiree.examination.report.of(Severity.ERROR), soiree.examination.report.errors
        minutes = soiree.tree("proces-verbal")
        assert minutes is not None and set(traces(*texts_of(minutes))) >= {"quidam", "impassedupuits"}
        for plan, tree in soiree.public:
            assert not traces(*texts_of(tree), name_of(plan, "pdf")), f"{plan.key}\n{soiree.fichier}"
            hidden += "mentionoccultee" in bare(" ".join(texts_of(tree)))
            if "html" in formats(fixed=plan.fixed):
                assert not traces(render_html(tree).decode()), f"{plan.key}\n{soiree.fichier}"
    assert hidden > combien // 2


@pytest.mark.slow
def test_private_data_are_nowhere_in_a_public_file() -> None:
    files = 0
    for soiree in evenings(20, 12, hides_something):
        for plan, tree in soiree.public:
            files += 1
            where = f"{plan.key}\n{soiree.fichier}"
            pdf = render_pdf(tree)
            assert not traces(*page_texts(pdf, margins=True)), where
            with pikepdf.open(io.BytesIO(pdf)) as opened:
                joined = [each.get_file().read_bytes().decode() for each in opened.attachments.values()]
                assert not traces(*joined), where
                assert not traces(str(opened.docinfo), str(opened.open_metadata()), *_strings(opened)), where
    assert files


def _strings(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every text of the file's own objects: titles of the outline, alternative texts, names of places."""
    for each in pdf.objects:
        yield from (str(value) for value in _values(each))


def _values(each: Any) -> Iterator[Any]:
    if isinstance(each, pikepdf.String | pikepdf.Name):
        yield each
    elif isinstance(each, pikepdf.Array):
        for value in each:
            if not getattr(value, "is_indirect", False):
                yield from _values(value)
    elif isinstance(each, pikepdf.Dictionary):
        for name, value in each.items():
            yield name
            if not getattr(value, "is_indirect", False):
                yield from _values(value)


def texts_of(node: Any) -> list[str]:
    """Every text of a tree, in whatever field: words, titles, header, author, anchors, fields to sign."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, tuple):
        joined = "".join(text for each in node for text in texts_of(each))
        return [joined] if joined else []
    if is_record(type(node)):
        fields = iter(as_dict(node).values())
        return [text for value in fields for text in texts_of(value)]
    return []


def bare(text: str) -> str:
    return "".join(sign for sign in sans_accents(text).casefold() if sign.isalnum())


def traces(*texts: str) -> list[str]:
    """The private data that stand in a text, however they are set."""
    whole = [bare(re.sub(r"<[^>]*>", "", text)) for text in texts] + [bare(text) for text in texts]
    return [trace for trace in TRACES if any(trace in text for text in whole)]


def test_the_reader_of_traces_finds_them() -> None:
    assert traces("Zoé <b>Qui</b>dam", "98 IMPASSE DU PUITS") == ["quidam", "impassedupuits"]
    assert traces('title="M. Quidam"', "06.12.34.56.78") == ["quidam", "0612345678"]
    assert traces("rien") == []
