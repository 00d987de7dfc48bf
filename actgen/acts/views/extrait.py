"""The extract of the register: a copy of a deliberation for who asks for it, certified by the mayor alone.

The original is signed as the law of its day says and stays in the register (art. L. 2121-23 CGCT).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Place
from actgen.acts.tree.nodes import SignaturePlace, Signatures
from actgen.acts.views.certificat import qui_certifie
from actgen.acts.views.presence import decapitale
from actgen.acts.views.seance import vue_acte, vue_collectivite
from actgen.acts.views.views import JourConnu, Sens, VueActe, VueCollectivite
from actgen.council.figures.seance import FiguresPoint, FiguresSeance


class VueExtrait(Struct, frozen=True):
    """L’extrait du registre : la copie d’une délibération, certifiée par le maire seul."""

    collectivite: VueCollectivite
    occulte: Annotated[bool, Sens("Oui si des mentions ont été occultées dans cette copie.")]
    signataires_en_ligne: Annotated[
        str, Sens("Qui a signé l’original : « A, maire ; B, secrétaire de séance ».")
    ]
    transmise_le: Annotated[
        date | None, Sens("Date de transmission au représentant de l’État ; peut manquer.")
    ]
    publiee_le: Annotated[date | None, Sens("Date de publication ; peut manquer.")]
    certifie_le: Annotated[JourConnu, Sens("Place où porter à la main la date de la copie.")]
    acte: VueActe


def vue_extrait(
    figures: FiguresSeance, point: FiguresPoint, signatures: Sequence[SignaturePlace], *, occulte: bool
) -> VueExtrait:
    """`signatures`: those of the original. Whoever heads the executive that day certifies the copy."""
    seance, suites = figures.seance, figures.suites_de(point)
    certifie = qui_certifie(figures, None)
    place = SignaturePlace(certifie.qualite_en_tete, certifie.nom, "extrait")
    return VueExtrait(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        occulte=occulte,
        signataires_en_ligne="\u202f; ".join(
            f"{each.name}, {decapitale(each.quality)}" for each in signatures
        ),
        transmise_le=suites.transmise_le or suites.recue_le,
        publiee_le=suites.publiee_le,
        certifie_le=Place("date de la copie"),
        acte=vue_acte(figures, Signatures((place,))),
    )
