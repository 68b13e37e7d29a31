package pro.saleflex.office.guard;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.Fingerprint;
import pro.saleflex.office.terminal.NetworkRanges;

/**
 * The client certificate of a caller's connection: as this server saw it, or as a TLS-terminating proxy reports it in a
 * header. The header is trusted only when it is configured and the peer is one of the configured proxies.
 */
@ApplicationScoped
public class CallerCertificate {
    private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";

    @Inject
    OfficeConfig config;

    private Optional<String> header;
    private List<String> proxies;

    @PostConstruct
    void start() {
        use(config);
    }

    void use(OfficeConfig settings) {
        header = settings.certificateHeader();
        proxies = settings.certificateProxies();
        NetworkRanges.fault(proxies).ifPresent(fault -> {
            throw new IllegalArgumentException("Setting saleflex.office.certificate.proxies: " + fault);
        });
    }

    /** Returns the {@link Fingerprint} of the caller's certificate; empty when it sent none, or an unreadable one. */
    public Optional<String> fingerprint(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain && chain.length > 0) {
            return Optional.of(of(chain[0]));
        }
        return header.filter(name -> NetworkRanges.contain(proxies, request.getRemoteAddr()))
                .map(request::getHeader)
                .flatMap(CallerCertificate::read);
    }

    /**
     * Reads a header's value: a fingerprint; a PEM certificate, plain or percent-encoded (nginx,
     * {@code $ssl_client_escaped_cert}); or its DER form in Base64 between colons (RFC 9440, {@code Client-Cert}).
     */
    static Optional<String> read(String value) {
        Optional<String> fingerprint = Fingerprint.of(value);
        if (fingerprint.isPresent()) {
            return fingerprint;
        }
        try {
            // URLDecoder turns a plus into a space, and plus is a Base64 character.
            String pem = URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
            byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|[:\\s]", ""));
            return der.length == 0 ? Optional.empty() : Optional.of(sha256(der));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // treated as no certificate: a terminal that needs one is refused
        }
    }

    private static String of(X509Certificate certificate) {
        try {
            return sha256(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("TLS accepted a certificate that cannot be encoded", e);
        }
    }

    private static String sha256(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
