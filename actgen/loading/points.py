"""Items of a session file → the model: what each asks to be written, who withdrew, the vote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.champs import ChampEcrit
from actgen.facts.groupement import Groupement
from actgen.facts.organisme import Organisme
from actgen.facts.seance import Abandon, Point, Retrait
from actgen.facts.texte import Prose
from actgen.facts.vote import Demande, Scrutin, Vote
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.reading.scalars.problem import VALEUR_A_COMPLETER
from actgen.rules import rule
from actgen.text.keys import nearest
from actgen.text.messages import enumerate_words, say

from .champs import ChampsLoader, nomme_un_fichier
from .lecture import Lecture
from .shapes.point import OrganismeShape, PointShape
from .shapes.vote import VoteShape
from .suites import charger_suites
from .votes import VoteLoader

ACTE_INCONNU = rule("ACTE-INCONNU")
POINT_SANS_OBJET = rule("POINT-SANS-OBJET")


RUBRIQUE_SANS_EMPLOI = rule("RUBRIQUE-SANS-EMPLOI")
_LIBRES = ("vu", "considerant", "decide")
_OU = " ou "
_AUCUN: MappingProxyType[str, ChampEcrit] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PointsLoader:
    """Reads items; `groupement` and `prose` fetch the files that they name."""

    lecture: Lecture
    catalogue: Catalogue
    groupement: Callable[[str, Location], Groupement | None]
    prose: Callable[[str, Location], Prose | None]

    def charger(self, rang: int, ecrit: PointShape) -> Point:
        """The item at this rank of the file; findings tell what its act asks for and it lacks."""
        ici, lecture = ("points", rang), self.lecture
        kind = self.catalogue.named(ecrit.acte) if ecrit.acte else None
        lieux = lecture.lieux(ecrit, *ici)
        self._verifier(ecrit, kind, lecture.lieu(*ici), lieux)
        return Point(
            numero=ecrit.numero,
            objet=ecrit.objet or "",
            heure=ecrit.heure,
            acte=kind.code if kind else ecrit.acte,
            groupement=self.groupement(ecrit.groupement, lieux["groupement"]) if ecrit.groupement else None,
            sans_acte=ecrit.sans_acte,
            vus=ecrit.vu,
            considerants=ecrit.considerant,
            decisions=() if _fichier(ecrit.decide) else ecrit.decide or (),
            dispositif=self._dispositif(ecrit.decide, *ici, "decide"),
            texte=self.prose(ecrit.texte, lieux["texte"]) if ecrit.texte else None,
            debats=self.prose(ecrit.debats, lieux["debats"]) if ecrit.debats else None,
            rapporteur=lecture.membre(ecrit.rapporteur, *ici, "rapporteur"),
            presidence=lecture.membre(ecrit.presidence, *ici, "presidence"),
            ordonnateur=self._ordonnateur(ecrit.ordonnateur, *ici, "ordonnateur"),
            retraits=self._retraits(ecrit, *ici, "interesse"),
            vote=self._vote(ecrit.vote, ecrit.scrutin, *ici, "vote"),
            demandes=self._demandes(ecrit, *ici, "demandes"),
            retire=ecrit.retire or "",
            reporte=ecrit.reporte or "",
            non_traite=ecrit.non_traite or "",
            nature=ecrit.nature or (kind.nature if kind else "") or ("nomination" if ecrit.election else ""),
            huis_clos=ecrit.huis_clos,
            vote_huis_clos=self._vote(ecrit.vote_huis_clos, None, *ici, "vote_huis_clos"),
            renonciation_au_secret=self._vote(
                ecrit.renonciation_au_secret, None, *ici, "renonciation_au_secret"
            ),
            secret_impose=ecrit.secret_impose,
            candidatures=ecrit.candidatures,
            election=ecrit.election,
            organisme=self._organisme(ecrit.organisme, *ici, "organisme"),
            signataire=ecrit.signataire or "",
            annexes=ecrit.annexes,
            champs=ChampsLoader(lecture, self.prose).charger(ecrit, kind, *ici) if kind else _AUCUN,
            matiere=ecrit.matiere or "",
            dispense_de_transmission=ecrit.dispense_de_transmission or "",
            donnees_privees=lecture.donnees(ecrit.donnees_privees, *ici, "donnees_privees"),
            suites=charger_suites(lecture, ecrit.suites, *ici, "suites") if ecrit.suites else None,
            lieu=lecture.lieu(*ici),
            lieux=lieux,
        )

    def _dispositif(self, ecrit: tuple[str, ...] | None, *ici: str | int) -> Prose | None:
        """The operative part, when `decide` names a text file instead of writing it."""
        nom = _fichier(ecrit)
        return self.prose(nom, self.lecture.lieu(*ici)) if nom else None

    def _vote(self, ecrit: VoteShape | None, scrutin: Scrutin | None, *ici: str | int) -> Vote | None:
        return None if ecrit is None else VoteLoader(self.lecture).charger(ecrit, scrutin, *ici)

    def _organisme(self, ecrit: OrganismeShape | None, *ici: str | int) -> Organisme | None:
        if ecrit is None:
            return None
        return Organisme(
            nom=ecrit.nom,
            nature=ecrit.nature,
            representants=self.lecture.membres(ecrit.representants, *ici, "representants"),
            designes_par_la_loi=ecrit.designes_par_la_loi,
            remuneres=ecrit.remuneres,
            recoit=ecrit.recoit,
            lieu=self.lecture.lieu(*ici),
        )

    def _ordonnateur(self, ecrit: str | None, *ici: str | int) -> str:
        """The name of a member; « NOM, ancien maire » names one who sits no more."""
        nom, _, qualite = (partie.strip() for partie in (ecrit or "").partition(","))
        if qualite and not self.lecture.tableau.connait(nom):
            self.lecture.tableau.exterieur(nom, self.lecture.lieu(*ici, part=nom))
            return nom
        membre = self.lecture.membre(nom, *ici)
        return membre.nom_complet if membre is not None else ""

    def _retraits(self, ecrit: PointShape, *ici: str | int) -> tuple[Retrait, ...]:
        retraits = []
        for rang, retrait in enumerate(ecrit.interesse):
            membre = self.lecture.membre(retrait.nom, *ici, rang, "nom")
            if membre is not None:
                lieu = self.lecture.lieu(*ici, rang)
                retraits.append(Retrait(membre, retrait.motif, retrait.a_quitte_la_salle, lieu))
        return tuple(retraits)

    def _demandes(self, ecrit: PointShape, *ici: str | int) -> tuple[Demande, ...]:
        return tuple(
            Demande(
                demande.scrutin,
                self.lecture.membres(demande.auteurs, *ici, rang, "auteurs"),
                demande.nombre,
                self.lecture.lieu(*ici, rang),
            )
            for rang, demande in enumerate(ecrit.demandes)
        )

    # what the kind of its act asks of an item

    def _verifier(
        self, ecrit: PointShape, kind: Kind | None, lieu: Location, lieux: Mapping[str, Location]
    ) -> None:
        if ecrit.acte and kind is None:
            self.lecture.findings.append(self._acte_inconnu(ecrit.acte, lieux["acte"]))
            return
        self.lecture.findings.extend(_abandons_vides(ecrit, lieu, lieux))
        if kind:
            self.lecture.findings.extend(_rubriques_manquantes(ecrit, kind, lieu))
            self.lecture.findings.extend(_rubriques_sans_emploi(ecrit, kind, lieux))
        if not ecrit.objet and not (kind and kind.objet):
            self.lecture.findings.append(
                POINT_SANS_OBJET.finding(
                    say("Le point {numero} n'a pas d'objet.", numero=ecrit.numero),
                    lieu,
                    hint=say("Ajoutez une ligne « objet: »."),
                    point=ecrit.numero,
                )
            )

    def _acte_inconnu(self, acte: str, lieu: Location) -> Diagnostic:
        connus = list(self.catalogue.deliberations())
        proche = nearest(acte, connus)
        return ACTE_INCONNU.finding(
            say("Aucune nature de délibération ne s'appelle « {acte} ».", acte=acte),
            lieu,
            hint=(
                say("Le nom le plus proche : {proche}.", proche=proche)
                if proche
                else say("Natures connues : ")
                + enumerate_words(connus)
                + say(". La délibération libre convient à tout objet.")
            ),
        )


def _fichier(decide: tuple[str, ...] | None) -> str:
    """The one name of a text file that `decide` holds, or nothing."""
    seul = decide[0] if decide and len(decide) == 1 else ""
    return seul if nomme_un_fichier(seul) else ""


def _abandons_vides(ecrit: PointShape, lieu: Location, lieux: Mapping[str, Location]) -> Iterator[Diagnostic]:
    """« reporte: » and nothing after it: the item is read as dealt with, which nobody means who wrote it.

    The shape drops empty keys; their places remain: a key that isn't written has that of its item.
    """
    if ecrit.vote is not None or any(getattr(ecrit, abandon.value) for abandon in Abandon):
        return
    for abandon in Abandon:
        if lieux[abandon.value] != lieu:
            yield VALEUR_A_COMPLETER.finding(
                say(
                    "Point {numero} : la rubrique « {rubrique} » est vide ; le point est lu comme traité.",
                    numero=ecrit.numero,
                    rubrique=abandon.value,
                ),
                lieux[abandon.value],
                hint=say("Écrivez pourquoi, ou à quand ; s'il a été traité, effacez cette ligne."),
                point=ecrit.numero,
                severity=Severity.WARNING,
            )


def _rubriques_sans_emploi(
    ecrit: PointShape, kind: Kind, lieux: Mapping[str, Location]
) -> Iterator[Diagnostic]:
    """What the item writes and its kind would not print."""
    for rubrique in _LIBRES:
        if getattr(ecrit, rubrique) and rubrique not in (*_demandees(kind), *kind.admet):
            yield RUBRIQUE_SANS_EMPLOI.finding(
                say(
                    "Point {numero} : l'acte {acte} n'imprime pas la rubrique « {rubrique} ».",
                    numero=ecrit.numero,
                    acte=kind.code,
                    rubrique=rubrique,
                ),
                lieux[rubrique],
                hint=say("Effacez-la, ou écrivez « acte: deliberation_libre »."),
                point=ecrit.numero,
            )


def _demandees(kind: Kind) -> tuple[str, ...]:
    return tuple(rubrique for demandee in kind.demande for rubrique in demandee.split(_OU))


def _rubriques_manquantes(ecrit: PointShape, kind: Kind, lieu: Location) -> Iterator[Diagnostic]:
    for demandee in kind.demande:
        rubriques = demandee.split(_OU)  # one of them is enough
        if "decide" in rubriques and (ecrit.nature == "nomination" or ecrit.election):
            continue  # what is proclaimed comes from the ballots
        if all(getattr(ecrit, rubrique, None) is None for rubrique in rubriques):
            elit = "decide" in rubriques and ecrit.vote is not None and bool(ecrit.vote.tours)
            rubrique = "nature" if elit else rubriques[0]
            yield ACTE_INCONNU.finding(
                say(
                    "Le point {numero} ({acte}) demande la rubrique « {rubrique} ».",
                    numero=ecrit.numero,
                    acte=kind.code,
                    rubrique=rubrique,
                ),
                lieu,
                hint=say(
                    "Ajoutez « nature: nomination », ou « election: » avec ce qui est élu : l'acte dira de "
                    "lui-même qui l'est."
                    if elit
                    else "Ajoutez une ligne « {rubrique}: ».",
                    rubrique=rubrique,
                ),
                point=ecrit.numero,
            )
