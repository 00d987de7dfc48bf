"""The collectivity and the session as every act of it shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from actgen.acts.tree.inline import Lacune, Place
from actgen.acts.tree.nodes import SignaturePlace, Signatures, Stamp
from actgen.acts.views.presence import capitale, chef_de, nom_en_phrase, qualite, vue_chef, vue_personne
from actgen.acts.views.views import Connu, VueActe, VueCollectivite, VueSeance
from actgen.base.diagnostics import Location
from actgen.base.text.dates import formule_ouverture
from actgen.base.text.elision import a_lieu, de_lieu, elision
from actgen.base.text.grammar import DOYEN, PRESIDENT_DE_SEANCE, SECRETAIRE_DE_SEANCE, au, du, le
from actgen.base.text.lists import enumeration
from actgen.base.text.typography import typeset
from actgen.council.facts.collectivite import SYNDICAT, Collectivite
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.facts.seance import EtatSeance, Organe, Seance
from actgen.council.figures.parts import genre_de, nature_et_nom
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, au_moment, chef_elu
from actgen.law.articles import code
from actgen.law.citations import Citation, citations
from actgen.law.regimes import hors_departement, seance_a_distance

Fait = TypeVar("Fait")

_EN_LETTRES, _UN_NOM = 50, 40  # characters of a place to fill by hand

_ASSEMBLEES = {
    "communauté de communes": "conseil communautaire",
    "communauté d’agglomération": "conseil communautaire",
    "communauté urbaine": "conseil communautaire",
    "métropole": "conseil de la métropole",
    "métropole de Lyon": "conseil de la métropole",
    SYNDICAT: "comité syndical",
}


def ou_lacune(
    valeur: Fait | None, cle: str, libelle: str, lieu: Location | Mapping[str, Location] | None
) -> Fait | Lacune:
    """The fact, or the visible blank that says which key to fill; its place, or those of the keys beside."""
    if valeur is not None and valeur != "":
        return valeur
    here = lieu.get(cle.rpartition(".")[2]) if isinstance(lieu, Mapping) else lieu
    return Lacune(cle, libelle, here)


def vue_collectivite(collectivite: Collectivite, organe: Organe) -> VueCollectivite:
    """The collectivity with the forms that sentences need."""
    chef, genre = chef_de(collectivite)
    designation = designation_de(collectivite)
    assemblee = assemblee_de(collectivite, organe)
    arrondissement = collectivite.arrondissement
    siege = siege_de(collectivite)
    liaison = collectivite.type_liaison if siege == collectivite.nom else None
    return VueCollectivite(
        nom=collectivite.nom,
        designation=designation,
        la_designation=le(designation, genre_de(collectivite)),
        de_la_designation=du(designation, genre_de(collectivite)),
        a_la_designation=au(designation, genre_de(collectivite)),
        est_commune=collectivite.est_commune,
        departement=collectivite.departement.nom,
        du_departement=""
        if hors_departement(collectivite.departement.code)
        else de_lieu(collectivite.departement.nom, collectivite.departement.type_liaison),
        arrondissement=arrondissement.nom if arrondissement else "",
        de_l_arrondissement=de_lieu(arrondissement.nom, None) if arrondissement else "",
        assemblee=assemblee,
        de_l_assemblee=du(assemblee),
        le_chef=le(chef, genre),
        du_chef=du(chef, genre),
        a_siege=ou_lacune(
            a_lieu(siege, liaison) if siege else None, "siege", "commune du siège", collectivite.lieu
        ),
        au_representant_de_l_etat=_au_representant_de_l_etat(collectivite.prefecture),
    )


def siege_de(collectivite: Collectivite) -> str:
    """The commune of its seat: a commune's own, unless its file says another; nothing if not known."""
    return collectivite.siege or (collectivite.nom if collectivite.est_commune else "")


def _au_representant_de_l_etat(service: str) -> str:
    """The State's service by its name where the file gives it (« SPREF0684 »), else as the law says it."""
    if not service:
        return "au représentant de l’État"
    return "à la sous-préfecture" if service.startswith("S") else "à la préfecture"


def designation_de(collectivite: Collectivite) -> str:
    """« commune de Dietwiller », « communauté d’agglomération Mulhouse Alsace Agglomération »."""
    if collectivite.est_commune:
        return f"commune {de_lieu(collectivite.nom, collectivite.type_liaison)}"
    return nature_et_nom(collectivite)


def assemblee_de(collectivite: Collectivite, organe: Organe) -> str:
    """What the deliberating body is called."""
    if organe is Organe.BUREAU:
        return "bureau"
    if collectivite.est_commune:
        return "conseil municipal"
    return _ASSEMBLEES.get(collectivite.nature, "conseil communautaire")


def vue_seance(figures: FiguresSeance) -> VueSeance:
    """Date, place, convocation and presidency; what is not known yet is a lacune."""
    seance = figures.seance
    lieux = seance.lieux
    president_qualifie = _president_qualifie(figures)
    convocation = seance.convocation
    return VueSeance(
        a_fixer=seance.modele,
        date=Place("date de la séance") if seance.modele else seance.date,
        heure=_de_seance(seance, seance.heure, "seance.heure", "heure de la séance", lieux.get("heure")),
        ouverture_en_lettres=(
            Place("jour et heure de la séance, en toutes lettres", _EN_LETTRES)
            if seance.modele
            else formule_ouverture(seance.date, seance.heure)
        ),
        lieu=_de_seance(
            seance, seance.lieu_de_reunion, "seance.lieu", "lieu de la séance", lieux.get("lieu")
        ),
        a_distance=seance.a_distance,
        moyens_a_distance=ou_lacune(
            typeset(seance.moyens_a_distance),
            "seance.moyens_a_distance",
            "moyens de prendre part à la séance à distance",
            lieux.get("a_distance"),
        ),
        fondement_a_distance=_fondement_a_distance(seance),
        convocation=_de_seance(
            seance,
            convocation.envoyee_le,
            "convocation.envoyee_le",
            "date d’envoi de la convocation",
            convocation.lieu_envoi,
        ),
        affichage_convocation=convocation.affichee_le,
        du_president=(
            elision("de", president_qualifie)
            if president_qualifie
            else _president_inconnu(seance, "président de la séance")
        ),
        le_president=(
            f"{president_qualifie},"
            if president_qualifie
            else _president_inconnu(seance, "président de la séance")
        ),
        ouverte_par=typeset(seance.ouverte_par),
        secretaire=_secretaires(figures),
        assistance=tuple(typeset(fonction) for fonction in seance.assistance),
        publique=(
            seance.organe is Organe.CONSEIL
            and not seance.a_distance
            and figures.regime.pouvoirs_par_membre == 1  # two in the health emergency, when some shut doors
        ),
        urgence=convocation.urgence,
        urgence_approuvee=convocation.urgence_approuvee is True,
        urgence_refusee=convocation.urgence_approuvee is False,
        seconde_convocation=convocation.seconde is not None,
        arrete_les_proces_verbaux=figures.regime.arrete_les_proces_verbaux,
        cite_la_delegation=_cite_la_delegation(figures),
        delegation=ou_lacune(
            seance.delegation_du_conseil,
            "seance.delegation_du_conseil",
            "date de la délégation donnée au bureau",
            lieux,
        ),
        conseil=assemblee_de(seance.collectivite, Organe.CONSEIL),
    )


def _fondement_a_distance(seance: Seance) -> str:
    """The article that lets an EPCI meet so that day; none for what a health emergency allowed."""
    ici = seance.collectivite
    cgct = code("CGCT")
    permise = not ici.est_commune and seance_a_distance(
        seance.date, ici.genre, fiscalite_propre=not ici.est_syndicat
    )
    return citations([Citation(cgct, "L5211-11-1")]) if cgct is not None and permise else ""


def _president_qualifie(figures: FiguresSeance) -> str:
    """« Membre 14, conseiller municipal, doyen d’âge »; empty when nobody is named."""
    seance = figures.seance
    if seance.presidence is None:
        return ""
    (president,) = au_moment((seance.presidence,), figures)
    personne = vue_personne(president, seance.collectivite)
    doyen = seance.doyen is not None and seance.doyen.nom_complet == president.nom_complet
    age = f", {DOYEN.accord(president.genre)}" if doyen else ""
    return f"{nom_en_phrase(president)}, {personne.qualite}{age}"


def _cite_la_delegation(figures: FiguresSeance) -> bool:
    """Once the Bureau has met, a missing date is a finding of the rules: the act has no blank for it."""
    seance = figures.seance
    if seance.organe is not Organe.BUREAU:
        return False
    return seance.delegation_du_conseil is not None or figures.etat is EtatSeance.A_TENIR


def _president_inconnu(seance: Seance, libelle: str) -> Lacune | Place:
    lieu = seance.lieux.get("presidence")
    return Place(libelle, _UN_NOM) if seance.modele else Lacune("seance.presidence", libelle, lieu)


def _de_seance(
    seance: Seance, valeur: Fait | None, cle: str, libelle: str, lieu: Location | None
) -> Fait | Lacune | Place:
    """A fact that the council fixes: in a model sent to it, a place that it will fill."""
    connu = ou_lacune(valeur, cle, libelle, lieu)
    return Place(libelle) if seance.modele and isinstance(connu, Lacune) else connu


def _secretaires(figures: FiguresSeance) -> Connu:
    seance = figures.seance
    if not seance.secretaires:
        if not figures.regime.regime_2022 and seance.absents is not None:
            return ""  # before 01/07/2022 nobody signs as such: the act goes without
        return a_venir(seance, "seance.secretaire", "secrétaire de séance", seance.lieux.get("secretaire"))
    nommes = enumeration(
        f"{s.nom}, {qualite(au_moment((s.membre,), figures)[0], seance.collectivite)}"
        if s.membre
        else ", ".join(filter(None, (s.nom, s.qualite)))
        for s in seance.secretaires
    )
    aides = (f"{s.nom}, {typeset(s.qualite)}" for s in seance.auxiliaires)
    return "\u00a0; ".join(filter(None, (nommes, enumeration(aides))))


def a_venir(seance: Seance, cle: str, libelle: str, lieu: Location | None) -> Lacune | Place:
    """Before the session, a place that it will fill; after it, a fact that the file lacks."""
    return Place(libelle) if seance.absents is None else Lacune(cle, libelle, lieu)


def vue_acte(figures: FiguresSeance, signatures: Signatures, *, transmissible: bool = True) -> VueActe:
    """What is filled by hand or by the sending platform, and the court."""
    collectivite = figures.seance.collectivite
    return VueActe(
        signatures=signatures,
        cadre_transmission=Stamp(
            "Cadre réservé à la transmission au représentant de l’État et à la publication"
            if transmissible
            else "Cadre réservé à la publication"
        ),
        tribunal=ou_lacune(
            typeset(figures.tribunal or ""), "tribunal", "tribunal administratif", collectivite.lieu
        ),
    )


def signatures_de_seance(figures: FiguresSeance) -> Signatures:
    """Mayor and secretary since 01/07/2022; before, all who were present at some time of the session.

    The mayor signs, be it one elected that very day: minutes are adopted later (art. L. 2121-15 CGCT).
    """
    salles = (figures.ouverture, *(point.presence.au_vote for point in figures.points))
    venus = {membre.nom_complet: membre for salle in salles for membre in salle.presents}
    return _signatures(figures, sorted(venus.values(), key=lambda membre: membre.rang), chef_elu(figures))


def signatures_du_point(figures: FiguresSeance, point: FiguresPoint) -> Signatures:
    """Mayor and secretary since 01/07/2022; before, all who were present when that item was decided.

    The mayor elected earlier in the same session signs for the items over which they took the chair.
    """
    presents = au_moment(point.presence.au_vote.presents, figures, point)
    return _signatures(figures, presents, chef_elu(figures, point))


def _signatures(figures: FiguresSeance, presents: Iterable[Membre], elu: Membre | None) -> Signatures:
    """By the date of the session (art. L. 2121-23 CGCT)."""
    seance = figures.seance
    if figures.regime.regime_2022 or figures.etat is EtatSeance.A_TENIR:
        return Signatures((_place_du_president(seance, elu), *_places_des_secretaires(seance)))
    return Signatures(
        tuple(
            SignaturePlace(
                capitale(qualite(membre, seance.collectivite)), membre.nom_complet, f"membre_{membre.rang}"
            )
            for membre in presents
        )
    )


def _place_du_president(seance: Seance, elu: Membre | None) -> SignaturePlace:
    if elu is not None:
        personne = vue_chef(elu, seance.collectivite)
        return SignaturePlace(personne.qualite_en_tete, personne.nom, "president")
    president = seance.presidence
    if president is None:
        chef, genre = chef_de(seance.collectivite)
        return SignaturePlace(capitale(le(chef, genre)), field="president")
    personne = vue_personne(president, seance.collectivite)
    if president.fonction is Fonction.CONSEILLER:  # presides, with no office of their own to sign by
        titre = PRESIDENT_DE_SEANCE.accord(president.genre)
        return SignaturePlace(capitale(le(titre, president.genre)), personne.nom, "president")
    return SignaturePlace(personne.qualite_en_tete, personne.nom, "president")


def _places_des_secretaires(seance: Seance) -> tuple[SignaturePlace, ...]:
    if not seance.secretaires:
        return (SignaturePlace("Le secrétaire de séance", field="secretaire"),)
    places = []
    for rang, secretaire in enumerate(seance.secretaires, start=1):
        titre = le(SECRETAIRE_DE_SEANCE.accord(secretaire.genre), secretaire.genre)
        champ = "secretaire" if rang == 1 else f"secretaire_{rang}"
        places.append(SignaturePlace(capitale(titre), secretaire.nom, champ))
    return tuple(places)


def lieu_public(figures: FiguresSeance) -> str:
    """Where the public comes to read: « à la mairie », « au siège »."""
    return "à la mairie" if figures.seance.collectivite.est_commune else "au siège"
