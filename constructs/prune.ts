/** Annotations with which Argo CD, Flux and Helm leave an object in place that they no longer find. */
export const keepOnPrune: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'helm.sh/resource-policy': 'keep',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

/**
 * Annotation with which Argo CD removes an old object only when everything new is healthy: a pod of
 * the old version that starts again meanwhile still finds its configuration.
 */
export const pruneLast: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/sync-options': 'PruneLast=true',
};
