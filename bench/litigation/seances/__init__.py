"""Sessions that respect the law: the Hypothesis strategy, and the second opinion that it is built on."""

from .dossier import Dossier
from .ecriture import Chemin
from .strategie import seances

__all__ = ["Chemin", "Dossier", "seances"]
