#!/usr/bin/env bash
# jaxb-runtime 4.0.9 (the JAXB of JAX-WS and Metro 4), unmarshalling without a schema, as a JAX-WS endpoint does by default.
#
# Expected: anything that is not an xs:int, xs:decimal or enumeration value is an error, or left out.
# Seen, without an exception, and without a word to who called:
#   Integer     2147483648    -2147483648     it wraps; Long 9223372036854775808 is left out instead
#   Integer     "1-2"         -12             a sign counts wherever it stands
#   Integer     "1 000"       1000            and spaces do not
#   Integer     "" or "-"     0               an empty number is a zero
#   Short       70000         4464
#   Boolean     2             false           while "TRUE" and "yes" are left out
#   BigDecimal  "55,00"       left out        a decimal comma makes an amount disappear
#   enum        " SALE "      left out        white space is not collapsed for enumerations, as it is for numbers
#   dateTime    2026-11-28    is read, and written back as an empty element
# A till's quantity "1-2" is so a return of twelve. A ValidationEventHandler hears of the left-out Long and BigDecimal
# only: neither of the values that became others, nor of the left-out Boolean and enumeration. What helps is a schema on
# the unmarshaller, or members of type String and a reading of one's own.
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
    <dependency><groupId>org.glassfish.jaxb</groupId><artifactId>jaxb-runtime</artifactId><version>4.0.9</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
cat > Reading.java <<'JAVA'
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.datatype.XMLGregorianCalendar;

public class Reading {
    public enum Kind {
        SALE,
        RETURN
    }

    @XmlRootElement(name = "line")
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class Line {
        public Integer quantity;
        public Long number;
        public Short till;
        public Boolean closed;
        public BigDecimal amount;
        public Kind kind;

        @XmlSchemaType(name = "dateTime")
        public XMLGregorianCalendar at;
    }

    public static void main(String[] contents) throws Exception {
        JAXBContext context = JAXBContext.newInstance(Line.class);
        for (String content : contents) {
            AtomicInteger events = new AtomicInteger();
            Unmarshaller reader = context.createUnmarshaller();
            reader.setEventHandler(event -> events.incrementAndGet() > 0);
            Object line = reader.unmarshal(new StringReader("<line>" + content + "</line>"));
            Marshaller writer = context.createMarshaller();
            writer.setProperty(Marshaller.JAXB_FRAGMENT, true);
            StringWriter written = new StringWriter();
            writer.marshal(line, written);
            System.out.println(content + "  ->  " + written.toString().replaceAll("</?line/?>", "") + "  events " + events);
        }
    }
}
JAVA
java -cp 'lib/*' Reading.java '<quantity>2147483648</quantity>' '<number>9223372036854775808</number>' \
  '<quantity>1-2</quantity>' '<quantity>1 000</quantity>' '<quantity></quantity>' '<quantity>-</quantity>' \
  '<till>70000</till>' '<closed>2</closed>' '<closed>TRUE</closed>' '<amount>55,00</amount>' '<kind> SALE </kind>' \
  '<at>2026-11-28</at>' | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
<quantity>2147483648</quantity>  ->  <quantity>-2147483648</quantity>  events 0
<number>9223372036854775808</number>  ->    events 1
<quantity>1-2</quantity>  ->  <quantity>-12</quantity>  events 0
<quantity>1 000</quantity>  ->  <quantity>1000</quantity>  events 0
<quantity></quantity>  ->  <quantity>0</quantity>  events 0
<quantity>-</quantity>  ->  <quantity>0</quantity>  events 0
<till>70000</till>  ->  <till>4464</till>  events 0
<closed>2</closed>  ->  <closed>false</closed>  events 0
<closed>TRUE</closed>  ->    events 0
<amount>55,00</amount>  ->    events 1
<kind> SALE </kind>  ->    events 0
<at>2026-11-28</at>  ->  <at></at>  events 0
SEEN
echo 'as described'
