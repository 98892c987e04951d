package org.onrecord.subscription;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** Limits and timeouts of WebSocket connections and of subscriptions. */
@ConfigMapping(prefix = "onrecord.live")
public interface LiveConfig {

    /** The most WebSocket connections of a process. */
    int maxConnections();

    /** The most WebSocket connections of one address. */
    int maxConnectionsPerClient();

    /** The most subscriptions of a process. */
    int maxSubscriptions();

    /** The most subscriptions of one client: a user with an access token, or an address. */
    int maxSubscriptionsPerClient();

    /** The most operations, including subscriptions, that run at the same time on one connection. */
    int maxOperations();

    /** The time after which the service closes a connection that has not sent {@code connection_init}. */
    Duration initTimeout();

    /** The interval of the service's pings. The service closes a connection that did not answer the previous ping. */
    Duration keepAlive();

    /** The most events that wait for one subscription. If more wait, the client is too slow and is disconnected. */
    int maxPending();

    /** The size of the send buffer of one connection. While the buffer is full, the service reads no events for it. */
    MemorySize sendBuffer();

    /** The interval at which the service reads the change log without a notification. */
    Duration pollInterval();
}
