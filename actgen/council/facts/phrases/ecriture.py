"""The short phrases as the guide writes them: for each parser, what says the same again.

Each takes what its parser gives, and raises ValueError for what no phrase can say: a writer's phrase is read
back before it is given, so that the two grammars can't drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from actgen.base.text.dates import date_chiffres
from actgen.base.text.elision import de_lieu
from actgen.base.text.grammar import Genre, accord, pluriel
from actgen.base.text.lists import enumeration
from actgen.reading.scalars import Problem

from .presence import (
    GENRES,
    parse_absence,
    parse_ligne,
    parse_mouvement,
    parse_personne,
    parse_retrait,
    parse_secretaire,
    parties_personne,
    split_civility,
)
from .suspensions import parse_suspension
from .votes import parse_demande, parse_liste, parse_voix, parse_vote

Dit = Mapping[str, Any]
"""What a phrase says: the keys of its long form."""


def _relue(parse: Callable[[str], Mapping[str, object] | Problem], dit: Dit, *parties: str) -> str:
    phrase = ", ".join(filter(None, parties))
    if parse(phrase) != dict(dit):
        raise ValueError(f"no phrase says {dict(dit)!r}")
    return phrase


def _du(jour: date | None) -> str:
    return f" du {date_chiffres(jour)}" if jour is not None else ""


def _heure(heure: time) -> str:
    return f"{heure.hour}h{heure.minute:02}"


def _pouvoir(pouvoir: Dit | None) -> str:
    if pouvoir is None:
        return ""
    mandataire = f" à {pouvoir['mandataire']}" if "mandataire" in pouvoir else ""
    return f"pouvoir{mandataire}{_du(pouvoir.get('du'))}"


def ecrire_absence(dit: Dit, genre: Genre = Genre.INCONNU) -> str:
    """« Membre 7, excusé, pouvoir à Adjointe 2 du 12/11/2024 »; `genre`: of the member."""
    excuse = {True: "", False: "non "}.get(dit.get("excuse", None))
    supplee = f"{accord('suppléé', 'suppléée', genre)} par {dit['suppleant']}" if "suppleant" in dit else ""
    return _relue(
        parse_absence,
        dit,
        dit.get("nom", ""),
        "" if excuse is None else excuse + accord("excusé", "excusée", genre),
        _pouvoir(dit.get("pouvoir")),
        supplee,
    )


def ecrire_mouvement(dit: Dit) -> str:
    """« Membre 12 arrive à 20h15, avant le point 2 », « Membre 13 part avant le point 3 »."""
    verbe = "arrive" if dit.get("sens") == "arrivee" else "part"
    heure = f"à {_heure(dit['heure'])}" if "heure" in dit else ""
    point = f"{dit.get('moment', 'avant')} le point {dit['point']}" if "point" in dit else ""
    debut = f"{dit.get('nom', '')} {verbe} {heure or point}".rstrip()
    return _relue(parse_mouvement, dit, debut, point if heure else "", _pouvoir(dit.get("pouvoir")))


def ecrire_suspension(dit: Dit) -> str:
    """« de 20h30 à 20h45, avant le point 3, demandée par Membre 5 », « à 20h30 » while it lasts."""
    heure, reprise = (_heure(dit[each]) if each in dit else "" for each in ("heure", "reprise"))
    point = f"{dit.get('moment', 'avant')} le point {dit['point']}" if "point" in dit else ""
    par = f"demandée par {dit['demandee_par']}" if "demandee_par" in dit else ""
    debut = f"de {heure} à {reprise}" if reprise else f"à {heure}"
    return _relue(parse_suspension, dit, debut, point, par)


def ecrire_retrait(dit: Dit, genre: Genre = Genre.INCONNU) -> str:
    """« Membre 9, a quitté la salle », « Membre 9, représentant, est resté dans la salle »."""
    reste = f"est {accord('resté', 'restée', genre)} dans la salle"
    salle = {True: "a quitté la salle", False: reste}.get(dit.get("a_quitte_la_salle", None), "")
    motif = accord("représentant", "représentante", genre) if dit.get("motif") == "representant" else ""
    return _relue(parse_retrait, dit, dit.get("nom", ""), motif, salle)


_VOIX = (
    ("pour", "pour", "pour"),
    ("contre", "contre", "contre"),
    ("abstentions", "abstention", "abstentions"),
    ("blancs", "blanc", "blancs"),
    ("nuls", "nul", "nuls"),
    ("ne_prennent_pas_part", "ne prend pas part", "ne prennent pas part"),
)


def ecrire_vote(dit: Dit) -> str:
    """« unanimité, 2 abstentions », « 9 pour, 2 contre (Membre 8 et Membre 10) »."""
    noms = dit.get("noms", {})
    parties = []
    for sens, un, plusieurs in _VOIX:
        if sens in dit:
            nommes = f" ({enumeration(noms[sens])})" if sens in noms else ""
            parties.append(f"{dit[sens]} {pluriel(dit[sens], un, plusieurs)}{nommes}")
    president = f"voix du président {dit['voix_du_president']}" if "voix_du_president" in dit else ""
    return _relue(parse_vote, dit, "unanimité" if dit.get("unanimite") else "", *parties, president)


_DEMANDES = {"public": "scrutin public", "secret": "scrutin secret", "huis_clos": "huis clos"}


def ecrire_demande(dit: Dit) -> str:
    """« scrutin secret demandé par 5 membres », « huis clos demandé par Membre 5 et Membre 8 »."""
    combien = dit.get("nombre", 0)
    membres = pluriel(combien, "membre", "membres")
    qui = f"{combien} {membres}" if "nombre" in dit else enumeration(dit.get("auteurs", ()))
    return _relue(parse_demande, dit, f"{_DEMANDES.get(dit.get('scrutin', ''), '')} demandé par {qui}")


def ecrire_voix(dit: Dit) -> str:
    """« Membre 5, 10 voix »."""
    return _relue(parse_voix, dit, f"{dit.get('candidat', '')}, {dit.get('voix', '')} voix")


def ecrire_liste(dit: Dit) -> str:
    """« Liste A (Membre 5, Membre 8) »."""
    return _relue(parse_liste, dit, f"{dit.get('liste', '')} ({', '.join(dit.get('candidats', ()))})")


def ecrire_ligne(dit: Dit) -> str:
    """« 9. Objet du point »; without its number where none is said."""
    numero = f"{dit['numero']}. " if "numero" in dit else ""
    return _relue(parse_ligne, dit, f"{numero}{dit.get('objet', '')}")


def ecrire_personne(dit: Dit) -> str:
    """« Mme Membre 9, commune d’Étaules, suppléante Mme Membre 29, depuis le 03/05/2021 »."""
    return _personne(parse_personne, dit, date_chiffres)


def ecrire_parties(dit: Dit) -> str:
    """The same of days that are texts, right or wrong: what was typed in a page is kept."""
    return _personne(parties_personne, dit, str)


def _personne(
    parse: Callable[[str], Mapping[str, object] | Problem], dit: Dit, jour: Callable[[Any], str]
) -> str:
    civilite, suppleant = dit.get("civilite", ""), dit.get("suppleant", "")
    genre = GENRES.get(split_civility(suppleant)[0], Genre.MASCULIN)
    return _relue(
        parse,
        dit,
        f"{civilite} {dit.get('nom', '')}".lstrip(),
        f"commune {de_lieu(dit['commune'], None)}" if "commune" in dit else "",
        f"{accord('suppléant', 'suppléante', genre)} {suppleant}" if suppleant else "",
        f"depuis le {jour(dit['depuis'])}" if "depuis" in dit else "",
        f"jusqu’au {jour(dit['jusqu_au'])}" if "jusqu_au" in dit else "",
    )


def ecrire_secretaire(dit: Dit) -> str:
    """« Membre 6 »; « Prénom NOM, secrétaire de mairie » for who is of no council, or assists."""
    return _relue(parse_secretaire, dit, dit.get("nom", ""), dit.get("qualite", ""))
