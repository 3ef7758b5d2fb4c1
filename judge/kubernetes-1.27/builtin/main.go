// The judge of the built-in kinds of Kubernetes 1.27.
package main

import (
	// The server knows the time zones of CronJobs, and a module has no files.
	_ "time/tzdata"

	"k8s.io/pod-security-admission/policy"

	"cdk8s-eo/judge/verdict"
	"cdk8s-eo/judge/verdict/builtin"
)

func init() {
	verdict.Serve(builtin.NewServer(27, kinds, policy.NewEvaluator).Answer)
}

func main() {}
