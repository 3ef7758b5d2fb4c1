// Package internalversion prints nothing.
package internalversion

// AddHandlers adds none.
func AddHandlers() {}
