// The judge of the built-in kinds of Kubernetes 1.36.
package main

import (
	// The server knows the time zones of CronJobs, and a module has no files.
	_ "time/tzdata"

	"k8s.io/pod-security-admission/policy"

	"cdk8s-eo/judge/verdict"
	"cdk8s-eo/judge/verdict/builtin"
)

func init() {
	evaluator := func(checks []policy.Check) (policy.Evaluator, error) { return policy.NewEvaluator(checks, nil) }
	verdict.Serve(builtin.NewServer(36, kinds, evaluator).Answer)
}

func main() {}
