import type { RunSettings } from "#lib/record/run-record.ts";

/** What is emulated around the handlers, chosen before the run: part of the deployment. */
export type LoadServer = Pick<RunSettings, "workers" | "queueLimit" | "network">;

/** Something that can be loaded: the visitor's draft, or an example that is ready. */
export type LoadSource = {
  /** `draft`, or a starter's name. */
  readonly id: string;
  /** In the page's language. */
  readonly title: string;
  readonly meaning: string;
  /** Every file of the project; the playground knows which belong to the server. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly server: LoadServer;
};
