"""The defects of the real document that the worked example comes from: its own words, put back as prose.

Only short passages stand here. The verdicts are those that a reading of the document gave, passage by
passage.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.diagnostics import Diagnostic
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.regles.textes.situations import plain, text_codes
from tests.session.acts import DIETWILLER, edit, session_file, workspace

CONTEXT = "groupements/e_services-contexte.md"


def told(folder: Path, sentence: str) -> tuple[Diagnostic, ...]:
    """What is said once the sentence closes the preamble; what is said of the rest is left out."""
    session = session_file(DIETWILLER, workspace(folder))
    before = _findings(session)
    context = folder / CONTEXT
    context.write_text(context.read_text(encoding="utf-8") + f"\n{sentence}\n", encoding="utf-8")
    return tuple(finding for finding in _findings(session) if finding not in before)


def _findings(session: Path) -> list[Diagnostic]:
    report = examine(session, Options(full=True)).report
    return [finding for finding in report.findings if finding.code in text_codes()]


SOUND = (
    "en application des articles L.2113-6 et L.2113-7 du code de la commande publique",
    "au sens de l’article R.2162-2 du code de la commande publique",
    "comme en dispose les articles L.2124-2 et R.2124-2 du Code de la commande publique",
    "suivant l’article L.2125-1 du Code de la commande publique",
    "sont de la compétence du Tribunal Administratif de Strasbourg",
)


@pytest.mark.parametrize("sentence", SOUND)
def test_a_sound_citation_gives_nothing(sentence: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"La consultation est menée {sentence}.") == ()


DEFECTS = (
    (
        "des articles L.2125-1 et suivant du code de la commande publique",
        "ARTICLE-SUIVANTS",
        "seul de son chapitre",
    ),
    (
        "des articles L.2124-2 et R.2161-2 et suivant du code de la commande publique",
        "ARTICLE-SUIVANTS",
        "pluriel",
    ),
    (
        "comme en dispose les articles L.2123-1 et R.2123-1 à R.2123-8 du Code de la commande publique",
        "GC-BASE",
        "R. 2123-1, R. 2123-2 et R. 2123-4 à R. 2123-7",
    ),
    ("suivant l’article R2162-1 du Code de la commande publique", "ARTICLE-GRAPHIE", "Écrivez R. 2162-1"),
    ("ou par voie de procédure adaptée le cas échéant", "GC-PROCEDURE-TEXTE", "petits lots"),
    (
        "en vertu d’une délibération du Bureau en date du XX/XX/XXXX",
        "GC-PLACEHOLDER",
        "date laissée en blanc",
    ),
    ("Fait à Mulhouse, le", "GC-PLACEHOLDER", "date de signature en blanc"),
    ("[signatures]", "GC-PLACEHOLDER", "mention entre crochets"),
    ("Il incombe au coordinateur de signer", "TEXTE-TERME", "écrivez « coordonnateur »"),
    ("titulaire d’un accord cadre d’une durée de 4 ans", "TEXTE-TERME", "écrivez « accord-cadre »"),
    ("jusqu’à la fin de l’exécution des bons de commandes", "TEXTE-TERME", "écrivez « bons de commande »"),
    ("Elodie DEMARE procuration à Christian FRANTZ", "TEXTE-TERME", "écrivez « pouvoir »"),
    ("dont Mulhouse Alsace Agglomération (m2A) assurerait la coordination", "TEXTE-SIGLE", "Écrivez « m2A »"),
)


@pytest.mark.parametrize(("sentence", "code", "said"), DEFECTS)
def test_a_defect_is_told_at_its_line(sentence: str, code: str, said: str, tmp_path: Path) -> None:
    found = told(tmp_path, sentence)
    assert [finding.code for finding in found] == [code], [finding.message for finding in found]
    assert plain(said) in plain(f"{found[0].message} {found[0].hint}")
    place = found[0].location
    last = len((tmp_path / CONTEXT).read_text(encoding="utf-8").splitlines())
    assert place is not None and (place.file, place.line) == (CONTEXT, last)


def test_the_name_of_the_agent_who_attended(tmp_path: Path) -> None:
    session = session_file(DIETWILLER, workspace(tmp_path))
    edit(session, "assistait: le secrétariat de la mairie ", "assistait: Annie DEVEY (secrétariat) ")
    assert [finding.code for finding in _findings(session) if finding.code.startswith("DP-")] == [
        "DP-PUBLICATION"
    ]


def test_a_deliberation_without_a_visa_is_told_which_article_to_cite(tmp_path: Path) -> None:
    session = session_file(DIETWILLER, workspace(tmp_path))
    clause = tmp_path / "templates" / "socle" / "clauses" / "visas.md"
    clause.parent.mkdir(parents=True)
    clause.write_text("{% if visas is vide %}\n\nVu.\n\n{% endif %}\n", encoding="utf-8")
    (entete,) = [finding for finding in _findings(session) if finding.code == "DELIB-ENTETE"]
    assert "le visa du CGCT (L. 2541-12)" in plain(entete.message)
    assert "« visas: » dans acte.yaml" in plain(entete.hint) and "Remettez-les" not in entete.hint
