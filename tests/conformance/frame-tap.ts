import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** RFC 9113, 6, in the order of their numbers. */
const frameTypes = [
  "DATA",
  "HEADERS",
  "PRIORITY",
  "RST_STREAM",
  "SETTINGS",
  "PUSH_PROMISE",
  "PING",
  "GOAWAY",
  "WINDOW_UPDATE",
  "CONTINUATION",
] as const;

export type SeenFrame = {
  readonly type: (typeof frameTypes)[number] | "unknown";
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
};

export const endStream = 0x1;

/** A relay in front of a server's port that keeps the HTTP/2 frames which the server sends. */
export type FrameTap = {
  readonly port: number;
  readonly frames: readonly SeenFrame[];
  /** Ends it, with its connections. */
  close(): void;
};

export async function openFrameTap(serverPort: number): Promise<FrameTap> {
  const frames: SeenFrame[] = [];
  const sockets = new Set<Socket>();
  const relay = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: serverPort, host: "127.0.0.1", noDelay: true });
    const read = frameReader((frame) => frames.push(frame));
    far.on("data", read);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => other.destroy());
      socket.pipe(other);
    }
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  return {
    port: (relay.address() as AddressInfo).port,
    frames,
    close() {
      relay.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/**
 * Cuts a stream of bytes into frames (RFC 9113, 4.1):
 *
 *   │ length, 3 bytes │ type │ flags │ stream, 4 bytes │ payload …
 */
export function frameReader(seen: (frame: SeenFrame) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 9) {
      const end = 9 + rest.readUIntBE(0, 3);
      if (rest.length < end) return;
      seen({
        type: frameTypes[rest.readUInt8(3)] ?? "unknown",
        flags: rest.readUInt8(4),
        stream: rest.readUInt32BE(5) & 0x7fffffff,
        payload: Buffer.from(rest.subarray(9, end)),
      });
      rest = rest.subarray(end);
    }
  };
}
