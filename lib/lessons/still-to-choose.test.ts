import { expect, test } from "vitest";
import { stillToChoose } from "./still-to-choose.ts";

const settings = {
  workers: 10,
  queueLimit: null,
  network: { delayMs: 20, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "json",
  calls: 4,
} as const;

test("only what is chosen otherwise is still to choose", () => {
  expect(stillToChoose(settings, {})).toEqual([]);
  expect(stillToChoose(settings, { codec: "binary", workers: 10 })).toEqual(["codec"]);
  expect(stillToChoose(settings, { network: { ...settings.network } })).toEqual([]);
  expect(stillToChoose(settings, { network: { ...settings.network, delayMs: 0 } })).toEqual(["network"]);
});
