"""`make bench-studio`: what a clerk waits for in the studio, and what it holds after a day of work.

A real studio and Debian's Chromium, driven by the keyboard. Times are what the wall clock says of a window,
so that nothing is told of a busy machine; what the studio alone spent is beside them, in CPU.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles

import groups
import workspaces
from machine import too_busy, workplace
from measures import ROOT, french
from playwright.sync_api import Page, sync_playwright

EXAMPLE = ROOT / "data" / "seances" / "dietwiller-2022-12-15.yaml"
SESSIONS, ITEMS = 40, 8  # a year of a council that meets often: 320 acts, with a group of 39 beside
EDITS, KEYS = 1_000, 60
FIRST_DAY = date(2024, 1, 11)
EVENING = """\
collectivite: le_trehou
seance:
  date: {jour:%d/%m/%Y}
  heure: 20h00
  levee: 22h10
  lieu: mairie
  presidence: Membre 1
  secretaire: Membre 6
  premier_numero: {premier}
convocation:
  envoyee_le: {convocation:%d/%m/%Y}
  mode: courriel
absents: Membre 14, excusée
points:
"""
ITEM = """\
  - numero: {rank}
    objet: Attribution d’un marché de travaux, lot n° {rank}
    acte: deliberation_libre
    matiere: "1.1"
    decide: attribue le marché de travaux du lot n° {rank}
    vote: unanimité
"""


def main() -> int:
    if too_busy():
        return 0
    with workplace() as folder:
        year(folder / "year")
        workspaces.large_session(EXAMPLE, folder / "large", complete=True)
        missed = report(folder)
    return int(missed)


def year(folder: Path) -> None:
    """Forty sessions of a council, and a group of thirty-nine communes."""
    shutil.copytree(EXAMPLE.parent.parent / "collectivites", folder / "collectivites")
    council = folder / "collectivites" / "le_trehou.yaml"
    text = council.read_text(encoding="utf-8")
    council.write_text(text.replace("{mois}-{point}", "{rang}"), encoding="utf-8")  # several sessions a month
    groups.of_size(EXAMPLE, folder, groups.SOME)
    (folder / "seances").mkdir()
    for week in range(SESSIONS):
        jour = FIRST_DAY + timedelta(weeks=week)
        first, sent = week * ITEMS + 1, jour - timedelta(days=7)
        text = EVENING.format(jour=jour, convocation=sent, premier=first)
        text += "".join(ITEM.format(rank=rank) for rank in range(1, ITEMS + 1))
        (folder / "seances" / f"le-trehou-{jour}.yaml").write_text(text, encoding="utf-8")


def report(folder: Path) -> bool:
    """Print each figure beside its goal; whether one is missed."""
    rows = [
        *of_year(folder / "year"),
        *of_keys(folder / "year", "15 membres, 8 points", 250),
        *of_keys(folder / "large", "69 membres, 60 points", 600),
    ]
    print(f"studio, charge {french(os.getloadavg()[0])}")
    for title, value, unit, goal in rows:
        state = f"   cible {french(goal)}{unit}, {'tenue' if value <= goal else 'dépassée'}" if goal else ""
        print(f"  {title:<58} {french(round(value) if value >= 10 else value):>6}{unit}{state}")
    return any(goal is not None and value > goal for _, value, _, goal in rows)


Row = tuple[str, float, str, float | None]


def of_year(root: Path) -> Iterator[Row]:
    """How long the list of a year takes to come, and what a thousand edits leave in memory."""
    with window() as page:
        begun = time.monotonic()
        with studio(root) as (process, address):
            ready = time.monotonic()
            page.goto(address)
            page.locator("tbody a").first.wait_for()
            came = time.monotonic()
            page.locator("#lecture:not(:has(form))").wait_for(state="attached")
            told = time.monotonic()
            yield (
                "une année (40 séances) s’ouvre, les plus récentes lues",
                1_000 * (came - ready),
                " ms",
                1_000,
            )
            yield "la même, toutes ses séances étant lues", 1_000 * (told - ready), " ms", None
            yield "la même, de la commande à la liste", 1_000 * (came - begun), " ms", None
            yield from of_changes(root, process.pid, page)


def of_changes(root: Path, pid: int, page: Page) -> Iterator[Row]:
    """What is spent once the year is known: on a list shown again, on a file that changed, on edits."""
    yield "la même, une seconde fois", opened(page, "/"), " ms", None
    touch(sorted((root / "seances").iterdir())[SESSIONS // 2])
    begun = spent(pid)
    opened(page, "/")
    used = spent(pid) - begun
    yield "la même, une séance ayant changé, processeur", 1_000 * used, " ms", 150
    begun = spent(pid)
    edit(page)
    used = spent(pid) - begun
    yield f"{french(EDITS)} saisies enregistrées, processeur, chacune", 1_000 * used / EDITS, " ms", None
    yield f"mémoire après {french(EDITS)} saisies", memory(pid), " Mo", 250


def of_keys(root: Path, title: str, goal: float) -> Iterator[Row]:
    """From a key to the page of the act that shows it: in the file, then in the card of an item."""
    with studio(root) as (process, address), window() as page:
        page.goto(address)
        for where, come, letter in (("fichier", into_the_file, "z"), ("carte", into_a_card, "k")):
            come(page)
            begun = spent(process.pid)
            times = typed(page, letter)
            used = (spent(process.pid) - begun) / len(times)
            named = f"{title}, {where}\u00a0:"
            yield f"{named} d’une touche à la page, médiane", quantiles(times, n=20)[9], " ms", None
            yield f"{named} d’une touche à la page, 95 fois sur 100", quantiles(times, n=20)[18], " ms", goal
            yield f"{named} processeur du studio, chacune", 1_000 * used, " ms", None


# a studio and its window


@contextmanager
def studio(root: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A studio of a folder, and the address that lets one browser in."""
    line = [sys.executable, "-m", "actgen", "studio", str(root), "--no-browser"]
    with subprocess.Popen(
        line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT
    ) as process:
        said = ""
        while "Studio ouvert." not in said and process.stdout is not None:
            said += process.stdout.readline()
        try:
            yield process, re.findall(r"http://\S+", said)[0]
        finally:
            process.terminate()


@contextmanager
def window() -> Iterator[Page]:
    """A window of a browser that is ready."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        yield page
        browser.close()


def opened(page: Page, path: str) -> float:
    """Milliseconds until a page is shown."""
    begun = time.monotonic()
    page.goto(_within(page, path))
    return 1_000 * (time.monotonic() - begun)


def touch(session: Path) -> None:
    """A line of it is changed by another program."""
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace("levee: 22h10", "levee: 22h40"), encoding="utf-8")


def to_screen(page: Page, screen: str) -> None:
    """A screen of the first session of the list, whichever that session is at."""
    page.goto(_within(page, "/"))
    shown = page.locator("tbody a").first.get_attribute("href") or ""
    page.goto(_within(page, f"{shown.rpartition('/')[0]}/{screen}"))


def edit(page: Page) -> None:
    """A field left a thousand times, the page around it asked again each time, as a window does."""
    to_screen(page, "fichier")
    page.evaluate(
        """async (turns) => {
            const room = location.pathname.replace(/[^/]*$/, "");
            for (let turn = 0; turn < turns; turn++) {
                const page = await (await fetch(location.pathname)).text();
                const [, revision] = page.match(/id="revision"[^>]*value="(\\w+)"/);
                const body = new URLSearchParams(
                    { chemin: "seance/lieu", valeur: `salle ${turn}`, revision, retour: "fichier" });
                const reply = await fetch(`${room}champ`, { method: "POST", body });
                if (!reply.ok) throw new Error(reply.status);
            }
        }""",
        EDITS,
    )


def _within(page: Page, path: str) -> str:
    return "/".join(page.url.split("/")[:3]) + path


def spent(pid: int) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) / 1_000


def into_a_card(page: Page) -> None:
    """The end of the title of the first item."""
    to_screen(page, "preparer#champ-points-0-objet")
    page.keyboard.press("End")


def into_the_file(page: Page) -> None:
    """The beginning of the first decision."""
    to_screen(page, "fichier")
    page.evaluate(
        """() => {
            const text = document.getElementById("texte");
            const found = text.value.match(/\\n    decide:(?: |\\n +- )/);
            const end = found.index + found[0].length;
            text.focus();
            text.setSelectionRange(end, end);
        }"""
    )


def typed(page: Page, letter: str) -> list[float]:
    """Milliseconds from each key to the frame that shows what it wrote, a word growing where one is."""
    page.keyboard.type(f"approuve {letter} ")
    page.keyboard.press("ArrowLeft")
    times = []
    for rank in range(1, KEYS + 1):
        page.evaluate(_WATCH, letter * (rank + 1))
        page.keyboard.press(letter)
        times.append(float(page.evaluate("window.shown")))
    return times


_WATCH = """(word) => {
    const act = () => document.getElementById("cadre").contentDocument.body.textContent.toLowerCase();
    window.shown = new Promise((tell) => addEventListener("keydown", () => {
        const pressed = performance.now();
        const look = () => {
            if (act().includes(word)) tell(performance.now() - pressed);
            else requestAnimationFrame(look);
        };
        look();
    }, { once: true, capture: true }));
}"""


if __name__ == "__main__":
    sys.exit(main())
