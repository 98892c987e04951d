package org.onrecord.traversal.schema;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.inject.Qualifier;

/** The schema that is served: what is resolved in Java, and the graph. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface TraversalSchema {}
