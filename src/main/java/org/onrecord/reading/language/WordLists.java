package org.onrecord.reading.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The word lists of a language, from the resource {@code lists.txt}. */
public final class WordLists {

    private final Map<String, Set<String>> lists = new HashMap<>();

    WordLists(String code) {
        String resource = "/reading/" + code + "/lists.txt";
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(WordLists.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        return lists.getOrDefault(name, Set.of());
    }

    private void read(BufferedReader in) throws IOException {
        Set<String> list = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("[")) {
                list = new LinkedHashSet<>();
                lists.put(line.substring(1, line.length() - 1), list);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                list.addAll(Arrays.asList(line.trim().split(" +")));
            }
        }
    }
}
