package main

import (
	"strconv"

	"gonum.org/v1/plot"
)

// What is promised of a gateway.
const (
	leastThroughGateway      = 0.6
	mostMillisThroughGateway = 15
)

// What was measured of a gateway with many accounts, by the labels rate and updates.
var manyWays = [][3]string{
	{"500", "1", "500 deliveries/s, one update each"},
	{"500", "10", "500 deliveries/s, ten updates each"},
	{"most", "1", "as fast as it goes, one update each"},
}

func manyLines(m *Measured, rate, updates string) []Line {
	return warm(m.Of("part=gateway", "measure=many", "rate="+rate, "updates="+updates))
}

func gatewayLines(m *Measured, measure, contestant string) []Line {
	return m.Of("part=gateway", "measure="+measure, "contestant="+contestant)
}

func gatewayPromises(m *Measured, add func(what, sign string, bound float64, unit string, s Sample)) {
	add("deliveries/s through a gateway against the receiver alone", "≥", leastThroughGateway, " ×",
		Ratios(gatewayLines(m, "closed", "gateway"), gatewayLines(m, "closed", "receiver"), rate))
	add("p99 at 500 deliveries/s through a gateway with 200 accounts", "≤", mostMillisThroughGateway, " ms",
		SampleOf(manyLines(m, "500", "1"), p99))
}

func throughGateway(m *Measured) Table {
	table := Table{
		Title: "A gateway in front of a receiver: acknowledged deliveries of one update each, 64 connections; p50 and p99 at 1,000 deliveries/s",
		Head:  []string{"", "deliveries/s", "min", "max", "p50 ms", "p99 ms", "CPU µs of all servers", "their resident MiB", "slices", "left out"},
	}
	for _, way := range [][2]string{{"receiver", "the receiver alone"}, {"gateway", "a gateway and a receiver"}} {
		closed, open := gatewayLines(m, "closed", way[0]), gatewayLines(m, "open", way[0])
		if len(closed) == 0 {
			continue
		}
		s := SampleOf(closed, rate)
		table.Rows = append(table.Rows, []string{way[1], cell(s, ""), short(s.Min()), short(s.Max()), short(SampleOf(open, p50).Median()),
			cell(SampleOf(open, p99), ""), short(SampleOf(closed, micros).Median()), short(SampleOf(closed, resident).Median()),
			strconv.Itoa(len(s.Values)), strconv.Itoa(s.LeftOut)})
		table.Notes = append(table.Notes, bad(contestant{title: way[1]}, append(closed, open...))...)
	}
	table.Notes = append(table.Notes, disturbedNote(m.Of("part=gateway"))...)
	return table
}

func manyAccountsOfAGateway(m *Measured) Table {
	table := Table{
		Title: "A gateway with 200 accounts, whose receivers are played by one program that verifies and stores nothing",
		Head:  []string{"", "deliveries/s", "p50 ms", "p99 ms", "CPU µs of the gateway", "its resident MiB", "slices", "left out"},
	}
	for _, way := range manyWays {
		lines := manyLines(m, way[0], way[1])
		if len(lines) == 0 {
			continue
		}
		s := SampleOf(lines, rate)
		table.Rows = append(table.Rows, []string{way[2], cell(s, ""), short(SampleOf(lines, p50).Median()), cell(SampleOf(lines, p99), ""),
			short(SampleOf(lines, micros).Median()), short(SampleOf(lines, resident).Median()), strconv.Itoa(len(s.Values)), strconv.Itoa(s.LeftOut)})
		table.Notes = append(table.Notes, bad(contestant{title: way[2]}, lines)...)
	}
	if lines := gatewayLines(m, "start", "gateway"); len(lines) > 0 {
		table.Notes = append(table.Notes, "A gateway with one account starts in "+short(SampleOf(lines, start).Median())+" s, and has "+
			short(SampleOf(with(lines, idle), idle).Median())+" MiB resident at rest, of that "+
			short(SampleOf(with(lines, idleFiles), idleFiles).Median())+" MiB of mapped files.")
	}
	return table
}

// gatewayPlots are how much a gateway takes and how long it needs, each with a line at what is promised; none if that was not measured.
func gatewayPlots(m *Measured) ([]*plot.Plot, error) {
	alone := gatewayLines(m, "closed", "receiver")
	if len(alone) == 0 {
		return nil, nil
	}
	left, err := barsAgainst("Deliveries to a receiver, alone and behind a gateway", "deliveries/s", rate,
		leastThroughGateway*SampleOf(alone, rate).Median(), []bar{
			{"behind a gateway", gatewayLines(m, "closed", "gateway")}, {"alone", alone},
		})
	if err != nil {
		return nil, err
	}
	right, err := barsAgainst("Time to the answer of a gateway with 200 accounts, 500 deliveries a second", "p99, ms", p99,
		mostMillisThroughGateway, []bar{
			{"ten updates each", manyLines(m, "500", "10")}, {"one update each", manyLines(m, "500", "1")},
		})
	if err != nil {
		return nil, err
	}
	return []*plot.Plot{left, right}, nil
}
