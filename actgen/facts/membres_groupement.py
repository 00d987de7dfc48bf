"""Who is in a group: the communes of an EPCI or named one by one, and what is known of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from functools import partial
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.facts.collectivite import Collectivite
from actgen.facts.groupement import GC_FICHIER, Coordonnateur, MembreGroupement
from actgen.facts.shapes.groupement import MembreGroupementShape, MembresShape
from actgen.law.reference import Commune, commune, communes_de
from actgen.reading.tables import read_sheets
from actgen.records import dataclass
from actgen.rules import rule
from actgen.sources import Source
from actgen.text.keys import cle
from actgen.text.messages import say

from . import retours, territoires
from .territoires import CONSEIL

GC_MEMBRE = rule("GC-MEMBRE")

RETOURS_A_VERIFIER = "vérification des retours"
"""The missing step of all members, while what came back from them can't be read."""

Lieu = Callable[..., Location]


@dataclass
class MembresLoader:
    """Reads the members of one group; `departement` is that of the coordinator's seat, when written."""

    shape: MembresShape
    coordonnateur: Coordonnateur
    departement: str
    lieu: Lieu
    read_table: Callable[[str, Location], Source | None]
    findings: list[Diagnostic]
    illisible: bool = False  # the table of returns: nobody can tell who has answered
    ecartees: dict[str, Location] = field(default_factory=dict)  # by « sauf », each where it is named

    def load(self) -> tuple[MembreGroupement, ...]:
        """Coordinator first, then the communes by name; what is known of each is put in its place."""
        base = {self.coordonnateur.collectivite.code: self.coordonnateur.collectivite}
        base |= {c.code: c for c in sorted(self._communes(), key=lambda c: cle(c.nom))}
        ecrits = self.shape.retours
        connus = self._du_tableau(ecrits, base) if isinstance(ecrits, str) else self._de_la_liste(ecrits)
        for code, membre in connus.items():
            if self.shape.communes_de or self.shape.communes:
                if code not in base:
                    self.findings.append(_pas_membre(membre))
            else:
                base.setdefault(code, membre.collectivite)
        membres = (
            self._avec_le_dossier(replace(connus[code], collectivite=collectivite))
            if code in connus
            else self._sans_nouvelles(collectivite)
            for code, collectivite in base.items()
        )
        retenue = RETOURS_A_VERIFIER if self.illisible else ""
        return tuple(replace(each, a_corriger=each.a_corriger or retenue) for each in membres)

    def _sans_nouvelles(self, collectivite: Collectivite) -> MembreGroupement:
        if collectivite.code != self.coordonnateur.collectivite.code:
            return MembreGroupement(collectivite, lieu=self.lieu("membres"))
        signataire = ", ".join(filter(None, (self.coordonnateur.representant, self.coordonnateur.qualite)))
        return MembreGroupement(
            collectivite,
            organe=self.coordonnateur.deliberation.organe,
            mandat=self.coordonnateur.deliberation.mandat,
            deliberation_le=self.coordonnateur.deliberation.date,
            signataire=signataire,
            lieu=self.lieu("coordonnateur", "deliberation", "date"),
        )

    def _avec_le_dossier(self, membre: MembreGroupement) -> MembreGroupement:
        """The line of the coordinator says no more than it must: the rest is told of it apart."""
        if membre.collectivite.code != self.coordonnateur.collectivite.code or membre.a_corriger:
            return membre
        dit = self._sans_nouvelles(membre.collectivite)
        return replace(
            membre,
            organe=membre.organe or dit.organe,
            mandat=membre.mandat or dit.mandat,
            deliberation_le=membre.deliberation_le or dit.deliberation_le,
            signataire=membre.signataire or dit.signataire,
        )

    def _communes(self) -> list[Collectivite]:
        shape = self.shape
        communes: list[Collectivite] = []
        if shape.communes_de:
            trouve = territoires.epci(
                shape.communes_de,
                self.lieu("membres", "communes_de"),
                self.departement,
                Mender.COORDONNATEUR,
            )
            if isinstance(trouve, Diagnostic):
                self.findings.append(trouve)
            else:
                lieu = self.lieu("membres", "communes_de")
                communes = [territoires.de_reference(c, lieu) for c in communes_de(trouve.siren)]
        for rang, nom in enumerate(shape.communes):
            autre = self._collectivite_nommee(nom, "communes", rang)
            if autre is not None:
                self._check_new(autre, communes, rang)
                communes.append(autre)
        ecartees = self._ecartees({commune.code for commune in communes})
        return [commune for commune in communes if commune.code not in ecartees]

    def _check_new(self, commune: Collectivite, avant: list[Collectivite], rang: int) -> None:
        """Every party is named once: a commune of the EPCI, or named already, is a slip."""
        deja = next((autre for autre in avant if autre.code == commune.code), None)
        if deja is not None:
            self.findings.append(
                GC_MEMBRE.finding(
                    say("{nom} est déjà parmi les membres du groupement.", nom=commune.nom),
                    self.lieu("membres", "communes", rang),
                    deja.lieu,
                    hint=say("Effacez ce nom : chaque membre est écrit une fois."),
                )
            )

    def _ecartees(self, membres: set[str]) -> set[str]:
        ecartees = set()
        for rang, nom in enumerate(self.shape.sauf):
            ecartee = self._collectivite_nommee(nom, "sauf", rang)
            if ecartee is None:
                continue
            ecartees.add(ecartee.code)
            self.ecartees[ecartee.code] = self.lieu("membres", "sauf", rang)
            if membres and ecartee.code not in membres:
                self.findings.append(
                    GC_MEMBRE.finding(
                        say("{nom}, écartée par « sauf », n'est pas une de ces communes.", nom=ecartee.nom),
                        self.lieu("membres", "sauf", rang),
                        hint=say("Corrigez ce nom, ou effacez-le."),
                    )
                )
        return ecartees

    def _collectivite_nommee(self, nom: str, rubrique: str, rang: int) -> Collectivite | None:
        lieu = self.lieu("membres", rubrique, rang)
        trouve = territoires.commune(nom, lieu, self._departement(nom), Mender.COORDONNATEUR)
        if isinstance(trouve, Diagnostic):
            self.findings.append(trouve)
            return None
        return trouve

    def _departement(self, nom: str | None) -> str:
        """That of the coordinator, where it tells communes of one name apart; else empty."""
        ici = self.coordonnateur.collectivite.departement.code
        homonymes = nom is not None and isinstance(commune(nom), tuple)
        return ici if homonymes and isinstance(commune(nom or "", ici), Commune) else ""

    def _du_tableau(self, nom: str, base: dict[str, Collectivite]) -> dict[str, MembreGroupement]:
        """What a spreadsheet tells of the members; one that can't be read keeps them all pending."""
        source = self.read_table(nom, self.lieu("membres", "retours"))
        tableau, findings = (None, ()) if source is None else retours.trouver(read_sheets(source))
        self.findings.extend(findings)
        if tableau is None:
            self.illisible = True
            return {}
        autre = partial(self._inconnu, avec_epci=any(not each.est_commune for each in base.values()))
        reader = retours.RetoursReader(tableau, retours.Membres(tuple(base.values()), autre))
        connus = reader.read()
        self.findings.extend(reader.findings)
        return connus

    def _inconnu(self, nom: str, lieu: Location, *, avec_epci: bool) -> Collectivite | Diagnostic:
        """A name of the spreadsheet that is no member's: the file may name its members there alone."""
        nommes = self.shape.communes_de or self.shape.communes
        if nommes and (etrangere := self._etrangere(nom, lieu)) is not None:
            return etrangere
        trouve = territoires.commune(
            nom, lieu, self._departement(nom) or self.departement, Mender.COORDONNATEUR
        )
        if isinstance(trouve, Diagnostic):
            conseil = f"{trouve.hint} {CONSEIL}" if avec_epci else trouve.hint
            return retours.GC_RETOUR_LIGNE.finding(trouve.message, lieu, hint=conseil)
        return trouve

    def _etrangere(self, nom: str, lieu: Location) -> Diagnostic | None:
        """That the group leaves out the commune of that name, or names others; None when there is none."""
        trouvee = commune(nom, self._departement(nom))
        possibles = trouvee if isinstance(trouvee, tuple) else (trouvee,)
        connues = [each for each in possibles if each is not None]
        ecartee = next((each for each in connues if each.code in self.ecartees), None)
        if ecartee is not None:
            return retours.GC_RETOUR_LIGNE.finding(
                say("{nom} est écartée par « sauf » : cette ligne n'est pas lue.", nom=ecartee.nom),
                lieu,
                self.ecartees[ecartee.code],
                hint=say("Retirez cette ligne ou, si elle est membre, effacez son nom de « sauf »."),
            )
        if not connues or (len(connues) > 1 and not self.departement):
            return None
        return retours.GC_RETOUR_LIGNE.finding(
            say("{nom} n'est pas membre du groupement : cette ligne n'est pas lue.", nom=connues[0].nom),
            lieu,
            hint=say(
                "Les membres sont les communes de « {epci} » : ajoutez-la à « communes » si elle en est "
                "aussi, ou retirez cette ligne.",
                epci=self.shape.communes_de,
            )
            if self.shape.communes_de
            else say("Ajoutez-la à « communes » dans le dossier du groupement, ou retirez cette ligne."),
        )

    def _de_la_liste(self, ecrits: tuple[MembreGroupementShape, ...]) -> dict[str, MembreGroupement]:
        connus: dict[str, MembreGroupement] = {}
        for rang, shape in enumerate(ecrits):
            ici = ("membres", "retours", rang)
            collectivite = designee(
                shape.commune, shape.epci, self._departement(shape.commune), self.lieu, *ici
            )
            if isinstance(collectivite, Diagnostic):
                self.findings.append(collectivite)
                continue
            membre = _membre(shape, collectivite, self.lieu, *ici)
            if collectivite.code in connus:
                self.findings.append(
                    GC_MEMBRE.finding(
                        say("{nom} est écrite deux fois parmi les membres connus.", nom=collectivite.nom),
                        membre.lieu,
                        connus[collectivite.code].lieu,
                        hint=say("Gardez une seule ligne par membre."),
                    )
                )
            connus[collectivite.code] = membre
        return connus


def designee(
    commune: str | None, epci: str | None, departement: str, lieu: Lieu, *ici: str | int
) -> territoires.Trouve:
    """The commune or the EPCI that a passage of the group file names, or why it can't be told."""
    trouve: territoires.Trouve
    if commune and epci:
        trouve = GC_FICHIER.finding(
            say("Une commune et un EPCI sont nommés à la même place."),
            lieu(*ici, "epci"),
            lieu(*ici, "commune"),
            hint=say("Gardez une seule de ces deux lignes."),
        )
    elif commune:
        trouve = territoires.commune(commune, lieu(*ici, "commune"), departement, Mender.COORDONNATEUR)
    elif epci:
        trouve = territoires.epci(epci, lieu(*ici, "epci"), departement, Mender.COORDONNATEUR)
    else:
        trouve = GC_FICHIER.finding(
            say("Il manque ici le nom d'une commune ou d'un EPCI.")
            if ici != ("coordonnateur",)
            else say("Le coordonnateur du groupement n'est pas nommé."),
            lieu(*ici, "epci"),
            hint=say("Ajoutez une ligne « commune: » ou « epci: »."),
        )
    return trouve


def _membre(
    shape: MembreGroupementShape, collectivite: Collectivite, lieu: Lieu, *ici: str | int
) -> MembreGroupement:
    return MembreGroupement(
        collectivite=collectivite,
        resultat=shape.resultat or "",
        organe=shape.organe or "",
        mandat=shape.mandat or "",
        deliberation_le=shape.deliberation_du,
        numero=shape.numero or "",
        transmise_le=shape.transmise_le,
        recue_le=shape.recue_le,
        publiee_le=shape.publiee_le,
        notifiee_le=shape.notifiee_le,
        signee_le=shape.signee_le,
        signataire=shape.signataire or "",
        lieu=lieu(*ici),
        lieux=MappingProxyType({nom: lieu(*ici, nom) for nom in type(shape).model_fields}),
    )


def _pas_membre(membre: MembreGroupement) -> Diagnostic:
    return GC_MEMBRE.finding(
        say("{nom} n'est pas membre du groupement.", nom=membre.collectivite.nom),
        membre.lieu,
        hint=say("Ajoutez-la à « communes », ou retirez cette ligne."),
    )
