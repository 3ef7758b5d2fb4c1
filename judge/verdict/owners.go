package verdict

import (
	"context"
	"fmt"
	"slices"
	"strings"

	apiequality "k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/warning"
)

// What the server warns of, with the UIDs of the owners.
const (
	ownersTwice           = ".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: %v"
	ownersTwiceAfterPatch = ".metadata.ownerReferences contains duplicate entries after mutating admission happens; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: %v"
)

// dropDuplicateOwners is dedupOwnerReferencesAndAddWarning of the handlers,
// which cannot be called from outside.
func dropDuplicateOwners(ctx context.Context, metadata metav1.Object, warn string) {
	var owners []metav1.OwnerReference
	var duplicates []string
	for _, owner := range metadata.GetOwnerReferences() {
		same := func(other metav1.OwnerReference) bool { return apiequality.Semantic.DeepEqual(owner, other) }
		if slices.ContainsFunc(owners, same) {
			duplicates = append(duplicates, string(owner.UID))
		} else {
			owners = append(owners, owner)
		}
	}
	if len(duplicates) > 0 {
		warning.AddWarning(ctx, "", fmt.Sprintf(warn, strings.Join(duplicates, ", ")))
		metadata.SetOwnerReferences(owners)
	}
}
