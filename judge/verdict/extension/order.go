package extension

import (
	"cmp"
	"context"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/registry/rest"
)

// orderly puts the mistakes in an order: the properties of a schema are
// validated in that of a Go map, which is another one each time.
type orderly struct{ rest.RESTCreateUpdateStrategy }

func (o orderly) Validate(ctx context.Context, object runtime.Object) field.ErrorList {
	return sorted(o.RESTCreateUpdateStrategy.Validate(ctx, object))
}

func (o orderly) ValidateUpdate(ctx context.Context, object, old runtime.Object) field.ErrorList {
	return sorted(o.RESTCreateUpdateStrategy.ValidateUpdate(ctx, object, old))
}

// Mistakes of no field, which say that not all was looked at, come last.
func sorted(mistakes field.ErrorList) field.ErrorList {
	last := func(e *field.Error) int {
		if e.Field == "<nil>" || e.Field == "" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(mistakes, func(a, b *field.Error) int {
		return cmp.Or(cmp.Compare(last(a), last(b)), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Error(), b.Error()))
	})
	return mistakes
}
