package extension

import (
	"encoding/json"

	"k8s.io/apimachinery/pkg/util/jsonmergepatch"
	"k8s.io/apimachinery/pkg/util/mergepatch"
)

// Patch is a JSON merge patch, since lists of custom resources have no keys
// that kubectl knows.
func (c *custom) Patch(original, modified, live []byte) ([]byte, error) {
	patch, err := jsonmergepatch.CreateThreeWayJSONMergePatch(original, modified, live,
		mergepatch.RequireKeyUnchanged("apiVersion"),
		mergepatch.RequireKeyUnchanged("kind"),
		mergepatch.RequireMetadataKeyUnchanged("name"))
	if err != nil {
		return nil, err
	}
	if string(patch) == "{}" {
		return nil, nil
	}
	var changes, object map[string]any
	if err := json.Unmarshal(patch, &changes); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(live, &object); err != nil {
		return nil, err
	}
	return json.Marshal(merge(object, changes))
}

// merge is RFC 7386.
func merge(object, changes map[string]any) map[string]any {
	if object == nil {
		object = map[string]any{}
	}
	for key, value := range changes {
		switch value := value.(type) {
		case nil:
			delete(object, key)
		case map[string]any:
			inner, _ := object[key].(map[string]any)
			object[key] = merge(inner, value)
		default:
			object[key] = value
		}
	}
	return object
}
