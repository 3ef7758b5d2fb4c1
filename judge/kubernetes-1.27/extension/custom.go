package main

import (
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kube-openapi/pkg/validation/spec"
	"k8s.io/kube-openapi/pkg/validation/strfmt"
	"k8s.io/kube-openapi/pkg/validation/validate"

	"cdk8s-eo/judge/verdict/extension"
)

func customResource(d *extension.Definition) (rest.RESTCreateUpdateStrategy, error) {
	validator, _, err := validation.NewSchemaValidator(d.Validation)
	if err != nil {
		return nil, err
	}
	statusValidator, err := validatorOfStatus(d)
	if err != nil {
		return nil, err
	}
	structures := map[string]*structuralschema.Structural{d.Kind.Version: d.Structural}
	return customresource.NewStrategy(d.Typer, d.Namespaced, d.Kind, validator, statusValidator, structures, d.Status, d.Scale), nil
}

func validatorOfStatus(d *extension.Definition) (*validate.SchemaValidator, error) {
	if d.Status == nil || d.Validation == nil || d.Validation.OpenAPIV3Schema == nil {
		return nil, nil
	}
	status, ok := d.Validation.OpenAPIV3Schema.Properties["status"]
	if !ok {
		return nil, nil
	}
	openapi := &spec.Schema{}
	if err := validation.ConvertJSONSchemaPropsWithPostProcess(&status, openapi, validation.StripUnsupportedFormatsPostProcess); err != nil {
		return nil, err
	}
	return validate.NewSchemaValidator(openapi, nil, "", strfmt.Default), nil
}
