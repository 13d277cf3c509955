import { expect, test } from "vitest";
import { methodUnknown } from "./gateway-failure.ts";

test("an unknown method is answered with the services there are", () => {
  const { rawMessage } = methodUnknown("a.v1.B/C", ["greet.v1.Greeter", "hold.v1.Hold"]);
  expect(rawMessage).toBe(
    'This deployment has no method "a.v1.B/C". Its services are greet.v1.Greeter, hold.v1.Hold.',
  );
});

test("of thousands of services only some are named, for in gRPC the sentence is a header", () => {
  const services = Array.from({ length: 5_000 }, (_, at) => `a.v1.Service${at}`);
  expect(methodUnknown("a.v1.B/C", services).rawMessage.length).toBeLessThan(700);
  expect(methodUnknown("a.v1.B/C", ["x".repeat(200_000)]).rawMessage.length).toBeLessThan(700);
});
