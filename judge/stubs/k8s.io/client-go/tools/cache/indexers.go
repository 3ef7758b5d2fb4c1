// Package cache has the types that the strategy of pods names.
package cache

// IndexFunc says what an object is found by.
type IndexFunc func(object any) ([]string, error)

// Indexers are never asked.
type Indexers map[string]IndexFunc
