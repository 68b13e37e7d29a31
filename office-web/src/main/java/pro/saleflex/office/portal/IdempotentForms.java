package pro.saleflex.office.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes forms idempotent: a form that arrives again unchanged, by a double click, a reload or an automatic retry of the
 * browser, is not processed again but gets the stored response. So what is shown only once, such as a password, is not
 * lost.
 *
 * <p>The idempotency key is a hash of the whole form. Each rendered page has a view state of its own in all its forms,
 * so two identical forms are the same click. Ajax calls keep the view state of the page; there, identical calls within
 * {@link #SOON} count as the same click. Only responses to signed-in users are stored, in memory and within limits.
 */
@ApplicationScoped
public class IdempotentForms {
    private static final Duration SOON = Duration.ofSeconds(2);

    /**
     * How long a response is kept: some contain passwords. After that only the fact remains that the form was
     * processed.
     */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int MOST_FORMS = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /**
     * The form in the top bar only chooses what is shown: repeating it is harmless, and needed after going back to a
     * page.
     */
    private static final String BAR = "bar";

    @Inject
    Clock clock;

    private final Map<String, Form> forms = new LinkedHashMap<>();
    private long bytes;

    /** Processes the form, or answers with the stored response if it was processed before. */
    void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("POST")
                || request.getParameter(PortalGuard.BACKGROUND) != null
                || request.getParameter(BAR) != null) {
            chain.doFilter(request, response);
            return;
        }
        String key = key(request);
        Form mine = new Form();
        Form first = first(key, mine, PortalGuard.isAjax(request));
        StoredAnswer answer = first == mine ? null : first.await();
        if (first == mine) {
            process(request, response, chain, key, mine);
        } else if (answer == null) {
            chain.doFilter(request, response); // the first one failed, or nobody was signed in: nothing was done
        } else if (answer.isForgotten()) {
            PortalGuard.showAgainWithMessage(request, response, "done");
        } else {
            answer.write(response);
        }
    }

    private void process(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, String key, Form mine)
            throws IOException, ServletException {
        RecordedResponse recorded = new RecordedResponse(response);
        StoredAnswer answer = null;
        try {
            chain.doFilter(request, recorded);
            if (recorded.isSuccessful() && Session.user(request).isPresent()) {
                answer = StoredAnswer.of(response, recorded.body());
            }
        } finally {
            finish(key, mine, answer);
        }
        recorded.send(); // only after storing: a browser that clicked again no longer reads this response
    }

    private synchronized Form first(String key, Form mine, boolean ajax) {
        Instant now = clock.instant();
        Form before = forms.get(key);
        if (before == null || (ajax && before.endedBefore(now.minus(SOON)))) {
            forget(forms.remove(key));
            forms.put(key, mine);
            return mine;
        }
        return before;
    }

    private synchronized void finish(String key, Form mine, StoredAnswer answer) {
        if (answer == null) {
            forms.remove(key, mine);
            mine.ended.countDown();
            return;
        }
        Instant now = clock.instant();
        mine.kept = answer;
        mine.ended.countDown();
        mine.endedAt = now;
        bytes += answer.body().length;
        for (Iterator<Form> each = forms.values().iterator(); each.hasNext(); ) {
            Form form = each.next();
            if (forms.size() > MOST_FORMS && form.endedAt != null) {
                each.remove();
                forget(form);
            } else if (form.endedBefore(now.minus(KEPT)) || (bytes > MOST_BYTES && form != mine)) {
                forget(form);
            }
        }
    }

    private void forget(Form form) {
        if (form != null && form.kept != null && !form.kept.isForgotten()) {
            bytes -= form.kept.body().length;
            form.kept = StoredAnswer.FORGOTTEN;
        }
    }

    private static String key(HttpServletRequest request) {
        StringBuilder text = new StringBuilder()
                .append(Objects.toString(request.getRequestedSessionId()))
                .append('\n')
                .append(request.getRequestURI())
                .append('?')
                .append(Objects.toString(request.getQueryString(), ""));
        new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
            text.append('\n').append(name.length()).append(' ').append(name);
            for (String value : values) {
                text.append('\n').append(value.length()).append(':').append(value);
            }
        });
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** A form in progress or processed; {@code kept} is null until then, and for good if processing failed. */
    private static final class Form {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile StoredAnswer kept;
        private Instant endedAt;

        private boolean endedBefore(Instant moment) {
            return endedAt != null && endedAt.isBefore(moment);
        }

        private StoredAnswer await() throws IOException {
            try {
                if (!ended.await(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("The same form is still being processed");
                }
                return kept;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
