"""The parties of a purchasing group: its coordinator, its members, what is known of each one's procedure."""

import re
from collections.abc import Callable, Container
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self, get_args

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Mender
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.keys import cle, sans_accents
from actgen.base.text.messages import say
from actgen.council.facts.beside import Beside
from actgen.council.facts.charte import CharteEcrite
from actgen.council.facts.collectivite import Collectivite, Trouve, commune, epci
from actgen.law import reference
from actgen.reading.facts import Fact, FileContext, Unwritten, key
from actgen.reading.fields import ONE_OR_MORE, Choix, DateFr, OuiNon, Texte, read_scalar
from actgen.reading.nodes import Path
from actgen.reading.readers import Reader, Reading, reader_of
from actgen.reading.scalars import parse_text

GC_FICHIER = rule("GC-FICHIER")
ORGANES = ("conseil", "bureau", "maire", "président")
DECIDEES = ("adoptée", "rejetée")
ISSUES = (*DECIDEES, "ajournée", "quorum non atteint")
"""What an assembly made of the adhesion: the last two decide nothing."""
MANDATS = ("passation", "passation et exécution")
_QUALITE = re.compile(
    r"\b(?:maires?|adjointe?|(?:vice-?)?presidente?|conseill(?:er|ere)|deleguee?|direct(?:eur|rice)|responsable"
    r"|secretaire)\b"
)
_LA_QUALITE = re.compile(rf"\b(?:l|le|la)\s+{_QUALITE.pattern}")
_SANS_NOM = re.compile(r"\b(?:m|mr|mme|mlle|monsieur|madame|l|le|la|les|de|du|general[es]?|par|delegation)\b")
_NOM = re.compile(r"[^\W\d_]{2,}")
Jour = date  # a field named `date` would hide the type in its own class
Noms = Annotated[tuple[Texte, ...], ONE_OR_MORE]


class DeliberationCoordonnateur(Fact, frozen=True):
    """La décision du coordonnateur lui-même.

    A Bureau needs the council's delegation. `mandat` is what it entrusts the coordinator with, if it says so.
    """

    organe: Annotated[
        str, Choix(parmi=ORGANES), key("Qui a décidé : le conseil, ou le bureau d’un EPCI.")
    ] = "conseil"
    mandat: Annotated[
        str, Choix(parmi=MANDATS), key("Ce qu’elle confie au coordonnateur, si elle le dit.")
    ] = ""
    date: Annotated[DateFr | None, key("Date de la délibération.")] = None
    delegation_du_conseil: Annotated[
        DateFr | None, key("Date de la délibération donnant délégation au bureau, ou au président.")
    ] = None


def designated(nomme_commune: str, nomme_epci: str, departement: str, fact: Fact) -> Trouve:
    """The commune or the EPCI that a passage of the group file names, or why it can't be told."""
    if nomme_commune and nomme_epci:
        return GC_FICHIER.tell(
            "Une commune et un EPCI sont nommés à la même place.",
            fact.lieux["epci"],
            fact.lieux["commune"],
            hint="Gardez une seule de ces deux lignes.",
        )
    if nomme_commune:
        return commune(nomme_commune, fact.lieux["commune"], departement, Mender.COORDONNATEUR)
    if nomme_epci:
        return epci(nomme_epci, fact.lieux["epci"], departement, Mender.COORDONNATEUR)
    return GC_FICHIER.finding(
        say("Le coordonnateur du groupement n'est pas nommé.")
        if isinstance(fact, Coordonnateur)
        else say("Il manque ici le nom d'une commune ou d'un EPCI."),
        fact.lieux["epci"],
        hint=say("Ajoutez une ligne « commune: » ou « epci: »."),
    )


class Coordonnateur(Fact, frozen=True):
    """Le coordonnateur : un des membres du groupement.

    What has not been said of it is None; so is `collectivite` as long as nobody can tell which one it is.
    """

    collectivite: Annotated[Collectivite, Unwritten()]
    epci: Annotated[Texte, key("Nom de l’EPCI, ou son numéro SIREN.")] = ""
    commune: Annotated[Texte, key("Nom de la commune, ou son code INSEE.")] = ""
    nom: Annotated[
        Texte, key("Le nom qu’il emploie, s’il n’est pas celui de la liste : « Eurométropole de Metz ».")
    ] = ""
    sigle: Annotated[Texte, key("Sigle employé dans les textes.")] = ""
    siege: Annotated[Texte, key("Commune du siège.")] = ""
    departement: Annotated[Texte, key("Code du département du siège.")] = ""
    represente_par: Annotated[Texte, key("Nom et qualité du représentant, séparés par une virgule.")] = ""
    a_besoin_propre: Annotated[OuiNon | None, key("L’EPCI achète-t-il aussi pour lui-même ?")] = None
    statuts_l5211_4_4: Annotated[
        OuiNon | None,
        key(
            "S’il n’achète rien pour lui-même : ses statuts lui permettent-ils de mener des procédures pour "
            "ses communes (art. L. 5211-4-4 CGCT) ?"
        ),
    ] = None
    a_une_cao: Annotated[OuiNon | None, key("Le coordonnateur a-t-il une commission d’appel d’offres ?")] = (
        None
    )
    deliberation: Annotated[DeliberationCoordonnateur, key("Sa propre décision.")] = field(
        default_factory=DeliberationCoordonnateur
    )
    charte: Annotated[
        CharteEcrite | None, key("Charte graphique du coordonnateur, que suit la convention.")
    ] = None

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """With the collectivity, by the names that it uses of itself."""
        if not isinstance(context.references, Beside):
            return self
        departement = self.departement or self._of_its_seat()
        found = designated(self.commune, self.epci, departement, self)
        if isinstance(found, Diagnostic):
            context.tell(found)
            return self
        return replace(
            self,
            departement=departement,
            collectivite=replace(
                found,
                nom=self.nom or found.nom,
                type_liaison=None if self.nom else found.type_liaison,
                sigle=self.sigle,
                siege=self.siege or found.siege,
                charte=self.charte,
            ),
        )

    def _of_its_seat(self) -> str:
        """The département of the one commune of this EPCI that is named as its seat; else empty."""
        found = reference.epci(self.epci) if self.epci and self.siege else None
        communes = reference.communes_de(found.siren) if isinstance(found, reference.Epci) else ()
        codes = {each.departement.code for each in communes if cle(each.nom) == cle(self.siege)}
        return codes.pop() if len(codes) == 1 else ""

    @property
    def representant(self) -> str:
        """Who signs for it."""
        return self.represente_par.partition(",")[0].strip()

    @property
    def qualite(self) -> str:
        """In what office."""
        return self.represente_par.partition(",")[2].strip()

    @property
    def designation(self) -> str:
        """How the texts call the coordinator once it has been named whole."""
        return self.collectivite.sigle or self.collectivite.nom


class MotifDeRemise(StrEnum):
    """Why an assembly that met on the adhesion decided nothing; the values are words of the returns."""

    AJOURNEE = "ajournée"
    SANS_QUORUM = "quorum non atteint"
    RETIREE = "retirée de l’ordre du jour"


class Remise(Struct, frozen=True):
    """A decision that was put off, and when, as far as is known."""

    motif: MotifDeRemise
    le: Jour | None = None


class MembreGroupement(Fact, frozen=True):
    """Ce que l’on sait d’un membre du groupement.

    Of its procedure, None is "not yet". `a_corriger` says, in the words of a list, what keeps its facts from
    being taken as they are: it stays pending until that is mended, and a fact on which two files differ is
    not known. `remise`: nothing is decided, and this is why.
    """

    collectivite: Annotated[Collectivite, Unwritten()]
    commune: Annotated[Texte, key("Nom de la commune, ou son code INSEE.")] = ""
    epci: Annotated[Texte, key("Nom de l’EPCI, ou son numéro SIREN.")] = ""
    resultat: Annotated[
        str,
        Choix(parmi=ISSUES),
        key("Résultat du vote ; « ajournée » ou « quorum non atteint » : rien n’est décidé."),
    ] = ""
    organe: Annotated[
        str, Choix(parmi=ORGANES), key("Qui a décidé : le conseil, ou le bureau d’un EPCI.")
    ] = ""
    mandat: Annotated[
        str, Choix(parmi=MANDATS), key("Ce que sa délibération confie au coordonnateur, si elle le dit.")
    ] = ""
    deliberation_le: Annotated[DateFr | None, key("Date de la délibération.", name="deliberation_du")] = None
    numero: Annotated[Texte, key("Numéro de la délibération.")] = ""
    version: Annotated[Texte, key("Version du texte que sa délibération approuve.")] = ""
    empreinte: Annotated[
        Texte, key("Empreinte de ce texte, telle que sa délibération l’imprime : « 7887 5933 00e1 470f ».")
    ] = ""
    transmise_le: Annotated[DateFr | None, key("Transmission au représentant de l’État.")] = None
    recue_le: Annotated[DateFr | None, key("Réception par le représentant de l’État.")] = None
    publiee_le: Annotated[DateFr | None, key("Publication.")] = None
    notifiee_le: Annotated[DateFr | None, key("Notification au coordonnateur.")] = None
    signee_le: Annotated[DateFr | None, key("Signature de la convention.")] = None
    signataire: Annotated[Texte, key("Nom et qualité du signataire.")] = ""
    remise: Annotated[Remise | None, Unwritten()] = None
    a_corriger: Annotated[str, Unwritten()] = ""

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """A decision that was put off is none: its day is that of the meeting."""
        if self.resultat in ("", *DECIDEES):
            return self
        remise = Remise(MotifDeRemise(self.resultat), self.deliberation_le)
        return replace(self, resultat="", deliberation_le=None, remise=remise)

    @property
    def signataire_nomme(self) -> bool:
        """Whether who signs is told by a name and an office that may sign: « Mme Membre 1, maire »."""
        return est_nomme(self.signataire)


def est_nomme(qui_signe: str) -> bool:
    """Whether these words tell a name and an office that may sign; « M. Le Maire, maire » has no name."""
    tete, virgule, suite = sans_accents(qui_signe).casefold().partition(",")
    if virgule and _QUALITE.search(suite):
        return bool(_NOM.search(_SANS_NOM.sub("", _LA_QUALITE.sub("", tete))))
    return bool(_QUALITE.search(tete) and _NOM.search(_SANS_NOM.sub("", _QUALITE.sub("", f"{tete} {suite}"))))


class OuFichier(Struct, frozen=True):
    """A list, or the name of the file that holds it: `Annotated[tuple[X, ...] | str, OuFichier("x.csv")]`."""

    exemple: str

    def reader(self, kind: Any, inner: Callable[[], Reader]) -> Reader:
        """The name as text, else the list."""
        lines = reader_of(next(each for each in get_args(kind) if each is not str))

        def read(value: Any, path: Path, reading: Reading) -> Any:
            if isinstance(value, str):
                return reading.guarded(path, value, read_scalar, parse_text)
            return lines.read(value, path, reading)

        named = {"type": "string", "examples": [self.exemple]}
        return Reader(read, lambda schemas: {"anyOf": [named, lines.schema(schemas)]})


class Adhesions(Fact, frozen=True):
    """Les membres, un par un ou par EPCI."""

    communes_de: Annotated[Texte, key("Toutes les communes de cet EPCI.")] = ""
    sauf: Annotated[Noms, key("Communes de cet EPCI qui ne sont pas concernées.")] = ()
    communes: Annotated[Noms, key("Communes nommées une par une.")] = ()
    retours: Annotated[
        tuple[MembreGroupement, ...] | str,
        OuFichier("e_services-retours.csv"),
        key(
            "Ce qui est revenu des membres\u00a0: le nom d’un tableau (CSV ou classeur Excel) à côté de ce "
            "fichier, une ligne par membre, ou la liste elle-même."
        ),
    ] = ()

    @property
    def nommees(self) -> bool:
        """Whether members are named beside what came back from them."""
        return bool(self.communes_de or self.communes)

    def ici(self, rubrique: str, rang: int) -> Location:
        """Where one of its names is written."""
        return self.places.at(rubrique, rang)
