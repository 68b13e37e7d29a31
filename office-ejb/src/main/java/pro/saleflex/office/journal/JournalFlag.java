package pro.saleflex.office.journal;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.OffsetDateTime;

@Entity
@Table(name = "journal_flag")
@IdClass(JournalFlag.Key.class)
class JournalFlag {
    @Id
    long entryId;

    @Id
    @Enumerated(EnumType.STRING)
    Flag flag;

    String detail;
    OffsetDateTime raisedAt;

    protected JournalFlag() {}

    JournalFlag(long entryId, Flag flag, String detail, OffsetDateTime raisedAt) {
        this.entryId = entryId;
        this.flag = flag;
        this.detail = detail;
        this.raisedAt = raisedAt;
    }

    record Key(long entryId, Flag flag) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
