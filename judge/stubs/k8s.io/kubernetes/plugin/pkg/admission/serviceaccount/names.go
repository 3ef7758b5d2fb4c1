// Package serviceaccount has the annotation that the strategy of service accounts warns of.
package serviceaccount

// EnforceMountableSecretsAnnotation limits the secrets that pods of an account may mount.
const EnforceMountableSecretsAnnotation = "kubernetes.io/enforce-mountable-secrets"
