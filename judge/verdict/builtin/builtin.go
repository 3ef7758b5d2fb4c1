// Package builtin is what a server does to its built-in kinds beside their strategies.
package builtin

import (
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/capabilities"
	"k8s.io/pod-security-admission/policy"

	"cdk8s-eo/judge/verdict"
)

// NewServer is a server of built-in kinds of the version 1.minor.
func NewServer(minor int, kinds []verdict.Kind, evaluator func([]policy.Check) (policy.Evaluator, error)) *verdict.Server {
	// Every cluster runs privileged containers of its own: the flag is on in
	// all distributions, though not by default.
	capabilities.Initialize(capabilities.Capabilities{AllowPrivileged: true})
	services := newServices()
	return &verdict.Server{
		Resources: verdict.Typed(legacyscheme.Scheme, kinds, 1, minor),
		Hooks: verdict.Hooks{
			BeginCreate: services.beginCreate,
			BeginUpdate: services.beginUpdate,
			Admit:       admit,
			Validate:    validate,
			Settle:      settle,
			RollsPods:   rollsPods,
			PodSecurity: newPodSecurity(evaluator).violations,
		},
	}
}
