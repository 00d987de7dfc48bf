"""An amendment to the convention of a group: its papers, its members before and after, its own text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from actgen.api.report.group import status_report
from actgen.base.diagnostics import Severity
from actgen.council.facts.groupement import Groupement, Situation
from actgen.council.figures.groupements import etat, etat_connu
from actgen.council.figures.suivi import situation_dite, suivi
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.group.batch import Batch, prepare_batch
from actgen.group.dossier import dossier
from actgen.reading.sources import Sources
from actgen.session.cache import Cache
from actgen.session.compose import convention
from actgen.session.jobs import Workers
from actgen.session.load import load_groupement
from actgen.session.result import Options
from actgen.session.texts import Texts

ROOT = Path(__file__).parents[2]
NOM = "exemple_avenant"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name in ("collectivites", "groupements", "seances"):
        (tmp_path / name).mkdir()
    for file in (ROOT / "data/groupements").glob(f"{NOM}*"):
        shutil.copy(file, tmp_path / "groupements")
    return tmp_path


def change(workspace: Path, *words: tuple[str, str]) -> Path:
    place = workspace / f"groupements/{NOM}.yaml"
    text = place.read_text(encoding="utf-8")
    for before, after in words:
        assert before in text, before
        text = text.replace(before, after)
    place.write_text(text, encoding="utf-8")
    return place


def batch(workspace: Path, avenant: int | None = 1) -> Batch:
    options = Options(out=workspace / "output", formats=("html",), avenant=avenant)
    made = prepare_batch(workspace / f"groupements/{NOM}.yaml", options)
    assert not [issue.fault for issue in made.run(Workers(1)) if issue.fault]
    return made


def version(workspace: Path, numero: int = 1) -> Groupement:
    groupement, findings = load_groupement(workspace / f"groupements/{NOM}.yaml", Sources(workspace))
    assert groupement is not None and not findings
    return groupement.avenants[numero - 1]


def text(groupement: Groupement) -> str:
    catalogue = Catalogue(Sources(ROOT / "data"), search_path(ROOT / "data"))
    kind = catalogue.get("avenant")
    assert kind is not None
    made = convention(groupement, kind, Texts(catalogue, Cache()), etat_connu(groupement), draft=False)
    assert not made.findings
    return " ".join(plain_words(made.document))


def names(groupement: Groupement) -> Iterator[str]:
    yield from (membre.collectivite.nom for membre in groupement.membres_ensuite)


def test_who_joins_has_the_convention_too_and_who_leaves_is_heard(workspace: Path) -> None:
    made = batch(workspace)
    assert [each.code for each in made.report.findings] == ["GC-AVENANT-SIGNATURE"] and not made.refus
    communes = made.folder / "communes"
    entrant = {place.name for place in (communes / "29246-saint-eloy/avant-le-vote").glob("*.html")}
    assert entrant == {"1-lettre.html", "2-deliberation-MODELE.html", "3-avenant.html", "4-convention.html"}
    reste = {place.name for place in (communes / "29137-logonna-daoulas/avant-le-vote").glob("*.html")}
    assert reste == entrant - {"4-convention.html"}
    coordonnateur = {place.name for place in (made.folder / "coordonnateur").glob("*.html")}
    assert coordonnateur == {
        "1-avenant-a-approuver.html",
        "2-avenant-a-signer-PROJET.html",
        "3-signature-29043-daoulas-PROJET.html",
        "3-signature-29078-hanvec-PROJET.html",
        "3-signature-29086-irvillac-PROJET.html",
        "4-repartition.html",
    }
    started = communes / "29246-saint-eloy/avant-le-vote/seance-a-completer.yaml"
    assert f"groupement: {NOM}, avenant 1" in started.read_text(encoding="utf-8")


def test_who_has_not_signed_the_convention_is_no_party_to_the_amendment(workspace: Path) -> None:
    signed = """      transmise_le: 27/09/2024
      publiee_le: 27/09/2024
      signee_le: 08/10/2024
      signataire: Mme Maire 3, maire
"""
    change(workspace, (signed, ""))
    groupement = version(workspace)
    assert list(names(groupement)) == ["Daoulas", "Logonna-Daoulas", "Saint-Eloy"]
    assert "Avant l’avenant n° 1 : 3 membres" in text(groupement).replace("\u00a0", " ")
    made = batch(workspace)
    told = [each.message for each in made.report.findings if each.code == "GC-AVENANT"]
    assert [each.replace("\u00a0", " ") for each in told] == [
        "L’avenant n° 1 ne compte pas Hanvec : la signature de la convention n’est pas notée, ou la réponse "
        "est à corriger."
    ]


def test_shares_are_those_of_the_members_to_come(workspace: Path) -> None:
    rows = (batch(workspace).folder / "coordonnateur/repartition.csv").read_text(encoding="utf-8-sig")
    assert "Saint-Eloy" in rows and "Irvillac" not in rows
    assert rows.rstrip().endswith("1200,00")


def test_the_convention_and_its_papers_are_as_if_there_were_no_amendment(workspace: Path) -> None:
    def papers() -> dict[str, bytes]:
        folder = batch(workspace, None).folder
        return {place.name: place.read_bytes() for place in folder.rglob("*.html")}

    with_it = papers()
    shutil.rmtree(workspace / "output")
    place = workspace / f"groupements/{NOM}.yaml"
    place.write_text(place.read_text(encoding="utf-8").partition("avenants:")[0], encoding="utf-8")
    assert papers() == with_it


def test_an_approved_amendment_changes_no_more(workspace: Path) -> None:
    batch(workspace)
    change(workspace, ("de la consultation, selon leur population", "de la consultation, par parts égales"))
    made = batch(workspace)
    (found,) = made.report.errors
    assert found.code == "GC-TEXTE-CHANGE" and "Le texte de l’avenant a changé" in found.message


def test_only_the_articles_that_change_are_given_and_whole(workspace: Path) -> None:
    said = text(version(workspace))
    assert "Article 9. Dispositions financières Le texte de l’article 9 de la convention devient" in said
    assert "Annexe 2. Modalités financières Le texte de l’annexe 2" in said
    assert "Article 10. Adhésion" not in said
    assert "Selon l’article 15 de la convention, un avenant, approuvé et signé par tous les membres" in said


def test_what_an_amendment_words_itself_holds_until_a_choice_changes_that_article(workspace: Path) -> None:
    (workspace / "groupements/formation.md").write_text("Une séance par an.\n", encoding="utf-8")
    mots = "    articles: [{titre: Article 10. Adhésion, texte: formation.md}]\n"
    second = "  - objet: la clôture\n    clauses: {adhesion: fermée}\n"
    third = "  - objet: le comité\n    clauses: {comite_de_pilotage: 2 fois par an}\n"
    place = change(workspace, ("    effet: 01/01/2026\n", f"    effet: 01/01/2026\n{mots}"))
    place.write_text(place.read_text(encoding="utf-8") + third + second, encoding="utf-8")
    assert "« Une séance par an. »" in text(version(workspace))
    comite = text(version(workspace, 2))
    assert "Article 6. Comité de pilotage" in comite and "Article 10" not in comite
    assert "Elle a été modifiée par l’avenant n° 1." in comite
    assert "« Aucun nouveau membre n’est admis dans le groupement. »" in text(version(workspace, 3))


def test_members_before_and_after_follow_from_one_amendment_to_the_next(workspace: Path) -> None:
    place = workspace / f"groupements/{NOM}.yaml"
    retour = "  - objet: le retour d’Irvillac\n    entrent: Irvillac\n"
    place.write_text(place.read_text(encoding="utf-8") + retour, encoding="utf-8")
    assert list(names(version(workspace))) == ["Daoulas", "Hanvec", "Logonna-Daoulas", "Saint-Eloy"]
    assert list(names(version(workspace, 2)))[-1] == "Irvillac"


def test_those_alone_who_have_joined_decide_on_it(workspace: Path) -> None:
    """Hanvec has not decided on the convention: it is no member yet, and is asked for nothing else."""
    vote = "    - commune: Hanvec\n      resultat: adoptée\n      deliberation_du: 26/09/2024\n"
    suites = "      transmise_le: 27/09/2024\n      publiee_le: 27/09/2024\n      signee_le: 08/10/2024\n"
    place = change(workspace, (vote + suites + "      signataire: Mme Maire 3, maire\n", ""))
    found = dossier(place, options=Options(avenant=1)).groupement
    assert found is not None
    assert "Hanvec" not in [membre.collectivite.nom for membre in found.membres]


def test_a_session_names_an_amendment_that_there_is(workspace: Path) -> None:
    groupement = version(workspace).origine
    found, _ = load_groupement(workspace / f"groupements/{NOM}.yaml", Sources(workspace))
    assert found is not None and groupement.nom == NOM
    lieu = found.avenants[0].lieu
    assert lieu is not None
    assert found.version_nommee("avenant 1", lieu) == found.avenants[0]
    for nom in ("avenant 2", "avenant", "avenants 1", "avenant 0"):
        said = found.version_nommee(nom, lieu)
        assert not isinstance(said, Groupement) and said.severity is Severity.ERROR


def test_an_amendment_that_there_is_not_is_told(workspace: Path) -> None:
    found = dossier(workspace / f"groupements/{NOM}.yaml", options=Options(avenant=2))
    assert found.groupement is None
    (said,) = found.findings
    assert " ".join(said.message.split()) == "Ce groupement n’a pas d’avenant n° 2."


@pytest.mark.parametrize("numero", [None, 1])
def test_the_report_of_the_follow_up_lists_the_amendments(workspace: Path, numero: int | None) -> None:
    file = workspace / f"groupements/{NOM}.yaml"
    lu = dossier(file, options=Options(avenant=numero))
    assert lu.groupement is not None
    told = status_report(file, lu, suivi(etat(lu.groupement)), ())
    assert told["avenant"] == numero and [each["numero"] for each in told["avenants"]] == [1]
    assert all(each["objet"] for each in told["avenants"])


def test_the_words_of_a_situation_are_those_of_the_text(workspace: Path) -> None:
    convention_votee, avenant = version(workspace).origine, version(workspace)
    dites = [situation_dite(Situation.EXECUTOIRE, each) for each in (convention_votee, avenant)]
    assert dites == ["convention à signer", "avenant à signer"]


AUTRES = "".join(
    f"      - commune: {nom}\n        resultat: adoptée\n        deliberation_du: 10/10/2025\n"
    "        transmise_le: 13/10/2025\n        publiee_le: 13/10/2025\n        signataire: M. Maire 4\n"
    for nom in ("Logonna-Daoulas", "Saint-Eloy")
)
RETOURS = "    retours:                        # ce qui est revenu des membres sur cet avenant\n"


def test_an_amendment_is_signed_once_all_who_adopt_it_have(workspace: Path) -> None:
    (dit,) = [each for each in batch(workspace).findings if each.code == "GC-AVENANT-SIGNATURE"]
    assert dit.severity is Severity.WARNING and "il manque Logonna-Daoulas et Saint-Eloy" in dit.message
    shutil.rmtree(workspace / "output")
    change(workspace, (RETOURS, RETOURS + AUTRES))
    made = batch(workspace)
    assert not [each for each in made.findings if each.code == "GC-AVENANT-SIGNATURE"]
    assert (made.folder / "coordonnateur/2-avenant-a-signer.html").exists()
    shutil.rmtree(workspace / "output")
    change(workspace, (AUTRES, AUTRES.replace("        publiee_le: 13/10/2025\n", "", 1)))
    made = batch(workspace)  # decided, and not executory: it binds nobody yet
    assert (made.folder / "coordonnateur/2-avenant-a-signer-PROJET.html").exists()


def test_one_approved_by_those_concerned_waits_for_no_other(workspace: Path) -> None:
    change(
        workspace,
        (
            "    effet: 01/01/2026\n",
            "    signataires: coordonnateur et membres concernés\n    effet: 01/01/2026\n",
        ),
    )
    change(workspace, (RETOURS, RETOURS + AUTRES[AUTRES.index("      - commune: Saint") :]))
    file = workspace / f"groupements/{NOM}.yaml"
    before, _, after = file.read_text(encoding="utf-8").rpartition("      - commune: Hanvec\n")
    file.write_text(
        before + "      - commune: Irvillac\n" + after.partition("- commune: Irvillac\n")[2], "utf-8"
    )
    made = batch(workspace)
    assert "2-avenant-a-signer.html" in {each.name for each in (made.folder / "coordonnateur").iterdir()}
