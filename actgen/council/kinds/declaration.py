"""The fields that a kind declares in its acte.yaml: what they give, and the faults found.

A field that is declared wrongly is left out, with a finding for who owns the kind.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.keys import cle
from actgen.base.text.messages import say
from actgen.base.text.quantites import surely_less
from actgen.council.facts.champs import PARTS_DE_GROUPE, Borne, Champ, Equilibre
from actgen.council.facts.types_de_champ import TYPES, TypeChamp
from actgen.reading.scalars import Problem

from .champs import ChampDeclare, ColonneDeclaree

CHAMP_DECLARE = rule("CHAMP-DECLARE")

NOM = re.compile(r"[a-z][a-z0-9_]{0,39}")
MAX_CHAMPS = 60
OBJET_DU_GROUPEMENT = "groupement.objet"
_PLACE = re.compile(r"\{([^{}]*)\}")
_PASSAGE = re.compile(r"\[([^\[\]]*)\]")
_NAMING = (TypeChamp.TEXTE, TypeChamp.TEXTE_LONG, TypeChamp.PERSONNE)


def objet_selon(texte: str, ecrit: Callable[[str], bool]) -> str:
    """The words of an object; a passage in brackets stays when all the fields that it names are written."""
    return _PASSAGE.sub(
        lambda passage: passage[1] if all(map(ecrit, _PLACE.findall(passage[1]))) else "", texte
    )


class DeclarationReader(Struct, frozen=True):
    """Reads the fields of one manifest; `lieu` gives the place of a key, faults gather in `findings`."""

    lieu: Callable[..., Location]
    findings: list[Diagnostic]

    def champs(self, ecrits: tuple[ChampDeclare, ...], *ici: str | int) -> tuple[Champ, ...]:
        """The fields that are declared well; their names are all different."""
        if len(ecrits) > MAX_CHAMPS:
            self.fault(say("{n} champs sont déclarés ; {max} au plus.", n=len(ecrits), max=MAX_CHAMPS), *ici)
            return ()
        lus = (self._field(ecrit, *ici, rang) for rang, ecrit in enumerate(ecrits))
        champs = tuple(self._unique(lus))
        self._check_rates(ecrits, {champ.nom for champ in champs if champ.type is TypeChamp.TAUX}, *ici)
        return champs

    def _check_rates(self, ecrits: tuple[ChampDeclare, ...], taux: set[str], *ici: str | int) -> None:
        """What an amount written in % goes to: a rate of the same kind."""
        for rang, ecrit in enumerate(ecrits):
            if ecrit.en_pourcentage is None:
                continue
            if ecrit.type is not TypeChamp.MONTANT or ecrit.obligatoire or ecrit.en_pourcentage not in taux:
                self.fault(
                    say("Le champ « {nom} » : « en_pourcentage » ne peut pas servir ici.", nom=ecrit.nom),
                    *ici,
                    rang,
                    "en_pourcentage",
                    hint=say("Il va avec un montant facultatif, et nomme un champ de type « taux »."),
                )

    def objet(self, texte: str, champs: tuple[Champ, ...]) -> None:
        """The places of an object: fields of the kind, of a type that a sentence can hold."""
        nommables = {champ.nom for champ in champs if TYPES[champ.type].dit is not None}
        for nom in _PLACE.findall(texte):
            if nom not in nommables and nom != OBJET_DU_GROUPEMENT:
                self.fault(
                    say("L'objet nomme « {nom} », qui n'est pas un champ que l'on puisse y écrire.", nom=nom),
                    "objet",
                    hint=say(
                        "Champs possibles : {noms}.",
                        noms=", ".join(sorted(nommables) or (OBJET_DU_GROUPEMENT,)),
                    ),
                )

    def _unique(self, lus: Iterator[Champ | None]) -> Iterator[Champ]:
        vus: set[str] = set()
        for champ in lus:
            if champ is None:
                continue
            noms = {champ.nom, *champ.derives}
            if noms & vus:
                self.findings.append(
                    CHAMP_DECLARE.finding(
                        say("Le nom « {nom} » est pris deux fois.", nom=min(noms & vus)),
                        champ.lieu,
                        hint=say("Donnez un autre nom à l'un des deux."),
                    )
                )
                continue
            vus |= noms
            yield champ

    def _field(self, ecrit: ChampDeclare, *ici: str | int) -> Champ | None:
        connus = len(self.findings)
        colonnes = tuple(
            self._unique(
                self._column(colonne, *ici, "colonnes", rang) for rang, colonne in enumerate(ecrit.colonnes)
            )
        )
        calculees = {colonne.nom for colonne in ecrit.colonnes if colonne.formule}
        if ecrit.formule is not None:
            self.fault(
                say("Le champ « {nom} » ne se calcule pas ; écrivez-le sous « calculs ».", nom=ecrit.nom),
                *ici,
                "formule",
            )
        if ecrit.unique is not None:
            dit = say("Le champ « {nom} » n'est pas une colonne : « unique » va avec elles.", nom=ecrit.nom)
            self.fault(dit, *ici, "unique")
        self._check_form(ecrit, ecrit.de, *ici)
        if (ecrit.type is TypeChamp.LIGNES) != bool(ecrit.colonnes):
            self.fault(
                say(
                    "Le champ « {nom} » : « colonnes » va avec le type « lignes », et seulement lui.",
                    nom=ecrit.nom,
                ),
                *ici,
                "colonnes" if ecrit.colonnes else "type",
            )
        if not TYPES[ecrit.de].simple:
            self.fault(
                say(
                    "Le champ « {nom} » : une liste est faite de textes, de montants, de nombres, de dates, "
                    "de choix, de personnes, ou d'autres valeurs simples.",
                    nom=ecrit.nom,
                ),
                *ici,
                "de",
            )
        par = self._named_column(ecrit.par, ecrit, None, *ici, "par")
        if par in PARTS_DE_GROUPE:
            self.fault(
                say("Une colonne nommée « {nom} » ne peut pas regrouper les lignes.", nom=par), *ici, "par"
            )
        equilibre = self._balance(ecrit, *ici, "equilibre")
        bornes = self._bounds(ecrit, *ici)
        if len(self.findings) > connus:
            return None
        return Champ(
            nom=ecrit.nom,
            type=ecrit.type,
            titre=ecrit.titre,
            question=ecrit.question or "",
            obligatoire=ecrit.obligatoire,
            exemple=ecrit.exemple,
            aide=ecrit.aide or "",
            minimum=bornes[0],
            maximum=bornes[1],
            choix=ecrit.choix,
            de=ecrit.de,
            colonnes=tuple(colonne for colonne in colonnes if colonne.nom not in calculees),
            par=par,
            equilibre=equilibre,
            interesse=ecrit.interesse,
            en_pourcentage=ecrit.en_pourcentage or "",
            lieu=self.lieu(*ici, "nom"),
        )

    def _column(self, ecrit: ColonneDeclaree, *ici: str | int) -> Champ | None:
        connus = len(self.findings)
        self._check_form(ecrit, TypeChamp.TEXTE, *ici)
        if not TYPES[ecrit.type].simple:
            self.fault(
                say(
                    "La colonne « {nom} » ne peut pas être de type « {type} ».",
                    nom=ecrit.nom,
                    type=ecrit.type.value,
                ),
                *ici,
                "type",
            )
        bornes = self._bounds(ecrit, *ici)
        if len(self.findings) > connus:
            return None
        return Champ(
            nom=ecrit.nom,
            type=ecrit.type,
            titre=ecrit.titre,
            obligatoire=ecrit.obligatoire,
            minimum=bornes[0],
            maximum=bornes[1],
            choix=ecrit.choix,
            interesse=ecrit.interesse,
            unique=ecrit.unique or "",
            lieu=self.lieu(*ici, "nom"),
        )

    def check_name(self, nom: str, *ici: str | int) -> bool:
        """Whether that can be the name of a field; a finding tells when it can't."""
        if NOM.fullmatch(nom) and not keyword.iskeyword(nom):
            return True
        self.fault(
            say("« {nom} » ne peut pas être le nom d'un champ.", nom=nom),
            *ici,
            "nom",
            hint=say("Écrivez-le en minuscules sans accent, avec des soulignés : nom_du_beneficiaire."),
        )
        return False

    def _check_form(self, ecrit: ColonneDeclaree, de: TypeChamp, *ici: str | int) -> None:
        self.check_name(ecrit.nom, *ici)
        if ecrit.interesse and (de if ecrit.type is TypeChamp.LISTE else ecrit.type) not in _NAMING:
            self.fault(
                say("Le champ « {nom} » ne nomme personne : « interesse » va avec un texte.", nom=ecrit.nom),
                *ici,
                "interesse",
            )
        a_choix = TypeChamp.CHOIX in (ecrit.type, de if ecrit.type is TypeChamp.LISTE else None)
        if a_choix != bool(ecrit.choix):
            self.fault(
                say(
                    "Le champ « {nom} » : « choix » va avec le type « choix », et seulement lui.",
                    nom=ecrit.nom,
                ),
                *ici,
                "choix" if ecrit.choix else "type",
            )
        elif len({cle(choix) for choix in ecrit.choix}) < len(ecrit.choix):
            self.fault(say("Le champ « {nom} » : deux choix sont les mêmes.", nom=ecrit.nom), *ici, "choix")

    def _bounds(self, ecrit: ColonneDeclaree, *ici: str | int) -> tuple[Borne | None, Borne | None]:
        lues = [self._bound(ecrit, nom, *ici) for nom in ("minimum", "maximum")]
        petite, grande = lues
        if petite is not None and grande is not None and surely_less(grande, petite):
            self.fault(
                say("Le champ « {nom} » : le minimum dépasse le maximum.", nom=ecrit.nom), *ici, "minimum"
            )
        return petite, grande

    def _bound(self, ecrit: ColonneDeclaree, nom: str, *ici: str | int) -> Borne | None:
        texte: str | None = getattr(ecrit, nom)
        if texte is None:
            return None
        lire = TYPES[ecrit.type].borne
        if lire is None:
            self.fault(
                say(
                    "Le champ « {nom} », de type « {type} », n'a pas de {borne}.",
                    nom=ecrit.nom,
                    type=ecrit.type.value,
                    borne=nom,
                ),
                *ici,
                nom,
            )
            return None
        lu = lire(texte)
        if isinstance(lu, Problem):
            self.fault(lu.message, *ici, nom, hint=lu.hint)
            return None
        borne: Borne = lu
        return borne

    def _balance(self, ecrit: ChampDeclare, *ici: str | int) -> Equilibre | None:
        if ecrit.equilibre is None:
            return None
        gauche, droite = (
            self._named_column(getattr(ecrit.equilibre, cote), ecrit, TypeChamp.MONTANT, *ici, cote)
            for cote in ("gauche", "droite")
        )
        par = self._named_column(ecrit.equilibre.par, ecrit, None, *ici, "par")
        excedent = ecrit.equilibre.excedent
        if excedent is not None and excedent not in (gauche, droite):
            self.fault(
                say(
                    "« {nom} » : écrivez l'une des deux colonnes, {cotes}.",
                    nom=excedent,
                    cotes=f"{gauche}, {droite}",
                ),
                *ici,
                "excedent",
            )
        return Equilibre(gauche, droite, par, excedent or "")

    def _named_column(
        self, nom: str | None, ecrit: ChampDeclare, attendu: TypeChamp | None, *ici: str | int
    ) -> str:
        """The name of a column of the field; empty without one, or after a finding."""
        if nom is None:
            return ""
        colonne = next((each for each in ecrit.colonnes if each.nom == nom and not each.formule), None)
        if colonne is None:
            self.fault(
                say("Le champ « {champ} » n'a pas de colonne « {nom} ».", champ=ecrit.nom, nom=nom), *ici
            )
        elif attendu is not None and colonne.type is not attendu:
            self.fault(
                say("La colonne « {nom} » n'est pas de type « {type} ».", nom=nom, type=attendu.value), *ici
            )
        elif attendu is None and colonne.type not in (TypeChamp.TEXTE, TypeChamp.CHOIX):
            self.fault(
                say(
                    "On ne regroupe les lignes que par un texte ou un choix, ce que « {nom} » n'est pas.",
                    nom=nom,
                ),
                *ici,
            )
        return nom

    def fault(self, message: str, *ici: str | int, hint: str = "", severity: Severity | None = None) -> None:
        """Note a fault at a place of the manifest."""
        self.findings.append(CHAMP_DECLARE.finding(message, self.lieu(*ici), hint=hint, severity=severity))
