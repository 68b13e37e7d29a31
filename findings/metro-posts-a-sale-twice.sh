#!/usr/bin/env bash
# Metro's JAX-WS client (jaxws-rt 4.0.5) on JDK 17, calling a SOAP service once.
#
# Expected: one invoke() is one POST; when the server takes the request and closes the connection before it answers (it
# was stopped, a proxy gave up), the caller gets an exception and decides what to do.
# Seen: the request is silently posted a second time on a new connection, byte for byte; only then is an exception
# thrown, or none at all if the second one is answered: the caller never learns that the first arrived. JAX-WS does not
# repeat it: Metro posts through HttpURLConnection, which repeats a POST that got no answer. So a service that does not
# detect duplicates books such a sale twice. -Dsun.net.http.retryPost=false turns this off (seen: one POST); JAX-WS has
# no setting for it. A service should recognize duplicates by an id in the message.
#
# Exits 0 when this is still so, 1 when it changed. Needs a JDK 17 and Maven.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.sun.xml.ws</groupId><artifactId>jaxws-rt</artifactId><version>4.0.5</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
cat > Posting.java <<'JAVA'
import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPBinding;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;

public class Posting {
    static final String ANSWER = "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>"
            + "<taken xmlns=\"urn:till\"/></S:Body></S:Envelope>";

    static final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Reads whole requests; closes the first without an answer, answers later ones if it is told to. */
    static void serve(ServerSocket door, boolean answersLater) {
        try {
            for (int call = 0; ; call++) {
                try (Socket client = door.accept()) {
                    requests.add(readRequest(client.getInputStream()));
                    if (call > 0 && answersLater) {
                        OutputStream out = client.getOutputStream();
                        out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\nContent-Length: "
                                + ANSWER.length() + "\r\n\r\n" + ANSWER).getBytes(StandardCharsets.UTF_8));
                        out.flush();
                    }
                }
            }
        } catch (java.io.IOException closed) {
            // the test is over
        }
    }

    static String readRequest(InputStream in) throws java.io.IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        int length = 0;
        for (String line : head.toString().split("\r\n")) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    static void call(boolean answersLater) throws Exception {
        requests.clear();
        try (ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(door, answersLater));
            server.start();
            Service service = Service.create(new QName("urn:till", "Till"));
            QName port = new QName("urn:till", "Port");
            service.addPort(port, SOAPBinding.SOAP11HTTP_BINDING, "http://127.0.0.1:" + door.getLocalPort() + "/till");
            Dispatch<Source> dispatch = service.createDispatch(port, Source.class, Service.Mode.PAYLOAD);
            String end;
            try {
                dispatch.invoke(new StreamSource(new StringReader("<sale xmlns=\"urn:till\">42</sale>")));
                end = "answered";
            } catch (WebServiceException e) {
                end = "exception";
            }
            System.out.println((answersLater ? "answers the second: " : "never answers: ") + requests.size() + " posted, "
                    + requests.stream().distinct().count() + " different, " + end);
        }
    }

    public static void main(String[] args) throws Exception {
        call(false);
        call(true);
    }
}
JAVA
{
  java -cp 'lib/*' Posting.java
  echo 'with -Dsun.net.http.retryPost=false:'
  java -Dsun.net.http.retryPost=false -cp 'lib/*' Posting.java
} | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
never answers: 2 posted, 1 different, exception
answers the second: 2 posted, 1 different, answered
with -Dsun.net.http.retryPost=false:
never answers: 1 posted, 1 different, exception
answers the second: 1 posted, 1 different, exception
SEEN
echo 'as described'
