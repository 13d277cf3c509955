import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Manifest } from "./build-kustomization.ts";

type SchemaFile = {
  /** `apps/v1 Deployment` to the name of its schema. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly $defs: Readonly<Record<string, object>>;
};

const { kinds, $defs } = JSON.parse(
  readFileSync(new URL("../../fixtures/api-schemas/kubernetes.json", import.meta.url), "utf8"),
) as SchemaFile;
// Formats such as int32 and date-time belong to OpenAPI; the types beside them are what counts here.
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
ajv.addSchema({ $id: "kubernetes", $defs });

/** What the API of Kubernetes finds wrong with an object, a sentence each; a field it does not know is wrong too. */
export function problemsOf(manifest: Manifest): string[] {
  const name = kinds[`${manifest.apiVersion} ${manifest.kind}`];
  if (name === undefined) return [`there is no ${manifest.kind} in ${manifest.apiVersion}`];
  const validate = ajv.getSchema(`kubernetes#/$defs/${name}`);
  if (validate === undefined) throw new Error(`the schema ${name} is missing`);
  if (validate(manifest)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, params.additionalProperty].filter(Boolean).join(" "),
  );
}
