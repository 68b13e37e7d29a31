package pro.saleflex.office.guard;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongSupplier;
import pro.saleflex.office.config.OfficeConfig;

/** Decompresses REST request bodies and limits their size and their minimum rate. */
@Provider
public class BodyLimit implements ReaderInterceptor {

    @Inject
    OfficeConfig config;

    /** A monotonic clock, in nanoseconds. */
    LongSupplier nanos = System::nanoTime;

    /** Public for JAX-RS. */
    public BodyLimit() {}

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        body.setInputStream(LimitedBody.of(
                new MinimumRateStream(body.getInputStream(), nanos),
                body.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING),
                body.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH),
                isLarge(body) ? config.importLimitBytes() : config.bodyLimitBytes()));
        return body.proceed();
    }

    private static boolean isLarge(ReaderInterceptorContext body) {
        return Arrays.stream(body.getAnnotations()).anyMatch(LargeBody.class::isInstance);
    }
}
