package builtin

import (
	"context"
	"fmt"
	"reflect"

	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apiserver/pkg/admission"
	podutil "k8s.io/kubernetes/pkg/api/pod"
	"k8s.io/kubernetes/pkg/apis/certificates"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/apis/core/helper"
	"k8s.io/kubernetes/pkg/apis/scheduling"
	schedulingv1 "k8s.io/kubernetes/pkg/apis/scheduling/v1"
	"k8s.io/kubernetes/plugin/pkg/admission/certificates/subjectrestriction"
	psa "k8s.io/pod-security-admission/api"
)

// Of the admission plugins that are on by default, here is what they refuse
// by an object's content alone. Left out, because it needs what is in the
// cluster or who asks: CertificateApproval, CertificateSigning and
// ClusterTrustBundleAttest (the user's rights), DefaultIngressClass and
// DefaultStorageClass (the classes), LimitRanger, the webhooks and admission
// policies, NamespaceLifecycle, NodeDeclaredFeatureValidator and
// PodResizeValidator (the node), PodGroupWorkloadExists, PodTopologyLabels,
// ResourceQuota, and where classes and service accounts that do not exist are
// named. DefaultTolerationSeconds, StorageObjectInUseProtection and
// TaintNodesByCondition refuse nothing. PodSecurity is asked by itself, but for
// its labels on a namespace.

// admit is what comes before the storage.
func admit(a admission.Attributes) error {
	pod, ok := a.GetObject().(*core.Pod)
	if !ok || a.GetOldObject() != nil {
		return nil
	}
	if err := mirrorPod(a, pod); err != nil {
		return err
	}
	return priority(a, pod)
}

// validate is what comes after the strategy.
func validate(a admission.Attributes) error {
	switch object := a.GetObject().(type) {
	case *core.Pod:
		// RuntimeClass
		if a.GetOldObject() == nil && object.Spec.RuntimeClassName == nil && object.Spec.Overhead != nil {
			return admission.NewForbidden(a, fmt.Errorf("pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead"))
		}
	case *core.PersistentVolumeClaim:
		return claimGrows(a, object)
	case *core.Namespace:
		return securityLabels(a, object)
	case *certificates.CertificateSigningRequest:
		if a.GetOldObject() == nil {
			return subjectrestriction.NewPlugin().Validate(context.Background(), a, nil)
		}
	}
	return nil
}

// mirrorPod is of the plugin ServiceAccount.
func mirrorPod(a admission.Attributes, pod *core.Pod) error {
	if _, mirror := pod.Annotations[core.MirrorPodAnnotationKey]; !mirror {
		return nil
	}
	if pod.Spec.ServiceAccountName != "" {
		return admission.NewForbidden(a, fmt.Errorf("a mirror pod may not reference service accounts"))
	}
	secrets := false
	podutil.VisitPodSecretNames(pod, func(string) bool {
		secrets = true
		return false
	}, podutil.AllContainers)
	if secrets {
		return admission.NewForbidden(a, fmt.Errorf("a mirror pod may not reference secrets"))
	}
	for _, volume := range pod.Spec.Volumes {
		if volume.Projected == nil {
			continue
		}
		for _, source := range volume.Projected.Sources {
			if source.ServiceAccountToken != nil {
				return admission.NewForbidden(a, fmt.Errorf("a mirror pod may not use ServiceAccountToken volume projections"))
			}
		}
	}
	return nil
}

// priority is of the plugin Priority.
func priority(a admission.Attributes, pod *core.Pod) error {
	computed, known := priorityOfClass(pod.Spec.PriorityClassName)
	if !known {
		return nil
	}
	if given := pod.Spec.Priority; given != nil && *given != computed {
		return admission.NewForbidden(a, fmt.Errorf("the integer value of priority (%d) must not be provided in pod spec; priority admission controller computed %d from the given PriorityClass name", *given, computed))
	}
	if given, computed := pod.Spec.PreemptionPolicy, core.PreemptLowerPriority; given != nil && *given != computed {
		return admission.NewForbidden(a, fmt.Errorf("the string value of PreemptionPolicy (%s) must not be provided in pod spec; priority admission controller computed %s from the given PriorityClass name", *given, computed))
	}
	return nil
}

// priorityOfClass knows the classes that every cluster has, and that there is
// none by default unless somebody makes one.
func priorityOfClass(name string) (value int32, known bool) {
	if name == "" {
		return scheduling.DefaultPriorityWhenNoDefaultClassExists, true
	}
	for _, class := range schedulingv1.SystemPriorityClasses() {
		if class.Name == name {
			return class.Value, true
		}
	}
	return 0, false
}

// claimGrows is of the plugin PersistentVolumeClaimResize, for claims that
// say that they have no class.
func claimGrows(a admission.Attributes, claim *core.PersistentVolumeClaim) error {
	old, ok := a.GetOldObject().(*core.PersistentVolumeClaim)
	if !ok || claim.Spec.StorageClassName == nil || helper.GetPersistentVolumeClaimClass(claim) != "" {
		return nil
	}
	before, after := old.Spec.Resources.Requests[core.ResourceStorage], claim.Spec.Resources.Requests[core.ResourceStorage]
	if after.Cmp(before) > 0 {
		return admission.NewForbidden(a, fmt.Errorf("only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize"))
	}
	return nil
}

// securityLabels is of the plugin PodSecurity: what was wrong before may stay.
func securityLabels(a admission.Attributes, namespace *core.Namespace) error {
	_, mistakes := psa.PolicyToEvaluate(namespace.Labels, psa.Policy{})
	if old, ok := a.GetOldObject().(*core.Namespace); ok {
		if _, before := psa.PolicyToEvaluate(old.Labels, psa.Policy{}); reflect.DeepEqual(mistakes, before) {
			return nil
		}
	}
	if len(mistakes) > 0 {
		return errors.NewInvalid(a.GetKind().GroupKind(), a.GetName(), mistakes)
	}
	return nil
}
