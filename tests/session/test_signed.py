"""What is signed, posted, adopted stays as it was written; the days that are written on it since do come."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

import actgen
from actgen.base.diagnostics import Severity
from actgen.session.writing.plan import Outcome
from tests.session.acts import ROOT, edit, workspace

SHIPPED = sorted(place.stem for place in (ROOT / "data/seances").glob("*.yaml"))
QUICK = "treguennec-2025-10-16"
SESSION = "le-trehou-2024-11-14"
KEPT = (Outcome.KEPT, Outcome.NOT_REWRITTEN)
_FOLLOWED = re.compile(
    r"^(?:suites|liste_des_deliberations|proces_verbal):[^\n]*\n(?:(?:[ #][^\n]*)?\n)*", re.MULTILINE
)
SIGNED = "suites:\n  deliberation_signee_le: {jour}\n"
POSTED = "liste_des_deliberations:\n  affichee_le: {jour}\n"
ONLINE = "  mise_en_ligne_le: {jour}\n"
SENT = "  transmise_le: {jour}\n  publiee_le: {jour}\n"
CERTIFIED = "  certificat_du: {tard}\n"
ADOPTED = "proces_verbal:\n  arrete_le: {tard}\n  remarques: Une faute de frappe.\n"


class Seance:
    """A session in a workspace of its own, nothing of what followed it written in its file."""

    def __init__(self, folder: Path, name: str) -> None:
        self.root = workspace(folder)
        self.file = self.root / "seances" / f"{name}.yaml"
        self.bare = _FOLLOWED.sub("", self.file.read_text(encoding="utf-8")).rstrip() + "\n"
        annee, mois, jour = map(int, re.findall(r"-(\d{4})-(\d\d)-(\d\d)", name)[0])
        held = date(annee, mois, jour)
        self.days = {
            "jour": f"{held + timedelta(days=1):%d/%m/%Y}",
            "tard": f"{held + timedelta(days=30):%d/%m/%Y}",
        }

    def say(self, followed: str) -> None:
        self.file.write_text(self.bare + followed.format(**self.days), encoding="utf-8")

    def write(self) -> tuple[list[tuple[str, Severity, str]], set[str]]:
        """What is told of acts that would say something else, and the files that are kept for it."""
        session = actgen.Workspace(self.root).session(f"seances/{self.file.name}")
        done = session.render(out=self.root / "output", formats=("html",))
        told = [
            (each.message.replace("\u00a0", " "), each.severity, each.hint or "")
            for each in done.examination.report.findings
            if each.code == "ACTE-CHANGE"
        ]
        return told, {each.act for each in done.written if each.outcome in KEPT}

    def words(self, name: str) -> str:
        (place,) = (self.root / "output").rglob(f"{name}.html")
        return place.read_text(encoding="utf-8").replace("\u00a0", " ")


@pytest.fixture
def seance(tmp_path: Path) -> Seance:
    return Seance(tmp_path, SESSION)


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=() if each == QUICK else pytest.mark.slow) for each in SHIPPED]
)
def test_no_day_that_is_noted_makes_an_act_another(name: str, tmp_path: Path) -> None:
    seance = Seance(tmp_path, name)
    for followed in (
        "",
        SIGNED + POSTED,
        SIGNED + SENT + POSTED + ONLINE,
        SIGNED + SENT + POSTED + ONLINE + ADOPTED,
        SIGNED + SENT + CERTIFIED + POSTED + ONLINE + ADOPTED,
    ):
        seance.say(followed)
        assert seance.write() == ([], set()), followed


def test_the_days_of_posting_and_of_adoption_are_written_on_the_acts(seance: Seance) -> None:
    seance.say("")
    seance.write()
    seance.say(POSTED + ADOPTED)
    assert seance.write() == ([], set())
    assert "15 novembre 2024" in seance.words("3-liste-des-deliberations")
    assert "Une faute de frappe" in seance.words("3-proces-verbal")


def test_a_vote_changed_once_all_is_signed_and_posted_is_told_and_nothing_is_rewritten(
    seance: Seance,
) -> None:
    seance.say("")
    seance.write()
    seance.say(SIGNED + POSTED)
    edit(seance.file, "90 €", "95 €")
    told, kept = seance.write()
    ((message, severity, hint),) = told
    assert (
        message.startswith("La délibération 3, signée le 15 novembre 2024, ne dit pas : ")
        and "95 €" in message
    )
    assert severity is Severity.ERROR and "videz la date de sa signature" in hint
    assert {"deliberation-03", "publication-03"} <= kept
    assert "95 €" not in seance.words("1-deliberation-03-libre") and "90 €" in seance.words("3-proces-verbal")


def test_a_posted_list_keeps_the_outcomes_that_people_read(seance: Seance) -> None:
    seance.say("")
    seance.write()
    before = seance.words("3-liste-des-deliberations")
    seance.say(POSTED)
    edit(seance.file, "vote: 9 pour, 2 contre, 2 abstentions", "vote: 10 pour, 1 contre, 2 abstentions")
    told, kept = seance.write()
    ((message, severity, hint),) = told
    assert message.startswith("La liste des délibérations, affichée le 15 novembre 2024, ne dit pas : ")
    assert (
        "adoptée 10 pour, 1 contre, 2 abstentions" in message
        and "octobre" not in message
        and severity is Severity.ERROR
        and "videz ses dates" in hint
    )
    assert "liste-des-deliberations" in kept and seance.words("3-liste-des-deliberations") == before
    seance.say("")
    edit(seance.file, "vote: 9 pour, 2 contre, 2 abstentions", "vote: 10 pour, 1 contre, 2 abstentions")
    assert seance.write() == ([], set()), "emptying the day has it written anew"
    assert "10 pour, 1 contre, 2 abst" in seance.words("3-liste-des-deliberations")


def test_adopted_minutes_keep_what_members_approved(seance: Seance) -> None:
    seance.say("")
    seance.write()
    before = seance.words("3-proces-verbal")
    seance.say(ADOPTED)
    debats = seance.root / "seances" / f"{SESSION}-point-2-debats.md"
    debats.write_text("On trouve que c’est cher.\n", encoding="utf-8")
    told, kept = seance.write()
    ((message, _, hint),) = told
    assert message.startswith("Le procès-verbal, arrêté le 14 décembre 2024, ne dit pas : ")
    assert "trouve que c’est cher" in message and "rectifier" in hint
    assert {"proces-verbal", "publication-proces-verbal"} & kept and seance.words("3-proces-verbal") == before


def test_a_signed_certificate_attests_what_it_said_that_day(seance: Seance) -> None:
    seance.say(SIGNED + SENT)
    seance.write()
    seance.say(SIGNED + SENT + CERTIFIED)
    assert seance.write() == ([], set())
    before = seance.words("4-certificat-03")
    assert "14 décembre 2024" in before
    seance.say(SIGNED + SENT.replace("publiee_le: {jour}", "publiee_le: {tard}") + CERTIFIED)
    told, kept = seance.write()
    message, severity, hint = told[0]
    assert message.startswith("Le certificat 2, signé le 14 décembre 2024, ne dit pas : ")
    assert "14 décembre 2024" in message.partition("ne dit pas")[2]
    assert severity is Severity.ERROR and "certificat_du" in hint
    assert {"certificat-02", "certificat-03"} <= kept and seance.words("4-certificat-03") == before
    seance.say(SIGNED + SENT.replace("publiee_le: {jour}", "publiee_le: {tard}"))
    assert seance.write() == ([], set()), "emptying its day has it written anew"


def test_an_act_written_first_once_it_is_dated_is_written(seance: Seance) -> None:
    seance.say(SIGNED + SENT + CERTIFIED + POSTED + ADOPTED)
    assert seance.write() == ([], set())
    assert seance.write() == ([], set())
