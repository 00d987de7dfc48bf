"""A receipt dropped beside the session becomes a fact of the item, or is refused in French."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.diagnostics import Diagnostic, Scope, Severity
from actgen.council.figures.seance import FiguresSeance, compute
from actgen.council.figures.suites import suites_decidees, suites_recues
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Source, Sources
from actgen.session.load import load_session
from actgen.session.receipts import Receipt, read_receipt
from tests.council.facts.recus import ACTE, NOM, accuse

TREHOU = "029-212902944-20241114-D2024_11_02-DE"  # of a session that is there too
SESSION = Path("seances/dietwiller-2022-12-15.yaml")
Lire = Callable[[], tuple[FiguresSeance, list[Diagnostic]]]


@pytest.fixture
def dossier(checkout: Path, tmp_path: Path) -> Path:
    for name in ("collectivites", "groupements", "seances"):
        shutil.copytree(checkout / "data" / name, tmp_path / name)
    return tmp_path


@pytest.fixture(scope="module")
def catalogue(checkout: Path) -> Catalogue:
    return Catalogue(Sources(checkout / "data"), search_path(checkout / "data", ()))


@pytest.fixture
def lire(dossier: Path, catalogue: Catalogue) -> Lire:
    """The figures of the session and what is said of its receipts."""

    def read() -> tuple[FiguresSeance, list[Diagnostic]]:
        loaded = load_session(dossier / SESSION, Sources(dossier), catalogue)
        assert loaded.seance is not None
        told = [each for each in loaded.findings if each.code.startswith(("ACCUSE", "FICHIER"))]
        return compute(loaded.seance, catalogue), told

    return read


def lisible(finding: Diagnostic) -> str:
    return finding.message.replace("\u00a0", " ")


def ecrire(dossier: Path, ligne: str, au_lieu_de: str = "  recue_le:\n") -> None:
    texte = (dossier / SESSION).read_text("utf-8")
    assert au_lieu_de in texte
    (dossier / SESSION).write_text(texte.replace(au_lieu_de, ligne), "utf-8")


@pytest.mark.parametrize("nom", [NOM, f"accuses/{NOM}", f"{ACTE}-1-2.XML", f"{ACTE}-1-2_12.xml"])
def test_a_receipt_is_found_by_its_name(dossier: Path, lire: Lire, nom: str) -> None:
    (dossier / "seances/accuses").mkdir()
    (dossier / "seances" / nom).write_bytes(accuse())
    figures, told = lire()
    suites = figures.seance.suites_de(figures.point(9).point)
    assert (told, suites.recue_le, suites.identifiant) == ([], date(2022, 12, 20), ACTE)
    assert figures.point(9).executoire_le == date(2022, 12, 20)
    assert [each.suites.recue_le for each in suites_decidees(figures)] == [date(2022, 12, 20)]


@pytest.mark.parametrize("place", ["seance", "point"])
def test_a_receipt_under_another_name_is_named(dossier: Path, lire: Lire, place: str) -> None:
    (dossier / "seances/recu.xml").write_bytes(accuse(recue_le="2022-12-21+01:00"))
    if place == "seance":
        ecrire(dossier, "  accuse: recu.xml\n")
    else:
        signataire = "    signataire: le maire ou son adjoint délégué\n"
        ecrire(dossier, f"{signataire}    suites:\n      accuse: recu.xml\n", signataire)
    figures, told = lire()
    assert told == []
    assert figures.seance.suites_de(figures.point(9).point).recue_le == date(2022, 12, 21)


def test_the_journal_names_the_receipt(dossier: Path, catalogue: Catalogue) -> None:
    (dossier / "seances" / NOM).write_bytes(accuse())
    sources = Sources(dossier)
    load_session(dossier / SESSION, sources, catalogue)
    assert f"seances/{NOM}" in dict(sources.log)


@pytest.mark.parametrize(
    ("contenu", "code", "dit"),
    [
        (
            accuse().replace(b"216800722-", b"216802249-"),
            "ACCUSE-ACTE",
            "SIREN 216802249 au lieu de 216800722",
        ),
        (accuse(ACTE.replace("068", "067")), "ACCUSE-ACTE", "département 067 au lieu de 068"),
        (
            accuse(ACTE.replace("20221215", "20221117")),
            "ACCUSE-ACTE",
            "séance du 17/11/2022 au lieu du 15/12/2022",
        ),
        (accuse(ACTE.replace("-DE", "-AR")), "ACCUSE-ACTE", "nature AR (actes réglementaires)"),
        (accuse(ACTE.replace("-DE", "-ZZ")), "ACCUSE-ACTE", "nature ZZ, "),
        (accuse(recue_le="2022-12-14"), "ACCUSE-DATE", "avant la séance du 15/12/2022"),
        (accuse()[:300], "ACCUSE-LECTURE", "il est incomplet"),
        (accuse(recue_le="19/12/2022"), "ACCUSE-LECTURE", "sa date de réception"),
        (accuse("un-acte-20221215-9-X"), "ACCUSE-LECTURE", "son identifiant d’acte"),
        (accuse().replace(b'"2022_12_15_09"', b'"2022_12_15_08"'), "ACCUSE-LECTURE", "il se contredit"),
        (accuse().replace(b'"1"', b'"2"'), "ACCUSE-LECTURE", "il se contredit"),
        (
            accuse().replace(b'"2022-12-15"', b'"2022-12-14"'),
            "ACCUSE-LECTURE",
            "l’acte reçu qu’il reprend n’est pas 068-",
        ),
        (accuse().replace(b'"2022-12-15"', b'"hier"'), "ACCUSE-LECTURE", "il se contredit"),
        (
            accuse(ACTE.replace("-DE", "-AR")).replace(b'"2"', b'"1"'),
            "ACCUSE-LECTURE",
            "il se contredit",
        ),
        (b"<RetourClassification/>", "ACCUSE-LECTURE", "ce n’est pas un accusé de réception"),
        (accuse().replace(b"ARActe", b"ARAnnulation"), "ACCUSE-LECTURE", "c’est celui d’une annulation"),
        (b"<autre/>", "ACCUSE-LECTURE", "ce n’est pas un accusé de réception"),
        (b"x" * 1_000_001, "FICHIER-TROP-GROS", "est trop gros"),
        (
            accuse().replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1),
            "ACCUSE-LECTURE",
            "déclare un type de document",
        ),
        (
            accuse().replace(b"ARActe", b"AnomalieActe").replace(b"IDActe", b"Detail"),
            "ACCUSE-LECTURE",
            "l’acte n’a pas été reçu (« 068-216800722",
        ),
    ],
)
def test_what_is_no_receipt_of_this_act(
    dossier: Path, lire: Lire, contenu: bytes, code: str, dit: str
) -> None:
    (dossier / "seances" / NOM).write_bytes(contenu)
    figures, told = lire()
    assert [(each.code, each.severity, each.scope) for each in told] == [
        (code, Severity.ERROR, Scope.CERTIFICATE)
    ]
    assert dit in lisible(told[0])
    assert told[0].location is not None and told[0].location.file == f"seances/{NOM}"
    assert figures.seance.suites_de(figures.point(9).point).recue_le is None


def test_a_budget_is_received_under_its_own_nature(dossier: Path, lire: Lire) -> None:
    budget = ACTE.replace("-DE", "-BF")
    (dossier / f"seances/{budget}-1-2_1.xml").write_bytes(accuse(budget))
    figures, told = lire()
    assert (told, figures.seance.suites_de(figures.point(9).point).identifiant) == ([], budget)


def test_the_receipt_of_an_act_that_no_item_bears(dossier: Path, lire: Lire) -> None:
    autre = ACTE.replace("_09", "_10")
    (dossier / f"seances/{autre}-1-2_1.xml").write_bytes(accuse(autre))
    assert [(each.code, each.severity) for each in lire()[1]] == [("ACCUSE-ACTE", Severity.WARNING)]
    ecrire(dossier, f"  accuse: {autre}-1-2_1.xml\n")
    assert [(each.code, each.severity) for each in lire()[1]] == [("ACCUSE-ACTE", Severity.ERROR)]


def test_receipts_of_acts_left_out_and_of_other_sessions_are_no_matter(dossier: Path, lire: Lire) -> None:
    """Those of another session of the workspace are told when it is read itself."""
    voisine = (dossier / SESSION).read_text("utf-8").replace("15/12/2022", "26/01/2023")
    (dossier / "seances/voisine.yaml").write_text(voisine, "utf-8")
    for autre in (ACTE.replace("_09", "_08"), ACTE.replace("20221215", "20230126"), TREHOU):
        (dossier / f"seances/{autre}-1-2_1.xml").write_bytes(accuse(autre))
    assert lire()[1] == []


@pytest.mark.parametrize(
    ("acte", "dit"),
    [
        (TREHOU.replace("1114", "1113"), "SIREN 212902944, séance du 13/11/2024"),
        (ACTE.replace("20221215", "20221117"), "SIREN 216800722, séance du 17/11/2022"),
        (TREHOU.replace("20241114", "20221215"), "SIREN 212902944, séance du 15/12/2022"),
        (ACTE.replace("20221215", "20221399"), "SIREN 216800722, séance du 20221399"),
    ],
)
@pytest.mark.parametrize("nom", ["{acte}-1-2_1.xml", "accuses/{acte}-1-2_1.xml", "recu.xml"])
def test_a_receipt_of_no_session_that_is_known(
    dossier: Path, lire: Lire, acte: str, dit: str, nom: str
) -> None:
    (dossier / "seances/accuses").mkdir()
    place = dossier / "seances" / nom.format(acte=acte)
    place.write_bytes(accuse(acte))
    (told,) = lire()[1]
    assert (told.code, told.severity, told.point) == ("ACCUSE-ACTE", Severity.WARNING, None)
    assert dit in lisible(told) and "216800722" in told.hint
    assert told.location is not None and told.location.file == place.relative_to(dossier).as_posix()


def test_a_collectivity_whose_siren_is_unknown_is_told(dossier: Path, lire: Lire) -> None:
    """Overseas communes have no SIREN in the reference data: a receipt may be their own."""
    texte = (dossier / "collectivites/dietwiller.yaml").read_text("utf-8")
    assert "commune: Dietwiller " in texte
    texte = texte.replace("commune: Dietwiller ", "commune: 98712 ")
    (dossier / "collectivites/dietwiller.yaml").write_text(texte, "utf-8")
    (dossier / "seances" / NOM).write_bytes(accuse())
    (told,) = lire()[1]
    assert "SIREN 216800722, séance du 15/12/2022" in lisible(told)
    assert "inconnu, à écrire à « siren »" in told.hint.replace("\u00a0", " ")


NANTAISE = ACTE.replace("216800722", "214401093")  # of Nantes, for the day of the session of Dietwiller


@pytest.mark.parametrize(
    ("voisine", "acte", "dits"),
    [
        ("dietwiller", NANTAISE, 1),  # a council and a Bureau: of neither
        ("le_trehou", NANTAISE, 1),  # each of the two tells it, whichever is read
        ("nantes", NANTAISE, 0),  # told when that session is read
        ("ailleurs", NANTAISE, 1),  # no such file
        ("{commune: Nantes}", NANTAISE, 0),
        ("{commune: 98712, siren: 214 401 093}", NANTAISE, 0),
        ("{commune: 98712}", NANTAISE, 1),  # overseas communes have no SIREN in the reference data
        ("{epci: Nantes Métropole}", NANTAISE.replace("214401093", "244400404"), 0),
    ],
)
def test_two_sessions_of_one_evening_lose_no_receipt(
    dossier: Path, lire: Lire, voisine: str, acte: str, dits: int
) -> None:
    texte = (dossier / SESSION).read_text("utf-8")
    assert "collectivite: dietwiller\n" in texte
    texte = texte.replace("collectivite: dietwiller\n", f"collectivite: {voisine}\n")
    (dossier / "seances/voisine.yaml").write_text(texte, "utf-8")
    (dossier / f"seances/{acte}-1-2_1.xml").write_bytes(accuse(acte))
    told = lire()[1]
    assert [(each.code, each.severity) for each in told] == [("ACCUSE-ACTE", Severity.WARNING)] * dits
    assert all("SIREN 214401093, séance du 15/12/2022" in lisible(each) for each in told)


def test_many_receipts_of_no_session_are_told_in_one_finding(dossier: Path, lire: Lire) -> None:
    for rang in range(40):
        autre = ACTE.replace("20221215", f"202101{rang // 2 + 10}").replace("_09", f"_{rang % 2}")
        (dossier / f"seances/{autre}-1-2_1.xml").write_bytes(accuse(autre))
    (told,) = lire()[1]
    assert told.severity is Severity.WARNING
    assert "non repris (40)" in lisible(told) and lisible(told).endswith("; 12 autres.")


def test_a_receipt_under_any_name_is_found(dossier: Path, lire: Lire) -> None:
    (dossier / "seances/recu.xml").write_bytes(accuse())
    figures, told = lire()
    assert told == []
    assert figures.seance.suites_de(figures.point(9).point).recue_le == date(2022, 12, 20)


@pytest.mark.parametrize(
    ("contenu", "dits"),
    [
        (b"<RetourClassification/>", []),  # export transmission reads it with --typologie
        (b"<autre/>", ["ACCUSE-LECTURE"]),
        (accuse()[:300], ["ACCUSE-LECTURE"]),
        (b"x" * 1_000_001, ["FICHIER-TROP-GROS"]),
    ],
)
def test_a_file_that_is_no_receipt_is_told_and_holds_nothing_back(
    dossier: Path, lire: Lire, contenu: bytes, dits: list[str]
) -> None:
    (dossier / "seances/piece.xml").write_bytes(contenu)
    told = lire()[1]
    assert [each.code for each in told] == dits
    assert all(each.severity is Severity.WARNING for each in told)


def test_a_receipt_to_come(dossier: Path, lire: Lire) -> None:
    (dossier / "seances" / NOM).write_bytes(accuse(recue_le="2099-01-01"))
    figures, (told,) = lire()
    assert (told.code, told.severity, told.point) == ("ACCUSE-DATE", Severity.ERROR, 9)
    assert "01/01/2099, plus de cinq ans après la séance du 15/12/2022" in lisible(told)
    assert figures.seance.suites_de(figures.point(9).point).recue_le is None
    (dossier / "seances" / NOM).write_bytes(accuse(recue_le="2027-12-01"))
    assert lire()[1] == [], "the day of the run is never read"


def test_a_receipt_under_the_name_of_another_act_is_told(dossier: Path, lire: Lire) -> None:
    """Its own act is one of the session that the file leaves out: nobody else would miss it."""
    (dossier / "seances" / NOM).write_bytes(accuse(ACTE.replace("_09", "_08")))
    (told,) = lire()[1]
    assert (told.code, told.severity, told.point) == ("ACCUSE-ACTE", Severity.ERROR, 9)
    assert "acte n° 2022_12_15_08 au lieu de 2022_12_15_09" in lisible(told)


def test_a_receipt_that_nobody_can_read_holds_back_its_own_item(dossier: Path, lire: Lire) -> None:
    (dossier / "seances" / NOM).write_bytes(accuse()[:300])
    assert [(each.severity, each.point) for each in lire()[1]] == [(Severity.ERROR, 9)]
    (dossier / "seances" / NOM).rename(dossier / "seances" / NOM.replace("_09", "_10"))
    assert [(each.severity, each.point) for each in lire()[1]] == [(Severity.WARNING, None)]


@pytest.mark.parametrize(
    ("ligne", "dit"),
    [
        ("  recue_le: 19/12/2022\n", "« recue_le » est écrit 19/12/2022, et l’accusé de réception dit 20/"),
        (f"  identifiant: {ACTE[:-1]}X\n", "« identifiant » est écrit"),
    ],
)
def test_what_was_typed_is_compared(dossier: Path, lire: Lire, ligne: str, dit: str) -> None:
    (dossier / "seances" / NOM).write_bytes(accuse())
    ecrire(dossier, ligne)
    figures, (ecart,) = lire()
    assert ecart.code == "ACCUSE-ECART" and dit in lisible(ecart)
    assert [place.file for place in ecart.locations] == [SESSION.as_posix(), f"seances/{NOM}"]
    assert figures.seance.suites_de(figures.point(9).point).recue_le == date(2022, 12, 20)


def test_the_same_value_typed_and_read_says_nothing(dossier: Path, lire: Lire) -> None:
    (dossier / "seances" / NOM).write_bytes(accuse())
    ecrire(dossier, f"  recue_le: 20/12/2022\n  identifiant: {ACTE}\n")
    assert lire()[1] == []


def test_two_receipts_of_one_act(dossier: Path, lire: Lire) -> None:
    (dossier / "seances" / NOM).write_bytes(accuse())
    (dossier / f"seances/{ACTE}-1-2_2.xml").write_bytes(accuse())
    assert lire()[1] == []
    (dossier / f"seances/{ACTE}-1-2_2.xml").write_bytes(accuse(recue_le="2022-12-22"))
    (ecart,) = lire()[1]
    assert ecart.code == "ACCUSE-ECART" and "du 20/12/2022 et du 22/12/2022" in lisible(ecart)


def test_items_received_on_other_days_stand_apart(dossier: Path, lire: Lire) -> None:
    signataire = "    signataire: le maire ou son adjoint délégué\n"
    autre = "objet: Budget\n    acte: deliberation_libre\n    decide: vote le budget\n    vote: unanimité\n"
    ecrire(dossier, f"{signataire}  - numero: 10\n    {autre}", signataire)
    (dossier / "seances" / NOM).write_bytes(accuse())
    figures, told = lire()
    groupes = list(suites_recues(figures))
    recues = [(each.suites.recue_le, [p.point.numero for p in each.points]) for each in groupes]
    assert told == [] and recues == [(date(2022, 12, 20), [9]), (None, [10])]
    assert not any(each.entier for each in groupes)
    (ensemble,) = suites_decidees(figures)
    assert ensemble.entier and ensemble.suites.recue_le is None


@given(
    st.binary(max_size=2_000)
    | st.integers(0, len(accuse()) - 1).flatmap(
        lambda place: st.binary(min_size=1, max_size=3).map(
            lambda octets: accuse()[:place] + octets + accuse()[place + 1 :]
        )
    )
)
def test_any_bytes_are_a_receipt_or_a_finding(contenu: bytes) -> None:
    lu = read_receipt(Source("seances/recu.xml", contenu, ""))
    assert lu is None or isinstance(lu, Receipt | Diagnostic)
    if isinstance(lu, Diagnostic):
        assert (lu.code, lu.scope) == ("ACCUSE-LECTURE", Scope.CERTIFICATE)
