package io.instagramoperator.receiver.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Certificates of authorities that a subscription trusts. */
final class Authorities {

    private Authorities() {}

    /**
     * The same text, if it is one or more certificates.
     *
     * @param pem certificates in PEM
     */
    static String checked(String pem) throws UnusableCredentialException {
        try {
            boolean none = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)))
                    .isEmpty();
            if (none) {
                throw new UnusableCredentialException("caFile has no certificate; put the authority's there, in PEM");
            }
            return pem;
        } catch (CertificateException e) {
            throw new UnusableCredentialException(
                    "caFile is no certificate in PEM; put the authority's there, beginning with -----BEGIN CERTIFICATE-----");
        }
    }
}
