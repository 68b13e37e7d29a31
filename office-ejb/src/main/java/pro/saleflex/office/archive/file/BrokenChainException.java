package pro.saleflex.office.archive.file;

import pro.saleflex.office.journal.Verification;

/**
 * An entry of the journal does not continue the archive: one of the two was changed, or they are copies of different
 * times. Somebody has to find out which.
 */
public final class BrokenChainException extends Exception {
    private static final long serialVersionUID = 1;

    BrokenChainException(Verification broken) {
        super("Entry " + broken.firstBroken() + " of the journal does not continue the archive: " + broken.finding());
    }
}
