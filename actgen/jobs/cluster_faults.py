"""What keeps a cluster from doing our tasks, in French, with what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actgen.errors import EnvironmentFault

_MOST_NAMED = 3
_HERE = "Vous pouvez aussi recommencer sans --cluster, sur cet ordinateur seul."


def not_installed() -> EnvironmentFault:
    """This machine lacks the library."""
    return EnvironmentFault(
        "--cluster demande la bibliothèque Dask, qui n’est pas installée ici. Dans le dossier d’actgen, "
        "tapez\u00a0: python -m pip install --constraint constraints.txt '.[cluster]'"
    )


def no_scheduler(address: str) -> EnvironmentFault:
    """Nobody answers."""
    return EnvironmentFault(
        f"Aucun ordonnanceur Dask ne répond à l’adresse «\u00a0{address}\u00a0». Vérifiez qu’elle est de la "
        f"forme tcp://MACHINE:8786 et qu’il y est lancé (dask scheduler). {_HERE}"
    )


def no_worker(address: str) -> EnvironmentFault:
    """The scheduler has nobody."""
    return EnvironmentFault(
        f"L’ordonnanceur «\u00a0{address}\u00a0» n’a aucun exécutant. Lancez-en un par machine de calcul "
        f"(dask worker {address}), puis recommencez. {_HERE}"
    )


def no_worker_left(names: Sequence[str]) -> EnvironmentFault:
    """All of them are dead, perhaps of what they were asked."""
    return EnvironmentFault(
        f"Il n’y a plus aucun exécutant, et il restait à faire\u00a0: {_some(names)}. Relancez-en "
        "(dask worker), puis recommencez\u00a0; s’ils s’arrêtent de nouveau au même endroit, la mémoire leur "
        f"manque peut-être. {_HERE}"
    )


def lost(address: str) -> EnvironmentFault:
    """The scheduler is gone."""
    return EnvironmentFault(
        f"L’ordonnanceur «\u00a0{address}\u00a0» ne répond plus. Ce qui était fini est écrit\u00a0; "
        f"relancez-le, puis recommencez. {_HERE}"
    )


def too_long(seconds: float) -> EnvironmentFault:
    """Nothing comes any more."""
    return EnvironmentFault(
        f"Le groupe de machines n’a rien rendu depuis {seconds / 60:.0f}\u00a0minutes. Ce qui était fini est "
        f"écrit. Vérifiez ses exécutants, puis recommencez. {_HERE}"
    )


def killer(name: str) -> EnvironmentFault:
    """A task that no worker survives."""
    return EnvironmentFault(
        f"«\u00a0{name}\u00a0» n’a pas été fait\u00a0: chaque exécutant qui s’en chargeait s’est arrêté "
        f"(mémoire insuffisante, peut-être). {_HERE}"
    )


def lacks_actgen(workers: Sequence[str]) -> EnvironmentFault:
    """Workers where our functions can't be imported."""
    return EnvironmentFault(
        f"actgen n’est pas installé, ou l’est dans une version trop différente, là où tourne "
        f"{_some(workers)}. Installez-y la même version qu’ici. {_HERE}"
    )


def differ(there: Mapping[str, Mapping[str, str]], here: Mapping[str, str]) -> EnvironmentFault:
    """Workers that would make other bytes; a worker that isn't known has an empty name."""
    worker, found = min(there.items())
    names = sorted(name for name in {*here, *found} if here.get(name) != found.get(name))
    told = [
        f"{name} {found.get(name, 'absent')} au lieu de {here.get(name, 'absent')}"
        for name in names[:_MOST_NAMED]
    ]
    where = f"L’exécutant {worker}" if worker else "Un exécutant"
    others = f" {len(there) - 1} autres sont dans le même cas." if len(there) > 2 else ""
    return EnvironmentFault(
        f"{where} n’a pas les mêmes versions qu’ici et ferait d’autres fichiers\u00a0: {', '.join(told)}"
        f"{'…' if len(names) > _MOST_NAMED else '.'}{others} Installez-y les mêmes. {_HERE}"
    )


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(f"«\u00a0{name}\u00a0»" for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} et {more} autre{'s' if more > 1 else ''}" if more > 0 else shown
