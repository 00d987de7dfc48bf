"""« Relire »: what is wrong leads to its field, what may be set aside asks why; then the acts, by use."""

from __future__ import annotations

import html
import io
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from typing import Any

import pikepdf
import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

import actgen
from actgen.base.errors import EnvironmentFault
from actgen.cli import main
from actgen.studio.desk import Desk, address_of
from actgen.studio.screens import papiers
from actgen.studio.screens.relire import _passages
from tests.evening.gestures import PREPARED
from tests.session.test_retouches import correct, words
from tests.studio.house import COUNCIL, DATA, SESSION, WRITES, Studio, once_made
from tests.studio.test_screens import _flat
from tests.studio.test_untouched import Forms

PAGE = address_of(SESSION, "relire")
WARNED = "seances/dietwiller-2022-12-15.yaml"
LATE = ("envoyee_le: 07/11/2024", "envoyee_le: 12/11/2024")
WRONG = ("vote: 9 pour, 2 contre", "vote: 10 pour, 2 contre")


def _change(studio: Studio, *changes: tuple[str, str]) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    place.write_text(text, encoding="utf-8")


def _pile(page: str, title: str) -> str:
    """What a page shows under a heading of remarks, up to the next one."""
    return re.split(r"<h2|<details id=\"pile-|</section>", page.partition(f">{title} <")[2])[0]


def _keys(page: str) -> list[str]:
    return re.findall(r'id="constat-(\w+)"', page)


def _links(part: str) -> dict[str, str]:
    found = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', part)
    return {html.unescape(words).replace("\u00a0", " "): html.unescape(address) for address, words in found}


def _set_aside(browser: TestClient, name: str, key: str, motif: str) -> tuple[int, str]:
    answer = browser.post(address_of(name, "ecarter"), data={"cle": key, "motif": motif}, headers=WRITES)
    return answer.status_code, answer.text


@pytest.fixture
def warned(studio: Studio, browser: TestClient) -> TestClient:
    """A browser on a workspace of which one session may have a remark set aside."""
    for pattern in ("collectivites/dietwiller*", "groupements/*services*", "seances/dietwiller*"):
        for place in DATA.glob(pattern):
            shutil.copy2(place, studio.root / place.relative_to(DATA))
    return browser


# what is read again


def test_a_session_without_fault_says_so(browser: TestClient) -> None:
    page = browser.get(PAGE).text
    assert "Aucune remarque." in page
    assert 'id="ecrire">' in page
    assert "10 actes en PDF, et en Word ceux qui se retouchent" in _flat(page)


def test_remarks_are_in_heaps_and_lead_to_where_they_are_mended(studio: Studio, browser: TestClient) -> None:
    _change(studio, LATE, WRONG)
    page = browser.get(PAGE).text
    mend = _pile(page, "À corriger")
    assert len(_keys(mend)) == 2
    links = _links(mend)
    assert (
        links["Corriger « 10 pour, 2 contre, 2 abstentions »"]
        == f"{address_of(SESSION, 'soir')}?point=2#point-2"
    )
    told = _flat(page)
    assert "À voir par" not in _flat(mend)  # who reads it is the one
    assert not re.search(r"\blignes? \d", told)
    assert "CONV-DELAI" not in told
    assert "--override" not in told
    assert links["Corriger"] == f"{address_of(SESSION, 'preparer')}#champ-convocation-envoyee_le"
    assert 'id="champ-convocation-envoyee_le"' in browser.get(links["Corriger"]).text
    shown = browser.get(links["Le voir dans le fichier"]).text
    begin, end = map(int, re.search(r'data-debut="(\d+)" data-fin="(\d+)"', shown).groups())  # type: ignore[union-attr]
    text = (studio.root / SESSION).read_text(encoding="utf-8")
    assert text.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le") == "12/11/2024"


def test_a_remark_says_why_in_the_words_of_explain(studio: Studio, browser: TestClient) -> None:
    _change(studio, LATE)
    told = _flat(_pile(browser.get(PAGE).text, "À corriger"))
    assert "Les jours francs se comptent entre le jour de l’envoi et celui de la séance" in told
    assert "Art. L. 2121-11 CGCT : délai de convocation" in told
    assert "Art. L. 2121-12" not in told  # of larger communes
    assert "Une erreur empêche la délibération et le certificat" in told


def test_what_is_the_coordinators_is_folded_and_asks_nothing(warned: TestClient) -> None:
    page = warned.get(address_of(WARNED, "relire")).text
    elsewhere = page.partition('<details id="pile-ailleurs">')[2].partition('<details id="pile-info">')[0]
    assert "rien à faire pour vous" in _flat(elsewhere)
    assert "À voir par m2A, coordonnateur du groupement" in _flat(elsewhere)
    assert "Écarter" not in elsewhere
    assert f'href="{address_of("groupements/e_services.yaml")}' in elsewhere


def test_a_remark_about_the_council_leads_to_its_place_there(warned: TestClient) -> None:
    read = _pile(warned.get(address_of(WARNED, "relire")).text, "À lire avant de signer")
    told = _flat(read)
    assert "en vigueur à compter du 01/07/2022" in told
    assert "08/08/2015" not in told  # of an earlier wording
    field = _links(read)["Corriger dans la fiche de la collectivité"]
    assert field.startswith(f"{address_of('collectivites/dietwiller.yaml', 'conseil')}#champ-publication")
    assert f'id="{field.partition("#")[2]}"' in warned.get(field).text


def test_what_lacks_leads_to_its_field(studio: Studio, browser: TestClient) -> None:
    _change(studio, ("  levee: 21h10\n", ""))
    page = browser.get(PAGE).text
    lacking = page.partition(">À compléter <")[2].partition("</ul>")[0]
    assert "Heure de la levée" in _flat(lacking)
    assert f'href="{address_of(SESSION, "soir")}#dit-levee"' in lacking


def test_the_band_counts_what_the_page_lists(studio: Studio, browser: TestClient) -> None:
    noted = PREPARED.replace("convocation:\n", "convocation:\n  note_de_synthese: oui\n")
    more = "".join(f"  - numero: {n}\n    objet: Affaire {n}\n    vote:\n" for n in (4, 5))
    (studio.root / SESSION).write_text(noted + more, encoding="utf-8")
    page = browser.get(PAGE).text
    lacking = page.partition('<ul class="manques">')[2].partition("</ul>")[0]
    assert _flat(lacking).count("Exposé du point") == 3
    assert f"{lacking.count('<li>')} à compléter" in _flat(page)


def test_a_file_that_cannot_be_read_says_so(studio: Studio, browser: TestClient) -> None:
    (studio.root / SESSION).write_text("seance: [\n", encoding="utf-8")
    page = browser.get(PAGE).text
    assert _keys(_pile(page, "À corriger"))
    assert 'id="ecrire" disabled' in page
    assert "Aucun acte ne peut être écrit." in page


@pytest.mark.parametrize(
    ("asked", "shown"), [("acte=proces-verbal", "proces-verbal"), ("", "deliberation-02")]
)
def test_an_act_is_chosen_and_each_of_its_values_is_in_a_list(
    browser: TestClient, asked: str, shown: str
) -> None:
    page = browser.get(f"{PAGE}?{asked}").text
    assert f'<option value="{shown}" selected>' in page
    assert f"montre={shown}" in page
    values = page.partition('<details class="valeurs"')[2].partition("</details>")[0]
    assert _links(values)["vingt heures"] == f"{address_of(SESSION, 'preparer')}#champ-seance-heure"
    assert f"{address_of(COUNCIL, 'conseil')}#rang-" in values


def test_a_value_is_listed_with_all_its_words(browser: TestClient) -> None:
    page = browser.get(f"{PAGE}?acte=deliberation-03").text
    values = page.partition('<details class="valeurs"')[2].partition("</details>")[0]
    told = {_flat(words).replace("\u00a0", " ") for words in re.findall(r"<a [^>]*>(.*?)</a>", values, re.S)}
    assert "14 votants" in told
    assert "14" not in told


def test_a_day_and_its_superior_letters_are_one_value() -> None:
    mark = '<span data-lieu="{}">{}</span>'
    day = (
        mark.format(1, "le 1")
        + f'<sup class="superieur">{mark.format(1, "er")}</sup>'
        + mark.format(1, " mai")
    )
    html = f"<p>{day}</p><p>{mark.format(1, 'puis')} et {mark.format(2, '3')}</p>"
    assert list(_passages(html)) == [(1, "le 1er mai"), (1, "puis"), (2, "3")]


def test_the_next_act_is_one_button_away(browser: TestClient) -> None:
    page = browser.get(f"{PAGE}?acte=deliberation-02&vers=publication-02").text
    assert '<option value="publication-02" selected>' in page
    assert re.search(r'name="vers" value="deliberation-02"[^>]*>Précédent', page)
    assert re.search(r'name="vers" value="deliberation-03"[^>]*>Suivant', page)


# what is set aside


def test_a_remark_is_set_aside_by_its_reason_and_comes_back(studio: Studio, warned: TestClient) -> None:
    place, address = studio.root / WARNED, address_of(WARNED, "relire")
    before = place.read_text(encoding="utf-8")
    page = warned.get(address).text
    (key,) = _keys(_pile(page, "À lire avant de signer"))
    assert _set_aside(warned, WARNED, key, "  délibération du 25/05/2020,\r\n gardée  ")[0] == 303
    after = place.read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    reasons = actgen.Workspace(studio.root).session(WARNED).examination.set_aside
    assert [each.derogation.motif for each in reasons] == ["délibération du 25/05/2020, gardée"]
    page = warned.get(address).text
    assert not _keys(_pile(page, "À lire avant de signer"))
    assert "Raison : délibération du 25/05/2020, gardée" in _flat(page)
    answer = warned.post(address_of(WARNED, "remettre"), data={"rang": "0"}, headers=WRITES)
    assert answer.status_code == 303
    assert _keys(_pile(warned.get(address).text, "À lire avant de signer")) == [key]


def test_a_reason_for_the_whole_session_names_no_item(studio: Studio, browser: TestClient) -> None:
    _change(studio, LATE)
    (key,) = _keys(_pile(browser.get(PAGE).text, "À corriger"))
    assert _set_aside(browser, SESSION, key, "urgence")[0] == 303
    written = actgen.Workspace(studio.root).fields(SESSION).several(("derogations",))
    assert written == [{"code": "CONV-DELAI", "motif": "urgence"}]


@pytest.mark.parametrize(
    ("motif", "told"),
    [
        ("", "Écrivez pourquoi"),
        ("x", "Écrivez pourquoi"),
        (" \r\n", "Écrivez pourquoi"),
        ("x" * 601, "trop longue"),
    ],
)
def test_a_reason_is_asked_for(studio: Studio, warned: TestClient, motif: str, told: str) -> None:
    before = (studio.root / WARNED).read_bytes()
    (key,) = _keys(_pile(warned.get(address_of(WARNED, "relire")).text, "À lire avant de signer"))
    status, page = _set_aside(warned, WARNED, key, motif)
    assert status == 422
    assert told in _flat(page.partition(f'id="faute-{key}"')[2].partition("</p>")[0])
    assert f'id="ecarter-{key}" open' in page
    assert motif.strip() in page
    assert (studio.root / WARNED).read_bytes() == before


def test_what_contradicts_itself_is_mended(studio: Studio, browser: TestClient) -> None:
    _change(studio, WRONG)
    page = browser.get(PAGE).text
    (key,) = _keys(_pile(page, "À corriger"))
    assert f'id="ecarter-{key}"' not in page
    assert _set_aside(browser, SESSION, key, "tant pis")[0] == 422
    assert _set_aside(browser, SESSION, "0" * 12, "tant pis")[0] == 422
    assert (
        browser.post(address_of(SESSION, "remettre"), data={"rang": "7"}, headers=WRITES).status_code == 422
    )


# what is written


def _written(browser: TestClient, **form: str) -> str:
    """The page once the acts are written."""
    answer = browser.post(address_of(SESSION, "ecriture"), data={"ecrire": "1"} | form, headers=WRITES)
    assert answer.status_code == 303
    return once_made(browser, address_of(SESSION, "ecriture"))


def _titles(page: str) -> list[str]:
    headings = re.findall(r'(?:<h3>|<summary[^>]*>)([^<]*) <span class="nombre">([^<]*)</span>', page)
    return [html.unescape(f"{title} ({number})").replace("\u00a0", " ") for title, number in headings]


def test_the_acts_are_written_then_told_by_use(studio: Studio, browser: TestClient) -> None:
    page = _written(browser)
    assert "27 fichiers écrits." in _flat(page)
    assert _titles(page) == [
        "À signer (3 actes, 8 pages)",
        "À arrêter à la prochaine séance, puis à signer (1 acte, 3 pages)",
        "À afficher et à mettre en ligne (1 acte, 1 page)",
        "Déjà publiés, à garder (2 délibérations, 3 pages)",
        "Déjà transmis, à garder au registre (2 délibérations, 3 pages)",
        "Pour le secrétariat (1 acte, 1 page)",
        "Word, pour retoucher (7 fichiers)",
        "Pages pour le site internet (3 fichiers)",
    ]
    assert "Délibération 3, copie à publier" in page
    assert not re.search(r'href="[^"]*(?:output|\.\.|%2[eEfF]|\.pdf)', page)
    links = re.findall(r'href="(/papier/\w+)"', page)
    pdf, word = browser.get(links[0]), browser.get(links[-4])
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"].startswith("inline")
    assert pdf.headers["x-content-type-options"] == "nosniff"
    assert word.headers["content-disposition"].startswith("attachment")
    assert "word" in word.headers["content-type"]
    (folder,) = (place.parent for place in (studio.root / "output").rglob("journal.json"))
    assert pdf.content in {place.read_bytes() for place in folder.glob("*.pdf")}
    printed = browser.get(address_of(SESSION, "imprimer/signer"))
    with pikepdf.open(io.BytesIO(printed.content)) as whole:
        assert len(whole.pages) == 6 + (1 + 1) + 1  # each act begins a sheet
    assert browser.get(address_of(SESSION, "imprimer/retoucher")).status_code == 404
    _signed(folder, browser)
    _changed(studio, browser)


def _signed(folder: Path, browser: TestClient) -> None:
    """A file that somebody changed is kept, told, and not printed with the others."""
    signed = next(folder.glob("*proces-verbal.pdf"))
    signed.write_bytes(signed.read_bytes() + b"% sign\xc3\xa9\n")
    page = _written(browser)
    assert "Rien n’avait changé" in page
    assert f"<strong>{signed.name}</strong>" in page
    assert "À arrêter à la prochaine séance, puis à signer (1 acte)" in _titles(page)
    assert "changé depuis" in page


def _changed(studio: Studio, browser: TestClient) -> None:
    """A session that was changed since says that its acts are no longer those."""
    assert "La séance a changé" not in browser.get(PAGE).text
    _change(studio, ("levee: 21h10", "levee: 21h20"))
    assert "La séance a changé depuis que ces actes ont été écrits" in _flat(browser.get(PAGE).text)


def test_a_refused_act_says_why(studio: Studio, browser: TestClient) -> None:
    _change(studio, WRONG)
    told = _flat(browser.get(PAGE).text.partition('id="ecriture"')[2])
    assert "Ne peuvent pas encore être écrits : Délibération 2" in told
    assert "14 voix pour 13 votants possibles" in told


def test_an_error_of_law_is_passed_over_by_who_answers_for_it(studio: Studio, browser: TestClient) -> None:
    _change(studio, LATE)
    (key,) = _keys(_pile(browser.get(PAGE).text, "À corriger"))
    assert 'name="outre-' not in browser.get(PAGE).text
    assert _set_aside(browser, SESSION, key, "urgence, approuvée à l’ouverture")[0] == 303
    page = browser.get(PAGE).text
    assert "Raison : urgence, approuvée à l’ouverture" in _flat(page)
    assert "sans effet" not in _flat(page)  # the reason waits: it is no slip
    assert 'name="outre-CONV-DELAI"' in page
    (studio.root / "output").mkdir()
    assert _titles(_written(browser))[0] == "À signer (1 acte, 6 pages)"  # the convention
    assert "À signer (3 actes, 8 pages)" in _titles(_written(browser, **{"outre-CONV-DELAI": "1"}))


def test_a_folder_that_cannot_be_written_says_so(studio: Studio, browser: TestClient) -> None:
    (studio.root / "output").write_text("", encoding="utf-8")
    page = _written(browser)
    assert 'role="alert"' in page
    assert "Traceback" not in page
    assert not {"NotADirectoryError", "FileExistsError"} & set(re.findall(r"\w+", page))


def test_the_acts_are_written_once_at_a_time(
    studio: Studio, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, going_on = [], Event()

    def slowly(*_: object) -> None:
        began.append(1)
        going_on.wait()
        raise EnvironmentFault("Le disque est plein.")

    monkeypatch.setattr(papiers, "write", slowly)
    for _ in range(3):
        answer = browser.post(address_of(SESSION, "ecriture"), data={"ecrire": "1"}, headers=WRITES)
        assert answer.headers["location"] == f"{PAGE}#ecriture"
    assert "data-suivi" in browser.get(PAGE).text
    assert 'id="ecrire"' not in browser.get(PAGE).text
    going_on.set()
    while "data-suivi" in browser.get(address_of(SESSION, "ecriture")).text:
        pass  # as long as the first is not over, nothing else is begun
    assert "Le disque est plein." in _written(browser)
    assert len(began) == 2  # one of the three, and that which has just been asked for


def test_acts_that_are_written_while_the_page_is_made(
    studio: Studio, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page tells one moment, be it over when it comes."""
    page, going_on = Desk.page, Event()

    def late(desk: Desk, template: str, status: int = 200, **values: Any) -> Response:
        going_on.set()
        for thread in enumerate_threads():
            if isinstance(thread, Thread) and thread.daemon and thread.name.endswith("(_do)"):
                thread.join()
        return page(desk, template, status, **values)

    def slowly(*_: object) -> None:
        going_on.wait()
        raise EnvironmentFault("Le disque est plein.")

    monkeypatch.setattr(papiers, "write", slowly)
    browser.post(address_of(SESSION, "ecriture"), data={"ecrire": "1"}, headers=WRITES)
    monkeypatch.setattr(Desk, "page", late)
    for _ in range(2):
        assert browser.get(address_of(SESSION, "ecriture")).status_code == 200
    assert "Le disque est plein." in browser.get(PAGE).text


@pytest.mark.parametrize("asked", ["signer", "x", "..%2f..%2fetc%2fpasswd", "%00"])
def test_nothing_is_printed_before_it_is_written(browser: TestClient, asked: str) -> None:
    assert browser.get(address_of(SESSION, f"imprimer/{asked}")).status_code == 404


@pytest.mark.parametrize("asked", ["", "0" * 24, "../" * 3 + "etc/passwd", "..%2f..%2fetc%2fpasswd", "%00"])
def test_no_file_is_opened_by_its_place(browser: TestClient, asked: str) -> None:
    assert browser.get(f"/papier/{asked}").status_code == 404


def _noting(started: list[list[str]]) -> Callable[[list[str]], bool]:
    def started_too(command: list[str]) -> bool:
        started.append(command)
        return True

    return started_too


def test_the_folder_is_opened_by_the_machine(
    studio: Studio, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = address_of(SESSION, "dossier")
    assert browser.post(ask, data={"x": ""}, headers=WRITES).status_code == 404
    session = actgen.Workspace(studio.root).session(SESSION)
    folder = session.render(studio.root / "output", formats=("html",)).folder
    started: list[list[str]] = []
    monkeypatch.setattr("actgen.studio.browser._started", _noting(started))
    for platform, program in (("linux", "xdg-open"), ("darwin", "open"), ("win32", "explorer")):
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
        assert browser.post(ask, data={"x": ""}, headers=WRITES).status_code == 303
        assert started.pop() == [f"/usr/bin/{program}", str(folder)]
    shown = address_of(SESSION, "lendemain")
    ((to, form),) = Forms(browser.get(shown).text, "/dossier").found
    assert (to, browser.post(to, data=form, headers=WRITES).headers["location"]) == (ask, shown)
    assert started.pop()[-1] == str(folder)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    answer = browser.post(ask, data={"x": ""}, headers=WRITES)
    assert answer.status_code == 500
    assert str(folder) in answer.text


@pytest.mark.slow
def test_the_acts_are_the_bytes_that_the_command_writes(
    studio: Studio, browser: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _written(browser)
    twin = tmp_path / "autre"
    shutil.copytree(studio.root, twin, ignore=shutil.ignore_patterns("output"))
    monkeypatch.chdir(twin)
    assert main(["render", SESSION]) == 0
    (ours,), (theirs,) = (
        [place.parent for place in (root / "output").rglob("journal.json")] for root in (studio.root, twin)
    )
    names = {place.name for place in theirs.iterdir()}
    assert len(names) > 27
    for name in names - {".actgen.lock"}:
        assert (ours / name).read_bytes() == (theirs / name).read_bytes(), name
    assert {place.name for place in ours.iterdir()} == names


def test_words_corrected_in_word_are_taken_by_a_button(studio: Studio, browser: TestClient) -> None:
    name = "seances/aulon-2025-04-11.yaml"
    for each in ("collectivites/aulon.yaml", "seances/aulon-2025-04-11*"):
        for place in DATA.glob(each):
            shutil.copy2(place, studio.root / place.relative_to(DATA))
    session = studio.root / name
    session.write_text(session.read_text("utf-8").partition("suites:")[0], "utf-8")
    actgen.Workspace(studio.root).session(name).render(studio.root / "output", ("docx",))
    (word,) = studio.root.rglob("1-deliberation-02-libre.docx")
    assert "corrigé à la main" not in browser.get("/a-faire").text
    correct(word, words("30\u00a0€", "35\u00a0€"), words("Après en avoir délibéré", "Ayant délibéré"))
    assert "ne dit plus ce que dit l’acte (délibération 2)" in _flat(browser.get("/a-faire").text)
    read = _flat(_pile(browser.get(address_of(name, "relire")).text, "À corriger"))
    assert "le Word dit « 35 € », la séance « 30 € »" in read
    assert not re.search("derogations|controle|--take|ACTE-", read)
    keys = re.findall(r'name="controle" value="(\w+)"', browser.get(address_of(name, "relire")).text)
    assert len(keys) == 1, "the words of the model are not the session's"
    sent = [
        browser.post(address_of(name, "reprendre"), data={"controle": keys[0]}, headers=WRITES) for _ in "12"
    ]
    assert [answer.status_code for answer in sent] == [303, 422]
    assert "Cette différence n’est plus là" in sent[1].text
    assert "fixe à 35 € la taxe" in session.read_text("utf-8")
    assert "35" not in _pile(browser.get(address_of(name, "relire")).text, "À corriger").partition("<li")[0]
