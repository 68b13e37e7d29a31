package pro.saleflex.office.portal;

import jakarta.faces.FacesException;
import jakarta.faces.annotation.FacesConfig;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * Instead of an error, shows a page again whose view has expired, with a message that nothing was saved; answers
 * {@link PageNotFound} with 404.
 */
@FacesConfig // a qualifier, and this is not a bean
public class ExpiredViewHandler extends ExceptionHandlerFactory {

    /** Called by Faces. */
    public ExpiredViewHandler(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new Handler(getWrapped().getExceptionHandler());
    }

    private static final class Handler extends ExceptionHandlerWrapper {

        Handler(ExceptionHandler wrapped) {
            super(wrapped);
        }

        @Override
        public void handle() throws FacesException {
            Iterator<ExceptionQueuedEvent> events =
                    getUnhandledExceptionQueuedEvents().iterator();
            while (events.hasNext()) {
                Throwable thrown = events.next().getContext().getException();
                if (thrown instanceof ViewExpiredException || getRootCause(thrown) instanceof ViewExpiredException) {
                    events.remove();
                    showAgain(FacesContext.getCurrentInstance());
                    return;
                }
                if (getRootCause(thrown) instanceof PageNotFound) {
                    events.remove();
                    answerNotFound();
                    return;
                }
            }
            getWrapped().handle();
        }

        private static void answerNotFound() {
            try {
                PageNotFound.answer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void showAgain(FacesContext faces) {
            try {
                PortalGuard.showAgainWithMessage(Session.request(faces), Session.response(faces), "old");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            faces.responseComplete();
        }
    }
}
