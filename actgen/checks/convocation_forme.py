"""What a convocation is: who sent it, by what means, with what note."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.seance import NatureSeance
from actgen.figures.expediteur import Auteur, Envoi, auteur, envoi
from actgen.figures.seance import FiguresSeance
from actgen.rules import rule
from actgen.text.messages import phrase, shorten

from .outils import cgct, cgct_du_conseil, constatee, noms

CONV_NOTE_SYNTHESE = rule("CONV-NOTE-SYNTHESE")
CONV_AUTEUR = rule("CONV-AUTEUR")
CONV_FORME = rule("CONV-FORME")


def check_note(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The note, once the convocation is sent or the session held.

    The first meeting, that of elections, isn't asked for one; that it needs none is not settled, so a note
    said to be missing is told there all the same.
    """
    convocation = figures.seance.convocation
    envoyee = convocation.envoyee_le is not None or constatee(figures)
    if not figures.regime.note_de_synthese or convocation.note_de_synthese or not envoyee:
        return
    installation = figures.seance.nature is NatureSeance.INSTALLATION
    article = cgct_du_conseil(figures, "L2121-12")
    lieu = convocation.lieux.get("note_de_synthese") or convocation.lieu
    if convocation.note_de_synthese is False:
        yield CONV_NOTE_SYNTHESE.finding(
            phrase("Aucune note explicative de synthèse n'était jointe à la convocation.")
            if not installation
            else phrase(
                "Aucune note explicative de synthèse n'était jointe : elle est due si d'autres affaires que "
                "les élections sont décidées, à confirmer."
            ),
            lieu,
            hint=phrase(
                "Les décisions sont à reprendre sur une convocation accompagnée de la note."
                if constatee(figures)
                else "Convoquez à nouveau, avec la note, tant que le délai le permet."
            ),
            severity=Severity.WARNING if installation else None,
            article=article,
        )
    elif not installation:
        yield CONV_NOTE_SYNTHESE.finding(
            phrase("Rien ne dit qu'une note explicative de synthèse était jointe à la convocation."),
            lieu,
            hint=phrase("Écrivez « note_de_synthese: oui » si elle est partie avec la convocation."),
            severity=Severity.WARNING,
            article=article,
        )


def check_auteur(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Who convened, when it is written. The mayor who is leaving convenes the first meeting."""
    seance, convocation = figures.seance, figures.seance.convocation
    if not convocation.auteur or seance.nature is NatureSeance.INSTALLATION:
        return
    trouve = auteur(convocation.auteur, seance.collectivite.membres)
    if trouve is Auteur.COMPETENT:
        return
    chef = "le maire" if seance.collectivite.est_commune else "le président"
    yield CONV_AUTEUR.finding(
        phrase(
            "Convocation faite par « {auteur} » : elle l'est par {chef}, ou par qui le remplace.",
            auteur=shorten(convocation.auteur),
            chef=chef,
        ),
        convocation.lieux.get("auteur"),
        hint=phrase(
            "S'il remplaçait {chef}, écrivez-le, par exemple « {nom}, en remplacement {du} ».",
            chef=chef,
            nom=shorten(convocation.auteur),
            du="du maire" if seance.collectivite.est_commune else "du président",
        )
        if trouve is Auteur.MEMBRE
        else phrase("Écrivez qui a signé la convocation, non qui l'a envoyée."),
        article=cgct("L2541-2") if figures.regime.alsace_moselle else cgct_du_conseil(figures, "L2121-10"),
    )


def check_forme(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Paper to whoever asked for it, electronic means to the others; local law asks for no form."""
    convocation = figures.seance.convocation
    if not figures.regime.convocation_dematerialisee:
        return
    moyen, demandeurs = envoi(convocation.mode), convocation.papier_demande_par
    if moyen is Envoi.ELECTRONIQUE and demandeurs:
        yield CONV_FORME.finding(
            phrase("Envoyée par voie électronique seule, quand le papier est demandé par ")
            + f"{noms(demandeurs)}.",
            convocation.lieux.get("mode"),
            convocation.lieux.get("papier_demande_par"),
            hint=phrase("Si le papier est parti aussi, écrivez-le : « courriel, papier sur demande »."),
            severity=Severity.WARNING,
            article=cgct_du_conseil(figures, "L2121-10"),
        )
    elif moyen is Envoi.PAPIER and not demandeurs:
        yield CONV_FORME.finding(
            phrase(
                "Envoyée sur papier (« {mode} ») : elle part par voie dématérialisée, sauf à qui demande le "
                "papier.",
                mode=shorten(convocation.mode),
            ),
            convocation.lieux.get("mode"),
            hint=phrase("Nommez ceux qui l'ont demandé à la rubrique « papier_demande_par »."),
            article=cgct_du_conseil(figures, "L2121-10"),
        )


RULES = (check_note, check_auteur, check_forme)
