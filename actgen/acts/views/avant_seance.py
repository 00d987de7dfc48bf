"""The papers of before a session: convocation, proxy, explanatory note, attendance sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Lacune, Place
from actgen.acts.tree.nodes import Block, Document, Paragraph, SignaturePlace, Signatures, Style
from actgen.acts.views.deliberation import nom_et_qualite, vue_du_point
from actgen.acts.views.plan import Acquis, ActPlan, Composing, Due, Planning
from actgen.acts.views.presence import capitale, chef_de, mot_de_fonction, qualite
from actgen.acts.views.proces_verbal import VueLigneOrdreDuJour
from actgen.acts.views.seance import assemblee_de, ou_lacune, siege_de, vue_collectivite, vue_seance
from actgen.acts.views.views import Connu, JourConnu, Sens, VueCollectivite, VueSeance
from actgen.base.records import replace
from actgen.base.text.dates import date_chiffres, date_longue
from actgen.base.text.grammar import Genre, accord, au, le
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.base.text.numbers import cardinal
from actgen.base.text.typography import typeset
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.facts.seance import EtatSeance, NatureSeance, Organe, Seance
from actgen.council.figures.avant_seance import (
    Affaire,
    affaires,
    annonce,
    annoncees,
    convoquant,
    delai_ordinaire,
)
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Devoir
from actgen.council.figures.quorum import Obstacle
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.kinds.manifest import Famille, Kind
from actgen.law.articles import code
from actgen.law.citations import Citation, citations
from actgen.law.regimes import QuiCompte, Regime


class VueReunion(Struct, frozen=True):
    """La réunion annoncée, et le droit qui s’y applique."""

    extraordinaire: Annotated[bool, Sens("Oui pour une séance extraordinaire.")]
    installation: Annotated[bool, Sens("Oui pour la séance d’installation du conseil.")]
    droit_local: Annotated[bool, Sens("Oui pour une commune d’Alsace-Moselle.")]
    pouvoirs_par_membre: Annotated[int, Sens("Nombre de pouvoirs qu’un membre peut recevoir.")]
    pouvoirs_comptes_au_quorum: Annotated[
        bool,
        Sens("Oui si les pouvoirs comptent au quorum : seulement sous les règles de l’urgence sanitaire."),
    ]
    fondement_convocation: Annotated[
        str,
        Sens(
            "Article qui règle la convocation : « article L. 2121-10 du code général… » ; "
            "vide pour le bureau d’un EPCI."
        ),
    ]
    fondement_pouvoir: Annotated[str, Sens("Article qui permet le pouvoir ; vide pour le bureau d’un EPCI.")]
    fondement_note: Annotated[
        str, Sens("Article qui exige la note de synthèse ; vide quand la loi ne l’exige pas.")
    ]


class VueSeconde(Struct, frozen=True):
    """La seconde convocation, après une séance sans quorum."""

    premiere_seance: Annotated[JourConnu, Sens("Date de la séance où le quorum a manqué.")]
    sans_quorum: Annotated[
        bool, Sens("Oui si elle dispense de quorum les points de la première convocation.")
    ]
    urgence: Annotated[bool, Sens("Oui si le quorum reste exigé parce qu’elle est faite en urgence.")]
    delai: Annotated[
        bool,
        Sens("Oui si le quorum reste exigé parce que le délai exigé ne sépare pas l’envoi de la séance."),
    ]
    jours_francs: Annotated[
        str, Sens("Délai qui dispense du quorum ce jour-là : « trois jours francs » ; vide en droit local.")
    ]
    un_point_nouveau: Annotated[bool, Sens("Oui s’il n’y a qu’un point nouveau.")]
    points_nouveaux: Annotated[
        str, Sens("Numéros des points absents de la première convocation : « 3 et 4 » ; ou vide.")
    ]
    fondement: Annotated[str, Sens("Article qui règle la seconde convocation ; ou vide.")]


class VueConvocation(Struct, frozen=True):
    """La convocation, adressée aux membres."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    seconde: VueSeconde | None
    motif_urgence: Annotated[Connu, Sens("Motif de l’urgence.")]
    fondement_urgence: Annotated[
        str, Sens("Article qui permet d’abréger le délai ; vide pour le bureau d’un EPCI.")
    ]
    ordre_du_jour: Annotated[tuple[VueLigneOrdreDuJour, ...], Sens("Lignes de l’ordre du jour.")]
    ordre_du_jour_manquant: Annotated[
        Lacune, Sens("Blanc visible, à imprimer quand l’ordre du jour n’est pas encore écrit.")
    ]
    ecrite_de: Annotated[
        str | Place, Sens("Commune d’où elle est envoyée : « Aulon » ; ou la place où la porter à la main.")
    ]
    au_lieu: Annotated[
        str, Sens("Lieu de la réunion après « à » : « à la mairie » ; vide si son article n’est pas connu.")
    ]
    note_jointe: Annotated[bool, Sens("Oui si une note de synthèse accompagne la convocation.")]
    envoyee_le: Annotated[JourConnu, Sens("Date d’envoi, ou la place où la porter à la main.")]
    moyen: Annotated[Connu, Sens("Moyen d’envoi : « courriel » ; ou la place où le porter à la main.")]
    a_afficher: Annotated[bool, Sens("Oui si la convocation doit être affichée ou publiée.")]
    affichee_le: Annotated[
        JourConnu, Sens("Date d’affichage ou de publication, ou la place où la porter à la main.")
    ]
    signatures: Annotated[Signatures, Sens("Place de la signature de qui convoque.")]


class VuePouvoir(Struct, frozen=True):
    """Le pouvoir, à remplir à la main."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    qualites: Annotated[str, Sens("Qualités entre lesquelles choisir : « maire, adjoint, conseiller ».")]
    lieu_de_signature: Annotated[Place, Sens("Place où porter le lieu de la signature.")]
    signe_le: Annotated[Place, Sens("Place où porter la date de la signature.")]
    recu_le: Annotated[Place, Sens("Place où porter la date et l’heure de réception.")]
    signatures: Annotated[Signatures, Sens("Place de la signature du membre empêché.")]


class VueAffaire(Struct, frozen=True):
    """Une affaire de l’ordre du jour, telle que la note l’explique."""

    numero: Annotated[int, Sens("Numéro à l’ordre du jour.")]
    objet: Annotated[str, Sens("Objet de l’affaire.")]
    rapporteur: Annotated[str, Sens("Nom et qualité du rapporteur, ou vide.")]
    sans_expose: Annotated[
        bool, Sens("Oui s’il n’y a rien à expliquer : arrêt d’un procès-verbal, questions diverses.")
    ]
    a_expliquer: Annotated[bool, Sens("Oui si l’exposé manque encore.")]
    expose_manquant: Annotated[Lacune, Sens("Blanc visible, à imprimer quand l’exposé manque.")]
    expose: Annotated[tuple[Block, ...], Sens("Exposé de l’affaire.")]
    decision: Annotated[tuple[Block, ...], Sens("Décision proposée, sans « Après en avoir délibéré ».")]


class VueNoteDeSynthese(Struct, frozen=True):
    """La note explicative de synthèse."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    affaires: Annotated[tuple[VueAffaire, ...], Sens("Affaires de l’ordre du jour.")]
    ordre_du_jour_manquant: Annotated[
        Lacune, Sens("Blanc visible, à imprimer quand l’ordre du jour n’est pas encore écrit.")
    ]


class VueLigneFeuille(Struct, frozen=True):
    """Un membre sur la feuille de présence."""

    rang: Annotated[int, Sens("Rang dans le tableau du conseil, à partir de 1.")]
    nom: Annotated[str, Sens("Nom du membre.")]
    qualite: Annotated[str, Sens("Qualité accordée : « première adjointe ».")]
    suppleant: Annotated[str, Sens("Qui peut siéger à sa place : « suppléante : Membre 30 » ; ou vide.")]


class VueFeuilleDePresence(Struct, frozen=True):
    """La feuille de présence, à signer."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    seconde: VueSeconde | None
    envoyee_le: Annotated[
        JourConnu, Sens("Date d’envoi de la convocation, ou la place où la porter à la main.")
    ]
    membres: Annotated[tuple[VueLigneFeuille, ...], Sens("Membres en exercice, dans l’ordre du tableau.")]
    membres_manquants: Annotated[
        Lacune, Sens("Blanc visible, à imprimer quand aucun membre en exercice n’est connu.")
    ]
    nombre_en_exercice: Annotated[int, Sens("Nombre de membres en exercice.")]
    quorum: Annotated[int, Sens("Nombre de membres qu’il faut pour délibérer.")]
    presents: Annotated[Place, Sens("Place où porter le nombre de présents.")]
    representes: Annotated[Place, Sens("Place où porter le nombre de représentés.")]
    ouverte_a: Annotated[Place, Sens("Place où porter l’heure d’ouverture.")]
    levee_a: Annotated[Place, Sens("Place où porter l’heure de la levée.")]


class Expose(Struct, frozen=True):
    """What the kind of an item explains of it and proposes, already made into blocks."""

    expose: tuple[Block, ...] = ()
    decision: tuple[Block, ...] = ()


def vue_convocation(figures: FiguresSeance) -> VueConvocation:
    """The convocation; its day and means of dispatch are left to write by hand when not known yet."""
    seance = figures.seance
    convocation, lieux = seance.convocation, seance.convocation.lieux
    return VueConvocation(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        seance=vue_seance(figures),
        reunion=vue_reunion(figures),
        seconde=_seconde(figures),
        motif_urgence=ou_lacune(
            typeset(convocation.urgence_motif),
            "convocation.urgence_motif",
            "motif de l’urgence",
            lieux.get("urgence"),
        ),
        fondement_urgence=_fondement(seance, delai_ordinaire(figures).article),
        ordre_du_jour=_ordre_du_jour(figures),
        ordre_du_jour_manquant=_ordre_du_jour_manquant(seance),
        ecrite_de=siege_de(seance.collectivite) or Place("commune d’où la convocation est envoyée"),
        au_lieu=_au_lieu(seance.lieu_de_reunion or ""),
        note_jointe=note_jointe(figures),
        envoyee_le=convocation.envoyee_le or Place("date d’envoi de la convocation"),
        moyen=typeset(convocation.mode) or Place("moyen d’envoi"),
        a_afficher=not figures.regime.alsace_moselle and seance.organe is Organe.CONSEIL,
        affichee_le=convocation.affichee_le or Place("date d’affichage ou de publication"),
        signatures=Signatures((_signature(figures),)),
    )


_LIEUX = {
    Genre.FEMININ: ["école", "grande", "mairie", "maison", "médiathèque", "bibliothèque", "petite", "salle"],
    Genre.MASCULIN: ["auditorium", "centre", "espace", "foyer", "gymnase", "hôtel", "siège", "théâtre"],
}


def _au_lieu(lieu: str) -> str:
    """« à la salle du conseil »: where councils meet; nothing where the gender of the place isn't known."""
    said = f"{lieu[:1].lower()}{lieu[1:]}"
    if re.match(r"(?:à|au|aux|dans|en|sur) ", said):
        return typeset(said)
    first = re.split(r"[ ,]", said, maxsplit=1)[0]
    return next((typeset(au(said, genre)) for genre, words in _LIEUX.items() if first in words), "")


def _ordre_du_jour(figures: FiguresSeance) -> tuple[VueLigneOrdreDuJour, ...]:
    """What it announces; of its items, one whose object lacks a word is a blank: it would leave for good."""
    suivis = () if figures.seance.convocation.ordre_du_jour is not None else figures.points
    blancs = {
        each.point.numero: Lacune("points.objet", f"{each.objet}, intitulé à compléter", each.point.lieu)
        for each in suivis
        if each.intitule_inacheve
    }
    return tuple(
        VueLigneOrdreDuJour(ligne.numero, blancs.get(ligne.numero) or typeset(ligne.objet))
        for ligne in annoncees(figures)
    )


def note_jointe(figures: FiguresSeance) -> bool:
    """Whether a note goes with the convocation: asked for by law, save at a first meeting, or said to."""
    dite = figures.seance.convocation.note_de_synthese
    due = figures.regime.note_de_synthese and figures.seance.nature is not NatureSeance.INSTALLATION
    return due if dite is None else dite


def vue_reunion(figures: FiguresSeance) -> VueReunion:
    """What kind of meeting it is, and the articles that its papers cite."""
    seance, regime = figures.seance, figures.regime
    return VueReunion(
        extraordinaire=seance.nature is NatureSeance.EXTRAORDINAIRE,
        installation=seance.nature is NatureSeance.INSTALLATION,
        droit_local=regime.alsace_moselle,
        pouvoirs_par_membre=regime.pouvoirs_par_membre,
        pouvoirs_comptes_au_quorum=regime.quorum.compte is not QuiCompte.PRESENTS,
        fondement_convocation=_fondement(seance, "L2541-2" if regime.alsace_moselle else "L2121-10"),
        fondement_pouvoir=_fondement_pouvoir(seance, regime),
        fondement_note=_fondement(seance, "L2121-12") if regime.note_de_synthese else "",
    )


def _fondement(seance: Seance, numero: str) -> str:
    """The article, after the one by which it binds the council of an EPCI; nothing for its Bureau."""
    if seance.organe is Organe.BUREAU:
        return ""
    numeros = (numero,) if seance.collectivite.est_commune else ("L5211-1", numero)
    cgct = code("CGCT")
    assert cgct is not None, "the shipped law has this code"
    return citations([Citation(cgct, each) for each in numeros])


def _fondement_pouvoir(seance: Seance, regime: Regime) -> str:
    """The exception of a health emergency has its own law."""
    return regime.quorum.texte if regime.quorum.derogatoire else _fondement(seance, "L2121-20")


def _seconde(figures: FiguresSeance) -> VueSeconde | None:
    annoncee, ecrite = annonce(figures), figures.seance.convocation.seconde
    if annoncee is None or ecrite is None:
        return None
    return VueSeconde(
        premiere_seance=ou_lacune(
            ecrite.premiere_seance,
            "convocation.seconde.premiere_seance",
            "date de la séance sans quorum",
            ecrite.lieu,
        ),
        sans_quorum=annoncee.sans_quorum,
        urgence=annoncee.obstacle is Obstacle.URGENCE,
        delai=annoncee.obstacle is Obstacle.DELAI,
        jours_francs=_jours_francs(figures.regime.seconde.jours_francs),
        un_point_nouveau=len(annoncee.nouveaux) == 1,
        points_nouveaux=enumeration(map(str, annoncee.nouveaux)),
        fondement=_fondement(figures.seance, annoncee.article),
    )


def _jours_francs(nombre: int) -> str:
    return f"{cardinal(nombre)} {'jour franc' if nombre < 2 else 'jours francs'}" if nombre else ""


def _ordre_du_jour_manquant(seance: Seance) -> Lacune:
    return Lacune("convocation.ordre_du_jour", "ordre du jour", seance.convocation.lieux.get("ordre_du_jour"))


def _signature(figures: FiguresSeance) -> SignaturePlace:
    """Who convenes, whose words may be those of an authority from outside the council."""
    seance = figures.seance
    membre, suite = convoquant(figures)
    if membre is not None:
        titre = le(qualite(membre, seance.collectivite), membre.genre)
        return SignaturePlace(
            ", ".join(filter(None, (capitale(titre), suite))), membre.nom_complet, "convocation"
        )
    chef, genre = chef_de(seance.collectivite)
    return SignaturePlace(capitale(typeset(seance.convocation.auteur) or le(chef, genre)), "", "convocation")


def vue_pouvoir(figures: FiguresSeance) -> VuePouvoir:
    """The proxy form for this session and no other; everything of the members is left to write."""
    seance, commune = figures.seance, figures.seance.collectivite.est_commune
    return VuePouvoir(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        seance=vue_seance(figures),
        reunion=vue_reunion(figures),
        qualites="maire, adjoint, conseiller" if commune else "président, vice-président, conseiller",
        lieu_de_signature=Place("lieu de la signature", 40),
        signe_le=Place("date de la signature", 30),
        recu_le=Place("date et heure de réception du pouvoir", 40),
        signatures=Signatures((SignaturePlace("Signature du membre empêché", field="mandant"),)),
    )


def vue_note_de_synthese(figures: FiguresSeance, exposes: Mapping[int, Expose]) -> VueNoteDeSynthese:
    """The note: each line of the agenda, with the account of its item and the decision proposed."""
    seance = figures.seance
    return VueNoteDeSynthese(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        seance=vue_seance(figures),
        reunion=vue_reunion(figures),
        affaires=tuple(_affaire(figures, each, exposes) for each in affaires(figures)),
        ordre_du_jour_manquant=_ordre_du_jour_manquant(seance),
    )


def _affaire(figures: FiguresSeance, affaire: Affaire, exposes: Mapping[int, Expose]) -> VueAffaire:
    """Of an election or a nomination nothing is proposed: who wins is not known before the vote."""
    ligne, trouve = affaire.ligne, affaire.point
    point = trouve.point if trouve is not None else None
    donne = exposes.get(point.numero, Expose()) if point is not None else Expose()
    rapporteur = point.rapporteur if point is not None else None
    return VueAffaire(
        numero=ligne.numero,
        objet=typeset(ligne.objet),
        rapporteur=nom_et_qualite(rapporteur, figures) if rapporteur is not None else "",
        sans_expose=affaire.sans_expose and not donne.expose,
        a_expliquer=not donne.expose and not affaire.sans_expose,
        expose_manquant=Lacune(
            "points.texte", f"exposé du point {ligne.numero}", ligne.lieu if point is None else point.lieu
        ),
        expose=donne.expose,
        decision=() if point is not None and point.nature == "nomination" else donne.decision,
    )


def vue_feuille_de_presence(figures: FiguresSeance) -> VueFeuilleDePresence:
    """The sheet that all the members in office sign, in the order of the table."""
    seance = figures.seance
    return VueFeuilleDePresence(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        seance=vue_seance(figures),
        reunion=vue_reunion(figures),
        seconde=_seconde(figures),
        envoyee_le=seance.convocation.envoyee_le or Place("date d’envoi de la convocation"),
        membres=_rows(figures),
        membres_manquants=Lacune("membres", "membres en exercice", seance.collectivite.lieu),
        nombre_en_exercice=len(figures.en_exercice),
        quorum=figures.quorum.requis,
        presents=Place("nombre de présents", 6),
        representes=Place("nombre de représentés", 6),
        ouverte_a=Place("heure d’ouverture", 10),
        levee_a=Place("heure de la levée", 10),
    )


def _rows(figures: FiguresSeance) -> tuple[VueLigneFeuille, ...]:
    """At a first meeting the offices are not filled yet: everybody signs as a member of the council."""
    seance = figures.seance
    conseiller = mot_de_fonction(Fonction.CONSEILLER, seance.collectivite)
    installation = seance.nature is NatureSeance.INSTALLATION
    return tuple(
        VueLigneFeuille(
            rang,
            membre.nom_complet,
            conseiller.accord(membre.genre) if installation else qualite(membre, seance.collectivite),
            _suppleant(membre),
        )
        for rang, membre in enumerate(figures.en_exercice, start=1)
    )


def _suppleant(membre: Membre) -> str:
    autre = membre.suppleant
    if autre is None:
        return ""
    return f"{accord('suppléant', 'suppléante', autre.genre)}\u00a0: {autre.nom_complet}"


def convocation(composer: Composing, kind: Kind, *, dated: bool = True) -> Document:
    """The convocation of the session; not `dated`: as it is before it is sent and posted."""
    seance = composer.seance
    return composer.act(
        kind,
        vue_convocation(composer.figures if dated else _unsent(composer.figures)),
        phrase(
            "Convocation du {assemblee} pour le {jour}",
            assemblee=assemblee_de(seance.collectivite, seance.organe),
            jour=date_longue(seance.date, jour=False),
        ),
    )


def _unsent(figures: FiguresSeance) -> FiguresSeance:
    seance = figures.seance
    convocation = replace(seance.convocation, envoyee_le=None, mode="", affichee_le=None)
    return replace(figures, seance=replace(seance, convocation=convocation))


def pouvoir(composer: Composing, kind: Kind) -> Document:
    """The proxy form, blank."""
    title = f"Pouvoir pour la séance du {date_longue(composer.seance.date, jour=False)}"
    return composer.act(kind, vue_pouvoir(composer.figures), title)


def note_de_synthese(composer: Composing, kind: Kind) -> Document:
    """The explanatory note, item by item."""
    figures = composer.figures
    exposes = {point.point.numero: _expose(composer, point, kind) for point in figures.points}
    view = vue_note_de_synthese(figures, exposes)
    jour = date_longue(composer.seance.date, jour=False)
    return composer.act(kind, view, f"Note explicative de synthèse, séance du {jour}")


def feuille_de_presence(composer: Composing, kind: Kind) -> Document:
    """The attendance sheet, blank."""
    title = f"Feuille de présence, séance du {date_longue(composer.seance.date, jour=False)}"
    return composer.act(kind, vue_feuille_de_presence(composer.figures), title)


def _expose(composer: Composing, point: FiguresPoint, note: Kind) -> Expose:
    """The account and the decision as proposed: neither depends on how the item was voted since."""
    groupement, code = point.point.groupement, point.point.acte
    kind = composer.catalogue.get(code) if code else None
    seen = vue_du_point(composer, point, kind or note)
    view = replace(seen, vote=None, rejete=False, point=replace(seen.point, rapporteur=""))
    if kind is None:
        return Expose(expose=view.point.expose)
    decision = composer.clause(kind, "dispositif", view, groupement)
    return Expose(composer.clause(kind, "expose", view, groupement), _avant_le_vote(decision))


def _avant_le_vote(decision: tuple[Block, ...]) -> tuple[Block, ...]:
    """A decision as it is proposed: « Après en avoir délibéré » is for the council to say."""
    return tuple(
        each for each in decision if not (isinstance(each, Paragraph) and each.style is Style.FORMULA)
    )


_PAPERS: tuple[tuple[str, str, Callable[[Composing, Kind], Document]], ...] = (
    ("convocation", "convocation", convocation),
    ("pouvoir", "pouvoir à remplir", pouvoir),
    ("note_de_synthese", "note de synthèse", note_de_synthese),
    ("feuille_de_presence", "feuille de présence", feuille_de_presence),
)

_AVANT = Famille.AVANT_SEANCE.value
ON_REQUEST = (_AVANT, *(name.replace("_", "-") for name, _, _ in _PAPERS))
"""What `--only` may name although no plan of a session that was held does."""


def plan_before(desk: Planning) -> Iterator[ActPlan]:
    """Each paper of before the session that is due, or asked for."""
    for nom, titre, compose in _PAPERS:
        kind = desk.catalogue.get(nom)
        if kind is not None and _wanted(desk, nom):
            convenes, made = nom == "convocation", partial(compose, desk.composer, kind)
            plan = ActPlan(
                key=nom.replace("_", "-"),
                kind=kind,
                point=None,
                titre=titre,
                consigne=_consigne(desk, nom),
                geste=_geste(desk) if convenes else "",
                acquis=_acquis(desk.figures.seance) if convenes else None,
            )
            undated = partial(made, dated=False) if convenes else None
            paper = desk.written(plan, made, undated=undated, of_items=nom == "note_de_synthese")
            copies = tuple(desk.copies(paper)) if convenes else ()
            yield paper if copies or not convenes else _to_post(desk, paper)
            yield from copies


def _acquis(seance: Seance) -> Acquis | None:
    """A convocation that was sent is what members were told."""
    jour = seance.convocation.envoyee_le
    if jour is None:
        return None
    aide = phrase(
        "Une convocation envoyée ne change plus : remettez dans la séance ce qu'elle dit. Si c'est la séance "
        "qui a changé, convoquez de nouveau, dans le délai : videz « envoyee_le », relisez la nouvelle "
        "convocation, envoyez-la, puis écrivez le jour de cet envoi. Un point qu'elle n'annonce pas attend "
        "sinon une séance suivante."
    )
    return Acquis("convocation déjà envoyée", f"envoyée le {date_longue(jour, jour=False)}", aide)


def _wanted(desk: Planning, code: str) -> bool:
    """A note that the law does not ask for is made where the file says that it is enclosed."""
    if desk.only & {code, code.replace("_", "-"), _AVANT}:
        return True
    due = desk.figures.etat is EtatSeance.A_TENIR
    return due and (code != "note_de_synthese" or note_jointe(desk.figures))


def _consigne(desk: Planning, code: str) -> str:
    if code == "convocation":
        return _to_send(desk)
    if code == "feuille_de_presence":
        return "à imprimer et à faire signer à l’entrée en séance"
    return "à joindre à la convocation"


def _to_send(desk: Planning) -> str:
    convocation = desk.figures.seance.convocation
    if convocation.envoyee_le is not None:
        le = date_chiffres(convocation.envoyee_le)
        held = desk.figures.etat is not EtatSeance.A_TENIR
        return phrase("à signer ; envoi du {le}", le=le) if held else f"envoyée le {le}"
    limite = next(each.le for each in echeances(desk.figures) if each.devoir is Devoir.CONVOCATION)
    assert limite is not None, "a convocation has a last day"
    return f"à signer et à envoyer au plus tard le {date_chiffres(limite)}{_sur_papier(desk)}"


def _geste(desk: Planning) -> str:
    """The same before the session, whatever the day."""
    seance, avant = desk.figures.seance, desk.figures.etat is EtatSeance.A_TENIR
    envoi = f"à signer et à envoyer à chaque membre{_sur_papier(desk)}"
    return envoi if avant and seance.convocation.envoyee_le is None else ""


def _sur_papier(desk: Planning) -> str:
    papier = enumeration(each.nom_complet for each in desk.figures.seance.convocation.papier_demande_par)
    return f" (sur papier à {papier})" if papier else ""


def _to_post(desk: Planning, convocation: ActPlan) -> ActPlan:
    """It is put up too, once it was sent; where it holds what must be hidden, its copy is, and says so."""
    held = desk.figures.etat is not EtatSeance.A_TENIR
    if held or convocation.due is not Due.WRITTEN or desk.figures.seance.convocation.affichee_le is not None:
        return convocation
    puis = "à afficher ou à publier"
    dit = {"consigne": convocation.consigne, "geste": convocation.geste}
    return replace(
        convocation, **{nom: f"{mots}, puis {puis}" if mots else puis for nom, mots in dit.items()}
    )
