package org.onrecord.publishing;

import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;

import org.onrecord.mutation.validation.GivenFields;

/**
 * A column that inputs can write. One declaration serves creation, update and merge.
 *
 * @param <E> the entity
 * @param <F> the inputs
 * @param <T> the values
 * @param required whether the column is NOT NULL
 * @param merge combines the value of a node with that of a deleted node or of another report; by default the value of
 *     the node wins
 */
record WritableColumn<E, F, T>(
        String field,
        boolean required,
        Function<F, T> input,
        Function<E, T> getter,
        BiConsumer<E, T> setter,
        BinaryOperator<T> merge) {

    static <E, F, T> WritableColumn<E, F, T> required(
            String field, Function<F, T> input, Function<E, T> getter, BiConsumer<E, T> setter) {
        return new WritableColumn<>(field, true, input, getter, setter, WritableColumn::firstNonNull);
    }

    static <E, F, T> WritableColumn<E, F, T> optional(
            String field, Function<F, T> input, Function<E, T> getter, BiConsumer<E, T> setter) {
        return new WritableColumn<>(field, false, input, getter, setter, WritableColumn::firstNonNull);
    }

    static <T> T firstNonNull(T first, T second) {
        return first == null ? second : first;
    }

    WritableColumn<E, F, T> mergedBy(BinaryOperator<T> function) {
        return new WritableColumn<>(field, required, input, getter, setter, function);
    }

    /** Writes the value of an input to an entity, if the input has the field. */
    void assign(E entity, F fields, GivenFields given) {
        if (required) {
            given.setRequired(field, input.apply(fields), value -> setter.accept(entity, value));
        } else {
            given.set(field, input.apply(fields), value -> setter.accept(entity, value));
        }
    }

    /** Writes the value of an input to an entity, if the input has one. */
    void take(E entity, F fields) {
        setter.accept(entity, firstNonNull(input.apply(fields), getter.apply(entity)));
    }

    /** Combines the value of an entity with that of an input. By default, an input only fills an empty value. */
    void fill(E entity, F fields) {
        setter.accept(entity, merge.apply(getter.apply(entity), input.apply(fields)));
    }

    /** Writes the combined value of two entities to the entity that remains. */
    void merge(E from, E into) {
        setter.accept(into, merge.apply(getter.apply(into), getter.apply(from)));
    }
}
