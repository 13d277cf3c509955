import type { editor as MonacoEditorApi } from "monaco-editor/editor";
import type { Problem } from "../problem.ts";
import { type MonacoBundle, typeLibraryReady } from "./load-monaco.ts";
import type { Workspace } from "./workspace.ts";

/** Checks the types of all files after any of them changed, and shows what it finds as squiggles. */
export type TypeChecker = {
  /** Loads the TypeScript worker and begins; until then changes are only noted. */
  start(): void;
  dispose(): void;
};

type Worker = Awaited<ReturnType<Awaited<ReturnType<MonacoBundle["getTypeScriptWorker"]>>>>;
type WorkerDiagnostic = Awaited<ReturnType<Worker["getSemanticDiagnostics"]>>[number];
type Finding = { readonly marker: MonacoEditorApi.IMarkerData; readonly problem: Problem | undefined };

const markerOwner = "typescript";
/** Shorter than a pause between words, longer than one between keys. */
const settleMs = 250;

export function createTypeChecker(
  bundle: MonacoBundle,
  workspace: Workspace,
  report: (problems: readonly Problem[]) => void,
): TypeChecker {
  let started = false;
  let disposed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let revision = 0;

  const check = async () => {
    const mine = revision;
    const outdated = () => disposed || mine !== revision;
    await typeLibraryReady(bundle);
    const uris = workspace.typescriptUris();
    if (uris.length === 0) return report([]);
    const connect = await bundle.getTypeScriptWorker();
    const worker = await connect(...uris);
    const found: Problem[] = [];
    for (const { path, model } of typescriptFiles(workspace)) {
      if (outdated() || model.isDisposed()) return;
      const diagnostics = await diagnose(worker, model, canJudgeTypes(workspace, model));
      if (outdated() || model.isDisposed()) return;
      found.push(...show(bundle, path, model, diagnostics));
    }
    report(found);
  };

  const schedule = () => {
    revision += 1;
    if (!started || disposed) return;
    clearTimeout(timer);
    // A worker that cannot start (blocked, out of memory) costs the squiggles and nothing else.
    timer = setTimeout(() => void check().catch(() => {}), settleMs);
  };
  workspace.onDidChange(schedule);

  return {
    start() {
      if (started) return;
      started = true;
      schedule();
    },
    dispose() {
      disposed = true;
      clearTimeout(timer);
    },
  };
}

function typescriptFiles(workspace: Workspace): { path: string; model: MonacoEditorApi.ITextModel }[] {
  return workspace.paths().flatMap((path) => {
    const model = workspace.modelOf(path);
    return model?.getLanguageId() === "typescript" ? [{ path, model }] : [];
  });
}

/** Draws the squiggles of one file and returns those of its findings that are worth a line in the list. */
function show(
  bundle: MonacoBundle,
  path: string,
  model: MonacoEditorApi.ITextModel,
  diagnostics: readonly WorkerDiagnostic[],
): Problem[] {
  const findings = diagnostics.map((diagnostic) => toFinding(bundle, path, model, diagnostic));
  bundle.monaco.editor.setModelMarkers(
    model,
    markerOwner,
    findings.map((finding) => finding.marker),
  );
  return findings.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
}

/**
 * A file that imports generated code is judged by its grammar alone while there is none (the first check is under way,
 * or the proto does not compile): its type errors would all be the same missing import.
 */
function canJudgeTypes(workspace: Workspace, model: MonacoEditorApi.ITextModel): boolean {
  return workspace.hasGenerated() || !/from\s*["'][./]*\/gen\//.test(model.getValue());
}

async function diagnose(
  worker: Worker,
  model: MonacoEditorApi.ITextModel,
  types: boolean,
): Promise<WorkerDiagnostic[]> {
  const name = model.uri.toString();
  const parts = [worker.getSyntacticDiagnostics(name)];
  if (types) parts.push(worker.getSemanticDiagnostics(name), worker.getSuggestionDiagnostics(name));
  return (await Promise.all(parts)).flat();
}

function toFinding(
  { monaco }: MonacoBundle,
  path: string,
  model: MonacoEditorApi.ITextModel,
  diagnostic: WorkerDiagnostic,
): Finding {
  const start = model.getPositionAt(diagnostic.start ?? 0);
  const end = model.getPositionAt((diagnostic.start ?? 0) + (diagnostic.length ?? 1));
  const message = textOf(diagnostic.messageText);
  const level = (["warning", "error", "hint", "hint"] as const)[diagnostic.category];
  const tags = [
    ...(diagnostic.reportsUnnecessary ? [monaco.MarkerTag.Unnecessary] : []),
    ...(diagnostic.reportsDeprecated ? [monaco.MarkerTag.Deprecated] : []),
  ];
  const severities = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
    hint: monaco.MarkerSeverity.Hint,
  };
  const marker = {
    severity: severities[level],
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
    message,
    source: "TypeScript",
    code: String(diagnostic.code),
    tags,
  };
  if (level === "hint") return { marker, problem: undefined };
  const problem = {
    path,
    line: start.lineNumber,
    column: start.column,
    endLine: end.lineNumber,
    endColumn: end.column,
    severity: level,
    message,
    source: "typescript",
    stack: [],
  };
  return { marker, problem };
}

type MessageText = WorkerDiagnostic["messageText"];

/** The compiler's chain of reasons, each further one on its own indented line. */
function textOf(message: MessageText, depth = 0): string {
  if (typeof message === "string") return message;
  const reasons = (message.next ?? []).map((next) => `\n${"  ".repeat(depth + 1)}${textOf(next, depth + 1)}`);
  return message.messageText + reasons.join("");
}
