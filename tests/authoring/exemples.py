"""Runs the examples of data/regles, each in the way of its kind: the codes that a text gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.prose import read_prose
from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.vocabulary import check_vocabulary
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, Paragraph
from actgen.acts.views.deliberation import VueDeliberation
from actgen.acts.views.families import types_of
from actgen.authoring.explications import Explication
from actgen.authoring.templates.trials import look_over
from actgen.authoring.templates.workbench import workbench
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.records import replace
from actgen.checks import check_group
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lieux import Locator
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.council.kinds.manifest import Famille, Kind
from actgen.law import articles, groupements, nomenclature, regimes, suites, verification
from actgen.reading.sources import Source, Sources
from actgen.session.examination import examine
from actgen.session.load import load_groupement
from actgen.session.result import Options
from tests.regles.cases import FOLDER, merge, model

Findings = tuple[Diagnostic, ...]
_JOUR = date(2023, 6, 15)
_ROOT = Path(__file__).parents[2] / "data"
_TAB = "⇥"
_KEY = re.compile(r"^(?=\w+:)", re.MULTILINE)


def run(entry: Explication, text: str, folder: Path, checkout: Path) -> Findings:
    """Every finding that an example gives, in a workspace of its own."""
    _furnish(folder)
    text = text.replace(_TAB, "\t") + "\n"
    if entry.modele in _KINDS:
        return _KINDS[entry.modele](text, folder, checkout)
    assert (FOLDER / "modeles" / f"{entry.modele}.yaml").is_file(), (
        f"{entry.code}: unknown modele {entry.modele}"
    )
    return _session(dump(merge(model(entry.modele), loaded(text))), folder, entry.au)


def codes(findings: Findings) -> set[str]:
    return {finding.code for finding in findings}


def errors(findings: Findings) -> set[str]:
    return codes(tuple(finding for finding in findings if finding.severity is Severity.ERROR))


def loaded(text: str) -> dict[str, Any]:
    """Every scalar as text, as actgen reads it."""
    content = yaml.load(text, Loader=yaml.CBaseLoader)
    assert isinstance(content, dict), text
    return content


def dump(content: dict[str, Any]) -> str:
    return yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _furnish(folder: Path) -> None:
    """What stands beside the session of an example, as LISEZMOI.md of data/regles tells."""
    for name in ("collectivites", "groupements", "seances"):
        (folder / name).mkdir()
    council, group = model("commune")["collectivite"], merge(model("groupement"), _PAPIER)
    (folder / "collectivites" / "flavigny.yaml").write_text(dump(council), encoding="utf-8")
    (folder / "groupements" / "papier.yaml").write_text(dump(group), encoding="utf-8")
    (folder / "groupements" / "papier-contexte.md").write_text("Acheter ensemble.\n", encoding="utf-8")
    (folder / "seances" / "point-1.md").write_text("Le maire expose l’affaire.\n", encoding="utf-8")


_PAPIER: dict[str, Any] = {
    "contexte": "papier-contexte.md",
    "version": "version 1 du 2 janvier 2023",
    "coordonnateur": {"commune": "21205", "represente_par": "M. Membre 1, maire"},
    "membres": {
        "communes": ["21205", "21271", "21394"],
        "retours": [{"commune": "21271", "deliberation_du": "15/06/2023", "publiee_le": "20/06/2023"}],
    },
    "accord_cadre": {"lancement": "01/09/2023", "titulaires": "un"},
    "clauses": {
        "execution": "coordonnateur pour tous les membres",
        "frais": "partagés par parts égales, sans rémunération",
        "comite_de_pilotage": "aucun",
        "signature": "original unique",
    },
    "annexe_2": {"rubriques": [{"titre": "Papier", "cle": "membre demandeur"}]},
}
"""A group that another commune coordinates, and that the commune of the examples may join."""


_AUJOURD_HUI = date(2026, 12, 1)


def _session(text: str, folder: Path, au: date | None = None) -> Findings:
    """As `check --full` does, on the day `au` when there is one."""
    place = folder / "seances" / "seance.yaml"
    place.write_text(text, encoding="utf-8")
    return examine(place, Options(full=True, as_of=au, aujourd_hui=_AUJOURD_HUI)).report.findings


def _deliberation(text: str, folder: Path, _checkout: Path) -> Findings:
    """The words between the head and the end of a deliberation that the model session adopts."""
    kind = folder / "templates" / "deliberations" / "essai"
    kind.mkdir(parents=True)
    (kind / "acte.yaml").write_text(_ESSAI, encoding="utf-8")
    body = f"{{{{ clause.debut_deliberation }}}}\n\n{text}\n{{{{ clause.fin_deliberation }}}}\n"
    (kind / "corps.md").write_text(body, encoding="utf-8")
    for told in ("expose", "dispositif"):  # what the minutes take over of an item
        (kind / f"{told}.md").write_text("Le conseil approuve l’achat.\n", encoding="utf-8")
    point = {"numero": "1", "acte": "essai", "vote": "13 pour"}
    return _session(dump(merge(model("commune"), {"points": [point]})), folder)


def _convention(text: str, folder: Path, checkout: Path) -> Findings:
    """The words added at the end of the convention of a group that the model session joins."""
    place = Path("templates") / "conventions" / "groupement_commandes" / "corps.md"
    (folder / place).parent.mkdir(parents=True)
    shipped = (checkout / place).read_text(encoding="utf-8")
    (folder / place).write_text(f"{shipped}\n{text}", encoding="utf-8")
    point = {"numero": "1", "acte": "adhesion_groupement", "groupement": "papier", "vote": "13 pour"}
    return _session(dump(merge(model("commune"), {"points": [point]})), folder)


_ESSAI = (
    "titre: Essai\nfamille: deliberation\nfichier: essai\nversion: 1\nobjet: Achat d’une parcelle\n"
    'transmissible: oui\nnature_actes: DE\nmatiere: "3.1"\n'
)


def _whole_file(text: str, folder: Path, _checkout: Path) -> Findings:
    return _session(text, folder)


def _lines(text: str, folder: Path, _checkout: Path) -> Findings:
    """The text of each key of the example in the place of that key of the model session."""
    parts = {part.split(":")[0]: part for part in _KEY.split(dump(model("commune"))) if part}
    parts |= {part.split(":")[0]: part for part in _KEY.split(text) if part}
    return _session("".join(parts.values()), folder)


def _group(text: str, folder: Path, _checkout: Path) -> Findings:
    place = folder / "groupements" / "groupement.yaml"
    place.write_text(dump(merge(model("groupement"), loaded(text))), encoding="utf-8")
    groupement, found = load_groupement(place, Sources(folder))
    if groupement is None:
        return found
    versions = (groupement, *groupement.avenants)
    return tuple(dict.fromkeys((*found, *(each for v in versions for each in check_group(v, _JOUR)))))


def _template(text: str, _folder: Path, checkout: Path) -> Findings:
    """A template with the shared clauses, filled as those of a deliberation are."""

    def clause(name: str) -> TemplateText | None:
        if name == "elle_meme":
            return TemplateText("{{ clause.elle_meme }}\n", "socle/clauses/elle_meme.md")
        place = checkout / "templates" / "socle" / "clauses" / f"{name}.md"
        return TemplateText("Fait et délibéré.\n", place.name) if place.is_file() else None

    template, found = parse_template(TemplateText(text, "corps.md"), clause)
    if errors(found):
        return found
    view, types = _deliberation_view()
    blocks, filled = evaluate(template, view)
    kind = Kind(
        code="essai",
        chemin="deliberations/essai",
        famille=Famille.DELIBERATION,
        titre="Essai",
        fichier="essai",
        version="1",
    )
    acte, source = ActeCompose("essai", "l’essai", kind, Document("Essai", blocks)), _source(text)
    shown = look_over(acte, lambda passage, fragment: Locator().place(passage, fragment, [source]))
    return (*found, *check_vocabulary(template, types), *filled, *shown)


def _source(text: str) -> Source:
    content = text.encode()
    return Source("templates/deliberations/essai/corps.md", content, sha256(content).hexdigest())


@cache
def _deliberation_view() -> tuple[VueDeliberation, dict[str, Any]]:
    """What a free deliberation of the shipped example sees, with an account and a thousand texts of law."""
    catalogue = Catalogue(Sources(_ROOT), search_path(_ROOT))
    kind = catalogue.get("deliberation_libre")
    assert kind is not None
    with workbench(catalogue) as bench:
        view = next(iter(bench.values(kind)["corps"]))
    assert isinstance(view, VueDeliberation)
    account = replace(view.point, expose=(Paragraph((Text("Le maire expose l’affaire."),)),))
    return replace(view, point=account, visas=view.visas * 1000), types_of(kind, VueDeliberation)


def _prose(text: str, _folder: Path, _checkout: Path) -> Findings:
    return read_prose(text.encode(), "point-1.md")[1]


def _law(text: str, _folder: Path, checkout: Path) -> Findings:
    """The rows of the example in the place of those of the file of data/droit that has this key."""
    change = loaded(text)
    key = next(iter(change))
    for name, read in _LAW.items():
        place = checkout / "data" / "droit" / name
        content = loaded(place.read_text(encoding="utf-8"))
        if key in content:
            return read(dump({**content, **change}).encode(), name)
    raise AssertionError(f"no file of data/droit has the key {key}")


def _articles(content: bytes, name: str) -> Findings:
    read, found = articles.Articles.read(content, name)
    keys, _ = verification.read_sources(
        (Path(articles.__file__).parents[2] / "data" / "droit" / "sources.yaml").read_bytes(), "sources.yaml"
    )
    origins = (each.origine for versions in read.redactions.values() for each in versions)
    return (*found, *verification.check_sources(origins, keys))


_LAW: dict[str, Callable[[bytes, str], Findings]] = {
    "articles.yaml": _articles,
    "regimes.yaml": lambda content, name: regimes.Regimes.read(content, name)[1],
    "effectifs.yaml": lambda content, name: regimes.Effectifs.read(content, name)[1],
    "seuils.yaml": lambda content, name: groupements.Seuils.read(content, name)[1],
    "tribunaux.yaml": lambda content, name: suites.Tribunaux.read(content, name)[1],
    "nomenclature.yaml": lambda content, name: nomenclature.Nomenclature.read(content, name)[1],
}
_KINDS: dict[str, Callable[[str, Path, Path], Findings]] = {
    "fichier": _whole_file,
    "texte": _deliberation,
    "convention": _convention,
    "lignes": _lines,
    "groupement": _group,
    "gabarit": _template,
    "prose": _prose,
    "droit": _law,
}
