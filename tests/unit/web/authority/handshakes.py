"""A TLS handshake in memory: does a client that trusts one authority take what a server shows under a name?"""

import ssl

from aftercare.web.authority.kept import tls_context


def takes(pem: str, authority: str, name: str) -> None:
    """Complete the handshake; ssl.SSLCertVerificationError when the client refuses. `authority` is PEM."""
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.load_verify_locations(cadata=authority)
    # The limits stand in the root itself; this makes the client look there too, as browsers do.
    trusting.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(to_client, to_server, server_hostname=name)
    server = tls_context(pem).wrap_bio(to_server, to_client, server_side=True)
    for _ in range(3):
        for side in (client, server):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue


def authority_of(pem: str) -> str:
    """The authority's certificate in what is kept."""
    mark = "-----BEGIN CERTIFICATE-----"
    return mark + pem.split(mark)[-1]
