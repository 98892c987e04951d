-- For wrk: asks for one person after the other, so that no row is hotter than another.
-- BENCH_REQUEST is the request as JSON, with PERSON where the number of the person goes.
local before, after = os.getenv("BENCH_REQUEST"):match("^(.*)PERSON(.*)$")
local person = 0

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

function request()
    person = person % 5000 + 1
    return wrk.format(nil, nil, nil, before .. person .. after)
end

-- One last line for the script: requests, microseconds, p50 and p99 in microseconds, failures.
function done(summary, latency, requests)
    local e = summary.errors
    io.write(string.format("%d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
        latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
