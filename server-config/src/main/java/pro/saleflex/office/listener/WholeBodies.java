package pro.saleflex.office.listener;

import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * Passes a request on once its body has arrived: until then it holds a connection and some memory, but no thread,
 * however slow it is. A body that is larger than the application accepts is passed on at once, to be rejected.
 */
final class WholeBodies extends HttpHandler {
    /** The application's default limit in bytes; it reads larger bodies itself. */
    static final int LARGEST = 5 * 1024 * 1024;

    private final HttpHandler next;
    private final WaitingBodies waiting;

    /** @param next the listener's own handler */
    WholeBodies(HttpHandler next, WaitingBodies waiting) {
        this.next = next;
        this.waiting = waiting;
        setAllowEncodedSlash(next.isAllowEncodedSlash());
        setAllowCustomStatusMessage(next.isAllowCustomStatusMessage());
        setRequestURIEncoding(next.getRequestURIEncoding());
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        HttpRequestPacket head = request.getRequest();
        boolean body = head.getContentLength() > 0 || head.isChunked();
        if (body && head.isExpectContent() && head.getContentLength() <= LARGEST) {
            new SlowBody(request, response, next, waiting).await();
        } else {
            next.service(request, response);
        }
    }
}
