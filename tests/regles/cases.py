"""Reads the law cases of this folder and runs one: a model session, what changes, the findings."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actgen.base.diagnostics import Diagnostic
from actgen.checks import check_group, check_session
from actgen.council.figures.a_venir import a_ce_jour
from actgen.council.figures.seance import compute
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from actgen.session.load import load_groupement, load_session

FOLDER = Path(__file__).parent
_KEYS = {"situation", "modele", "comme", "change", "attendu", "dit", "aide", "jour", "au", "aujourd_hui"}
_JOUR = "15/06/2023"
EXTRAITS = "extraits"


@dataclass(frozen=True)
class Case:
    """One situation of a file, in the words of its author."""

    file: str
    situation: str
    modele: str
    change: dict[str, Any]
    attendu: tuple[str, ...]
    dit: str
    aide: str
    jour: date
    au: date | None = None
    aujourd_hui: date | None = None

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(each.partition(",")[0].split()[1] for each in self.attendu)


@cache
def every_case() -> tuple[Case, ...]:
    """All the cases of the folder, in the order of the files."""
    return tuple(case for path in sorted(FOLDER.glob("*.yaml")) for case in _read(path))


def _read(path: Path) -> list[Case]:
    content = _load(path)
    cases: dict[str, Case] = {}
    for row in content["cas"]:
        case = _case(path.stem, content, row, cases)
        assert case.situation not in cases, f"{path.stem} : deux cas « {case.situation} »"
        cases[case.situation] = case
    return list(cases.values())


def _case(file: str, content: dict[str, Any], row: dict[str, Any], before: dict[str, Case]) -> Case:
    """`comme` starts from the changes of an earlier case of the file."""
    unknown = row.keys() - _KEYS
    assert not unknown, f"{file}, « {row.get('situation')} » : rubriques inconnues {unknown}"
    attendu = row["attendu"]
    return Case(
        file=file,
        situation=row["situation"],
        modele=row.get("modele") or content["modele"],
        change=merge(before[row["comme"]].change if "comme" in row else {}, row.get("change") or {}, True),
        attendu=() if attendu == "aucun" else tuple(attendu),
        dit=row.get("dit", ""),
        aide=row.get("aide", ""),
        jour=_date(row.get("jour", _JOUR)),
        au=_date(row["au"]) if "au" in row else None,
        aujourd_hui=_date(row["aujourd_hui"]) if "aujourd_hui" in row else None,
    )


def _date(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


OF_OUR_TABLES = "DROIT-ANCIEN"
"""What is told of how long ago our tables were read, not of a case: tests/law/test_law_of_a_workspace.py."""


def findings(case: Case, folder: Path, checkout: Path) -> tuple[Diagnostic, ...]:
    """What actgen says of a case, loading included, so that a slip of the case itself is seen."""
    content = _with_its_files(case, folder)
    if case.modele == "groupement":
        return _group_findings(content, case.jour, folder)
    place = write(folder / "seance.yaml", content)
    catalogue = _catalogue(checkout)
    loaded = load_session(place, Sources(folder), catalogue)
    if loaded.seance is None:
        return loaded.findings
    figures = compute(a_ce_jour(loaded.seance, case.aujourd_hui), catalogue)
    found = (*loaded.findings, *check_session(figures, catalogue, case.au))
    return tuple(each for each in found if each.code != OF_OUR_TABLES)


def _with_its_files(case: Case, folder: Path) -> dict[str, Any]:
    """What a case says of its session, or group, once the files beside it are written."""
    content = merge(model(case.modele), case.change)
    if case.file != EXTRAITS:
        _no_extract_expected(content)
    group = content.pop("dossier_du_groupement", None)
    if group is not None:
        _write_group(group, folder)
    _write_others(case.modele, content.pop("autres_seances", {}), folder)
    return content


def lay(case: Case, folder: Path) -> Path:
    """Write the session of a case into a workspace, with the files beside it."""
    content = _with_its_files(case, folder)
    (folder / "seances").mkdir(exist_ok=True)
    return write(folder / "seances" / "seance.yaml", content)


def _write_others(modele: str, others: dict[str, Any], folder: Path) -> None:
    """Sessions of the same workspace by the name of their file, as what changes in the model."""
    if others:
        (folder / "seances").mkdir(exist_ok=True)
    for name, change in others.items():
        place = folder / "seances" / f"{name}.yaml"
        if isinstance(change, str):
            place.write_text(change, encoding="utf-8")
        else:
            write(place, merge(model(modele), change))


def _no_extract_expected(content: dict[str, Any]) -> None:
    """A case of another rule writes a bare vote: it need not say what is made of it."""
    if "points" in content:
        content["points"] = [
            {"sans_acte": "oui", **point}
            if "vote" in point and not {"acte", "reprend"} & point.keys()
            else point
            for point in content["points"]
        ]


def _write_group(change: dict[str, Any], folder: Path) -> None:
    """The group « papier » beside the session of a case: the model of groups, and what the case says."""
    (folder / "groupements").mkdir()
    write(folder / "groupements" / "papier.yaml", merge(model("groupement"), change))


def _group_findings(content: dict[str, Any], jour: date, folder: Path) -> tuple[Diagnostic, ...]:
    place = write(folder / "groupement.yaml", content)
    groupement, found = load_groupement(place, Sources(folder))
    if groupement is None:
        return found
    versions = (groupement, *groupement.avenants)
    judged = (each for version in versions for each in check_group(version, jour))
    return tuple(dict.fromkeys((*found, *judged)))  # what an amendment leaves as it was is told once


@cache
def _catalogue(checkout: Path) -> Catalogue:
    return Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))


def model(name: str) -> dict[str, Any]:
    """The session of that name, which its reader may change."""
    return deepcopy(_model(name))


@cache
def _model(name: str) -> dict[str, Any]:
    content = _load(FOLDER / "modeles" / f"{name}.yaml")
    parent = content.pop("a_partir_de", None)
    return merge(_model(parent), content) if parent else content


def merge(base: dict[str, Any], change: dict[str, Any], keep_empty: bool = False) -> dict[str, Any]:
    """`base` with what changes: blocks are merged, anything else is replaced, emptiness erases.

    Between two changes emptiness is kept: it is for the model that they meet at last.
    """
    merged = dict(base)
    for key, value in change.items():
        if value == "" and not keep_empty:
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = merge(merged[key], value, keep_empty)
        else:
            merged[key] = value
    return merged


def _load(path: Path) -> dict[str, Any]:
    """Every scalar as text, as actgen reads it."""
    content = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
    assert isinstance(content, dict), path
    return content


def write(place: Path, content: dict[str, Any]) -> Path:
    place.write_text(
        yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return place
