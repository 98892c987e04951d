package org.onrecord.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(RestrictedServiceTest.Profile.class)
class RestrictedServiceIT extends RestrictedServiceTest {}
