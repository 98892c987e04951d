package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.onrecord.model.NamedEntity;
import org.onrecord.mutation.input.NamedEntityFields;
import org.onrecord.mutation.input.NamedEntityReference;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.GivenFields;
import org.onrecord.publishing.persistence.FormerKeyStore;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;

import static org.onrecord.publishing.WritableColumn.optional;
import static org.onrecord.publishing.WritableColumn.required;

/**
 * Finds, creates, updates and merges people or events.
 *
 * @param <E> the entity
 * @param <F> what the inputs that create and the inputs that update have in common
 * @param <I> the input that creates or updates
 */
abstract class NamedEntityWriter<E extends NamedEntity, F extends NamedEntityFields, I extends F> {

    private static final List<WritableColumn<NamedEntity, NamedEntityFields, ?>> COLUMNS = List.of(
            required("name", NamedEntityFields::name, entity -> entity.name, (entity, name) -> entity.name = name),
            optional(
                    "description",
                    NamedEntityFields::description,
                    entity -> entity.description,
                    (entity, description) -> entity.description = description),
            WritableColumn.<NamedEntity, NamedEntityFields, List<String>>required(
                            "sameAs",
                            NamedEntityFields::sameAs,
                            entity -> entity.sameAs,
                            (entity, sameAs) -> entity.sameAs = sameAs)
                    .mergedBy(NamedEntityWriter::union));

    private final Class<E> type;
    private final Supplier<E> constructor;
    private final List<WritableColumn<E, F, ?>> columns;

    /** The type in error messages, and the field of a reference that has the nested input. */
    private final String noun;

    protected final UnitOfWork unitOfWork;
    protected final LookupCache lookup;
    private final FormerKeyStore formerKeys;

    /** @param columns the columns of this type alone */
    protected NamedEntityWriter(
            WriteContext context,
            Class<E> type,
            Supplier<E> constructor,
            String noun,
            List<WritableColumn<E, F, ?>> columns) {
        this.unitOfWork = context.unitOfWork();
        this.lookup = context.lookup();
        this.formerKeys = context.formerKeys();
        this.type = type;
        this.constructor = constructor;
        this.noun = noun;
        this.columns = columns;
    }

    /** Finds the entity of a reference. Its nested input is written already. Returns null if there is no reference. */
    E find(NamedEntityReference<I> reference, FieldPath path) {
        E found = findStored(reference);
        if (found == null && reference != null) {
            String field = reference.slug() != null ? "slug" : reference.wikidataId() != null ? "wikidataId" : "id";
            String value = reference.slug() != null
                    ? reference.slug()
                    : reference.wikidataId() != null ? reference.wikidataId() : reference.id();
            throw path.field(field).error("refers to an unknown " + noun + ": \"" + value + "\"");
        }
        return found;
    }

    /** Finds the entity of a reference without writing anything. Returns null if it is not stored. */
    E findStored(NamedEntityReference<I> reference) {
        if (reference == null) {
            return null;
        } else if (reference.nested() != null) {
            return bySlug(reference.nested().slug());
        } else if (reference.slug() != null) {
            return bySlug(reference.slug());
        } else if (reference.wikidataId() != null) {
            return lookup.find(type, "wikidataId", reference.wikidataId());
        }
        return lookup.findById(type, reference.id());
    }

    private E bySlug(String slug) {
        return lookup.find(type, "slug", slug);
    }

    /** The columns of an input, by the name of the field. */
    Map<String, Function<? super I, ?>> inputColumns() {
        Map<String, Function<? super I, ?>> values = new LinkedHashMap<>();
        COLUMNS.forEach(column -> values.put(column.field(), column.input()));
        columns.forEach(column -> values.put(column.field(), column.input()));
        values.put("wikidataId", NamedEntityFields::wikidataId);
        return values;
    }

    /** Creates or updates an entity with its links. */
    E write(I input, FieldPath path) {
        E entity = writeColumns(input, path);
        writeLinks(entity, input, path);
        return entity;
    }

    /** Creates or updates an entity without its links. */
    E writeColumns(I input, FieldPath path) {
        E stored = bySlug(input.slug());
        E entity = unitOfWork.register(stored == null ? constructor.get() : stored);
        if (stored == null || isCurrent(stored, input)) {
            assignColumns(entity, input, GivenFields.withValue(path));
            unitOfWork.persist(entity);
        }
        return entity;
    }

    /** Writes the links of an entity, after the entities at their other ends were written. */
    void writeLinks(E entity, I input, FieldPath path) {
        if (isCurrent(entity, input)) {
            assignLinks(entity, input, GivenFields.withValue(path));
        }
    }

    /** An input with a former slug predates the rename or merge, so it must not change the entity. */
    protected boolean isCurrent(E entity, I input) {
        return entity.slug.equals(input.slug());
    }

    void update(E entity, F fields, GivenFields given) {
        assignColumns(entity, fields, given);
        assignLinks(entity, fields, given);
    }

    protected void assignColumns(E entity, F fields, GivenFields given) {
        given.setRequired("slug", fields.slug(), slug -> setSlug(entity, slug, given.path()));
        given.set("wikidataId", fields.wikidataId(), id -> setWikidataId(entity, id, given.path()));
        COLUMNS.forEach(column -> column.assign(entity, fields, given));
        columns.forEach(column -> column.assign(entity, fields, given));
    }

    protected abstract void assignLinks(E entity, F fields, GivenFields given);

    private void setSlug(E entity, String slug, FieldPath path) {
        if (slug.equals(entity.slug)) {
            return;
        } else if (entity.slug != null) {
            E other = bySlug(slug);
            if (other != null && other != entity) {
                throw path.field("slug")
                        .error(isOrWas(slug.equals(other.slug)) + " the slug of another " + noun + ", \"" + other.slug
                                + "\"");
            }
            formerKeys.add(entity, "slug", entity.slug);
        }
        entity.slug = slug;
        lookup.put(entity, "slug", slug);
    }

    /** A former key still finds its node, so no other node can have it. */
    private static String isOrWas(boolean isCurrent) {
        return isCurrent ? "is" : "was";
    }

    private void setWikidataId(E entity, String wikidataId, FieldPath path) {
        E other = wikidataId == null ? null : lookup.find(type, "wikidataId", wikidataId);
        if (other != null && other != entity) {
            throw path.field("wikidataId")
                    .error(isOrWas(wikidataId.equals(other.wikidataId)) + " the Wikidata id of another " + noun + ", \""
                            + other.slug + "\"");
        }
        entity.wikidataId = wikidataId;
        lookup.put(entity, "wikidataId", wikidataId);
    }

    /**
     * Merges the columns of two entities and deletes one of them, after its references were moved. Its keys become
     * former keys of the entity that remains.
     */
    void merge(E from, E into) {
        unitOfWork.markChanged(into);
        mergeColumns(from, into);
        String slug = from.slug;
        String wikidataId = from.wikidataId;
        formerKeys.move(from, into);
        unitOfWork.removeMerged(from);
        formerKeys.add(into, "slug", slug);
        if (into.wikidataId == null) {
            into.wikidataId = wikidataId;
        } else {
            formerKeys.add(into, "wikidataId", wikidataId);
        }
    }

    protected void mergeColumns(E from, E into) {
        COLUMNS.forEach(column -> column.merge(from, into));
        columns.forEach(column -> column.merge(from, into));
    }

    private static List<String> union(List<String> first, List<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        return all.addAll(second) ? new ArrayList<>(all) : first;
    }
}
