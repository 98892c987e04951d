package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.onrecord.traversal.plan.Parameter;

/**
 * A fragment of SQL with its bind parameters in the order of their question marks. A value of a request never becomes
 * part of the text. A fragment refers to the fragments in it, so that the text of a statement is written once, however
 * deeply they nest. A fragment that was added to another one must not change any more.
 */
final class Sql {

    /** Texts, parameters, and fragments. */
    private final List<Object> parts = new ArrayList<>();

    static Sql of(String text) {
        return new Sql().add(text);
    }

    static Sql bind(Parameter parameter) {
        if (parameter.constant() != null) {
            return of("'" + parameter.constant() + "'::" + parameter.sqlType());
        }
        Sql sql = new Sql();
        sql.parts.add(parameter);
        return sql;
    }

    static Sql select(Sql expression, String from) {
        return of("SELECT ").add(expression).add("\nFROM " + from);
    }

    static Sql subquery(Sql select) {
        return of("(").addBelow(select).add(")");
    }

    /** The expression, which evaluates to JSON text, or JSON's null if it evaluates to SQL's null. */
    static Sql orJsonNull(Sql expression) {
        return of("coalesce(").add(expression).add(", 'null')");
    }

    static Sql join(List<Sql> parts, String separator) {
        Sql joined = new Sql();
        for (int i = 0; i < parts.size(); i++) {
            joined.add(i == 0 ? "" : separator).add(parts.get(i));
        }
        return joined;
    }

    Sql add(String more) {
        parts.add(more);
        return this;
    }

    Sql add(Sql more) {
        parts.add(more);
        return this;
    }

    /** Adds a fragment on new lines. {@link Statement#lines} indents them. */
    Sql addBelow(Sql more) {
        return add("\n").add(more);
    }

    /**
     * The columns that the fragment reads from the rows with an alias, in the order of the text. No constant text
     * contains an alias with a dot.
     */
    Set<String> columns(String alias) {
        Set<String> columns = new LinkedHashSet<>();
        collectColumns(Pattern.compile("\\b" + alias + "\\.(\\w+)"), columns);
        return columns;
    }

    private void collectColumns(Pattern pattern, Set<String> columns) {
        for (Object part : parts) {
            if (part instanceof Sql sql) {
                sql.collectColumns(pattern, columns);
            } else if (part instanceof String text) {
                Matcher column = pattern.matcher(text);
                while (column.find()) {
                    columns.add(column.group(1));
                }
            }
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        write(text);
        return text.toString();
    }

    private void write(StringBuilder text) {
        for (Object part : parts) {
            if (part instanceof Sql sql) {
                sql.write(text);
            } else if (part instanceof Parameter parameter) {
                text.append("?::").append(parameter.sqlType());
            } else {
                text.append((String) part);
            }
        }
    }

    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        collect(parameters);
        return parameters;
    }

    private void collect(List<Parameter> parameters) {
        for (Object part : parts) {
            if (part instanceof Sql sql) {
                sql.collect(parameters);
            } else if (part instanceof Parameter parameter) {
                parameters.add(parameter);
            }
        }
    }
}
