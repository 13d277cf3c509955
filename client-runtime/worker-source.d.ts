/** The worker's bundle as text; the asset build puts it into the frame's bundle. */
declare module "playground-worker-source" {
  export const workerSource: string;
}
