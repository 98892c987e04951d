package org.onrecord.pages;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.PathVariables.End;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * What an editor corrects with the form of a quote: the speech act, the speaker and the date. For each, the form has a
 * field with the new value, and one with the prefix {@code shown-} with the value that the page showed. A speaker who
 * is a new person has the field {@code newSlug}.
 */
final class QuoteCorrection {

    static final Set<String> FIELDS =
            Set.of("speechAct", "speaker", "spokenAt", "newSlug", "shown-speechAct", "shown-speaker", "shown-spokenAt");

    /** A day, a month or a year: {@code 2018-07-16}, {@code 2018-07} or {@code 2018}. */
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

    private final Map<String, String> fields;

    QuoteCorrection(Map<String, String> fields) {
        this.fields = fields;
    }

    boolean isEmpty() {
        return !isChanged("speechAct") && !isSpeakerCorrected() && !isChanged("spokenAt");
    }

    private boolean isSpeakerCorrected() {
        return isChanged("speaker") || hasNewSpeaker();
    }

    private boolean hasNewSpeaker() {
        return !value("newSlug").isEmpty();
    }

    private boolean isChanged(String field) {
        return !value(field).equals(value("shown-" + field));
    }

    private String value(String field) {
        return fields.getOrDefault(field, "").strip();
    }

    /**
     * The variables of the query for the people whom the editor can mean.
     *
     * @return null if the speaker is not corrected
     */
    JsonObject speakerVariables() {
        if (!isSpeakerCorrected()) {
            return null;
        }
        End speaker = End.of(value("speaker"));
        return JSON_PROVIDER
                .createObjectBuilder()
                .add("slug", hasNewSpeaker() ? value("newSlug") : speaker.slug())
                .add("name", speaker.value())
                .add("isName", speaker.isText() && !hasNewSpeaker())
                .build();
    }

    /**
     * Adds the corrected fields of {@code UpdateQuoteInput}.
     *
     * @param people the answer to the query for the people; null if the speaker is not corrected
     */
    void addTo(JsonObjectBuilder input, PageData people) {
        if (isChanged("speechAct")) {
            input.add("speechAct", value("speechAct"));
        }
        if (people != null) {
            input.add("speaker", hasNewSpeaker() ? newSpeaker(people) : object("id", speaker(people)));
        }
        if (isChanged("spokenAt")) {
            addDate(input);
        }
    }

    /** The speaker, who is created with the correction. */
    private JsonObjectBuilder newSpeaker(PageData people) {
        if (people.has("person")) {
            throw invalid(
                    "people/" + value("newSlug") + " is the address of somebody on record. Enter it as the speaker,"
                            + " or give the new person another address.");
        }
        return JSON_PROVIDER
                .createObjectBuilder()
                .add("person", object("slug", value("newSlug")).add("name", value("speaker")));
    }

    private static JsonObjectBuilder object(String name, String value) {
        return JSON_PROVIDER.createObjectBuilder().add(name, value);
    }

    /** The id of the person whose address, slug or whole name the form has. */
    private String speaker(PageData people) {
        String given = value("speaker");
        if (people.has("person") && !"events".equals(End.of(given).type())) {
            return people.object("person").text("id");
        }
        List<PageData> found = people.has("named") ? people.nodes("named") : List.of();
        List<PageData> exact = found.stream()
                .filter(person -> person.text("name").equalsIgnoreCase(given))
                .toList();
        if (exact.size() == 1) {
            return exact.get(0).text("id");
        }
        if (found.isEmpty()) {
            throw invalid("Nobody on record is named “" + given
                    + "”. To record the person, give the address of a new person too.");
        }
        throw invalid("“" + given + "” can be one of several people, or another spelling. Enter who is meant: "
                + found.stream()
                        .map(person -> person.text("name") + " (people/" + person.text("slug") + ")")
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ".");
    }

    private void addDate(JsonObjectBuilder input) {
        String given = value("spokenAt");
        if (given.isEmpty()) {
            input.addNull("spokenAt").addNull("spokenAtPrecision");
            return;
        }
        Matcher date = DATE.matcher(given);
        if (!date.matches()) {
            throw invalid("“" + given + "” is no date. Enter a day, a month or a year: 2018-07-16, 2018-07 or 2018.");
        }
        String precision = date.group(2) == null ? "YEAR" : date.group(3) == null ? "MONTH" : "DAY";
        String month = date.group(2) == null ? "01" : date.group(2);
        String day = date.group(3) == null ? "01" : date.group(3);
        input.add("spokenAt", date.group(1) + "-" + month + "-" + day).add("spokenAtPrecision", precision);
    }

    private static ApiException invalid(String message) {
        return new ApiException(ErrorCode.BAD_USER_INPUT, message);
    }
}
