package org.onrecord.publishing.persistence;

import org.onrecord.model.VersionedEntity;

/** A value of a unique attribute, which identifies a node of a type. */
public record NodeKey(Class<? extends VersionedEntity> type, String attribute, String value) {}
