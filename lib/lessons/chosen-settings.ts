import { z } from "zod";
import type { RunSettings } from "#lib/record/run-record.ts";

/** What a version of a lesson's code chooses beside the code: laid over the settings that the lesson shows. */
export type ChosenSettings = Partial<Omit<RunSettings, "where">>;

/** `settings.json` beside the code of a version. */
export const chosenSettingsSchema = z
  .strictObject({
    workers: z.int().min(1).nullable(),
    queueLimit: z.int().min(0).nullable(),
    network: z.strictObject({ delayMs: z.number(), jitterMs: z.number(), bandwidthKbps: z.number() }),
    protocol: z.enum(["connect", "grpc-web", "grpc"]),
    codec: z.enum(["binary", "json"]),
    calls: z.int().min(1),
  })
  .partial();
