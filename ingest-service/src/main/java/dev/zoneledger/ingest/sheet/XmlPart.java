package dev.zoneledger.ingest.sheet;

import dev.zoneledger.rest.ProblemException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The elements of a part, one after the other. */
final class XmlPart implements AutoCloseable {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 1 << 20;

    // Each name is held in memory. No program writes so many others than those of tables, such long ones or so many
    // prefixes.
    private static final int MAX_STRANGE = 200_000;
    private static final int MAX_NAME = 100;
    private static final int MAX_PREFIXES = 200;
    private static final Set<String> COMMON = Set.of(
            "row",
            "c",
            "v",
            "f",
            "is",
            "t",
            "si",
            "r",
            "rPr",
            "rPh",
            "s",
            "spans",
            "ht",
            "customHeight",
            "dyDescent",
            "space",
            "customFormat",
            "hidden",
            "cm",
            "vm",
            "ph",
            "xf",
            "numFmtId",
            "fontId",
            "fillId",
            "borderId",
            "xfId",
            "b",
            "sz",
            "color",
            "rFont",
            "family",
            "scheme",
            "charset",
            "vertAlign",
            "val",
            "rgb",
            "theme",
            "ref",
            "ca",
            "collapsed",
            "outlineLevel",
            "thickBot",
            "thickTop",
            "col",
            "min",
            "max",
            "width",
            "customWidth",
            "style",
            "phoneticPr",
            "sb",
            "eb");

    // A footnote mark of a sheet is often a common digit or letter that is shown raised.
    private static final String RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final String RAISED_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ";

    private final XMLStreamReader reader;
    private int depth;
    private int strange;
    private final Set<String> prefixes = new HashSet<>();

    // Readings of Chinese characters that a program keeps beside a text.
    private boolean inPhonetics;
    private boolean raised;

    XmlPart(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** Goes to the next tag; true at a start, false at an end or at the end of the part. */
    boolean nextTag() {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        enter();
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return false;
                    }
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> look(reader.getPITarget());
                    default -> {}
                }
            }
            depth = -1;
            return false;
        } catch (XMLStreamException | RuntimeException e) {
            throw broken(e);
        }
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw XlsxFile.noWorkbook();
        }
        look(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            look(reader.getAttributeLocalName(i));
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = String.valueOf(reader.getNamespacePrefix(i));
            prefixes.add(prefix);
            if (prefix.length() > MAX_NAME || prefixes.size() > MAX_PREFIXES) {
                throw XlsxFile.noWorkbook();
            }
        }
    }

    private void look(String name) {
        if (!COMMON.contains(name) && (++strange > MAX_STRANGE || name.length() > MAX_NAME)) {
            throw XlsxFile.noWorkbook();
        }
    }

    /** What XML parsers throw for broken input is of many kinds; a limit's own answer passes through. */
    static RuntimeException broken(Exception e) {
        return e instanceof ProblemException limit ? limit : XlsxFile.noWorkbook();
    }

    boolean atEnd() {
        return depth < 0;
    }

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    String name() {
        return reader.getLocalName();
    }

    /** An attribute of the start tag, of whatever namespace; null if it is not there. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The text up to the element's end, to which this goes; that of elements in it too, if they are named t. */
    String text() {
        int outer = depth;
        StringBuilder text = new StringBuilder();
        try {
            boolean taken = true;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
                        if (taken) {
                            text.append(raised ? raised(reader.getText()) : reader.getText());
                            if (text.length() > MAX_TEXT) {
                                throw Unreadable.tooLarge("A cell of the workbook is too long");
                            }
                        }
                    }
                    case XMLStreamConstants.START_ELEMENT -> {
                        enter();
                        taken = reader.getLocalName().equals("t") && !inPhonetics;
                        if (reader.getLocalName().equals("rPh")) {
                            inPhonetics = true;
                        }
                        if (reader.getLocalName().equals("vertAlign")) {
                            raised = "superscript".equals(attribute("val"));
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        if (depth < outer) {
                            return text.toString();
                        }
                        taken = false;
                        if (reader.getLocalName().equals("rPh")) {
                            inPhonetics = false;
                        }
                        if (reader.getLocalName().equals("r")) {
                            raised = false;
                        }
                    }
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> look(reader.getPITarget());
                    default -> {}
                }
            }
            throw XlsxFile.noWorkbook();
        } catch (XMLStreamException | RuntimeException e) {
            throw broken(e);
        }
    }

    /** Digits as raised ones, and a letter that stands alone. */
    private static String raised(String text) {
        StringBuilder raised = new StringBuilder();
        for (char each : text.toCharArray()) {
            if (each >= '0' && each <= '9') {
                raised.append(RAISED_DIGITS.charAt(each - '0'));
            } else if (each >= 'a' && each <= 'p' && text.strip().length() == 1) {
                raised.append(RAISED_LETTERS.charAt(each - 'a'));
            } else {
                raised.append(each);
            }
        }
        return raised.toString();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw XlsxFile.noWorkbook();
        }
    }
}
