package pro.saleflex.office.fakegate;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A fault to inject. In JSON: {@code {"mode": "error", "share": 0.5, "status": 503}}; members left out have the default
 * given here.
 *
 * @param name what it does
 * @param share of the calls that are affected, 0 to 1 (1)
 * @param status HTTP status of {@link Name#ERROR} (500) and {@link Name#REDIRECT} (302)
 * @param millis how long {@link Name#SLOW} waits (1000)
 * @param retryAfter seconds that {@link Name#TOO_MANY} asks for (1)
 * @param next affects only that many calls, then all is well again; null for all
 * @param on affects only calls below this path, such as {@code /products/}; null for all
 * @param certificate what {@link Name#WRONG_CERTIFICATE} presents (EXPIRED)
 */
public record Mode(
        @JsonProperty("mode") Name name,
        Double share,
        Integer status,
        Integer millis,
        Integer retryAfter,
        Integer next,
        String on,
        Certificate certificate) {

    /** The modes. A mode stores documents only where it says so. */
    public enum Name {
        /** Keeps the contract and stores documents. */
        WELL,
        /** The port refuses connections. */
        DOWN,
        /** Waits, then serves the call as usual. */
        SLOW,
        /** Stores the document, then ends the connection without an answer. */
        DROP_ANSWER,
        /** Answers with an error. */
        ERROR,
        /** Answers 429 with Retry-After. */
        TOO_MANY,
        /** Answers 401 until the token is renewed; with a merchant's own token as long as the mode lasts. */
        UNAUTHORIZED,
        /** Answers 200 with a body that is not JSON. */
        GARBAGE,
        /** Stores the document, then ends the connection in the middle of the answer. */
        CUT,
        /** Answers 403. */
        FORBIDDEN,
        /** Answers 404. */
        NOT_FOUND,
        /** Redirects the caller to another path of the gate, where any call is a violation. */
        REDIRECT,
        /** Presents a certificate that no caller should trust. */
        WRONG_CERTIFICATE
    }

    public Mode {
        if (name == null) {
            throw new IllegalArgumentException("mode is missing");
        }
        share = share == null ? 1.0 : share;
        status = status == null ? Integer.valueOf(name == Name.REDIRECT ? 302 : 500) : status;
        millis = millis == null ? 1000 : millis;
        retryAfter = retryAfter == null ? 1 : retryAfter;
        certificate = name == Name.WRONG_CERTIFICATE && certificate == null ? Certificate.EXPIRED : certificate;
        if (!(share >= 0 && share <= 1) || status < 300 || status > 599 || millis < 0 || retryAfter < 0) {
            throw new IllegalArgumentException("out of range: share 0 to 1, status 300 to 599, times from 0");
        }
    }

    /** A mode with all defaults. */
    public static Mode of(Name name) {
        return new Mode(name, null, null, null, null, null, null, null);
    }

    public static Mode well() {
        return of(Name.WELL);
    }

    public static Mode down() {
        return of(Name.DOWN);
    }

    public static Mode slow(int millis) {
        return new Mode(Name.SLOW, null, null, millis, null, null, null, null);
    }

    public static Mode error(int status) {
        return new Mode(Name.ERROR, null, status, null, null, null, null, null);
    }

    public static Mode tooMany(int retryAfterSeconds) {
        return new Mode(Name.TOO_MANY, null, null, null, retryAfterSeconds, null, null, null);
    }

    public static Mode redirect(int status) {
        return new Mode(Name.REDIRECT, null, status, null, null, null, null, null);
    }

    public static Mode wrongCertificate(Certificate presented) {
        return new Mode(Name.WRONG_CERTIFICATE, null, null, null, null, null, null, presented);
    }

    /** This mode for a share of the calls. */
    public Mode share(double affected) {
        return new Mode(name, affected, status, millis, retryAfter, next, on, certificate);
    }

    /** This mode for the next calls only. */
    public Mode next(int calls) {
        return new Mode(name, share, status, millis, retryAfter, calls, on, certificate);
    }

    /** This mode for the calls below a path only. */
    public Mode on(String path) {
        return new Mode(name, share, status, millis, retryAfter, next, path, certificate);
    }
}
