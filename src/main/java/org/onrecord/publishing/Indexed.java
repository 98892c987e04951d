package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Lists of an input whose elements are named by their place: {@code links[2]}. */
final class Indexed {

    private Indexed() {}

    /** @param write takes an element and its path */
    static <I, E> List<E> map(List<I> inputs, String path, BiFunction<I, String, E> write) {
        List<E> written = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            written.add(write.apply(inputs.get(i), path + "[" + i + "]"));
        }
        return written;
    }
}
