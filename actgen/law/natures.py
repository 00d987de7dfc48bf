"""Words that the law gives rules to and files write: what is elected, what a decision gives, to whom."""

from __future__ import annotations

from enum import StrEnum


class GenreCollectivite(StrEnum):
    COMMUNE = "commune"
    EPCI = "epci"


class NatureElection(StrEnum):
    """What is elected: it settles how seats are shared, how secret it is, and who judges it."""

    MAIRE = "maire"
    ADJOINTS = "adjoints"
    EXECUTIF_EPCI = "executif_epci"
    DELEGUES_SENATORIAUX = "delegues_senatoriaux"
    CONSEILLERS_COMMUNAUTAIRES = "conseillers_communautaires"
    DELEGUES_SYNDICAT = "delegues_syndicat"
    COMMISSION_APPEL_OFFRES = "commission_appel_offres"
    DELEGATION_SERVICE_PUBLIC = "delegation_service_public"
    CCAS = "ccas"
    COMMISSION = "commission"
    AUTRE = "autre"


class SeatSharing(StrEnum):
    """How the seats of an election go to its lists."""

    MAJORITE = "majorite"
    PLUS_FORT_RESTE = "plus_fort_reste"
    PLUS_FORTE_MOYENNE = "plus_forte_moyenne"


class Avantage(StrEnum):
    """What a decision gives to the body; the law of the day says from which its representatives withdraw."""

    COMMANDE_PUBLIQUE = "commande_publique"
    GARANTIE = "garantie_d_emprunt"
    AIDE = "aide"
    DESIGNATION = "designation"  # or pay, of the representatives themselves
    DEPENSE_OBLIGATOIRE = "depense_obligatoire"
    BUDGET = "budget"
    RIEN = "rien"


class NatureOrganisme(StrEnum):
    """What kind of body: from the decisions about some of them nobody withdraws (art. L. 1111-6 III)."""

    GROUPEMENT = "groupement de collectivités"
    CCAS = "CCAS"
    CAISSE_DES_ECOLES = "caisse des écoles"
    AUTRE = "autre"
