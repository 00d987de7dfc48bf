"""Rare states of the screens, each with the file that is in it: what a clerk meets once a year, or less."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from actgen.studio.desk import address_of, key_of
from tests.evening.gestures import PREPARED
from tests.group.espaces import espace
from tests.studio.house import COUNCIL, DATA, OTHER, SESSION
from tests.studio.test_groupement import TABLE
from tests.studio.test_groupement_tableau import OTHERWISE
from tests.studio.test_soir_votes import HELD
from tests.studio.windows.hands import focused, keys, unfolded

EPCI = "collectivites/forets_seine_et_suzon.yaml"
SUBSTITUTES = "seances/forets-seine-et-suzon-2025-09-25.yaml"
GROUP, AMENDED = "groupements/papier.yaml", "groupements/exemple_avenant.yaml"
CALLED = "\nabsents:\n  - Membre 7, pouvoir à Adjointe 2 du 12/11/2024\n"
LAPSED = f"{CALLED}mouvements:\n  - Adjointe 2 part à 20h10, avant le point 1\n"
MOST = "".join(f"  - Membre {rank}, excusé\n" for rank in range(8, 15))
AGENDA = "  mode: courriel\n  ordre_du_jour:\n    - 1. Vœu pour la gare\n"
WITHDRAWN = "    objet: Tarifs de location de la salle polyvalente\n    retire: avant la séance\n"
VOICES = "        - voix:\n            - Membre 5, {}\n            - Membre 8, {}\n"
ROUNDS = (
    f"      sieges: 1\n      tours:\n{VOICES.format('7 voix', '7 voix')}{VOICES.format('9 voix', '5 voix')}"
)


def _evening(day: str, told: str, *others: tuple[str, str]) -> str:
    text = PREPARED.replace("jeudi 14/11/2024", day) + told
    for old, new in others:
        assert old in text
        text = text.replace(old, new)
    return text


_VOTE = "la journée\n    vote:\n"
FILES = {
    "pouvoir": _evening(
        "05/12/2024",
        LAPSED,
        ("adhesion_groupement   # celui", "adhesion_groupement\n    interesse: Membre 9   # celui"),
    ),
    "quorum": _evening("12/12/2024", CALLED + MOST),
    "avance": _evening("14/11/2099", CALLED, ("envoyee_le: 07/11/2024", "envoyee_le:")),
    "scrutin": _evening("19/12/2024", CALLED, (_VOTE, f"la journée\n{HELD}    candidatures: plusieurs\n")),
    "election": _evening(
        "19/11/2024",
        CALLED,
        (_VOTE, f"la journée\n    nature: nomination\n    scrutin: secret\n    vote:\n{ROUNDS}"),
    ),
    "levee": _evening(
        "21/11/2024",
        CALLED + "compte:\n  presents: 12\n",
        ("  heure: 20h00\n", "  heure: 20h00\n  levee: 21h10\n"),
        ("    vote:\n", "    vote: unanimité\n"),
    ),
    "annonce": _evening("06/11/2099", ""),
    "apart": _evening(
        "13/11/2099",
        "",
        ("  mode: courriel\n", AGENDA),
        ("    objet: Tarifs de location de la salle polyvalente\n", WITHDRAWN),
    ),
}


def furnish(root: Path) -> None:
    """Every worked example, and a session of Le Tréhou in each of these states."""
    for name in ("collectivites", "seances", "groupements"):
        shutil.copytree(DATA / name, root / name)
    for state, text in FILES.items():
        (root / _file(state)).write_text(text, encoding="utf-8")
    (root / "seances/illisible.yaml").write_text(PREPARED.replace("jeudi 14", "lundi 14"), encoding="utf-8")
    place = root / "seances/forets-2099.yaml"
    own = (root / SUBSTITUTES).read_text(encoding="utf-8").partition("\nconvocation:")[0]
    place.write_text(
        own.replace("jeudi 25/09/2025", "24/09/2099").replace("  levee: 20h10\n", ""), encoding="utf-8"
    )
    aside = (root / SESSION).read_text(encoding="utf-8").replace("jeudi 14/11/2024", "lundi 18/11/2024")
    (root / "seances/le-trehou-2024-11-18.yaml.txt").write_text(aside, encoding="utf-8")
    file = espace(root / "groupe")
    text = file.read_text(encoding="utf-8").replace(
        "\nconseils:", "  retours: papier-retours.csv\n\nconseils:", 1
    )
    (root / GROUP).write_text(text, encoding="utf-8")
    shutil.copy(root / "groupe/groupements/papier-contexte.md", root / "groupements")
    shutil.rmtree(root / "groupe")
    (root / "groupements/papier-retours.csv").write_text(TABLE, encoding="utf-8")


def _file(state: str) -> str:
    return f"seances/etat-{state}.yaml"


SCREENS = (
    "/",
    "/a-faire",
    "/conseil",
    "/annee",
    "/verifier",
    "/preparer",
    *(address_of(COUNCIL, screen) for screen in ("conseil", "tableau", "annee", "fichier")),
    *(address_of(SESSION, screen) for screen in ("preparer", "soir", "relire", "lendemain", "fichier")),
    address_of(GROUP, "groupement"),
)
"""Each of them once, in a state of every day."""

Opened = Callable[[Page, str], None]


def _evening_of(state: str, point: int = 0) -> Opened:
    def opened(page: Page, origin: str) -> None:
        page.goto(f"{origin}{address_of(_file(state), 'soir')}" + (f"?point={point}" if point else ""))

    return opened


def _screen(name: str, screen: str, asked: str = "") -> Opened:
    def opened(page: Page, origin: str) -> None:
        page.goto(f"{origin}{address_of(name, screen)}{asked}")
        unfolded(page, "main")

    return opened


def _page(address: str) -> Opened:
    def opened(page: Page, origin: str) -> None:
        page.goto(f"{origin}{address}")

    return opened


def since_when(page: Page, origin: str) -> None:
    """A name changes of a member who sat."""
    page.goto(f"{origin}{address_of(COUNCIL, 'conseil')}")
    page.locator("#m-8-nom").fill("MARIÉ")
    keys(page, "Tab")
    page.wait_for_selector("#jour")


def _no_day(page: Page, origin: str) -> None:
    since_when(page, origin)
    page.locator("#jour").fill("bientôt")
    keys(page, "Enter")
    page.wait_for_selector("#faute-jour")


def _left_out(page: Page, origin: str) -> None:
    page.goto(f"{origin}{address_of(COUNCIL, 'conseil')}")
    page.locator("#retirer-8").click()
    page.wait_for_selector("h1:has-text('Retirer')")


def two_values(
    page: Page, origin: str, root: Path, path: str = "champ-population", old: str = "636 en 2022"
) -> None:
    """The file says another thing since the page was shown."""
    page.goto(f"{origin}{address_of(COUNCIL, 'conseil')}")
    place = root / COUNCIL
    place.write_text(place.read_text(encoding="utf-8").replace(old, "640 en 2023"), encoding="utf-8")
    page.locator(f"#{path}").fill("650 en 2024")
    keys(page, "Tab")
    page.wait_for_selector(".deux-textes")


def _refused_vote(page: Page, origin: str) -> None:
    _evening_of("pouvoir")(page, origin)
    page.locator("#pour-1").fill("99")
    page.locator("#partage-1").click()
    page.wait_for_selector("#point-1 [data-refus]")


def _refused_hour(page: Page, origin: str) -> None:
    _evening_of("pouvoir")(page, origin)
    page.locator("#dit-levee").fill("18h")
    keys(page, "Tab")
    page.wait_for_selector("#fin .refus")


def _bulletins(page: Page, origin: str) -> None:
    _evening_of("pouvoir")(page, origin)
    page.locator("#scrutin-1").select_option("secret")
    page.wait_for_selector(".secret:visible")


def _refused_dossier(page: Page, origin: str) -> None:
    page.goto(f"{origin}{address_of(_file('annonce'), 'preparer')}")
    unfolded(page, "#ajouts")
    page.set_input_files("#deposer", {"name": "papier.yaml", "mimeType": "text/yaml", "buffer": b"nmo: x\n"})
    page.wait_for_selector("#faute-deposer")


def _merged(page: Page, origin: str) -> None:
    page.goto(f"{origin}{address_of(GROUP, 'groupement')}")
    page.set_input_files(
        "#retour", {"name": "reponses.csv", "mimeType": "text/csv", "buffer": OTHERWISE.encode()}
    )
    page.locator("#deposer").click()
    page.wait_for_selector(".fusion:focus")  # its first: the page gives it the focus once it is there


def _to_undo(page: Page, origin: str) -> None:
    _merged(page, origin)
    page.locator(".reprendre").click()
    page.wait_for_selector("#defaire")
    focused(page, "recus")


def _too_big(page: Page, origin: str) -> None:
    page.goto(f"{origin}{address_of(GROUP, 'groupement')}")
    page.set_input_files("#retour", {"name": "gros.csv", "mimeType": "text/csv", "buffer": b"x" * 1_200_000})
    page.locator("#deposer").click()
    page.wait_for_selector("h1:has-text('trop gros')")


STATES: dict[str, Opened] = {
    "since when": since_when,
    "since no day": _no_day,
    "left out": _left_out,
    "substitutes": _screen(SUBSTITUTES, "soir"),
    "lapsed proxy": _evening_of("pouvoir"),
    "to confirm": _evening_of("pouvoir", 2),
    "refused vote": _refused_vote,
    "refused hour": _refused_hour,
    "bulletins": _bulletins,
    "ahead": _evening_of("avance"),
    "quorum lost": _evening_of("quorum"),
    "lists": _evening_of("scrutin", 3),
    "rounds": _evening_of("election", 3),
    "closing": _evening_of("levee"),
    "installation": _screen("seances/locronan-2026-03-21-installation.yaml", "soir"),
    "bureau": _screen("seances/forets-2099.yaml", "preparer"),
    "announced": _screen(_file("annonce"), "preparer"),
    "apart, withdrawn": _screen(_file("apart"), "preparer"),
    "refused dossier": _refused_dossier,
    "second convocation": _page(f"/preparer?suite_de={key_of(OTHER)}"),
    "held": _screen(SESSION, "preparer"),
    "amendment": _screen(AMENDED, "groupement"),
    "member of an amendment": _screen(AMENDED, "groupement", "?membre=29137"),
    "merged": _merged,
    "to undo": _to_undo,
    "assemblies": _screen(EPCI, "annee", "?an=2025"),
    "aside": _screen(COUNCIL, "annee", "?an=2024"),
    "found": _page("/?cherche=tarifs"),
    "nothing found": _page("/?cherche=piscine"),
    "too big": _too_big,
    "no page": _page("/inconnue"),
    "unreadable": _screen("seances/illisible.yaml", "soir"),
}


def _first_page(page: Page, origin: str) -> None:
    page.goto(f"{origin}/")
    focused(page, "nom")


def _unknown(page: Page, origin: str) -> None:
    page.locator("#nom").fill("Dietwiler")
    keys(page, "Enter")
    page.wait_for_selector("#faute-nom")
    focused(page, "nom")


def _homonyms(page: Page, origin: str) -> None:
    page.goto(f"{origin}/")
    page.locator("#nom").fill("Sainte-Colombe")
    keys(page, "Enter")
    expect(page.locator("[name=code]").first).to_be_focused()


def _no_mode(page: Page, origin: str) -> None:
    page.goto(f"{origin}/")
    for _ in range(2):
        page.locator("#nom").fill("Dietwiller")
        keys(page, "Enter")
        page.wait_for_selector("[name=mode]")
    page.wait_for_selector("#faute")
    expect(page.locator("[name=mode]").first).to_be_focused()


def _ready(page: Page, origin: str) -> None:
    page.locator("[name=mode]").first.check()
    page.locator("#chef").fill("M. Membre UN")
    keys(page, "Enter")
    expect(page.get_by_role("link", name="Écrire les membres")).to_be_focused()


def _first_session(page: Page, origin: str) -> None:
    page.goto(f"{origin}/preparer")
    page.locator("#jour").fill("bientôt")
    keys(page, "Enter")
    page.wait_for_selector("#faute-jour")
    focused(page, "jour")


FIRST_STEPS: tuple[Opened, ...] = (_first_page, _unknown, _homonyms, _no_mode, _ready, _first_session)
STEPPED = {"dietwiller.yaml"}
