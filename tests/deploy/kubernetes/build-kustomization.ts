import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";

/** An object of Kubernetes' API, as a manifest says it. */
export type Manifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly [field: string]: unknown;
};
export type Labels = Readonly<Record<string, string>>;

/** The part of Kustomize that our folders use. Anything else in a kustomization.yaml is refused. */
const kustomizationSchema = z.strictObject({
  apiVersion: z.literal("kustomize.config.k8s.io/v1beta1"),
  kind: z.literal("Kustomization"),
  namespace: z.string().optional(),
  resources: z.array(z.string()),
  images: z.array(z.strictObject({ name: z.string(), newName: z.string(), newTag: z.string() })).default([]),
  patches: z
    .array(
      z.strictObject({
        target: z.strictObject({ kind: z.string(), name: z.string() }),
        patch: z.string(),
      }),
    )
    .default([]),
});
type Kustomization = z.output<typeof kustomizationSchema>;
const patchSchema = z.array(
  z.strictObject({ op: z.enum(["add", "replace"]), path: z.string(), value: z.unknown() }),
);
/** Objects that belong to a cluster and not to a namespace. */
const clusterKinds = new Set(["Namespace", "RuntimeClass"]);

/**
 * The objects that `kubectl kustomize <folder>` prints, without needing it: resources, namespace, images and patches by
 * JSON Patch (RFC 6902: add and replace). A test holds it against kubectl wherever that is installed.
 */
export function buildKustomization(folder: string): Manifest[] {
  const text = readFileSync(join(folder, "kustomization.yaml"), "utf8");
  const kustomization = kustomizationSchema.parse(parse(text));
  return kustomization.resources
    .flatMap((name) => readResource(join(folder, name)))
    .map((manifest) => change(manifest, kustomization));
}

function change(manifest: Manifest, { namespace, images, patches }: Kustomization): Manifest {
  const result = structuredClone(manifest);
  const { kind, metadata } = result;
  for (const { target, patch } of patches) {
    if (target.kind !== kind || target.name !== metadata.name) continue;
    for (const step of patchSchema.parse(parse(patch))) apply(result, step.path, step.value);
  }
  for (const container of containersOf(result)) {
    const image = images.find(({ name }) => name === container.image);
    if (image !== undefined) container.image = `${image.newName}:${image.newTag}`;
  }
  if (namespace === undefined || clusterKinds.has(kind)) return result;
  return { ...result, metadata: { ...metadata, namespace } };
}

function readResource(path: string): Manifest[] {
  if (existsSync(join(path, "kustomization.yaml"))) return buildKustomization(path);
  return parseAllDocuments(readFileSync(path, "utf8")).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

function apply(target: unknown, path: string, value: unknown): void {
  const keys = path.slice(1).split("/");
  const last = keys.pop() ?? "";
  let at = target;
  for (const key of keys) at = (at as Record<string, unknown> | undefined)?.[key];
  if (typeof at !== "object" || at === null || Array.isArray(at))
    throw new Error(`the patch at ${path} has nothing to change`);
  Object.assign(at, { [last]: value });
}

type Container = { image: string };

function containersOf(manifest: Manifest): Container[] {
  const spec = manifest.spec as { template?: { spec?: { containers?: Container[] } } } | undefined;
  return spec?.template?.spec?.containers ?? [];
}
