package pro.saleflex.office.guard;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;

/** A response wrapper that suppresses errors: discards everything written after a status of 400 or higher. */
final class ErrorSuppressingResponse extends HttpServletResponseWrapper {
    private static final int FIRST_ERROR_STATUS = 400;

    private boolean failed;

    ErrorSuppressingResponse(HttpServletResponse response) {
        super(response);
    }

    boolean failed() {
        return failed;
    }

    @Override
    public void setStatus(int status) {
        failed |= status >= FIRST_ERROR_STATUS;
        if (!failed) {
            super.setStatus(status);
        }
    }

    @Override
    public void sendError(int status) {
        failed = true;
    }

    @Override
    public void sendError(int status, String message) {
        failed = true;
    }

    @Override
    public void setContentType(String type) {
        if (!failed) {
            super.setContentType(type);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (!failed) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!failed) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setContentLength(int length) {
        if (!failed) {
            super.setContentLength(length);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return failed ? new NullOutputStream() : super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return failed
                ? new PrintWriter(OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8)
                : super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!failed) {
            super.flushBuffer();
        }
    }

    private static final class NullOutputStream extends ServletOutputStream {
        @Override
        public void write(int b) {
            // discarded: the guard writes the answer
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("A suppressed response is not written asynchronously.");
        }
    }
}
