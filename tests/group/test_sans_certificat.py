"""A member whose own town makes no certificate of its act: its coordinator takes it for no party either."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.diagnostics import Severity
from actgen.council.facts.groupement import LigneAnnexe, Situation
from actgen.council.figures.groupements import etat_connu, listes
from actgen.group.dossier import Dossier, dossier
from tests.group.espaces import contenus, espace, lance, seance

DOUTE = "absents:"
SECONDE = """  seconde:
    premiere_seance: 07/11/2024
    ordre_du_jour:
      - 1. Adhésion au groupement de commandes pour {objet}
    rappel_sans_quorum: oui
"""
SANS_MODE = "  publication:\n    mode: affichage\n    choisi_le: 10/09/2020\n"
ABSENTS = "\n" + "\n".join(f"  - Membre {rang}, excusé" for rang in range(5, 12))


def _lu(tmp_path: Path, texte: str, retours: str = "") -> tuple[Dossier, LigneAnnexe]:
    file = espace(tmp_path, retours)
    (tmp_path / "seances/hanvec.yaml").write_text(texte, encoding="utf-8")
    lu = dossier(file)
    assert lu.groupement is not None
    (ligne,) = [each for each in etat_connu(lu.groupement).lignes if each.membre.collectivite.nom == "Hanvec"]
    return lu, ligne


def _sans_mode(publiee: str = "19/11/2024", vote: str = "unanimité") -> str:
    texte = seance("Hanvec", publiee=publiee, vote=vote)
    assert SANS_MODE in texte
    return texte.replace(SANS_MODE, "")


def _a_la_seconde(objet: str) -> str:
    texte = seance("Hanvec", absents=ABSENTS, presents=4)
    return texte.replace(DOUTE, SECONDE.format(objet=objet) + DOUTE).replace("04/11/2024", "09/11/2024")


@pytest.mark.parametrize(
    ("texte", "raison"),
    [
        (_sans_mode(), "le mode de publication n’est pas dit"),
        (_a_la_seconde("du papier"), "voté sans quorum"),
    ],
)
def test_it_is_neither_executory_nor_on_annexe_1_and_is_told(tmp_path: Path, texte: str, raison: str) -> None:
    lu, ligne = _lu(tmp_path, texte)
    assert (ligne.situation, ligne.etape_manquante) == (Situation.EN_ATTENTE, "vérification de la séance")
    assert ligne.executoire_le is None
    assert lu.groupement is not None and ligne.membre not in listes(lu.groupement)
    (dit,) = [each for each in lu.findings if each.code == "GC-SEANCE"]
    assert dit.severity is Severity.WARNING and raison in dit.message and "Hanvec" in dit.message
    assert dit.location is not None and dit.location.file == "seances/hanvec.yaml"


def test_no_sheet_is_made_for_it_to_sign(tmp_path: Path) -> None:
    _lu(tmp_path, _sans_mode())
    (tmp_path / "seances/daoulas.yaml").write_text(seance("Daoulas"), encoding="utf-8")
    lance(tmp_path / "groupements/papier.yaml", tmp_path / "out")
    ecrits = contenus(tmp_path / "out")
    feuilles = {nom.partition("3-signature-")[2] for nom in ecrits if "3-signature-" in nom}
    assert any("daoulas" in nom for nom in feuilles) and not any("hanvec" in nom for nom in feuilles)
    (convention,) = [contenu for nom, contenu in ecrits.items() if "a-signer" in nom]
    assert "19/11/2024" in convention.decode("utf-8")  # the day of Daoulas
    (certificat,) = [nom for nom in ecrits if "certificat" in nom and nom.endswith(".html")]
    assert "daoulas" in certificat


def test_a_day_that_the_coordinator_alone_tells_of_makes_no_certificate_either(tmp_path: Path) -> None:
    retours = "    - commune: Hanvec\n      publiee_le: 19/11/2024\n"
    _, ligne = _lu(tmp_path, _sans_mode(publiee=""), retours)
    assert ligne.situation is Situation.EN_ATTENTE


@pytest.mark.parametrize(
    "texte",
    [
        seance("Hanvec"),
        _a_la_seconde("l’achat de papier"),
        _sans_mode(publiee=""),  # nothing is published yet: its mode is not asked for
    ],
)
def test_who_may_be_certified_is_believed(tmp_path: Path, texte: str) -> None:
    lu, ligne = _lu(tmp_path, texte)
    assert ligne.situation in (Situation.EXECUTOIRE, Situation.ADOPTEE)
    assert not [each for each in lu.findings if each.code == "GC-SEANCE"]


def test_a_refusal_needs_no_mode_of_publication(tmp_path: Path) -> None:
    _, ligne = _lu(tmp_path, _sans_mode(vote="0 pour, 11 contre"))
    assert ligne.situation is Situation.REJETEE
