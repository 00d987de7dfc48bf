"""What a gesture changes in the file of a session: keys and their new values, in the words of the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import singledispatch
from pathlib import Path
from typing import Any

from msgspec import UNSET, Struct, UnsetType

from actgen.base.errors import UsageError
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import Genre, compte
from actgen.base.text.keys import cle
from actgen.base.text.messages import say
from actgen.council.facts.phrases.ecriture import (
    ecrire_absence,
    ecrire_demande,
    ecrire_mouvement,
    ecrire_retrait,
    ecrire_suspension,
    ecrire_vote,
)
from actgen.council.facts.phrases.presence import parse_mouvement
from actgen.council.facts.phrases.suspensions import parse_suspension
from actgen.council.facts.point import INFORMATION, Point
from actgen.council.facts.seance import Seance
from actgen.council.facts.vote import Candidatures
from actgen.reading.decoding import refusal
from actgen.reading.nodes import Mapping as Keys
from actgen.reading.nodes import Places, Scalar, Sequence
from actgen.reading.scalars.dates import parse_hour, typed_date
from actgen.reading.yaml_page import plain

from .debates import debates_file
from .gestures import (
    JSON,
    Aborde,
    Ajoute,
    AutresPresents,
    Candidats,
    Compte,
    Debats,
    Demande,
    Devenir,
    Dit,
    Etat,
    Gesture,
    HuisClos,
    Interesse,
    Mouvement,
    MouvementCorrige,
    NonTraites,
    Preside,
    Remarques,
    Renonciation,
    Reponse,
    Reprend,
    Rubrique,
    Sort,
    Suspend,
    Voix,
)
from .log import Key
from .votes import written_vote

Change = tuple[Key, JSON | UnsetType]
"""A key of the file and its new value; None leaves it empty (« pas encore connu »), UNSET takes it out."""

_ABANDONS = {Sort.REPORTE: "reporte", Sort.RETIRE: "retire", Sort.NON_TRAITE: "non_traite"}
_NONE = "aucun"
_FREE = "deliberation_libre"  # what an affair that nothing prepared is decided by
_MOVES: Key = ("mouvements",)
_TELLING = ("objet", "acte", "groupement", "seance_du")
_STOPS: Key = ("suspensions",)


class Room(Struct, frozen=True, dict=True):
    """The session as its file tells it, and the answers that it can't tell yet, by member.

    `folder`: where that file is, and the texts of the debates beside it.
    """

    seance: Seance
    tree: Keys
    answers: Mapping[str, Reponse]
    folder: Path

    def raw(self, path: Key) -> JSON | UnsetType:
        """What the file holds there, as text, lists and keys; UNSET where there is no such key."""
        node, taken = Places("", self.tree).nearest(path)
        return plain(node) if node is not None and taken == len(path) else UNSET

    def several(self, path: Key) -> list[JSON]:
        """The same where a list may stand: one value is a list of one, « aucun » or nothing an empty one."""
        found = self.raw(path)
        if isinstance(found, list):
            return found
        return [] if found in (UNSET, None, "", _NONE) else [found]

    def item(self, numero: int) -> tuple[Point, Key]:
        """An item by its number, and where its keys are. Raises UsageError."""
        items = self.tree.get("points")
        nodes = items.items if isinstance(items, Sequence) else (items,)
        for rank, node in enumerate(nodes):
            number = node.get("numero") if isinstance(node, Keys) else None
            if isinstance(number, Scalar) and number.text == str(numero):
                found = next((each for each in self.seance.points if each.numero == numero), None)
                if found is not None:
                    return found, ("points", rank)
        raise UsageError(f"Le point {numero} n’est pas dans le fichier de la séance.")

    def information(self, numero: int) -> bool:
        """Whether the file says of an item that it is told and never voted."""
        written = self.raw((*self.item(numero)[1], "acte"))
        return isinstance(written, str) and cle(written) == INFORMATION

    def answer(self, membre: str) -> Reponse:
        """What that member has answered, by the file where it says who was absent."""
        if self.seance.absents is None:
            return self.answers.get(membre, Reponse(membre, Etat.SANS_REPONSE))
        absence = next((each for each in self.seance.absents if each.membre.nom_complet == membre), None)
        if absence is None:
            return Reponse(membre, Etat.PRESENT)
        if absence.pouvoir is not None:
            jour = absence.pouvoir.date
            du = jour.strftime("%d/%m/%Y") if jour is not None else ""
            return Reponse(membre, Etat.POUVOIR, absence.pouvoir.mandataire.nom_complet, du)
        if absence.suppleant_nomme:
            return Reponse(membre, Etat.SUPPLEE, absence.suppleant_nomme)
        return Reponse(membre, Etat.EXCUSE if absence.excuse else Etat.ABSENT)


@singledispatch
def changes(gesture: Gesture, room: Room) -> Iterable[Change]:
    """What a gesture changes. Raises UsageError for one that says what can't be."""
    raise TypeError(f"no gesture: {gesture!r}")


# The roll


@changes.register
def _(gesture: Reponse, room: Room) -> Iterable[Change]:
    _known(room, gesture.membre)
    if gesture.etat in (Etat.POUVOIR, Etat.SUPPLEE):
        _known(room, gesture.mandataire)
    if gesture.etat is Etat.POUVOIR and gesture.mandataire == gesture.membre:
        raise UsageError("Un membre ne peut pas se donner pouvoir à lui-même.")
    _absence(gesture, room)  # what no phrase says is refused now, not once all have answered
    left = [] if gesture.etat is Etat.PRESENT else _left(room, gesture.membre)
    if room.seance.absents is None:
        return [*left, *_roll(room, {**room.answers, gesture.membre: gesture})]
    return [*left, (("absents",), _list(_absences(room, {gesture.membre: gesture})) or _NONE)]


def _left(room: Room, membre: str) -> list[Change]:
    """What an absent member was to do that evening, and somebody else will: not known yet."""
    seance = room.seance
    held = {
        "presidence": seance.presidence and seance.presidence.nom_complet,
        "doyen": seance.doyen and seance.doyen.nom_complet,
        "secretaire": seance.secretaires[0].nom if len(seance.secretaires) == 1 else None,
    }
    keys = [("seance", duty) for duty, name in held.items() if name == membre]
    return [(key, None) for key in keys if isinstance(room.raw(key), str)]


def unsaid(room: Room) -> list[Change]:
    """What a file that prepares an evening says of it, and nobody has seen while the roll is called."""
    keys = [("seance", duty) for duty in ("presidence", "doyen", "secretaire")]
    return [(key, UNSET) for key in keys if room.raw(key) is not UNSET]


@changes.register
def _(_gesture: AutresPresents, room: Room) -> Iterable[Change]:
    names = _names(room)
    return _roll(room, {name: room.answers.get(name, Reponse(name, Etat.PRESENT)) for name in names})


def _roll(room: Room, answers: Mapping[str, Reponse]) -> list[Change]:
    """Who is absent, once all have answered: until then a member who is not named would pass for present."""
    return [] if _silent(room, answers) else [(("absents",), called(room, answers))]


def refuse_before_roll(room: Room) -> None:
    """Raise UsageError while members have not answered: nothing else can be counted before."""
    if room.seance.absents is None and (rest := _silent(room, room.answers)):
        reste = compte(len(rest), "membre n’a", "membres n’ont")
        raise UsageError(say("Terminez d’abord l’appel : {reste} pas répondu.", reste=reste))


def _silent(room: Room, answers: Mapping[str, Reponse]) -> list[str]:
    return [name for name in _names(room) if _etat(answers, name) is Etat.SANS_REPONSE]


def called(room: Room, answers: Mapping[str, Reponse]) -> JSON:
    """What `absents` says of these answers; who has not answered is absent."""
    absent = {name: Reponse(name, Etat.ABSENT) for name in _names(room)}
    told = absent | {name: each for name, each in answers.items() if each.etat is not Etat.SANS_REPONSE}
    return _list(_absences(room, told)) or _NONE


def _etat(answers: Mapping[str, Reponse], name: str) -> Etat:
    return answers[name].etat if name in answers else Etat.SANS_REPONSE


def _absences(room: Room, told: Mapping[str, Reponse]) -> list[JSON]:
    """Every absence in the order of the table; those of which nothing new is told stay as written."""
    written = _by_member(room, ("absents",), [each.membre.nom_complet for each in room.seance.absents or ()])
    found: list[JSON] = []
    for name in _names(room):
        answer = told.get(name)
        if answer is None:
            found += [written[name]] if name in written else []
        elif answer.etat is not Etat.PRESENT:
            found.append(_absence(answer, room))
    return found


def _absence(answer: Reponse, room: Room) -> str:
    told: dict[str, Any] = {"nom": answer.membre}
    if answer.etat is Etat.EXCUSE:
        told["excuse"] = True
    if answer.etat is Etat.POUVOIR:
        told["pouvoir"] = _proxy(answer, room)
    if answer.etat is Etat.SUPPLEE:
        told["suppleant"] = answer.mandataire
    return ecrire_absence(told, _genre(room, answer.membre))


def _proxy(gesture: Reponse | Mouvement, room: Room) -> dict[str, Any]:
    told: dict[str, Any] = {"mandataire": gesture.mandataire}
    if not gesture.du:
        return told
    jour = room.seance.date
    du = _read(lambda written: typed_date(written, jour), gesture.du)
    if du > jour:
        raise UsageError(
            say(
                "Ce pouvoir serait du {du}, après la séance du {jour}. Lisez sa date sur le pouvoir signé.",
                du=date_chiffres(du),
                jour=date_chiffres(jour),
            )
        )
    return told | {"du": du}


def _by_member(room: Room, path: Key, names: list[str]) -> dict[str, JSON]:
    """What is written of each of those, which the file must tell one by one."""
    written = room.several(path)
    if len(written) != len(names):
        raise UsageError(
            say(
                "Le fichier de la séance nomme ici des personnes que le conseil ne connaît pas : "
                "corrigez-le d’abord (« Le fichier »)."
            )
        )
    return dict(zip(names, written, strict=True))


# What is told once


@changes.register
def _(gesture: Dit, room: Room) -> Iterable[Change]:
    if gesture.rubrique in (Rubrique.HEURE, Rubrique.LEVEE) and gesture.valeur:
        _read(parse_hour, gesture.valeur)
    if gesture.rubrique in (Rubrique.PRESIDENCE, Rubrique.DOYEN) and gesture.valeur:
        _known(room, gesture.valeur)
    return [(("seance", gesture.rubrique.value), gesture.valeur or None)]


@changes.register
def _(gesture: Compte, room: Room) -> Iterable[Change]:
    told = {"presents": gesture.presents, "representes": gesture.representes}
    counts = {name: None if count is None else str(count) for name, count in told.items()}
    if room.raw(("compte",)) in (UNSET, None):
        return [(("compte",), counts)]
    return [(("compte", name), count) for name, count in counts.items()]


# Who comes and leaves


@changes.register
def _(gesture: Mouvement, room: Room) -> Iterable[Change]:
    _known(room, gesture.membre)
    told: dict[str, Any] = {"nom": gesture.membre, "sens": "arrivee" if gesture.arrive else "depart"}
    if gesture.heure:
        told["heure"] = _read(parse_hour, gesture.heure)
    if gesture.point is not None:
        room.item(gesture.point)
        told |= {"point": gesture.point, "moment": "pendant" if gesture.pendant else "avant"}
    if gesture.mandataire:
        _known(room, gesture.mandataire)
        told["pouvoir"] = _proxy(gesture, room)
    return [(_MOVES, _once_more(room, _MOVES, ecrire_mouvement(told)))]


@changes.register
def _(gesture: MouvementCorrige, room: Room) -> Iterable[Change]:
    written = room.several(_MOVES)
    told = told_movement(written[gesture.rang]) if 0 <= gesture.rang < len(written) else None
    if told is None or told["nom"] != gesture.membre:
        raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
    if gesture.retire:
        del written[gesture.rang]
        return [(_MOVES, written or UNSET)]
    hour = {"heure": _read(parse_hour, gesture.heure)} if gesture.heure else {}
    rest = {key: each for key, each in told.items() if key != "heure"}
    if hour.get("heure") == told.get("heure"):
        return []
    if not hour and "point" not in told:
        raise UsageError(say("Écrivez l’heure : elle seule dit quand ce mouvement a eu lieu."))
    written[gesture.rang] = ecrire_mouvement(rest | hour)
    return [(_MOVES, written)]


def told_movement(written: JSON) -> dict[str, Any] | None:
    """A movement as its phrase tells it; None where it is written otherwise."""
    read = parse_mouvement(written) if isinstance(written, str) else None
    return read if isinstance(read, dict) else None


@changes.register
def _(gesture: Suspend, room: Room) -> Iterable[Change]:
    told: dict[str, Any] = {"heure": _read(parse_hour, gesture.heure)}
    if gesture.reprise:
        told["reprise"] = _read(parse_hour, gesture.reprise)
    if gesture.point is not None:
        room.item(gesture.point)
        told |= {"point": gesture.point, "moment": "pendant" if gesture.pendant else "avant"}
    elif room.seance.points and (last := room.seance.points[-1]).heure is None:
        raise UsageError(
            f"Écrivez d’abord à quelle heure le point {last.numero} a été abordé\u00a0: elle seule dit que "
            "la séance a été suspendue après lui."
        )
    if gesture.par:
        told["demandee_par"] = " ".join(gesture.par.split())
    return [(_STOPS, _once_more(room, _STOPS, ecrire_suspension(told)))]


@changes.register
def _(gesture: Reprend, room: Room) -> Iterable[Change]:
    written = room.several(_STOPS)
    told = told_suspension(written[gesture.rang]) if 0 <= gesture.rang < len(written) else None
    if told is None:
        raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
    if gesture.retire:
        del written[gesture.rang]
        return [(_STOPS, written or UNSET)]
    rest = {key: each for key, each in told.items() if key != "reprise"}
    resumed = {"reprise": _read(parse_hour, gesture.heure)} if gesture.heure else {}
    written[gesture.rang] = ecrire_suspension(rest | resumed)
    return [(_STOPS, written)]


def told_suspension(written: JSON) -> dict[str, Any] | None:
    """A suspension as its phrase tells it; None where it is written otherwise."""
    read = parse_suspension(written) if isinstance(written, str) else None
    return read if isinstance(read, dict) else None


@changes.register
def _(gesture: Interesse, room: Room) -> Iterable[Change]:
    _known(room, gesture.membre)
    point, path = room.item(gesture.point)
    key = (*path, "interesse")
    written = _by_member(room, key, [each.membre.nom_complet for each in point.retraits])
    written.pop(gesture.membre, None)
    if not gesture.retire:
        told: dict[str, Any] = {"nom": gesture.membre}
        if gesture.a_quitte is not None:
            told["a_quitte_la_salle"] = gesture.a_quitte
        written[gesture.membre] = ecrire_retrait(told, _genre(room, gesture.membre))
    return [(key, _one_or_more(list(written.values())))]


# Items


@changes.register
def _(gesture: Ajoute, room: Room) -> Iterable[Change]:
    objet = " ".join(gesture.objet.split())
    if not objet:
        raise UsageError(say("Écrivez de quoi il s’agit : le procès-verbal le dit."))
    seance = room.seance
    taken = (*seance.points_non_saisis, *(each.numero for each in seance.points))
    item: dict[str, JSON] = {"numero": str(max(taken, default=0) + 1), "objet": objet}
    item |= {"acte": INFORMATION} if gesture.information else {"acte": _FREE, "vote": None}
    return [(("points", len(room.several(("points",)))), item)]


@changes.register
def _(gesture: Devenir, room: Room) -> Iterable[Change]:
    _, path = room.item(gesture.point)
    told = _ABANDONS.get(gesture.sort)
    if told is not None and not gesture.motif.strip():
        raise UsageError(say("Dites pourquoi, ou à quand : le procès-verbal l’écrit."))
    for key in _ABANDONS.values():
        if key == told:
            yield (*path, key), gesture.motif.strip()
        elif room.raw((*path, key)) is not UNSET:
            yield (*path, key), UNSET
    voted = room.raw((*path, "vote")) is not UNSET
    if gesture.sort is Sort.A_VOTER and not voted:
        _votable(room, gesture.point)
        yield (*path, "vote"), None
    elif gesture.sort is not Sort.A_VOTER and voted:
        yield (*path, "vote"), UNSET


@changes.register
def _(gesture: NonTraites, room: Room) -> Iterable[Change]:
    rank = [each.numero for each in room.seance.points].index(room.item(gesture.point)[0].numero)
    for point in room.seance.points[rank:]:
        if point.vote is None and point.abandon is None:
            yield from changes(Devenir(point.numero, Sort.NON_TRAITE, gesture.motif), room)


@changes.register
def _(gesture: Voix, room: Room) -> Iterable[Change]:
    _, path = room.item(gesture.point)
    if gesture.vote is None:
        yield (*path, "vote"), None
        return
    _votable(room, gesture.point)
    told = dict(gesture.vote)
    scrutin = told.pop("scrutin", None)
    if scrutin not in (None, room.raw((*path, "scrutin"))):
        yield (*path, "scrutin"), scrutin
    yield (*path, "vote"), written_vote(told, room.raw((*path, "vote")))


@changes.register
def _(gesture: Demande, room: Room) -> Iterable[Change]:
    _, path = room.item(gesture.point)
    key = (*path, "demandes")
    if gesture.retire:
        return [] if room.raw(key) is UNSET else [(key, UNSET)]
    for name in gesture.auteurs:
        _known(room, name)
    if not gesture.auteurs and not gesture.nombre:
        raise UsageError(say("Dites qui l’a demandé, ou combien."))
    who = {"auteurs": gesture.auteurs} if gesture.auteurs else {"nombre": gesture.nombre}
    written = ecrire_demande({"scrutin": gesture.scrutin, **who})
    return [(key, _one_or_more(_once_more(room, key, written)))]


@changes.register
def _(gesture: HuisClos, room: Room) -> Iterable[Change]:
    _, path = room.item(gesture.point)
    if gesture.vote is not None:
        yield (*path, "huis_clos"), "oui"
        yield (*path, "vote_huis_clos"), ecrire_vote(gesture.vote)
        return
    for key in ("huis_clos", "vote_huis_clos"):
        if room.raw((*path, key)) is not UNSET:
            yield (*path, key), UNSET


@changes.register
def _(gesture: Renonciation, room: Room) -> Iterable[Change]:
    key = (*room.item(gesture.point)[1], "renonciation_au_secret")
    return _told_or_not(room, key, ecrire_vote(gesture.vote) if gesture.vote is not None else "")


@changes.register
def _(gesture: Candidats, room: Room) -> Iterable[Change]:
    told = _CANDIDATURES[gesture.combien] if gesture.combien is not None else ""
    return _told_or_not(room, (*room.item(gesture.point)[1], "candidatures"), told)


_CANDIDATURES = {
    Candidatures.UNE_PAR_SIEGE: "une par siège",
    Candidatures.LISTE_UNIQUE: "liste unique",
    Candidatures.PLUSIEURS: "plusieurs",
}


@changes.register
def _(gesture: Aborde, room: Room) -> Iterable[Change]:
    if gesture.heure:
        _read(parse_hour, gesture.heure)
    return _told_or_not(room, (*room.item(gesture.point)[1], "heure"), gesture.heure)


@changes.register
def _(gesture: Preside, room: Room) -> Iterable[Change]:
    if gesture.membre:
        _known(room, gesture.membre)
    return _told_or_not(room, (*room.item(gesture.point)[1], "presidence"), gesture.membre)


@changes.register
def _(gesture: Remarques, room: Room) -> Iterable[Change]:
    _, path = room.item(gesture.point)
    told = "aucune" if gesture.texte is None else gesture.texte.strip() or None
    return [((*path, "remarques"), told)]


@changes.register
def _(gesture: Debats, room: Room) -> Iterable[Change]:
    _, path = room.item(gesture.point)
    key = (*path, "debats")
    if why := refusal(gesture.texte or ""):  # of a text beside, nothing else tells it before it is there
        raise UsageError(why)
    if gesture.texte is None:
        return [(key, _NONE)]
    return [(key, UNSET if not gesture.texte.strip() else debates_file(room, gesture.point, gesture.texte))]


# Helpers


def _told_or_not(room: Room, key: Key, told: str) -> list[Change]:
    """A key that says this; an empty one goes."""
    if told:
        return [(key, told)]
    return [] if room.raw(key) is UNSET else [(key, UNSET)]


def _once_more(room: Room, key: Key, told: JSON) -> list[JSON]:
    """A list with this at its end, unless it is there: two windows, or two presses of a key, say it once."""
    written = room.several(key)
    return written if told in written else [*written, told]


def _votable(room: Room, numero: int) -> None:
    if room.information(numero):
        raise UsageError(
            say(
                "Le point {numero} est une information, sans vote. Ce qui se vote est un autre point : "
                "ajoutez-le (« Préparer la séance »).",
                numero=numero,
            )
        )


def _names(room: Room) -> list[str]:
    return [membre.nom_complet for membre in room.seance.en_exercice]


def _genre(room: Room, name: str) -> Genre:
    return next((each.genre for each in room.seance.en_exercice if each.nom_complet == name), Genre.INCONNU)


def _known(room: Room, name: str) -> None:
    seats = room.seance.en_exercice
    known = {each.nom_complet for each in seats} | {m.suppleant.nom_complet for m in seats if m.suppleant}
    if name not in known:
        raise UsageError(say("« {name} » n’est pas un membre en exercice.", name=name))


def _read(parse: Callable[[str], Any], written: str) -> Any:
    read = parse(written)
    if hasattr(read, "message"):
        raise UsageError(f"{read.message} {read.hint}".rstrip())
    return read


def _list(items: Iterable[JSON]) -> list[JSON]:
    return list(items)


def _one_or_more(items: list[JSON]) -> JSON | UnsetType:
    if not items:
        return UNSET
    return items[0] if len(items) == 1 else items


def item_told(keys: Iterable[Key], tree: Keys) -> str:
    """What tells the item apart that those keys are of, be its number another's; empty for those of none."""
    item = next((key[:2] for key in keys if key[0] == "points" and len(key) > 1), None)
    if item is None:
        return ""
    node, taken = Places("", tree).nearest(item)
    held = plain(node) if node is not None and taken == len(item) else None
    told = [held.get(name) for name in _TELLING] if isinstance(held, dict) else []
    return " / ".join(each for each in told if isinstance(each, str))


def undone(before: Iterable[tuple[Key, bool, JSON]]) -> Iterator[Change]:
    """What takes a gesture back: what its keys held."""
    for key, present, value in before:
        yield tuple(key), value if present else UNSET
