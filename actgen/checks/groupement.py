"""A purchasing group: what its convention must settle, for its coordinator.

While the text is a draft (not approved), what is not filled in yet warns; once approved it is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic, Mender, Scope, Severity, Status, declare
from actgen.law.periods import Periode
from actgen.model.groupement import Groupement, MembreGroupement
from actgen.text.amounts import euros
from actgen.text.dates import date_chiffres
from actgen.text.keys import cle
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, shorten

from .outils import ccp, cgct

GC_ADHESION_TARDIVE = declare(
    "GC-ADHESION-TARDIVE",
    Severity.WARNING,
    "Un membre qui adhère après le lancement de la consultation ne profite pas du marché en cours.",
    status=Status.VERIFIED,
    article=ccp("L2111-1"),
    mender=Mender.COORDONNATEUR,
)
GC_RETRAIT = declare(
    "GC-RETRAIT",
    Severity.WARNING,
    "Le retrait d’un membre et ses conséquences financières sont réglés.",
    status=Status.VERIFIED,
    mender=Mender.COORDONNATEUR,
)
GC_DUREE = declare(
    "GC-DUREE",
    Severity.ERROR,
    "Un accord-cadre dure quatre ans au plus.",
    scope=Scope.CONVENTION,
    status=Status.VERIFIED,
    article=ccp("L2125-1"),
    mender=Mender.COORDONNATEUR,
)
GC_MONTANT = declare(
    "GC-MONTANT",
    Severity.ERROR,
    "Un accord-cadre a un maximum, qui n’est pas inférieur à son minimum.",
    scope=Scope.CONVENTION,
    status=Status.VERIFIED,
    article=ccp("R2162-4"),
    mender=Mender.COORDONNATEUR,
)
GC_CAO = declare(
    "GC-CAO",
    Severity.ERROR,
    "La commission d’appel d’offres d’un groupement qui suit une procédure formalisée est désignée.",
    scope=Scope.CONVENTION,
    status=Status.VERIFIED,
    article=cgct("L1414-3"),
    mender=Mender.COORDONNATEUR,
)
GC_COORDONNATEUR = declare(
    "GC-COORDONNATEUR",
    Severity.ERROR,
    "Le coordonnateur est un membre du groupement.",
    scope=Scope.CONVENTION,
    article=ccp("L2113-7"),
    mender=Mender.COORDONNATEUR,
)
_QUATRE_ANS = 48
_MAXIMUM_EXIGE = Periode(date(2022, 1, 1))  # consultations launched from that day on
_FORMALISEES = tuple(
    cle(nom) for nom in ("appel d’offres", "procédure avec négociation", "dialogue compétitif")
)


def check_adhesion(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Joining at any time, though needs are fixed at the launch: without its date, or after it."""
    cadre = groupement.accord_cadre
    if cadre.lancement is None:
        if groupement.clauses.adhesion == "a_tout_moment":
            yield GC_ADHESION_TARDIVE.finding(
                phrase("Adhésion « à tout moment » sans date de lancement : la clause portera la limite."),
                cadre.lieux.get("lancement"),
                groupement.lieux.get("adhesion"),
                hint=phrase("Écrivez la date de lancement de la consultation dès qu'elle est connue."),
            )
        return
    tardifs = [(m, le) for m in groupement.membres if (le := _adhere_le(m)) and le > cadre.lancement]
    if tardifs:
        noms = enumeration(f"{m.collectivite.nom} ({date_chiffres(le)})" for m, le in tardifs)
        verbe = "adhère" if len(tardifs) == 1 else "adhèrent"
        effet = "ne peut" if len(tardifs) == 1 else "ne peuvent"
        yield GC_ADHESION_TARDIVE.finding(
            f"{noms} "
            + phrase(
                "{verbe} après le lancement du {lancement} et {effet} bénéficier de l'accord-cadre en cours.",
                verbe=verbe,
                lancement=date_chiffres(cadre.lancement),
                effet=effet,
            ),
            *(membre.lieu for membre, _ in tardifs),
            cadre.lieux.get("lancement"),
            hint=phrase("Vérifiez ces dates ; un nouveau membre n'entre que pour le marché suivant."),
        )


def _adhere_le(membre: MembreGroupement) -> date | None:
    """The day a member joined: by signing, else by deciding to."""
    return None if membre.resultat == "rejetée" else membre.signee_le or membre.deliberation_le


def check_retrait(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A total ban on leaving is lawful if wanted; what it costs to leave all the same must be said."""
    if groupement.clauses.retrait == "exclu":
        yield GC_RETRAIT.finding(
            phrase("Retrait exclu, sans règle sur ses conséquences financières."),
            groupement.lieux.get("retrait"),
            hint=phrase("Confirmez que cette interdiction est voulue, ou choisissez un retrait annuel."),
        )


def check_duree(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Four years, save a justified exception (a reason in the file with `--override` is its place)."""
    mois = groupement.accord_cadre.duree_mois
    if mois is not None and mois > _QUATRE_ANS:
        yield GC_DUREE.finding(
            phrase(
                "Accord-cadre de {mois} mois : quatre ans ({max} mois) au plus.", mois=mois, max=_QUATRE_ANS
            ),
            groupement.accord_cadre.lieux.get("duree"),
            hint=phrase(
                "Réduisez la durée ; une durée plus longue doit être justifiée par l'objet du marché."
            ),
        )


def check_montant(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A minimum above the maximum; a minimum alone, since a maximum is required."""
    cadre = groupement.accord_cadre
    minimum, maximum = cadre.minimum_ht, cadre.maximum_ht
    if minimum is not None and maximum is not None and minimum > maximum:
        yield GC_MONTANT.finding(
            phrase(
                "Minimum de {minimum} HT, supérieur au maximum de {maximum} HT.",
                minimum=euros(minimum),
                maximum=euros(maximum),
            ),
            cadre.lieux.get("minimum_ht"),
            cadre.lieux.get("maximum_ht"),
            hint=phrase("Corrigez l'un des deux montants."),
        )
    elif minimum and maximum is None and (cadre.lancement or jour) in _MAXIMUM_EXIGE:
        yield GC_MONTANT.finding(
            phrase(
                "Minimum de {minimum} HT sans maximum : le maximum est obligatoire.", minimum=euros(minimum)
            ),
            cadre.lieux.get("maximum_ht"),
            hint=phrase("Écrivez le montant maximum hors taxes."),
            severity=_tant_que_projet(groupement),
        )


def check_cao(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Which committee awards, when the procedure is a formalised one."""
    procedure = groupement.accord_cadre.procedure
    if not groupement.cao and cle(procedure).startswith(_FORMALISEES):
        yield GC_CAO.finding(
            phrase(
                "Procédure « {procedure} » : la commission d'appel d'offres n'est pas désignée.",
                procedure=shorten(procedure),
            ),
            groupement.lieux.get("cao"),
            hint=phrase("Écrivez « cao: celle du coordonnateur » ou « cao: mixte »."),
            severity=_tant_que_projet(groupement),
        )


def check_coordonnateur(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """The coordinator is one of the parties."""
    coordonnateur = groupement.coordonnateur
    codes = {membre.collectivite.code for membre in groupement.membres}
    if coordonnateur.collectivite.code not in codes:
        yield GC_COORDONNATEUR.finding(
            phrase("{nom} coordonne le groupement sans en être membre.", nom=coordonnateur.collectivite.nom),
            coordonnateur.lieu,
            hint=phrase("Ajoutez le coordonnateur aux membres, ou nommez un membre."),
        )


def _tant_que_projet(groupement: Groupement) -> Severity | None:
    return Severity.WARNING if groupement.approuvee_le is None else None


RULES = (check_adhesion, check_retrait, check_duree, check_montant, check_cao, check_coordonnateur)
