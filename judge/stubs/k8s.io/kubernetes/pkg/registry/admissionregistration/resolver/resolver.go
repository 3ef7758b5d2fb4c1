// Package resolver has the type that the strategies of admission policies name.
package resolver

import "k8s.io/apimachinery/pkg/runtime/schema"

// ResourceResolver is never asked.
type ResourceResolver interface {
	Resolve(gvk schema.GroupVersionKind) (schema.GroupVersionResource, error)
}
