"""The guide du rédacteur is true: its templates give acts, its wrong ones give their codes, its lines exist.

A comment before a block says what it is: `<!-- gabarit: NATURE -->`, `<!-- refus: CODE -->`…
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from actgen.acts.outputs import running
from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.vocabulary import check_vocabulary
from actgen.acts.tree.words import plain_words
from actgen.acts.views.families import types_of, views_of
from actgen.cli import main
from actgen.cli.declarations import COMMANDS as KNOWN
from actgen.cli.line import read_line
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from actgen.session.examination import examine
from actgen.session.result import Examination, Options

DOCS = Path(__file__).resolve().parent.parent / "docs"
GUIDE = (DOCS / "guide-du-redacteur.md").read_text(encoding="utf-8")
MARKED = re.compile(r"^<!-- (?P<what>\w+): (?P<about>[\w-]+) -->\n```\w*\n(?P<body>.*?)^```$", re.M | re.S)
COMMANDS = re.findall(r"^actgen .+$", GUIDE, re.M)
SEANCE = "seances/essai.yaml"
ANSWERS = "Titre\n\napprouve la vente de la parcelle\n3.2\nPrix\nmontant\noui\n\n"


@dataclass(frozen=True)
class Block:
    what: str
    about: str
    body: str


BLOCKS = [Block(found["what"], found["about"], found["body"]) for found in MARKED.finditer(GUIDE)]


def blocks(what: str) -> list[Block]:
    return [block for block in BLOCKS if block.what == what]


@pytest.fixture
def workspace(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example of the subsidy, alone in a workspace that is the current folder."""
    for name in ("collectivites", "seances", "templates"):
        (tmp_path / name).mkdir()
    example = checkout / "templates" / "deliberations" / "subvention" / "exemple.yaml"
    (tmp_path / SEANCE).write_bytes(example.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(workspace: Path, name: str, text: str) -> None:
    place = workspace / "templates" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def told(workspace: Path) -> Examination:
    return examine(workspace / SEANCE, Options())


def codes(examination: Examination) -> set[str]:
    return {finding.code for finding in examination.report.errors}


def act(examination: Examination) -> str:
    (document,) = [
        plan.document
        for plan in examination.plans
        if plan.key.startswith("deliberation") and plan.document is not None
    ]
    return " ".join(plain_words(document))


def test_the_guide_has_its_blocks() -> None:
    assert len(BLOCKS) == GUIDE.count("<!--")
    assert {block.what for block in BLOCKS} == {"gabarit", "acte", "clause", "refus", "ecran"}


@pytest.mark.parametrize("block", blocks("gabarit"), ids=lambda each: each.about)
def test_its_templates_give_an_act(workspace: Path, block: Block) -> None:
    write(workspace, f"deliberations/{block.about}/dispositif.md", block.body)
    examination = told(workspace)
    assert codes(examination) == set()
    assert "une subvention de 24 000 €" in plain(act(examination))


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("block", blocks("refus"), ids=lambda each: each.about)
def test_its_wrong_templates_give_their_codes(workspace: Path, block: Block) -> None:
    write(workspace, "deliberations/subvention/dispositif.md", block.body)
    assert codes(told(workspace)) == {block.about}


@dataclass(frozen=True)
class Sale:
    """What a kind of the guide decides, what an item writes for it, and the words that it gives."""

    decision: str
    fields: str
    words: str


SALES = {
    "vente_de_parcelle": Sale(
        "la vente de {{ champs.parcelle }}, {{ champs.mode }}, à {{ champs.prix | montant }}.",
        "    parcelle: AB 12\n    prix: 1 500 €\n    mode: de gré à gré\n",
        "la vente de AB 12, de gré à gré, à 1 500 €.",
    ),
    "vente_de_terrains": Sale(
        "la vente de {{ champs.contenance_totale }}, soit {{ champs.contenance_totale | metres_carres }}, à "
        "{{ champs.acheteur }}, pour {{ champs.prix_total | montant }}.",
        "    acheteur: la société Exemple\n    prix_au_metre: 12 €\n    signature_avant: 01/03/2025\n"
        "    parcelles:\n      - AB 12 ; 8 a 25 ca ; 9 900 €\n      - AB 13 ; 100 m² ; 1 200 €\n",
        "la vente de 9 a 25 ca, soit 925 m², à la société Exemple, pour 11 100 €.",
    ),
}


def sold(workspace: Path, block: Block, sale: Sale) -> Examination:
    folder = f"deliberations/{block.about}"
    write(workspace, f"{folder}/acte.yaml", block.body)
    write(workspace, f"{folder}/dispositif.md", f"**APPROUVE** {sale.decision}\n{{: .dispositif }}\n")
    write(workspace, f"{folder}/expose.md", "Il est exposé ce qui suit.\n")
    text = "\n\n".join(
        f"{{{{ clause.{name} }}}}"
        for name in ("debut_deliberation", "expose", "dispositif", "fin_deliberation")
    )
    write(workspace, f"{folder}/corps.md", text + "\n")
    session = (workspace / SEANCE).read_text(encoding="utf-8")
    head, _, tail = session.partition("    acte: subvention\n")
    vote = "    vote: unanimité\n" + tail[tail.index("    signataire:") :]
    item = f"    acte: {block.about}\n{sale.fields}{vote}"
    (workspace / SEANCE).write_text(head + item, encoding="utf-8")
    return told(workspace)


@pytest.mark.parametrize("block", blocks("acte"), ids=lambda each: each.about)
def test_its_kind_makes_an_act_with_its_fields(workspace: Path, block: Block) -> None:
    sale = SALES[block.about]
    examination = sold(workspace, block, sale)
    assert codes(examination) == set(), [one.message for one in examination.report.errors]
    assert sale.words in plain(act(examination))


def test_its_controls_find_what_they_say(workspace: Path) -> None:
    """The session is of September 2024: each value is made wrong in turn."""
    (block,) = (each for each in blocks("acte") if each.about == "vente_de_terrains")
    sale = SALES[block.about]
    wrong = sale.fields.replace("9 900", "9 000").replace("01/03/2025", "01/10/2024")
    wrong += "    valeur_du_domaine: 20 000 €\n"
    examination = sold(workspace, block, Sale(sale.decision, wrong, ""))
    found = [
        (each.severity.value, plain(each.message))
        for each in examination.report.findings
        if each.code in ("CHAMP-COHERENCE", "CHAMP-DROIT")
    ]
    assert found == [
        (
            "erreur",
            "Point 1, ligne 1 de « parcelles » : AB 12 est vendue 9 000 €, et 8 a 25 ca à 12 € le "
            "mètre carré font un autre prix.",
        ),
        (
            "attention",
            "Point 1 : la signature est prévue avant le 1er octobre 2024, dans le délai de recours.",
        ),
        (
            "attention",
            "Point 1 : le prix, 10 200 €, est inférieur à la valeur donnée par le Domaine, 20 000 €.",
        ),
    ]


@pytest.mark.parametrize("level", ["", "65046/"])
@pytest.mark.parametrize("block", blocks("clause"), ids=lambda each: each.about)
def test_its_clause_serves_at_its_level(workspace: Path, block: Block, level: str) -> None:
    write(workspace, f"{level}socle/clauses/{block.about}.md", block.body)
    examination = told(workspace)
    assert codes(examination) == set()
    sentence = block.body.split("---\n")[2].partition("{{")[0].strip()
    assert sentence in plain(act(examination))


TAGS = re.compile(
    r"\{\{\s*(?P<value>[^{}]+?)\s*\}\}|\{%p? if (?P<test>[^%]+?) %\}|\{%p? for \w+ in (?P<loop>[\w.]+) %\}"
)
PLAIN = re.sub(r"^```.*?^```$", "", GUIDE, flags=re.M | re.S).replace("\\|", "|")
NAMES = sorted({name for found in TAGS.findall(PLAIN) for name in found if name})
ELSEWHERE = ("champs.parcelle", "champs.prix", "champs.mode", "clause.")  # of another kind; clauses


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(ELSEWHERE)])
def test_the_variables_that_it_names_exist(workspace: Path, name: str) -> None:
    catalogue = Catalogue(Sources(workspace), search_path(workspace))
    kind = catalogue.get("subvention")
    assert kind is not None and len(NAMES) > 10
    types = {**types_of(kind, views_of(kind)["corps"]), **running.NAMES}
    template, findings = parse_template(TemplateText(f"{{% if {name} %}}\n\nx\n\n{{% endif %}}\n", "x.md"))
    assert findings == () and check_vocabulary(template, types) == ()


@pytest.mark.parametrize("line", COMMANDS)
def test_its_commands_exist(line: str) -> None:
    _, name, *rest = shlex.split(line)
    command = KNOWN[name]
    if command.parts:
        part, *rest = rest
        command = KNOWN[f"{name} {part}"]
    read_line(command, rest)


@pytest.mark.slow
def test_its_commands_can_be_typed_one_after_the_other(
    workspace: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As somebody would who follows the guide in a workspace of his own, from its first line to its last."""
    shutil.copy(checkout / "data" / "collectivites" / "dietwiller.yaml", workspace / "collectivites")
    (workspace / SEANCE).rename(workspace / "seances" / "NOM.yaml")
    for line in COMMANDS:
        words = [word for word in shlex.split(line)[1:] if word != "--watch"]  # which waits for a change
        monkeypatch.setattr(sys, "stdin", io.StringIO(ANSWERS if words[0] == "new" else ""))
        assert main(words) == 0, (line, capsys.readouterr())
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(("templates", "check", "--strict")) == 0, capsys.readouterr().out
    kinds = {place.parent.name for place in (workspace / "templates").glob("*/*/acte.yaml")}
    assert kinds == {"subvention", "tarifs", "vente_de_parcelle", "bail_communal"}


def test_its_screen_is_that_of_the_program(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("templates", "vars", "subvention", "vote")) == 0
    shown = capsys.readouterr().out
    (block,) = blocks("ecran")
    assert [line for line in block.body.splitlines() if plain(line) not in plain(shown)] == []
