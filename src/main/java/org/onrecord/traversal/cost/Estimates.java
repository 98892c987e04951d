package org.onrecord.traversal.cost;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.onrecord.traversal.cost.Rows.Request;

/**
 * The estimates of a plan for its latest requests. An estimate takes tens of microseconds, and depends only on a few
 * variables: on the sizes of pages, and on values whose frequency is known.
 */
final class Estimates {

    /** The most estimates that are kept. */
    private static final int MOST = 100;

    /** The most characters of a text that an estimate is kept for. */
    private static final int LONGEST = 50;

    /** Stands for the value of a variable that has none. */
    private static final Object ABSENT = new Object();

    private final Rows rows;
    private volatile Known known = new Known(null, Set.of(), Map.of());

    Estimates(Rows rows) {
        this.rows = rows;
    }

    /**
     * @param names the variables that the estimates depend on
     * @param rows the estimates by the values of these variables
     */
    private record Known(Statistics statistics, Set<String> names, Map<List<Object>, Double> rows) {

        List<Object> values(Map<String, Object> variables) {
            Object[] values = new Object[names.size()];
            int i = 0;
            for (String name : names) {
                values[i++] = variables.getOrDefault(name, ABSENT);
            }
            return Arrays.asList(values);
        }
    }

    /** The estimate for the coerced variables of a request. */
    double of(Map<String, Object> variables, Statistics statistics) {
        Known latest = known;
        if (latest.statistics == statistics) {
            Double estimate = latest.rows.get(latest.values(variables));
            if (estimate != null) {
                return estimate;
            }
        }
        ReadVariables read = new ReadVariables(variables);
        double estimate = rows.in(new Request(read, statistics));
        keep(estimate, read, latest, statistics);
        return estimate;
    }

    private void keep(double estimate, ReadVariables read, Known latest, Statistics statistics) {
        Known kept = latest;
        if (kept.statistics != statistics || kept.rows.size() >= MOST || !kept.names.containsAll(read.names)) {
            read.names.addAll(kept.names);
            kept = new Known(statistics, read.names, new ConcurrentHashMap<>());
        }
        List<Object> values = kept.values(read.all);
        if (values.stream().allMatch(Estimates::isSmall)) {
            kept.rows.put(values, estimate);
            known = kept;
        }
    }

    private static boolean isSmall(Object value) {
        return value instanceof String text
                ? text.length() <= LONGEST
                : !(value instanceof List || value instanceof Map);
    }

    /** Notes the names of the variables that are read. */
    private static final class ReadVariables extends AbstractMap<String, Object> {

        private final Map<String, Object> all;
        private final Set<String> names = new TreeSet<>();

        ReadVariables(Map<String, Object> all) {
            this.all = all;
        }

        @Override
        public boolean containsKey(Object name) {
            names.add((String) name);
            return all.containsKey(name);
        }

        @Override
        public Object get(Object name) {
            names.add((String) name);
            return all.get(name);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw new UnsupportedOperationException("An estimate reads single variables.");
        }
    }
}
