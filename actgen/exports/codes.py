"""The codes of what keeps a folder from being handed over, or is to be known before it is."""

from __future__ import annotations

from actgen.diagnostics import Severity, Status, declare

_CTES = "transmission @CTES, d’après les plateformes"
_SCDL = "schéma «\u00a0Délibérations\u00a0» 2.1.5, OpenDataFrance"

# what every export asks

EXPORT_SEANCE = declare(
    "EXPORT-SEANCE",
    Severity.ERROR,
    "La séance s’est tenue, et peut être relue sans erreur.",
)
EXPORT_ACTE = declare(
    "EXPORT-ACTE",
    Severity.ERROR,
    "Chaque délibération exportée est votée et complète.",
)
EXPORT_ABSENT = declare(
    "EXPORT-ABSENT",
    Severity.ERROR,
    "Le fichier de chaque acte a été écrit par actgen render.",
)
EXPORT_MODIFIE = declare(
    "EXPORT-MODIFIE",
    Severity.ERROR,
    "Le fichier d’un acte est celui qu’actgen a écrit, ou l’exemplaire signé qui le remplace.",
)
EXPORT_PERIME = declare(
    "EXPORT-PERIME",
    Severity.WARNING,
    "Les actes ont été écrits d’après la séance telle qu’elle est aujourd’hui.",
)
EXPORT_MATIERE = declare(
    "EXPORT-MATIERE",
    Severity.ERROR,
    "La matière de chaque délibération est connue\u00a0: la préfecture et les données ouvertes la demandent.",
)

# the deposit on the State's channel

EXPORT_SIREN = declare(
    "EXPORT-SIREN",
    Severity.ERROR,
    "Le numéro SIREN de la collectivité est connu.",
    status=Status.VERIFIED,
    article=_CTES,
)
EXPORT_NUMERO = declare(
    "EXPORT-NUMERO",
    Severity.ERROR,
    "Chaque acte a son numéro, que la plate-forme de transmission accepte.",
    status=Status.VERIFIED,
    article=_CTES,
)
EXPORT_OBJET = declare(
    "EXPORT-OBJET",
    Severity.WARNING,
    "L’objet d’un acte transmis a 499 signes au plus, tous de l’alphabet de la plate-forme.",
    status=Status.VERIFIED,
    article=_CTES,
)
EXPORT_PROJET = declare(
    "EXPORT-PROJET",
    Severity.ERROR,
    "Aucun fichier transmis ne porte la mention PROJET.",
)
EXPORT_SIGNE = declare(
    "EXPORT-SIGNE",
    Severity.INFO,
    "L’exemplaire signé d’un acte, posé à côté de lui, est transmis à sa place.",
)
EXPORT_PIECE = declare(
    "EXPORT-PIECE",
    Severity.ERROR,
    "Un fichier joint à la main est un PDF ou une image que la plate-forme peut ouvrir.",
    status=Status.VERIFIED,
    article=_CTES,
)
EXPORT_RESTE = declare(
    "EXPORT-RESTE",
    Severity.WARNING,
    "Le dossier à transmettre ne garde rien d’un envoi précédent.",
)
EXPORT_TAILLE = declare(
    "EXPORT-TAILLE",
    Severity.ERROR,
    "Un acte et ses annexes pèsent 150\u00a0Mio au plus.",
    status=Status.VERIFIED,
    article=_CTES,
)
EXPORT_TYPE = declare(
    "EXPORT-TYPE",
    Severity.ERROR,
    "La liste des types de pièces donne un code à l’acte et à ses annexes.",
    status=Status.VERIFIED,
    article=_CTES,
)
EXPORT_DEJA = declare(
    "EXPORT-DEJA",
    Severity.INFO,
    "Un acte déjà reçu par la préfecture ne se transmet pas une seconde fois.",
)

# open data

OUVERT_SIRET = declare(
    "OUVERT-SIRET",
    Severity.ERROR,
    "Le numéro SIRET de la collectivité est connu.",
    status=Status.VERIFIED,
    article=_SCDL,
)
OUVERT_VOTE = declare(
    "OUVERT-VOTE",
    Severity.INFO,
    "Un vote que le schéma ne sait pas dire est laissé vide plutôt que déformé.",
    status=Status.VERIFIED,
    article=_SCDL,
)
OUVERT_LIGNE = declare(
    "OUVERT-LIGNE",
    Severity.ERROR,
    "Chaque ligne respecte les contrôles du schéma.",
    status=Status.VERIFIED,
    article=_SCDL,
)
OUVERT_DOUBLE = declare(
    "OUVERT-DOUBLE",
    Severity.ERROR,
    "Deux délibérations d’une collectivité n’ont pas le même numéro.",
    status=Status.VERIFIED,
    article=_SCDL,
)

# archives

ARCHIVE_SOURCE = declare(
    "ARCHIVE-SOURCE",
    Severity.ERROR,
    "Les fichiers d’où viennent les actes sont ceux que le journal a lus.",
)
ARCHIVE_AJOUT = declare(
    "ARCHIVE-AJOUT",
    Severity.INFO,
    "Ce qu’actgen n’a pas écrit, ou qui a changé depuis, est archivé et signalé comme tel.",
)
