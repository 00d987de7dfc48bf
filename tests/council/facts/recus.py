"""Receipts as the State's channel gives them back, written for the tests."""

from __future__ import annotations

ACTE = "068-216800722-20221215-2022_12_15_09-DE"
NOM = f"{ACTE}-1-2_1.xml"
_CODES = {"DE": "1", "AR": "2", "BF": "5"}
_ARACTE = """<?xml version="1.0" encoding="ISO-8859-1"?>
<actes:ARActe xmlns:actes="http://www.interieur.gouv.fr/ACTES#v1.1-20040216"
              actes:DateReception="{recue_le}" actes:IDActe="{acte}">
  <actes:ActeRecu actes:Date="{jour}" actes:NumeroInterne="{numero}" actes:CodeNatureActe="{code}">
    <actes:Objet>Adhésion au groupement</actes:Objet>
  </actes:ActeRecu>
  <actes:ClassificationDateVersionEnCours>2021-01-01</actes:ClassificationDateVersionEnCours>
</actes:ARActe>
"""


def accuse(acte: str = ACTE, recue_le: str = "2022-12-20") -> bytes:
    """The receipt of an act, received that day."""
    jour, numero, nature = acte.split("-")[2:5]
    jour = f"{jour[:4]}-{jour[4:6]}-{jour[6:]}"
    code = _CODES.get(nature, "1")
    texte = _ARACTE.format(acte=acte, recue_le=recue_le, jour=jour, numero=numero, code=code)
    return texte.encode("latin-1")
