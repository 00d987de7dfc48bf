"""What is added to an act in the copy to be published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Place
from actgen.acts.tree.nodes import SignaturePlace
from actgen.acts.views.presence import decapitale
from actgen.acts.views.seance import vue_collectivite
from actgen.acts.views.views import JourConnu, Sens, VueCollectivite
from actgen.council.facts.collectivite import ModePublicite
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.suites import mode_publication

MODES = {
    ModePublicite.AFFICHAGE: "affichage",
    ModePublicite.PAPIER: "mise à disposition sur papier",
    ModePublicite.ELECTRONIQUE: "mise en ligne",
}


class VueSignataire(Struct, frozen=True):
    """Qui signe l’acte, sa qualité et son nom."""

    qualite: Annotated[str, Sens("Qualité : « Le maire », « La secrétaire de séance ».")]
    nom: Annotated[str, Sens("Nom.")]


class VuePublication(Struct, frozen=True):
    """La copie d’un acte destinée à la publication."""

    collectivite: VueCollectivite
    mode: Annotated[
        str,
        Sens(
            "Manière de publier : « mise en ligne », « affichage », « mise à disposition sur "
            "papier », « publication »."
        ),
    ]
    publiee_le: Annotated[JourConnu, Sens("Date de publication, ou la place où la porter à la main.")]
    transmise_le: Annotated[
        date | None, Sens("Date de transmission au représentant de l’État ; peut manquer.")
    ]
    occulte: Annotated[bool, Sens("Oui si des mentions ont été occultées dans cette copie.")]
    signataires: Annotated[tuple[VueSignataire, ...], Sens("Qui signe l’acte.")]
    signee: Annotated[
        bool, Sens("Oui si l’on sait l’acte signé : la date le dit, ou il est déjà transmis ou publié.")
    ]
    nombreux: Annotated[
        bool,
        Sens("Oui s’ils sont trop pour une ligne chacun : tous les membres présents, avant juillet 2022."),
    ]
    signataires_en_ligne: Annotated[
        str, Sens("Signataires à la suite : « A, maire ; B, première adjointe ; C, conseiller municipal ».")
    ]


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
        signee=any((suites.deliberation_signee_le, suites.transmise_le, suites.recue_le, suites.publiee_le)),
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
        signee=figures.seance.proces_verbal.publie_le is not None,
    )


def _vue(
    figures: FiguresSeance,
    signatures: Sequence[SignaturePlace],
    *,
    mode: str,
    publiee_le: date | None,
    transmise_le: date | None,
    occulte: bool,
    signee: bool,
) -> VuePublication:
    seance = figures.seance
    return VuePublication(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        mode=mode,
        publiee_le=publiee_le or Place(f"date de {mode}" if mode != "affichage" else "date d’affichage"),
        transmise_le=transmise_le,
        occulte=occulte,
        signee=signee,
        signataires=tuple(VueSignataire(place.quality, place.name) for place in signatures),
        nombreux=len(signatures) > _UNE_LIGNE_CHACUN,
        signataires_en_ligne="\u202f; ".join(
            f"{place.name}, {decapitale(place.quality)}" for place in signatures
        ),
    )
