"""The programs that judge PDFs for us, asked about many files at once."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.session.acts import ROOT

LAUNCHER = ROOT / "tests" / "acts" / "outputs" / "conformity" / "verapdf" / "Verapdf.java"
FLAVOURS = ("3a", "ua1")
_SKIPPED = ("TBL-010", "TBL-014")  # guesses on small tables, such as that of a vote


def verapdf(files: Sequence[Path], folder: Path) -> dict[tuple[str, str], list[str]]:
    """The rules that each file breaks, by file and flavour; a file that passes breaks none."""
    jars = ROOT / ".verapdf"
    assert (jars / "ready").is_file(), "tools/setup.sh slow fetches veraPDF"
    listing = folder / "verapdf.txt"
    listing.write_text("\n".join(map(str, files)) + "\n", encoding="utf-8")
    done = subprocess.run(
        ["java", "-XX:+UseSerialGC", "-cp", f"{jars}/*", str(LAUNCHER), f"@{listing}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr.decode() + done.stdout.decode()[-2000:]
    verdicts: dict[tuple[str, str], list[str]] = {}
    for line in done.stdout.decode().splitlines():
        flavour, rule, *fields = line.split("\t")
        broken = verdicts.setdefault((fields[-1], flavour), [])
        if rule != "passed":
            broken.append(rule)
    assert set(verdicts) == {(str(file), flavour) for file in files for flavour in FLAVOURS}
    return verdicts


def outloud(files: Sequence[Path], folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What outloud finds in each file: rule, severity, evidence, places on the page."""
    command = ROOT / ".outloud" / "bin" / "outloud"
    assert command.is_file(), "tools/setup.sh slow installs outloud"
    report = folder / "outloud.json"
    done = subprocess.run(
        [
            *(str(command), *map(str, files), "--skip", ",".join(_SKIPPED)),
            *("--json", str(report), "--fail-on", "never", "--quiet"),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    results = json.loads(report.read_text(encoding="utf-8"))["results"]
    assert len(results) == len(files) and not any(result["error"] for result in results)
    return {result["path"]: result["findings"] for result in results}
