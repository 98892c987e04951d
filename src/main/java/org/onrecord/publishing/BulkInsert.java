package org.onrecord.publishing;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import org.onrecord.model.VersionedEntity;

/**
 * Writes many new rows of a table by one COPY, several times as fast as Hibernate's inserts. The columns are those that
 * Hibernate maps, and so are the ids.
 */
final class BulkInsert {

    /** Characters that are sent at once, or a row more. */
    private static final int CHUNK = 1 << 15;

    private final SharedSessionContractImplementor session;

    BulkInsert(EntityManager entityManager) {
        this.session = entityManager.unwrap(SharedSessionContractImplementor.class);
    }

    /** A column, and how it is read from an entity. */
    private record Column(String name, Function<Object, Object> value) {}

    /** Gives a new entity its id. */
    void identify(VersionedEntity entity) {
        EntityPersister persister = persister(entity.getClass());
        entity.id = (Long)
                ((BeforeExecutionGenerator) persister.getGenerator()).generate(session, entity, null, EventType.INSERT);
    }

    /** @param entities all of one type, with ids */
    void insert(Class<?> type, Collection<? extends VersionedEntity> entities) {
        EntityPersister persister = persister(type);
        List<Column> columns = columns(persister);
        String copy = "COPY " + persister.getMappedTableDetails().getTableName()
                + columns.stream().map(Column::name).collect(Collectors.joining(", ", " (", ")")) + " FROM STDIN";
        session.doWork(connection -> {
            CopyIn rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
            try {
                StringBuilder text = new StringBuilder();
                for (VersionedEntity entity : entities) {
                    for (int i = 0; i < columns.size(); i++) {
                        text.append(i == 0 ? "" : "\t");
                        append(text, columns.get(i).value.apply(entity));
                    }
                    text.append('\n');
                    if (text.length() > CHUNK) {
                        write(rows, text);
                    }
                }
                write(rows, text);
                rows.endCopy();
            } finally {
                if (rows.isActive()) {
                    rows.cancelCopy();
                }
            }
        });
    }

    private static void write(CopyIn rows, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        rows.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private EntityPersister persister(Class<?> type) {
        return session.getFactory().getMappingMetamodel().getEntityDescriptor(type);
    }

    private List<Column> columns(EntityPersister persister) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(
                persister.getIdentifierMapping().getSelectable(0).getSelectionExpression(),
                entity -> ((VersionedEntity) entity).id));
        for (int i = 0; i < persister.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = persister.getAttributeMapping(i);
            if (attribute instanceof ToOneAttributeMapping toOne) {
                columns.add(new Column(
                        toOne.getForeignKeyDescriptor().getSelectable(0).getSelectionExpression(), entity -> {
                            VersionedEntity other = (VersionedEntity) attribute.getValue(entity);
                            return other == null ? null : other.id;
                        }));
            } else if (attribute instanceof BasicValuedModelPart basic) {
                columns.add(new Column(basic.getSelectionExpression(), entity -> {
                    Object value = attribute.getValue(entity);
                    return value instanceof Collection<?>
                            ? value
                            : basic.getJdbcMapping().convertToRelationalValue(value);
                }));
            }
        }
        return columns;
    }

    /** In COPY's text format. */
    private static void append(StringBuilder rows, Object value) {
        if (value == null) {
            rows.append("\\N");
        } else if (value instanceof Collection<?> elements) {
            rows.append('{');
            String separator = "";
            for (Object element : elements) {
                rows.append(separator).append('"');
                // Quoted for the array, and then again for COPY.
                escape(rows, element.toString().replace("\\", "\\\\").replace("\"", "\\\""));
                rows.append('"');
                separator = ",";
            }
            rows.append('}');
        } else {
            escape(rows, value.toString());
        }
    }

    private static void escape(StringBuilder rows, String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped =
                    switch (text.charAt(i)) {
                        case '\\' -> "\\\\";
                        case '\t' -> "\\t";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        default -> null;
                    };
            if (escaped != null) {
                rows.append(text, from, i).append(escaped);
                from = i + 1;
            }
        }
        rows.append(text, from, text.length());
    }
}
