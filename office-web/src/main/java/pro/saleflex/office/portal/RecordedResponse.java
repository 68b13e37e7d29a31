package pro.saleflex.office.portal;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Keeps the body of an answer back until it is whole; status and headers go through. */
class RecordedResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private ServletOutputStream stream;
    private PrintWriter writer;
    private boolean failed;

    RecordedResponse(HttpServletResponse response) {
        super(response);
    }

    /** Was it answered, not failed? */
    boolean isWell() {
        return !failed && getStatus() < HttpServletResponse.SC_BAD_REQUEST;
    }

    byte[] body() {
        if (writer != null) {
            writer.flush();
        }
        return bytes.toByteArray();
    }

    /** Sends what was kept back. An error's page is the container's to write, a redirection has no body. */
    void send() throws IOException {
        byte[] body = body();
        if (!failed && body.length > 0) {
            getResponse().setContentLength(body.length);
            getResponse().getOutputStream().write(body);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        if (stream == null) {
            stream = new Kept(bytes);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(bytes, Charset.forName(getCharacterEncoding())));
        }
        return writer;
    }

    @Override
    public void flushBuffer() {
        // It is sent when it is whole.
    }

    @Override
    public void setContentLength(int length) {
        // It is known when it is whole.
    }

    @Override
    public void setContentLengthLong(long length) {
        // It is known when it is whole.
    }

    @Override
    public void reset() {
        super.reset();
        resetBuffer();
    }

    @Override
    public void resetBuffer() {
        if (writer != null) {
            writer.flush();
        }
        bytes.reset();
    }

    @Override
    public void sendError(int status) throws IOException {
        failed = true;
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        failed = true;
        super.sendError(status, message);
    }

    private static final class Kept extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        Kept(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int one) {
            bytes.write(one);
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes.write(some, from, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Pages are not written asynchronously");
        }
    }
}
