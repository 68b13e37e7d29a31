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

/** Buffers the body of a response until it is complete; status and headers pass through. */
class RecordedResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private ServletOutputStream stream;
    private PrintWriter writer;
    private boolean failed;

    RecordedResponse(HttpServletResponse response) {
        super(response);
    }

    /** Whether the request was answered without an error. */
    boolean isSuccessful() {
        return !failed && getStatus() < HttpServletResponse.SC_BAD_REQUEST;
    }

    byte[] body() {
        if (writer != null) {
            writer.flush();
        }
        return bytes.toByteArray();
    }

    /** Sends the buffered body. The container writes the page of an error; a redirect has no body. */
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
            stream = new Buffer(bytes);
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
        // sent when complete
    }

    @Override
    public void setContentLength(int length) {
        // known when complete
    }

    @Override
    public void setContentLengthLong(long length) {
        // known when complete
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

    private static final class Buffer extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        Buffer(ByteArrayOutputStream bytes) {
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
