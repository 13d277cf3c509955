import type { Pages } from "./pages.ts";

/** Pages whose keeper comes later: until then every request hears that the server is starting. */
export type PagesDoor = Pages & { lead(pages: Pages): void };

export function createPagesDoor(): PagesDoor {
  let behind: Pages = starting;
  return {
    lead(pages) {
      behind = pages;
    },
    handle: (request, response) => behind.handle(request, response),
    upgrade: (request, socket, head) => behind.upgrade(request, socket, head),
    close: () => behind.close(),
  };
}

const starting: Pages = {
  async handle(_request, response) {
    response.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": "1" });
    response.end("starting\n");
  },
  upgrade: (_request, socket) => void socket.destroy(),
  close: async () => {},
};
