"""The screen of `register`: the file, which sheets to print, what is missing; and the same as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actgen.acts.seance import assemblee_de, designation_de
from actgen.facts.seance import Organe
from actgen.register.register import Register
from actgen.register.sessions import RegisterOptions
from actgen.report.as_json import files_report, finding_report
from actgen.report.findings import count, show_findings
from actgen.report.screen import Screen, Style
from actgen.text.grammar import compte, du
from actgen.text.messages import phrase


def show_register(file: Path, register: Register, screen: Screen) -> None:
    """Everything that became of the register of a year."""
    screen.say(_title(file, register), Style.STRONG)
    if register.folder is not None:
        screen.line(f"Dans {register.folder.as_posix()}/", Style.STRONG)
        rows = [(each.name, each.phrase) for each in register.written]
        screen.table(rows)
    if register.printed is not None and register.written:
        screen.line("Feuillets", Style.STRONG)
        screen.table(_sheets(register))
    show_findings(register.report.findings, screen, {})
    screen.line()
    screen.say(_closing(register))


def register_report(file: Path, register: Register) -> dict[str, Any]:
    """The same for other programs; sheets are first and last."""
    printed, options = register.printed, register.options
    return {
        "fichier": file.as_posix(),
        "annee": options.year,
        "organe": options.organe.value,
        "constats": [finding_report(finding) for finding in register.report.findings],
        "seances": [
            {
                "fichier": part.inscrites[0].figures.seance.fichier,
                "date": part.inscrites[0].figures.seance.date.isoformat(),
                "deliberations": [each.numero for each in part.inscrites],
            }
            for part in register.parts
        ],
        "feuillets": [
            {"partie": each.titre, "premier": each.sheets[0], "dernier": each.sheets[-1]}
            for each in (printed.ranges if printed else ())
        ],
        **files_report(register.folder.as_posix() if register.folder else None, register.written),
    }


def _title(file: Path, register: Register) -> str:
    collectivite, options = register.collectivite, register.options
    if collectivite is None:
        return f"Collectivité\u00a0: {file.as_posix()}"
    assemblee = assemblee_de(collectivite, options.organe)
    return f"Registre des délibérations {du(assemblee)}, {designation_de(collectivite)}, année {options.year}"


def _sheets(register: Register) -> list[tuple[str, str]]:
    assert register.printed is not None, "only a printed book has sheets"
    acts = {part.titre: len(part.inscrites) for part in register.parts}
    rows = []
    for each in register.printed.ranges:
        first, last = each.sheets[0], each.sheets[-1]
        number = f"{first}" if first == last else f"{first} à {last}"
        told = f"\u00a0: {compte(acts[each.titre], 'délibération')}" if each.titre in acts else ""
        rows.append((number, f"{each.titre}{told}"))
    return rows


def _closing(register: Register) -> str:
    report = register.report
    if report.errors:
        return f"{count(report)}\u00a0: le registre n’est pas écrit, les fichiers déjà produits sont intacts."
    if not register.parts:
        return _none(register)
    acts = sum(len(part.inscrites) for part in register.parts)
    told = f"{compte(len(register.parts), 'séance')}, {compte(acts, 'délibération')}"
    if register.printed is not None and register.written:
        told += f", {compte(len(register.printed.sheets), 'feuillet')}. {_advice(register.options)}"
    return told if told.endswith(".") else f"{told}."


def _none(register: Register) -> str:
    options = register.options
    quoi = "du bureau " if options.organe is Organe.BUREAU else ""
    if register.sessions:
        return phrase("Aucune délibération de {annee} à inscrire : rien n'est écrit.", annee=options.year)
    return phrase(
        "Le dossier « seances » ne contient aucune séance {quoi}de cette collectivité en {annee} : rien "
        "n'est écrit.",
        quoi=quoi,
        annee=options.year,
    )


def _advice(options: RegisterOptions) -> str:
    how = "des deux côtés (bord long)" if options.both_sides else "au recto seulement"
    return f"À imprimer {how} sur papier permanent, à l’échelle 100\u00a0%, puis à signer et à relier."
