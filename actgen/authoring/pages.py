"""The pages of the guide that are made, not written: rules, keys of files.

`actgen guide` makes them each time. `make docs` writes them beside the others in docs/, for who reads there,
and the schemas of the files into data/schema, for editors; none of these is committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.authoring.explications import Fiche, Redaction, TexteCite, fiche, par_sujet
from actgen.authoring.reference import reference
from actgen.authoring.schema import shipped_schemas
from actgen.base.rules import RuleRow, every_code
from actgen.base.text.keys import anchor
from actgen.base.text.messages import phrase
from actgen.reading.sources import shipped

_MARKS = re.compile(r"[\\`*_\[\]]")
_CATALOGUE = phrase(
    """\
# Le catalogue des contrôles

Cette page est faite de `data/regles` : ne la corrigez pas à la main. Code par code, elle dit ce qu'actgen
surveille et sur quel texte, avec un exemple faux et un juste. `actgen explain CODE` affiche la même fiche.

Ce n'est pas un avis juridique. Les objets des articles sont dans nos mots, ce ne sont pas des citations ;
chaque fiche dit ce qui a été lu, et où. Une règle citée de mémoire ou déduite avertit, sans empêcher. Les
règles sont choisies d'après la date de la séance, jamais d'après celle du jour.
"""
)


def catalogue() -> str:
    """The whole page, in Markdown; the same text for the same codes, law and explanations."""
    topics = par_sujet(every_code())
    parts = [_CATALOGUE, "## Tous les codes\n", "".join(_line(title, codes) for title, codes in topics)]
    for title, codes in topics:
        parts.append(f"## {title}\n")
        parts.extend(_section(fiche(code)) for code in codes)
    return "\n".join(parts)


def _line(title: str, codes: tuple[RuleRow, ...]) -> str:
    """A topic of the table of contents, with its codes."""
    links = ", ".join(f"[{code.name}](#{anchor(code.name)})" for code in codes)
    return f"- [{title}](#{anchor(title)})\u00a0: {links}.\n"


def _section(told: Fiche) -> str:
    parts = [f"### {told.code.name}\n", f"**{plain(told.code.watches)}**\n"]
    if told.exemple:
        parts.append(f"{plain(told.exemple.explication)}\n")
    parts.append("".join(f"- {row}\n" for row in _rows(told)))
    parts.extend(_examples(told))
    parts.append(f"*Écarter ce constat.* {plain(told.ecarter)}\n")
    if told.derogation:
        parts.append(_block(told.derogation, "yaml"))
    return "\n".join(parts)


def _rows(told: Fiche) -> Iterator[str]:
    yield phrase("Gravité : {gravite}.", gravite=told.gravite)
    if told.empeche:
        yield phrase("Empêche : {empeche}.", empeche=told.empeche)
    for text in told.textes:
        yield from _wordings(text)
    if told.reference:
        yield phrase("Texte : {texte}.", texte=plain(told.reference))
    if told.depuis:
        yield phrase("Depuis : le {jour}.", jour=plain(told.depuis))
    if told.territoire:
        yield phrase("Territoire : {lieu}.", lieu=told.territoire)
    yield phrase("Source : {statut}.", statut=told.statut)
    yield phrase("À voir par : {corrige}.", corrige=told.corrige)


def _wordings(text: TexteCite) -> Iterator[str]:
    for each in text.redactions:
        yield f"{text.citation[0].upper()}{text.citation[1:]}\u00a0: {_wording(each)}."


def _wording(each: Redaction) -> str:
    sources = "\u202f; ".join(each.sources)
    read = f"{each.lecture}\u00a0: {sources}" if sources else each.lecture
    return plain("\u202f; ".join(part for part in (each.objet, each.periode, each.territoire, read) if part))


def _examples(told: Fiche) -> Iterator[str]:
    if told.exemple is None:
        return
    where = f", {told.lieu}" if told.lieu else ""
    for label, text in (("Faux", told.exemple.faux), ("Juste", told.exemple.juste)):
        if told.exemple.en_mots:
            yield f"{label}\u00a0: {plain(text)}\n"
        else:
            yield f"{label}{where}\u00a0:\n\n{_block(text, _language(told))}"


def _language(told: Fiche) -> str:
    markdown = told.exemple is not None and told.exemple.modele in ("gabarit", "prose", "texte", "convention")
    return "markdown" if markdown else "yaml"


def _block(text: str, language: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}{language}\n{text}\n{fence}\n"


def plain(text: str) -> str:
    """Words in which no sign is taken for a mark of Markdown or of HTML."""
    escaped = _MARKS.sub(r"\\\g<0>", text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


BUILT = {"fichiers.md": reference, "regles.md": catalogue}


def main() -> None:
    """Write the pages and the schemas into the checkout that this module runs from."""
    for name, made in BUILT.items():
        shipped("docs", name).write_text(made(), encoding="utf-8", newline="\n")
    shipped("data", "schema").mkdir(exist_ok=True)
    for name, content in shipped_schemas().items():
        shipped("data", "schema", name).write_bytes(content)


if __name__ == "__main__":
    main()
