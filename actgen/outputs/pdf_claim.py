"""What a PDF says of itself: that it is PDF/UA-1 besides PDF/A-3a, and which files it carries."""

from __future__ import annotations

from typing import Any

import pydyf

from actgen.outputs.pdf_objects import described

_END = b"</rdf:RDF>"
# PDF/A allows no property that it doesn't know unless the file explains it: hence the second block.
_PDF_UA = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def says_pdf_ua(_document: Any, pdf: Any) -> None:
    """The description of the file names PDF/UA-1 (5), and explains the name as PDF/A asks (6.6.2.3)."""
    stream = described(pdf).stream
    before, end, after = stream[0].rpartition(_END)
    if not end:
        raise RuntimeError("the description of the file is not the RDF that WeasyPrint 70 writes")
    stream[0] = before + _PDF_UA + end + after


def carried_once(_document: Any, pdf: Any) -> None:
    """Each file that an act carries is named once by it: WeasyPrint names it twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
