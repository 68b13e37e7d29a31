#!/usr/bin/env bash
# escpos-coffee 4.1.0, the Java library for ESC/POS receipt printers.
#
# Expected: setCharacterCodeTable(CP853_Turkish) makes Turkish text print.
# Seen: it selects page 853 on the printer but encodes with code page 437, so ş, ğ, ı, İ become "?". The same for
# PC720_Arabic (every Arabic letter is "?"), CP1125_Ukrainian, KZ_1048_Kazakhstan, Katakana, the three Thai and the two
# Vietnamese tables: sixteen tables encode with 437, one of which is 437 itself. There is no exception and no log
# message. CP857_Turkish and WCP1254_Turkish encode Turkish whole, but for the lira sign: no table has it, U+20BA is "?"
# in all 43, so "₺12,50" prints "?12,50" on every receipt. Print "TL", or the sign as a picture.
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
    <dependency>
      <groupId>com.github.anastaciocintra</groupId><artifactId>escpos-coffee</artifactId><version>4.1.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
cat > Printing.java <<'JAVA'
import com.github.anastaciocintra.escpos.EscPos;
import com.github.anastaciocintra.escpos.EscPos.CharacterCodeTable;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

public class Printing {
    /** How many question marks a text without one becomes. */
    static long lost(CharacterCodeTable table, String text) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        EscPos printer = new EscPos(printed);
        printer.setCharacterCodeTable(table);
        printer.write(text);
        printer.flush();
        return printed.toString("ISO-8859-1").chars().filter(c -> c == '?').count();
    }

    public static void main(String[] args) throws Exception {
        Map<CharacterCodeTable, String> texts = new TreeMap<>();
        for (CharacterCodeTable turkish : new CharacterCodeTable[] {
            CharacterCodeTable.CP853_Turkish, CharacterCodeTable.CP857_Turkish, CharacterCodeTable.WCP1254_Turkish
        }) {
            texts.put(turkish, "\u0130\u0131\u015e\u015f\u011e\u011f");
        }
        texts.put(CharacterCodeTable.PC720_Arabic, "\u0633\u0639\u0631");
        texts.put(CharacterCodeTable.CP1125_Ukrainian, "\u0426\u0456\u043d\u0430");
        texts.put(CharacterCodeTable.CP866_Cyrillic_2, "\u0426\u0435\u043d\u0430");
        for (Map.Entry<CharacterCodeTable, String> text : texts.entrySet()) {
            System.out.println(text.getKey() + ": " + lost(text.getKey(), text.getValue()) + " of "
                    + text.getValue().length() + " letters lost, encoded by " + text.getKey().charsetName);
        }
        long withLira = 0;
        for (CharacterCodeTable table : CharacterCodeTable.values()) {
            withLira += 1 - lost(table, "\u20ba");
        }
        System.out.println("tables that print the lira sign: " + withLira + " of " + CharacterCodeTable.values().length);
        System.out.println("tables encoded by cp437: " + Arrays.stream(CharacterCodeTable.values())
                .filter(table -> "cp437".equals(table.charsetName)).count());
    }
}
JAVA
java -cp 'lib/*' Printing.java | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
CP853_Turkish: 6 of 6 letters lost, encoded by cp437
CP857_Turkish: 0 of 6 letters lost, encoded by cp857
CP866_Cyrillic_2: 0 of 4 letters lost, encoded by cp866
PC720_Arabic: 3 of 3 letters lost, encoded by cp437
CP1125_Ukrainian: 4 of 4 letters lost, encoded by cp437
WCP1254_Turkish: 0 of 6 letters lost, encoded by cp1254
tables that print the lira sign: 0 of 43
tables encoded by cp437: 16
SEEN
echo 'as described'
