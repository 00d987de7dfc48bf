"""The quorum of an item: how many must be present, who counts, whether it is reached.

Sources: art. L. 2121-17 CGCT; L. 2131-11 and L. 1111-6 II for members who withdraw; L. 2541-4 in
Alsace-Moselle; the windows of 2020 to 2022 come with the regime of the day.
"""

from __future__ import annotations

from dataclasses import replace

from actgen.facts.personne import Membre
from actgen.facts.seance import NatureSeance, Point, Seance
from actgen.law.regimes import QuiCompte, Regime
from actgen.records import dataclass
from actgen.text.grammar import compte

from .interets import representants_retires
from .ordre_du_jour import Inscription
from .presence import Presence
from .seconde import Seconde, au_point, seconde_convocation

_MOITIE = "la moitié au moins des conseillers est intéressée (art.\u00a0L.\u00a02541-4 CGCT)"

_RESERVE = ", sous réserve que l’affaire soit l’une de celles de la première convocation"


@dataclass(frozen=True, slots=True)
class Quorum:
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
        comptes=_compter(presence, frozenset(), avec),
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
    comptes = _compter(presence, interesses, avec)
    seconde = seconde_convocation(seance, regime)
    if seconde is not None:
        seconde = au_point(seconde, premiere, seance, point.numero)
    moitie = regime.alsace_moselle and len(interesses) * 2 >= presence.effectif
    quorum = Quorum(
        requis=regime.quorum.requis(base),
        base=base,
        comptes=comptes - la,
        dispense=_MOITIE if moitie else seconde.dispense if seconde else "",
        interesses=_compter(presence, frozenset(), avec) - comptes,
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


def _compter(presence: Presence, ecartes: frozenset[str], representes: bool) -> int:
    comptes = sum(membre.nom_complet not in ecartes for membre in presence.presents)
    if representes:
        comptes += sum(r.mandant.nom_complet not in ecartes for r in presence.representes)
    return comptes


def reuni(point: Point, seance: Seance, quorum: Quorum) -> bool:
    """Whether the council dealt with this item, in number."""
    en_nombre = quorum.atteint or bool(quorum.dispense)
    return seance.absents is not None and en_nombre and point.abandon is None
