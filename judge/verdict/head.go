package verdict

import (
	stdjson "encoding/json"
	"fmt"

	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/json"
)

// head is what a client has to read of an object to know where to send it. It
// heeds the case of the keys, as the server does only later.
type head struct {
	kind            schema.GroupVersionKind
	name, namespace string
}

func readHead(body []byte) (head, error) {
	var object struct {
		APIVersion string `json:"apiVersion"`
		Kind       string `json:"kind"`
		// What is wrong with the metadata, the decoder of the kind says better.
		Metadata stdjson.RawMessage `json:"metadata"`
	}
	if err := json.Unmarshal(body, &object); err != nil {
		return head{}, errors.NewBadRequest(fmt.Sprintf("couldn't get version/kind; json parse error: %v", err))
	}
	version, err := schema.ParseGroupVersion(object.APIVersion)
	if err != nil {
		return head{}, errors.NewBadRequest(err.Error())
	}
	var metadata struct {
		Name      string `json:"name"`
		Namespace string `json:"namespace"`
	}
	_ = json.Unmarshal(object.Metadata, &metadata)
	return head{version.WithKind(object.Kind), metadata.Name, metadata.Namespace}, nil
}

// sameObject says whether both are the same object, be it in two versions.
func (h head) sameObject(other head) bool {
	return h.kind.GroupKind() == other.kind.GroupKind() && h.name == other.name && h.namespace == other.namespace
}
