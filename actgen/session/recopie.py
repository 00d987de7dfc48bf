"""An item of a past session written out for a new file: its figures empty, what they were beside them.

Those that a session without quorum left are written out whole: it is the same affair.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from datetime import date, time
from functools import partial

from actgen.base.diagnostics import Diagnostic
from actgen.base.text.keys import slug
from actgen.base.text.messages import phrase, shorten
from actgen.base.text.yaml_lines import commented, value
from actgen.council.facts.point import INFORMATION
from actgen.council.facts.reprise import Reprise
from actgen.council.facts.seance import Organe
from actgen.council.kinds.catalogue import Catalogue
from actgen.reading.nodes import Mapping as Group
from actgen.reading.nodes import Node, Path, Scalar, Sequence, text_of
from actgen.reading.scalars.dates import parse_hour
from actgen.reading.sources import SESSIONS
from actgen.reading.yaml_tree import read_tree
from actgen.session.annees import Annees
from actgen.session.passees import Passee, objet_ecrit, points_ecrits, preparation
from actgen.session.reprises import Reprises
from actgen.session.starter import PointStarter, SeanceStarter

_OWN = ("numero", "reprend")


def recopied(
    nomme: str, seance: SeanceStarter, catalogue: Catalogue, own: str = ""
) -> PointStarter | Diagnostic:
    """The item that `reprend: nomme` would stand for in that session, or why there is none.

    `own`: the file of that session, where it has one: it takes up nothing of itself.
    """
    text = f"collectivite: {value(seance.collectivite)}\npoints:\n- numero: 1\n  reprend: {value(nomme)}\n"
    fichier = own or f"{SESSIONS}/{seance.name}"
    tree, _ = read_tree(text.encode(), fichier)
    assert tree is not None, "it was written just above"
    nommee = tree.get("collectivite")
    annee = partial(Annees().annee, catalogue.sources, own, nommee, Organe.CONSEIL)
    reprises = Reprises(catalogue.sources, catalogue.get, annee)
    points = reprises.resolved(tree, fichier, seance.jour or date.max).get("points")
    if reprises.findings:
        return reprises.findings[0]
    assert isinstance(points, Sequence), "it was written just above"
    point, reprise = points.items[0], reprises.told[0]
    assert isinstance(point, Group), "so was its item"
    kind = catalogue.get(text_of(point.get("acte")))
    return PointStarter(
        objet=objet_ecrit(point, kind),
        acte=kind.code if kind else "",
        lignes=tuple(_written(point, reprise)),
        vote=not (kind and kind.prend_acte) and slug(text_of(point.get("acte"))) != INFORMATION,
    )


def all_recopied(
    past: Passee, seance: SeanceStarter, catalogue: Catalogue
) -> tuple[PointStarter, ...] | Diagnostic:
    """The items of a past session, in its order, as each would be taken up; or why one can't be."""
    heure = parse_hour(past.heure)
    at = f" à {heure.hour}h{heure.minute:02}" if isinstance(heure, time) else ""
    made = []
    for each in past.points:
        point = recopied(f"{past.jour.isoformat()}{at}, point {each.numero}", seance, catalogue)
        if isinstance(point, Diagnostic):
            return point
        made.append(point)
    return tuple(made)


def left(tree: Group, numeros: Container[int], catalogue: Catalogue) -> tuple[PointStarter, ...]:
    """The items of a session that another takes as they were prepared: its affairs, figures and all."""
    found = []
    for numero, point in points_ecrits(tree):
        if numero in numeros:
            prepared = preparation(point)
            kind = catalogue.named(text_of(prepared.get("acte")))
            lines = (
                line for key, node in prepared for line in _lines(f"{value(key.text)}:", node, (), 4, {})
            )
            found.append(
                PointStarter(
                    objet=objet_ecrit(prepared, kind),
                    acte=kind.code if kind else "",
                    lignes=tuple(lines),
                    vote=not (kind and kind.prend_acte),
                )
            )
    return tuple(found)


def _written(point: Group, reprise: Reprise) -> Iterator[str]:
    """The lines of its keys; a comment says what each blank was, and what was taken up as it stood."""
    jour = reprise.point.seance.isoformat()
    said = {each.chemin: f"{jour}\u00a0: {shorten(each.dit)}" for each in reprise.blancs}
    said |= {each.chemin: phrase("à relire : repris du {jour}", jour=jour) for each in reprise.a_relire}
    for key, node in point:
        if key.text not in _OWN:
            yield from _lines(f"{value(key.text)}:", node, (key.text,), 4, said)
    yield from (f"    # non repris\u00a0: {each.rubrique} ({shorten(each.dit)})" for each in reprise.perdues)


def _lines(head: str, node: Node, chemin: Path, indent: int, said: Mapping[Path, str]) -> Iterator[str]:
    """A key or the dash of an item with what it holds, over as many lines as it takes."""
    pad, comment = " " * indent, said.get(chemin, "")
    if isinstance(node, Scalar):
        text = json.dumps(node.text, ensure_ascii=False) if "\n" in node.text.strip() else value(node.text)
        yield commented(f"{pad}{head} {text}".rstrip(), comment)
    elif isinstance(node, Sequence):
        yield commented(f"{pad}{head}", comment)
        for rank, item in enumerate(node.items):
            yield from _lines("-", item, (*chemin, rank), indent + 2, said)
    else:
        below = [
            line
            for key, each in node
            for line in _lines(f"{value(key.text)}:", each, (*chemin, key.text), indent + 2, said)
        ]
        if head == "-" and below:
            yield f"{pad}- {below[0].lstrip()}"
            yield from below[1:]
        else:
            yield commented(f"{pad}{head}", comment)
            yield from below
