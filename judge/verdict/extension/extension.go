// Package extension judges custom resources by their definitions, beside the
// kinds whose judgement needs CEL.
package extension

import (
	"encoding/json"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubernetes/pkg/api/legacyscheme"

	"cdk8s-eo/judge/verdict"
)

// NewServer is a server of the version 1.minor, which makes strategies for
// custom resources in its own way.
func NewServer(minor int, kinds []verdict.Kind, strategy StrategyOf) *verdict.Server {
	definitions := definitions{strategy: strategy, known: map[string]map[schema.GroupVersionKind]verdict.Resource{}}
	return &verdict.Server{
		Resources: verdict.Typed(legacyscheme.Scheme, kinds, 1, minor),
		Define:    definitions.define,
	}
}

// definitions remembers what it has read, since compiling the rules of a
// definition takes long and the same ones come again.
type definitions struct {
	strategy StrategyOf
	known    map[string]map[schema.GroupVersionKind]verdict.Resource
}

func (d *definitions) define(bodies []json.RawMessage) map[schema.GroupVersionKind]verdict.Resource {
	all := map[schema.GroupVersionKind]verdict.Resource{}
	kept := map[string]map[schema.GroupVersionKind]verdict.Resource{}
	for _, body := range bodies {
		resources, ok := d.known[string(body)]
		if !ok {
			resources = d.read(body)
		}
		kept[string(body)] = resources
		for kind, resource := range resources {
			all[kind] = resource
		}
	}
	d.known = kept
	return all
}
