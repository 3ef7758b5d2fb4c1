package verdict

import (
	"fmt"

	apiequality "k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
)

// update does what the server does to a PATCH of `kubectl apply`, or to a PUT.
func (s *Server) update(question Question, resource Resource, head head, live []byte, verdict *Verdict) error {
	sent, err := receive(question.Object, resource)
	if err != nil {
		return err
	}
	old, err := resource.Load(live)
	if err != nil {
		return err
	}
	object, refusedByClient, err := updated(question, resource, live, sent, old)
	if err != nil {
		return err
	}
	if object == nil {
		verdict.Change = NoChange
		s.podSecurity(question, old, verdict)
		return nil
	}
	before := old.DeepCopyObject()
	err = s.overwrite(question, resource, head, object, old, verdict)
	verdict.Change = s.change(object, before)
	s.podSecurity(question, object, verdict)
	if err == nil {
		err = refusedByClient
	}
	return err
}

// updated is the object that the request asks for, nil where there is nothing
// to ask. Where kubectl itself finds no way to it, it is the whole object:
// what the server would say to that tells more about the mistake.
func updated(question Question, resource Resource, live []byte, sent, old runtime.Object) (object runtime.Object, refusedByClient, err error) {
	switch question.Mode {
	case Replace:
		return whole(sent, old), nil, nil
	case Apply, "":
		patched, err := resource.Patch(question.Old, question.Object, live)
		if err != nil {
			return whole(sent, old), errors.NewBadRequest(err.Error()), nil
		}
		if patched == nil {
			return nil, nil, nil
		}
		object, err = resource.Load(patched)
		return object, nil, err
	default:
		return nil, nil, errors.NewBadRequest(fmt.Sprintf("unknown mode %q", question.Mode))
	}
}

// whole is what kubectl replaces an object with: it sends the version it has
// seen, so that nothing is overwritten unseen.
func whole(sent, old runtime.Object) runtime.Object {
	metadata, err := meta.Accessor(sent)
	oldMetadata, oldErr := meta.Accessor(old)
	if err == nil && oldErr == nil && metadata.GetResourceVersion() == "" {
		metadata.SetResourceVersion(oldMetadata.GetResourceVersion())
	}
	return sent
}

func (s *Server) overwrite(question Question, resource Resource, head head, object, old runtime.Object, verdict *Verdict) error {
	ctx := s.context(resource, head, "update", verdict)
	metadata, err := meta.Accessor(object)
	if err != nil {
		return err
	}
	if err := rest.EnsureObjectNamespaceMatchesRequestNamespace(request.NamespaceValue(ctx), metadata); err != nil {
		return err
	}
	if question.Mode == Replace {
		dropDuplicateOwners(ctx, metadata, ownersTwice)
	} else {
		dropDuplicateOwners(ctx, metadata, ownersTwiceAfterPatch)
	}
	metadata.SetManagedFields(nil)
	attributes := s.attributes(resource, object, old, metadata.GetName(), metadata.GetNamespace())
	if s.Admit != nil {
		if err := s.Admit(attributes); err != nil {
			return err
		}
	}
	if s.BeginUpdate != nil {
		if err := s.BeginUpdate(ctx, object, old); err != nil {
			return err
		}
	}
	if err := rest.BeforeUpdate(resource.Strategy(), ctx, object, old); err != nil {
		return err
	}
	if s.Validate != nil {
		return s.Validate(attributes)
	}
	return nil
}

func (s *Server) change(object, old runtime.Object) Change {
	if s.RollsPods != nil && s.RollsPods(object, old) {
		return TemplateChange
	}
	if apiequality.Semantic.DeepEqual(withoutBookkeeping(object), withoutBookkeeping(old)) {
		return NoChange
	}
	return ObjectChange
}

// withoutBookkeeping leaves out what the server counts itself.
func withoutBookkeeping(object runtime.Object) runtime.Object {
	object = object.DeepCopyObject()
	if metadata, err := meta.Accessor(object); err == nil {
		metadata.SetResourceVersion("")
		metadata.SetGeneration(0)
	}
	return object
}
