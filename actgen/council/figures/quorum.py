"""The quorum of an item: how many must be present, who counts, whether it is reached.

Sources: art. L. 2121-17 CGCT; L. 2131-11 and L. 1111-6 II for members who withdraw; L. 2541-4 in
Alsace-Moselle; the windows of 2020 to 2022 come with the regime of the day.

What a second convocation is worth: whether it lets the council deliberate without quorum, on what items.

Sources: art. L. 2121-17 al. 2 CGCT and CE 16/06/1997, Pfister, n° 142691; art. L. 2541-4 1° in
Alsace-Moselle. Both hold for the items of the first convocation only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from actgen.base.records import replace
from actgen.base.text.grammar import compte
from actgen.council.facts.convocation import LigneOrdreDuJour
from actgen.council.facts.personne import Membre
from actgen.council.facts.seance import NatureSeance, Point, Seance
from actgen.council.figures.interets import representants_retires
from actgen.council.figures.ordre_du_jour import AgendaMatch, Inscription, Libelle, inscriptions
from actgen.council.figures.presence import Presence
from actgen.law.calendar import jours_francs
from actgen.law.citations import Citation, Code, citation_courte
from actgen.law.regimes import ConditionSeconde, QuiCompte, Regime


class Obstacle(StrEnum):
    """Why it spares no quorum."""

    URGENCE = "urgence"
    DELAI = "delai"
    RAPPEL = "rappel"
    POINT_NOUVEAU = "point nouveau"


_SES_CODES = ("QUORUM-2E-CONV", "QUORUM-2E-CONV-LOCAL")


class Reserve(StrEnum):
    """Why it spares the quorum subject to confirmation: no text, or nothing that was written, settles it."""

    URGENCE_LOCALE = "urgence en droit local"
    ORDRE_DU_JOUR_INCONNU = "ordre du jour inconnu"
    AFFAIRE_DOUTEUSE = "affaire douteuse"
    DEROGATION = "dérogation en droit local"


class Seconde(Struct, frozen=True):
    """A second convocation, for the session or for one item; at most one of `obstacle` and `reserve`.

    `jours_francs`: clear days from dispatch to session, None when the dispatch is not dated;
    `requis`: those that the law asks for. `ligne`: the line of the first agenda that may be of
    the same affair; `confirmee`: the file answers for it in writing.
    """

    article: str
    jours_francs: int | None = None
    requis: int = 0
    obstacle: Obstacle | None = None
    reserve: Reserve | None = None
    ligne: LigneOrdreDuJour | None = None
    confirmee: bool = False

    @property
    def affaire_douteuse(self) -> bool:
        """Whether nothing says for sure that the first convocation announced this affair."""
        des_affaires = (Reserve.AFFAIRE_DOUTEUSE, Reserve.ORDRE_DU_JOUR_INCONNU)
        return self.reserve in des_affaires and not self.confirmee

    @property
    def dispense(self) -> str:
        """Why no quorum is needed, for the minutes; empty when it is."""
        return "" if self.obstacle else f"seconde convocation ({self.article})"


def seconde_convocation(seance: Seance, regime: Regime) -> Seconde | None:
    """What the second convocation of a session is worth by itself; None when it had none."""
    convocation, regle = seance.convocation, regime.seconde
    if convocation.seconde is None:
        return None
    envoi = convocation.envoyee_le
    seconde = Seconde(
        article=citation_courte(Citation(Code("CGCT", ""), regle.article)),
        jours_francs=None if envoi is None else jours_francs(envoi, seance.date),
        requis=regle.jours_francs,
    )
    if regle.condition is ConditionSeconde.RAPPEL:
        if convocation.seconde.rappel_sans_quorum is not True:
            if _derogates(seconde, regime) and not convocation.urgence:
                return replace(seconde, reserve=Reserve.DEROGATION)
            return replace(seconde, obstacle=Obstacle.RAPPEL)
        return replace(seconde, reserve=Reserve.URGENCE_LOCALE) if convocation.urgence else seconde
    if convocation.urgence:
        return replace(seconde, obstacle=Obstacle.URGENCE)
    if seconde.jours_francs is not None and seconde.jours_francs < regle.jours_francs:
        return replace(seconde, obstacle=Obstacle.DELAI)
    return seconde


def _derogates(seconde: Seconde, regime: Regime) -> bool:
    """Whether the exception of 2020 to 2022, which doesn't name local law, spares the quorum by its delay."""
    exige = regime.quorum.seconde_jours_francs
    return bool(exige) and seconde.jours_francs is not None and seconde.jours_francs >= exige


def premieres_inscriptions(seance: Seance, libelles: Sequence[Libelle]) -> tuple[Inscription | None, ...]:
    """Where each item stands on the agenda of the first convocation; None when that is not written."""
    seconde = seance.convocation.seconde
    if seconde is None or seconde.ordre_du_jour is None:
        return (None,) * len(libelles)
    return inscriptions(libelles, seconde.ordre_du_jour, meme_seance=False)


Places = tuple[Inscription | None, Inscription | None]
"""Where an item stands on the agenda, and on that of a first convocation; None for one not written."""


def places(seance: Seance, libelles: Sequence[Libelle]) -> Iterable[Places]:
    """The places of each item, in the same order."""
    lignes = seance.convocation.ordre_du_jour
    ici: Iterable[Inscription | None] = (None,) * len(libelles)
    if lignes is not None:
        ici = inscriptions(libelles, lignes, non_saisis=seance.points_non_saisis)
    return zip(ici, premieres_inscriptions(seance, libelles), strict=True)


def nouvelle(premiere: Inscription) -> bool:
    """Whether the first convocation did not announce this affair; a line of « divers » announces none."""
    return premiere.place is AgendaMatch.ABSENTE or premiere.divers


def au_point(seconde: Seconde, premiere: Inscription | None, seance: Seance, numero: int) -> Seconde:
    """The same at one item: spared only if the first convocation had it on its agenda."""
    if seconde.obstacle:
        return seconde
    if premiere is None:
        sue = _is_confirmed(seance, None)
        return replace(seconde, reserve=Reserve.ORDRE_DU_JOUR_INCONNU, confirmee=sue)
    if nouvelle(premiere):
        return replace(seconde, obstacle=Obstacle.POINT_NOUVEAU, reserve=None)
    if premiere.place is AgendaMatch.DOUTEUSE:
        sue, ligne = _is_confirmed(seance, numero), premiere.ligne
        return replace(seconde, reserve=Reserve.AFFAIRE_DOUTEUSE, ligne=ligne, confirmee=sue)
    return seconde


def _is_confirmed(seance: Seance, numero: int | None) -> bool:
    return any(each.code in _SES_CODES and each.point in (None, numero) for each in seance.derogations)


_MOITIE = "la moitié au moins des conseillers est intéressée (art.\u00a0L.\u00a02541-4 CGCT)"

_RESERVE = ", sous réserve que l’affaire soit l’une de celles de la première convocation"


class Quorum(Struct, frozen=True):
    """`requis` members for `base` in office; `comptes` counted. `dispense` says why none is needed.

    `interesses`: members who would have counted, had they not withdrawn. `sans_l_ordonnateur`: whose
    accounts are voted is left out, though present: a prudent reading that no text imposes.
    `seconde`: what the second convocation is worth there. `moitie_interessee`: local law asks for no quorum
    because half of the council is interested. `representes_comptent`: in one window of 2020.
    """

    requis: int
    base: int
    comptes: int
    dispense: str = ""
    interesses: int = 0
    sans_l_ordonnateur: bool = False
    seconde: Seconde | None = None
    moitie_interessee: bool = False
    representes_comptent: bool = False

    @property
    def en_nombre(self) -> bool:
        """Whether enough are there, exceptions left aside."""
        return self.comptes >= self.requis

    @property
    def affaire_douteuse(self) -> bool:
        """Whether it is spared by a second convocation that may not have been about this affair."""
        if self.seconde is None or self.en_nombre or self.moitie_interessee:
            return False
        return self.seconde.affaire_douteuse

    @property
    def atteint(self) -> bool:
        return bool(self.dispense) or self.en_nombre

    @property
    def manque(self) -> bool:
        """Whether the council was not in number, by any reading."""
        return not (self.atteint or self.douteux)

    @property
    def refuse_a_la_seconde(self) -> bool:
        """Whether it is missing because the second convocation doesn't spare it."""
        return self.manque and not self.perdu_par_interet and self.seconde is not None

    @property
    def faits(self) -> str:
        """« 7 présents pour un quorum de 8 »; in one window of 2020 those represented counted too."""
        mots = (
            ("présent ou représenté", "présents ou représentés")
            if self.representes_comptent
            else ("présent",)
        )
        return f"{compte(self.comptes, *mots)} pour un quorum de {self.requis}"

    @property
    def douteux(self) -> bool:
        """Whether only the one whose accounts are voted, left out by prudence, is missing."""
        return not self.atteint and self.sans_l_ordonnateur and self.comptes + 1 >= self.requis

    @property
    def perdu_par_interet(self) -> bool:
        """Whether it would be reached, had nobody withdrawn."""
        tous = self.comptes + self.interesses + self.sans_l_ordonnateur
        return not self.atteint and not self.douteux and tous >= self.requis


def quorum_seance(presence: Presence, seance: Seance, regime: Regime) -> Quorum:
    """The quorum at the opening."""
    seconde, avec = seconde_convocation(seance, regime), _representes_comptent(seance, regime)
    return Quorum(
        requis=regime.quorum.requis(presence.effectif),
        base=presence.effectif,
        comptes=_count_present(presence, frozenset(), avec),
        dispense=seconde.dispense if seconde else "",
        seconde=seconde,
        representes_comptent=avec,
    )


def quorum_point(
    point: Point,
    presence: Presence,
    seance: Seance,
    regime: Regime,
    premiere: Inscription | None = None,
    ordonnateur: frozenset[str] = frozenset(),
) -> Quorum:
    """The quorum when an item is put to discussion: proxies never count, withdrawn members neither.

    Representatives of art. L. 1111-6 II leave the base too, since 23/02/2022. `premiere`: where the item
    stands on the agenda of a first convocation, when that is written. `ordonnateur`: the name of whose
    accounts are voted.
    """
    interesses = frozenset(retrait.membre.nom_complet for retrait in point.retraits)
    la = any(m.nom_complet in ordonnateur - interesses for m in presence.presents)
    base = presence.effectif - representants_retires(point, seance.date)
    avec = _representes_comptent(seance, regime)
    comptes = _count_present(presence, interesses, avec)
    seconde = seconde_convocation(seance, regime)
    if seconde is not None:
        seconde = au_point(seconde, premiere, seance, point.numero)
    moitie = regime.alsace_moselle and len(interesses) * 2 >= presence.effectif
    quorum = Quorum(
        requis=regime.quorum.requis(base),
        base=base,
        comptes=comptes - la,
        dispense=_MOITIE if moitie else seconde.dispense if seconde else "",
        interesses=_count_present(presence, frozenset(), avec) - comptes,
        sans_l_ordonnateur=la,
        seconde=seconde,
        moitie_interessee=moitie,
        representes_comptent=avec,
    )
    return replace(quorum, dispense=quorum.dispense + _RESERVE) if quorum.affaire_douteuse else quorum


def chef(presence: Presence) -> Membre | None:
    """The mayor or president, when present."""
    return next((m for m in presence.presents if m.fonction in ("maire", "president")), None)


def _representes_comptent(seance: Seance, regime: Regime) -> bool:
    """In one window of 2020, save at the meeting that elects the mayor (ordonnance 2020-562)."""
    regle = regime.quorum
    installation = seance.nature is NatureSeance.INSTALLATION
    return (regle.compte_election if installation else regle.compte) is QuiCompte.PRESENTS_OU_REPRESENTES


def _count_present(presence: Presence, ecartes: frozenset[str], representes: bool) -> int:
    comptes = sum(membre.nom_complet not in ecartes for membre in presence.presents)
    if representes:
        comptes += sum(r.mandant.nom_complet not in ecartes for r in presence.representes)
    return comptes


def reuni(point: Point, seance: Seance, quorum: Quorum) -> bool:
    """Whether the council dealt with this item, in number."""
    en_nombre = quorum.atteint or bool(quorum.dispense)
    return seance.absents is not None and en_nombre and point.abandon is None
