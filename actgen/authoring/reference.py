"""The page that lists every key of the files, made from the very shapes that read them.

No key goes without its line, and no line without its key: `authoring.pages` says where the page is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, field

from actgen.authoring.schema import fields_of, schemas, shipped_kinds
from actgen.base.text.keys import anchor, cle
from actgen.base.text.typography import typeset
from actgen.council.facts.champs import Champ
from actgen.council.facts.types_de_champ import TypeChamp
from actgen.council.kinds.manifest import Kind

_FILES = (
    ("collectivite.json", "Collectivité", "collectivites/….yaml", "une commune ou un EPCI, écrit une fois"),
    ("groupement.json", "Groupement", "groupements/….yaml", "le dossier du coordonnateur"),
    ("acte.json", "Nature d’acte", "templates/deliberations/…/acte.yaml", "ce qu’une nature d’acte demande"),
    ("seance.json", "Séance", "seances/….yaml", "ce qui s’est passé ce soir-là, et ce qui a suivi"),
)
_HEAD = """\
# Les rubriques des fichiers

Cette page est faite des formes qui lisent les fichiers\u00a0: ne la corrigez pas à la main. Elle
dit tout ce qu’un fichier peut contenir\u202f; pour apprendre, lisez plutôt le
[guide du secrétaire](guide-du-secretaire.md).

Une rubrique est facultative, sauf mention contraire. Laissée vide, elle veut dire
«\u00a0pas encore connu\u00a0». Les accents, les majuscules et les tirets ne comptent pas dans les choix.
"""
_KINDS = """\
## Ce que certains actes demandent en propre

Un point qui nomme l’une de ces natures d’actes écrit ces rubriques à côté des siennes. Une ligne de
tableau s’écrit aussi avec le nom de chaque cellule.
"""
_COLUMNS = "| Rubrique | Ce qu’elle dit | Comment l’écrire |\n|---|---|---|\n"
_LIST, _OR = "liste\u00a0: ", "\u202f; "
_CLOSED = (TypeChamp.CHOIX, TypeChamp.OUI_NON)
_A_COUNT = ["11"]  # the example that every whole number of the schema bears

Node = dict[str, Any]


class _Writer(Struct):
    """The tables of the files; a group of keys that several files hold is told once."""

    definitions: Node
    files: dict[str, Node]
    titles: dict[str, str] = field(default_factory=dict)
    pending: list[tuple[str, str]] = field(default_factory=list)

    def file(self, title: str, root: Node) -> Iterator[str]:
        """The table of a file, then one table for each group of keys met on the way."""
        yield self._table(title, root, "")
        while self.pending:
            name, path = self.pending.pop(0)
            yield f"### {self.titles[name]}\n\n{self._said(name)}\n\n" + self._table(
                title, self.definitions[name], path
            )

    def _said(self, name: str) -> str:
        return typeset(str(self.definitions[name].get("description", "")))

    def _table(self, title: str, node: Node, path: str) -> str:
        needed, keys = node.get("required", ()), node["properties"]
        whole = next((file for file, root in self.files.items() if root.items() < keys.items()), "")
        rows = (
            [_row("…", f"Celles d’un fichier entier, décrites plus haut\u00a0: {whole}.", "")]
            if whole
            else []
        )
        for key, value in keys.items():
            if whole and key in self.files[whole]:
                continue
            here = f"{path} / {key}" if path else key
            how = _OR.join(self._ways(value, title, here))
            rows.append(_row(f"`{key}`", self._tells(value), _completed(how, value, needed=key in needed)))
        return _COLUMNS + "".join(rows)

    def _tells(self, value: Node) -> str:
        """The description; a group of keys that says nothing more than its own title has that one."""
        own = value.get("description")
        return typeset(str(own)) if own else next((self._said(name) for name in _references(value)), "")

    def ways(self, value: Node) -> list[str]:
        """The ways of writing a value that refers to no group of keys."""
        return self._ways(value, "", "")

    def _ways(self, value: Node, title: str, path: str) -> list[str]:
        """Each way of writing a value, once: phrases, choices, lists, groups of keys."""
        ways = list(dict.fromkeys(self._each_way(value, title, path, value.get("examples", []))))
        lists = [way for way in ways if way.startswith(_LIST)]
        if not lists:
            return ways
        items = [way.removeprefix(_LIST) for way in lists]
        alone = all(item in ways for item in items)
        others = [way for way in ways if way.startswith("`") and way not in items]  # the name of a file
        return [*others, ("un ou plusieurs\u00a0: " if alone else _LIST) + _OR.join(items)]

    def _each_way(self, value: Node, title: str, path: str, examples: list[str]) -> Iterator[str]:
        if "$ref" in value:
            yield self._link(value["$ref"].rpartition("/")[2], title, path)
        elif "anyOf" in value:
            for one in value["anyOf"]:
                yield from self._each_way(one, title, path, examples)
        elif "enum" in value:
            yield _choices(value["enum"])
        elif value.get("type") == "array":
            yield from (_LIST + way for way in self._ways(value["items"], title, path))
        elif value.get("type") != "null":
            yield _scalar(value.get("examples", examples))

    def _link(self, name: str, title: str, path: str) -> str:
        if name not in self.titles:
            self.titles[name] = f"{title}\u00a0: {path}"
            self.pending.append((name, path))
        return f"[ses rubriques](#{anchor(self.titles[name])})"


def _natures(kinds: Iterable[Kind]) -> Iterator[str]:
    """For each kind that declares fields, the table of what an item writes beside its other keys."""
    declaring = sorted((kind for kind in kinds if kind.champs), key=lambda kind: kind.code)
    yield _KINDS
    for kind in declaring:
        properties, rows = fields_of(kind)
        yield (
            f"### {kind.titre}\u00a0: `acte: {kind.code}`\n\n"
            + _COLUMNS
            + "".join(_field(champ, properties[champ.nom], rows) for champ in kind.champs)
        )


def _field(champ: Champ, schema: Node, rows: Node) -> str:
    """The row of a field; of a table, its columns in order are told with it."""
    writer = _Writer(rows, {})
    if champ.colonnes:
        cells = "\u202f; ".join(f"`{colonne.nom}`" for colonne in champ.colonnes)
        how = f"une ligne par tiret\u00a0: {cells}"
    elif champ.exemple and champ.type not in _CLOSED:
        how = " ou ".join(f"`{exemple}`" for exemple in champ.exemple)
    else:
        how = _OR.join(writer.ways(schema))
    tells = typeset(str(schema.get("description", "")))
    return _row(f"`{champ.nom}`", tells, f"{how} (**nécessaire**)" if champ.obligatoire else how)


def reference() -> str:
    """The whole page, in Markdown; the same text for the same shapes and shipped kinds."""
    roots = {name: json.loads(content) for name, content in schemas().items()}
    definitions = {key: value for root in roots.values() for key, value in root.get("$defs", {}).items()}
    writer = _Writer(definitions, {title: roots[name]["properties"] for name, title, *_ in _FILES})
    parts = [_HEAD]
    for name, title, place, what in _FILES:
        parts.append(f"## {title}\u00a0: `{place}`\n\nC’est {what}.\n")
        parts.extend(writer.file(title, roots[name]))
    parts.extend(_natures(shipped_kinds()))
    return "\n".join(parts)


def _references(value: Node) -> Iterator[str]:
    if "$ref" in value:
        yield value["$ref"].rpartition("/")[2]
    for one in value.get("anyOf", ()):
        yield from _references(one)


def _scalar(examples: list[str]) -> str:
    if not examples:
        return "un texte"
    if examples == _A_COUNT:
        return "un nombre entier"
    return " ou ".join(f"`{example}`" for example in examples)


def _choices(values: list[Any]) -> str:
    if "oui" in values:
        return "`oui` ou `non`"
    as_shown = {cle(str(value).replace("_", " ")): value for value in values}  # with its accents
    return ", ".join(f"`{value}`" for value in as_shown.values())


def _completed(how: str, value: Node, *, needed: bool) -> str:
    default = value.get("default")
    if needed:
        return f"{how} (**nécessaire**)"
    if isinstance(default, bool):
        return f"{how} (vide\u00a0: {'oui' if default else 'non'})"
    return f"{how} (vide\u00a0: `{default}`)" if default not in (None, "") else how


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
