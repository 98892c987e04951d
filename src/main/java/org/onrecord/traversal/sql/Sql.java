package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.plan.Parameter;

/**
 * A fragment of SQL with its bind parameters in the order of their question marks. A value of a request never becomes
 * part of the text. A fragment refers to the fragments in it, so that the text of a statement is written once, however
 * deeply they nest. A fragment that was added to another one must not change any more.
 */
final class Sql {

    /** Texts, parameters, and fragments. */
    private final List<Object> parts = new ArrayList<>();

    private record Indented(Sql sql) {}

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
        return of("(").addIndented(select).add(")");
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

    /** Adds a fragment on new lines, indented by one level. */
    Sql addIndented(Sql more) {
        parts.add(new Indented(more));
        return this;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        write(text, "\n");
        return text.toString();
    }

    /** @param newLine with the indentation of the fragment */
    private void write(StringBuilder text, String newLine) {
        for (Object part : parts) {
            if (part instanceof Sql sql) {
                sql.write(text, newLine);
            } else if (part instanceof Indented indented) {
                String deeper = newLine + "  ";
                indented.sql.write(text.append(deeper), deeper);
            } else if (part instanceof Parameter parameter) {
                text.append("?::").append(parameter.sqlType());
            } else {
                text.append(((String) part).replace("\n", newLine));
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
            } else if (part instanceof Indented indented) {
                indented.sql.collect(parameters);
            } else if (part instanceof Parameter parameter) {
                parameters.add(parameter);
            }
        }
    }
}
