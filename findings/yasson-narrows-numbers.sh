#!/usr/bin/env bash
# Yasson 3.0.4 (the JSON-B of Payara 6 and GlassFish 7), bound to a class with boxed members, on well-formed JSON.
#
# Expected: a number that does not fit its member is an error, or at least the same for every type and spelling.
# Seen, each time without an exception:
#   {"whole":5.9}              Long     5              the fraction is dropped
#   {"number":2147483648}      Integer  -2147483648    it wraps, while {"number":"2147483648"} in quotes is an error
#   {"huge":1e30}              Long     5076944270305263616
#   {"small":70000}            Short    an error, unlike Integer and Long
#   {"blocked":1}              Boolean  false          also "yes" and "": an administrator's 1 unblocks
#   {"whole":[7]}              Long     7              an array of one is taken for its element
# So a PATCH that means "block" unblocks, and a till number becomes another one, with answer 200. BigInteger, and a
# number read as JsonNumber or BigDecimal and narrowed with longValueExact(), are not affected.
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
    <dependency><groupId>org.eclipse</groupId><artifactId>yasson</artifactId><version>3.0.4</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
cat > Narrowing.java <<'JAVA'
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;

public class Narrowing {
    public static class Values {
        public Long whole;
        public Integer number;
        public Long huge;
        public Short small;
        public Boolean blocked;

        @Override
        public String toString() {
            return "whole=" + whole + " number=" + number + " huge=" + huge + " small=" + small + " blocked=" + blocked;
        }
    }

    public static void main(String[] documents) throws Exception {
        try (Jsonb jsonb = JsonbBuilder.create()) {
            for (String document : documents) {
                String read;
                try {
                    read = jsonb.fromJson(document, Values.class).toString().replaceAll(" ?[a-z]+=null ?", " ").strip();
                } catch (JsonbException e) {
                    read = "error";
                }
                System.out.println(document + " " + read);
            }
        }
    }
}
JAVA
java -cp 'lib/*' Narrowing.java '{"whole":5.9}' '{"number":2147483648}' '{"number":"2147483648"}' '{"huge":1e30}' \
  '{"small":70000}' '{"blocked":1}' '{"blocked":"yes"}' '{"whole":[7]}' | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
{"whole":5.9} whole=5
{"number":2147483648} number=-2147483648
{"number":"2147483648"} error
{"huge":1e30} huge=5076944270305263616
{"small":70000} error
{"blocked":1} blocked=false
{"blocked":"yes"} blocked=false
{"whole":[7]} whole=7
SEEN
echo 'as described'
