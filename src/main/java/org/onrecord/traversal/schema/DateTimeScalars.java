package org.onrecord.traversal.schema;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.UnaryOperator;

import graphql.Directives;
import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLAppliedDirectiveArgument;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;

/** The custom scalars of the schema. Java represents their values as ISO 8601 text. */
final class DateTimeScalars {

    /** RFC 3339, a profile of ISO 8601: {@code full-date} and {@code date-time}. */
    private static final String SPECIFICATION = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6";

    static final GraphQLScalarType DATE = scalar(
            "Date", "A calendar date in ISO 8601: `2018-07-16`.", "2018-07-16", text -> checkYear(LocalDate.parse(text))
                    .toString());

    static final GraphQLScalarType DATE_TIME = scalar(
            "DateTime",
            "An instant in ISO 8601 in UTC: `2018-07-16T14:00:00.000Z`. It has three digits of a second, or six if the"
                    + " last three are not 0. Inputs may have any offset; digits after the sixth are cut off.",
            "2018-07-16T14:00:00Z",
            text -> {
                OffsetDateTime time = OffsetDateTime.parse(text);
                checkYear(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate());
                // PostgreSQL would round them, and a filter would not find the stored value.
                return time.toInstant().truncatedTo(ChronoUnit.MICROS).toString();
            });

    private DateTimeScalars() {}

    /**
     * Rejects years that do not have four digits. Not every client can parse them, and the database does not store
     * them.
     */
    private static LocalDate checkYear(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new UnsupportedYear();
        }
        return date;
    }

    /** The text of an instant that a Java method returns, in the form in which the database writes instants. */
    private static String dateTime(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        boolean isWhole = time.getNano() % 1_000_000 == 0;
        return new DateTimeFormatterBuilder()
                .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, isWhole ? 3 : 6, isWhole ? 3 : 6, true)
                .appendLiteral('Z')
                .toFormatter(Locale.ROOT)
                .format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }

    private static final class UnsupportedYear extends DateTimeException {
        UnsupportedYear() {
            super("The year is not supported");
        }
    }

    private static GraphQLScalarType scalar(
            String name, String description, String example, UnaryOperator<String> normalize) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .description(description)
                .specifiedByUrl(SPECIFICATION)
                // Introspection reads the URL, and the printer of the SDL the directive.
                .withAppliedDirective(GraphQLAppliedDirective.newDirective()
                        .name(Directives.SpecifiedByDirective.getName())
                        .argument(GraphQLAppliedDirectiveArgument.newArgument()
                                .name("url")
                                .type(GraphQLNonNull.nonNull(Scalars.GraphQLString))
                                .valueProgrammatic(SPECIFICATION))
                        .build())
                .coercing(new IsoText(name, example, normalize))
                .build();
    }

    private record IsoText(String name, String example, UnaryOperator<String> normalize)
            implements Coercing<String, String> {

        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return name.equals(DATE_TIME.getName()) ? dateTime(value.toString()) : value.toString();
        }

        @Override
        public String parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return normalize.apply((String) input);
            } catch (ClassCastException | DateTimeException e) {
                throw new CoercingParseValueException(message(input, e));
            }
        }

        @Override
        public String parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (input instanceof StringValue text) {
                try {
                    return normalize.apply(text.getValue());
                } catch (DateTimeException e) {
                    throw new CoercingParseLiteralException(message(text.getValue(), e));
                }
            }
            throw new CoercingParseLiteralException(message("this literal", null));
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(input.toString());
        }

        private String message(Object input, RuntimeException failure) {
            return failure instanceof UnsupportedYear
                    ? "'" + input + "' has a year that is not from 0001 to 9999"
                    : "'" + input + "' is not a " + name + " in ISO 8601, for example \"" + example + "\"";
        }
    }
}
