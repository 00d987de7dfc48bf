"""A deliberation: what its templates see, when it is due, who signs it and what is left to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Lacune, Place
from actgen.acts.tree.nodes import Block, Document
from actgen.acts.views.champs import VueChamps, phrases, vue_des_champs
from actgen.acts.views.convention import empreinte_imprimee
from actgen.acts.views.elections import vue_nomination
from actgen.acts.views.groupement import Textes, VueGroupement, version_de, vue_groupement
from actgen.acts.views.plan import Acquis, ActPlan, Composing, Planning, signataires
from actgen.acts.views.presence import (
    CHEFS,
    chef_retire,
    pouvoirs_inutilises,
    vue_chef,
    vue_personne,
    vue_presence_point,
    vue_retrait,
)
from actgen.acts.views.seance import signatures_du_point, vue_acte, vue_collectivite, vue_seance
from actgen.acts.views.views import (
    Connu,
    Nombre,
    Sens,
    VueActe,
    VueCollectivite,
    VueNomination,
    VuePresence,
    VueRetrait,
    VueSeance,
    VueVote,
    VueVoteAPorter,
    VueVotePrealable,
)
from actgen.acts.views.votes import fondement_designation, places_du_vote, vue_vote, vue_vote_prealable
from actgen.base.text.dates import date_longue
from actgen.base.text.grammar import ELU, NOMME
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.base.text.typography import typeset
from actgen.base.text.verbs import articles, clause
from actgen.council.facts.personne import Membre
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures import actes as noms_des_actes
from actgen.council.figures.execution import ENVOYES, Stade
from actgen.council.figures.quorum import chef
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, au_moment, chef_elu
from actgen.council.figures.suites import differe, duree, recours_contre
from actgen.council.figures.visas import visas_du_point
from actgen.council.figures.votes import Resultat
from actgen.council.kinds.manifest import Kind
from actgen.law.citations import numero_imprime
from actgen.law.natures import NatureElection
from actgen.law.suites import SuiteLegale, delai


class VueVisa(Struct, frozen=True):
    """Un texte visé : le code et ses articles en vigueur ce jour-là, dans ce département."""

    code: Annotated[str, Sens("Code ou loi visés : « code général des collectivités territoriales ».")]
    articles_en_ligne: Annotated[
        str, Sens("Articles en vigueur au jour de la séance : « les articles L. 2541-12 et L. 2541-19 ».")
    ]


class VueDecision(Struct, frozen=True):
    """Un article de ce que le conseil décide : son verbe, mis en valeur, et la suite, ponctuée."""

    verbe: Annotated[
        str,
        Sens("Verbe qui ouvre l’article, en majuscules : « FIXE », « DÉCIDE », « Article 1er » ; ou vide."),
    ]
    suite: Annotated[str, Sens("Suite de l’article, avec sa ponctuation : « le tarif à 90 € la journée ; ».")]
    texte: Annotated[
        str, Sens("Article entier, tel que le point l’écrit : « fixe le tarif à 90 € la journée ; ».")
    ]


class VuePoint(Struct, frozen=True):
    """Un point de la séance, tel que la délibération le raconte."""

    numero: Annotated[Nombre, Sens("Numéro du point à l’ordre du jour.")]
    rapporteur: Annotated[
        str, Sens("Nom et qualité du rapporteur : « Membre 2, premier adjoint » ; ou vide.")
    ]
    presidence: Annotated[
        str,
        Sens(
            "Nom et qualité de qui préside ce point ; vide quand le président de la séance le préside aussi."
        ),
    ]
    doyen_a_dire: Annotated[
        tuple[Lacune, ...],
        Sens("Doyen d’âge, qui préside l’élection du maire : un blanc tant que le fichier ne le nomme pas."),
    ]
    expose: Annotated[
        tuple[Block, ...],
        Sens("Exposé joint par la collectivité (fichier « texte » du point), s’il y en a un."),
    ]
    vus: Annotated[tuple[str, ...], Sens("Textes visés par ce point, sans « Vu ».")]
    considerants: Annotated[tuple[str, ...], Sens("Motifs de ce point, sans « Considérant ».")]
    decisions: Annotated[tuple[VueDecision, ...], Sens("Ce qui est décidé, article par article.")]
    decision_a_ecrire: Annotated[
        tuple[Lacune, ...],
        Sens("Ce que le conseil décide\u00a0: un blanc tant que le point n’écrit ni décision ni exposé."),
    ]
    dispositif: Annotated[
        tuple[Block, ...],
        Sens("Dispositif joint par la collectivité, quand un fichier le donne à la place des articles."),
    ]
    annexes: Annotated[
        tuple[str, ...],
        Sens("Fichiers annexés au point ; vide, l’acte ne dit pas qu’une pièce y est annexée."),
    ]
    retraits: Annotated[tuple[VueRetrait, ...], Sens("Membres qui n’ont pas pris part au point.")]
    chef_retire: Annotated[
        str, Sens("« Membre 1, maire, s’est retirée », quand des comptes ont été votés sans elle ; ou vide.")
    ]
    pouvoirs_inutilises: Annotated[
        tuple[str, ...],
        Sens(
            "Pouvoirs sans effet au vote des comptes, donnés à qui s’en retire, ou par lui : « donné par "
            "Membre 15 à Membre 1 »."
        ),
    ]
    fondement_designation: Annotated[
        str, Sens("Article qui règle le scrutin d’une désignation : « article L. 2121-21 du code général… ».")
    ]
    nomination: Annotated[VueNomination | None, Sens("Nominations sans scrutin, quand le point en fait.")]
    elit_l_executif: Annotated[
        bool, Sens("Oui si le point élit le maire, les adjoints ou, dans un EPCI, le président et le bureau.")
    ]
    elit_des_representants: Annotated[
        bool, Sens("Oui pour une commission d’appel d’offres ou des délégués à un EPCI ou à un syndicat.")
    ]
    elit_des_delegues_senatoriaux: Annotated[bool, Sens("Oui pour l’élection des délégués sénatoriaux.")]
    delai_de_recours: Annotated[
        str, Sens("Délai de recours contre l’acte, à la date de la séance : « deux mois », « cinq jours ».")
    ]
    delai_du_silence: Annotated[
        str, Sens("Temps de silence qui vaut rejet d’un recours gracieux, à la date de la séance.")
    ]
    notifie: Annotated[bool, Sens("Oui si l’acte est aussi notifié à la personne pour qui il décide.")]
    differe_du_recours: Annotated[
        str, Sens("Temps après lequel ce délai commence : « vingt-quatre heures » ; ou vide.")
    ]
    sans_acte: Annotated[
        bool, Sens("Oui si le point ne donne aucun acte à part : l’arrêt d’un procès-verbal, par exemple.")
    ]
    huis_clos: Annotated[bool, Sens("Oui si le point a été examiné à huis clos.")]
    designe: Annotated[bool, Sens("Oui si le point nomme ou désigne des personnes.")]
    prend_acte: Annotated[bool, Sens("Oui si le conseil prend acte, sans voter.")]
    renonciation: Annotated[
        VueVotePrealable | None,
        Sens("Vote par lequel le conseil a renoncé au scrutin secret, s’il y en a eu un."),
    ]


class VueDeliberation(Struct, frozen=True):
    """Une délibération, telle que le registre la garde : un point de la séance."""

    collectivite: VueCollectivite
    seance: VueSeance
    presence: Annotated[
        VuePresence, Sens("Membres présents, représentés, excusés et absents au moment du vote de ce point.")
    ]
    point: Annotated[VuePoint, Sens("Le point de l’ordre du jour que la délibération règle.")]
    champs: VueChamps
    numero: Annotated[Connu, Sens("Numéro de la délibération, selon la numérotation de la collectivité.")]
    objet: Annotated[str, Sens("Objet de la délibération.")]
    vote: Annotated[VueVote | None, Sens("Vote du point, en chiffres ; manque avant la séance.")]
    vote_a_porter: Annotated[
        VueVoteAPorter, Sens("Places où porter à la main les chiffres d’un vote qui n’a pas encore eu lieu.")
    ]
    rejete: Annotated[bool, Sens("Oui si le conseil n’a pas adopté le point.")]
    visas: Annotated[
        tuple[VueVisa, ...], Sens("Textes que cette nature d’acte vise, en vigueur au jour de la séance.")
    ]
    groupement: Annotated[
        VueGroupement | None, Sens("Groupement de commandes que le point rejoint, s’il y en a un.")
    ]
    version_convention: Annotated[
        Connu, Sens("Version de la convention approuvée, dans les mots du groupement ; vide sans groupement.")
    ]
    empreinte_convention: Annotated[
        Connu,
        Sens("Empreinte du texte de la convention, par groupes de quatre signes ; vide sans groupement."),
    ]
    signataire: Annotated[str, Sens("Qui est autorisé à signer : « le maire ou son adjoint délégué ».")]
    acte: VueActe


def vue_deliberation(
    figures: FiguresSeance, point: FiguresPoint, kind: Kind, textes: Textes, empreinte: str | None
) -> VueDeliberation:
    """The act of one item, as the register keeps it. It never depends on what followed the session."""
    seance = figures.seance
    collectivite = vue_collectivite(seance.collectivite, seance.organe)
    groupement = point.point.groupement
    return VueDeliberation(
        collectivite=collectivite,
        seance=vue_seance(figures),
        presence=vue_presence_point(figures, point),
        point=_vue_point(figures, point, kind, textes),
        champs=vue_des_champs(point, seance.collectivite, textes),
        numero=(
            Place("numéro de la délibération", 16)
            if seance.modele
            else noms_des_actes.numero(seance, point.point)
        ),
        objet=noms_des_actes.objet(point.point, kind),
        vote=vue_vote(point, seance.collectivite, figures.regime),
        vote_a_porter=places_du_vote(),
        rejete=point.resultat is Resultat.REJETE,
        visas=tuple(
            VueVisa(code, _articles(numeros)) for code, numeros in visas_du_point(figures, point, kind)
        ),
        groupement=vue_groupement(groupement, textes, seance.collectivite, seance.date)
        if groupement
        else None,
        version_convention=version_de(groupement) if groupement else "",
        empreinte_convention=empreinte or "",
        signataire=typeset(point.point.signataire) or collectivite.le_chef,
        acte=vue_acte(figures, signatures_du_point(figures, point), transmissible=point.transmissible),
    )


def _articles(numeros: tuple[str, ...]) -> str:
    imprimes = enumeration(numero_imprime(numero) for numero in numeros)
    return f"les articles {imprimes}" if len(numeros) > 1 else f"l’article {imprimes}"


def _vue_point(figures: FiguresSeance, point: FiguresPoint, kind: Kind, textes: Textes) -> VuePoint:
    rapporteur = point.point.rapporteur
    texte, dispositif = point.point.texte, point.point.dispositif
    recours = recours_contre(point, figures.seance.date)
    silence = delai(SuiteLegale.SILENCE, figures.seance.date)
    return VuePoint(
        numero=Place("numéro du point", 6) if figures.seance.modele else point.point.numero,
        rapporteur=nom_et_qualite(rapporteur, figures, point) if rapporteur else "",
        presidence=presidence_du_point(figures, point),
        doyen_a_dire=doyen_a_dire(figures, point),
        expose=textes.get(texte.fichier, ()) if texte else phrases(point.point.recit),
        vus=tuple(typeset(clause(vu, "vu")) for vu in point.point.vus),
        considerants=tuple(typeset(clause(motif, "considérant")) for motif in point.point.considerants),
        decisions=tuple(
            VueDecision(verbe, typeset(suite), typeset(texte))
            for verbe, suite, texte in articles(point.point.decisions)
        ),
        decision_a_ecrire=(Lacune("points.decide", "ce que le conseil décide", point.point.lieu),)
        if point.decision_a_ecrire
        else (),
        dispositif=textes.get(dispositif.fichier, ()) if dispositif else (),
        annexes=point.point.annexes,
        retraits=tuple(
            vue_retrait(retrait, a_venir=figures.etat is EtatSeance.A_TENIR)
            for retrait in point.point.retraits
        ),
        chef_retire=chef_retire(figures, point),
        pouvoirs_inutilises=pouvoirs_inutilises(point),
        nomination=vue_nomination(point, figures.seance.collectivite),
        elit_l_executif=_voie(point) is SuiteLegale.RECOURS_ELECTION,
        elit_des_representants=_voie(point) is SuiteLegale.RECOURS_DESIGNATION,
        elit_des_delegues_senatoriaux=_voie(point) is SuiteLegale.RECOURS_SENATORIAUX,
        delai_de_recours=duree(recours) if recours is not None else "",
        delai_du_silence=duree(silence) if silence is not None else "",
        notifie=kind.notifiee,
        differe_du_recours=differe(recours) if recours is not None else "",
        sans_acte=point.point.acte is None,
        fondement_designation=fondement_designation(point),
        huis_clos=point.point.huis_clos,
        designe=point.point.nature == "nomination",
        prend_acte=kind.prend_acte and point.point.vote is None,
        renonciation=vue_vote_prealable(
            point.renonciation, decide=point.renonciation is not None and point.renonciation.decompte.unanime
        ),
    )


def _voie(point: FiguresPoint) -> SuiteLegale:
    """The remedy that is open against what the item decides."""
    return point.regle_election.recours if point.regle_election else SuiteLegale.RECOURS


def nom_et_qualite(membre: Membre, figures: FiguresSeance, point: FiguresPoint | None = None) -> str:
    """« Membre 1, maire », as things stood at that item."""
    (alors,) = au_moment((membre,), figures, point)
    personne = vue_personne(alors, figures.seance.collectivite)
    return f"{personne.nom}, {personne.qualite}"


def presidence_du_point(figures: FiguresSeance, point: FiguresPoint) -> str:
    """Who presides that item, if not the session's president; at the accounts, that they are elected."""
    seance, autre = figures.seance, point.president
    if doyen_a_dire(figures, point):
        return ""
    if _elu_pour_les_comptes(figures, point) and point.president is not None:
        elu = point.president
        choisi = NOMME if figures.regime.alsace_moselle else ELU  # art. L. 2543-8, art. L. 2121-14
        return f"{nom_et_qualite(elu, figures, point)}, {choisi.accord(elu.genre)} par le conseil"
    if autre is None or autre == seance.presidence:
        return ""
    if autre == chef_elu(figures, point):
        personne = vue_chef(autre, seance.collectivite)
        return f"{personne.nom}, {personne.qualite}"
    return nom_et_qualite(autre, figures, point)


def doyen_a_dire(figures: FiguresSeance, point: FiguresPoint) -> tuple[Lacune, ...]:
    """The eldest, who presides the election of the mayor (art. L. 2122-8), until the file names them."""
    seance = figures.seance
    if seance.doyen is not None or not point.decide or point.nature_election is not NatureElection.MAIRE:
        return ()
    return (Lacune("seance.doyen", "doyen d’âge", seance.lieux.get("presidence")),)


def _elu_pour_les_comptes(figures: FiguresSeance, point: FiguresPoint) -> bool:
    """Whether the file names the one whom the council elected to preside accounts (art. L. 2121-14).

    At the item; or for the session, when its head is there and does not preside.
    """
    president, maire = point.president, chef(figures.ouverture)
    if point.ordonnateur is None or president is None or president.fonction in CHEFS:
        return False
    if point.votants.ecarte(president):
        return False
    return point.point.presidence is not None or maire is not None


def plan_deliberations(desk: Planning) -> Iterator[ActPlan]:
    """The deliberation of each item that gives one."""
    for point, kind in desk.deciding():
        numero = point.point.numero
        plan = ActPlan(
            key=f"deliberation-{numero:02}",
            kind=kind,
            point=numero,
            titre=f"délibération {numero}",
            stade=point.stade,
            consigne=_consigne(desk, point),
            geste=_geste(desk, point),
            transmis=_transmis(point),
            acquis=_acquis(desk.figures, point),
        )
        if raison := desk.not_voted(point):
            yield desk.not_yet(plan, raison)
        else:
            acte = desk.written(
                plan, partial(_deliberation, desk.composer, point, kind), point.point.groupement
            )
            yield acte
            yield from desk.copies(acte)


def _transmis(point: FiguresPoint) -> bool:
    """Whether the act went to the State: a date of sending or a receipt says so, publication doesn't."""
    return point.transmissible and point.stade in ENVOYES


_PARTI = phrase(
    "Un acte transmis ne change plus : remettez dans la séance ce qu'il dit. Si c'est lui qui est faux, "
    "une délibération rectificative le corrige à la prochaine séance : « Relire », dans le studio, la "
    "prépare. Pour décider autre chose, voyez avec la préfecture ou votre service juridique. S'il n'est pas "
    "parti, effacez sa date de transmission."
)
_ACQUIS = (
    ("publiee_le", "publié", "publiée", "sa publication", "et à publier de nouveau"),
    ("affichee_le", "affiché", "affichée", "son affichage", "et à afficher de nouveau"),
    ("deliberation_signee_le", "signé", "signée", "sa signature", "et à faire signer"),
)


def _acquis(figures: FiguresSeance, point: FiguresPoint) -> Acquis | None:
    """What keeps a deliberation as it is: it was sent, published, posted or signed."""
    suites = figures.suites_de(point)
    if not point.delibere:
        return None
    if _transmis(point):
        jour = suites.transmise_le or suites.recue_le
        depuis = f"transmise le {date_longue(jour, jour=False)}" if jour else "déjà transmise"
        return Acquis("acte déjà transmis", depuis, _PARTI)
    for rubrique, mot, dite, fait, refaire in _ACQUIS:
        if jour := getattr(suites, rubrique):
            aide = phrase(
                "Un acte {mot} ne change plus : remettez dans la séance ce qu'il dit. Pour l'écrire de "
                "nouveau malgré tout, videz la date de {fait} : il sera à relire {refaire}.",
                mot=mot,
                fait=fait,
                refaire=refaire,
            )
            return Acquis(f"acte déjà {mot}", f"{dite} le {date_longue(jour, jour=False)}", aide)
    return None


def _consigne(desk: Planning, point: FiguresPoint) -> str:
    if desk.figures.etat is EtatSeance.A_TENIR:
        return f"modèle à soumettre au {desk.figures.seance.organe.value}"
    if point.quorum.affaire_douteuse:
        return phrase("voté sans quorum : vérifiez d'abord que la première convocation portait cette affaire")
    noms, signee = signataires(desk.figures, point), _signee(desk.figures, point)
    if point.stade is Stade.ADOPTE and signee:
        return phrase("signature faite ; à transmettre et à publier")
    if point.stade is Stade.ADOPTE:
        return phrase("à imprimer, à faire signer ({noms}), puis à transmettre et à publier", noms=noms)
    if point.stade is Stade.TRANSMIS:
        return phrase("transmission faite ; à publier")
    if point.stade is Stade.PUBLIE and signee:
        return phrase("publication faite ; à transmettre")
    if point.stade is Stade.PUBLIE:
        return phrase("publication faite ; à faire signer ({noms}) et à transmettre", noms=noms)
    return phrase("texte complet, à conserver au registre avec les signatures ({noms})", noms=noms)


def _geste(desk: Planning, point: FiguresPoint) -> str:
    """The paper alone: when it is sent and published is the calendar's to tell."""
    if desk.figures.etat is EtatSeance.A_TENIR or point.quorum.affaire_douteuse:
        return ""
    noms = signataires(desk.figures, point)
    if point.stade in (Stade.ADOPTE, Stade.PUBLIE) and not _signee(desk.figures, point):
        return phrase("à imprimer et à faire signer ({noms})", noms=noms)
    return phrase("à conserver au registre, avec les signatures ({noms})", noms=noms)


def _signee(figures: FiguresSeance, point: FiguresPoint) -> bool:
    return figures.suites_de(point).deliberation_signee_le is not None


def vue_du_point(composer: Composing, point: FiguresPoint, kind: Kind) -> VueDeliberation:
    """What the templates of an item's kind see, in its deliberation and in the minutes: made once for both.

    Its texts are asked for each time: what is wrong with them counts for each act.
    """
    groupement, empreinte = point.point.groupement, None
    textes = composer.textes(point)
    annexe = composer.catalogue.get(kind.annexe) if kind.annexe else None
    if groupement is not None and annexe is not None:
        empreinte = empreinte_imprimee(composer.convention(groupement, annexe).empreinte)
    made = partial(vue_deliberation, composer.figures, point, kind, textes, empreinte)
    # the figures hold the item as long as the composer: no other takes its identity
    return composer.once((id(point), kind.code, empreinte), made)


def _deliberation(composer: Composing, point: FiguresPoint, kind: Kind) -> Document:
    """What the register keeps of one item; a model sent to a council is no PROJET by itself."""
    view = vue_du_point(composer, point, kind)
    modele = composer.seance.modele
    return composer.act(
        kind,
        view,
        "Délibération" if modele else f"Délibération n°\u00a0{view.numero}",
        subject=view.objet,
        force=composer.figures.etat is EtatSeance.A_TENIR and not modele,
        groupement=point.point.groupement,
    )
