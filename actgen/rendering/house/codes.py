"""The codes of what is found in the files of a house style."""

from __future__ import annotations

from actgen.diagnostics import Scope, Severity, declare

CHARTE_IMAGE = declare(
    "CHARTE-IMAGE",
    Severity.ERROR,
    "Le blason est une image PNG, JPEG ou SVG entière, d’une taille raisonnable.",
    scope=Scope.RUN,
)
CHARTE_SVG = declare(
    "CHARTE-SVG",
    Severity.ERROR,
    "Un blason SVG n’est que du dessin\u00a0: ni programme, ni animation, ni rien hors du fichier.",
    scope=Scope.RUN,
)
CHARTE_BLASON_WORD = declare(
    "CHARTE-BLASON-WORD",
    Severity.WARNING,
    "Un blason SVG a sa copie en PNG, pour les versions de Word qui ne dessinent pas le SVG.",
)
CHARTE_COULEUR = declare(
    "CHARTE-COULEUR",
    Severity.WARNING,
    "La couleur de la charte est assez foncée pour se lire sur du papier blanc.",
)
CHARTE_POLICE = declare(
    "CHARTE-POLICE",
    Severity.ERROR,
    "La police de la charte est fournie avec actgen, ou est un fichier entier qu’il est permis d’inclure.",
    scope=Scope.RUN,
)
CHARTE_POLICE_GRAISSE = declare(
    "CHARTE-POLICE-GRAISSE",
    Severity.WARNING,
    "La police de la charte a ses lettres grasses et ses italiques.",
)
CHARTE_DOUBLE = declare(
    "CHARTE-DOUBLE",
    Severity.WARNING,
    "Un papier à en-tête et la charte ne disent pas deux fois la même chose.",
)
ENTETE_IMAGE = declare(
    "ENTETE-IMAGE",
    Severity.WARNING,
    "Chaque image du papier à en-tête a un texte de remplacement.",
)
ENTETE_REPRISE = declare(
    "ENTETE-REPRISE",
    Severity.WARNING,
    "Ce que porte le papier à en-tête peut être repris dans le PDF et dans la page.",
)
ENTETE_MARGES = declare(
    "ENTETE-MARGES",
    Severity.ERROR,
    "Les marges du papier à en-tête laissent au texte une largeur lisible.",
    scope=Scope.RUN,
)
