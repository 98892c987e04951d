package org.onrecord.http.response;

import java.sql.SQLException;
import java.util.List;

import jakarta.inject.Singleton;

import graphql.ExceptionWhileDataFetching;
import graphql.GraphQLError;
import graphql.GraphQLException;
import io.agroal.api.AgroalDataSource;
import org.jboss.logging.Logger;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.UnknownTokenException;
import org.onrecord.error.ApiError;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.observability.RequestId;
import org.onrecord.traversal.limits.Limits;

/** Maps failures to errors of the response. It logs the causes that concern only the operator of the service. */
@Singleton
public final class ErrorMapper {

    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);

    private final Limits limits;
    private final AgroalDataSource writePool;

    ErrorMapper(Limits limits, AgroalDataSource writePool) {
        this.limits = limits;
        this.writePool = writePool;
    }

    /** The errors of a result. */
    public List<ApiError> map(List<GraphQLError> errors) {
        return errors.isEmpty() ? List.of() : errors.stream().map(this::map).toList();
    }

    private ApiError map(GraphQLError error) {
        if (error instanceof ApiError mapped) {
            return mapped;
        } else if (error instanceof ExceptionWhileDataFetching fetching) {
            return map(fetching.getException()).at(error.getPath());
        }
        ErrorCode code = ErrorCode.of(error);
        if (code == ErrorCode.INTERNAL_SERVER_ERROR) {
            return internalError(error instanceof Throwable thrown ? thrown : new GraphQLException(error.getMessage()))
                    .at(error.getPath());
        }
        return new ApiError(code, error.getMessage(), error.getLocations());
    }

    /** The error of a failure that left no result. */
    public ApiError map(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseFailure database) {
                return map(database);
            } else if (cause instanceof UnknownTokenException) {
                return new ApiError(
                        ErrorCode.BAD_REQUEST,
                        "`extensions." + ConsistencyToken.EXTENSION
                                + "` is ahead of the database: no mutation has returned this token. Omit it.");
            } else if (cause instanceof SQLException sql) {
                return map(DatabaseFailure.of(sql, writePool)); // Hibernate's: other causes are mapped above.
            } else if (cause instanceof ApiException rejected) {
                return map(rejected.toError());
            } else if (cause instanceof GraphQLError error) {
                return map(error);
            }
        }
        return internalError(failure);
    }

    private ApiError map(DatabaseFailure failure) {
        if (failure.isTimeout()) {
            return new ApiError(
                    ErrorCode.QUERY_TIMEOUT,
                    "The query took longer than " + limits.statementTimeout()
                            + ", or a statement of the mutation longer" + " than " + limits.writeTimeout()
                            + ". Request less: smaller pages, fewer levels.");
        } else if (failure.isBeyondLimit()) {
            return new ApiError(
                    ErrorCode.COST_LIMIT_EXCEEDED, "The query exceeds a limit of the database. Request less.");
        } else if (failure.isLocked()) {
            LOG.warnf("The database is locked: %s", failure.getMessage());
            return new ApiError(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "A table of the database is locked, for example by maintenance. Try again in a moment.");
        } else if (failure.isPoolExhausted()) {
            LOG.warnf("All connections to the database are in use: %s", failure.getMessage());
            return new ApiError(
                    ErrorCode.TOO_MANY_OPERATIONS,
                    "Other requests use all connections to the database. Send the request again in a moment.");
        } else if (failure.isTemporary()) {
            LOG.warnf("The database does not answer: %s", failure.getMessage());
            return new ApiError(ErrorCode.SERVICE_UNAVAILABLE, "The database does not answer. Try again in a moment.");
        }
        return internalError(failure);
    }

    private static ApiError internalError(Throwable failure) {
        LOG.error("A request failed", failure);
        return new ApiError(
                ErrorCode.INTERNAL_SERVER_ERROR,
                "The service failed. Its log has the cause under the request id " + RequestId.current() + ".");
    }
}
