// Package structured has the identifiers that the validation of resource claims compares.
package structured

import (
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/dynamic-resource-allocation/structured/schedulerapi"
)

// DeviceID and SharedDeviceID identify devices.
type (
	DeviceID       = schedulerapi.DeviceID
	SharedDeviceID = schedulerapi.SharedDeviceID
)

// MakeDeviceID names a device.
func MakeDeviceID(driver, pool, device string) DeviceID {
	return schedulerapi.MakeDeviceID(driver, pool, device)
}

// MakeSharedDeviceID names a share of a device.
func MakeSharedDeviceID(device DeviceID, share *types.UID) SharedDeviceID {
	return schedulerapi.MakeSharedDeviceID(device, share)
}
