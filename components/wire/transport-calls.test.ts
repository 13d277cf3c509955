import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { CompareTransportsResponseSchema, Transport } from "#lib/gen/playground/v1/wire_pb.ts";
import {
  addCall,
  allTransports,
  type Comparison,
  medianOf,
  noComparison,
  totalOf,
} from "./transport-calls.ts";
import { toTransportsCsv } from "./transports-csv.ts";

const told = (more: object) =>
  create(CompareTransportsResponseSchema, {
    transport: Transport.GRPC,
    latencyUs: 1_500,
    httpStatus: 200,
    code: 0,
    layers: [
      { layer: "framing", response: false, bytes: 90 },
      { layer: "message", response: false, bytes: 10 },
      { layer: "message", response: true, bytes: 7 },
    ],
    ...more,
  });
const all = (...messages: readonly object[]): Comparison =>
  messages.reduce((last: Comparison, more) => addCall(last, told(more)), noComparison);

test("there are seven transports, each once", () => {
  expect(new Set(allTransports).size).toBe(7);
});

test("the layers of both directions add up to what a call took", () => {
  const { calls } = all({ warm: true });
  expect(calls.map(totalOf)).toEqual([107]);
  expect(calls[0]?.request.framing).toBe(90);
  expect(calls[0]?.response).toMatchObject({ framing: 0, message: 7 });
});

test("rounds add latencies to the same call; first and warm stay apart", () => {
  const { calls } = all({ connectUs: 300 }, { warm: true }, { latencyUs: 2_500, connectUs: 500 });
  expect(calls).toHaveLength(2);
  expect(calls.find(({ warm }) => !warm)).toMatchObject({
    latenciesUs: [1_500, 2_500],
    connectsUs: [300, 500],
  });
});

test("a call without a reply leaves no latency behind, and says why", () => {
  const { calls } = all({ error: "ECONNRESET", latencyUs: 0 });
  expect(calls[0]).toMatchObject({ latenciesUs: [], error: "ECONNRESET" });
});

test("a transport that cannot carry the method is named once, and makes no call", () => {
  const get = { transport: Transport.CONNECT_GET, notApplicable: true };
  expect(all(get, get)).toEqual({ calls: [], without: ["connectGet"] });
});

test("what the page does not know is passed over", () => {
  expect(all({ transport: 99 })).toEqual(noComparison);
});

test("the median of an even count is the mean of the middle two", () => {
  expect(medianOf([4, 1])).toBe(2.5);
  expect(medianOf([9, 1, 4])).toBe(4);
  expect(medianOf([])).toBeNaN();
});

test("the file has one line a call and round, with both directions by layer", () => {
  const csv = toTransportsCsv(all({ connectUs: 300 }, { connectUs: 400 }, { warm: true }).calls);
  const [head = "", ...lines] = csv.trim().split("\r\n");
  expect(lines).toHaveLength(3);
  const row = Object.fromEntries(head.split(",").map((name, at) => [name, lines[1]?.split(",")[at]]));
  expect(row).toMatchObject({
    transport: "grpc",
    call: "first",
    request_framing_bytes: "90",
    response_message_bytes: "7",
    round: "2",
    connect_us: "400",
  });
});
