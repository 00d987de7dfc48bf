"""The fields of a deposit that an act's facts give: its number, its matter, its object, each looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from actgen.acts.plan import ActPlan
from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.seance import Seance
from actgen.figures.actes import matiere as matiere_de
from actgen.figures.actes import numero_actes
from actgen.figures.actes import objet as objet_de
from actgen.figures.seance import FiguresPoint
from actgen.law.nomenclature import Matiere
from actgen.law.nomenclature import matiere as matiere_connue
from actgen.text.messages import phrase, say, shorten

from .classification import Classification
from .codes import EXPORT_MATIERE, EXPORT_NUMERO, EXPORT_OBJET
from .objet import LONGUEUR, objet_transmis

_NUMERO = re.compile(r"[A-Z0-9]([A-Z0-9_]{0,13}[A-Z0-9])?")
_NIVEAUX = 5


@dataclass
class Champs:
    """Reads the fields of one session's acts; what is found wrong gathers in `findings`."""

    seance: Seance
    classification: Classification
    findings: list[Diagnostic]
    numeros: dict[str, int] = field(default_factory=dict)

    def numero(self, point: FiguresPoint, ecrit: str) -> str:
        """The number as the channel takes it; empty after a finding."""
        transmis = numero_actes(ecrit)
        lieu = self.seance.collectivite.lieux.get("numero") or point.point.lieu
        aide = phrase("Changez la règle « numero » du fichier de la collectivité.")
        if not _NUMERO.fullmatch(transmis):
            message = say(
                "Point {n} : le numéro « {ecrit} » devient « {transmis} », que la plate-forme refuse ; il "
                "lui faut quinze signes au plus, capitales, chiffres et souligné, sans souligné au bord.",
                n=point.point.numero,
                ecrit=ecrit,
                transmis=transmis,
            )
            self.findings.append(EXPORT_NUMERO.finding(message, lieu, hint=aide, point=point.point.numero))
            return ""
        if transmis in self.numeros:
            message = phrase(
                "Points {un} et {autre} : le même numéro {numero}.",
                un=self.numeros[transmis],
                autre=point.point.numero,
                numero=transmis,
            )
            self.findings.append(EXPORT_NUMERO.finding(message, lieu, hint=aide, point=point.point.numero))
            return ""
        self.numeros[transmis] = point.point.numero
        return transmis

    def matiere(self, plan: ActPlan, point: FiguresPoint) -> tuple[str, Matiere | None]:
        """The code of the matter, and what it is; None after a finding."""
        code = matiere_de(point.point, plan.kind)
        connue = matiere_connue(".".join(code.split(".")[:2]))
        niveaux = code.split(".")
        if (
            connue is not None
            and len(niveaux) <= _NIVEAUX
            and all(n.isascii() and n.isdigit() for n in niveaux)
        ):
            if not self.classification.prend(code):
                self.findings.append(_hors_classification(point, code))
                return code, None
            return code, connue
        self.findings.append(sans_matiere(point))
        return code, None

    def objet(self, plan: ActPlan, point: FiguresPoint) -> str:
        """The object in the alphabet of the channel; empty after a finding."""
        n, lieu = point.point.numero, point.point.lieux.get("objet") or point.point.lieu
        voulu = objet_transmis(objet_de(point.point, plan.kind))
        if not voulu.texte:
            message = phrase("Point {n} : l'objet n'a aucun mot que la plate-forme puisse prendre.", n=n)
            aide = phrase("Écrivez l'« objet » du point avec les lettres de l'alphabet latin.")
            self.findings.append(
                EXPORT_OBJET.finding(message, lieu, hint=aide, severity=Severity.ERROR, point=n)
            )
            return ""
        if voulu.coupe:
            message = phrase(
                "Point {n} : l'objet passe {limite} signes, il est transmis jusqu'à « {fin} ».",
                n=n,
                limite=LONGUEUR,
                fin=voulu.texte[-30:],
            )
            self.findings.append(
                EXPORT_OBJET.finding(message, lieu, hint=phrase("Écrivez un objet plus court."), point=n)
            )
        if voulu.perdus:
            message = phrase(
                "Point {n} : signes que la plate-forme n'a pas, laissés de côté : {signes}.",
                n=n,
                signes=shorten(" ".join(voulu.perdus)),
            )
            aide = phrase("Écrivez ces mots avec les lettres de l'alphabet latin.")
            self.findings.append(EXPORT_OBJET.finding(message, lieu, hint=aide, point=n))
        return voulu.texte


def sans_matiere(point: FiguresPoint) -> Diagnostic:
    """An item whose matter is not known, or is none."""
    return EXPORT_MATIERE.finding(
        phrase("Point {n} : la matière n'est pas connue.", n=point.point.numero),
        point.point.lieux.get("matiere") or point.point.lieu,
        hint=phrase(
            'Ajoutez au point la rubrique « matiere », par exemple « matiere: "3.1" » (acquisition).'
        ),
        point=point.point.numero,
    )


def _hors_classification(point: FiguresPoint, code: str) -> Diagnostic:
    """A matter that the prefecture's own list has not."""
    return EXPORT_MATIERE.finding(
        phrase(
            "Point {n} : la matière {code} n'est pas dans la classification de la préfecture.",
            n=point.point.numero,
            code=code,
        ),
        point.point.lieux.get("matiere") or point.point.lieu,
        hint=phrase("Écrivez à la rubrique « matiere » du point l'une de celles qu'elle donne."),
        point=point.point.numero,
    )
