"""What is late on a day that the user names: without that day, nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic
from actgen.figures.echeance import Devoir
from actgen.figures.echeances import en_retard
from actgen.figures.seance import FiguresSeance
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

ECHEANCE_DEPASSEE = rule("ECHEANCE-DEPASSEE")
# What the file says once a duty is done: every duty that can be late.
_A_ECRIRE = {
    Devoir.CONVOCATION: "la date à « envoyee_le », rubrique « convocation »",
    Devoir.NOTE: "« note_de_synthese: oui », rubrique « convocation »",
    Devoir.LISTE: "la date à « affichee_le », rubrique « liste_des_deliberations »",
    Devoir.INFORMATION_LISTE: "la date à « envoyee_aux_conseillers_le », rubrique "
    "« liste_des_deliberations »",
    Devoir.AFFICHAGE_ELECTION: "la date à « affichee_le », rubrique « suites »",
    Devoir.PROCES_VERBAL: "la date à « publie_le », rubrique « proces_verbal »",
    Devoir.INFORMATION_PROCES_VERBAL: "la date à « envoye_aux_conseillers_le », rubrique « proces_verbal »",
}


def check_retards(figures: FiguresSeance, au: date) -> Iterator[Diagnostic]:
    """The duties whose date is past that day, and that nothing says to be done."""
    for echeance in en_retard(figures, au):
        assert echeance.le is not None, "a duty without a date is never late"
        yield ECHEANCE_DEPASSEE.finding(
            phrase(
                "{quoi} au plus tard le {le} : au {au}, rien ne dit que c'est fait.",
                quoi=echeance.a_faire[0].upper() + echeance.a_faire[1:],
                le=date_chiffres(echeance.le),
                au=date_chiffres(au),
            ),
            echeance.lieu or figures.seance.lieux.get("date"),
            hint=phrase(
                "Faites-le ; si c'est fait, écrivez {quoi}.", quoi=phrase(_A_ECRIRE[echeance.devoir])
            ),
            article=echeance.article,
        )


DATED_RULES = (check_retards,)
RULES = ()
