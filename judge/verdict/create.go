package verdict

import (
	"context"
	"slices"

	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/warning"
)

// Attributes are what admission plugins look at.
type Attributes = admission.Attributes

// The server's own limit of a body.
const maxBody = 3 * 1024 * 1024

// create does what the server does to a POST. The object comes back also where
// it is refused, as far as it could be read.
func (s *Server) create(question Question, resource Resource, head head, verdict *Verdict) (runtime.Object, error) {
	object, err := receive(question.Object, resource)
	if err != nil {
		return nil, err
	}
	if _, ok := resource.Strategy().(Transient); ok {
		return object, nil
	}
	ctx := s.context(resource, head, "create", verdict)
	err = s.store(ctx, resource, head, object)
	s.podSecurity(question, object, verdict)
	return object, err
}

// live is the object that is there after a manifest was created and controllers saw it.
func (s *Server) live(body []byte, resource Resource, head head) ([]byte, error) {
	var unheard Verdict
	old, err := receive(body, resource)
	if err != nil {
		return nil, err
	}
	if err := s.store(s.context(resource, head, "create", &unheard), resource, head, old); err != nil {
		return nil, err
	}
	if s.Settle != nil {
		s.Settle(old)
	}
	metadata, err := meta.Accessor(old)
	if err != nil {
		return nil, err
	}
	metadata.SetResourceVersion("1")
	return resource.Encode(old)
}

func receive(body []byte, resource Resource) (runtime.Object, error) {
	if len(body) > maxBody {
		return nil, errors.NewRequestEntityTooLargeError("limit is 3145728")
	}
	return resource.Decode(body)
}

func (s *Server) store(ctx context.Context, resource Resource, head head, object runtime.Object) error {
	strategy := resource.Strategy()
	metadata, err := meta.Accessor(object)
	if err != nil {
		return err
	}
	rest.WipeObjectMetaSystemFields(metadata)
	if err := rest.EnsureObjectNamespaceMatchesRequestNamespace(request.NamespaceValue(ctx), metadata); err != nil {
		return err
	}
	dropDuplicateOwners(ctx, metadata, ownersTwice)
	metadata.SetManagedFields(nil)
	attributes := s.attributes(resource, object, nil, metadata.GetName(), metadata.GetNamespace())
	if s.Admit != nil {
		if err := s.Admit(attributes); err != nil {
			return err
		}
	}
	rest.FillObjectMetaSystemFields(metadata)
	if metadata.GetGenerateName() != "" && metadata.GetName() == "" {
		metadata.SetName(strategy.GenerateName(metadata.GetGenerateName()))
	}
	if s.BeginCreate != nil {
		if err := s.BeginCreate(ctx, object); err != nil {
			return err
		}
	}
	if err := rest.BeforeCreate(strategy, ctx, object); err != nil {
		return err
	}
	if s.Validate != nil {
		return s.Validate(attributes)
	}
	return nil
}

// context is that of a request by a user who may do everything.
func (s *Server) context(resource Resource, head head, verb string, verdict *Verdict) context.Context {
	kind := resource.GroupVersionKind()
	namespace := ""
	if resource.Strategy().NamespaceScoped() {
		if namespace = head.namespace; namespace == "" {
			namespace = "default"
		}
	}
	ctx := request.WithNamespace(context.Background(), namespace)
	ctx = request.WithUser(ctx, &user.DefaultInfo{Name: "kubernetes-admin", Groups: []string{user.SystemPrivilegedGroup, user.AllAuthenticated}})
	ctx = request.WithRequestInfo(ctx, &request.RequestInfo{
		IsResourceRequest: true,
		Verb:              verb,
		APIGroup:          kind.Group,
		APIVersion:        kind.Version,
		Namespace:         namespace,
		Resource:          resource.Plural(),
		Name:              head.name,
	})
	return warning.WithWarningRecorder(ctx, verdict)
}

func (s *Server) attributes(resource Resource, object, old runtime.Object, name, namespace string) Attributes {
	kind := resource.GroupVersionKind()
	operation := admission.Create
	if old != nil {
		operation = admission.Update
	}
	return admission.NewAttributesRecord(object, old, kind, namespace, name,
		kind.GroupVersion().WithResource(resource.Plural()), "", operation, nil, false, &user.DefaultInfo{})
}

// AddWarning makes a verdict a warning.Recorder, which keeps each text once.
func (v *Verdict) AddWarning(_, text string) {
	if text != "" && !slices.Contains(v.Warnings, text) {
		v.Warnings = append(v.Warnings, text)
	}
}

func (s *Server) podSecurity(question Question, object runtime.Object, verdict *Verdict) {
	if question.PodSecurity == nil || s.PodSecurity == nil {
		return
	}
	violations, err := s.PodSecurity(object, *question.PodSecurity)
	if err != nil {
		panic(err)
	}
	verdict.PodSecurity = append(verdict.PodSecurity, violations...)
}
