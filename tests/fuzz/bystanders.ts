import { Agent, request as httpRequest } from "node:http";
import { type ClientHttp2Session, connect } from "node:http2";
import { request as httpsRequest, Agent as TlsAgent } from "node:https";
import { setTimeout as delay } from "node:timers/promises";
import { pathOf } from "./target-program.ts";
import { trustOf, urlOf, type Where } from "./where.ts";

/** Ordinary clients of another deployment, one call after the other over connections that are kept. */
export type Bystanders = {
  readonly answered: number;
  readonly problems: readonly string[];
  readonly slowestMs: number;
  /** Ends their connections. */
  stop(): Promise<void>;
};

const pauseMs = 25;
const patienceMs = 30_000;
const expected = "heard Ada";
/** `text: "Ada"` behind gRPC's prefix. */
const grpcRequest = Buffer.from([0, 0, 0, 0, 5, 0x0a, 3, 0x41, 0x64, 0x61]);

/** They have made one call each when this resolves. */
export async function openBystanders(where: Where, deploymentId: string): Promise<Bystanders> {
  const agent = new (where.ca === null ? Agent : TlsAgent)({ keepAlive: true, maxSockets: 1 });
  const session = connect(urlOf(where), trustOf(where));
  const state = { answered: 0, problems: [] as string[], slowestMs: 0 };
  let isOver = false;
  const calls = [
    () => callByConnect({ ...where, agent, path: pathOf(deploymentId, "Say") }),
    () => callByGrpc(session, deploymentId),
  ];
  session.on("error", (error) => state.problems.push(`the gRPC bystander lost its connection: ${error}`));
  const once = async (call: () => Promise<string | null>) => {
    const beganMs = performance.now();
    const problem = await call();
    state.slowestMs = Math.max(state.slowestMs, performance.now() - beganMs);
    if (problem === null) state.answered += 1;
    else state.problems.push(problem);
  };
  await Promise.all(calls.map(once));
  const loops = calls.map(async (call) => {
    while (!isOver) {
      await delay(pauseMs);
      await once(call);
    }
  });
  return {
    get answered() {
      return state.answered;
    },
    get slowestMs() {
      return state.slowestMs;
    },
    problems: state.problems,
    async stop() {
      isOver = true;
      await Promise.all(loops);
      agent.destroy();
      await new Promise<void>((resolve) => session.close(resolve));
    },
  };
}

type ConnectCall = Where & { readonly agent: Agent; readonly path: string };

function callByConnect({ agent, path, ...where }: ConnectCall): Promise<string | null> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json" };
    const { host, port } = where;
    const request = (where.ca === null ? httpRequest : httpsRequest)(
      { host, port, ...trustOf(where), path, agent, method: "POST", headers, timeout: patienceMs },
      (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve(text === `{"text":"${expected}"}` ? null : `Connect: ${text}`));
        response.on("error", (error) => resolve(`Connect: ${error.message}`));
      },
    );
    request.on("timeout", () => request.destroy(new Error("no answer")));
    request.on("error", (error) => resolve(`Connect: ${error.message}`));
    request.end('{"text":"Ada"}');
  });
}

function callByGrpc(session: ClientHttp2Session, deploymentId: string): Promise<string | null> {
  return new Promise((resolve) => {
    const stream = session.request({
      ":method": "POST",
      ":path": "/fuzz.v1.Target/Say",
      "content-type": "application/grpc",
      te: "trailers",
      "x-deployment": deploymentId,
    });
    let text = "";
    let status: unknown;
    stream.setTimeout(patienceMs, () => stream.close());
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
    });
    stream.on("trailers", (trailers) => {
      status = trailers["grpc-status"];
    });
    stream.on("error", (error) => resolve(`gRPC: ${error.message}`));
    stream.on("close", () =>
      resolve(
        status === "0" && text.endsWith(expected) ? null : `gRPC: status ${status}, ${JSON.stringify(text)}`,
      ),
    );
    stream.end(grpcRequest);
  });
}
