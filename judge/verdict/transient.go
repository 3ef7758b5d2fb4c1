package verdict

import "k8s.io/apiserver/pkg/registry/rest"

// Transient is the strategy of kinds that leave no object behind, such as
// reviews and bindings: they are served, and their fields are read strictly,
// but what comes of them only the cluster knows.
type Transient struct {
	rest.RESTCreateUpdateStrategy
	Namespaced bool
}

// NamespaceScoped says whether requests go to a namespace.
func (t Transient) NamespaceScoped() bool { return t.Namespaced }
