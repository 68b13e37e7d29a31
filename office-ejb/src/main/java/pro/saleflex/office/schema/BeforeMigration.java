package pro.saleflex.office.schema;

/**
 * Event: the database answers, and nobody works on it yet. Fired before each attempt to migrate it. An observer that
 * throws keeps the application away until a later attempt.
 */
public final class BeforeMigration {
    private final boolean deploying;
    private boolean postponed;

    BeforeMigration(boolean deploying) {
        this.deploying = deploying;
    }

    /** Whether somebody waits for the deployment of the application to end: nothing should take long now. */
    public boolean isDeploying() {
        return deploying;
    }

    /** Has the migration wait for the next attempt, some seconds later. */
    public void postpone() {
        postponed = true;
    }

    boolean isPostponed() {
        return postponed;
    }
}
