import type { Migration } from "kysely/migration";
import { createDeployment } from "./0001-deployment.ts";

/** In the order of their names. Never edit one that was released; add the next. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-deployment": createDeployment,
};
