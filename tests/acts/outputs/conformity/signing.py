"""Signing as the tool of a town does: pyHanko, two people, a stamp drawn by us in the field.

Keys and certificates are made for a test and prove nothing.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from actgen.acts.outputs.engine import engine
from actgen.acts.outputs.finishers import FINISHERS

_FROM, _TO = datetime(2022, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)
_STAMP = (
    '<html lang="fr"><title>Signature</title><style>@page { size: 70mm 15mm; margin: 1mm;'
    " @top-left { content: none } @bottom-left { content: none } @bottom-right { content: none } }"
    " body { font-size: 9pt }</style><body>Signé électroniquement par <strong>%s</strong>"
)
_NO_USE = dict.fromkeys(
    (
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "encipher_only",
        "decipher_only",
        "digital_signature",
        "key_cert_sign",
        "crl_sign",
    ),
    False,
)


@dataclass(frozen=True)
class Holder:
    """Who holds a key, and the certificate that says so."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def published(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))

    @property
    def secret(self) -> asn1_keys.PrivateKeyInfo:
        return asn1_keys.PrivateKeyInfo.load(
            self.key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )


@cache
def authority() -> Holder:
    return _certified("Autorité d’essai", None)


@cache
def _holder(name: str) -> Holder:
    return _certified(name, authority())


def _certified(name: str, by: Holder | None, *, of_time: bool = False) -> Holder:
    key: Any = rsa.generate_private_key(65537, 2048) if of_time else ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer = by.certificate.subject if by else subject
    uses = {"digital_signature": True, "content_commitment": True} if by else {"key_cert_sign": True}
    issuing_key = by.key if by else key
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_TO)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**(_NO_USE | uses)), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if of_time:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(key, made.sign(issuing_key, hashes.SHA256()))


def field_names(content: bytes) -> list[str]:
    """The signature fields that a signing tool proposes."""
    return [name for name, _, _ in fields.enumerate_sig_fields(PdfFileReader(io.BytesIO(content)))]


def signed(
    content: bytes,
    field: str,
    name: str,
    folder: Path,
    own: tuple[int, int, int, int] | None = None,
    along: Callable[[IncrementalPdfFileWriter], None] | None = None,
) -> bytes:
    """The file with one signature more (PAdES B-B); nothing is rewritten.

    It stands in a field that the file has, or in one of the tool's own, at these sides; `along`: what else
    the version that signs changes.
    """
    stamp = folder / f"{field}.pdf"
    stamp.write_bytes(engine().pdf(_STAMP % name, FINISHERS))
    trusted = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    trusted.register(authority().published)
    holder = _holder(name)
    signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
        ),
        signers.SimpleSigner(holder.published, holder.secret, trusted),
        stamp_style=StaticStampStyle.from_pdf_file(str(stamp), border_width=0, background_opacity=1),
    )
    written, writer = io.BytesIO(), IncrementalPdfFileWriter(io.BytesIO(content))
    if own is not None:
        fields.append_signature_field(writer, fields.SigFieldSpec(field, box=own))
    if along is not None:
        along(writer)
    signer.sign_pdf(writer, existing_fields_only=True, output=written)
    return written.getvalue()


def lasting(content: bytes) -> bytes:
    """The file with a time stamp of the document, as tools put for a signature to last (PAdES B-LTA)."""
    clock = _certified("Horloge d’essai", authority(), of_time=True)
    trusted = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    trusted.register(authority().published)
    stamper = DummyTimeStamper(clock.published, clock.secret, certs_to_embed=trusted)
    trust = ValidationContext(trust_roots=[authority().published], allow_fetching=False)
    written, writer = io.BytesIO(), IncrementalPdfFileWriter(io.BytesIO(content))
    signers.PdfTimeStamper(stamper).timestamp_pdf(writer, "sha256", trust, output=written)
    return written.getvalue()


def verdicts(content: bytes) -> dict[str, str]:
    """What pyHanko says of each signature, by the name of its field."""
    trust = ValidationContext(trust_roots=[authority().published])
    return {
        each.field_name: validate_pdf_signature(each, trust).summary()
        for each in PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
    }
