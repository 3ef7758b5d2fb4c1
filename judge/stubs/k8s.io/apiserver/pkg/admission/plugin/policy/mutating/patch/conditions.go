// Package patch has what the validation of mutating admission policies compiles.
package patch

import "github.com/google/cel-go/cel"

// ApplyConfigurationCondition is an expression that gives an object.
type ApplyConfigurationCondition struct{ Expression string }

func (c *ApplyConfigurationCondition) GetExpression() string { return c.Expression }
func (c *ApplyConfigurationCondition) ReturnTypes() []*cel.Type {
	return []*cel.Type{cel.ObjectType("Object")}
}

// JSONPatchCondition is an expression that gives a list of patches.
type JSONPatchCondition struct{ Expression string }

func (c *JSONPatchCondition) GetExpression() string { return c.Expression }
func (c *JSONPatchCondition) ReturnTypes() []*cel.Type {
	return []*cel.Type{cel.ListType(cel.ObjectType("JSONPatch"))}
}
