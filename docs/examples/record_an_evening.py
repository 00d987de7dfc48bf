"""Record in a session what happened that evening; its comments and its layout stay.

python docs/examples/record_an_evening.py WORKSPACE seances/NAME.yaml
"""

from __future__ import annotations

import sys

import actgen


def main(folder: str, file: str) -> int:
    """0 when all was recorded, else nothing was."""
    workspace = actgen.Workspace(folder)
    absence = {"nom": "André BECK", "excuse": True, "pouvoir": {"mandataire": "Pierrette KEMPF"}}
    changes = [
        actgen.Put(("seance", "levee"), "22h10"),
        actgen.Put(("absents", 2), actgen.ecrire_absence(absence)),
        actgen.Put(("points", 0, "vote"), actgen.ecrire_vote({"pour": 12, "abstentions": 2})),
    ]
    try:
        _, revision = workspace.read(file)
        saved = workspace.edit(file, changes, revision)
    except actgen.ActgenError as error:  # somebody saved it meanwhile, or it is written in an unknown form
        print(error, file=sys.stderr)
        return error.exit_code
    print(saved.text)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
