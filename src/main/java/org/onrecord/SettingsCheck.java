package org.onrecord;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

import jakarta.annotation.Priority;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;

import org.onrecord.traversal.limits.TimeUnits;

import static java.util.Map.entry;

/**
 * Rejects values of settings with which the service cannot work, when they are read. Constraints of Bean Validation on
 * the interfaces of settings would need reflection in native executables.
 */
@Priority(Priorities.APPLICATION) // Outside of the interceptors that resolve profiles and expressions.
public final class SettingsCheck implements ConfigSourceInterceptor {

    /** What a value is, and how it is compared: as a number, in bytes or in milliseconds. */
    private enum Kind {
        NUMBER("a number", "", Long::parseLong),
        /** Vert.x has sizes of messages and of buffers as int. */
        SIZE("a size, such as 256K or 10M,", " bytes", text -> new MemorySizeConverter()
                .convert(text)
                .asLongValue()),
        DURATION("a duration, such as 10S or 1H,", " ms", text -> millis(new DurationConverter().convert(text))),
        POSTGRES_TIME(
                "a time in PostgreSQL's notation, such as 10s or 500ms,", " ms", text -> millis(TimeUnits.parse(text)));

        private final String description;
        private final String unit;
        private final ToLongFunction<String> parser;

        Kind(String description, String unit, ToLongFunction<String> parser) {
            this.description = description;
            this.unit = unit;
            this.parser = parser;
        }

        private static long millis(Duration duration) {
            return duration.toMillis();
        }

        private long most() {
            return this == SIZE ? 1L << 30 : Long.MAX_VALUE;
        }
    }

    /** @param most the setting whose value is the most that is allowed, or null */
    private record Rule(Kind kind, long least, String most) {

        private static Rule number(long least) {
            return new Rule(Kind.NUMBER, least, null);
        }

        private static Rule size(long least) {
            return new Rule(Kind.SIZE, least, null);
        }

        private static Rule duration(long least) {
            return new Rule(Kind.DURATION, least, null);
        }

        private static Rule postgresTime() {
            return new Rule(Kind.POSTGRES_TIME, 1, null);
        }

        private Rule upTo(String setting) {
            return new Rule(kind, least, setting);
        }
    }

    private static final Map<String, Rule> RULES = Map.ofEntries(
            entry("onrecord.limits.body", Rule.size(1).upTo("onrecord.limits.bodies")),
            entry("onrecord.limits.bodies", Rule.size(1)),
            entry("onrecord.limits.body-time", Rule.duration(1)),
            entry("onrecord.limits.response", Rule.size(1).upTo("onrecord.limits.responses")),
            entry("onrecord.limits.responses", Rule.size(1)),
            entry("onrecord.limits.json-depth", Rule.number(1)),
            entry("onrecord.limits.document.characters", Rule.number(1)),
            entry("onrecord.limits.document.tokens", Rule.number(1)),
            entry("onrecord.limits.document.fragments", Rule.number(0)),
            entry("onrecord.limits.document.depth", Rule.number(1)),
            entry("onrecord.limits.document.fields", Rule.number(1)),
            entry("onrecord.limits.document.root-fields", Rule.number(1)),
            entry("onrecord.limits.document.aliases", Rule.number(0)),
            entry("onrecord.limits.page.default-size", Rule.number(1).upTo("onrecord.limits.page.max-size")),
            entry("onrecord.limits.page.max-size", Rule.number(1)),
            entry("onrecord.limits.groups.default-size", Rule.number(1).upTo("onrecord.limits.groups.max-size")),
            entry("onrecord.limits.groups.max-size", Rule.number(1)),
            entry("onrecord.limits.filter.depth", Rule.number(1)),
            entry("onrecord.limits.filter.conditions", Rule.number(1)),
            entry("onrecord.limits.filter.values", Rule.number(1)),
            entry("onrecord.limits.order-keys", Rule.number(1)),
            entry("onrecord.limits.cost.max", Rule.number(1)),
            entry("onrecord.limits.cost.max-event", Rule.number(1).upTo("onrecord.limits.cost.max")),
            entry("onrecord.limits.client.running", Rule.number(1)),
            entry("onrecord.limits.client.waiting", Rule.number(0)),
            entry("onrecord.limits.statement-timeout", Rule.postgresTime()),
            entry("onrecord.limits.write-timeout", Rule.postgresTime()),
            entry("onrecord.limits.lock-timeout", Rule.postgresTime()),
            // Without WebSockets or subscriptions the service still works.
            entry("onrecord.live.max-connections", Rule.number(0)),
            entry("onrecord.live.max-connections-per-client", Rule.number(0)),
            entry("onrecord.live.max-subscriptions", Rule.number(0)),
            entry("onrecord.live.max-subscriptions-per-client", Rule.number(0)),
            entry("onrecord.live.max-operations", Rule.number(1)),
            entry("onrecord.live.init-timeout", Rule.duration(1)),
            entry("onrecord.live.keep-alive", Rule.duration(1)),
            entry("onrecord.live.max-pending", Rule.number(1)),
            entry("onrecord.live.send-buffer", Rule.size(1)),
            entry("onrecord.live.poll-interval", Rule.duration(1)),
            entry("onrecord.import.batch", Rule.number(1)),
            entry("onrecord.import.writers", Rule.number(1)),
            entry("onrecord.import.line", Rule.size(1)),
            entry("onrecord.import.reported-errors", Rule.number(0)),
            entry("onrecord.import.running", Rule.number(1)),
            entry("onrecord.import.progress", Rule.duration(1)),
            entry("onrecord.read.body", Rule.size(1)),
            entry("onrecord.read.pages", Rule.number(1)),
            entry("onrecord.export.running", Rule.number(1)),
            entry("onrecord.export.deadline", Rule.duration(1)),
            entry("onrecord.export.stall", Rule.duration(1)),
            entry("onrecord.persisted-queries.max-documents", Rule.number(0)),
            entry("onrecord.persisted-queries.max-document-size", Rule.size(0)),
            entry("onrecord.persisted-queries.max-per-minute", Rule.number(0)),
            entry("onrecord.persisted-queries.memory", Rule.size(0)),
            entry("onrecord.caching.max-age", Rule.duration(0)),
            entry("onrecord.slow-query.threshold", Rule.duration(0)),
            entry("onrecord.slow-query.explain-interval", Rule.duration(0)),
            entry("onrecord.metrics.most-operations", Rule.number(0)),
            entry("onrecord.pages.csv-rows", Rule.number(1)),
            entry("onrecord.path.max-rows", Rule.number(1)),
            entry("onrecord.trusted-proxies", Rule.number(0)),
            entry("quarkus.datasource.jdbc.max-size", Rule.number(1)),
            entry("quarkus.datasource.reads.jdbc.max-size", Rule.number(1)),
            // Without them, all reads run on worker threads.
            entry("onrecord.event-loop-connections", Rule.number(0)),
            entry("quarkus.datasource.fresh.jdbc.max-size", Rule.number(2)), // One listens.
            entry("quarkus.datasource.probe.jdbc.max-size", Rule.number(1)),
            entry("quarkus.datasource.documents.jdbc.max-size", Rule.number(1)),
            // Operations have three quarters of the threads, and those that wait have half.
            entry("quarkus.thread-pool.max-threads", Rule.number(4)),
            entry("quarkus.http.limits.max-connections", Rule.number(1)));

    /** The value of a setting is invalid. The message is one line for the operator. */
    static final class InvalidSetting extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private InvalidSetting(String message) {
            super(message);
        }

        /** Quarkus prints it. */
        @Override
        public String toString() {
            return getMessage();
        }
    }

    /** SmallRye Config takes any other value for false: a misspelt one could open what the operator wants closed. */
    private static final List<String> TRUE_OR_FALSE =
            List.of("true", "false", "yes", "no", "y", "n", "on", "off", "1", "0");

    /** The settings that have one of a few values. Case makes no difference to them. */
    private static final Map<String, List<String>> CHOICES = Map.ofEntries(
            entry("onrecord.access.developer", TRUE_OR_FALSE),
            entry("onrecord.access.open-reading", TRUE_OR_FALSE),
            entry("onrecord.caching.scope", List.of("public", "private")),
            entry("onrecord.demo", TRUE_OR_FALSE),
            entry("onrecord.explain", TRUE_OR_FALSE),
            entry("onrecord.export.open", TRUE_OR_FALSE),
            entry("onrecord.limits.cost.reported", TRUE_OR_FALSE),
            entry("onrecord.limits.introspection", TRUE_OR_FALSE),
            entry("onrecord.pages.article-text", List.of("whole", "around-quotes", "none")),
            entry("onrecord.pages.crawling", TRUE_OR_FALSE),
            entry("onrecord.persisted-queries.automatic", TRUE_OR_FALSE),
            entry("onrecord.persisted-queries.only-registered", TRUE_OR_FALSE));

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        Rule rule = RULES.get(name);
        if (rule != null && value != null && value.getValue() != null) {
            check(name, value.getValue(), rule, rule.most == null ? null : context.proceed(rule.most));
        }
        List<String> choices = CHOICES.get(name);
        if (choices != null && value != null && value.getValue() != null) {
            check(name, value.getValue(), choices);
        }
        return value;
    }

    private static void check(String name, String text, List<String> choices) {
        if (!choices.contains(text.strip().toLowerCase(Locale.ROOT).replace('_', '-'))) {
            throw new InvalidSetting(variable(name) + "=" + text + " is not allowed. It must be one of "
                    + String.join(", ", choices) + ".");
        }
    }

    private static void check(String name, String text, Rule rule, ConfigValue other) {
        Long value = parse(rule.kind, text);
        Long known = other == null || other.getValue() == null ? null : parse(rule.kind, other.getValue());
        if (known != null && known < rule.least) {
            known = null; // It is not allowed itself, and has a message of its own.
        }
        long most = known == null ? rule.kind.most() : known;
        if (value == null || value < rule.least || value > most) {
            String end = most == Long.MAX_VALUE ? "" : " to " + most + rule.kind.unit;
            throw new InvalidSetting(variable(name) + "=" + text + " is not allowed. It must be "
                    + rule.kind.description + " from " + rule.least + end
                    + (known == null ? "" : ", which is the value of " + variable(rule.most)) + ".");
        }
    }

    /** Null if the text is no value of the kind. */
    private static Long parse(Kind kind, String text) {
        try {
            return kind.parser.applyAsLong(text.strip());
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
