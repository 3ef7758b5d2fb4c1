// Package endpointslicemirroring has the name of the controller.
package endpointslicemirroring

// ControllerName marks its slices.
const ControllerName = "endpointslicemirroring-controller.k8s.io"
