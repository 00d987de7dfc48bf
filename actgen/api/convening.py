"""The message that takes a convocation to the members of a council, for the mail program of whoever sends it.

Nothing is sent from here, and no address is known: the program opens on words that lack them, and what is to
be joined. Some programs take no more than two thousand signs.
"""

from __future__ import annotations

from urllib.parse import quote

from actgen.acts.views.seance import assemblee_de
from actgen.base.text.dates import date_longue, heure
from actgen.base.text.messages import say
from actgen.council.figures.seance import FiguresSeance

_LONGEST = 1_900  # signs of an address


def letter(figures: FiguresSeance) -> str:
    """The address of a new message (mailto:) that says when, where, and what the agenda is.

    An agenda that is too long for an address is left to the convocation.
    """
    seance = figures.seance
    when = date_longue(seance.date) + (f" à {heure(seance.heure)}" if seance.heure is not None else "")
    what = assemblee_de(seance.collectivite, seance.organe)
    place = f", {seance.lieu_de_reunion}" if seance.lieu_de_reunion else ""
    written = seance.convocation.ordre_du_jour
    agenda = [(each.numero, each.objet) for each in written or ()]
    agenda = agenda or [(each.point.numero, each.objet) for each in figures.points]
    lines = [f"{numero}. {objet}" for numero, objet in agenda if objet]
    head = [
        say("Madame, Monsieur,"),
        "",
        say(
            "Vous trouverez ci-joint la convocation à la séance du {quoi} du {quand}{lieu}.",
            quoi=what,
            quand=when,
            lieu=place,
        ),
    ]
    subject = say("Convocation : {quoi} du {quand}", quoi=what, quand=when)
    whole = _address(subject, [*head, "", say("Ordre du jour :"), *lines])
    if lines and len(whole) <= _LONGEST:
        return whole
    return _address(subject, [*head, say("L’ordre du jour y est.")])


def _address(subject: str, lines: list[str]) -> str:
    told = (subject, "\r\n".join(lines))
    words, body = (quote(each.replace("\u00a0", " "), safe="") for each in told)
    return f"mailto:?subject={words}&body={body}"
