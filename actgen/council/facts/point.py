"""An item of the session: what was decided, who withdrew, the vote, and what followed."""

from collections.abc import Container
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, ClassVar, Self

from msgspec import field

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.keys import dit_neant
from actgen.council.facts.champs import ChampEcrit
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.presence import RetraitPhrase
from actgen.council.facts.references import Donnees, MembreNomme, Membres, References
from actgen.council.facts.reprise import PointPasse, Reprise, parse_reprise
from actgen.council.facts.suites import Accuse, Suites
from actgen.council.facts.texte import Prose, dit_une_phrase, nomme_un_fichier
from actgen.council.facts.vote import SCRUTINS, Candidatures, DemandePhrase, Scrutin, VoteDePoint, VotePhrase
from actgen.law.natures import Avantage, NatureElection, NatureOrganisme
from actgen.reading.facts import Fact, FileContext, Unwritten, key
from actgen.reading.fields import ONE_OR_MORE, Choix, Compte, Heure, Named, OuiNon, Raison, Reads, Texte
from actgen.reading.fields import Prose as EnAlineas

_AVANTAGES = (
    ("subvention", "aide"),
    ("dépense obligatoire", "depense_obligatoire"),
    ("rémunération", "designation"),
)
_NATURES_D_ORGANISME = (
    ("syndicat", "groupement de collectivités"),
    ("EPCI", "groupement de collectivités"),
    ("centre communal d’action sociale", "CCAS"),
)


class Organisme(Fact, frozen=True):
    """Un organisme où la collectivité est représentée, et que le point concerne."""

    nom: Annotated[Texte, key("Nom de l’organisme.")]
    nature: Annotated[
        Annotated[NatureOrganisme, Choix(_NATURES_D_ORGANISME)] | None,
        key(
            "Dans un groupement de collectivités (syndicat, EPCI), un CCAS ou une caisse des écoles, le "
            "retrait n’est pas exigé."
        ),
    ] = None
    representants: Annotated[Membres, key("Membres qui y représentent la collectivité.")] = ()
    designes_par_la_loi: Annotated[OuiNon | None, key("Y sont-ils désignés en application de la loi ?")] = (
        None
    )
    remuneres: Annotated[
        OuiNon | None, key("Y reçoivent-ils une rémunération ou un avantage particulier ?")
    ] = None
    recoit: Annotated[
        Annotated[Avantage, Choix(_AVANTAGES)] | None,
        key(
            "Ce que la décision lui donne ; « designation » : la désignation ou la rémunération de ses "
            "représentants."
        ),
    ] = None


SCRUTIN_CONTRADICTOIRE = rule("SCRUTIN-CONTRADICTOIRE")
_ELECTIONS = (
    ("président ou bureau d’un EPCI", "executif_epci"),
    ("délégués sénatoriaux", "delegues_senatoriaux"),
    ("délégués à un syndicat", "delegues_syndicat"),
    ("commission d’appel d’offres", "commission_appel_offres"),
    ("commission de délégation de service public", "delegation_service_public"),
)
_NATURES = ("nomination", "compte_administratif", "compte_financier_unique")
Textes = Annotated[tuple[Texte, ...], ONE_OR_MORE]
INFORMATION = "information"
"""What an item that is told and neither voted nor decided may say of its act: it has none."""


class Abandon(StrEnum):
    """What became of an item that was not dealt with: taken off, put off, or left."""

    RETIRE = "retire"
    REPORTE = "reporte"
    NON_TRAITE = "non_traite"

    @property
    def mot(self) -> str:
        return {"retire": "retiré", "reporte": "reporté"}.get(self.value, "non traité")


class Point(Fact, frozen=True):
    """Un point de la séance.

    `acte` names the kind of deliberation, or None (information). `retire`, `reporte`, `non_traite`: why it
    was not dealt with, under the key that says in what way. `recit`: what it tells, in the session itself,
    `texte` when it is in a file. `dispositif`: what is decided, when it is written
    in a file. `ordonnateur`, of accounts: who managed that year, though out of the council since. `reprise`:
    what `reprend` gave it, which its keys hold as if they were written here.
    """

    hints: ClassVar[dict[str, str]] = {
        "expose": "L'exposé s'écrit à « texte » : des phrases, ou le nom d'un fichier Word ou Markdown, "
        "« texte: point-3.docx ». De courts motifs s'écrivent à « considerant », un par tiret."
    }

    numero: Annotated[Compte, key("Numéro du point.")]
    reprend: Annotated[
        Annotated[PointPasse, Reads(parse_reprise, ("2026-04-10 point 3",))] | None,
        key(
            "Le point d’une séance passée dont celui-ci reprend l’acte, les rubriques et les textes, "
            "chiffres laissés en blanc : « 2026-04-10 point 3 » ; ce qui est écrit ici le remplace."
        ),
    ] = None
    reprise: Annotated[Reprise | None, Unwritten()] = None
    objet: Annotated[Texte, key("Objet du point ; certains actes l’écrivent d’eux-mêmes.")] = ""
    heure: Annotated[Heure | None, key("Heure à laquelle le point est abordé.")] = None
    acte: Annotated[
        Texte | None,
        key(
            "Nature de l’acte : deliberation_libre convient à tout objet ; d’autres ont leurs propres "
            "rubriques (subvention, tarifs, adhesion_groupement…) ; « information » : rien n’est voté."
        ),
    ] = None
    groupement: Annotated[
        Annotated[Groupement, Named(References.groupement)] | None,
        key("Nom du dossier du groupement de commandes ; « papeterie, avenant 1 » pour un avenant."),
    ] = None
    sans_acte: Annotated[
        OuiNon, key("« oui » : ce point voté ne donne aucune délibération à garder (question d’ordre, vœu…).")
    ] = False
    vus: Annotated[
        Textes, key("Textes que la délibération vise, un par tiret, « Vu » étant ajouté.", name="vu")
    ] = ()
    considerants: Annotated[
        Textes,
        key("Motifs de la délibération, un par tiret, « Considérant » étant ajouté.", name="considerant"),
    ] = ()
    decisions: Annotated[
        Textes,
        key(
            "Ce que le conseil décide, un article par tiret, le verbe en tête (« fixe le tarif à 90 € »), ou "
            "le nom d’un fichier Word ou Markdown.",
            name="decide",
        ),
    ] = ()
    dispositif: Annotated[Prose | None, Unwritten()] = None
    recit: Annotated[
        EnAlineas,
        key(
            "L’exposé de la délibération, ou ce que dit une information : des phrases (une ligne vide entre "
            "deux alinéas, « - » devant un tiret), ou le nom d’un fichier Word ou Markdown.",
            name="texte",
        ),
    ] = ""
    texte: Annotated[Prose | None, Unwritten()] = None
    discussion: Annotated[
        Texte,
        key(
            "Fichier Word ou Markdown de la teneur des discussions, écrite au seul procès-verbal ; « aucun » "
            "quand le point n’a pas été discuté.",
            name="debats",
        ),
    ] = ""
    debats: Annotated[Prose | None, Unwritten()] = None
    rapporteur: Annotated[MembreNomme | None, key("Nom du rapporteur.")] = None
    presidence: Annotated[
        MembreNomme | None, key("Qui préside ce point, si ce n’est pas le président de séance.")
    ] = None
    ordonnateur: Annotated[
        str,
        Named(References.ordonnateur),
        key(
            "Pour un vote des comptes : qui était maire (président) le 31 décembre de l’exercice jugé, s’il "
            "ne l’est plus ; « Prénom NOM, ancien maire » s’il ne siège plus au conseil."
        ),
    ] = ""
    retraits: Annotated[
        tuple[RetraitPhrase, ...],
        ONE_OR_MORE,
        key("Membres intéressés, qui n’ont pas pris part au point.", name="interesse"),
    ] = ()
    vote: Annotated[VoteDePoint | None, key("Le vote.")] = None
    scrutin: Annotated[
        Annotated[Scrutin, Choix(SCRUTINS)] | None, key("Main levée, scrutin public ou secret.")
    ] = None
    demandes: Annotated[
        tuple[DemandePhrase, ...],
        ONE_OR_MORE,
        key("Demandes de scrutin public, de scrutin secret ou de huis clos."),
    ] = ()
    huis_clos: Annotated[OuiNon, key("Le point a-t-il été traité à huis clos ?")] = False
    vote_huis_clos: Annotated[VotePhrase | None, key("Le vote, sans débat, qui a décidé le huis clos.")] = (
        None
    )
    renonciation_au_secret: Annotated[
        VotePhrase | None, key("Le vote par lequel le conseil a renoncé au scrutin secret d’une nomination.")
    ] = None
    secret_impose: Annotated[
        OuiNon, key("Un texte impose-t-il le scrutin secret (élection du maire et des adjoints) ?")
    ] = False
    candidatures: Annotated[
        Annotated[Candidatures, Choix((("une par siège", "une_par_siege"),))] | None,
        key("Pour une nomination : une candidature par siège, une liste unique, ou plusieurs."),
    ] = None
    election: Annotated[
        Annotated[NatureElection, Choix(_ELECTIONS)] | None,
        key(
            "Ce qu’on élit, si l’objet ne le dit pas : la répartition des sièges, le scrutin secret et les "
            "recours en dépendent."
        ),
    ] = None
    organisme: Annotated[
        Organisme | None, key("L’organisme que le point concerne, si la collectivité y est représentée.")
    ] = None
    nature: Annotated[
        str, Choix(parmi=_NATURES), key("Nature du point, quand la loi lui donne des règles propres.")
    ] = ""
    retire: Annotated[
        Raison, key("Pourquoi, ou par qui, le point a été retiré de l’ordre du jour : « par le maire ».")
    ] = ""
    reporte: Annotated[
        Raison, key("Pourquoi, ou à quand, le point a été reporté : « à la prochaine séance ».")
    ] = ""
    non_traite: Annotated[
        Raison, key("Pourquoi le point n’a pas été traité (faute de quorum, par exemple).")
    ] = ""
    signataire: Annotated[
        Texte, key("Qui est autorisé à signer, par exemple « le maire ou son adjoint délégué ».")
    ] = ""
    annexes: Annotated[Textes, key("Fichiers annexés.")] = ()
    champs: Annotated[MappingProxyType[str, ChampEcrit], Unwritten()] = field(
        default_factory=lambda: MappingProxyType({})
    )
    donnees_privees: Annotated[
        Donnees,
        key(
            "Ce que la copie à publier ne doit pas montrer, mot pour mot : un nom, une adresse, un montant ; "
            "l’acte du registre reste entier."
        ),
    ] = ()
    matiere: Annotated[
        Texte, key("Matière pour la transmission @CTES, par exemple 1.7, si ce n’est celle de l’acte.")
    ] = ""
    dispense_de_transmission: Annotated[
        Texte,
        key(
            "Ce que l’acte fixe, quand la loi le dispense de transmission, par exemple « tarifs de "
            "stationnement »."
        ),
    ] = ""
    suites: Annotated[
        Suites | None, key("Ce qui a suivi, si ces dates diffèrent de celles de la séance.")
    ] = None
    accuse: Annotated[Accuse | None, Unwritten()] = None  # read beside the session
    illisibles: Annotated[frozenset[Location], Unwritten()] = frozenset()  # its values that nobody can read

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """Its ballot is told to its vote; what it decides may stand in a file."""
        point, references = self, context.references
        if self.vote is not None and self.scrutin is not None:
            if not self.vote.places.said("scrutin"):
                point = replace(point, vote=replace(self.vote, scrutin=self.scrutin))
            elif self.vote.scrutin is not self.scrutin and references is not None:
                references.findings.append(_deux_scrutins(self.vote.places.at("scrutin")))
        if (
            point.vote is not None and point.vote.muet
        ):  # « tours: » and no round: the vote is still to be told
            point = replace(point, vote=None)
        nom = self.decisions[0] if len(self.decisions) == 1 else ""
        if nomme_un_fichier(nom) and references is not None:
            prose = references.read_prose(nom, self.lieux["decide"])
            point = replace(point, decisions=(), dispositif=prose)
        if self.recit and not dit_une_phrase(self.recit) and references is not None:
            prose = references.read_prose(self.recit, self.lieux["texte"])
            point = replace(point, recit="", texte=prose)
        if self.discussion and not self.sans_debats and references is not None:
            point = replace(point, debats=references.read_prose(self.discussion, self.lieux["debats"]))
        return point

    @property
    def sans_debats(self) -> bool:
        """Whether the file says that nobody discussed it: silence tells nothing."""
        return dit_neant(self.discussion)

    @property
    def abandon(self) -> Abandon | None:
        """In what way it was not dealt with; None when it was. Old words of `non_traite` still tell."""
        if self.retire:
            return Abandon.RETIRE
        if self.reporte or _tells_postponed(self.non_traite):
            return Abandon.REPORTE
        return Abandon.NON_TRAITE if self.non_traite else None

    @property
    def proses(self) -> tuple[Prose, ...]:
        """The text files that stand in its act: what it tells, decides, and its declared fields."""
        champs = (ecrit.valeur for ecrit in self.champs.values())
        return tuple(each for each in (self.texte, self.dispositif, *champs) if isinstance(each, Prose))

    @property
    def motif_abandon(self) -> str:
        """Why it was not dealt with, under whichever key."""
        return self.retire or self.reporte or self.non_traite


def _tells_postponed(motif: str) -> bool:
    """Whether these words tell of an item put off: not one withdrawn, nor one kept for want of quorum."""
    mots = motif.casefold()
    return ("report" in mots or "ajourn" in mots) and "quorum" not in mots


def _deux_scrutins(lieu: Location) -> Diagnostic:
    return SCRUTIN_CONTRADICTOIRE.tell(
        "Le vote et son point ne disent pas le même scrutin.",
        lieu,
        hint="Gardez une seule rubrique « scrutin ».",
    )
