"""A clerk's whole cycle in a real window, as fast as keys go and at the pace of a person: nothing is lost.

From a bare folder to the correction of an act: what was typed is held against what the files say at the end.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.studio.window import WIDE, running, window

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ROSTER = "\n".join(
    (
        "Civilité;Nom et prénom;Fonction",
        "Mme;MEMBRE Une;Maire",
        "M.;du PLESSIS Guy;1er adjoint (voirie)",
        *(
            f"M.;DUPONT {first};Conseiller"
            for first in ("Michel", "Michel", "Ugo", "Jean-Marc", "Luc", "Éloi")
        ),
        *(
            f"Mme;ROUX {first};Conseillère"
            for first in ("Anne", "Eva", "Lise", "Inès", "Zoé", "Maud", "Rose")
        ),
        "Effectif légal : 15;;",
    )
)
BLOCK = "Salle le samedi\tle jour\t90 €\r\nSalle le dimanche\tle jour\t1 250,00 €\r\n"
WISH = {
    "sujet": "le maintien du bureau de poste",
    "interet_local": "Le bureau sert quatre communes.",
    "souhait": "le bureau reste ouvert six jours sur sept",
    "destinataires": "M. le directeur régional de La Poste",
}
GRANT = {"beneficiaire": "Les Amis de la fanfare", "montant": "900 €", "emploi": "l’achat d’un tuba"}
NAME = "saclas-2026-11-24"
ASKED = "M. Ugo DUPONT demande le prix."
DEBATE = "Mme Anne ROUX : le bureau ferme déjà le samedi, et les habitants s’en plaignent."


class Hand:
    """Types in fields, one after the other. A person looks at each before the next; a machine never does."""

    def __init__(self, page: Page) -> None:
        self.page, self.person = page, False

    def settle(self) -> None:
        """Nothing waits to be saved any more."""
        expect(self.page.locator("html:not([data-attend])")).to_have_count(1)

    def type(self, field: str, text: str) -> None:
        place = self.page.locator(f"#{field}")
        place.focus()
        if place.input_value():
            self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text, delay=4 if self.person else 0)
        self.page.keyboard.press("Tab")
        if self.person:
            self.settle()

    def choose(self, field: str, value: str) -> None:
        self.page.locator(f"#{field}").select_option(value)
        if self.person:
            self.settle()

    def press(self, button: str) -> None:
        """One that an answer follows, which is seen before the next gesture."""
        self.page.locator(f"#{button}").click()
        self.settle()

    def open(self, *folds: str) -> None:
        for fold in folds:
            self.page.locator(f"#{fold}").evaluate("each => { each.open = true; }")

    def go(self, screen: str) -> None:
        """By its link, at once: what was just typed goes first."""
        self.page.get_by_role("link", name=screen, exact=True).click()
        expect(self.page.locator("nav [aria-current=page]").filter(has_text=screen).first).to_be_visible()


def _begin(hand: Hand) -> None:
    page = hand.page
    page.keyboard.type("Saclas")
    page.keyboard.press("Enter")
    page.locator("[name=mode]").last.check()
    hand.type("chef", "Mme Une MEMBRE")
    page.get_by_role("button", name="Préparer la fiche").click()
    hand.go("Le conseil")
    hand.type("champ-population", "1417 en 2023")
    hand.open("volet-tableau")
    page.set_input_files(
        "#tableau", {"name": "conseil.csv", "mimeType": "text/csv", "buffer": ROSTER.encode()}
    )
    page.get_by_role("button", name="Lire ce tableau").click()
    expect(page.locator("#bandeau")).to_contain_text("1 à corriger")
    page.locator("[name=ligne-4-prenom]").fill("Michel-Ange")
    page.get_by_role("button", name="Relire avec ces corrections").click()
    page.locator("#remplacer").check()
    page.get_by_role("button", name="Reprendre ces membres").click()
    expect(page.locator("#effectif")).to_contain_text("15 membres en exercice, la loi en prévoit 15")


def _prepare(hand: Hand) -> None:
    page = hand.page
    hand.go("Mes séances")
    page.locator("#preparer").click()
    for field, text in (("jour", "15/12/26"), ("heure", "20h00"), ("lieu", "salle du conseil")):
        hand.type(field, text)
    page.get_by_role("button", name="Préparer la séance").click()
    for rank, kind in enumerate(("voeu", "tarifs", "subvention")):
        page.locator("#nature").select_option(kind)
        page.locator("#ajouter").click()
        expect(page.locator(f"#carte-{rank}")).to_have_attribute("open", "")
    hand.open("carte-0", "carte-1", "carte-2")
    hand.person = True
    page.evaluate("text => navigator.clipboard.writeText(text)", BLOCK)
    page.locator("#champ-points-1-tarifs-0-prestation").focus()
    page.keyboard.press("Control+v")
    expect(page.locator("#champ-points-1-tarifs-1-montant")).to_have_value("1 250,00 €")
    hand.type("champ-points-1-service", "la salle des fêtes")
    for key, text in GRANT.items():
        hand.type(f"champ-points-2-{key}", text)
    hand.choose("champ-points-2-interesse-0", "Guy du PLESSIS")
    page.locator("#champ-points-2-interesse-1").select_option("Luc DUPONT")
    hand.type("champ-convocation-mode", "courriel")
    hand.person = False
    for key, text in WISH.items():
        hand.type(f"champ-points-0-{key}", text)
    page.locator("#bandeau a.compte").first.click()  # the badge of the header, less than a second after
    expect(page).to_have_url(re.compile("/relire#"))
    hand.go("Préparer la séance")
    hand.type("champ-convocation-envoyee_le", "20/11/26")
    hand.type("champ-seance-date", "24/11/2026")
    hand.go("La feuille du soir")


def _sit(hand: Hand) -> None:
    page = hand.page
    expect(page.locator("#bandeau h1")).to_contain_text("24 novembre 2026")
    hand.choose("pouvoir-a-7", "Anne ROUX")
    hand.type("pouvoir-du-7", "20/11/2026")
    hand.press("absent-15")
    hand.press("autres")
    hand.choose("dit-presidence", "Une MEMBRE")
    hand.choose("dit-secretaire", "Eva ROUX")
    hand.open("noms-1")
    hand.type("pour-1", "12")
    page.locator("[id='contre-1-Ugo-DUPONT']").check()
    page.locator("[id='abstentions-1-Éloi-DUPONT']").check()
    hand.type("debats-1", DEBATE)
    hand.press("noter-debats-1")
    expect(page.locator("[id='abstentions-1-Éloi-DUPONT']")).to_be_checked()
    hand.press("partage-1")
    hand.person = True
    hand.open("demandes-2", "suspendre-2")
    hand.choose("ds-2", "secret")
    hand.type("dn-2", "6")
    hand.press("demander-2")
    expect(page.locator("#scrutin-2")).to_have_value("secret")
    hand.open("suspendre-2")
    for field, text in (("sh-2", "20h30"), ("sr-2", "20h40"), ("sp-2", "Mme Eva ROUX")):
        hand.type(field, text)
    hand.press("suspension-2")
    for field, text in (("pour-2", "10"), ("contre-2", "2"), ("blancs-2", "1"), ("nuls-2", "1")):
        hand.type(field, text)
    hand.press("partage-2")
    for _ in range(2):
        page.get_by_role("button", name="Hors de la salle").first.click()
        hand.settle()
    hand.press("unanimite-3")
    hand.open("ajouter-un-point")
    hand.type("ajout-objet", "Éclairage de la place")
    hand.press("ajouter")
    hand.person = False
    hand.type("dit-levee", "21h30")
    hand.go("Relire")


def _write(hand: Hand) -> None:
    hand.page.locator("#ecrire").click()
    expect(hand.page.locator(".fait")).to_contain_text("fichiers écrits", timeout=120_000)


def _correct(hand: Hand) -> None:
    """Another price, and what was said of an item, once the acts are there."""
    hand.go("Préparer la séance")
    hand.open("carte-1")
    hand.type("champ-points-1-tarifs-0-montant", "95 €")
    hand.go("La feuille du soir")
    hand.page.locator("#ouvrir-3").click()
    hand.type("debats-3", ASKED)
    hand.go("Mes séances")


MEMBERS = [
    "Mme Une MEMBRE", "M. Guy du PLESSIS", "M. Michel DUPONT", "M. Michel-Ange DUPONT", "M. Ugo DUPONT",
    "M. Jean-Marc DUPONT", "M. Luc DUPONT", "M. Éloi DUPONT",
    *(f"Mme {first} ROUX" for first in ("Anne", "Eva", "Lise", "Inès", "Zoé", "Maud", "Rose")),
]  # fmt: skip
SESSION = {
    "seance": {
        "date": "mardi 24/11/2026", "heure": "20h00", "levee": "21h30", "lieu": "salle du conseil",
        "presidence": "Une MEMBRE", "secretaire": "Eva ROUX",
    },
    "convocation": {
        "envoyee_le": "20/11/2026",
        "mode": "courriel",
        "ordre_du_jour": [
            "1. Vœu : le maintien du bureau de poste", "2. Tarifs : la salle des fêtes",
            "3. Attribution d’une subvention : Les Amis de la fanfare",
        ],
    },
    "absents": ["Luc DUPONT, pouvoir à Anne ROUX du 20/11/2026", "Rose ROUX"],
    "suspensions": ["de 20h30 à 20h40, pendant le point 2, demandée par Mme Eva ROUX"],
    "points": [
        {
            "numero": 1, "acte": "voeu", "debats": f"{NAME}-point-1-debats.md", **WISH,
            "vote": "12 pour, 1 contre (Ugo DUPONT), 1 abstention (Éloi DUPONT)",
        },
        {
            "numero": 2, "acte": "tarifs", "vote": "10 pour, 2 contre, 1 blanc, 1 nul", "scrutin": "secret",
            "demandes": "scrutin secret demandé par 6 membres", "service": "la salle des fêtes",
            "tarifs": ["Salle le samedi ; le jour ; 95 €", "Salle le dimanche ; le jour ; 1 250,00 €"],
        },
        {
            "numero": 3, "acte": "subvention", "debats": f"{NAME}-point-3-debats.md", **GRANT,
            "interesse": ["Guy du PLESSIS, a quitté la salle", "Luc DUPONT, a quitté la salle"],
            "vote": "unanimité",
        },
        {"numero": 4, "objet": "Éclairage de la place", "acte": "information"},
    ],
}  # fmt: skip


def _told(written: Any) -> Any:
    """What a file says: a key that is left empty says nothing yet."""
    if isinstance(written, dict):
        return {key: told for key, each in written.items() if (told := _told(each)) not in (None, {})}
    return [_told(each) for each in written] if isinstance(written, list) else written


def _read(root: Path, place: str) -> Any:
    return _told(yaml.safe_load((root / place).read_text(encoding="utf-8")))


def test_nothing_that_is_typed_is_lost(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "mairie"
    root.mkdir()
    how = {"permissions": ["clipboard-read", "clipboard-write"], "viewport": WIDE}
    with running(root) as studio, window(browser, studio, **how) as page:
        hand = Hand(page)
        for part in (_begin, _prepare, _sit, _write, _correct):
            part(hand)
    council, session = _read(root, "collectivites/saclas.yaml"), _read(root, f"seances/{NAME}.yaml")
    assert [name for each in council["membres"] for name in each.values()] == MEMBERS
    assert council["population"] == "1417 en 2023"
    assert session == {"collectivite": "saclas"} | SESSION
    assert [place.name for place in root.glob("seances/*.yaml")] == [f"{NAME}.yaml"]
    for point, said in ((1, DEBATE), (3, ASKED)):
        assert said in (root / f"seances/{NAME}-point-{point}-debats.md").read_text(encoding="utf-8")
