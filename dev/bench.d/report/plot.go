package main

import (
	"image/color"
	"io"
	"math"
	"os"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

const (
	plotWidth  = 30 * vg.Centimeter
	plotHeight = 12 * vg.Centimeter
	// Of a row below, which shows promises.
	promiseHeight = 5 * vg.Centimeter

	// Whoever takes longer cannot keep up.
	mostMillis = 2000
)

// Colours that people who see few colours can tell apart (Okabe and Ito).
var colours = map[string]color.Color{
	"receiver":       color.RGBA{0x00, 0x72, 0xb2, 0xff},
	"no-store":       color.RGBA{0x56, 0xb4, 0xe9, 0xff},
	"go-append":      color.RGBA{0x00, 0x9e, 0x73, 0xff},
	"express":        color.RGBA{0xe6, 0x9f, 0x00, 0xff},
	"express-sqlite": color.RGBA{0xd5, 0x5e, 0x00, 0xff},
	"go-postgres":    color.RGBA{0xcc, 0x79, 0xa7, 0xff},
}

// Plot writes NAME.png and NAME.svg: how much each takes, and how long it takes at a rate; below, how push and the gateway keep their promises.
func Plot(m *Measured, name string) error {
	left, err := throughputPlot(m)
	if err != nil {
		return err
	}
	right, err := latencyPlot(m)
	if err != nil {
		return err
	}
	rows := []row{{plotHeight, []*plot.Plot{left, right}}}
	for _, plots := range []func(*Measured) ([]*plot.Plot, error){pushPlots, gatewayPlots} {
		below, err := plots(m)
		if err != nil {
			return err
		}
		if len(below) > 0 {
			rows = append(rows, row{promiseHeight, below})
		}
	}
	return save(rows, name)
}

// save writes NAME.png and NAME.svg.
func save(rows []row, name string) error {
	height := vg.Length(0)
	for _, r := range rows {
		height += r.height
	}
	image := vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(plotWidth, height), vgimg.UseDPI(150), vgimg.UseBackgroundColor(color.White))}
	drawAll(rows, image)
	if err := write(name+".png", image.WriteTo); err != nil {
		return err
	}
	vector := vgsvg.New(plotWidth, height)
	drawAll(rows, vector)
	return write(name+".svg", vector.WriteTo)
}

func write(file string, to func(io.Writer) (int64, error)) error {
	opened, err := os.Create(file)
	if err != nil {
		return err
	}
	if _, err := to(opened); err != nil {
		opened.Close()
		return err
	}
	return opened.Close()
}

// A row is drawn side by side.
type row struct {
	height vg.Length
	plots  []*plot.Plot
}

// drawAll sets the rows below each other.
func drawAll(rows []row, on vg.CanvasSizer) {
	canvas := draw.New(on)
	_, total := on.Size()
	var above vg.Length
	for _, r := range rows {
		tiles := draw.Tiles{
			Rows: 1, Cols: len(r.plots), PadX: vg.Centimeter,
			PadTop: vg.Points(10), PadBottom: vg.Points(10), PadLeft: vg.Points(10), PadRight: vg.Points(20),
		}
		part := draw.Crop(canvas, 0, 0, total-above-r.height, -above)
		for column, p := range r.plots {
			p.Draw(tiles.At(part, column, 0))
		}
		above += r.height
	}
}

// throughputPlot has a bar for each median, and a dot for each slice; hollow if others disturbed it.
func throughputPlot(m *Measured) (*plot.Plot, error) {
	p := newPlot("Acknowledged deliveries of one update, 64 connections")
	p.X.Label.Text = "deliveries/s (bar: median; dot: slice; hollow: disturbed)"
	p.X.Min = 0
	var names []string
	// The first one at the top.
	for i := len(contestants) - 1; i >= 0; i-- {
		c := contestants[i]
		lines := m.Of("part=throughput", "measure=closed", "contestant="+c.name)
		if len(lines) == 0 {
			continue
		}
		if err := addBar(p, float64(len(names)), colours[c.name], lines, rate); err != nil {
			return nil, err
		}
		names = append(names, c.title)
	}
	nameBars(p, names)
	return p, nil
}

// addBar adds a bar for the median, and a dot for each slice.
func addBar(p *plot.Plot, at float64, colour color.Color, lines []Line, value func(Figures) float64) error {
	bar, err := plotter.NewBarChart(plotter.Values{SampleOf(lines, value).Median()}, 18)
	if err != nil {
		return err
	}
	bar.Horizontal, bar.XMin, bar.Color, bar.LineStyle.Width = true, at, colour, 0
	p.Add(bar)
	for _, line := range lines {
		dot, err := plotter.NewScatter(plotter.XYs{{X: value(line.Result), Y: at}})
		if err != nil {
			return err
		}
		dot.GlyphStyle = draw.GlyphStyle{Color: color.Black, Radius: 2.2, Shape: draw.CircleGlyph{}}
		if line.Result.Disturbed {
			dot.Shape = draw.RingGlyph{}
		}
		p.Add(dot)
	}
	return nil
}

func nameBars(p *plot.Plot, names []string) {
	if len(names) > 0 {
		p.NominalY(names...)
	}
	p.Y.Min, p.Y.Max = -0.5, float64(max(len(names), 1))-0.5
	p.X.Max *= 1.05
	p.X.Tick.Marker = thousands{}
}

// latencyPlot has a line for each contestant up to the rate that is too much for it.
func latencyPlot(m *Measured) (*plot.Plot, error) {
	p := newPlot("Time to the answer at a fixed rate, from when each was to be sent")
	p.X.Label.Text, p.Y.Label.Text = "deliveries/s", "p99, ms"
	p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, decades{}
	p.X.Min, p.Y.Min, p.Y.Max = 0, 0.2, 40_000 // The legend needs room above.
	p.X.Tick.Marker = thousands{}
	p.Legend.Top, p.Legend.Left, p.Legend.Padding, p.Legend.XOffs, p.Legend.YOffs = true, true, 3, 8, -6
	for _, c := range contestants {
		var points plotter.XYs
		for _, r := range fixedRatesOf(m) {
			lines := m.Of("part=latency", "contestant="+c.name, "rate="+r)
			if len(lines) == 0 {
				continue
			}
			points = append(points, plotter.XY{X: number(r), Y: min(max(SampleOf(lines, p99).Median(), 0.2), mostMillis)})
		}
		if len(points) == 0 {
			continue
		}
		line, dots, err := plotter.NewLinePoints(points)
		if err != nil {
			return nil, err
		}
		line.Color, line.Width = colours[c.name], 2
		dots.GlyphStyle = draw.GlyphStyle{Color: colours[c.name], Radius: 3, Shape: draw.CircleGlyph{}}
		p.Add(line, dots)
		p.Legend.Add(c.title, line, dots)
	}
	return p, nil
}

func newPlot(title string) *plot.Plot {
	p := plot.New()
	p.Title.Text = title
	p.Title.Padding = 10
	for _, style := range []*text.Style{&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label, &p.Y.Tick.Label,
		&p.Legend.TextStyle} {
		style.Font.Typeface, style.Font.Variant, style.Font.Size = "Liberation", "Sans", 10
	}
	p.Title.TextStyle.Font.Size = 11
	p.X.Label.Padding, p.Y.Label.Padding = 4, 4
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = color.Gray{0xdd}, color.Gray{0xdd}
	p.Add(grid)
	return p
}

// thousands are about seven ticks at round numbers.
type thousands struct{}

// Ticks are those between the two.
func (thousands) Ticks(low, high float64) []plot.Tick {
	distance := 1.0
	for _, factor := 0, []float64{2, 2.5, 2}; (high-low)/distance > 7; {
		distance *= factor[0]
		factor = append(factor[1:], factor[0])
	}
	var ticks []plot.Tick
	for value := math.Ceil(low/distance) * distance; value <= high; value += distance {
		ticks = append(ticks, plot.Tick{Value: value, Label: whole(value)})
	}
	return ticks
}

// decades are ticks at 1, 2 and 5 of each power of ten.
type decades struct{}

// Ticks are those between the two.
func (decades) Ticks(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for power := 0.1; power <= high; power *= 10 {
		for _, factor := range []float64{1, 2, 5} {
			if value := power * factor; value >= low && value <= min(high, mostMillis) {
				ticks = append(ticks, plot.Tick{Value: value, Label: strconv.FormatFloat(value, 'f', -1, 64)})
			}
		}
	}
	return ticks
}
