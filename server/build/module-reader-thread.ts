import { parentPort } from "node:worker_threads";
import { readModule } from "./read-module.ts";

parentPort?.on("message", (content: string) => parentPort?.postMessage(readModule(content)));
