package builtin

import (
	"context"
	"net"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	api "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/registry/core/service/ipallocator"
	"k8s.io/kubernetes/pkg/registry/core/service/storage"
)

// services is the storage of Services: it gives them addresses and ports
// before they are validated, and keeps those they have when they change.
type services struct {
	*storage.REST
	ports nodePorts
}

func newServices() services {
	// Every address is good and both families are there, since which a
	// cluster has is not known.
	addresses := map[api.IPFamily]ipallocator.Interface{
		api.IPv4Protocol: anyAddress{api.IPv4Protocol, net.IPv4(10, 96, 0, 10)},
		api.IPv6Protocol: anyAddress{api.IPv6Protocol, net.ParseIP("fd00:10:96::10")},
	}
	ports := nodePorts{}
	rest, _, _, err := storage.NewREST(nil, api.IPv4Protocol, addresses, ports, nil, nil, nil)
	if err != nil {
		panic(err)
	}
	return services{rest, ports}
}

func (s services) beginCreate(ctx context.Context, object runtime.Object) error {
	if _, ok := object.(*api.Service); !ok {
		return nil
	}
	clear(s.ports)
	_, err := s.BeginCreate(ctx, object, &metav1.CreateOptions{})
	return err
}

func (s services) beginUpdate(ctx context.Context, object, old runtime.Object) error {
	if _, ok := object.(*api.Service); !ok {
		return nil
	}
	clear(s.ports)
	_, err := s.BeginUpdate(ctx, object, old, &metav1.UpdateOptions{})
	return err
}

// anyAddress is an allocator that has every address of a family, always.
type anyAddress struct {
	family api.IPFamily
	next   net.IP
}

func (a anyAddress) Allocate(net.IP) error         { return nil }
func (a anyAddress) AllocateNext() (net.IP, error) { return a.next, nil }
func (a anyAddress) Release(net.IP) error          { return nil }
func (a anyAddress) ForEach(func(net.IP))          {}
func (a anyAddress) CIDR() net.IPNet {
	return net.IPNet{IP: a.next, Mask: net.CIDRMask(8, 8*len(a.next))}
}
func (a anyAddress) IPFamily() api.IPFamily        { return a.family }
func (a anyAddress) Has(net.IP) bool               { return false }
func (a anyAddress) Destroy()                      {}
func (a anyAddress) EnableMetrics()                {}
func (a anyAddress) DryRun() ipallocator.Interface { return a }
