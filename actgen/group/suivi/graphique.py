"""The chart of progress: a list whose lines say the figures, each with a bar that draws it.

A list rather than one drawing, so that it is read aloud as it stands and takes several lines on a narrow
screen. The bars say nothing that the words don't; they differ by lightness too, for who sees no hue and for
a printer without colour.
"""

from __future__ import annotations

from collections.abc import Iterator

from actgen.figures.suivi import Avancement, Suivi, taux
from actgen.text.grammar import compte
from actgen.text.numbers import nombre

_LONG = 400  # units of a whole bar

SHEET = """
ul.trace { list-style: none; max-width: 48rem; padding: 0; margin: 0 0 1.2rem; }
.trace li { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); column-gap: 1rem; }
.trace li { margin: 0; padding: 0.35rem 0; }
.trace .etape { grid-row: span 2; align-self: center; }
.mesure { display: flex; align-items: center; gap: 0 0.8rem; line-height: 1.3; }
.mesure svg { flex: 1 1 12rem; min-width: 0; height: 0.8rem; }
.mesure span { flex: 0 0 16rem; }
.reste { fill: #e4e4e4; }
.membres .part { fill: #0b3d91; }
.habitants .part { fill: #4a86c5; }
@media (max-width: 40rem) {
  .trace li { display: block; padding: 0.6rem 0; }
  .mesure { flex-wrap: wrap; }
  .mesure svg, .mesure span { flex: 1 0 100%; }
  .mesure + .mesure { margin-top: 0.4rem; }
}
@media (forced-colors: active) {
  .reste { fill: Canvas; stroke: GrayText; }
  .membres .part { fill: CanvasText; }
  .habitants .part { fill: Highlight; }
}
@media print {
  ul.trace { max-width: 40rem; }
  .trace li { padding: 0.15rem 0; break-inside: avoid; }
  .mesure span { flex-basis: 18rem; }
}
"""


def graphique(suivi: Suivi) -> str:
    """« adoptée : 27 membres (67 %), 196 485 habitants (71 %) », a line and two bars a step."""
    return f'<ul class="trace">{"".join(_etapes(suivi))}</ul>'


def _etapes(suivi: Suivi) -> Iterator[str]:
    for each in suivi.avancement:
        membres, habitants = _parts(suivi, each)
        yield (
            f'<li><span class="etape">{each.etape.value}\u00a0:</span> '
            f"{_mesure('membres', each.membres, len(suivi.lignes), membres)} "
            f"{_mesure('habitants', each.habitants, suivi.habitants.nombre, habitants)}</li>"
        )


def _parts(suivi: Suivi, each: Avancement) -> tuple[str, str]:
    membres = taux(each.membres, len(suivi.lignes))
    habitants = taux(each.habitants, suivi.habitants.nombre)
    return (
        f"{compte(each.membres, 'membre')} ({membres})",
        f"{nombre(each.habitants)}\u00a0{'habitants' if each.habitants > 1 else 'habitant'} ({habitants})",
    )


def _mesure(nom: str, part: int, tout: int, dit: str) -> str:
    largeur = round(_LONG * part / tout) if tout else 0
    return (
        f'<span class="mesure {nom}"><svg viewBox="0 0 {_LONG} 10" preserveAspectRatio="none" '
        f'aria-hidden="true"><rect class="reste" width="{_LONG}" height="10"/>'
        f'<rect class="part" width="{largeur}" height="10"/></svg><span>{dit}</span></span>'
    )
