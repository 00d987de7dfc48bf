"""An item taken up from a past session: what carries over, from where, and that both ways to it are one.

The cases of law are in `tests/regles/reprises.yaml`.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.acts.tree.words import plain_words
from actgen.api.workspace import Workspace
from actgen.base.diagnostics import Diagnostic
from actgen.base.records import field_names
from actgen.checks.textes.lectures import montants, plie
from actgen.council.facts.champs import ChampEcrit, Ligne
from actgen.council.facts.point import Point
from actgen.council.facts.reprise import parse_reprise
from actgen.council.facts.types_de_champ import TYPES, TypeChamp
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.delivery.verify.result import Etat
from actgen.reading.sources import Sources
from actgen.session.emptied import BLANC, without_figures
from actgen.session.examination import examine
from actgen.session.load import Loaded, load_session
from actgen.session.recopie import recopied
from actgen.session.result import Options
from actgen.session.starter import SeanceStarter, seance_text
from tests.session.acts import examined, plan, render

COMMUNE = (
    'commune: "21271"\npopulation: 1200 en 2021\npublication: {mode: électronique}\nmembres:\n'
    + "".join(f"  - {'maire' if n == 1 else 'conseiller'}: M. Membre {n}\n" for n in range(1, 16))
)
SOIREE = """collectivite: commune
seance: {{date: {jour}, heure: 20h, levee: 22h, lieu: mairie, presidence: Membre 1, secretaire: Membre 3}}
convocation: {{envoyee_le: {envoi}}}
absents: aucun
points:
"""
MAI_2022 = """  - numero: 1
    acte: subvention
    beneficiaire: Amicale des anciens
    forme: organisme public
    montant: 1 200 €
    exercice: 2022
    emploi: la fête du 14 juillet 2022, ouverte à tous
    convention: non
    vote: unanimité
  - numero: 2
    acte: tarifs
    service: location de la salle
    applicables_le: 01/07/2022
    tarifs:
      - Habitants ; la journée ; 90 €
      - {prestation: Extérieurs, unite: la journée, montant: 150 €}
    exonerations: |-
      Les écoles ne paient rien.

      Les associations paient 10 €.
    vote: 12 pour, 3 contre
  - numero: 3
    objet: Bons d’achat de 2022
    acte: deliberation_libre
    vu: la délibération du 14 mars 2014
    considerant: [que le budget prévoit 3 % de hausse, que la date du 10/05/2022 est tenue]
    decide: [attribue à chaque agent 50 € par an, charge le maire de l’exécution]
    matiere: "7.1"
    annexes: liste-2022.pdf
    debats: aucun
    rapporteur: Membre 2
    scrutin: public
    demandes: scrutin public demandé par 4 membres
    vote: 14 pour, 1 abstention
    suites: {transmise_le: 13/05/2022}
"""


def _evening(jour: str) -> str:
    """The head of a session file, up to its items."""
    return SOIREE.format(jour=jour, envoi=f"01{jour[2:]}")


def _workspace(folder: Path, **seances: str) -> Path:
    """A commune and its sessions, « juin_2023: … » by the name of its file; a day begins each text."""
    (folder / "collectivites").mkdir()
    (folder / "collectivites" / "commune.yaml").write_text(COMMUNE, encoding="utf-8")
    for nom, text in seances.items():
        jour, _, points = text.partition("\n")
        place = folder / "seances" / f"{nom}.yaml"
        place.parent.mkdir(exist_ok=True)
        place.write_text(_evening(jour) + points, encoding="utf-8")
    return folder


def _loaded(folder: Path, nom: str = "juin") -> Loaded:
    sources = Sources(folder)
    return load_session(folder / "seances" / f"{nom}.yaml", sources, _catalogue(folder))


def _catalogue(folder: Path) -> Catalogue:
    return Catalogue(Sources(folder), search_path(folder))


def _said(value: Any) -> Any:
    """A fact without its places."""
    match value:
        case ChampEcrit():
            return _said(value.valeur)
        case Ligne():
            return {nom: _said(each) for nom, each in value.valeurs.items()}
        case tuple():
            return tuple(map(_said, value))
    return {nom: _said(each) for nom, each in value.items()} if hasattr(value, "items") else value


def _facts(point: Point) -> dict[str, Any]:
    apart = {"lieu", "lieux", "reprend", "reprise", "numero"}
    return {nom: _said(getattr(point, nom)) for nom in field_names(Point) if nom not in apart}


def test_the_key_and_new_session_give_the_same_item(tmp_path: Path) -> None:
    """All that carries over, and no more: a key of the evening in one and not in the other would show."""
    lines = "".join(f"  - {{numero: {n}, reprend: 2022-05-12 point {n}}}\n" for n in (1, 2, 3))
    folder = _workspace(tmp_path, mai=f"12/05/2022\n{MAI_2022}", juin=f"15/06/2023\n{lines}")
    starter = SeanceStarter("commune", None)
    items = [recopied(f"12 mai 2022, point {n}", starter, _catalogue(folder)) for n in (1, 2, 3)]
    assert not [each for each in items if isinstance(each, Diagnostic)]
    text = seance_text(SeanceStarter("commune", None, points=tuple(items)))  # type: ignore[arg-type]
    (folder / "seances" / "neuf.yaml").write_text(text.replace("  date:", "  date: 15/06/2023"), "utf-8")
    taken_up, written = _loaded(folder).seance, _loaded(folder, "neuf").seance
    assert taken_up is not None and written is not None
    assert [_facts(each) for each in taken_up.points] == [_facts(each) for each in written.points]
    first, second, third = taken_up.points
    assert _said(first.champs) == {
        "beneficiaire": "Amicale des anciens",
        "forme": "organisme public",
        "montant": None,
        "exercice": None,
        "emploi": f"la fête du {BLANC}, ouverte à tous",
        "imputation": None,
        "convention": None,
        "engagement_republicain": None,
        "reconnaissance": None,
    }
    assert _said(second.champs["tarifs"]) == (
        {"prestation": "Habitants", "unite": "la journée", "montant": None},
        {"prestation": "Extérieurs", "unite": "la journée", "montant": None},
    )
    assert (third.objet, third.vus) == (f"Bons d’achat de {BLANC}", ("la délibération du 14 mars 2014",))
    assert third.considerants == (
        f"que le budget prévoit {BLANC} de hausse",
        f"que la date du {BLANC} est tenue",
    )
    assert third.decisions == (f"attribue à chaque agent {BLANC} par an", "charge le maire de l’exécution")
    assert (third.vote, third.annexes, third.rapporteur, third.scrutin) == (None, (), None, None)
    assert (third.discussion, third.demandes, third.suites) == ("", (), None)
    for told in (
        "# 2022-05-12\u00a0: 1 200 €",
        "# 2022-05-12\u00a0: 90 €",
        "# 2022-05-12\u00a0: liste-2022.pdf",
    ):
        assert told in text
    assert "Attribution d’une subvention\u00a0: Amicale des anciens" in text.replace(" : Am", "\u00a0: Am")


def test_a_value_leads_to_its_line_of_the_past_file_and_a_blank_to_where_it_is_to_be_written(
    tmp_path: Path,
) -> None:
    folder = _workspace(
        tmp_path,
        mai=f"12/05/2022\n{MAI_2022}",
        juin="15/06/2023\n  - {numero: 4, reprend: 2022-05-12 point 1}\n",
    )
    seance = _loaded(folder).seance
    assert seance is not None
    point = seance.points[0]
    beneficiaire, montant = point.champs["beneficiaire"].lieu, point.champs["montant"].lieu
    assert beneficiaire is not None and montant is not None and point.lieu is not None
    assert (beneficiaire.file, beneficiaire.excerpt) == (
        "seances/mai.yaml",
        "    beneficiaire: Amicale des anciens",
    )
    assert (montant.file, montant.line, point.lieu.file) == ("seances/juin.yaml", 6, "seances/juin.yaml")


def test_the_past_file_is_a_source_of_the_acts_and_its_change_is_noticed(tmp_path: Path) -> None:
    points = (
        "  - {numero: 1, reprend: 2022-05-12 point 1, montant: 900 €, exercice: 2023, emploi: la fête, "
        "convention: non, vote: 15 pour}\n"
    )
    folder = _workspace(tmp_path, mai=f"12/05/2022\n{MAI_2022}", juin=f"15/06/2023\n{points}")
    written = render(folder / "seances" / "juin.yaml", Options(out=tmp_path / "actes", formats=("html",)))
    assert written.folder is not None
    journal = json.loads((written.folder / "journal.json").read_text(encoding="utf-8"))
    assert "seances/mai.yaml" in journal["sources"]
    (before,) = Workspace(folder).verify(written.folder)
    mai = folder / "seances" / "mai.yaml"
    mai.write_text(mai.read_text("utf-8").replace("Amicale des anciens", "Amicale des jeunes"), "utf-8")
    (after,) = Workspace(folder).verify(written.folder)
    states = [{piece.nom: piece.etat for piece in each.pieces} for each in (before, after)]
    assert [each["seances/mai.yaml"] for each in states] == [Etat.CONFORME, Etat.DIFFERENT]
    again = plan(examine(folder / "seances" / "juin.yaml", Options(full=True)), "deliberation-01")
    assert again.document is not None and "Amicale des jeunes" in " ".join(plain_words(again.document))


def test_a_text_of_the_past_session_is_found_beside_it_and_read_again(tmp_path: Path) -> None:
    folder = _workspace(tmp_path, juin="15/06/2023\n  - {numero: 1, reprend: 2022-05-12 point 1}\n")
    old = folder / "seances" / "2022"
    old.mkdir()
    points = "  - {numero: 1, objet: Salle, acte: deliberation_libre, texte: point-1.md, decide: dit.md}\n"
    (old / "mai.yaml").write_text(_evening("12/05/2022") + points, encoding="utf-8")
    for nom in ("point-1.md", "dit.md"):
        (old / nom).write_text("La salle est à tous.\n", encoding="utf-8")
    told = examined(folder / "seances" / "juin.yaml")
    assert told.seance is not None
    assert [prose.fichier for prose in told.seance.points[0].proses] == [
        "seances/2022/point-1.md",
        "seances/2022/dit.md",
    ]
    (relire,) = (each for each in told.report.findings if each.code == "REPRISE-A-RELIRE")
    assert "texte (point-1.md) et decide (dit.md)" in relire.message.replace("2022/", "")


def test_words_of_the_session_are_placed_in_its_own_file_first(tmp_path: Path) -> None:
    """The past file comes first in the alphabet, and says the same words of another item."""
    dit = "    objet: Salle\n    acte: deliberation_libre\n    decide: fixe le tarif le XX/XX/2022\n"
    folder = _workspace(
        tmp_path,
        avril=f"12/05/2022\n  - numero: 1\n{dit}  - {{numero: 4, objet: Informations}}\n",
        juin=f"15/06/2023\n  - numero: 1\n{dit}    vote: 15 pour\n"
        "  - {numero: 2, reprend: 2022-05-12 point 4}\n",
    )
    findings = examine(folder / "seances" / "juin.yaml", Options(full=True)).report.findings
    (blanc,) = (each for each in findings if each.code == "GC-PLACEHOLDER")
    assert {place.file for place in blanc.locations} == {"seances/juin.yaml"}


def test_minutes_are_adopted_by_an_item_that_is_taken_up(tmp_path: Path) -> None:
    """The item that comes back at every session; which minutes, and on what day, is told by this one."""
    arret = "acte: approbation_proces_verbal, vote: unanimité"
    folder = _workspace(
        tmp_path,
        mai=f"12/05/2022\n  - {{numero: 1, seance_du: 10/03/2022, {arret}}}\n",
        juin="15/06/2023\n  - {numero: 1, objet: Informations}\n",
        juillet="13/07/2023\n"
        "  - {numero: 1, reprend: 2022-05-12 point 1, seance_du: 15/06/2023, vote: 15 pour}\n",
    )
    seance = _loaded(folder).seance
    assert seance is not None and seance.proces_verbal.arrete_le == date(2023, 7, 13)
    assert _loaded(folder, "juillet").findings == ()


def test_a_group_is_joined_once(tmp_path: Path) -> None:
    """Its name is not taken up: a session that names no group is no answer to one."""
    points = "  - {numero: 1, acte: adhesion_groupement, groupement: papier, vote: 15 pour}\n"
    folder = _workspace(
        tmp_path,
        mai=f"12/05/2022\n{points}",
        juin="15/06/2023\n  - {numero: 1, reprend: 2022-05-12 point 1}\n",
    )
    loaded = _loaded(folder)
    assert [(each.code, each.point) for each in loaded.findings] == [("ACTE-INCONNU", 1)]
    assert "groupement" in loaded.findings[0].message


def test_a_session_is_saved_as_it_was_typed(tmp_path: Path) -> None:
    folder = _workspace(tmp_path, mai=f"12/05/2022\n{MAI_2022}")
    text = _evening("15/06/2023") + "  - {numero: 1, reprend: 2022-05-12 point 1}  # à voir\n"
    workspace = Workspace(folder)
    workspace.save("seances/juin.yaml", text, None)
    assert workspace.read("seances/juin.yaml")[0] == text
    assert any(each.code == "REPRISE-CHIFFRE" for each in workspace.session("seances/juin.yaml").findings)


# hostile input


def test_a_chain_of_sessions_is_bounded(tmp_path: Path) -> None:
    seances = {
        f"an_{an}": f"12/05/{an}\n  - {{numero: 1, reprend: {an - 1}-05-12 point 1}}\n"
        for an in range(1990, 2022)
    }
    folder = _workspace(
        tmp_path, juin="15/06/2022\n  - {numero: 1, reprend: 2021-05-12 point 1}\n", **seances
    )
    (finding,) = _loaded(folder).findings
    assert finding.code == "REPRISE-POINT" and "plus de 20 fois" in finding.message
    assert len(finding.locations) == 21 and finding.locations[0].file == "seances/juin.yaml"


def test_what_a_session_takes_up_is_bounded(tmp_path: Path) -> None:
    """A long text named a thousand times would fill the memory."""
    long = "  - {numero: 1, objet: Salle, acte: deliberation_libre, decide: " + "approuve " * 60_000 + "}\n"
    points = "".join(f"  - {{numero: {n}, reprend: 2022-05-12 point 1}}\n" for n in range(1, 1_000))
    folder = _workspace(tmp_path, mai=f"12/05/2022\n{long}", juin=f"15/06/2023\n{points}")
    findings = _loaded(folder).findings
    assert {each.code for each in findings} == {"REPRISE-POINT"}
    assert "plus d’un million de signes" in findings[0].message


@pytest.mark.parametrize(
    "form", ["[2022-05-12 point 1]", "{point: 1}", "point 1", "2022-05-12 point 1 €", "9" * 999]
)
def test_another_form_is_one_fault(form: str, tmp_path: Path) -> None:
    """The keys of an act that isn't known are no further faults."""
    folder = _workspace(
        tmp_path,
        mai=f"12/05/2022\n{MAI_2022}",
        juin=f"15/06/2023\n  - {{numero: 1, reprend: {form}, montant: 9 €}}\n",
    )
    assert [each.code for each in _loaded(folder).findings] == ["REPRISE-POINT"]


OF_THE_DAY = ("montant", "nombre", "taux", "annee", "date", "duree", "heures", "contenance", "oui_non")


@pytest.mark.parametrize("genre", [genre for genre in TypeChamp if TYPES[genre].exemples])
@pytest.mark.parametrize("several", [False, True], ids=["un", "liste"])
def test_a_field_of_the_day_is_emptied_and_no_other(genre: TypeChamp, several: bool, tmp_path: Path) -> None:
    if several and not TYPES[genre].simple:
        return
    folder = tmp_path / "templates" / "deliberations" / "essai"
    folder.mkdir(parents=True)
    sorte = f"type: liste, de: {genre.value}" if several else f"type: {genre.value}"
    champs = f"champs:\n  - {{nom: valeur, {sorte}, titre: Valeur}}\n"
    head = "titre: Essai\nfamille: deliberation\nfichier: essai\nversion: 1\nobjet: Essai\n"
    (folder / "acte.yaml").write_text(head + champs, encoding="utf-8")
    (folder / "corps.md").write_text("Essai.\n", encoding="utf-8")
    item = f"  - {{numero: 1, acte: essai, valeur: '{TYPES[genre].exemples[0]}'}}\n"
    _workspace(
        tmp_path, mai=f"12/05/2022\n{item}", juin="15/06/2023\n  - {numero: 1, reprend: 2022-05-12 point 1}\n"
    )
    loaded = _loaded(tmp_path)
    assert loaded.seance is not None, loaded.findings
    point = loaded.seance.points[0]
    assert point.champs["valeur"].manque is (genre.value in OF_THE_DAY)
    assert point.reprise is not None and point.reprise.est_en_blanc("valeur") is (genre.value in OF_THE_DAY)


@given(st.text())
def test_no_text_breaks_the_reading_of_a_reference(text: str) -> None:
    parse_reprise(text)


@given(
    st.integers(1, 10**7), st.sampled_from(["{} €", "{} euros", "{},50 €", "{} %", "01/02/{}", "2 mars {}"]),
    st.sampled_from([("attribue ", " à l’Amicale"), ("", ""), ("(", ")")]),
)  # fmt: skip
def test_no_figure_of_the_time_is_left_in_a_text(number: int, form: str, around: tuple[str, str]) -> None:
    year = 2000 + number % 100 if form.startswith(("01", "2 ")) else number
    text = f"{around[0]}{form.format(year)}{around[1]}"
    emptied = without_figures(text, 2000)
    assert emptied == f"{around[0]}{BLANC}{around[1]}"
    assert not montants(plie(emptied))


@pytest.mark.parametrize(
    ("text", "emptied"),
    [
        ("la loi du 3 janvier 1986", None),
        ("l’article 65748 du chapitre 65", None),
        ("les enfants de 3 à 11 ans", None),
        ("la délibération n° 2022-05-12-03", f"la délibération n° {BLANC}"),
        ("deux mille euros", BLANC),
        ("50 € par mois, soit 600 € par an", f"{BLANC} par mois, soit {BLANC} par an"),
        ("1er juillet 2022", BLANC),
        ("l’exercice 2021", f"l’exercice {BLANC}"),
        ("l’exercice 2020", None),
        ("12 k€", BLANC),
    ],
)
def test_figures_of_a_text(text: str, emptied: str | None) -> None:
    assert without_figures(text, 2021) == (emptied or text)
