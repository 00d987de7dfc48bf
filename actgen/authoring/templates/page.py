"""The vocabulary of a kind as one HTML page, to keep open beside Word or a text editor.

The page stands alone: nothing is fetched and its policy forbids that anything be; its few lines of script
narrow the tables to the words typed. The same kind and version give the same bytes.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from actgen.authoring.templates.vocabulary import Use, Variable, Vocabulary, VocabularySheet
from actgen.base.text.typography import typeset
from actgen.base.version import __version__
from actgen.reading.sources import shipped

MARK = '<meta name="generator" content="variables, actgen'
_SCRIPT = """
const champ = document.getElementById("mots"), compte = document.getElementById("compte");
const lignes = [...document.querySelectorAll("tbody tr")];
const nu = (texte) => texte.toLowerCase().normalize("NFD")
  .replace(/[\\u0300-\\u036f]/g, "").replace(/[\\u00a0\\u202f\\u2019]/g, " ");
for (const ligne of lignes) ligne.texte = nu(ligne.textContent);
champ.addEventListener("input", () => {
  const mots = nu(champ.value).split(" ").filter(Boolean);
  let vues = 0;
  for (const ligne of lignes) {
    ligne.hidden = !mots.every((mot) => ligne.texte.includes(mot));
    vues += ligne.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll("section.table"))
    section.hidden = !section.querySelector("tbody tr:not([hidden])");
  compte.textContent = mots.length ? `${vues} ligne${vues > 1 ? "s" : ""}` : "";
});
document.getElementById("recherche").hidden = false;
"""
_SHEET = """
body { max-width: 76rem; }
h1, h2 { text-align: left; }
code { font: 0.92em ui-monospace, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.5rem; border: 1px solid #767676; }
thead th { background: #f0f0f0; position: sticky; top: 0; }
col.ecrire { width: 34%; } col.type { width: 12%; } col.sens { width: 32%; } col.exemple { width: 22%; }
tr.ensemble th, tr.ensemble td { background: #f6f6f6; font-weight: bold; }
tbody th { font-weight: normal; }
.n1 { padding-left: 1.6rem; } .n2 { padding-left: 2.7rem; } .n3 { padding-left: 3.8rem; }
.n4 { padding-left: 4.9rem; }
td:lang(fr) { hyphens: auto; }
label { display: block; }
input { font: inherit; padding: 0.3rem 0.5rem; border: 1px solid #4a4a4a; }
input { box-sizing: border-box; width: 100%; max-width: 24rem; }
.cadre { overflow: visible; container-type: normal; }
@media (max-width: 52rem) {
  .cadre { overflow-x: auto; }
  table { min-width: 56rem; }
  thead th { position: static; }
}
@page { size: A4 landscape; margin: 12mm; }
@media print {
  html { font-size: 9.5pt; }
  .cadre { overflow: visible; }
  table { min-width: 0; font-size: 8.5pt; line-height: 1.2; }
  th, td { padding: 0.12rem 0.4rem; }
  #recherche { display: none; }
  thead th { position: static; }
  tr { break-inside: avoid; }
}
"""
_HOW = (
    ("{{ seance.date }}", "imprime une valeur ; {{ seance.date | date_complete }} choisit sa forme."),
    (
        "{% if vote %} … {% elif rejete %} … {% else %} … {% endif %}",
        "garde ou laisse un passage. En Markdown, chaque balise est seule sur sa ligne autour de paragraphes "
        "entiers, ou dans un même paragraphe. Dans Word, écrivez {%p if … %} seul dans son paragraphe, "
        "{%tr if … %} seul dans sa ligne de tableau.",
    ),
    (
        "{% for point in points %} … {% endfor %}",
        "répète un passage pour chaque élément d’une liste ; loop.index donne son rang, loop.first et "
        "loop.last disent si c’est le premier ou le dernier.",
    ),
    ("{{ clause.visas }}", "place une clause partagée ; la balise est seule dans son paragraphe."),
    ("{# à revoir #}", "est une note pour vous, qui n’est pas imprimée."),
)


def vocabulary_page(sheet: VocabularySheet) -> bytes:
    """The page, in UTF-8."""
    title = typeset(f"Variables : {sheet.kind.titre}")
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_digest(_SCRIPT)}'"
    style = shipped("templates", "socle", "page.css").read_text(encoding="utf-8") + _SHEET
    body = "\n".join(_body(sheet))
    return (
        f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{MARK} {__version__}">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><style>{style}</style></head><body>'
        '<a class="evitement" href="#texte">Aller au texte</a>'
        f"<header><h1>{escape(title)}</h1><p><code>{escape(sheet.kind.chemin)}</code></p>"
        '<p id="recherche" hidden><label for="mots">Chercher une variable </label>'
        '<input id="mots" type="search" autocomplete="off"> <span id="compte" role="status"></span></p>'
        "</header>"
        f'<main id="texte" tabindex="-1">\n{body}\n</main><script>{_SCRIPT}</script></body></html>\n'
    ).encode()


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()


def _body(sheet: VocabularySheet) -> Iterator[str]:
    yield '<section><h2 id="ecrire">Comment écrire</h2><dl>'
    for tag, told in _HOW:
        yield f"<dt><code>{escape(tag)}</code></dt><dd>{escape(typeset(told))}</dd>"
    yield "</dl></section>"
    for rank, vocabulary in enumerate(sheet.vocabularies, start=1):
        yield from _variables(vocabulary, f"variables-{rank}")
    yield from _table(
        "clauses",
        "Clauses",
        ("À écrire", "Ce que c’est", "Fondement"),
        ((f"{{{{ clause.{each.name} }}}}", each.title, each.basis) for each in sheet.clauses),
    )
    heads = ("À écrire", "Ce qu’il donne")
    yield from _table(
        "filtres", "Filtres", heads, ((f"| {each.name}", each.meaning) for each in sheet.filters)
    )
    yield from _table("tests", "Tests", heads, ((f"is {each.name}", each.meaning) for each in sheet.tests))


def _variables(vocabulary: Vocabulary, anchor: str) -> Iterator[str]:
    title = typeset(f"Variables de : {', '.join(vocabulary.texts)}")
    yield f'<section class="table"><h2 id="{anchor}">{escape(title)}</h2><p>{escape(vocabulary.meaning)}</p>'
    yield f'{_frame(anchor)}<table aria-labelledby="{anchor}">'
    yield '<colgroup><col class="ecrire"><col class="type"><col class="sens"><col class="exemple"></colgroup>'
    yield "<thead><tr>"
    yield "".join(f'<th scope="col">{head}</th>' for head in ("À écrire", "Type", "Sens", "Exemple"))
    yield "</tr></thead><tbody>"
    for variable in vocabulary.variables:
        yield _row(variable)
    yield "</tbody></table></div></section>"


def _frame(anchor: str) -> str:
    """On a narrow screen a table scrolls alone, with the keyboard too."""
    return f'<div class="cadre" role="group" tabindex="0" aria-labelledby="{anchor}">'


def _row(variable: Variable) -> str:
    group = ' class="ensemble"' if variable.use is Use.GROUP or variable.loop else ""
    depth = f' class="n{min(variable.depth, 4)}"' if variable.depth else ""
    cells = (variable.type, variable.meaning, variable.sample)
    told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr{group}><th scope="row"{depth}><code>{escape(variable.tag)}</code></th>{told}</tr>'


def _table(anchor: str, title: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f'<section class="table"><h2 id="{anchor}">{title}</h2>'
    yield f'{_frame(anchor)}<table aria-labelledby="{anchor}"><thead><tr>'
    yield "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield "</tr></thead><tbody>"
    for first, *others in rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row"><code>{escape(first)}</code></th>{cells}</tr>'
    yield "</tbody></table></div></section>"
