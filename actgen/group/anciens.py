"""The folders of communes that earlier runs wrote for this group and that serve no more.

What a commune was sent is a record of what was asked of it: nothing of it is removed. But a folder of models
for a council that has decided, or for a commune that is no member, must not pass for one to send.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from actgen.errors import EnvironmentFault
from actgen.facts.groupement import Groupement, MembreGroupement
from actgen.session.files import folder_of
from actgen.writing import JOURNAL
from actgen.writing.names import commune_folder

from .attendus import attendus
from .dossier import Dossier


@dataclass(frozen=True, slots=True)
class Anciens:
    """Names of folders under that of communes, in order.

    `envois`: models for members that are awaited no more; `seances`: of a session that is no longer told of;
    `retires`: communes that are no members; `renommes`: members under a name that is no longer theirs.
    """

    envois: tuple[str, ...] = ()
    seances: tuple[str, ...] = ()
    retires: tuple[str, ...] = ()
    renommes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.envois or self.seances or self.retires or self.renommes)


def dossier_de(communes: Path, membre: MembreGroupement) -> Path:
    """The folder of that member in the folder of communes."""
    return communes / commune_folder(membre.collectivite.code, membre.collectivite.nom)


def anciens_du_groupe(dossier: Dossier, groupement: Groupement, communes: Path, envoi: str) -> Anciens:
    """The folders of communes that are there and serve no more; none where that can't be told."""
    tenues = (each.figures.seance for siennes in dossier.seances.values() for each in siennes)
    envois = (dossier_de(communes, membre) / envoi for membre in attendus(groupement))
    try:
        dus = {*envois, *(folder_of(tenue, communes) for tenue in tenues)}
    except EnvironmentFault:  # a journal that can't be read: told with its own folder
        return Anciens()
    membres = {membre.collectivite.code for membre in groupement.membres}
    a_corriger = {membre.collectivite.code for membre in groupement.membres if membre.a_corriger}
    return anciens(communes, envoi, dus, membres, a_corriger | dossier.illisibles)


def anciens(
    communes: Path, envoi: str, dus: Collection[Path], membres: Collection[str], douteux: Collection[str] = ()
) -> Anciens:
    """What lies in the folder of communes besides the folders that are due, as far as a run wrote it.

    `membres` are the codes of members, `envoi` the name of the folder of models in each. Nothing is said of
    the `douteux`, whose answer or session is to be mended; with an empty code among them, of no session.
    """
    restes = [folder for folder in _ecrits(communes) if folder not in dus]
    memes = {(_code(folder), folder.name) for folder in dus}
    siens = [folder for folder in restes if _code(folder) in membres and _code(folder) not in douteux]
    renommes = [folder for folder in siens if (_code(folder), folder.name) in memes]
    autres = [folder for folder in siens if folder not in renommes]
    seances = [folder for folder in autres if folder.name != envoi and "" not in douteux]
    return Anciens(
        envois=tuple(folder.parent.name for folder in autres if folder.name == envoi),
        seances=tuple(f"{folder.parent.name}/{folder.name}" for folder in seances),
        retires=_communes(folder for folder in restes if _code(folder) not in membres),
        renommes=_communes(renommes),
    )


def _code(folder: Path) -> str:
    """The code of the commune whose folder holds this one: its name may have been respelt since."""
    return folder.parent.name.partition("-")[0]


def _communes(folders: Iterable[Path]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folder.parent.name for folder in folders))


def _ecrits(communes: Path) -> list[Path]:
    """The folders that a run wrote, those of strangers left out."""
    try:
        return sorted(journal.parent for journal in communes.glob(f"*/*/{JOURNAL}"))
    except OSError:  # of what can't be looked at, nothing is said
        return []
