"""The convention as councils are sent it: nothing of their votes is in it, nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.cli import main
from actgen.document.words import plain_words
from actgen.errors import EnvironmentFault
from actgen.group.batch import Batch
from actgen.group.dossier import dossier
from actgen.group.folders import FolderResult
from actgen.group.modeles import Modeles
from actgen.group.sent_text import FILE
from actgen.session.cache import Cache
from actgen.session.result import Options
from actgen.writing.plan import Outcome
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
    modeles = Modeles(lu.groupement, lu.sources, Cache(), Options(formats=("html",)))
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
    assert "Liste arrêtée au 30 novembre 2024." in signer


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
