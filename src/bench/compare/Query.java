import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A query with its sets of variables.
 *
 * @param name      of the line in the table
 * @param folder    where its files are
 * @param unique    whether each request is a document that the server has never seen
 * @param document  for the service
 * @param postGraphileDocument for PostGraphile; null if PostGraphile cannot answer the query
 * @param variables JSON objects, in an order that mixes expensive and cheap ones
 */
record Query(
        String name,
        String folder,
        boolean unique,
        String document,
        String postGraphileDocument,
        List<String> variables) {

    private static final String UNIQUE = "unique-documents";
    private static final String UNIQUE_FOLDER = "q2-flagship";
    private static final AtomicLong DOCUMENTS = new AtomicLong();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The queries whose names begin with one of the prefixes, in the order of their numbers. */
    static List<Query> load(Path queries, List<String> prefixes, Connection database) throws IOException, SQLException {
        List<String> names;
        try (var folders = Files.list(queries)) {
            names = new ArrayList<>(folders.map(folder -> folder.getFileName().toString())
                    .sorted((a, b) -> Integer.compare(number(a), number(b)))
                    .toList());
        }
        names.add(UNIQUE);
        List<Query> loaded = new ArrayList<>();
        for (String name : names) {
            if (prefixes.isEmpty() || prefixes.stream().anyMatch(prefix -> (name + "-").startsWith(prefix + "-"))) {
                loaded.add(load(queries, name, database));
            }
        }
        return loaded;
    }

    private static int number(String folder) {
        return Integer.parseInt(folder.substring(1, folder.indexOf('-')));
    }

    private static Query load(Path queries, String name, Connection database) throws IOException, SQLException {
        boolean unique = name.equals(UNIQUE);
        String folderName = unique ? UNIQUE_FOLDER : name;
        Path folder = queries.resolve(folderName);
        Path postGraphile = folder.resolve("postgraphile.graphql");
        List<String> variables = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(Files.readString(folder.resolve("variables.sql")))) {
            while (rows.next()) {
                variables.add(rows.getString(1));
            }
        }
        // The files sort by fame. All requests in flight at the same time would be expensive, or all cheap.
        Collections.shuffle(variables, new Random(1));
        return new Query(
                name,
                folderName,
                unique,
                Files.readString(folder.resolve("query.graphql")),
                Files.exists(postGraphile) ? Files.readString(postGraphile) : null,
                variables);
    }

    boolean isAnsweredBy(Side side) {
        return !side.isPostGraphile() || postGraphileDocument != null;
    }

    /** For each index of a set of variables, the whole HTTP request. */
    IntFunction<byte[]> requests(Side side) {
        if (unique) {
            return index -> request(side, index, DOCUMENTS.incrementAndGet());
        }
        byte[][] requests = new byte[variables.size()][];
        for (int index = 0; index < requests.length; index++) {
            requests[index] = request(side, index, 0);
        }
        return index -> requests[index];
    }

    /** An answer without the alias that makes a document unique. */
    String withoutAlias(String answer) {
        return unique ? answer.replaceFirst("\"name_\\d+\":", "\"name\":") : answer;
    }

    private byte[] request(Side side, int index, long number) {
        String text = side.isPostGraphile() ? postGraphileDocument : document;
        if (number > 0) {
            text = text.replaceFirst("\\bname\\b", "name_" + number + ": name");
        }
        try {
            return HttpConnection.post(
                    side.port(),
                    side.path(this),
                    "{\"query\":" + JSON.writeValueAsString(text) + ",\"variables\":" + variables.get(index) + "}");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
