package pro.saleflex.office.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The problem types (RFC 9457). Each has a page under {@code /api/problems/}, generated from this list.
 */
public enum ProblemType {
    /** 400. */
    BAD_REQUEST(
            400,
            "Invalid request",
            "A member is missing or invalid, or the body is not JSON in UTF-8. The detail says which.",
            "Correct what the detail names and send the request again. Unchanged, it gets the same answer."),
    /** 401. */
    WHO_ARE_YOU(
            401,
            "Not authenticated",
            "The request has no credentials, or user and password do not match.",
            "Send HTTP Basic credentials of a portal user who is an administrator."),
    /** 403. */
    NOT_ALLOWED(
            403,
            "Not allowed",
            "You are authenticated but may not do this. When a terminal enrols: its code is wrong or expired.",
            "Ask an administrator to do it or to give you the role: users and roles are in the portal, on the page"
                    + " Users. New codes for terminals are created there, too, on the page Tills."),
    /** 404. */
    NOT_FOUND(
            404,
            "Not found",
            "There is nothing at this address, or no longer: the path is wrong, or the id does not exist.",
            "Compare the path with the documentation at /api/docs/, and take the id from a current list."),
    /** 405. */
    OTHER_METHOD(
            405,
            "Method not allowed",
            "The address exists but does not support this HTTP method.",
            "Use a method that the documentation at /api/docs/ lists for the address."),
    /** 406. */
    OTHER_FORM(
            406,
            "Not acceptable",
            "The request's Accept header excludes every media type that this address can answer with.",
            "Accept application/json and application/problem+json, or send no Accept header."),
    /** 408. */
    TOO_SLOW(
            408,
            "Request timeout",
            "The body arrived so slowly that the server stopped waiting for it.",
            "None of it was processed. Send it again; a body has 20 seconds, plus one second for every 500 bytes."),
    /** 409. */
    CONFLICT(
            409,
            "Conflict",
            "Something with these codes already exists, or the data has changed meanwhile. The detail says which.",
            "Read the current data, then decide again."),
    /** 413. */
    TOO_LARGE(
            413,
            "Too large",
            "The body exceeds the server's limit, possibly only after decompression, or has too many items.",
            "Send it in several requests. An administrator sets the limits: SALEFLEX_OFFICE_BODY_LIMIT_BYTES and"
                    + " SALEFLEX_OFFICE_ITEMS_LIMIT."),
    /** 415. */
    OTHER_CONTENT(
            415,
            "Unsupported media type",
            "This address does not accept a body of this type or encoding.",
            "Send JSON with Content-Type application/json, plain or with Content-Encoding gzip."),
    /** 422. */
    NOT_USABLE(
            422,
            "Unusable content",
            "The body is well-formed JSON, but its content cannot be used. The detail says why, row by row.",
            "Correct it and send it again. Nothing was changed."),
    /** 429. */
    TOO_MANY(
            429,
            "Too many requests",
            "You or your address sent more requests than the server allows, or too many of them with a wrong password"
                    + " or secret.",
            "Wait as long as Retry-After says, then send the same again. Nothing is lost: what was not accepted is"
                    + " still yours to send. An administrator sets the limits: SALEFLEX_OFFICE_LIMITS_*. After five"
                    + " wrong passwords, that user must wait at your address, for up to a quarter of an hour; after"
                    + " twenty in a minute, your address must wait for every user. Others are not affected."),
    /** 500. */
    FAILED(
            500,
            "Server error",
            "The server failed unexpectedly. What you sent was probably not stored.",
            "Send it again with the same ids. If it fails again, give the administrator the request id: the details are"
                    + " in the server's log under that id."),
    /** 503. */
    NOT_NOW(
            503,
            "Service unavailable",
            "The server cannot do this at the moment: it is starting, its database does not answer, or a disk is full.",
            "Wait as long as Retry-After says, then send the same again. Nothing is lost.");

    private final int status;
    private final String title;
    private final String meaning;
    private final String advice;

    ProblemType(int status, String title, String meaning, String advice) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.advice = advice;
    }

    /** Returns the type for an HTTP status; empty when there is none. */
    public static Optional<ProblemType> of(int status) {
        return Arrays.stream(values()).filter(type -> type.status == status).findFirst();
    }

    /** Returns the type whose page has this name. */
    public static Optional<ProblemType> named(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** Returns the last part of its page's address. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns its HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the short title, always the same for a type. */
    public String title() {
        return title;
    }

    /** Returns what it means, as text for people. */
    public String meaning() {
        return meaning;
    }

    /** Returns what to do about it, as text for people. */
    public String advice() {
        return advice;
    }
}
