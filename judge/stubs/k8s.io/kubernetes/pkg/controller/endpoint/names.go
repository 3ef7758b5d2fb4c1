// Package endpoint has what marks the objects of the controller.
package endpoint

// LabelManagedBy and ControllerName mark its endpoints.
const (
	LabelManagedBy = "endpoints.kubernetes.io/managed-by"
	ControllerName = "endpoint-controller"
)
