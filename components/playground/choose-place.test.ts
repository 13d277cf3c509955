import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { MethodKind, ServiceSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import { choosePlace, type PlaceParts } from "./choose-place.ts";

const services = [
  create(ServiceSchema, {
    name: "a.v1.Talker",
    methods: [
      { name: "Say", kind: MethodKind.UNARY },
      { name: "Count", kind: MethodKind.SERVER_STREAMING },
      { name: "Collect", kind: MethodKind.CLIENT_STREAMING },
      { name: "Chat", kind: MethodKind.BIDI_STREAMING },
    ],
  }),
];
const source = `import { transport } from "playground";
const talker = createClient(Talker, transport);
export async function plain() {
  await talker.say({}); for await (const _ of talker.count({})) break;
}
export async function collecting() {
  await talker
    .collect(words());
}
export async function blocking() {
  createBlockingClient(Talker).say({});
}
export async function named() { console.log("chat( and collect("); }
`;
const experiments = [
  { name: "plain", line: 3 },
  { name: "collecting", line: 6 },
  { name: "blocking", line: 10 },
  { name: "named", line: 13 },
];
const place = (
  experiment: string,
  settings: PlaceParts["settings"] = { protocol: "connect" },
  text = source,
) => choosePlace({ settings, services, experiments, experiment, source: text });

test("the browser is enough for unary calls, server streams and words about others", () => {
  expect(place("plain")).toEqual({ where: "browser", why: { kind: "nothing" } });
  expect(place("named")).toEqual({ where: "browser", why: { kind: "nothing" } });
});

test("a request stream needs the backend, and the method is named", () => {
  const why = { kind: "requestStream", method: "a.v1.Talker/Collect" };
  expect(place("collecting")).toEqual({ where: "backend", why });
});

test("a helper above the experiments counts for all of them", () => {
  const withHelper = source.replace("const talker", "const ask = () => talker.chat(words()); const talker");
  expect(place("plain", { protocol: "connect" }, withHelper).where).toBe("backend");
});

test("a blocking client runs in either place", () => {
  expect(place("blocking")).toEqual({ where: "browser", why: { kind: "nothing" } });
  const both = source.replace(
    "createBlockingClient(Talker).say({});",
    "createBlockingClient(Talker); talker.chat(w());",
  );
  expect(place("blocking", { protocol: "connect" }, both).where).toBe("backend");
});

test("the visitor's choice overrules what the text seems to need", () => {
  expect(place("collecting", { protocol: "connect", where: "browser" }).where).toBe("browser");
  expect(place("plain", { protocol: "grpc-web", where: "backend" })).toEqual({
    where: "backend",
    why: { kind: "chosen" },
  });
});

test("gRPC leaves no choice", () => {
  expect(place("plain", { protocol: "grpc", where: "browser" })).toEqual({
    where: "backend",
    why: { kind: "grpc" },
  });
});
