"""The vote of an item: its figures, its names, its rounds, and the ballots asked for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from actgen.facts.vote import Repartition, Scrutin, Sens
from actgen.loading.phrases.votes import parse_liste, parse_voix
from actgen.reading.fields import Choix, Compte, OuiNon, Phrase, Texte
from actgen.reading.shapes import Shape

from .communs import Noms

SCRUTINS = (("main levée", "main_levee"), ("à main levée", "main_levee"))
"""Other words for a kind of ballot."""
_REPARTITIONS = (
    ("proportionnelle au plus fort reste", "plus_fort_reste"),
    ("proportionnelle à la plus forte moyenne", "plus_forte_moyenne"),
    ("majorité", "majorite"),
)


class CandidatShape(Shape):
    """Les voix d’un candidat ou d’une liste."""

    candidat: Texte = Field(description="Nom du candidat ou de la liste.")
    voix: Compte = Field(description="Nombre de voix.")


class TourShape(Shape):
    """Un tour de scrutin d’une élection."""

    voix: tuple[Annotated[CandidatShape, Phrase(parse_voix, ("Prénom NOM, 10 voix",))], ...] = Field(
        description="Les voix de chaque candidat ou liste."
    )
    blancs: Compte = Field(0, description="Bulletins blancs.")
    nuls: Compte = Field(0, description="Bulletins nuls.")
    exprimes: Compte | None = Field(
        None, description="Suffrages exprimés, quand un bulletin porte plusieurs noms."
    )
    ne_prennent_pas_part: Compte | None = Field(
        None, description="Membres qui ne prennent pas part à ce tour, s’ils changent d’un tour à l’autre."
    )


class ListeShape(Shape):
    """Une liste de candidats, dans son ordre."""

    liste: Texte = Field(description="Nom de la liste, comme dans les tours.")
    candidats: Noms = Field((), description="Candidats, dans l’ordre de la liste.")
    suppleants: Noms = Field(
        (), description="Candidats suppléants, dans l’ordre (commission d’appel d’offres)."
    )


class NomsDuVoteShape(Shape):
    """Qui a voté quoi."""

    pour: Noms = Field((), description="Membres ayant voté pour.")
    contre: Noms = Field((), description="Membres ayant voté contre.")
    abstentions: Noms = Field((), description="Membres s’étant abstenus.")
    ne_prennent_pas_part: Noms = Field((), description="Membres n’ayant pas pris part au vote.")


class VoteShape(Shape):
    """Le vote d’un point."""

    unanimite: OuiNon = Field(False, description="Adopté à l’unanimité : actgen compte les voix.")
    scrutin: Annotated[Scrutin, Choix(SCRUTINS)] | None = Field(
        None, description="Main levée, scrutin public ou secret."
    )
    pour: Compte | None = Field(None, description="Voix pour.")
    contre: Compte | None = Field(None, description="Voix contre.")
    abstentions: Compte | None = Field(None, description="Abstentions.")
    blancs: Compte = Field(0, description="Bulletins blancs.")
    nuls: Compte = Field(0, description="Bulletins nuls.")
    ne_prennent_pas_part: Compte = Field(0, description="Membres qui refusent de prendre part au vote.")
    noms: NomsDuVoteShape | None = Field(None, description="Qui a voté quoi ; jamais pour un scrutin secret.")
    tours: tuple[TourShape, ...] = Field((), description="Les tours de scrutin d’une élection.")
    sieges: Compte | None = Field(None, description="Nombre de sièges à pourvoir par cette élection.")
    sieges_suppleants: Compte | None = Field(
        None, description="Nombre de sièges de suppléants, pour des délégués sénatoriaux."
    )
    repartition: Annotated[Repartition, Choix(_REPARTITIONS)] | None = Field(
        None,
        description="Comment les sièges se répartissent entre les listes, si la loi ne l’impose pas pour "
        "cette élection.",
    )
    listes: tuple[Annotated[ListeShape, Phrase(parse_liste, ("Liste A (Prénom NOM, Prénom NOM)",))], ...] = (
        Field((), description="Les candidats de chaque liste : actgen nomme ceux qui sont élus.")
    )
    bureau_electoral: Noms = Field((), description="Membres du bureau électoral (délégués sénatoriaux).")
    elus: Noms = Field(
        (), description="Qui a été proclamé élu, nommé comme dans les tours : actgen le compare."
    )
    voix_du_president: Annotated[Sens, Choix()] | None = Field(
        None, description="Le vote du président de séance, prépondérant en cas de partage."
    )
    resultat: Annotated[Literal["adopté", "rejeté"], Choix()] | None = Field(
        None, description="Le résultat annoncé : actgen le compare."
    )


class DemandeShape(Shape):
    """Une demande de scrutin public, de scrutin secret ou de huis clos."""

    scrutin: Annotated[Literal["public", "secret", "huis_clos"], Choix()] = Field(
        description="Ce qui est demandé."
    )
    auteurs: Noms = Field((), description="Qui l’a demandé.")
    nombre: Compte | None = Field(
        None, description="Combien l’ont demandé, quand les noms ne sont pas notés."
    )
