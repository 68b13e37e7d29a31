package pro.saleflex.office.listener;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.ReadHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.io.InputBuffer;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.memory.Buffers;

/** A request whose body is still arriving. It ends exactly once: passed on, or cut off. */
final class SlowBody implements ReadHandler, WaitingBodies.Waiting {
    private static final Logger LOG = Logger.getLogger(SlowBody.class.getName());
    private static final String TOO_SLOW =
            "{\"status\":\"error\",\"message\":\"The body arrived too slowly. None of it was processed: send it"
                    + " again.\"}";

    private final Request request;
    private final Response response;
    private final HttpHandler next;
    private final WaitingBodies waiting;
    private final FilterChainContext line;
    private final String address;
    private final AtomicBoolean ended = new AtomicBoolean();

    SlowBody(Request request, Response response, HttpHandler next, WaitingBodies waiting) {
        this.request = request;
        this.response = response;
        this.next = next;
        this.waiting = waiting;
        this.line = request.getContext();
        this.address = request.getRemoteAddr();
    }

    void await() {
        response.suspend();
        waiting.add(this);
        try {
            response.sendAcknowledgement(); // for clients that send Expect: 100-continue
            awaitMore(request.getInputBuffer());
        } catch (IOException e) {
            onError(e);
        }
    }

    @Override
    public String address() {
        return address;
    }

    private void awaitMore(InputBuffer body) {
        int arrived = body.readyData();
        waiting.arrived(this, arrived);
        if (!ended.get()) {
            body.notifyAvailable(this, arrived + 1);
        }
    }

    @Override
    public void onDataAvailable() {
        if (ended.get()) {
            return;
        }
        InputBuffer body = request.getInputBuffer();
        if (!request.getRequest().isExpectContent() || body.readyData() > WholeBodies.LARGEST) {
            passOn();
        } else {
            awaitMore(body);
        }
    }

    @Override
    public void onAllDataRead() {
        passOn();
    }

    @Override
    public void onError(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            waiting.remove(this);
            LOG.log(Level.INFO, "{0} disconnected in the middle of a body; none of it was processed.", address);
            line.getConnection().closeSilently();
        }
    }

    private void passOn() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        waiting.remove(this);
        try {
            next.service(request, response);
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "A request failed outside the applications", e);
            response.getResponse().getProcessingState().setError(true);
            response.setStatus(500);
        } finally {
            response.resume();
        }
    }

    /**
     * Writes the answer directly to the connection, because another thread may be using the server's request and
     * response objects; those end with the connection and are never reused.
     */
    @Override
    @SuppressWarnings("rawtypes") // as the server declares it
    public void cut() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        waiting.remove(this);
        Connection<?> connection = line.getConnection();
        String answer =
                "HTTP/1.1 408 Request Timeout\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                        + TOO_SLOW.length() + "\r\n\r\n" + TOO_SLOW;
        Buffer bytes = Buffers.wrap(connection.getMemoryManager(), answer.getBytes(StandardCharsets.US_ASCII));
        line.write(null, bytes, new EmptyCompletionHandler<WriteResult>() {
            @Override
            public void completed(WriteResult result) {
                connection.closeSilently();
            }

            @Override
            public void failed(Throwable failure) {
                connection.closeSilently();
            }
        });
    }
}
