"""The house style of a collectivity: in place, in a file of its own, or a letterhead; what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic, Mender
from actgen.council.facts.charte import Charte, Marges
from actgen.reading.sources import Sources, shipped
from actgen.session.load import load_collectivite, load_groupement

ROSTER = "membres:\n  - maire: M. Membre UN\n  - adjointe: Mme Membre DEUX\n  - membre: Membre TROIS\n"
STYLE = 'blason: b.png\ntexte_du_blason: Blason d’essai\ncouleur: "#1F3A5F"\nmarges: 2 cm\npolice: m.ttf\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "collectivites"
    folder.mkdir()
    for name in ("b.png", "m.ttf", "papier.docx"):
        (folder / name).write_bytes(name.encode())
    return folder


def read(folder: Path, charte: str) -> tuple[Charte | None, tuple[Diagnostic, ...]]:
    path = folder / "x.yaml"
    path.write_text(f"commune: Dietwiller\n{ROSTER}charte:{charte}", encoding="utf-8")
    found, findings = load_collectivite(path, Sources(folder.parent))
    return (found.charte if found else None), findings


def indented(text: str) -> str:
    return "\n" + "".join(f"  {line}\n" for line in text.splitlines())


@pytest.mark.parametrize("where", ["in place", "beside", "beside, without its extension"])
def test_a_style_in_place_or_beside(folder: Path, where: str) -> None:
    (folder / "charte.yaml").write_text(STYLE, encoding="utf-8")
    written = {"in place": indented(STYLE), "beside": " charte.yaml\n"}.get(where, " charte\n")
    charte, findings = read(folder, written)
    assert charte is not None and findings == ()
    assert charte.blason is not None and charte.police is not None and charte.police.normale is not None
    assert (charte.blason.fichier, charte.blason.content) == ("collectivites/b.png", b"b.png")
    assert (charte.texte_du_blason, charte.couleur) == ("Blason d’essai", "1f3a5f")
    assert charte.marges == Marges(200, 200, 200, 200)
    assert charte.police.normale.content == b"m.ttf"
    assert len(charte.fichiers) == 2


def test_a_letterhead_alone_is_a_style(folder: Path) -> None:
    charte, findings = read(folder, " papier.docx\n")
    assert charte is not None and charte.entete is not None and findings == ()
    assert charte.entete.content == b"papier.docx"


def test_sides_and_weights_one_by_one(folder: Path) -> None:
    charte, _ = read(
        folder,
        indented("marges:\n  haut: 30 mm\n  gauche: 2,5 cm\npolice:\n  normale: m.ttf\n  grasse: m.ttf\n"),
    )
    assert charte is not None and charte.police is not None
    assert charte.marges == Marges(haut=300, gauche=250)
    assert list(charte.police.fichiers) == ["normale", "grasse"]


@pytest.mark.parametrize("written", ["1F3a5f", '"#1f3a5f"', "'1f3a5f'"])
def test_ways_to_write_a_colour(folder: Path, written: str) -> None:
    charte, findings = read(folder, indented(f"couleur: {written}"))
    assert charte is not None and (charte.couleur, findings) == ("1f3a5f", ())


@pytest.mark.parametrize(
    ("style", "code", "line", "words"),
    [
        ("couleur: #1f3a5f", "YAML-DIESE", 7, "#"),
        ("couleur: bleu roi", "CHARTE-FORME", 7, "« bleu roi » n’est pas une couleur"),
        ("marges: 2", "CHARTE-FORME", 7, "« 2 » n’est pas une marge"),
        ("marges: 1 cm", "CHARTE-MARGES", 7, "1 cm"),
        ("marges:\n  gauche: 6,5 cm", "CHARTE-MARGES", 8, "La marge de gauche est de 6,5 cm"),
        ("blason: b.png", "CHARTE-BLASON-TEXTE", 7, "b.png"),
        ("blason: c.png\ntexte_du_blason: x", "FICHIER-ABSENT", 7, "c.png"),
        ("blason: ../../c.png\ntexte_du_blason: x", "FICHIER-HORS-ESPACE", 7, "c.png"),
        ("couleurs: 1f3a5f\nmarges: 2 cm", "CLE-INCONNUE", 7, "couleurs"),
    ],
)
def test_what_is_refused_and_where(folder: Path, style: str, code: str, line: int, words: str) -> None:
    _, findings = read(folder, indented(style))
    assert [finding.code for finding in findings] == [code]
    (finding,) = findings
    assert finding.location is not None and finding.location.line == line
    assert words.replace(" ", "\u00a0") in finding.message.replace(" ", "\u00a0")


def test_a_slip_in_the_file_of_a_style_is_told_there(folder: Path) -> None:
    (folder / "charte.yaml").write_text("marges: 9 cm\n", encoding="utf-8")
    _, findings = read(folder, " charte\n")
    assert [(f.code, f.location.file, f.location.line) for f in findings if f.location] == [
        ("CHARTE-MARGES", "collectivites/charte.yaml", 1)
    ]


def test_the_coordinator_of_a_group_has_its_own(tmp_path: Path) -> None:
    text = shipped("data", "groupements", "e_services.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "groupements"
    folder.mkdir()
    (tmp_path / "collectivites").mkdir()
    for prose in shipped("data", "groupements").iterdir():
        if prose.is_file():
            (folder / prose.name).write_bytes(prose.read_bytes())
    path = folder / "e_services.yaml"
    path.write_text(text.replace("coordonnateur:\n", "coordonnateur:\n  charte:\n    couleur: 1f3a5f\n", 1))
    found, findings = load_groupement(path, Sources(tmp_path))
    assert found is not None and found.coordonnateur.collectivite.charte is not None
    assert found.coordonnateur.collectivite.charte.couleur == "1f3a5f"
    path.write_text(text.replace("coordonnateur:\n", "coordonnateur:\n  charte: absente\n", 1))
    _, findings = load_groupement(path, Sources(tmp_path))
    assert [finding.mender for finding in findings if finding.code == "FICHIER-ABSENT"] == [
        Mender.COORDONNATEUR
    ]


def test_everything_wrong_with_a_style_is_told_in_one_pass(folder: Path) -> None:
    text = (
        "coleur: 1f3a5f\nblason: absent.png\nmarges:\n  haut: 1 cm\n  gauche: 6 cm\n"
        "police:\n  normale: absente.ttf\n"
    )
    (folder / "charte.yaml").write_text(text, encoding="utf-8")
    _, findings = read(folder, " charte.yaml\n")
    told = {(each.code, each.location.line) for each in findings if each.location}
    assert told >= {
        ("CHARTE-BLASON-TEXTE", 2),
        ("FICHIER-ABSENT", 2),
        ("FICHIER-ABSENT", 7),
        ("CHARTE-MARGES", 4),
        ("CHARTE-MARGES", 5),
    }
    assert len(told) == 6, "and the key that is misspelt"
