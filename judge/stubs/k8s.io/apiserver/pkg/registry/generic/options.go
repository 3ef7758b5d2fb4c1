package generic

import "k8s.io/apiserver/pkg/storage"

// RESTOptionsGetter says how a storage is reached: here there is none.
type RESTOptionsGetter any

// StoreOptions is what a storage is completed with.
type StoreOptions struct {
	RESTOptions RESTOptionsGetter
	AttrFunc    storage.AttrFunc
}
