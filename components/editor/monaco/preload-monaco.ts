import { isLocale } from "#lib/i18n/locales.ts";
import { monacoScript, readMonacoManifest } from "./monaco-files.ts";

/**
 * Lets the browser fetch and compile the full editor beside the feature's own scripts instead of after them. Call it
 * once the first picture is drawn. Whoever has no mouse gets the plain editor and spares the bytes.
 */
export function preloadMonaco(): void {
  if (!matchMedia("(pointer: fine)").matches) return;
  const locale = location.pathname.split("/")[1] ?? "";
  if (!isLocale(locale)) return;
  readMonacoManifest().then(
    (manifest) => {
      preload("modulepreload", monacoScript(manifest, "monaco", locale));
      if (locale === "zh") preload("modulepreload", monacoScript(manifest, "zh-cn", locale));
    },
    () => {}, // whoever loads the editor says so
  );
}

function preload(rel: "modulepreload", href: string): void {
  const link = document.createElement("link");
  Object.assign(link, { rel, href, fetchPriority: "low" });
  document.head.append(link);
}
