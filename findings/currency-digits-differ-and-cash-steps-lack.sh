#!/usr/bin/env bash
# Currency digits: OpenJDK 17 (ISO 4217) beside ICU4J 79.1 (CLDR), whose data Intl.NumberFormat in Chromium and Node has.
# Cash steps: ICU4J 79.1, Currency.getRoundingIncrement(CASH).
#
# Expected: server and browser format the same amount alike; a currency's cash step is what its shops round to.
# Seen:
#   - Fifteen currencies in use have other digits, among them HUF, ALL, COP, IDR, LBP (2 against 0) and IQD (3 against 0).
#     The JDK writes 12.50 forints where ICU and the browser write 12: the same closure shows two totals.
#   - TWD and PKR have two digits in both, and none when ICU is asked for cash.
#   - ICU knows the cash steps of CHF, CAD (0.05), DKK (0.50) and HUF (5), and no others: none for AUD (0.05 since 1992),
#     NZD (0.10 since 2006), MYR (0.05 since 2008), ILS (0.10 since 2008), CLP (10 since 2017). For those it says 0, which
#     means "to the last digit", not "unknown": an Australian till's cash total is then a few cents off every time.
# So take the digits from one of the two everywhere, and cash steps from a table of your own.
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
    <dependency><groupId>com.ibm.icu</groupId><artifactId>icu4j</artifactId><version>79.1</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
cat > Digits.java <<'JAVA'
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.Currency.CurrencyUsage;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;

public class Digits {
    public static void main(String[] args) {
        Set<String> inUse = new TreeSet<>();
        for (java.util.Currency currency : java.util.Currency.getAvailableCurrencies()) {
            // Used by some territory on that day, by CLDR.
            if (Currency.isAvailable(currency.getCurrencyCode(), new Date(1764288000000L), new Date(1764288000000L))) {
                inUse.add(currency.getCurrencyCode());
            }
        }
        StringBuilder different = new StringBuilder("digits JDK/ICU:");
        for (String code : inUse) {
            int jdk = java.util.Currency.getInstance(code).getDefaultFractionDigits();
            int icu = Currency.getInstance(code).getDefaultFractionDigits();
            if (jdk >= 0 && jdk != icu) {
                different.append(' ').append(code).append(' ').append(jdk).append('/').append(icu);
            }
        }
        System.out.println(different);
        for (String code : new String[] {"TWD", "PKR"}) {
            System.out.println(code + " digits " + Currency.getInstance(code).getDefaultFractionDigits() + ", in cash "
                    + Currency.getInstance(code).getDefaultFractionDigits(CurrencyUsage.CASH));
        }
        for (String code : new String[] {"CHF", "CAD", "DKK", "HUF", "AUD", "NZD", "MYR", "ILS", "CLP"}) {
            System.out.println(code + " cash step " + Currency.getInstance(code).getRoundingIncrement(CurrencyUsage.CASH));
        }
    }
}
JAVA
java -cp 'lib/*' Digits.java | tee seen
diff - seen <<'SEEN' || { echo 'changed'; exit 1; }
digits JDK/ICU: AFN 2/0 ALL 2/0 COP 2/0 HUF 2/0 IDR 2/0 IQD 3/0 IRR 2/0 KPW 2/0 LAK 2/0 LBP 2/0 MGA 2/0 MMK 2/0 SOS 2/0 SYP 2/0 YER 2/0
TWD digits 2, in cash 0
PKR digits 2, in cash 0
CHF cash step 0.05
CAD cash step 0.05
DKK cash step 0.5
HUF cash step 5.0
AUD cash step 0.0
NZD cash step 0.0
MYR cash step 0.0
ILS cash step 0.0
CLP cash step 0.0
SEEN
echo 'as described'
