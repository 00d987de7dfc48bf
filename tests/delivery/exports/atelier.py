"""A workspace whose acts were written: small PDFs stand for those of `render`, its journal is real."""

from __future__ import annotations

import io
import shutil
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from actgen.acts.views.plan import Due
from actgen.delivery.exports.transmission import Transmission, transmit_session
from actgen.session.cache import Cache
from actgen.session.examination import prepare
from actgen.session.files import folder_of, name_of
from actgen.session.outputs import Orders
from actgen.session.result import Options
from actgen.session.writing.journal import JournalDraft
from actgen.session.writing.plan import OutputFile
from actgen.session.writing.write import write_outputs

TITRE = (
    "Convention avec Mulhouse Alsace Agglomération pour la constitution d’un groupement de commandes "
    "pour le développement de services numériques"
)
OBJET = f"objet: {TITRE}"
"""The title of the item of Dietwiller, and its line."""
DIETWILLER = "seances/dietwiller-2022-12-15.yaml"
NANTES = "seances/nantes-2025-10-10.yaml"
CONVENTION = "2-convention-e-services-SIGNE.pdf"
DELIBERATION = "1-deliberation-09-adhesion-groupement.pdf"
VILLES = ("dietwiller", "locronan", "nantes")
SEANCES = ("dietwiller-2022-12-15", "locronan-2025-06-19-scrutins-demandes", "nantes-2025-10-10")
SIRETS = {"dietwiller": "21680072200011", "nantes": "21440109300015", "locronan": "21290134200015"}


def pdf(pages: int = 1, **options: object) -> bytes:
    """A PDF whose pages hold one word."""
    target = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
            made.pages[-1].obj.Contents = made.make_stream(b"BT (signed) Tj ET")
        made.save(target, deterministic_id=not options, **options)  # type: ignore[arg-type]
    return target.getvalue()


@dataclass
class Atelier:
    """A workspace, the acts that stand in its output folder, what the exports say of it."""

    espace: Path
    cache: Cache = field(default_factory=Cache)

    @property
    def options(self) -> Options:
        return Options(out=self.espace / "output", formats=("pdf",))

    def ecrire(self, seance: str = DIETWILLER, vrais: Collection[str] = ()) -> Path:
        """Write the acts of a session, as `render` does but for what the PDFs show; their folder.

        `vrais`: the acts, by key, whose PDF is made as `render` makes it.
        """
        context = prepare(self.espace / seance, self.options, self.cache, words=False)
        told = context.examination
        assert told.seance is not None and told.plans
        folder = folder_of(told.seance, self.espace / "output")
        plans = [plan for plan in told.plans if plan.due is Due.WRITTEN]
        orders = Orders(told.seance, context.looks, ("pdf",))
        files = []
        for rank, plan in enumerate(plans, start=1):
            contenu = pdf(rank)
            if plan.key in vrais and plan.document is not None:
                contenu = orders.form("pdf", plan, plan.document)
            files.append(
                OutputFile(
                    name_of(plan, "pdf"),
                    contenu,
                    plan.key,
                    plan.acquis.etat if plan.acquis else "",
                    plan.copie_de,
                )
            )
        write_outputs(folder, files, JournalDraft(seance, "tenue", {}, context.sources.log))
        return folder

    def transmit_session(self, seance: str = DIETWILLER, *points: int) -> Transmission:
        return transmit_session(self.espace / seance, self.options, frozenset(points), None, self.cache)

    def changer(self, fichier: str, ancien: str, nouveau: str) -> None:
        place = self.espace / fichier
        texte = place.read_text("utf-8")
        assert ancien in texte
        place.write_text(texte.replace(ancien, nouveau), "utf-8")

    def sirets(self) -> None:
        """Give the towns the numbers that the shipped files don't know."""
        for nom, siret in SIRETS.items():
            place = self.espace / f"collectivites/{nom}.yaml"
            place.write_text(place.read_text("utf-8") + f"siret: {siret}\n", "utf-8")


def atelier(checkout: Path, espace: Path) -> Atelier:
    shutil.copytree(checkout / "data/groupements", espace / "groupements")
    for folder, names in (("collectivites", VILLES), ("seances", SEANCES)):
        (espace / folder).mkdir()
        for name in names:
            for place in (checkout / "data" / folder).glob(f"{name}*"):
                shutil.copyfile(place, espace / folder / place.name)
    return Atelier(espace)
