package builtin

import (
	apiequality "k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/kubernetes/pkg/apis/apps"
	"k8s.io/kubernetes/pkg/apis/batch"
	"k8s.io/kubernetes/pkg/apis/core"
)

// podTemplate is the template of the pods that an object stands for, a pod
// being its own; nil where it stands for none.
func podTemplate(object runtime.Object) *core.PodTemplateSpec {
	switch o := object.(type) {
	case *core.Pod:
		return &core.PodTemplateSpec{ObjectMeta: o.ObjectMeta, Spec: o.Spec}
	case *core.PodTemplate:
		return &o.Template
	case *core.ReplicationController:
		return o.Spec.Template
	case *apps.Deployment:
		return &o.Spec.Template
	case *apps.StatefulSet:
		return &o.Spec.Template
	case *apps.DaemonSet:
		return &o.Spec.Template
	case *apps.ReplicaSet:
		return &o.Spec.Template
	case *batch.Job:
		return &o.Spec.Template
	case *batch.CronJob:
		return &o.Spec.JobTemplate.Spec.Template
	default:
		return nil
	}
}

// rollsPods says whether an update of a workload replaces its pods. Jobs keep
// the pods they have.
func rollsPods(object, old runtime.Object) bool {
	switch object.(type) {
	case *apps.Deployment, *apps.StatefulSet, *apps.DaemonSet, *apps.ReplicaSet:
		return !apiequality.Semantic.DeepEqual(podTemplate(object), podTemplate(old))
	default:
		return false
	}
}

// settle makes a claim a bound one: a claim that waits for its volume refuses
// what one in use may do, to grow.
func settle(object runtime.Object) {
	if claim, ok := object.(*core.PersistentVolumeClaim); ok {
		claim.Status.Phase = core.ClaimBound
		claim.Status.AccessModes = claim.Spec.AccessModes
		claim.Status.Capacity = claim.Spec.Resources.Requests
	}
}
