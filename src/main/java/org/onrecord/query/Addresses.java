package org.onrecord.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Setting;
import org.onrecord.traversal.graph.DatabaseFunction.Value;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.NodeInterface;

/** The addresses of nodes, and the interface of the types that have one. */
@Singleton
public class Addresses implements FieldProvider {

    private static final String PATH = "resourcePath";
    private static final String PATH_DESCRIPTION =
            "The path of the node's address at this service, for example `/people/vladimir-putin`.";
    private static final String LABEL = "label";

    @Override
    public List<NodeInterface> nodeInterfaces() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(PATH, PATH_DESCRIPTION);
        fields.put(
                LABEL,
                "What a link to the node shows: the name of a person or an event, the headline of an article, the words"
                        + " of a quote.");
        return List.of(new NodeInterface(
                "UniformResourceLocatable",
                "A node that has an address, at which browsers and programs find it. All types of results of"
                        + " `search`, `timeline`, `path`, `node` and `nodes` implement it, so one fragment makes a link"
                        + " of each.",
                fields));
    }

    @Override
    public Map<Class<?>, List<DatabaseFunction>> nodeFields() {
        return Map.of(
                Person.class,
                List.of(path("slug", new Setting("people")), label("name", "The name of the person, for a link.")),
                Event.class,
                List.of(path("slug", new Setting("events")), label("name", "The name of the event, for a link.")),
                Article.class,
                List.of(
                        path("id", new Setting("articles"), new Setting("Article")),
                        label("headline", "The headline of the article, for a link.")),
                Quote.class,
                List.of(
                        path("id", new Setting("quotes"), new Setting("Quote")),
                        label("text", "The words of the quote, for a link.")));
    }

    private static DatabaseFunction path(String key, DatabaseFunction.Argument... parts) {
        return new DatabaseFunction(
                PATH,
                PATH_DESCRIPTION,
                "resource_path",
                List.of(key),
                List.of(parts),
                new Value(ColumnType.STRING, false));
    }

    private static DatabaseFunction label(String column, String description) {
        return new DatabaseFunction(
                LABEL, description, "node_label", List.of(column), List.of(), new Value(ColumnType.STRING, false));
    }
}
