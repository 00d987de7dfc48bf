"""The slips: what the cases of tests/regles and the rows of data/regles change in a session that is right.

Each is told there once, for a model session of tests/regles/modeles. Here it breaks that session, and the
drawn ones that are like it: the same body, law and state, with as many members where the slip names any. A
drawn session takes the change as it is written, its days moved by what lies between the two sessions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .seances.assemblee import Patron
from .seances.dossier import Dossier, Fichiers
from .seances.ecriture import Chemin
from .seances.loi import DROIT_LOCAL

ROOT = Path(__file__).resolve().parent.parent.parent
CAS, MODELES, LIGNES = (
    ROOT / "tests" / "regles",
    ROOT / "tests" / "regles" / "modeles",
    ROOT / "data" / "regles",
)
_JOUR = re.compile(r"\b(\d{2}/\d{2}/\d{4})\b")
_LU_LE = date(2026, 12, 1)  # the examples of rows, after all that they tell as done
_AILLEURS = ("dossier_du_groupement", "autres_seances", "groupement")  # files beside the session's own

Contenu = dict[str, Any]


@dataclass(frozen=True)
class Faute:
    """A change that breaks a model session, and the codes that it must give, each as grave as said."""

    nom: str
    modele: str
    change: Contenu
    codes: tuple[tuple[str, str], ...]  # gravity, code
    au: date | None = None
    mots: bool = False  # told of the words of an act, once it is composed
    aujourd_hui: date | None = None  # what is told as done later is not believed

    @property
    def seance(self) -> Contenu:
        return fondre(modele(self.modele), self.change)


def lire(place: Path) -> Contenu:
    """Every scalar as text, as actgen reads it."""
    contenu = yaml.load(place.read_bytes(), Loader=yaml.CBaseLoader)
    assert isinstance(contenu, dict), place
    return contenu


@cache
def modele(nom: str) -> Contenu:
    contenu = lire(MODELES / f"{nom}.yaml")
    parent = contenu.pop("a_partir_de", None)
    return fondre(modele(parent), contenu) if parent else contenu


def fondre(base: Contenu, change: Contenu, garder: bool = False) -> Contenu:
    """`base` with what changes: blocks are merged, anything else is replaced, emptiness erases."""
    fondu = dict(base)
    for cle, valeur in change.items():
        if valeur == "" and not garder:
            fondu.pop(cle, None)
        elif isinstance(valeur, dict) and isinstance(fondu.get(cle), dict):
            fondu[cle] = fondre(fondu[cle], valeur, garder)
        else:
            fondu[cle] = valeur
    return fondu


@cache
def fautes() -> tuple[Faute, ...]:
    """Every slip of a session, by its name."""
    return tuple(sorted((*_des_cas(), *_des_lignes()), key=lambda faute: faute.nom))


def _des_cas() -> Iterator[Faute]:
    for place in sorted(CAS.glob("*.yaml")):
        contenu = lire(place)
        avant: dict[str, Contenu] = {}
        for cas in contenu["cas"]:
            change = fondre(avant.get(cas.get("comme", ""), {}), cas.get("change") or {}, True)
            avant[cas["situation"]] = change
            if place.stem != "extraits" and isinstance(change.get("points"), list):
                change = {**change, "points": [_sans_acte(point) for point in change["points"]]}
            codes = () if cas["attendu"] == "aucun" else tuple(_dit(each) for each in cas["attendu"])
            graves = tuple(each for each in codes if each[0] != "info")
            nom = cas.get("modele") or contenu["modele"]
            if (
                graves
                and nom != "groupement"
                and not change.keys() & set(_AILLEURS)
                and "[]" not in str(change)
            ):
                jours = {cle: _jour(cas.get(cle)) for cle in ("au", "aujourd_hui")}
                yield Faute(f"{place.stem} : {cas['situation']}", nom, change, graves, **jours)


def _des_lignes() -> Iterator[Faute]:
    for place in sorted(LIGNES.glob("*.yaml")):
        contenu = lire(place)
        for code, ligne in contenu["codes"].items():
            nom, gravite = ligne.get("modele", contenu["modele"]), ligne.get("donne", ligne["gravite"])
            if (MODELES / f"{nom}.yaml").is_file() and nom != "groupement" and gravite != "info":
                change = yaml.load(ligne["faux"], Loader=yaml.CBaseLoader)
                if _ailleurs(change):
                    continue
                au = _jour(ligne.get("au"))
                yield Faute(f"{code} : faux", nom, change, ((gravite, code),), au, True, _LU_LE)


def _sans_acte(point: Contenu) -> Contenu:
    """A case of another rule writes a bare vote: it need not say what is made of it."""
    return {"sans_acte": "oui", **point} if "vote" in point and "acte" not in point else point


def _dit(attendu: str) -> tuple[str, str]:
    gravite, code = attendu.partition(",")[0].split()
    return gravite, code


def _jour(texte: str | None) -> date | None:
    return datetime.strptime(texte, "%d/%m/%Y").date() if texte else None


# on a drawn session


@cache
def patron(nom: str) -> Patron:
    """The body of a model session, for one to be drawn like it."""
    contenu = modele(nom)
    corps = contenu["collectivite"]
    return Patron(
        epci="epci" in corps or "siege" in corps,
        local=corps.get("commune", "")[:2] in DROIT_LOCAL,
        habitants=int(corps["population"].split()[0]),
        membres=len(corps["membres"]),
        bureau=contenu["seance"].get("organe") == "bureau",
        seconde="seconde" in contenu["convocation"],
    )


_SALLE = (
    "presents", "absents", "mouvements", "points_non_saisis", "points", "compte", "suites", "liste",
    "proces_verbal", "proces_verbal_precedent",
)  # fmt: skip
"""Who was there, what was voted and what followed: one fact, which a slip about a part of it takes whole."""
_TENUE = ("presidence", "secretaire", "premier_numero", "organe", "delegation_du_conseil")
_CALENDRIER = ("BUDGET-DELAI", "LISTE-DELIB", "PUB-ELEC")
"""Codes that hang on days of the calendar (a 31 January, a weekend), which another day may not have."""
_CORPS = ("commune", "epci", "siege", "population", "departement", "nom", "type")


def _ailleurs(change: Contenu) -> bool:
    """Whether an item rests on another file: a group, a text."""
    return any("groupement" in point or "texte" in point for point in change.get("points") or ())


def transposable(faute: Faute) -> bool:
    """Whether a slip is one on another day and in another body of the same kind.

    Not so of one that names its own day or body, nor of what rests on another file.
    """
    change, seance, corps = faute.change, faute.change.get("seance", {}), faute.change.get("collectivite", {})
    siens = "date" in seance or corps.keys() & set(_CORPS) or "donnees_privees" in str(change)
    apart = faute.au is not None or faute.modele == "syndicat" or faute.nom.startswith("extraits")
    calendrier = any(code in _CALENDRIER for _, code in faute.codes)
    return not (siens or _ailleurs(change) or apart or calendrier)


def poser(faute: Faute, dossier: Dossier) -> list[Chemin]:
    """Break a drawn session; where it was changed."""
    base = modele(faute.modele)
    ecart = dossier.faits.jour - jour_de(faute)
    fichiers, change = dossier.fichiers, _decaler(faute.change, ecart)
    seconde = "seconde" in base["convocation"]
    rests = change.keys() & {*_SALLE, "collectivite", "convocation"}
    if seconde or rests or change.get("seance", {}).keys() & set(_TENUE):
        _meubler(fichiers, _decaler(base, ecart))
    if seconde or "convocation" in change:
        fichiers["seance"]["convocation"] = _decaler(base["convocation"], ecart)
    return casser(fichiers, change)


def casser(fichiers: Fichiers, change: Contenu) -> list[Chemin]:
    """Merge a change into the files of a session; the path of each value that it touches."""
    corps = change.pop("collectivite", {})
    fichiers["collectivite"] = fondre(fichiers["collectivite"], corps)
    fichiers["seance"] = fondre(fichiers["seance"], change)
    return [*_feuilles(change, ("seance",)), *_feuilles(corps, ("collectivite",))]


def _feuilles(valeur: Any, ici: Chemin) -> Iterator[Chemin]:
    if not isinstance(valeur, dict):
        yield ici
        return
    for cle, sous in valeur.items():
        yield from _feuilles(sous, (*ici, cle))


def jour_de(faute: Faute) -> date:
    """The day of the session that a slip is told of."""
    seance = fondre(modele(faute.modele)["seance"], faute.change.get("seance", {}))
    return datetime.strptime(seance["date"], "%d/%m/%Y").date()


def _meubler(fichiers: Fichiers, base: Contenu) -> None:
    """The room, the items and the sequels of the model session, in the drawn one."""
    seance = fichiers["seance"]
    for cle in _SALLE:
        seance.pop(cle, None)
        if cle in base:
            seance[cle] = base[cle]
    for cle in _TENUE:
        seance["seance"].pop(cle, None)
        if cle in base["seance"]:
            seance["seance"][cle] = base["seance"][cle]
    for cle in ("ordre_du_jour", "papier_demande_par", "auteur"):
        seance["convocation"].pop(cle, None)
    if "bureau" in base["collectivite"]:
        fichiers["collectivite"]["bureau"] = base["collectivite"]["bureau"]
    for cle in ("membres", "numero", "publication"):
        fichiers["collectivite"].pop(cle, None)
        if cle in base["collectivite"]:
            fichiers["collectivite"][cle] = base["collectivite"][cle]


def _decaler(valeur: Any, ecart: timedelta) -> Any:
    if isinstance(valeur, dict):
        return {cle: _decaler(each, ecart) for cle, each in valeur.items()}
    if isinstance(valeur, list):
        return [_decaler(each, ecart) for each in valeur]
    return _JOUR.sub(lambda lu: (datetime.strptime(lu[1], "%d/%m/%Y") + ecart).strftime("%d/%m/%Y"), valeur)
