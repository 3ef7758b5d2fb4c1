package extension

import (
	"sort"

	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"cdk8s-eo/judge/verdict"
)

// Fields names the properties that the schema has beside the one at the path.
func (c *custom) Fields(path string) []string {
	steps := verdict.PathSteps(path)
	if len(steps) > 1 && steps[0] == "metadata" {
		return verdict.FieldsOfType(&metav1.PartialObjectMetadata{}, path)
	}
	at := c.definition.Structural
	for _, step := range steps[:len(steps)-1] {
		if at = within(at); at == nil {
			return nil
		}
		if property, ok := at.Properties[step]; ok {
			at = &property
		} else if at.AdditionalProperties != nil {
			at = at.AdditionalProperties.Structural
		} else {
			return nil
		}
	}
	if at = within(at); at == nil {
		return nil
	}
	names := []string{}
	for name := range at.Properties {
		names = append(names, name)
	}
	if len(steps) == 1 {
		names = append(names, "apiVersion", "kind", "metadata")
	}
	return unique(names)
}

// within goes through lists to what can have properties.
func within(at *structuralschema.Structural) *structuralschema.Structural {
	for at != nil && at.Items != nil {
		at = at.Items
	}
	return at
}

func unique(names []string) []string {
	sort.Strings(names)
	kept := names[:0]
	for i, name := range names {
		if i == 0 || name != names[i-1] {
			kept = append(kept, name)
		}
	}
	return kept
}
