#!/usr/bin/env bash
# Payara Micro 6.2025.10 and a session cookie that should have SameSite=Lax.
#
# Expected: since Servlet 6.0 the element cookie-config of web.xml has attribute/attribute-name/attribute-value, which
# SessionCookieConfig.getAttribute then returns and the container writes into the session's Set-Cookie. It is also
# written for a cookie on which an application sets it.
# Seen: the descriptor is accepted without a warning, getAttribute returns null, and the session's cookie is sent
# without SameSite; an application's own cookie with setAttribute("SameSite", "Lax") has it. The server does read a
# property of its own descriptor, glassfish-web.xml: session-config/cookie-properties/property "cookieSameSite"; it is
# then written in lower case (SameSite=lax, the same to a browser).
#
# Exits 0 when this is still so, 1 when it changed. Needs a JDK 17, Maven, curl and Python 3; starts the server on a free
# port of the loopback, twice, for half a minute each.
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
mkdir -p standard/WEB-INF own/WEB-INF
cat > standard/WEB-INF/web.xml <<'XML'
<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
  <session-config>
    <cookie-config>
      <http-only>true</http-only>
      <attribute><attribute-name>SameSite</attribute-name><attribute-value>Lax</attribute-value></attribute>
    </cookie-config>
  </session-config>
</web-app>
XML
cat > own/WEB-INF/web.xml <<'XML'
<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" />
XML
cat > own/WEB-INF/glassfish-web.xml <<'XML'
<!DOCTYPE glassfish-web-app PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Servlet 3.0//EN"
  "http://glassfish.org/dtds/glassfish-web-app_3_0-1.dtd">
<glassfish-web-app>
  <session-config><cookie-properties><property name="cookieSameSite" value="Lax" /></cookie-properties></session-config>
</glassfish-web-app>
XML
for war in standard own; do
  cat > $war/session.jsp <<'JSP'
<%
  session.isNew();
  jakarta.servlet.http.Cookie choice = new jakarta.servlet.http.Cookie("choice", "dark");
  choice.setAttribute("SameSite", "Lax");
  response.addCookie(choice);
  out.print("configured " + application.getSessionCookieConfig().getAttribute("SameSite"));
%>
JSP
  (cd $war && jar cf ../$war.war .)
done

# war: prints what its page answers and how each cookie ends
answers() {
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  java -jar lib/payara-micro-6.2025.10.jar --deploy "$1.war" --contextRoot / --port "$port" --noHazelcast --nocluster \
    > "$1.log" 2>&1 &
  server=$!
  for _ in $(seq 120); do
    grep -q 'Payara Micro .* ready in' "$1.log" && break
    kill -0 $server 2>/dev/null || break
    sleep 1
  done
  curl -s -i "http://127.0.0.1:$port/session.jsp" | tr -d '\r' > "$1.answer"
  for cookie in JSESSIONID choice; do
    site=$(grep "^Set-Cookie: $cookie=" "$1.answer" | grep -o 'SameSite=[A-Za-z]*' || echo none)
    echo "$1 $cookie: $site"
  done
  echo "$1 $(grep -o 'configured .*' "$1.answer" | tail -1)"
  kill $server 2>/dev/null || true
  wait $server || true
  server=
}

{ answers standard; answers own; } | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
standard JSESSIONID: none
standard choice: SameSite=Lax
standard configured null
own JSESSIONID: SameSite=lax
own choice: SameSite=Lax
own configured null
SEEN
echo 'as described'
