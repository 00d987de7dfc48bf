"""Transmission, the day from which an act may be executed, and the appeal against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from actgen.base.diagnostics import Diagnostic, Mender, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.keys import cle
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import enumerate_words, phrase, shorten
from actgen.council.facts.personne import Fonction
from actgen.council.facts.suites import Suites
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Devoir
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.suites import INVRAISEMBLABLE, SuitesDecidees, actes_par_juge, suites_recues
from actgen.council.figures.votes import Resultat
from actgen.council.kinds.catalogue import Catalogue
from actgen.law.suites import (
    SuiteLegale,
    delai,
    dispense_de_transmission,
    dispenses,
    tribunal,
    tribunal_nomme,
)

# which acts go to the State's representative, and whether they went

TRANS_SOUMIS = rule("TRANS-SOUMIS")
EXEC_LOCAL = rule("EXEC-LOCAL")


def check_transmise(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Published and never sent: not executory, unless a dated certificate says so already."""
    for suites in suites_recues(figures):
        dates = suites.suites
        if (
            dates.publiee_le is None
            or dates.transmise_le is not None
            or dates.recue_le is not None
            or dates.certificat_du is not None
            or not suites.a_transmettre
        ):
            continue
        yield TRANS_SOUMIS.tell(
            "{acte} le {le}, mais rien ne dit {transmission} : {exec} tant que ce n'est pas fait.",
            suites.lieu("transmise_le"),
            hint="Transmettez-{les}, puis écrivez la date à « transmise_le ».",
            severity=Severity.WARNING,
            point=suites.point,
            le=dates.publiee_le,
            les="les" if len(suites.a_transmettre) > 1 else "la",
            **_accords(suites),
        )
        if figures.regime.alsace_moselle:
            yield EXEC_LOCAL.tell(
                "Le droit local ne dispense pas de cette transmission.",
                suites.lieu("transmise_le"),
                point=suites.point,
            )


def _accords(suites: SuitesDecidees) -> dict[str, Any]:
    if len(suites.a_transmettre) > 1:
        return {
            "acte": "Délibérations publiées",
            "transmission": "qu’elles ont été transmises au représentant de l’État",
            "exec": "elles ne sont pas exécutoires",
        }
    return {
        "acte": "Délibération publiée",
        "transmission": "qu’elle a été transmise au représentant de l’État",
        "exec": "elle n’est pas exécutoire",
    }


def check_dispense(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An item said to be exempt on a ground that the law doesn't know."""
    for point in figures.seance.points:
        dispense = point.dispense_de_transmission
        if dispense and dispense_de_transmission(dispense, figures.seance.date) is None:
            yield TRANS_SOUMIS.tell(
                "Point {n} : « {dispense} » n'est pas un objet que la loi dispense de transmission.",
                point.lieux.get("dispense_de_transmission"),
                hint="{objets}",
                point=point.numero,
                dispense=shorten(dispense),
                objets=_objets(figures),
            )


def check_modele(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A kind of deliberation that isn't sent says by which exception of the law."""
    for point in figures.seance.points:
        kind = catalogue.get(point.acte) if point.acte else None
        if kind is None or kind.transmissible or not kind.famille.traits.est_votee:
            continue
        if dispense_de_transmission(kind.dispense_de_transmission, figures.seance.date) is None:
            yield TRANS_SOUMIS.tell(
                "Le modèle « {modele} » dit ses délibérations dispensées de transmission, sans nommer une "
                "exception de la loi.",
                point.lieux.get("acte"),
                hint="Écrivez « dispense_de_transmission » dans acte.yaml. {objets}",
                point=point.numero,
                mender=Mender.SERVICE_JURIDIQUE,
                modele=kind.code,
                objets=_objets(figures),
            )


def _objets(figures: FiguresSeance) -> str:
    objets = enumerate_words((each.objet for each in dispenses(figures.seance.date)), "et")
    return phrase("Seuls en sont dispensés : {objets}.", objets=objets)


# what followed a decision, in order: transmission, receipt, publication, certificate, signature

EXEC_DATE = rule("EXEC-DATE")
EXEC_CERTIF = rule("EXEC-CERTIF")
GC_SIGN_APRES_EXEC = rule("GC-SIGN-APRES-EXEC")
_FAITS = {
    "deliberation_signee_le": "Signature de la délibération",
    "transmise_le": "Transmission",
    "recue_le": "Réception par le représentant de l’État",
    "publiee_le": "Publication",
    "retiree_le": "Fin de publication",
    "notifiee_le": "Notification",
}
_ORDRE = (("transmise_le", "recue_le"), ("publiee_le", "retiree_le"))
_SUR_LES_PREUVES = (
    "Relevez les deux dates sur les preuves : accusé de réception, acte affiché ou mis en ligne."
)
_RECEPTION_TARDIVE = timedelta(days=62)


def check_apres_la_seance(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Nothing follows a session before it is held."""
    jour = figures.seance.date
    for suites in suites_recues(figures):
        for champ, fait in _FAITS.items():
            le = getattr(suites.suites, champ)
            if le is not None and le < jour:
                yield EXEC_DATE.tell(
                    "{fait} du {le}, avant la séance du {jour}.",
                    suites.lieu(champ),
                    hint=_SUR_LES_PREUVES,
                    point=suites.point,
                    fait=fait,
                    le=le,
                    jour=jour,
                )


def check_ordre(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Received after being sent, taken down after being published."""
    for suites in suites_recues(figures):
        for premier, second in _ORDRE:
            avant, apres = getattr(suites.suites, premier), getattr(suites.suites, second)
            if avant is not None and apres is not None and apres < avant:
                yield EXEC_DATE.tell(
                    "{second} du {apres}, avant la date de {premier} ({avant}).",
                    suites.lieu(second),
                    suites.lieu(premier),
                    hint=_SUR_LES_PREUVES,
                    point=suites.point,
                    second=_FAITS[second],
                    apres=apres,
                    premier=_FAITS[premier].lower(),
                    avant=avant,
                )


def check_annee(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A year that is mistyped: no law bounds these days."""
    for suites in suites_recues(figures):
        transmise, recue = suites.suites.transmise_le, suites.suites.recue_le
        if transmise is not None and recue is not None and recue - transmise > _RECEPTION_TARDIVE:
            quand = phrase("plus de deux mois après la transmission du {le}", le=date_chiffres(transmise))
            yield _year(suites, "recue_le", quand)
            continue
        for champ in ("transmise_le", "recue_le", "publiee_le", "notifiee_le"):
            le = getattr(suites.suites, champ)
            if le is not None and le - figures.seance.date > INVRAISEMBLABLE:
                quand = phrase(
                    "plus de cinq ans après la séance du {jour}", jour=date_chiffres(figures.seance.date)
                )
                yield _year(suites, champ, quand)


def _year(suites: SuitesDecidees, champ: str, quand: str) -> Diagnostic:
    le = date_chiffres(getattr(suites.suites, champ))
    return EXEC_DATE.tell(
        "{fait} du {le}, {quand}.",
        suites.lieu(champ),
        hint="Vérifiez l'année de cette date.",
        severity=Severity.WARNING,
        point=suites.point,
        fait=_FAITS[champ],
        le=le,
        quand=quand,
    )


def check_certificat(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A certificate dated before its proofs, or without them."""
    for suites in suites_recues(figures):
        du = suites.suites.certificat_du
        if du is None:
            continue
        # what was rejected will never be executory: the certificate regards the rest
        # and those elected need none
        adoptes = [
            point
            for point in suites.points
            if point.resultat is not Resultat.REJETE and not point.effet_immediat
        ]
        if suites.points and not adoptes and all(each.effet_immediat for each in suites.points):
            continue
        connus = [point.executoire_le for point in adoptes if point.executoire_le is not None]
        if len(connus) < max(len(adoptes), 1):
            prives = [point for point in adoptes if point.executoire_le is None]
            yield from _without_proof(suites, prives or suites.points)
        elif du < max(connus):
            yield EXEC_CERTIF.tell(
                "Certificat {d_actes} daté du {du}, avant que l'acte soit exécutoire, le {executoire} "
                "({faits}).",
                suites.lieu("certificat_du"),
                hint="Déjà signé, il est à refaire, daté du jour où il le sera ; sinon, laissez la date "
                "vide : elle sera portée à la main en signant.",
                point=suites.point,
                d_actes=_d_actes([each for each in adoptes if (each.executoire_le or du) > du]),
                du=du,
                executoire=max(connus),
                faits=_proofs(suites.suites),
            )


def check_signataire(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The mayor certifies, or who holds a delegation: of a plain councillor it is to be seen (memory)."""
    for suites in suites_recues(figures):
        signataire = suites.suites.certificat_signataire
        if signataire is None or signataire.fonction is not Fonction.CONSEILLER:
            continue
        yield EXEC_CERTIF.tell(
            "Le certificat {d_actes} serait signé par {nom}, à qui le tableau ne donne aucune délégation (à "
            "confirmer).",
            suites.lieu("certificat_signataire"),
            hint="Vérifiez l'arrêté qui lui délègue cette signature, ou faites signer le maire.",
            severity=Severity.WARNING,
            point=suites.point,
            d_actes=_d_actes(suites.adoptes),
            nom=signataire.nom_complet,
        )


def _proofs(suites: Suites) -> str:
    remise = suites.recue_le or suites.transmise_le
    faits = [f"publication {date_chiffres(suites.publiee_le)}"] if suites.publiee_le else []
    if remise is not None:
        mot = "réception" if suites.recue_le else "transmission"
        faits.insert(0, f"{mot} {date_chiffres(remise)}")
    return ", ".join(faits)


def _d_actes(points: Sequence[FiguresPoint]) -> str:
    """« de la délibération 2 (« Tarifs de la salle ») », « des délibérations 1 à 3 »."""
    if not points:
        return "de la séance"
    numeros = etendue(each.point.numero for each in points)
    if len(points) > 1:
        return f"des délibérations {numeros}"
    return phrase("de la délibération {n} (« {objet} »)", n=numeros, objet=shorten(points[0].objet))


def _without_proof(suites: SuitesDecidees, points: Sequence[FiguresPoint]) -> Iterator[Diagnostic]:
    """What the certificate of these items lacks: nothing, of one that may be new, told apart."""
    dates, manques = suites.suites, []
    if all(point.resultat is Resultat.REJETE for point in suites.points):
        manques.append("une délibération adoptée")
    transmissible = any(point.transmissible for point in suites.points)
    if transmissible and dates.transmise_le is None and dates.recue_le is None:
        manques.append("la date de transmission")
    if dates.publiee_le is None:
        manques.append("la date de publication")
    if manques:
        yield EXEC_CERTIF.tell(
            "Certificat {d_actes} daté alors qu'il manque {manques}.",
            suites.lieu("certificat_du"),
            hint="Complétez ces dates, ou laissez vide celle du certificat.",
            point=suites.point,
            d_actes=_d_actes(points),
            manques=enumeration(manques),
        )


def check_signature(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The convention signed before the deliberation is executory: a defect, not always a cause to annul."""
    for suites in suites_recues(figures):
        signee = suites.suites.signee_le
        if signee is None:
            continue
        for point in suites.points:
            if point.point.groupement is not None and trop_tot(signee, point):
                executoire = point.executoire_le
                attente = (
                    phrase("avant que sa délibération soit exécutoire, le {le}", le=date_chiffres(executoire))
                    if executoire is not None
                    else phrase("alors que sa délibération n'est pas encore exécutoire")
                )
                yield GC_SIGN_APRES_EXEC.tell(
                    "Point {n} : convention signée le {signee}, {attente}.",
                    suites.lieu("signee_le"),
                    hint="Vérifiez les dates ; une signature prématurée est à refaire par prudence.",
                    point=point.point.numero,
                    signee=signee,
                    attente=attente,
                )


def trop_tot(signee: date, point: FiguresPoint) -> bool:
    """Whether a convention signed that day was signed before the deliberation of the item was executory."""
    return point.executoire_le is None or signee < point.executoire_le


# remedies: the right court, and the time they last

REC_TA = rule("REC-TA")
REC_DELAI = rule("REC-DELAI")
_COUR = cle("tribunal administratif")


def check_tribunal(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What the file of the collectivity says against the table; overseas there is no table."""
    collectivite = figures.seance.collectivite
    jour, lieu = figures.seance.date, collectivite.lieux.get("tribunal")
    attendu, ecrit = tribunal(collectivite.departement.code, jour), collectivite.tribunal
    if attendu is None:
        if not ecrit:
            yield REC_TA.tell(
                "Département {code} : actgen n'a pas relevé les tribunaux d'outre-mer.",
                lieu or collectivite.lieu,
                hint="Écrivez « tribunal: » dans le fichier de la collectivité.",
                severity=Severity.INFO,
                code=collectivite.departement.code,
            )
        elif not cle(ecrit).startswith(_COUR):  # it is printed as it is written
            yield REC_TA.tell(
                "Le tribunal écrit, « {ecrit} », ne se lit pas comme un tribunal administratif.",
                lieu or collectivite.lieu,
                hint="Écrivez-le en entier, comme il s'imprime : « tribunal administratif de La Réunion ».",
                ecrit=shorten(ecrit),
            )
    elif ecrit and ((nomme := tribunal_nomme(ecrit, jour)) is None or nomme.nom != attendu.nom):
        yield REC_TA.tell(
            "Le tribunal compétent pour {nom} ({code}) est le {attendu}, non « {ecrit} ».",
            lieu or collectivite.lieu,
            hint="Effacez cette ligne : actgen connaît le tribunal de ce département.",
            selon=[attendu],
            nom=shorten(collectivite.nom),
            code=collectivite.departement.code,
            attendu=attendu.nom,
            ecrit=shorten(ecrit),
        )


def check_retrait_du_site(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Taken offline after the two months that the law asks for, while a remedy may still be open.

    Never against an election, contested within days.
    """
    departement = figures.seance.collectivite.departement.code
    for voie, suites in actes_par_juge(figures):
        publiee, retiree = suites.suites.publiee_le, suites.suites.retiree_le
        recours = delai(SuiteLegale.RECOURS, figures.seance.date)
        ligne = delai(SuiteLegale.EN_LIGNE, figures.seance.date)
        if (
            publiee is None
            or retiree is None
            or recours is None
            or ligne is None
            or voie is not SuiteLegale.RECOURS
        ):
            continue
        fin = recours.fin(publiee, departement)
        if ligne.fin(publiee) <= retiree <= fin:
            yield REC_DELAI.tell(
                "Retirée du site le {retiree}, alors qu'un recours reste possible jusqu'au {fin}, à titre "
                "indicatif.",
                suites.lieu("retiree_le"),
                hint="Par prudence, laissez l'acte en ligne quelques jours de plus.",
                point=suites.point,
                retiree=retiree,
                fin=fin,
            )


def check_encore_ouvert(figures: FiguresSeance, au: date) -> Iterator[Diagnostic]:
    """On that day, the remedies that are still open."""
    for echeance in echeances(figures):
        ouvert = echeance.le is not None and figures.seance.date <= au <= echeance.le
        if echeance.devoir is Devoir.RECOURS and echeance.le is not None and ouvert:
            yield REC_DELAI.tell(
                "{recours} encore possible jusqu'au {fin}, à titre indicatif.",
                echeance.lieu,
                article=echeance.article,
                recours=echeance.libelle,
                fin=echeance.le,
            )
