package org.onrecord.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.TextCharacters;

/**
 * Who wrote an article: the authors from its byline and from the lines at the head of its body ("By Jane Roe", "Jane
 * Roe reports:"), which say nothing else.
 */
final class Byline {

    private static final int MAX_LINES = 8;
    private static final int MAX_LENGTH = 150;
    private static final int MAX_WORDS = 10;
    private static final int MAX_NAME = 4;
    private static final Pattern REPORTS = Pattern.compile("\\sreport(?:s|ing|ed)\\b");
    private static final Pattern SEPARATOR =
            Pattern.compile("[,;|&/()]|\\s(?:and|with|in|for|at|und|et|y|и)\\s|" + REPORTS, Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile("\\p{Lu}[\\p{L}.'’ -]*");

    private final Language language;
    private final List<String> authors = new ArrayList<>();
    private int end;

    private Byline(Language language) {
        this.language = language;
    }

    static Byline of(SourceText source, Language language) {
        Byline byline = new Byline(language);
        if (source.byline() != null) {
            byline.addAuthors(source.byline());
        }
        byline.readHead(source.body());
        return byline;
    }

    /** Returns the names of the authors as printed, without "By". */
    List<String> authors() {
        return authors;
    }

    /** Returns the end of the lines at the head of the body that tell who wrote it, 0 without such lines. */
    int end() {
        return end;
    }

    private void readHead(String body) {
        int start = 0;
        for (int i = 0; i < MAX_LINES; i++) {
            int stop = TextCharacters.lineEnd(body, start);
            if (stop == body.length() || stop - start > MAX_LENGTH) {
                return;
            }
            String line = body.substring(start, stop).strip();
            boolean isByline = isByline(line);
            if (isByline) {
                addAuthors(line);
            } else if (!line.isEmpty() && !(end > 0 && isCredit(line))) {
                return;
            }
            end = isByline || end > 0 ? stop : end;
            start = stop + (body.startsWith("\r\n", stop) ? 2 : 1);
        }
    }

    private boolean isByline(String line) {
        String[] words = line.split("\\s+");
        if (words.length < 2 || words.length > MAX_WORDS || endsSentence(line)) {
            return false;
        }
        for (int i = 0; i < Math.min(2, words.length - 1); i++) {
            boolean isBy = language.list("byline words").contains(words[i].toLowerCase(Locale.ROOT));
            if (isBy && Character.isUpperCase(words[i + 1].codePointAt(0))) {
                return true;
            }
        }
        List<String> names = names(line);
        boolean isReporter = REPORTS.matcher(line).find();
        return !names.isEmpty()
                && line.regionMatches(true, 0, names.get(0), 0, names.get(0).length())
                && (isAuthor(names.get(0)) || isReporter && names.size() == 1 || isAtPlace(line, words[0]));
    }

    /** "Jane Roe, Washington" */
    private boolean isAtPlace(String line, String first) {
        String[] parts = line.split(",\\s*");
        return parts.length == 2
                && isFirstName(first)
                && PLACE.matcher(parts[1]).matches()
                && Arrays.stream(parts[1].toLowerCase(Locale.ROOT).split("\\s+"))
                        .noneMatch(word -> language.list("title words").contains(word)
                                || language.list("person nouns").contains(word));
    }

    private boolean isFirstName(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return language.list("male names").contains(lower)
                || language.list("female names").contains(lower);
    }

    private boolean isAuthor(String name) {
        return authors.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** "Staff Writer", "Published: 10 May 2016" */
    private static boolean isCredit(String line) {
        return line.split("\\s+").length <= MAX_WORDS && !endsSentence(line) && !line.endsWith(":");
    }

    private static boolean endsSentence(String line) {
        return ".!?”\"»".indexOf(line.charAt(line.length() - 1)) >= 0 || line.indexOf('“') >= 0;
    }

    private void addAuthors(String text) {
        for (String name : names(text)) {
            if (!isAuthor(name)) {
                authors.add(name);
            }
        }
    }

    /** The parts of a line that look like the name of a person. */
    private List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (String part : SEPARATOR.split(text)) {
            List<String> words = new ArrayList<>(
                    Arrays.asList(part.strip().replaceAll("[:.]$", "").split("\\s+")));
            while (!words.isEmpty() && words.size() > 2 && !isCapitalised(words.get(1))
                    || words.size() > 1 && isByWord(words.get(0))) {
                words.remove(0);
            }
            boolean isName = words.size() > 1
                    && words.size() <= MAX_NAME
                    && words.stream().allMatch(Byline::isCapitalised)
                    && words.stream().noneMatch(this::isCommon);
            if (isName) {
                names.add(String.join(" ", words));
            }
        }
        return names;
    }

    private boolean isByWord(String word) {
        return language.list("byline words").contains(word.toLowerCase(Locale.ROOT));
    }

    private boolean isCommon(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return language.list("organisation words").contains(lower)
                || language.list("title words").contains(lower)
                || language.list("credit words").contains(lower);
    }

    private static boolean isCapitalised(String word) {
        return !word.isEmpty() && Character.isUpperCase(word.codePointAt(0));
    }
}
