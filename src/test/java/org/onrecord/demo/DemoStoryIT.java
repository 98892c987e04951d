package org.onrecord.demo;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class DemoStoryIT extends DemoStoryTest {}
