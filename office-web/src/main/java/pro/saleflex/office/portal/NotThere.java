package pro.saleflex.office.portal;

/** What a form is about is not there, or the form does not say what it is about: answered with 404. */
public class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
