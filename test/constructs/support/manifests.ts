/** The fields of Kubernetes objects that the tests read, as they stand in the output. */

export type Labels = Readonly<Record<string, string>>;

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

export interface Selector {
  readonly matchLabels: Labels;
}

export interface Resources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

export interface Probe {
  readonly httpGet?: {
    readonly path: string;
    readonly port: string;
    readonly httpHeaders?: object;
  };
  readonly tcpSocket?: { readonly port: string };
  readonly exec?: { readonly command: readonly string[] };
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

export interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly appArmorProfile?: { readonly type: string };
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly privileged?: boolean;
  readonly procMount?: string;
  readonly readOnlyRootFilesystem?: boolean;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seLinuxOptions?: Readonly<Record<string, string>>;
  readonly seccompProfile?: { readonly type: string };
  readonly windowsOptions?: { readonly hostProcess?: boolean };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly envFrom?: readonly object[];
  readonly lifecycle?: {
    readonly postStart?: Probe;
    readonly preStop?: Probe;
  };
  readonly livenessProbe?: Probe;
  readonly ports?: readonly {
    readonly name: string;
    readonly containerPort: number;
    readonly hostPort?: number;
  }[];
  readonly readinessProbe?: Probe;
  readonly resources: Resources;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly volumeMounts: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly subPath?: string;
}

/** Beside its name, a volume has one field: its type. */
export interface Volume {
  readonly name: string;
  readonly configMap?: {
    readonly name: string;
    readonly items: readonly KeyToPath[];
    readonly defaultMode: number;
  };
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit: string };
  readonly nfs?: { readonly server: string; readonly path: string; readonly readOnly?: boolean };
  readonly persistentVolumeClaim?: { readonly claimName: string; readonly readOnly?: boolean };
  readonly projected?: {
    readonly defaultMode: number;
    readonly sources: readonly {
      readonly secret: { readonly name: string; readonly items: readonly KeyToPath[] };
    }[];
  };
}

export interface KeyToPath {
  readonly key: string;
  readonly path: string;
  readonly mode?: number;
}

export interface PodSpec {
  readonly affinity?: object;
  readonly automountServiceAccountToken: boolean;
  readonly containers: readonly Container[];
  readonly enableServiceLinks: boolean;
  readonly ephemeralContainers?: readonly Container[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly initContainers?: readonly Container[];
  readonly nodeSelector?: Labels;
  readonly restartPolicy?: string;
  readonly securityContext: SecurityContext & {
    readonly fsGroup?: number;
    readonly sysctls?: readonly { readonly name: string }[];
  };
  readonly serviceAccountName: string;
  readonly terminationGracePeriodSeconds: number;
  readonly tolerations?: readonly object[];
  readonly topologySpreadConstraints: readonly {
    readonly labelSelector: Selector;
    readonly topologyKey: string;
  }[];
  readonly volumes: readonly Volume[];
}

export interface PodTemplate {
  readonly metadata: { readonly labels: Labels; readonly annotations?: Labels };
  readonly spec: PodSpec;
}

export interface Deployment extends Manifest {
  readonly spec: {
    readonly progressDeadlineSeconds: number;
    readonly replicas?: number;
    readonly selector: Selector;
    readonly strategy: object;
    readonly template: PodTemplate;
  };
}

export interface StatefulSet extends Manifest {
  readonly spec: {
    readonly podManagementPolicy: string;
    readonly replicas: number;
    readonly selector: Selector;
    readonly serviceName: string;
    readonly template: PodTemplate;
    readonly volumeClaimTemplates?: readonly object[];
  };
}

/** The pods of a resource of the Dask operator. */
export interface DaskPods {
  readonly metadata: { readonly labels: Labels; readonly annotations?: Labels };
  readonly replicas?: number;
  readonly spec: PodSpec;
}

export interface DaskCluster extends Manifest {
  readonly spec: {
    readonly idleTimeout?: number;
    readonly scheduler: DaskPods;
    readonly worker: DaskPods;
  };
}

export interface DaskWorkerGroup extends Manifest {
  readonly spec: { readonly cluster: string; readonly worker: DaskPods };
}

export interface DaskAutoscaler extends Manifest {
  readonly spec: {
    readonly cluster: string;
    readonly maximum: number;
    readonly minimum: number;
  };
}

export interface JobSpec {
  readonly activeDeadlineSeconds?: number;
  readonly backoffLimit: number;
  readonly completions?: number;
  readonly parallelism: number;
  readonly podFailurePolicy: { readonly rules: readonly object[] };
  readonly suspend?: boolean;
  readonly template: PodTemplate;
  readonly ttlSecondsAfterFinished?: number;
}

export interface Job extends Manifest {
  readonly spec: JobSpec;
}

export interface CronJob extends Manifest {
  readonly spec: {
    readonly concurrencyPolicy: string;
    readonly jobTemplate: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: JobSpec;
    };
    readonly schedule: string;
    readonly startingDeadlineSeconds: number;
    readonly suspend?: boolean;
    readonly timeZone: string;
  };
}

export interface Service extends Manifest {
  readonly spec: {
    readonly clusterIP?: string;
    readonly externalTrafficPolicy?: string;
    readonly loadBalancerClass?: string;
    readonly loadBalancerSourceRanges?: readonly string[];
    readonly ports: readonly {
      readonly name: string;
      readonly port: number;
      readonly targetPort: string;
      readonly nodePort?: number;
      readonly protocol: string;
    }[];
    readonly selector: Labels;
    readonly type: string;
  };
}

export interface NetworkPolicyPeer {
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
}

export interface NetworkPolicyPort {
  readonly port: number | string;
  readonly protocol: string;
}

export interface NetworkPolicy extends Manifest {
  readonly spec: {
    readonly egress: readonly {
      readonly to?: readonly NetworkPolicyPeer[];
      readonly ports?: readonly NetworkPolicyPort[];
    }[];
    /** Absent where nobody may connect. */
    readonly ingress: readonly {
      readonly from?: readonly NetworkPolicyPeer[];
      readonly ports: readonly NetworkPolicyPort[];
    }[];
    readonly podSelector: Selector;
    readonly policyTypes: readonly string[];
  };
}

export interface PodDisruptionBudget extends Manifest {
  readonly spec: {
    readonly maxUnavailable: number;
    readonly selector: Selector;
    readonly unhealthyPodEvictionPolicy: string;
  };
}

export interface HorizontalPodAutoscaler extends Manifest {
  readonly spec: {
    readonly behavior: object;
    readonly maxReplicas: number;
    readonly metrics: readonly object[];
    readonly minReplicas: number;
    readonly scaleTargetRef: { readonly kind: string; readonly name: string };
  };
}

export interface Ingress extends Manifest {
  readonly spec: {
    readonly ingressClassName: string;
    readonly rules: readonly {
      readonly host: string;
      readonly http: {
        readonly paths: readonly {
          readonly path: string;
          readonly pathType: string;
          readonly backend: {
            readonly service: { readonly name: string; readonly port: { readonly name: string } };
          };
        }[];
      };
    }[];
    readonly tls?: readonly object[];
  };
}

export interface HttpRoute extends Manifest {
  readonly spec: {
    readonly hostnames: readonly string[];
    readonly parentRefs: readonly object[];
    readonly rules: readonly {
      readonly backendRefs: readonly { readonly name: string; readonly port: number }[];
      readonly filters?: readonly object[];
      readonly matches: readonly object[];
      readonly timeouts?: { readonly request: string };
    }[];
  };
}

export interface ServiceMonitor extends Manifest {
  readonly spec: {
    readonly endpoints: readonly {
      readonly interval: string;
      readonly path: string;
      readonly port: string;
    }[];
    readonly selector: Selector;
  };
}

export interface ServiceAccount extends Manifest {
  readonly automountServiceAccountToken: boolean;
}

export interface ConfigMap extends Manifest {
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly data?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

export interface PersistentVolume extends Manifest {
  readonly spec: {
    readonly accessModes: readonly string[];
    readonly capacity: { readonly storage: string };
    readonly claimRef: { readonly kind: string; readonly name: string; readonly namespace: string };
    readonly mountOptions?: readonly string[];
    readonly nfs: { readonly server: string; readonly path: string; readonly readOnly?: boolean };
    readonly persistentVolumeReclaimPolicy: string;
    readonly storageClassName?: string;
  };
}

export interface PersistentVolumeClaim extends Manifest {
  readonly spec: {
    readonly accessModes: readonly string[];
    readonly resources: { readonly requests: { readonly storage: string } };
    readonly storageClassName?: string;
    readonly volumeName?: string;
  };
}

export interface ExternalSecret extends Manifest {
  readonly spec: {
    readonly data: readonly { readonly secretKey: string; readonly remoteRef: object }[];
    readonly refreshInterval: string;
    readonly secretStoreRef: { readonly kind: string; readonly name: string };
    readonly target: { readonly creationPolicy: string; readonly name: string };
  };
}

export interface Middleware extends Manifest {
  readonly spec: Readonly<Record<string, object>>;
}

/** The kinds that the constructs make. */
export interface Kinds {
  readonly ConfigMap: ConfigMap;
  readonly CronJob: CronJob;
  readonly DaskAutoscaler: DaskAutoscaler;
  readonly DaskCluster: DaskCluster;
  readonly DaskWorkerGroup: DaskWorkerGroup;
  readonly Deployment: Deployment;
  readonly ExternalSecret: ExternalSecret;
  readonly HTTPRoute: HttpRoute;
  readonly HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  readonly Ingress: Ingress;
  readonly Job: Job;
  readonly Middleware: Middleware;
  readonly Namespace: Manifest;
  readonly NetworkPolicy: NetworkPolicy;
  readonly PersistentVolume: PersistentVolume;
  readonly PersistentVolumeClaim: PersistentVolumeClaim;
  readonly PodDisruptionBudget: PodDisruptionBudget;
  readonly ServersTransport: Middleware;
  readonly Service: Service;
  readonly ServiceAccount: ServiceAccount;
  readonly ServiceMonitor: ServiceMonitor;
  readonly StatefulSet: StatefulSet;
}
