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
 * part of the text.
 */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Parameter> parameters = new ArrayList<>();

    static Sql of(String text) {
        return new Sql().add(text);
    }

    static Sql bind(Parameter parameter) {
        if (parameter.constant() != null) {
            return of("'" + parameter.constant() + "'::" + parameter.sqlType());
        }
        Sql sql = of("?::" + parameter.sqlType());
        sql.parameters.add(parameter);
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
        text.append(more);
        return this;
    }

    Sql add(Sql more) {
        text.append(more.text);
        parameters.addAll(more.parameters);
        return this;
    }

    /** Adds a fragment on new lines, indented by one level. */
    Sql addIndented(Sql more) {
        text.append("\n  ").append(more.text.toString().replace("\n", "\n  "));
        parameters.addAll(more.parameters);
        return this;
    }

    /** The columns that the expression reads from the rows with an alias, which constant text never contains. */
    Set<String> columns(String alias) {
        Set<String> columns = new LinkedHashSet<>();
        Matcher column = Pattern.compile("\\b" + alias + "\\.(\\w+)").matcher(text);
        while (column.find()) {
            columns.add(column.group(1));
        }
        return columns;
    }

    String text() {
        return text.toString();
    }

    List<Parameter> parameters() {
        return parameters;
    }
}
