import type { DescService } from "@bufbuild/protobuf";
import type { HealthState } from "./health-state.ts";
import { SchemaIndex } from "./schema-index.ts";
import { standardServices } from "./standard-services.ts";
import type { StandardSubject } from "./subject.ts";

/** This server's own services as reflection and health see them. */
export function siteSubject(services: readonly DescService[], health: HealthState): StandardSubject {
  const all = [...services, ...standardServices];
  let schema: SchemaIndex | null = null;
  return {
    services: services.map(({ typeName }) => typeName),
    listed: all.map(({ typeName }) => typeName),
    health,
    readSchema() {
      schema ??= new SchemaIndex().addGenerated(all.map(({ file }) => file));
      return schema;
    },
  };
}
