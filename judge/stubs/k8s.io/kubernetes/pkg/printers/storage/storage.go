// Package storage converts to no tables.
package storage

import (
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/printers"
)

// TableConvertor is never asked.
type TableConvertor struct {
	printers.TableGenerator
	rest.TableConvertor
}
