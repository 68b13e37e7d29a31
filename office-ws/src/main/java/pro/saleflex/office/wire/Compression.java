package pro.saleflex.office.wire;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes answers marked {@link Compressed} as gzip, for callers that accept it. */
@Provider
@Compressed
public class Compression implements WriterInterceptor {
    @Context
    HttpHeaders request;

    /** Public for JAX-RS. */
    public Compression() {}

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        answer.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!isAccepted()) {
            answer.proceed();
            return;
        }
        answer.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
        answer.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
        try (GZIPOutputStream gzip = new GZIPOutputStream(answer.getOutputStream())) {
            answer.setOutputStream(gzip);
            answer.proceed();
        }
    }

    private boolean isAccepted() {
        List<String> encodings = request.getRequestHeader(HttpHeaders.ACCEPT_ENCODING);
        return encodings != null
                && encodings.stream()
                        .flatMap(line -> List.of(line.split(",")).stream())
                        .map(encoding -> encoding.replace(" ", "").toLowerCase(Locale.ROOT))
                        .anyMatch(encoding -> encoding.equals("gzip")
                                || (encoding.startsWith("gzip;q=") && !encoding.matches(".*q=0(\\.0+)?")));
    }
}
