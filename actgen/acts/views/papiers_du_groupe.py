"""What goes between a coordinator and its members: sheet of signature, letter, shares of the costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from string import ascii_uppercase
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Inline, Place, Strong, Text
from actgen.acts.tree.nodes import (
    Align,
    Block,
    Cell,
    Paragraph,
    Row,
    SignaturePlace,
    Signatures,
    Style,
    Table,
)
from actgen.acts.views.groupement import (
    Textes,
    VueClauses,
    VueCoordonnateur,
    VueGroupement,
    nom_court,
    pluriel,
    signataire_de,
    version_de,
    vue_groupement,
)
from actgen.acts.views.presence import capitale
from actgen.acts.views.seance import ou_lacune, vue_collectivite
from actgen.acts.views.views import Connu, JourConnu, Sens, VueCollectivite
from actgen.base.text.dates import date_longue
from actgen.base.text.elision import elision
from actgen.base.text.grammar import Genre, le
from actgen.base.text.lists import enumeration
from actgen.base.text.numbers import nombre
from actgen.base.text.typography import typeset
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.couts import Service
from actgen.council.facts.groupement import (
    CleDeRepartition,
    Coordonnateur,
    Groupement,
    LigneAnnexe,
    MembreGroupement,
    MotifDeRemise,
    Remise,
)
from actgen.council.facts.seance import Organe
from actgen.council.figures.groupements import lancee, relance
from actgen.council.figures.parts import (
    DepenseRepartie,
    PartDuMembre,
    Repartition,
    depense_dite,
    en_liste,
    en_phrase,
)
from actgen.council.figures.reponses import EXECUTE, Faute, a_reprendre


class VueFeuille(Struct, frozen=True):
    """La feuille sur laquelle un membre du groupement signe la convention."""

    groupement: VueGroupement
    coordonnateur: VueCoordonnateur
    collectivite: Annotated[VueCollectivite, Sens("Le membre qui signe.")]
    code: Annotated[str, Sens("Son code INSEE, ou son numéro SIREN.")]
    est_coordonnateur: Annotated[bool, Sens("Oui quand ce membre est le coordonnateur.")]
    rang: Annotated[int, Sens("Son rang dans l’annexe 1.")]
    version: Annotated[Connu, Sens("Version du texte que les conseils ont approuvée.")]
    empreinte: Annotated[str, Sens("Empreinte de ce texte, par groupes de quatre signes.")]
    signataire: Annotated[Connu, Sens("Nom et qualité de qui signe, ou la place où les porter.")]
    de_l_organe: Annotated[str, Sens("Qui a décidé, après « de » : « du conseil municipal ».")]
    par_l_organe: Annotated[
        str, Sens("Le même, après « par » : « le conseil municipal », « décision du maire ».")
    ]
    numero: Annotated[str, Sens("Numéro de la délibération ; ou vide.")]
    deliberation: Annotated[JourConnu, Sens("Date de la délibération, ou la place où la porter.")]
    fait_le: Annotated[Inline, Sens("Place où porter la date de signature.")]
    signatures: Annotated[Signatures, Sens("Place de la signature du membre.")]


_UN_HOMME_SEUL = {"maire": "du maire", "président": "du président"}  # who decides by delegation

_NOM = 48  # characters of a name and an office, written by hand


def vue_feuille(groupement: Groupement, ligne: LigneAnnexe, textes: Textes, empreinte: str) -> VueFeuille:
    """The sheet on which that member signs."""
    membre, signataire = ligne.membre, typeset(signataire_de(ligne, groupement.coordonnateur))
    vue, seul = vue_groupement(groupement, textes, membre.collectivite), _UN_HOMME_SEUL.get(membre.organe, "")
    organe = Organe.BUREAU if membre.organe == Organe.BUREAU.value else Organe.CONSEIL
    collectivite = vue_collectivite(membre.collectivite, organe)
    return VueFeuille(
        groupement=vue,
        coordonnateur=vue.coordonnateur,
        collectivite=collectivite,
        code=membre.collectivite.code,
        est_coordonnateur=ligne.est_coordonnateur,
        rang=ligne.rang,
        version=version_de(groupement),
        empreinte=empreinte,
        signataire=signataire or Place("nom et qualité du signataire", _NOM),
        de_l_organe=seul or collectivite.de_l_assemblee,
        par_l_organe=f"décision {seul}" if seul else le(collectivite.assemblee),
        numero=membre.numero,
        deliberation=membre.deliberation_le or Place("date de la délibération"),
        fait_le=Place("date de signature"),
        signatures=Signatures(
            (
                SignaturePlace(
                    f"Pour {nom_court(membre.collectivite)}",
                    signataire,
                    f"membre_{membre.collectivite.code}",
                ),
            )
        ),
    )


class VueLettre(Struct, frozen=True):
    """La lettre qui accompagne le modèle de délibération envoyé à une commune."""

    groupement: VueGroupement
    coordonnateur: VueCoordonnateur
    clauses: VueClauses
    collectivite: Annotated[VueCollectivite, Sens("La commune à qui la lettre est adressée.")]
    version: Annotated[Connu, Sens("Version du texte que les conseils approuvent.")]
    empreinte: Annotated[str, Sens("Empreinte du texte, par groupes de quatre signes.")]
    datee_du: Annotated[Inline | date, Sens("Date de la lettre, ou la place où la porter à la main.")]
    a_deliberer_avant: Annotated[JourConnu, Sens("Date avant laquelle le conseil est prié de délibérer.")]
    relance: Annotated[bool, Sens("Oui une fois passé le jour avant lequel le conseil devait délibérer.")]
    remise: Annotated[
        str,
        Sens("Pourquoi le conseil n’a rien décidé, et quand : « il a ajourné sa décision le … » ; ou vide."),
    ]
    reprise: Annotated[str, Sens("Ce qui, dans la réponse reçue, est à délibérer de nouveau ; ou vide.")]
    lancee: Annotated[bool, Sens("Oui une fois lancée la consultation, à la date de la lettre.")]
    contact: Annotated[str, Sens("Service à joindre, dans les mots du groupement ; ou vide.")]
    signatures: Annotated[Signatures, Sens("Place de la signature du coordonnateur.")]


_REMISES = {
    MotifDeRemise.AJOURNEE: "il a ajourné sa décision",
    MotifDeRemise.RETIREE: "il a retiré ce point de son ordre du jour",
    MotifDeRemise.SANS_QUORUM: "il n’a pas réuni le quorum",
}


def reprise_dite(groupement: Groupement, membre: MembreGroupement) -> str:
    """What is wrong with the answer of a member whose council has to decide again; else empty."""
    du = f" du {date_longue(membre.deliberation_le, jour=False)}" if membre.deliberation_le else ""
    match a_reprendre(groupement, membre):
        case None:
            return ""
        case Faute.MANDAT if EXECUTE[membre.mandat] == "coordonnateur":
            return (
                f"La délibération{du} de votre conseil confie au coordonnateur la passation et l’exécution, "
                "alors que la convention laisse l’exécution à chaque membre."
            )
        case Faute.MANDAT:
            return (
                f"La délibération{du} de votre conseil confie au coordonnateur la seule passation, alors que "
                "la convention lui confie aussi l’exécution."
            )
        case Faute.AUTRE_TEXTE:
            autre = membre.version or f"empreinte {membre.empreinte}"
            return (
                f"La délibération{du} de votre conseil porte sur un autre texte (« {typeset(autre)}"
                " ») que celui qui est soumis aux conseils."
            )
        case _:
            dite = _UN_HOMME_SEUL.get(membre.organe, "")
            acte = f"décision {dite}" if dite else "délibération de bureau"
            quoi = "adhérer à un groupement de commandes" if groupement.avenant is None else "l’approuver"
            return (
                f"Ce que nous avons reçu de votre commune est une {acte}{du}, et seul le conseil municipal "
                f"peut décider {elision('de', quoi)}, par une délibération."
            )


def vue_lettre(
    groupement: Groupement,
    commune: Collectivite,
    textes: Textes,
    empreinte: str,
    au: date | None = None,
    remise: Remise | None = None,
    reprise: str = "",
) -> VueLettre:
    """The letter to that commune. The date of sending is written by hand when the file has none.

    `remise`: why its council, which has met, has decided nothing. `reprise`: what is wrong with its answer.

    Made on a day after that before which its council was asked to decide, it reminds of it: the date of the
    file is that of the first letter.
    """
    vue = vue_groupement(groupement, textes, commune, au)
    demande, en_retard = groupement.conseils, relance(groupement, au)
    return VueLettre(
        groupement=vue,
        coordonnateur=vue.coordonnateur,
        clauses=vue.clauses,
        collectivite=vue_collectivite(commune, Organe.CONSEIL),
        version=version_de(groupement),
        empreinte=empreinte,
        datee_du=(None if en_retard or reprise or lancee(groupement, au) else demande.lettre_du)
        or Place("date de la lettre"),
        a_deliberer_avant=ou_lacune(
            demande.a_deliberer_avant,
            "conseils.a_deliberer_avant",
            "date avant laquelle les conseils délibèrent",
            demande.lieux,
        ),
        relance=en_retard,
        remise=_remise(remise),
        reprise=reprise,
        lancee=lancee(groupement, au),
        contact=typeset(demande.contact).rstrip(" ."),
        signatures=Signatures((_place(groupement.coordonnateur),)),
    )


def _remise(remise: Remise | None) -> str:
    if remise is None:
        return ""
    jour = f" le {date_longue(remise.le, jour=False)}" if remise.le else ""
    return f"{_REMISES[remise.motif]}{jour}"


def _place(coordonnateur: Coordonnateur) -> SignaturePlace:
    """« Le président », above the name of who signs; « Pour m2A », where his or her office is not told so."""
    nom, qualite = coordonnateur.representant, coordonnateur.qualite
    civilite, *reste = nom.split(maxsplit=1) or [""]
    if qualite and reste and civilite in _CIVILITES:
        return SignaturePlace(
            capitale(le(typeset(qualite), _CIVILITES[civilite])), typeset(reste[0]), "coordonnateur"
        )
    signataire = ", ".join(filter(None, (nom, qualite)))
    return SignaturePlace(
        f"Pour {nom_court(coordonnateur.collectivite)}", typeset(signataire), "coordonnateur"
    )


_CIVILITES = {"M.": Genre.MASCULIN, "Mme": Genre.FEMININ}


LETTRE, RAPPEL = "lettre", "rappel"
"""The keys of the letter to a council, and of its reminder, which leaves the letter as it was sent."""


class VueDepense(Struct, frozen=True):
    """Une dépense prévue et la clé qui la répartit."""

    repere: Annotated[str, Sens("Lettre de sa rubrique : « A », « B ».")]
    rubrique: Annotated[str, Sens("Titre de la rubrique.")]
    cas: Annotated[str, Sens("Titre du cas ; ou vide.")]
    objet: Annotated[str, Sens("Ce qu’elle paie : objet, puis service ; ou vide.")]
    cle: Annotated[str, Sens("Clé de répartition : « population × téléservices », « Mulhouse ».")]
    montant: Annotated[Decimal, Sens("Montant prévu.")]


class VueServiceUtilise(Struct, frozen=True):
    """Un service et les membres qui l’utilisent."""

    nom: Annotated[str, Sens("Nom du service.")]
    membres: Annotated[
        str, Sens("« Mulhouse et Sausheim », « tous les membres, sauf Hombourg », « aucun membre ».")
    ]
    nombre: Annotated[int, Sens("Nombre de membres qui l’utilisent.")]
    compte: Annotated[bool, Sens("Oui s’il entre dans le nombre de services d’un membre.")]


class VueRepartition(Struct, frozen=True):
    """La répartition prévisionnelle des dépenses de l’annexe 2 entre les membres."""

    groupement: VueGroupement
    coordonnateur: VueCoordonnateur
    periode: Annotated[Connu, Sens("Ce que couvrent les montants : « année 2024 ».")]
    taxes: Annotated[Connu, Sens("« hors taxes » ou « toutes taxes comprises ».")]
    annee_population: Annotated[str, Sens("Année de la population employée ; ou vide.")]
    populations_donnees: Annotated[str, Sens("Membres dont le dossier donne la population ; ou vide.")]
    sans_habitants: Annotated[str, Sens("Membres que le dossier compte sans habitant ; ou vide.")]
    depenses: Annotated[tuple[VueDepense, ...], Sens("Dépenses, dans l’ordre du dossier.")]
    services: Annotated[tuple[VueServiceUtilise, ...], Sens("Services, dans l’ordre du dossier.")]
    par_services: Annotated[bool, Sens("Oui si une clé au moins emploie le nombre de services.")]
    total: Annotated[Decimal, Sens("Somme des dépenses.")]
    nombre_membres: Annotated[int, Sens("Nombre des membres entre qui elles sont réparties.")]
    annexe_1_du: Annotated[
        str, Sens("Date à laquelle est arrêtée l’annexe 1, dont seuls les membres ont une part ; ou vide.")
    ]
    sans_charge: Annotated[str, Sens("Membres qui ne paient rien, énumérés ; ou vide.")]
    ont_refuse: Annotated[str, Sens("Membres qui ont refusé d’adhérer, et n’ont pas de part ; ou vide.")]
    hors_annexe_1: Annotated[
        str, Sens("Autres membres sans part, car l’annexe 1 est arrêtée sans eux ; ou vide.")
    ]
    sans_payeur: Annotated[
        str,
        Sens("Dépenses qu’aucun des membres comptés ne paie, hors du total, avec leur montant ; ou vide."),
    ]
    tableau: Annotated[
        tuple[Block, ...], Sens("Part de chaque membre : une colonne par rubrique, et le total.")
    ]


_PAR_SERVICES = frozenset({CleDeRepartition.POPULATION_ET_SERVICES, CleDeRepartition.SERVICES})

_NAME, _PAGE = 30, 130  # millimetres of a line: the names of members, and what is left for figures
_TEXT, _NARROW = 130, 2  # the line of a table of no more columns of figures: that of the text
_PLAIN, _BOLD, _HEAD = 1.6, 1.7, 1.85  # of a figure, of one in bold, of a letter in bold

_ROOM = 2.5  # around the words of a cell

_LONGEST_HEAD = 24  # characters of a title that heads a column

_A_FEW = 5  # members, named one by one

_CENT = Decimal("0.01")


def vue_repartition(parts: Repartition, textes: Textes) -> VueRepartition:
    """The paper that shows the share of each member; every cost of `parts` is shared out."""
    groupement = parts.groupement
    couts = groupement.couts
    vue = vue_groupement(groupement, textes)
    return VueRepartition(
        groupement=vue,
        coordonnateur=vue.coordonnateur,
        periode=ou_lacune(
            typeset(couts.periode), "annexe_2.couts.periode", "période que couvrent les montants", couts.lieux
        ),
        taxes=ou_lacune(
            couts.taxes, "annexe_2.couts.taxes", "montants hors taxes ou toutes taxes comprises", couts.lieux
        ),
        annee_population=str(parts.annee) if parts.par_population and parts.annee else "",
        populations_donnees=_donnees(parts, avec_habitants=True),
        sans_habitants=_donnees(parts, avec_habitants=False),
        depenses=tuple(_depense(parts, depense) for depense in parts.depenses),
        services=tuple(_service(parts, service) for service in couts.services),
        par_services=any(depense.cle in _PAR_SERVICES for depense in parts.depenses),
        total=parts.total,
        nombre_membres=len(parts.lignes),
        annexe_1_du=date_longue(parts.annexe_1_du, jour=False) if parts.annexe_1_du else "",
        sans_charge=enumeration(_name(ligne) for ligne in parts.lignes if not ligne.total),
        ont_refuse=enumeration(en_phrase(membre.collectivite) for membre in parts.refus),
        hors_annexe_1=enumeration(en_phrase(membre.collectivite) for membre in parts.hors_annexe_1),
        sans_payeur=enumeration(map(depense_dite, parts.sans_payeur)),
        tableau=tableau(parts),
    )


def repere(rang: int) -> str:
    """The letter of a heading: A to Z, then AA and so on."""
    tour, lettre = divmod(rang, len(ascii_uppercase))
    return (repere(tour - 1) if tour else "") + ascii_uppercase[lettre]


def mots_de_la_cle(depense: DepenseRepartie, groupement: Groupement) -> str:
    """The key in the words of the group: what it counts, and the name of who pays alone."""
    unites = pluriel(groupement.unite)
    match depense.cle:
        case CleDeRepartition.MEMBRE_DEMANDEUR | CleDeRepartition.COORDONNATEUR:
            seul = next(m.collectivite for m in groupement.membres if m.collectivite.code in depense.parts)
            return f"{depense.cle.value}\u00a0: {seul.sigle or seul.nom}"
        case CleDeRepartition.POPULATION_ET_SERVICES:
            return f"population × {unites}"
        case CleDeRepartition.SERVICES:
            return f"nombre {elision('de', unites)}"
        case autre:
            return autre.value


def _depense(parts: Repartition, depense: DepenseRepartie) -> VueDepense:
    fait = depense.depense
    service = fait.service.nom if fait.service else ""
    return VueDepense(
        repere=repere(parts.rubriques.index(depense.rubrique)),
        rubrique=typeset(depense.rubrique.titre),
        cas=typeset(depense.cas.titre),
        objet=typeset(", ".join(filter(None, (fait.objet, service)))),
        cle=mots_de_la_cle(depense, parts.groupement),
        montant=fait.montant,
    )


def _service(parts: Repartition, service: Service) -> VueServiceUtilise:
    noms = {ligne.membre.collectivite.code: _name(ligne) for ligne in parts.lignes}
    utilisateurs = [nom for code, nom in noms.items() if code in service.membres]
    autres = [nom for code, nom in noms.items() if code not in service.membres]
    mots = enumeration(utilisateurs) or "aucun membre"
    if not autres:
        mots = "tous les membres"
    elif len(autres) < len(utilisateurs) and len(utilisateurs) > _A_FEW:
        mots = f"tous les membres, sauf {enumeration(autres)}"
    return VueServiceUtilise(
        nom=typeset(service.nom),
        membres=mots,
        nombre=len(utilisateurs),
        compte=service in parts.services_comptes,
    )


def _donnees(parts: Repartition, *, avec_habitants: bool) -> str:
    """The members whose population the file gives, where a key uses it: with inhabitants, or without."""
    donnees = parts.groupement.couts.populations if parts.par_population else {}
    dites = [each for each in parts.lignes if each.membre.collectivite.code in donnees]
    return enumeration(
        en_phrase(each.membre.collectivite) for each in dites if bool(each.population) is avec_habitants
    )


def _name(ligne: PartDuMembre) -> str:
    return ligne.membre.collectivite.nom


class _Colonne(Struct, frozen=True):
    """A column: its head, its cells in the order of members, its total (empty: none)."""

    tete: str
    cellules: tuple[str, ...]
    total: str = ""

    @property
    def largeur(self) -> int:
        """In millimetres: its longest word, which no line cuts, and the room around it."""
        tete = max(map(len, self.tete.split(" "))) * _HEAD
        chiffres = max(len(self.total) * _BOLD, max(map(len, self.cellules)) * _PLAIN)
        return ceil(max(tete, chiffres) + _ROOM)


def tableau(parts: Repartition) -> tuple[Block, ...]:
    """The share of each member, a column a heading, in as many tables as the width of a page asks for.

    Headings are named by their letters, unless their titles fit in one table.
    """
    poids = list(_weight(parts))
    titres = [f"{repere(rang)}. {typeset(r.titre)}" for rang, r in enumerate(parts.rubriques)]
    montants = list(_amounts(parts, titres))
    if max(map(len, titres)) > _LONGEST_HEAD or _width([*poids, *montants]) > _PAGE:
        lettres = [f"Rubrique {repere(rang)}" for rang in range(len(titres))]
        montants = list(_amounts(parts, lettres))
    combien = ceil(_width(montants) / (_PAGE - _width(poids)))
    de_front = ceil(len(montants) / combien)
    tranches = [montants[debut : debut + de_front] for debut in range(0, len(montants), de_front)]
    return tuple(_table(parts, [*poids, *tranche]) for tranche in tranches)


def _width(colonnes: Sequence[_Colonne]) -> int:
    return sum(colonne.largeur for colonne in colonnes)


def _weight(parts: Repartition) -> Iterator[_Colonne]:
    """What weighs in the keys, for a reader to do the sum again."""
    lignes = parts.lignes
    if parts.par_population:
        populations = ("—" if ligne.population is None else nombre(ligne.population) for ligne in lignes)
        yield _Colonne("Habitants", tuple(populations))
    if any(depense.cle in _PAR_SERVICES for depense in parts.depenses):
        yield _Colonne("Services", tuple(str(ligne.services) for ligne in lignes))


def _amounts(parts: Repartition, tetes: Sequence[str]) -> Iterator[_Colonne]:
    for rang, tete in enumerate(tetes):
        cellules = tuple(_euros(ligne.parts[rang]) for ligne in parts.lignes)
        yield _Colonne(tete, cellules, _euros(parts.totaux[rang]))
    if len(tetes) > 1:
        totaux = tuple(_euros(ligne.total) for ligne in parts.lignes)
        yield _Colonne("Total", totaux, _euros(parts.total))


def _table(parts: Repartition, colonnes: Sequence[_Colonne]) -> Table:
    tete = Row((_cell("Membre", header=True), *(_cell(c.tete, header=True, right=True) for c in colonnes)))
    corps = [
        Row(
            (
                _cell(en_liste(ligne.membre.collectivite)),
                *(_cell(c.cellules[rang], right=True) for c in colonnes),
            )
        )
        for rang, ligne in enumerate(parts.lignes)
    ]
    totaux = (_cell(c.total, right=True, strong=True) for c in colonnes)
    pied = Row((_cell("Total", strong=True), *totaux))
    membre = max(_NAME, (_PAGE + _NAME if len(colonnes) > _NARROW else _TEXT) - _width(colonnes))
    return Table((tete,), (*corps, pied), widths=(membre, *(c.largeur for c in colonnes)))


def _cell(text: str, *, header: bool = False, right: bool = False, strong: bool = False) -> Cell:
    words: tuple[Inline, ...] = (Text(text),) if text else ()
    inlines = (Strong(words),) if strong and words else words
    align = Align.END if right else Align.START
    return Cell((Paragraph(inlines, Style.CELL),), header, align=align)


def _euros(montant: Decimal) -> str:
    """Always to the cent, so that commas stand under one another."""
    return nombre(montant.quantize(_CENT))
