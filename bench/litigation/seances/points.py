"""What is decided at one item: who may vote, how the voices fall, how the clerk writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .dossier import COMPTES, FaitsPoint
from .loi import Droit
from .tirage import Tirage

DU_CONSEIL = ("Tarifs de la salle des fêtes", "Budget annexe de l’eau")
"""What the council can't delegate to a Bureau."""
OBJETS = (
    "Acquisition d’une parcelle", "Vente d’un tracteur", "Bail du presbytère",
    "Travaux de voirie", "Convention avec le collège", "Création d’un poste", "Règlement du cimetière",
    "Coupe de bois communale", "Éclairage public", "Aide aux associations", "Assurance des bâtiments",
    "Rénovation de la mairie", "Plan communal de sauvegarde", "Cantine scolaire",
    "Achat de fournitures", "Dénomination d’une rue", "Servitude de passage", "Marché de nettoyage",
    "Jardins partagés", "Enquête publique", "Modification du temps de travail", "Réseau d’eau potable",
)  # fmt: skip


@dataclass
class Scene:
    """Where an item is dealt with: the room at its start and at its vote, the law, who presides."""

    droit: Droit
    effectif: list[str]
    chef: str
    president: str
    debut: list[str]
    debut_pouvoirs: dict[str, str]
    presents: list[str]
    pouvoirs: dict[str, str]
    dispense: bool
    partants: set[str]

    def quorum_tenu(self, ecartes: set[str] = frozenset(), representants: int = 0) -> bool:  # type: ignore[assignment]
        return self.dispense or self.comptes(ecartes) >= self.requis(representants)

    def comptes(self, ecartes: set[str]) -> int:
        presents = sum(nom not in ecartes for nom in self.debut)
        representes = sum(nom not in ecartes for nom in self.debut_pouvoirs)
        return self.droit.comptes(presents, representes)

    def requis(self, representants: int = 0) -> int:
        return self.droit.quorum(len(self.effectif) - (representants if self.droit.trois_ds else 0))


def compter(point: FaitsPoint) -> None:
    """Voices that count at the vote: present and not kept away, or represented, neither end kept away."""
    hors = set(point.ecartes) | set(point.interesses)
    point.voix = [nom for nom in point.presents if nom not in hors] + [
        mandant
        for mandant, mandataire in point.pouvoirs.items()
        if mandant not in hors and mandataire not in hors
    ]
    point.votants = len(point.voix)


def tirer_interesses(t: Tirage, scene: Scene, point: FaitsPoint) -> list[str]:
    """Members who withdraw, written as phrases; those who hold or gave a proxy stay out of it at times."""
    if t.chance(4) and scene.droit.local and _moitie(t, scene, point):
        return [f"{nom}, a quitté la salle" for nom in point.interesses]
    lies = set(scene.pouvoirs) | set(scene.pouvoirs.values())
    candidats = [nom for nom in scene.presents if nom != scene.president and nom not in scene.partants]
    if not t.chance(30):
        candidats = [nom for nom in candidats if nom not in lies]
    choisis = t.sans_remise(candidats, t.pondere((6, 1), (3, 2), (1, 4)))
    if not choisis or not scene.quorum_tenu(set(choisis)) or len(scene.presents) - len(choisis) < 3:
        return []
    point.interesses = choisis
    return [f"{nom}, a quitté la salle" for nom in choisis]


def _moitie(t: Tirage, scene: Scene, point: FaitsPoint) -> bool:
    """Local law: half of the council is interested, and no quorum is needed."""
    autres = [nom for nom in scene.presents if nom != scene.president and nom not in scene.partants]
    combien = -(-len(scene.effectif) // 2)
    if len(autres) < combien:
        return False
    point.interesses = t.sans_remise(autres, combien)
    point.dispense = True
    return True


def repartir(t: Tirage, point: FaitsPoint, *, partage: bool = False) -> dict[str, int]:
    """Figures of an open vote that add up; a tie only where it is asked."""
    n = point.votants
    if partage:
        chacun = t.entier(1, n // 2)
        return {"pour": chacun, "contre": chacun, "abstentions": n - 2 * chacun}
    absent = t.pondere((6, 0), (2, t.entier(0, n // 3)))
    refus = t.pondere((12, 0), (1, t.entier(0, (n - absent) // 4)))
    contre = t.pondere((3, 0), (3, t.entier(0, n - absent - refus)))
    pour = n - absent - refus - contre
    if pour == contre:
        pour, contre = pour + contre, 0
    return {"pour": pour, "contre": contre, "abstentions": absent, "ne_prennent_pas_part": refus}


def conclure(point: FaitsPoint, voix: dict[str, int]) -> str:
    """More for than against: adopted. A tie is told by its own writers."""
    point.adopte = voix["pour"] > voix["contre"]
    return "adopté" if point.adopte else "rejeté"


_MOTS = {
    "pour": ("pour", "pour"),
    "contre": ("contre", "contre"),
    "abstentions": ("abstention", "abstentions"),
    "blancs": ("blanc", "blancs"),
    "nuls": ("nul", "nuls"),
    "ne_prennent_pas_part": ("ne prend pas part", "ne prennent pas part"),
}


def phrase_vote(voix: dict[str, int], noms: dict[str, list[str]] | None = None) -> str:
    """« 9 pour, 1 contre (Membre 5), 2 abstentions »."""
    parties = []
    for sens, combien in voix.items():
        if combien or sens in ("pour", "contre"):
            mot = _MOTS[sens][combien > 1]
            qui = (noms or {}).get(sens)
            parties.append(f"{combien} {mot}" + (f" ({', '.join(qui)})" if qui else ""))
    return ", ".join(parties)


def nommer(t: Tirage, point: FaitsPoint, voix: dict[str, int]) -> dict[str, list[str]]:
    """Who voted what, in the figures given."""
    ordre = t.sans_remise(point.voix, len(point.voix)) if t.chance(50) else list(point.voix)
    noms = {}
    for sens, combien in voix.items():
        noms[sens], ordre = ordre[:combien], ordre[combien:]
    return noms


DECISIONS = (
    "approuve la proposition", "autorise le président de l’assemblée à signer les actes nécessaires",
    "de commencer les travaux au printemps", "que la dépense sera inscrite au budget",
    "Article 1er : le règlement est modifié", "prend acte du rapport",
)  # fmt: skip


def extrait(t: Tirage) -> dict[str, Any]:
    """What is made of a vote: nothing apart from the minutes, or a deliberation of its own words."""
    if t.chance(65):
        return {"sans_acte": "oui"}
    ecrit: dict[str, Any] = {"acte": "deliberation_libre"}
    if t.chance(40):
        ecrit["vu"] = t.parmi(("le code de l’environnement", ["Vu la délibération du 3 mars 2019 ;"]))
    if t.chance(40):
        ecrit["considerant"] = ["que le service le demande", "Considérant l’intérêt des habitants ;"]
    return {**ecrit, "decide": t.sans_remise(DECISIONS, t.entier(1, 3))}


def vote_ordinaire(t: Tirage, point: FaitsPoint) -> dict[str, Any]:
    """The keys of an item that is voted by show of hands."""
    if point.genre == "unanimite":
        return {"vote": "unanimité"}
    voix = repartir(t, point)
    resultat = conclure(point, voix)
    if t.chance(25):
        return {"vote": {**_utiles(voix), "resultat": resultat}}
    noms = nommer(t, point, voix) if t.chance(20) else {}
    noms.pop("pour", None)
    return {"vote": phrase_vote(voix, noms)}


def _utiles(voix: dict[str, int]) -> dict[str, Any]:
    return {sens: combien for sens, combien in voix.items() if combien or sens in ("pour", "contre")}


def vote_partage(t: Tirage, point: FaitsPoint) -> dict[str, Any]:
    """As many for as against: the president's own vote decides."""
    voix = repartir(t, point, partage=True)
    pour = point.adopte = t.chance(60)
    sens, resultat = ("pour", "adopté") if pour else ("contre", "rejeté")
    facon = t.pondere((4, "nommée"), (3, "dite"), (3, "écrite"))
    if facon == "nommée":
        return {"vote": phrase_vote(voix, {sens: [point.president]})}
    if facon == "dite":
        president = t.parmi(("du président", "de la présidente"))
        return {"vote": f"{phrase_vote(voix)}, voix {president} {sens}"}
    return {"vote": {**_utiles(voix), "voix_du_president": sens, "resultat": resultat}}


def demande(t: Tirage, quoi: str, demandeurs: list[str]) -> str:
    if len(demandeurs) > 1 and t.chance(50):
        return f"{quoi} demandé par {len(demandeurs)} membres"
    *autres, dernier = demandeurs
    return (
        f"{quoi} demandé par {', '.join(autres)} et {dernier}" if autres else f"{quoi} demandé par {dernier}"
    )


def _demandeurs(t: Tirage, point: FaitsPoint, part: int) -> list[str]:
    """Enough of those who have not withdrawn for that part of the room; none when too few are left."""
    libres = [nom for nom in point.presents if nom not in point.interesses]
    assez = -(-max(len(point.debut), len(point.presents)) // part)
    combien = max(2, t.entier(assez, max(assez, len(libres) // 2)))
    return t.sans_remise(libres, combien) if len(libres) >= combien else []


def vote_public(t: Tirage, point: FaitsPoint) -> dict[str, Any]:
    """A quarter of those present ask; every voice is named."""
    demandeurs = _demandeurs(t, point, 4)
    if not demandeurs:
        point.genre = "main_levee"
        return vote_ordinaire(t, point)
    voix = repartir(t, point)
    conclure(point, voix)
    return {
        "scrutin": "public",
        "demandes": [demande(t, "scrutin public", demandeurs)],
        "vote": phrase_vote(voix, nommer(t, point, voix)),
    }


def vote_secret(t: Tirage, point: FaitsPoint) -> dict[str, Any]:
    """A third of those present ask; nobody is named; a tie rejects."""
    demandeurs = _demandeurs(t, point, 3)
    if not demandeurs:
        point.genre = "main_levee"
        return vote_ordinaire(t, point)
    voix = repartir(t, point)
    voix.pop("ne_prennent_pas_part")
    voix["pour"] = point.votants - voix["contre"] - voix["abstentions"]
    vides = min(voix["abstentions"], 2)
    voix["blancs"], voix["abstentions"] = vides, voix["abstentions"] - vides
    ecrit: dict[str, Any] = {"scrutin": "secret", "demandes": [demande(t, "scrutin secret", demandeurs)]}
    resultat = conclure(point, voix)
    if voix["pour"] == voix["contre"] or t.chance(30):
        return {**ecrit, "vote": {**_utiles(voix), "resultat": resultat}}
    return {**ecrit, "vote": phrase_vote(voix)}


def vote_des_comptes(t: Tirage, point: FaitsPoint) -> dict[str, Any]:
    """The accounts: another than the mayor presides, and the mayor does not vote."""
    assert point.genre in COMPTES
    if t.chance(50):
        return {"nature": point.genre, "presidence": point.president, "vote": "unanimité"}
    voix = repartir(t, point)
    conclure(point, voix)
    return {"nature": point.genre, "presidence": point.president, "vote": phrase_vote(voix)}


# closed sessions


def huis_clos(t: Tirage, scene: Scene, point: FaitsPoint, ecrit: dict[str, Any]) -> dict[str, Any]:
    """Asked by the mayor or by enough members, decided by more than half of those present or represented."""
    assez = 5 if scene.droit.epci else 3
    if point.interesses or point.presents != point.debut or len(point.presents) < assez:
        return {}
    qui = (
        [scene.chef]
        if scene.chef in point.presents and t.chance(50)
        else t.sans_remise(point.presents, assez)
    )
    point.huis_clos = True
    pour = t.entier(point.votants // 2 + 1, point.votants)
    vote = {"pour": pour, "contre": point.votants - pour}
    return {
        "huis_clos": "oui",
        "demandes": [*ecrit.get("demandes", []), demande(t, "huis clos", qui)],
        "vote_huis_clos": t.parmi((phrase_vote(vote), "unanimité")),
    }


# representatives in another body


def organisme(t: Tirage, scene: Scene, point: FaitsPoint) -> dict[str, Any]:
    """A decision about a body where members sit: they withdraw from those that the law of the day names."""
    droit = scene.droit
    lies = {*scene.pouvoirs, *scene.pouvoirs.values(), scene.president, *scene.partants}
    libres = [nom for nom in scene.presents if nom not in lies]
    choisis = t.sans_remise(libres, t.pondere((3, 1), (1, 2)))
    recoit = t.parmi(("rien", "aide", "garantie d’emprunt", "commande publique", "dépense obligatoire"))
    if len(libres) < 3 or not droit.trois_ds:
        return {}
    nommes = (
        ("commande publique",) if droit.statut_2025 else ("aide", "garantie d’emprunt", "commande publique")
    )
    corps = {
        "nom": "Société publique des eaux",
        "representants": choisis,
        "designes_par_la_loi": "oui",
        "remuneres": "non",
    }
    if recoit not in nommes:
        return {"organisme": {**corps, "recoit": recoit}}
    if not scene.quorum_tenu(set(choisis), len(choisis)):
        return {}
    point.interesses = point.representants = choisis
    retraits = [f"{nom}, a quitté la salle, représentant" for nom in choisis]
    return {"organisme": {**corps, "recoit": recoit}, "interesse": retraits}
