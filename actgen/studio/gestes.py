"""The gestures of the evening as the sheet sends them and tells them: from a form, and in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from actgen.api.evening import Candidatures, Line, line_of_list
from actgen.api.evening import gestures as geste
from actgen.api.pages import heure
from actgen.base.errors import UsageError

ROUNDS = 3
CANDIDATES = 6
PRESIDENT = ("pour", "contre", "abstention")
DIRECTIONS = ("pour", "contre", "abstentions", "ne_prennent_pas_part")
BULLETINS = ("blancs", "nuls")
_APART = (*BULLETINS, "ne_prennent_pas_part")
_NAMED = ("contre", "abstentions")

# In words

DEMANDES = {"secret": "scrutin secret", "public": "scrutin public", "huis_clos": "huis clos"}
CANDIDATURES = {
    Candidatures.UNE_PAR_SIEGE: "un candidat par siège",
    Candidatures.LISTE_UNIQUE: "une seule liste",
    Candidatures.PLUSIEURS: "plusieurs candidatures",
}
_WORDS = {
    geste.Etat.PRESENT: "présence notée",
    geste.Etat.ABSENT: "absence notée",
    geste.Etat.EXCUSE: "absence excusée",
    geste.Etat.SANS_REPONSE: "sans réponse",
}


def told_line(line: Line) -> tuple[str, str]:
    """When a gesture was made, and what it was, in words."""
    return heure(datetime.fromisoformat(line.le).time()), words_of(line.geste)


def words_of(told: geste.AnyGesture | None) -> str:
    """A gesture in words."""
    match told:
        case geste.Reponse(membre=membre, etat=geste.Etat.POUVOIR, mandataire=mandataire, du=du):
            return f"{membre}\u00a0: pouvoir à {mandataire}{' du ' * bool(du)}{du}"
        case geste.Reponse(membre=membre, etat=geste.Etat.SUPPLEE, mandataire=suppleant):
            return f"{membre}\u00a0: {suppleant} siège à sa place"
        case geste.Reponse(membre=membre, etat=etat):
            return f"{membre}\u00a0: {_WORDS[etat]}"
        case geste.AutresPresents():
            return "Tous les autres\u00a0: présents"
        case geste.Dit(rubrique=rubrique, valeur=valeur):
            return f"{_RUBRIQUES[rubrique]}\u00a0: {valeur or 'pas encore noté'}"
        case geste.Mouvement(membre=membre, arrive=arrive, heure=heure):
            return f"{membre} {'arrive' if arrive else 'part'} à {heure}"
        case geste.MouvementCorrige(membre=membre, retire=True):
            return f"{membre}\u00a0: mouvement effacé"
        case geste.MouvementCorrige(membre=membre, heure=heure):
            return f"{membre}\u00a0: heure du mouvement, {heure or 'pas encore notée'}"
        case geste.Suspend(heure=heure, reprise=reprise):
            return f"Séance suspendue à {heure}{', reprise à ' * bool(reprise)}{reprise}"
        case geste.Reprend(retire=True):
            return "Suspension effacée"
        case geste.Reprend(heure=heure):
            return f"Séance reprise à {heure or 'une heure pas encore notée'}"
        case geste.Ajoute(objet=objet):
            return f"Point ajouté\u00a0: {objet}"
        case geste.Aborde(point=point, heure=heure):
            return f"Point {point}\u00a0: abordé à {heure or 'une heure pas encore notée'}"
        case geste.Interesse(point=point, membre=membre, retire=retire):
            return f"Point {point}\u00a0: {membre} {'prend part' if retire else 'ne prend pas part'}"
        case geste.Devenir(point=point, sort=sort):
            return f"Point {point}\u00a0: {_SORTS[sort]}"
        case geste.NonTraites(point=point):
            return f"Points {point} et suivants\u00a0: non traités"
        case geste.Voix(point=point, vote=vote):
            return f"Point {point}\u00a0: {'vote effacé' if vote is None else 'vote noté'}"
        case geste.Demande(point=point, scrutin=scrutin, retire=retire):
            return f"Point {point}\u00a0: {'demande retirée' if retire else DEMANDES[scrutin] + ' demandé'}"
        case geste.HuisClos(point=point, vote=vote):
            return f"Point {point}\u00a0: {'séance publique' if vote is None else 'huis clos'}"
        case geste.Renonciation(point=point, vote=vote):
            return f"Point {point}\u00a0: {'secret gardé' if vote is None else 'renonciation au secret'}"
        case geste.Candidats(point=point, combien=combien):
            return f"Point {point}\u00a0: {CANDIDATURES[combien] if combien else 'candidatures à noter'}"
        case geste.Preside(point=point, membre=membre):
            return f"Point {point}\u00a0: préside {membre or 'le président de la séance'}"
        case geste.Remarques(point=point, texte=texte):
            return f"Point {point}\u00a0: {'aucune remarque' if texte is None else 'remarques notées'}"
        case geste.Debats(point=point, texte=texte):
            return f"Point {point}\u00a0: {'aucun débat' if texte is None else 'débats notés'}"
        case geste.Compte(presents=presents, representes=representes):
            here, proxies = ("aucun compte" if each is None else each for each in (presents, representes))
            return f"Feuille signée\u00a0: présents, {here}\u00a0; représentés, {proxies}"
    return ""


_SORTS = {
    geste.Sort.A_VOTER: "à voter",
    geste.Sort.SANS_VOTE: "traité sans vote",
    geste.Sort.REPORTE: "reporté",
    geste.Sort.RETIRE: "retiré",
    geste.Sort.NON_TRAITE: "non traité",
}
_RUBRIQUES = {
    geste.Rubrique.HEURE: "Ouverte à",
    geste.Rubrique.LEVEE: "Levée à",
    geste.Rubrique.PRESIDENCE: "Préside",
    geste.Rubrique.DOYEN: "Doyen d’âge",
    geste.Rubrique.SECRETAIRE: "Secrétaire",
    geste.Rubrique.ASSISTAIT: "Assistait aussi",
    geste.Rubrique.OUVERTE_PAR: "Ouvre la séance",
}


def said_of(seance: Any) -> dict[geste.Rubrique, str]:
    """What a session now says of each thing that is told of it once, as its box shows it."""
    return {
        geste.Rubrique.HEURE: hour(seance.heure),
        geste.Rubrique.LEVEE: hour(seance.levee),
        geste.Rubrique.DOYEN: seance.doyen.nom_complet if seance.doyen else "",
        geste.Rubrique.PRESIDENCE: seance.presidence.nom_complet if seance.presidence else "",
        geste.Rubrique.SECRETAIRE: seance.secretaires[0].nom if seance.secretaires else "",
        geste.Rubrique.ASSISTAIT: ", ".join(seance.assistance),
        geste.Rubrique.OUVERTE_PAR: seance.ouverte_par,
    }


def hour(value: Any) -> str:
    """« 20h05 », as a box shows an hour; empty: none is known."""
    return f"{value.hour}h{value.minute:02}" if value is not None else ""


# From a form


def gesture(form: Mapping[str, str]) -> geste.AnyGesture:
    """The gesture that a form tells. Raises UsageError for what it can't be."""
    make = _GESTURES.get(form.get("geste", ""))
    if make is None:
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return make(form)


def _answer(form: Mapping[str, str]) -> geste.Reponse:
    etat = _one_of(geste.Etat, form.get("etat", ""))
    if etat is geste.Etat.SUPPLEE:
        return geste.Reponse(form.get("membre", ""), etat, form.get("suppleant", ""))
    if etat is not geste.Etat.POUVOIR:
        return geste.Reponse(form.get("membre", ""), etat)
    if not form.get("mandataire"):
        raise UsageError("Choisissez à qui le pouvoir est donné.")
    return geste.Reponse(form.get("membre", ""), etat, form["mandataire"], form.get("du", "").strip())


def _movement(form: Mapping[str, str]) -> geste.Mouvement:
    membre, _, sens = form.get("membre", "").rpartition("|")
    if not membre:
        raise UsageError("Choisissez qui arrive ou part.")
    if not form.get("heure", "").strip():
        raise UsageError("Écrivez l’heure\u00a0: le procès-verbal la donne.")
    return geste.Mouvement(
        membre,
        arrive=sens == "arrive",
        heure=form["heure"].strip(),
        point=_number(form, "point"),
        pendant=form.get("moment") == "pendant",
        mandataire=form.get("mandataire", "") if sens == "part" else "",
        du=form.get("du", "").strip() if sens == "part" and form.get("mandataire") else "",
    )


def _suspension(form: Mapping[str, str]) -> geste.Suspend:
    if not form.get("heure", "").strip():
        raise UsageError(
            "Écrivez l’heure à laquelle la séance est suspendue\u00a0: le procès-verbal la donne."
        )
    return geste.Suspend(
        form["heure"].strip(),
        form.get("reprise", "").strip(),
        point=_number(form, "point"),
        pendant=form.get("moment") == "pendant",
        par=form.get("par", "").strip(),
    )


def _resumed(form: Mapping[str, str]) -> geste.Reprend:
    return geste.Reprend(_rank(form), form.get("heure", "").strip(), "retire" in form)


def _added(form: Mapping[str, str]) -> geste.Ajoute:
    if form.get("nature") not in ("question", "affaire"):
        raise UsageError("Choisissez ce qui s’ajoute.")
    return geste.Ajoute(form.get("objet", "").strip(), form["nature"] == "question")


def _interest(form: Mapping[str, str]) -> geste.Interesse:
    left = {"oui": True, "non": False}.get(form.get("a_quitte", ""))
    if not form.get("membre"):
        raise UsageError("Choisissez qui ne prend pas part.")
    return geste.Interesse(item_of(form), form.get("membre", ""), left, "retire" in form)


def _becomes(form: Mapping[str, str]) -> geste.Devenir:
    if not form.get("sort"):
        raise UsageError("Choisissez ce que le point devient.")
    return geste.Devenir(item_of(form), _one_of(geste.Sort, form.get("sort", "")), form.get("motif", ""))


def _asked(form: Mapping[str, str]) -> geste.Demande:
    authors = tuple(_ticked(form, "auteur"))
    scrutin = form.get("scrutin", "")
    if scrutin not in ("public", "secret", "huis_clos") and "retire" not in form:
        raise UsageError("Choisissez ce qui est demandé.")
    number = None if authors else _number(form, "nombre")
    return geste.Demande(item_of(form), scrutin, authors, number, "retire" in form)


def _first_voted(form: Mapping[str, str]) -> dict[str, Any] | None:
    """The vote that comes before that of an item; None: there is none after all."""
    if form.get("mode") == "unanimite":
        return {"unanimite": True}
    told: dict[str, Any] = {name: count for name in DIRECTIONS[:3] if (count := _number(form, name))}
    if form.get("mode") != "aucun" and not told:
        raise UsageError("Écrivez combien de voix pour, contre, et combien d’abstentions.")
    return told if form.get("mode") != "aucun" else None


def _candidates(form: Mapping[str, str]) -> geste.Candidats:
    told = form.get("combien", "")
    return geste.Candidats(item_of(form), _one_of(Candidatures, told) if told else None)


def _corrected(form: Mapping[str, str]) -> geste.MouvementCorrige:
    return geste.MouvementCorrige(
        _rank(form), form.get("membre", ""), form.get("heure", "").strip(), retire="retire" in form
    )


def _remarks(form: Mapping[str, str]) -> geste.Remarques:
    return geste.Remarques(item_of(form), None if form.get("aucune") else form.get("texte", ""))


def _vote(form: Mapping[str, str]) -> geste.Voix:
    mode, item = form.get("mode"), item_of(form)
    if mode == "unanimite":
        public: dict[str, Any] = {"scrutin": "public"} if form.get("scrutin") == "public" else {}
        return geste.Voix(item, {"unanimite": True} | public)
    if mode == "aucun":
        return geste.Voix(item, None)
    if mode == "election":
        return geste.Voix(item, _election(form))
    told: dict[str, Any] = {name: count for name in DIRECTIONS if (count := _number(form, name))}
    if form.get("scrutin", "main_levee") != "main_levee":
        told["scrutin"] = form["scrutin"]
    if told.get("scrutin") == "secret":
        told |= {name: count for name in BULLETINS if (count := _number(form, name)) is not None}
    elif names := {each: found for each in _NAMED if (found := _ticked(form, each))}:
        told = {each: len(found) for each, found in names.items()} | told | {"noms": names}
    if not told.keys() - {"scrutin"}:
        raise UsageError("Écrivez combien de voix pour, contre, et combien d’abstentions.")
    tie = "pour" in told and told["pour"] == told.get("contre") and told.get("scrutin") != "secret"
    if tie and form.get("president") in PRESIDENT:  # it settles a tie, and serves for nothing else
        told["voix_du_president"] = form["president"]
    return geste.Voix(item, told)


def _election(form: Mapping[str, str]) -> dict[str, Any]:
    rounds = [each for rank in _ranks(form, r"(\d+)_\d+") if (each := _round(form, rank))]
    if not rounds:
        raise UsageError("Écrivez au moins un candidat et ses voix.")
    told: dict[str, Any] = {"scrutin": form.get("scrutin") or "secret"}
    for name in ("listes", "elus"):
        if lines := [line.strip() for line in form.get(name, "").splitlines() if line.strip()]:
            told[name] = lines
    seats = _number(form, "sieges")
    return told | ({"sieges": seats} if seats else {}) | {"tours": rounds}


def _round(form: Mapping[str, str], rank: int) -> dict[str, Any] | None:
    voices = []
    for each in _ranks(form, rf"{rank}_(\d+)"):
        name, votes = form.get(f"candidat{rank}_{each}", "").strip(), _number(form, f"voix{rank}_{each}")
        if name and votes is not None:
            voices.append({"candidat": name, "voix": votes})
        elif name or votes is not None:
            raise UsageError(f"Tour {rank}\u00a0: à chaque candidat ses voix, à chaque nombre un candidat.")
    if not voices:
        return None
    apart = {name: count for name in _APART if (count := _number(form, f"{name}{rank}")) is not None}
    return {"voix": voices} | apart


def _ranks(form: Mapping[str, str], rank: str) -> list[int]:
    """The ranks that the boxes of candidates and of their votes bear, in order."""
    found = (re.fullmatch(rf"(?:candidat|voix){rank}", name) for name in form)
    return sorted({int(each[1]) for each in found if each})


def boxes_of(vote: Any, pour: int | None = None) -> dict[str, str]:
    """The boxes of a vote that was told, as its form has them; `pour`: of one told by the word alone."""
    if vote is None:
        return {}
    if vote.tours:
        return dict(_boxes_of_rounds(vote)) | {"scrutin": vote.scrutin.value}
    told = {name: getattr(vote, name) for name in DIRECTIONS + BULLETINS}
    if vote.unanimite and told["pour"] is None:
        told["pour"] = pour
    boxes = {
        name: str(count)
        for name, count in told.items()
        if count or (count == 0 and name != "ne_prennent_pas_part")
    }
    if vote.voix_du_president is not None:
        boxes["president"] = vote.voix_du_president.value
    return boxes | box_names(vote) | {"scrutin": vote.scrutin.value}


def _boxes_of_rounds(vote: Any) -> Iterator[tuple[str, str]]:
    if vote.sieges is not None:
        yield "sieges", str(vote.sieges)
    yield "listes", "\n".join(line_of_list(each.nom, list(each.candidats)) for each in vote.listes)
    yield "elus", "\n".join(vote.elus)
    for rank, tour in enumerate(vote.tours, 1):
        for at, (name, voices) in enumerate(tour.voix, 1):
            yield f"candidat{rank}_{at}", name
            yield f"voix{rank}_{at}", str(voices)
        told = ((name, getattr(tour, name)) for name in _APART)
        yield from ((f"{name}{rank}", str(n)) for name, n in told if n is not None)
        if tour.ne_prennent_pas_part is None and vote.ne_prennent_pas_part:
            yield f"ne_prennent_pas_part{rank}", str(vote.ne_prennent_pas_part)


def rows_of(vote: Any) -> tuple[int, int]:
    """How many rounds, and candidates in each, the form of an election has room for."""
    rounds = vote.tours if vote is not None else ()
    return max(ROUNDS, len(rounds)), max([CANDIDATES, *(len(tour.voix) for tour in rounds)])


def named(form: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who is ticked in the form of a vote, each with the direction."""
    return [(direction, name) for direction in _NAMED for name in _ticked(form, direction)]


def box_names(vote: Any) -> dict[str, str]:
    """The boxes that are ticked for the names of a vote."""
    boxes = {"contre": "contre", "abstention": "abstentions"}
    return {
        f"{boxes[each.sens.value]}_{rank}": each.membre.nom_complet
        for rank, each in enumerate(vote.noms)
        if each.sens.value in boxes
    }


def _ticked(form: Mapping[str, str], direction: str) -> list[str]:
    return [value for name, value in form.items() if re.fullmatch(rf"{direction}_\d+", name)]


def _debates(form: Mapping[str, str]) -> geste.Debats:
    return geste.Debats(item_of(form), None if form.get("aucun") else form.get("texte", ""))


def _signed(form: Mapping[str, str]) -> geste.Compte:
    return geste.Compte(_number(form, "presents"), _number(form, "representes"))


def _said(form: Mapping[str, str]) -> geste.Dit:
    return geste.Dit(_one_of(geste.Rubrique, form.get("rubrique", "")), form.get("valeur", "").strip())


_GESTURES: dict[str, Callable[[Mapping[str, str]], geste.AnyGesture]] = {
    "reponse": _answer,
    "autres_presents": lambda _form: geste.AutresPresents(),
    "dit": _said,
    "mouvement": _movement,
    "interesse": _interest,
    "devenir": _becomes,
    "non_traites": lambda form: geste.NonTraites(item_of(form)),
    "vote": _vote,
    "demande": _asked,
    "huis_clos": lambda form: geste.HuisClos(item_of(form), _first_voted(form)),
    "renonciation": lambda form: geste.Renonciation(item_of(form), _first_voted(form)),
    "candidatures": _candidates,
    "mouvement_corrige": _corrected,
    "suspension": _suspension,
    "reprise": _resumed,
    "ajout": _added,
    "aborde": lambda form: geste.Aborde(item_of(form), form.get("heure", "").strip()),
    "preside": lambda form: geste.Preside(item_of(form), form.get("membre", "")),
    "remarques": _remarks,
    "debats": _debates,
    "compte": _signed,
}


def item_of(form: Mapping[str, str]) -> int:
    """The item that a form is about. Raises UsageError where it names none."""
    numero = _number(form, "point")
    if numero is None:
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return numero


def _rank(form: Mapping[str, str]) -> int:
    """The rank of a movement or a suspension. Raises UsageError where a form names none."""
    rank = _number(form, "rang")
    if rank is None:
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return rank


def _number(form: Mapping[str, str], name: str) -> int | None:
    written = form.get(name, "").strip()
    if not written:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", written):
        raise UsageError(f"«\u00a0{written[:20]}\u00a0» n’est pas un nombre entier.")
    return int(written)


def _one_of(values: Any, written: str) -> Any:
    try:
        return values(written)
    except ValueError:
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.") from None
