package pro.saleflex.office.benchmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A terminal's keep-alive connection: a minimal HTTP client, so that the load generator takes as little processor time
 * as possible from the server it measures.
 */
final class HttpLine implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 40_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    HttpLine(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Request line and headers of a JSON request. */
    static byte[] head(URI address, int length) {
        return head(address, "application/json", length);
    }

    /** Request line and headers of a request. */
    static byte[] head(URI address, String type, int length) {
        return ("POST " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nContent-Type: "
                        + type + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends head and body; returns the status line and the body of the answer. */
    String send(byte[] request) throws IOException {
        out.write(request);
        return answer();
    }

    /** Reads an answer with Content-Length or chunked; returns status line and body. */
    private String answer() throws IOException {
        String status = line();
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding: chunked");
        }
        StringBuilder answer = new StringBuilder(status).append(' ');
        if (!chunked) {
            return answer.append(text(length)).toString();
        }
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            answer.append(text(size));
            line();
        }
        line();
        return answer.toString();
    }

    private String text(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The server closed the connection.");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
