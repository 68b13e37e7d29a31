package pro.saleflex.office.faults;

/** A kind of fault. Those at a point are in {@link pro.saleflex.office.faults.agent.FaultPoint}. */
enum FaultKind {
    /** The application server is killed without warning. */
    SERVER_KILLED,
    /** All processes of PostgreSQL are killed. */
    DATABASE_KILLED,
    /** PostgreSQL stops at once, without a checkpoint. */
    DATABASE_STOPPED_AT_ONCE,
    /** PostgreSQL hangs for some seconds, as on a disk that does not answer. */
    DATABASE_FROZEN,
    /** PostgreSQL ends the application's connections and refuses new ones for some seconds. */
    DATABASE_LOCKED_OUT,
    /** The archive's directory is an empty mount point for some seconds. */
    ARCHIVE_VANISHED,
    /** The archive's disk is full for some seconds. */
    ARCHIVE_FULL,
    /** The archive's disk is mounted read-only for some seconds. */
    ARCHIVE_READ_ONLY,
    /** The server is killed, and the archive has a torn record and a half-written segment. */
    ARCHIVE_TORN,
    /** GATE cannot be reached. */
    GATE_DOWN,
    /** GATE answers half of the calls with 500. */
    GATE_ERRORS,
    /** GATE stores documents, but half of its answers are lost. */
    GATE_ANSWERS_LOST,
    /** GATE's answers end in the middle. */
    GATE_ANSWERS_CUT,
    /** GATE answers after a second. */
    GATE_SLOW,
    /** GATE asks to wait. */
    GATE_BUSY,
    /** GATE does not accept the token for some seconds. */
    GATE_UNAUTHORIZED,
    /** GATE's answers are not JSON. */
    GATE_GARBAGE,
    /** Dozens of connections to the server send half a request and then nothing. */
    HALF_OPEN_CONNECTIONS,
    /** The tills' clocks jump. */
    TILL_CLOCKS_JUMP,
    /** The server's clock jumps. */
    SERVER_CLOCK_JUMPS,
    /** The server stops, its database is lost, and the archive gives everything back. */
    DATABASE_LOST,
    /** The same, but the restore is killed in the middle and begun again. */
    RESTORE_KILLED
}
