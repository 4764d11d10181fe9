package main

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// promised is the colour of the line that a promise draws.
var promised = color.RGBA{0xd5, 0x5e, 0x00, 0xff}

// pushPlots are how fast events are pushed and how long it takes until one is there, each with a line at what is promised; none if that
// was not measured.
func pushPlots(m *Measured) ([]*plot.Plot, error) {
	if len(warm(m.Of("part=push", "measure=drain"))) == 0 {
		return nil, nil
	}
	left, err := pushPlot(m, "Events pushed to a sink, ordered and signed", "events/s", eventRate, leastPushed, [][2]string{
		{"backlog", "a million events"}, {"drain", "what the log holds"},
	})
	if err != nil {
		return nil, err
	}
	right, err := pushPlot(m, "Time from sending a message until the sink has its event, 500 a second", "p99, ms", p99, mostMillisUntilPushed,
		[][2]string{{"ten", "ten subscriptions"}, {"one", "one subscription"}})
	if err != nil {
		return nil, err
	}
	return []*plot.Plot{left, right}, nil
}

// pushPlot has a bar for each measure, from the bottom, that was taken, and a line at the promise.
func pushPlot(m *Measured, title, unit string, value func(Figures) float64, promise float64, measures [][2]string) (*plot.Plot, error) {
	var bars []bar
	for _, measure := range measures {
		bars = append(bars, bar{measure[1], warm(m.Of("part=push", "measure="+measure[0]))})
	}
	return barsAgainst(title, unit, value, promise, bars)
}

// A bar is of measurements of the same.
type bar struct {
	name  string
	lines []Line
}

// barsAgainst has a bar for each that was measured, from the bottom, and a line at the promise.
func barsAgainst(title, unit string, value func(Figures) float64, promise float64, bars []bar) (*plot.Plot, error) {
	p := newPlot(title)
	p.X.Label.Text = unit + " (line: what is promised)"
	p.X.Min = 0
	var names []string
	for _, b := range bars {
		if len(b.lines) == 0 {
			continue
		}
		if err := addBar(p, float64(len(names)), colours["receiver"], b.lines, value); err != nil {
			return nil, err
		}
		names = append(names, b.name)
	}
	line, err := plotter.NewLine(plotter.XYs{{X: promise, Y: -0.5}, {X: promise, Y: float64(len(names)) - 0.5}})
	if err != nil {
		return nil, err
	}
	line.Color, line.Width, line.Dashes = promised, 2, []vg.Length{6, 3}
	p.Add(line)
	nameBars(p, names)
	return p, nil
}
