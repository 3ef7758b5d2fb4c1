package main

import (
	"k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingwebhookconfiguration"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/resolver"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingwebhookconfiguration"
	"k8s.io/kubernetes/pkg/registry/resource/deviceclass"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaim"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaimtemplate"
	"k8s.io/kubernetes/pkg/registry/resource/resourceslice"

	"cdk8s-eo/judge/verdict"
)

// What a 1.36 server serves by default. Without an authorizer, the strategies
// do not ask whether the user may read what a policy names.
var kinds = []verdict.Kind{
	{"admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy", "mutatingadmissionpolicies", mutatingadmissionpolicy.NewStrategy(nil, nil)},
	{"admissionregistration.k8s.io/v1", "MutatingAdmissionPolicyBinding", "mutatingadmissionpolicybindings", mutatingadmissionpolicybinding.NewStrategy(nil, nil, resources{})},
	{"admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations", mutatingwebhookconfiguration.Strategy},
	{"admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "validatingadmissionpolicies", validatingadmissionpolicy.NewStrategy(nil, nil)},
	{"admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings", validatingadmissionpolicybinding.NewStrategy(nil, nil, resources{})},
	{"admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations", validatingwebhookconfiguration.Strategy},
	{"apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions", customresourcedefinition.NewStrategy(legacyscheme.Scheme)},
	{"resource.k8s.io/v1", "DeviceClass", "deviceclasses", deviceclass.Strategy},
	{"resource.k8s.io/v1", "ResourceClaim", "resourceclaims", resourceclaim.NewStrategy(namespaces{}, nil)},
	{"resource.k8s.io/v1", "ResourceClaimTemplate", "resourceclaimtemplates", resourceclaimtemplate.NewStrategy(namespaces{})},
	{"resource.k8s.io/v1", "ResourceSlice", "resourceslices", resourceslice.Strategy},
}

// resources has to be there for the bindings of policies, and is asked nothing.
type resources struct{ resolver.ResourceResolver }
