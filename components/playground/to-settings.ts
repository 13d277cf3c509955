import type { MessageInitShape } from "@bufbuild/protobuf";
import type { SettingsSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { RunSettings } from "#lib/record/run-record.ts";

/** What a visitor begins with: the article's pool of ten workers, four calls, no emulated network. */
export const defaultSettings: RunSettings = {
  workers: 10,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
  calls: 4,
};

/** The part of the settings that belongs to the deployment. */
export function toSettings(settings: RunSettings): MessageInitShape<typeof SettingsSchema> {
  return {
    ...(settings.workers !== null && { workers: settings.workers }),
    ...(settings.queueLimit !== null && { queueLimit: settings.queueLimit }),
    network: { ...settings.network },
  };
}
