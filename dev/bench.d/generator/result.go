package main

// Result is what is told of a run. Counts are of what was answered while measuring, unless they say otherwise.
type Result struct {
	Connections int         `json:"connections"`
	Updates     int         `json:"updates"`
	AskedRate   float64     `json:"askedRate,omitempty"`
	Requests    int         `json:"requests"`
	Rate        float64     `json:"requestsPerSecond"`
	EventRate   float64     `json:"eventsPerSecond"`
	Statuses    map[int]int `json:"statuses"`
	// Requests without an answer: the connection ended first, or nothing came within 10 s after the end.
	Unanswered int `json:"unanswered"`
	Reconnects int `json:"reconnects"`
	// Updates answered with 200 over the whole run, with the warm-up.
	Acknowledged int     `json:"acknowledgedEvents"`
	Latency      Latency `json:"latencyMillis"`
	Lateness     Latency `json:"latenessMillis"`
	ServerMicros float64 `json:"serverCpuMicrosPerRequest"`
	SelfMicros   float64 `json:"generatorCpuMicrosPerRequest"`
	// The most that was seen while measuring.
	ResidentBytes int `json:"serverResidentBytes,omitempty"`
	Spent
}

func (l *Load) sumUp(spent Spent) {
	r := &l.result
	r.Connections, r.Updates, r.AskedRate, r.Spent = l.connections, l.deliveries.updates, l.rate, spent
	r.Rate = float64(r.Requests) / spent.Seconds
	r.EventRate = r.Rate * float64(r.Updates)
	r.Latency, r.Lateness = l.latencies.Latency(), l.lateness.Latency()
	if r.Requests > 0 {
		r.ServerMicros = spent.ServerSeconds * 1e6 / float64(r.Requests)
		r.SelfMicros = spent.SelfSeconds * 1e6 / float64(r.Requests)
	}
}
