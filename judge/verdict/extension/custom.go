package extension

import (
	"fmt"

	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apiserver/pkg/registry/rest"

	"cdk8s-eo/judge/verdict"
)

// custom is one version of a custom resource.
type custom struct {
	definition      *Definition
	makeStrategy    StrategyOf
	strategy        rest.RESTCreateUpdateStrategy
	strict, lenient runtime.Decoder
}

func newCustom(definition *Definition, strategy StrategyOf) *custom {
	decoder := func(strict bool) runtime.Decoder {
		return json.NewSerializerWithOptions(json.DefaultMetaFactory, creator{}, definition.Typer, json.SerializerOptions{Strict: strict})
	}
	return &custom{definition: definition, makeStrategy: strategy, strict: decoder(true), lenient: decoder(false)}
}

func (c *custom) GroupVersionKind() schema.GroupVersionKind { return c.definition.Kind }
func (c *custom) Plural() string                            { return c.definition.plural }
func (c *custom) Deprecation() string                       { return c.definition.warning }

// Strategy is made when it is first needed: that compiles the CEL rules.
func (c *custom) Strategy() rest.RESTCreateUpdateStrategy {
	if c.strategy == nil {
		strategy, err := c.makeStrategy(c.definition)
		if err != nil {
			panic(err)
		}
		c.strategy = orderly{strategy}
	}
	return c.strategy
}

func (c *custom) Decode(body []byte) (runtime.Object, error) {
	object, read, err := c.decode(body, true)
	if err != nil {
		return nil, verdict.RefuseBody(err, c.definition.Kind.Kind, read, body)
	}
	return object, nil
}

func (c *custom) Load(body []byte) (runtime.Object, error) {
	object, _, err := c.decode(body, false)
	return object, err
}

// decode reads an object as the handler of custom resources does: JSON, then
// what Go types would do for built-in kinds (metadata, unknown fields, nulls),
// then defaults.
func (c *custom) decode(body []byte, strict bool) (runtime.Object, *schema.GroupVersionKind, error) {
	decoder := c.lenient
	if strict {
		decoder = c.strict
	}
	var mistakes []error
	decoded, read, err := decoder.Decode(body, &c.definition.Kind, &unstructured.Unstructured{})
	if err != nil {
		strictErr, ok := runtime.AsStrictDecodingError(err)
		if !ok || decoded == nil {
			return nil, read, err
		}
		mistakes = strictErr.Errors()
	}
	object, ok := decoded.(*unstructured.Unstructured)
	if !ok {
		return nil, read, fmt.Errorf("unexpected %T", decoded)
	}
	unknown, err := c.coerce(object, strict)
	if err != nil {
		return nil, read, err
	}
	for _, path := range unknown {
		mistakes = append(mistakes, fmt.Errorf("unknown field %q", path))
	}
	if strict && len(mistakes) > 0 {
		return nil, read, runtime.NewStrictDecodingError(mistakes)
	}
	defaulting.Default(object.UnstructuredContent(), c.definition.Structural)
	return object, read, nil
}

func (c *custom) coerce(object *unstructured.Unstructured, strict bool) (unknown []string, err error) {
	kind, apiVersion := object.GetKind(), object.GetAPIVersion()
	metadata, found, paths, err := objectmeta.GetObjectMetaWithOptions(object.Object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: strict})
	if err != nil {
		return nil, err
	}
	unknown = append(unknown, paths...)
	if !c.definition.preserveUnknownFields {
		options := structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: strict}
		unknown = append(unknown, pruning.PruneWithOptions(object.Object, c.definition.Structural, true, options)...)
		defaulting.PruneNonNullableNullsWithoutDefaults(object.Object, c.definition.Structural)
	}
	invalid, paths := objectmeta.CoerceWithOptions(nil, object.Object, c.definition.Structural, false, objectmeta.CoerceOptions{ReturnUnknownFieldPaths: strict})
	if invalid != nil {
		return nil, invalid
	}
	unknown = append(unknown, paths...)
	object.SetKind(kind)
	object.SetAPIVersion(apiVersion)
	if found {
		err = objectmeta.SetObjectMeta(object.Object, metadata)
	}
	return unknown, err
}

func (c *custom) Encode(object runtime.Object) ([]byte, error) {
	return object.(*unstructured.Unstructured).MarshalJSON()
}

// creator makes the objects that a decoder fills.
type creator struct{}

func (creator) New(kind schema.GroupVersionKind) (runtime.Object, error) {
	object := &unstructured.Unstructured{}
	object.SetGroupVersionKind(kind)
	return object, nil
}
