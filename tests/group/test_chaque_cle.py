"""Each key of a group's file, changed once a council has voted: another text, a refusal, or the same words.

What councils approved never changes in silence. Two things follow the votes by nature, and the file that
keeps the text says so: annexe 1, and the days of the coordinator's own decision.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from actgen.acts.tree.nodes import Part
from actgen.acts.tree.words import plain_words
from actgen.base.diagnostics import Severity
from actgen.base.records import replace
from actgen.council.facts.groupement import Groupement
from actgen.group.dossier import dossier
from actgen.group.modeles import Mailings
from actgen.reading.facts import json_schema
from actgen.session.cache import Cache
from actgen.session.result import Options

from .cles import ANNEXE_1, CHANGES, DECISION, EXCEPTIONS, FICHIERS, GROUPE, REFUS, RIEN, TEXTE, Change
from .espaces import contenus, lance

SCHEMA = json_schema(Groupement)
TOUS = [(effet, change) for effet, changes in CHANGES.items() for change in changes]


def cles(schema: Mapping[str, Any], defs: Mapping[str, Any], avant: str = "") -> Iterator[str]:
    """Each key that holds a value, with those above it; an amendment is another text, looked at as one."""
    for nom, inside in schema["properties"].items():
        groupes = [] if nom == "avenants" else list(_groupes(inside, defs))
        for groupe in groupes:
            yield from cles(groupe, defs, f"{avant}{nom}.")
        if not groupes:
            yield f"{avant}{nom}"


def _groupes(inside: Mapping[str, Any], defs: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "$ref" in inside:
        yield defs[inside["$ref"].removeprefix("#/$defs/")]
    for part in (*inside.get("anyOf", ()), *filter(None, (inside.get("items"),))):
        yield from _groupes(part, defs)


def sans_rang(chemin: str) -> str:
    return ".".join(pas for pas in chemin.split(".") if not pas.isdigit())


def test_every_key_of_the_file_is_changed_here_or_has_a_written_reason_not_to_be() -> None:
    changees = {sans_rang(change.cle) for _, change in TOUS}
    assert changees | EXCEPTIONS.keys() == set(cles(SCHEMA, SCHEMA["$defs"]))
    assert not changees & EXCEPTIONS.keys() and all(EXCEPTIONS.values())


def pose(donnees: Any, chemin: str, valeur: object) -> None:
    """Write a value at a path, None to take it away; a number is a rank in a list."""
    *avant, dernier = (int(pas) if pas.isdigit() else pas for pas in chemin.split("."))
    for pas in avant:
        donnees = donnees[pas] if isinstance(pas, int) else donnees.setdefault(pas, {})
    if valeur is None:
        donnees.pop(dernier, None)
    else:
        donnees[dernier] = valeur


def ecrit(folder: Path, *changes: Mapping[str, object]) -> Path:
    """The group's file with these values, in a workspace; JSON is YAML."""
    groupe = deepcopy(GROUPE)
    for change in changes:
        for chemin, valeur in change.items():
            pose(groupe, chemin, valeur)
    for nom in ("collectivites", "groupements", "seances"):
        (folder / nom).mkdir(parents=True, exist_ok=True)
    for nom, texte in FICHIERS.items():
        (folder / "groupements" / nom).write_text(texte, encoding="utf-8")
    file = folder / "groupements/papier.yaml"
    file.write_text(json.dumps(groupe, ensure_ascii=False, indent=2), encoding="utf-8")
    return file


@dataclass(frozen=True)
class Soumise:
    """The convention as councils are sent it: fingerprint, words on its pages, those of annexe 1 apart."""

    empreinte: str
    mots: tuple[str, ...]
    annexe_1: tuple[str, ...]


ATELIER = Cache()
AVANT: dict[str, Soumise] = {}
"""What councils were sent before a change, by what it was changed on: most changes have it in common."""


def soumise(file: Path) -> Soumise:
    lu = dossier(file)
    assert lu.groupement is not None, lu.findings
    assert [each for each in lu.findings if each.severity is Severity.ERROR] == []
    modeles = Mailings(lu.groupement, lu.sources, ATELIER, Options(formats=("html",)))
    _, plan = modeles.convention()
    assert plan.document is not None, plan.refus
    document = plan.document
    (annexe,) = (each for each in document.blocks if isinstance(each, Part) and each.name == "annexe_1")
    reste = tuple(each for each in document.blocks if each is not annexe)
    return Soumise(
        modeles.empreinte,
        (document.header, *plain_words(replace(document, blocks=reste))),
        tuple(plain_words(replace(document, blocks=(annexe,)))),
    )


def effet(folder: Path, change: Change) -> str:
    """What a change does once a council has voted, and its batch has run."""
    file = ecrit(folder, change.sur)
    avant = AVANT.get(repr(change.sur)) or AVANT.setdefault(repr(change.sur), soumise(file))
    ecrit(folder, change.sur, change.avec, {change.cle: change.valeur})
    apres = soumise(file)
    if apres == avant:
        return RIEN
    if apres.empreinte != avant.empreinte:
        return TEXTE
    ecrit(folder, change.sur)
    lance(file, folder / "out")
    envoyes = contenus(folder / "out")
    ecrit(folder, change.sur, change.avec, {change.cle: change.valeur})
    batch, issues = lance(file, folder / "out")
    ici = contenus(folder / "out")
    copies = [nom for nom in envoyes if "convention-a-approuver" in nom or "/3-convention" in nom]
    assert copies and all(ici[nom] == envoyes[nom] for nom in copies)
    if batch.report.errors:
        assert [each.code for each in batch.report.errors] == ["GC-TEXTE-CHANGE"]
        assert issues == [] and ici == envoyes
        return REFUS
    return ANNEXE_1 if apres.mots == avant.mots else DECISION


@pytest.mark.parametrize(("attendu", "change"), TOUS, ids=lambda each: getattr(each, "cle", each))
def test_no_key_changes_what_councils_approved_in_silence(
    tmp_path: Path, attendu: str, change: Change
) -> None:
    assert effet(tmp_path, change) == attendu
