"""What is told of a code comes from the registry and from the law, each time in words."""

from __future__ import annotations

import pytest

from actgen.authoring.explications import bascule, fiche, par_sujet
from actgen.base.diagnostics import Mender, Scope, Severity, Status, Territory
from actgen.base.rules import RuleRow, every_code
from tests.french import typing_faults

CODES = every_code()
OWN_TEXT_EACH_TIME = {
    "ECHEANCE-DEPASSEE",
    "QUORUM-COVID",
    "GC-BASE",
    "ARTICLE-ABROGE",
    "ARTICLE-SUIVANTS",
    "COLLECTIVITE-TERRITOIRE",
    "DECISION-A-REVOIR",
    "REFORME-NON-LUE",
}
"""Codes whose findings name a text of their own: of a late duty, the day, a reform, or one that is cited."""
LEGAL = RuleRow(
    "ESSAI",
    Severity.ERROR,
    "Un essai.",
    Scope.LEGAL,
    Status.VERIFIED,
    "art. L. 2121-15 et L. 2541-6 CGCT",
    Mender.SERVICE_JURIDIQUE,
    "regime_2022",
    Territory.ALSACE_MOSELLE,
)


def test_each_code_can_be_told_in_good_french_and_each_article_of_it_is_known_to_the_law() -> None:
    """A text without a wording would be shown with neither date nor source."""
    for code in CODES.values():
        told = fiche(code)
        words = (told.gravite, told.empeche, told.depuis, told.territoire, told.statut, told.corrige)
        texts = (word for each in told.textes for r in each.redactions for word in (r.objet, r.lecture))
        assert [typing_faults(text) for text in (*words, told.ecarter, *texts) if typing_faults(text)] == []
        assert bool(told.empeche) == (code.severity is Severity.ERROR), code.name
        assert bool(told.derogation) == told.s_ecarte == told.ecarter.endswith(":"), code.name
        assert bool(told.textes) or "CGCT" not in code.article, code.name
        assert [text.citation for text in told.textes if not text.redactions] == []
        assert (bascule(code) is None) == (code.since == ""), code.name


def test_every_article_of_a_code_is_told_with_each_of_its_wordings() -> None:
    pv, secretary = fiche(LEGAL).textes
    assert (pv.citation, secretary.citation) == (
        "art.\u00a0L.\u00a02121-15 CGCT",
        "art.\u00a0L.\u00a02541-6 CGCT",
    )
    before, since = pv.redactions
    assert before.periode == "en vigueur jusqu’au 30/06/2022"
    assert since.periode == "en vigueur à compter du 01/07/2022"
    assert "citer art.\u00a0L.\u00a02541-6 CGCT" in since.territoire
    assert secretary.redactions[0].territoire == Territory.ALSACE_MOSELLE.value
    assert since.sources and since.lecture.startswith("lu (contrôle du ")


def test_when_and_where_a_rule_holds() -> None:
    told = fiche(LEGAL)
    assert told.depuis.startswith("1er\u00a0juillet 2022 (ordonnance 2021-1310")
    assert told.territoire == Territory.ALSACE_MOSELLE.value
    assert fiche(CODES["VOTE-TOTAL"]).depuis == fiche(CODES["VOTE-TOTAL"]).territoire == ""


@pytest.mark.parametrize(
    ("severity", "scope", "lifted", "overridden", "said"),
    [
        (Severity.INFO, Scope.NOTHING, False, False, "Rien à écarter"),
        (Severity.WARNING, Scope.NOTHING, True, False, "la raison dans la séance"),
        (Severity.ERROR, Scope.LEGAL, True, True, "--override ESSAI"),
        (Severity.ERROR, Scope.CERTIFICATE, True, True, "--override ESSAI"),
        (Severity.ERROR, Scope.MINUTES, True, True, "--override ESSAI"),
        (Severity.ERROR, Scope.STATED, False, False, "se contredisent"),
        (Severity.ERROR, Scope.CONVENTION, False, False, "dossier du groupement"),
        (Severity.ERROR, Scope.RUN, False, False, "le fichier se corrige"),
        (Severity.ERROR, Scope.NOTHING, False, False, "aucun acte n’est refusé"),
    ],
)
def test_what_sets_a_finding_aside(
    severity: Severity, scope: Scope, lifted: bool, overridden: bool, said: str
) -> None:
    told = fiche(RuleRow("ESSAI", severity, "Un essai.", scope, Status.VERIFIED))
    assert (told.s_ecarte, told.demande_override) == (lifted, overridden)
    assert said in told.ecarter
    assert ("code: ESSAI" in told.derogation) == lifted


@pytest.mark.parametrize("scope", [Scope.LEGAL, Scope.CERTIFICATE, Scope.MINUTES])
def test_what_contradicts_itself_offers_no_way_around(scope: Scope) -> None:
    told = fiche(RuleRow("ESSAI", Severity.ERROR, "Un essai.", scope, Status.COHERENCE))
    assert (told.s_ecarte, told.demande_override, told.derogation) == (False, False, "")
    assert told.ecarter.startswith("Ne s’écarte pas\u00a0: complétez")


@pytest.mark.parametrize("code", ["ACTE-BLANC", "GC-PLACEHOLDER", "POUV-DATE"])
def test_a_blank_is_completed(code: str) -> None:
    assert fiche(CODES[code]).ecarter.startswith("Ne s’écarte pas\u00a0: complétez")


@pytest.mark.parametrize(
    "code", [code for code in CODES.values() if code.status is not Status.COHERENCE], ids=lambda c: c.name
)
def test_a_rule_of_law_shows_its_text(code: RuleRow) -> None:
    told = fiche(code)
    assert told.textes or told.reference or code.name in OWN_TEXT_EACH_TIME


def test_a_code_without_entry_is_told_all_the_same() -> None:
    told = fiche(LEGAL)
    assert told.exemple is None and told.lieu == "" and told.empeche.startswith("la délibération")
    assert par_sujet({"ESSAI": LEGAL}) == (("Autres", (LEGAL,)),)


def test_a_topic_may_say_what_its_errors_block() -> None:
    assert fiche(CODES["GABARIT-BALISE"]).empeche == "les actes faits de ce modèle"
    assert fiche(CODES["VOTE-TOTAL"]).empeche.startswith("tous les actes qui portent")


def test_every_scope_says_what_it_blocks() -> None:
    assert all(fiche(RuleRow("ESSAI", Severity.ERROR, "Un essai.", scope)).empeche for scope in Scope)
