import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { downloadGoModule } from "./go-module.ts";

/**
 * Takes the schemas that deployment files are held against out of the repositories that own them, by Go's module proxy.
 * To be run by hand for another version; `npm test` only reads what it wrote.
 */
const kubernetes = "k8s.io/kubernetes@v1.36.0";
const compose = "github.com/compose-spec/compose-go/v2@v2.16.2";
const target = "tests/fixtures/api-schemas";

/** The kinds in deploy/kubernetes, by the document that describes them. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  "api__v1_openapi.json": ["Namespace", "ServiceAccount", "ConfigMap", "PersistentVolumeClaim", "Service"],
  "apis__apps__v1_openapi.json": ["Deployment"],
  "apis__networking.k8s.io__v1_openapi.json": ["Ingress", "NetworkPolicy"],
  "apis__autoscaling__v2_openapi.json": ["HorizontalPodAutoscaler"],
  "apis__policy__v1_openapi.json": ["PodDisruptionBudget"],
  "apis__node.k8s.io__v1_openapi.json": ["RuntimeClass"],
};

type Schema = { readonly [key: string]: unknown };
type Kind = { readonly group: string; readonly version: string; readonly kind: string };
const reference = "#/components/schemas/";

/** Without prose, without defaults, and with references that hold within the file we write; `add` hears of each. */
function strict(value: unknown, add: (name: string) => void): unknown {
  if (Array.isArray(value)) return value.map((one) => strict(one, add));
  if (typeof value !== "object" || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (isLeftOut(key)) continue;
    // Below `properties` keys are names of fields, and a field may be called `default`.
    if (key === "properties") kept[key] = mapValues(inner, (schema) => strict(schema, add));
    else kept[key] = strict(inner, add);
  }
  if (typeof kept.$ref === "string") {
    add(kept.$ref.slice(reference.length));
    kept.$ref = kept.$ref.replace(reference, "#/$defs/");
  }
  if ("properties" in kept) kept.additionalProperties ??= false;
  return kept;
}

function isLeftOut(key: string): boolean {
  return key === "description" || key === "default" || key.startsWith("x-kubernetes");
}

function mapValues(record: object, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function readKubernetes(folder: string): { kinds: Record<string, string>; $defs: Record<string, unknown> } {
  const definitions: Record<string, unknown> = {};
  const names: Record<string, string> = {};
  for (const [file, wanted] of Object.entries(kinds)) {
    const document = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
      components: { schemas: Record<string, Schema> };
    };
    const { schemas } = document.components;
    const add = (name: string) => {
      if (name in definitions) return;
      definitions[name] = null;
      definitions[name] = strict(schemas[name], add);
    };
    for (const [name, schema] of Object.entries(schemas)) {
      const [own] = (schema["x-kubernetes-group-version-kind"] ?? []) as readonly Kind[];
      if (own === undefined || !wanted.includes(own.kind)) continue;
      names[`${own.group === "" ? "" : `${own.group}/`}${own.version} ${own.kind}`] = name;
      add(name);
    }
  }
  const $defs = Object.fromEntries(Object.entries(definitions).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { kinds: names, $defs };
}

/** One schema a line: small, and a new version shows as the lines that changed. */
function write(name: string, head: Schema, $defs: Schema): void {
  const lines = Object.entries($defs).map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
  );
  const start = JSON.stringify(head).slice(0, -1);
  writeFileSync(join(target, name), `${start},"$defs":{\n${lines.join(",\n")}\n}}\n`);
}

const openapi = join(downloadGoModule(kubernetes), "api/openapi-spec/v3");
const missing = Object.keys(kinds).filter((file) => !readdirSync(openapi).includes(file));
if (missing.length > 0) throw new Error(`${kubernetes} has no ${missing.join(", ")}`);
const { kinds: found, $defs } = readKubernetes(openapi);
write("kubernetes.json", { $comment: `From ${kubernetes}, Apache-2.0.`, kinds: found }, $defs);

const composeSchema = JSON.parse(
  readFileSync(join(downloadGoModule(compose), "schema/compose-spec.json"), "utf8"),
) as Schema;
writeFileSync(
  join(target, "compose-spec.json"),
  `${JSON.stringify({ $comment: `From ${compose}, Apache-2.0.`, ...composeSchema })}\n`,
);
