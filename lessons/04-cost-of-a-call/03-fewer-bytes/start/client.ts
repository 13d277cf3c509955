import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Kinds } from "./gen/kinds_pb";
import { Telemetry } from "./gen/telemetry_pb";
import { pack } from "./pack";
import { params } from "./params";
import { createRandom, readSensors } from "./samples";
import { forAttachments, forReadings } from "./wires";

const kinds = createClient(Kinds, transport);
const readings = createClient(Telemetry, forReadings);
const attachments = createClient(Telemetry, forAttachments);

/**
 * en: Everything once
 * zh: 全部发一遍
 */
export async function everything() {
  const next = createRandom(11);
  const thousand = Array.from({ length: 1_000 }, next);
  await kinds.integers({ integers: thousand.map((share) => Math.floor(1_000 * share)) });
  await kinds.doubles({ doubles: thousand });
  await kinds.text({ text: "All work and no play. ".repeat(455).slice(0, 10_000) });
  await kinds.raw({ raw: Uint8Array.from({ length: 10_000 }, () => 256 * next()) });
  await upload();
  await attach();
}

/**
 * en: A thousand readings
 * zh: 一千条读数
 */
export async function upload() {
  const { $typeName, ...receipt } = await readings.upload(pack(readSensors()));
  return receipt;
}

/**
 * en: An attachment that cannot shrink
 * zh: 一个压不动的附件
 */
export async function attach() {
  const data = crypto.getRandomValues(new Uint8Array(params.attachmentBytes));
  const { bytes } = await attachments.attach({ data });
  return bytes;
}
