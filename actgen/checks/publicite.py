"""What is published, where, and by what day: acts, the list of deliberations, what is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import phrase
from actgen.council.facts.collectivite import ModePublicite, Publicite
from actgen.council.figures.echeances import en_retard
from actgen.council.figures.echeances_des_actes import Devoir
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.suites import (
    SuitesDecidees,
    en_ligne_seulement,
    examinees,
    mode_publication,
    suites_decidees,
)
from actgen.council.figures.votes import Resultat
from actgen.law.citations import cgct
from actgen.law.regimes import regle_du_seuil, renouvele_entre
from actgen.law.suites import SuiteLegale, delai

# how acts are published: what the law or the council's own choice allows

_SEUIL = "3\u202f500 habitants"

PUB_MODE = rule("PUB-MODE")
PUB_ELEC = rule("PUB-ELEC")
_ANNEE_NON_ETUDIEE = 2020
"""The rules of the health emergency may have let putting online suffice: no text was read."""
_MODES = {ModePublicite.AFFICHAGE: "Affichage", ModePublicite.PAPIER: "Publication sur papier"}
_AUTRES = {
    ModePublicite.AFFICHAGE: "l’affichage",
    ModePublicite.PAPIER: "la publication sur papier",
    ModePublicite.ELECTRONIQUE: "la mise en ligne",
}


def check_mode(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The mode that was used, else the collectivity's own, for acts that the council has decided."""
    if not figures.regime.regime_2022:
        yield from _en_ligne_seulement(figures)
        return
    deja_dits: set[tuple[ModePublicite, str]] = set()
    for suites in suites_decidees(figures):
        mode = suites.suites.mode_publication or figures.seance.collectivite.publicite.mode
        if mode in (None, ModePublicite.ELECTRONIQUE):
            continue
        for trouve in _non_electronique(figures, suites, mode):
            # the collectivity's missing choice is one slip, however many items it touches
            if (mode, trouve.message) not in deja_dits:
                deja_dits.add((mode, trouve.message))
                yield trouve


def _en_ligne_seulement(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Before 01/07/2022 putting online only completed posting or paper (art. L. 2131-1 of that time)."""
    for suites in suites_decidees(figures):
        le = suites.suites.publiee_le
        if suites.suites.mode_publication is ModePublicite.ELECTRONIQUE and le is not None:
            doute = le.year == _ANNEE_NON_ETUDIEE
            yield PUB_MODE.tell(
                "Mise en ligne le {le} : avant le 1er juillet 2022, elle ne faisait que compléter "
                "l'affichage ou la publication sur papier, et ne rendait rien exécutoire{doute}.",
                suites.lieu("mode_publication"),
                hint="Si l'acte a aussi été affiché, écrivez « mode_publication: affichage » et sa date.",
                severity=Severity.WARNING if doute else None,
                point=suites.point,
                le=le,
                doute=" (à confirmer pour 2020)" if doute else "",
            )


def check_en_ligne(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Online in full and for two months."""
    for suites in suites_decidees(figures):
        maintien = delai(SuiteLegale.EN_LIGNE, figures.seance.date)
        if maintien is None or mode_publication(figures, suites.suites) is not ModePublicite.ELECTRONIQUE:
            continue
        publiee, retiree = suites.suites.publiee_le, suites.suites.retiree_le
        if publiee is not None and retiree is not None and publiee <= retiree < maintien.fin(publiee):
            yield PUB_ELEC.tell(
                "En ligne le {publiee}, retirée le {retiree} : il fallait l'y laisser jusqu'au {fin}.",
                suites.lieu("retiree_le"),
                hint="Vérifiez la date ; sinon, remettez l'acte en ligne.",
                point=suites.point,
                publiee=publiee,
                retiree=retiree,
                fin=maintien.fin(publiee),
            )
        if suites.suites.integrale is False:
            yield PUB_ELEC.tell(
                "Seul un extrait a été mis en ligne : la publication porte l'acte en entier.",
                suites.lieu("integrale"),
                hint="Mettez l'acte entier en ligne, les seules données personnelles étant occultées, et "
                "écrivez la date de cette mise en ligne.",
                point=suites.point,
            )


def _non_electronique(
    figures: FiguresSeance, suites: SuitesDecidees, mode: ModePublicite
) -> Iterator[Diagnostic]:
    choix = figures.seance.collectivite.publicite
    lieu_mode = suites.suites.lieux.get("mode_publication") if suites.suites.mode_publication else choix.lieu
    seule = en_ligne_seulement(figures.seance)
    if seule is None:
        yield _population_totale(figures, mode, lieu_mode)
    if seule:
        epci = "pour un EPCI à fiscalité propre"
        seuil = f"à partir de {_SEUIL}" if figures.seance.collectivite.est_commune else epci
        yield PUB_MODE.tell(
            "{mode} : {seuil}, seule la mise en ligne vaut publication.",
            lieu_mode,
            hint="Mettez l'acte en ligne et écrivez la date de cette mise en ligne.",
            point=suites.point,
            selon=[regle_du_seuil(figures.seance.date)] if figures.seance.collectivite.est_commune else (),
            mode=_MODES[mode],
            seuil=seuil,
        )
    elif choix.jamais_choisi:
        yield PUB_MODE.tell(
            "{mode} : le conseil n'a pas choisi ce mode ; sans délibération, seule la mise en ligne vaut "
            "publication.",
            choix.lieu_choix,
            lieu_mode,
            hint="Mettez l'acte en ligne, ou écrivez la date de la délibération qui a choisi ce mode."
            if choix.mode is mode
            else "{choisir}",
            point=suites.point,
            mode=_MODES[mode],
            choisir=_choose(mode),
        )
    elif choix.choisi_le is None:
        yield _choix_inconnu(suites, mode, choix)
    elif choix.mode is not mode:
        yield _autre_choix(suites, mode, choix)
    elif suites.suites.publiee_le is not None and choix.choisi_le > suites.suites.publiee_le:
        yield PUB_MODE.tell(
            "{mode} le {publiee}, avant la délibération du {choisi} qui a choisi ce mode.",
            suites.lieu("publiee_le"),
            choix.lieu_choix,
            hint="Avant ce choix, seule la mise en ligne valait publication.",
            point=suites.point,
            mode=_MODES[mode],
            publiee=suites.suites.publiee_le,
            choisi=choix.choisi_le,
        )
    elif renouvele := renouvele_entre(choix.choisi_le, suites.suites.publiee_le or figures.seance.date):
        yield PUB_MODE.tell(
            "{mode} : le choix du {choisi} est d'avant le renouvellement des conseils municipaux du {le}.",
            choix.lieu_choix,
            hint="La loi ne limite pas ce choix dans le temps ; le rapport qui la présente le dit « valable "
            "pour la durée du mandat ». Une délibération du nouveau conseil ôte le doute.",
            severity=Severity.INFO,
            mode=_MODES[mode],
            choisi=choix.choisi_le,
            le=renouvele.le,
        )


def _population_totale(figures: FiguresSeance, mode: ModePublicite, lieu: Location | None) -> Diagnostic:
    """Under the threshold by its municipal population, above it by the total one."""
    totale = figures.seance.collectivite.population_totale
    assert totale is not None, "the total population is what makes the doubt"
    return PUB_MODE.tell(
        "{mode} : la population totale, celle de l'{cite}, est de {habitants} ; elle imposerait la mise en "
        "ligne, à confirmer.",
        totale.lieu or figures.seance.collectivite.lieu,
        lieu,
        hint="Mettez aussi l'acte en ligne, ou écrivez à « population_totale » celle en vigueur, avec "
        "son année.",
        severity=Severity.WARNING,
        mode=_MODES[mode],
        cite=cgct("R2151-2").replace("art.", "article"),
        habitants=compte(totale.habitants, "habitant"),
    )


def _autre_choix(suites: SuitesDecidees, mode: ModePublicite, choix: Publicite) -> Diagnostic:
    """A dated choice that is not of the mode used: that mode was not chosen, as far as the file tells.

    A choice of no written mode, or made after the publication, tells nothing of the mode used: a warning.
    """
    assert choix.choisi_le is not None, "a choice is dated"
    publiee = suites.suites.publiee_le
    fait = (
        phrase("{mode} : ", mode=_MODES[mode])
        + (
            phrase(
                "la délibération du {choisi} est indiquée, mais pas le mode qu'elle a choisi.",
                choisi=date_chiffres(choix.choisi_le),
            )
            if choix.mode is None
            else phrase(
                "le {choisi}, le conseil a choisi {autre}, pas ce mode.",
                choisi=date_chiffres(choix.choisi_le),
                autre=_AUTRES[choix.mode],
            )
        )
        + phrase(" Sans ce choix, seule la mise en ligne vaut publication.")
    )
    inconnu = choix.mode is None or (publiee is not None and choix.choisi_le > publiee)
    return PUB_MODE.finding(
        fait,
        choix.lieu_choix,
        choix.lieu,
        suites.suites.lieux.get("mode_publication"),
        hint=_choose(mode),
        severity=Severity.WARNING if inconnu else None,
        point=None if inconnu else suites.point,
    )


def _choix_inconnu(suites: SuitesDecidees, mode: ModePublicite, choix: Publicite) -> Diagnostic:
    """No dated choice. Beside another mode a date would tell of that one: the mode is to be written too."""
    usuel = choix.mode is mode
    return PUB_MODE.tell(
        "{mode} : la délibération qui a choisi ce mode n'est pas indiquée. Sous {seuil} et sans ce choix, "
        "seule la mise en ligne vaut publication ({cite}).",
        choix.lieu_choix,
        choix.lieu,
        None if usuel else suites.suites.lieux.get("mode_publication"),
        hint="Écrivez sa date, ou « jamais » si le conseil n'a pas choisi (le certificat sera alors refusé)."
        if usuel
        else "{choisir}",
        severity=Severity.WARNING,
        mode=_MODES[mode],
        seuil=_SEUIL,
        cite=cgct("L2131-1", "IV"),
        choisir=_choose(mode),
    )


def _choose(mode: ModePublicite) -> str:
    """What to write where the collectivity's file tells of another mode than the one used."""
    return phrase(
        "Si le conseil a choisi ce mode : à « publication », écrivez « mode: {mode} » et "
        "« choisi_le: JJ/MM/AAAA » ; sinon, mettez l'acte en ligne.",
        mode=mode.value,
    )


# the list of deliberations: shown within a week, whole. Before 01/07/2022 it was the "compte rendu"

LISTE_DELIB = rule("LISTE-DELIB")
_FAITS = {"affichee_le": "affichage", "mise_en_ligne_le": "mise en ligne"}


def check_delai(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Shown after the session, and within its week."""
    liste, jour = figures.seance.liste, figures.seance.date
    limite = delai(SuiteLegale.LISTE, jour)
    faits = {champ: le for champ in _FAITS if (le := getattr(liste, champ)) is not None}
    if limite is None or not faits:
        return
    trop_tot = {champ: le for champ, le in faits.items() if le < jour}
    if trop_tot:
        yield LISTE_DELIB.tell(
            "{quoi} : {faits}, avant la séance du {jour}.",
            *(liste.lieux.get(champ) for champ in trop_tot),
            hint="Relevez la date sur la liste affichée ou mise en ligne, et celle de la séance.",
            severity=Severity.ERROR,
            quoi=_name(figures),
            faits=_told_dates(trop_tot),
            jour=jour,
        )
    en_retard = {champ: le for champ, le in faits.items() if limite.depasse(jour, le)}
    if en_retard:
        yield LISTE_DELIB.tell(
            "{quoi} : {faits} ; c'était à faire au plus tard le {limite}.",
            *(liste.lieux.get(champ) for champ in en_retard),
            hint="Si la date est juste, gardez-la : ce n'est pas la liste qui rend les actes exécutoires.",
            quoi=_name(figures),
            faits=_told_dates(en_retard),
            limite=limite.fin(jour),
        )


def check_deux_lieux(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Since 01/07/2022: at the town hall, and on the site of whoever has one."""
    liste = figures.seance.liste
    if not figures.regime.regime_2022:
        return
    if liste.mise_en_ligne_le is not None and liste.affichee_le is None:
        yield LISTE_DELIB.tell(
            "Liste des délibérations mise en ligne, mais rien ne dit qu'elle a été affichée.",
            liste.lieux.get("affichee_le"),
            hint="Affichez-la aussi, et écrivez la date à « affichee_le ».",
        )
    elif (
        liste.affichee_le is not None
        and liste.mise_en_ligne_le is None
        and figures.seance.collectivite.site_internet
    ):
        yield LISTE_DELIB.tell(
            "Liste des délibérations affichée, mais rien ne dit qu'elle est en ligne.",
            liste.lieux.get("mise_en_ligne_le"),
            hint="La collectivité a un site internet : mettez-la en ligne et écrivez-en la date.",
        )


def check_points(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Every item that was examined, whatever became of it; and none that the session doesn't have."""
    liste, seance = figures.seance.liste, figures.seance
    if liste.points is None or not figures.constatee:
        return
    connus = {*(point.numero for point in seance.points), *seance.points_non_saisis}
    inconnus = [numero for numero in liste.points if numero not in connus]
    if inconnus:
        yield LISTE_DELIB.tell(
            "La liste des délibérations nomme {points}, que la séance n'a pas.",
            liste.lieux.get("points"),
            hint="Corrigez « points », ou ajoutez ce point à la séance.",
            points=_points(inconnus),
        )
    manquants = [point for point in examinees(figures) if point.point.numero not in liste.points]
    if manquants:
        yield LISTE_DELIB.tell(
            "La liste des délibérations ne nomme pas {points} : elle porte tout ce qui a été examiné, "
            "adopté, rejeté ou reporté.",
            liste.lieux.get("points"),
            hint="Complétez la liste affichée, puis « points ».",
            points=enumeration(f"le point {_outcome(point)}" for point in manquants),
        )


def _name(figures: FiguresSeance) -> str:
    return "Liste des délibérations" if figures.regime.regime_2022 else "Compte rendu de la séance"


def _told_dates(faits: dict[str, date]) -> str:
    return enumeration(f"{_FAITS[champ]} le {date_chiffres(le)}" for champ, le in faits.items())


def _points(valeurs: list[int]) -> str:
    return f"{'le point' if len(valeurs) == 1 else 'les points'} {etendue(valeurs)}"


def _outcome(point: FiguresPoint) -> str:
    if point.point.abandon:
        return f"{point.point.numero} (reporté)"
    if point.vote_sans_quorum:
        return f"{point.point.numero} (voté sans quorum)"
    sort = point.resultat if point.resultat is Resultat.REJETE else Resultat.ADOPTE
    return f"{point.point.numero} ({sort})" if point.resultat is not None else str(point.point.numero)


# what is late on a day that the user names: without that day, nothing is

ECHEANCE_DEPASSEE = rule("ECHEANCE-DEPASSEE")
# What the file says once a duty is done: every duty that can be late.
_A_ECRIRE = {
    Devoir.CONVOCATION: "la date à « envoyee_le », rubrique « convocation »",
    Devoir.NOTE: "« note_de_synthese: oui », rubrique « convocation »",
    Devoir.LISTE: "la date à « affichee_le », rubrique « liste_des_deliberations »",
    Devoir.LISTE_EN_LIGNE: "la date à « mise_en_ligne_le », rubrique « liste_des_deliberations »",
    Devoir.INFORMATION_LISTE: "la date à « envoyee_aux_conseillers_le », rubrique "
    "« liste_des_deliberations »",
    Devoir.AFFICHAGE_ELECTION: "la date à « affichee_le », rubrique « suites »",
    Devoir.PROCES_VERBAL: "la date à « publie_le », rubrique « proces_verbal »",
    Devoir.INFORMATION_PROCES_VERBAL: "la date à « envoye_aux_conseillers_le », rubrique « proces_verbal »",
}


def check_retards(figures: FiguresSeance, au: date) -> Iterator[Diagnostic]:
    """The duties whose date is past that day, and that nothing says to be done."""
    for echeance in en_retard(figures, au):
        assert echeance.le is not None, "a duty without a date is never late"
        yield ECHEANCE_DEPASSEE.tell(
            "{quoi} au plus tard le {le} : au {au}, rien ne dit que c'est fait.",
            echeance.lieu or figures.seance.lieux.get("date"),
            hint=f"Faites-le ; si c'est fait, écrivez {_A_ECRIRE[echeance.devoir]}.",
            article=echeance.article,
            quoi=echeance.a_faire[0].upper() + echeance.a_faire[1:],
            le=echeance.le,
            au=au,
        )
