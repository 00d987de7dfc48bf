"""The words of a vote and of a heading: closed ones alone make a party, or a day of receipt by the State."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.facts.retours import Colonne, colonne
from tests.facts.test_retours import TITRES, csv, lu, membre


@pytest.mark.parametrize(
    ("dit", "resultat"),
    [("adoptée", "adoptée"), ("ADOPTÉE À L’UNANIMITÉ", "adoptée"), ("favorable", "adoptée"),
     ("rejeté", "rejetée"), ("défavorable", "rejetée"), ("Refus", "rejetée"),
     ("Adopté(e)", "adoptée"), ("approuvée à l’unanimité des membres présents", "adoptée"),
     ("Unanimité", "adoptée"), ("accord", "adoptée"), ("oui", "adoptée"), ("pour", "adoptée"),
     ("adoptée par 12 voix pour et 3 contre", "adoptée"), ("par 12 voix pour et 3 contre", "adoptée"),
     ("adoptée à la majorité (12 pour, 3 contre, 1 abstention)", "adoptée"),
     ("adoptée par 12 voix contre 3", "adoptée"), ("Pour : 12, contre : 3, abstention : 1", "adoptée"),
     ("adoptée à l’unanimité : 15 pour, aucune abstention", "adoptée"),
     ("à l’unanimité moins une abstention", "adoptée"),
     ("adoptée à l’unanimité, 2 abstentions", "adoptée"),
     ("rejetée : 3 pour, 9 contre", "rejetée"), ("rejetée par 9 voix contre 3", "rejetée"),
     ("rejetée par 9 voix contre et 3 pour", "rejetée"), ("Non", "rejetée")],
)  # fmt: skip
def test_a_vote_is_told_in_many_words(tmp_path: Path, dit: str, resultat: str) -> None:
    groupement, findings = lu(tmp_path, csv(f"Daoulas;{dit};14/11/2024;;;;;;;"))
    assert findings == () and membre(groupement, "Daoulas").resultat == resultat


@pytest.mark.parametrize(
    "dit",
    ["unanimité contre", "accord refusé", "accord non donné", "accord de principe", "approuvée puis retirée",
     "adoptée sous réserve de l’avis du comité", "Adopté avec amendement", "favorable avec réserves",
     "adoptée (à confirmer)", "adoptée ?", "≠ adoptée", "adoptée нет", "à l’unanimité moins deux voix",
     "refus de l’article 3, adoptée", "retirée puis adoptée", "adoptée par 9 voix contre", "3 pour, 9 contre",
     "adoptée : 3 pour, 9 contre", "adoptée : 6 pour, 6 contre", "adoptée par 3 voix contre 9",
     "adoptée à l’unanimité par 12 voix pour et 3 contre", "rejetée : 9 pour, 3 contre",
     "rejetée : 9 voix pour contre 3", "pour 3 contre 9", "oui, 9 contre, 3 abstentions"],
)  # fmt: skip
def test_a_vote_in_doubt_makes_no_party(tmp_path: Path, dit: str) -> None:
    groupement, findings = lu(tmp_path, csv(f"Daoulas;{dit};14/11/2024;;18/11/2024;;19/11/2024;;;"))
    (finding,) = findings
    assert finding.code == "GC-RETOUR-LIGNE" and f"«\u00a0{dit}\u00a0»" in finding.message, finding.message
    assert "quorum non atteint" in finding.hint and "Daoulas reste en attente" in finding.hint
    daoulas = membre(groupement, "Daoulas")
    assert daoulas.a_corriger and not daoulas.resultat


@pytest.mark.parametrize(
    "dit", ["ajournée", "ajournée au 12/12/2024", "Reporté à une prochaine séance", "en attente", "à venir",
            "retirée de l’ordre du jour", "quorum non atteint", "faute de quorum"],
)  # fmt: skip
def test_what_was_put_off_is_told_in_many_words(tmp_path: Path, dit: str) -> None:
    groupement, findings = lu(tmp_path, csv(f"Daoulas;{dit};;;;;;;;"))
    assert findings == () and not membre(groupement, "Daoulas").a_corriger


@pytest.mark.parametrize(
    "titre",
    ["recue_le", "Reçue préfecture", "Reçue en préfecture le", "Reçue le (préfecture)",
     "Réception préfecture", "Date de réception par le contrôle de légalité", "Reçue par l’État",
     "AR", "Date de l’AR", "Date de réception de l’accusé de réception",
     "Accusé de réception préfecture", "Date de l’accusé"],
)  # fmt: skip
def test_a_receipt_by_the_state_is_known_by_its_words(titre: str) -> None:
    assert colonne(titre) is Colonne.RECUE


@pytest.mark.parametrize(
    "titre",
    ["transmise_le", "Transmise le", "Transmission", "Date de transmission", "Télétransmission",
     "Transmise à la préfecture le", "Envoi au contrôle de légalité", "Envoyée en préfecture",
     "Date d’envoi au représentant de l’État"],
)  # fmt: skip
def test_a_transmission_is_known_by_its_words(titre: str) -> None:
    assert colonne(titre) is Colonne.TRANSMISE


@pytest.mark.parametrize(
    ("titre", "remplacee", "conseil"),
    [(titre, "recue_prefecture", "notifiee_coordonnateur")
     for titre in ("Reçue le", "Reçu", "Reçue", "recue", "Réception", "Date de réception", "Reçue le (EPCI)",
                   "Accusé de réception du coordonnateur", "recue-le")]
    + [(titre, "transmise", "transmise")
       for titre in ("Date d’envoi", "Envoi", "Envoyée le", "Envoyé à l’EPCI")],
)  # fmt: skip
def test_a_mail_is_no_receipt_by_the_state(tmp_path: Path, titre: str, remplacee: str, conseil: str) -> None:
    ligne = "Daoulas;adoptée;14/11/2024;9;18/11/2024;19/11/2024;19/11/2024;;;Membre 1, maire"
    groupement, (finding,) = lu(tmp_path, csv(ligne, titres=TITRES.replace(remplacee, titre, 1)))
    assert finding.code == "GC-RETOUR-COLONNE" and f"«\u00a0{titre}\u00a0»" in finding.message
    assert f"«\u00a0{conseil}\u00a0»" in finding.hint and "préfecture" in finding.hint
    daoulas = membre(groupement, "Daoulas")
    lue, attendue = (
        (daoulas.recue_le, daoulas.transmise_le)
        if remplacee == "recue_prefecture"
        else (daoulas.transmise_le, daoulas.recue_le)
    )
    assert lue is None and attendue is not None


@pytest.mark.parametrize(
    ("titre", "attendue"),
    [("Date du conseil", Colonne.DELIBERATION), ("Date du conseil municipal", Colonne.DELIBERATION),
     ("Date de la délib", Colonne.DELIBERATION), ("Délib du", Colonne.DELIBERATION),
     ("N° délib", Colonne.NUMERO), ("Numéro de la délib", Colonne.NUMERO),
     ("Convention signée le", Colonne.SIGNEE), ("Convention signée", Colonne.SIGNEE),
     ("Signature de la convention", Colonne.SIGNEE),
     ("Conseil", None), ("Convention", None), ("Convention envoyée le", None),
     ("Conseiller référent", None)],
)  # fmt: skip
def test_a_heading_is_known_by_what_town_halls_call_it(titre: str, attendue: Colonne | None) -> None:
    assert colonne(titre) is attendue


def test_a_heading_that_is_not_known_tells_how_to_name_what_it_may_hold(tmp_path: Path) -> None:
    titres = TITRES.replace("signataire", "Zone")
    _, (finding,) = lu(tmp_path, csv("Daoulas;adoptée;14/11/2024;;;;;;;x", titres=titres))
    conseil = finding.hint.replace("\u00a0", " ").replace("\u202f", " ")
    assert "nommez-la « deliberation », « numero » ou « signee »" in conseil
    assert conseil.endswith("sinon, rien à faire.")


def test_the_line_to_copy_ends_without_a_stop_and_own_headings_are_told_of(tmp_path: Path) -> None:
    _, (finding,) = lu(tmp_path, b"x;y\nDaoulas;oui\n")
    assert finding.hint.endswith(f" : {TITRES}".replace(" :", "\u00a0:"))
    assert "«\u00a0commune\u00a0» et «\u00a0vote\u00a0»" in finding.hint
