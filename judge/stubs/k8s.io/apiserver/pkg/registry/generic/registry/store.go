// Package registry has a store that stores nothing, for what the storage of
// Services does before an object reaches it.
package registry

import (
	"context"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/generic"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/storage"
)

// FinishFunc ends an operation.
type FinishFunc func(ctx context.Context, success bool)

// Store has the fields that the storage of Services sets, and the methods it calls.
type Store struct {
	NewFunc, NewListFunc      func() runtime.Object
	PredicateFunc             func(label labels.Selector, field fields.Selector) storage.SelectionPredicate
	DefaultQualifiedResource  schema.GroupResource
	SingularQualifiedResource schema.GroupResource
	ReturnDeletedObject       bool
	CreateStrategy            rest.RESTCreateStrategy
	UpdateStrategy            rest.RESTUpdateStrategy
	DeleteStrategy            rest.RESTDeleteStrategy
	Decorator                 func(runtime.Object)
	AfterDelete               func(runtime.Object, *metav1.DeleteOptions)
	BeginCreate               func(context.Context, runtime.Object, *metav1.CreateOptions) (FinishFunc, error)
	BeginUpdate               func(ctx context.Context, obj, old runtime.Object, options *metav1.UpdateOptions) (FinishFunc, error)

	// Embedded for their methods, which differ from version to version.
	rest.ResetFieldsStrategy
	rest.TableConvertor
	rest.StorageVersionProvider
}

// CompleteWithOptions has nothing to complete.
func (*Store) CompleteWithOptions(*generic.StoreOptions) error { return nil }

// Destroy has nothing to free.
func (*Store) Destroy() {}

// Get is never asked.
func (*Store) Get(context.Context, string, *metav1.GetOptions) (runtime.Object, error) {
	panic("nothing is stored")
}

// Update is never asked.
func (*Store) Update(context.Context, string, rest.UpdatedObjectInfo, rest.ValidateObjectFunc, rest.ValidateObjectUpdateFunc, bool, *metav1.UpdateOptions) (runtime.Object, bool, error) {
	panic("nothing is stored")
}
