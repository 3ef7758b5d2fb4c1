// The judge of custom resources, and of the other kinds of Kubernetes 1.36 that need CEL.
package main

import (
	"cdk8s-eo/judge/verdict"
	"cdk8s-eo/judge/verdict/extension"
)

func init() { verdict.Serve(extension.NewServer(36, kinds, customResource).Answer) }

func main() {}
