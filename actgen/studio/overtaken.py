"""What a page of the evening had seen of what its form changes: another window may have told it since.

A vote, a text, an answer, a heading, an hour, a movement or the gesture to take back is not replaced unseen:
who told it from an older page is shown what became of it first.
"""

from __future__ import annotations

from collections.abc import Mapping

from actgen.api.evening import Evening
from actgen.api.evening import gestures as geste
from actgen.base.errors import UsageError
from actgen.studio.desk import key_of
from actgen.studio.gestes import gesture, hour, item_of, said_of, words_of


class Overtaken(UsageError):
    """Told from a page that is older than what another window told."""


def seen_by(evening: Evening, form: Mapping[str, str]) -> str:
    """What a form is to send back as `vu`: other signs once what it changes is another; empty: nothing is."""
    match form.get("geste"):
        case "vote" | "devenir":
            return key_of(evening.outcome(item_of(form)))
        case "debats" | "remarques":
            return key_of(_text(evening, form))
        case "mouvement_corrige":
            told = (each.phrase for each in evening.movements if str(each.rang) == form.get("rang"))
            return key_of(next(told, ""))
        case "reprise":
            told = (each.phrase for each in evening.suspensions if str(each.rang) == form.get("rang"))
            return key_of(next(told, ""))
        case "annuler":
            return str(evening.last.n) if evening.last is not None else ""
        case "dit" | "reponse" | "compte" | "aborde" | "preside" | "candidatures":
            return key_of(words_of(_standing(evening, form)))
    return ""


def _standing(evening: Evening, form: Mapping[str, str]) -> geste.AnyGesture | None:
    """What such a form would tell, as the evening now tells it."""
    seance = evening.figures.seance
    match form.get("geste"):
        case "dit":
            told = said_of(seance)
            rubrique = next((each for each in told if each.value == form.get("rubrique")), None)
            return geste.Dit(rubrique, told[rubrique]) if rubrique else None
        case "reponse":
            return evening.room.answer(form.get("membre", ""))
        case "compte":
            return geste.Compte(seance.compte.presents, seance.compte.representes)
        case "aborde" | "preside" | "candidatures" as kind:
            return _of_item(evening, kind, item_of(form))
    return None


def _of_item(evening: Evening, kind: str, numero: int) -> geste.AnyGesture | None:
    point = next((each.point for each in evening.figures.points if each.point.numero == numero), None)
    if point is None:
        return None
    if kind == "aborde":
        return geste.Aborde(numero, hour(point.heure))
    if kind == "candidatures":
        return geste.Candidats(numero, point.candidatures)
    return geste.Preside(numero, point.presidence.nom_complet if point.presidence else "")


def refuse_overtaken(evening: Evening, form: Mapping[str, str]) -> None:
    """Raise Overtaken for what another window has changed; a key pressed twice says the same twice."""
    if form.get("vu") in (None, seen_by(evening, form)):
        return
    kind, last = form["geste"], evening.last
    if kind == "annuler":
        raise Overtaken(
            "Un geste a été noté depuis, dans une autre fenêtre\u00a0: relisez la liste, puis recommencez."
        )
    now = _standing(evening, form)
    if gesture(form) in (last and last.geste, now):
        return
    if now is not None:
        yours = words_of(gesture(form))
        raise Overtaken(
            f"Dans une autre fenêtre, il a été noté «\u00a0{words_of(now)}\u00a0». Votre saisie, "
            f"«\u00a0{yours}\u00a0», n’est pas enregistrée\u00a0: notez-la s’il faut changer l’autre."
        )
    if kind not in ("debats", "remarques"):
        raise Overtaken(
            "Ceci a été noté dans une autre fenêtre\u00a0: relisez ce qui l’est, puis recommencez s’il faut "
            "le changer."
        )
    other = _text(evening, form)
    became = f"est devenu «\u00a0{other}\u00a0»" if other else "a été effacé"
    raise Overtaken(
        f"Dans une autre fenêtre, ce texte {became}. Le vôtre est dans la case, sans être enregistré\u00a0: "
        "réunissez les deux, puis «\u00a0Noter\u00a0»."
    )


def _text(evening: Evening, form: Mapping[str, str]) -> str:
    numero = item_of(form)
    if numero not in {each.point.numero for each in evening.figures.points}:
        raise UsageError("Ce point n’est plus à l’ordre du jour\u00a0: rechargez la page.")
    return evening.debates(numero) if form.get("geste") == "debats" else evening.remarks(numero) or ""
