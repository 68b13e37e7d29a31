package pro.saleflex.office.alert.delivery;

import jakarta.mail.Session;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;

/** Stands in for the server's JNDI: knows the mail session, if there is one. */
public final class MailSessions implements InitialContextFactory {
    private static volatile Session session;

    /** Public because JNDI requires it. */
    public MailSessions() {}

    static void use(Session mail) {
        session = mail;
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return (Context) Proxy.newProxyInstance(
                MailSessions.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("lookup")) {
                        if (session == null || !MailSender.SESSION.equals(arguments[0])) {
                            throw new NameNotFoundException(String.valueOf(arguments[0]));
                        }
                        return session;
                    }
                    return null;
                });
    }
}
