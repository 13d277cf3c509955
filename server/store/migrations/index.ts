import type { Migration } from "kysely/migration";
import { createDeployment } from "./0001-deployment.ts";
import { weighDeployments } from "./0002-retention.ts";
import { createShare } from "./0003-share.ts";
import type { BytesType } from "./bytes-type.ts";

/** In the order of their names. Never change what a released one does; add the next. */
export function migrationsWith(bytes: BytesType): Record<string, Migration> {
  return {
    "0001-deployment": createDeployment(bytes),
    "0002-retention": weighDeployments,
    "0003-share": createShare(bytes),
  };
}
