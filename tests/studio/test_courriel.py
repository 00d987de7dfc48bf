"""The message that takes a convocation to the members: ready in the mail program, sent by nobody here."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from actgen.studio.desk import address_of
from tests.evening.gestures import PREPARED
from tests.studio.house import SESSION, Studio

PAGE = address_of(SESSION, "preparer")


@pytest.fixture
def prepared(studio: Studio) -> Studio:
    (studio.root / SESSION).write_text(PREPARED, encoding="utf-8")
    return studio


def _message(browser: TestClient) -> tuple[str, list[str]]:
    """The subject and the lines of the message that the page opens."""
    (address,) = re.findall(r'id="courriel" href="([^"]+)"', browser.get(PAGE).text)
    found = urlsplit(html.unescape(address))
    asked = parse_qs(found.query, strict_parsing=True)
    assert (found.scheme, found.path, len(address) <= 2_000) == ("mailto", "", True)
    return asked["subject"][0], asked["body"][0].split("\r\n")


def test_a_message_to_the_members_is_ready_and_names_nobody(prepared: Studio, browser: TestClient) -> None:
    place = prepared.root / SESSION
    place.write_text(PREPARED.replace("Tarifs de", "Vœu & tarifs de"), encoding="utf-8")
    assert _message(browser) == (
        "Convocation : conseil municipal du jeudi 14 novembre 2024 à 20 h",
        [
            "Madame, Monsieur,",
            "",
            "Vous trouverez ci-joint la convocation à la séance du conseil municipal du jeudi "
            "14 novembre 2024 à 20 h, salle du conseil de la mairie.",
            "",
            "Ordre du jour :",
            "1. Arrêt du procès-verbal de la séance du 10 octobre 2024",
            "2. Adhésion au groupement de commandes pour l’achat de papier et d’enveloppes",
            "3. Vœu & tarifs de location de la salle polyvalente",
        ],
    )


def test_it_announces_what_the_convocation_does(prepared: Studio, browser: TestClient) -> None:
    told = "  mode: courriel\n  ordre_du_jour:\n    - 1. Autre affaire\n"
    place = prepared.root / SESSION
    place.write_text(PREPARED.replace("  mode: courriel\n", told), encoding="utf-8")
    assert _message(browser)[1][-2:] == ["Ordre du jour :", "1. Autre affaire"]


def test_an_agenda_too_long_for_a_message_is_left_to_the_convocation(
    prepared: Studio, browser: TestClient
) -> None:
    place = prepared.root / SESSION
    place.write_text(PREPARED.replace("Tarifs de", f"Tarifs {'é' * 300} de"), encoding="utf-8")
    assert _message(browser)[1][-1].endswith("L’ordre du jour y est.")


def test_a_session_that_was_held_convenes_nobody(studio: Studio, browser: TestClient) -> None:
    assert 'id="courriel"' not in browser.get(PAGE).text
