"""A session as it goes: who opens it, what becomes of each item."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from . import nominations as elire
from . import points as voter
from .allees import Allees
from .assemblee import Corps
from .dossier import COMPTES, Faits, FaitsPoint
from .points import DU_CONSEIL, OBJETS, Scene
from .salle import Salle
from .tirage import Tirage, chiffres, heure_ecrite


class Deroulement:
    """Draws one session; `faits` is filled on the way."""

    def __init__(self, t: Tirage, corps: Corps, faits: Faits) -> None:
        self.t, self.corps, self.faits, self.droit = t, corps, faits, faits.droit
        self.absents: list[Any] = []
        self.points: list[dict[str, Any]] = []
        self.groupe = faits.nature != "installation" and not self.droit.epci and t.chance(25)
        self.ouverture = t.entier(8, 20) * 60 + t.pondere((3, 0), (1, 30))
        self.levee = self.ouverture
        self.horaire = t.chance(25)  # each item has its hour
        self.salle = Salle(faits.effectif, set(faits.effectif))
        self.allees = Allees(t, faits, self.salle, horaire=self.horaire)

    def tenir(self) -> None:
        self._ouvrir()
        combien = self.t.pondere((1, 1), (3, 2), (4, 4), (3, 6), (1, 9))
        premier = self.t.pondere((9, 1), (1, self.t.entier(2, 9)))
        self.premier = premier
        objets = self.t.sans_remise(OBJETS if self.faits.bureau else (*OBJETS, *DU_CONSEIL), combien)
        perte = self.t.entier(1, combien) if combien > 1 and self.t.chance(8) else 0
        for rang, objet in enumerate(objets):
            self._traiter(rang, premier + rang, objet, perdre=bool(perte) and rang == perte)
        self.levee += 20

    # the opening

    def _ouvrir(self) -> None:
        faits, t = self.faits, self.t
        if faits.etat == "a_tenir":
            return
        effectif, requis = faits.effectif, self.droit.quorum(len(faits.effectif))
        if faits.etat == "sans_quorum":
            haut = min(requis - 1, len(effectif)) if not self.droit.derogation[1] else max(requis - 3, 0)
            presents = t.entier(min(1, haut), haut)
        else:
            bas = max(3, requis)
            presents = t.pondere((3, t.entier(bas, len(effectif))), (2, len(effectif)), (1, bas))
            if faits.seconde and t.chance(75):
                presents = t.entier(3, bas)
        autres = [nom for nom in effectif if nom != faits.chef]
        absents = t.sans_remise(autres, len(effectif) - presents)
        if absents and t.chance(12) and faits.nature != "installation":
            absents[0] = faits.chef
        self.salle.presents -= set(absents)
        faits.presents = self.salle.dedans
        self._presider()
        self._donner_pouvoirs()
        faits.pouvoirs = self.salle.effectifs
        self._ecrire_absents()

    def _presider(self) -> None:
        faits, t, dedans = self.faits, self.t, self.salle.dedans
        if not dedans:
            return
        if faits.nature == "installation":
            faits.president = t.parmi(dedans)
        elif faits.chef in dedans:
            faits.president = faits.chef
        else:
            faits.president = next((nom for nom in (*faits.adjoints, *dedans) if nom in dedans), dedans[0])
        self.allees.fixes = {faits.president}
        if faits.etat != "tenue":
            return
        if self.droit.local and t.chance(30):
            faits.secretaires = ["Agent 1, secrétaire de mairie"]
            return
        combien = 1 if self.droit.local else t.pondere((8, 1), (1, 2))
        faits.secretaires = t.sans_remise([n for n in dedans if n != faits.president] or dedans, combien)
        self.allees.fixes |= set(faits.secretaires)

    def _donner_pouvoirs(self) -> None:
        if self.faits.etat != "tenue":
            return
        for nom in self.salle.dehors:
            libres = self.salle.libres(self.droit.pouvoirs_par_membre, set())
            if libres and self.t.chance(45):
                self.salle.donnes[nom] = self.t.parmi(libres)

    def _ecrire_absents(self) -> None:
        t = self.t
        for nom in self.salle.dehors:
            mandataire = self.salle.donnes.get(nom)
            excuse = t.parmi((", excusé", ", non excusé")) if self.droit.local else t.parmi(("", ", excusé"))
            if not mandataire:
                self.absents.append(nom + excuse)
                continue
            du = self.faits.jour - timedelta(t.entier(0, 3))
            if self.faits.seconde:
                du = self.faits.jour
            if t.chance(25):
                self.absents.append({"nom": nom, "pouvoir": self._pouvoir_long(mandataire, du)})
            else:
                self.absents.append(f"{nom}, pouvoir à {mandataire} du {chiffres(du)}")

    def _pouvoir_long(self, mandataire: str, du: date) -> dict[str, Any]:
        """A proxy with its keys: for this session, or for several that follow each other."""
        t, jour = self.t, self.faits.jour
        long: dict[str, Any] = {"mandataire": mandataire, "du": chiffres(du)}
        maladie = t.chance(20)
        seances = [jour - timedelta(30 * rang) for rang in range(t.entier(1, 5 if maladie else 3))]
        if t.chance(60) and not self.faits.seconde:
            long["du"] = chiffres(min(du, seances[-1]))
            long["seances"] = [chiffres(seance) for seance in reversed(seances)]
        if maladie:
            long["maladie"] = "oui"
        return long

    # items

    def _traiter(self, rang: int, numero: int, objet: str, *, perdre: bool) -> None:
        self.levee += self.t.entier(5, 12)
        point: dict[str, Any] = {"numero": numero, "objet": objet}
        if self.horaire and self.faits.etat == "tenue":
            point["heure"] = heure_ecrite(self.levee)
        self.points.append(point)
        if self.faits.etat == "tenue":
            self.allees.avant(numero, self.levee, perdre=perdre)
            self._deliberer(rang, numero, point)
        elif self.faits.etat == "sans_quorum":
            point["non_traite"] = "faute de quorum"
            self._noter(rang, numero, "faute_de_quorum")

    def _noter(self, rang: int, numero: int, genre: str) -> FaitsPoint:
        fait = FaitsPoint(
            rang,
            numero,
            genre,
            self.salle.dedans,
            self.salle.dedans,
            self.salle.effectifs,
            self.faits.president,
        )
        self.faits.points.append(fait)
        return fait

    def _deliberer(self, rang: int, numero: int, point: dict[str, Any]) -> None:
        faits = self.faits
        fait = self._noter(rang, numero, "")
        debut_pouvoirs = self.salle.effectifs
        partants = self.allees.pendant(numero)
        fait.presents, fait.pouvoirs = self.salle.dedans, self.salle.effectifs
        scene = Scene(
            self.droit, faits.effectif, faits.chef, faits.president, fait.debut, debut_pouvoirs,
            fait.presents, fait.pouvoirs, faits.seconde, partants,
        )  # fmt: skip
        fait.dispense = faits.seconde
        if not scene.quorum_tenu():
            fait.genre = "faute_de_quorum"
            point["non_traite"] = "faute de quorum"
            return
        fait.genre = self._genre(scene)
        self._ecrire_point(scene, fait, point)
        fait.quorum, fait.comptes = (
            scene.requis(len(fait.representants)),
            scene.comptes({*fait.ecartes, *fait.interesses}),
        )

    def _genre(self, scene: Scene) -> str:
        if self.faits.nature == "installation":
            return self.t.pondere((2, "nomination"), (1, "information"))
        if self.groupe:
            self.groupe = False
            return "groupement"
        deja = any(fait.genre in COMPTES for fait in self.faits.points)
        comptes = () if self.faits.bureau or deja else ((5, "compte"),)
        genre: str = self.t.pondere(
            (6, "unanimite"), (8, "main_levee"), (3, "information"), (2, "retire"), (3, "partage"),
            (3, "public"), (3, "secret"), (3, "nomination"), (2, "nomination_levee"),
            (2, "sans_scrutin"), *comptes,
        )  # fmt: skip
        return genre

    def _ecrire_point(self, scene: Scene, fait: FaitsPoint, point: dict[str, Any]) -> None:
        t = self.t
        if fait.genre == "information":
            return
        if fait.genre == "retire":
            point["non_traite"] = t.parmi(("retiré par le maire", "reporté"))
            return
        if fait.genre == "sans_scrutin":
            point.update(elire.sans_scrutin(t))
            return
        if fait.genre == "compte":
            self._preparer_compte(scene, fait)
            if fait.genre in COMPTES:
                annee = self.faits.jour.year - 1
                noms = {
                    "compte_administratif": "Compte administratif",
                    "compte_financier_unique": "Compte financier unique",
                }
                point["objet"] = f"{noms[fait.genre]} {annee}"
                point["ordonnateur"] = self.faits.chef  # no date of the table says who it was
        elif t.chance(18) and fait.genre not in ("nomination", "nomination_levee"):
            interesses = voter.tirer_interesses(t, scene, fait)
            if interesses:
                point["interesse"] = interesses
        elif t.chance(20) and fait.genre in ("unanimite", "main_levee", "public"):
            point.update(voter.organisme(t, scene, fait))
        if fait.genre == "groupement":
            point.update({"acte": "adhesion_groupement", "groupement": "groupe"})
            point["objet"] = "Adhésion à un groupement de commandes pour le papier"
        elif t.chance(20):
            point["matiere"] = t.parmi(("1.7", "3.1", "4.1.2", "7.5", "8.3", "9.1"))
        voter.compter(fait)
        if fait.votants < 3 and fait.genre in (
            "partage",
            "public",
            "secret",
            "nomination",
            "nomination_levee",
        ):
            fait.genre = "main_levee"
        point.update(self._vote(fait))
        if fait.genre != "groupement":
            point.update(voter.extrait(t))
        if fait.genre == "nomination_levee" and "decide" in point:
            point["decide"] = [f"désigne {fait.presents[0]}", *point["decide"]]
        if t.chance(8) and fait.genre not in COMPTES:
            point.update(voter.huis_clos(t, scene, fait, point))
        self._rapporter(fait, point)

    def _rapporter(self, fait: FaitsPoint, point: dict[str, Any]) -> None:
        libres = [nom for nom in fait.presents if nom not in fait.interesses and nom not in fait.ecartes]
        if libres and self.t.chance(15):
            point["rapporteur"] = self.t.parmi(libres)

    def _preparer_compte(self, scene: Scene, fait: FaitsPoint) -> None:
        """The mayor may attend, presides no more, and does not vote, even by proxy."""
        faits = self.faits
        if not scene.quorum_tenu({faits.chef}):
            fait.genre = "main_levee"
            return
        fait.genre = COMPTES[1] if faits.jour.year >= 2027 else self.t.parmi(COMPTES)
        fait.ecartes = [faits.chef]
        dedans = [nom for nom in fait.presents if nom != faits.chef]
        if faits.president == faits.chef:
            fait.president = next((nom for nom in (*faits.adjoints, *dedans) if nom in dedans), dedans[0])

    def _vote(self, fait: FaitsPoint) -> dict[str, Any]:
        ecrivains = {
            "partage": voter.vote_partage,
            "public": voter.vote_public,
            "secret": voter.vote_secret,
            "nomination": elire.nomination,
            "nomination_levee": elire.nomination_levee,
            **dict.fromkeys(COMPTES, voter.vote_des_comptes),
        }
        return ecrivains.get(fait.genre, voter.vote_ordinaire)(self.t, fait)
