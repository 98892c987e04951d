package org.onrecord.http.persisted;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

import org.onrecord.TestProfiles;

@QuarkusIntegrationTest
@TestProfile(TestProfiles.Registered.class)
class RestrictedServiceIT extends RestrictedServiceTest {}
