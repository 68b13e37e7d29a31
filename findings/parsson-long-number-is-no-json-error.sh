#!/usr/bin/env bash
# Parsson 1.1.7 (the JSON-P of Payara 6 and GlassFish 7), on JSON whose numbers have 1,100 and 1,101 digits. Both are valid
# (RFC 8259 sets no limit).
#
# Expected: both are read; or the longer one is a JsonException, like any other text that the library cannot read.
# Seen:
#   1,100 digits   every way of reading gives the number
#   1,101 digits   JsonReader.readObject and JsonParser.getObject throw an UnsupportedOperationException, although nobody
#                  asked for that number; JsonParser.getString gives its text, skipObject passes over it
# So code that catches JsonException for unreadable text fails on one that is readable member by member. A stored
# document with such a number in a member that nobody needed stopped a job that processed all documents.
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
    <dependency><groupId>org.eclipse.parsson</groupId><artifactId>parsson</artifactId><version>1.1.7</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
cat > LongNumber.java <<'JAVA'
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.function.Function;

public class LongNumber {
    public static void main(String[] args) {
        for (int digits : new int[] {1100, 1101}) {
            String json = "{\"unused\":" + "7".repeat(digits) + ",\"id\":1}";
            say(digits, "readObject", json, text -> Json.createReader(new StringReader(text)).readObject().getInt("id"));
            say(digits, "getObject", json, text -> {
                JsonParser parser = begun(text);
                return parser.getObject().getInt("id");
            });
            say(digits, "getString", json, text -> {
                JsonParser parser = begun(text);
                parser.next();
                parser.next();
                return parser.getString().length();
            });
            say(digits, "skipObject", json, text -> {
                JsonParser parser = begun(text);
                parser.skipObject();
                return parser.hasNext();
            });
        }
    }

    private static JsonParser begun(String text) {
        JsonParser parser = Json.createParser(new StringReader(text));
        parser.next();
        return parser;
    }

    private static void say(int digits, String way, String json, Function<String, Object> read) {
        String seen;
        try {
            seen = String.valueOf(read.apply(json));
        } catch (JsonException e) {
            seen = "JsonException";
        } catch (RuntimeException e) {
            seen = e.getClass().getSimpleName();
        }
        System.out.println(digits + " " + way + " " + seen);
    }
}
JAVA
java -cp 'lib/*' LongNumber.java | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
1100 readObject 1
1100 getObject 1
1100 getString 1100
1100 skipObject false
1101 readObject UnsupportedOperationException
1101 getObject UnsupportedOperationException
1101 getString 1101
1101 skipObject false
SEEN
echo 'as described'
