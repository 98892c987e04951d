/**
 * What a side did in a round: requests a second, CPU milliseconds a request of the server and of PostgreSQL, and the
 * median latency in milliseconds.
 */
record Round(double rate, double serverCpu, double postgresCpu, double p50) {}
