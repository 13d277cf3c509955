/**
 * A runner: one process, one isolate, one program, one socket (descriptor 3). It imports only its own files, the
 * protocol, Node's built-ins (socket, zlib, URL, source maps, random bytes: what an isolate lacks) and isolated-vm.
 */
import { Socket } from "node:net";
import { constants, setPriority } from "node:os";
import { createFrameReader, kinds, maxFrameToRunnerBytes, type OpenMessage } from "../protocol.ts";
import { createDirectSocket } from "./direct-socket.ts";
import { createInbox } from "./inbox.ts";
import { createIsolate } from "./isolate.ts";
import { createOutput } from "./output.ts";
import type { GuestSettings } from "./settings.ts";

const settings = JSON.parse(process.argv[2] ?? "") as GuestSettings;
const socket = new Socket({
  fd: 3,
  readable: true,
  writable: true,
  // One buffer for everything that arrives: frames that must wait are copied (inbox.ts).
  onread: {
    buffer: Buffer.allocUnsafeSlow(128 * 1024),
    callback: (bytes, buffer) => {
      read(buffer.subarray(0, bytes));
      inbox.work();
      return true;
    },
  },
});
const direct = createDirectSocket(3, (bytes) => read(bytes));
const output = createOutput(socket, direct.write);
const isolate = createIsolate(settings, output, direct);
const inbox = createInbox(isolate, output);

const read = createFrameReader(maxFrameToRunnerBytes, (kind, exchange, bytes, start, end) => {
  // A ping is answered before the work that waits: it asks whether the loop turns, not whether it is idle.
  if (kind === kinds.ping) output.frame(kinds.pong, 0);
  else if (kind === kinds.open) {
    const message = JSON.parse(
      Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString(),
    ) as OpenMessage;
    isolate.open(message);
  } else if (!isolate.hold(kind, exchange, Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)))
    inbox.add(kind, exchange, Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start));
});

socket.resume();
// Without its host a runner has no reason to live.
socket.on("close", () => process.exit(0));
socket.on("error", () => process.exit(0));

// The server comes before its visitors.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
output.frame(kinds.ready, 0);
output.flush();
