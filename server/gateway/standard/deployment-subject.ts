import { createLru, type Lru } from "#lib/lru.ts";
import type { HostedDeployment } from "../gateway.ts";
import type { HealthState } from "./health-state.ts";
import { SchemaIndex } from "./schema-index.ts";
import { standardServices } from "./standard-services.ts";
import type { StandardSubject } from "./subject.ts";

/** Indexes of the schemas asked for last, by deployment. */
export type Schemas = Lru<string, SchemaIndex>;

const maxIndexBytes = 32 * 1024 * 1024;

export function createSchemas(): Schemas {
  return createLru(maxIndexBytes, (_id, index) => index.bytes);
}

/**
 * A deployment as reflection and health see it: from its stored descriptors, so that neither starts its runner. A standard
 * service that its visitor defines is the visitor's own.
 */
export function deploymentSubject(
  { id, services, descriptorSet }: HostedDeployment,
  health: HealthState,
  schemas: Schemas,
): StandardSubject {
  const own = services.map(({ name }) => name);
  const added = standardServices.filter(({ typeName }) => !own.includes(typeName));
  return {
    services: own,
    listed: [...own, ...added.map(({ typeName }) => typeName)],
    health,
    readSchema() {
      const known = schemas.get(id);
      if (known !== undefined) return known;
      const index = new SchemaIndex().addSet(descriptorSet).addGenerated(added.map(({ file }) => file));
      schemas.set(id, index);
      return index;
    },
  };
}
