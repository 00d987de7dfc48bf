"""What kinds declare for transmission, tried with kinds of a workspace's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.base.records import replace
from actgen.checks.actes import check_matieres, check_natures
from actgen.checks.execution import check_modele, check_transmise
from actgen.council.facts.seance import Point
from actgen.council.facts.suites import Suites
from actgen.council.facts.vote import Vote
from actgen.council.figures.seance import FiguresSeance, compute
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from tests.council.figures.maison import seance

MANIFEST = """titre: Tarifs
famille: deliberation
fichier: tarifs
version: 1
"""


def _catalogue(folder: Path, lines: str) -> Catalogue:
    place = folder / "templates" / "deliberations" / "tarifs"
    place.mkdir(parents=True)
    (place / "acte.yaml").write_text(MANIFEST + lines, encoding="utf-8")
    return Catalogue(Sources(folder), search_path(folder))


def _figures(catalogue: Catalogue, matiere: str = "") -> FiguresSeance:
    point = Point(1, objet="Tarifs", acte="tarifs", vote=Vote(unanimite=True), matiere=matiere)
    lieux = {"acte": Location("seance.yaml", 9), "matiere": Location("seance.yaml", 10)}
    point = replace(point, lieux=lieux)
    return compute(seance(absents=(), points=(point,)), catalogue)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("", False),
        ("transmissible: non\n", True),
        ("transmissible: non\ndispense_de_transmission: tarifs de la cantine\n", True),
        ("transmissible: non\ndispense_de_transmission: tarifs de stationnement\n", False),
    ],
)
def test_a_kind_that_is_not_sent_names_its_exemption(tmp_path: Path, lines: str, found: bool) -> None:
    catalogue = _catalogue(tmp_path, lines)
    findings = tuple(check_modele(_figures(catalogue), catalogue))
    assert [f.code for f in findings] == ["TRANS-SOUMIS"] * found
    _for_legal_staff(findings)


@pytest.mark.parametrize(("count", "told"), [(1, "Transmettez-la, "), (2, "Transmettez-les, ")])
def test_what_was_published_and_never_sent_is_to_be_sent(tmp_path: Path, count: int, told: str) -> None:
    catalogue = _catalogue(tmp_path, "")
    points = tuple(
        Point(rank, objet="Tarifs", acte="tarifs", vote=Vote(unanimite=True)) for rank in range(1, count + 1)
    )
    published = Suites(publiee_le=date(2023, 6, 20))
    figures = compute(seance(absents=(), points=points, suites=published), catalogue)
    (finding,) = check_transmise(figures)
    assert finding.hint.startswith(told)


@pytest.mark.parametrize(
    ("nature", "found"), [("DE", False), ("BF", False), ("AR", True), ("CC", True), ("ZZ", True)]
)
def test_the_nature_of_a_kind_is_that_of_a_deliberation(tmp_path: Path, nature: str, found: bool) -> None:
    catalogue = _catalogue(tmp_path, f"nature_actes: {nature}\n")
    findings = tuple(check_natures(_figures(catalogue), catalogue))
    assert [f.code for f in findings] == ["ACTES-NATURE"] * found
    _for_legal_staff(findings)


def test_a_matter_that_a_kind_invents_is_for_legal_staff(tmp_path: Path) -> None:
    catalogue = _catalogue(tmp_path, 'matiere: "1.9"\n')
    findings = tuple(check_matieres(_figures(catalogue), catalogue))
    assert [(f.code, f.severity) for f in findings] == [("ACTES-MATIERE", Severity.ERROR)]
    _for_legal_staff(findings)


@pytest.mark.parametrize(
    ("matiere", "found"),
    [("1.7", False), ("1.4", False), ("5.7", False), ("1.7.2", False), ("1.1", True), ("7.5", True)],
)
def test_a_matter_that_does_not_suit_its_kind_is_doubted(tmp_path: Path, matiere: str, found: bool) -> None:
    catalogue = _catalogue(tmp_path, 'matiere: "1.7"\nautres_matieres: ["1.4", "5.7"]\n')
    findings = tuple(check_matieres(_figures(catalogue, matiere), catalogue))
    assert [(f.code, f.severity) for f in findings] == [("ACTES-MATIERE", Severity.WARNING)] * found
    assert all("à confirmer" in f.message and f.mender is Mender.SECRETAIRE for f in findings)


def test_the_kind_that_ships_admits_the_matters_of_its_reference(checkout: Path) -> None:
    kind = Catalogue(Sources(checkout / "data"), search_path(checkout / "data")).get("adhesion_groupement")
    assert kind is not None
    assert (kind.matiere, kind.autres_matieres, kind.nature_actes) == ("1.7", ("1.4", "5.7"), "DE")


def _for_legal_staff(findings: tuple[Diagnostic, ...]) -> None:
    for finding in findings:
        assert finding.mender is Mender.SERVICE_JURIDIQUE
        assert finding.location is not None and finding.hint
