package org.onrecord.subscription;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** What clients on WebSockets may take, and how long is waited for them. */
@ConfigMapping(prefix = "onrecord.live")
public interface LiveConfig {

    /** Connections that a process holds at most. */
    int maxConnections();

    /** Operations that run on one connection at most, subscriptions above all. */
    int maxOperations();

    /** How long a client may take to introduce itself. */
    Duration initTimeout();

    /** Between two pings of the service; who has not answered the one before is cut off. */
    Duration keepAlive();

    /** Events that may wait for one subscription, before its client is cut off for being too slow. */
    int maxPending();

    /** What is kept for the network of what one connection is sent; with this much, no more is read for it. */
    MemorySize sendBuffer();

    /** How often the log of changes is read where no notification comes. */
    Duration pollInterval();
}
