"""Who: a commune or an EPCI, its population and the members of its council on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .loi import REFORME_2022, TRIBUNAUX, Droit, annee_du_renouvellement, effectif_legal, tranches
from .tirage import Tirage, chiffres

# INSEE code, département, SIREN: those below the threshold that INSEE tells apart from the others, then those
PETITES = (
    ("21271", "21", "212102719"), ("29294", "29", "212902944"), ("33356", "33", "213303563"),
    ("59001", "59", "215900010"), ("38131", "38", "213801319"), ("69026", "69", "216900266"),
)  # fmt: skip
GRANDES = (
    ("21231", "21", "212102313"), ("33063", "33", "213300635"), ("59350", "59", "215903501"),
    ("38185", "38", "213801855"), ("69264", "69", "216902643"),
)  # fmt: skip
PETITES_LOCALES = (
    ("68072", "68", "216800722"), ("68006", "68", "200055580"), ("67371", "67", "216703710"),
    ("57200", "57", "215702002"),
)  # fmt: skip
GRANDES_LOCALES = (
    ("67482", "67", "216704825"), ("67180", "67", "216701805"), ("57463", "57", "215704636"),
    ("57480", "57", "215704800"),
)  # fmt: skip
SEUIL = 3_500
EPCI = (("200039063", "21"), ("243300316", "33"), ("200067213", "51"))
EPCI_LOCAUX = (("200066041", "68"), ("200066009", "68"))


@dataclass
class Corps:
    """A body on the day of a session."""

    droit: Droit
    code: str
    siren: str
    annee_population: int
    roles: list[tuple[str, str]]  # key of the roster, name, in the order of the table
    anciens: list[tuple[str, str]]  # those whose mandate is over, with its last day
    recents: dict[str, date]  # those who came after the others
    bureau: list[str]  # members of the Bureau of an EPCI
    renouvellement: bool = False  # whether that of the last renewal is told, beside today's

    @property
    def noms(self) -> list[str]:
        return [nom for _, nom in self.roles]

    @property
    def chef(self) -> str:
        return self.roles[0][1]

    @property
    def adjoints(self) -> list[str]:
        return [nom for cle, nom in self.roles if cle.startswith(("adjoint", "vice_president"))]


@dataclass(frozen=True)
class Patron:
    """What a drawn body is to be, so that the slips told of a model session are slips there too."""

    epci: bool
    local: bool
    habitants: int
    membres: int
    bureau: bool
    seconde: bool


def tirer_corps(t: Tirage, jour: date, *, installation: bool, comme: Patron | None = None) -> Corps:
    epci = comme.epci if comme else t.chance(22)
    local = comme.local if comme else t.chance(30 if epci else 40)
    habitants, sieges = (comme.habitants, comme.membres) if comme else _taille(t, epci)
    code, departement, siren = t.parmi(_codes(epci, local, habitants))
    droit = Droit(jour, epci, departement, habitants)
    vacants = 0 if installation or comme else t.pondere((6, 0), (2, 1), (1, 2))
    effectif = max(sieges - vacants, 5)
    roles = _roles(t, effectif, epci)
    recents = (
        {}
        if installation or comme or not t.chance(15)
        else {f"Membre {effectif}": jour - timedelta(t.entier(0, 90))}
    )
    return Corps(
        droit=droit,
        code=code,
        siren=siren,
        annee_population=jour.year - 3,
        roles=roles,
        anciens=[
            (f"Membre {effectif + 1 + n}", chiffres(jour - timedelta(t.entier(1, 200))))
            for n in range(vacants)
        ],
        recents=recents,
        bureau=_bureau(t, roles)
        if (comme.bureau if comme else epci and not installation and t.chance(75))
        else [],
        renouvellement=not epci and not comme and (t.chance(30) or 3_300 <= habitants <= 3_700),
    )


def _bureau(t: Tirage, roles: list[tuple[str, str]]) -> list[str]:
    """The president, the vice-presidents, and some others; in the order of the table."""
    seconds = [nom for cle, nom in roles if cle.startswith(("president", "vice_president"))]
    autres = [nom for _, nom in roles if nom not in seconds]
    pris = {*seconds, *autres[: t.entier(2, 8)]}
    return [nom for _, nom in roles if nom in pris]


def _codes(epci: bool, local: bool, habitants: int) -> tuple[tuple[str, str, str], ...]:
    if epci:
        return tuple((siren, departement, siren) for siren, departement in (EPCI_LOCAUX if local else EPCI))
    if habitants < SEUIL:
        return PETITES_LOCALES if local else PETITES
    return GRANDES_LOCALES if local else GRANDES


def _taille(t: Tirage, epci: bool) -> tuple[int, int]:
    """Inhabitants and seats. Most French communes are small, and so are most councils here."""
    if epci:
        return t.entier(3_500, 400_000), t.entier(11, 69)
    lignes = tranches()
    rang = t.pondere(*((12 if rang < 5 else 6 if rang < 9 else 1, rang) for rang in range(len(lignes))))
    bas, haut, sieges = lignes[rang]
    habitants = t.pondere((1, bas), (1, haut), (8, t.entier(bas, haut)))
    assert effectif_legal(habitants) == sieges
    return habitants, sieges


def _roles(t: Tirage, effectif: int, epci: bool) -> list[tuple[str, str]]:
    feminin = t.chance(50)
    adjoints = t.entier(1, max(1, effectif * 3 // 10))
    chef = ("presidente" if feminin else "president") if epci else "maire"
    second = "vice_president" if epci else "adjoint"
    roles = [chef]
    for rang in range(1, effectif):
        une = (rang % 2 == 0) == feminin
        if rang <= adjoints:
            roles.append(f"{second}e" if une else second)
        elif rang == adjoints + 1 and not epci and feminin:
            roles.append("conseillere_deleguee" if une else "conseiller_delegue")
        elif rang == effectif - 1:
            roles.append("membre")
        else:
            roles.append("conseillere" if une else "conseiller")
    return [(cle, f"Membre {rang + 1}") for rang, cle in enumerate(roles)]


def ecrire_collectivite(t: Tirage, corps: Corps) -> dict[str, Any]:
    """The file of the collectivity, as a clerk would fill it."""
    droit = corps.droit
    contenu: dict[str, Any] = {"epci" if droit.epci else "commune": corps.code}
    if droit.epci:
        contenu["siege"] = "Saint-Seine"
    if t.chance(15):
        contenu["tribunal"] = TRIBUNAUX[droit.departement]
    contenu["population"] = f"{droit.habitants} en {corps.annee_population}"
    if corps.renouvellement:
        contenu["population_renouvellement"] = _au_renouvellement(t, corps)
    if t.chance(60):
        contenu["site_internet"] = "oui"
    contenu["publication"] = _publication(t, droit)
    contenu["numero"] = t.parmi(
        ("{annee}_{mois}_{jour}_{point}", "D{annee}_{mois}_{point}", "{annee}_{rang}")
    )
    contenu["membres"] = [_membre(cle, nom, corps) for cle, nom in corps.roles]
    for nom, fin in corps.anciens:
        contenu["membres"].append({"conseiller": f"M. {nom}, jusqu’au {fin}"})
    if corps.bureau:
        contenu["bureau"] = list(corps.bureau)
    return contenu


def _au_renouvellement(t: Tirage, corps: Corps) -> str:
    """Another population, in the same line of the table of seats."""
    bas, haut, _ = next(ligne for ligne in tranches() if ligne[0] <= corps.droit.habitants <= ligne[1])
    return f"{t.entier(bas, haut)} en {annee_du_renouvellement(corps.droit.jour)}"


def _membre(cle: str, nom: str, corps: Corps) -> dict[str, str]:
    feminins = ("maire", "adjointe", "conseillere", "conseillere_deleguee", "presidente", "vice_presidente")
    civilite = "" if cle == "membre" else "Mme " if cle in feminins else "M. "
    depuis = f", depuis le {chiffres(corps.recents[nom])}" if nom in corps.recents else ""
    return {cle: f"{civilite}{nom}{depuis}"}


def _publication(t: Tirage, droit: Droit) -> dict[str, Any]:
    if not droit.reforme_2022:
        return {"mode": t.parmi(("affichage", "papier"))}
    mode = (
        t.pondere((5, "électronique"), (2, "affichage"), (1, "papier"))
        if not droit.seuil_3500
        else "électronique"
    )
    if mode == "électronique":
        return {"mode": mode}
    return {"mode": mode, "choisi_le": chiffres(min(t.jour(REFORME_2022, date(2022, 12, 31)), droit.jour))}
