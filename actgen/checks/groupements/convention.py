"""What the convention of a group settles: its subjects, leaving it, the day it takes force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic, Location, Severity, Status
from actgen.facts.groupement import Groupement
from actgen.figures.groupements import consultation, sujets_regles
from actgen.law.groupements import Procedure, Sujet, SujetExige, sujets_exiges
from actgen.rules import rule
from actgen.text.keys import cle
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, shorten

from .outils import tant_que_projet

GC_CONTENU = rule("GC-CONTENU")
GC_RETRAIT = rule("GC-RETRAIT")
GC_ENTREE_VIGUEUR = rule("GC-ENTREE-VIGUEUR")
_DERNIERE = re.compile(r"derniere?s?(signature|signataire)|dernier(des)?(signataire|membre)")
_UNE_DATE = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{1,2}(?:er)?\s+\w+\s+[0-9]{4}")


def check_contenu(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Subjects without a choice: one finding for what an approved text can't lack, one for the rest."""
    regles = sujets_regles(groupement)
    manques = [each for each in sujets_exiges(jour) if each.sujet not in regles]
    manques = [each for each in manques if not _dit_ailleurs(each.sujet, groupement, jour)]
    essentiels = [each for each in manques if each.essentiel]
    autres = [each for each in manques if not each.essentiel]
    if essentiels:
        yield _manque(groupement, essentiels, tant_que_projet(groupement))
    if autres:
        yield _manque(groupement, autres, Severity.WARNING)


def _dit_ailleurs(sujet: Sujet, groupement: Groupement, jour: date) -> bool:
    """The committee: GC-CAO asks for it in a formalised procedure, an adapted one doesn't need it."""
    consultee = consultation(groupement, jour)
    return sujet is Sujet.CAO and (
        consultee.formalisee or consultee.procedures == frozenset({Procedure.ADAPTEE})
    )


def _manque(groupement: Groupement, sujets: list[SujetExige], gravite: Severity | None) -> Diagnostic:
    """`conseil`: none of these subjects is asked for by the code itself."""
    conseil = all(sujet.origine.statut is Status.INFERENCE for sujet in sujets)
    mot = "ce sujet" if len(sujets) == 1 else "ces sujets"
    return GC_CONTENU.finding(
        phrase(
            "La convention ne règle pas {mot} : {sujets}{suite}.",
            suite=phrase(" (recommandé par la direction des affaires juridiques)") if conseil else "",
            mot=mot,
            sujets=enumeration(sujet.libelle for sujet in sujets),
        ),
        *(_lieu(groupement, sujet.cle) for sujet in sujets),
        hint=phrase(
            "Complétez {cles} dans le dossier du groupement.",
            cles=enumeration(f"«\u00a0{sujet.cle}\u00a0»" for sujet in sujets),
        ),
        severity=gravite,
    )


def _lieu(groupement: Groupement, key: str) -> Location | None:
    """Where a key of the group's file is, or would be."""
    nom = key.rpartition(".")[2]
    return groupement.accord_cadre.lieux.get(nom) if "accord_cadre" in key else groupement.lieux.get(nom)


def check_retrait(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A total ban on leaving is lawful if wanted; what it costs to leave all the same must be said."""
    if groupement.clauses.retrait == "exclu" and not groupement.clauses.effets_du_retrait:
        yield GC_RETRAIT.finding(
            phrase("Retrait exclu, sans règle sur ses conséquences financières."),
            groupement.lieux.get("retrait"),
            hint=phrase(
                "Dites à « effets_du_retrait » ce que doit celui qui part, ou choisissez un retrait annuel."
            ),
        )


def check_entree_en_vigueur(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Own words that several signatures make ambiguous: neither the last of them, nor a day."""
    texte = groupement.clauses.entree_en_vigueur
    signataires = len(groupement.membres)
    if not texte or signataires < 2:
        return
    if _DERNIERE.search(cle(texte)) or _UNE_DATE.search(texte):
        return
    yield GC_ENTREE_VIGUEUR.finding(
        phrase(
            "Entrée en vigueur « {texte} », avec {signataires} signataires : aucune date unique n'en "
            "résulte (à confirmer).",
            texte=shorten(texte),
            signataires=signataires,
        ),
        groupement.lieux.get("entree_en_vigueur"),
        hint=phrase(
            "Écrivez « à la date de la dernière signature, après transmission », ou effacez la ligne."
        ),
    )


RULES = (check_contenu, check_retrait, check_entree_en_vigueur)
