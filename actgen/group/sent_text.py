"""What an earlier run has kept of the text that councils were sent, wherever a trace of it is left.

Its file tells all of it. Where that file is gone, the folder's journal still has its hash: enough to see that
another text is about to be made.

The text that councils were sent, kept by its fingerprint: once one has approved it, it changes no more.

Every later model, sheet or copy that bore another text would make a group whose members approved two
conventions.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct, field

from actgen.acts.tree.words import fingerprint_of
from actgen.acts.views.convention import empreinte_imprimee
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.errors import EnvironmentFault
from actgen.base.rules import rule
from actgen.base.text.grammar import compte
from actgen.base.text.messages import phrase, say, shorten_both
from actgen.council.facts.groupement import Groupement
from actgen.session.writing.journal import JOURNAL, read_journal
from actgen.session.writing.plan import OutputFile

from .attendus import approbateurs, approuve, soumis

FILE = "texte-soumis-aux-conseils.txt"
TEXTE = "Texte :"
NOM, VERSION, ANNEE = "Nom d’usage", "Version", "Année des populations"
MEMBRES = "Membres appelés à délibérer"
_LIGNE = re.compile(rf"^({NOM}|{VERSION}|{MEMBRES}|{ANNEE}) : (.*)$", re.MULTILINE)
_EMPREINTE = re.compile(r"^Empreinte : ([0-9a-f]{64})$", re.MULTILINE)
APPROUVE = "Approuvé par un conseil : oui"
_LONGEST = 1_000_000  # bytes of that file


class KeptText(Struct, frozen=True):
    """The text as it was kept: its fingerprint, its words, and what is printed beside them, by its name.

    `texte` is empty when it doesn't have that fingerprint: it was changed by hand, and tells nothing.
    `sha256` is that of the file, to hold against what the journal says. `approuve`: a council had voted when
    it was written, be its vote told any more or not.
    """

    empreinte: str
    texte: tuple[str, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)
    sha256: str = ""
    approuve: bool = False


def beside(groupement: Groupement) -> dict[str, str]:
    """What the convention prints beside the text of its fingerprint, as councils are sent it, by its name."""
    membres = (f"{membre.collectivite.nom} ({membre.collectivite.code})" for membre in groupement.membres)
    return {
        NOM: groupement.nom_d_usage or "non dit",
        VERSION: groupement.version or "non dite",
        MEMBRES: ", ".join(membres),
        ANNEE: str(groupement.annee_population or "non dite"),
    }


def is_open(groupement: Groupement) -> bool:
    """Whether others may join: the list of members is then no part of what is held."""
    return groupement.clauses.adhesion != "fermee"


def read_kept(folder: Path) -> KeptText | None:
    """What the file of that folder tells; None where there is none, or it tells no fingerprint."""
    try:
        with (folder / FILE).open("rb") as file:
            octets = file.read(_LONGEST)
    except OSError:
        return None
    content = octets.decode("utf-8", "replace")
    tete, _, suite = content.partition(f"\n{TEXTE}\n")
    found = _EMPREINTE.search(tete)
    if found is None:
        return None
    texte = tuple(suite.removesuffix("\n").split("\n"))
    return KeptText(
        found[1],
        texte if fingerprint_of(texte) == found[1] else (),
        dict(_LIGNE.findall(tete)),
        hashlib.sha256(octets).hexdigest(),
        APPROUVE in tete.splitlines(),
    )


def journal_hash(folder: Path) -> str:
    """The hash of that file as the folder's journal tells of it; empty where it was never written."""
    try:
        entry = read_journal(folder).files.get(FILE)
    except EnvironmentFault:  # told when the folder is written
        return ""
    return entry.fingerprint.sha256 if entry is not None else ""


def folder_of_text(folder: Path, fichier: str, above: int = 1) -> Path:
    """Where that text is kept: `folder`, else the one that this group's file wrote under another name.

    Without it, to change the name of a group would be enough to change what councils approved. `above`: how
    many folders lie between it and that of all groups.
    """
    if (folder / JOURNAL).is_file():
        return folder
    out = folder.parents[above]
    inside = "/".join(folder.relative_to(out).parts[1:])
    autres = sorted(out.glob(f"*/{inside}/{JOURNAL}"))
    return next((autre.parent for autre in autres if _written_from(autre.parent, fichier)), folder)


def _written_from(folder: Path, fichier: str) -> bool:
    try:
        return read_journal(folder).session == fichier
    except EnvironmentFault:
        return False


_LONGUEUR = 90


class ParagraphGap(Struct, frozen=True):
    """The first paragraph of a text that differs from another, from 1; `autres`: how many more do.

    `attendu` or `trouve` is empty for a paragraph that one of the two lacks.
    """

    paragraphe: int
    attendu: str
    trouve: str
    autres: int = 0

    @property
    def told(self) -> str:
        """« paragraphe 12 : « … » au lieu de « … » (et 2 autres). »."""
        trouve, attendu = shorten_both(self.trouve, self.attendu, _LONGUEUR)
        if not trouve:
            quoi = phrase("il manque « {attendu} »", attendu=attendu)
        elif not attendu:
            quoi = phrase("« {trouve} » est en plus", trouve=trouve)
        else:
            quoi = phrase("« {trouve} » au lieu de « {attendu} »", trouve=trouve, attendu=attendu)
        plus = f" (et {compte(self.autres, 'autre')})" if self.autres else ""
        return phrase("paragraphe {rang} : {quoi}{plus}.", rang=self.paragraphe, quoi=quoi, plus=plus)


def first_difference(attendu: tuple[str, ...], texte: tuple[str, ...], avant: int = 0) -> ParagraphGap:
    """Where a text, with `avant` paragraphs before it, leaves the one that is awaited: they are not equal."""
    matcher = SequenceMatcher(None, attendu, texte, autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    _, debut, fin, ici, la = codes[0]
    return ParagraphGap(
        avant + (ici if la > ici else debut) + 1,
        attendu[debut] if fin > debut else "",
        texte[ici] if la > ici else "",
        sum(max(code[2] - code[1], code[4] - code[3]) for code in codes) - 1,
    )


A_APPROUVER = "1-*-a-approuver"
GC_TEXTE_CHANGE = rule("GC-TEXTE-CHANGE")


def sent_text_file(
    groupement: Groupement,
    empreinte: str,
    texte: tuple[str, ...],
    kept: KeptText | None = None,
    *,
    deja: bool = False,
) -> OutputFile:
    """What is kept of the text: its version, its members, its fingerprint, its words, for anybody to read.

    Once a council has voted, what stands beside the text stays as `kept` has it: who joins later was not on
    the list that councils were sent. That it has is written for good, votes may go from the group's file:
    `deja` when an earlier run has seen one.
    """
    vote = deja or approuve(groupement)
    tenue = kept is not None and kept.empreinte == empreinte and (vote or soumis(groupement))
    dits = kept.beside if kept is not None and tenue else beside(groupement)
    lines = (
        f"Groupement : {groupement.objet}",
        *(f"{nom} : {valeur}" for nom, valeur in dits.items()),
        f"Empreinte : {empreinte}",
        *((APPROUVE,) if vote else ()),
        "N’y entrent ni l’annexe 1, qui suit les adhésions, ni les dates de la décision du coordonnateur.",
        "",
        TEXTE,
        *texte,
    )
    fige = tenue and kept is not None and kept.approuve is vote
    return OutputFile(
        FILE, "\n".join((*lines, "")).encode("utf-8"), "texte-soumis", "texte déjà soumis" if fige else ""
    )


def check_unchanged(
    groupement: Groupement, empreinte: str, texte: Callable[[], tuple[str, ...]], folder: Path
) -> Diagnostic | None:
    """Why nothing more can be made: the text is no longer the one that `folder` tells was approved.

    Before any vote, a warning at most: it may have been sent.

    What its file tells counts first; where it is gone, or is not the one that actgen wrote, its hash in the
    journal. What follows the votes by nature (annexe 1, the day of the coordinator's own decision) is no part
    of the fingerprint.
    """
    kept, sha256 = read_kept(folder), journal_hash(folder)
    if not (soumis(groupement) or (kept is not None and kept.approuve)):
        return _already_sent(groupement, kept, empreinte, folder)
    if sha256 and (kept is None or kept.sha256 != sha256):
        return _lost(groupement, empreinte, texte, folder, sha256)
    if kept is None:
        return None
    if kept.empreinte == empreinte:
        return _other_beside(groupement, kept)
    return _other_words(groupement, kept, empreinte, texte)


def _already_sent(
    groupement: Groupement, kept: KeptText | None, empreinte: str, folder: Path
) -> Diagnostic | None:
    """A warning: another text than the final one that the folder held, under the version that it bore."""
    if kept is None or kept.empreinte == empreinte or not groupement.version:
        return None
    if kept.beside.get(VERSION) != groupement.version or not any(folder.glob(f"{A_APPROUVER}.*")):
        return None
    return GC_TEXTE_CHANGE.tell(
        "Le texte {du_texte} n'est plus celui que ce dossier contenait, sous la même version « {version} ».",
        groupement.lieux.get("version"),
        hint="Si vous l'avez déjà envoyé aux conseils, donnez-lui une autre version et renvoyez-le à tous, "
        "ou rétablissez le texte envoyé.",
        severity=Severity.WARNING,
        du_texte=_of_the_text(groupement),
        version=groupement.version,
    )


def _lost(
    groupement: Groupement, empreinte: str, texte: Callable[[], tuple[str, ...]], folder: Path, sha256: str
) -> Diagnostic | None:
    """The file is gone, or is another: made again to the same bytes, it proves that the text is the same."""
    avec = sent_text_file(groupement, empreinte, texte(), deja=True).content
    sans = avec.replace(f"{APPROUVE}\n".encode(), b"", 1)  # as it was before the first vote
    if sha256 in [hashlib.sha256(refait).hexdigest() for refait in (avec, sans)]:
        return None
    return GC_TEXTE_CHANGE.tell(
        "Le texte soumis aux conseils, que gardait « {place} », n'y est plus tel qu'actgen l'avait "
        "écrit, et le dossier du groupement en donne maintenant un autre. Aucun papier qui porte ce "
        "texte n'est refait.",
        groupement.lieux.get("version"),
        hint="Rétablissez ce fichier depuis une sauvegarde, ou dans le dossier du groupement le texte, la "
        "version et les membres d'alors : il sera refait. Pour l'autre texte, demandez un autre dossier "
        "avec --out.",
        place=folder / FILE,
    )


def _other_beside(groupement: Groupement, kept: KeptText) -> Diagnostic | None:
    """The same text, with something else printed beside it: two conventions under one fingerprint."""
    dits = [
        phrase("{nom} : « {apres} » au lieu de « {avant} »", nom=nom, apres=apres, avant=kept.beside[nom])
        for nom, apres in beside(groupement).items()
        if kept.beside.get(nom, apres) != apres and not (nom == MEMBRES and is_open(groupement))
    ]
    if not dits:
        return None
    return GC_TEXTE_CHANGE.finding(
        phrase(
            "Ce que {le_texte} aux conseils dit à côté de son texte a changé {depuis}. {dits}. "
            "Aucun papier qui porte ce texte n'est refait.",
            le_texte="la convention soumise" if groupement.avenant is None else "l’avenant soumis",
            depuis=_since(groupement),
            dits=". ".join(dits),
        ),
        groupement.lieux.get("version"),
        hint=_other_text_advice(groupement),
    )


def _other_words(
    groupement: Groupement, kept: KeptText, empreinte: str, texte: Callable[[], tuple[str, ...]]
) -> Diagnostic:
    """Blanks that were filled since are other words too: deliberations cite the fingerprint of the text."""
    vue = first_difference(kept.texte, texte()).told if kept.texte else ""
    return GC_TEXTE_CHANGE.finding(
        phrase(
            "Le texte {du_texte} a changé {depuis} : son empreinte était {avant}, elle est {apres}. "
            "{dits}Aucun papier qui porte ce texte n'est refait.",
            du_texte=_of_the_text(groupement),
            dits=f"{vue[:1].upper()}{vue[1:]} " if vue else "",
            depuis=_since(groupement),
            avant=empreinte_imprimee(kept.empreinte),
            apres=empreinte_imprimee(empreinte),
        ),
        groupement.lieux.get("version"),
        hint=_other_text_advice(groupement),
    )


def _of_the_text(groupement: Groupement) -> str:
    return "de la convention" if groupement.avenant is None else "de l’avenant"


def _other_text_advice(groupement: Groupement) -> str:
    if not soumis(groupement):
        return say(
            "Aucun vote n'est plus dit : rétablissez les retours et le texte approuvé. Si aucun conseil n'a "
            "voté, ou pour l'autre texte, demandez un autre dossier avec --out."
        )
    return say(
        "Rétablissez le texte approuvé, blancs compris. Pour lire l'autre texte, demandez un autre dossier "
        "avec --out ; pour l'adopter, tous les conseils délibèrent de nouveau."
    )


def _since(groupement: Groupement) -> str:
    nombre = len(approbateurs(groupement))
    if nombre:
        return f"depuis qu’il a été approuvé par {compte(nombre, 'conseil')}"
    if groupement.approuvee_le is not None or not soumis(groupement):
        return "depuis qu’il a été approuvé"
    return "alors que des réponses de conseils sont encore à vérifier"
