import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { bufCurlLine, type CallToCopy, curlLine, grpcurlLine } from "./call-lines.ts";

const call: CallToCopy = {
  origin: "http://127.0.0.1:3000",
  deploymentId: "abc123",
  method: "greet.v1.Greeter/SayHello",
  requestJson: `{"name":"it's \\"$HOME\\" 你好"}`,
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

  test("is one buf curl command that speaks HTTP/2 from the first byte where there is no TLS", () => {
    const url = `${call.origin}/d/abc123/${call.method}`;
    const data = ["--data", call.requestJson];
    expect(words(bufCurlLine(call))).toEqual(["buf", "curl", "--http2-prior-knowledge", url, ...data]);
    expect(words(bufCurlLine({ ...call, origin: "https://rpc.example" }))).not.toContain(
      "--http2-prior-knowledge",
    );
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
