package pro.saleflex.office.testing;

import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Arquillian extension that registers the address of Arquillian's servlet in {@code slice.war}.
 *
 * <p>Payara Micro's connector (3.1) reads the address from the server's output every 200 ms and stops as soon as the
 * first half of the message is there. If it happens to look between the two halves, it finds no application and the
 * test fails.
 */
public class SliceAddress implements LoadableExtension {
    private static final String RUNNER = "ArquillianServletRunnerEE9";

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Observer.class);
    }

    /** Observes each deployment before its tests run. */
    public static class Observer {

        public void complete(@Observes ProtocolMetaData deployed) {
            for (HTTPContext context : deployed.getContexts(HTTPContext.class)) {
                context.add(new Servlet(RUNNER, "/slice"));
            }
        }
    }
}
