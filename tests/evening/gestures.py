"""A session that is prepared, and the gestures of its evening, as the guide tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from actgen.api.evening import Evening
from actgen.evening.gestures import (
    AnyGesture,
    AutresPresents,
    Compte,
    Debats,
    Dit,
    Etat,
    Interesse,
    Mouvement,
    Reponse,
    Rubrique,
    Voix,
)

AT = datetime(2024, 11, 14, 20, 14, 5)
NAME = "seances/le-trehou-2024-11-14.yaml"
PREPARED = """\
# La séance de novembre.
collectivite: le_trehou

seance:
  date: jeudi 14/11/2024
  heure: 20h00
  lieu: salle du conseil de la mairie

convocation:
  envoyee_le: 07/11/2024
  mode: courriel

points:
  - numero: 1
    objet: Arrêt du procès-verbal de la séance du 10 octobre 2024
    vote:
  - numero: 2
    acte: adhesion_groupement   # celui des papiers
    groupement: papeterie
    rapporteur: Adjoint 3
    vote:
  - numero: 3
    objet: Tarifs de location de la salle polyvalente
    acte: deliberation_libre
    matiere: "7.10"
    decide: fixe le tarif à 90 € la journée
    vote:
"""
CALLED: tuple[AnyGesture, ...] = (
    Reponse("Membre 7", Etat.POUVOIR, "Adjointe 2", "12/11/2024"),
    Reponse("Membre 12", Etat.ABSENT),
    Reponse("Membre 14", Etat.EXCUSE),
    AutresPresents(),
)
HELD: tuple[AnyGesture, ...] = (
    *CALLED,
    Dit(Rubrique.PRESIDENCE, "Membre 1"),
    Dit(Rubrique.SECRETAIRE, "Membre 6"),
    Dit(Rubrique.ASSISTAIT, "le secrétariat de mairie"),
    Debats(1, None),
    Voix(1, {"unanimite": True}),
    Mouvement("Membre 12", True, "20h15", 2),
    Interesse(2, "Membre 9", True),
    Debats(2, "Le maire présente le dossier."),
    Voix(2, {"pour": 9, "contre": 2, "abstentions": 2}),
    Debats(3, None),
    Voix(3, {"unanimite": True}),
    Dit(Rubrique.LEVEE, "21h10"),
    Compte(13, 1),
)

Tell = Callable[..., Evening]
