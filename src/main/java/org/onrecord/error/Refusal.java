package org.onrecord.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;

/** A request that is refused, with a code and what the client needs to know; the message says what to do instead. */
public final class Refusal extends RuntimeException implements GraphQLError {

    private final transient Map<String, Object> extensions;
    private final transient List<Refusal> all;

    public Refusal(String code, String message) {
        this(code, message, Map.of());
    }

    /** @param details go with the code into the error's {@code extensions} */
    public Refusal(String code, String message, Map<String, Object> details) {
        super(message, null, false, false);
        this.extensions = new LinkedHashMap<>();
        this.extensions.put("code", code);
        this.extensions.putAll(details);
        this.all = List.of(this);
    }

    /** Several refusals of one request: the first speaks for them where only one can. */
    public Refusal(List<Refusal> all) {
        super(all.get(0).getMessage(), null, false, false);
        this.extensions = all.get(0).extensions;
        this.all = List.copyOf(all);
    }

    /** Each refusal that this stands for. */
    public List<Refusal> all() {
        return all;
    }

    @Override
    public Map<String, Object> getExtensions() {
        return extensions;
    }

    @Override
    public List<SourceLocation> getLocations() {
        return null;
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorType.ExecutionAborted;
    }
}
