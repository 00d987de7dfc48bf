"""Each receipt to the act that it regards: it is compared with the session, then becomes a fact of its item.

A file that bears the name of its act (« 068-216800722-20221215-2022_12_15_09-DE-1-2_1.xml ») is found by it;
any other is named under `suites`. What is refused gives a finding and no fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date, datetime
from pathlib import PurePath, PurePosixPath

from msgspec import Struct

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.seance import Point, Seance
from actgen.facts.suites import Accuse, Suites
from actgen.figures.actes import NATURES, departement_actes, numero, numero_actes, numero_de
from actgen.figures.suites import INVRAISEMBLABLE
from actgen.law.nomenclature import nature
from actgen.records import replace
from actgen.rules import rule
from actgen.session.accuses import ACCUSE_ACTE, Boite, Recu, numero_du_nom
from actgen.text.dates import date_chiffres
from actgen.text.elision import de_lieu
from actgen.text.messages import phrase, say

_SHOWN = 8
_RANGER = (
    "S'il est d'un acte de cette séance, vérifiez {quoi} ; sinon rangez-le à côté de la séance de cet acte."
)


def egares(seance: Seance, boite: Boite, nommes: Set[str]) -> Iterator[Diagnostic]:
    """Receipts of no session that is known here, files that are none; `nommes` are told already."""
    rangs = boite.rangs()
    yield from (dit for nom, dit in rangs.autres if nom not in nommes)
    groupes = [
        (siren_lu, jour, [nom for nom in noms if nom not in nommes])
        for (siren_lu, jour), noms in sorted(rangs.actes.items())
        if not _attendu(seance, boite, siren_lu, jour)
    ]
    groupes = [groupe for groupe in groupes if groupe[2]]
    for siren_lu, jour, noms in groupes[:_SHOWN]:
        yield _egare(seance, siren_lu, jour, noms)
    if reste := [nom for _, _, noms in groupes[_SHOWN:] for nom in noms]:
        yield ACCUSE_ACTE.finding(
            phrase("{n} autres accusés de réception ne sont d'aucune séance connue.", n=len(reste)),
            _lieu(seance, reste[0]),
            hint=phrase("Rangez chacun à côté de la séance de son acte."),
            severity=Severity.WARNING,
        )


def _attendu(seance: Seance, boite: Boite, siren: str, jour: str) -> bool:
    """Whether a session tells of it: this one, one of that SIREN this day, any one of another day."""
    lu = _jour(jour)
    if lu != seance.date:
        return lu in boite.autour.jours
    return siren == seance.collectivite.siren or siren in boite.autour.sirens


def _egare(seance: Seance, siren: str, jour: str, noms: list[str]) -> Diagnostic:
    ici, lu, un_seul = seance.collectivite.siren, _jour(jour), len(noms) == 1
    quand = date_chiffres(lu) if lu is not None else jour
    if not ici:
        pourquoi = phrase(
            "{leur} SIREN est {lu}, et celui {d_ici} n'est pas connu",
            leur="son" if un_seul else "leur",
            lu=siren,
            d_ici=de_lieu(seance.collectivite.nom, seance.collectivite.type_liaison),
        )
        return _dit(seance, noms, pourquoi, phrase("« siren » dans le fichier de la collectivité"))
    if siren != ici:
        de = phrase(
            "d'une autre collectivité (SIREN {lu} au lieu de {ici}, séance du {quand})",
            lu=siren,
            ici=ici,
            quand=quand,
        )
        quoi = phrase("le SIREN de la collectivité")
    else:
        de = phrase(
            "d'une séance du {quand} qui n'est pas dans ce dossier (celle-ci est du {ici})",
            quand=quand,
            ici=date_chiffres(seance.date),
        )
        quoi = phrase("la date de la séance")
    celui = phrase("il est celui {de}", de=de) if un_seul else phrase("ils sont ceux {de}", de=de)
    return _dit(seance, noms, celui, quoi)


def _dit(seance: Seance, noms: list[str], pourquoi: str, quoi: str) -> Diagnostic:
    return ACCUSE_ACTE.finding(
        phrase("Un accusé de réception n'est pas repris : {pourquoi}.", pourquoi=pourquoi)
        if len(noms) == 1
        else phrase(
            "{n} accusés de réception ne sont pas repris : {pourquoi}.", n=len(noms), pourquoi=pourquoi
        ),
        *(_lieu(seance, nom) for nom in noms[:_SHOWN]),
        hint=phrase(_RANGER, quoi=quoi),
        severity=Severity.WARNING,
    )


def _lieu(seance: Seance, nom: str) -> Location:
    return Location((PurePath(seance.fichier).parent / nom).as_posix())


def _jour(ecrit: str) -> date | None:
    try:
        return datetime.strptime(ecrit, "%Y%m%d").date()
    except ValueError:
        return None


ACCUSE_DATE = rule("ACCUSE-DATE")
ACCUSE_ECART = rule("ACCUSE-ECART")
_FAUX = phrase("ce fichier n'est pas celui de cet acte")
_AILLEURS = phrase("Ce fichier n'est pas à sa place : retirez-le d'ici.")


class _Pose(Struct, frozen=True):
    """A file to read: `point` is the item that names it, `lieu` where."""

    nom: str
    point: Point | None = None
    lieu: Location | None = None


def avec_les_accuses(seance: Seance, boite: Boite, findings: list[Diagnostic]) -> Seance:
    """The session, each of whose items has the receipt that was found for it."""
    recus: dict[int, Recu] = {}
    nommes = set(_nommes(seance))
    for pose in _poses(seance, boite, nommes):
        lu = boite.read(pose.nom, pose.lieu)
        if isinstance(lu, Diagnostic):
            findings.append(_de_son_point(seance, pose, lu))
            continue
        point = _acte(seance, pose, lu)
        if point is None:
            continue
        if isinstance(point, Diagnostic):
            findings.append(_de_son_point(seance, pose, point))
        elif point.numero in recus and recus[point.numero].recue_le != lu.recue_le:
            findings.append(_deux(point, recus[point.numero], lu))
        else:
            recus[point.numero] = lu
    findings.extend(egares(seance, boite, nommes))
    if not recus:
        return seance
    findings.extend(_ecarts(seance, recus))
    points = tuple(
        replace(point, accuse=_accuse(recus[point.numero])) if point.numero in recus else point
        for point in seance.points
    )
    return replace(seance, points=points)


def _de_son_point(seance: Seance, pose: _Pose, dit: Diagnostic) -> Diagnostic:
    """A file that proves nothing holds back the item that names it, or whose act it is named after."""
    if pose.point is not None:
        return replace(dit, point=pose.point.numero)
    numero_lu = numero_du_nom(pose.nom)
    if not numero_lu or pose.lieu is not None:
        return dit
    point = _attendus(seance).get(numero_actes(numero_lu))
    return replace(dit, severity=Severity.WARNING) if point is None else replace(dit, point=point.numero)


def _attendus(seance: Seance) -> dict[str, Point]:
    return {numero_actes(numero(seance, point)): point for point in seance.points if point.acte}


def _accuse(recu: Recu) -> Accuse:
    return Accuse(recu.identifiant, recu.recue_le, recu.lieu)


def _suites(seance: Seance) -> Iterator[tuple[Point | None, Suites]]:
    """What followed each item that says it of its own, then what is said for all."""
    yield from ((point, point.suites) for point in seance.points if point.suites is not None)
    yield None, seance.suites


def _nommes(seance: Seance) -> Iterator[str]:
    for _, suites in _suites(seance):
        yield from (PurePosixPath(nom.replace("\\", "/")).as_posix() for nom in suites.accuse)


def _poses(seance: Seance, boite: Boite, nommes: Set[str]) -> Iterator[_Pose]:
    """What the file names, at its items then for all, and what is of an act of that day."""
    for point, suites in _suites(seance):
        for nom in suites.accuse:
            yield _Pose(nom, point, suites.lieux.get("accuse"))
    siren = seance.collectivite.siren
    if not siren:
        return
    for nom in boite.rangs().actes.get((siren, f"{seance.date:%Y%m%d}"), ()):
        if nom not in nommes:
            yield _Pose(nom)


def _acte(seance: Seance, pose: _Pose, recu: Recu) -> Point | Diagnostic | None:
    """The item whose act was received, or why it is none of this session; None: that of an item left out."""
    if autre := _ailleurs(seance, recu):
        return _refuse(pose, recu, autre, _AILLEURS)
    if recu.recue_le < seance.date:
        quand = phrase("avant la séance du {jour}", jour=date_chiffres(seance.date))
        return _pas_ce_jour(recu, quand, phrase("Vérifiez la date de la séance ; sinon {faux}.", faux=_FAUX))
    if recu.recue_le - seance.date > INVRAISEMBLABLE:
        quand = phrase("plus de cinq ans après la séance du {jour}", jour=date_chiffres(seance.date))
        return _pas_ce_jour(recu, quand, phrase("Vérifiez la date de la séance ; sinon {faux}.", faux=_FAUX))
    point = _attendus(seance).get(numero_actes(recu.numero))
    if pose.point is None and point is None and _d_ailleurs(seance, recu):
        dit = numero_actes(numero_du_nom(pose.nom))
        return _autre_nom(pose, recu, dit) if dit in _attendus(seance) else None
    if point is None or (pose.point is not None and point.numero != pose.point.numero):
        return _autre_numero(seance, pose, recu)
    return point


def _pas_ce_jour(recu: Recu, quand: str, aide: str) -> Diagnostic:
    return ACCUSE_DATE.finding(
        phrase("Accusé de réception du {recue}, {quand}.", recue=date_chiffres(recu.recue_le), quand=quand),
        recu.lieu,
        hint=aide,
    )


def _d_ailleurs(seance: Seance, recu: Recu) -> bool:
    """Whether it may regard an item that the file says it leaves out, or another session of that day."""
    regle, jour = seance.collectivite.numerotation, seance.date
    absents = {numero_actes(numero_de(regle, jour, point)) for point in seance.points_non_saisis}
    autres = any(voisine.date == jour for voisine in seance.annee.voisines)
    return autres or numero_actes(recu.numero) in absents


def _ailleurs(seance: Seance, recu: Recu) -> str:
    """Whose act it is, when it is another collectivity's, that of another day, or no deliberation."""
    siren, departement = seance.collectivite.siren, departement_actes(seance)
    if siren and recu.siren != siren:
        return phrase("d'une autre collectivité (SIREN {lu} au lieu de {ici})", lu=recu.siren, ici=siren)
    if recu.departement != departement:
        return phrase("d'un autre département ({lu} au lieu de {ici})", lu=recu.departement, ici=departement)
    if recu.jour != f"{seance.date:%Y%m%d}":
        jour = f"{recu.jour[6:]}/{recu.jour[4:6]}/{recu.jour[:4]}"
        ici = date_chiffres(seance.date)
        return phrase("d'une autre séance (celle du {jour} et non du {ici})", jour=jour, ici=ici)
    if recu.nature not in NATURES:  # a mayor's order of that day may bear the same number
        connue = nature(recu.nature)
        nom = f" ({connue.nom})" if connue else ""
        return phrase("d'un acte de nature {lue}{nom}, et non d'une délibération", lue=recu.nature, nom=nom)
    return ""


def _autre_numero(seance: Seance, pose: _Pose, recu: Recu) -> Diagnostic:
    if pose.point is None:
        aide = phrase(
            "Si c'est l'un de ces actes, transmis sous un autre numéro, écrivez aux suites de son point la "
            "date « recue_le » et l'« identifiant ». Sinon retirez ce fichier d'ici."
        )
        personne = say("de l'acte n° {n}, qu'aucun point de cette séance ne porte", n=recu.numero)
        # a council and a Bureau may meet on one day, beside one another
        return _refuse(pose, recu, personne, aide, Severity.WARNING if pose.lieu is None else None)
    attendu = numero_actes(numero(seance, pose.point))
    return _refuse(
        pose,
        recu,
        say("de l'acte n° {lu}, et non {ici}", lu=recu.numero, ici=attendu),
        phrase("Donnez à ce point le fichier de son acte."),
    )


def _autre_nom(pose: _Pose, recu: Recu, dit: str) -> Diagnostic:
    """A file under the name of an act of this session that is of another act, which its file leaves out."""
    return _refuse(
        pose,
        recu,
        say("de l'acte n° {lu}, et non {dit} que dit son nom", lu=recu.numero, dit=dit),
        phrase("Redemandez celui de cet acte à votre plate-forme, et rendez son nom à ce fichier."),
    )


def _refuse(pose: _Pose, recu: Recu, de: str, aide: str, severity: Severity | None = None) -> Diagnostic:
    return ACCUSE_ACTE.finding(
        phrase("L'accusé de réception est celui {de}.", de=de),
        *((pose.lieu,) if pose.lieu else ()),
        recu.lieu,
        hint=aide,
        severity=severity,
        point=pose.point.numero if pose.point else None,
    )


def _deux(point: Point, premier: Recu, second: Recu) -> Diagnostic:
    return ACCUSE_ECART.finding(
        phrase(
            "Point {n} : deux accusés de réception, du {un} et du {autre}.",
            n=point.numero,
            un=date_chiffres(premier.recue_le),
            autre=date_chiffres(second.recue_le),
        ),
        premier.lieu,
        second.lieu,
        hint=phrase("Gardez le bon, et retirez l'autre fichier."),
        point=point.numero,
    )


def _ecarts(seance: Seance, recus: dict[int, Recu]) -> Iterator[Diagnostic]:
    """What was typed as well is compared; an identifier typed for all the acts can be that of one only."""
    for point in seance.points:
        if (recu := recus.get(point.numero)) is None:
            continue
        suites = point.suites or seance.suites
        seul = point.suites is not None or len(recus) == 1
        if suites.recue_le is not None and suites.recue_le != recu.recue_le:
            ecrite, lue = date_chiffres(suites.recue_le), date_chiffres(recu.recue_le)
            yield _ecart(point, suites, "recue_le", ecrite, lue, recu)
        if suites.identifiant and suites.identifiant != recu.identifiant and seul:
            yield _ecart(point, suites, "identifiant", suites.identifiant, recu.identifiant, recu)


def _ecart(point: Point, suites: Suites, champ: str, ecrit: str, lu: str, recu: Recu) -> Diagnostic:
    return ACCUSE_ECART.finding(
        phrase(
            "Point {n} : « {champ} » est écrit {ecrit}, et l'accusé de réception dit {lu}.",
            n=point.numero,
            champ=champ,
            ecrit=ecrit,
            lu=lu,
        ),
        suites.lieux.get(champ),
        recu.lieu,
        hint=phrase("L'accusé fait foi : effacez ce qui est écrit, actgen le lit dans le fichier."),
        point=point.numero,
    )
