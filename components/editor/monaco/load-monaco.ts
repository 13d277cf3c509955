import type { Locale } from "#lib/i18n/locales.ts";
import { fetchJson, type MonacoManifest, monacoScript, readMonacoManifest } from "./monaco-files.ts";

/** Monaco as `bundle.ts` exports it. Only its type is imported; the code comes from `public/monaco` at run time. */
export type MonacoBundle = typeof import("./bundle.ts");
export type Monaco = MonacoBundle["monaco"];

const loading = new Map<Locale, Promise<MonacoBundle>>();
let tries = 0;

/**
 * Loads the editor in the page's language, once each; a failure may be tried again. Every file comes from our own
 * origin. Menus and messages of Monaco are fixed while it loads, so each language is a module instance of its own.
 */
export function loadMonaco(locale: Locale): Promise<MonacoBundle> {
  const known = loading.get(locale);
  if (known !== undefined) return known;
  const started = start(locale).catch((error: unknown) => {
    loading.delete(locale);
    tries += 1; // browsers remember a module that failed under its URL
    throw error;
  });
  loading.set(locale, started);
  return started;
}

async function start(locale: Locale): Promise<MonacoBundle> {
  const manifest = await readMonacoManifest();
  const styles = loadStyles(`${manifest.base}/monaco.css`);
  // The table of Chinese messages is a global that has to be there before the editor's own modules run.
  if (locale === "zh") await importModule(monacoScript(manifest, "zh-cn", locale, tries));
  else Reflect.deleteProperty(globalThis, "_VSCODE_NLS_MESSAGES");
  setUpWorkers(manifest.base);
  const bundle = (await importModule(monacoScript(manifest, "monaco", locale, tries))) as MonacoBundle;
  setUpTypescript(bundle, manifest);
  pasteWholeLines(bundle.monaco);
  await styles;
  return bundle;
}

function importModule(url: string): Promise<unknown> {
  return import(/* turbopackIgnore: true */ /* webpackIgnore: true */ /* @vite-ignore */ url);
}

function loadStyles(href: string): Promise<void> {
  if (document.querySelector(`link[href="${href}"]`) !== null) return Promise.resolve();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error(`${href} did not load`));
    };
    document.head.append(link);
  });
}

function setUpWorkers(base: string): void {
  const environment = {
    getWorker: (_: string, label: string) =>
      new Worker(`${base}/${label === "typescript" ? "ts" : "editor"}.worker.js`, { name: label }),
  };
  Object.assign(globalThis, { MonacoEnvironment: environment });
}

/** `Bundler`: known to the TypeScript inside, missing from Monaco's enum. */
const bundlerResolution: number = 100;
/**
 * Lines that arrive at once (dictation, an input method, an automated visitor) are taken as they are, like pasted
 * ones. Monaco would take them key by key, closing brackets and indenting what is closed and indented already.
 */
function pasteWholeLines(monaco: Monaco): void {
  monaco.editor.registerCommand("type", (_, { text }: { text: string }) => {
    const editor = monaco.editor.getEditors().find((each) => each.hasTextFocus());
    const whole = text.length > 1 && text.includes("\n");
    if (whole) editor?.trigger("keyboard", "paste", { text, pasteOnNewLine: false, multicursorText: null });
    else editor?.trigger("keyboard", "type", { text });
  });
}

const typeLibraries = new WeakMap<MonacoBundle, Promise<void>>();

function setUpTypescript(bundle: MonacoBundle, manifest: MonacoManifest): void {
  const defaults = bundle.typescriptDefaults;
  defaults.setCompilerOptions({
    target: 99, // ESNext
    module: 99, // ESNext
    moduleResolution: bundlerResolution,
    lib: ["es2023"],
    types: [],
    strict: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    allowNonTsExtensions: true,
  });
  // Monaco checks a file only when that file changes; `createTypeChecker` checks all when any does.
  defaults.setModeConfiguration({ ...defaults.modeConfiguration, diagnostics: false, inlayHints: false });
  defaults.setEagerModelSync(true);
  const library = manifest.types === undefined ? Promise.resolve({}) : fetchJson(manifest.types);
  const ready = library.then((files) => {
    const libs = Object.entries(files as Record<string, string>);
    defaults.setExtraLibs(libs.map(([filePath, content]) => ({ filePath, content })));
  });
  ready.catch(() => {}); // reported by whoever waits for it
  typeLibraries.set(bundle, ready);
}

/** Resolves when the declarations of Connect, Protobuf and the sandbox are known; before that every import is wrong. */
export function typeLibraryReady(bundle: MonacoBundle): Promise<void> {
  return typeLibraries.get(bundle) ?? Promise.resolve();
}
