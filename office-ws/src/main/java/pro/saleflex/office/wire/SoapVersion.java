package pro.saleflex.office.wire;

import java.util.Arrays;
import java.util.Optional;

/** The SOAP versions, each with its own address. */
public enum SoapVersion {
    /** SOAP 1.1. */
    V11("/soap/v11/", "http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
    /** SOAP 1.2. */
    V12("/soap/v12/", "http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

    private final String path;
    private final String namespace;
    private final String mediaType;

    SoapVersion(String path, String namespace, String mediaType) {
        this.path = path;
        this.namespace = namespace;
        this.mediaType = mediaType;
    }

    /** Returns the version supported at a path within {@code /api}. */
    public static Optional<SoapVersion> at(String path) {
        return Arrays.stream(values())
                .filter(version -> path.startsWith(version.path))
                .findFirst();
    }

    /** Returns the path of its directory. */
    public String path() {
        return path;
    }

    /** Returns the envelope's namespace. */
    public String namespace() {
        return namespace;
    }

    /** Returns the media type of its messages. */
    public String mediaType() {
        return mediaType;
    }
}
