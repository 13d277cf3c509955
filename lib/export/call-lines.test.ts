import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { type CallToCopy, curlLine, grpcurlLine } from "./call-lines.ts";

const call: CallToCopy = {
  origin: "http://127.0.0.1:3000",
  deploymentId: "abc123",
  method: "greet.v1.Greeter/SayHello",
  requestJson: `{"name":"it's \\"$HOME\\" 你好"}`,
  protos: ["greet.proto", "more types.proto"],
};

/** The words a shell makes of the line, without running its program. */
const words = (line: string) =>
  execFileSync("sh", ["-c", `set -- ${line}\nprintf '%s\\0' "$@"`])
    .toString("utf8")
    .split("\0")
    .slice(0, -1);

describe("a call for the terminal", () => {
  test("is one grpcurl command whose words survive the shell, whatever the request holds", () => {
    expect(words(grpcurlLine(call))).toEqual([
      "grpcurl",
      "-plaintext",
      "-import-path",
      ".",
      "-proto",
      "greet.proto",
      "-proto",
      "more types.proto",
      "-H",
      "x-deployment: abc123",
      "-d",
      call.requestJson,
      "127.0.0.1:3000",
      "greet.v1.Greeter/SayHello",
    ]);
  });

  test("behind TLS names the port that grpcurl asks for, and encrypts", () => {
    const line = grpcurlLine({ ...call, origin: "https://rpc.example" });
    expect(words(line)).toContain("rpc.example:443");
    expect(words(line)).not.toContain("-plaintext");
  });

  test("is one curl command of plain JSON", () => {
    expect(words(curlLine(call))).toEqual([
      "curl",
      "http://127.0.0.1:3000/d/abc123/greet.v1.Greeter/SayHello",
      "-H",
      "content-type: application/json",
      "-H",
      "connect-protocol-version: 1",
      "--data",
      call.requestJson,
    ]);
  });
});
