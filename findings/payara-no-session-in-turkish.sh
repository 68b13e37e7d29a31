#!/usr/bin/env bash
# Payara Micro 6.2025.10 in a JVM whose default locale is Turkish, as on any Linux with LANG=tr_TR.UTF-8.
#
# Expected: the locale affects messages and formats, not whether an application works.
# Seen: any request that creates an HTTP session is answered 500, whatever the application; pages without a session
# work, so the server looks healthy. A WAR whose web.xml has a cookie-config answers 500 to every request, for its
# static files too. The cause in the log: "No enum constant ...CookieSecureType.DYNAMİC". The server upper-cases its own
# setting "dynamic" by the default locale, and the Turkish capital of i has a dot.
# Helps: -Duser.language=en -Duser.country=US for the JVM; LANG can stay as it is.
#
# Exits 0 when this is still so, 1 when it changed. Needs a JDK 17, Maven, curl and Python 3; starts the server on a free
# port of the loopback, three times, for half a minute each.
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
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
mkdir -p plain/WEB-INF cookie/WEB-INF
root='<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">'
echo "$root</web-app>" > plain/WEB-INF/web.xml
echo "$root<session-config><cookie-config><http-only>true</http-only></cookie-config></session-config></web-app>" \
  > cookie/WEB-INF/web.xml
for war in plain cookie; do
  echo 'static' > $war/static.txt
  echo '<%= session.isNew() %>' > $war/session.jsp
  (cd $war && jar cf ../$war.war .)
done

ask() { curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/$1" || true; }

# language, war: prints the answers of a page without and one with a session
answers() {
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  java -Duser.language="$1" -Duser.country="$([ "$1" = tr ] && echo TR || echo US)" -jar lib/payara-micro-6.2025.10.jar \
    --deploy "$2.war" --contextRoot / --port "$port" --noHazelcast --nocluster > "$1-$2.log" 2>&1 &
  server=$!
  for _ in $(seq 120); do
    grep -q 'Payara Micro .* ready in' "$1-$2.log" && break
    kill -0 $server 2>/dev/null || break
    sleep 1
  done
  echo "$1 $2.war: static $(ask static.txt) session $(ask session.jsp) dotted $(grep -c 'CookieSecureType.DYNAMİC' "$1-$2.log" | sed 's/[1-9][0-9]*/yes/; s/^0$/no/')"
  kill $server 2>/dev/null || true
  wait $server || true
  server=
}

{ answers en cookie; answers tr plain; answers tr cookie; } | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
en cookie.war: static 200 session 200 dotted no
tr plain.war: static 200 session 500 dotted yes
tr cookie.war: static 500 session 500 dotted yes
SEEN
echo 'as described'
