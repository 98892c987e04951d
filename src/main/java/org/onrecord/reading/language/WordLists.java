package org.onrecord.reading.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The word lists of a language, from the resource {@code lists.txt}; {@code lists.tsv} documents them. */
public final class WordLists {

    private static final List<String> NAMES = lines("/reading/lists.tsv").stream()
            .map(line -> line.substring(0, line.indexOf('\t')))
            .toList();

    private final Map<String, Set<String>> lists = new HashMap<>();

    WordLists(String code) {
        this(lines("/reading/" + code + "/lists.txt"));
    }

    /** @param lines a name in brackets begins a list, whose words are in the next lines */
    WordLists(List<String> lines) {
        NAMES.forEach(name -> lists.put(name, Set.of()));
        Set<String> list = null;
        for (String line : lines) {
            if (line.startsWith("[")) {
                String name = line.substring(1, line.length() - 1);
                list = new LinkedHashSet<>();
                if (lists.put(name, list) == null) {
                    throw unknown(name);
                }
            } else {
                list.addAll(Arrays.asList(line.trim().split(" +")));
            }
        }
    }

    /** Returns the words of lists in all languages, for texts of an unknown one. */
    public static Set<String> ofAllLanguages(String... names) {
        return Language.KNOWN.stream()
                .map(WordLists::new)
                .flatMap(lists -> Stream.of(names).flatMap(name -> lists.get(name).stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns a list, which is empty if the language has none of this name. */
    Set<String> get(String name) {
        Set<String> list = lists.get(name);
        if (list == null) {
            throw unknown(name);
        }
        return list;
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "There is no word list \"" + name + "\". A new list needs a line in reading/lists.tsv");
    }

    /** Returns the lines with data of a resource. */
    private static List<String> lines(String resource) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(WordLists.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
