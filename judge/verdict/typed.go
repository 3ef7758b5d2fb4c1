package verdict

import (
	"bytes"
	stdjson "encoding/json"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"k8s.io/apiserver/pkg/endpoints/deprecation"
	"k8s.io/apiserver/pkg/registry/rest"
)

// Kind is one line of a version's table of kinds.
type Kind struct {
	APIVersion, Name, Plural string
	Strategy                 rest.RESTCreateUpdateStrategy
}

// Typed makes resources of kinds that have Go types in a scheme. The server
// warns of deprecated ones by its own version, which major and minor say.
func Typed(scheme *runtime.Scheme, kinds []Kind, major, minor int) map[schema.GroupVersionKind]Resource {
	codecs := serializer.NewCodecFactory(scheme)
	decoder := func(strict bool) runtime.Decoder {
		body := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme, scheme, json.SerializerOptions{Strict: strict})
		return codecs.DecoderToVersion(body, runtime.InternalGroupVersioner)
	}
	strict, lenient := decoder(true), decoder(false)
	resources := map[schema.GroupVersionKind]Resource{}
	for _, kind := range kinds {
		version, err := schema.ParseGroupVersion(kind.APIVersion)
		if err != nil {
			panic(err)
		}
		gvk := version.WithKind(kind.Name)
		resources[gvk] = &typed{kind, gvk, scheme, strict, lenient, major, minor}
	}
	return resources
}

type typed struct {
	kind            Kind
	gvk             schema.GroupVersionKind
	scheme          *runtime.Scheme
	strict, lenient runtime.Decoder
	major, minor    int
}

func (t *typed) GroupVersionKind() schema.GroupVersionKind { return t.gvk }
func (t *typed) Plural() string                            { return t.kind.Plural }
func (t *typed) Strategy() rest.RESTCreateUpdateStrategy   { return t.kind.Strategy }
func (t *typed) Decode(body []byte) (runtime.Object, error) {
	object, read, err := t.decode(t.strict, body)
	if err != nil {
		return nil, RefuseBody(err, t.gvk.Kind, read, body)
	}
	return object, nil
}

func (t *typed) Load(body []byte) (runtime.Object, error) {
	object, _, err := t.decode(t.lenient, body)
	return object, err
}

func (t *typed) decode(decoder runtime.Decoder, body []byte) (runtime.Object, *schema.GroupVersionKind, error) {
	into, err := t.scheme.New(schema.GroupVersionKind{Group: t.gvk.Group, Version: runtime.APIVersionInternal, Kind: t.gvk.Kind})
	if err != nil {
		return nil, nil, err
	}
	return decoder.Decode(body, &t.gvk, into)
}

func (t *typed) versioned() runtime.Object {
	object, err := t.scheme.New(t.gvk)
	if err != nil {
		panic(err)
	}
	return object
}

func (t *typed) Encode(object runtime.Object) ([]byte, error) {
	versioned := t.versioned()
	if err := t.scheme.Convert(object, versioned, nil); err != nil {
		return nil, err
	}
	versioned.GetObjectKind().SetGroupVersionKind(t.gvk)
	return stdjson.Marshal(versioned)
}

func (t *typed) Patch(original, modified, live []byte) ([]byte, error) {
	schema, err := strategicpatch.NewPatchMetaFromStruct(t.versioned())
	if err != nil {
		return nil, err
	}
	patch, err := strategicpatch.CreateThreeWayMergePatch(original, modified, live, schema, true)
	if err != nil {
		return nil, err
	}
	if bytes.Equal(patch, []byte("{}")) {
		return nil, nil
	}
	return strategicpatch.StrategicMergePatch(live, patch, t.versioned())
}

func (t *typed) Fields(path string) []string { return FieldsOfType(t.versioned(), path) }

func (t *typed) Deprecation() string {
	if versioned := t.versioned(); deprecation.IsDeprecated(versioned, t.major, t.minor) {
		versioned.GetObjectKind().SetGroupVersionKind(t.gvk)
		return deprecation.WarningMessage(versioned)
	}
	return ""
}
