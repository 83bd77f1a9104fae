"""The authority is good for one name, for a year, and nobody has its key."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from tests.unit.web.authority.handshakes import authority_of, takes

from aftercare.web.authority import certificates

NOW = datetime.now(UTC).replace(microsecond=0)
NAME = "notes.local"
MADE = certificates.make(NAME, NOW)
SERVED, AUTHORITY = x509.load_pem_x509_certificates(MADE.pem.encode())


def extension(certificate: x509.Certificate, kind: type[x509.ExtensionType]) -> x509.Extension[x509.ExtensionType]:
    return certificate.extensions.get_extension_for_class(kind)


def test_the_authority_is_limited_to_the_one_name_and_every_client_has_to_mind_it() -> None:
    """Critical: who does not understand the limit must refuse the whole. Addresses are shut out as well."""
    limits = extension(AUTHORITY, x509.NameConstraints)
    assert limits.critical
    assert limits.value.permitted_subtrees == [x509.DNSName(NAME)]
    shut_out = [x509.IPAddress(ipaddress.ip_network(each)) for each in ("0.0.0.0/0", "::/0")]
    assert limits.value.excluded_subtrees == shut_out
    basic = extension(AUTHORITY, x509.BasicConstraints)
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)
    assert list(extension(AUTHORITY, x509.ExtendedKeyUsage).value) == [x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]


def test_what_is_served_is_for_this_name_and_signs_nothing() -> None:
    """P-256, one name, no authority itself."""
    assert isinstance(SERVED.public_key().curve, ec.SECP256R1)
    assert extension(SERVED, x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName) == [NAME]
    assert not extension(SERVED, x509.BasicConstraints).value.ca
    assert not extension(SERVED, x509.KeyUsage).value.key_cert_sign


def test_it_lasts_no_longer_than_phones_take() -> None:
    """397 days in all, also by a clock that is an hour behind."""
    for certificate in (SERVED, AUTHORITY):
        lasts = certificate.not_valid_after_utc - certificate.not_valid_before_utc
        assert lasts <= timedelta(days=397)
        assert certificate.not_valid_before_utc <= NOW - timedelta(hours=1)
    assert MADE.until == SERVED.not_valid_after_utc


def test_the_one_key_that_is_kept_is_not_the_authoritys() -> None:
    """What signed it is in nothing that is returned."""
    assert MADE.pem.count("PRIVATE KEY-----") == 2
    kept = load_pem_private_key(MADE.pem.encode(), password=None)
    assert kept.public_key() == SERVED.public_key()
    assert kept.public_key() != AUTHORITY.public_key()


def test_a_client_that_trusts_the_authority_takes_this_name() -> None:
    """And another name for the same server it does not."""
    takes(MADE.pem, authority_of(MADE.pem), NAME)
    with pytest.raises(ssl.SSLCertVerificationError, match=r"[Hh]ostname mismatch"):
        takes(MADE.pem, authority_of(MADE.pem), "other.local")


def test_a_client_that_trusts_another_authority_does_not() -> None:
    """Each one made is a stranger to the one before, although its name is the same."""
    with pytest.raises(ssl.SSLCertVerificationError):
        takes(MADE.pem, authority_of(certificates.make(NAME, NOW).pem), NAME)


@pytest.mark.parametrize(
    "other",
    [x509.DNSName("bank.example"), x509.IPAddress(ipaddress.ip_address("192.168.1.1"))],
    ids=["name", "address"],
)
def test_even_with_its_key_it_could_vouch_for_nothing_else(other: x509.GeneralName) -> None:
    """The key is gone; were it not, a client would still refuse what it signed for another name."""
    signing, serving = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    begins, ends = NOW - timedelta(days=1), NOW + timedelta(days=9)
    authority = certificates._authority(NAME, signing, begins, ends)
    name = str(other.value)
    forged = (
        certificates._begun(certificates._subject(name), authority.subject, serving.public_key(), begins, ends)
        .add_extension(x509.SubjectAlternativeName([other]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
        .sign(signing, SHA256())
    )
    key = serving.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    root = authority.public_bytes(Encoding.PEM).decode()
    with pytest.raises(ssl.SSLCertVerificationError, match="subtree violation"):
        takes((key + forged.public_bytes(Encoding.PEM)).decode(), root, name)


def test_what_was_kept_is_taken_while_it_holds_and_for_its_name_only() -> None:
    """Otherwise a new one is made, and the phone has to be told."""
    assert certificates.read(MADE.pem, NAME, NOW) == MADE
    assert certificates.read(MADE.pem, NAME, MADE.until - timedelta(seconds=1)) == MADE
    assert certificates.read(MADE.pem, NAME, MADE.until) is None
    assert certificates.read(MADE.pem, "other.local", NOW) is None


@pytest.mark.parametrize("damage", ["", "no certificate at all", MADE.pem[:900], MADE.pem[300:]])
def test_a_damaged_one_counts_as_none(damage: str) -> None:
    """It keeps nobody from starting."""
    assert certificates.read(damage, NAME, NOW) is None


def test_a_key_that_does_not_fit_counts_as_none() -> None:
    """Half of one and half of another."""
    other = certificates.make(NAME, NOW)
    mixed = other.pem.split("-----BEGIN CERT")[0] + "-----BEGIN CERT" + MADE.pem.split("-----BEGIN CERT", 1)[1]
    assert certificates.read(mixed, NAME, NOW) is None
