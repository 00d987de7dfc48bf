"""A file that says it is the signed copy of an act is looked into: it may be another act, or unsigned."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
import pytest

from actgen.acts.outputs.carried import NAME
from actgen.acts.outputs.pdf_seal import sealed
from actgen.delivery.exports.signed_copy import Exemplaire, look_into
from actgen.reading.apart import Defect, apart
from tests.acts.outputs.conformity.signing import signed
from tests.delivery.exports.atelier import CONVENTION, DELIBERATION, DIETWILLER, TITRE, Atelier, pdf

SIGNE = DELIBERATION.replace(".pdf", "-SIGNE.pdf")
ENTETE = 'format: 1\ndate: {jour}\ntitre: "{titre}"\ncollectivite: "{nom}"\nobjet: "{objet}"\nprojet: false\n'
SIEN = {
    "jour": "2022-12-15",
    "titre": "Délibération n° 2022-12-15-09",
    "nom": "Dietwiller",
    "objet": "Adhésion",
}
ESERVICES = (
    "le développement de services numériques au travers de la plateforme « e-services.mulhouse-alsace.fr »"
)


COURANTS = 'courants:\n  - "x"\n'
LONG = f'enonces:\n  - sorte: "paragraphe"\n    texte: "{"Le conseil décide. " * 2_000}"\n'


def porteur(annotation: str = "", suite: str = COURANTS, **entete: str) -> bytes:
    """A PDF that carries the data of an act, as actgen's do; `annotation`: something is put on it.

    « /AcroForm »: a signature that stands on no page.
    """
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(13))) as made:
        carried = (ENTETE.format(**{**SIEN, **entete}) + suite).encode()
        made.attachments[NAME] = pikepdf.AttachedFileSpec(made, carried, filename=NAME)
        if annotation:
            note = made.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name(annotation)))
            if annotation in ("/Widget", "/AcroForm"):
                note.FT, note.V = pikepdf.Name.Sig, pikepdf.Dictionary(ByteRange=pikepdf.Array([0, 1, 2, 3]))
                group = made.make_indirect(pikepdf.Dictionary(T="acte", Kids=pikepdf.Array([note])))
                made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([group]))
            if annotation != "/AcroForm":
                made.pages[0].obj.Annots = pikepdf.Array([note])
        made.save(target)
    return target.getvalue()


def dits(atelier: Atelier, contenu: bytes) -> list[str]:
    """What is said of that file put down as the signed deliberation; with an error nothing is written."""
    folder = atelier.ecrire()
    (folder / CONVENTION).write_bytes(pdf(17))
    (folder / SIGNE).write_bytes(contenu)
    told = atelier.transmit_session(DIETWILLER)
    erreurs = told.report.errors
    assert {each.code for each in erreurs} <= {"EXPORT-MODIFIE", "EXPORT-PIECE"}
    assert (folder / "transmission").exists() is not bool(erreurs)
    return [each.message.replace("\u00a0", " ") for each in erreurs]


@pytest.mark.parametrize(
    ("entete", "dit"),
    [
        (
            {"titre": "Délibération n° 2022-12-15-08"},
            "« Délibération n° 2022-12-15-08, Dietwiller, 15/12/2022 »",
        ),
        ({"jour": "2022-11-17"}, "« Délibération n° 2022-12-15-09, Dietwiller, 17/11/2022 »"),
        ({"nom": "Nantes"}, "« Délibération n° 2022-12-15-09, Nantes, 15/12/2022 »"),
        ({"titre": "Certificat", "jour": "hier"}, "« Certificat, Dietwiller, hier »"),
    ],
)
def test_the_signed_copy_of_another_act(atelier: Atelier, entete: dict[str, str], dit: str) -> None:
    (message,) = dits(atelier, porteur("/Widget", **entete))
    assert message == f"Délibération 9 : {SIGNE} est un autre acte, {dit}."


def test_an_act_that_nobody_signed(atelier: Atelier) -> None:
    (message,) = dits(atelier, porteur())
    assert "n’est pas signé" in message


def test_the_file_of_another_item_byte_for_byte(atelier: Atelier) -> None:
    """Whatever it carries, the journal knows it."""
    folder = atelier.ecrire()
    (autre,) = folder.glob("*proces-verbal*.pdf")
    (message,) = dits(atelier, autre.read_bytes())
    assert "n’est pas signé" in message


def test_a_scan_is_believed_whatever_signs_it(atelier: Atelier) -> None:
    assert dits(atelier, pdf(15)) == []


def test_an_act_that_was_signed_is_taken(atelier: Atelier, tmp_path: Path) -> None:
    assert dits(atelier, signe(porteur(objet=TITRE), tmp_path)) == []


@pytest.mark.parametrize("annotation", ["/Widget", "/AcroForm", "/Stamp"])
def test_an_act_that_bears_no_seal_of_ours_is_not_taken(atelier: Atelier, annotation: str) -> None:
    (message,) = dits(atelier, porteur(annotation))
    assert "a reçu autre chose que des signatures" in message


def signe(contenu: bytes, folder: Path) -> bytes:
    """The file as actgen would have sealed it, signed in a field of the tool's own that shows nothing."""
    return signed(sealed(contenu), "signature", "Membre 1", folder, own=(0, 0, 0, 0))


def vierges(dessin: bytes = b"", note: str = "", image: str = "/Form", forme: bytes = b"") -> bytes:
    """Two pages without a word; `dessin` is what the second draws, `note` what is put on it."""
    target = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.add_blank_page()
        page = made.pages[1].obj
        page.Contents = made.make_stream(dessin)
        placed = made.make_stream(forme)
        placed.Subtype, placed.BBox = pikepdf.Name(image), pikepdf.Array([0, 0, 9, 9])
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=placed))
        if note:
            page.Annots = pikepdf.Array([made.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name(note)))])
        made.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "contenu",
    [
        vierges(),
        vierges(b"1 1 1 rg 0 0 600 800 re f BT ( ) Tj [( ) -3 ( )] TJ ET"),  # as an office suite makes it
        vierges(b"q /A Do Q", forme=b"/A Do"),
        vierges(note="/Link"),
    ],
)
def test_blank_pages_are_nobodys_signed_act(atelier: Atelier, contenu: bytes) -> None:
    (message,) = dits(atelier, contenu)
    assert message == f"Délibération 9 : {SIGNE} n’est pas signé, ses pages sont blanches."


@pytest.mark.parametrize(
    "contenu",
    [
        vierges(b"BT [( ) -3 (vu)] TJ ET"),
        vierges(b"q /A Do Q", image="/Image"),
        vierges(b"q /A Do Q", forme=b"BT (vu) Tj ET"),
        vierges(b"0 0 m 1 2 3 4 5 6 c S"),
        vierges(note="/Ink"),
    ],
)
def test_one_page_that_shows_something_is_believed(contenu: bytes) -> None:
    lu = look_into(contenu)
    assert isinstance(lu, Exemplaire) and not lu.vierge


@pytest.mark.parametrize("suite", [LONG, COURANTS + LONG])
def test_a_long_act_is_known_whatever_its_paper_says(suite: str) -> None:
    """A letterhead that is a logo has no running words."""
    lu = look_into(porteur("/Widget", suite))
    assert isinstance(lu, Exemplaire)
    assert (lu.titre, lu.collectivite, lu.objet, lu.jour) == (
        SIEN["titre"],
        SIEN["nom"],
        SIEN["objet"],
        SIEN["jour"],
    )


@pytest.mark.parametrize("carried", [b"\xff\xfe\0", b"[" * 100_000, b"a: &a [x]\nb: *a\n", b""])
def test_data_that_nobody_can_read_are_those_of_no_act(atelier: Atelier, carried: bytes) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(13))) as made:
        made.attachments[NAME] = pikepdf.AttachedFileSpec(made, carried, filename=NAME)
        made.save(target)
    (message,) = dits(atelier, target.getvalue())
    assert message == f"Délibération 9 : {SIGNE} est un autre acte, « … »."


@pytest.mark.slow
@pytest.mark.parametrize("ou", ["page", "acte.yaml"])
def test_a_bomb_harms_nobody(ou: str) -> None:
    """A small file whose page, or whose data, open into gigabytes."""
    packed = bombe(2_000)
    target = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        bomb = pikepdf.Stream(made, packed, Filter=pikepdf.Name.FlateDecode)
        if ou == "page":
            made.pages[0].obj.Contents = made.make_indirect(bomb)
        else:
            made.attachments[NAME] = pikepdf.AttachedFileSpec(made, b"x", filename=NAME)
            spec = made.attachments[NAME].obj
            spec.EF.F = made.make_indirect(bomb)
        made.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert len(target.getvalue()) < 3_000_000
    assert apart(look_into, target.getvalue()) in (Defect.TOO_BIG, Defect.BROKEN)


def bombe(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(megabytes)) + packer.flush()


@pytest.mark.parametrize(("objet", "codes"), [(ESERVICES, []), ("l’achat de papier", ["EXPORT-MODIFIE"])])
def test_a_convention_is_known_by_its_object(
    atelier: Atelier, objet: str, codes: list[str], tmp_path: Path
) -> None:
    """Its coordinator may have made it for a session of another day."""
    folder = atelier.ecrire()
    entete = {"titre": "Convention constitutive d’un groupement de commandes", "objet": objet}
    signee = porteur(jour="2022-10-03", nom="Mulhouse Alsace Agglomération", **entete)
    (folder / CONVENTION).write_bytes(signe(signee, tmp_path))
    assert [each.code for each in atelier.transmit_session(DIETWILLER).report.errors] == codes
