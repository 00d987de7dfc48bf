"""What a file that carries the data of its act says otherwise than the session says it today.

The fields declared to the State come from the session as it is; a file that was signed, or only written,
may be of an earlier state of it. The two must not contradict each other, and the file tells what it states.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest

from actgen.document.nodes import Document
from actgen.outputs.enonces import enonces
from actgen.outputs.pdf_public import CACHE
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase, shorten_both

from .exemplaire import Exemplaire

_DITS = 3  # differences that are named, the others are counted
_LONGUEUR = 90


def ecarts(lu: Exemplaire, acte: Document, jour: date) -> str:
    """What differs between a file and the act as it would be written now, in French; empty: nothing does.

    Words that were private when the file was made are not in its data: whatever stands there is theirs.
    """
    trouves = list(dict.fromkeys(_ecarts(lu, acte, jour)))
    autres = len(trouves) - _DITS
    dits = trouves[:_DITS]
    if autres > 0:
        dits.append(phrase("et {n} autre{s} différence{s}", n=autres, s="s" if autres > 1 else ""))
    return phrase(" ; ").join(dits)


def ecarts_d_entete(lu: Exemplaire, acte: Document) -> str:
    """The same for the act of a group, which its coordinator may have made for another day: its object."""
    return phrase(" ; ").join(_valeurs([("objet", lu.objet, acte.subject)]))


def _ecarts(lu: Exemplaire, acte: Document, jour: date) -> Iterator[str]:
    yield from _valeurs(
        [
            ("titre", lu.titre, acte.title),
            ("collectivité", lu.collectivite, acte.author),
            ("date", lu.jour, jour.isoformat()),
            ("objet", lu.objet, acte.subject),
        ]
    )
    if acte.projet or not lu.enonces:
        return
    attendus = [each.mots for each in enonces(acte)]
    objets = (" ".join(lu.objet.split()), " ".join(acte.subject.split()))
    dits = [_demasque(each, attendus) if CACHE in each else each for each in lu.enonces]
    for ancien, nouveau in _paires(dits, attendus):
        if objets[0] and ancien.replace(*objets) == nouveau:
            continue  # told of the object already
        un, autre = shorten_both(ancien, nouveau, _LONGUEUR)
        if not nouveau:
            yield phrase("il dit « {lu} », que la séance ne dit plus", lu=un)
        elif not ancien:
            yield phrase("il ne dit pas « {attendu} »", attendu=autre)
        else:
            yield phrase("il dit « {lu} », la séance « {attendu} »", lu=un, attendu=autre)


def _valeurs(valeurs: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    for nom, lu, attendu in valeurs:
        un, autre = " ".join(lu.split()), " ".join(attendu.split())
        if _demasque(un, [autre]) != autre:
            un, autre = shorten_both(_chiffres(un), _chiffres(autre), _LONGUEUR)
            yield phrase("{nom} « {lu} », la séance dit « {attendu} »", nom=nom, lu=un, attendu=autre)


def _demasque(lu: str, attendus: Sequence[str]) -> str:
    """Of the words expected, those that a text may be which hides some of them; the text itself if none."""
    debut, *suite = lu.split(CACHE)
    return next((each for each in attendus if suite and _peut_etre(each, debut, suite)), lu)


def _peut_etre(texte: str, debut: str, suite: Sequence[str]) -> bool:
    place = len(debut)
    for morceau in suite[:-1]:
        place = texte.find(morceau, place)
        if place < 0:
            return False
        place += len(morceau)
    return texte.startswith(debut) and texte.endswith(suite[-1]) and place <= len(texte) - len(suite[-1])


def _chiffres(valeur: str) -> str:
    """A day as people write it; words that are none stay what they are."""
    try:
        return date_chiffres(date.fromisoformat(valeur))
    except ValueError:
        return valeur


def _paires(lus: Sequence[str], attendus: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The statements that differ, each beside that which takes its place; empty: none does."""
    for quoi, debut, fin, depuis, jusque in SequenceMatcher(
        None, lus, attendus, autojunk=False
    ).get_opcodes():
        if quoi != "equal":
            yield from zip_longest(lus[debut:fin], attendus[depuis:jusque], fillvalue="")
