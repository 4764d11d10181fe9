package main

import "strconv"

// What is promised of an operator with 1,000 accounts.
const (
	manyAccounts           = "1000"
	mostSecondsFromCold    = 120
	mostOperatorMiB        = 384
	mostRequestsAtRest     = 1
	mostSecondsUntilStatus = 5
)

// Scale is of an operator with many accounts.
type Scale struct {
	Accounts float64    `json:"accounts"`
	Cold     ScalePhase `json:"cold"`
	Rest     ScalePhase `json:"rest"`
	Again    ScalePhase `json:"again"`
	Changes  struct {
		SeenMedian    float64 `json:"seenMedianMillis"`
		SeenMost      float64 `json:"seenMostMillis"`
		InForceMedian float64 `json:"inForceMedianMillis"`
		InForceMost   float64 `json:"inForceMostMillis"`
		Writes        float64 `json:"writes"`
		Count         float64 `json:"count"`
	} `json:"changes"`
}

// A ScalePhase is a time of which requests were counted.
type ScalePhase struct {
	Seconds    float64 `json:"seconds"`
	CPUSeconds float64 `json:"cpuSeconds"`
	// Of the API server and its etcd.
	ServerSeconds float64 `json:"serverCpuSeconds"`
	Bytes         float64 `json:"residentBytes"`
	MostBytes     float64 `json:"mostResidentBytes"`
	Requests      float64 `json:"requests"`
	Writes        float64 `json:"writes"`
	Leader        float64 `json:"leaderRequests"`
}

var (
	coldSeconds = func(f Figures) float64 { return f.Cold.Seconds }
	operatorMiB = func(f Figures) float64 {
		return max(f.Cold.MostBytes, f.Rest.MostBytes, f.Again.MostBytes) / (1 << 20)
	}
	restRequests  = func(f Figures) float64 { return f.Rest.Requests / f.Rest.Seconds }
	restLeader    = func(f Figures) float64 { return f.Rest.Leader / f.Rest.Seconds }
	restWrites    = func(f Figures) float64 { return f.Rest.Writes }
	statusSeconds = func(f Figures) float64 { return f.Changes.SeenMost / 1000 }
)

// scaled are the lines of an operator, by number of accounts; the last with a subscription for each.
func scaled(m *Measured) (names []string, lines [][]Line) {
	for _, way := range [][3]string{
		{"scale", "1", "1 account"}, {"scale", "10", "10"}, {"scale", "100", "100"}, {"scale", "1000", "1,000"},
		{"subscribed", "100", "100, each with a subscription"}, {"subscribed", "1000", "1,000, each with a subscription"},
	} {
		if found := m.Of("part=scale", "measure="+way[0], "accounts="+way[1]); len(found) > 0 {
			names, lines = append(names, way[2]), append(lines, found)
		}
	}
	return names, lines
}

func scalePromises(m *Measured, add func(what, sign string, bound float64, unit string, s Sample)) {
	many := m.Of("part=scale", "measure=scale", "accounts="+manyAccounts)
	add("seconds from cold until 1,000 accounts are Ready", "≤", mostSecondsFromCold, " s", SampleOf(many, coldSeconds))
	add("resident memory of the operator with 1,000 accounts, the most", "≤", mostOperatorMiB, " MiB", SampleOf(many, operatorMiB))
	add("requests/s of the operator at rest", "≤", mostRequestsAtRest, "", SampleOf(many, restRequests))
	add("writes of the operator at rest, besides the leader's Lease", "≤", 0, "", SampleOf(many, restWrites))
	add("until a change of one of 1,000 accounts is in its status, the longest", "≤", mostSecondsUntilStatus, " s", SampleOf(many, statusSeconds))
}

func fromCold(m *Measured) Table {
	table := Table{
		Title: "The operator with many accounts, on a real API server, from its start with nothing but the accounts there until all are Ready",
		Head:  []string{"", "seconds", "writes an account", "CPU s of the operator", "of the API server", "resident MiB, the most", "started again: seconds", "writes", "runs"},
		Notes: []string{"Started again: with everything as it should be and a change of one account, until that is in the status."},
	}
	names, all := scaled(m)
	for i, lines := range all {
		get := func(figure func(Figures) float64) string { return short(SampleOf(lines, figure).Median()) }
		table.Rows = append(table.Rows, []string{names[i], cell(SampleOf(lines, coldSeconds), ""),
			get(func(f Figures) float64 { return f.Cold.Writes / f.Accounts }), get(func(f Figures) float64 { return f.Cold.CPUSeconds }),
			get(func(f Figures) float64 { return f.Cold.ServerSeconds }), get(operatorMiB), get(func(f Figures) float64 { return f.Again.Seconds }),
			whole(SampleOf(lines, func(f Figures) float64 { return f.Again.Writes }).Median()), strconv.Itoa(len(lines))})
	}
	table.Notes = append(table.Notes, sharedNote(m)...)
	return table
}

func atRest(m *Measured) Table {
	table := Table{
		Title: "The operator at rest, and after a change of one account; milliseconds are from sending the change",
		Head: []string{"", "requests/s", "of them for the leader's Lease", "writes but those", "CPU % of a core", "resident MiB",
			"ms until in the status", "max", "ms until Ready by it", "max", "writes a change"},
	}
	names, all := scaled(m)
	for i, lines := range all {
		get := func(figure func(Figures) float64) string { return short(SampleOf(lines, figure).Median()) }
		table.Rows = append(table.Rows, []string{names[i], get(restRequests), get(restLeader), whole(SampleOf(lines, restWrites).Median()),
			get(func(f Figures) float64 { return 100 * f.Rest.CPUSeconds / f.Rest.Seconds }),
			get(func(f Figures) float64 { return f.Rest.Bytes / (1 << 20) }),
			get(func(f Figures) float64 { return f.Changes.SeenMedian }), get(func(f Figures) float64 { return f.Changes.SeenMost }),
			get(func(f Figures) float64 { return f.Changes.InForceMedian }), get(func(f Figures) float64 { return f.Changes.InForceMost }),
			get(func(f Figures) float64 { return f.Changes.Writes / f.Changes.Count })})
	}
	table.Notes = append(table.Notes, sharedNote(m)...)
	return table
}

// sharedNote tells why times are marked.
func sharedNote(m *Measured) []string {
	for _, line := range m.Of("part=scale") {
		if line.Result.Disturbed {
			return []string{"*: other processes took over a quarter of the cores meanwhile; times are longer than on a machine that does nothing else."}
		}
	}
	return nil
}
