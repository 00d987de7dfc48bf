"""A commune or an EPCI: what it is, where, how it publishes, who sits; its name → the official lists."""

import re
from collections import Counter
from collections.abc import Container, Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from msgspec import field

from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.keys import cle
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import enumerate_words, say
from actgen.council.facts.beside import Beside
from actgen.council.facts.charte import CharteEcrite
from actgen.council.facts.personne import Membre
from actgen.council.facts.phrases.votes import parse_population
from actgen.council.facts.roster import (
    ROSTER,
    Personne,
    check_roster,
    no_bureau_in_a_commune,
    seats_of_bureau,
)
from actgen.law import reference
from actgen.law.natures import GenreCollectivite
from actgen.reading.facts import Fact, FileContext, Unwritten, key
from actgen.reading.fields import (
    ONE_OR_MORE,
    AdresseWeb,
    As,
    Choix,
    Compte,
    Named,
    OuiNon,
    Phrase,
    Prefecture,
    Siren,
    Siret,
    Texte,
    Where,
)
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date

COLLECTIVITE_INCOMPLETE = rule("COLLECTIVITE-INCOMPLETE")
COMMUNE_INCONNUE = rule("COMMUNE-INCONNUE")
DEPARTEMENT_INCONNU = rule("DEPARTEMENT-INCONNU")
EPCI_INCONNU = rule("EPCI-INCONNU")
NUMERO_FORME = rule("NUMERO-FORME")

MOT_DU_RANG = "rang"
MOTS_DU_NUMERO = ("date", "annee", "mois", "jour", "point", MOT_DU_RANG)
"""What a number scheme holds between braces."""
SYNDICAT = "syndicat"
"""The nature of an EPCI without own taxation: of communes, or mixed and closed (art. L. 5711-1)."""


class ModePublicite(StrEnum):
    AFFICHAGE = "affichage"
    PAPIER = "papier"
    ELECTRONIQUE = "électronique"


class Territoire(NamedTuple):
    """A département or an arrondissement: `type_liaison` is INSEE's code for article and elision."""

    code: str
    nom: str
    type_liaison: str | None = None


def _known(annee: int, _context: FileContext) -> int:
    return annee


class Population(Fact, frozen=True):
    """Une population municipale, toujours avec son année.

    Only shipped data (`de_reference`) may lack its year.
    """

    habitants: Annotated[Compte, key("Nombre d’habitants.")]
    annee: Annotated[int | None, As(Compte, _known), key("Année de cette population.")]
    de_reference: Annotated[bool, Unwritten()] = False


PopulationEcrite = Annotated[Population, Phrase(parse_population, ("1417 en 2021",))]
PopulationTotale = Annotated[Population, Phrase(parse_population, ("1439 en 2021",))]
PopulationAncienne = Annotated[Population, Phrase(parse_population, ("1439 en 2018",))]


def _chosen(beside: Beside, texte: str, where: Where) -> date | None:
    """The day of the choice; none when it was never made."""
    read = parse_date(texte)
    if not isinstance(read, Problem):
        return read
    if cle(texte) != "jamais":
        hint = say("Écrivez une date, ou « jamais ».")
        beside.findings.append(read.code.finding(read.message, where(""), hint=hint))
    return None


class Publicite(Fact, frozen=True):
    """Comment la collectivité publie ses actes.

    `jamais_choisi` tells that its council took no option. `adresse`: where each deliberation is read on line,
    with words in braces for what changes. Its place is that of its mode.
    """

    mode: Annotated[Annotated[ModePublicite, Choix()] | None, key("Affichage, papier ou mise en ligne.")] = (
        None
    )
    choisi_le: Annotated[
        Annotated[date, Named(_chosen)] | None,
        key("Date de la délibération qui a choisi ce mode, ou « jamais »."),
    ] = None
    jamais_choisi: Annotated[bool, Unwritten()] = False
    adresse: Annotated[
        AdresseWeb,
        key(
            "Adresse où se lit chaque délibération publiée, avec {date}, {annee}, {point}, {numero} et "
            "{fichier}, le nom de sa copie à publier. Elle remplit les données ouvertes (DELIB_URL)."
        ),
    ] = ""

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """Whether it says that no option was taken."""
        never = cle(self.places.text("choisi_le")) == "jamais"
        return replace(self, jamais_choisi=never, lieu=self.lieux["mode"])

    @property
    def lieu_choix(self) -> Location | None:
        """Where the day of the choice is written."""
        return self.lieux.get("choisi_le")


class Collectivite(Fact, frozen=True, kw_only=True):
    """Une commune, un EPCI ou un syndicat.

    `code` is the INSEE code of a commune, the SIREN of an EPCI, empty where nobody can tell which one it is.
    `bureau`: who sits in it, each on the days of that seat.
    """

    genre: Annotated[GenreCollectivite, Unwritten()]
    code: Annotated[str, Unwritten()]
    nom: Annotated[str, Unwritten()]
    type_liaison: Annotated[str | None, Unwritten()] = None
    commune: Annotated[Texte, key("Nom de la commune, ou son code INSEE s’il y a des homonymes.")] = ""
    epci: Annotated[Texte, key("Nom de l’EPCI à fiscalité propre, ou son numéro SIREN.")] = ""
    syndicat: Annotated[
        Texte,
        key(
            "Nom d’un syndicat de communes ou d’un syndicat mixte fermé, à la place de « epci » ; avec "
            "« siren » et « departement »."
        ),
    ] = ""
    sigle: Annotated[Texte, key("Sigle sous lequel il est connu.")] = ""
    code_departement: Annotated[
        Texte, key("Code du département, s’il ne peut pas être trouvé.", name="departement")
    ] = ""
    departement: Annotated[Territoire, Unwritten()]
    arrondissement: Annotated[Territoire | None, Unwritten()] = None
    siege: Annotated[Texte, key("Commune du siège.")] = ""
    siren: Annotated[Siren, key("Numéro SIREN.")] = ""
    siret: Annotated[Siret, key("Numéro SIRET.")] = ""
    nature: Annotated[str, Unwritten()] = ""  # « communauté d’agglomération », « syndicat », for an EPCI
    prefecture: Annotated[
        Prefecture,
        key(
            "Identifiant @CTES du service de l’État qui reçoit les actes : PREF068, ou SPREF0684 pour une "
            "sous-préfecture."
        ),
    ] = ""
    tribunal: Annotated[Texte, key("Tribunal administratif, s’il ne peut pas être trouvé.")] = ""
    site_internet: Annotated[OuiNon | None, key("La collectivité a-t-elle un site internet ?")] = None
    population: Annotated[PopulationEcrite | None, key("Population municipale et son année.")] = None
    population_totale: Annotated[
        PopulationTotale | None,
        key("Population totale et son année, si la municipale est sous 3 500 et celle-ci au-delà."),
    ] = None  # with those counted apart: what R. 2151-2 goes by
    population_renouvellement: Annotated[
        PopulationAncienne | None,
        key(
            "Population municipale en vigueur au dernier renouvellement du conseil (celle de 2017 pour 2020, "
            "de 2023 pour 2026) : elle fixe ses sièges, le délai de convocation, la note de synthèse."
        ),
    ] = None
    commune_nouvelle: Annotated[
        OuiNon, key("Commune nouvelle, dont le nombre de sièges suit d’autres règles.")
    ] = False
    publicite: Annotated[Publicite, key("Comment la collectivité publie.", name="publication")] = field(
        default_factory=Publicite
    )
    numerotation: Annotated[
        Texte,
        key(
            "Numéro des délibérations, avec {date}, {annee}, {mois}, {jour}, {point} et {rang}, leur rang "
            "dans l’année.",
            name="numero",
        ),
    ] = "{date}-{point}"
    membres: Annotated[tuple[Membre, ...], ROSTER, key("Les membres, dans l’ordre du tableau.")] = ()
    bureau: Annotated[
        tuple[Personne, ...],
        ONE_OR_MORE,
        key("Bureau d’un EPCI : les noms de ceux des membres qui y siègent, le président compris."),
    ] = ()
    charte: Annotated[
        CharteEcrite | None,
        key("Charte graphique : rubriques, nom de son fichier, ou papier à en-tête Word."),
    ] = None

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """With what the official lists tell of it, and its members in their places."""
        beside = context.references
        if not isinstance(beside, Beside):
            return self
        base = self._reference()
        if isinstance(base, Diagnostic):
            context.tell(base)
            return replace(self, code="")
        self._check(beside, base.genre)
        bureau: tuple[Membre, ...] = ()
        if self.bureau and self.membres and base.est_commune:
            context.tell(no_bureau_in_a_commune(self.lieux["bureau"]))
        elif self.bureau and self.membres:  # without a council, one finding is enough
            bureau = seats_of_bureau(self.bureau, self.membres, self.lieux["bureau"], context)
        return replace(
            self,
            genre=base.genre,
            code=base.code,
            nom=base.nom,
            type_liaison=base.type_liaison,
            departement=base.departement,
            arrondissement=base.arrondissement,
            nature=base.nature,
            siege=self.siege or base.siege,
            siren=self.siren or base.siren,
            population=self.population or base.population,
            population_totale=self.population_totale or base.population_totale,
            bureau=bureau,
            lieu=base.lieu,
        )

    def _reference(self) -> "Collectivite | Diagnostic":
        """What the lists have under the name that it gives, or why they can't tell."""
        named = [rubrique for rubrique in ("epci", "syndicat", "commune") if getattr(self, rubrique)]
        if len(named) > 1:
            return COLLECTIVITE_INCOMPLETE.finding(
                say("Ce fichier nomme à la fois une commune et un EPCI.")
                if named == ["epci", "commune"]
                else say("Ce fichier nomme plusieurs collectivités."),
                *(self.lieux[rubrique] for rubrique in named),
                hint=say("Gardez une seule de ces deux lignes : chacun a son propre fichier."),
            )
        if self.commune:
            return commune(self.commune, self.lieux["commune"], self.code_departement)
        if self.epci:
            return epci(self.epci, self.lieux["epci"], self.code_departement)
        if self.syndicat:
            return self._syndicat()
        return COLLECTIVITE_INCOMPLETE.tell(
            "Ce fichier ne dit pas de quelle commune, ou de quel EPCI, il s'agit.",
            self.lieu,
            hint="Ajoutez une ligne « commune: » (ou « epci: ») avec son nom ou son code.",
        )

    def _syndicat(self) -> "Collectivite | Diagnostic":
        """No list that ships has them: their own file says what there is to know."""
        nom, lieu = self.syndicat, self.lieux["syndicat"]
        if not self.siren:
            return COLLECTIVITE_INCOMPLETE.finding(
                say("Le syndicat « {nom} » n'a pas de numéro SIREN dans ce fichier.", nom=nom),
                lieu,
                hint=say("Ajoutez une ligne « siren: » : actgen n'a pas la liste des syndicats."),
            )
        siege = reference.departement(self.code_departement) if self.code_departement else None
        if siege is None:
            return DEPARTEMENT_INCONNU.finding(
                say("Le département du siège de « {nom} » n'est pas connu.", nom=nom),
                lieu,
                hint=say("Écrivez son code à la rubrique « departement » : « 21 »."),
            )
        return Collectivite(
            genre=GenreCollectivite.EPCI,
            code=self.siren,
            nom=nom,
            departement=_territoire(siege),
            siren=self.siren,
            nature=SYNDICAT,
            lieu=lieu,
        )

    def _check(self, beside: Beside, genre: GenreCollectivite) -> None:
        """Its number scheme and its roster."""
        rest = self.numerotation
        for mot in MOTS_DU_NUMERO:
            rest = rest.replace(f"{{{mot}}}", "")
        distinct = "{point}" in self.numerotation or emploie_le_rang(self.numerotation)
        if "{" in rest or "}" in rest or not distinct:
            permis = ", ".join(f"{{{mot}}}" for mot in MOTS_DU_NUMERO)
            beside.findings.append(
                NUMERO_FORME.finding(
                    say("La règle de numérotation « {regle} » ne convient pas.", regle=self.numerotation),
                    self.lieux["numero"],
                    hint=say("Elle contient {{point}} ou {{rang}} et n'emploie que ces mots : ")
                    + permis
                    + ".",
                )
            )
        if not self.places.count("membres"):
            beside.findings.append(
                COLLECTIVITE_INCOMPLETE.tell(
                    "Ce fichier ne nomme aucun membre du conseil.",
                    self.lieux["membres"],
                    hint="Écrivez-les à la rubrique « membres », dans l'ordre du tableau.",
                    severity=Severity.ERROR if beside.tenue else Severity.WARNING,
                )
            )
        beside.findings.extend(check_roster(self.membres, genre, syndicat=bool(self.syndicat)))

    @property
    def est_commune(self) -> bool:
        return self.genre is GenreCollectivite.COMMUNE

    @property
    def est_syndicat(self) -> bool:
        """Whether it is an EPCI without own taxation, to which several rules of the others don't apply."""
        return self.nature == SYNDICAT

    def en_exercice(self, jour: date) -> tuple[Membre, ...]:
        """Members holding a seat on that day, in the order of the table."""
        return tuple(membre for membre in self.membres if membre.en_exercice(jour))

    def suppleants(self, jour: date) -> tuple[Membre, ...]:
        """Those who may stand in for a member in office that day."""
        return tuple(membre.suppleant for membre in self.en_exercice(jour) if membre.suppleant)

    def bureau_en_exercice(self, jour: date) -> tuple[Membre, ...]:
        """Members of the Bureau on that day, in the order of the table."""
        sieges = {siege.nom_complet for siege in self.bureau if siege.en_exercice(jour)}
        return tuple(membre for membre in self.en_exercice(jour) if membre.nom_complet in sieges)


class CollectiviteNommee(Collectivite, frozen=True, kw_only=True):
    """Le nom d’un fichier de collectivites/, ou les rubriques d’une collectivité."""

    fichier: Annotated[Texte, key("Nom du fichier, sans son extension.")] = ""

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """What is named is read from its own file."""
        return self if self.fichier else super().completed(context, keys)


def parse_reference(phrase: str) -> dict[str, object]:
    """The name of a file of the workspace."""
    return {"fichier": phrase}


def emploie_le_rang(regle: str) -> bool:
    """Whether a number scheme counts the acts of the year."""
    return f"{{{MOT_DU_RANG}}}" in regle


Trouve = Collectivite | Diagnostic
_TITRE = re.compile(
    r"^(?:la )?(?:mairie|commune|ville|municipalite)(?P<article> (?:de la |de l['’]|du |des )| d['’]| de )",
    re.IGNORECASE,
)
_ARTICLES = {"du": "le ", "des": "les ", "de la": "la ", "de l": "l'"}


def commune(nom: str, lieu: Location, departement: str = "", mender: Mender = Mender.SECRETAIRE) -> Trouve:
    """The commune of that name or INSEE code, or why it can't be told; a département tells homonyms apart."""
    trouvee = reference.commune(nom, departement)
    if trouvee is None and departement and (ailleurs := reference.commune(nom)):
        return _elsewhere(nom, ailleurs, departement, lieu, mender)
    if isinstance(trouvee, tuple):
        choix = _or([f"{c.code} ({c.nom}, {c.departement.nom})" for c in trouvee])
        return COMMUNE_INCONNUE.finding(
            say("Plusieurs communes s'appellent « {nom} ».", nom=nom),
            lieu,
            hint=say("Écrivez son code INSEE : ") + choix + ".",
            mender=mender,
        )
    if trouvee is None:
        proches = _distinct(reference.communes_proches(sans_titre(nom)))
        hint = say("Noms proches : ") + enumeration(proches, "ou") + "." if proches else ""
        return COMMUNE_INCONNUE.finding(
            say("Aucune commune ne s'appelle « {nom} ».", nom=nom),
            lieu,
            hint=hint or say("Vérifiez l'orthographe, ou écrivez son code INSEE."),
            mender=mender,
        )
    return de_reference(trouvee, lieu)


def sans_titre(nom: str) -> str:
    """« Mairie de Lazer » → « Lazer », « Ville du Havre » → « le Havre »: the commune that answers."""
    titre = _TITRE.match(nom.strip())
    if titre is None:
        return nom
    article = _ARTICLES.get(titre["article"].strip(" '’").casefold(), "")
    return f"{article}{nom.strip()[titre.end() :]}"


def _distinct(communes: tuple[reference.Commune, ...]) -> list[str]:
    """Their names, each once; homonyms by their code, which tells them apart."""
    fois = Counter(each.nom for each in communes)
    return [
        say("« {nom} »", nom=each.nom) if fois[each.nom] == 1 else f"{each.code} ({each.nom})"
        for each in communes
    ]


def _elsewhere(
    nom: str,
    trouvee: reference.Commune | tuple[reference.Commune, ...],
    departement: str,
    lieu: Location,
    mender: Mender,
) -> Diagnostic:
    possibles = trouvee if isinstance(trouvee, tuple) else (trouvee,)
    codes = _or([f"{c.departement.code} ({c.departement.nom})" for c in possibles])
    return COMMUNE_INCONNUE.finding(
        say("« {nom} » n'est pas dans le département « {departement} ».", nom=nom, departement=departement),
        lieu,
        hint=say("Corrigez la rubrique « departement », ou effacez-la ; cette commune est dans : ")
        + codes
        + ".",
        mender=mender,
    )


def _or(choix: list[str]) -> str:
    """Choices that each hold a code and its explanation, without quotes: only the code is to be typed."""
    return " ou ".join(filter(None, (", ".join(choix[:-1]), choix[-1])))


def de_reference(commune: reference.Commune, lieu: Location | None) -> Collectivite:
    """A commune as the reference data has it."""
    arrondissement = commune.arrondissement
    population, dgcl = commune.population_municipale, commune.populations_dgcl
    return Collectivite(
        genre=GenreCollectivite.COMMUNE,
        code=commune.code,
        nom=commune.nom,
        type_liaison=commune.type_liaison,
        departement=_territoire(commune.departement),
        arrondissement=(Territoire(arrondissement.code, arrondissement.nom) if arrondissement else None),
        siege=commune.nom,
        siren=commune.siren or "",
        population=(
            Population(population.habitants, population.annee, de_reference=True) if population else None
        ),
        population_totale=(Population(dgcl.totale, None, de_reference=True) if dgcl else None),
        lieu=lieu,
    )


def epci(nom: str, lieu: Location, departement: str = "", mender: Mender = Mender.SECRETAIRE) -> Trouve:
    """The EPCI of that name or SIREN; its département is that of its communes when they share one."""
    trouve = reference.epci(nom)
    if isinstance(trouve, tuple):
        choix = _or([f"{e.siren} ({e.nom})" for e in trouve])
        return EPCI_INCONNU.finding(
            say("Plusieurs EPCI s'appellent « {nom} ».", nom=nom),
            lieu,
            hint=say("Écrivez son numéro SIREN : ") + choix + ".",
            mender=mender,
        )
    if trouve is None:
        proches = [e.nom for e in reference.epci_proches(nom)]
        hint = say("Noms proches : ") + enumerate_words(proches) + ". " if proches else ""
        return EPCI_INCONNU.finding(
            say("Aucun EPCI à fiscalité propre ne s'appelle « {nom} ».", nom=nom),
            lieu,
            hint=hint
            + say(
                "Écrivez son nom entier, ou son numéro SIREN : peu de sigles sont connus. Un syndicat "
                "s'écrit à la rubrique « syndicat »."
            ),
            mender=mender,
        )
    return _epci(trouve, lieu, departement, mender)


def _epci(trouve: reference.Epci, lieu: Location, departement: str, mender: Mender) -> Trouve:
    possibles = reference.departements_de(trouve.siren)
    siege = reference.departement(departement) if departement else None
    if siege is not None and possibles and siege.code not in {d.code for d in possibles}:
        siege = None
    if siege is None and len(possibles) == 1 and not departement:
        siege = possibles[0]
    if siege is None:
        return DEPARTEMENT_INCONNU.finding(
            say(
                "« {nom} » n'a pas de commune dans le département « {code} ».",
                nom=trouve.nom_seul,
                code=departement,
            )
            if departement
            else say("Le département du siège de « {nom} » n'est pas connu.", nom=trouve.nom_seul),
            lieu,
            hint=say("Écrivez à la rubrique « departement » le code du siège : ")
            + _or([f"{d.code} ({d.nom})" for d in possibles])
            + ".",
            mender=mender,
        )
    populations = trouve.populations_dgcl
    return Collectivite(
        genre=GenreCollectivite.EPCI,
        code=trouve.siren,
        nom=trouve.nom_seul,
        departement=_territoire(siege),
        siren=trouve.siren,
        nature=trouve.nature.value,
        population=Population(populations.municipale, None, de_reference=True),
        lieu=lieu,
    )


def _territoire(departement: reference.Departement) -> Territoire:
    return Territoire(departement.code, departement.nom, departement.type_liaison)


CONSEIL = say("Pour un EPCI : son nom entier, son sigle ou son numéro SIREN.")


def epci_nomme(nom: str, membres: Iterable[Collectivite]) -> Collectivite | None:
    """The member that the official list bears under that name, its type told in full, in initials or not.

    A commune's name is the commune's, be it no member: « La Rochelle » is not its agglomération.
    """
    connus = {membre.code: membre for membre in membres if not membre.est_commune}
    if not connus or reference.commune(nom) is not None:
        return None
    trouve = reference.epci(nom)
    possibles = trouve if isinstance(trouve, tuple) else (trouve,)
    parmi = [connus[each.siren] for each in possibles if each is not None and each.siren in connus]
    return parmi[0] if len(parmi) == 1 else None
