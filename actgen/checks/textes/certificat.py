"""What a certificate says: under whose responsibility, the two formalities, their dates and the mode."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.figures.actes import numero
from actgen.figures.seance import FiguresSeance
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say

from ..execution import EXEC_CERTIF
from .acte import ActeCompose
from .mentions import Mentions

_PUBLICATION = re.compile(r"(?i)\bpubli|\baffich|\bmise? en ligne\b")
_MODE = re.compile(r"(?i)\baffich|\bpapier\b|\ben ligne\b|\bélectronique|\bsite\b")


def check_certificat(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """No wording is prescribed: each fact may stand in any words."""
    if not acte.famille.atteste or acte.point is None:
        return
    manques = list(_manques(acte, figures, acte.point))
    if manques:
        yield acte.constat(
            EXEC_CERTIF,
            phrase("Le certificat ne porte pas {manques}.", manques=enumeration(manques, "ni")),
            acte.lieu_du_modele,
            hint=say("Complétez le modèle du certificat : c'est lui qui fait foi des deux formalités."),
            severity=Severity.WARNING,
        )


def _manques(acte: ActeCompose, figures: FiguresSeance, rang: int) -> Iterator[str]:
    point, mentions = figures.point(rang), Mentions(acte)
    suites = figures.suites_de(point)
    if not mentions.motif(r"(?i)\bsous (?:ma|sa|notre|leur) (?:seule |propre )?responsabilité\b"):
        yield phrase("les mots « sous sa responsabilité »")
    if not mentions.dit(numero(figures.seance, point.point)):
        yield "le numéro de la délibération"
    if point.transmissible and suites.transmise_le is not None and not mentions.jour(suites.transmise_le):
        yield "la date de transmission"
    if suites.publiee_le is not None and not mentions.jour(suites.publiee_le):
        yield "la date de publication"
    if not any(_PUBLICATION.search(each) and _MODE.search(each) for each in acte.ensembles):
        yield "le mode de publication"
    if not acte.signatures:
        yield "la place de la signature"


RULES = (check_certificat,)
