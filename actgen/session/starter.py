"""The starter of a session: still to be held, with a place for each thing that the night will tell."""

from __future__ import annotations

from datetime import date, time

from msgspec import Struct

from actgen.base.text.dates import JOURS, date_chiffres
from actgen.base.text.yaml_lines import commented, entry, value


class PointStarter(Struct, frozen=True):
    """An item whose act has fields of its own: each with what is known of it, and what it asks.

    `lignes`: all of an item that is written already, but its number and its vote.
    """

    objet: str
    acte: str
    champs: tuple[tuple[str, str, str], ...] = ()
    vote: bool = True
    lignes: tuple[str, ...] = ()


class PremiereSeance(Struct, frozen=True):
    """The session without quorum that another follows: its day, its agenda line by line."""

    jour: date
    ordre_du_jour: tuple[str, ...]


class SeanceStarter(Struct, frozen=True):
    """Answers for one file; `collectivite` is the name of its file in collectivites/.

    `commune`: the code and name of a commune that has no file, told in place. Without a day, it is left to
    be written. `tete` is told in comments above all. `agenda`: whether the agenda is written apart from the
    items, which tell it until the convocation is sent. `suite_de`: of a second convocation.
    """

    collectivite: str
    jour: date | None
    heure: time | None = None
    lieu: str = ""
    convocation: date | None = None
    points: tuple[str | PointStarter, ...] = ()
    commune: tuple[str, str] | None = None
    tete: tuple[str, ...] = ()
    agenda: bool = True
    suite_de: PremiereSeance | None = None

    @property
    def name(self) -> str:
        """The name of the file: "dietwiller-2022-12-15.yaml"."""
        return "-".join([self.collectivite, *([self.jour.isoformat()] if self.jour else [])]) + ".yaml"


def seance_text(starter: SeanceStarter) -> str:
    """The commented file: `check` accepts it as a session still to be held."""
    lines = [*_before(starter), *_during(starter), *_after()]
    return "\n".join(lines) + "\n"


def _before(starter: SeanceStarter) -> list[str]:
    jour = starter.jour
    day = f"{JOURS[jour.weekday()]} {date_chiffres(jour)}" if jour else ""
    hour = f"{starter.heure.hour}h{starter.heure.minute:02}" if starter.heure else ""
    sent = date_chiffres(starter.convocation) if starter.convocation else ""
    agenda = [f"{rank}. {_objet(point)}" for rank, point in enumerate(starter.points, start=1)]
    return [
        "# yaml-language-server: $schema=../schema/seance.json",
        "# Écrivez seulement ce qui s’est passé\u00a0: actgen calcule le reste.",
        "# Une valeur laissée vide après «\u00a0:\u00a0» veut dire «\u00a0pas encore connu\u00a0».",
        *(f"# {line}" for line in starter.tete),
        "",
        *_collectivite(starter),
        "",
        "seance:",
        entry("date", day, "le jour est facultatif\u202f; écrit, il est vérifié", indent=2),
        entry("heure", hour, indent=2),
        entry("levee", "", "heure de la levée de la séance", indent=2),
        entry("lieu", starter.lieu, indent=2),
        entry("presidence", "", "Prénom NOM", indent=2),
        entry("secretaire", "", "Prénom NOM", indent=2),
        entry("assistait", "", "la fonction («\u00a0secrétariat\u00a0»), jamais le nom d’un agent", indent=2),
        "",
        "convocation:",
        entry("envoyee_le", sent, "date de l’envoi, et non de la signature ou de la réception", indent=2),
        entry("mode", "", "courriel, courrier, remise en main propre…", indent=2),
        *_agenda(starter, agenda),
        "",
    ]


def _agenda(starter: SeanceStarter, items: list[str]) -> list[str]:
    premiere = starter.suite_de
    if not starter.agenda:
        lines = [commented("  ordre_du_jour:", "vide jusqu’à l’envoi\u00a0: ce sont les points")]
    else:
        lines = [commented("  ordre_du_jour:", "un objet par ligne, précédé d’un tiret")]
        lines += [f"    - {value(item)}" for item in items]
    if premiere is not None:
        lines += [
            "  seconde:",
            entry("premiere_seance", date_chiffres(premiere.jour), "le quorum a manqué ce jour-là", indent=4),
            commented("    rappel_sans_quorum: oui", "la convocation d’actgen porte toujours ce rappel"),
            commented("    ordre_du_jour:", "celui de la première convocation"),
            *(f"      - {value(item)}" for item in premiere.ordre_du_jour),
        ]
    return lines


def _collectivite(starter: SeanceStarter) -> list[str]:
    if starter.commune is None:
        return [entry("collectivite", starter.collectivite)]
    code, nom = starter.commune
    return [
        "collectivite:",
        entry("commune", code, nom, indent=2),
        commented("  membres:", "un par ligne, dans l’ordre du tableau"),
        "  #  - maire: Mme Prénom NOM",
        "  #  - conseiller: M. Prénom NOM",
    ]


def _during(starter: SeanceStarter) -> list[str]:
    points = [line for rank, point in enumerate(starter.points, start=1) for line in _point(rank, point)]
    return [
        "# La séance tenue, retirez le «\u00a0#\u00a0» des lignes qui servent et complétez-les.",
        commented(
            "absents:",
            "tous les autres membres étaient présents\u202f; personne d’absent\u00a0: «\u00a0aucun\u00a0»",
        ),
        "#  - Prénom NOM, pouvoir à Prénom NOM du 14/12/2022",
        "#  - Prénom NOM, excusé",
        "",
        commented("mouvements:", "arrivées et départs en cours de séance"),
        "#  - Prénom NOM arrive à 20h50, avant le point 3",
        "",
        commented("suspensions:", "séance suspendue, puis reprise"),
        "#  - de 20h50 à 21h00, avant le point 3, demandée par Prénom NOM",
        "",
        "# Comptez les signatures sur la feuille de présence\u00a0: actgen compare avec ce qu’il déduit,",
        "# car un absent oublié ci-dessus serait écrit présent.",
        "compte:",
        entry("presents", indent=2),
        entry("representes", indent=2),
        "",
        commented("points:", "dans l’ordre où ils ont été traités"),
        *(points or ["#  - numero: 1", "#    objet: Objet du point", "#    vote: unanimité"]),
        "#  Vote\u00a0: «\u00a0unanimité\u00a0», ou «\u00a09 pour, 1 contre (Prénom NOM), 2 "
        "abstentions\u00a0».",
        "#  Chaque point voté a sa délibération\u202f; écrivez dans ce point\u00a0:",
        "#    acte: deliberation_libre",
        "#    decide: fixe le tarif à 90 € la journée",
        '#    matiere:                        # pour @CTES et la table du registre, par exemple "7.1"',
        "#  Ou, pour l’adhésion à un groupement de commandes, au lieu de l’objet\u00a0:",
        "#    acte: adhesion_groupement",
        "#    groupement: nom du fichier de groupements/",
        "#  Au lieu du vote d’un point qui n’a pas été décidé\u00a0:",
        "#    reporte: à la prochaine séance",
        "#  Pour un membre intéressé à l’affaire, et pour un vote à bulletins secrets\u00a0:",
        "#    interesse: Prénom NOM, a quitté la salle",
        "#    scrutin: secret",
        "",
    ]


def _objet(point: str | PointStarter) -> str:
    return point if isinstance(point, str) else point.objet


def _point(rank: int, point: str | PointStarter) -> list[str]:
    first = f"  - numero: {rank}"
    if isinstance(point, str):
        return [first, entry("objet", point, indent=4), entry("vote", indent=4)]
    champs = [entry(nom, known, asked, indent=4) for nom, known, asked in point.champs]
    vote = [entry("vote", indent=4)] if point.vote else []
    return [first, *(point.lignes or (entry("acte", point.acte, indent=4), *champs)), *vote]


def _after() -> list[str]:
    return [
        commented("suites:", "au fur et à mesure\u202f; une date vide veut dire «\u00a0pas encore\u00a0»"),
        entry("transmise_le", indent=2),
        entry("recue_le", indent=2),
        entry("publiee_le", indent=2),
        entry("mode_publication", "", "affichage, papier ou électronique", indent=2),
        entry("certificat_du", "", "vide\u00a0: date portée à la main en signant", indent=2),
        "",
        commented("liste_des_deliberations:", "à afficher dans la semaine"),
        entry("affichee_le", indent=2),
        entry("mise_en_ligne_le", "", "s’il y a un site internet", indent=2),
        "",
        commented("proces_verbal:", "arrêté au début de la séance suivante, puis publié"),
        entry("arrete_le", indent=2),
        entry("publie_le", indent=2),
    ]
