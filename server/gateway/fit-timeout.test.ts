import { expect, test } from "vitest";
import { fitTimeout } from "./fit-timeout.ts";

test.each([
  ["connect-timeout-ms", "250", "250"],
  ["connect-timeout-ms", "2147483647", "2147483647"],
  ["connect-timeout-ms", "9999999999", "2147483647"],
  ["grpc-timeout", "250m", "250m"],
  ["grpc-timeout", "99999999m", "99999999m"],
  ["grpc-timeout", "99999999n", "99999999n"],
  ["grpc-timeout", "99999999S", "2147483S"],
  ["grpc-timeout", "99999999H", "2147483S"],
])("%s: %s becomes %s", (name, value, fitting) => {
  expect(fitTimeout(name, value)).toBe(fitting);
});

test.each([
  ["connect-timeout-ms", "99999999999"],
  ["connect-timeout-ms", "-1"],
  ["grpc-timeout", "999999999m"],
  ["grpc-timeout", "9999999999"],
  ["x-timeout", "9999999999"],
])("what is no timeout stays, for Connect to refuse: %s: %s", (name, value) => {
  expect(fitTimeout(name, value)).toBe(value);
});
