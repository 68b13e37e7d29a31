package pro.saleflex.office.gate.link;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import pro.saleflex.office.config.GateSettings;
import pro.saleflex.office.gate.link.GateAnswer.End;
import pro.saleflex.office.gate.link.GateAnswer.NoAnswer;
import pro.saleflex.office.gate.link.GateAnswer.Replied;
import pro.saleflex.office.log.Log;

/**
 * Makes single HTTP exchanges with GATE, with the certificates, proxy and time-outs from the settings. Every exchange
 * ends within its total time, redirects are not followed, and an answer larger than expected counts as no answer.
 */
final class GateHttp {
    /** Identifies an attempt in both our log and GATE's. */
    static final String CORRELATION = "X-Correlation-Id";

    private static final Log LOG = Log.of(GateHttp.class);

    /** GATE may not ask us to wait longer: a typing error must not stop the link for a week. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final HttpClient client;
    private final Clock clock;
    private final Duration read;

    /**
     * Creates the HTTP client.
     *
     * @throws IllegalArgumentException a certificate file cannot be used; the message says which and why
     */
    GateHttp(GateSettings settings, Clock clock) {
        this.clock = clock;
        this.read = settings.readTimeout();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                // There is little to do when an answer arrives; passing it to another thread would cost more.
                .executor(Runnable::run);
        settings.proxy()
                .ifPresent(proxy -> builder.proxy(
                        ProxySelector.of(new java.net.InetSocketAddress(proxy.getHostString(), proxy.getPort()))));
        if (settings.trustFile().isPresent() || settings.certificateFile().isPresent()) {
            builder.sslContext(tls(settings));
        }
        client = builder.build();
    }

    /**
     * Sends a request and waits for the whole answer. Logs a request with a correlation id that reached GATE but was
     * not accepted, so that it can be found on both sides.
     *
     * @param total time limit for the whole exchange
     * @param mostBytes limit for the body; a larger one counts as no answer, except that an error's is truncated,
     *     because its status says enough
     */
    GateAnswer send(HttpRequest.Builder request, Duration total, int mostBytes) {
        Duration untilHeaders = read.compareTo(total) < 0 ? read : total;
        HttpRequest sent = request.timeout(untilHeaders).build();
        GateAnswer answer = send(sent, total.toMillis(), mostBytes);
        boolean reached =
                answer instanceof Replied || (answer instanceof NoAnswer none && none.end() != End.NOT_REACHED);
        if (reached && !(answer instanceof Replied replied && isSuccess(replied.status()))) {
            sent.headers()
                    .firstValue(CORRELATION)
                    .ifPresent(id -> LOG.log(
                            Level.INFO,
                            "GATE did not take {0} with " + CORRELATION + " {1}: {2}",
                            new Object[] {sent.uri().getPath(), id, answer}));
        }
        return answer;
    }

    private GateAnswer send(HttpRequest request, long totalMillis, int mostBytes) {
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(request, atMost(mostBytes));
        try {
            HttpResponse<byte[]> response = future.get(totalMillis, TimeUnit.MILLISECONDS);
            return new Replied(response.statusCode(), text(response, mostBytes), retryAfter(response));
        } catch (TimeoutException e) {
            future.cancel(true); // closes the connection
            return new NoAnswer("GATE did not answer within " + totalMillis / 1000 + " s.", End.USELESS);
        } catch (ExecutionException e) {
            return noAnswer(e.getCause());
        } catch (IOException e) {
            return new NoAnswer("GATE's answer cannot be decompressed.", End.USELESS);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return new NoAnswer("The server is stopping.", End.USELESS);
        }
    }

    private static NoAnswer noAnswer(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
            return new NoAnswer("GATE cannot be reached (" + name + ").", End.NOT_REACHED);
        }
        if (cause instanceof SSLException) {
            return new NoAnswer("No secure connection to GATE (" + root(cause) + ").", End.NOT_REACHED);
        }
        if (cause instanceof HttpTimeoutException) {
            return new NoAnswer("GATE did not answer in time.", End.USELESS);
        }
        return new NoAnswer("The connection to GATE broke (" + name + ").", End.BROKEN);
    }

    private static String root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static BodyHandler<byte[]> atMost(int bytes) {
        return info -> {
            boolean success = isSuccess(info.statusCode());
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            return BodySubscribers.mapping(
                    BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(more -> {
                        boolean fits = body.size() + more.length <= bytes;
                        if (!fits && success) {
                            throw new IllegalStateException("more than " + bytes + " bytes");
                        }
                        body.write(more, 0, fits ? more.length : bytes - body.size());
                    })),
                    end -> body.toByteArray());
        };
    }

    private static String text(HttpResponse<byte[]> response, int mostBytes) throws IOException {
        byte[] body = response.body();
        if ("gzip"
                .equalsIgnoreCase(
                        response.headers().firstValue("Content-Encoding").orElse(""))) {
            try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = unpacked.readNBytes(mostBytes + 1);
                if (body.length > mostBytes) {
                    throw new IOException("more than " + mostBytes + " bytes");
                }
            } catch (IOException e) {
                if (isSuccess(response.statusCode())) {
                    throw e;
                }
                body = new byte[0]; // an error's status says enough
            }
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    private Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(this::parseWait)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .map(wait -> wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait)
                .orElse(null);
    }

    private Optional<Duration> parseWait(String text) {
        if (text.strip().matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
        }
        try {
            return Optional.of(Duration.between(
                    clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip()))));
        } catch (DateTimeException e) {
            return Optional.empty(); // ignored, as if the header were missing
        }
    }

    private static SSLContext tls(GateSettings settings) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(settings.trustFile().map(GateHttp::trusted).orElse(null));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            char[] password = settings.certificatePassword().toCharArray();
            KeyStore own = KeyStore.getInstance("PKCS12");
            if (settings.certificateFile().isPresent()) {
                try (InputStream file =
                        Files.newInputStream(settings.certificateFile().get())) {
                    own.load(file, password);
                }
            } else {
                own.load(null, password);
            }
            keys.init(own, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("GATE's certificate files cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore trusted(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("gate-" + store.size(), certificate);
            }
            if (store.size() == 0) {
                throw new IllegalArgumentException("There is no certificate in " + file + ".");
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("The certificates in " + file + " cannot be read.", e);
        }
    }
}
