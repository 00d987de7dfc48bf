"""What the copy of an act to be published adds to it: who signed, when and how it is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actgen.document.inline import Place
from actgen.document.nodes import SignaturePlace
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.suites import mode_publication
from actgen.views.publication import VuePublication, VueSignataire

from .actes import MODES
from .commun import vue_collectivite
from .personnes import decapitale

_UNE_LIGNE_CHACUN = 4
_PUBLICATION = "publication"


def vue_publication_deliberation(
    figures: FiguresSeance, point: FiguresPoint, signatures: Sequence[SignaturePlace], *, occulte: bool
) -> VuePublication:
    """Of the deliberation of an item, by the mode of publication that holds for it."""
    suites = figures.suites_de(point)
    mode = mode_publication(figures, suites)
    return _vue(
        figures,
        signatures,
        mode=MODES[mode] if mode else _PUBLICATION,
        publiee_le=suites.publiee_le,
        transmise_le=suites.transmise_le or suites.recue_le,
        occulte=occulte,
    )


def vue_publication_proces_verbal(
    figures: FiguresSeance, signatures: Sequence[SignaturePlace], *, occulte: bool
) -> VuePublication:
    """Of the minutes: on line and on paper at once, so that no mode is named."""
    return _vue(
        figures,
        signatures,
        mode=_PUBLICATION,
        publiee_le=figures.seance.proces_verbal.publie_le,
        transmise_le=None,
        occulte=occulte,
    )


def _vue(
    figures: FiguresSeance,
    signatures: Sequence[SignaturePlace],
    *,
    mode: str,
    publiee_le: date | None,
    transmise_le: date | None,
    occulte: bool,
) -> VuePublication:
    seance = figures.seance
    return VuePublication(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        mode=mode,
        publiee_le=publiee_le or Place(f"date de {mode}" if mode != "affichage" else "date d’affichage"),
        transmise_le=transmise_le,
        occulte=occulte,
        signataires=tuple(VueSignataire(place.quality, place.name) for place in signatures),
        nombreux=len(signatures) > _UNE_LIGNE_CHACUN,
        signataires_en_ligne="\u202f; ".join(
            f"{place.name}, {decapitale(place.quality)}" for place in signatures
        ),
    )
