package main

import (
	"k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingwebhookconfiguration"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingwebhookconfiguration"

	"cdk8s-eo/judge/verdict"
)

// What a 1.27 server serves by default.
var kinds = []verdict.Kind{
	{"admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations", mutatingwebhookconfiguration.Strategy},
	{"admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations", validatingwebhookconfiguration.Strategy},
	{"apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions", customresourcedefinition.NewStrategy(legacyscheme.Scheme)},
}
