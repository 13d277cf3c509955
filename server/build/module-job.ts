import type { Result } from "#lib/result.ts";
import type { ModuleFacts, ModuleProblem } from "./module-facts.ts";

/** One TypeScript file, for the thread that reads and compiles. */
export type ModuleJob = { readonly path: string; readonly content: string };

export type CompiledModule = { readonly code: string; readonly sourceMap: string };

/** What the thread answers; a text that the compiler must not see has the facts' problems instead of code. */
export type ModuleAnswer = {
  readonly facts: ModuleFacts;
  readonly compiled: Result<CompiledModule, readonly ModuleProblem[]>;
};

/** More are of no use to anybody; the first ones usually cause the rest. */
export const maxProblems = 100;
