export const HELP = `Judges Kubernetes manifests as the API server would, without a cluster.

  npx cdk8s-eo check [options] FILE...   what is wrong with the objects of one environment
  npx cdk8s-eo diff [options] OLD NEW    what happens when NEW is applied over OLD

A FILE, OLD or NEW is a file of YAML or JSON, a folder (with all .yaml, .yml and .json files below),
or - for standard input:

  helm template my-release ./my-chart | npx cdk8s-eo check -

Options of both:
  --kubernetes VERSION     1.27 or 1.36; the newest is the default
  --crds PATH              a file or folder with CustomResourceDefinitions. Can be repeated.
  --format FORMAT          text or json; check has sarif too
  --no-color               no colours on a terminal either, as with the variable NO_COLOR
  --help, --version        show this text, or the version

Options of check:
  --strict                 warnings count as errors do
  --quiet                  show only what makes the command fail
  --pod-security LEVEL     restricted, baseline or off: the level that pods are held to by warnings;
                           a level that a Namespace among the objects enforces is held by errors
  --no-own-rules           ask the API server alone, and Pod Security where its level is given

check ends with 0 when there is no error, and with 1 when there is one; diff with 0 when nothing
changes, and with 1 when something does. Both end with 2 when they could not run.
`;
