package ipallocator

import (
	"net"

	api "k8s.io/kubernetes/pkg/apis/core"
)

// MetaAllocator is asked for by its type, and never there.
type MetaAllocator struct{ Interface }

// AllocateNextService is never asked.
func (m *MetaAllocator) AllocateNextService(*api.Service) (net.IP, error) { return m.AllocateNext() }

// AllocateService is never asked.
func (m *MetaAllocator) AllocateService(_ *api.Service, ip net.IP) error { return m.Allocate(ip) }

// Allocator is its name in older versions.
type Allocator = MetaAllocator
