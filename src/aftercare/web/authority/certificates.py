"""Makes an authority that is good for one name, and the one certificate it ever signs. Reads them back.

Takes name and moment; returns PEM. The authority's key lives in `make` alone and is returned to nobody; the caller's
process ends right after, because Python can't wipe memory and the system can. Must never write anything itself.
"""

import ipaddress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LASTS = timedelta(days=396)
"""Phones refuse certificates that last longer than 398 days (Apple, "About upcoming limits on trusted certificates",
2020; CA/Browser Forum ballot SC31). A day is spent on clocks that are behind."""
BACKDATED = timedelta(days=1)
_EVERYTHING = ("0.0.0.0/0", "::/0")
_LONGEST_COMMON_NAME = 64


@dataclass(frozen=True, slots=True)
class Made:
    """What is kept: one PEM with the served key, its certificate, and the authority's certificate, in this order."""

    pem: str = field(repr=False)
    until: datetime


def make(name: str, now: datetime) -> Made:
    """A new authority for `name`, and its certificate. `now` with a time zone."""
    begins, ends = now - BACKDATED, now + LASTS
    signing, serving = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _authority(name, signing, begins, ends)
    served = _served(name, serving, authority, signing, begins, ends)
    key = serving.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem = key + served.public_bytes(Encoding.PEM) + authority.public_bytes(Encoding.PEM)
    return Made(pem.decode(), served.not_valid_after_utc)


def read(pem: str, name: str, now: datetime) -> Made | None:
    """What was kept, if it is whole, made for this name, and holds now; None otherwise."""
    try:
        key = load_pem_private_key(pem.encode(), password=None)
        served, authority = x509.load_pem_x509_certificates(pem.encode())
        served.verify_directly_issued_by(authority)
        names = served.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.ExtensionNotFound):
        return None  # a new one is made
    whole = key.public_key() == served.public_key() and names.get_values_for_type(x509.DNSName) == [name]
    holds = served.not_valid_before_utc <= now < served.not_valid_after_utc
    return Made(pem, served.not_valid_after_utc) if whole and holds else None


def _authority(name: str, signing: ec.EllipticCurvePrivateKey, begins: datetime, ends: datetime) -> x509.Certificate:
    subject = _subject(f"Only for {name}")
    limits = x509.NameConstraints(
        permitted_subtrees=[x509.DNSName(name)],
        # A limit on one kind of name leaves the other kinds free, so addresses are shut out too.
        excluded_subtrees=[x509.IPAddress(ipaddress.ip_network(each)) for each in _EVERYTHING],
    )
    return (
        _begun(subject, subject, signing.public_key(), begins, ends)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(limits, critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(signing, SHA256())
    )


def _served(
    name: str,
    serving: ec.EllipticCurvePrivateKey,
    authority: x509.Certificate,
    signing: ec.EllipticCurvePrivateKey,
    begins: datetime,
    ends: datetime,
) -> x509.Certificate:
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key())
    return (
        _begun(_subject(name), authority.subject, serving.public_key(), begins, ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer, critical=False)
        .sign(signing, SHA256())
    )


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _subject(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words[:_LONGEST_COMMON_NAME])])


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
