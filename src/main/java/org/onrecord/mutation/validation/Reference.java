package org.onrecord.mutation.validation;

import java.util.List;

/** An input that refers to a node by exactly one of several keys. */
@ExactlyOne
public interface Reference {

    /** The names of the keys, for an error message. */
    String keyNames();

    /** The values of the keys. Absent keys are null. */
    List<Object> keyValues();
}
