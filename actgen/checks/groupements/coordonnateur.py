"""The coordinator: a member, entrusted with the same thing everywhere, and allowed to act for the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.facts.groupement import Groupement, MembreGroupement
from actgen.law.articles import Article, article
from actgen.law.reference import communes_de
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

from ..bureau import EPCI_BUREAU
from .outils import noms, sans_doute

GC_COORDONNATEUR = rule("GC-COORDONNATEUR")
GC_EPCI = rule("GC-EPCI")
_EXECUTE = {"passation": "membres", "passation et exécution": "coordonnateur"}
_DIT = {
    "membres": "à chaque membre",
    "coordonnateur": "au coordonnateur",
}


def check_membre(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """The coordinator is one of the parties."""
    coordonnateur = groupement.coordonnateur
    codes = {membre.collectivite.code for membre in groupement.membres}
    if coordonnateur.collectivite.code not in codes:
        yield GC_COORDONNATEUR.finding(
            phrase("{nom} coordonne le groupement sans en être membre.", nom=coordonnateur.collectivite.nom),
            coordonnateur.lieu,
            hint=phrase("Ajoutez le coordonnateur aux membres, ou nommez un membre."),
        )


def check_mandat(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """What deliberations entrust to the coordinator is what the convention gives it."""
    execution = groupement.clauses.execution
    autres = [
        membre
        for membre in sans_doute(groupement)
        if execution and membre.mandat and _EXECUTE[membre.mandat] != execution
    ]
    if autres:
        yield GC_COORDONNATEUR.finding(
            phrase(
                "La convention confie l'exécution {a}, ce que ne dit pas la délibération de {noms}.",
                a=_DIT[execution],
                noms=noms(autres),
            ),
            *(_lieu_du_mandat(membre, groupement) for membre in autres),
            groupement.lieux.get("execution"),
            hint=phrase("Alignez la convention, ou demandez une nouvelle délibération."),
        )


def _lieu_du_mandat(membre: MembreGroupement, groupement: Groupement) -> Location | None:
    return membre.lieux.get("mandat") or groupement.coordonnateur.deliberation.lieux.get("mandat")


def check_deux_dates(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """The coordinator's own decision is told twice, with two dates."""
    propre = groupement.coordonnateur.deliberation
    code = groupement.coordonnateur.collectivite.code
    for membre in sans_doute(groupement):
        une, autre = propre.date, membre.deliberation_le
        if membre.collectivite.code != code or une is None or autre is None or une == autre:
            continue
        yield GC_COORDONNATEUR.finding(
            phrase(
                "La délibération du coordonnateur a deux dates : {une} et {autre}.",
                une=date_chiffres(une),
                autre=date_chiffres(autre),
            ),
            propre.lieux.get("date"),
            membre.lieux.get("deliberation_du"),
            hint=phrase("Gardez la vraie date."),
        )


def check_bureau(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A Bureau, or a president, decided: by a delegation of the council, which came before."""
    propre = groupement.coordonnateur.deliberation
    if propre.organe not in ("bureau", "président") or propre.date is None:
        return
    delegation = propre.delegation_du_conseil
    if delegation is None and propre.organe == "président":
        return  # told among the parties, of which it is one
    if delegation is None:
        yield EPCI_BUREAU.finding(
            phrase("Le bureau du coordonnateur a délibéré ; la délégation de son conseil n'est pas datée."),
            propre.lieux.get("delegation_du_conseil"),
            propre.lieux.get("date"),
            hint=phrase("Écrivez sa date à « delegation_du_conseil »."),
            severity=Severity.WARNING,
            mender=Mender.COORDONNATEUR,
        )
    elif delegation > propre.date:
        yield EPCI_BUREAU.finding(
            phrase(
                "Le {qui} du coordonnateur a décidé le {le}, avant la délégation du {delegation}.",
                qui=propre.organe,
                le=date_chiffres(propre.date),
                delegation=date_chiffres(delegation),
            ),
            propre.lieux.get("delegation_du_conseil"),
            propre.lieux.get("date"),
            hint=phrase("Corrigez l'une des deux dates ; sinon, son conseil doit délibérer."),
            severity=Severity.WARNING,
            mender=Mender.COORDONNATEUR,
        )


def check_epci(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """An EPCI that buys nothing for itself acts under its statutes, free of charge, for its communes."""
    coordonnateur = groupement.coordonnateur
    if coordonnateur.collectivite.est_commune or coordonnateur.a_besoin_propre:
        return
    if not isinstance(article("CGCT", "L5211-4-4", groupement.accord_cadre.lancement or jour), Article):
        return
    nom = coordonnateur.collectivite.nom
    lieux = coordonnateur.lieux
    if coordonnateur.a_besoin_propre is None:
        yield GC_EPCI.finding(
            phrase("{nom} coordonne le groupement : dites s'il achète aussi pour lui-même.", nom=nom),
            lieux.get("a_besoin_propre"),
            coordonnateur.lieu,
            hint=phrase(
                "Écrivez « a_besoin_propre: oui », ou « non » : ses statuts doivent alors le permettre."
            ),
            severity=Severity.INFO,
        )
    elif not coordonnateur.statuts_l5211_4_4:
        muets = coordonnateur.statuts_l5211_4_4 is False
        yield GC_EPCI.finding(
            phrase(
                "{nom} n'achète rien pour lui-même : ses statuts {statuts}.",
                nom=nom,
                statuts="ne lui permettent pas de mener cette procédure"
                if muets
                else "doivent lui permettre de mener cette procédure",
            ),
            lieux.get("statuts_l5211_4_4" if muets else "a_besoin_propre"),
            hint=phrase(
                "Vérifiez les statuts, puis écrivez « statuts_l5211_4_4: oui » ; sinon, un membre coordonne."
            ),
            severity=None if muets else Severity.INFO,
        )
    else:
        yield from _hors_de_l_article(groupement)


def _hors_de_l_article(groupement: Groupement) -> Iterator[Diagnostic]:
    """The statutes allow it, but not for money, nor for those who are not its communes."""
    coordonnateur = groupement.coordonnateur
    nom, siren = coordonnateur.collectivite.nom, coordonnateur.collectivite.code
    if groupement.clauses.remuneration:
        yield GC_EPCI.finding(
            phrase("{nom} agit pour les membres selon ses statuts : c'est à titre gratuit.", nom=nom),
            groupement.lieux.get("frais"),
            hint=phrase("Choisissez des frais « sans rémunération »."),
        )
    siennes = {commune.code for commune in communes_de(siren)}
    autres = [m for m in groupement.membres if m.collectivite.code not in {siren, *siennes}]
    if siennes and autres:
        yield GC_EPCI.finding(
            phrase(
                "{nom} n'agit ainsi que pour ses communes ; ce n'est pas le cas de {noms}.",
                nom=nom,
                noms=noms(autres),
            ),
            *(membre.lieu for membre in autres),
            hint=phrase("Nommez pour coordonnateur un membre qui achète lui-même."),
        )


RULES = (check_membre, check_mandat, check_deux_dates, check_bureau, check_epci)
