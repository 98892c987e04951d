package org.onrecord.reading.speaker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A person of an article, with all forms of the name. */
public final class PersonName {

    /** What first names and titles say of a person. */
    enum Gender {
        MALE,
        FEMALE,
        UNKNOWN
    }

    private String name;
    private final Set<String> forms = new LinkedHashSet<>();
    private final List<int[]> places = new ArrayList<>();
    private Gender gender = Gender.UNKNOWN;
    private String role;

    PersonName(String name) {
        this.name = name;
    }

    void add(String form, int start, int end) {
        forms.add(form);
        places.add(new int[] {start, end});
        if (form.length() > name.length()) {
            name = form;
        }
    }

    void describe(Gender found, String title) {
        gender = gender == Gender.UNKNOWN ? found : gender;
        role = role == null ? title : role;
    }

    public String name() {
        return name;
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

    public String role() {
        return role;
    }
}
