package extension

import (
	"encoding/json"
	"fmt"
	"sort"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/version"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"

	"cdk8s-eo/judge/verdict"
)

// StrategyOf makes the strategy for the objects of one version of a definition.
type StrategyOf func(d *Definition) (rest.RESTCreateUpdateStrategy, error)

// Definition is what a strategy is made of.
type Definition struct {
	Kind       schema.GroupVersionKind
	Namespaced bool
	Typer      runtime.ObjectTyper
	// Validation is the schema; nil where the version has none.
	Validation *apiextensions.CustomResourceValidation
	Structural *structuralschema.Structural
	Status     *apiextensions.CustomResourceSubresourceStatus
	Scale      *apiextensions.CustomResourceSubresourceScale
	Version    *apiextensionsv1.CustomResourceDefinitionVersion

	plural, warning       string
	preserveUnknownFields bool
}

// read makes resources of a definition's versions that are served. What is
// wrong with a definition, the question about itself says: here a version that
// cannot be served is left out, as a server would serve it not.
func (d *definitions) read(body []byte) map[schema.GroupVersionKind]verdict.Resource {
	resources := map[schema.GroupVersionKind]verdict.Resource{}
	crd := &apiextensionsv1.CustomResourceDefinition{}
	if err := json.Unmarshal(body, crd); err != nil {
		return resources
	}
	legacyscheme.Scheme.Default(crd)
	for i := range crd.Spec.Versions {
		if !crd.Spec.Versions[i].Served {
			continue
		}
		if resource, err := d.resource(crd, &crd.Spec.Versions[i]); err == nil {
			resources[resource.definition.Kind] = resource
		}
	}
	return resources
}

func (d *definitions) resource(crd *apiextensionsv1.CustomResourceDefinition, v *apiextensionsv1.CustomResourceDefinitionVersion) (*custom, error) {
	definition := &Definition{
		Kind:                  schema.GroupVersionKind{Group: crd.Spec.Group, Version: v.Name, Kind: crd.Spec.Names.Kind},
		Namespaced:            crd.Spec.Scope == apiextensionsv1.NamespaceScoped,
		Typer:                 crdserverscheme.NewUnstructuredObjectTyper(),
		Version:               v,
		plural:                crd.Spec.Names.Plural,
		warning:               deprecationWarning(crd, v),
		preserveUnknownFields: crd.Spec.PreserveUnknownFields,
	}
	if v.Schema != nil {
		definition.Validation = &apiextensions.CustomResourceValidation{}
		if err := apiextensionsv1.Convert_v1_CustomResourceValidation_To_apiextensions_CustomResourceValidation(v.Schema, definition.Validation, nil); err != nil {
			return nil, err
		}
		if err := definition.readStructure(); err != nil {
			return nil, err
		}
	}
	if v.Subresources != nil && v.Subresources.Status != nil {
		definition.Status = &apiextensions.CustomResourceSubresourceStatus{}
	}
	if v.Subresources != nil && v.Subresources.Scale != nil {
		definition.Scale = &apiextensions.CustomResourceSubresourceScale{}
		if err := apiextensionsv1.Convert_v1_CustomResourceSubresourceScale_To_apiextensions_CustomResourceSubresourceScale(v.Subresources.Scale, definition.Scale, nil); err != nil {
			return nil, err
		}
	}
	return newCustom(definition, d.strategy), nil
}

func (d *Definition) readStructure() error {
	structural, err := structuralschema.NewStructural(d.Validation.OpenAPIV3Schema)
	if err != nil {
		return err
	}
	// The defaults of a structure are not its own until it is copied.
	d.Structural = structural.DeepCopy()
	if d.preserveUnknownFields {
		return nil
	}
	return defaulting.PruneDefaults(d.Structural)
}

func deprecationWarning(crd *apiextensionsv1.CustomResourceDefinition, v *apiextensionsv1.CustomResourceDefinitionVersion) string {
	if !v.Deprecated {
		return ""
	}
	if v.DeprecationWarning != nil {
		return *v.DeprecationWarning
	}
	text := fmt.Sprintf("%s/%s %s is deprecated", crd.Spec.Group, v.Name, crd.Spec.Names.Kind)
	var newer []string
	for _, other := range crd.Spec.Versions {
		if other.Served && !other.Deprecated && version.CompareKubeAwareVersionStrings(v.Name, other.Name) < 0 {
			newer = append(newer, other.Name)
		}
	}
	if len(newer) == 0 {
		return text
	}
	sort.Slice(newer, func(i, j int) bool { return version.CompareKubeAwareVersionStrings(newer[i], newer[j]) > 0 })
	return text + fmt.Sprintf("; use %s/%s %s", crd.Spec.Group, newer[0], crd.Spec.Names.Kind)
}
