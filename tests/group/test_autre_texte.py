"""An answer given on another text than the one that councils were sent makes no party."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.views.convention import empreinte_imprimee
from actgen.council.facts.groupement import Situation
from actgen.council.facts.retours.tableau import Colonne, colonne
from actgen.council.figures.groupements import etat_connu
from actgen.council.figures.reponses import AUTRE_TEXTE
from actgen.council.figures.suivi import suivi, version_non_verifiee
from actgen.group.dossier import Dossier, dossier

from .espaces import contenus, espace, lance, seance
from .test_texte_soumis import soumise

TITRES = "commune;vote;deliberation;transmise;publiee;Version votée;Empreinte"
VOTE = "adoptée;14/11/2024;15/11/2024;15/11/2024"


def lu(folder: Path, *lignes: str) -> tuple[Path, Dossier]:
    """The group with these lines in its table of returns."""
    file = espace(folder)
    texte = file.read_text(encoding="utf-8").replace("\nconseils:", "  retours: retours.csv\nconseils:", 1)
    file.write_text(texte, encoding="utf-8")
    file.with_name("retours.csv").write_text("\n".join((TITRES, *lignes)), encoding="utf-8")
    return file, dossier(file)


def situation(found: Dossier, nom: str) -> tuple[Situation, str]:
    assert found.groupement is not None, found.findings
    (ligne,) = (each for each in etat_connu(found.groupement).lignes if each.membre.collectivite.nom == nom)
    return ligne.situation, ligne.etape_manquante


def _feuilles(out: Path) -> list[str]:
    return [nom for nom in contenus(out) if "/3-signature" in nom]


@pytest.mark.parametrize(
    ("titre", "lue"),
    [
        ("Version du texte", Colonne.VERSION),
        ("version approuvée", Colonne.VERSION),
        ("Empreinte de la convention", Colonne.EMPREINTE),
    ],
)
def test_the_headings_of_what_was_voted_are_understood(titre: str, lue: Colonne) -> None:
    assert colonne(titre) is lue


def test_another_fingerprint_keeps_the_answer_pending_and_tells_both(tmp_path: Path) -> None:
    _, empreinte = soumise(espace(tmp_path))
    sienne = empreinte_imprimee(empreinte)
    out = tmp_path / "out"
    lance(lu(tmp_path, f"Hanvec;{VOTE};;")[0], out)
    assert any("hanvec" in nom for nom in _feuilles(out)), "a sheet was made before the fingerprint was told"
    file, found = lu(tmp_path, f"Hanvec;{VOTE};;0000 1111 2222 3333", f"Daoulas;{VOTE};v1;{sienne.upper()}")
    (told,) = found.findings
    assert told.code == "GC-DELIB-MEMBRE" and "« 0000 1111 2222 3333 »" in told.message.replace("\u00a0", " ")
    assert sienne in told.message.replace("\u00a0", " ") and "délibérer de nouveau" in told.hint
    assert told.location is not None and told.location.file == "groupements/retours.csv"
    assert situation(found, "Hanvec") == (Situation.EN_ATTENTE, AUTRE_TEXTE)
    assert situation(found, "Daoulas")[0] is Situation.EXECUTOIRE
    lance(file, out)
    feuilles = _feuilles(out)
    assert not any("hanvec" in nom for nom in feuilles)
    assert any("daoulas" in nom for nom in feuilles)


def test_another_version_keeps_the_answer_pending(tmp_path: Path) -> None:
    _, found = lu(tmp_path, f"Hanvec;{VOTE};version 0 de juillet 2024;", f"Daoulas;{VOTE};;")
    assert [told.code for told in found.findings] == ["GC-DELIB-MEMBRE"]
    assert situation(found, "Hanvec") == (Situation.EN_ATTENTE, AUTRE_TEXTE)
    assert situation(found, "Daoulas")[0] is Situation.EXECUTOIRE


def test_what_an_answer_does_not_tell_is_said_not_to_be_verified(tmp_path: Path) -> None:
    (tmp_path / "seances").mkdir()
    (tmp_path / "seances/i.yaml").write_text(seance("Irvillac"), encoding="utf-8")
    _, found = lu(tmp_path, f"Hanvec;{VOTE};;", f"Daoulas;{VOTE};V1;")
    assert found.groupement is not None
    dit = version_non_verifiee(suivi(etat_connu(found.groupement)))
    assert dit.startswith("Version non vérifiée pour 2 membres\u00a0: Hanvec et Irvillac. ")
