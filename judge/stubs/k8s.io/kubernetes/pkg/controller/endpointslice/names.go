// Package endpointslice has the name of the controller.
package endpointslice

// ControllerName marks its slices.
const ControllerName = "endpointslice-controller.k8s.io"
