package builtin

import (
	"fmt"

	"k8s.io/kubernetes/pkg/registry/core/service/portallocator"
)

// The server's default range.
const firstNodePort, lastNodePort = 30000, 32767

// nodePorts are the ports that one Service has taken. The server's own
// allocator would pick them at random, and some messages name them.
type nodePorts map[int]bool

func (n nodePorts) Allocate(port int) error {
	if port < firstNodePort || port > lastNodePort {
		return &portallocator.ErrNotInRange{ValidPorts: fmt.Sprintf("%d-%d", firstNodePort, lastNodePort)}
	}
	if n[port] {
		return portallocator.ErrAllocated
	}
	n[port] = true
	return nil
}

func (n nodePorts) AllocateNext() (int, error) {
	for port := firstNodePort; port <= lastNodePort; port++ {
		if !n[port] {
			n[port] = true
			return port, nil
		}
	}
	return 0, portallocator.ErrFull
}

func (n nodePorts) Release(port int) error {
	delete(n, port)
	return nil
}

func (n nodePorts) Has(port int) bool { return n[port] }

func (n nodePorts) ForEach(each func(int)) {
	for port := range n {
		each(port)
	}
}

func (n nodePorts) Destroy()       {}
func (n nodePorts) EnableMetrics() {}
