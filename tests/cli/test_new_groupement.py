"""`actgen new groupement`: a file that `status` accepts, and `batch` once its blanks are filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actgen.law.reference import Epci, epci
from tests.cli.conftest import Actgen

pytestmark = pytest.mark.usefixtures("before_the_launch")

ANSWERS = (
    "achat de papier\nl’achat de papier\npapier\nLe Faou\n"
    "Daoulas, Hanvec, Irvilac\nDaoulas, Hanvec, Irvillac\n"
)
FILE = Path("groupements/papier.yaml")
HTML = ("--formats", "html", "--jobs", "1")
BLANKS = {
    "version": "version 1 du 2 septembre 2024",
    "contexte": "papier-contexte.md",
    "represente_par": "Mme Membre 1, maire",
    "date": "07/11/2024",
    "a_deliberer_avant": "31/12/2024",
    "contact": "service de la commande publique",
    "forme": "bons de commande",
    "  objet": "la fourniture de papier",
    "achat": "fournitures et services",
    "duree": "3 ans",
    "minimum_ht": "aucun",
    "maximum_ht": "90 000 €",
    "procedure": "procédure adaptée",
    "titulaires": "un",
    "lancement": "06/01/2025",
    "cao": "celle du coordonnateur",
    "execution": "chaque membre pour ses bons de commande",
    "frais": "coordonnateur, sans rémunération",
    "comite_de_pilotage": "aucun",
    "adhesion": "fermée",
    "retrait": "à chaque date anniversaire, l’année en cours restant due",
    "signature": "une feuille par membre",
}


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def filled(text: str, blanks: dict[str, str] = BLANKS) -> str:
    """The file with a value in each blank, and the lines that serve put to use."""
    for key, value in blanks.items():
        text, count = re.subn(
            rf"^( *){key.strip()}: *(#.*)?$", rf"\g<1>{key.strip()}: {value}", text, count=1, flags=re.M
        )
        assert count == 1, key
    for line in ("  preavis: 3 mois", "    - titre: Papier", "      cle: membre demandeur"):
        text, count = re.subn(rf"^#{re.escape(line)}.*$", line, text, count=1, flags=re.M)
        assert count == 1, line
    return text


def test_from_nothing_to_the_papers_of_a_group(actgen: Actgen) -> None:
    run = actgen("new", "groupement", answers=ANSWERS)
    assert (run.code, run.err) == (0, "")
    told = plain(run.out)
    assert "avec son article" in told and "« Irvilac ». Noms proches : Irvillac" in told
    assert told.endswith("actgen batch groupements/papier.yaml")
    text = FILE.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema/groupement.json\n")
    assert Path("schema/groupement.json").is_file()
    assert max(map(len, text.splitlines())) <= 115
    begun = actgen("status", str(FILE))
    assert begun.code == 0 and "Logonna" not in begun.out and "Irvillac" in begun.out
    early = actgen("batch", str(FILE), *HTML)
    assert early.code == 1 and "GC-CONSEILS" in early.out and not list(Path("output").rglob("*.html"))
    FILE.write_text(filled(text), encoding="utf-8")
    Path("groupements/papier-contexte.md").write_text("Quatre communes voisines.\n", encoding="utf-8")
    run = actgen("batch", str(FILE), *HTML)
    assert (run.code, run.err) == (0, ""), run.out
    assert "PROJET" not in " ".join(place.name for place in Path("output").rglob("*"))
    assert len(list(Path("output").rglob("avant-le-vote"))) == 3


@pytest.mark.slow
@pytest.mark.parametrize("name", ["papier", "2024"])
def test_a_file_that_is_renamed_keeps_its_folder(actgen: Actgen, name: str) -> None:
    """Its name is told in the file: the text that councils approved stays guarded."""
    actgen("new", "groupement", answers=f"l’achat de papier\n{name}\nLe Faou\nDaoulas\n")
    file = Path(f"groupements/{name}.yaml")
    text = file.read_text("utf-8").replace("  a_deliberer_avant:", "  a_deliberer_avant: 31/12/2024 ", 1)
    file.write_text(text, encoding="utf-8")
    assert actgen("batch", str(file), *HTML).code == 0
    renamed = file.rename(file.with_name("autre.yaml"))
    assert actgen("batch", str(renamed), *HTML).code == 0
    assert [place.name for place in Path("output").iterdir()] == [f"groupement-{name}"]


def test_each_blank_that_is_left_is_named(actgen: Actgen) -> None:
    """Only the day that is asked of the councils is needed: the rest shows as blanks, none hides another."""
    actgen("new", "groupement", answers=ANSWERS)
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(
        text.replace("  a_deliberer_avant:", "  a_deliberer_avant: 31/12/2024 ", 1), encoding="utf-8"
    )
    run = actgen("batch", str(FILE), *HTML)
    assert run.code == 0, run.out
    (blanks,) = re.findall(r"convention à approuver\s+(\d+)\sblancs", run.out)
    assert int(blanks) >= 15
    assert "GABARIT-" not in run.out  # no heading yet: it is for the file to have one, not for the template


def test_an_epci_has_all_its_communes(actgen: Actgen) -> None:
    run = actgen("new", "groupement", answers="l’achat de papier\n\nCINOR\n\n")
    assert (run.code, run.err) == (0, "")
    text = Path("groupements/achat-de-papier.yaml").read_text(encoding="utf-8")
    assert "communes_de: 249740119" in text and "siege:" in text and "\n  departement:" not in text
    begun = actgen("status", "groupements/achat-de-papier.yaml")
    assert begun.code == 0 and "4 membres" in begun.out.replace("\u00a0", " ")


def test_an_epci_in_several_departements_is_asked_for_that_of_its_seat(actgen: Actgen) -> None:
    actgen("new", "groupement", answers="l’achat de papier\n\nCA Mont Saint-Michel-Normandie\nAvranches\n")
    actgen("new", "groupement", answers="l’achat de sel\n\nRedon Agglomération\n\n")
    text = Path("groupements/achat-de-sel.yaml").read_text(encoding="utf-8")
    assert re.search(
        r"^  departement: +# celui du siège : .*35 \(Ille-et-Vilaine\)", text.replace("\u00a0", " "), re.M
    )


def test_a_group_that_is_there_is_left_as_it_is(actgen: Actgen) -> None:
    actgen("new", "groupement", answers=ANSWERS)
    FILE.write_text("à moi", encoding="utf-8")
    run = actgen("new", "groupement", answers="l’achat de papier\npapier.yaml\n")
    assert run.code == 2 and "existe déjà" in run.err and FILE.read_text(encoding="utf-8") == "à moi"
    assert actgen("new", "groupement", answers="l’achat de papier\n../x\nLe Faou\n\n").code == 0
    assert Path("groupements/x.yaml").is_file()


@pytest.mark.parametrize("siren", ["243000593", "243500725", "249740119"])
def test_all_the_communes_are_offered_in_words_that_any_name_fits(actgen: Actgen, siren: str) -> None:
    """« de de Petite Camargue »: what an EPCI is called has an article, or none: no table tells."""
    nom_complet = place.nom_complet if isinstance(place := epci(siren), Epci) else ""
    run = actgen("new", "groupement", answers=f"l’achat de papier\npapier\n{siren}\n\n")
    assert run.code == 0 and nom_complet
    assert f"[toutes les communes membres : {plain(nom_complet)}]" in plain(run.out)
    typed = f"Toutes les communes membres : {plain(nom_complet)}"
    assert actgen("new", "groupement", answers=f"l’achat de sel\nsel\n{siren}\n{typed}\n").code == 0
    assert f"communes_de: {siren}" in Path("groupements/sel.yaml").read_text(encoding="utf-8")
