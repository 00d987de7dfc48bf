"""What pages say in place of the keys of files and of commands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from actgen.api.cards import asked
from actgen.api.remarks import remarks
from actgen.api.wording import KEYS, of_pages, rubrique
from actgen.api.workspace import Session, Workspace
from actgen.authoring.explications import fiche
from actgen.authoring.schema import schemas, shipped_kinds
from actgen.base.rules import every_code
from actgen.council.kinds.manifest import Kind
from actgen.studio import desk
from actgen.studio.desk import address_of
from tests.french import keys_shown
from tests.studio import house
from tests.studio.house import Studio
from tests.studio.soir import call, flat, tell

SESSION = "seances/le-trehou-2024-11-14.yaml"
KINDS = {kind.code: kind for kind in shipped_kinds()}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "résumez-les dans un texte, et nommez-le sous « debats » ; sinon, écrivez « debats: aucun ».",
            "résumez-les à « Débats », à la feuille du soir ; sinon, appuyez sur « Aucun débat ».",
        ),
        (
            "Ajoutez par exemple « renonciation_au_secret: unanimité », ou corrigez le mode de scrutin.",
            "Si elle y a renoncé, notez-le par « Renonciation à l’unanimité », à la feuille du soir, ou "
            "corrigez le mode de scrutin.",
        ),
        ("Ajoutez une ligne « objet: ».", "Remplissez « Intitulé »."),
        (
            "un membre intéressé s’écrit dans « mouvements ».",
            "un membre intéressé s’écrit dans « Arrivées et départs ».",
        ),
        ("Effacez la ligne « organe: bureau » : le conseil.", "Effacez « Organe : bureau » : le conseil."),
        ('par exemple « matiere: "3.1" ».', "par exemple « Matière, pour @CTES : 3.1 »."),
        (
            "Ajoutez « acte: deliberation_libre ».",
            "Ajoutez « Ce que le point demande : Autre délibération ».",
        ),
        ("sinon, un motif à « derogations » et --override CONV-DELAI.", "sinon, une raison de l’écarter."),
        (
            "écrivez-le à « derogations », puis relancez avec --override CONV-ODJ.",
            "écrivez-le comme raison de l’écarter.",
        ),
        ("Écrivez l’année à la colonne « vote ».", "Écrivez l’année à la colonne « vote »."),
        (
            "Écrivez-le à la fin du vote : « 4 pour, 4 contre, voix du président pour » (ou « contre »). "
            "Cette voix ne s’ajoute pas.",
            "Notez-le dans « Voix du président, s’il y a partage », à la feuille du soir. Cette voix ne "
            "s’ajoute pas.",
        ),
        (
            "ajoutez au vote « voix du président pour » (ou « contre »).",
            "notez-la dans « Voix du président, s’il y a partage », à la feuille du soir.",
        ),
        ("dans le dossier « seances ».", "dans le dossier « seances »."),
        ("« Membre 1 » est absent.", "« Membre 1 » est absent."),
    ],
)
def test_a_key_is_shown_by_the_title_of_its_field(written: str, shown: str) -> None:
    assert _breaking(of_pages(_typed(written))) == shown


def _typed(text: str) -> str:
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:")


def _breaking(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_what_is_said_once_is_said_the_same_again() -> None:
    once = of_pages("Ajoutez la ligne «\u00a0debats: aucun\u00a0».")
    assert of_pages(once) == once


def _keys(schema: object) -> set[str]:
    if isinstance(schema, dict):
        own = set(schema.get("properties") or ())
        return own.union(*map(_keys, schema.values()))
    return set[str]().union(*map(_keys, schema)) if isinstance(schema, list) else set()


def test_every_key_of_a_file_has_its_words() -> None:
    """A key that comes is worded here, or pages show it as it is typed."""
    files = (json.loads(body) for name, body in schemas().items() if name != "acte.json")
    known = set[str]().union(*map(_keys, files))
    assert {each for each in known if "_" in each} - KEYS.keys() == set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_field_of_an_act_is_explained_by_keys(kind: Kind) -> None:
    for field in (each for part in asked(kind) for each in part):
        for told in (field, *field.colonnes):
            assert keys_shown(told.aide) == [], told
    titles = {code: each.titre for code, each in KINDS.items()}
    titles |= {each.nom: each.titre for champ in kind.champs for each in (*champ.colonnes, champ)}
    for controle in kind.controles:
        assert keys_shown(of_pages(_typed(controle.conseil), lambda key: titles.get(key, ""))) == [], controle


@pytest.mark.parametrize("code", [code for code in every_code() if not code.startswith("GABARIT-")])
def test_no_rule_is_explained_by_keys(code: str) -> None:
    exemple = fiche(every_code()[code]).exemple
    assert exemple is None or keys_shown(of_pages(exemple.explication)) == [], exemple.explication


def _le_trehou(checkout: Path, point: str) -> Session:
    """The worked example, its last item asking for another act."""
    workspace = Workspace(checkout / "data")
    text = workspace.read(SESSION)[0]
    return workspace.session(SESSION, f"{text[: text.index('  - numero: 3')]}  - numero: 3\n    {point}\n")


def test_a_field_is_named_as_the_act_of_its_item_names_it(checkout: Path) -> None:
    keys = (
        "objet: Convention",
        "acte: convention_avec_un_tiers",
        "tiers: le Conseil",
        "sens: la collectivité",
    )
    point = "\n    ".join(keys)
    session = _le_trehou(checkout, point)
    written = " ".join(f"{each.message} {each.hint}" for each in session.findings)
    shown = " ".join(f"{each.finding.message} {each.finding.hint}" for each in remarks(session))
    assert "«\u00a0qualite_du_tiers\u00a0»" in written and "«\u00a0montant\u00a0»" in written
    assert "«\u00a0Qualité de l’autre partie\u00a0»" in shown and "«\u00a0Montant total\u00a0»" in shown
    assert keys_shown(shown) == []


def test_an_item_that_cannot_be_read_is_named_too(checkout: Path) -> None:
    session = _le_trehou(
        checkout, "objet: Convention\n    acte: convention_avec_un_tiers\n    qualite_du_tier: maire"
    )
    assert session.told and not any(keys_shown(each.hint) for each in session.told), session.told


def test_a_key_that_is_shown_alone_has_its_title_and_the_banner_leads_to_what_lacks(
    studio: Studio, browser: TestClient
) -> None:
    assert [rubrique(each) for each in ("conseillere", "organisme", "vu")] == [
        "Conseillère",
        "Organisme",
        "Textes visés",
    ]
    place = studio.root / house.SESSION
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("  levee: 21h10\n", ""), encoding="utf-8")
    page = browser.get(address_of(house.SESSION, "relire")).text
    assert f'<a class="compte" href="{address_of(house.SESSION, "relire")}#manques">' in page
    assert '<h2 id="manques">' in page


def test_every_reason_that_a_page_gives_is_in_its_words() -> None:
    """A key of a file stood on the sheet: « Corrigez « heure » ou « levee » »."""
    told = {
        place.name: re.findall(r"(?<!of_pages\()\bstr\(\w*error\)", place.read_text(encoding="utf-8"))
        for place in Path(desk.__file__).parent.rglob("*.py")
    }
    assert len(told) > 20
    assert {name: found for name, found in told.items() if found} == {}


def test_an_hour_refused_on_the_sheet_names_the_box(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    page = flat(tell(browser, geste="dit", rubrique="levee", valeur="19h30"))
    assert "Corrigez « Heure » ou « Levée à »" in page
    assert "levee" not in page
