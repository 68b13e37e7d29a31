package pro.saleflex.office.listener;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpHeader;

/**
 * Declines the offer to continue with another protocol by serving the request as it is (RFC 9110, section 7.8). Clients
 * such as Java's and CXF's offer HTTP/2 with each request over plain HTTP. Left to itself, the server waits in vain for
 * the end of a body then, and closes the connection behind every answer. WebSockets are let through.
 */
final class UpgradeOffers extends BaseFilter {
    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
        if (event.type() == IncomingHttpUpgradeEvent.TYPE) {
            HttpHeader head = ((IncomingHttpUpgradeEvent) event).getHttpHeader();
            if (!"websocket".equalsIgnoreCase(head.getUpgrade())) {
                head.setUpgrade(null);
                head.setIgnoreContentModifiers(false);
            }
        }
        return context.getInvokeAction();
    }
}
