package pro.saleflex.office.portal.system;

import java.util.Optional;
import pro.saleflex.office.archive.ArchiveMeter.Reading;

/** The condition of the archive, as the page shows it. */
public enum Condition {
    /** Nobody has looked yet. */
    UNKNOWN("NEVER_SEEN", ""),
    /** It is being written. */
    WRITTEN("ONLINE", "online"),
    /** It cannot be written. */
    AWAY("BLOCKED", "silent"),
    /** It can be written, but the journal of a till does not fit what is in it. */
    MISFIT("alert", "silent"),
    /** It can be written, but not the configuration. */
    UNSAVED("alert", "late");

    private final String icon;
    private final String tone;

    Condition(String icon, String tone) {
        this.icon = icon;
        this.tone = tone;
    }

    /** The condition according to the last reading. */
    static Condition of(Optional<Reading> reading) {
        if (reading.isEmpty() || reading.get().state().since() == null) {
            return UNKNOWN;
        }
        if (!reading.get().state().available()) {
            return AWAY;
        }
        if (reading.get().mismatch().isPresent()) {
            return MISFIT;
        }
        return reading.get().unsaved().isPresent() ? UNSAVED : WRITTEN;
    }

    /** Returns its icon in {@code icons.xhtml}; each condition has a shape of its own. */
    public String getIcon() {
        return icon;
    }

    /** Returns its CSS class. */
    public String getTone() {
        return tone;
    }
}
