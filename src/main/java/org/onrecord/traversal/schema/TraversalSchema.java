package org.onrecord.traversal.schema;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.inject.Qualifier;

/**
 * Qualifies the schema that the service serves. The unqualified schema is SmallRye's, which lacks the types of the
 * graph.
 */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface TraversalSchema {}
