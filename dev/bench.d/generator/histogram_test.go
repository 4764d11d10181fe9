package main

import (
	"math"
	"testing"
	"time"
)

func TestQuantilesAreExactToOnePercent(t *testing.T) {
	var h Histogram
	for i := 1; i <= 100_000; i++ {
		h.Record(time.Duration(i) * 137 * time.Nanosecond)
	}
	for _, q := range []float64{0.01, 0.5, 0.9, 0.99, 0.999, 1} {
		want := q * 100_000 * 137
		if got := float64(h.Quantile(q)); math.Abs(got-want) > want/100 {
			t.Errorf("quantile %v is %v, want %v", q, got, want)
		}
	}
	if h.min != 137 || h.max != 13_700_000 || h.Mean() != 6_850_068 {
		t.Errorf("min %d, max %d, mean %d", h.min, h.max, h.Mean())
	}
}

func TestEachValueIsInTheBucketThatItsBoundsName(t *testing.T) {
	for _, value := range []uint64{0, 1, 127, 128, 129, 255, 256, 257, 1 << 20, 1<<20 + 1, 1<<40 - 1, math.MaxInt64} {
		index := bucket(value)
		if upperBound(index) < value || index > 0 && upperBound(index-1) >= value {
			t.Errorf("%d is in bucket %d, from %d to %d", value, index, upperBound(index-1)+1, upperBound(index))
		}
	}
}

func TestNothingRecordedIsNothing(t *testing.T) {
	var h Histogram
	if h.Latency() != (Latency{}) {
		t.Errorf("%+v", h.Latency())
	}
}
