package org.onrecord.syndication;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes comma-separated values (RFC 4180). */
final class Csv {

    /** Spreadsheets take a file for UTF-8 only if it begins with this mark. */
    static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Where a cell begins that a spreadsheet would execute as a formula. A spreadsheet that expects another separator
     * also begins cells inside of texts, and takes the marks there for those around a cell.
     */
    private static final Pattern FORMULA = Pattern.compile("(?:\\A|(?<=[;\\t\\r\\n])[\"']*+)(?=[=+\\-@\\t\\r＝＋－＠])");

    private static final Pattern QUOTED = Pattern.compile("[\",;\\s]");

    private Csv() {}

    /** @param cells null for an empty one */
    static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        if (text == null) {
            return "";
        }
        String safe = FORMULA.matcher(text).replaceAll("'$0");
        return QUOTED.matcher(safe).find() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
