package org.onrecord.reading.linking;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;

import org.onrecord.reading.linking.RejectedQuotes.Selector;
import org.onrecord.traversal.graph.GlobalId;

/**
 * What the graph knows of the names in an article. One statement reads all of it, the function {@code reading_links}.
 *
 * @param slugs the slug of each name; empty for a name without a Latin form
 * @param people the people whom each name may mean, the most likely first
 * @param events the events whose names are in the text, in a fixed order
 * @param rejected the quotes of the article that an editor has rejected
 */
record GraphLinks(
        List<String> slugs, List<List<PersonCandidate>> people, List<NamedEvent> events, RejectedQuotes rejected) {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(null);

    /** @param words the name, the alternate name or the identifier of the event that the text contains */
    record NamedEvent(String slug, String words, LinkReason reason) {}

    /**
     * @param text the headline and the body
     * @param url of the article, or null
     */
    static GraphLinks read(Connection connection, Collection<String> names, String text, String url)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT reading_links(?, ?, ?)::text")) {
            select.setArray(1, connection.createArrayOf("text", names.toArray()));
            select.setString(2, text);
            select.setString(3, url);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return of(
                        READERS.createReader(new StringReader(row.getString(1))).readObject(), names.size());
            }
        }
    }

    GraphLinks withRejected(RejectedQuotes other) {
        return new GraphLinks(slugs, people, events, other);
    }

    private static GraphLinks of(JsonObject links, int names) {
        List<List<PersonCandidate>> people = new ArrayList<>();
        for (int i = 0; i < names; i++) {
            people.add(new ArrayList<>());
        }
        for (JsonObject person : links.getJsonArray("people").getValuesAs(JsonObject.class)) {
            people.get(person.getInt("n"))
                    .add(new PersonCandidate(
                            new GlobalId("Person", person.getJsonNumber("key").longValueExact()).toString(),
                            person.getString("slug"),
                            person.getString("name"),
                            person.getString("description", null),
                            LinkReason.valueOf(person.getString("reason"))));
        }
        return new GraphLinks(
                links.getJsonArray("slugs").getValuesAs(jakarta.json.JsonString::getString),
                people,
                links.getJsonArray("events")
                        .getValuesAs((JsonObject event) -> new NamedEvent(
                                event.getString("slug"),
                                event.getString("words"),
                                LinkReason.valueOf(event.getString("reason")))),
                new RejectedQuotes(links.getJsonArray("rejected")
                        .getValuesAs((JsonObject quote) -> new Selector(
                                quote.getString("exact"), quote.getString("prefix"), quote.getString("suffix")))));
    }
}
