"""Templates checked before any session: as they are written, at each level, then on the acts of trials."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from actgen.acts.views.plan import Due
from actgen.authoring.templates.checking import Checked, check_templates
from actgen.authoring.templates.selection import select
from actgen.authoring.templates.workbench import COMMUNES, Stage, by_day, workbench
from actgen.base.diagnostics import Diagnostic
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.council.kinds.manifest import Famille
from actgen.reading.sources import Sources

ROOT = Path(__file__).parents[2]
KIND = Path("templates/deliberations/voirie")
BODY = (
    "{{ clause.debut_deliberation }}\n\n## Décision\n\n{{ clause.dispositif }}\n\n"
    "{{ clause.fin_deliberation }}\n"
)
ACT = "**DÉCIDE** d’élargir la voie.\n{: .dispositif }\n"

Write = Callable[[str | Path, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """A workspace with a kind of its own, right as it is; writes a file of it."""
    for part in ("collectivites", "groupements", "seances"):
        shutil.copytree(ROOT / "data" / part, tmp_path / part)

    def written(file: str | Path, text: str) -> Path:
        place = tmp_path / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        return place

    model = ROOT / "templates" / "deliberations" / "deliberation_libre"
    for name in ("acte.yaml", "exemple.yaml"):
        text = (model / name).read_text(encoding="utf-8")
        written(KIND / name, text.replace("acte: deliberation_libre", "acte: voirie"))
    written(KIND / "corps.md", BODY)
    written(KIND / "expose.md", "Le maire expose l’affaire.\n")
    written(KIND / "dispositif.md", ACT)
    monkeypatch.chdir(tmp_path)
    return written


def check(*words: str) -> Checked:
    return check_templates(select(words or ("voirie",)))


def only(*words: str) -> Diagnostic:
    (found,) = check(*words).report.findings
    return found


def place(finding: Diagnostic) -> tuple[str, int]:
    assert finding.location is not None
    return finding.location.file, finding.location.line


@pytest.mark.usefixtures("write")
def test_a_kind_that_is_right_has_no_finding() -> None:
    checked = check()
    assert checked.report.findings == ()
    assert checked.sessions == 1 + len(COMMUNES) * len(Stage) and checked.acts > 20


@pytest.mark.slow
def test_every_shipped_kind_is_right(write: Write) -> None:
    shutil.rmtree(write("templates/x", "").parent)
    checked = check_templates(select(()))
    told = [(each.code, each.message, each.location) for each in checked.report.findings]
    assert told == []
    assert checked.acts > 150


@pytest.mark.slow
def test_every_act_of_the_trials_is_made() -> None:
    """A commune, a moment or an example that refuses an act would hide what its template has wrong."""
    catalogue = Catalogue(Sources(ROOT / "data"), search_path(ROOT / "data"))
    kinds = [kind for kind in catalogue.kinds.values() if kind.famille is Famille.DELIBERATION]
    with workbench(catalogue) as bench:
        for kind in catalogue.kinds.values():
            assert bench.example(kind) is not None, kind.code
        affaires = [affaire for kind in kinds if (affaire := bench.affaire(kind))]
        assert len(affaires) == len(kinds)
        for of_a_day in by_day(affaires):
            for commune in COMMUNES:
                for moment in Stage:
                    plans = bench.trial(commune, moment, of_a_day).plans
                    refused = [(plan.key, plan.refus) for plan in plans if plan.due is Due.REFUSED]
                    assert refused == [], (commune.nom, moment)
                    made = {plan.kind.code for plan in plans if plan.due is Due.WRITTEN}
                    assert "a_faire" in made
                    if moment in (Stage.APRES, Stage.SUITES):
                        assert {affaire.code for affaire in of_a_day} <= made
                    if moment is Stage.SUITES:
                        assert "caractere_executoire" in made


WRONG = {
    "{{ seance.dat | date }}": ("GABARIT-INCONNU", "« seance.date »"),
    "{% for r in point.retraits %}{{ r.nomm }}{% endfor %}": ("GABARIT-INCONNU", "« r.nom »"),
    "{{ secretaire }}": ("GABARIT-INCONNU", "« seance.secretaire »"),
    "{{ seance.lieu | majuscule }}": ("GABARIT-INCONNU", "« majuscules »"),
    "{{ clause.visa }}": ("GABARIT-CLAUSE", "« visas »"),
    "{{ clause.début-délibération }}": ("GABARIT-CLAUSE", "« debut_deliberation »"),
    "Vu {{ clause.visas }}": ("GABARIT-CLAUSE", "deux lignes vides"),
    "{{ point.vus }}": ("GABARIT-VOCABULAIRE", "{{ point.vus | liste }}"),
    "{{ seance.date": ("GABARIT-BALISE", "une seule ligne"),
    "{% if rejete %} Rejeté.": ("GABARIT-EMBOITEMENT", ""),
    "Texte.\n{: .gros }": ("GABARIT-STYLE", ""),
    "Affichée le {{ seance.affichage_convocation }}.": ("GABARIT-VALEUR", "Vu sur"),
    "Vote : {{ vote.pour }} voix.": ("GABARIT-VALEUR", "avant la séance"),
    "Rapporteur : {{ point.presidence }}.": ("GABARIT-VIDE", "Vu sur : l’exemple de « voirie »"),
    "La commune de {{ collectivite.nom }} agit.": ("GABARIT-ELISION", "elision"),
    "{{ collectivite.la_designation }} agit ainsi.": ("GABARIT-CAPITALE", "| capitale }}"),
    "Le conseil {% if rejete %}ne vote pas{% endif %} agit.": ("GABARIT-ESPACES", ""),
    "Fait le XX/XX/2024.": ("GC-PLACEHOLDER", "Vu sur"),
    "## Motifs\n\n## Suite": ("GABARIT-VIDE", "Placez ce titre"),
}


WRITTEN, SHOWN = (
    ("GABARIT-INCONNU", "GABARIT-CLAUSE", "GABARIT-VOCABULAIRE"),
    ("GABARIT-VALEUR", "GC-PLACEHOLDER"),
)
TOGETHER = [[text for text in WRONG if WRONG[text][0] in codes] for codes in (WRITTEN, SHOWN)]
"""Slips that hide none of the others, of the text as written and of its acts: each group is one check."""
ALONE = [[text] for text in WRONG if not any(text in group for group in TOGETHER)]


@pytest.mark.parametrize("texts", [*TOGETHER, *ALONE], ids=lambda texts: texts[0])
def test_a_slip_is_found_at_its_line(texts: list[str], write: Write) -> None:
    body = BODY.replace("## Décision", "Avant.\n\n" + "\n\n".join([*texts, "## Décision"]))
    write(KIND / "corps.md", body)
    findings = check().report.findings
    for text in texts:
        code, told = WRONG[text]
        line = body[: body.index(text)].count("\n") + (2 if text.startswith("Texte.") else 1)
        found = [
            each
            for each in findings
            if each.code == code and place(each) == ((KIND / "corps.md").as_posix(), line)
        ]
        assert found, (text, [(each.code, each.message, each.location) for each in findings])
        assert told in found[0].hint.replace("\u00a0", " ") + found[0].message.replace("\u00a0", " ")


def test_a_blank_of_a_model_asks_for_a_tag_and_a_date_is_one_blank(write: Write) -> None:
    texts = (
        "Le conseil de [nom de la collectivité] se réunit.",
        "Vu l’avis du ...../...../.........",
        "Le titulaire est …… .",
    )
    write(KIND / "corps.md", BODY.replace("## Décision", "Avant.\n\n" + "\n\n".join([*texts, "## Décision"])))
    hints = [each.hint for each in check().report.findings if each.code == "GC-PLACEHOLDER"]
    wanted = ("la balise {{ seance.date | date }}", "la balise {{ collectivite.nom }}", "Mettez-y une balise")
    assert len(hints) == len(texts) and not any("Écrivez la valeur" in hint for hint in hints)
    assert all(any(tag in hint for hint in hints) for tag in wanted), hints


def test_a_value_begins_a_paragraph_with_its_capital_or_goes_on_with_a_sentence(write: Write) -> None:
    texts = (
        "{{ collectivite.la_designation | capitale }} agit.",
        "Le conseil décide que :",
        "{{ collectivite.la_designation }} agit ;",
        "{{ collectivite.la_designation }} paie.",
        "la rue des Prés est fermée.",
    )
    write(KIND / "corps.md", BODY.replace("## Décision", "Avant.\n\n" + "\n\n".join([*texts, "## Décision"])))
    assert not [each for each in check().report.findings if each.code == "GABARIT-CAPITALE"]


def test_all_is_told_in_one_pass(write: Write) -> None:
    texts = ["{{ seance.dat }}", "{{ clause.visa }}", "{{ seance.lieu | majuscule }}", "{{ point }}"]
    write(KIND / "corps.md", BODY + "\n" + "\n\n".join(texts) + "\n")
    write(KIND / "dispositif.md", "{{ vot.pour }}\n")
    found = {place(each) for each in check().report.errors}
    assert found == {
        *(((KIND / "corps.md").as_posix(), line) for line in (9, 11, 13, 15)),
        ((KIND / "dispositif.md").as_posix(), 1),
    }


def test_what_is_said_of_a_text_as_written_is_not_said_again_of_the_act(write: Write) -> None:
    write(KIND / "dispositif.md", f"{ACT}\n{{{{ vote.unanime }}}}\n")
    assert [each.code for each in check().report.findings] == ["GABARIT-VOCABULAIRE"]


def test_a_missing_text_and_a_file_that_nothing_asks_for(write: Write) -> None:
    (write(KIND / "expos.md", "x").parent / "expose.md").unlink()
    missing, stray = check().report.findings
    assert (missing.code, place(missing)[0]) == ("MODELE-ABSENT", KIND.as_posix())
    assert (stray.code, place(stray)[0]) == ("GABARIT-FICHIER", (KIND / "expos.md").as_posix())
    assert "expose.md" in stray.hint


def test_a_folder_that_nothing_reads(write: Write) -> None:
    write("templates/e_service/socle/clauses/visas.md", "Vu.\n")
    found = only("templates")
    assert (found.code, place(found)[0]) == ("GABARIT-FICHIER", "templates/e_service")
    assert "« e_services »" in found.hint.replace("\u00a0", " ")


@pytest.mark.slow
def test_a_clause_of_one_commune_is_checked_for_her_acts(write: Write) -> None:
    file = "templates/68072/socle/clauses/recours.md"
    unseen = "{% if seance.urgence_refusee %}{{ acte.tribunl }}{% endif %}"  # no trial goes there
    write(file, f"Recours dans les deux mois devant le {{{{ acte.tribunal }}}}. {unseen}\n")
    found = only("templates/68072")
    assert place(found) == (file, 1) and "« acte.tribunal »" in found.hint.replace("\u00a0", " ")
    write(file, "Recours.\n")
    lacking = only("templates")
    assert lacking.code == "DELIB-ENTETE" and "textes de la commune 68072" in lacking.hint


@pytest.mark.slow
def test_a_clause_of_a_group_is_checked_for_its_acts(write: Write) -> None:
    file = "templates/e_services/deliberations/adhesion_groupement/expose.md"
    write(file, "Le groupement {{ groupement.objett }}.\n")
    assert place(only("templates/e_services")) == (file, 1)


@pytest.mark.slow
def test_a_clause_that_is_wrong_in_one_act_only_says_which(write: Write) -> None:
    write("templates/socle/clauses/entete.md", "République française\n\n{{ point.numero }}\n")
    found = only("templates/socle")
    assert found.location is not None and found.location.line == 3
    assert "« point »" in found.message.replace("\u00a0", " ")
    assert "compte_rendu" in found.hint and "proces_verbal" in found.hint and "voirie" not in found.hint


def test_a_kind_without_example_is_hardly_tried_and_says_so(write: Write) -> None:
    (write(KIND / "corps.md", BODY).parent / "exemple.yaml").unlink()
    found = only()
    assert (found.code, place(found)[0]) == ("GABARIT-EXEMPLE", KIND.as_posix())


def test_an_example_that_gives_no_act_says_why_at_its_line(write: Write) -> None:
    example = (ROOT / "templates/deliberations/deliberation_libre/exemple.yaml").read_text(encoding="utf-8")
    write(KIND / "exemple.yaml", example.replace("deliberation_libre", "voirie").replace("5 pour", "9 pour"))
    found = next(each for each in check().report.findings if each.code == "GABARIT-EXEMPLE")
    assert found.location is not None and found.location.file == (KIND / "exemple.yaml").as_posix()
    assert "9 pour" in found.location.excerpt


def test_an_error_beside_the_act_of_an_example_is_told_at_its_line(write: Write) -> None:
    """What keeps another item of the session from being an act is no fault of a text."""
    example = (ROOT / "templates/deliberations/deliberation_libre/exemple.yaml").read_text(encoding="utf-8")
    wrong = example.replace("deliberation_libre", "voirie").replace("vote: unanimité", "vote: 9 pour")
    write(KIND / "exemple.yaml", wrong)
    found = next(each for each in check().report.findings if each.code == "GABARIT-EXEMPLE")
    assert found.location is not None and "9 pour" in found.location.excerpt
    assert "a une erreur" in found.message


def test_an_error_of_a_trial_alone_is_told_with_the_trial(write: Write) -> None:
    """The example is right where it stands; its rapporteur sits in none of the three communes."""
    example = (ROOT / "templates/deliberations/deliberation_libre/exemple.yaml").read_text(encoding="utf-8")
    write(
        KIND / "exemple.yaml", example.replace("deliberation_libre", "voirie").replace("Membre 2", "Durand")
    )
    found = next(each for each in check().report.findings if each.code == "GABARIT-EXEMPLE")
    assert found.location is not None and found.location.file == KIND.as_posix()
    assert "Des actes ne sont pas essayés" in found.message and "Durand" in found.message
    assert "Vu sur" in found.hint


def test_the_texts_of_a_register_are_tried_too(write: Write) -> None:
    file = "templates/registres/registre_annuel/cloture.md"
    write(
        file, "# Clôture\n\nCommune de {{ collectivite.nom }}, séance du {{ seance.date | date_complete }}.\n"
    )
    found = only("registre_annuel")
    assert (found.code, place(found)) == ("GABARIT-ELISION", (file, 3))


def test_what_lacks_is_listed_once_whatever_the_trial(write: Write) -> None:
    write(KIND / "corps.md", "{{ clause.dispositif }}\n\n{{ clause.fin_deliberation }}\n")
    told = [each for each in check().report.findings if each.code == "DELIB-ENTETE"]
    assert len(told) == 1 and "le lieu de la séance" in told[0].message


def test_a_text_that_cannot_be_read_is_not_told_as_one_that_does_not_exist(write: Write) -> None:
    write(KIND / "expose.md", "a" * 1_000_001)
    write(KIND / "corps.md", BODY.replace("## Décision", "{{ clause.expose }}"))
    assert [each.code for each in check().report.findings] == ["FICHIER-TROP-GROS"]


def test_a_text_emptied_by_mistake_is_told(write: Write) -> None:
    write(KIND / "expose.md", "\n \n")
    found = only()
    assert (found.code, place(found)[0]) == ("MODELE-ABSENT", (KIND / "expose.md").as_posix())
    assert "« expose »" in found.message.replace("\u00a0", " ")
    write(KIND / "expose.md", "{# sans exposé #}\n")
    assert check().report.findings == ()
