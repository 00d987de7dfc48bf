"""The screen of `verify`: what differs, by name, then what was compared; and the same as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from os.path import commonpath
from typing import Any

from actgen.api.report.screen import Screen, Tone
from actgen.base.text.grammar import compte, pluriel
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.delivery.verify.result import Etat, Piece, PieceKind, Verification
from actgen.reading.sources import SHIPPED_LABEL
from actgen.session.writing.journal import ARCHIVE

_TITLES = {
    PieceKind.JOURNAL: "Journal",
    PieceKind.FICHIER: "Fichiers",
    PieceKind.FAIT: "Ce qui est imprimé",
    PieceKind.MODELE: "Modèles gardés",
    PieceKind.SOURCE: "Sources",
}
_SANS = phrase("Vos fichiers, d'où viennent ces actes, n'ont pas été comparés.")
_LIMITS = phrase(
    "Ce n'est pas une preuve d'origine : seule une signature dit qui a écrit un acte, et un journal "
    "refait avec de "
    "nouvelles empreintes ne se reconnaît pas."
)

_ANTERIEURS = (
    "{combien} d'un état antérieur des données : {inchanges}, mais les données ne sont plus les mêmes."
)

_SANS_REPONSE = (
    "Le journal ne répond pas de ce fichier : {enonces} y sont imprimés tels que les données qu'il porte les "
    "disent, et rien de plus n'en est sûr."
)

_LIMITS_ALONE = phrase(
    "Ce n'est pas une preuve d'origine : seule une signature dit qui a écrit un acte. Un PDF dont le "
    "texte, les données et les empreintes ont été refaits ensemble ne se reconnaît pas, et la place des mots "
    "n'est tenue que par ces empreintes ; le journal de son dossier (--journal) en dit plus."
)


def show_verifications(found: Sequence[Verification], screen: Screen) -> None:
    """Each folder or file that has something of its own to tell; those of which the same is said, once.

    Then all the folders that conform: that they do is one thing to know of a group of forty communes.
    """
    alike: dict[object, list[Verification]] = {}
    for each in found:
        alike.setdefault(_key(each), []).append(each)
    quiet = alike.pop(_QUIET, [])
    shown = [*alike.values(), *([quiet] if quiet else [])]
    for number, group in enumerate(shown):
        if number:
            screen.line()
        if len(group) == 1:
            show_verification(group[0], screen)
        elif group is quiet:
            _show_quiet(group, len(shown) > 1, screen)
        else:
            _show_alike(group, screen)


_A_FEW = 3  # names that are told before what is said of them
_QUIET = "conform, with nothing told of one file"


def _key(verification: Verification) -> object:
    """What is told of it, by name where it matters which; of what was asked alone, itself."""
    told = [each for each in verification.pieces if each.a_dire or each.phrase]
    general = all(each.etat in (Etat.CONFORME, Etat.NON_COMPARE) for each in told)
    if verification.conforme and general and not verification.seul:
        return _QUIET
    if verification.seul or any(each.genre is PieceKind.FICHIER and each.a_dire for each in told):
        return verification.demande
    return tuple((each.genre, each.etat, each.nom, each.phrase) for each in told)


def _show_quiet(group: Sequence[Verification], others: bool, screen: Screen) -> None:
    """How many folders conform, how much is in them, what is to be known of some."""
    _say_title(group, "autres dossiers" if others else "dossiers", screen)
    where: dict[str, list[Piece]] = {}
    folders: Counter[str] = Counter()
    for each in group:
        told = [piece for piece in each.pieces if piece.phrase]
        folders.update({piece.phrase for piece in told})
        for piece in told:
            where.setdefault(piece.phrase, []).append(piece)
    if where:
        screen.table([(compte(folders[words], "dossier"), _of_what(p, words)) for words, p in where.items()])
    fichiers = compte(sum(each.combien(PieceKind.FICHIER) for each in group), "fichier")
    told_of = phrase("Conformes à leurs données, d'après leurs journaux : {tout}.", tout=fichiers)
    screen.say(told_of, Tone.GOOD)
    screen.say(_LIMITS)


def _of_what(pieces: Sequence[Piece], words: str) -> str:
    noms = tuple(dict.fromkeys(piece.nom for piece in pieces))
    return phrase("{noms} : {words}", noms=enumeration(noms), words=words) if len(noms) <= _A_FEW else words


def _show_alike(group: Sequence[Verification], screen: Screen) -> None:
    """What is told of each of these folders, once, and which they are."""
    _say_title(group, "dossiers", screen)
    screen.say(enumeration(each.demande.removeprefix(f"{_above(group)}/") for each in group))
    _show_told(group[0], screen)
    screen.say(f"{conclusion(group[0])[:-1]}{phrase(', dans chacun.')}", Tone.ERROR)


def _say_title(group: Sequence[Verification], what: str, screen: Screen) -> None:
    above = _above(group)
    where = phrase(" de « {quoi} »", quoi=above) if above else ""
    screen.say(phrase("Vérification : {n} {what}{where}", n=len(group), what=what, where=where), Tone.STRONG)


def _above(group: Sequence[Verification]) -> str:
    """The folder that holds them all, as it was asked for; empty where there is none."""
    try:
        return commonpath([each.demande for each in group]).replace("\\", "/")
    except ValueError:  # of two drives, or one by its whole path and another not
        return ""


def show_verification(verification: Verification, screen: Screen) -> None:
    """What is to be told, sort by sort; nothing of what conforms but how much of it there is."""
    title = phrase("Vérification : {quoi}", quoi=verification.demande)
    screen.say(title, Tone.STRONG)
    _show_told(verification, screen)
    style = Tone.GOOD if verification.conforme else Tone.ERROR
    screen.say(conclusion(verification), style)
    if verification.conforme:
        limits = _LIMITS_ALONE if verification.seul else _LIMITS
        screen.say(limits)


def _show_told(verification: Verification, screen: Screen) -> None:
    for genre, heading in _TITLES.items():
        told = _told(verification, genre)
        if told:
            screen.say(heading, Tone.STRONG)
            screen.table(told)


def verification_report(verification: Verification) -> dict[str, Any]:
    """The same for other programs; each thing compared, conforming or not."""
    return {
        "chemin": verification.demande,
        "conforme": verification.conforme,
        "conclusion": conclusion(verification),
        "sans_journal": verification.seul,
        "pieces": [
            {"nom": each.nom, "genre": each.genre.value, "etat": each.etat.value, "detail": each.phrase}
            for each in verification.pieces
        ],
    }


def conclusion(verification: Verification) -> str:
    """One sentence: conforms to its data, or how much differs."""
    if verification.seul:
        return _of_itself(verification)
    if _nothing_told(verification):
        return phrase("Rien n'a pu y être comparé.")
    if verification.differences:
        return _differences(verification)
    if not verification.conforme:
        return phrase("Rien à comparer : le journal ne nomme aucun fichier.")
    if _own_sources_left_out(verification):
        return phrase("Conforme au journal : {tout}. {sources}", tout=_counted(verification), sources=_SANS)
    told = _counted(verification, sources=True)
    return phrase("Conforme à ses données, d'après le journal : {tout}.", tout=told)


def _nothing_told(verification: Verification) -> bool:
    """Whether no journal says what was written there."""
    missing = (Etat.ABSENT, Etat.NON_COMPARE)
    return any(piece.genre is PieceKind.JOURNAL and piece.etat in missing for piece in verification.pieces)


def _counted(verification: Verification, *, sources: bool = False) -> str:
    """The files that were written, as `render` tells them, the templates kept beside them, their sources."""
    kept = any(piece.nom == ARCHIVE and piece.genre is PieceKind.FICHIER for piece in verification.pieces)
    told = [compte(verification.combien(PieceKind.FICHIER) - kept, "fichier")]
    if templates := verification.combien(PieceKind.MODELE):
        told.append(compte(templates, "modèle gardé", "modèles gardés"))
    if sources and (read := verification.combien(PieceKind.SOURCE)):
        told.append(f"{compte(read, 'source')} ({_whose(verification, read)})")
    return enumeration(told)


def _whose(verification: Verification, read: int) -> str:
    """How many of the sources are the commune's own, and how many came with actgen."""
    ships = sum(
        piece.genre is PieceKind.SOURCE and piece.nom.startswith(f"{SHIPPED_LABEL}/") and piece.compare
        for piece in verification.pieces
    )
    told = {"{combien} à vous": read - ships, "{combien} d'actgen": ships}
    return enumeration(phrase(words, combien=number) for words, number in told.items() if number)


def _differences(verification: Verification) -> str:
    states = [piece.etat for piece in verification.differences]
    older = states.count(Etat.ANTERIEUR)
    told = []
    if others := len(states) - older:
        told.append(phrase("{combien} avec le journal.", combien=compte(others, "différence")))
    if older:
        as_written = pluriel(older, "inchangé", "inchangés")
        told.append(phrase(_ANTERIEURS, combien=compte(older, "fichier"), inchanges=as_written))
    return " ".join(told)


def _of_itself(verification: Verification) -> str:
    """The same of a PDF without a journal."""
    if any(piece.etat is Etat.ALTERE for piece in verification.pieces):
        return phrase("Ce n'est plus, octet pour octet, le fichier qu'actgen a écrit.")
    if any(piece.genre is PieceKind.FICHIER and piece.differe for piece in verification.pieces):
        return phrase("Il n'a pas pu être comparé.")
    if own := [piece for piece in verification.differences if piece.genre is not PieceKind.JOURNAL]:
        many = compte(sum(each.combien for each in own), "différence")
        return phrase("{combien} avec les données qu'il porte.", combien=many[:1].upper() + many[1:])
    if not verification.enonces:
        return phrase("Rien à comparer : ce fichier ne porte pas les données d'un acte.")
    counted = compte(verification.enonces, "énoncé")
    if verification.differences:
        return phrase(_SANS_REPONSE, enonces=counted)
    return phrase("Conforme à ses données : {enonces}, tels qu'ils sont imprimés.", enonces=counted)


def _own_sources_left_out(verification: Verification) -> bool:
    return any(
        piece.genre is PieceKind.SOURCE and piece.etat is Etat.NON_COMPARE for piece in verification.pieces
    )


def _told(verification: Verification, genre: PieceKind) -> list[tuple[str, str]]:
    """What differs first; many things of which the same is said are one line."""
    by_phrase: dict[tuple[Etat, str], list[Piece]] = {}
    for piece in verification.pieces:
        if piece.genre is genre and (piece.a_dire or piece.phrase):
            by_phrase.setdefault((piece.etat, piece.phrase), []).append(piece)
    rows = []
    for (etat, words), pieces in sorted(by_phrase.items(), key=lambda each: not each[1][0].differe):
        if etat is Etat.NON_COMPARE and len(pieces) > 1:
            rows.append((compte(len(pieces), genre.value), words))
            continue
        if etat is Etat.CONFORME:  # what is kept as a trace takes one line, in however many formats
            rows.append((enumeration(piece.nom for piece in pieces), words))
            continue
        rows.extend((piece.nom, words) for piece in pieces)
    return rows
