package main

import (
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apiserver/pkg/registry/rest"

	"cdk8s-eo/judge/verdict/extension"
)

func customResource(d *extension.Definition) (rest.RESTCreateUpdateStrategy, error) {
	var schema *apiextensions.JSONSchemaProps
	if d.Validation != nil {
		schema = d.Validation.OpenAPIV3Schema
	}
	validator, _, err := validation.NewSchemaValidator(schema)
	if err != nil {
		return nil, err
	}
	var statusValidator validation.SchemaValidator
	if d.Status != nil && schema != nil {
		if status, ok := schema.Properties["status"]; ok {
			if statusValidator, _, err = validation.NewSchemaValidator(&status); err != nil {
				return nil, err
			}
		}
	}
	return customresource.NewStrategy(d.Typer, d.Namespaced, d.Kind, validator, statusValidator,
		d.Structural, d.Status, d.Scale, d.Version.SelectableFields), nil
}
