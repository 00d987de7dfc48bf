"""A year of sessions, written as a workspace: as many members, sessions and items as a test asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

KIND = """\
titre: Essai
famille: deliberation
fichier: essai
version: 1
transmissible: oui
nature_actes: DE
matiere: "3.1"
autres_matieres: ["1.1", "7.1", "8.3", "9.1"]
visas:
  - CGCT L2121-29
"""
BODY = """\
{{ clause.debut_deliberation }}

Le conseil est informé de l’affaire, de son coût et de ses suites.

Après en avoir délibéré, le conseil :
{: .formule .avec-la-suite }

**APPROUVE** la proposition qui lui est faite.
{: .dispositif }

{{ clause.fin_deliberation }}
"""
MATTERS = ("3.1", "1.1", "7.1", "8.3", "9.1")


@dataclass
class Year:
    """What the sessions of a year are like; each part may be changed file by file afterwards."""

    folder: Path
    commune: str = "Flavigny-sur-Ozerain"
    members: int = 11
    numero: str = "{date}-{point}"
    days: Sequence[date] = (date(2023, 3, 16), date(2023, 6, 15), date(2023, 11, 9))
    items: int = 3
    files: list[Path] = field(default_factory=list)

    def write(self) -> Path:
        """Lay the workspace down; the file of the collectivity."""
        for part in ("collectivites", "groupements", "seances", "templates/deliberations/essai"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        kind = self.folder / "templates" / "deliberations" / "essai"
        for name, text in (("acte.yaml", KIND), ("corps.md", BODY)):
            (kind / name).write_text(text, encoding="utf-8")
        for name in ("expose.md", "dispositif.md"):
            (kind / name).write_text("Le conseil approuve la proposition.\n", encoding="utf-8")
        offices = {1: "maire", 2: "adjoint", 3: "adjointe"}
        roster = [
            f"  - {offices.get(rank, 'conseiller')}: {'Mme' if rank == 3 else 'M.'} Membre {rank}"
            for rank in range(1, self.members + 1)
        ]
        council = self.folder / "collectivites" / "ici.yaml"
        head = f'commune: {self.commune}\npublication:\n  mode: électronique\nnumero: "{self.numero}"\n'
        head += "membres:\n"
        council.write_text(head + "\n".join(roster) + "\n", encoding="utf-8")
        for day in self.days:
            self.session(day)
        return council

    def session(self, day: date, name: str = "", heure: str = "20h00", points: str = "") -> Path:
        """A session file; `points` in place of the usual items."""
        file = self.folder / "seances" / f"{name or day.isoformat()}.yaml"
        sent = day - timedelta(days=10)
        agenda = "".join(f"    - {rank}. Affaire numéro {rank}\n" for rank in range(1, self.items + 1))
        text = (
            f"collectivite: ici\nseance:\n  date: {day:%d/%m/%Y}\n  heure: {heure}\n  levee: 22h00\n"
            "  lieu: mairie\n  presidence: Membre 1\n  secretaire: Membre 3\n"
            f"convocation:\n  envoyee_le: {sent:%d/%m/%Y}\n  affichee_le: {sent:%d/%m/%Y}\n"
            f"  mode: courriel\n  ordre_du_jour:\n{agenda}"
            f"absents: aucun\npoints:\n{points or self.usual()}"
        )
        file.write_text(text, encoding="utf-8")
        self.files.append(file)
        return file

    def usual(self) -> str:
        """So many items of the kind of the test, all adopted."""
        return "".join(item(rank) for rank in range(1, self.items + 1))


def item(rank: int, vote: str = "unanimité") -> str:
    matter = MATTERS[rank % len(MATTERS)]
    return (
        f"  - numero: {rank}\n    objet: Affaire numéro {rank}\n    acte: essai\n"
        f'    matiere: "{matter}"\n    vote: {vote}\n'
    )
