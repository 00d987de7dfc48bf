"""The convention as councils are sent it: nothing of their votes is in it, nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.errors import EnvironmentFault
from actgen.cli import main
from actgen.group.batch import Batch
from actgen.group.dossier import dossier
from actgen.group.folders import FolderResult
from actgen.group.modeles import Mailings
from actgen.group.sent_text import FILE
from actgen.session.cache import Cache
from actgen.session.result import Options
from actgen.session.writing.plan import Outcome
from tests.session.outputs import html_words

from .espaces import contenus, espace, lance

RACINE = "groupement-papier"
VOTE = (
    "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024, transmise_le: 15/11/2024, "
    "publiee_le: 15/11/2024}\n"
)
EXECUTOIRE = "    - {commune: Le Faou, resultat: adoptée, transmise_le: 25/11/2024, publiee_le: 25/11/2024}\n"
LE_FAOU = "    date: 07/11/2024\n"
ARRETEE = "annexe_1: {arretee_au: 30/11/2024}\n"


def groupe(folder: Path, retours: str = VOTE) -> Path:
    """A group whose text has no blank: its coordinator has decided, and may sign."""
    file = espace(folder, retours=retours and retours + EXECUTOIRE)
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
    modeles = Mailings(lu.groupement, lu.sources, Cache(), Options(formats=("html",)))
    _, plan = modeles.convention()
    assert plan.document is not None, plan.refus
    return " ".join(plain_words(plan.document)), modeles.empreinte


def refus(file: Path) -> str:
    """What a batch says when it refuses to make another text; it has written nothing."""
    out = file.parents[1] / "out"
    before = contenus(out)
    batch, results = lance(file, out)
    (finding,) = batch.report.errors
    assert finding.code == "GC-TEXTE-CHANGE" and finding.hint
    assert results == [] and contenus(out) == before
    return finding.message


def sans_faute(batch: Batch, results: list[FolderResult]) -> None:
    assert batch.report.errors == () and batch.faults == ()
    told = {written.outcome for result in results for written in result.written}
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
    assert "Liste arrêtée au 30 novembre 2024 :" in signer


def test_a_text_that_is_sent_after_annexe_1_is_closed_leaves_the_day_to_be_filled(tmp_path: Path) -> None:
    file = groupe(tmp_path)
    before = soumise(file)
    ajoute(file, ARRETEE)
    assert soumise(file) == before and "Liste arrêtée au …" in before[0]


def test_a_text_that_was_lost_still_holds(tmp_path: Path) -> None:
    file, out = groupe(tmp_path), tmp_path / "out"
    ajoute(file, ARRETEE)
    lance(file, out)
    folder = out / RACINE / "coordonnateur"
    (folder / FILE).unlink()
    ecrit(file, "maximum_ht: 90 000 €", "maximum_ht: 95 000 €")
    for _ in range(2):  # a refusal is not forgotten
        assert FILE in refus(file)
    ecrit(file, "maximum_ht: 95 000 €", "maximum_ht: 90 000 €")
    sans_faute(*lance(file, out))
    assert (folder / FILE).is_file()


def test_a_note_written_into_the_kept_text_by_hand_stops_nothing(tmp_path: Path) -> None:
    file, out = groupe(tmp_path), tmp_path / "out"
    lance(file, out)
    garde = out / RACINE / "coordonnateur" / FILE
    garde.write_text(f"{garde.read_text(encoding='utf-8')}Vu le 3 décembre.\n", encoding="utf-8")
    assert lance(file, out)[0].report.errors == ()
    assert lance(file, out)[0].report.errors == ()


def test_a_run_that_cannot_make_the_convention_does_not_forget_the_text(tmp_path: Path) -> None:
    file, out = groupe(tmp_path), tmp_path / "out"
    lance(file, out)
    ecrit(file, "a_deliberer_avant: 31/12/2024", "a_deliberer_avant:")
    assert [erreur.code for erreur in lance(file, out)[0].report.errors] == ["GC-CONSEILS"]
    ecrit(file, "a_deliberer_avant:", "a_deliberer_avant: 31/12/2024")
    (out / RACINE / "coordonnateur" / FILE).unlink()
    ecrit(file, "maximum_ht: 90 000 €", "maximum_ht: 95 000 €")
    assert FILE in refus(file)


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


def test_where_others_may_join_what_was_sent_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file, out = groupe(tmp_path), tmp_path / "output"
    ecrit(file, "adhesion: fermée", "adhesion: à tout moment")
    garde = out / RACINE / "coordonnateur" / FILE
    assert main(["batch", str(file), "--formats", "html"]) == 0
    avant = garde.read_bytes()
    (envoyee,) = out.rglob("29043-daoulas/avant-le-vote/3-convention*.html")
    copie = envoyee.read_bytes()
    ecrit(file, "Irvillac, Le Tréhou", "Le Tréhou, Saint-Eloy")
    for _ in range(2):
        assert main(["batch", str(file), "--formats", "html"]) == 0
        assert garde.read_bytes() == avant and envoyee.read_bytes() == copie
    (neuve,) = out.rglob("29246-saint-eloy/avant-le-vote/3-convention*.html")
    assert "Saint-Eloy" in " ".join(html_words(neuve.read_bytes()))


def test_before_any_vote_the_list_is_the_coordinators_to_change(tmp_path: Path) -> None:
    file = espace(tmp_path)
    ecrit(file, "adhesion: fermée", "adhesion: à tout moment")
    lance(file, tmp_path / "out")
    ecrit(file, "Irvillac, Le Tréhou", "Le Tréhou, Saint-Eloy")
    lance(file, tmp_path / "out")
    garde = tmp_path / "out" / RACINE / "coordonnateur" / FILE
    assert "Saint-Eloy (29246)" in garde.read_text(encoding="utf-8")


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


# Before any vote, another text under the same version is told: the first one may have been sent


def dits(file: Path) -> list[Diagnostic]:
    batch, issues = lance(file, file.parents[1] / "out")
    assert len(issues) == 6 and batch.report.errors == ()  # refuses nothing
    return [each for each in batch.report.findings if each.code == "GC-TEXTE-CHANGE"]


def test_another_text_under_the_same_version_is_told_once(tmp_path: Path) -> None:
    file = groupe(tmp_path, "")
    assert dits(file) == []
    ecrit(file, "maximum_ht: 90 000 €", "maximum_ht: 95 000 €")
    (dit,) = dits(file)
    assert dit.severity is Severity.WARNING and "version 1 du 2 septembre 2024" in dit.message
    assert "renvoyez-le à tous" in dit.hint
    assert dits(file) == []


def test_another_text_under_another_version_is_not_told(tmp_path: Path) -> None:
    file = groupe(tmp_path, "")
    ecrit(file, "preavis: 3 mois", "preavis: 4 mois")
    assert dits(file) == []
    ecrit(file, "maximum_ht: 90 000 €", "maximum_ht: 95 000 €")
    ecrit(file, "version 1 du 2 septembre 2024", "version 2 du 3 octobre 2024")
    assert dits(file) == []


# The text that a council has approved is held for good: its vote may go from the group's file


DIT = "Approuvé par un conseil : oui"


def vote(folder: Path) -> tuple[Path, Path]:
    """A group that was sent, then voted on by two councils; its table of returns."""
    file, out = groupe(folder, ""), folder / "out"
    ecrit(file, "conseils:\n", "  retours: retours.csv\nconseils:\n")
    retours = file.parent / "retours.csv"
    retours.write_text("commune;vote;deliberation\n", encoding="utf-8")
    lance(file, out)
    garde = out / RACINE / "coordonnateur" / FILE
    assert DIT not in garde.read_text(encoding="utf-8")
    lignes = "Hanvec;adoptée;14/11/2024\nDaoulas;adoptée;15/11/2024\n"
    retours.write_text(f"commune;vote;deliberation\n{lignes}", encoding="utf-8")
    sans_faute(*lance(file, out))
    assert garde.read_text(encoding="utf-8").count(DIT) == 1
    return file, retours


def test_votes_that_are_gone_do_not_let_the_approved_text_change(tmp_path: Path) -> None:
    file, retours = vote(tmp_path)
    retours.write_text("commune;vote;deliberation\n", encoding="utf-8")
    ecrit(file, "maximum_ht: 90 000 €", "maximum_ht: 95 000 €")
    for _ in range(2):
        assert "a changé depuis qu’il a été approuvé" in refus(file)
    (faute,) = lance(file, tmp_path / "out")[0].report.errors
    assert "rétablissez les retours" in faute.hint and "--out" in faute.hint
    ecrit(file, "maximum_ht: 95 000 €", "maximum_ht: 90 000 €")
    avant = contenus(tmp_path / "out")[f"{RACINE}/coordonnateur/{FILE}"]
    sans_faute(*lance(file, tmp_path / "out"))  # the same text goes on, and is still known to be approved
    assert contenus(tmp_path / "out")[f"{RACINE}/coordonnateur/{FILE}"] == avant


def test_a_kept_text_that_is_lost_is_made_again_whether_votes_have_come_or_not(tmp_path: Path) -> None:
    file, _ = vote(tmp_path)
    out = tmp_path / "out"
    (out / RACINE / "coordonnateur" / FILE).unlink()
    sans_faute(*lance(file, out))
    assert DIT in (out / RACINE / "coordonnateur" / FILE).read_text(encoding="utf-8")


# The single original that members have begun to sign is not replaced by a newer one


SIGNEE = (
    "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024, transmise_le: 15/11/2024, "
    "publiee_le: 15/11/2024, signee_le: 20/11/2024}\n"
)
DAOULAS = (
    "    - {commune: Daoulas, resultat: adoptée, deliberation_du: 15/11/2024, transmise_le: 18/11/2024, "
    "publiee_le: 18/11/2024}\n"
)
NOM = f"{RACINE}/coordonnateur/2-convention-a-signer.html"


def test_a_signed_original_stays_when_one_more_member_joins_and_it_is_told(tmp_path: Path) -> None:
    file, out = groupe(tmp_path, SIGNEE), tmp_path / "out"
    ecrit(file, "signature: une feuille par membre", "signature: original unique")
    ajoute(file, ARRETEE)
    lance(file, out)
    avant = contenus(out)[NOM]
    ecrit(file, SIGNEE, SIGNEE + DAOULAS)
    _, issues = lance(file, out)
    assert contenus(out)[NOM] == avant
    dits = {ecrit.name: ecrit.outcome for issue in issues for ecrit in issue.written}
    assert dits["2-convention-a-signer.html"] is Outcome.NOT_REWRITTEN
