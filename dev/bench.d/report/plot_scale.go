package main

import (
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const scaleHeight = 8 * vg.Centimeter

// PlotScale writes NAME.png and NAME.svg: how long an operator needs from cold, and its memory, over the number of accounts, each with a line at
// what is promised. It writes nothing if that was not measured.
func PlotScale(m *Measured, name string) error {
	if len(m.Of("part=scale", "measure=scale")) == 0 {
		return nil
	}
	left, err := scalePlot(m, "The operator from cold until all accounts are Ready", "seconds", coldSeconds, mostSecondsFromCold)
	if err != nil {
		return err
	}
	right, err := scalePlot(m, "Resident memory of the operator, the most", "MiB", operatorMiB, mostOperatorMiB)
	if err != nil {
		return err
	}
	return save([]row{{scaleHeight, []*plot.Plot{left, right}}}, name)
}

func scalePlot(m *Measured, title, unit string, value func(Figures) float64, promise float64) (*plot.Plot, error) {
	p := newPlot(title)
	p.X.Label.Text, p.Y.Label.Text = "accounts (line: what is promised of 1,000)", unit
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, tens{}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 1, 1000, 0, promise*1.1
	p.Y.Tick.Marker = thousands{}
	var points plotter.XYs
	for _, accounts := range []string{"1", "10", "100", manyAccounts} {
		if lines := m.Of("part=scale", "measure=scale", "accounts="+accounts); len(lines) > 0 {
			points = append(points, plotter.XY{X: number(accounts), Y: SampleOf(lines, value).Median()})
			p.Y.Max = max(p.Y.Max, SampleOf(lines, value).Median()*1.1)
		}
	}
	line, dots, err := plotter.NewLinePoints(points)
	if err != nil {
		return nil, err
	}
	line.Color, line.Width = colours["receiver"], 2
	dots.GlyphStyle = draw.GlyphStyle{Color: colours["receiver"], Radius: 3, Shape: draw.CircleGlyph{}}
	bound, err := plotter.NewLine(plotter.XYs{{X: 1, Y: promise}, {X: 1000, Y: promise}})
	if err != nil {
		return nil, err
	}
	bound.Color, bound.Width, bound.Dashes = promised, 2, []vg.Length{6, 3}
	p.Add(line, dots, bound)
	return p, nil
}

// tens are ticks at the powers of ten.
type tens struct{}

// Ticks are those between the two.
func (tens) Ticks(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for power := 1; float64(power) <= high; power *= 10 {
		if float64(power) >= low {
			ticks = append(ticks, plot.Tick{Value: float64(power), Label: strconv.Itoa(power)})
		}
	}
	return ticks
}
