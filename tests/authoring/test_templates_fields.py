"""Fields that an item may leave out, printed without a test: seen though the example writes them."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import docx
import pytest

from actgen.acts.templating.guards import check_guards
from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.authoring.schema import shipped_kinds
from actgen.authoring.templates.checking import check_templates, check_texts
from actgen.authoring.templates.selection import select
from actgen.base.diagnostics import Diagnostic, Location
from actgen.council.facts.types_de_champ import TypeChamp

ROOT = Path(__file__).parents[2]
KIND = Path("templates/deliberations/subvention")


@pytest.fixture
def kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with its own copy of a shipped kind, one of whose fields may be left out."""
    for part in ("collectivites", "groupements", "seances"):
        shutil.copytree(ROOT / "data" / part, tmp_path / part)
    shutil.copytree(ROOT / KIND, tmp_path / KIND)
    monkeypatch.chdir(tmp_path)
    return tmp_path / KIND


def static() -> tuple[Diagnostic, ...]:
    selection = select(("subvention",))
    return check_texts(selection.catalogue, selection.kinds)


def without_its_test(place: Path) -> None:
    text = place.read_text(encoding="utf-8")
    lines = text.splitlines()
    at = lines.index("{% if champs.imputation %}")
    end = lines.index("{% endif %}", at)
    del lines[end], lines[at]
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.slow
def test_a_test_taken_away_is_found_in_the_text_and_on_the_example_left_bare(kind: Path) -> None:
    assert check_templates(select(("subvention",))).report.errors == ()
    without_its_test(kind / "dispositif.md")
    found = check_templates(select(("subvention",))).report.findings
    assert [each.code for each in found if each.code.startswith("GABARIT-")] == [
        "GABARIT-VOCABULAIRE",
        "GABARIT-ESPACES",
    ]
    told = [each.hint.replace("\u00a0", " ") for each in found]
    assert "Testez d’abord {% if champs.imputation %}" in told[0]
    assert "sans ses champs facultatifs" in told[1]


def test_the_text_alone_shows_it(kind: Path) -> None:
    assert static() == ()
    without_its_test(kind / "dispositif.md")
    (finding,) = static()
    assert finding.code == "GABARIT-VOCABULAIRE" and "champs.imputation" in finding.message


def test_a_word_text_shows_it_too(kind: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Imputée au {{ champs.imputation }}{% if champs.imputation %} {% endif %}.")
    document.add_paragraph("{%p if champs.imputation %}")
    document.add_paragraph("Imputée au {{ champs.imputation }}.")
    document.add_paragraph("{%p endif %}")
    buffer = io.BytesIO()
    document.save(buffer)
    (kind / "expose.md").unlink()
    (kind / "expose.docx").write_bytes(buffer.getvalue())
    found = [each for each in static() if each.code == "GABARIT-VOCABULAIRE"]
    assert [each.location.line for each in found if isinstance(each.location, Location)] == [1]


TEXTS = {
    "{{ champs.x }}": 1,
    "{{ champs.x | date }}": 1,
    "{{ champs.x.nom }}": 1,
    "{{ champs.y }}": 0,
    "{% if champs.x %}{{ champs.x }}{% endif %}": 0,
    "{% if champs.x is connu %}{{ champs.x.nom }}{% endif %}": 0,
    "{% if champs.x is not vide %}{{ champs.x }}{% endif %}": 0,
    "{% if champs.x is vide %}{{ champs.x }}{% endif %}": 0,
    "{% if not champs.x %}rien{% else %}{{ champs.x }}{% endif %}": 0,
    "{% if not champs.x %}{{ champs.x }}{% endif %}": 0,
    "{% if champs.y %}a{% elif champs.x %}{{ champs.x }}{% else %}{{ champs.x }}{% endif %}": 0,
    "{% if champs.x and champs.y %}{{ champs.x }}{% endif %}": 0,
    "{% if champs.x or champs.y %}{{ champs.x }}{% endif %}": 0,
    "{% if not champs.x or champs.y %}a{% else %}{{ champs.x }}{% endif %}": 0,
    "{% if champs.x == 'a' %}{{ champs.x }}{% endif %}": 0,
    "{{ champs.x if champs.x else 'rien' }}": 0,
    "{{ champs.x or 'rien' }}": 0,
    "{{ (champs.x | capitale) or 'rien' }}": 0,
    "{% for m in champs.x %}{{ m }}{% endfor %}": 0,
    "{% for m in champs.x %}{{ champs.x | liste }}{% endfor %}": 0,
    "{% if champs.x %}**{{ champs.x }}**{% endif %} *{{ champs.x }}*": 1,
}


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_condition_makes_sure_of(text: str) -> None:
    template, findings = parse_template(TemplateText(text + "\n", "corps.md"))
    assert findings == ()
    assert len(check_guards(template, ("champs.x",))) == TEXTS[text]


def test_a_name_given_by_set_stands_for_the_field() -> None:
    text = (
        "{% set nom = champs.x %}\n\n{% if nom %}{{ champs.x }}, {{ nom.prenom }}{% endif %}\n\n{{ nom }}\n"
    )
    template, findings = parse_template(TemplateText(text, "corps.md"))
    assert findings == ()
    (finding,) = check_guards(template, ("champs.x",))
    assert finding.location is not None and finding.location.line == 5


AFTER = re.compile(
    r"\b(?:que|parce que|de|par|pour|avec|du|au|sur) \{\{ ?champs\.(\w+) ?\}\}"
    r"|\{\{ ?champs\.(\w+) ?\| ?elision\("
)


def test_what_a_field_is_read_after_is_told_in_its_help() -> None:
    """Or else nobody is warned that the act says « pour pour la fête » (CHAMP-REDITE)."""
    untold: list[str] = []
    for kind in shipped_kinds():
        fields = {each.nom: each for each in kind.champs if each.type is TypeChamp.TEXTE}
        texts = (ROOT / "templates").glob(f"*/{kind.code}/*.md")
        printed = {"".join(names) for text in texts for names in AFTER.findall(text.read_text("utf-8"))}
        untold += [
            f"{kind.code}.{nom}"
            for nom in sorted(printed & fields.keys())
            if "e lit après" not in fields[nom].aide
        ]
    assert untold == []
