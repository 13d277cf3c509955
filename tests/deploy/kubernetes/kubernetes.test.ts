import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { parseEnv } from "#server/env.ts";
import { environmentVariables } from "#server/environment-variables.ts";
import { problemsOf } from "./api-schema.ts";
import { buildKustomization, type Labels, type Manifest } from "./build-kustomization.ts";
import { readPod } from "./read-pod.ts";

const overlays = join(import.meta.dirname, "../../../deploy/kubernetes/overlays");
const build = (name: string) => buildKustomization(join(overlays, name));
const one = (manifests: readonly Manifest[], kind: string): Manifest => {
  const found = manifests.filter((manifest) => manifest.kind === kind);
  if (found[0] === undefined || found.length > 1) throw new Error(`${found.length} of ${kind}`);
  return found[0];
};

describe.each(["plain", "gvisor"])("the overlay %s", (name) => {
  const manifests = build(name);
  const pod = readPod(one(manifests, "Deployment"));

  test("is what the API of Kubernetes takes, field by field", () => {
    for (const manifest of manifests)
      expect(problemsOf(manifest), `${manifest.kind} ${manifest.metadata.name}`).toEqual([]);
  });

  test("asks for no more than the restricted Pod Security Standard gives, which its namespace enforces", () => {
    const { labels } = one(manifests, "Namespace").metadata;
    expect(labels?.["pod-security.kubernetes.io/enforce"]).toBe("restricted");
    expect(pod.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(pod.spec.securityContext.runAsUser).toBeGreaterThan(0);
    expect(pod.container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    const allowed = ["persistentVolumeClaim", "emptyDir"];
    for (const { name: _, ...source } of pod.spec.volumes) expect(allowed).toContain(Object.keys(source)[0]);
    const hosts = ["hostNetwork", "hostPID", "hostIPC"];
    expect(Object.keys(pod.spec).filter((key) => hosts.includes(key))).toEqual([]);
  });

  test("gives the pod no key to the cluster", () => {
    expect(pod.spec.automountServiceAccountToken).toBe(false);
    expect(one(manifests, "ServiceAccount").automountServiceAccountToken).toBe(false);
  });

  test("sets variables that the server reads, to values that it takes", () => {
    const data = one(manifests, "ConfigMap").data as Labels;
    for (const variable of Object.keys(data)) expect(Object.keys(environmentVariables)).toContain(variable);
    const env = parseEnv(data);
    expect(env).toMatchObject({
      ok: true,
      value: { host: "0.0.0.0", store: { dataDir: "/data" }, trustProxy: 1 },
    });
    expect(pod.mounts).toEqual(["/data", "/tmp"]);
    expect(env.ok && env.value.port).toBe(pod.port("http"));
  });

  test("leaves time to drain, and memory for every place taken", () => {
    const env = parseEnv(one(manifests, "ConfigMap").data as Labels);
    if (!env.ok) throw new Error(env.problem);
    const { drainMs, limits } = env.value;
    const leftMs = (pod.spec.terminationGracePeriodSeconds - pod.preStopSeconds) * 1_000 - drainMs;
    expect(leftMs).toBeGreaterThanOrEqual(10_000);
    const runnersMb = (limits.maxRunners + limits.warmRunners) * limits.processMemoryMb;
    expect(pod.memoryLimitMb).toBeGreaterThanOrEqual(runnersMb + 512);
  });

  test("asks the server at the paths where it answers", () => {
    expect(pod.probe("livenessProbe")).toEqual({ path: "/healthz", port: "http" });
    expect(pod.probe("readinessProbe")).toEqual({ path: "/readyz", port: "http" });
    expect(pod.probe("startupProbe")).toEqual({ path: "/readyz", port: "http" });
  });

  test("has one pod at any time, as long as the store is a file", () => {
    const deployment = one(manifests, "Deployment");
    expect(deployment.spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
    expect(one(manifests, "HorizontalPodAutoscaler").spec).toMatchObject({
      scaleTargetRef: { kind: "Deployment", name: deployment.metadata.name },
      minReplicas: 1,
      maxReplicas: 1,
    });
    expect(one(manifests, "PersistentVolumeClaim").spec).toMatchObject({ accessModes: ["ReadWriteOncePod"] });
    expect(pod.claim).toBe(one(manifests, "PersistentVolumeClaim").metadata.name);
  });

  test("lets nothing out of the pod, and nothing in but what the ingress controller forwards", () => {
    const { spec } = one(manifests, "NetworkPolicy");
    expect(spec).toMatchObject({ policyTypes: ["Ingress", "Egress"], egress: [] });
    expect(spec).toMatchObject({ podSelector: { matchLabels: pod.labels } });
    expect(spec).toMatchObject({ ingress: [{ ports: [{ protocol: "TCP", port: "http" }] }] });
  });

  test("selects its own pods, by service, budget and deployment", () => {
    const { name: container } = pod.container.ports[0] ?? {};
    expect(one(manifests, "Service").spec).toMatchObject({
      selector: pod.labels,
      ports: [{ targetPort: container }],
    });
    for (const kind of ["Deployment", "PodDisruptionBudget"])
      expect(one(manifests, kind).spec).toMatchObject({ selector: { matchLabels: pod.labels } });
  });

  test("hashes on the deployment, for HTTP and for gRPC", () => {
    const ingresses = manifests.filter(({ kind }) => kind === "Ingress");
    expect(ingresses).toHaveLength(2);
    for (const { metadata } of ingresses)
      expect(metadata).toMatchObject({
        annotations: { "nginx.org/lb-method": "hash $deployment_key consistent" },
      });
  });
});

describe("the overlay postgresql", () => {
  const manifests = build("postgresql");
  const deployment = one(manifests, "Deployment");
  const pod = readPod(deployment);

  test("is what the API of Kubernetes takes, field by field", () => {
    for (const manifest of manifests)
      expect(problemsOf(manifest), `${manifest.kind} ${manifest.metadata.name}`).toEqual([]);
  });

  test("takes the database's address from a secret, and nothing from a volume", () => {
    const secret = { secretKeyRef: { name: "rpc-playground-database", key: "url" } };
    expect(pod.container).toMatchObject({ env: [{ name: "DATABASE_URL", valueFrom: secret }] });
    expect(Object.keys(environmentVariables)).toContain("DATABASE_URL");
    expect(pod.claim).toBeUndefined();
    expect(pod.mounts).toEqual(["/tmp"]);
    expect(manifests.map(({ kind }) => kind)).not.toContain("PersistentVolumeClaim");
  });

  test("starts the new pod before the old one ends", () => {
    const rollingUpdate = { maxUnavailable: 0, maxSurge: 1 };
    expect(deployment.spec).toMatchObject({ strategy: { type: "RollingUpdate", rollingUpdate } });
  });

  test("lets the pod out to the database and to names, and nowhere else", () => {
    const { spec } = one(manifests, "NetworkPolicy") as { spec?: unknown };
    const { egress } = spec as { egress: { to: object[]; ports: { port: number }[] }[] };
    expect(egress.map(({ ports }) => ports.map(({ port }) => port))).toEqual([[5432], [53, 53]]);
    for (const { to } of egress) {
      expect(to).toHaveLength(1);
      expect(to[0]).toMatchObject({ podSelector: { matchLabels: expect.anything() } });
    }
  });

  test("is the plain one in all else", () => {
    const same = ["Namespace", "ConfigMap", "Service", "Ingress", "PodDisruptionBudget", "ServiceAccount"];
    const pick = (list: readonly Manifest[]) => list.filter(({ kind }) => same.includes(kind));
    expect(byName(pick(manifests))).toEqual(byName(pick(build("plain"))));
  });
});

test("the overlay gvisor is the plain one in another runtime", () => {
  const { kind: _, ...runtime } = one(build("gvisor"), "RuntimeClass");
  const pods = build("gvisor").filter(({ kind }) => kind !== "RuntimeClass");
  expect(readPod(one(pods, "Deployment")).spec.runtimeClassName).toBe(runtime.metadata.name);
  for (const manifest of pods) if (manifest.kind === "Deployment") delete specOf(manifest).runtimeClassName;
  expect(pods).toEqual(build("plain"));
});

describe("the schemas find", () => {
  const deployment = () => structuredClone(one(build("plain"), "Deployment"));

  test("a field with a spelling mistake", () => {
    const manifest = deployment();
    Object.assign(specOf(manifest), { terminationGracePeriodSecond: 40 });
    expect(problemsOf(manifest).join()).toContain("/spec/template/spec must NOT have additional properties");
  });

  test("a value of the wrong type", () => {
    const manifest = deployment();
    Object.assign(specOf(manifest), { terminationGracePeriodSeconds: "40" });
    expect(problemsOf(manifest)).toEqual([
      "/spec/template/spec/terminationGracePeriodSeconds must be integer",
    ]);
  });

  test("a kind in the wrong version", () => {
    expect(problemsOf({ ...deployment(), apiVersion: "apps/v1beta1" })).toEqual([
      "there is no Deployment in apps/v1beta1",
    ]);
  });
});

// Not registered rather than skipped where it is missing: Debian's kubectl is older than our kustomization files.
if (spawnSync("kubectl", ["version", "--client"]).status === 0)
  describe("where kubectl is installed", () => {
    test.each(["plain", "gvisor", "postgresql"])(
      "`kubectl kustomize` builds the overlay %s as this test does",
      (name) => {
        const told = spawnSync("kubectl", ["kustomize", join(overlays, name)], { encoding: "utf8" });
        expect(told.stderr).toBe("");
        const theirs = parseAllDocuments(told.stdout).map((document) => document.toJS() as Manifest);
        expect(byName(theirs)).toEqual(byName(build(name)));
      },
    );
  });

function byName(manifests: readonly Manifest[]): Map<string, Manifest> {
  return new Map(manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]));
}

function specOf(manifest: Manifest): Record<string, unknown> {
  return (manifest.spec as { template: { spec: Record<string, unknown> } }).template.spec;
}
