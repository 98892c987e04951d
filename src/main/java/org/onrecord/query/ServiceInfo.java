package org.onrecord.query;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** The root fields about the service itself. */
@GraphQLApi
public class ServiceInfo {

    @ConfigProperty(name = "quarkus.application.version")
    String version;

    @Query
    @NonNull
    @Description("The version of OnRecord.")
    public String version() {
        return version;
    }
}
