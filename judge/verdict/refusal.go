package verdict

import (
	stderrors "errors"
	"fmt"
	"regexp"

	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// strictRefusal is a refused body together with the mistakes in it, which the
// server gives only as one text.
type strictRefusal struct {
	*errors.StatusError
	mistakes []error
}

var (
	mistake   = regexp.MustCompile(`^(unknown|duplicate) field "(.*)"$`)
	wrongType = regexp.MustCompile(`json: cannot unmarshal (\S+) into Go struct field [^.]*\.(\S+) of type (\S+)`)
)

// refusal puts an error as the server does. The resource, if there is one,
// knows the fields beside unknown ones.
func refusal(err error, resource Resource) *Refusal {
	var status errors.APIStatus
	if !stderrors.As(err, &status) {
		status = errors.NewInternalError(err)
	}
	refused := status.Status()
	answer := &Refusal{Reason: string(refused.Reason), Message: refused.Message, Causes: []Cause{}}
	var strict *strictRefusal
	if stderrors.As(err, &strict) {
		for _, each := range strict.mistakes {
			answer.Causes = append(answer.Causes, strictCause(each.Error(), resource))
		}
		return answer
	}
	if match := wrongType.FindStringSubmatch(refused.Message); match != nil && refused.Reason == metav1.StatusReasonBadRequest {
		answer.Causes = append(answer.Causes, Cause{Reason: "FieldValueTypeInvalid", Field: match[2], Message: match[0]})
		return answer
	}
	if refused.Details != nil {
		for _, cause := range refused.Details.Causes {
			answer.Causes = append(answer.Causes, Cause{Reason: string(cause.Type), Field: cause.Field, Message: cause.Message})
		}
	}
	return answer
}

func strictCause(text string, resource Resource) Cause {
	match := mistake.FindStringSubmatch(text)
	if match == nil {
		return Cause{Reason: "StrictDecodingError", Message: text}
	}
	cause := Cause{Reason: "UnknownField", Field: match[2], Message: text}
	if match[1] == "duplicate" {
		cause.Reason = "DuplicateField"
	} else if resource != nil {
		cause.Siblings = resource.Fields(match[2])
	}
	return cause
}

// RefuseBody puts an error of a decoder as the handler of a request does,
// which names the kind that the address stands for, beside the one that was
// read in the body, if any.
func RefuseBody(err error, kind string, read *schema.GroupVersionKind, body []byte) error {
	if read == nil || read.Kind == "" {
		return errors.NewBadRequest(fmt.Sprintf("the object provided is unrecognized (must be of type %s): %v (%s)", kind, err, excerpt(body)))
	}
	refused := errors.NewBadRequest(fmt.Sprintf("%s in version %q cannot be handled as a %s: %v", read.Kind, read.Version, kind, err))
	if strict, ok := runtime.AsStrictDecodingError(err); ok {
		return &strictRefusal{refused, strict.Errors()}
	}
	return refused
}

// excerpt is the beginning of a body that is an object.
func excerpt(body []byte) string {
	const longest = 30
	if len(body) > longest {
		return string(body[:longest]) + " ..."
	}
	return string(body)
}
