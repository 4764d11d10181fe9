package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// operatorLine is what the generator prints.
func operatorLine(t *testing.T, accounts, result string) Line {
	t.Helper()
	var line Line
	text := `{"labels":{"part":"scale","measure":"scale","contestant":"operator","accounts":"` + accounts + `"},"result":` + result + `}`
	if err := json.Unmarshal([]byte(text), &line); err != nil {
		t.Fatal(err)
	}
	return line
}

func TestOnlyAThousandAccountsKeepOrMissThePromises(t *testing.T) {
	measured := &Measured{Lines: []Line{
		operatorLine(t, "10", `{"accounts":10,"cold":{"seconds":999},"rest":{"seconds":60}}`),
		operatorLine(t, "1000", `{"accounts":1000,"cold":{"seconds":90,"writes":9000,"mostResidentBytes":301989888},
			"rest":{"seconds":60,"requests":45,"leaderRequests":40,"writes":2},"changes":{"seenMostMillis":1500}}`),
	}}

	got := map[string]string{}
	for _, row := range promises(measured).Rows {
		got[row[0]] = row[2] + " " + row[4]
	}

	for what, want := range map[string]string{
		"seconds from cold until 1,000 accounts are Ready":                      "90.0 s kept",
		"resident memory of the operator with 1,000 accounts, the most":         "288 MiB kept",
		"requests/s of the operator at rest":                                    "0.75 kept",
		"writes of the operator at rest, besides the leader's Lease":            "2.00 missed",
		"until a change of one of 1,000 accounts is in its status, the longest": "1.50 s kept",
	} {
		if got[what] != want {
			t.Errorf("%s: %s, want %s", what, got[what], want)
		}
	}
}

func TestTheTableOfTheOperatorHasARowForEachNumberOfAccounts(t *testing.T) {
	measured := &Measured{Lines: []Line{
		operatorLine(t, "1000", `{"accounts":1000,"cold":{"seconds":90,"writes":9000},"disturbed":true}`),
		operatorLine(t, "1", `{"accounts":1,"cold":{"seconds":3,"writes":9}}`),
	}}

	got := fromCold(measured)

	if len(got.Rows) != 2 || got.Rows[0][0] != "1 account" || got.Rows[1][1] != "90.0*" || got.Rows[1][2] != "9.00" {
		t.Errorf("%v", got.Rows)
	}
	if !strings.Contains(strings.Join(got.Notes, "\n"), "*: other processes") {
		t.Errorf("%v", got.Notes)
	}
}
