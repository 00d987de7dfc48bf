"""What followed a session: of its acts, of the list of its deliberations, of its minutes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from actgen.diagnostics import Location
from actgen.facts.collectivite import ModePublicite
from actgen.facts.personne import Membre
from actgen.facts.vote import Vote

Jour = date  # a field named `date` would hide the type in its own class


@dataclass(frozen=True, slots=True)
class Accuse:
    """The receipt that the State's channel gave for one act: a fact read in its file, never typed."""

    identifiant: str
    recue_le: Jour
    lieu: Location


@dataclass(frozen=True, slots=True)
class Suites:
    """What followed an act. Empty before it happened: every field None is "not yet".

    `accuse` names the files of receipts that do not bear the name of their act.
    """

    transmise_le: Jour | None = None
    recue_le: Jour | None = None
    identifiant: str = ""
    affichee_le: Jour | None = None  # the result of an election of the mayor or deputies
    publiee_le: Jour | None = None
    mode_publication: ModePublicite | None = None
    retiree_le: Jour | None = None
    notifiee_le: Jour | None = None
    signee_le: Jour | None = None
    integrale: bool | None = None  # put online in full, or an extract only
    certificat_du: Jour | None = None
    certificat_signataire: Membre | None = None
    accuse: tuple[str, ...] = ()
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))
    lieu: Location | None = None

    def avec(self, accuse: Accuse) -> Suites:
        """The same once the receipt is there: it proves what it says better than what was typed."""
        lieux = MappingProxyType({**self.lieux, "recue_le": accuse.lieu, "identifiant": accuse.lieu})
        return replace(self, recue_le=accuse.recue_le, identifiant=accuse.identifiant, lieux=lieux)


@dataclass(frozen=True, slots=True)
class ListeDeliberations:
    """What became of the list of deliberations (before 01/07/2022: of the "compte rendu").

    `points` None: not said which items it names.
    """

    affichee_le: Jour | None = None
    mise_en_ligne_le: Jour | None = None
    envoyee_aux_conseillers_le: Jour | None = None
    points: tuple[int, ...] | None = None
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class ProcesVerbal:
    """What became of the minutes."""

    arrete_le: Jour | None = None
    publie_le: Jour | None = None
    remarques: str = ""
    envoye_aux_conseillers_le: Jour | None = None  # EPCI: to the municipal councillors (art. L. 5211-40-2)
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class ProcesVerbalPrecedent:
    """The minutes of an earlier session, put to the council at this one before its items."""

    seance: Jour
    remarques: str = ""
    vote: Vote | None = None
    lieu: Location | None = None
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))
