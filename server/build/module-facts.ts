import type { DiagnosticReason } from "#lib/failure-reasons.ts";

/** Lines and columns are 1-based, columns count UTF-16 code units, the end is exclusive. */
export type Range = {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
};

/** What a module says of itself without being run. Plain data: it crosses from the parser's thread. */
export type ModuleFacts = {
  readonly imports: readonly ModuleImport[];
  readonly experiments: readonly ExperimentFacts[];
  /** What can be read and does not work here. */
  readonly unsupported: readonly ModuleProblem[];
  /** Why the text could not be read; the rest is then incomplete. */
  readonly problems: readonly ModuleProblem[];
  /** The compiler must not see this text: it would take too long or too much memory. */
  readonly isHostile: boolean;
};

export type ModuleImport = { readonly specifier: string; readonly range: Range };

export type ExperimentFacts = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly line: number;
};

export type ModuleProblem = {
  readonly message: string;
  readonly range: Range;
  /** For what is said in the visitor's language. */
  readonly reason?: DiagnosticReason;
};

/** The first column of a file, for problems with all of it. */
export const fileStart: Range = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
