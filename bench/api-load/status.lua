-- The status as many subjects: each request has the next one's token, so that none exceeds its limit.
-- Arguments: the file with a token a line, and how many threads share it.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  requests, at, line = {}, 0, 0
  for token in io.lines(args[1]) do
    if line % tonumber(args[2]) == number then
      requests[#requests + 1] = wrk.format("GET", "/api/daemon/status", {["Host"] = "localhost", ["Authorization"] = "Bearer " .. token})
    end
    line = line + 1
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "microseconds": %d, "p50": %f, "p95": %f, "p99": %f, "errors": %d}\n',
    summary.requests, summary.duration, latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
