"""Build the house letterhead of Word files, templates/socle/entete.docx.

The file is committed; this script is how it came about, and how to change its look. A slim file
made for the purpose replaces python-docx's own template, which is US Letter, en-US, in the
compatibility mode of Word 2010 and thirty times larger.

    python -m tools.build_letterhead
"""

from __future__ import annotations

from pathlib import Path

from actgen.acts.outputs.docx.package import content_types, zip_parts
from tools.letterhead_faces import KINDS, declared, hidden
from tools.letterhead_lists import numbering
from tools.letterhead_look import (
    FACE,
    FALLBACK,
    HEAD,
    LANGUAGE,
    MARGINS,
    PAGE,
    W,
    styles,
)

TARGET = Path(__file__).resolve().parent.parent / "templates" / "socle" / "entete.docx"

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def run(inner: str, settings: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{settings}</w:rPr>' if settings else ''}{inner}</w:r>"


def words(value: str, settings: str = "") -> str:
    return run(f'<w:t xml:space="preserve">{value}</w:t>', settings)


def field(code: str) -> str:
    """A complex field in five runs; Word and LibreOffice compute it when they lay the pages out."""
    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f'<w:instrText xml:space="preserve"> {code} </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + words("1")
        + run('<w:fldChar w:fldCharType="end"/>')
    )


def header(told: str = "{{ entete }}") -> str:
    """The running head of a page; that of the first says nothing but that the act is a project."""
    mark = words("{% if projet %}PROJET{% endif %}", '<w:rStyle w:val="ActeMention"/>')
    return (
        f'{HEAD}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="En-tte"/></w:pPr>'
        f"{words(told) if told else ''}{run('<w:tab/>')}{mark}</w:p></w:hdr>"
    )


def footer() -> str:
    page = words("page ") + field("PAGE") + words("/") + field("NUMPAGES")
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Pieddepage"/></w:pPr>'
        f"{words('{{ titre }}')}{run('<w:tab/>')}{page}</w:p></w:ftr>"
    )


def body() -> str:
    margins = " ".join(f'w:{side}="{value}"' for side, value in MARGINS.items())
    section = (
        '<w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        '<w:headerReference w:type="first" r:id="rId7"/><w:footerReference w:type="first" r:id="rId6"/>'
        f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/><w:pgMar {margins}/><w:titlePg/>'
    )
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        f'<w:p><w:pPr><w:pStyle w:val="ActeCorps"/></w:pPr>{words("{{p corps }}")}</w:p>'
        f"<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    )


def settings() -> str:
    mode = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
        f'<w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:compatSetting {mode}/></w:compat>"
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def fonts() -> str:
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}" xmlns:r="{R}"><w:font w:name="{FACE}"><w:altName w:val="{FALLBACK}"/>'
        '<w:panose1 w:val="02040503050405020204"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        f'<w:pitch w:val="variable"/>{declared()}</w:font></w:fonts>'
    )


def relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def letterhead() -> bytes:
    """The bytes of the house file."""
    word = {
        "document": (body(), "document.main"),
        "styles": (styles(), "styles"),
        "settings": (settings(), "settings"),
        "fontTable": (fonts(), "fontTable"),
        "numbering": (numbering(), "numbering"),
        "header1": (header(), "header"),
        "footer1": (footer(), "footer"),
        "header2": (header(""), "header"),
    }
    parts = {f"word/{key}.xml": xml.encode() for key, (xml, _) in word.items()}
    parts["_rels/.rels"] = relations(("officeDocument", "word/document.xml")).encode()
    parts["word/_rels/document.xml.rels"] = relations(
        ("styles", "styles.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("numbering", "numbering.xml"),
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
        ("header", "header2.xml"),
    ).encode()
    kinds = {f"/word/{key}.xml": f"{OFFICE}{kind}+xml" for key, (_, kind) in word.items()}
    faces = {f"word/fonts/font{rank}.odttf": hidden(face) for rank, face in enumerate(KINDS, 1)}
    parts["word/_rels/fontTable.xml.rels"] = relations(
        *(("font", each.removeprefix("word/")) for each in faces)
    ).encode()
    parts |= faces
    kinds |= {f"/{each}": "application/vnd.openxmlformats-officedocument.obfuscatedFont" for each in faces}
    parts["[Content_Types].xml"] = content_types(kinds)
    return zip_parts(parts)


if __name__ == "__main__":
    TARGET.write_bytes(letterhead())
