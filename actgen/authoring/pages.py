"""The pages of the guide that are made, not written: rules, messages on templates, keys of files.

`actgen guide` makes them each time. `make docs` writes them beside the others in docs/, for who reads there,
and the schemas of the files into data/schema, for editors; none of these is committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.authoring.explications import Fiche, Redaction, TexteCite, fiche, par_sujet
from actgen.authoring.reference import reference
from actgen.authoring.schema import shipped_schemas
from actgen.diagnostics import Severity
from actgen.rules import RuleRow, every_code
from actgen.sources import shipped
from actgen.text.keys import anchor
from actgen.text.messages import phrase

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
    if told.donnees:
        for line in told.donnees.lignes:
            yield f"{told.donnees.titre}\u00a0: {plain(line)}."
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


# the messages on templates

_FAMILIES = ("GABARIT-", "MODELE-")
_SEVERITIES = {
    Severity.ERROR: "l’acte n’est pas fait",
    Severity.WARNING: "à relire",
    Severity.INFO: "information",
}
_MESSAGES = phrase(
    """\
# Les messages des modèles

Cette page est faite de `data/regles` : ne la corrigez pas à la main. Chaque message d'actgen sur un modèle
porte un code ; le tableau dit ce que ce code demande. Un code mène à sa fiche, avec un exemple faux et un
juste ; `actgen explain CODE` affiche la même.

| Code | Ce qui est demandé | Sinon |
|---|---|---|
"""
)


def messages() -> str:
    """The whole page, in Markdown; the same text for the same codes."""
    codes = [code for _, group in par_sujet(every_code()) for code in group]
    told = [
        fiche(code) for code in sorted(codes, key=lambda one: one.name) if code.name.startswith(_FAMILIES)
    ]
    return _MESSAGES + "".join(_message(each) for each in told)


def _message(told: Fiche) -> str:
    code = told.code
    cells = (
        f"[{code.name}](regles.md#{anchor(code.name)})",
        plain(code.watches).replace("|", "&#124;"),
        _SEVERITIES[code.severity],
    )
    return f"| {' | '.join(cells)} |\n"


BUILT = {"messages-des-modeles.md": messages, "fichiers.md": reference, "regles.md": catalogue}


def main() -> None:
    """Write the pages and the schemas into the checkout that this module runs from."""
    for name, made in BUILT.items():
        shipped("docs", name).write_text(made(), encoding="utf-8", newline="\n")
    shipped("data", "schema").mkdir(exist_ok=True)
    for name, content in shipped_schemas().items():
        shipped("data", "schema", name).write_bytes(content)


if __name__ == "__main__":
    main()
