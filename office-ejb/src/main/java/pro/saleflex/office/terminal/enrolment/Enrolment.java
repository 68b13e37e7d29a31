package pro.saleflex.office.terminal.enrolment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The row of a terminal's enrolment: its latest code and how it was used. */
@Entity
@Table(name = "enrolment")
class Enrolment {
    @Id
    UUID terminalId;

    String codeHash;
    OffsetDateTime madeAt;
    String madeBy;
    OffsetDateTime expiresAt;
    int failures;
    OffsetDateTime lockedAt;
    OffsetDateTime enrolledAt;
    String enrolledFrom;

    protected Enrolment() {}

    /** Stores a new code, which voids the former one. */
    void issue(String hash, String actor, OffsetDateTime now) {
        codeHash = hash;
        madeAt = now;
        madeBy = actor;
        expiresAt = now.plus(EnrolmentCode.VALID);
        failures = 0;
        lockedAt = null;
    }

    /** Returns the hash of the open code, if there is one. */
    Optional<String> openHash(OffsetDateTime now) {
        return Optional.ofNullable(codeHash).filter(hash -> now.isBefore(expiresAt));
    }

    void enrolled(String address, OffsetDateTime now) {
        codeHash = null;
        enrolledAt = now;
        enrolledFrom = address;
    }

    /**
     * Counts a failure. Returns true if it was one too many: the code is then void, even if it is given correctly
     * later.
     */
    boolean failed(OffsetDateTime now) {
        failures++;
        if (failures < EnrolmentCode.TRIES) {
            return false;
        }
        codeHash = null;
        lockedAt = now;
        return true;
    }

    /** Voids an open code. */
    void voidCode(OffsetDateTime now) {
        if (openHash(now).isPresent()) {
            codeHash = null;
            expiresAt = now;
        }
    }

    EnrolmentView view(OffsetDateTime now) {
        return new EnrolmentView(state(now), expiresAt, failures, enrolledAt);
    }

    private EnrolmentState state(OffsetDateTime now) {
        if (openHash(now).isPresent()) {
            return EnrolmentState.WAITING;
        }
        if (lockedAt != null) {
            return EnrolmentState.LOCKED;
        }
        if (enrolledAt != null) {
            return EnrolmentState.ENROLLED;
        }
        return expiresAt == null ? EnrolmentState.NEVER : EnrolmentState.EXPIRED;
    }
}
