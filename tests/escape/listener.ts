import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Listens on one loopback port, TCP and UDP, for what should not arrive. */
export type Listener = {
  readonly url: string;
  /** What arrived: a request line, or the kind of connection that had none. */
  readonly arrivals: readonly string[];
  close(): Promise<void>;
};

export async function openListener(): Promise<Listener> {
  const arrivals: string[] = [];
  // Whoever gets through is welcome, so that nothing but the browser's policy keeps them away.
  const server = createServer((request, response) => {
    arrivals.push(`${request.method} ${request.url}`);
    response.writeHead(200, {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "*",
      "cross-origin-resource-policy": "cross-origin",
      "content-type": request.url?.endsWith(".js") ? "text/javascript" : "text/plain",
    });
    response.end("0");
  });
  server.on("connection", () => arrivals.push("TCP connection"));
  server.on("upgrade", (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket("udp4", () => arrivals.push("datagram"));
  await new Promise<void>((resolve) => datagrams.bind(port, "127.0.0.1", () => resolve()));
  return {
    url: `http://127.0.0.1:${port}`,
    arrivals,
    async close() {
      datagrams.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
