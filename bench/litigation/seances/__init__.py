"""Sessions that respect the law: how they are drawn, and the second opinion that this is built on."""

from .dossier import Dossier
from .ecriture import Chemin
from .strategie import seance_tiree

__all__ = ["Chemin", "Dossier", "seance_tiree"]
