package org.onrecord.traversal.plan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import graphql.language.SourceLocation;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.ColumnType;

/**
 * Parses and checks a cursor in the arguments of one field. It checks each value, because a client can forge a cursor.
 *
 * @param name the name of the argument: {@code after} or {@code before}
 * @param size the number of values that the cursor must have
 * @param signature the signature that the cursor must have
 */
record CursorArgument(
        String name, ArgumentValue argument, int size, CursorSignature signature, SourceLocation location) {

    /**
     * One value of the cursor.
     *
     * @param index the index of the value in the cursor
     * @param type the type that the value must have
     */
    Object value(int index, ColumnType type, ParameterValues values) {
        Cursor cursor = values.once(this, () -> cursor(values));
        return parse(cursor.values().get(index), type);
    }

    private Cursor cursor(ParameterValues values) {
        Cursor cursor = Cursor.parse((String) argument.in(values.variables()));
        if (cursor == null) {
            throw invalidCursor();
        }
        if (!cursor.signature().equals(signature.value(values))) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    "`" + name + "` is a cursor of another list. A cursor is valid only for its own list, with the same"
                            + " `filter` and `orderBy`.",
                    location);
        }
        if (cursor.values().size() != size) {
            throw invalidCursor();
        }
        return cursor;
    }

    private Object parse(String value, ColumnType type) {
        if (value == null && type != ColumnType.ID) {
            return null;
        }
        try {
            return switch (type) {
                case STRING, ENUM -> TextValue.check(value, location);
                case INT -> Integer.valueOf(value);
                case FLOAT -> Double.valueOf(value);
                case BOOLEAN -> Boolean.valueOf(value);
                case DATE -> checkYear(LocalDate.parse(value)).toString();
                case DATE_TIME -> {
                    OffsetDateTime time = OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC);
                    checkYear(time.toLocalDate());
                    yield time.toString();
                }
                case ID -> Long.valueOf(value);
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw invalidCursor();
        }
    }

    private static LocalDate checkYear(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new DateTimeException("The database stores years from 1 to 9999 only");
        }
        return date;
    }

    private ApiException invalidCursor() {
        return new ApiException(
                ErrorCode.BAD_USER_INPUT,
                "`" + name + "` is not a cursor. Use a cursor from `pageInfo` or `edges.cursor` of another page.",
                location);
    }
}
