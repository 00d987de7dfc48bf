"""Phrases about votes: the vote itself, requests for a ballot, votes of a candidate."""

from __future__ import annotations

import re

from actgen.base.text.messages import say
from actgen.base.text.patterns import pattern
from actgen.reading.scalars import Problem
from actgen.reading.scalars.problem import blank

from .presence import NOMBRE, Fragment, fragments, noms, whole

_SENS = (
    ("pour", pattern(r"(?:voix )?pour")),
    ("contre", pattern(r"(?:voix )?contre")),
    ("abstentions", pattern(r"abstentions?|abstenus?")),
    ("blancs", pattern(r"(?:bulletins? |votes? )?blancs?")),
    ("nuls", pattern(r"(?:bulletins? |votes? )?nuls?")),
    ("ne_prennent_pas_part", pattern(r"(?:membres? )?(?:ne )?(?:prend|prennent) pas part(?: au vote)?|nppv")),
)
_NOMMES = {"pour", "contre", "abstentions", "ne_prennent_pas_part"}
_PARTIE = pattern(rf"({NOMBRE})\s+([^()\s]+(?:\s+[^()\s]+)*)\s*(?:\(([^()]*)\))?\s*")
_UNANIMITE = pattern(
    r"(?:adopte(?:e|\(e\))? )?(?:a )?(?:l')?unanimite"
    r"(?: des (?:suffrages exprimes|votants|(?:membres )?presents(?: (?:et|ou)(?: des)? representes)?))?"
)
_PRESIDENT = pattern(
    r"(?:la )?voix (?:preponderante )?(?:du president|de la presidente)(?: est)?(?: :)? "
    r"(?P<sens>pour|contre|abstention)"
)
_EXEMPLES = (
    "On peut écrire, en chiffres et avec des virgules : « unanimité, 2 abstentions », ou « 9 pour, "
    "1 contre (Prénom NOM), 2 abstentions »."
)
_ELECTION = (
    "Une élection s'écrit par tours, un candidat par tiret : « - Prénom NOM, 10 voix ». "
    "Un exemple à recopier : actgen explain VOTE-ELUS"
)
_UN_CANDIDAT = pattern(rf"[\W\d_]*[^\W\d_].*\s{NOMBRE}\s+voix", re.DOTALL)


def parse_vote(phrase: str) -> dict[str, object] | Problem:
    """`unanimité[, N abstentions]` or figures by direction, names between brackets.

    For a tie, `voix du président pour` says what settles it.
    """
    if refus := Fragment(phrase, 0).too_long():
        return refus
    lu: dict[str, object] = {}
    nommes: dict[str, tuple[str, ...]] = {}
    for fragment in fragments(phrase):
        if _UNANIMITE.fullmatch(fragment.cle):
            lu["unanimite"] = True
            continue
        if dite := _PRESIDENT.fullmatch(fragment.cle):
            lu["voix_du_president"] = dite["sens"]
            continue
        refus = _read_figure(fragment, lu, nommes)
        if refus is not None:
            return refus
    if nommes:
        lu["noms"] = nommes
    return lu


def _read_figure(
    fragment: Fragment, lu: dict[str, object], nommes: dict[str, tuple[str, ...]]
) -> Problem | None:
    partie = _PARTIE.fullmatch(fragment.texte)
    sens = _sens(whole(partie[2]).cle) if partie else None
    if partie is None or sens is None:
        return fragment.not_understood(
            say("« {texte} » n'est pas compris dans un vote.", texte=fragment.texte),
            say(_ELECTION if _UN_CANDIDAT.fullmatch(fragment.texte) else _EXEMPLES),
        )
    if sens in lu:
        return fragment.not_understood(
            say("Ce vote donne deux fois le même sens : « {texte} ».", texte=fragment.texte),
            say("Gardez un seul nombre pour chaque sens."),
        )
    lu[sens] = int(partie[1])
    if partie[3] is not None:
        if sens not in _NOMMES:
            return fragment.not_understood(
                say("Un bulletin blanc ou nul n'a pas d'auteur connu."), say("Retirez les noms.")
            )
        if not (ecrits := noms(partie[3])):
            return fragment.not_understood(
                say("Il n'y a pas de nom entre les parenthèses."), say("Écrivez les noms, ou retirez-les.")
            )
        nommes[sens] = ecrits
    return None


def _sens(cle: str) -> str | None:
    return next((sens for sens, motif in _SENS if motif.fullmatch(cle)), None)


_DEMANDE = pattern(r"(?:le )?(?P<quoi>scrutin public|scrutin secret|huis clos)(?: a ete)? demande")


def parse_demande(phrase: str) -> dict[str, object] | Problem:
    """`scrutin public|scrutin secret|huis clos demandé par NOM, NOM et NOM | N membres`."""
    fragment = whole(phrase)
    if refus := fragment.too_long():
        return refus
    tete, qui = _cut_request(fragment.texte)
    lu = _DEMANDE.fullmatch(whole(tete).cle)
    auteurs = noms(qui)
    if lu is None or not auteurs:
        return fragment.not_understood(
            say("« {texte} » n'est pas compris comme une demande.", texte=fragment.texte),
            say("Écrivez par exemple : « scrutin secret demandé par Prénom NOM et Prénom NOM »."),
        )
    quoi = {"scrutin public": "public", "scrutin secret": "secret"}.get(lu["quoi"], "huis_clos")
    if combien := re.fullmatch(rf"({NOMBRE})\s+membres?", qui.strip(), re.IGNORECASE):
        return {"scrutin": quoi, "nombre": int(combien[1])}
    return {"scrutin": quoi, "auteurs": auteurs}


def _cut_request(texte: str) -> tuple[str, str]:
    """What stands before and after the word « par »."""
    tete, *suite = re.split(r"\bpar\b", texte, maxsplit=1, flags=re.IGNORECASE)
    return tete, suite[0] if suite else ""


_VOIX = pattern(rf"(.+),\s*({NOMBRE})\s+voix", re.DOTALL)


def parse_voix(phrase: str) -> dict[str, object] | Problem:
    """`NOM ou liste, N voix`."""
    fragment = whole(phrase)
    if refus := fragment.too_long():
        return refus
    lu = _VOIX.fullmatch(fragment.texte)
    if lu is None:
        return fragment.not_understood(
            say("« {texte} » n'est pas compris comme un résultat.", texte=fragment.texte),
            say("Écrivez par exemple : « Prénom NOM, 10 voix »."),
        )
    return {"candidat": lu[1].rstrip(), "voix": int(lu[2])}


_LISTE = pattern(r"([^()]+?)\s*\(([^()]*)\)")


def parse_liste(phrase: str) -> dict[str, object] | Problem:
    """`Liste A (Prénom NOM, Prénom NOM)`, in the order of the list."""
    fragment = whole(phrase)
    if refus := fragment.too_long():
        return refus
    lu = _LISTE.fullmatch(fragment.texte)
    if lu is None or not (candidats := noms(lu[2])):
        return fragment.not_understood(
            say("« {texte} » n'est pas compris comme une liste de candidats.", texte=fragment.texte),
            say("Écrivez par exemple : « Liste A (Prénom NOM, Prénom NOM) »."),
        )
    return {"liste": lu[1].strip(), "candidats": candidats}


_POPULATION = pattern(
    r"(?P<habitants>[0-9]{1,9}|[0-9]{1,3}(?:[\s.][0-9]{3}){1,2})(?:\s*habitants?)?"
    r"(?:\s+en\s+(?P<en>[0-9]{4})|\s*\(\s*(?P<annee>[0-9]{4})\s*\))?",
    re.IGNORECASE,
)


def parse_population(phrase: str) -> dict[str, object] | Problem:
    """`N en ANNÉE`."""
    if vide := blank(phrase):
        return vide
    fragment = whole(phrase)
    lu = _POPULATION.fullmatch(fragment.texte)
    if lu is None:
        return fragment.not_understood(
            say("« {texte} » n'est pas compris comme une population.", texte=fragment.texte),
            say("Écrivez par exemple : « 1417 en 2021 »."),
        )
    habitants = re.sub(r"\D", "", lu["habitants"])
    annee = lu["en"] or lu["annee"]
    if annee is None:
        return fragment.not_understood(
            say("L'année de cette population n'est pas écrite."),
            say("Ajoutez-la, par exemple : « {habitants} en 2021 ».", habitants=habitants),
        )
    return {"habitants": int(habitants), "annee": int(annee)}
