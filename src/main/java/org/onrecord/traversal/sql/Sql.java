package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.plan.Param;

/** A piece of SQL with its bind parameters, in the order of their question marks. Values never become text of it. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Param> params = new ArrayList<>();

    static Sql of(String text) {
        return new Sql().add(text);
    }

    static Sql bind(Param param) {
        Sql sql = of("?::" + param.sqlType());
        sql.params.add(param);
        return sql;
    }

    Sql add(String more) {
        text.append(more);
        return this;
    }

    Sql add(Sql more) {
        text.append(more.text);
        params.addAll(more.params);
        return this;
    }

    /** Adds lines of their own, indented one step deeper. */
    Sql addIndented(Sql more) {
        text.append("\n  ").append(more.text.toString().replace("\n", "\n  "));
        params.addAll(more.params);
        return this;
    }

    static Sql join(List<Sql> parts, String separator) {
        Sql joined = new Sql();
        for (int i = 0; i < parts.size(); i++) {
            joined.add(i == 0 ? "" : separator).add(parts.get(i));
        }
        return joined;
    }

    String text() {
        return text.toString();
    }

    List<Param> params() {
        return params;
    }
}
