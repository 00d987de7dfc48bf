"""The evening sheet in two windows, and what is sent from it while it is typed."""

from __future__ import annotations

import json
import os
import re
from datetime import datetime

import pytest
from starlette.testclient import TestClient

from tests.evening.gestures import PREPARED
from tests.studio.house import SESSION, WRITES, Studio
from tests.studio.soir import PAGE, call, flat, part, tell, written

MINUTES = PREPARED.replace("- numero: 1\n", "- numero: 1\n    acte: approbation_proces_verbal\n").replace(
    "    objet: Arrêt du procès-verbal de la séance du 10 octobre 2024\n", "    seance_du: 10/10/2024\n"
)


def typed(browser: TestClient, **form: str) -> tuple[int, str]:
    answer = browser.post(PAGE, data=form | {"a_mesure": "1"}, headers=WRITES)
    return answer.status_code, answer.text


def window(browser: TestClient, **asked: str) -> dict[str, str]:
    """What each form of a window knows of what it changes, by its gesture and what that is about."""
    page = browser.get(PAGE, params=asked).text
    known = {}
    about = ("geste", "point", "rang", "rubrique", "membre")
    for form in re.findall(r"<form method=\"post\".*?</form>", page, re.S):
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
        if "vu" in fields:
            known[" ".join(filter(None, map(fields.get, about)))] = fields["vu"]
    return known


def test_what_is_typed_is_saved_and_answered_by_a_sign_alone(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    known = window(browser)["debats 1"]
    beside = prepared.root / "seances" / "le-trehou-2024-11-14-point-1-debats.md"
    for words in ("Me", "Membre 5 demande", "Membre 5 demande le prix."):
        _, answer = typed(browser, geste="debats", point="1", texte=words, vu=known)
        assert beside.read_text(encoding="utf-8") == f"{words}\n"
        assert re.fullmatch(r"Enregistré à \d+ h( \d\d)?", flat(json.loads(answer)["enregistre"]))
        known = json.loads(answer)["vu"]
    for place in (prepared.root / SESSION, beside):
        os.utime(place, (0, 0))
    page = tell(browser, geste="debats", point="1", texte="Membre 5 demande le prix.", vu=known)
    assert flat(page).count("Point 1 : débats notés") == 1
    saved = datetime.now().strftime("Enregistré à %-H h")
    assert saved in flat(part(page, 'class="enregistre"', "</p>")), "by its log, if its file did not change"


@pytest.mark.parametrize("hour", ["2", "21h1", "25h", "18h"])
def test_an_hour_half_typed_is_neither_saved_nor_told(
    prepared: Studio, browser: TestClient, hour: str
) -> None:
    call(browser)
    before = written(prepared)
    assert typed(browser, geste="dit", rubrique="levee", valeur=hour) == (422, "")
    assert written(prepared) == before


def test_a_text_that_another_window_changed_is_shown_and_not_replaced(
    prepared: Studio, browser: TestClient
) -> None:
    (prepared.root / SESSION).write_text(MINUTES, encoding="utf-8")
    call(browser)
    for geste in ("debats", "remarques"):
        old = window(browser)[f"{geste} 1"]
        tell(browser, geste=geste, point="1", texte="Membre 5 <parle>.", vu=old)
        assert typed(browser, geste=geste, point="1", texte="Membre 8", vu=old) == (409, "")
        page = tell(browser, geste=geste, point="1", texte="Membre 8 parle.", vu=old)
        assert "ce texte est devenu « Membre 5 <parle>. ». Le vôtre est dans la case" in flat(page)
        form = part(page, f'value="{geste}"', "</form>")
        assert "data-a-mesure" not in page[: page.index(form)].rpartition("<form")[2], (
            "its button alone saves it"
        )
        both = "Membre 5 <parle>. Membre 8 parle."
        (known,) = re.findall(r'name="vu" value="([^"]*)"', form)
        assert both in flat(tell(browser, geste=geste, point="1", texte=both, vu=known)).replace("&lt;", "<")


def test_a_vote_told_by_another_window_is_not_replaced_unseen(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    old = window(browser)
    yes = {"geste": "vote", "point": "1", "mode": "unanimite", "vu": old["vote 1"]}
    for _ in range(2):  # a key pressed twice
        page = flat(tell(browser, **yes))
        assert ("Point 2 : 13 présents" in page, "autre fenêtre" in page) == (True, False)
    told = {"mode": "chiffres", "pour": "12", "contre": "2", "vu": old["vote 1"]}
    for form in (told | {"geste": "vote"}, {"geste": "devenir", "sort": "reporte", "motif": "trop tard"}):
        page = tell(browser, **{"point": "1", "vu": old["devenir 1"]} | form)
        assert "Ceci a été noté dans une autre fenêtre" in flat(part(page, 'id="point-1"', 'id="point-2"'))
    assert written(prepared).count("vote: unanimité") == 1
    assert "reporte" not in written(prepared)
    tell(browser, **told | {"geste": "vote", "point": "1", "vu": window(browser, point="1")["vote 1"]})
    assert "vote: 12 pour, 2 contre\n" in written(prepared), "told anew by who has seen it"


def test_two_windows_say_once_what_both_say_and_lose_nothing(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    old = window(browser)
    leaves = {"geste": "mouvement", "heure": "20h45", "point": "2"}
    for name in ("Membre 5", "Membre 6", "Membre 5"):
        tell(browser, **leaves, membre=f"{name}|part")
    for number in ("5", "6", "5"):
        tell(browser, geste="demande", point="3", scrutin="secret", nombre=number)
    for _ in range(2):
        tell(browser, geste="interesse", point="2", membre="Membre 9", a_quitte="oui")
    told = written(prepared)
    assert (told.count("Membre 5 part"), told.count("Membre 6 part"), told.count("Membre 9")) == (1, 1, 1)
    assert (told.count("par 5 membres"), told.count("par 6 membres")) == (1, 1)
    page = tell(browser, geste="annuler", vu=old["annuler"])
    assert "Un geste a été noté depuis, dans une autre fenêtre" in flat(page)
    rows = window(browser)
    tell(browser, geste="mouvement_corrige", rang="0", membre="Membre 5", retire="1")
    page = tell(
        browser,
        geste="mouvement_corrige",
        rang="0",
        membre="Membre 6",
        heure="21h",
        vu=rows["mouvement_corrige 0 Membre 5"],
    )
    assert "Ceci a été noté dans une autre fenêtre" in flat(page)
    assert "Membre 6 part à 20h45" in written(prepared)


GUARDED = {
    "dit assistait": ({"valeur": "secrétaire de mairie"}, {"valeur": "DGS"}, "Assistait aussi : "),
    "dit levee": ({"valeur": "22h"}, {"valeur": "23h"}, "Levée à : "),
    "dit secretaire": ({"valeur": "Membre 5"}, {"valeur": "Membre 6"}, "Secrétaire : "),
    "reponse Membre 7": (
        {"etat": "pouvoir", "mandataire": "Adjointe 2", "du": "13/11/2024"},
        {"etat": "pouvoir", "mandataire": "Adjointe 2", "du": "10/11/2024"},
        "pouvoir à Adjointe 2 du ",
    ),
    "reponse Membre 12": ({"etat": "excuse"}, {"etat": "present"}, "Membre 12 : "),
    "compte": ({"presents": "12", "representes": "1"}, {"presents": "13", "representes": "1"}, "présents, "),
    "aborde 1": ({"heure": "20h15"}, {"heure": "20h30"}, "Point 1 : abordé à "),
    "preside 1": ({"membre": "Membre 5"}, {"membre": "Membre 6"}, "Point 1 : préside "),
    "candidatures 3": ({"combien": "liste_unique"}, {"combien": "plusieurs"}, "Point 3 : "),
}


@pytest.mark.parametrize("which", GUARDED)
def test_what_another_window_told_is_shown_beside_what_is_told(
    prepared: Studio, browser: TestClient, which: str
) -> None:
    (prepared.root / SESSION).write_text(f"{PREPARED}    nature: nomination\n", encoding="utf-8")
    call(browser)
    if which == "compte":
        tell(browser, geste="dit", rubrique="levee", valeur="21h")
    first, second, words = GUARDED[which]
    geste, _, about = which.partition(" ")
    opened = {"point": about} if about.isdigit() else {}
    old = window(browser, **opened)[which]
    form = {"geste": geste, {"dit": "rubrique", "reponse": "membre"}.get(geste, "point"): about, "vu": old}
    tell(browser, **form | first)
    told = written(prepared)
    assert "autre fenêtre" not in flat(tell(browser, **form | first)), "the same twice"
    page = flat(tell(browser, **form | second))
    assert "Dans une autre fenêtre, il a été noté «" in page
    assert page.count(words) >= 2, "both versions"
    assert (written(prepared), "Noter la mienne" in page) == (told, geste != "compte")
    if geste == "dit":
        assert typed(browser, **form | second) == (409, "")
    tell(browser, **form | second | {"vu": window(browser, **opened)[which]})
    assert written(prepared) != told, "told anew by who has seen it"


def test_of_an_item_that_is_no_more_it_is_told_above_all(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    page = flat(tell(browser, geste="aborde", point="9", heure="20h15", vu="d’une page plus ancienne"))
    assert "Ceci a été noté dans une autre fenêtre" in page
