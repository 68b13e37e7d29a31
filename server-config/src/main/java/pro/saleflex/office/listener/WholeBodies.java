package pro.saleflex.office.listener;

import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * Hands a request on when its body is there: until then it holds a connection and some memory, but no thread, however slowly
 * it comes. A body that is larger than the application takes is handed on at once, to be refused.
 */
final class WholeBodies extends HttpHandler {
    /** The largest that the application's default lets in; what is larger is its own to read. */
    static final int LARGEST = 5 * 1024 * 1024;

    private final HttpHandler next;
    private final WaitingBodies waiting;

    /** @param next the listener's own */
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
