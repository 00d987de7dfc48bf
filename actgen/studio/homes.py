"""From a value of a file to where it is mended: the screen that has its field, else its place in the file.

What is told of an item as a whole leads to the screen that the remark is about: its card, or its evening.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urlencode

from actgen.api.aftermath import Aftermath, Fait, Suite
from actgen.api.cards import counted_from, field_of
from actgen.api.fields import Fields, Path
from actgen.api.workspace import Options, Session
from actgen.studio.desk import address_of, room_of
from actgen.studio.places import Lieu, in_file

CONSEIL = frozenset(
    {
        *(
            (key,)
            for key in ("commune", "epci", "syndicat", "siret", "prefecture", "tribunal", "site_internet")
        ),
        ("population",),
        ("numero",),
        ("publication", "mode"),
        ("publication", "choisi_le"),
        *(("charte", key) for key in ("blason", "texte_du_blason", "entete")),
    }
)
"""The values of a collectivity that its page has a field for, beside its members."""

CONVOCATION = (
    *("envoyee_le", "mode", "affichee_le", "auteur", "note_de_synthese"),
    *("urgence_motif", "urgence_approuvee"),
)
"""The values of the convocation that « Préparer » has a field for."""
_PREPARER = frozenset(
    {
        *(("seance", key) for key in ("date", "heure", "lieu", "premier_numero", "a_distance")),
        *(("seance", key) for key in ("moyens_a_distance", "organe", "delegation_du_conseil")),
        *(("convocation", key) for key in CONVOCATION),
    }
)
_AGENDA = ("convocation", "ordre_du_jour")

_SOIR = {
    "levee": "dit-levee",
    "presidence": "dit-presidence",
    "doyen": "dit-presidence",
    "ouverte_par": "dit-ouverte_par",
    "secretaire": "dit-secretaire",
    "assistait": "dit-assistait",
    "absents": "titre-appel",
    "compte": "compte-presents",
}
"""The part of the evening sheet that holds a value, by its key."""
_SOIR_POINT = {
    "vote": "point",
    "scrutin": "scrutin",
    "interesse": "i",
    "retire": "s",
    "reporte": "s",
    "non_traite": "s",
    "demandes": "ds",
    "huis_clos": "clos-pour",
    "vote_huis_clos": "clos-pour",
    "presidence": "pr",
    "president": "president",
    "debats": "debats",
    "heure": "heure",
    "candidatures": "candidatures",
    "renonciation_au_secret": "renonce-pour",
}
"""What an item has on that sheet, by the key of its value."""
_OF_THE_EVENING = ("ABSENCE", "MOUVEMENT", "POUV", "PRES", "PV", "QUORUM", "VOTE")
_OF_THE_FILE = ("NUMERO", "REG")
"""How the codes begin of what is told of an item and mended on its evening, or in the file alone."""
_OF_THE_SESSION = {"PRES-PRESIDENT": "presidence", "SEC-DESIGNE": "secretaire"}
"""What is told of the session as a whole because its key is not there yet: that key."""
_ASKS = {"INT-SIGNATAIRE": "signataire", "VOTE-PREPONDERANTE": "president"}
"""The value of an item that is to be written, of what is told at the place of another."""
_UNSAID = {"PV-CONTENU": "debats", "VOTE-NOMINATION": "renonciation_au_secret"}
"""The value that an item lacks, of what is told of it as a whole."""
_TO_COMMUNES = "EPCI-INFO-COMMUNES"
"""What an EPCI has yet to send to the members of its communes' councils: a date that the file lacks."""
_FAITS, _SUITES = frozenset(map(str, Fait)), frozenset(map(str, Suite))
_ITEM = 2  # steps of the path of an item

_Part = tuple[str, str, dict[str, object]]
"""A screen, the part of it that holds a field, and what its address asks."""


class Homes:
    """Where the values of a session are mended, and those of the files that it names."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def _followed(self) -> Aftermath:
        return Aftermath(self._session)

    def of(self, fields: Fields, path: Path, lieu: Lieu, code: str = "") -> str:
        """Where a value is mended, by its path; `code`: of what was found of it."""
        found = self._part(fields, path, code)
        if found is None:
            return in_file(fields.name, lieu)
        screen, anchor, asked = found
        return f"{address_of(fields.name, screen)}{'?' if asked else ''}{urlencode(asked)}#{anchor}"

    def _part(self, fields: Fields, path: Path, code: str) -> _Part | None:
        """The part of a screen that has its field; None for what no screen has."""
        path = (*path[:_ITEM], _ASKS[code]) if code in _ASKS else path
        champ = f"champ-{'-'.join(map(str, path))}"
        match room_of(fields.name), path:
            case "conseil", ("membres", int(rank), *_):
                return "conseil", f"rang-{rank}", {}
            case "conseil", ("membres",):
                return "conseil", "titre-membres", {}
            case "conseil", ("bureau", *_):
                return "conseil", "champ-bureau", {}
            case "conseil", _ if path in CONSEIL:
                return "conseil", champ, {}
            case "seance", _ if fields.name != self._session.name:
                other = self._session.workspace.session(fields.name, options=Options())
                return Homes(other)._part(fields, path, code)
            case "seance", ("points", int(), *_):
                return self._of_an_item(fields, path, code)
            case "seance", ("seance", _) if code == "NUMERO-RANG":
                return "preparer", "champ-seance-premier_numero", {}
            case "seance", _ if path in _PREPARER:
                return "preparer", champ, {}
            case "seance", _ if path[: len(_AGENDA)] == _AGENDA:
                return self._agenda()
            case "seance", ("suites", *_, str(key)):
                return self._fact(key)
            case "seance", (str(), str()) if "/".join(map(str, path)) in _SUITES:
                return self._suite(Suite("/".join(map(str, path))))
            case "seance", ("donnees_privees", *_):
                return "relire", "masques", {}
            case "seance", ("mouvements", *rank):
                return self._movement(rank)
            case "seance", ("seance",) if code in _OF_THE_SESSION:
                return self._evening(_OF_THE_SESSION[code])
            case "seance", ("liste_des_deliberations",):
                return self._suite(Suite.LISTE_ENVOYEE if code == _TO_COMMUNES else Suite.LISTE)
            case "seance", ("proces_verbal",):
                sent = code == _TO_COMMUNES
                return self._suite(Suite.PROCES_VERBAL_ENVOYE if sent else Suite.PROCES_VERBAL_ARRETE)
            case "seance", ("seance", str(key), *_) | (str(key), *_) if key in _SOIR:
                return self._evening(key)
        return None

    # of the session

    def _agenda(self) -> _Part | None:
        """Until it is sent, the agenda is what the items say; once sent, what was sent."""
        figures = self._session.figures
        if figures is None:
            return None
        convocation = figures.seance.convocation
        sent = convocation.envoyee_le is not None and convocation.ordre_du_jour is not None
        return None if sent else ("preparer", "points", {})

    def _evening(self, key: str) -> _Part | None:
        figures = self._session.figures
        if figures is None:
            return None
        told = key != "compte" or figures.seance.levee is not None
        return "soir", _SOIR[key] if told else "dit-levee", {}

    def _movement(self, rank: Sequence[str | int]) -> _Part | None:
        if self._session.figures is None:
            return None
        return "soir", f"mouvement-{rank[0]}" if rank else "mouvements", {}

    def _suite(self, suite: Suite) -> _Part | None:
        if self._session.figures is None or suite not in self._followed.suites:
            return None
        return "lendemain", suite.value.replace("/", "-"), {}

    def _fact(self, key: str, numero: str = "") -> _Part | None:
        """A date of the acts: of one, else of the first that has it."""
        if self._session.figures is None or key not in _FAITS:
            return None
        acts = (each for each in self._followed.acts if str(each.point) == numero or not numero)
        found = next((each.point for each in acts if Fait(key) in each.cases), None)
        return ("lendemain", f"{key}-{found}", {}) if found is not None else None

    # of an item

    def _of_an_item(self, fields: Fields, path: Path, code: str) -> _Part | None:
        point, key = path[:_ITEM], str(path[_ITEM]) if len(path) > _ITEM else _UNSAID.get(code, "")
        acte, rank = fields.text((*point, "acte")), point[-1]
        if key == "suites":
            return self._fact(str(path[-1]), fields.text((*point, "numero")))
        if not key and code.startswith(_OF_THE_FILE):
            return None
        if key in _SOIR_POINT or (not key and self._is_of_the_evening(code)):
            return self._on_its_evening(fields.text((*point, "numero")), key)
        if not key:
            return "preparer", f"carte-{rank}", {"ouvre": rank}
        if key == "acte" and not acte:
            return "preparer", f"nature-{rank}", {"ouvre": rank}
        kind = self._session.catalogue.named(acte)
        field = field_of(kind, fields, (*point, counted_from(kind, key), *path[_ITEM + 1 :]))
        if field is None:  # its card says what of it is written elsewhere
            return "preparer", f"carte-{rank}", {"ouvre": rank}
        return "preparer", f"champ-{'-'.join(map(str, field))}", {}

    def _on_its_evening(self, numero: str, key: str) -> _Part | None:
        figures = self._session.figures
        points = figures.points if figures is not None else ()
        known = numero in {str(each.point.numero) for each in points}
        part = _SOIR_POINT.get(key, "point")
        field = f"{part}-{numero}"
        asked: dict[str, object] = {"point": numero}
        if part != "point":
            asked["vers"] = field  # which opens the fold that holds it
        return ("soir", field, asked) if known else None

    def _is_of_the_evening(self, code: str) -> bool:
        """Whether what was found of an item is; of what nothing was found, whether it has taken place."""
        figures = self._session.figures
        begun = figures is not None and figures.etat.value != "a_tenir"
        return code.startswith(_OF_THE_EVENING) if code else begun
