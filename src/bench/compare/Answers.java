import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Compares the answers of all sides to all sets of variables, and counts the buffers that PostgreSQL reads. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Load load;
    private final Connection database;
    private final Path same;
    private final Path logs;

    /** The folder of logs is where answers are written for jq; same is a program for jq. */
    Answers(Load load, Connection database, Path same, Path logs) {
        this.load = load;
        this.database = database;
        this.same = same;
        this.logs = logs;
    }

    /** Returns the buffers a request of each side. Throws an IOException if two sides differ. */
    Map<String, Double> compare(Query query, List<Side> sides) throws IOException, InterruptedException, SQLException {
        Map<String, Double> buffers = new LinkedHashMap<>();
        Map<String, JsonNode[]> answers = new LinkedHashMap<>();
        for (Side side : sides) {
            if (query.isAnsweredBy(side)) {
                JsonNode[] received = new JsonNode[query.variables().size()];
                execute("SELECT bench.pg_stat_statements_reset()");
                load.ask(query, side, (index, answer) -> received[index] = data(query, answer));
                buffers.put(side.name(), (double) buffers() / received.length);
                answers.put(side.name(), received);
            }
        }
        JsonNode[] ours = answers.get(Side.OURS);
        for (Map.Entry<String, JsonNode[]> other : answers.entrySet()) {
            if (other.getKey().equals(Side.FLOOR)) {
                compareTexts(query, ours, other.getValue());
            } else if (other.getKey().startsWith(Side.POSTGRAPHILE)) {
                compareMapped(query, ours, other.getValue());
            }
        }
        return buffers;
    }

    private static JsonNode data(Query query, byte[] answer) throws IOException {
        String text = new String(answer, StandardCharsets.UTF_8);
        return JSON.readTree(query.withoutAlias(text)).path("data");
    }

    private static void compareTexts(Query query, JsonNode[] ours, JsonNode[] floor) throws IOException {
        for (int i = 0; ours != null && i < ours.length; i++) {
            expectEqual(query, i, withoutCursors(ours[i]), withoutCursors(floor[i]), Side.FLOOR);
        }
    }

    /** Cursors are opaque: those of the service contain a checksum of the order, which the floor does not know. */
    private static String withoutCursors(JsonNode data) {
        return data.toString().replaceAll("\"(cursor|endCursor)\":\"[^\"]*\"", "\"$1\":\"\"");
    }

    private void compareMapped(Query query, JsonNode[] ours, JsonNode[] postGraphile)
            throws IOException, InterruptedException {
        if (ours == null) {
            return;
        }
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < ours.length; i++) {
            ObjectNode pair = JSON.createObjectNode().put("query", query.folder());
            pair.set("ours", ours[i]);
            pair.set("postgraphile", postGraphile[i]);
            pairs.append(pair).append('\n');
        }
        Path file = logs.resolve("answers-" + query.name() + ".json");
        Files.writeString(file, pairs);
        Process jq = new ProcessBuilder("jq", "-c", "-f", same.toString(), file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader mapped = jq.inputReader()) {
            for (int i = 0; i < ours.length; i++) {
                String line = mapped.readLine();
                if (line == null) {
                    throw new IOException("jq cannot compare " + file);
                }
                JsonNode pair = JSON.readTree(line);
                expectEqual(query, i, pair.get(0).toString(), pair.get(1).toString(), Side.POSTGRAPHILE);
            }
        }
        if (jq.waitFor() != 0) {
            throw new IOException("jq cannot compare " + file);
        }
    }

    private static void expectEqual(Query query, int index, String ours, String other, String side) throws IOException {
        if (!ours.equals(other)) {
            throw new IOException("ours and " + side + " differ with the variables " + query.variables().get(index)
                    + Text.difference(ours, other));
        }
    }

    private long buffers() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(shared_blks_hit + shared_blks_read)"
                        + " FROM bench.pg_stat_statements WHERE query NOT LIKE '%pg_stat_statements%'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Buffers are counted only while answers are compared, because counting takes time. */
    void countBuffers(boolean count) throws SQLException, InterruptedException {
        execute("ALTER SYSTEM SET pg_stat_statements.track = '" + (count ? "top" : "none") + "'");
        execute("SELECT pg_reload_conf()");
        // Sessions notice the change with their next statement after a signal.
        Thread.sleep(500);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
