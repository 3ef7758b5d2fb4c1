// Package client has what the strategies of pods and nodes name of the kubelet's client.
package client

import (
	"context"
	"net/http"

	"k8s.io/apimachinery/pkg/types"
)

// ConnectionInfo says how a kubelet is reached.
type ConnectionInfo struct {
	Scheme, Hostname, Port                    string
	Transport, InsecureSkipTLSVerifyTransport http.RoundTripper
	NodeFeatures                              []string
}

// ConnectionInfoGetter is never there.
type ConnectionInfoGetter interface {
	GetConnectionInfo(ctx context.Context, nodeName types.NodeName) (*ConnectionInfo, error)
}
