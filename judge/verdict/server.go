package verdict

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"

	"github.com/google/uuid"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/klog/v2"
)

// Server answers questions about the kinds it has.
type Server struct {
	Resources map[schema.GroupVersionKind]Resource
	// Define makes more of them from the definitions of a request. Optional.
	Define func(definitions []json.RawMessage) map[schema.GroupVersionKind]Resource
	custom map[schema.GroupVersionKind]Resource
	Hooks
}

// Resource is one kind in one version, with the ways between its JSON and the
// objects that the server works on.
type Resource interface {
	GroupVersionKind() schema.GroupVersionKind
	Plural() string
	Strategy() rest.RESTCreateUpdateStrategy
	// Decode reads what a client sent, with defaults. The error is the server's answer.
	Decode(body []byte) (runtime.Object, error)
	// Load reads what Encode or Patch wrote.
	Load(body []byte) (runtime.Object, error)
	// Encode writes an object as the server gives it out.
	Encode(object runtime.Object) ([]byte, error)
	// Patch does to the live object what leads from the original to the
	// modified manifest. It returns nil where there is nothing to do.
	Patch(original, modified, live []byte) ([]byte, error)
	// Fields names the fields beside the one at the path.
	Fields(path string) []string
	// Deprecation is the warning that goes with every use of the kind, or empty.
	Deprecation() string
}

// Hooks are what the server does beside a kind's strategy. All are optional.
type Hooks struct {
	// BeginCreate and BeginUpdate are those of the storage: they come before the strategy.
	BeginCreate func(ctx context.Context, object runtime.Object) error
	BeginUpdate func(ctx context.Context, object, old runtime.Object) error
	// Admit are the admission plugins that come before the storage, Validate those after the strategy.
	Admit    func(a Attributes) error
	Validate func(a Attributes) error
	// Settle makes a created object one that has lived for a while.
	Settle func(object runtime.Object)
	// RollsPods says whether the pods that belong to an object are replaced.
	RollsPods func(object, old runtime.Object) bool
	// PodSecurity holds an object's pods against a level.
	PodSecurity func(object runtime.Object, against PodSecurity) ([]Violation, error)
}

func init() {
	// Equal questions have equal answers: generated names and UIDs are not random.
	uuid.SetRand(zeros{})
	silence()
}

// silence throws away what the server would write into its log.
func silence() {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	klog.InitFlags(flags)
	for name, value := range map[string]string{"logtostderr": "false", "stderrthreshold": "FATAL"} {
		if err := flags.Set(name, value); err != nil {
			panic(err)
		}
	}
	klog.SetOutput(io.Discard)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// Answer answers a request.
func (s *Server) Answer(request Request) Answer {
	answer := Answer{Verdicts: make([]Verdict, len(request.Questions))}
	if request.Definitions != nil && s.Define != nil {
		s.custom = s.Define(*request.Definitions)
	}
	if request.Kinds {
		answer.Kinds = s.kinds()
	}
	for i, question := range request.Questions {
		answer.Verdicts[i] = s.judge(question)
	}
	return answer
}

func (s *Server) kinds() map[string]map[string]KindInfo {
	kinds := map[string]map[string]KindInfo{}
	for kind, resource := range s.Resources {
		version := kind.GroupVersion().String()
		if kinds[version] == nil {
			kinds[version] = map[string]KindInfo{}
		}
		kinds[version][kind.Kind] = KindInfo{resource.Plural(), resource.Strategy().NamespaceScoped()}
	}
	return kinds
}

func (s *Server) judge(question Question) (verdict Verdict) {
	verdict = Verdict{Served: true, Warnings: []string{}, PodSecurity: []Violation{}}
	defer func() {
		if cause := recover(); cause != nil {
			verdict.Refusal = refusal(errors.NewInternalError(fmt.Errorf("panic: %v", cause)), nil)
		}
	}()
	head, err := readHead(question.Object)
	if err != nil {
		verdict.Refusal = refusal(err, nil)
		return verdict
	}
	resource := s.Resources[head.kind]
	if resource == nil {
		resource = s.custom[head.kind]
	}
	if resource == nil {
		verdict.Served = false
		return verdict
	}
	if err := s.write(question, resource, head, &verdict); err != nil {
		verdict.Refusal = refusal(err, resource)
	}
	return verdict
}

func (s *Server) write(question Question, resource Resource, head head, verdict *Verdict) error {
	if text := resource.Deprecation(); text != "" {
		verdict.AddWarning("", text)
	}
	if _, transient := resource.Strategy().(Transient); !transient && !isNull(question.Old) {
		if old, err := readHead(question.Old); err == nil && old.sameObject(head) {
			live, err := s.live(question.Old, resource, head)
			if err == nil {
				return s.update(question, resource, head, live, verdict)
			}
			// What could not be created cannot be there: the object is a new one.
		}
	}
	_, err := s.create(question, resource, head, verdict)
	return err
}

func isNull(body []byte) bool {
	body = bytes.TrimSpace(body)
	return len(body) == 0 || string(body) == "null"
}
