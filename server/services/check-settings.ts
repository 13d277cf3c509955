import { create } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { type Settings, SettingsSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { Limits } from "#lib/limits.ts";
import { failure } from "#server/failure.ts";

export type SettingLimits = Pick<
  Limits,
  "maxWorkers" | "maxQueuedCalls" | "maxDelayMs" | "minBandwidthKbps" | "maxBandwidthKbps"
>;

/**
 * The settings in their one canonical form, so that saying nothing and saying the default name the same deployment.
 * Throws the `ConnectError` of the first value out of range.
 */
export function checkSettings(settings: Settings | undefined, limits: SettingLimits): Settings {
  const { delayMs = 0, jitterMs = 0, bandwidthKbps = 0 } = settings?.network ?? {};
  if (settings?.workers !== undefined) requireRange("workers", settings.workers, 1, limits.maxWorkers);
  if (settings?.queueLimit !== undefined)
    requireRange("queueLimit", settings.queueLimit, 0, limits.maxQueuedCalls);
  requireRange("network.delayMs", delayMs, 0, limits.maxDelayMs);
  requireRange("network.jitterMs", jitterMs, 0, limits.maxDelayMs);
  // 0 is no limit at all; between it and the least nothing would ever come through.
  if (bandwidthKbps !== 0)
    requireRange("network.bandwidthKbps", bandwidthKbps, limits.minBandwidthKbps, limits.maxBandwidthKbps);
  // `+ 0` turns -0 into 0, which are equal here and different bytes in the content.
  const network = { delayMs: delayMs + 0, jitterMs: jitterMs + 0, bandwidthKbps: bandwidthKbps + 0 };
  return create(SettingsSchema, { workers: settings?.workers, queueLimit: settings?.queueLimit, network });
}

function requireRange(setting: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  const sentence = `${setting} must be a number from ${min} to ${max}, not ${value}.`;
  throw failure(Code.InvalidArgument, "SETTING_OUT_OF_RANGE", sentence, { setting, min, max, actual: value });
}

const maxScopeLength = 64;

/** A scope is any short text of the caller's choice; its length is the only thing that can be wrong with it. */
export function checkScope(scope: string): string {
  requireRange("scope.length", scope.length, 0, maxScopeLength);
  return scope;
}
