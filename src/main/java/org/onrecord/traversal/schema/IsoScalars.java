package org.onrecord.traversal.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.UnaryOperator;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;

/** The scalars of the schema that GraphQL itself does not have. Inside the service their values are ISO 8601 texts. */
final class IsoScalars {

    static final GraphQLScalarType DATE =
            scalar("Date", "A calendar day in ISO 8601: `2018-07-16`.", "2018-07-16", text -> withinOurEra(
                            LocalDate.parse(text))
                    .toString());

    static final GraphQLScalarType DATE_TIME = scalar(
            "DateTime",
            "An instant in ISO 8601, given in UTC to the millisecond: `2018-07-16T14:00:00.000Z`. Input may have any offset.",
            "2018-07-16T14:00:00Z",
            text -> {
                OffsetDateTime time = OffsetDateTime.parse(text);
                withinOurEra(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate());
                return millisecond(time.toInstant());
            });

    private IsoScalars() {}

    /** Years of four digits, which all that reads ISO 8601 understands; the database holds no others. */
    private static LocalDate withinOurEra(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new DateTimeException("not a year from 0001 to 9999");
        }
        return date;
    }

    /** PostgreSQL would round to the column's millisecond; an instant that is none would then never equal itself. */
    private static String millisecond(Instant instant) {
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
            throw new DateTimeException("finer than a millisecond");
        }
        return instant.toString();
    }

    private static GraphQLScalarType scalar(
            String name, String description, String example, UnaryOperator<String> normalize) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .description(description)
                .coercing(new IsoText(name, example, normalize))
                .build();
    }

    private record IsoText(String name, String example, UnaryOperator<String> normalize)
            implements Coercing<String, String> {

        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return value.toString();
        }

        @Override
        public String parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return normalize.apply((String) input);
            } catch (ClassCastException | DateTimeException e) {
                throw new CoercingParseValueException(explain(input));
            }
        }

        @Override
        public String parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (input instanceof StringValue text) {
                try {
                    return normalize.apply(text.getValue());
                } catch (DateTimeException e) {
                    throw new CoercingParseLiteralException(explain(text.getValue()));
                }
            }
            throw new CoercingParseLiteralException(explain("this literal"));
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(input.toString());
        }

        private String explain(Object input) {
            return "'" + input + "' is not a " + name + " in ISO 8601, such as \"" + example + "\"";
        }
    }
}
