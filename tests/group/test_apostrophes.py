"""Whoever types a group's file at the keyboard has straight apostrophes; no paper keeps one, on any page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from actgen.acts.tree.nodes import Document
from actgen.acts.tree.words import plain_words
from actgen.group.dossier import dossier
from actgen.group.modeles import Mailings
from actgen.session.cache import Cache
from actgen.session.result import Options

from .espaces import espace

SAISIE = {
    "objet: l’achat de papier": "objet: l'achat d'enveloppes\n{nom}",
    "version 1 du 2 septembre 2024": "version de l'été 2024",
    "Mme Membre 1, maire": "Mme Membre d'Un, adjointe chargée de l'achat",
    "  contact: service de la commande publique": "  contact: service de l'achat",
    "  objet: la fourniture de papier": "  objet: l'entretien d'appareils",
    "  lancement: 06/01/2025": "  lancement: 06/01/2025\n  precedent: l'accord-cadre d'impression",
    "cao: celle": "tribunal: tribunal administratif de l'Ouest\ncao: celle",
    "    - titre: Papier\n      cle: membre demandeur\n": (
        "    - titre: Papier d'office\n      cle: membre demandeur\n"
        "    - titre: L'abonnement\n      cas:\n"
        "        - titre: L'option d'un seul\n          cle: membre demandeur\n"
        "          motif: l'usage n'est qu'à lui\n"
        "        - titre: L'offre de tous\n          cle: population\n"
        "  unite: usager de l'offre\n"
        "  couts:\n    periode: l'année d'essai\n    taxes: hors taxes\n"
        "    services:\n      - {nom: L'abonnement d'un an, membres: Hanvec}\n"
        "    depenses:\n"
        "      - {rubrique: Papier d'office, membre: Hanvec, montant: 100 €, objet: l'envoi}\n"
        "      - {rubrique: L'abonnement, cas: L'offre de tous, montant: 90 €}\n"
    ),
}
RETOURS = (
    "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024, transmise_le: 15/11/2024, "
    "publiee_le: 15/11/2024, signataire: \"L'élu d'Un\"}\n"
)


def documents(file: Path) -> Iterator[tuple[str, Document]]:
    lu = dossier(file)
    assert lu.groupement is not None and not lu.findings, [(f.code, f.message) for f in lu.findings]
    faits = Mailings(lu.groupement, lu.sources, Cache(), Options())
    _, plan = faits.convention()
    envoi = faits.envoi(lu.groupement.membres[-1].collectivite)
    made = [("convention", plan.document), ("délibération", envoi.deliberation.document)]
    made += [("lettre", envoi.lettre)]
    made += [(papier.key, papier.document) for papier in faits.papiers(faits.texts())]
    for nom, document in made:
        assert document is not None, (nom, faits.findings)
        yield nom, document


@pytest.mark.parametrize("nom", ["", "nom: Groupement d'achat"])
def test_no_paper_keeps_a_straight_apostrophe(tmp_path: Path, nom: str) -> None:
    file = espace(tmp_path, retours=RETOURS)
    texte = file.read_text(encoding="utf-8")
    for avant, apres in SAISIE.items():
        assert texte.count(avant) == 1, avant
        texte = texte.replace(avant, apres.replace("{nom}", nom))
    file.write_text(texte.replace("’", "'"), encoding="utf-8")
    contexte = file.with_name("papier-contexte.md")
    contexte.write_text("Six communes d'ici, qu'un achat réunit.\n", encoding="utf-8")
    faits = list(documents(file))
    cles = {"lettre", "convention", "délibération", "convention-a-signer", "signature-29078", "repartition"}
    assert {cle for cle, _ in faits} == cles
    droites = [
        (cle, mots)
        for cle, document in faits
        for mots in (document.title, document.header, document.subject, *plain_words(document))
        if "'" in mots
    ]
    assert droites == []
    assert all("’" in document.subject for cle, document in faits if cle != "délibération")
