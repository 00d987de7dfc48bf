"""The convocation of a session and its agenda."""

from collections.abc import Container
from typing import Annotated, Self

from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.reading.facts import Fact, FileContext, key
from actgen.reading.fields import After, Compte, DateFr, OuiNon, Phrase, Texte

from .phrases.presence import parse_ligne
from .references import Membres


class LigneOrdreDuJour(Fact, frozen=True):
    """Une ligne de l’ordre du jour."""

    numero: Annotated[Compte, key("Numéro du point ; vide : celui qui suit.", default=-1, told=False)]
    objet: Annotated[Texte, key("Objet du point.")]


def _numbered(lignes: tuple[LigneOrdreDuJour, ...]) -> tuple[LigneOrdreDuJour, ...]:
    """A line without a number takes the one after the line before it."""
    numerotees: list[LigneOrdreDuJour] = []
    for ligne in lignes:
        suivant = numerotees[-1].numero + 1 if numerotees else 1
        numerotees.append(replace(ligne, numero=suivant) if ligne.numero < 0 else ligne)
    return tuple(numerotees)


Lignes = Annotated[
    tuple[Annotated[LigneOrdreDuJour, Phrase(parse_ligne, ("9. Objet du point",))], ...], After(_numbered)
]


class SecondeConvocation(Fact, frozen=True):
    """Seconde convocation, après une séance sans quorum."""

    premiere_seance: Annotated[DateFr | None, key("Date de la première séance, sans quorum.")] = None
    rappel_sans_quorum: Annotated[
        OuiNon | None,
        key("La convocation rappelle-t-elle que le conseil délibérera sans condition de nombre ?"),
    ] = None
    ordre_du_jour: Annotated[
        Lignes | None,
        key("L’ordre du jour de la première convocation : le quorum n’est pas exigé pour ses seuls points."),
    ] = None


class Convocation(Fact, frozen=True):
    """La convocation."""

    envoyee_le: Annotated[
        DateFr | None, key("Date d’envoi (ni celle de la signature, ni celle de la réception).")
    ] = None
    mode: Annotated[Texte, key("Courriel, courrier, remise en main propre…")] = ""
    auteur: Annotated[
        Texte,
        key(
            "Qui a convoqué le conseil et signe la convocation ; vide : le maire ou le président. Un "
            "remplaçant : « Prénom NOM, en remplacement du maire »."
        ),
    ] = ""
    affichee_le: Annotated[DateFr | None, key("Date d’affichage de la convocation.")] = None
    note_de_synthese: Annotated[
        OuiNon | None, key("Une note explicative de synthèse était-elle jointe ?")
    ] = None
    ordre_du_jour: Annotated[Lignes | None, key("L’ordre du jour, une ligne par point.")] = None
    urgence: Annotated[OuiNon, key("Convocation en urgence, à délai réduit.")] = False
    urgence_motif: Annotated[
        Texte, key("Pourquoi il y a urgence, écrit sur la convocation ; il vaut « urgence: oui ».")
    ] = ""
    urgence_approuvee: Annotated[
        OuiNon | None, key("Le conseil a-t-il approuvé l’urgence à l’ouverture de la séance ?")
    ] = None
    seconde: Annotated[
        SecondeConvocation | None, key("Seconde convocation, après une séance sans quorum.")
    ] = None
    papier_demande_par: Annotated[Membres, key("Membres qui ont demandé la convocation sur papier.")] = ()

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """A written reason says that it was urgent."""
        return replace(self, urgence=True) if self.urgence_motif and not self.urgence else self

    @property
    def lieu_envoi(self) -> Location | None:
        """Where its day of dispatch is written, or should be."""
        return self.lieux.get("envoyee_le")
