/**
 * A plain Node project: serves the `server.ts` of every folder it is given with connect-node, over HTTP/1.1 and HTTP/2.
 * Nothing of the playground is in it. Prints one JSON line with the ports, in order of the folders.
 */
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createServer2 } from "node:http2";
import { registerHooks } from "node:module";
import type { AddressInfo, Server } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";

const playground = new URL("./plain-playground.ts", import.meta.url);

// `./gen/greet_pb` finds its .ts file, as with tsx and every bundler.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === "playground") {
      const folder = new URL(".", context.parentURL ?? import.meta.url).href;
      return next(`${playground.href}?${envName(folder)}`, context);
    }
    if (!specifier.startsWith(".") || context.parentURL === undefined) return next(specifier, context);
    const url = new URL(specifier.replace(/\.js$/, ""), context.parentURL);
    const withExtension = new URL(`${url.href}.ts`);
    return existsSync(fileURLToPath(withExtension))
      ? next(withExtension.href, context)
      : next(specifier, context);
  },
});

/** What a project would have in its environment as the address of its services. */
function envName(folderUrl: string): string {
  return `SERVICES_AT_${folderUrl.split("/").at(-2)}`;
}

const ports: { readonly http1: number; readonly http2: number }[] = [];
for (const folder of process.argv.slice(2)) {
  const name = envName(pathToFileURL(`${folder}/`).href);
  const module = (await import(pathToFileURL(`${folder}/server.ts`).href)) as {
    readonly default: (router: ConnectRouter) => unknown;
  };
  const handler = connectNodeAdapter({ routes: (router) => void module.default(router) });
  const http2 = await listen(createServer2(handler));
  // biome-ignore lint/style/noProcessEnv: a project of its own, not the server's
  process.env[name] = `http://127.0.0.1:${http2}`;
  ports.push({ http1: await listen(createServer(handler)), http2 });
}
process.stdout.write(`${JSON.stringify(ports)}\n`);
// Whoever started it holds the other end.
process.stdin.resume().on("end", () => process.exit(0));

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
