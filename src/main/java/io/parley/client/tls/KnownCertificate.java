package io.parley.client.tls;

import io.parley.tls.Fingerprint;

/**
 * The certificate that a user has accepted for a server.
 *
 * @param place where it is remembered, as the user can find it: {@code line 3 of FILE}
 */
public record KnownCertificate(Fingerprint fingerprint, String place) {}
