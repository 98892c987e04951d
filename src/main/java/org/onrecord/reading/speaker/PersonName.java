package org.onrecord.reading.speaker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A person of an article, with all forms of the name. */
public final class PersonName {

    /** What first names, titles and pronouns say of a person. */
    enum Gender {
        MALE,
        FEMALE,
        UNKNOWN;

        boolean mayBe(Gender other) {
            return this == other || this == UNKNOWN || other == UNKNOWN;
        }
    }

    private String name;
    private final Set<String> forms = new LinkedHashSet<>();
    private final List<int[]> places = new ArrayList<>();
    private final Set<String> roleWords = new HashSet<>();
    private Gender gender = Gender.UNKNOWN;
    private String role;
    private int introductions;
    private boolean isNamesake;

    PersonName(String name) {
        this.name = name;
    }

    void setNamesake() {
        isNamesake = true;
    }

    /** Whether the text has only a title and the last name of somebody else: "Mrs Reed", the wife of Tom Reed. */
    boolean isNamesake() {
        return isNamesake;
    }

    void add(String form, int start, int end) {
        forms.add(form);
        places.add(new int[] {start, end});
        if (form.length() > name.length()) {
            name = form;
        }
    }

    /** Counts a mention with more than the surname. */
    void introduce() {
        introductions++;
    }

    int introductions() {
        return introductions;
    }

    void describe(Gender found) {
        gender = gender == Gender.UNKNOWN ? found : gender;
    }

    void describe(Description description) {
        roleWords.addAll(description.words());
        role = role == null ? description.text() : role;
    }

    /** Transcripts print names in capitals: "ANN REED". */
    public String name() {
        boolean isCapitals = name.indexOf(' ') > 0 && name.equals(name.toUpperCase(Locale.ROOT));
        return isCapitals ? capitalised(name) : name;
    }

    static String capitalised(String form) {
        StringBuilder name = new StringBuilder();
        for (String word : form.split(" ")) {
            name.append(name.isEmpty() ? "" : " ")
                    .append(word.charAt(0))
                    .append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    public Set<String> forms() {
        return forms;
    }

    /** Returns pairs of a start and an end, in UTF-16 code units of the body. */
    public List<int[]> places() {
        return places;
    }

    Gender gender() {
        return gender;
    }

    /** The nouns and adjectives beside the name in lower case: senator, democrat. */
    Set<String> roleWords() {
        return roleWords;
    }

    public String role() {
        return role;
    }
}
