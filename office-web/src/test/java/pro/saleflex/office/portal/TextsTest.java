package pro.saleflex.office.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Checks the resource bundles: every text of the portal is in them, in every language. */
class TextsTest {
    private static final Path BUNDLES = Path.of("src/main/resources");
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*\\}");
    private static final Pattern KEY = Pattern.compile("t\\['([^']+)'\\](?!\\.concat)");
    private static final Pattern KEY_IN_CODE = Pattern.compile(
            "(?:Texts\\.of\\(\\s*[^,]+|tell\\(\\s*[^,]+,\\s*|fault\\(\\s*[^,]+,\\s*|refuse\\(|\\btext\\(\\s*),?\\s*\"([A-Za-z.]+[A-Za-z])\"");

    /** Attributes that people read, or hear from a screen reader. */
    private static final Set<String> READ = Set.of(
            "title",
            "value",
            "label",
            "alt",
            "placeholder",
            "aria-label",
            "headerText",
            "emptyMessage",
            "requiredMessage",
            "converterMessage",
            "validatorMessage",
            "itemLabel",
            "summary",
            "header");

    private static Properties bundle(String language) throws IOException {
        Properties texts = new Properties();
        String name = "texts" + (language.equals("en") ? "" : "_" + language) + ".properties";
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(name))) {
            texts.load(reader);
        }
        return texts;
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertTrue(!found.isEmpty(), "there are files under " + root);
            return found;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "de", "fr", "ar"})
    void everyLanguageHasEveryText(String language) throws IOException {
        Properties english = bundle("en");
        Properties other = bundle(language);

        assertEquals(english.stringPropertyNames(), other.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            String text = other.getProperty(key);
            assertTrue(!text.isBlank(), key + " is empty");
            assertEquals(arguments(english.getProperty(key)), arguments(text), "arguments of " + key);
        }
    }

    private static int arguments(String text) {
        return text.contains("{") ? new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length : 0;
    }

    @Test
    void everyLanguageOfferedHasABundle() throws IOException {
        for (Locale language : Texts.LANGUAGES) {
            assertTrue(bundle(language.getLanguage()).containsKey("app.name"), language.toString());
        }
    }

    @Test
    void everyKeyInUseExists() throws IOException {
        Properties texts = bundle("en");
        Set<String> missing = new TreeSet<>();
        int used = 0;
        List<Path> sources = new ArrayList<>(files(PAGES, ".xhtml"));
        sources.addAll(files(Path.of("src/main/java"), ".java"));
        for (Path file : sources) {
            Matcher key = (file.toString().endsWith(".java") ? KEY_IN_CODE : KEY).matcher(Files.readString(file));
            while (key.find()) {
                used++;
                // A key that is completed by an expression ends with a dot.
                if (!key.group(1).endsWith(".") && !texts.containsKey(key.group(1))) {
                    missing.add(file.getFileName() + ": " + key.group(1));
                }
            }
        }

        assertTrue(used > 50, "keys were found");
        assertEquals(Set.of(), missing);
    }

    @Test
    void noPageContainsTextOfItsOwn() throws IOException, ParserConfigurationException, SAXException {
        List<String> words = new ArrayList<>();
        for (Path page : files(PAGES, ".xhtml")) {
            collect(page, parse(page), words);
        }

        assertEquals(List.of(), words);
    }

    private static Node parse(Path page) throws IOException, ParserConfigurationException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        String text = Files.readString(page).replace("<!DOCTYPE html>", "");
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static void collect(Path page, Node node, List<String> words) {
        if (node.getNodeType() == Node.TEXT_NODE) {
            check(page, "text", node.getNodeValue(), words);
        }
        NamedNodeMap attributes = node.getAttributes();
        boolean parameter = node instanceof Element element
                && Set.of("param", "attribute", "viewParam", "include").contains(element.getLocalName());
        for (int i = 0; attributes != null && !parameter && i < attributes.getLength(); i++) {
            if (READ.contains(attributes.item(i).getNodeName())) {
                check(page, attributes.item(i).getNodeName(), attributes.item(i).getNodeValue(), words);
            }
        }
        NodeList children = node.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            collect(page, children.item(i), words);
        }
    }

    private static void check(Path page, String where, String text, List<String> words) {
        String rest = EXPRESSION.matcher(text).replaceAll("");
        if (rest.codePoints().anyMatch(Character::isLetter)) {
            words.add(page.getFileName() + ", " + where + ": " + rest.strip());
        }
    }
}
