#!/usr/bin/env bash
# Payara Micro 6.2025.10, an EJB with @Schedule and @TransactionAttribute(NOT_SUPPORTED).
#
# Expected: the timer's method runs without a transaction. Enterprise Beans 4.0 allows REQUIRED, REQUIRES_NEW and
# NOT_SUPPORTED for timeout methods, and the same bean's same method called by others has none.
# Seen: each firing runs in a transaction of the container. So what the beans behind it would commit one by one becomes
# one transaction, long-running work holds its locks to the end, and an exception that the timer catches and logs may
# have marked everything for rollback.
# Helps: @TransactionManagement(BEAN) on the timer's bean: then there is none, until somebody begins one.
#
# Exits 0 when this is still so, 1 when it changed. Needs a JDK 17, Maven, curl and Python 3; starts the server on a free
# port of the loopback for half a minute.
set -euo pipefail
work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap finish EXIT
cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>fish.payara.extras</groupId><artifactId>payara-micro</artifactId><version>6.2025.10</version></dependency>
    <dependency><groupId>jakarta.platform</groupId><artifactId>jakarta.jakartaee-api</artifactId><version>10.0.0</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
mkdir -p war/WEB-INF/classes
cat > ByContainer.java <<'JAVA'
import jakarta.annotation.Resource;
import jakarta.ejb.*;
import jakarta.transaction.TransactionSynchronizationRegistry;

@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ByContainer {
    static volatile String fired = "not yet";

    @Resource TransactionSynchronizationRegistry transactions;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void fire() {
        fired = status();
    }

    public String status() {
        return transactions.getTransactionStatus() == 6 ? "none" : "one";
    }
}
JAVA
sed -e 's/ByContainer/ByBean/; s/@TransactionAttribute(.*/@TransactionManagement(TransactionManagementType.BEAN)/' \
  ByContainer.java > ByBean.java
cat > Look.java <<'JAVA'
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;
import java.io.IOException;

@WebServlet("/look")
public class Look extends HttpServlet {
    @EJB ByContainer byContainer;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().println("called, NOT_SUPPORTED: " + byContainer.status());
        response.getWriter().println("fired, NOT_SUPPORTED: " + ByContainer.fired);
        response.getWriter().println("fired, transactions by the bean: " + ByBean.fired);
    }
}
JAVA
javac -proc:none --release 17 -cp lib/jakarta.jakartaee-api-10.0.0.jar -d war/WEB-INF/classes ./*.java
(cd war && jar cf ../timer.war .)

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
: > server.log
java -jar lib/payara-micro-6.2025.10.jar --deploy timer.war --contextRoot / --port "$port" --noHazelcast --nocluster \
  >> server.log 2>&1 &
server=$!
for _ in $(seq 120); do
  grep -q 'Payara Micro .* ready in' server.log && break
  kill -0 $server 2>/dev/null || { cat server.log; exit 1; }
  sleep 1
done
sleep 3 # both have fired
curl -s "http://127.0.0.1:$port/look" | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
called, NOT_SUPPORTED: none
fired, NOT_SUPPORTED: one
fired, transactions by the bean: none
SEEN
echo 'as described'
