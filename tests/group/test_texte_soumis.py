"""The convention as councils are sent it: nothing that follows their votes is in it, nothing of it is lost.

Whatever key of the group's file changes after a vote, no other words than those that were sent are made in
silence: the fingerprint changes, or the batch refuses.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.diagnostics import Severity
from actgen.document.words import plain_words
from actgen.errors import EnvironmentFault
from actgen.group.attendus import tel_que_soumis
from actgen.group.batch import Batch
from actgen.group.dossier import dossier
from actgen.group.lots import Issue
from actgen.group.modeles import Modeles
from actgen.group.texte_approuve import FILE
from actgen.pipeline.options import Options
from actgen.pipeline.workshop import Workshop
from actgen.writing import Outcome
from tests.pipeline.outputs import html_words

from .espaces import contenus, espace, lance

RACINE = "groupement-papier"
VOTE = "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024}\n"
LE_FAOU = "    date: 07/11/2024\n"
ARRETEE = "annexe_1: {arretee_au: 30/11/2024}\n"


def groupe(folder: Path, retours: str = VOTE) -> Path:
    """A group whose text has no blank: its coordinator has decided."""
    file = espace(folder, retours=retours)
    ecrit(
        file,
        "  represente_par: Mme Membre 1, maire\n",
        f"  represente_par: Mme Membre 1, maire\n  deliberation:\n{LE_FAOU}",
    )
    return file


def ecrit(file: Path, ancien: str, nouveau: str) -> None:
    texte = file.read_text(encoding="utf-8")
    assert texte.count(ancien) == 1
    file.write_text(texte.replace(ancien, nouveau), encoding="utf-8")


def ajoute(file: Path, texte: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + texte, encoding="utf-8")


def soumise(file: Path) -> tuple[str, str]:
    """The words of the convention as submitted, and its fingerprint."""
    lu = dossier(file)
    assert lu.groupement is not None
    modeles = Modeles(lu.groupement, lu.sources, Workshop(), Options(formats=("html",)))
    _, plan = modeles.convention()
    assert plan.document is not None, plan.refus
    return " ".join(plain_words(plan.document)), modeles.empreinte


def refus(file: Path) -> str:
    """What a batch says when it refuses to make another text; it has written nothing."""
    out = file.parents[1] / "out"
    before = contenus(out)
    batch, issues = lance(file, out)
    (finding,) = batch.report.errors
    assert finding.code == "GC-TEXTE-CHANGE" and finding.hint
    assert issues == [] and contenus(out) == before
    return finding.message


def sans_faute(batch: Batch, issues: list[Issue]) -> None:
    assert batch.report.errors == () and batch.faults == ()
    told = {written.outcome for issue in issues for written in issue.written}
    assert told <= {Outcome.WRITTEN, Outcome.UNCHANGED, Outcome.REMOVED}


def test_the_day_on_which_annexe_1_is_closed_is_in_the_convention_to_sign_alone(tmp_path: Path) -> None:
    file, out = groupe(tmp_path), tmp_path / "out"
    lance(file, out)
    before = contenus(out)
    ajoute(file, ARRETEE)
    sans_faute(*lance(file, out))
    after = contenus(out)
    soumises = [name for name in before if "convention-a-approuver" in name or "3-convention" in name]
    assert len(soumises) == 1 + 4 and all(before[name] == after[name] for name in soumises)
    signer = " ".join(html_words(after[f"{RACINE}/coordonnateur/2-convention-a-signer.html"]))
    assert "Liste arrêtée au 30 novembre 2024." in signer


def test_a_copy_that_was_deleted_is_made_again_with_the_same_words_once_annexe_1_is_closed(
    tmp_path: Path,
) -> None:
    file, out = groupe(tmp_path), tmp_path / "out"
    lance(file, out)
    (copy,) = out.rglob("29043-daoulas/avant-le-vote/3-convention*.html")
    before = copy.read_bytes()
    copy.unlink()
    ajoute(file, ARRETEE)
    sans_faute(*lance(file, out))
    assert copy.read_bytes() == before


def test_a_text_that_is_sent_after_annexe_1_is_closed_leaves_the_day_to_be_filled(tmp_path: Path) -> None:
    file = groupe(tmp_path)
    before = soumise(file)
    ajoute(file, ARRETEE)
    assert soumise(file) == before and "Liste arrêtée au …" in before[0]


@pytest.mark.parametrize("reste", ["memoire", "journal", "tout"])
def test_a_text_that_was_lost_still_holds(tmp_path: Path, reste: str) -> None:
    file, out = groupe(tmp_path), tmp_path / "out"
    ajoute(file, ARRETEE)
    lance(file, out)
    folder = out / RACINE / "coordonnateur"
    (folder / FILE).unlink()
    if reste == "memoire":
        (folder / "journal.json").unlink()
    if reste == "journal":
        (out / RACINE / ".actgen-memoire.jsonl").unlink()
    ecrit(file, "maximum_ht: 90 000 €", "maximum_ht: 95 000 €")
    for _ in range(2):  # a refusal is not forgotten
        assert reste == "memoire" or FILE in refus(file)
        refus(file)
    ecrit(file, "maximum_ht: 95 000 €", "maximum_ht: 90 000 €")
    if reste != "memoire":
        sans_faute(*lance(file, out))
        assert (folder / FILE).is_file()


@pytest.mark.parametrize("adhesion", ["fermée", "à tout moment"])
def test_the_version_and_the_members_called_to_vote_are_held_with_the_text(
    tmp_path: Path, adhesion: str
) -> None:
    file, out = groupe(tmp_path), tmp_path / "out"
    ecrit(file, "adhesion: fermée", f"adhesion: {adhesion}")
    lance(file, out)
    ecrit(file, "version 1 du 2 septembre 2024", "version 2 du 3 octobre 2024")
    assert "version 1 du 2 septembre 2024" in refus(file)
    ecrit(file, "version 2 du 3 octobre 2024", "version 1 du 2 septembre 2024")
    ecrit(file, "Irvillac, ", "Irvillac, Saint-Eloy, ")
    if adhesion == "fermée":
        assert "Saint-Eloy (29246)" in refus(file)
    else:
        assert lance(file, out)[0].report.errors == ()


CHANGES = (
    ("objet: l’achat de papier", "objet: l’achat de carton"),
    ("version: version 1 du 2 septembre 2024", "version: version 2"),
    ("commune: Le Faou\n", "commune: Daoulas\n"),
    ("represente_par: Mme Membre 1, maire", "represente_par: M. Membre 2, adjoint"),
    ("Irvillac, ", ""),
    ("a_deliberer_avant: 31/12/2024", "a_deliberer_avant: 30/11/2024"),
    ("contact: service de la commande publique", "contact: le secrétariat"),
    ("forme: bons de commande", "forme: marchés subséquents"),
    ("objet: la fourniture de papier", "objet: la fourniture de carton"),
    ("duree: 3 ans", "duree: 2 ans"),
    ("minimum_ht: aucun", "minimum_ht: 1 000 €"),
    ("maximum_ht: 90 000 €", "maximum_ht: 95 000 €"),
    ("procedure: procédure adaptée", "procedure: appel d’offres ouvert"),
    ("titulaires: un", "titulaires: plusieurs"),
    ("lancement: 06/01/2025", "lancement: 07/01/2025"),
    ("cao: celle du coordonnateur", "cao: mixte"),
    ("execution: chaque membre pour ses bons de commande", "execution: coordonnateur pour tous les membres"),
    ("frais: coordonnateur, sans rémunération", "frais: partagés par parts égales, sans rémunération"),
    ("comite_de_pilotage: aucun", "comite_de_pilotage: 2 fois par an"),
    ("adhesion: fermée", "adhesion: à tout moment"),
    ("retrait: à chaque date anniversaire, l’année en cours restant due", "retrait: exclu avant l’échéance"),
    ("preavis: 3 mois", "preavis: 4 mois"),
    ("signature: une feuille par membre", "signature: original unique"),
    ("annee_population: 2023", "annee_population: 2022"),
    ("titre: Papier", "titre: Ramettes"),
    ("cle: membre demandeur", "cle: parts égales"),
    ("annexe_2:", "annexe_1: {arretee_au: 30/11/2024}\nannexe_2:"),
    ("annexe_2:", "tribunal: tribunal administratif de Nantes\nannexe_2:"),
    ("annexe_2:", "nom: ramettes\nannexe_2:"),
    ("deliberation_du: 14/11/2024", "deliberation_du: 15/11/2024"),
    ("resultat: adoptée", "transmise_le: 16/11/2024, publiee_le: 18/11/2024, resultat: adoptée"),
    ("resultat: adoptée", "signee_le: 20/11/2024, signataire: 'Membre 3, maire', resultat: adoptée"),
)


@pytest.fixture(scope="module")
def approuve(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = groupe(tmp_path_factory.mktemp("approuve"))
    lance(file, file.parents[1] / "out")
    return file


@pytest.mark.parametrize(("ancien", "nouveau"), CHANGES)
def test_no_other_words_are_ever_made_in_silence(approuve: Path, ancien: str, nouveau: str) -> None:
    texte = approuve.read_text(encoding="utf-8")
    mots, empreinte = soumise(approuve)
    try:
        ecrit(approuve, ancien, nouveau)
        faults = [finding for finding in dossier(approuve).findings if finding.severity is Severity.ERROR]
        assert faults == []  # the new value is one that the file may have
        autres_mots, autre = soumise(approuve)
        assert (autre != empreinte) <= (autres_mots != mots)
        if autres_mots != mots and autre == empreinte:
            refus(approuve)
    finally:
        approuve.write_text(texte, encoding="utf-8")


def test_where_each_signs_a_sheet_the_convention_has_no_place_for_any_member(tmp_path: Path) -> None:
    file = groupe(tmp_path)
    assert "Pour le membre" not in soumise(file)[0] and "Pour la commune du Faou" in soumise(file)[0]
    ecrit(file, "signature: une feuille par membre", "signature: original unique")
    assert "Pour la commune de Hanvec" in soumise(file)[0].replace("d’Hanvec", "de Hanvec")


def test_what_is_submitted_says_nothing_of_answers_or_of_the_closed_list(tmp_path: Path) -> None:
    file = groupe(tmp_path)
    ajoute(file, ARRETEE)
    lu = dossier(file)
    assert lu.groupement is not None
    dit = tel_que_soumis(lu.groupement)
    assert dit.annexe_1_arretee_au is None


def test_another_group_of_the_same_name_is_refused(tmp_path: Path) -> None:
    file, out = groupe(tmp_path), tmp_path / "out"
    lance(file, out)
    before = contenus(out)
    autre = file.with_name("carton.yaml")
    texte = file.read_text(encoding="utf-8").replace("l’achat de papier", "l’achat de carton")
    autre.write_text(f"nom: papier\n{texte}", encoding="utf-8")
    with pytest.raises(EnvironmentFault) as told:
        lance(autre, out)
    message = str(told.value)
    assert "groupements/papier.yaml" in message and "groupements/carton.yaml" in message
    assert "--out" in message and "nom" in message
    assert contenus(out) == before


def test_a_group_file_that_was_only_renamed_goes_on(tmp_path: Path) -> None:
    file, out = groupe(tmp_path), tmp_path / "out"
    texte = file.read_text(encoding="utf-8")
    file.write_text(f"nom: papier\n{texte}", encoding="utf-8")
    lance(file, out)
    neuf = file.rename(file.with_name("ramettes.yaml"))
    sans_faute(*lance(neuf, out))
    sans_faute(*lance(neuf, out))


def test_a_group_file_that_was_renamed_and_changed_is_told_how_to_go_on(tmp_path: Path) -> None:
    file, out = groupe(tmp_path), tmp_path / "out"
    texte = file.read_text(encoding="utf-8")
    file.write_text(f"nom: papier\n{texte}", encoding="utf-8")
    lance(file, out)
    neuf = file.rename(file.with_name("ramettes.yaml"))
    ecrit(neuf, "contact: service de la commande publique", "contact: le secrétariat")
    with pytest.raises(EnvironmentFault, match="renommé"):
        lance(neuf, out)
