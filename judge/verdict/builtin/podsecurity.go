package builtin

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	psa "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"

	"cdk8s-eo/judge/verdict"
)

// podSecurity evaluates pods with the checks of the admission plugin.
type podSecurity struct {
	evaluator policy.Evaluator
	// ran are the names of the checks in the order of their results, which do
	// not have them.
	ran []policy.CheckID
}

func newPodSecurity(evaluator func([]policy.Check) (policy.Evaluator, error)) *podSecurity {
	p := &podSecurity{}
	checks := policy.DefaultChecks()
	for _, check := range checks {
		for i := range check.Versions {
			evaluate := check.Versions[i].CheckPod
			check.Versions[i].CheckPod = func(metadata *metav1.ObjectMeta, spec *corev1.PodSpec) policy.CheckResult {
				p.ran = append(p.ran, check.ID)
				return evaluate(metadata, spec)
			}
		}
	}
	var err error
	if p.evaluator, err = evaluator(checks); err != nil {
		panic(err)
	}
	return p
}

func (p *podSecurity) violations(object runtime.Object, against verdict.PodSecurity) ([]verdict.Violation, error) {
	template := podTemplate(object)
	if template == nil {
		return nil, nil
	}
	level, err := psa.ParseLevel(against.Level)
	if err != nil {
		return nil, err
	}
	version := psa.LatestVersion()
	if against.Version != "" {
		if version, err = psa.ParseVersion(against.Version); err != nil {
			return nil, err
		}
	}
	var pods corev1.PodTemplateSpec
	if err := legacyscheme.Scheme.Convert(template, &pods, nil); err != nil {
		return nil, fmt.Errorf("pod template: %w", err)
	}
	p.ran = p.ran[:0]
	var violations []verdict.Violation
	for i, result := range p.evaluator.EvaluatePod(psa.LevelVersion{Level: level, Version: version}, &pods.ObjectMeta, &pods.Spec) {
		if !result.Allowed {
			violations = append(violations, verdict.Violation{Check: string(p.ran[i]), Reason: result.ForbiddenReason, Detail: result.ForbiddenDetail})
		}
	}
	return violations, nil
}
