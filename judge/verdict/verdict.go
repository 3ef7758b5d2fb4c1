// Package verdict says what a Kubernetes API server would say to an object:
// it walks the way of a request, from its body to the storage, through the
// server's own code.
package verdict

import "encoding/json"

// Request is what the host asks.
type Request struct {
	// Definitions are the CustomResourceDefinitions that custom resources are
	// judged by. They are kept until a request brings others.
	Definitions *[]json.RawMessage `json:"definitions"`
	Questions   []Question         `json:"questions"`
	// Kinds asks for the list of kinds.
	Kinds bool `json:"kinds"`
}

// Question is an object as a client would send it.
type Question struct {
	Object json.RawMessage `json:"object"`
	// Old is the manifest that was applied before; with it, the update from it
	// to Object is judged.
	Old  json.RawMessage `json:"old"`
	Mode Mode            `json:"mode"`
	// PodSecurity is the level to hold pods and pod templates against.
	PodSecurity *PodSecurity `json:"podSecurity"`
}

// Mode is how an update is sent.
type Mode string

const (
	// Apply sends the difference to the manifest before, as `kubectl apply` does.
	Apply Mode = "apply"
	// Replace sends the whole object, as `kubectl replace` does.
	Replace Mode = "replace"
)

// PodSecurity is a level of the Pod Security Standards, such as "restricted",
// and the version of its policy: "latest" or "v1.27".
type PodSecurity struct {
	Level   string `json:"level"`
	Version string `json:"version"`
}

// Answer is what the host gets.
type Answer struct {
	Verdicts []Verdict                      `json:"verdicts"`
	Kinds    map[string]map[string]KindInfo `json:"kinds,omitempty"`
	// Error says that the request itself could not be read.
	Error string `json:"error,omitempty"`
}

// KindInfo is what a client has to know of a kind to send it.
type KindInfo struct {
	Plural     string `json:"plural"`
	Namespaced bool   `json:"namespaced"`
}

// Verdict is the answer to one question.
type Verdict struct {
	// Served is false where the server has no such kind in that version.
	Served      bool        `json:"served"`
	Refusal     *Refusal    `json:"refusal"`
	Warnings    []string    `json:"warnings"`
	PodSecurity []Violation `json:"podSecurity"`
	// Change is what an update changes, after defaulting; empty without an old object.
	Change Change `json:"change,omitempty"`
}

// Change is what an update changes.
type Change string

const (
	// NoChange leaves the object as it is.
	NoChange Change = "none"
	// ObjectChange changes the object, but no running pod.
	ObjectChange Change = "object"
	// TemplateChange changes the pod template of a workload, so that its pods are replaced.
	TemplateChange Change = "template"
)

// Refusal is the server's error.
type Refusal struct {
	// Reason is that of the Status: Invalid, BadRequest, Forbidden, ...
	Reason  string  `json:"reason"`
	Message string  `json:"message"`
	Causes  []Cause `json:"causes"`
}

// Cause is one of the mistakes.
type Cause struct {
	Reason  string `json:"reason"`
	Field   string `json:"field"`
	Message string `json:"message"`
	// Siblings are the fields that exist where an unknown one was written.
	Siblings []string `json:"siblings,omitempty"`
}

// Violation is a check of the Pod Security Standards that failed.
type Violation struct {
	Check  string `json:"check"`
	Reason string `json:"reason"`
	Detail string `json:"detail"`
}
