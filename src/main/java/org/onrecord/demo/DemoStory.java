package org.onrecord.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.json.bind.Jsonb;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadTarget;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.publishing.Entry;
import org.onrecord.publishing.Publisher;

/**
 * The story the product was born from, the Helsinki summit of 2018, published at start where {@code onrecord.demo} is set, unless it is
 * there: what editors changed of it stays.
 * Its facts are public record; its articles are our own and stand under example.org.
 */
@ApplicationScoped
class DemoStory {

    private static final Logger LOG = Logger.getLogger(DemoStory.class);

    /** One of the story's articles. All of the story is published in one transaction, so where this one is, all is. */
    private static final String ARTICLE = "https://example.org/onrecord-demo/helsinki";

    private final ReadConnections reads;
    private final Publisher publisher;
    private final Jsonb jsonb;
    private final boolean wanted;

    DemoStory(
            ReadConnections reads,
            Publisher publisher,
            Jsonb jsonb,
            @ConfigProperty(name = "onrecord.demo") boolean wanted) {
        this.reads = reads;
        this.publisher = publisher;
        this.jsonb = jsonb;
        this.wanted = wanted;
    }

    void publish(@Observes StartupEvent start) {
        if (wanted && !reads.read(ReadTarget.REPLICA, null, DemoStory::isPublished)) {
            List<Entry> story = new ArrayList<>();
            for (PersonInput person : read("people", PersonInput[].class)) {
                story.add(new Entry(person, null, null));
            }
            for (EventInput event : read("events", EventInput[].class)) {
                story.add(new Entry(null, event, null));
            }
            for (ArticleInput article : read("articles", ArticleInput[].class)) {
                story.add(new Entry(null, null, article));
            }
            publisher.publish(story);
            LOG.infof("The demo story is there: %d people, events and articles", story.size());
        }
    }

    private static boolean isPublished(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT FROM article WHERE url = ?")) {
            select.setString(1, ARTICLE);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private <T> T read(String file, Class<T> type) {
        try (InputStream json = DemoStory.class.getResourceAsStream("/demo/" + file + ".json")) {
            return jsonb.fromJson(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
