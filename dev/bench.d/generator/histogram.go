package main

import (
	"math/bits"
	"time"
)

const (
	// Each power of two is cut into this many buckets, so that a value is known to within 0.8 %.
	subBuckets    = 1 << subBucketBits
	subBucketBits = 7
	powers        = 64 - subBucketBits
)

// A Histogram counts durations in buckets whose width grows with the value, as HdrHistogram does. Recording allocates nothing.
type Histogram struct {
	counts   [powers * subBuckets]uint64
	total    uint64
	sum      time.Duration
	min, max time.Duration
}

// Record counts a duration; a negative one counts as none.
func (h *Histogram) Record(d time.Duration) {
	d = max(d, 0)
	h.counts[bucket(uint64(d))]++
	if h.total == 0 || d < h.min {
		h.min = d
	}
	h.max = max(h.max, d)
	h.sum += d
	h.total++
}

// Quantile tells the duration that the share q of all is not above; 0 if there are none.
func (h *Histogram) Quantile(q float64) time.Duration {
	if h.total == 0 {
		return 0
	}
	rank := max(uint64(q*float64(h.total)+0.5), 1)
	seen := uint64(0)
	for i, count := range h.counts {
		seen += count
		if seen >= rank {
			return min(max(time.Duration(upperBound(i)), h.min), h.max)
		}
	}
	return h.max
}

// Mean tells the average; 0 if there are none.
func (h *Histogram) Mean() time.Duration {
	if h.total == 0 {
		return 0
	}
	return h.sum / time.Duration(h.total)
}

// bucket: values below subBuckets have a bucket each; above, the highest subBucketBits+1 bits choose it.
func bucket(value uint64) int {
	if value < subBuckets {
		return int(value)
	}
	shift := bits.Len64(value) - subBucketBits - 1
	return (shift+1)*subBuckets + int(value>>shift) - subBuckets
}

// upperBound tells the largest value of a bucket.
func upperBound(index int) uint64 {
	if index < subBuckets {
		return uint64(index)
	}
	shift := index/subBuckets - 1
	return (uint64(index%subBuckets+subBuckets)+1)<<shift - 1
}

// Latency is what is told of a Histogram, in milliseconds.
type Latency struct {
	Min  float64 `json:"min"`
	Mean float64 `json:"mean"`
	P50  float64 `json:"p50"`
	P90  float64 `json:"p90"`
	P99  float64 `json:"p99"`
	P999 float64 `json:"p999"`
	Max  float64 `json:"max"`
}

// Latency sums up what was recorded.
func (h *Histogram) Latency() Latency {
	return Latency{
		Min: millis(h.min), Mean: millis(h.Mean()), P50: millis(h.Quantile(0.5)), P90: millis(h.Quantile(0.9)),
		P99: millis(h.Quantile(0.99)), P999: millis(h.Quantile(0.999)), Max: millis(h.max),
	}
}

func millis(d time.Duration) float64 {
	return float64(d.Round(time.Microsecond).Microseconds()) / 1000
}
