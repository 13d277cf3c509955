import { z } from "zod";
import type { Manifest } from "./build-kustomization.ts";

const containerSchema = z.looseObject({
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
  securityContext: z.unknown(),
  resources: z.object({ limits: z.object({ memory: z.string().regex(/^\d+Gi$/) }) }),
  volumeMounts: z.array(z.object({ mountPath: z.string() })),
  lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }),
});
const podSchema = z.looseObject({
  securityContext: z.looseObject({ runAsUser: z.number() }),
  automountServiceAccountToken: z.boolean(),
  terminationGracePeriodSeconds: z.number(),
  runtimeClassName: z.string().optional(),
  containers: z.tuple([containerSchema]),
  volumes: z.array(z.looseObject({ name: z.string() })),
});
const deploymentSchema = z.looseObject({
  template: z.object({
    metadata: z.object({ labels: z.record(z.string(), z.string()) }),
    spec: podSchema,
  }),
});
const probeSchema = z.looseObject({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const claimSchema = z.object({ persistentVolumeClaim: z.object({ claimName: z.string() }) });

/** What the tests ask of the pod of a Deployment: one container, with everything they rely on. Throws when it lacks it. */
export function readPod(deployment: Manifest) {
  const { metadata, spec } = deploymentSchema.parse(deployment.spec).template;
  const [container] = spec.containers;
  const claim = spec.volumes.map((volume) => claimSchema.safeParse(volume).data).find(Boolean);
  return {
    labels: metadata.labels,
    spec,
    container,
    claim: claim?.persistentVolumeClaim.claimName,
    mounts: container.volumeMounts.map(({ mountPath }) => mountPath),
    preStopSeconds: container.lifecycle.preStop.sleep.seconds,
    memoryLimitMb: Number.parseInt(container.resources.limits.memory, 10) * 1024,
    port: (name: string) => container.ports.find((port) => port.name === name)?.containerPort,
    probe: (name: string) => probeSchema.parse(container[name]).httpGet,
  };
}
