package pro.saleflex.office.listener;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpHeader;

/**
 * Declines the offer to continue with another protocol, which is what RFC 9110, section 7.8, lets a server do that does
 * not speak it: clients such as Java's offer HTTP/2 over plain HTTP with their first request. Left to itself, the server
 * never finds the end of such a request's body, answers without a Content-Type, and closes the connection. WebSockets
 * are not its business.
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
