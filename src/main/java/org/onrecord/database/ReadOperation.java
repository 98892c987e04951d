package org.onrecord.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A read on a connection. After a failure, {@link ReadConnections} executes it again on another connection. */
public interface ReadOperation<T> {

    T execute(Connection connection) throws SQLException;
}
