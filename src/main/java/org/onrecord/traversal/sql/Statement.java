package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.onrecord.traversal.plan.Parameter;

/**
 * The SQL statement of a plan. For a query or a payload it returns one row: the number of bytes of the JSON text, and a
 * column of JSON text for each root of the plan; a column is null if the node does not exist, or if there are too many
 * bytes. With a single root there is no row if the node does not exist. For a subscription it returns one row of JSON
 * text for each event, or nulls if there are too many bytes.
 *
 * @param text the SQL with a question mark for each parameter
 * @param unboundParameters the parameters that the SQL does not need, for example the page size of a mere count. Their
 *     values are checked nevertheless.
 * @param maxBytes the most bytes of JSON text that the statement returns
 */
public record Statement(String text, List<Parameter> parameters, List<Parameter> unboundParameters, long maxBytes) {

    /** The first character of a column with the reason why a function has no result. No JSON text starts with it. */
    public static final char REFUSAL = '!';

    private static final Pattern PLACEHOLDER = Pattern.compile("\\?(?=::)");

    /**
     * The SQL of a query that also returns the version of the graph, in the first column. It takes an additional last
     * parameter, an array of bigint. If the array contains the version, the statement reads nothing else and all other
     * columns are null. OFFSET keeps PostgreSQL from comparing the version after it has read the graph.
     */
    public String conditionalText() {
        return "SELECT graph.version, response.*\n"
                + "FROM (SELECT coalesce(sum(version), 0)::bigint AS version FROM graph_version) graph\n"
                + "LEFT JOIN LATERAL (SELECT * FROM (" + text
                + ") read WHERE graph.version <> ALL (?) OFFSET 0) response ON true";
    }

    /** The lines of the SQL for people, indented by parentheses. The indentation would double the length of the SQL. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        int depth = 0;
        for (String line : text.split("\n")) {
            lines.add("  ".repeat(depth) + line);
            depth += count(line, '(') - count(line, ')');
        }
        return lines;
    }

    private static int count(String line, char parenthesis) {
        return (int) line.chars().filter(c -> c == parenthesis).count();
    }

    /**
     * The SQL with PostgreSQL's numbered parameters {@code $1}, {@code $2} instead of question marks. A parameter that
     * occurs more than once has one number, and one value.
     */
    public Numbered numbered() {
        Map<Parameter, Integer> numbers = new IdentityHashMap<>();
        List<Parameter> distinct = new ArrayList<>();
        Iterator<Parameter> next = parameters.iterator();
        String numbered = PLACEHOLDER.matcher(text).replaceAll(placeholder -> {
            Parameter parameter = next.next();
            if (!numbers.containsKey(parameter)) {
                distinct.add(parameter);
                numbers.put(parameter, distinct.size());
            }
            return "\\$" + numbers.get(parameter);
        });
        return new Numbered(numbered, distinct);
    }

    /** @param parameters in the order of their numbers */
    public record Numbered(String text, List<Parameter> parameters) {}
}
