package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A contestant has a name of its own in the results, and one for the reader.
type contestant struct{ name, title string }

var contestants = []contestant{
	{"receiver", "receiver"},
	{"no-store", "receiver without a store"},
	{"go-append", "Go, append and group sync"},
	{"express", "Express, stores nothing"},
	{"express-sqlite", "Express, SQLite insert each"},
	{"go-postgres", "Go, PostgreSQL insert each"},
}

var (
	rate      = func(f Figures) float64 { return f.Rate }
	eventRate = func(f Figures) float64 { return f.EventRate }
	p50       = func(f Figures) float64 { return f.Latency.P50 }
	p99       = func(f Figures) float64 { return f.Latency.P99 }
	micros    = func(f Figures) float64 { return f.ServerMicros }
	self      = func(f Figures) float64 { return f.SelfMicros }
	resident  = func(f Figures) float64 { return f.ResidentBytes / (1 << 20) }
	idle      = func(f Figures) float64 { return f.IdleBytes / (1 << 20) }
	startCPU  = func(f Figures) float64 { return f.ServerSeconds }
	idleFiles = func(f Figures) float64 { return f.IdleFileBytes / (1 << 20) }
	disk      = func(f Figures) float64 { return f.DiskBytes / 1e6 }
	start     = func(f Figures) float64 { return f.StartMillis / 1000 }
)

// Tables are all that there is to say, the promises first.
func Tables(m *Measured) []Table {
	tables := []Table{promises(m)}
	for _, table := range []Table{throughput(m), batches(m), fixedRates(m), starting(m), reading(m), push(m), backlog(m), replies(m), throughGateway(m), manyAccountsOfAGateway(m), fromCold(m), atRest(m), stored(m), memory(m)} {
		if len(table.Rows) > 0 {
			tables = append(tables, table)
		}
	}
	machine := Table{Title: "The machine", Head: []string{"what", "which"}}
	for _, pair := range m.Machine {
		machine.Rows = append(machine.Rows, []string{pair[0], pair[1]})
	}
	return append(tables, machine)
}

func promises(m *Measured) Table {
	table := Table{Title: "What is promised", Head: []string{"what", "promised", "measured", "range", ""}}
	add := func(what, sign string, bound float64, unit string, s Sample) {
		verdict := "not measured"
		if len(s.Values) > 0 {
			verdict = "missed"
			if sign == "≥" && s.Median() >= bound || sign == "≤" && s.Median() <= bound {
				verdict = "kept"
			}
			if s.Disturbed {
				verdict += " (disturbed)"
			}
		}
		table.Rows = append(table.Rows, []string{what, sign + " " + short(bound) + unit, cell(s, unit), span(s), verdict})
	}
	closed := func(name string) []Line {
		return m.Of("part=throughput", "measure=closed", "contestant="+name)
	}
	for _, floor := range []struct {
		name  string
		ratio float64
	}{{"go-append", 1.0}, {"express", 1.1}, {"express-sqlite", 5}, {"go-postgres", 2.5}, {"no-store", 0.4}} {
		add("deliveries/s against: "+title(floor.name), "≥", floor.ratio, " ×", Ratios(closed("receiver"), closed(floor.name), rate))
	}
	of := func(figure func(Figures) float64, labels ...string) Sample {
		return SampleOf(m.Of(append(labels, "contestant=receiver")...), figure)
	}
	add("p99 at 1,000 deliveries/s", "≤", 8, " ms", of(p99, "part=latency", "rate=1000"))
	add("events/s with 100 in a delivery", "≥", 100_000, "", of(eventRate, "part=batches", "updates=100"))
	add("events/s pulled by one reader", "≥", 20_000, "", SampleOf(warm(m.Of("part=reading", "measure=pull")), eventRate))
	add("events/s pushed, ordered and signed", "≥", leastPushed, "", SampleOf(warm(m.Of("part=push", "measure=drain")), eventRate))
	add("p99 until pushed, at 500 events/s", "≤", mostMillisUntilPushed, " ms", SampleOf(m.Of("part=push", "measure=one"), p99))
	add("replies/s sent to Meta, each once and in order", "≥", 500, "", SampleOf(warm(m.Of("part=replies", "measure=replies")), eventRate))
	add("resident memory, last tenth of a backlog of a million against the second", "≤", 1.1, " ×", backlogGrowth(m))
	add("start until ready", "≤", 0.7, " s", of(start, "part=start"))
	add("resident memory at rest", "≤", 110, " MiB", SampleOf(with(m.Of("part=start"), idle), idle))
	gatewayPromises(m, add)
	scalePromises(m, add)
	tenths := m.Of("part=stored", "measure=memory")
	var growth Sample
	if len(tenths) > 2 {
		growth.Values = []float64{resident(tenths[len(tenths)-1].Result) / resident(tenths[1].Result)}
	}
	add("resident memory, last tenth of a million events against the second", "≤", 1.1, " ×", growth)
	for _, line := range m.LeftOut() {
		table.Notes = append(table.Notes, fmt.Sprintf("Left out of '%s': %s: %s.", line.Labels["part"], title(line.Labels["contestant"]), line.LeftOut))
	}
	table.Notes = append(table.Notes, "'measured' is the median; ratios are of slices of the same round.")
	return table
}

func throughput(m *Measured) Table {
	table := Table{
		Title: "Acknowledged deliveries of one update each, 64 connections, each sending when answered",
		Head: []string{"", "deliveries/s", "min", "max", "p50 ms", "p99 ms", "CPU µs of the server", "of the generator",
			"resident MiB", "slices", "left out"},
	}
	for _, c := range contestants {
		lines := m.Of("part=throughput", "measure=closed", "contestant="+c.name)
		if len(lines) == 0 {
			continue
		}
		s := SampleOf(lines, rate)
		get := func(figure func(Figures) float64) string { return short(SampleOf(lines, figure).Median()) }
		table.Rows = append(table.Rows, []string{c.title, cell(s, ""), short(s.Min()), short(s.Max()), get(p50), get(p99), get(micros),
			get(self), get(resident), strconv.Itoa(len(s.Values)), strconv.Itoa(s.LeftOut)})
		table.Notes = append(table.Notes, bad(c, lines)...)
	}
	table.Notes = append(table.Notes, disturbedNote(m.Of("part=throughput", "measure=closed"))...)
	return table
}

func batches(m *Measured) Table {
	table := Table{
		Title: "More updates in a delivery, 64 connections",
		Head:  []string{"", "updates", "events/s", "min", "max", "deliveries/s", "p99 ms", "CPU µs an event", "slices", "left out"},
	}
	for _, updates := range []string{"10", "100"} {
		for _, c := range contestants {
			lines := m.Of("part=batches", "measure=closed", "contestant="+c.name, "updates="+updates)
			if len(lines) == 0 {
				continue
			}
			s := SampleOf(lines, eventRate)
			table.Rows = append(table.Rows, []string{c.title, updates, cell(s, ""), short(s.Min()), short(s.Max()),
				short(SampleOf(lines, rate).Median()), short(SampleOf(lines, p99).Median()), short(SampleOf(lines, micros).Median() / number(updates)),
				strconv.Itoa(len(s.Values)), strconv.Itoa(s.LeftOut)})
			table.Notes = append(table.Notes, bad(c, lines)...)
		}
	}
	table.Notes = append(table.Notes, disturbedNote(m.Of("part=batches", "measure=closed"))...)
	return table
}

// fixedRatesOf gives the rates of deliveries that were asked for, the lowest first.
func fixedRatesOf(m *Measured) []string {
	var rates []string
	for _, line := range m.Of("part=latency", "measure=open") {
		if r := line.Labels["rate"]; !slices.Contains(rates, r) {
			rates = append(rates, r)
		}
	}
	slices.SortFunc(rates, func(a, b string) int { return cmp.Compare(number(a), number(b)) })
	return rates
}

func number(text string) float64 {
	value, _ := strconv.ParseFloat(text, 64)
	return value
}

func fixedRates(m *Measured) Table {
	table := Table{
		Title: "Milliseconds to the answer at a fixed rate of deliveries, from when each was to be sent: p50 / p99",
		Head:  []string{""},
	}
	rates := fixedRatesOf(m)
	for _, r := range rates {
		table.Head = append(table.Head, short(number(r))+"/s")
	}
	for _, c := range contestants {
		row := []string{c.title}
		for _, r := range rates {
			lines := m.Of("part=latency", "contestant="+c.name, "rate="+r)
			text := "–"
			if len(lines) > 0 {
				s := SampleOf(lines, p99)
				text = short(SampleOf(lines, p50).Median()) + " / " + cell(s, "")
			}
			row = append(row, text)
		}
		if strings.Join(row[1:], "") != strings.Repeat("–", len(rates)) {
			table.Rows = append(table.Rows, row)
		}
	}
	table.Notes = append(table.Notes, "–: not measured, because a lower rate was too much already.")
	table.Notes = append(table.Notes, disturbedNote(m.Of("part=latency", "measure=open"))...)
	return table
}

func reading(m *Measured) Table {
	table := Table{
		Title: "Reading, by one reader",
		Head:  []string{"", "events/s", "min", "max", "CPU µs an event", "MB/s", "slices", "left out"},
	}
	for _, way := range [][2]string{{"pull", "pull, 1,000 in a page"}, {"stream", "stream (SSE)"}} {
		lines := warm(m.Of("part=reading", "measure="+way[0]))
		if len(lines) == 0 {
			continue
		}
		s := SampleOf(lines, eventRate)
		table.Rows = append(table.Rows, []string{way[1], cell(s, ""), short(s.Min()), short(s.Max()),
			short(SampleOf(lines, func(f Figures) float64 { return f.ReadMicros }).Median()),
			short(SampleOf(lines, func(f Figures) float64 { return f.Bytes / f.Seconds / 1e6 }).Median()),
			strconv.Itoa(len(s.Values)), strconv.Itoa(s.LeftOut)})
	}
	table.Notes = disturbedNote(warm(m.Of("part=reading")))
	return table
}

func stored(m *Measured) Table {
	table := Table{
		Title: "The receiver with events stored",
		Head: []string{"events stored", "deliveries/s", "min", "max", "p99 ms at 1,000/s", "CPU µs a delivery", "start s", "disk MB",
			"slices", "left out"},
	}
	for _, line := range m.Of("part=stored", "measure=disk") {
		events := "events=" + line.Labels["events"]
		closed, open := m.Of("part=stored", "measure=closed", events), m.Of("part=stored", "measure=open", events)
		s := SampleOf(closed, rate)
		table.Rows = append(table.Rows, []string{short(number(line.Labels["events"])), cell(s, ""), short(s.Min()), short(s.Max()),
			cell(SampleOf(open, p99), ""), short(SampleOf(closed, micros).Median()),
			short(SampleOf(m.Of("part=stored", "measure=start", events), start).Median()), short(disk(line.Result)),
			strconv.Itoa(len(s.Values)), strconv.Itoa(s.LeftOut)})
	}
	table.Notes = disturbedNote(m.Of("part=stored", "measure=closed"))
	return table
}

func memory(m *Measured) Table {
	table := Table{Title: "The receiver's memory while events come in, one update a delivery", Head: []string{"more events", "resident MiB", "deliveries/s"}}
	events := 0.0
	for _, line := range m.Of("part=stored", "measure=memory") {
		events += line.Result.Acknowledged
		table.Rows = append(table.Rows, []string{short(events), short(resident(line.Result)), short(line.Result.Rate)})
	}
	return table
}

func starting(m *Measured) Table {
	table := Table{
		Title: "The receiver's start, and its memory at rest",
		Head:  []string{"", "start s", "min", "max", "starts", "left out", "CPU s", "resident MiB", "of that, mapped files MiB"},
	}
	lines := m.Of("part=start", "measure=start")
	if s := SampleOf(lines, start); len(lines) > 0 {
		table.Notes = disturbedNote(lines)
		atRest := with(lines, idle)
		table.Rows = append(table.Rows, []string{"an empty log, then the same again", cell(s, ""), short(s.Min()), short(s.Max()), strconv.Itoa(len(s.Values)),
			strconv.Itoa(s.LeftOut), short(SampleOf(lines, startCPU).Median()), short(SampleOf(atRest, idle).Median()), short(SampleOf(atRest, idleFiles).Median())})
	}
	return table
}

// bad tells of answers other than 200, which a good run has none of.
func bad(c contestant, lines []Line) []string {
	other, unanswered := 0, 0
	for _, line := range lines {
		for status, count := range line.Result.Statuses {
			if status != "200" {
				other += count
			}
		}
		unanswered += line.Result.Unanswered
	}
	if other+unanswered == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s: %d answers other than 200, %d requests without an answer.", c.title, other, unanswered)}
}

func disturbedNote(lines []Line) []string {
	for _, line := range lines {
		if line.Result.Disturbed {
			return []string{"Slices are left out in which other processes took over a quarter of the cores; where all were so, they are shown with *."}
		}
	}
	return nil
}

// warm leaves out the first round.
func warm(lines []Line) []Line {
	var result []Line
	for _, line := range lines {
		if line.Labels["round"] != "0" {
			result = append(result, line)
		}
	}
	return result
}

// with leaves out those that do not have a figure.
func with(lines []Line, figure func(Figures) float64) []Line {
	var result []Line
	for _, line := range lines {
		if figure(line.Result) != 0 {
			result = append(result, line)
		}
	}
	return result
}
