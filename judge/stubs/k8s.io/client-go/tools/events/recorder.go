// Package events has the type that the proxy's utilities name.
package events

import "k8s.io/apimachinery/pkg/runtime"

// EventRecorder is never there.
type EventRecorder interface {
	Eventf(regarding, related runtime.Object, kind, reason, action, note string, args ...any)
}
