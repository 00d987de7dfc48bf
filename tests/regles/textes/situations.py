"""Reads the cases on the words of acts, and runs one: a whole session whose texts are those of the case."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from actgen.base.diagnostics import Diagnostic
from actgen.base.rules import Rule
from actgen.checks.textes import runner
from actgen.session.examination import examine
from actgen.session.result import Examination, Options
from tests.regles.cases import merge, model, write

FOLDER = Path(__file__).parent
MODELES = {"droit commun": "commune", "Alsace-Moselle": "alsace", "EPCI": "epci"}
_KEYS = {
    "situation",
    "texte",
    "acte",
    "date",
    "territoire",
    "sans",
    "plutot",
    "change",
    "groupe",
    "attendu",
    "dit",
    "lieu",
    "refuse",
}
_PAR_DEFAUT = {"acte": "deliberation", "date": "15/06/2023", "territoire": "droit commun"}
_ROLES = {"deliberation": "texte", "proces_verbal": "debats", "convention": "contexte"}
_CALME = {
    "texte": "Le papier manque dans les mairies.\n",
    "debats": "Le point est discuté ; chacun a pu donner son avis.\n",
    "contexte": "Les communes achètent chacune leur papier.\n",
}


@dataclass(frozen=True)
class Situation:
    """One case of a file, in the words of its author."""

    file: str
    situation: str
    texte: str
    acte: str
    jour: date
    territoire: str
    attendu: tuple[str, ...]
    dit: str = ""
    lieu: str = ""
    refuse: tuple[str, ...] | None = None
    sans: tuple[str, ...] = ()
    plutot: tuple[dict[str, str], ...] = ()
    change: dict[str, Any] = field(default_factory=dict)
    groupe: dict[str, Any] = field(default_factory=dict)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(each.split()[1] for each in self.attendu)


def every_situation() -> tuple[Situation, ...]:
    """All the cases of the folder, in the order of the files."""
    return tuple(case for path in sorted(FOLDER.glob("*.yaml")) for case in _read(path))


def _read(path: Path) -> list[Situation]:
    content = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
    cases = [situation(row, path.stem, content) for row in content["cas"]]
    assert len({case.situation for case in cases}) == len(cases), f"{path.stem}: two cases of one name"
    return cases


def situation(row: dict[str, Any], file: str = "", content: dict[str, Any] | None = None) -> Situation:
    """One case as it is written; `content` is the file that may tell its act, date and territory."""
    content = content or {}
    unknown = row.keys() - _KEYS
    assert not unknown, f"{file}, « {row.get('situation')} » : rubriques inconnues {unknown}"
    told = {**_PAR_DEFAUT, **{k: v for k, v in content.items() if k in _PAR_DEFAUT}, **row}
    return Situation(
        file=file,
        situation=told["situation"],
        texte=told.get("texte", _CALME[_ROLES[told["acte"]]]),
        acte=told["acte"],
        jour=datetime.strptime(told["date"], "%d/%m/%Y").date(),
        territoire=told["territoire"],
        attendu=() if told["attendu"] == "aucun" else tuple(told["attendu"]),
        dit=told.get("dit", ""),
        lieu=told.get("lieu", ""),
        refuse=tuple(told["refuse"]) if "refuse" in told else None,
        sans=tuple(told.get("sans", ())),
        plutot=tuple(told.get("plutot", ())),
        change=told.get("change") or {},
        groupe=told.get("groupe") or {},
    )


def examined(case: Situation, folder: Path, checkout: Path) -> Examination:
    """The session of a case, in a workspace of its own, its acts composed and their words checked."""
    for name in ("collectivites", "groupements", "seances"):
        (folder / name).mkdir()
    _edit_templates(case, folder, checkout)
    texts = _CALME | {_ROLES[case.acte]: case.texte}
    for role, text in texts.items():
        place = folder / ("groupements" if role == "contexte" else "seances") / f"{role}.md"
        place.write_text(text, encoding="utf-8")
    group = merge(_groupe(case), case.groupe)
    write(folder / "groupements" / "groupe.yaml", group)
    place = write(folder / "seances" / "seance.yaml", _convoquee(merge(_seance(case), case.change)))
    return examine(place, Options(full=True))


def of_texts(examination: Examination) -> tuple[Diagnostic, ...]:
    """The findings on the words of acts: those of the figures have their own cases."""
    return tuple(f for f in examination.report.findings if f.code in text_codes())


@cache
def text_codes() -> frozenset[str]:
    """Every code that a rule on texts gives."""
    modules = [value for value in vars(runner).values() if isinstance(value, ModuleType)]
    return frozenset(
        value.name for module in modules for value in vars(module).values() if isinstance(value, Rule)
    )


def _jour(case: Situation, jours: int) -> str:
    return f"{case.jour + timedelta(days=jours):%d/%m/%Y}"


def _convoquee(seance: dict[str, Any]) -> dict[str, Any]:
    """The session with its items on the agenda: what their texts say is all that is looked at."""
    lignes = [point.get("objet", "Adhésion à un groupement de commandes") for point in seance["points"]]
    return merge(seance, {"convocation": {"ordre_du_jour": lignes}})


def _seance(case: Situation) -> dict[str, Any]:
    """The model session, moved to the day of the case; nothing of it is a blank."""
    point = {
        "numero": "1",
        "acte": "adhesion_groupement",
        "groupement": "groupe",
        "vote": "13 pour, 0 contre",
        "texte": "texte.md",
        "debats": "debats.md",
    }
    return merge(
        model(MODELES[case.territoire]),
        {
            "seance": {"date": _jour(case, 0)},
            "convocation": {
                "envoyee_le": _jour(case, -10),
            },
            "absents": [
                "Membre 12, pouvoir à Membre 2",
                "Membre 13, pouvoir à Membre 4",
                "Membre 14, excusé",
                "Membre 15, excusée",
            ],
            "points": [point],
            "suites": {
                "transmise_le": _jour(case, 4),
                "publiee_le": _jour(case, 5),
                "mode_publication": "électronique",
            },
        },
    )


def _groupe(case: Situation) -> dict[str, Any]:
    """A complete group, whose convention is no projet."""
    commune = {"droit commun": "21271", "Alsace-Moselle": "68006", "EPCI": "21271"}[case.territoire]
    return merge(
        model("groupement"),
        {
            "contexte": "contexte.md",
            "version": "version 1",
            "approuvee_le": _jour(case, -20),
            "coordonnateur": {
                "commune": "21231",
                "represente_par": "Mme Maire 1, maire",
                "deliberation": {"organe": "conseil", "date": _jour(case, -20)},
            },
            "membres": {"communes": ["21231", "21394", commune]},
            "accord_cadre": {
                "forme": "bons de commande",
                "objet": "la fourniture de papier",
                "titulaires": "un",
                "lancement": _jour(case, 60),
                "transmis_le": "",
                "petits_lots_en_procedure_adaptee": "non",
            },
            "clauses": {"comite_de_pilotage": "aucun", "signature": "original unique"},
            "annexe_1": {"arretee_au": _jour(case, 0)},
            "annexe_2": {
                "annee_population": str(case.jour.year),
                "rubriques": [{"titre": "Papier", "cle": "membre demandeur"}],
            },
        },
    )


def _edit_templates(case: Situation, folder: Path, checkout: Path) -> None:
    """The workspace's own texts, without some lines, or with others."""
    changes = [(line, "") for line in case.sans] + [(row["ancien"], row["nouveau"]) for row in case.plutot]
    for old, new in changes:
        holding = [
            place
            for place in sorted((checkout / "templates").glob("**/*.md"))
            if old in _template(place, folder, checkout)
            and place.name not in ("attendu.md", "exemple-contexte.md")
        ]
        assert holding, f"no template has: {old}"
        for place in holding:
            own = folder / "templates" / place.relative_to(checkout / "templates")
            text = _template(place, folder, checkout).replace(old, new)
            own.parent.mkdir(parents=True, exist_ok=True)
            own.write_text(text, encoding="utf-8")


def _template(place: Path, folder: Path, checkout: Path) -> str:
    own = folder / "templates" / place.relative_to(checkout / "templates")
    return (own if own.is_file() else place).read_text(encoding="utf-8")


def plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", text).replace("’", "'")
