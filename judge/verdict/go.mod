// What both versions share. It is built only as a part of them, with their
// versions of Kubernetes: the lowest ones are named here.
module cdk8s-eo/judge/verdict

go 1.26.0

require (
	github.com/google/uuid v1.3.0
	k8s.io/api v0.27.4
	k8s.io/apiextensions-apiserver v0.27.4
	k8s.io/apimachinery v0.27.4
	k8s.io/apiserver v0.27.4
	k8s.io/klog/v2 v2.90.1
	k8s.io/kubernetes v1.27.4
	k8s.io/pod-security-admission v0.27.4
)
