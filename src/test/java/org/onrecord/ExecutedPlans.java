package org.onrecord;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * The plans of statements as PostgreSQL ran them, with what they read. They are in the log of {@link PostgresServer}:
 * auto_explain writes them, also those of the statements inside of functions.
 */
public final class ExecutedPlans {

    private static final Pattern ENTRY = Pattern.compile("duration: \\S+ ms  plan:$");

    private static final Pattern PARAMETER = Pattern.compile("= \\$\\d");

    private ExecutedPlans() {}

    /**
     * What a statement read.
     *
     * @param buffers pages of PostgreSQL's buffer cache, each as often as it was read
     * @param rows rows of tables and indexes, also those that did not match; a row of a scan of a whole table counts a
     *     tenth, as it does in the cost of a query
     */
    public record Read(long buffers, double rows) {}

    /** Makes all later connections to a database log the plans. */
    public static void log(String database) throws SQLException {
        try (Connection connection = PostgresServer.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String setting : List.of(
                    "session_preload_libraries = 'auto_explain'",
                    "auto_explain.log_min_duration = 0",
                    "auto_explain.log_analyze = on",
                    "auto_explain.log_buffers = on",
                    "auto_explain.log_timing = off",
                    "auto_explain.log_format = 'json'",
                    "auto_explain.log_nested_statements = on")) {
                statement.execute("ALTER DATABASE " + database + " SET " + setting);
            }
        }
    }

    /** Deletes what the server has logged. */
    public static void forget() throws IOException {
        Files.write(PostgresServer.LOG, new byte[0]);
    }

    /**
     * What the last statement read whose text contains a part, with the statements in its functions: these are all that
     * the log has before it.
     */
    public static Read last(String part) throws IOException {
        List<JsonObject> plans = plans();
        int last = last(plans, part);
        JsonObject whole = plans.get(last).getJsonObject("Plan");
        return new Read(
                whole.getJsonNumber("Shared Hit Blocks").longValue()
                        + whole.getJsonNumber("Shared Read Blocks").longValue(),
                plans.subList(0, last + 1).stream()
                        .mapToDouble(plan -> rows(plan.getJsonObject("Plan")))
                        .sum());
    }

    /**
     * Whether the last statement whose text contains a part ran with a plan for all values of its parameters, which
     * PostgreSQL makes once. A plan for the values of one execution has no parameters.
     */
    public static boolean isLastRepeated(String part) throws IOException {
        List<JsonObject> plans = plans();
        String plan = plans.get(last(plans, part)).getJsonObject("Plan").toString();
        return PARAMETER.matcher(plan).find();
    }

    private static int last(List<JsonObject> plans, String part) {
        for (int last = plans.size() - 1; last >= 0; last--) {
            if (plans.get(last).getString("Query Text").contains(part)) {
                return last;
            }
        }
        throw new IllegalStateException("The log has no plan of a statement with " + part);
    }

    private static List<JsonObject> plans() throws IOException {
        List<JsonObject> plans = new ArrayList<>();
        StringBuilder plan = null;
        for (String line : (Files.readString(PostgresServer.LOG) + "\n").split("\n", -1)) {
            if (plan != null && line.startsWith("\t")) { // A continued line.
                plan.append(line);
                continue;
            } else if (plan != null) {
                try (var json = Json.createReader(new StringReader(plan.toString()))) {
                    plans.add(json.readObject());
                }
                plan = null;
            }
            if (ENTRY.matcher(line).find()) {
                plan = new StringBuilder();
            }
        }
        return plans;
    }

    private static double rows(JsonObject plan) {
        double rows = 0;
        // A bitmap has no rows of its own: the scan of the table counts them.
        if (plan.containsKey("Relation Name")) {
            rows = (number(plan, "Actual Rows")
                            + number(plan, "Rows Removed by Filter")
                            + number(plan, "Rows Removed by Index Recheck"))
                    * number(plan, "Actual Loops");
            if (plan.getString("Node Type").equals("Seq Scan")) {
                rows /= 10;
            }
        }
        for (JsonValue part :
                plan.getOrDefault("Plans", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
            rows += rows(part.asJsonObject());
        }
        return rows;
    }

    private static double number(JsonObject plan, String key) {
        return plan.containsKey(key) ? plan.getJsonNumber(key).doubleValue() : 0;
    }
}
