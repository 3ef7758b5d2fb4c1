package main

import (
	"k8s.io/kube-aggregator/pkg/registry/apiservice"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/registry/apps/controllerrevision"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/certificates/certificates"
	"k8s.io/kubernetes/pkg/registry/coordination/lease"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/endpoint"
	"k8s.io/kubernetes/pkg/registry/core/event"
	"k8s.io/kubernetes/pkg/registry/core/limitrange"
	"k8s.io/kubernetes/pkg/registry/core/namespace"
	"k8s.io/kubernetes/pkg/registry/core/node"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolume"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/podtemplate"
	"k8s.io/kubernetes/pkg/registry/core/replicationcontroller"
	"k8s.io/kubernetes/pkg/registry/core/resourcequota"
	"k8s.io/kubernetes/pkg/registry/core/secret"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/serviceaccount"
	"k8s.io/kubernetes/pkg/registry/discovery/endpointslice"
	"k8s.io/kubernetes/pkg/registry/flowcontrol/flowschema"
	"k8s.io/kubernetes/pkg/registry/flowcontrol/prioritylevelconfiguration"
	"k8s.io/kubernetes/pkg/registry/networking/ingress"
	"k8s.io/kubernetes/pkg/registry/networking/ingressclass"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/node/runtimeclass"
	"k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrole"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrolebinding"
	"k8s.io/kubernetes/pkg/registry/rbac/role"
	"k8s.io/kubernetes/pkg/registry/rbac/rolebinding"
	"k8s.io/kubernetes/pkg/registry/scheduling/priorityclass"
	"k8s.io/kubernetes/pkg/registry/storage/csidriver"
	"k8s.io/kubernetes/pkg/registry/storage/csinode"
	"k8s.io/kubernetes/pkg/registry/storage/csistoragecapacity"
	"k8s.io/kubernetes/pkg/registry/storage/storageclass"
	"k8s.io/kubernetes/pkg/registry/storage/volumeattachment"

	"cdk8s-eo/judge/verdict"
)

// What a 1.27 server serves by default.
var kinds = []verdict.Kind{
	{"v1", "Binding", "bindings", verdict.Transient{Namespaced: true}},
	{"v1", "ConfigMap", "configmaps", configmap.Strategy},
	{"v1", "Endpoints", "endpoints", endpoint.Strategy},
	{"v1", "Event", "events", event.Strategy},
	{"v1", "LimitRange", "limitranges", limitrange.Strategy},
	{"v1", "Namespace", "namespaces", namespace.Strategy},
	{"v1", "Node", "nodes", node.Strategy},
	{"v1", "PersistentVolume", "persistentvolumes", persistentvolume.Strategy},
	{"v1", "PersistentVolumeClaim", "persistentvolumeclaims", persistentvolumeclaim.Strategy},
	{"v1", "Pod", "pods", pod.Strategy},
	{"v1", "PodTemplate", "podtemplates", podtemplate.Strategy},
	{"v1", "ReplicationController", "replicationcontrollers", replicationcontroller.Strategy},
	{"v1", "ResourceQuota", "resourcequotas", resourcequota.Strategy},
	{"v1", "Secret", "secrets", secret.Strategy},
	{"v1", "Service", "services", service.Strategy},
	{"v1", "ServiceAccount", "serviceaccounts", serviceaccount.Strategy},
	{"apiregistration.k8s.io/v1", "APIService", "apiservices", apiservice.NewStrategy(legacyscheme.Scheme)},
	{"apps/v1", "ControllerRevision", "controllerrevisions", controllerrevision.Strategy},
	{"apps/v1", "DaemonSet", "daemonsets", daemonset.Strategy},
	{"apps/v1", "Deployment", "deployments", deployment.Strategy},
	{"apps/v1", "ReplicaSet", "replicasets", replicaset.Strategy},
	{"apps/v1", "StatefulSet", "statefulsets", statefulset.Strategy},
	{"authentication.k8s.io/v1", "TokenReview", "tokenreviews", verdict.Transient{}},
	{"authorization.k8s.io/v1", "LocalSubjectAccessReview", "localsubjectaccessreviews", verdict.Transient{Namespaced: true}},
	{"authorization.k8s.io/v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews", verdict.Transient{}},
	{"authorization.k8s.io/v1", "SelfSubjectRulesReview", "selfsubjectrulesreviews", verdict.Transient{}},
	{"authorization.k8s.io/v1", "SubjectAccessReview", "subjectaccessreviews", verdict.Transient{}},
	{"autoscaling/v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers", horizontalpodautoscaler.Strategy},
	{"autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", horizontalpodautoscaler.Strategy},
	{"batch/v1", "CronJob", "cronjobs", cronjob.Strategy},
	{"batch/v1", "Job", "jobs", job.Strategy},
	{"certificates.k8s.io/v1", "CertificateSigningRequest", "certificatesigningrequests", certificates.Strategy},
	{"coordination.k8s.io/v1", "Lease", "leases", lease.Strategy},
	{"discovery.k8s.io/v1", "EndpointSlice", "endpointslices", endpointslice.Strategy},
	{"events.k8s.io/v1", "Event", "events", event.Strategy},
	{"flowcontrol.apiserver.k8s.io/v1beta2", "FlowSchema", "flowschemas", flowschema.Strategy},
	{"flowcontrol.apiserver.k8s.io/v1beta2", "PriorityLevelConfiguration", "prioritylevelconfigurations", prioritylevelconfiguration.Strategy},
	{"flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", "flowschemas", flowschema.Strategy},
	{"flowcontrol.apiserver.k8s.io/v1beta3", "PriorityLevelConfiguration", "prioritylevelconfigurations", prioritylevelconfiguration.Strategy},
	{"networking.k8s.io/v1", "Ingress", "ingresses", ingress.Strategy},
	{"networking.k8s.io/v1", "IngressClass", "ingressclasses", ingressclass.Strategy},
	{"networking.k8s.io/v1", "NetworkPolicy", "networkpolicies", networkpolicy.Strategy},
	{"node.k8s.io/v1", "RuntimeClass", "runtimeclasses", runtimeclass.Strategy},
	{"policy/v1", "PodDisruptionBudget", "poddisruptionbudgets", poddisruptionbudget.Strategy},
	{"rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", clusterrole.Strategy},
	{"rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "clusterrolebindings", clusterrolebinding.Strategy},
	{"rbac.authorization.k8s.io/v1", "Role", "roles", role.Strategy},
	{"rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings", rolebinding.Strategy},
	{"scheduling.k8s.io/v1", "PriorityClass", "priorityclasses", priorityclass.Strategy},
	{"storage.k8s.io/v1", "CSIDriver", "csidrivers", csidriver.Strategy},
	{"storage.k8s.io/v1", "CSINode", "csinodes", csinode.Strategy},
	{"storage.k8s.io/v1", "CSIStorageCapacity", "csistoragecapacities", csistoragecapacity.Strategy},
	{"storage.k8s.io/v1", "StorageClass", "storageclasses", storageclass.Strategy},
	{"storage.k8s.io/v1", "VolumeAttachment", "volumeattachments", volumeattachment.Strategy},
}
