import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { expect, test } from "vitest";
import {
  DeploymentService,
  type WatchDeploymentRequest,
  WatchDeploymentResponseSchema,
} from "#lib/gen/playground/v1/deployment_pb.ts";
import { EditorService } from "#lib/gen/playground/v1/editor_pb.ts";
import { followDeployment } from "./follow-deployment.ts";

type Watch = (request: WatchDeploymentRequest, signal: AbortSignal) => AsyncIterable<{ nowUs: number }>;

/** Follows a server of which every watch is the next one of the list; gives what it told and how long it paused. */
async function follow(watches: readonly Watch[]) {
  const stop = new AbortController();
  const told: (string | number)[] = [];
  const pausedMs: number[] = [];
  let next = 0;
  const transport = createRouterTransport(({ service }) => {
    service(DeploymentService, {
      async *watchDeployment(request, { signal }) {
        const watch = watches[next++];
        if (watch === undefined) {
          stop.abort();
          return;
        }
        for await (const batch of watch(request, signal)) yield create(WatchDeploymentResponseSchema, batch);
      },
    });
  });
  const api = {
    deployments: createClient(DeploymentService, transport),
    editor: createClient(EditorService, transport),
  };
  const parts = {
    api,
    deploymentId: "d",
    onBegin: () => told.push("begin"),
    onBatch: ({ nowUs }: { nowUs: number }) => told.push(nowUs),
    pause: async (ms: number) => void pausedMs.push(ms),
    random: () => 0.5,
  };
  await followDeployment(parts, stop.signal);
  return { told, pausedMs, watches: next };
}

async function* tells(...times: number[]) {
  for (const nowUs of times) yield { nowUs };
}

// biome-ignore lint/correctness/useYield: it fails before its first word
async function* fails(code: Code): AsyncGenerator<{ nowUs: number }> {
  throw new ConnectError("no", code);
}

test("a watch that ends begins again, and says so before it tells everything anew", async () => {
  const { told } = await follow([() => tells(1, 2), () => tells(1, 2, 3)]);
  expect(told).toEqual(["begin", 1, 2, "begin", 1, 2, 3]);
});

test("only events of nobody's run are asked for", async () => {
  const asked: string[] = [];
  await follow([
    ({ id, runId }) => {
      asked.push(id, runId);
      return tells();
    },
  ]);
  expect(asked[0]).toBe("d");
  expect(asked[1]).not.toBe("");
});

test("the pauses double up to a minute while the server is away, and begin anew once it was there", async () => {
  const away = Array.from({ length: 8 }, () => () => fails(Code.Unavailable));
  const { pausedMs } = await follow([...away, () => tells(1), () => fails(Code.Unavailable)]);
  expect(pausedMs.slice(0, 10)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 1_000, 2_000,
  ]);
});

test("a deployment that the server does not know is not asked for again", async () => {
  const { watches, pausedMs } = await follow([() => fails(Code.NotFound), () => tells(1)]);
  expect(watches).toBe(1);
  expect(pausedMs).toEqual([]);
});
