package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// slice is one of part throughput.
func slice(contestant, round string, rate float64, disturbed bool) Line {
	return Line{
		Labels: Labels{"part": "throughput", "measure": "closed", "contestant": contestant, "round": round},
		Result: Figures{Rate: rate, Disturbed: disturbed},
	}
}

func TestRatiosAreOfTheSameRoundAndOfQuietSlices(t *testing.T) {
	ours := []Line{slice("receiver", "1", 300, false), slice("receiver", "2", 100, false), slice("receiver", "3", 900, false)}
	theirs := []Line{slice("express", "1", 100, false), slice("express", "2", 50, false), slice("express", "3", 1, true)}

	got := Ratios(ours, theirs, rate)

	if !slices.Equal(got.Values, []float64{2, 3}) || got.LeftOut != 1 || got.Disturbed {
		t.Errorf("%+v", got)
	}
}

func TestWhereAllSlicesAreDisturbedTheyAreShownAndMarked(t *testing.T) {
	lines := []Line{slice("receiver", "1", 300, true), slice("receiver", "2", 100, true)}

	got := SampleOf(lines, rate)

	if got.Median() != 200 || !got.Disturbed || cell(got, "") != "200*" {
		t.Errorf("%+v, %s", got, cell(got, ""))
	}
}

func TestAFloorIsKeptOrMissed(t *testing.T) {
	measured := &Measured{Lines: []Line{
		slice("receiver", "1", 110, false), slice("go-append", "1", 100, false), slice("express", "1", 101, false),
		{Labels: Labels{"part": "throughput", "contestant": "go-postgres"}, LeftOut: "no PostgreSQL"},
	}}

	got := promises(measured)

	for i, want := range [][]string{
		{"≥ 1.00 ×", "1.10 ×", "kept"}, {"≥ 1.10 ×", "1.09 ×", "missed"}, {"≥ 5.00 ×", "–", "not measured"},
	} {
		if row := got.Rows[i]; row[1] != want[0] || row[2] != want[1] || row[4] != want[2] {
			t.Errorf("%v, want %v", row, want)
		}
	}
	if !strings.Contains(strings.Join(got.Notes, "\n"), "Go, PostgreSQL insert each: no PostgreSQL.") {
		t.Errorf("%v", got.Notes)
	}
}

func TestATableIsOneTheTerminalAndMarkdownCanShow(t *testing.T) {
	table := []Table{{Title: "Figures", Head: []string{"", "a/s"}, Rows: [][]string{{"receiver", "12"}, {"Go", "1,234"}}, Notes: []string{"Note."}}}

	if got, want := Text(table), "Figures\n              a/s\n  receiver     12\n  Go        1,234\n  Note.\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	want := "**Figures**\n\n|  | a/s |\n| --- | ---: |\n| receiver | 12 |\n| Go | 1,234 |\n\nNote.\n"
	if got := Markdown(table); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestARunOfOnePartGivesATableAndAPlot(t *testing.T) {
	results, output := t.TempDir(), t.TempDir()
	for name, content := range map[string]string{
		"machine.tsv": "kernel\tLinux\n",
		"start.jsonl": `{"labels":{"part":"start","measure":"start","contestant":"receiver","round":"1"},"result":{"startMillis":500}}` + "\n",
	} {
		if err := os.WriteFile(filepath.Join(results, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	if err := report(results, output); err != nil {
		t.Fatal(err)
	}

	for _, name := range []string{"table.txt", "table.md", "plot.png", "plot.svg"} {
		if info, err := os.Stat(filepath.Join(output, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestThePlotShowsPushOnlyIfItWasMeasured(t *testing.T) {
	measured := &Measured{}
	if plots, err := pushPlots(measured); err != nil || len(plots) != 0 {
		t.Errorf("%v, %v", plots, err)
	}
	for _, measure := range []string{"drain", "one"} {
		measured.Lines = append(measured.Lines, Line{
			Labels: Labels{"part": "push", "measure": measure, "round": "1"},
			Result: Figures{EventRate: 1_000, Latency: Latency{P99: 60}},
		})
	}

	plots, err := pushPlots(measured)

	// A promise that is not kept is in sight all the same.
	if err != nil || len(plots) != 2 || plots[0].X.Max < leastPushed || plots[1].X.Max < 60 {
		t.Fatalf("%v, %v", plots, err)
	}
	output := filepath.Join(t.TempDir(), "plot")
	if err := Plot(measured, output); err != nil {
		t.Fatal(err)
	}
	if svg, err := os.ReadFile(output + ".svg"); err != nil || !strings.Contains(string(svg), "Events pushed to a sink") {
		t.Errorf("%v", err)
	}
}

func TestAGatewayIsComparedWithTheReceiverAloneOfTheSameRound(t *testing.T) {
	measured := &Measured{}
	add := func(result Figures, labels Labels) {
		labels["part"], labels["round"] = "gateway", "1"
		measured.Lines = append(measured.Lines, Line{Labels: labels, Result: result})
	}
	add(Figures{Rate: 1_000}, Labels{"measure": "closed", "contestant": "receiver"})
	add(Figures{Rate: 700}, Labels{"measure": "closed", "contestant": "gateway"})
	add(Figures{Rate: 500, Latency: Latency{P99: 16}}, Labels{"measure": "many", "contestant": "many", "rate": "500", "updates": "1"})

	var got [][]string
	for _, row := range promises(measured).Rows {
		if strings.Contains(row[0], "through a gateway") {
			got = append(got, row)
		}
	}

	if len(got) != 2 || got[0][2] != "0.70 ×" || got[0][4] != "kept" || got[1][2] != "16.0 ms" || got[1][4] != "missed" {
		t.Errorf("%v", got)
	}
	if rows := throughGateway(measured).Rows; len(rows) != 2 || rows[1][1] != "700" {
		t.Errorf("%v", rows)
	}
	if rows := manyAccountsOfAGateway(measured).Rows; len(rows) != 1 || rows[0][3] != "16.0" {
		t.Errorf("%v", rows)
	}
	if plots, err := gatewayPlots(measured); err != nil || len(plots) != 2 || plots[0].X.Max < 1_000 || plots[1].X.Max < 16 {
		t.Errorf("%v, %v", plots, err)
	}
}
