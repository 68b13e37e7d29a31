package pro.saleflex.office.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of problems (RFC 9457). Each has a page under {@code /api/problems/}, made from what stands here: a new one is
 * one more entry.
 */
public enum ProblemType {
    /** 400. */
    BAD_REQUEST(
            400,
            "The request is not as it should be",
            "A member is missing or is not what it should be, or the body is no JSON in UTF-8. The detail names it.",
            "Correct what the detail names and send it again. Sent unchanged, it is answered the same."),
    /** 401. */
    WHO_ARE_YOU(
            401,
            "Who are you?",
            "Nobody was named, or user and password do not fit.",
            "Send HTTP Basic with a portal user who is an administrator."),
    /** 403. */
    NOT_ALLOWED(
            403,
            "Not allowed",
            "We know who you are, and you may not do this. To a till that enrols: its code is not, or no longer, good.",
            "Ask an administrator to do it, or for the role. Users and roles are in the portal, on the page Users. A new"
                    + " code for a till is made there, too, on the page Tills."),
    /** 404. */
    NOT_FOUND(
            404,
            "Nothing is here",
            "There is nothing at this address, or no longer: a wrong path, or the id of something that does not exist.",
            "Compare the path with the documentation at /api/docs/, and get the id from the list it comes from."),
    /** 405. */
    OTHER_METHOD(
            405,
            "Another method",
            "The address is right and the HTTP method is not.",
            "The documentation at /api/docs/ says which methods an address takes."),
    /** 406. */
    OTHER_FORM(
            406,
            "Another form",
            "The request's Accept header excludes all forms in which we could answer.",
            "Accept application/json and application/problem+json, or send no Accept header."),
    /** 408. */
    TOO_SLOW(
            408,
            "The request took too long to arrive",
            "The body came so slowly that we stopped waiting for it.",
            "Nothing of it was taken. Send it again; a body gets 20 seconds, and a second more for each 500 bytes."),
    /** 409. */
    CONFLICT(
            409,
            "It does not go with what is here",
            "Something with these codes is here already, or things have changed since you looked. The detail says which.",
            "Look at what is here now, and decide anew."),
    /** 413. */
    TOO_LARGE(
            413,
            "Too large",
            "The body is larger than this server takes, also if it is so only after unpacking.",
            "Send it in several requests. The limits are the administrator's: SALEFLEX_OFFICE_BODY_LIMIT_BYTES and"
                    + " SALEFLEX_OFFICE_ITEMS_LIMIT."),
    /** 415. */
    OTHER_CONTENT(
            415,
            "Another kind of content",
            "The body is of a kind that this address does not take.",
            "Send JSON with Content-Type application/json, plain or with Content-Encoding gzip."),
    /** 422. */
    NOT_USABLE(
            422,
            "It cannot be used",
            "The body is JSON of the right form, and what it says cannot be used. The detail says why, row by row.",
            "Correct it and send it again. Nothing was changed."),
    /** 429. */
    TOO_MANY(
            429,
            "Too many requests",
            "More requests came from you, or from your address, than this server takes in the time; or too many of them"
                    + " with a wrong password or secret.",
            "Wait as long as Retry-After says and send the same again. Nothing is lost by that: what was not accepted is"
                    + " still yours to send. The limits are the administrator's: SALEFLEX_OFFICE_LIMITS_*. After five wrong passwords"
                    + " that name has to wait at your address, up to a quarter of an hour; after twenty in a minute your"
                    + " address has to, in any name. Others do not."),
    /** 500. */
    FAILED(
            500,
            "We made a mistake",
            "The server met something that it did not expect. What you sent was probably not taken.",
            "Send it again, under the same ids. If it fails again, tell the administrator the request's id: the server's"
                    + " log knows more under it."),
    /** 503. */
    NOT_NOW(
            503,
            "Not now",
            "The server cannot do this at the moment: it is starting, its database does not answer, or a disk is full.",
            "Wait as long as Retry-After says and send the same again. Nothing is lost by that.");

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

    /** The type that answers with this HTTP status; none for one that we do not give. */
    public static Optional<ProblemType> of(int status) {
        return Arrays.stream(values()).filter(type -> type.status == status).findFirst();
    }

    /** The type whose page has this name. */
    public static Optional<ProblemType> named(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** The last part of its page's address. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** For people, the same each time. */
    public String title() {
        return title;
    }

    /** What it means, for people. */
    public String meaning() {
        return meaning;
    }

    /** What to do, for people. */
    public String advice() {
        return advice;
    }
}
