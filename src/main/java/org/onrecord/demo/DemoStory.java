package org.onrecord.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.onrecord.mutation.input.NodeInput;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.publishing.Publisher;

/**
 * Publishes a story about the Helsinki summit of 2018 at start, if {@code onrecord.demo} is set and the story is not
 * stored yet. Its facts are public record. Its articles were written for this project and have URLs of example.org.
 */
@ApplicationScoped
class DemoStory {

    private static final Logger LOG = Logger.getLogger(DemoStory.class);

    /**
     * One article of the story. The story is published in one transaction, so if this article is stored, all of it is.
     */
    private static final String ARTICLE = "https://example.org/onrecord-demo/helsinki";

    private final ReadConnections reads;
    private final Publisher publisher;
    private final Jsonb jsonb;
    private final boolean enabled;

    DemoStory(
            ReadConnections reads,
            Publisher publisher,
            Jsonb jsonb,
            @ConfigProperty(name = "onrecord.demo") boolean enabled) {
        this.reads = reads;
        this.publisher = publisher;
        this.jsonb = jsonb;
        this.enabled = enabled;
    }

    void publish(@Observes StartupEvent start) {
        if (enabled && !reads.read(ReadTarget.REPLICA, null, DemoStory::isPublished)) {
            List<NodeInput> story = new ArrayList<>();
            Arrays.stream(read("people", PersonInput[].class))
                    .map(NodeInput::of)
                    .forEach(story::add);
            Arrays.stream(read("events", EventInput[].class)).map(NodeInput::of).forEach(story::add);
            Arrays.stream(read("articles", ArticleInput[].class))
                    .map(NodeInput::of)
                    .forEach(story::add);
            publisher.publishAll(story);
            LOG.infof("Published the demo story: %d people, events and articles", story.size());
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
