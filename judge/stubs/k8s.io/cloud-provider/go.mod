// Kubernetes 1.27 needs one constant of this module, and for it would need a hundred others.
module k8s.io/cloud-provider

go 1.26.0
