package org.onrecord.jsonld;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class NodeEndpointIT extends NodeEndpointTest {}
