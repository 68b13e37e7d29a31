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
 * One click, one act: a form that comes again exactly as it was, by a double click, a reload or a browser that sends anew by
 * itself, is not done again and gets the answer that it got. So what is shown once, such as a password, is not lost.
 *
 * <p>The key is the form itself. Each page that is drawn has a view state of its own, which stands in all its forms: what is
 * the same down to that is the same click. What a page's script sends keeps the page's view state; there the same again within
 * {@link #SOON} is the same click. Only what signed-in people did is kept, in memory and in bounds.
 */
@ApplicationScoped
public class IdempotentForms {
    private static final Duration SOON = Duration.ofSeconds(2);

    /** How long an answer is kept: passwords are in some. After that it is only known that the form was done. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int MOST_FORMS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The form in the bar chooses what is shown; to do it again does no harm, and a page that was gone back to needs it. */
    private static final String BAR = "bar";

    @Inject
    Clock clock;

    private final Map<String, Form> forms = new LinkedHashMap<>();
    private long bytes;

    /** Does the form, or answers as when it was done. */
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
            doIt(request, response, chain, key, mine);
        } else if (answer == null) {
            chain.doFilter(request, response); // it failed, or nobody was signed in: nothing was done
        } else if (answer.isForgotten()) {
            PortalGuard.sayAndShowAnew(request, response, "done");
        } else {
            answer.write(response);
        }
    }

    private void doIt(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, String key, Form mine)
            throws IOException, ServletException {
        RecordedResponse recorded = new RecordedResponse(response);
        StoredAnswer answer = null;
        try {
            chain.doFilter(request, recorded);
            if (recorded.isWell() && Session.user(request).isPresent()) {
                answer = StoredAnswer.of(response, recorded.body());
            }
        } finally {
            done(key, mine, answer);
        }
        recorded.send(); // after it is kept: a browser that clicked again does not take this one any more
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

    private synchronized void done(String key, Form mine, StoredAnswer answer) {
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

    /** A form that is being done, or was; kept is null until then, and stays so when it was not done. */
    private static final class Form {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile StoredAnswer kept;
        private Instant endedAt;

        private boolean endedBefore(Instant moment) {
            return endedAt != null && endedAt.isBefore(moment);
        }

        private StoredAnswer await() throws IOException {
            try {
                if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("The same form is being done and does not end");
                }
                return kept;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
