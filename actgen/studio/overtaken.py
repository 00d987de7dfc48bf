"""What a page of the evening had seen of what its form changes: another window may have told it since.

Answers, hours and who presides are told anew, and the last word stands. A vote, a text, a movement or the
gesture to take back is not replaced unseen: who told it from an older page is shown what became of it first.
"""

from __future__ import annotations

from collections.abc import Mapping

from actgen.api.evening import Evening
from actgen.errors import UsageError
from actgen.studio.desk import key_of
from actgen.studio.gestes import gesture, item_of


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
        case "annuler":
            return str(evening.last.n) if evening.last is not None else ""
    return ""


def refuse_overtaken(evening: Evening, form: Mapping[str, str]) -> None:
    """Raise Overtaken for what another window has changed; a key pressed twice says the same twice."""
    if form.get("vu") in (None, seen_by(evening, form)):
        return
    geste, last = form["geste"], evening.last
    if geste == "annuler":
        raise Overtaken(
            "Un geste a été noté depuis, dans une autre fenêtre\u00a0: relisez la liste, puis recommencez."
        )
    if last is not None and last.geste == gesture(form):
        return
    if geste not in ("debats", "remarques"):
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
    return evening.debates(numero) if form.get("geste") == "debats" else evening.remarks(numero) or ""
