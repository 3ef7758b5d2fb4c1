// Package v1 has the clients that strategies and their packages name.
package v1

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// CoreV1Interface is never there.
type CoreV1Interface interface {
	Namespaces() NamespaceInterface
	ServiceAccounts(namespace string) ServiceAccountInterface
}

// NamespaceInterface finds namespaces.
type NamespaceInterface interface {
	Get(ctx context.Context, name string, options metav1.GetOptions) (*corev1.Namespace, error)
	Create(ctx context.Context, namespace *corev1.Namespace, options metav1.CreateOptions) (*corev1.Namespace, error)
}

// ServiceAccountInterface is never there.
type ServiceAccountInterface interface {
	Get(ctx context.Context, name string, options metav1.GetOptions) (*corev1.ServiceAccount, error)
	Create(ctx context.Context, account *corev1.ServiceAccount, options metav1.CreateOptions) (*corev1.ServiceAccount, error)
}
