"""Phrases about votes: the vote itself, requests for a ballot, votes of a candidate."""

from __future__ import annotations

import re

from actgen.reading.scalars import Problem
from actgen.reading.wording import say

from .outils import Morceau, morceaux, noms

_SENS = (
    ("pour", re.compile(r"(?:voix )?pour")),
    ("contre", re.compile(r"(?:voix )?contre")),
    ("abstentions", re.compile(r"abstentions?|abstenus?")),
    ("blancs", re.compile(r"(?:bulletins? |votes? )?blancs?")),
    ("nuls", re.compile(r"(?:bulletins? |votes? )?nuls?")),
    (
        "ne_prennent_pas_part",
        re.compile(r"(?:membres? )?(?:ne )?(?:prend|prennent) pas part(?: au vote)?|nppv"),
    ),
)
_NOMMES = {"pour", "contre", "abstentions", "ne_prennent_pas_part"}
_PARTIE = re.compile(r"(\d+)\s+([^()]+?)\s*(?:\(([^()]*)\))?\s*")
_UNANIMITE = re.compile(r"(?:adopte(?:e|\(e\))? )?(?:a )?(?:l')?unanimite(?: des suffrages exprimes)?")
_EXEMPLES = "On peut écrire : « unanimité », ou « 9 pour, 1 contre (Prénom NOM), 2 abstentions »."


def parse_vote(phrase: str) -> dict[str, object] | Problem:
    """`unanimité[, N abstentions]` or figures by direction, names between brackets."""
    lu: dict[str, object] = {}
    nommes: dict[str, tuple[str, ...]] = {}
    for morceau in morceaux(phrase):
        if _UNANIMITE.fullmatch(morceau.cle):
            lu["unanimite"] = True
            continue
        refus = _lire_chiffre(morceau, lu, nommes)
        if refus is not None:
            return refus
    if nommes:
        lu["noms"] = nommes
    return lu


def _lire_chiffre(
    morceau: Morceau, lu: dict[str, object], nommes: dict[str, tuple[str, ...]]
) -> Problem | None:
    partie = _PARTIE.fullmatch(morceau.texte)
    sens = _sens(Morceau(partie[2], 0).cle) if partie else None
    if partie is None or sens is None:
        return morceau.incompris(
            say("« {texte} » n'est pas compris dans un vote.", texte=morceau.texte), say(_EXEMPLES)
        )
    if sens in lu:
        return morceau.incompris(
            say("Ce vote donne deux fois le même sens : « {texte} ».", texte=morceau.texte),
            say("Gardez un seul nombre pour chaque sens."),
        )
    lu[sens] = int(partie[1])
    if partie[3] is not None:
        if sens not in _NOMMES:
            return morceau.incompris(
                say("Un bulletin blanc ou nul n'a pas d'auteur connu."), say("Retirez les noms.")
            )
        nommes[sens] = noms(partie[3])
    return None


def _sens(cle: str) -> str | None:
    return next((sens for sens, motif in _SENS if motif.fullmatch(cle)), None)


_DEMANDE = re.compile(
    r"(?:le )?(?P<quoi>scrutin public|scrutin secret|huis clos)(?: a ete)? demande par (?P<qui>.+)"
)


def parse_demande(phrase: str) -> dict[str, object] | Problem:
    """`scrutin public|scrutin secret|huis clos demandé par NOM, NOM et NOM | N membres`."""
    morceau = Morceau(phrase.strip(), 0)
    lu = _DEMANDE.fullmatch(morceau.cle)
    if lu is None:
        return morceau.incompris(
            say("« {texte} » n'est pas comprise comme une demande.", texte=phrase),
            say("Écrivez par exemple : « scrutin secret demandé par Prénom NOM et Prénom NOM »."),
        )
    quoi = {"scrutin public": "public", "scrutin secret": "secret"}.get(lu["quoi"], "huis_clos")
    if combien := re.fullmatch(r"(\d+) membres?", lu["qui"]):
        return {"scrutin": quoi, "nombre": int(combien[1])}
    ecrit = re.split(r"\bpar\b", phrase, maxsplit=1, flags=re.IGNORECASE)[1]
    return {"scrutin": quoi, "auteurs": noms(ecrit)}


_VOIX = re.compile(r"(.+?)\s*,\s*(\d+)\s+voix")


def parse_voix(phrase: str) -> dict[str, object] | Problem:
    """`NOM ou liste, N voix`."""
    lu = _VOIX.fullmatch(phrase.strip())
    if lu is None:
        return Morceau(phrase.strip(), 0).incompris(
            say("« {texte} » n'est pas compris comme un résultat.", texte=phrase),
            say("Écrivez par exemple : « Prénom NOM, 10 voix »."),
        )
    return {"candidat": lu[1], "voix": int(lu[2])}


_POPULATION = re.compile(r"([\d\s.]+?)(?:\s*habitants?)?(?:\s+(?:en|\()\s*(\d{4})\)?)?")


def parse_population(phrase: str) -> dict[str, object] | Problem:
    """`N en ANNÉE`."""
    lu = _POPULATION.fullmatch(phrase.strip())
    habitants = re.sub(r"\D", "", lu[1]) if lu else ""
    if lu is None or not habitants:
        return Morceau(phrase.strip(), 0).incompris(
            say("« {texte} » n'est pas compris comme une population.", texte=phrase),
            say("Écrivez par exemple : « 1417 en 2021 »."),
        )
    if lu[2] is None:
        return Morceau(phrase.strip(), 0).incompris(
            say("L'année de cette population n'est pas écrite."),
            say("Ajoutez-la, par exemple : « {habitants} en 2021 ».", habitants=habitants),
        )
    return {"habitants": int(habitants), "annee": int(lu[2])}
