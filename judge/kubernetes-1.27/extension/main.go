// The judge of custom resources, and of the other kinds of Kubernetes 1.27 that need CEL.
package main

import (
	"cdk8s-eo/judge/verdict"
	"cdk8s-eo/judge/verdict/extension"
)

func init() { verdict.Serve(extension.NewServer(27, kinds, customResource).Answer) }

func main() {}
