// Package metrics counts nothing: nobody would read it.
package metrics

import (
	"context"
	"time"
)

// StabilityLevel is how stable a metric would be.
type StabilityLevel string

// The levels.
const (
	INTERNAL StabilityLevel = "INTERNAL"
	ALPHA    StabilityLevel = "ALPHA"
	BETA     StabilityLevel = "BETA"
	STABLE   StabilityLevel = "STABLE"
)

// Opts are what a metric is called, and more.
type Opts struct {
	Namespace, Subsystem, Name, Help, DeprecatedVersion string
	StabilityLevel                                      StabilityLevel
	ConstLabels                                         map[string]string
	Buckets                                             []float64
	Objectives                                          map[float64]float64
	MaxAge                                              time.Duration
}

// The options of all kinds of metrics are the same.
type (
	CounterOpts   = Opts
	GaugeOpts     = Opts
	HistogramOpts = Opts
	SummaryOpts   = Opts
)

// Registerable is any metric.
type Registerable any

// Metric is a metric of any kind, with labels or without.
type Metric struct{ HistogramOpts *HistogramOpts }

// All kinds of metrics do nothing alike.
type (
	Counter         = Metric
	CounterVec      = Metric
	CounterMetric   = *Metric
	Gauge           = Metric
	GaugeVec        = Metric
	GaugeMetric     = *Metric
	Histogram       = Metric
	HistogramVec    = Metric
	ObserverMetric  = *Metric
	SummaryVec      = Metric
	KubeRegistry    = *Metric
	MetricCollector = *Metric
)

var nothing = &Metric{}

func NewCounter(*Opts) *Metric                         { return nothing }
func NewCounterVec(*Opts, []string) *Metric            { return nothing }
func NewGauge(*Opts) *Metric                           { return nothing }
func NewGaugeVec(*Opts, []string) *Metric              { return nothing }
func NewSummaryVec(*Opts, []string) *Metric            { return nothing }
func NewHistogram(*Opts) *Metric                       { return nothing }
func NewHistogramVec(*Opts, []string) *Metric          { return nothing }
func ExponentialBuckets(_, _ float64, _ int) []float64 { return nil }
func LinearBuckets(_, _ float64, _ int) []float64      { return nil }

func (m *Metric) WithContext(context.Context) *Metric { return m }
func (m *Metric) WithLabelValues(...string) *Metric   { return m }
func (m *Metric) With(map[string]string) *Metric      { return m }
func (m *Metric) Inc()                                {}
func (m *Metric) Dec()                                {}
func (m *Metric) Add(float64)                         {}
func (m *Metric) Set(float64)                         {}
func (m *Metric) Observe(float64)                     {}
func (m *Metric) Reset()                              {}
func (m *Metric) DeleteLabelValues(...string) bool    { return true }
