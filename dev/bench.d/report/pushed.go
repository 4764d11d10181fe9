package main

import (
	"fmt"
	"strconv"
)

// What is promised.
const (
	leastPushed           = 3_000
	mostMillisUntilPushed = 50
)

func push(m *Measured) Table {
	table := Table{
		Title: "Events pushed to a sink, ordered and signed; milliseconds are from sending the message until the sink has its event",
		Head: []string{"", "events/s", "min", "max", "p50 ms", "p99 ms", "p99 of the slowest", "p99 of the webhook", "CPU µs an event", "slices",
			"left out"},
	}
	for _, way := range [][2]string{
		{"drain", "what the log holds, one subscription"}, {"one", "500 a second, one subscription"},
		{"ten", "500 a second, ten subscriptions: one hangs, one is dead"},
	} {
		lines := warm(m.Of("part=push", "measure="+way[0]))
		if len(lines) == 0 {
			continue
		}
		s := SampleOf(lines, eventRate)
		webhook := SampleOf(m.Of("part=push", "measure=webhook-"+way[0]), p99)
		row := []string{way[1], cell(s, ""), short(s.Min()), short(s.Max()), "–", "–", "–", "–",
			short(SampleOf(lines, func(f Figures) float64 { return f.ReadMicros }).Median()), strconv.Itoa(len(s.Values)), strconv.Itoa(s.LeftOut)}
		if way[0] != "drain" {
			row[4], row[5] = short(SampleOf(lines, p50).Median()), cell(SampleOf(lines, p99), "")
			row[6], row[7] = short(SampleOf(lines, slowest).Median()), cell(webhook, "")
		}
		table.Rows = append(table.Rows, row)
		table.Notes = append(table.Notes, wrong(way[1], lines)...)
	}
	table.Notes = append(table.Notes, disturbedNote(m.Of("part=push"))...)
	return table
}

// slowest is the p99 of the subscription that waited the longest.
func slowest(f Figures) float64 {
	most := 0.0
	for _, path := range f.Paths {
		most = max(most, path.P99)
	}
	return most
}

// wrong tells of requests that a good run has none of.
func wrong(what string, lines []Line) []string {
	duplicates, disordered, refused := 0, 0, 0
	for _, line := range lines {
		duplicates += line.Result.Duplicates
		disordered += line.Result.Disordered
		refused += line.Result.Refused
	}
	if duplicates+disordered+refused == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s: %d duplicates, %d out of order, %d with a wrong signature.", what, duplicates, disordered, refused)}
}

func backlog(m *Measured) Table {
	table := Table{Title: "The receiver's memory while it pushes a backlog", Head: []string{"events pushed", "resident MiB"}}
	for _, line := range m.Of("part=push", "measure=backlog") {
		table.Notes = []string{short(line.Result.EventRate) + " events a second."}
		for i, bytes := range line.Result.ResidentTenths {
			events := float64(line.Result.Events) * float64(i+1) / float64(len(line.Result.ResidentTenths))
			table.Rows = append(table.Rows, []string{short(events), short(bytes / (1 << 20))})
		}
	}
	return table
}

func backlogGrowth(m *Measured) Sample {
	var growth Sample
	for _, line := range m.Of("part=push", "measure=backlog") {
		if tenths := line.Result.ResidentTenths; len(tenths) > 2 {
			growth.Values = append(growth.Values, tenths[len(tenths)-1]/tenths[1])
		}
	}
	return growth
}

func replies(m *Measured) Table {
	table := Table{
		Title: "Replies from applications to Meta, who takes 50 ms for each; milliseconds are until the receiver has accepted one",
		Head:  []string{"", "replies/s", "min", "max", "p50 ms", "p99 ms", "CPU µs a reply", "slices", "left out"},
	}
	lines := warm(m.Of("part=replies", "measure=replies"))
	if len(lines) == 0 {
		return table
	}
	s := SampleOf(lines, eventRate)
	table.Rows = append(table.Rows, []string{"500 customers, each in order", cell(s, ""), short(s.Min()), short(s.Max()),
		short(SampleOf(lines, p50).Median()), short(SampleOf(lines, p99).Median()),
		short(SampleOf(lines, func(f Figures) float64 { return f.ReadMicros }).Median()), strconv.Itoa(len(s.Values)), strconv.Itoa(s.LeftOut)})
	disordered, duplicates, refused := 0, 0, 0
	for _, line := range lines {
		disordered += line.Result.Disordered
		duplicates += line.Result.Duplicates
		refused += line.Result.Refused
	}
	if disordered+duplicates+refused > 0 {
		table.Notes = append(table.Notes, fmt.Sprintf("%d replies out of order, %d sent twice, %d refused.", disordered, duplicates, refused))
	}
	table.Notes = append(table.Notes, disturbedNote(lines)...)
	return table
}
