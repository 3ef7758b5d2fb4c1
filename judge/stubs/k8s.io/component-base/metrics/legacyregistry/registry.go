// Package legacyregistry registers nothing.
package legacyregistry

import "k8s.io/component-base/metrics"

// MustRegister registers nothing.
func MustRegister(...metrics.Registerable) {}

// CustomMustRegister registers nothing.
func CustomMustRegister(...metrics.Registerable) {}
