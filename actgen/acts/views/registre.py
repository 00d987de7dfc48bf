"""The year's register: opening, closing sheet of each session, tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Place
from actgen.acts.tree.nodes import SignaturePlace, Signatures
from actgen.acts.views.presence import CHEFS, capitale, chef_de, noms_par_fonction, qualite, vue_personne
from actgen.acts.views.seance import signatures_de_seance, vue_collectivite, vue_seance
from actgen.acts.views.views import Sens, VueCollectivite, VueSeance
from actgen.acts.views.votes import sort_de_la_deliberation
from actgen.base.text.grammar import le
from actgen.base.text.lists import etendue
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.personne import Membre
from actgen.council.facts.seance import Organe
from actgen.council.figures import actes as noms_des_actes
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.kinds.manifest import Kind
from actgen.law.nomenclature import matiere

Jour = date  # a field named `date` would hide the type in its own class


class VueFeuillets(Struct, frozen=True):
    """Les feuillets du livre imprimé."""

    nombre: Annotated[int, Sens("Nombre de feuillets.")]
    premier: Annotated[int, Sens("Numéro du premier feuillet.")]
    dernier: Annotated[int, Sens("Numéro du dernier feuillet.")]


class VueOuverture(Struct, frozen=True):
    """La première page du registre."""

    collectivite: VueCollectivite
    annee: Annotated[str, Sens("Année du registre.")]
    nombre_seances: Annotated[int, Sens("Nombre de séances de l’année.")]
    nombre_deliberations: Annotated[int, Sens("Nombre de délibérations de l’année.")]
    feuillets: Annotated[
        VueFeuillets | None, Sens("Feuillets du livre ; manque quand le livre n’est pas imprimé.")
    ]
    ouvert_le: Annotated[Place, Sens("Place où porter la date d’ouverture du registre.")]
    signatures: Annotated[Signatures, Sens("Place de la signature du chef de l’exécutif.")]


class VueDeliberationPrise(Struct, frozen=True):
    """Une délibération, telle que la clôture et les tables la rappellent."""

    ordre: Annotated[int, Sens("Numéro d’ordre dans la séance.")]
    numero: Annotated[str, Sens("Numéro de la délibération.")]
    objet: Annotated[str, Sens("Objet de la délibération.")]
    resultat: Annotated[str, Sens("Résultat : « adoptée », « rejetée », « rejet décidé » ; ou vide.")]
    date: Annotated[Jour, Sens("Date de la séance.")]
    feuillet: Annotated[str, Sens("Feuillet où elle commence ; vide quand le livre n’est pas imprimé.")]


class VueSignataireDuRegistre(Struct, frozen=True):
    """Un membre présent, en regard de la place où il signe."""

    nom: Annotated[str, Sens("Nom du membre.")]
    qualite: Annotated[str, Sens("Qualité accordée.")]


class VueRangDeSignatures(Struct, frozen=True):
    """Deux membres de front ; le second manque au dernier rang d’un nombre impair."""

    premier: Annotated[VueSignataireDuRegistre, Sens("Membre de gauche.")]
    second: Annotated[
        VueSignataireDuRegistre | None, Sens("Membre de droite ; manque au dernier rang d’un nombre impair.")
    ]


class VueCloture(Struct, frozen=True):
    """Le feuillet qui clôt une séance (art. R. 2121-9 du CGCT)."""

    collectivite: VueCollectivite
    seance: VueSeance
    numeros: Annotated[str, Sens("Numéros des délibérations de la séance : « 1 à 4 ».")]
    deliberations: Annotated[tuple[VueDeliberationPrise, ...], Sens("Délibérations de la séance.")]
    nombre_presents: Annotated[int, Sens("Nombre de membres présents à un moment au moins.")]
    presents_en_ligne: Annotated[str, Sens("Noms des présents, par fonction.")]
    tous_signent: Annotated[
        bool, Sens("Oui pour une séance d’avant le 1er juillet 2022, que tous les présents signent.")
    ]
    rangs: Annotated[
        tuple[VueRangDeSignatures, ...],
        Sens("Membres présents, deux de front, en regard de la place où ils signent."),
    ]
    signatures: Annotated[Signatures, Sens("Places des signatures.")]


class VueSujet(Struct, frozen=True):
    """Les délibérations d’une matière."""

    titre: Annotated[str, Sens("Matière : « 1.7 Commande publique, actes spéciaux et divers ».")]
    deliberations: Annotated[tuple[VueDeliberationPrise, ...], Sens("Délibérations de cette matière.")]


class VueTables(Struct, frozen=True):
    """Les tables de la fin du registre."""

    annee: Annotated[str, Sens("Année du registre.")]
    par_date: Annotated[tuple[VueDeliberationPrise, ...], Sens("Toutes les délibérations, par date.")]
    sujets: Annotated[tuple[VueSujet, ...], Sens("Délibérations, matière par matière.")]
    avec_feuillets: Annotated[
        bool, Sens("Oui si le livre est imprimé, et que chaque ligne dit son feuillet.")
    ]


_SANS_SUJET = "Sans matière déclarée"


class RegisterEntry(Struct, frozen=True):
    """A deliberation entered in the register: its item, and the kind that it is of."""

    figures: FiguresSeance
    point: FiguresPoint
    kind: Kind

    @property
    def numero(self) -> str:
        return noms_des_actes.numero(self.figures.seance, self.point.point)

    @property
    def objet(self) -> str:
        return noms_des_actes.objet(self.point.point, self.kind)

    @property
    def sujet(self) -> str:
        """The code of @ctes of its matter; empty when nothing tells it."""
        return noms_des_actes.matiere(self.point.point, self.kind)


def vue_ouverture(
    collectivite: Collectivite, organe: Organe, inscrites: Sequence[RegisterEntry], feuillets: range | None
) -> VueOuverture:
    """The first page; `feuillets` are the numbers of the sheets of the printed book."""
    seances = {inscrite.figures.seance.fichier for inscrite in inscrites}
    jour = inscrites[0].figures.seance.date
    return VueOuverture(
        collectivite=vue_collectivite(collectivite, organe),
        annee=str(jour.year),
        nombre_seances=len(seances),
        nombre_deliberations=len(inscrites),
        feuillets=VueFeuillets(len(feuillets), feuillets[0], feuillets[-1]) if feuillets else None,
        ouvert_le=Place("date d’ouverture du registre"),
        signatures=Signatures((_place_du_chef(collectivite, jour),)),
    )


def _place_du_chef(collectivite: Collectivite, jour: date) -> SignaturePlace:
    chef = next((membre for membre in collectivite.en_exercice(jour) if membre.fonction in CHEFS), None)
    if chef is None:
        return SignaturePlace(capitale(le(*chef_de(collectivite))))
    personne = vue_personne(chef, collectivite)
    return SignaturePlace(personne.qualite_en_tete, personne.nom)


def vue_cloture(inscrites: Sequence[RegisterEntry]) -> VueCloture:
    """The closing sheet of a session, of which these are the deliberations."""
    figures = inscrites[0].figures
    seance = figures.seance
    presents = presents_a_la_seance(figures)
    return VueCloture(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        seance=vue_seance(figures),
        numeros=etendue(tuple(inscrite.point.point.numero for inscrite in inscrites)),
        deliberations=tuple(_prise(inscrite, {}) for inscrite in inscrites),
        nombre_presents=len(presents),
        presents_en_ligne=noms_par_fonction(presents, seance.collectivite),
        tous_signent=not figures.regime.regime_2022,
        rangs=_ranks([_signataire(membre, seance.collectivite) for membre in presents]),
        signatures=signatures_de_seance(figures),
    )


def presents_a_la_seance(figures: FiguresSeance) -> tuple[Membre, ...]:
    """Every member who was in the room at one moment at least, in the order of the table."""
    salles = [figures.ouverture]
    for point in figures.points:
        salles += [point.presence.au_debut, point.presence.au_vote]
    vus = {membre.nom_complet for salle in salles for membre in salle.presents}
    return tuple(membre for membre in figures.en_exercice if membre.nom_complet in vus)


def _signataire(membre: Membre, collectivite: Collectivite) -> VueSignataireDuRegistre:
    return VueSignataireDuRegistre(membre.nom_complet, qualite(membre, collectivite))


def _ranks(signataires: list[VueSignataireDuRegistre]) -> tuple[VueRangDeSignatures, ...]:
    """Two a row, in their order row by row, which a page that ends in the middle doesn't disturb."""
    return tuple(
        VueRangDeSignatures(premier, second)
        for premier, second in zip_longest(signataires[::2], signataires[1::2])
    )


def vue_tables(inscrites: Sequence[RegisterEntry], feuillets: Mapping[str, int]) -> VueTables:
    """The tables by date and by subject; `feuillets`: on which sheet each number begins, when printed."""
    sujets: dict[str, list[RegisterEntry]] = {}
    for inscrite in inscrites:
        sujets.setdefault(inscrite.sujet, []).append(inscrite)
    return VueTables(
        annee=str(inscrites[0].figures.seance.date.year),
        par_date=tuple(_prise(inscrite, feuillets) for inscrite in inscrites),
        sujets=tuple(
            VueSujet(_titre_du_sujet(code), tuple(_prise(each, feuillets) for each in sujets[code]))
            for code in sorted(sujets, key=_rang_du_sujet)
        ),
        avec_feuillets=bool(feuillets),
    )


def _prise(inscrite: RegisterEntry, feuillets: Mapping[str, int]) -> VueDeliberationPrise:
    feuillet = feuillets.get(inscrite.numero)
    return VueDeliberationPrise(
        ordre=inscrite.point.point.numero,
        numero=inscrite.numero,
        objet=inscrite.objet,
        resultat=sort_de_la_deliberation(inscrite.point) if inscrite.point.resultat else "",
        date=inscrite.figures.seance.date,
        feuillet="" if feuillet is None else str(feuillet),
    )


def _titre_du_sujet(code: str) -> str:
    """« 1.7 Commande publique, actes spéciaux et divers »."""
    connue = matiere(code)
    if connue is None:
        return code or _SANS_SUJET
    return f"{connue.code}\u00a0{connue.domaine}, {connue.nom}"


def _rang_du_sujet(code: str) -> tuple[bool, tuple[int, ...], str]:
    """By number, 2 before 10; what has none comes last."""
    return not code, tuple(int(part) for part in code.split(".") if part.isdecimal()), code
