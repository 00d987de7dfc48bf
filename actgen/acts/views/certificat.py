"""The certificate that a deliberation is executory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Inline, Place
from actgen.acts.tree.nodes import Document, SignaturePlace, Signatures
from actgen.acts.views.plan import Acquis, ActPlan, Composing, Planning, line
from actgen.acts.views.presence import CHEFS, capitale, chef_de, decapitale, vue_chef, vue_personne
from actgen.acts.views.publication import MODES
from actgen.acts.views.seance import ou_lacune, vue_acte, vue_collectivite
from actgen.acts.views.views import Connu, JourConnu, Sens, VueActe, VueCollectivite, VuePersonne
from actgen.base.text.dates import date_longue
from actgen.base.text.grammar import le
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.figures import actes as noms_des_actes
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, chef_elu
from actgen.council.figures.suites import mode_dit, sans_certificat
from actgen.council.figures.votes import Resultat
from actgen.council.kinds.manifest import Kind


class VueCertificat(Struct, frozen=True):
    """Le certificat du caractère exécutoire d’une délibération."""

    collectivite: VueCollectivite
    numero: Annotated[str, Sens("Numéro de la délibération certifiée.")]
    objet: Annotated[str, Sens("Objet de la délibération certifiée.")]
    date_seance: Annotated[date, Sens("Date de la séance qui a adopté la délibération.")]
    transmise_le: Annotated[
        JourConnu | None,
        Sens("Date de transmission au représentant de l’État ; manque quand la loi en dispense l’acte."),
    ]
    dispensee: Annotated[bool, Sens("Oui si la loi dispense la délibération de transmission.")]
    recue_le: Annotated[date | None, Sens("Date de l’accusé de réception ; peut manquer.")]
    identifiant: Annotated[str, Sens("Identifiant de l’acte sur la plate-forme de transmission, ou vide.")]
    publiee_le: Annotated[JourConnu, Sens("Date de publication.")]
    mode_publicite: Annotated[
        Connu,
        Sens("Manière de publier : « affichage », « mise en ligne », « mise à disposition sur papier »."),
    ]
    executoire_le: Annotated[JourConnu, Sens("Date à laquelle la délibération est exécutoire.")]
    certifie_le: Annotated[Inline | date, Sens("Date du certificat, ou la place où la porter à la main.")]
    signataire: Annotated[VuePersonne, Sens("Qui signe le certificat.")]
    remplace: Annotated[
        bool, Sens("Oui si le signataire remplace le chef de l’exécutif, dont la place est vacante.")
    ]
    par_delegation: Annotated[bool, Sens("Oui si le signataire n’est pas le chef de l’exécutif lui-même.")]
    acte: VueActe


def vue_certificat(
    figures: FiguresSeance, point: FiguresPoint, kind: Kind, *, dated: bool = True
) -> VueCertificat:
    """The certificate of an item's act, from the dates that followed it; its own is written by hand else."""
    seance = figures.seance
    suites = figures.suites_de(point)
    lieux = suites.lieux
    signataire = qui_certifie(figures, suites.certificat_signataire)
    mode = mode_dit(figures, suites)
    transmise_le = suites.transmise_le or suites.recue_le
    dispensee = not point.transmissible and transmise_le is None
    collectivite = vue_collectivite(seance.collectivite, seance.organe)
    designe = suites.certificat_signataire
    par_delegation = designe is not None and designe.fonction not in CHEFS and designe != chef_elu(figures)
    remplace = designe is None and _remplacant(figures) is not None
    signature_en_tete = signataire.qualite_en_tete
    if par_delegation:
        signature_en_tete = f"Par délégation {collectivite.du_chef}, {decapitale(signature_en_tete)}"
    return VueCertificat(
        collectivite=collectivite,
        numero=noms_des_actes.numero(seance, point.point),
        objet=noms_des_actes.objet(point.point, kind),
        date_seance=seance.date,
        transmise_le=None
        if dispensee
        else ou_lacune(transmise_le, "suites.transmise_le", "date de transmission", lieux),
        dispensee=dispensee,
        recue_le=suites.recue_le if suites.transmise_le else None,
        identifiant=suites.identifiant,
        publiee_le=ou_lacune(suites.publiee_le, "suites.publiee_le", "date de publication", lieux),
        mode_publicite=ou_lacune(
            MODES[mode] if mode else None, "suites.mode_publication", "mode de publication", lieux
        ),
        executoire_le=ou_lacune(point.executoire_le, "suites", "date exécutoire", lieux.get("publiee_le")),
        certifie_le=(suites.certificat_du if dated else None) or Place("date de la signature"),
        signataire=signataire,
        par_delegation=par_delegation,
        remplace=remplace,
        acte=vue_acte(
            figures, Signatures((SignaturePlace(signature_en_tete, signataire.nom, "certificat"),))
        ),
    )


def qui_certifie(figures: FiguresSeance, designe: Membre | None) -> VuePersonne:
    """The member named, else the head of the executive: elected that day, or in office."""
    collectivite = figures.seance.collectivite
    elu = chef_elu(figures)
    if elu is not None and designe in (None, elu):
        return vue_chef(elu, collectivite)
    membre = designe or _chef_en_place(figures) or _remplacant(figures)
    if membre is not None:
        return vue_personne(membre, collectivite)
    mot, genre = chef_de(collectivite)
    return VuePersonne("", mot, capitale(le(mot, genre)), genre)


def _chef_en_place(figures: FiguresSeance) -> Membre | None:
    ici = figures.seance.collectivite
    return next((m for m in ici.en_exercice(figures.seance.date) if m.fonction in CHEFS), None)


def _remplacant(figures: FiguresSeance) -> Membre | None:
    """The deputy who stands in for a mayor whose seat is vacant, in the order of nominations (L. 2122-17)."""
    ici = figures.seance.collectivite
    vacante = ici.est_commune and _chef_en_place(figures) is None and chef_elu(figures) is None
    adjoints = (m for m in ici.en_exercice(figures.seance.date) if m.fonction is Fonction.ADJOINT)
    return min(adjoints, key=lambda each: each.rang_fonction, default=None) if vacante else None


def plan_certificates(desk: Planning) -> Iterator[ActPlan]:
    """The certificate of each deliberation, once both proofs are there."""
    kind = desk.catalogue.get("caractere_executoire")
    if kind is None:
        return
    for point, delibere in desk.deciding():
        numero = point.point.numero
        plan = ActPlan(
            key=f"certificat-{numero:02}",
            kind=kind,
            point=numero,
            titre=f"certificat {numero}",
            stade=point.stade,
            consigne=_consigne_certificat(desk, point),
            acquis=_acquis(desk.figures.suites_de(point).certificat_du),
        )
        if raison := _not_executory(desk, point):
            yield desk.not_yet(plan, raison)
        else:
            compose = partial(_certificat, desk.composer, point, kind, delibere)
            yield desk.written(plan, compose, undated=partial(compose, dated=False))


def _acquis(jour: date | None) -> Acquis | None:
    """A certificate that was signed attests what it said that day."""
    if jour is None:
        return None
    aide = phrase(
        "Un certificat signé ne change plus : remettez dans la séance ce qu'il dit. S'il est faux, videz sa "
        "date (« certificat_du ») : il sera écrit de nouveau, à relire et à faire signer."
    )
    return Acquis("certificat déjà signé", f"signé le {date_longue(jour, jour=False)}", aide)


def _consigne_certificat(desk: Planning, point: FiguresPoint) -> str:
    suites = desk.figures.suites_de(point)
    a_la_main = "à signer" if suites.certificat_du else "à dater et à signer à la main"
    depuis = point.executoire_le
    return f"{a_la_main}, pas avant le {depuis:%d/%m/%Y}" if depuis else a_la_main


def _not_executory(desk: Planning, point: FiguresPoint) -> str:
    if not point.delibere:
        return desk.not_voted(point) or "le conseil n’a pas encore voté"
    if point.resultat is Resultat.REJETE:
        return "sans objet, car la délibération a été rejetée"
    if point.effet_immediat:
        if point.sans_elu:
            return "sans objet, car personne n’est élu"
        effet = "les nominations prennent effet" if point.nomme else "une élection prend effet"
        # of those by ballot, a text was read for the executive alone
        doute = "" if point.nomme or point.entre_en_fonction else " (à confirmer)"
        return f"sans objet, car {effet} immédiatement, sans certificat{doute}"
    suites = desk.figures.suites_de(point)
    if point.quorum.affaire_douteuse:
        return sans_certificat(desk.figures, point, suites)
    manques = []
    if point.transmissible and suites.transmise_le is None and suites.recue_le is None:
        manques.append(f"la transmission{line(suites.lieux.get('transmise_le'))}")
    if suites.publiee_le is None:
        manques.append(f"la publication{line(suites.lieux.get('publiee_le'))}")
    return f"il manque {enumeration(manques)}" if manques else ""


def _certificat(
    composer: Composing, point: FiguresPoint, kind: Kind, delibere: Kind, *, dated: bool = True
) -> Document:
    """The certificate that an item's act is executory."""
    view = vue_certificat(composer.figures, point, delibere, dated=dated)
    return composer.act(
        kind,
        view,
        f"Certificat de caractère exécutoire, délibération n°\u00a0{view.numero}",
        subject=view.objet,
        groupement=point.point.groupement,
    )
